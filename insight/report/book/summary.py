"""Page one of the workbook: what a reader has to know, the needs by size, and a chart of them beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insight.report.book.chart import insert_chart
from insight.report.book.page import Cell, Column, Page
from insight.report.front import Section, list_front
from insight.report.shapes import Need, Report, sort_by_size
from insight.report.words import read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FIGURES = 2
"""The first column of figures: the chart stands from there on, above the table."""
BESIDE = 32
"""Units of width beside the table, so that the chart has room."""
ON_ONE_PAGE = 20
"""Needs that can be read when everything is on one page; with more, the table goes on to the next."""


def make_summary(report: Report) -> Page:
    """The sections of the front page above the needs by size; every figure leads to the statements it counts."""
    words = read_words(report.language)
    fields = (("need_id", 24), ("title", 84), ("n_persons", 12, "number"), ("n_statements", 13, "number"))
    columns = tuple(Column(words.headings[name], *shown) for name, *shown in (*fields, ("stability", 11)))
    above = tuple(pair for section in list_front(report) for pair in _list_pairs(section))
    names = (words.sheets["summary"], words.titles["summary"], words.contents["summary"])
    rows = [_list_cells(need) for need in sort_by_size(report.needs)]
    return Page(*names, (), "tblOversikt", columns, rows, words.nothing_yet["summary"], above=above)


def _list_pairs(section: Section) -> list[tuple[str, str]]:
    """The heading beside the first line, and a gap after the last."""
    lines = (*section.lines, section.note) if section.note else section.lines
    return [*zip((section.heading, *[""] * len(lines)), lines, strict=False), ("", "")]


def _list_cells(need: Need) -> tuple[Cell | str, ...]:
    counted = ("counted", need.need_id)
    return (
        Cell(need.need_id, link=("need", need.need_id)),
        need.title,
        Cell(need.n_persons, link=counted),
        Cell(need.n_statements, link=counted),
        need.stability,
    )


def finish_summary(book: Workbook, sheet: Worksheet, page: Page, report: Report) -> None:
    """The chart, and everything on one page where it can be read there."""
    sheet.set_column(len(page.columns), len(page.columns), BESIDE)
    sheet.print_area(0, 0, page.bottom, len(page.columns))
    if len(page.rows) <= ON_ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    if page.rows:
        width = BESIDE + sum(page.widths[FIGURES:])
        insert_chart(read_words(report.language), book, sheet, sort_by_size(report.needs), page.top + 1, width)
