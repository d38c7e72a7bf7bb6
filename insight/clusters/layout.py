"""Where the themes lie on a flat picture: near means like words. Only to look at, never to decide by."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from insight.clusters.cooccurrence import to_unit
from insight.clusters.features import read_statements
from insight.norsk.vectors import look_up
from insight.norsk.wordlists import read_word_set
from insight.tables import BEHOV, NEED_KINDS, Behov, Clusters, check

MOST_READ = 200
"""Statements of a theme that are read, those nearest its middle first: more change little."""
APART, ROOM, PUSHES = 0.12, 0.5, 200
"""How far apart two themes should lie, less where there are many (`ROOM` over the root of their number); and rounds."""
FULL_CIRCLE = 2.399963  # the golden angle in radians: themes at one spot leave it in different directions


def lay_out_themes(behov: Behov, clusters: Clusters) -> pd.DataFrame:
    """A place for each theme of `clusters`: cluster_id, x and y (0 to 1), one row a theme, by cluster_id.

    A theme's vector holds its terms weighted by TF-IDF over the themes (sublinear, stop words left out), and beside
    them the mean of their general vectors, so that themes of kindred words meet too. The picture is classical
    multidimensional scaling (Torgerson 1952) of the chord sqrt(2 - 2 cos) between unit vectors, which is a Euclidean
    distance and orders pairs as the cosine distance does. Each axis is turned so that the theme farthest out on it lies
    to the right (above, on the second), both axes have one scale, and themes that would cover one another are pushed
    apart a little. Row order never matters. Raises TableError when `behov` does not hold what tables.BEHOV promises.
    """
    check(behov, BEHOV)
    themes = np.sort(clusters["cluster_id"].to_numpy())
    places = np.full((len(themes), 2), 0.5)
    if len(themes) > 1:
        places = _push_apart(_fill_square(_scale(_find_vectors(behov, themes))))
    return pd.DataFrame({"cluster_id": themes, "x": places[:, 0].round(3), "y": places[:, 1].round(3)})


def _find_vectors(behov: Behov, themes: np.ndarray) -> np.ndarray:
    """Unit vectors (themes, terms + dimensions), float64; zeros for a theme without words."""
    needs = behov[behov["kind"].isin(NEED_KINDS) & behov["cluster_id"].isin(themes)]
    needs = needs.sort_values(["closeness", "quote", "behov_id"], ascending=[False, True, True])
    needs = needs.groupby("cluster_id").head(MOST_READ).sort_values(["quote", "behov_id"])
    statements = read_statements(needs)
    stop_words = read_word_set("stoppord")
    keys: dict[int, list[str]] = {theme: [] for theme in themes.tolist()}
    for theme, statement in zip(needs["cluster_id"].tolist(), statements, strict=True):
        keys[theme] += [key for key in statement.keys if key not in stop_words]
    if not any(keys.values()):
        return np.zeros((len(themes), 1))
    tfidf = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    weights = tfidf.fit_transform(list(keys.values()))
    general = to_unit(weights @ look_up(tfidf.get_feature_names_out().tolist())).astype(np.float64)
    known = general.any(axis=1)
    general[known] = to_unit(general[known] - general[known].mean(axis=0))
    return to_unit(np.hstack([weights.toarray(), general])).astype(np.float64)


def _scale(vectors: np.ndarray) -> np.ndarray:
    """Classical scaling to two dimensions (themes, 2), each axis turned as `lay_out_themes` says."""
    squared = 2 - 2 * (vectors @ vectors.T)
    np.fill_diagonal(squared, 0)
    centring = np.eye(len(vectors)) - 1 / len(vectors)
    values, axes = np.linalg.eigh(-centring @ squared @ centring / 2)
    flat = axes[:, :-3:-1] * np.sqrt(np.maximum(values[:-3:-1], 0))
    farthest = np.abs(flat.round(9)).argmax(axis=0)
    return np.asarray(flat * np.where(flat[farthest, [0, 1]] < 0, -1, 1))


def _fill_square(flat: np.ndarray) -> np.ndarray:
    """The same picture within 0 to 1, in the middle of it; both axes keep one scale."""
    middle = (flat.max(axis=0) + flat.min(axis=0)) / 2
    widest = float(np.ptp(flat, axis=0).max())
    return 0.5 + (flat - middle) / widest if widest > 1e-9 else np.full_like(flat, 0.5)


def _push_apart(places: np.ndarray) -> np.ndarray:
    """The places with at least some room between any two, as far as that goes within the square."""
    wanted = min(APART, ROOM / len(places) ** 0.5)
    angles = FULL_CIRCLE * np.arange(len(places))
    places = places + 1e-3 * np.column_stack([np.cos(angles), np.sin(angles)])
    for _ in range(PUSHES):
        gaps = places[:, None] - places[None, :]
        lengths = np.linalg.norm(gaps, axis=2)
        np.fill_diagonal(lengths, 1)
        push = np.maximum(wanted - lengths, 0) / 2
        if not push.any():
            break
        places = np.clip(places + (gaps * (push / np.maximum(lengths, 1e-9))[:, :, None]).sum(axis=1), 0, 1)
    return np.asarray(np.clip(places, 0, 1))
