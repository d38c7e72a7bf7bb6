"""The report as an Excel workbook, sheet by sheet."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import TYPE_CHECKING

from insight.errors import InsightError
from insight.report.book.cells import STYLES
from insight.report.book.decisions import write_decisions
from insight.report.book.front import write_front
from insight.report.book.heard import finish_heard
from insight.report.book.language import set_language
from insight.report.book.order import list_read, list_worked
from insight.report.book.overflow import MAX_ROWS, fit_page, overflows, write_csv
from insight.report.book.page import Page, find_places, write_page
from insight.report.book.sheets import make_voices
from insight.report.book.summary import finish_summary
from insight.report.files import cannot_write, name_overflow
from insight.report.shapes import Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_workbook(report: Report, path: str | Path, *, max_rows: int = MAX_ROWS) -> None:
    """Write the report to `path`; the same report gives the same bytes.

    Everything people wrote is stored as text, never as a formula or a link. The workbook is put together
    in memory, so that no answers are left in temporary files. What «Alle innspill» has no room for
    (rows beyond `max_rows`) is written in whole to `alle-innspill-runde-N.csv` beside it, and the sheet
    says so. Raises InsightError when a file cannot be written.
    """
    import xlsxwriter

    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {**plain_text, "in_memory": True})
    _describe_book(read_words(report.language), book, report)
    voices = _fit_voices(report, Path(path).parent, max_rows)
    _write_sheets(book, report, list_read(report, voices), list_worked(report))
    book.close()
    try:
        Path(path).write_bytes(set_language(written.getvalue(), report.language))
    except OSError as error:
        raise InsightError(cannot_write(Path(path).name)) from error


def _write_sheets(book: Workbook, report: Report, read: list[Page], worked: list[Page]) -> None:
    """The front, what is read, the form of decisions, and what is worked with; then the charts."""
    words = read_words(report.language)
    styles = {name: book.add_format(dict(style)) for name, style in STYLES.items()}
    form = words.book_decisions["name"], words.book_decisions["contents"]
    contents = [[(page.name, page.contents) for page in pages] for pages in (read, worked)]
    write_front(book, styles, report, [*contents[0], form, *contents[1]])
    places = find_places([*read, *worked])
    sheets = {page.table: (write_page(book, styles, report, page, places), page) for page in read}
    write_decisions(book, styles, report, report.decided)
    for page in worked:
        write_page(book, styles, report, page, places)
    finish_summary(book, *sheets["tblOversikt"], report)
    if "tblHoert" in sheets:
        finish_heard(book, *sheets["tblHoert"], report)


def _fit_voices(report: Report, folder: Path, max_rows: int) -> Page:
    """The sheet with every voice, or what there is room for; then a file beside has it all."""
    voices = make_voices(report)
    if not overflows(voices, max_rows):
        return voices
    name = name_overflow(report.round_number)
    try:
        write_csv(voices, folder / name)
    except OSError as error:
        raise InsightError(cannot_write(name)) from error
    return fit_page(read_words(report.language), voices, name, max_rows)


def _describe_book(words: Words, book: Workbook, report: Report) -> None:
    created = datetime.datetime.fromisoformat(report.date or "2000-01-01")
    book.set_properties(
        {
            "title": report.title,
            "author": report.kommune,
            "company": report.kommune,
            "comments": words.document_comments,
            "created": created,
        }
    )
