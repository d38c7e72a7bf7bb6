"""The dictionaries of forms and their lemmas: simplemma's, which lie in its wheel, and a list of our own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from insight.norsk.wordlists import keep, read_entries

_ORDER = {"nn": ("nn", "nb")}
_NORWEGIAN = ("nb", "nn")
_ENDINGS = ("ane", "ene", "ar", "er", "en", "et", "a")  # of words on our own lists that no dictionary has


@keep
def look_up(word: str, language: str = "") -> str | None:
    """The lemma of a form in small letters, the text's own målform asked first; None when nobody knows the form.

    Infinitives end in -e. A form known but for the genitive's -s has the lemma of the form without it.
    """
    if language == "en":
        return _dictionary("en").get(word)
    lemma = _look_up_form(word, language)
    if lemma is None and word.endswith("s") and not word.endswith("ss"):
        lemma = _look_up_form(word.removesuffix("s").rstrip("'’"), language)
    return lemma


def _look_up_form(word: str, language: str) -> str | None:
    own = _own_lemmas().get(word)
    if own is not None:
        return own
    for name in _ORDER.get(language, _NORWEGIAN):
        lemma = _dictionary(name).get(word)
        if lemma is not None:
            return _mend(word, lemma, _dictionary(name))
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending) and len(word) > 5)
    return next((base for stem in stems for base in (stem, f"{stem}e") if base in _own_base_forms()), None)


def _mend(word: str, lemma: str, forms: Mapping[str, str]) -> str:
    """The lemma, but where simplemma prefers a rare verb to a noun it knows, the noun.

    It takes "buss" and "bussene" for forms of "busse", "flom" for one of "flomme" and "plasser" for one of "plassere".
    The infinitives in -a of its nynorsk are given in -e.
    """
    if lemma in (f"{word}e", f"{word}{word[-1]}e") and _is_noun(word, forms):
        return word
    if word.endswith("er") and lemma == f"{word}e" and is_base_form(word[:-2]):
        return word[:-2]
    if word == f"{lemma}ne" and lemma.endswith("e") and not _is_noun(lemma, forms) and is_base_form(lemma[:-1]):
        return lemma[:-1]
    infinitive = f"{lemma[:-1]}e"
    return infinitive if lemma.endswith("a") and forms.get(infinitive) == lemma else lemma


def _is_noun(word: str, forms: Mapping[str, str]) -> bool:
    """Whether a definite form of it ("bussen", "flommen", "legen") is known."""
    definites = (f"{word}n", f"{word}en", f"{word}et", f"{word}{word[-1]}en", f"{word}{word[-1]}et")
    return any(forms.get(definite) == word for definite in definites)


def is_known(word: str, *languages: str) -> bool:
    """Whether one of the dictionaries ("nb", "nn", "en"; the two Norwegian ones when none is named) has the form."""
    return any(_dictionary(name).get(word) is not None for name in languages or _NORWEGIAN)


def is_base_form(word: str) -> bool:
    """Whether the word is the lemma of some Norwegian form, or stands in our list of nynorsk words."""
    lemmas = _lemmas()
    at = bisect_left(lemmas, word)
    return (at < len(lemmas) and lemmas[at] == word) or word in _own_base_forms()


def find_lemmas_beginning(beginning: str) -> list[str]:
    """The Norwegian lemmas that begin so, in order."""
    return _cut(_lemmas(), beginning)


def find_lemmas_ending(ending: str) -> list[str]:
    """The Norwegian lemmas that end so."""
    return [lemma[::-1] for lemma in _cut(_reversed_lemmas(), ending[::-1])]


def _cut(words: list[str], beginning: str) -> list[str]:
    return words[bisect_left(words, beginning) : bisect_left(words, f"{beginning}\uffff")]


@cache
def _lemmas() -> list[str]:
    lemmas = {lemma for name in _NORWEGIAN for lemma in _dictionary(name).values()}
    return sorted(lemmas | {f"{lemma[:-1]}e" for lemma in lemmas if _dictionary("nn").get(f"{lemma[:-1]}e") == lemma})


@cache
def _reversed_lemmas() -> list[str]:
    return sorted(lemma[::-1] for lemma in _lemmas())


@keep
def _own_base_forms() -> frozenset[str]:
    return frozenset((*read_entries("lemmaer"), *read_entries("maalform")))


@keep
def _own_lemmas() -> dict[str, str]:
    """Form -> lemma where simplemma errs on words people use often (`lemmaer.txt`)."""
    return {form: lemma for lemma, forms in read_entries("lemmaer").items() for form in forms}


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    """All forms of one language. Loaded at first use: half a second or more, and some 50 MB."""
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
