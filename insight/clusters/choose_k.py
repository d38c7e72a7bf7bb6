"""How many themes: as many as come back when the statements are drawn anew, and hang together each for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import eigh
from scipy.sparse.csgraph import laplacian
from sklearn.metrics import adjusted_rand_score
from sklearn.neighbors import kneighbors_graph

from insight.clusters.kmeans import find_centres, find_nearest

MOST = 20
MOST_ROWS = 1_500
PAIRS = 4
SHARE = 0.8
NEIGHBOURS, GAP_WEIGHT = 10, 2.0
LEAST, SMALLEST = 5, 0.2
LARGEST = 0.5


@dataclass(frozen=True)
class Choice:
    """The number chosen, why (bokmål), and the curve behind: one row for each number that was tried.

    `curve` has n_clusters, stability (mean ARI of two draws), gap (to the next eigenvalue of
    the neighbour graph), smallest and largest (statements in the smallest and largest theme, as a share of all), and
    sound (whether the sizes pass the guard).
    """

    n_clusters: int
    reason: str
    curve: pd.DataFrame

    def tell_curve(self) -> str:
        """The stability in a line: "5: 0,71 · 6: 0,64 ..."; a number in brackets failed the guard on sizes."""
        points = zip(self.curve["n_clusters"], self.curve["stability"], self.curve["sound"], strict=True)
        written = (f"{k}: {stability:.2f}" if sound else f"({k}: {stability:.2f})" for k, stability, sound in points)
        return " · ".join(written).replace(".", ",")


def choose_k(vectors: np.ndarray, seed: int, lend: Callable[[np.ndarray], np.ndarray] = np.asarray) -> Choice:
    """The number of themes for unit rows (n, dimensions), between the cube root of n and some twice it, at most 20.

    No single measure finds the number people would choose, so two are weighed together, each from 0 (the worst number
    tried) to 1 (the best), the second twice since chance has no part in it:

    - stability: the rows are drawn twice (80 %), k-means is fitted to each draw, and the two answers for all rows are
      compared by the adjusted Rand index (Ben-Hur, Elisseeff & Guyon 2002); a number counts with its two neighbours;
    - eigengap: after how many parts the graph of ten nearest neighbours is hard to part further (von Luxburg 2007).

    Numbers whose themes are not of a fair size are left out. Stability is of the rows as `lend` makes them. At most
    1,500 rows are looked at.
    """
    rows = vectors[:: -(-len(vectors) // MOST_ROWS)]
    candidates = list_candidates(len(vectors))
    lent = lend(rows)
    curve = pd.DataFrame([_measure(lent, n_clusters, seed) for n_clusters in candidates])
    curve.insert(2, "gap", _find_gaps(rows, candidates))
    sound = curve[curve["sound"]] if curve["sound"].any() else curve
    steady = sound["stability"].rolling(3, center=True, min_periods=1).mean()
    best = (_scale(steady) + GAP_WEIGHT * _scale(sound["gap"])).to_numpy().argmax()
    chosen, stability = int(sound["n_clusters"].iloc[best]), float(sound["stability"].iloc[best])
    reason = (
        f"Prøvde fra {candidates[0]} til {candidates[-1]} temaer og valgte {chosen}: veid sammen kommer temaene da "
        f"best igjen når utsagnene trekkes på nytt ({stability:.2f}, der 1 er helt likt), og utsagnene faller "
        "tydeligst fra hverandre i så mange deler."
    ).replace("0.", "0,")
    return Choice(chosen, reason, curve)


def list_candidates(n_statements: int) -> list[int]:
    """The numbers of themes to try for `n_statements` needs.

    The rules in use in open consultation tools lie in this range (the cube root itself, and 6 log5 n).
    """
    root = n_statements ** (1 / 3)
    low = max(2, round(0.9 * root))
    high = max(3, min(MOST, round(2.2 * root)))
    return list(range(min(low, high), high + 1))


def _scale(values: pd.Series) -> pd.Series:
    """From 0 for the least to 1 for the most; all 0 when they are alike."""
    span = values.max() - values.min()
    return (values - values.min()) / (span if span > 0 else 1.0)


def _measure(rows: np.ndarray, n_clusters: int, seed: int) -> dict[str, float | int | bool]:
    draw = np.random.default_rng(seed)
    agreements, sizes = [], []
    for _ in range(PAIRS):
        answers = []
        for _ in range(2):
            drawn = np.sort(draw.permutation(len(rows))[: int(SHARE * len(rows))])
            answers.append(find_nearest(rows, find_centres(rows[drawn], n_clusters, seed, n_init=2)))
        agreements.append(adjusted_rand_score(*answers))
        sizes += [np.bincount(answer, minlength=n_clusters) for answer in answers]
    smallest = float(np.mean([size.min() for size in sizes])) / len(rows)
    largest = float(np.mean([size.max() for size in sizes])) / len(rows)
    return {
        "n_clusters": n_clusters,
        "stability": round(float(np.mean(agreements)), 4),
        "smallest": round(smallest, 4),
        "largest": round(largest, 4),
        "sound": smallest >= max(LEAST / len(rows), SMALLEST / n_clusters) and largest <= LARGEST,
    }


def _find_gaps(rows: np.ndarray, candidates: list[int]) -> list[float]:
    """How far the k-th smallest eigenvalue of the neighbour graph's normalised Laplacian lies from the next."""
    graph = kneighbors_graph(rows, min(NEIGHBOURS, len(rows) - 1), metric="cosine")
    parted = laplacian(graph.maximum(graph.T), normed=True).toarray()
    values = eigh(parted, eigvals_only=True, subset_by_index=[0, min(candidates[-1], len(rows) - 1)])
    gaps = np.diff(values)
    return [round(float(gaps[k - 1]), 4) if k <= len(gaps) else 0.0 for k in candidates]
