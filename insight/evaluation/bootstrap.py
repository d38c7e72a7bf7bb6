"""How sure a figure is: the answers are drawn again, with replacement, and the figure is counted anew each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

RESAMPLES, SEED = 1_000, 2030
MOST_CELLS = 4_000_000
"""How many numbers are held at once, so that memory does not grow with the file."""

Score = Callable[[np.ndarray], np.ndarray]
"""Counts (..., cells) summed over answers -> the figure (...); nan where it cannot be told."""


class Estimate(NamedTuple):
    """A figure with its 95 % interval; nan where there is nothing to count, or only one answer to draw from."""

    value: float
    low: float
    high: float


NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


def estimate(counts: np.ndarray, scores: dict[str, Score]) -> dict[str, Estimate]:
    """Each score of `counts` (answers, cells), with a percentile interval by answer (Efron 1979; 2.5 to 97.5 %).

    Statements of one answer are alike, so answers are drawn and not statements. Answers with the same counts are
    drawn together: how often each sort comes is multinomial, which is the same draw and takes a fraction of the time.
    Rows in another order give the same interval. All scores are counted on the same draws.
    """
    if not counts.any():
        return dict.fromkeys(scores, NOTHING)
    values = {name: float(score(counts.sum(axis=0))) for name, score in scores.items()}
    if len(counts) < 2:
        return {name: Estimate(value, NOTHING.low, NOTHING.high) for name, value in values.items()}
    drawn: dict[str, list[np.ndarray]] = {name: [] for name in scores}
    for sums in _draw(counts):
        for name, score in scores.items():
            drawn[name].append(score(sums))
    return {name: Estimate(value, *_find_middle(np.concatenate(drawn[name]))) for name, value in values.items()}


def _draw(counts: np.ndarray) -> Iterator[np.ndarray]:
    """Sums (some resamples, cells), RESAMPLES in all."""
    sorts, n_alike = np.unique(counts, axis=0, return_counts=True)
    chance = n_alike / n_alike.sum()
    random = np.random.default_rng(SEED)
    at_once = max(1, MOST_CELLS // len(sorts))
    for begun in range(0, RESAMPLES, at_once):
        times = random.multinomial(len(counts), chance, size=min(at_once, RESAMPLES - begun))
        yield (times @ sorts.astype("float64")).round()


def _find_middle(values: np.ndarray) -> tuple[float, float]:
    told = values[~np.isnan(values)]
    if not len(told):
        return NOTHING.low, NOTHING.high
    low, high = np.percentile(told, [2.5, 97.5])
    return float(low), float(high)


def divide(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """`part / whole`, nan where the whole is 0."""
    return np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) != 0)


def count_by_answer(answers: np.ndarray, cells: np.ndarray, n_cells: int) -> np.ndarray:
    """How often each cell comes in each answer (answers, cells); `answers` are names or numbers, one a statement."""
    _, places = np.unique(answers, return_inverse=True)
    counts = np.zeros((int(places.max(initial=-1)) + 1, n_cells), dtype="int64")
    np.add.at(counts, (places, cells), 1)
    return counts
