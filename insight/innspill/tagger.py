"""A linear tagger that scores how surely each token of a text is part of a person's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from insight.innspill.name_features import EDGE, OFFSETS, describe_word, join_features, number_forms
from insight.norsk.wordlists import keep

FILE = Path(__file__).parent / "tagger.npz"

LABELS = ("outside", "begins a name", "goes on a name", "place", "organisation", "other name")
BEGINS, GOES_ON = 1, 2
BATCH = 100_000
"""Tokens scored at a time, so that memory does not grow with the survey."""
LONGEST_PIECE = 200
"""Tokens of a text that are read together."""
WIDTH = 8
"""Bytes of a row of weights, the last of them zeros: then a row can be fetched as one number of 64 bits."""
_ENDS = frozenset(".!?\n")


class Model(NamedTuple):
    weights: np.ndarray  # int8 (N_BUCKETS, n_labels); WIDTH wide once read
    transitions: np.ndarray  # int32 (n_labels, n_labels), from row to column


class _ScoredWord(NamedTuple):
    """What a form adds to the scores of the tokens at each of OFFSETS from it, and the keys of its `Word`."""

    scores: np.ndarray  # int32 (n_offsets * WIDTH,)
    kind: int
    key: int


def score_tokens(texts: Sequence[Sequence[str]]) -> list[np.ndarray]:
    """For the forms of each text, int32 rows of two: how surely each is in a name, and how surely it begins one.

    The first number is the score of the best reading of the text in which the token is in a name, less that of the
    best in which it is not (a linear chain; Lafferty, McCallum and Pereira 2001); the second is the score of the best
    in which it begins a name, less that of the best in which it goes on with one. The weights are whole numbers, so
    neither order nor company of the texts can change a sum.
    """
    pieces = [(row, start, stop) for row, forms in enumerate(texts) for start, stop in _cut(forms)]
    pieces.sort(key=lambda piece: piece[2] - piece[1])
    margins = [np.zeros((len(forms), 2), dtype=np.int32) for forms in texts]
    for batch in _share_out(pieces):
        scored = _score_batch([texts[row][start:stop] for row, start, stop in batch])
        for (row, start, stop), margin in zip(batch, scored, strict=True):
            margins[row][start:stop] = margin
    return margins


def _cut(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A text in pieces that are read alone, so that one without an end takes no longer than many short ones."""
    start = 0
    while len(forms) - start > LONGEST_PIECE:
        half = start + LONGEST_PIECE // 2
        ends = (place + 1 for place in range(start + LONGEST_PIECE - 1, half, -1) if forms[place] in _ENDS)
        stop = next(ends, start + LONGEST_PIECE)
        yield start, stop
        start = stop
    if start < len(forms):
        yield start, len(forms)


def _share_out(pieces: Sequence[tuple[int, int, int]]) -> Iterator[Sequence[tuple[int, int, int]]]:
    """The pieces, the shortest first, in batches of some BATCH tokens."""
    start = 0
    while start < len(pieces):
        stop = start + 1
        while stop < len(pieces) and (stop + 1 - start) * (pieces[stop][2] - pieces[stop][1]) <= BATCH:
            stop += 1
        yield pieces[start:stop]
        start = stop


def _score_batch(texts: Sequence[Sequence[str]]) -> list[np.ndarray]:
    model = _read_model()
    numbers, words = number_forms(texts, _score_words(texts).__getitem__)
    by_word = np.concatenate([word.scores for word in words]).reshape(-1, len(OFFSETS), WIDTH)
    scores = np.zeros((len(numbers.at), WIDTH), dtype=np.int32)
    for place, offset in enumerate(OFFSETS):
        scores += by_word[numbers.at_offset(offset), place]
    for buckets in join_features(numbers):
        scores += _take(model.weights, buckets)
    lengths = [len(forms) for forms in texts]
    is_token = np.arange(max(lengths))[None, :] < np.array(lengths)[:, None]
    padded = np.zeros((*is_token.shape, len(LABELS)), dtype=np.int32)
    padded[is_token] = scores[:, : len(LABELS)]
    margins = find_margins(padded, is_token, model.transitions)
    return [margin[:length] for margin, length in zip(margins, lengths, strict=True)]


def find_margins(scores: np.ndarray, is_token: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The margins of texts (n, longest, n_labels), int32 (n, longest, 2), as `score_tokens` tells of them."""
    scores = np.ascontiguousarray(scores.transpose(1, 2, 0))  # many texts beside each other are counted on at once
    ahead, behind = scores.copy(), np.zeros_like(scores)
    longest = len(scores)
    for place in range(1, longest):
        ahead[place] += _find_best(ahead[place - 1], transitions)
    for place in range(longest - 2, -1, -1):
        best = _find_best(scores[place + 1] + behind[place + 1], transitions.T)
        behind[place] = np.where(is_token[:, place + 1], best, 0)
    total = ahead + behind
    begins, goes_on = total[:, BEGINS], total[:, GOES_ON]
    others = np.delete(total, (BEGINS, GOES_ON), axis=1).max(axis=1)
    return np.stack([np.maximum(begins, goes_on) - others, begins - goes_on], axis=2).transpose(1, 0, 2)


def _find_best(scores: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """For each label the score of the best way to it: from each (n_labels, n), with what each move adds."""
    best = scores[0] + moves[0][:, None]
    for label in range(1, len(scores)):
        np.maximum(best, scores[label] + moves[label][:, None], out=best)
    return best


def _score_words(texts: Sequence[Sequence[str]]) -> dict[str, _ScoredWord]:
    """The forms of the texts, and all those seen before; words come again, so each is described once."""
    scored = _seen_words()
    new = [form for form in dict.fromkeys(chain((EDGE,), *texts)) if form not in scored]
    if new:
        words = [describe_word(form) for form in new]
        groups = [buckets for word in words for buckets in word.buckets]
        flat = np.fromiter(chain.from_iterable(groups), dtype=np.int64)
        starts = np.cumsum([0, *map(len, groups[:-1])])
        sums = np.add.reduceat(_take(_read_model().weights, flat), starts, axis=0, dtype=np.int32)
        for form, word, scores in zip(new, words, sums.reshape(len(new), -1), strict=True):
            scored[form] = _ScoredWord(scores, word.kind, word.key)
    return scored


def _take(weights: np.ndarray, buckets: np.ndarray) -> np.ndarray:
    """`weights[buckets]`, each row fetched as one number."""
    return weights.view(np.int64)[buckets, 0].view(np.int8).reshape(-1, WIDTH)


@keep
def _seen_words() -> dict[str, _ScoredWord]:
    return {}


@cache
def _read_model() -> Model:
    with np.load(FILE, allow_pickle=False) as arrays:
        weights = np.pad(arrays["weights"], ((0, 0), (0, WIDTH - len(LABELS))))
        return Model(weights, arrays["transitions"].astype(np.int32))
