"""A linear tagger that scores how surely each token of a text is part of a person's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from insight.innspill.name_features import OFFSETS, describe_word, join_features, number_forms
from insight.norsk.wordlists import keep

FILE = Path(__file__).parent / "tagger.npz"

LABELS = ("outside", "begins a name", "goes on a name", "place", "organisation", "other name")
BEGINS, GOES_ON = 1, 2
BATCH = 100_000
"""Tokens scored at a time, so that memory does not grow with the survey."""
LONGEST_PIECE = 200
"""Tokens of a text that are read together."""
_ENDS = frozenset(".!?\n")


class Model(NamedTuple):
    weights: np.ndarray  # int32 (N_BUCKETS, n_labels); int8 in the file
    transitions: np.ndarray  # int32 (n_labels, n_labels), from row to column


class _ScoredWord(NamedTuple):
    """What a form adds to the scores of the tokens at each of OFFSETS from it, int32 (n_offsets, n_labels)."""

    scores: np.ndarray
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
    numbers, words = number_forms(texts, _score_word)
    by_word = np.stack([word.scores for word in words])
    scores = np.zeros((len(numbers.at), len(LABELS)), dtype=np.int32)
    for place, offset in enumerate(OFFSETS):
        scores += by_word[numbers.at_offset(offset), place]
    for buckets in join_features(numbers):
        scores += model.weights[buckets]
    lengths = [len(forms) for forms in texts]
    is_token = np.arange(max(lengths))[None, :] < np.array(lengths)[:, None]
    padded = np.zeros((*is_token.shape, len(LABELS)), dtype=np.int32)
    padded[is_token] = scores
    margins = find_margins(padded, is_token, model.transitions)
    return [margin[:length] for margin, length in zip(margins, lengths, strict=True)]


def find_margins(scores: np.ndarray, is_token: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The margins of texts (n, longest, n_labels), int32 (n, longest, 2), as `score_tokens` tells of them."""
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    ahead[:, 0] = scores[:, 0]
    longest = scores.shape[1]
    for place in range(1, longest):
        ahead[:, place] = scores[:, place] + (ahead[:, place - 1, :, None] + transitions).max(axis=1)
    for place in range(longest - 2, -1, -1):
        after = scores[:, place + 1] + behind[:, place + 1]
        best = (after[:, None, :] + transitions).max(axis=2)
        behind[:, place] = np.where(is_token[:, place + 1, None], best, 0)
    total = ahead + behind
    begins, goes_on = total[:, :, BEGINS], total[:, :, GOES_ON]
    others = np.delete(total, (BEGINS, GOES_ON), axis=2).max(axis=2)
    return np.stack([np.maximum(begins, goes_on) - others, begins - goes_on], axis=2)


@keep
def _score_word(form: str) -> _ScoredWord:
    weights = _read_model().weights
    word = describe_word(form)
    scores = np.stack([weights[list(buckets)].sum(axis=0, dtype=np.int32) for buckets in word.buckets])
    return _ScoredWord(scores, word.kind, word.key)


@cache
def _read_model() -> Model:
    with np.load(FILE, allow_pickle=False) as arrays:
        return Model(arrays["weights"].astype(np.int32), arrays["transitions"].astype(np.int32))
