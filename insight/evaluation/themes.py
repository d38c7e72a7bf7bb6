"""Themes against the labels: how alike two ways to part the same needs are, whatever the parts are called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from insight.evaluation.bootstrap import divide
from insight.tables import UNPLACED


def find_rand(labelled: Sequence[str], found: Sequence[int]) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985): 1 for the same parts, near 0 for chance."""
    table = _cross(labelled, found)
    together = _count_pairs(table).sum()
    rows, columns = _count_pairs(table.sum(axis=1)).sum(), _count_pairs(table.sum(axis=0)).sum()
    pairs = _count_pairs(table.sum())
    expected = rows * columns / pairs if pairs else 0.0
    most = (rows + columns) / 2
    return float((together - expected) / (most - expected)) if most != expected else 1.0


def find_information(labelled: Sequence[str], found: Sequence[int]) -> float:
    """Normalised mutual information (by the mean of the two entropies): 1 for the same parts, 0 for nothing shared.

    Many small parts raise it without being better, so read it beside `find_rand`.
    """
    table = _cross(labelled, found)
    shares = table / max(1, table.sum())
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    shared = _find_entropy(rows) + _find_entropy(columns) - _find_entropy(shares.ravel())
    mean = (_find_entropy(rows) + _find_entropy(columns)) / 2
    return float(shared / mean) if mean > 0 else 1.0


def tabulate_themes(labelled: Sequence[str], found: Sequence[int]) -> pd.DataFrame:
    """Each labelled theme: its needs, how many are placed, and the largest share of those in one found theme."""
    rows = pd.DataFrame({"tema": list(labelled), "found": list(found)})
    placed = rows[rows["found"] != UNPLACED]
    largest = placed.groupby(["tema", "found"]).size().groupby("tema").max()
    table = rows.groupby("tema").size().rename("behov").to_frame()
    table["plassert"] = placed.groupby("tema").size().reindex(table.index, fill_value=0)
    together = largest.reindex(table.index, fill_value=0)
    table["andel i samme funne tema"] = divide(together.to_numpy(float), table["plassert"].to_numpy(float))
    return table.sort_index().sort_values("behov", ascending=False, kind="stable").reset_index()


def _cross(labelled: Sequence[str], found: Sequence[int]) -> np.ndarray:
    return pd.crosstab(np.asarray(labelled, dtype=object), np.asarray(found)).to_numpy(float)


def _count_pairs(counts: np.ndarray) -> np.ndarray:
    return counts * (counts - 1) / 2


def _find_entropy(shares: np.ndarray) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())
