"""Figures of a composed report: who was heard, the needs, and the needs by groups, each with its text alternative."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from insight.look import BAR, HATCH, INK, PALE, UNSURE, show_in_notebook
from insight.report.numerals import NBSP, write_number
from insight.report.plain import shorten
from insight.report.shapes import GroupTable, Heard, Need, Report, choose_measure, sort_by_size
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, FRAME = 7.0, 1.15
"""Inches: of a figure, and of its title and axis together."""
ROW, TIGHT, MANY = 0.27, 0.17, 12
"""Inches: of a row, and of a row where they are more than so many."""
MOST_NAMES, LONGEST_NAME = 4, 60
NONE = "-"
"""Statistics Norway's sign for zero."""
RUST, DARKEST = "#B45F06", "#8FB8E0"
"""Beside the blue of bars: told apart in all three kinds of colour blindness, and by shape besides; and the darkest
cell, on which dark figures can still be read (contrast over 4.5)."""


def draw_needs_of(report: Report) -> Figure:
    """The needs by persons, or by statements where only notes are gathered; the bar of an unsure theme is hatched."""
    words, needs = read_words(report.language), sort_by_size(report.needs)
    measure = choose_measure(needs)
    numbers = [getattr(need, measure) for need in needs]
    figure, axes = _open(_find_needs(words, needs, measure), len(needs))
    bars = axes.barh(range(len(needs)), numbers, color=BAR, height=0.7)
    axes.bar_label(bars, [write_number(words, n) for n in numbers], padding=4, color=INK)
    for bar, need in zip(bars, needs, strict=True):
        if is_unsure(need, words):
            bar.set(facecolor="white", edgecolor=BAR, hatch=HATCH)
    names = [f"{need.need_id}{NBSP}{_name(need)} ({need.stability})" for need in needs]
    axis = words.figure_persons if measure == "n_persons" else words.figure_statements
    any_unsure = any(is_unsure(need, words) for need in needs)
    _label(axes, names, words.figure_hatched.format(axis=axis) if any_unsure else axis)
    axes.set_xlim(0, 1.08 * max([1, *numbers]))
    return _close(figure)


def describe_needs_of(report: Report) -> str:
    """The finding of `draw_needs_of`, and the number and stamp of every need."""
    words, needs = read_words(report.language), sort_by_size(report.needs)
    measure = choose_measure(needs)
    names = [words.figure_stamp.format(name=_name(need), stamp=need.stability) for need in needs]
    pairs = [f"{name}: {write_number(words, getattr(need, measure))}" for name, need in zip(names, needs, strict=True)]
    return words.figure_needs_about.format(finding=_find_needs(words, needs, measure), numbers="; ".join(pairs))


def draw_heard(report: Report) -> Figure:
    """Each group's share of those who answered (a dot) and of the population (a diamond); «:» where it is hidden."""
    from matplotlib.ticker import MaxNLocator

    words = read_words(report.language)
    rows = [row for row in report.heard if row.population_share is not None]
    figure, axes = _open(headline_heard(words, rows), len(rows))
    for place, row in enumerate(rows):
        _draw_pair(axes, place, row, words)
    for marker, color, fill, label in _marks(words):
        axes.scatter([], [], marker=marker, facecolors=fill, edgecolors=color, linewidths=1.6, s=38, label=label)
    any_sign = any(row.share is None for row in rows)
    axis = words.figure_heard_axis
    names = [f"{shorten(row.name, 40)} ({row.background.casefold()})" for row in rows]
    _label(axes, names, words.figure_heard_signs.format(axis=axis) if any_sign else axis)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.set_xlim(left=-0.05 * axes.get_xlim()[1])  # room for the number of a dot at none
    axes.set_ylim(len(rows) - 0.5, -0.5)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    return _close(figure)


def describe_heard(report: Report) -> str:
    """The finding of `draw_heard`, and both shares of every group in it."""
    words = read_words(report.language)
    rows = [row for row in report.heard if row.population_share is not None]
    pairs = "; ".join(_tell_pair(words, row) for row in rows)
    return words.figure_heard_about.format(finding=headline_heard(words, rows), numbers=pairs)


def draw_heat(table: GroupTable, words: Words) -> Figure:
    """A cell for every need and group with its number in it, darker the higher; «:» where it is hidden."""
    from matplotlib.colors import LinearSegmentedColormap

    most = max((n for row in table.rows for n in row.counts if n is not None), default=0)
    colors = LinearSegmentedColormap.from_list("heat", ["#FFFFFF", DARKEST])
    figure, axes = _open(_find_heat(table, words), len(table.rows) + 3)
    axes.imshow([[n or 0 for n in row.counts] for row in table.rows], cmap=colors, vmin=0, vmax=max(1, most))
    axes.set_aspect("auto")
    for place, row in enumerate(table.rows):
        for group, n in enumerate(row.counts):
            axes.text(group, place, _write_cell(n, words), ha="center", va="center", color=INK, fontsize=9)
    _label(axes, [f"{row.need_id}{NBSP}{shorten(row.title, LONGEST_NAME)}" for row in table.rows], "")
    axes.set_ylim(len(table.rows) - 0.5, -0.5)
    axes.grid(visible=False)
    names = [shorten(name or words.not_given, 24) for name in table.names]
    turned: dict[str, Any] = (
        {"rotation": 35, "ha": "left", "rotation_mode": "anchor"} if max(map(len, names)) > 9 else {}
    )
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(names)), names, parse_math=False, **turned)
    return _close(figure)


def describe_heat(table: GroupTable, words: Words) -> str:
    """The finding of `draw_heat`, and every number in it by need; which are hidden, too."""
    rows = [
        words.figure_heat_row.format(
            name=shorten(row.title, LONGEST_NAME), cells=_tell_cells(words, table.names, row.counts)
        )
        for row in table.rows
    ]
    return words.figure_heat_about.format(finding=_find_heat(table, words), numbers="; ".join(rows))


def is_unsure(need: Need, words: Words) -> bool:
    """Whether the need bears the stamp of an unsure theme, which the report has in the reader's language."""
    return need.stability in (UNSURE, words.say(UNSURE))


# --- findings ----------------------------------------------------------------------------------------


def _find_needs(words: Words, needs: Sequence[Need], measure: str) -> str:
    if not needs:
        return words.figure_needs_none
    most = getattr(needs[0], measure)
    leaders = [words.figure_quoted.format(name=_name(need)) for need in needs if getattr(need, measure) == most]
    if len(leaders) > 2:
        return words.figure_needs_many.format(ties=write_number(words, len(leaders)), count=write_number(words, most))
    finding = words.figure_needs_persons if measure == "n_persons" else words.figure_needs_statements
    return finding.format(names=", ".join(leaders), count=write_number(words, most))


def headline_heard(words: Words, rows: Sequence[Heard]) -> str:
    """What stands out: groups nobody answered from, and those heard less or more than their share."""
    told = (
        ("unheard", words.figure_heard_unheard),
        ("lower", words.figure_heard_lower),
        ("higher", words.figure_heard_higher),
    )
    found = [
        text.format(names=_join([row.name for row in rows if row.code == code], words))
        for code, text in told
        if any(row.code == code for row in rows)
    ]
    if not found and all(row.share is None for row in rows):
        return words.figure_heard_hidden
    return ". ".join(found) or words.figure_heard_even


def _find_heat(table: GroupTable, words: Words) -> str:
    cells = [(n, row, name) for row in table.rows for name, n in zip(table.names, row.counts, strict=True) if n]
    if not cells:
        return words.figure_heat_none.format(background=table.background)
    most = max(n for n, _, _ in cells)
    leaders = [(row.title, name) for n, row, name in cells if n == most]
    about = {"background": table.background, "count": write_number(words, most)}
    if len(leaders) > 1:
        return words.figure_heat_ties.format(ties=write_number(words, len(leaders)), **about)
    title, name = leaders[0]
    return words.figure_heat_most.format(
        name=shorten(title, LONGEST_NAME), group=shorten(name or words.not_given, LONGEST_NAME), **about
    )


def _join(names: Sequence[str], words: Words) -> str:
    shown = ", ".join(shorten(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return words.figure_others.format(names=shown, count=more) if more > 0 else shown


def _tell_pair(words: Words, row: Heard) -> str:
    name = shorten(row.name, LONGEST_NAME)
    if row.share is None:
        gone = words.figure_heard_unheard.format(names=name) if row.code == "unheard" else ""
        return gone or words.figure_heard_gone.format(name=name)
    population = _percent(row.population_share or 0)
    return words.figure_heard_pair.format(
        name=name,
        share=words.figure_percent.format(number=_percent(row.share)),
        population=words.figure_percent.format(number=population),
    )


def _tell_cells(words: Words, names: Sequence[str], counts: Sequence[int | None]) -> str:
    groups = [shorten(name or words.not_given, LONGEST_NAME) for name in names]
    return ", ".join(
        words.figure_heat_hidden.format(group=group) if n is None else f"{group}: {write_number(words, n)}"
        for group, n in zip(groups, counts, strict=True)
    )


# --- parts of a figure -------------------------------------------------------------------------------


def _open(finding: str, n_rows: int) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    title = textwrap.wrap(shorten(finding, 400), 84)
    height = FRAME + (ROW if n_rows <= MANY else TIGHT) * max(1, n_rows) + 0.18 * (len(title) - 1)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle("\n".join(title), x=0.01, ha="left", weight="bold", color=INK, fontsize=10.5, parse_math=False)
    return figure, figure.add_subplot()


def _label(axes: Axes, names: Sequence[str], axis: str) -> None:
    axes.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(name, 44)[:2]) for name in names], parse_math=False)
    axes.invert_yaxis()
    axes.set_xlabel(axis)
    axes.xaxis.grid(visible=True, color=PALE)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=9)
    axes.spines[:].set_visible(False)


def _close(figure: Figure) -> Figure:
    show_in_notebook(figure)
    return figure


def _marks(words: Words) -> tuple[tuple[str, str, str, str], ...]:
    """The sign, its edge, what fills it, and its name: first those who answered, then the population."""
    return (("o", BAR, BAR, words.figure_heard_answered), ("D", RUST, "white", words.figure_heard_population))


def _draw_pair(axes: Axes, place: int, row: Heard, words: Words) -> None:
    """The two marks of a group, the line between them, and their numbers on the outer sides."""
    theirs = 100 * (row.population_share or 0)
    (dot, blue, full, _), (diamond, rust, empty, _) = _marks(words)
    axes.scatter([theirs], [place], marker=diamond, facecolors=empty, edgecolors=rust, linewidths=1.6, s=38, zorder=3)
    if row.share is None:
        sign = NONE if row.code == "unheard" else HIDDEN
        _put(axes, theirs, place, f"{_percent(row.population_share or 0)}   {sign}", left=False)
        return
    ours = 100 * row.share
    axes.plot([ours, theirs], [place, place], color=PALE, linewidth=3, zorder=1)
    axes.scatter([ours], [place], marker=dot, facecolors=full, edgecolors=blue, linewidths=1.6, s=38, zorder=4)
    _put(axes, ours, place, _percent(row.share), left=ours <= theirs)
    _put(axes, theirs, place, _percent(row.population_share or 0), left=ours > theirs)


def _put(axes: Axes, x: float, y: float, text: str, *, left: bool) -> None:
    about: dict[str, Any] = {"ha": "right" if left else "left", "va": "center", "fontsize": 9, "color": INK}
    axes.annotate(text, (x, y), xytext=(-6 if left else 6, 0), textcoords="offset points", **about)


def _write_cell(n: int | None, words: Words) -> str:
    return HIDDEN if n is None else write_number(words, n) if n else NONE


def _percent(share: float) -> str:
    """A share as whole per cent, never rounded to none or all."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "<1"
    return ">99" if rounded == 100 and share < 1 else str(rounded)


def _name(need: Need) -> str:
    return shorten(need.title, LONGEST_NAME)
