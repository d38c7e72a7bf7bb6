"""What every figure has: the finding on top, a row for each name, a number at every mark, and no frame."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from insight.look import BAR, HATCH, INK, PALE, show_in_notebook
from insight.report.numerals import write_number
from insight.report.plain import shorten
from insight.report.signs import HIDDEN
from insight.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, FRAME = 7.0, 1.15
"""Inches: of a figure, and of its title and axis together."""
ROW, TIGHT, MANY = 0.27, 0.17, 12
"""Inches: of a row, and of a row where they are more than so many."""
LONGEST_FINDING, TITLE_LINE = 400, 70
"""Letters of the title, and of a line of it: what has room in the widest bold letters met."""
SMALL = 9
"""Points: of all text but the finding."""


def draw_bars(
    words: Words,
    finding: str,
    names: Sequence[str],
    numbers: Sequence[int | None],
    axis: str,
    *,
    hatched: Collection[int] = (),
) -> Figure:
    """Horizontal bars, the first on top; those at the places `hatched` are hatched.

    A number that is None has no bar, only the sign for hidden.
    """
    from matplotlib.ticker import MaxNLocator

    figure, axes = open_figure(finding, len(names))
    bars = axes.barh(range(len(names)), [n or 0 for n in numbers], color=BAR, height=0.7)
    labels = [HIDDEN if n is None else write_number(words, n) for n in numbers]
    axes.bar_label(bars, labels, padding=4, color=INK, fontsize=SMALL)
    for place in hatched:
        bars[place].set(facecolor="white", edgecolor=BAR, hatch=HATCH)
    label_rows(axes, names, axis)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(0, 1.08 * max([1, *filter(None, numbers)]))
    return close_figure(figure)


def open_figure(finding: str, n_rows: int) -> tuple[Figure, Axes]:
    """A figure as high as its rows, with the finding as its title."""
    from matplotlib.figure import Figure

    title = textwrap.wrap(shorten(finding, LONGEST_FINDING), TITLE_LINE)
    height = FRAME + (ROW if n_rows <= MANY else TIGHT) * max(1, n_rows) + 0.18 * (len(title) - 1)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle("\n".join(title), x=0.01, ha="left", weight="bold", color=INK, fontsize=10.5, parse_math=False)
    return figure, figure.add_subplot()


def label_rows(axes: Axes, names: Sequence[str], axis: str) -> None:
    """A name at every row, the first on top, and under them what the axis counts."""
    axes.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(name, 44)[:2]) for name in names], parse_math=False)
    axes.invert_yaxis()
    axes.set_xlabel(axis, fontsize=SMALL)
    axes.xaxis.grid(visible=True, color=PALE)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=SMALL)
    axes.spines[:].set_visible(False)


def close_figure(figure: Figure) -> Figure:
    show_in_notebook(figure)
    return figure
