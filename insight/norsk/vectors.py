"""General word vectors: words that mean alike lie near one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

FILE = Path(__file__).parent / "vectors.npz"

N_DIMENSIONS = 128

_JOINT = re.compile(r"-|['’]s$")  # e-postliste; mum's
_PREFIX = 4  # letters that two spellings must share from the start
_SHORTEST = 6  # a word of fewer letters has too many neighbours by chance
_ENDINGS = ("a", "an", "ane", "ar", "arne", "as", "e", "en", "ene", "er", "et", "i", "in", "ne", "r", "s", "t", "te")


class _Table(NamedTuple):
    rows: Mapping[str, int]
    words: list[str]  # sorted, so that words with the same beginning stand together
    vectors: np.ndarray  # float32 (n, 128), unit rows


def look_up(keys: Sequence[str]) -> np.ndarray:
    """The vectors of `keys` (lemmas in small letters), float32 (n, 128): rows of unit length, or zeros.

    A key that has no vector gets the mean of those of its parts ("skolebussjåfør": skole, buss, sjåfør; "bom-pris");
    else that of the same word without its ending, or of the one known word that is spelt nearest (one letter wrong, or
    two in ten); else zeros. The file is read at the first call. docs/ordressurser.md tells where the vectors are from.
    """
    table = _read_table()
    found = np.zeros((len(keys), N_DIMENSIONS), dtype=np.float32)
    known = [(place, table.rows[key]) for place, key in enumerate(keys) if key in table.rows]
    if known:
        places, rows = np.array(known).T
        found[places] = table.vectors[rows]
    for place, key in enumerate(keys):
        if key not in table.rows:
            found[place] = _guess_vector(key, table)
    return found


@cache
def _read_table() -> _Table:
    with np.load(FILE, allow_pickle=False) as arrays:
        words = arrays["words"].tobytes().decode().split("\n")
        vectors = arrays["vectors"].astype(np.float32)
    vectors /= np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return _Table({word: row for row, word in enumerate(words)}, words, vectors)


def _guess_vector(key: str, table: _Table) -> np.ndarray:
    from insight.norsk.compounds import split_compound  # reads dictionaries: only when a word is unknown

    small = key.casefold()
    rows = [table.rows[word] for word in (small, *_JOINT.split(small)) if word in table.rows]
    rows = rows or [table.rows[part] for part in split_compound(small) if part in table.rows]
    rows = rows or [table.rows[word] for word in _find_spelling(small, table)]
    if not rows:
        return np.zeros(N_DIMENSIONS, dtype=np.float32)
    total = table.vectors[rows].sum(axis=0)
    length = float(np.sqrt(total @ total))
    return total / length if length else total


def _find_spelling(key: str, table: _Table) -> list[str]:
    """The known word that `key` most likely is another form or a slip of, if any."""
    if len(key) < _SHORTEST:
        return []
    for ending in _ENDINGS:
        stem = key.removesuffix(ending)
        if stem != key and len(stem) >= _PREFIX and stem in table.rows:
            return [stem]
    allowed = 1 if len(key) < 10 else 2
    letters = frozenset(key)
    near = []
    for word in _words_that_begin(key[:_PREFIX], table.words):
        if abs(len(word) - len(key)) > allowed or len(word) < _SHORTEST:
            continue
        # One edit takes away one letter and brings in another: most words are seen to be farther off at once.
        if len(letters.symmetric_difference(word)) <= 2 * allowed:
            distance = count_edits(key, word, allowed)
            if distance <= allowed:
                near.append((distance, word))
    return [min(near)[1]] if near else []


def _words_that_begin(prefix: str, words: list[str]) -> list[str]:
    return words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]


def count_edits(one: str, other: str, enough: int) -> int:
    """How many letters must be put in, left out, changed or swapped; `enough` + 1 stands for every larger number.

    >>> [count_edits(*words, 2) for words in (("sykelsti", "sykkelsti"), ("kommnue", "kommune"), ("trafikk", "tariff"))]
    [1, 1, 3]
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if abs(len(one) - len(other)) > enough:
        return enough + 1
    before: list[int] = []
    above: list[int] = []
    costs = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        before, above, costs = above, costs, [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(above[column - 1] + (letter != wanted), above[column] + 1, costs[-1] + 1)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            costs.append(cost)
        if min(costs) > enough:
            return enough + 1
    return min(costs[-1], enough + 1)
