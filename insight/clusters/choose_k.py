"""How many themes: as many as come back when the statements are drawn anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from insight.clusters.kmeans import find_centres, find_nearest

MOST = 20
MOST_ROWS = 1_500
PAIRS = 4
SHARE = 0.8
TOLERANCE = 0.05
LEAST, SMALLEST = 5, 0.2
LARGEST = 0.5


@dataclass(frozen=True)
class Choice:
    """The number chosen, why (bokmål), and the curve behind: one row for each number that was tried.

    `curve` has n_clusters, stability (mean ARI of two draws), smallest and largest (statements in the smallest and
    largest theme, as a share of all), and sound (whether the sizes pass the guard).
    """

    n_clusters: int
    reason: str
    curve: pd.DataFrame


def choose_k(vectors: np.ndarray, seed: int) -> Choice:
    """The number of themes for unit rows (n, dimensions), between the cube root of n and some twice it, at most 20.

    For each number the rows are drawn twice (80 %), k-means is fitted to each draw, and the two answers for all rows
    are compared by the adjusted Rand index (stability by resampling: Ben-Hur, Elisseeff & Guyon 2002). Of the numbers
    whose themes are of a fair size and whose stability is within 0.05 of the best, the largest is chosen: more themes
    say more, as long as they come back. At most 1,500 rows are looked at.
    """
    rows = vectors[:: -(-len(vectors) // MOST_ROWS)]
    candidates = list_candidates(len(vectors))
    curve = pd.DataFrame([_measure(rows, n_clusters, seed) for n_clusters in candidates])
    sound = curve[curve["sound"]] if curve["sound"].any() else curve
    near_best = sound[sound["stability"] >= sound["stability"].max() - TOLERANCE]
    chosen = int(near_best["n_clusters"].max())
    reason = (
        f"Prøvde fra {candidates[0]} til {candidates[-1]} temaer. {chosen} er det høyeste antallet der temaene kommer "
        f"igjen omtrent like godt som de beste når utsagnene trekkes på nytt "
        f"({near_best['stability'].iloc[-1]:.2f}, der 1 er helt likt)."
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
