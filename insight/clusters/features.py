"""Statements as vectors: TF-IDF of stems, carried into a small dense space."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from insight.norsk.stems import find_stems

DIMENSIONS = 50


class Features:
    """The space learnt from some statements, into which others can be placed.

    TF-IDF with sublinear term frequency, then latent semantic analysis (Deerwester et al. 1990): short statements
    share few words, and k-means on the raw rows puts nearly all of them in one theme. Rows are of unit length, so
    that k-means compares directions.
    """

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        self._tfidf = TfidfVectorizer(analyzer=find_stems, sublinear_tf=True, min_df=2 if len(texts) > 100 else 1)
        weights = self._tfidf.fit_transform(texts)
        dimensions = max(1, min(DIMENSIONS, *(size - 1 for size in weights.shape)))
        with np.errstate(invalid="ignore"):  # statements that are all alike have no variance to explain
            self._svd = TruncatedSVD(dimensions, random_state=seed).fit(weights)

    def place(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, one row a text (n, dimensions); a text without a known word is a row of zeros."""
        vectors = self._svd.transform(self._tfidf.transform(texts))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9)
