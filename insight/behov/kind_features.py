"""What the recognizer of kinds sees in a statement: its words under keys that meet, and the pattern they make."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple
from zlib import crc32

import numpy as np

from insight.norsk.compounds import split_compound
from insight.norsk.lemmas import find_lemma
from insight.norsk.lexicon import look_up
from insight.norsk.maalform import bridge
from insight.norsk.vectors import N_DIMENSIONS
from insight.norsk.vectors import look_up as look_up_vectors
from insight.norsk.wordlists import keep, read_entries

N_BUCKETS = 1 << 18
"""Features are hashed to as many numbers; the few that meet share a weight."""
_TOKEN = re.compile(r"\[[a-zæøå-]+\]|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
_SHORTEST, _LONGEST = 3, 5
_PATTERN = 4
"""Words of a row at the most."""
_LENGTHS = (0, 1, 2, 4, 7, 12, 19)
_PAIR, _ROW, _BEGINNING, _END = map(crc32, (b"pair ", b"row ", b"beginning ", b"end "))


class Word(NamedTuple):
    """One distinct token: hashed features of its own, what it is in a pattern, its key and its vector (128)."""

    buckets: tuple[int, ...]
    place: bytes
    key: bytes
    vector: np.ndarray
    has_vector: bool


def find_tokens(statement: str) -> list[tuple[str, int, int]]:
    """Words, masks, numbers and signs in small letters, each with where it begins and ends."""
    return [(match[0].casefold(), match.start(), match.end()) for match in _TOKEN.finditer(statement)]


@keep
def describe_word(form: str) -> Word:
    """The features of a token in small letters: itself, its key, its parts, its letters, its form and its classes."""
    if not form[0].isalpha():
        place = "mask" if len(form) > 1 and form[0] == "[" else "9" if form[0].isdigit() else form
        return Word((_hash(f"o:{place}"),), _encode(place), _encode(place), _zeros(), False)
    key = bridge(find_lemma(form))
    classes = _classes().get(form, ())
    known = look_up(form)
    inflected = "-" if known is None else "0" if known == form else "+"
    features = [f"w:{form}", f"k:{key}", *(f"p:{bridge(part)}" for part in split_compound(form))]
    features += [f"c:{name}" for name in classes]
    features += [f"t:{form[-3:]}{inflected}", f"t:{form[-1:]}{inflected}{min(len(form), 8)}"]
    framed = f" {form} "
    features += [
        f"g:{framed[start : start + length]}"
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(framed) - length + 1)
    ]
    vector = look_up_vectors([key])[0] if len(key) > 1 else _zeros()
    place = classes[0] if classes else f"{form[-2:]}{inflected}"
    return Word(tuple(map(_hash, features)), _encode(place), _encode(key), vector, bool(vector.any()))


def describe_pattern(words: Sequence[Word]) -> np.ndarray:
    """Hashed features of the row of words: pairs of keys, patterns of up to four, how it begins and ends, its length.

    Whole numbers (n_features,). A row is hashed a word at a time, from where the hash of the row before it ended.
    """
    places = [b"^ ", *[word.place for word in words], b"$ "]
    keys = [b"^ ", *[word.key for word in words], b"$ "]
    buckets = [*map(crc32, keys[1:], map(crc32, keys, repeat(_PAIR)))]
    for start in range(len(places) - 1):
        row = crc32(places[start], _ROW)
        for place in places[start + 1 : start + _PATTERN]:
            row = crc32(place, row)
            buckets.append(row)
    row = _BEGINNING
    for key in keys[1:4]:
        row = crc32(key, row)
        buckets.append(row)
    n_words = sum([key[:1].isalpha() for key in keys])
    buckets.append(crc32(b"n:%d" % bisect_left(_LENGTHS, n_words)))
    buckets.append(crc32(places[-2], _END))
    return np.array(buckets, dtype=np.int64) % N_BUCKETS


@cache
def share_pattern(n_words: int) -> np.ndarray:
    """How much of each feature of `describe_pattern` is due to each word, float32 (n_words, n_features).

    A row is shared evenly among its words; the length of the statement is due to none.
    """
    spans = [(start, 2) for start in range(n_words + 1)]
    spans += [
        (start, length) for start in range(n_words + 1) for length in range(2, min(_PATTERN, n_words + 2 - start) + 1)
    ]
    spans += [(1, length) for length in range(1, min(3, n_words + 1) + 1)]
    spans += [(n_words + 2, 0), (n_words, 1)]
    shares = np.zeros((n_words, len(spans)), dtype=np.float32)
    for feature, (start, length) in enumerate(spans):
        words = range(max(start - 1, 0), min(start - 1 + length, n_words))
        shares[list(words), feature] = 1 / max(len(words), 1)
    return shares


def _hash(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) % N_BUCKETS


def _encode(key: str) -> bytes:
    return f"{key} ".encode("utf-8", "surrogatepass")


@keep
def _zeros() -> np.ndarray:
    return np.zeros(N_DIMENSIONS, dtype=np.float32)


@keep
def _classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in read_entries("ordklasser").items():
        for word in words:
            classes[word] = (*classes.get(word, ()), name)
    return classes
