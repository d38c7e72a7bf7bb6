"""Figures of the themes for notebooks: the choice of their number, and a map to look at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from insight.clusters.choose_k import Choice
from insight.clusters.cluster import SEED
from insight.clusters.features import learn_space, read_statements
from insight.tables import NEED_KINDS, UNPLACED, Behov, Clusters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BAR, INK, PALE = "#2E75B6", "#1F3864", "#D0D7E2"
MOST_DOTS = 3_000


def draw_k_curve(choice: Choice) -> Figure:
    """How well the themes come back for each number tried, with the number chosen marked."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), layout="constrained")
    axes = figure.subplots()
    curve = choice.curve
    axes.plot(curve["n_clusters"], curve["stability"], color=BAR, marker="o")
    chosen = curve[curve["n_clusters"] == choice.n_clusters]
    axes.plot(chosen["n_clusters"], chosen["stability"], "D", color=INK, markersize=11)
    finding = f"{choice.n_clusters} temaer er valgt av {len(curve)} prøvde antall"
    axes.set_title(finding, loc="left", color=INK, weight="bold")
    axes.set(xlabel="Antall temaer", ylabel="Hvor likt temaene kommer igjen", ylim=(0, 1))
    axes.grid(color=PALE)
    axes.spines[["top", "right"]].set_visible(False)
    return _shown(figure)


def draw_need_map(behov: Behov, clusters: Clusters, *, seed: int = SEED) -> Figure:
    """Each need as a dot, themes by number at their middle; near means alike. Only to look at, never to decide by."""
    from matplotlib.figure import Figure
    from sklearn.decomposition import PCA

    needs = behov[behov["kind"].isin(NEED_KINDS) & (behov["cluster_id"] != UNPLACED)]
    needs = needs.sort_values(["quote", "behov_id"], ignore_index=True)
    statements = read_statements(needs)
    space = learn_space(statements, seed)
    flat = PCA(2, random_state=seed).fit_transform(space.lend(space.place(statements)))
    step = max(1, -(-len(flat) // MOST_DOTS))
    figure = Figure(figsize=(8, 6), layout="constrained")
    axes = figure.subplots()
    axes.scatter(
        flat[::step, 0], flat[::step, 1], s=14, c=needs["cluster_id"].to_numpy()[::step], cmap="tab20", alpha=0.7
    )
    for theme in clusters.to_dict("records"):
        middle = flat[(needs["cluster_id"] == theme["cluster_id"]).to_numpy()].mean(axis=0)
        first = theme["keywords"].split(", ")[0]
        box = {"facecolor": "white", "edgecolor": INK, "alpha": 0.85, "pad": 2}
        axes.text(middle[0], middle[1], f"{theme['cluster_id']} {first}", ha="center", va="center", color=INK, bbox=box)
    axes.set_title("Behovene sett ovenfra: nær betyr likt", loc="left", color=INK, weight="bold")
    axes.set(xticks=[], yticks=[])
    return _shown(figure)


def check_maalform(behov: Behov) -> pd.DataFrame:
    """Whether a theme holds one målform only: cluster_id, nb, nn (needs), expected_nn and one_sided (yes or no).

    `expected_nn` is what the theme would have of nynorsk if målform played no part. A theme of ten needs or more is
    one-sided with less than a third of that, or with thrice that and next to no bokmål: ask then whether it is one
    matter, or one way to write.
    """
    is_placed = behov["kind"].isin(NEED_KINDS) & (behov["cluster_id"] != UNPLACED)
    needs = behov[is_placed & behov["language"].isin(("nb", "nn"))]
    counted = pd.crosstab(needs["cluster_id"], needs["language"]).reindex(columns=["nb", "nn"], fill_value=0)
    size = counted.sum(axis=1)
    share = counted["nn"].sum() / max(1, size.sum())
    expected = (size * share).round(1)
    few = (counted["nn"] < expected / 3) & (expected >= 3)
    many = (counted["nn"] > 3 * expected) & (counted["nb"] <= 1)
    one_sided = np.where((size >= 10) & (few | many), "ja", "nei")
    return counted.assign(expected_nn=expected, one_sided=one_sided).reset_index().rename_axis(None, axis=1)


def _shown(figure: Figure) -> Figure:
    """A figure without pyplot has no picture of its own in a notebook; this gives it one."""

    def draw() -> bytes:
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=120)
        return picture.getvalue()

    figure._repr_png_ = draw  # type: ignore[attr-defined]
    return figure
