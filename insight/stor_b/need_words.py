"""The words after the verb of a need, said of several instead of oneself, or nothing where they do not stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_known, look_up
from insight.norsk.wordlists import keep, read_entries, read_word_set

MOST_WORDS = 16
"""Words of the need and its situation together; longer ones are stories."""

_OWN = {"min": "sin", "mi": "si", "mitt": "sitt", "mine": "sine", "vår": "sin", "vårt": "sitt", "våre": "sine"}
_CLAUSES = frozenset({"når", "hvis", "dersom", "mens", "at", "som", "fordi", "før", "etter", "der"})
_ASKING = frozenset({"hvor", "hvem", "hva", "hvordan", "hvilken", "hvilket", "hvilke"})
_OPENS = frozenset({"når", "hvis", "dersom", "mens"})
_EXPLETIVE = frozenset({"er", "blir", "var", "snør", "regner", "går", "finnes", "haster", "kommer", "skjer", "koster"})
_LAST_NO = frozenset({"lenger", "mer", "heller", "engang", "lengre", "jo", "da", "nå"})
_REASONS = {("slik", "at"), ("sånn", "at"), ("på", "grunn"), ("selv", "om"), ("i", "frykt"), ("av", "frykt")}
_DANGLING = frozenset({"å", "og", "eller", "som", "at", "den", "det", "der", "en", "et", "ei"})


@keep
def list_words(label: str) -> frozenset[str]:
    """The words of one label of `behovsfraser.txt`; empty when it has none."""
    return frozenset(read_entries("behovsfraser").get(label, ()))


def reword(words: Sequence[str]) -> list[str]:
    """The words of a need as others would say them: jeg -> de, meg -> seg, min -> sin; [] when they cannot stand alone.

    They are cut where a reason or another matter begins. Words that point out of the sentence (han, det, dit, her som
    ...), masks and signs, figures that are no time of day, a no (but for one in «når ... ikke») and words that bokmål
    does not have give nothing: a sentence that cannot be understood by itself is worse than none.
    """
    kept = _cut(list(words))
    while kept and kept[-1].casefold() in _LAST_NO:
        kept.pop()
    small = [word.casefold() for word in kept]
    if (
        not 1 <= len(kept) <= MOST_WORDS
        or small[-1] in _DANGLING
        or (len(kept) < len(words) and _is_finite(small[-1]))  # "når grusen er [så løs]"
        or not all(map(_may_stand, range(len(small)), [small] * len(small)))
    ):
        return []
    if not all(_is_bokmaal(word) for word in kept):
        return []
    return _say_of_others(kept, small)


def split_situation(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The need and the situation it is in: from the first «når», «hvis», «mens», or words of time, to the end."""
    small = [word.casefold() for word in words]
    for at in range(1, len(small)):
        if small[at] in _OPENS or is_time(small[at:]):
            return list(words[:at]), list(words[at:])
    return list(words), []


def is_time(words: Sequence[str]) -> bool:
    """Whether the words begin with one of time: «om kvelden», «etter klokka 18», «hver dag»."""
    first, *rest = [word.casefold() for word in words] or [""]
    if not rest:
        return False
    if first == "hver":
        return rest[0] in list_words("hver")
    return first in ("om", "i", "på", "etter", "før") and rest[0] in list_words("tid") | list_words("klokke")


def _cut(words: list[str]) -> list[str]:
    """The words before a reason («fordi», «men») or a new clause («og jeg», «så vi», «for det») begins."""
    small = [word.casefold() for word in words]
    for at, word in enumerate(small):
        following = small[at + 1] if at + 1 < len(small) else ""
        begins = word in ("og", "eller", "for", "da", "uten") and (following in _subjects() or _is_finite(following))
        if at and (word in list_words("slutt") or begins or (word, following) in _REASONS):
            return words[:at]
    return words


def _may_stand(at: int, small: list[str]) -> bool:
    word, following = small[at], (small[at + 1] if at + 1 < len(small) else "")
    before = small[at - 1] if at else ""
    if word.isdigit():
        return before in list_words("tall etter")
    if word == "det":
        return bool(_CLAUSES.union(_ASKING).intersection(small[:at])) and following in _EXPLETIVE
    if word in ("noen", "noe"):
        return not following or following in list_words("etter noen")
    if word == "uten":
        return following not in list_words("uten slik")
    if (word == "den") or (before in ("et", "en", "ett") and word in ("ord", "eneste", "ting")):
        return False
    if word == "der":
        return bool(following) and following in _subjects() - {"den"}
    if word in list_words("nei"):
        return "når" in small[:at] and not {"hvis", "uten", "dersom"}.intersection(small)
    return word not in list_words("peker") and word not in ("hvis", "dersom", "om ikke")


@keep
def _subjects() -> frozenset[str]:
    return list_words("jeg") | {"det", "den", "de", "dere", "ingen", "alle", "noen", "nå", "da", "så", "bare", "derfor"}


@keep
def _is_finite(word: str) -> bool:
    return bool(word) and word in frozenset(
        verb.strip()
        for line in read_entries("behovsfraser")
        if line in _VERB_LABELS
        for verb in read_entries("behovsfraser")[line]
    )


_VERB_LABELS = ("evne", "selv", "vite", "få", "ha", "må", "er", "føle", "grue", "trenger", "slippe", "bør")


@keep
def _is_bokmaal(word: str) -> bool:
    """Whether bokmål has the word, or could make it of two; a name within the sentence and a figure may stand."""
    small = word.casefold()
    if word in read_word_set("fornavn") and small not in read_word_set("fornavn-ord"):
        return False  # a need is of no named person, even where the masking missed the name
    if word.isdigit() or (word[:1].isupper() and word[1:].islower() and word.isalpha()):
        return True
    if len(word) == 1 and small not in ("i", "å"):
        return False
    return word.isalpha() and word.islower() and (is_known(small, "nb") or bool(find_boundaries(small)))


def _say_of_others(words: list[str], small: list[str]) -> list[str]:
    """In the main part the one spoken of is «seg»; in a clause only where it is the clause's own subject."""
    said: list[str] = []
    own = True
    for word, low in zip(words, small, strict=True):
        if low in _CLAUSES or low in _ASKING or (low == "om" and said[-1:] == ["vite"]):
            own = False
        if low in list_words("jeg"):
            own = True
            said.append("de")
        elif low in list_words("meg"):
            said.append("seg" if own else "dem")
        elif low in _OWN:
            said.append(_OWN[low] if own else "deres")
        elif low == "en" and said and said[-1] in _CLAUSES:
            return []
        else:
            said.append(_inflect(low, said, own=own) or word)
    return said


def _inflect(word: str, said: Sequence[str], *, own: bool) -> str:
    """The form for several of what the one spoken of is: «føle seg trygg», «når jeg er syk»; "" when it has none."""
    if said[-2:] in (["de", "er"], ["de", "blir"]):
        return f"{word}e" if not word.endswith(("e", "et")) and look_up(f"{word}e", "nb") == word else ""
    return _states().get(word, "") if said and said[-1] in ("seg", "være", "bli") and own else ""


@keep
def _states() -> dict[str, str]:
    """The form for one -> that for several: «føle seg trygg» is of several «føle seg trygge»."""
    words = read_entries("behovsfraser")["uten"] + read_entries("behovsfraser")["med"]
    return dict(zip(words[::2], words[1::2], strict=True))
