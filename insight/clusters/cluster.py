"""From statements to themes: the tables `behov` (with its theme) and `clusters`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from insight.clusters.choose_k import Choice, choose_k
from insight.clusters.cooccurrence import to_unit
from insight.clusters.features import Embed, Statement, learn_space, read_statements
from insight.clusters.kmeans import find_centres, find_nearest
from insight.clusters.label import find_keywords
from insight.clusters.stability import SOLID, measure_stability
from insight.tables import (
    BEHOV,
    CLUSTERS,
    NEED_KINDS,
    UNPLACED,
    Behov,
    Clusters,
    check,
    empty,
    find_withheld,
    finish,
)

FEWEST = 30
FEW = 100
SEED = 2030
NEAR = 0.05
ALMOST = 0.85
CONTEXT = 0.5
"""What the rest of an answer counts in the place of each of its statements, which counts 1 itself."""
LARGE, PART = 40, 20
MOST_PARTS, PART_STARTS = 5, 4
MOST_READ, MOST_READ_OF_PART = 1_000, 200


def cluster_behov(
    behov: Behov, *, n_clusters: int | None = None, fewest: int = FEWEST, seed: int = SEED, embed: Embed | None = None
) -> tuple[Behov, Clusters]:
    """Gather needs about the same thing; the table `behov` with its themes, and the table `clusters`.

    Only behov and begge are clustered. What a person says in one breath mostly belongs together, so each statement is
    placed by its own words and, half as much, by the rest of its answer. Each løsning goes to the theme of the first
    need in the same answer, else to the nearest theme. What lies near no theme (cosine under 0.05) stays 0, as do ros,
    klage and ikke svar. A need almost as near another theme names it in second_id, and themes of forty needs or more
    are parted in subthemes. With fewer than `fewest` needs there are no themes: k-means on a handful of sentences would
    only look like knowledge. `n_clusters` None leaves the number to `choose_k`. `embed` may give sentence vectors, one
    row a text (`clusters.embed`).

    The fit sees the statements sorted by their words, so neither row order nor ids change the themes. Themes are
    numbered by size. Raises TableError when `behov` does not hold what tables.BEHOV promises.
    """
    check(behov, BEHOV)
    ordered = _order(behov)
    is_need = ordered["kind"].isin(NEED_KINDS).to_numpy()
    statements = read_statements(ordered)
    needs = tuple(statement for statement, need in zip(statements, is_need, strict=True) if need)
    if _count_worded(needs) < fewest:
        return finish(behov, BEHOV), empty(CLUSTERS)
    space = learn_space(needs, seed, embed)
    vectors = _lean(space.place(statements), ordered["innspill_id"])
    lent = space.lend(vectors)
    known = is_need & vectors.any(axis=1)
    k = n_clusters or choose_k(vectors[known], seed, space.lend).n_clusters
    themes = find_nearest(lent, find_centres(lent[known], k, seed))
    placed = _place(ordered, vectors, themes, known)
    placed = _part(_number_by_size(placed), lent, seed)
    agreement = measure_stability(lent[known], themes[known], seed)
    return finish(placed, BEHOV), _describe(placed, themes, agreement)


def choose_themes(behov: Behov, *, fewest: int = FEWEST, seed: int = SEED, embed: Embed | None = None) -> Choice | None:
    """The number of themes `cluster_behov` would choose for a table, with its reason and curve; None when too few.

    Raises TableError when `behov` does not hold what tables.BEHOV promises.
    """
    check(behov, BEHOV)
    ordered = _order(behov)
    is_need = ordered["kind"].isin(NEED_KINDS).to_numpy()
    statements = read_statements(ordered)
    needs = tuple(statement for statement, need in zip(statements, is_need, strict=True) if need)
    if _count_worded(needs) < fewest:
        return None
    space = learn_space(needs, seed, embed)
    vectors = _lean(space.place(statements), ordered["innspill_id"])[is_need]
    return choose_k(vectors[vectors.any(axis=1)], seed, space.lend)


def _order(behov: Behov) -> pd.DataFrame:
    """By words, those of the statement and then of its answer: neither row order nor ids decide."""
    answers = behov.sort_values("quote").groupby("innspill_id")["quote"].agg("\n".join)
    ordered = behov.assign(answer=behov["innspill_id"].map(answers))
    return ordered.sort_values(["quote", "answer", "behov_id"], ignore_index=True).drop(columns="answer")


def _lean(vectors: np.ndarray, answers: pd.Series) -> np.ndarray:
    """Each vector with the mean of the others of its answer beside it; alone, or without words, it stays."""
    numbers, _ = pd.factorize(answers)
    rows = np.arange(len(numbers))
    member = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (numbers, rows)))
    others = member.T @ (member @ vectors) - vectors
    is_worded = vectors.any(axis=1, keepdims=True)
    leant: np.ndarray = to_unit(vectors + CONTEXT * to_unit(np.where(is_worded, others, 0)))
    return leant


def _count_worded(statements: Sequence[Statement]) -> int:
    return sum(bool(statement.keys) for statement in statements)


def _place(statements: pd.DataFrame, vectors: np.ndarray, themes: np.ndarray, known: np.ndarray) -> pd.DataFrame:
    """Each statement's theme by number of its centre plus one, with closeness and the theme almost as near."""
    n_themes = themes.max() + 1
    middles = to_unit(np.stack([vectors[known & (themes == theme)].sum(axis=0) for theme in range(n_themes)]))
    closeness = (vectors @ middles.T).round(4)
    is_measure = (statements["kind"] == "løsning").to_numpy()
    themes = np.where(is_measure, closeness.argmax(axis=1), themes)
    own = closeness[np.arange(len(themes)), themes]
    theme = np.where((known | is_measure) & (own >= NEAR), themes + 1, UNPLACED)

    is_need = statements["kind"].isin(NEED_KINDS).to_numpy()
    first = statements.assign(theme=theme)[is_need & (theme != UNPLACED)].sort_values("start")
    answered = statements["innspill_id"].map(first.drop_duplicates("innspill_id").set_index("innspill_id")["theme"])
    theme = np.where(is_measure & answered.notna(), answered.fillna(UNPLACED), theme).astype("int64")

    own = closeness[np.arange(len(theme)), np.maximum(theme - 1, 0)]
    others = closeness.copy()
    others[np.arange(len(theme)), np.maximum(theme - 1, 0)] = -2
    is_almost = is_need & (theme != UNPLACED) & (others.max(axis=1) >= np.maximum(ALMOST * own, NEAR))
    return statements.assign(
        cluster_id=theme,
        closeness=np.where(theme != UNPLACED, own, np.nan),
        second_id=np.where(is_almost, others.argmax(axis=1) + 1, UNPLACED),
    )


def _number_by_size(statements: pd.DataFrame) -> pd.DataFrame:
    """Number the themes 1, 2, ... by their number of needs; equal sizes by the words of their first need."""
    needs = statements[statements["kind"].isin(NEED_KINDS) & (statements["cluster_id"] != UNPLACED)]
    sizes = needs.groupby("cluster_id")["quote"].agg(["size", "min"])
    order = sizes.sort_values(["size", "min"], ascending=[False, True]).index
    number = {cluster: place for place, cluster in enumerate(order, start=1)}
    numbered = {
        name: statements[name].map(number).fillna(UNPLACED).astype("int64") for name in ("cluster_id", "second_id")
    }
    return statements.assign(**numbered)


def _part(statements: pd.DataFrame, vectors: np.ndarray, seed: int) -> pd.DataFrame:
    """Subthemes 1, 2, ... by size in each theme of forty needs or more, one for some twenty needs."""
    is_need = statements["kind"].isin(NEED_KINDS).to_numpy()
    subtheme = np.full(len(statements), UNPLACED)
    for theme, n_needs in statements.loc[is_need, "cluster_id"].value_counts().items():
        if theme == UNPLACED or n_needs < LARGE:
            continue
        rows = np.flatnonzero(is_need & (statements["cluster_id"] == theme).to_numpy())
        n_parts = min(MOST_PARTS, n_needs // PART)
        parts = find_nearest(vectors[rows], find_centres(vectors[rows], n_parts, seed, n_init=PART_STARTS))
        order = np.argsort(-np.bincount(parts, minlength=n_parts), kind="stable")
        subtheme[rows] = np.argsort(order)[parts] + 1
    return statements.assign(subtheme=subtheme)


def _describe(statements: pd.DataFrame, themes: np.ndarray, agreement: dict[int, float]) -> Clusters:
    is_placed = statements["kind"].isin(NEED_KINDS) & (statements["cluster_id"] != UNPLACED)
    needs = statements[is_placed]
    fitted = dict(zip(needs["cluster_id"], themes[is_placed.to_numpy()], strict=True))
    groups = {theme: needs[needs["cluster_id"] == theme] for theme in sorted(fitted)}
    keywords = find_keywords({theme: _read(group, MOST_READ) for theme, group in groups.items()})
    rows = []
    for theme, group in groups.items():
        nearest = group.sort_values(["closeness", "quote", "behov_id"], ascending=[False, True, True])
        solidity = agreement.get(int(fitted[theme]), 0.0)
        rows.append(
            {
                "cluster_id": theme,
                "anchor": nearest["behov_id"].iloc[0],
                "keywords": ", ".join(keywords[theme]),
                "n_statements": len(group),
                "stability": "solid" if solidity >= SOLID and len(needs) >= FEW else "usikker",
                "agreement": solidity,
                "subthemes": _describe_parts(group),
            }
        )
    return finish(pd.DataFrame(rows), CLUSTERS)


def _describe_parts(needs: pd.DataFrame) -> str:
    parts = {part: group for part, group in needs.groupby("subtheme") if part != UNPLACED}
    words = find_keywords({int(str(part)): _read(group, MOST_READ_OF_PART) for part, group in parts.items()})
    return " | ".join(f"{part}: {', '.join(words[part][:3])} ({len(parts[part])})" for part in sorted(words))


def _read(rows: pd.DataFrame, most: int) -> Sequence[tuple[str, ...]]:
    """(text, language, answer) of at most so many rows that may be shown, those nearest the middle of their theme."""
    nearest = rows[~find_withheld(rows)].sort_values(["closeness", "quote"], ascending=[False, True]).head(most)
    return list(zip(nearest["quote"], nearest["language"], nearest["innspill_id"], strict=True))
