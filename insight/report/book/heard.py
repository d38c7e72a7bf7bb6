"""The sheet on who was heard and who was not: those who answered beside the population, with a chart of the shares."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from insight.look import BAR, INK, PALE
from insight.report.book.chart import PIXELS, STAYS
from insight.report.book.page import Column, Page
from insight.report.figures.composed import describe_heard, headline_heard
from insight.report.shapes import Heard, Report
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart_bar import ChartBar
    from xlsxwriter.worksheet import Worksheet

SHARE, POPULATION_SHARE = 3, 5
"""The columns the chart is drawn from."""
BESIDE = 66
"""Units of width beside the table, so that the chart has room on the page."""
ROW, EMPTY_ROW, AROUND, TALLEST = 24, 20, 130, 640
"""Pixels: of a row of the table and its two bars, of one below it, around the bars, and of the tallest chart."""
PAGE_ROWS = 30
"""Groups that can be read when everything is on one page; with more, the table goes on to the next."""
_GREY = "#7F7F7F"


def make_heard(report: Report) -> Page:
    """One row a group that is laid beside the population."""
    texts = read_words(report.language).heard_sheet
    widths = zip(texts["columns"], (14, 26, 13, 16, 14, 16, 30), strict=True)
    styles = ("text", "text", "number", "share", "number", "share", "text")
    columns = tuple(Column(heading, width, style) for (heading, width), style in zip(widths, styles, strict=True))
    rows = [_list_cells(row) for row in report.heard]
    names = (texts["name"], texts["title"], texts["contents"])
    return Page(*names, (*report.heard_notes, *texts["notes"]), "tblHoert", columns, rows, "")


def _list_cells(row: Heard) -> list[Any]:
    counted = HIDDEN if row.n_persons is None else row.n_persons
    share = HIDDEN if row.share is None else row.share
    people = "" if row.population is None else row.population
    people_share = "" if row.population_share is None else row.population_share
    return [row.background, row.name, counted, share, people, people_share, row.told]


def finish_heard(book: Workbook, sheet: Worksheet, page: Page, report: Report) -> None:
    """The chart beside the table, and both on one page where they can be read there."""
    if len(page.rows) <= PAGE_ROWS:
        sheet.fit_to_pages(1, 1)
    if all(row.share is None for row in report.heard):
        return
    height = min(TALLEST, AROUND + ROW * len(page.rows))
    beside = len(page.columns)
    sheet.set_column(beside, beside, BESIDE)
    below = max(0, ceil((height - ROW * (len(page.rows) + 1)) / EMPTY_ROW))
    sheet.print_area(0, 0, page.bottom + below, beside)
    chart = _draw(book, read_words(report.language), report, page)
    chart.set_size({"width": PIXELS * (BESIDE - 2), "height": height})
    about = {"description": describe_heard(report), "object_position": STAYS, "x_offset": 8}
    sheet.insert_chart(page.top, beside, chart, about)


def _draw(book: Workbook, words: Words, report: Report, page: Page) -> ChartBar:
    """Two bars a group, one above the other, those who answered and the population, named in the legend."""
    first, last = page.top + 1, page.top + len(page.rows)
    chart: ChartBar = book.add_chart({"type": "bar"})
    for column, color in ((SHARE, BAR), (POPULATION_SHARE, _GREY)):
        chart.add_series(
            {
                "name": [page.name, page.top, column],
                "categories": [page.name, first, 1, last, 1],
                "values": [page.name, first, column, last, column],
                "fill": {"color": color},
                "gap": 60,
            }
        )
    laid_beside = [row for row in report.heard if row.population_share is not None]
    chart.set_title(
        {"name": headline_heard(words, laid_beside), "name_font": {"size": 12, "color": INK}, "overlay": False}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True, "crossing": "max", "interval_unit": 1})
    chart.set_x_axis({"min": 0, "num_format": "0 %", "major_gridlines": {"visible": True, "line": {"color": PALE}}})
    return chart
