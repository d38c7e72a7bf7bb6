"""How the work was done, and the log of the run: what the workbook is made of, so that it can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from insight.report.book.page import Column, Page, Styles, show_date, write_page
from insight.report.shapes import FileAccount, Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_method(book: Workbook, styles: Styles, report: Report) -> None:
    """How the answers became needs, one row a point."""
    words = read_words(report.language)
    texts = words.book_method
    columns = (Column(texts["point"], 9, "fact"), Column(texts["line"], 130))
    names = (texts["name"], texts["title"], texts["contents"])
    notes = (texts["note"].format(method=words.sheets["method"]),)
    rows = list(enumerate(report.method, start=1))
    write_page(book, styles, report, Page(*names, notes, "tblFramgang", columns, rows, texts["nothing"]))


def write_run_log(book: Workbook, styles: Styles, report: Report, run: Sequence[tuple[str, str]] = ()) -> None:
    """One row a fact: the report's own, the files, the settings, then `run` (fingerprints, versions of libraries)."""
    words = read_words(report.language)
    texts = words.book_run
    columns = (Column(texts["sort"], 16), Column(texts["label"], 54), Column(texts["value"], 84, "fact"))
    told = (report.kommune, report.round_number, show_date(report.date), report.responsible, report.version)
    about = zip(words.about_labels, told, strict=True)
    rows = [
        (texts["report"], texts["title_label"], report.title),
        *((texts["report"], label, value) for label, value in about if value),
        *((texts["file"], each.source, _tell_reading(words, each)) for each in report.files),
        *((texts["setting"], label, _as_number(value)) for label, value in report.settings),
        *((texts["run"], label, _as_number(value)) for label, value in run),
    ]
    names = (texts["name"], texts["title"], texts["contents"])
    write_page(book, styles, report, Page(*names, texts["notes"], "tblKjoering", columns, rows, texts["nothing"]))


def _as_number(value: str) -> str | int:
    """A whole number as a number; a fingerprint or a version stays text."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value


def _tell_reading(words: Words, file: FileAccount) -> str:
    if file.reader == words.file_unread:
        return file.reader
    return words.book_run["file_read"].format(reader=file.reader, rows=file.n_rows)
