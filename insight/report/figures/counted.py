"""Figures of the tables on the way to a report, for notebooks: the needs, the persons, the statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from insight.report.counts.groups import count_groups, list_persons
from insight.report.counts.printed import index_printed
from insight.report.counts.rows import list_needs
from insight.report.counts.sentences import explain_hidden
from insight.report.figures import chart_sentences
from insight.report.figures.composed import draw_all_needs
from insight.report.figures.parts import draw_bars
from insight.report.words import read_words
from insight.tables import KINDS, NEED_KINDS, Behov, GroupCounts, Innspill, StorB

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_needs(stor_b: StorB, *, language: str = "nb") -> Figure:
    """The needs as in the report, before it is composed: by how many persons have reported them."""
    words = read_words(language)
    return draw_all_needs(words, list_needs(words, stor_b))


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
    axis = words.measures["n_persons"]["axis"]
    if any(each.n_persons is None for each in counted):
        axis = f"{axis}\n{explain_hidden(words, threshold)}"
    return draw_bars(words, finding, [each.name for each in counted], [each.n_persons for each in counted], axis)


def draw_kinds(behov: Behov, *, language: str = "nb") -> Figure:
    """The statements by kind: needs, solutions, praise, complaints and what says nothing."""
    words = read_words(language)
    numbers = [int((behov["kind"] == kind).sum()) for kind in KINDS]
    finding = chart_sentences.headline_kinds(words, int(behov["kind"].isin(NEED_KINDS).sum()), len(behov))
    names = [words.say(kind) for kind in KINDS]
    return draw_bars(words, finding, names, numbers, words.measures["n_statements"]["axis"])
