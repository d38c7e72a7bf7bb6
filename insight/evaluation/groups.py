"""Who the need is about against the labels: sets of groups, compared group by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
import pandas as pd

from insight.evaluation.bootstrap import Estimate, Score, divide, estimate

F1, PRECISION, RECALL = "F1", "presisjon", "gjenfinning"
_HIT, _EXTRA, _MISSED = range(3)


def read_groups(told: object) -> frozenset[str]:
    """The groups of what a finder of groups gives: "a; b", ("a", "b"), or either with the cue after it."""
    if isinstance(told, tuple) and len(told) == 2 and (hasattr(told, "cue") or not isinstance(told[0], str)):
        told = told[0]
    parts: Iterable[str] = told.split(";") if isinstance(told, str) else cast("Iterable[str]", told or ())
    return frozenset(part.strip() for part in parts if part.strip())


def count_groups(
    answers: Sequence[str], labelled: Sequence[frozenset[str]], found: Sequence[frozenset[str]], groups: Sequence[str]
) -> np.ndarray:
    """Counts (answers, 3 times the groups): found and labelled, found only, labelled only, group by group."""
    _, places = np.unique(np.asarray(answers, dtype=object), return_inverse=True)
    counts = np.zeros((int(places.max(initial=-1)) + 1, len(groups), 3), dtype="int64")
    number = {group: at for at, group in enumerate(groups)}
    for place, right, told in zip(places, labelled, found, strict=True):
        for group in right | told:
            cell = _HIT if group in right and group in told else _EXTRA if group in told else _MISSED
            counts[place, number[group], cell] += 1
    return counts.reshape(len(counts), -1)


def score_groups(counts: np.ndarray) -> dict[str, Estimate]:
    """Micro-F1, precision and recall over all groups, with intervals."""
    return estimate(counts, SCORES)


def tabulate_groups(counts: np.ndarray, groups: Sequence[str]) -> pd.DataFrame:
    """Precision, recall and F1 of each group that is labelled or found."""
    hit, extra, missed = counts.sum(axis=0).reshape(len(groups), 3).T
    table = pd.DataFrame(
        {
            "gruppe": groups,
            "merket": hit + missed,
            "funnet": hit + extra,
            "presisjon": divide(hit, hit + extra),
            "gjenfinning": divide(hit, hit + missed),
            "F1": divide(2 * hit, 2 * hit + extra + missed),
        }
    )
    return table[(table["merket"] > 0) | (table["funnet"] > 0)].reset_index(drop=True)


def _sum(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    sums = cells.reshape(*cells.shape[:-1], -1, 3).sum(axis=-2)
    return sums[..., _HIT], sums[..., _EXTRA], sums[..., _MISSED]


def _f1(cells: np.ndarray) -> np.ndarray:
    hit, extra, missed = _sum(cells)
    return divide(2 * hit, 2 * hit + extra + missed)


def _precision(cells: np.ndarray) -> np.ndarray:
    hit, extra, _ = _sum(cells)
    return divide(hit, hit + extra)


def _recall(cells: np.ndarray) -> np.ndarray:
    hit, _, missed = _sum(cells)
    return divide(hit, hit + missed)


SCORES: dict[str, Score] = {F1: _f1, PRECISION: _precision, RECALL: _recall}
