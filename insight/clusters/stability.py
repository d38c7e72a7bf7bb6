"""Whether a theme comes back when other people had answered: the stamp solid or usikker."""

from __future__ import annotations

import numpy as np

from insight.clusters.kmeans import find_centres, find_nearest

DRAWS = 20
SHARE = 0.7
MOST_ROWS = 3_000
SOLID = 0.6


def measure_stability(vectors: np.ndarray, themes: np.ndarray, seed: int) -> dict[int, float]:
    """How well each theme of `themes` (n,) comes back, from 0 to 1: theme -> mean Jaccard likeness.

    The rows are drawn twenty times without replacement (70 %), k-means is fitted to each draw, and each theme is
    compared with the most alike of the new ones, among the rows drawn (Hennig 2007, Cluster-wise assessment of
    cluster stability). Above 0.6 a theme is called solid. At most 3,000 rows are looked at.
    """
    step = -(-len(vectors) // MOST_ROWS)
    rows, labels = vectors[::step], themes[::step]
    kinds = np.unique(labels)
    draw = np.random.default_rng(seed)
    likeness = np.zeros((DRAWS, len(kinds)))
    for each in range(DRAWS):
        drawn = np.sort(draw.permutation(len(rows))[: max(2, int(SHARE * len(rows)))])
        centres = find_centres(rows[drawn], len(np.unique(themes)), seed + each, n_init=1)
        again = find_nearest(rows[drawn], centres)
        shared = np.zeros((len(kinds), len(centres)))
        np.add.at(shared, (np.searchsorted(kinds, labels[drawn]), again), 1)
        either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
        likeness[each] = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0).max(axis=1)
    found = dict(zip(kinds.tolist(), likeness.mean(axis=0).round(4).tolist(), strict=True))
    return {int(theme): found.get(int(theme), 0.0) for theme in np.unique(themes)}
