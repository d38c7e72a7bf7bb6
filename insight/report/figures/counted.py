"""Figures for notebooks: one look everywhere, and a number at every bar."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from insight.look import BAR, HATCH, INK, PALE, UNSURE, show_in_notebook
from insight.report.counts.groups import count_groups, list_persons
from insight.report.counts.printed import index_printed
from insight.report.counts.rows import list_needs
from insight.report.counts.sentences import explain_hidden
from insight.report.figures import chart_sentences
from insight.report.numerals import NBSP, write_number
from insight.report.shapes import choose_measure, sort_by_size
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words
from insight.tables import KINDS, NEED_KINDS, Behov, GroupCounts, Innspill, StorB

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, BAR_HEIGHT, FRAME = 8.0, 0.36, 1.3
"""Inches: of the figure, of each bar, and of title and axis together."""


def draw_needs(stor_b: StorB, *, language: str = "nb") -> Figure:
    """The needs by how many persons have reported them; by statements where only notes are gathered.

    Each need bears its stamp, and the bar of an unsure theme is hatched.
    """
    words = read_words(language)
    needs = sort_by_size(list_needs(words, stor_b))
    measure = choose_measure(needs)
    numbers = [getattr(need, measure) for need in needs]
    labels = [f"{need.title} ({need.need_id},{NBSP}{need.stability})" for need in needs]
    bars = [(need.title, n) for need, n in zip(needs, numbers, strict=True)]
    finding = chart_sentences.headline_needs(words, bars, measure)
    axis = chart_sentences.name_axis(words, measure, [need.stability for need in needs])
    figure = _draw_bars(words, finding, labels, numbers, axis)
    for bar, need in zip(figure.axes[0].patches, needs, strict=True):
        if need.stability == words.say(UNSURE):
            bar.set(facecolor="white", edgecolor=BAR, hatch=HATCH)
    return figure


def draw_who(
    innspill: Innspill,
    group: str,
    *,
    threshold: int = 5,
    earlier: Iterable[GroupCounts] = (),
    language: str = "nb",
) -> Figure:
    """The persons by one background (alder, kjoenn, krets, rolle); numbers that are hidden have no bar, but «:».

    `earlier` has what the reports of earlier rounds printed, as in `compose`.
    """
    words, printed = read_words(language), index_printed(earlier)
    counted = count_groups(innspill, threshold=threshold, backgrounds=(group,), earlier=printed, language=language)
    background = words.backgrounds[group]
    shown = [each for each in counted if each.n_persons is not None and each.known]
    finding = chart_sentences.headline_too_few(words, background)
    if shown:
        largest = max(shown, key=lambda each: each.n_persons or 0)
        n_persons = len(list_persons(innspill))
        finding = chart_sentences.headline_who(words, background, largest.name, largest.n_persons or 0, n_persons)
    note = explain_hidden(words, threshold) if any(each.n_persons is None for each in counted) else ""
    names, numbers = [each.name for each in counted], [each.n_persons for each in counted]
    return _draw_bars(words, finding, names, numbers, words.measures["n_persons"]["axis"], note)


def draw_kinds(behov: Behov, *, language: str = "nb") -> Figure:
    """The statements by kind: needs, solutions, praise, complaints and what says nothing."""
    words = read_words(language)
    numbers = [int((behov["kind"] == kind).sum()) for kind in KINDS]
    finding = chart_sentences.headline_kinds(words, int(behov["kind"].isin(NEED_KINDS).sum()), len(behov))
    names = [words.say(kind) for kind in KINDS]
    return _draw_bars(words, finding, names, numbers, words.measures["n_statements"]["axis"])


def _draw_bars(
    words: Words, finding: str, names: Sequence[str], numbers: Sequence[int | None], axis: str, note: str = ""
) -> Figure:
    """Horizontal bars, the first on top. A number that is None has no bar, only the sign for hidden."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(WIDTH, FRAME + BAR_HEIGHT * max(1, len(names))), layout="constrained")
    axes = figure.add_subplot()
    places = range(len(names))
    bars = axes.barh(places, [n or 0 for n in numbers], color=BAR, height=0.7)
    labels = [HIDDEN if n is None else write_number(words, n) for n in numbers]
    axes.bar_label(bars, labels, padding=4, color=INK)
    axes.set_yticks(places, [_fold(name) for name in names])
    axes.invert_yaxis()
    axes.set_xlabel(f"{axis}\n{note}" if note else axis)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.grid(visible=True, color=PALE)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure.suptitle(_fold(finding, 80), x=0.01, ha="left", weight="bold", color=INK)
    show_in_notebook(figure)
    return figure


def _fold(text: str, width: int = 36) -> str:
    return "\n".join(textwrap.wrap(text, width))
