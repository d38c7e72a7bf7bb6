"""How the work was done, and the log of the run: what the workbook is made of, so that it can be made again."""

from __future__ import annotations

from insight.report.book.page import Column, Page, show_date
from insight.report.shapes import FileAccount, Report
from insight.report.words import Words, read_words


def make_method(report: Report) -> Page:
    """How the answers became needs, one row a point."""
    words = read_words(report.language)
    texts = words.book_method
    columns = (Column(texts["point"], 9, "fact"), Column(texts["line"], 130))
    names = (texts["name"], texts["title"], texts["contents"])
    notes = (texts["note"].format(method=words.sheets["method"]),)
    rows = list(enumerate(report.method, start=1))
    return Page(*names, notes, "tblFramgang", columns, rows, texts["nothing"])


def make_run_log(report: Report) -> Page:
    """One row a fact: the report's own, the files, the settings, then fingerprints and versions of libraries."""
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
        *((texts["run"], label, _as_number(value)) for label, value in report.run),
    ]
    names = (texts["name"], texts["title"], texts["contents"])
    return Page(*names, texts["notes"], "tblKjoering", columns, rows, texts["nothing"])


def _as_number(value: str) -> str | int:
    """A whole number as a number; a fingerprint or a version stays text."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value


def _tell_reading(words: Words, file: FileAccount) -> str:
    if file.reader == words.file_unread:
        return file.reader
    return words.book_run["file_read"].format(reader=file.reader, rows=file.n_rows)
