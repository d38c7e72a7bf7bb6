"""Compounds: where the parts of a long word meet (sykehjemsplass: syke, hjem, plass)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from insight.norsk.lexicon import (
    is_base_form,
    is_known,
    list_base_forms,
    list_lemmas,
    look_up,
    sample_lemmas_beginning,
    sample_lemmas_ending,
)
from insight.norsk.wordlists import keep, read_entries

_SHORTEST = 4  # letters of a part; shorter ones are listed
_SHORTEST_COMPOUND = 7  # letters of a part that is itself a compound
_LONGEST = 60  # letters of a word that is cut: the dictionaries' longest has 31, and every part of it is remembered
_LONG = 6  # letters of a part that is hardly chance
_JOINTS = ("", "s", "e")
_DOUBLED = 0.1  # what speaks against a letter left out (buss + stopp)
_RARE_JOINT = 0.5  # and against a joint this part never has
_GUESSED = 0.5  # the rating of a part no dictionary has, itself a compound
_LISTED = 0.6  # and of a listed part
_LEAST = 0.4  # the lowest rating of a part


class _Split(NamedTuple):
    """One way to cut a word in two: the left part as a word, where the right part begins, and the doubt in it."""

    left: str
    start: int
    right: str
    doubt: float


def split_compound(word: str, language: str = "") -> tuple[str, ...]:
    """The lemmas of the smallest parts of a compound, in order; () when the word is none.

    The parts are words a dictionary has, of four letters or on a short list (bil, vei, hus ...); -s- and -e- may
    join them, and of three equal letters in a row one is left out (busstopp). Prefixes, particles and suffixes are
    no parts (utvikling, ensomhet).
    """
    parts = _find_parts(word.lower())
    return tuple(look_up(part, language) or part for part, _ in parts) if len(parts) > 1 else ()


def find_boundaries(word: str) -> tuple[int, ...]:
    """Where each part after the first begins; joint letters belong to the part before.

    >>> find_boundaries("sykehjemsplass")
    (4, 9)
    """
    return tuple(start for _, start in _find_parts(word.lower())[1:])


@keep
def _find_parts(word: str) -> tuple[tuple[str, int], ...]:
    """Each smallest part with where it begins."""
    split = _find_split(word)
    if split is None:
        return ((word, 0),)
    right = tuple((part, start + split.start) for part, start in _find_parts(split.right))
    # Where one of three equal letters was left out, the right part has it back, and begins a letter earlier.
    missing = split.start + len(split.right) - len(word)
    right = (right[0], *((part, start - missing) for part, start in right[1:]))
    return _find_parts(split.left) + right


@keep
def _find_split(word: str) -> _Split | None:
    """The least doubtful way to cut a word in two, or None. Among equals the one with the longest last part wins."""
    firsts = _firsts().intersection(accumulate(word[:-2])) if 4 < len(word) <= _LONGEST else None
    if not firsts:
        return None
    lemma = look_up(word)
    if not _list("hele").isdisjoint((word, lemma)):
        return None
    # A word that is known tells how its ending is to be read: "lettare" is lett, so "are" is no part of it.
    return min(_find_splits(word, lemma or word, firsts), key=attrgetter("doubt", "start"), default=None)


def _find_splits(word: str, read: str, firsts: frozenset[str]) -> Iterator[_Split]:
    """Every way to cut it; `firsts` are the words it begins with. The right part is rated first: it fails sooner."""
    for start in _find_starts(word, firsts):
        left, ending = word[:start], word[start:]
        if not read.startswith(left):
            continue
        if after := _rate_last(read[start:]):
            for first, joint in ((left, ""), (left[:-1], left[-1])) if left[-1] in "se" else ((left, ""),):
                if (doubt := _doubt_first(first, joint)) is not None:
                    yield _Split(first, start, ending, doubt - after)
        # Of three equal letters one is left out: here it is put back.
        after = _rate_last(read[start - 1 :]) if left[-1] == left[-2] != ending[0] else 0
        if after and (doubt := _doubt_first(left, "")) is not None:
            yield _Split(left, start, left[-1] + ending, doubt - after + _DOUBLED)


def _find_starts(word: str, firsts: frozenset[str]) -> set[int]:
    """Where a right part may begin: after a left part with or without a joint, or where a compound may have ended."""
    ends = set(map(len, firsts))
    joined = [end + 1 for end in ends if word[end] in "se" and end + 2 < len(word)]
    return ends.union(joined, range(max(_SHORTEST_COMPOUND, min(ends) + 2), len(word) - 1))


def _doubt_first(left: str, joint: str) -> float | None:
    """What speaks against the left part and its joint, or None when it is no such part."""
    before = _rate_first(left)
    return 2 - before + _RARE_JOINT * (1 - _find_joint_shares(left)[joint]) if before else None


@keep
def _firsts() -> frozenset[str]:
    """What may begin a compound, but for compounds; never one letter, whatever a project's own list says."""
    listed = (word for word in _list("korte") | _list("korte foran") if len(word) > 1)
    long = (word for word in list_base_forms() if len(word) >= _SHORTEST)
    return (frozenset(long) - _list("aldri foran")).union(listed)


@keep
def _rate_first(part: str) -> float:
    """How well a part begins compounds, from 0 (not at all) to 1: a base form, or a compound of such."""
    if part in _list("korte") or part in _list("korte foran"):
        return _LISTED
    if part not in _firsts():
        return 0 if is_base_form(part) or part in _list("aldri foran") else _rate_compound(part)
    share = max(_share(part, _rests_after(beginning)) for beginning in (part, f"{part}e"))
    return share if share >= _LEAST else 0


@keep
def _find_joint_shares(part: str) -> dict[str, float]:
    """How often each joint may follow the part in the dictionaries: arbeids-, but trafikk-."""
    firsts = [rest[:1] for rest in _rests_after(part)]
    shares = {joint: (firsts.count(joint) + 1) / (len(firsts) + 3) for joint in "se"}
    return {"": 1 - shares["s"], **shares}


def _rests_after(part: str) -> list[str]:
    return [lemma[len(part) :] for lemma in sample_lemmas_beginning(part)]


@keep
def _rate_last(part: str) -> float:
    """How well a part ends compounds, from 0 (not at all) to 1: any form of a word, or a compound of such."""
    if part in _list("aldri bak"):
        return 0
    lemmas = list_lemmas(part)
    if not _list("korte").isdisjoint((part, *lemmas)):
        return _LISTED
    if not lemmas:
        return _rate_compound(part)
    if len(part) < _SHORTEST:
        return 0
    share = max((_rate_ending(lemma) for lemma in lemmas if len(lemma) >= _SHORTEST), default=0)
    return share if share >= _LEAST else 0


@keep
def _rate_ending(lemma: str) -> float:
    return _share(lemma, (longer[: -len(lemma)] for longer in sample_lemmas_ending(lemma)))


def _rate_compound(part: str) -> float:
    """A part that is in no dictionary will do when it is itself a compound."""
    return _GUESSED if len(part) >= _SHORTEST_COMPOUND and _find_split(part) is not None else 0


def _share(part: str, rests: Iterable[str]) -> float:
    """How many of the rests of the words with a part are words themselves, joint letters aside.

    What is left of the words in "skole-" are words (skolevei, skolegård), of those in "kont-" hardly any (kontor,
    kontakt, kontroll): this tells a part from a chance beginning or ending. The count begins at one in two for a
    long part, which is hardly chance, and at one in three for a short one, which must be seen in some word.
    """
    n_rests, n_words = (2, 1) if len(part) >= _LONG else (3, 1)
    for rest in rests:
        if len(rest) > 1 and rest not in _list("aldri foran"):
            n_rests += 1
            n_words += _is_word(rest)
    return n_words / n_rests


def _is_word(rest: str) -> bool:
    """Whether it is known, joint letters aside."""
    if len(rest) > 2 and is_known(rest):
        return True
    shorter = (rest[1:] if rest[0] in "se" else "", rest[:-1] if rest[-1] in "se" else "")
    return any(len(word) > 2 and is_known(word) for word in shorter)


@keep
def _list(name: str) -> frozenset[str]:
    return frozenset(read_entries("sammensetning").get(name, ()))
