"""Word vectors that the statements teach: words that are used together lie near one another."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

SMOOTHING = 0.75
FEW, FEW_DIMENSIONS, DIMENSIONS = 500, 40, 100


def learn_word_vectors(counts: sparse.csr_matrix, seed: int) -> np.ndarray:
    """Unit vectors (terms, dimensions), float32, from the counts (statements, terms) of terms in statements.

    Positive pointwise mutual information of two terms standing in the same statement, the context smoothed (power
    0.75) so that rare words do not rule (Levy, Goldberg & Dagan 2015), reduced by a randomised SVD, U times S, and
    centred. A term that stands with no other is a row of zeros.
    """
    uses = (counts > 0).astype(np.float64)
    together = (uses.T @ uses).tocoo()
    total = np.asarray(together.sum(axis=1)).ravel()
    context = total**SMOOTHING
    context /= context.sum()
    information = np.log(together.data / (total[together.row] * context[together.col]))
    positive = information > 0
    cells = (together.row[positive], together.col[positive])
    matrix = sparse.csr_matrix((information[positive], cells), shape=together.shape)
    wanted = FEW_DIMENSIONS if counts.shape[0] < FEW else DIMENSIONS
    dimensions = max(1, min(wanted, matrix.shape[0] - 1))
    u, s, _ = randomized_svd(matrix, dimensions, random_state=seed)
    return to_unit(_centre(u * s))


def to_unit(rows: np.ndarray) -> np.ndarray:
    """Each row at length 1, float32; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows, dtype=np.float64), where=lengths > 1e-9).astype(np.float32)


def _centre(rows: np.ndarray) -> np.ndarray:
    used = np.asarray(rows.any(axis=1))
    centred = rows.copy()
    if used.any():
        centred[used] -= rows[used].mean(axis=0)
    return centred
