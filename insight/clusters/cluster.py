"""From statements to themes: the tables `behov` (with its theme) and `clusters`."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

from insight.clusters.choose_k import choose_k
from insight.clusters.features import Features
from insight.clusters.label import find_keywords
from insight.tables import BEHOV, CLUSTERS, NEED_KINDS, UNPLACED, Behov, Clusters, check, empty, finish

FEWEST = 30
STARTS = 10
SEED = 2030


def cluster_behov(
    behov: Behov, *, n_clusters: int | None = None, fewest: int = FEWEST, seed: int = SEED
) -> tuple[Behov, Clusters]:
    """Gather needs about the same thing; the table `behov` with cluster_id and closeness, and the table `clusters`.

    Only behov and begge are clustered. Each løsning goes to the theme of the first need in the same answer, else to
    the nearest theme; what shares no word with any theme stays 0, as do ros, klage and ikke svar. With fewer than
    `fewest` needs there are no themes: k-means on a handful of sentences would only look like knowledge. `n_clusters`
    None leaves the number to `choose_k`.

    The fit sees the statements sorted by their words, so neither row order nor ids change the themes. Themes are
    numbered by size. Raises TableError when `behov` does not hold what tables.BEHOV promises.
    """
    check(behov, BEHOV)
    ordered = behov.sort_values(["quote", "behov_id"], ignore_index=True)
    needs = ordered[ordered["kind"].isin(NEED_KINDS)]
    if len(needs) < fewest:
        return finish(behov, BEHOV), empty(CLUSTERS)
    features = Features(needs["quote"].tolist(), seed)
    vectors = features.place(needs["quote"].tolist())
    centres = _find_centres(vectors, n_clusters or choose_k(len(needs)), seed)
    placed = _place(ordered, features.place(ordered["quote"].tolist()), centres)
    placed = _number_by_size(placed)
    return finish(placed, BEHOV), _describe(placed)


def _find_centres(vectors: np.ndarray, n_clusters: int, seed: int) -> np.ndarray:
    """Unit centres (k, dimensions) of k-means over the statements that hold a known word."""
    known = vectors[vectors.any(axis=1)]
    n_clusters = min(n_clusters, len(np.unique(known.round(9), axis=0)))
    fitted = KMeans(n_clusters, n_init=STARTS, random_state=seed).fit(known)
    lengths = np.linalg.norm(fitted.cluster_centers_, axis=1, keepdims=True)
    return fitted.cluster_centers_ / np.maximum(lengths, 1e-12)


def _place(statements: pd.DataFrame, vectors: np.ndarray, centres: np.ndarray) -> pd.DataFrame:
    closeness = (vectors @ centres.T).round(4)
    nearest = closeness.argmax(axis=1)
    is_need = statements["kind"].isin(NEED_KINDS).to_numpy()
    is_placed = vectors.any(axis=1) & (
        is_need | ((statements["kind"] == "løsning").to_numpy() & (closeness.max(axis=1) > 0))
    )
    cluster = np.where(is_placed, nearest + 1, UNPLACED)

    first_need = statements[is_need & is_placed].assign(cluster=cluster[is_need & is_placed])
    first_need = first_need.sort_values("start").drop_duplicates("innspill_id").set_index("innspill_id")["cluster"]
    of_same_answer = statements["innspill_id"].map(first_need)
    answers_need = ((statements["kind"] == "løsning") & of_same_answer.notna()).to_numpy()
    cluster = np.where(answers_need, of_same_answer.fillna(UNPLACED), cluster).astype("int64")

    own = closeness[np.arange(len(cluster)), np.maximum(cluster - 1, 0)]
    return statements.assign(cluster_id=cluster, closeness=np.where(cluster != UNPLACED, own, np.nan))


def _number_by_size(statements: pd.DataFrame) -> pd.DataFrame:
    """Number the themes 1, 2, ... by their number of needs; equal sizes by the words of their first need."""
    needs = statements[statements["kind"].isin(NEED_KINDS) & (statements["cluster_id"] != UNPLACED)]
    sizes = needs.groupby("cluster_id")["quote"].agg(["size", "min"])
    order = sizes.sort_values(["size", "min"], ascending=[False, True]).index
    number = {cluster: place for place, cluster in enumerate(order, start=1)}
    return statements.assign(cluster_id=statements["cluster_id"].map(number).fillna(UNPLACED).astype("int64"))


def _describe(statements: pd.DataFrame) -> Clusters:
    needs = statements[statements["kind"].isin(NEED_KINDS) & (statements["cluster_id"] != UNPLACED)]
    themes = {theme: needs[needs["cluster_id"] == theme] for theme in sorted(set(needs["cluster_id"]))}
    keywords = find_keywords({theme: rows["quote"].tolist() for theme, rows in themes.items()})
    rows = [
        {
            "cluster_id": theme,
            "anchor": needs.sort_values(["closeness", "quote", "behov_id"], ascending=[False, True, True])[
                "behov_id"
            ].iloc[0],
            "keywords": ", ".join(keywords[theme]),
            "n_statements": len(needs),
        }
        for theme, needs in themes.items()
    ]
    return finish(pd.DataFrame(rows), CLUSTERS)
