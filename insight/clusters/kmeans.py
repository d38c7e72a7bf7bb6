"""k-means on unit vectors, the same every time."""

from __future__ import annotations

from functools import cache

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from threadpoolctl import ThreadpoolController

from insight.clusters.cooccurrence import to_unit

FEW_ROWS = 5_000
_STARTS = ((5_000, 10), (20_000, 4), (200_000, 2))


def find_centres(vectors: np.ndarray, n_clusters: int, seed: int, n_init: int | None = None) -> np.ndarray:
    """Unit centres (k, dimensions), float32, of k-means over unit rows; fewer than k when fewer rows differ.

    The more rows, the fewer starts: from ten below 5,000 to two, and mini-batches (Sculley 2010) above 200,000. Rows
    must come in an order of their own: with the same rows and seed the centres are the same.
    """
    n_clusters = min(n_clusters, len(np.unique(vectors.round(5), axis=0)))
    starts = n_init or next((starts for most, starts in _STARTS if len(vectors) <= most), 0)
    model = (
        KMeans(n_clusters, n_init=starts, random_state=seed)
        if starts
        else MiniBatchKMeans(n_clusters, n_init=3, batch_size=4_096, random_state=seed)
    )
    # A small fit is over before a second thread has woken; on a busy machine waiting for it takes ten times the work.
    with _threads().limit(limits=1 if len(vectors) <= FEW_ROWS else None):
        return to_unit(model.fit(vectors).cluster_centers_)


def find_nearest(vectors: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The place of the nearest centre for each row (n,)."""
    nearest: np.ndarray = (vectors @ centres.T).argmax(axis=1)
    return nearest


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
