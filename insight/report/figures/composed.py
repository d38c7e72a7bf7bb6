"""Figures of a composed report: the needs, who was heard, and the needs by groups, each with its text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from insight.look import BAR, INK, PALE
from insight.report.figures.chart_sentences import (
    LONGEST_NAME,
    describe_bars,
    headline_heard,
    headline_heat,
    headline_needs,
    is_unsure,
    list_compared,
    name_axis,
    tell_cells,
    tell_pair,
    write_percent,
)
from insight.report.figures.parts import SMALL, close_figure, draw_bars, label_rows, open_figure
from insight.report.numerals import NBSP, write_number
from insight.report.plain import shorten
from insight.report.shapes import GroupTable, Heard, Need, Report, choose_measure, sort_by_size
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NONE = "-"
"""Statistics Norway's sign for zero."""
DARKEST = "#8FB8E0"
"""The darkest cell, on which dark figures can still be read (contrast over 4.5, WCAG 2.1, 1.4.3)."""


def draw_needs_of(report: Report) -> Figure:
    """The needs by persons, or by statements where only notes are gathered; the bar of an unsure theme is hatched."""
    return draw_all_needs(read_words(report.language), report.needs)


def describe_needs_of(report: Report) -> str:
    """The finding of `draw_needs_of`, the number of every need, and which are unsure."""
    words, needs = read_words(report.language), sort_by_size(report.needs)
    measure = choose_measure(needs)
    return describe_bars(words, _find_needs(words, needs, measure), needs, measure)


def draw_all_needs(words: Words, needs: tuple[Need, ...]) -> Figure:
    """The needs, the largest on top, each with its number, its name and its stamp."""
    needs = sort_by_size(needs)
    measure = choose_measure(needs)
    names = [f"{need.need_id}{NBSP}{shorten(need.title, LONGEST_NAME)} ({need.stability})" for need in needs]
    return draw_bars(
        words,
        _find_needs(words, needs, measure),
        names,
        [getattr(need, measure) for need in needs],
        name_axis(words, measure, [need.stability for need in needs]),
        hatched=[place for place, need in enumerate(needs) if is_unsure(need, words)],
    )


def _find_needs(words: Words, needs: tuple[Need, ...], measure: str) -> str:
    return headline_needs(words, [(need.title, getattr(need, measure)) for need in needs], measure)


def draw_heard(report: Report) -> Figure:
    """Each group's share of those who answered (a dot) and of the population (a square); «:» where it is hidden."""
    from matplotlib.ticker import MaxNLocator

    words = read_words(report.language)
    rows = list_compared(report.heard)
    figure, axes = open_figure(headline_heard(words, rows), len(rows))
    for place, row in enumerate(rows):
        _draw_pair(axes, place, row, words)
    for marker, color, fill, label in _marks(words):
        axes.scatter([], [], marker=marker, facecolors=fill, edgecolors=color, linewidths=1.6, s=38, label=label)
    any_sign = any(row.share is None for row in rows)
    axis = words.figure_heard_axis
    names = [f"{shorten(row.name, 40)} ({row.background.casefold()})" for row in rows]
    label_rows(axes, names, words.figure_heard_signs.format(axis=axis) if any_sign else axis)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.set_xlim(left=-0.05 * axes.get_xlim()[1])  # room for the number of a dot at none
    axes.set_ylim(len(rows) - 0.5, -0.5)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=SMALL)
    return close_figure(figure)


def describe_heard(report: Report) -> str:
    """The finding of `draw_heard`, and both shares of every group in it."""
    words = read_words(report.language)
    rows = list_compared(report.heard)
    pairs = "; ".join(tell_pair(words, row) for row in rows)
    return words.figure_heard_about.format(finding=headline_heard(words, rows), numbers=pairs)


def draw_heat(table: GroupTable, words: Words | None = None) -> Figure:
    """A cell for every need and group with its number in it, darker the higher; «:» where it is hidden.

    `words` are those of the report's language; bokmål without.
    """
    from matplotlib.colors import LinearSegmentedColormap

    words = words or read_words("nb")
    most = max((n for row in table.rows for n in row.counts if n is not None), default=0)
    colors = LinearSegmentedColormap.from_list("heat", ["#FFFFFF", DARKEST])
    figure, axes = open_figure(headline_heat(words, table), len(table.rows) + 3)
    axes.imshow([[n or 0 for n in row.counts] for row in table.rows], cmap=colors, vmin=0, vmax=max(1, most))
    axes.set_aspect("auto")
    for place, row in enumerate(table.rows):
        for group, n in enumerate(row.counts):
            axes.text(group, place, _write_cell(n, words), ha="center", va="center", color=INK, fontsize=SMALL)
    label_rows(axes, [f"{row.need_id}{NBSP}{shorten(row.title, LONGEST_NAME)}" for row in table.rows], "")
    axes.set_ylim(len(table.rows) - 0.5, -0.5)
    axes.grid(visible=False)
    names = [shorten(name or words.not_given, 24) for name in table.names]
    turned: dict[str, Any] = (
        {"rotation": 35, "ha": "left", "rotation_mode": "anchor"} if max(map(len, names)) > 9 else {}
    )
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(names)), names, parse_math=False, **turned)
    return close_figure(figure)


def describe_heat(table: GroupTable, words: Words) -> str:
    """The finding of `draw_heat`, and every number in it by need; which are hidden, too."""
    rows = [
        words.figure_heat_row.format(
            name=shorten(row.title, LONGEST_NAME), cells=tell_cells(words, table.names, row.counts)
        )
        for row in table.rows
    ]
    return words.figure_heat_about.format(finding=headline_heat(words, table), numbers="; ".join(rows))


# --- marks and cells ---------------------------------------------------------------------------------


def _marks(words: Words) -> tuple[tuple[str, str, str, str], ...]:
    """The sign, its edge, what fills it, and its name: those who answered, then the population; as on the page."""
    return (("o", BAR, BAR, words.figure_heard_answered), ("s", INK, "white", words.figure_heard_population))


def _draw_pair(axes: Axes, place: int, row: Heard, words: Words) -> None:
    """The two marks of a group, the line between them, and their numbers on the outer sides."""
    theirs = 100 * (row.population_share or 0)
    (dot, blue, full, _), (square, ink, empty, _) = _marks(words)
    axes.scatter([theirs], [place], marker=square, facecolors=empty, edgecolors=ink, linewidths=1.6, s=38, zorder=3)
    if row.share is None:
        sign = NONE if row.code == "unheard" else HIDDEN
        _put(axes, theirs, place, f"{write_percent(row.population_share or 0)}   {sign}", left=False)
        return
    ours = 100 * row.share
    axes.plot([ours, theirs], [place, place], color=PALE, linewidth=3, zorder=1)
    axes.scatter([ours], [place], marker=dot, facecolors=full, edgecolors=blue, linewidths=1.6, s=38, zorder=4)
    _put(axes, ours, place, write_percent(row.share), left=ours <= theirs)
    _put(axes, theirs, place, write_percent(row.population_share or 0), left=ours > theirs)


def _put(axes: Axes, x: float, y: float, text: str, *, left: bool) -> None:
    about: dict[str, Any] = {"ha": "right" if left else "left", "va": "center", "fontsize": SMALL, "color": INK}
    axes.annotate(text, (x, y), xytext=(-6 if left else 6, 0), textcoords="offset points", **about)


def _write_cell(n: int | None, words: Words) -> str:
    return HIDDEN if n is None else write_number(words, n) if n else NONE
