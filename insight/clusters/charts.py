"""Figures of the themes for notebooks: the choice of their number, and a map to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insight.clusters.choose_k import Choice
from insight.clusters.cluster import SEED
from insight.clusters.features import learn_space, read_statements
from insight.look import BAR, INK, PALE, UNSURE, check_maalform, show_in_notebook
from insight.tables import NEED_KINDS, UNPLACED, Behov, Clusters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["check_maalform", "draw_k_curve", "draw_need_map"]

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
    show_in_notebook(figure)
    return figure


def draw_need_map(behov: Behov, clusters: Clusters, *, seed: int = SEED) -> Figure:
    """Each need as a dot, themes by number at their middle; near means alike. Only to look at, never to decide by.

    Each theme bears its stamp, and the frame of an unsure one is dashed.
    """
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
        line = "--" if theme["stability"] == UNSURE else "-"
        box = {"facecolor": "white", "edgecolor": INK, "linestyle": line, "alpha": 0.85, "pad": 2}
        name = f"{theme['cluster_id']} {first}\n({theme['stability']})"
        axes.text(middle[0], middle[1], name, ha="center", va="center", color=INK, fontsize=8, bbox=box)
    axes.set_title("Behovene sett ovenfra: nær betyr likt", loc="left", color=INK, weight="bold")
    axes.set(xticks=[], yticks=[])
    show_in_notebook(figure)
    return figure
