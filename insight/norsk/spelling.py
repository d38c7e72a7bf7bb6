"""Slips of the keyboard, matched to the word meant when the answers themselves leave no doubt."""

from __future__ import annotations

from collections.abc import Mapping

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import look_up

_SHORTEST = 6  # letters; shorter words have too many neighbours
_RARE = 2  # times a slip is seen at most
_FREQUENT = 3  # times a word no dictionary has must be seen to be taken for a word


def match_spelling(words: Mapping[str, int]) -> dict[str, str]:
    """Each slip among `words` (word in small letters -> times seen) with the word it stands for.

    A slip is unknown to the dictionaries, no compound, and seen once or twice; the word meant is the only one among
    `words`, known or often seen, that begins with the same letter and is one letter inserted, left out, changed or
    swapped with its neighbour away. For matching only: people are quoted as they wrote.
    """
    meant = sorted(word for word, n in words.items() if len(word) >= _SHORTEST and (n >= _FREQUENT or _is_word(word)))
    near: dict[str, set[str]] = {}
    for word in meant:
        for shorter in _leave_one_out(word):
            near.setdefault(shorter, set()).add(word)
    matches = {}
    for slip, n in sorted(words.items()):
        if n <= _RARE and len(slip) >= _SHORTEST and not _is_word(slip):
            candidates = set().union(*(near.get(shorter, ()) for shorter in _leave_one_out(slip)))
            found = [word for word in sorted(candidates) if word[0] == slip[0] and _is_one_slip(slip, word)]
            if len(found) == 1:
                matches[slip] = found[0]
    return matches


def _is_word(word: str) -> bool:
    return look_up(word) is not None or bool(find_boundaries(word)) or look_up(word, "en") is not None


def _leave_one_out(word: str) -> set[str]:
    """The word itself and what is left when any one letter goes: words one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_one_slip(slip: str, word: str) -> bool:
    start = next((at for at, (a, b) in enumerate(zip(slip, word, strict=False)) if a != b), min(len(slip), len(word)))
    a, b = slip[start:], word[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
