"""Which statements a person should label: doubtful, unlike one another, and unlike what the model has learnt from."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST = 2_500
"""Statements that are compared with one another; of more, the most doubtful."""
_BALANCE = 0.5
"""How much more a statement of a rare kind counts: its kind's share to this power."""


def weigh_doubt(scores: np.ndarray) -> np.ndarray:
    """How much each statement is worth asking about (n,), from 0 to 1, by its scores for each kind (n, kinds).

    Much where the first and the second kind are close (margin sampling: Scheffer et al. 2001), and where the first is
    a kind that few are told to be, which would else seldom be labelled.
    """
    if not len(scores):
        return np.zeros(0)
    ordered = np.sort(scores, axis=1)
    margins = ordered[:, -1] - ordered[:, -2]
    doubt = np.exp(-margins / (margins.mean() or 1.0))
    told = scores.argmax(axis=1)
    doubt *= np.bincount(told)[told] ** -_BALANCE
    worth: np.ndarray = doubt / doubt.max()
    return worth


def find_doubtful(doubt: np.ndarray) -> np.ndarray:
    """The rows of the MOST most doubtful statements, in order: no more are compared with one another."""
    return np.sort(np.argsort(-doubt, kind="stable")[:MOST])


def choose_statements(features: csr_matrix, doubt: np.ndarray, learnt: csr_matrix, n: int) -> list[int]:
    """The rows to ask about, at most `n`, the one that tells most first.

    Each in turn is the one whose likes, weighed by their doubt, are least like what is chosen and what is `learnt`
    from already (facility location: Wei, Iyer and Bilmes 2015). So a group of doubtful statements is asked about once,
    and one that nobody else resembles comes late. Likeness is the cosine of rows of `features` (n_statements, any)
    and `learnt` (any number, as wide). Of equals the first row goes first.
    """
    units = _to_units(features)
    likeness = np.clip((units @ units.T).toarray().astype(np.float32), 0, 1)
    known = (units @ _to_units(learnt).T).max(axis=1).toarray().ravel() if learnt.shape[0] else np.zeros(len(doubt))
    return _cover(likeness, doubt.astype(np.float32), np.clip(known, 0, 1).astype(np.float32), n)


def _cover(likeness: np.ndarray, doubt: np.ndarray, nearest: np.ndarray, n: int) -> list[int]:
    """Greedy, and lazy (Minoux 1978): what a row would add only falls, so few have to be counted anew each time."""

    def count_gain(row: int) -> float:
        return float(np.clip(likeness[row] - nearest, 0, None) @ doubt * doubt[row])

    waiting = [(-count_gain(row), row) for row in range(len(doubt))]
    heapq.heapify(waiting)
    chosen: list[int] = []
    while waiting and len(chosen) < n:
        _, row = heapq.heappop(waiting)
        gain = count_gain(row)
        if waiting and (-gain, row) > waiting[0]:
            heapq.heappush(waiting, (-gain, row))
            continue
        chosen.append(row)
        nearest = np.maximum(nearest, likeness[row])
    return chosen


def _to_units(matrix: csr_matrix) -> csr_matrix:
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix).tocsr()
