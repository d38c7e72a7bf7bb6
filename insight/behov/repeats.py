"""Answers that are the same or nearly the same text: campaigns, and the same person twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from insight.norsk.nonanswers import is_nonanswer
from insight.norsk.tokens import MASK, find_sentences
from insight.tables import INNSPILL, Innspill, check

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SHORTEST = 8
"""Words of an answer at least; a shorter one ("Bedre vei") two people may well write by themselves."""
ALIKE, SHORT, SHORT_ALIKE = 0.6, 15, 0.8
"""The least part of the pairs of neighbouring words that two texts must have in common (Jaccard): in a text of twenty
words two or three may be changed. Under fifteen words people often begin alike, and hardly one may."""
LONG_SENTENCE, OF_ANSWER = 12, 1 / 3
"""Words of a sentence that is a copied text by itself, and the part of its answer it must be."""
SEVERAL_PERSONS, SAME_PERSON = "flere personer", "samme person"

_BANDS, _ROWS = 32, 4  # two texts alike by 0.6 meet in some band 99 times of 100, by 0.7 always
_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


class _Piece(NamedTuple):
    """A whole answer, or a long sentence of one: its words, and the place of the answer in the table."""

    words: tuple[str, ...]
    answer: int


def find_repeats(innspill: Innspill) -> pd.DataFrame:
    """Which answers repeat one another: innspill_id, repeat_of and repeat, one row an answer, in the order of the ids.

    `repeat_of` is the innspill_id of the first of the group (by id), the first itself too; "" for an answer that is
    alone. `repeat` is "flere personer" for the answers of several people (a note is a person here), "samme person" for
    what a person has said before in the group, "" for one alone and for the first of a person who is alone in the
    group. So each row is counted once, and the voices of a campaign are the rows with "flere personer".

    Answers of eight words and more go together when six tenths of the pairs of neighbouring words are the same (eight
    tenths under fifteen words; shingles, Broder 1997), or when they share a sentence of twelve words that is a third
    of each; of the same person also shorter ones, when every word is the same. Case, marks, line breaks and what is
    masked do not count. Candidates are found by MinHash in bands (Leskovec, Rajaraman and Ullman 2014, ch. 3) with
    fixed seeds, and each is checked.
    What is set aside or says nothing repeats nothing. Raises TableError when `innspill` does not hold what
    tables.INNSPILL promises.
    """
    check(innspill, INNSPILL)
    ordered = innspill.sort_values("innspill_id", ignore_index=True)
    is_heard = (ordered["set_aside"] == "").to_numpy()
    texts = [text if heard else "" for text, heard in zip(ordered["text"], is_heard, strict=True)]
    words = [_read_words(text) for text in texts]
    persons = ordered["person_id"].where(ordered["person_id"] != "", ordered["innspill_id"]).tolist()
    by_same = np.array(list(_link_same_person(words, texts, persons)), dtype=int).reshape(-1, 2)
    links = np.concatenate([by_same, *_link_alike(sorted(_list_pieces(texts, words)))])
    return _describe(ordered["innspill_id"].tolist(), persons, _find_firsts(len(texts), links))


def _find_firsts(n_answers: int, links: np.ndarray) -> list[int]:
    """For each answer the first of its group: of those that links join, straight or through others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    linked = coo_array((np.ones(len(links)), tuple(links.T)), shape=(n_answers, n_answers))
    groups = connected_components(linked, directed=False)[1]
    return np.unique(groups, return_index=True)[1][groups].tolist()


def _describe(ids: Sequence[str], persons: Sequence[str], firsts: Sequence[int]) -> pd.DataFrame:
    members: dict[int, int] = {}
    speakers: dict[int, set[str]] = {}
    for first, person in zip(firsts, persons, strict=True):
        members[first] = members.get(first, 0) + 1
        speakers.setdefault(first, set()).add(person)
    told: set[tuple[int, str]] = set()
    rows = []
    for answer, first, person in zip(ids, firsts, persons, strict=True):
        is_again = (first, person) in told
        told.add((first, person))
        several = SEVERAL_PERSONS if len(speakers[first]) > 1 else ""
        rows.append((answer, ids[first] if members[first] > 1 else "", SAME_PERSON if is_again else several))
    return pd.DataFrame(rows, columns=["innspill_id", "repeat_of", "repeat"], dtype="str")


def _read_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(MASK.sub(" ", text).casefold()))


def _list_pieces(texts: Sequence[str], words: Sequence[tuple[str, ...]]) -> Iterator[_Piece]:
    """The answers that are long enough, and the long sentences of those that have more than one."""
    for at, (text, all_words) in enumerate(zip(texts, words, strict=True)):
        if len(all_words) < SHORTEST:
            continue
        yield _Piece(all_words, at)
        if len(all_words) <= LONG_SENTENCE:
            continue
        for line in text.splitlines():
            for start, end in find_sentences(line):
                sentence = _read_words(line[start:end])
                if max(LONG_SENTENCE, len(all_words) * OF_ANSWER) <= len(sentence) < len(all_words):
                    yield _Piece(sentence, at)


def _link_same_person(
    words: Sequence[tuple[str, ...]], texts: Sequence[str], persons: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """What a person has said before in the very same words: the place of the first such answer, and of this one."""
    said: dict[tuple[str, tuple[str, ...]], int] = {}
    for at, (spoken, text, person) in enumerate(zip(words, texts, persons, strict=True)):
        if spoken and not is_nonanswer(text):
            yield said.setdefault((person, spoken), at), at


def _link_alike(pieces: Sequence[_Piece]) -> Iterator[np.ndarray]:
    """Places of two answers with pieces alike (n, 2). `pieces` are sorted by their words, so ids decide nothing."""
    runs = [list(run) for _, run in groupby(pieces, key=attrgetter("words"))]
    distinct = [run[0] for run in runs]
    yield np.array([(run[0].answer, piece.answer) for run in runs for piece in run], dtype=int).reshape(-1, 2)
    if len(distinct) < 2:
        return
    answers = np.array([piece.answer for piece in distinct])
    least = np.array([ALIKE if len(piece.words) >= SHORT else SHORT_ALIKE for piece in distinct])
    pairs, numbers = _read_pairs([piece.words for piece in distinct])
    for key in _sign(numbers[pairs.indices], pairs.indptr[:-1]):
        for places in _list_candidates(key):
            one, two = places.T
            are_alike = _are_alike(pairs[one], pairs[two], np.maximum(least[one], least[two]))
            yield answers[places[are_alike]]


def _list_candidates(key: np.ndarray) -> Iterator[np.ndarray]:
    """Of the texts with the same key each with the one before it, and then with the first (n, 2)."""
    order = np.argsort(key, kind="stable")
    is_next = np.concatenate([[False], key[order][1:] == key[order][:-1]])
    firsts = np.maximum.accumulate(np.where(is_next, 0, np.arange(len(order))))
    again = np.flatnonzero(is_next)
    yield order[np.column_stack([again, again - 1])]
    later = again[firsts[again] < again - 1]
    yield order[np.column_stack([later, firsts[later]])]


def _are_alike(one: csr_array, two: csr_array, least: np.ndarray) -> np.ndarray:
    """Whether each text of `one` has so large a part of its pairs in common with that of the same row of `two`."""
    shared = one.multiply(two).sum(axis=1)
    return shared >= least * (one.sum(axis=1) + two.sum(axis=1) - shared)


def _read_pairs(texts: Sequence[tuple[str, ...]]) -> tuple[csr_array, np.ndarray]:
    """Which pairs of neighbouring words each text has (n_texts, n_pairs), and for each pair a number of its words."""
    from scipy.sparse import csr_array

    vocabulary = {word: at for at, word in enumerate(sorted({word for words in texts for word in words}))}
    hashes = [int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little") for word in vocabulary]
    words = np.array([vocabulary[word] for text in texts for word in text], dtype=np.int64)
    ends = np.cumsum([len(text) for text in texts])
    within = np.ones(len(words) - 1, dtype=bool)
    within[ends[:-1] - 1] = False  # the last word of a text and the first of the next are no pair
    known, columns = np.unique((words[:-1] * len(vocabulary) + words[1:])[within], return_inverse=True)
    starts = np.concatenate([[0], ends - np.arange(1, len(texts) + 1)])
    pairs = csr_array((np.ones(len(columns), dtype=np.int32), columns, starts), shape=(len(texts), len(known)))
    pairs.sum_duplicates()
    pairs.data[:] = 1
    one, two = (np.array(hashes, dtype=np.uint64)[some] for some in np.divmod(known, len(vocabulary)))
    return pairs, _mix(one * _MIX + two)


def _sign(shingles: np.ndarray, starts: np.ndarray) -> Iterator[np.ndarray]:
    """For each band the key of each text: texts with the same key are likely alike."""
    seed = np.array([1], dtype=np.uint64)
    for _ in range(_BANDS):
        key = np.zeros(len(starts), dtype=np.uint64)
        for _ in range(_ROWS):
            seed = _mix(seed + _MIX)
            key = _mix(key * _MIX + np.minimum.reduceat(shingles * (seed | np.uint64(1)) ^ seed, starts))
        yield key


def _mix(numbers: np.ndarray) -> np.ndarray:
    """Spread the bits of 64-bit numbers (the finalizer of splitmix64, Steele, Lea and Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
