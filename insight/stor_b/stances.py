"""What a statement is for and what it is against, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from insight.norsk.phrases import Tagged, phrase_tagger
from insight.norsk.terms import find_terms
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_entries

COMES, STAYS, MORE, ANY, RATED = "kommer", "består", "mer", "hva som helst", "vurdert"
"""What it is about: a thing to come, one that is, how much of it, the thing as such; or how good it is."""

_AFTER = {
    "vil ha": (COMES, 1),
    "vil ikke ha": (COMES, -1),
    "for": (ANY, 1),
    "mot": (ANY, -1),
    "bevar": (STAYS, 1),
    "fjern": (STAYS, -1),
    "fler": (MORE, 1),
    "færre": (MORE, -1),
    "bra": (RATED, 1),
    "dårlig": (RATED, -1),
}
_BEFORE = {f"før {label}": about for label, about in _AFTER.items()}
_TOO = ("for ", "alt", "too ", "før ")  # "for lav fartsgrense", "fartsgrensa er for lav"
_CUES = _AFTER.keys() | _BEFORE.keys()
_NEGATING = frozenset({"nekt", "mot", "vil ikke ha"})
_BETWEEN = frozenset({"fyll", "ny", "nekt", "fler", "færre", "vil ha"})  # may stand between the cue and the thing
_RATED = frozenset({"bra", "dårlig"})
_BETWEEN_RATED = frozenset({"fyll", "ny", "bra", "dårlig"})
_FAR = 4  # pieces from a negation to what it turns

_Piece = tuple[str, str]  # label and words


class Stance(NamedTuple):
    """For (1) or against (-1) a thing; `key` is its lemma, `places` where or for whom; `is_new`: a new one."""

    about: str
    sign: int
    key: str
    is_new: bool
    places: frozenset[str]


def find_stances(statement: str, language: str = "") -> list[Stance]:
    """What a statement is for or against, clause by clause; [] where its words do not tell.

    The words are those of `holdninger.txt`. The thing is the last word of the group of words after them ("flere store
    benker langs elva": benk), or the first group of the clause where the words say something of it ("skolen må
    bestå"). A negation at most four words before, or just after, turns the stance; "synd at" turns all that follows.
    What is only thought of ("hvis skolen legges ned") or asked ("hvorfor") is no stance, nor is "ikke for mange".
    """
    stances = []
    is_turned = False
    for clause in _read_clauses(statement):
        is_turned = (is_turned and bool(clause)) or any(label == "synd" for label, _ in clause)
        if not any(label in _CUES for label, _ in clause):
            continue
        places = _find_places(clause, language)
        for at, (label, words) in enumerate(clause):
            if label == "om":
                break
            about, sign = _AFTER.get(label) or _BEFORE.get(label) or ("", 0)
            thing = _find_thing(clause, at, language) if sign else None
            turns = _count_turns(clause, at)
            if thing is None or (turns % 2 and words.casefold().startswith(_TOO)):
                continue
            key, is_new = thing
            sign = -sign if (turns + is_turned) % 2 else sign
            stances.append(Stance(about, sign, key, is_new, places - {key}))
    return stances


def _read_clauses(statement: str) -> Iterator[list[_Piece]]:
    """The clauses in order; an empty one where a sentence ends."""
    clause: list[_Piece] = []
    for piece in _tagger()(statement):
        words = statement[piece.start : piece.end]
        if piece.label == "grense" or not words[:1].isalnum():
            if words.casefold() in ("som", "who", "which", "that"):
                clause.append(("som", words))  # "for mange lærere som slutter": not the teachers are too many
            if clause and words not in "«»\"'":
                yield clause
                clause = []
            if words in ".!?":
                yield []
        else:
            clause.append((piece.label, words))
    yield clause


def _count_turns(clause: Sequence[_Piece], at: int) -> int:
    """How many negations stand before the words at `at`, or just after them."""
    if clause[at][0] in _RATED:
        return sum(label == "nekt" for label, _ in clause[max(0, at - 2) : at])
    before = sum(label in _NEGATING for label, _ in clause[max(0, at - _FAR) : at])
    return before + sum(label == "nekt" for label, _ in clause[at + 1 : at + 2])


def _find_thing(clause: Sequence[_Piece], at: int, language: str) -> tuple[str, bool] | None:
    """The lemma of what the words at `at` are about, and whether a new one is meant."""
    label, words = clause[at]
    after = None if label in _BEFORE else _read_after(clause, at, language)
    said_of = [before for before, _ in clause[:at] if before != "fyll"][-1:] == ["verb"]
    may_follow = label in _BEFORE or label in _RATED or (said_of and words.casefold().startswith(_TOO))
    return after or (_read_subject(clause[:at], language) if may_follow else None)


def _read_after(clause: Sequence[_Piece], at: int, language: str) -> tuple[str, bool] | None:
    between = _BETWEEN_RATED if clause[at][0] in _RATED else _BETWEEN
    is_new, head = False, ""
    for label, words in clause[at + 1 :]:
        if label in between and not head:
            is_new = is_new or label == "ny"
        elif label or not (key := _find_key(words, language)):
            # "Flere barn sliter": what does something is not asked for.
            is_some = clause[at][0] in ("fler", "færre") and (label == "som" or (label == "verb" and at == 0))
            return None if is_some else (head, is_new) if head else None
        else:
            head = key
    return (head, is_new) if head else None


def _read_subject(before: Sequence[_Piece], language: str) -> tuple[str, bool] | None:
    """The first group of words that names something and stands after no preposition."""
    is_new, is_place, head = False, False, ""
    for label, words in before:
        key = "" if label else _find_key(words, language)
        if key and not is_place:
            head = key
        elif head:
            break
        elif label not in ("fyll", "ny", "") or (not label and not key):
            is_place = label == "hvor"
        is_new = is_new or label == "ny"
    return (head, is_new) if head else None


def _find_places(clause: Sequence[_Piece], language: str) -> frozenset[str]:
    """The words after prepositions, and those with a capital letter: where, or for whom."""
    places = set()
    is_place = False
    for at, (label, words) in enumerate(clause):
        is_place = label == "hvor" or (is_place and label in ("", "fyll", "ny"))
        if not label and (is_place or (at and words[:1].isupper())) and (key := _find_key(words, language)):
            places.add(key)
    return frozenset(places)


@keep
def _find_key(word: str, language: str) -> str:
    """The lemma of a word that names a matter; "" for all others."""
    if not find_words(word):
        return ""
    (key, *_) = [term.key for term in find_terms(word, language)] or [""]
    return "" if key in read_entries("ord-uten-sak")["fyll"] else key


@keep
def _tagger() -> Callable[[str], list[Tagged]]:
    return phrase_tagger(read_entries("holdninger"))
