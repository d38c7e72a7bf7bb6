"""The chart of the workbook: the needs by size, each with its stamp."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from insight.look import BAR, INK, PALE, UNSURE
from insight.report.figures import chart_sentences
from insight.report.numerals import write_number
from insight.report.shapes import Need, choose_measure
from insight.report.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart_bar import ChartBar
    from xlsxwriter.worksheet import Worksheet

MOST_BARS = 15
PIXELS, TALLEST = 7, 480
"""Pixels: to a unit of column width, and of the tallest chart."""
STAYS = 3
"""Excel's way of placing a chart that neither moves nor shrinks when rows are filtered away."""
ROOM = 1.4
"""How much longer than the longest bar the axis is, so that its label has room."""


def insert_chart(
    words: Words, book: Workbook, page: Worksheet, needs: Sequence[Need], first_row: int, width: float
) -> None:
    """Bars for the largest of `needs`, whose titles and numbers stand on the page from `first_row` on.

    Every bar ends with its number and stamp, and that of an unsure theme is hatched. It stands above the figures, and
    is as wide as columns of `width` units are together.
    """
    measure = choose_measure(needs)
    shown = needs[:MOST_BARS]
    finding = chart_sentences.headline_needs(words, [(need.title, getattr(need, measure)) for need in shown], measure)
    chart: ChartBar = book.add_chart({"type": "bar"})
    chart.add_series(_describe_bars(words, shown, measure, first_row))
    chart.set_title({"name": finding, "name_font": {"size": 12, "color": INK}, "overlay": False})
    chart.set_legend({"none": True})
    bars = chart_sentences.name_bars(words, len(shown), len(needs))
    chart.set_y_axis({"name": bars, "reverse": True, "crossing": "max"})
    chart.set_x_axis(_describe_axis(words, shown, measure))
    chart.set_size({"width": PIXELS * width, "height": min(TALLEST, 130 + 30 * len(shown))})
    told = chart_sentences.describe_bars(words, finding, shown, measure)
    page.insert_chart(2, 2, chart, {"description": told, "object_position": STAYS, "x_offset": 8})


def _describe_bars(words: Words, needs: Sequence[Need], measure: str, first_row: int) -> dict[str, Any]:
    sheet, last_row = words.sheets["summary"], first_row + len(needs) - 1
    column = 2 if measure == "n_persons" else 3
    return {
        "categories": [sheet, first_row, 1, last_row, 1],
        "values": [sheet, first_row, column, last_row, column],
        "fill": {"color": BAR},
        "points": [_HATCHED if need.stability == words.say(UNSURE) else None for need in needs],
        "gap": 40,
        "data_labels": {"value": True, "custom": [{"value": _label(words, need, measure)} for need in needs]},
    }


def _describe_axis(words: Words, needs: Sequence[Need], measure: str) -> dict[str, Any]:
    return {
        "name": chart_sentences.name_axis(words, measure, [need.stability for need in needs]),
        "min": 0,
        "max": ceil(ROOM * max(getattr(need, measure) for need in needs)) or 1,
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": PALE}},
    }


_HATCHED = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": BAR, "bg_color": "#FFFFFF"}}


def _label(words: Words, need: Need, measure: str) -> str:
    return f"{write_number(words, getattr(need, measure))} ({need.stability})"
