"""The sheet on who was heard and who was not: those who answered beside the population, with a chart of the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from insight.look import BAR, INK, PALE
from insight.report.book.page import Column, Page, Styles, write_page
from insight.report.figures.composed import describe_heard, headline_heard
from insight.report.shapes import Heard, Report
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHARE, POPULATION_SHARE = 3, 5
"""The columns the chart is drawn from."""
_GREY = "#7F7F7F"


def write_heard(book: Workbook, styles: Styles, report: Report) -> None:
    """One row a group that is laid beside the population; nothing is written where no figures are given."""
    if not report.heard:
        return
    words = read_words(report.language)
    page = _make_page(words, report)
    sheet = write_page(book, styles, report, page)
    if any(row.share is not None for row in report.heard):
        _insert_chart(book, sheet, words, report, page)


def _make_page(words: Words, report: Report) -> Page:
    texts = words.heard_sheet
    widths = zip(texts["columns"], (14, 30, 12, 16, 14, 16, 34), strict=True)
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


def _insert_chart(book: Workbook, sheet: Worksheet, words: Words, report: Report, page: Page) -> None:
    """Two bars a group, one above the other, those who answered and the population, named in the legend."""
    first, last = page.top + 1, page.top + len(page.rows)
    chart = book.add_chart({"type": "bar"})
    for column, color in ((SHARE, BAR), (POPULATION_SHARE, _GREY)):
        chart.add_series(
            {
                "name": [page.name, page.top, column],
                "categories": [page.name, first, 0, last, 1],
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
    chart.set_y_axis({"reverse": True, "crossing": "max"})
    chart.set_x_axis({"min": 0, "num_format": "0 %", "major_gridlines": {"visible": True, "line": {"color": PALE}}})
    chart.set_size({"width": 620, "height": 140 + 34 * len(page.rows)})
    sheet.insert_chart(page.top, len(page.columns) + 1, chart, {"description": describe_heard(report)})
