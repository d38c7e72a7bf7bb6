"""Kinds against the labels: the confusion table, F1 of each kind, macro-F1 and Cohen's kappa."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from insight.evaluation.bootstrap import Estimate, Score, count_by_answer, divide, estimate
from insight.tables import KINDS

N_KINDS = len(KINDS)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_NEED, _MEASURE = _NUMBER["behov"], _NUMBER["løsning"]
MACRO_F1, KAPPA, RIGHT, NEED_OR_MEASURE = "makro-F1", "Cohens kappa", "andel riktige", "behov mot løsning, F1"


def count_confusion(answers: Sequence[str], labelled: Sequence[str], found: Sequence[str]) -> np.ndarray:
    """Counts (answers, 36) of labelled kind times found kind, in the order of tables.KINDS, the found one fastest."""
    cells = [_NUMBER[right] * N_KINDS + _NUMBER[told] for right, told in zip(labelled, found, strict=True)]
    return count_by_answer(np.asarray(answers, dtype=object), np.asarray(cells, dtype="int64"), N_KINDS * N_KINDS)


def score_kinds(counts: np.ndarray) -> dict[str, Estimate]:
    """Macro-F1, kappa, the share that is right and behov against løsning, each with its interval."""
    return estimate(counts, SCORES)


def tabulate_confusion(counts: np.ndarray) -> pd.DataFrame:
    """One row a labelled kind, one column a found kind, and the sums."""
    table = pd.DataFrame(_square(counts.sum(axis=0)).astype("int64"), index=KINDS, columns=KINDS)
    table["i alt"] = table.sum(axis=1)
    table.loc["i alt"] = table.sum()
    return table.rename_axis("merket som").reset_index()


def tabulate_kinds(counts: np.ndarray) -> pd.DataFrame:
    """Precision, recall and F1 of each kind, and how many statements are labelled so and found so."""
    square = _square(counts.sum(axis=0))
    hits, labelled, found = np.diagonal(square), square.sum(axis=1), square.sum(axis=0)
    return pd.DataFrame(
        {
            "type": KINDS,
            "merket": labelled.astype("int64"),
            "funnet": found.astype("int64"),
            "presisjon": divide(hits, found),
            "gjenfinning": divide(hits, labelled),
            "F1": find_f1(square),
        }
    )


def find_f1(square: np.ndarray) -> np.ndarray:
    """F1 of each kind (..., 6) of confusion (..., 6, 6); nan for a kind that is neither labelled nor found."""
    return divide(2 * np.diagonal(square, axis1=-2, axis2=-1), square.sum(axis=-1) + square.sum(axis=-2))


def _square(cells: np.ndarray) -> np.ndarray:
    return cells.reshape(*cells.shape[:-1], N_KINDS, N_KINDS)


def _macro_f1(cells: np.ndarray) -> np.ndarray:
    """The mean F1 of the kinds that are labelled; one that is only found takes from the others' precision."""
    square = _square(cells)
    is_labelled = square.sum(axis=-1) > 0
    return divide(np.where(is_labelled, find_f1(square), 0).sum(axis=-1), is_labelled.sum(axis=-1))


def _kappa(cells: np.ndarray) -> np.ndarray:
    """Cohen (1960): agreement beyond what the two would have by chance."""
    square = _square(cells)
    n = square.sum(axis=(-2, -1))
    agreed = divide(np.trace(square, axis1=-2, axis2=-1), n)
    chance = divide((square.sum(axis=-1) * square.sum(axis=-2)).sum(axis=-1), n * n)
    return divide(agreed - chance, 1 - chance)


def _right(cells: np.ndarray) -> np.ndarray:
    square = _square(cells)
    return divide(np.trace(square, axis1=-2, axis2=-1), square.sum(axis=(-2, -1)))


def _need_or_measure(cells: np.ndarray) -> np.ndarray:
    """The mean F1 of behov and løsning over what is labelled as one of them; any other kind is a miss."""
    square = _square(cells)[..., [_NEED, _MEASURE], :]
    hits = np.stack([square[..., 0, _NEED], square[..., 1, _MEASURE]], axis=-1)
    found = np.stack([square[..., _NEED].sum(axis=-1), square[..., _MEASURE].sum(axis=-1)], axis=-1)
    labelled = square.sum(axis=-1)
    # without both kinds there is nothing to tell apart
    return np.where((labelled > 0).all(axis=-1), divide(2 * hits, labelled + found).mean(axis=-1), np.nan)


SCORES: dict[str, Score] = {
    MACRO_F1: _macro_f1,
    KAPPA: _kappa,
    RIGHT: _right,
    NEED_OR_MEASURE: _need_or_measure,
}
