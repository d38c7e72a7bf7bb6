"""The dictionaries of forms and their lemmas: simplemma's, which lie in its wheel, and a list of our own."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import chain

from insight.norsk.wordlists import keep, read_entries

_ORDER = {"nn": ("nn", "nb")}
_NORWEGIAN = ("nb", "nn")
_ENDINGS = ("ane", "ene", "ar", "er", "en", "et", "a")  # of words on our own lists that no dictionary has
_SAMPLE = 80  # lemmas that are enough to judge a beginning or an ending by


@keep
def look_up(word: str, language: str = "") -> str | None:
    """The lemma of a form in small letters, the text's own målform asked first; None when nobody knows the form.

    Infinitives end in -e. A form known but for the genitive's -s has the lemma of the form without it.
    """
    return _find_in("en", word) if language == "en" else _look_up_norwegian(word, language)


def list_lemmas(word: str) -> set[str]:
    """What a form may be of: its lemma in bokmål, that in nynorsk, and itself if a base form. Empty when unknown."""
    lemmas = {word} if is_base_form(word) else set()
    for language in _NORWEGIAN:
        lemma = _look_up_norwegian(word, language)
        if lemma is None:
            break  # neither dictionary has it
        lemmas.add(lemma)
    return lemmas


def _look_up_norwegian(word: str, language: str) -> str | None:
    lemma = _look_up_form(word, language)
    if lemma is None and word.endswith("s") and not word.endswith("ss"):
        lemma = _look_up_form(word.removesuffix("s").rstrip("'’"), language)
    return lemma


def _look_up_form(word: str, language: str) -> str | None:
    own = _own_lemmas().get(word)
    if own is not None:
        return own
    form = word.encode()
    for name in _ORDER.get(language, _NORWEGIAN):
        lemma = _dictionary(name).get(form)
        if lemma is not None:
            return _mend(word, lemma.decode(), name)
    return _own_inflections().get(word)


def _find_in(language: str, word: str) -> str | None:
    lemma = _dictionary(language).get(word.encode())
    return None if lemma is None else lemma.decode()


def _mend(word: str, lemma: str, language: str) -> str:
    """The lemma, but where simplemma prefers a rare verb to a noun it knows, the noun.

    It takes "buss" and "bussene" for forms of "busse", "flom" for one of "flomme" and "plasser" for one of "plassere".
    The infinitives in -a of its nynorsk are given in -e.
    """
    if lemma in (f"{word}e", f"{word}{word[-1]}e") and _is_noun(word, language):
        return word
    if word.endswith("er") and lemma == f"{word}e" and is_base_form(word[:-2]):
        return word[:-2]
    if word == f"{lemma}ne" and lemma.endswith("e") and not _is_noun(lemma, language) and is_base_form(lemma[:-1]):
        return lemma[:-1]
    infinitive = f"{lemma[:-1]}e"
    return infinitive if lemma.endswith("a") and _find_in(language, infinitive) == lemma else lemma


def _is_noun(word: str, language: str) -> bool:
    """Whether a definite form of it ("bussen", "flommen", "legen") is known."""
    definites = (f"{word}n", f"{word}en", f"{word}et", f"{word}{word[-1]}en", f"{word}{word[-1]}et")
    return any(_find_in(language, definite) == word for definite in definites)


def is_known(word: str, *languages: str) -> bool:
    """Whether one of the dictionaries ("nb", "nn", "en"; the two Norwegian ones when none is named) has the form."""
    form = word.encode()
    if languages:
        return any(form in _dictionary(name) for name in languages)
    return form in _dictionary("nb") or form in _dictionary("nn")


def is_base_form(word: str) -> bool:
    """Whether the word is the lemma of some Norwegian form, or stands in our list of nynorsk words."""
    return word in list_base_forms()


@keep
def list_base_forms() -> frozenset[str]:
    """The words `is_base_form` holds of."""
    return _own_base_forms().union(_lemmas())


def sample_lemmas_beginning(beginning: str) -> list[str]:
    """The Norwegian lemmas that begin so, in order: all, or of many at most 80, evenly spread."""
    return _sample(_lemmas(), beginning)


def sample_lemmas_ending(ending: str) -> list[str]:
    """The Norwegian lemmas that end so: all, or of many at most 80, evenly spread."""
    return [lemma[::-1] for lemma in _sample(_reversed_lemmas(), ending[::-1])]


def _sample(words: list[str], beginning: str) -> list[str]:
    start, end = bisect_left(words, beginning), bisect_left(words, f"{beginning}\uffff")
    return words[start : end : 1 + (end - start) // _SAMPLE]


@cache
def _lemmas() -> list[str]:
    """All of them, in order; the nynorsk infinitives in -a also in -e."""
    forms = _dictionary("nn")
    infinitives = (b"%be" % lemma[:-1] for lemma in set(forms.values()) if lemma.endswith(b"a"))
    infinitives = (infinitive for infinitive in infinitives if forms.get(infinitive) == b"%ba" % infinitive[:-1])
    # The forms lie in order, and so nearly do their lemmas: what is nearly in order is sorted soon.
    lemmas = dict.fromkeys(chain(_dictionary("nb").values(), forms.values(), infinitives))
    return sorted(lemma.decode() for lemma in lemmas)


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


@keep
def _own_inflections() -> dict[str, str]:
    """Form -> lemma of what the words of our own lists may be inflected to; the first of `_ENDINGS` goes first."""
    inflections: dict[str, str] = {}
    for ending in _ENDINGS:
        for last in ("", "e"):
            for base in sorted(_own_base_forms()):
                form = f"{base.removesuffix(last)}{ending}"
                if base.endswith(last) and len(form) > 5:
                    inflections.setdefault(form, base)
    return inflections


@cache
def _dictionary(language: str) -> dict[bytes, bytes]:
    """All forms of one language and their lemmas, in UTF-8. Loaded at first use: half a second, and some 50 MB."""
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    forms = DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
    # The dictionary within simplemma's wrapper of it: asked many times as fast, and alike if there is none some day.
    return getattr(forms, "_dict", None) or {form.encode(): lemma.encode() for form, lemma in forms.items()}
