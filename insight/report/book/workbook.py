"""The report as an Excel workbook, sheet by sheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from insight.errors import InsightError
from insight.report.book import sheets
from insight.report.book.cards import Addresses, list_need_addresses
from insight.report.book.cells import STYLES, find_address, measure_header, measure_height, put, put_link
from insight.report.book.chart import insert_chart
from insight.report.book.heard import write_heard
from insight.report.book.heat import write_heat
from insight.report.book.language import set_language
from insight.report.book.order import list_contents, write_need_sheets, write_tool_sheets
from insight.report.book.overflow import MAX_ROWS, fit_sheet, overflows, write_csv
from insight.report.book.page import BOOK_STYLES, lay_out_paper
from insight.report.book.run import write_method, write_run_log
from insight.report.book.sheets import Sheet
from insight.report.counts.sentences import fill_notes
from insight.report.files import cannot_write, name_overflow
from insight.report.front import list_front
from insight.report.numerals import spell_date
from insight.report.shapes import Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FRONT_WIDTHS = (20, 105)
TABLE_STYLE = "Table Style Light 1"

Styles = dict[str, "Format"]


def write_workbook(report: Report, path: str | Path, *, max_rows: int = MAX_ROWS) -> None:
    """Write the report to `path`; the same report gives the same bytes.

    Everything people wrote is stored as text, never as a formula or a link. The workbook is put together
    in memory, so that no answers are left in temporary files. What «Alle innspill» has no room for
    (rows beyond `max_rows`) is written in whole to `alle-innspill-runde-N.csv` beside it, and the sheet
    says so. Raises InsightError when a file cannot be written.
    """
    import xlsxwriter

    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    words = read_words(report.language)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {**plain_text, "in_memory": True})
    _describe_book(words, book, report)
    styles = {name: book.add_format(dict(style)) for name, style in {**STYLES, **BOOK_STYLES}.items()}
    voices = _fit_voices(report, Path(path).parent, max_rows)
    addresses = _list_addresses(voices)
    _write_front(words, book, styles, report)
    _write_summary(words, book, styles, report)
    write_need_sheets(book, styles, report, addresses)
    _write_sheet(book, styles, report, sheets.groups_sheet(report))
    write_heard(book, styles, report)
    write_heat(book, styles, report)
    _write_sheet(book, styles, report, sheets.solutions_sheet(report))
    _write_sheet(book, styles, report, sheets.quotes_sheet(report))
    _write_sheet(book, styles, report, voices)
    write_tool_sheets(book, styles, report, addresses, report.decided)
    _write_sheet(book, styles, report, sheets.files_sheet(report))
    _write_sheet(book, styles, report, sheets.accounts_sheet(report))
    write_method(book, styles, report)
    write_run_log(book, styles, report, report.run)
    book.close()
    try:
        Path(path).write_bytes(set_language(written.getvalue(), report.language))
    except OSError as error:
        raise InsightError(cannot_write(Path(path).name)) from error


def _list_addresses(voices: Sheet) -> Addresses:
    """Where each statement stands; those there was no room for stand nowhere."""
    name, first = voices.words.sheets[voices.key], _table_top(voices) + 1
    return {voice.behov_id: find_address(name, first + n) for n, voice in enumerate(voices.rows) if voice.behov_id}


def _fit_voices(report: Report, folder: Path, max_rows: int) -> Sheet:
    """The sheet with every voice, or what there is room for; then a file beside has it all."""
    voices = sheets.voices_sheet(report)
    if not overflows(voices, max_rows):
        return voices
    name = name_overflow(report.round_number)
    try:
        write_csv(voices, folder / name)
    except OSError as error:
        raise InsightError(cannot_write(name)) from error
    return fit_sheet(voices, name, max_rows)


# --- the sheets --------------------------------------------------------------------------------------


def _write_front(words: Words, book: Workbook, styles: Styles, report: Report) -> None:
    page = _add_page(words, book, "front", report)
    page.fit_to_pages(1, 1)
    _set_widths(page, FRONT_WIDTHS)
    put(words, page, 0, 0, report.title, styles["title"])
    row = 2
    for label, value in _about(words, report):
        row = _write_block(words, page, styles, row, FRONT_WIDTHS, label, [value], gap=0)
    reading = fill_notes(words, words.reading)
    row = _write_block(words, page, styles, row + 1, FRONT_WIDTHS, words.front_about, words.about)
    row = _write_block(words, page, styles, row, FRONT_WIDTHS, words.front_warnings, report.warnings)
    row = _write_block(words, page, styles, row, FRONT_WIDTHS, words.front_reading, reading)
    put(words, page, row, 0, words.front_contents, styles["section"])
    for name, sentence in list_contents(report):
        row += 1
        put_link(page, row, 0, find_address(name), name, styles["link"])
        put(words, page, row, 1, sentence, styles["paragraph"])


def _about(words: Words, report: Report) -> list[tuple[str, str]]:
    """What is known of the report itself; what the caller left empty is left out."""
    about = (
        report.kommune,
        str(report.round_number),
        spell_date(words, report.date),
        report.responsible,
        report.version,
    )
    return [pair for pair in zip(words.about_labels, about, strict=True) if pair[1]]


def _write_summary(words: Words, book: Workbook, styles: Styles, report: Report) -> None:
    overview = sheets.needs_overview(report)
    page = _add_page(words, book, overview.key, report)
    _set_widths(page, overview.widths)
    put(words, page, 0, 0, words.titles["summary"], styles["title"])
    put_link(page, 1, 0, find_address(words.sheets["front"]), words.to_front, styles["link"])
    row = 3
    for section in list_front(report):
        lines = (*section.lines, section.note) if section.note else section.lines
        row = _write_block(words, page, styles, row, overview.widths, section.heading, lines)
    _write_table(page, styles, overview, row)
    page.repeat_rows(row)
    page.print_area(0, 0, row + max(1, len(overview.rows)), 13)
    at = list_need_addresses(report)
    links = [(at[need.need_id], need.need_id) for need in overview.rows]
    _link_column(page, styles, overview, row, "need_id", links)
    if overview.rows:
        insert_chart(words, book, page, overview.rows, row + 1)


def _write_sheet(book: Workbook, styles: Styles, report: Report, sheet: Sheet) -> Worksheet:
    """A sheet with a title, some sentences and one table below them."""
    page = _add_page(sheet.words, book, sheet.key, report)
    _set_widths(page, sheet.widths)
    top = _write_heading(sheet.words, page, styles, sheet.key, sheet.notes)
    _write_table(page, styles, sheet, top)
    page.freeze_panes(top + 1, sheet.frozen_columns)
    page.repeat_rows(top)
    page.print_area(0, 0, top + max(1, len(sheet.rows)), len(sheet.fields) - 1)
    return page


# --- their parts -------------------------------------------------------------------------------------


def _write_table(page: Worksheet, styles: Styles, sheet: Sheet, top: int) -> None:
    """The header in row `top` and the rows below; a sentence in place of rows when there are none."""
    for row, shown in enumerate(sheet.rows, start=top + 1):
        values = [field.value(shown) for field in sheet.fields]
        for column, (field, value) in enumerate(zip(sheet.fields, values, strict=True)):
            put(sheet.words, page, row, column, value, styles[field.style])
        page.set_row(row, measure_height(values, sheet.widths))
    if not sheet.rows:
        put(sheet.words, page, top + 1, 0, sheet.words.nothing_yet[sheet.key], styles["note"])
    page.set_row(top, measure_header(sheet.headings, sheet.widths))
    columns = [
        {"header": heading, "header_format": styles["header" if field.style == "text" else "number header"]}
        for field, heading in zip(sheet.fields, sheet.headings, strict=True)
    ]
    description = sheet.words.contents[sheet.key]
    page.add_table(
        top,
        0,
        top + max(1, len(sheet.rows)),
        len(columns) - 1,
        {"name": sheet.table, "style": TABLE_STYLE, "description": description, "columns": columns},
    )


def _write_heading(words: Words, page: Worksheet, styles: Styles, key: str, notes: Sequence[str]) -> int:
    """The title of a sheet, its notes and the link back; returns the row below."""
    put(words, page, 0, 0, words.titles[key], styles["title"])
    for row, note in enumerate(notes, start=1):
        put(words, page, row, 0, note, styles["note"])
    put_link(page, len(notes) + 1, 0, find_address(words.sheets["front"]), words.to_front, styles["link"])
    return len(notes) + 2


def _write_block(
    words: Words,
    page: Worksheet,
    styles: Styles,
    row: int,
    widths: Sequence[float],
    label: str,
    lines: Sequence[str],
    gap: int = 1,
) -> int:
    """A label in the first column and its lines in the second; returns the row after the gap."""
    put(words, page, row, 0, label, styles["section"])
    for n, line in enumerate(lines):
        put(words, page, row + n, 1, line, styles["paragraph"])
        page.set_row(row + n, measure_height([label if n == 0 else "", line], widths))
    return row + max(1, len(lines)) + gap


def _add_page(words: Words, book: Workbook, key: str, report: Report) -> Worksheet:
    """A worksheet that prints well: A4 on its side, one page wide, with title and page number below."""
    name = words.sheets[key]
    page = book.add_worksheet(name)
    lay_out_paper(page, words, report.title, name)
    return page


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


def _link_column(
    page: Worksheet, styles: Styles, sheet: Sheet, top: int, name: str, links: Sequence[tuple[str, str]]
) -> None:
    """Make the cells of one column links: an address and a text for each row."""
    column = [field.name for field in sheet.fields].index(name)
    for row, (address, text) in enumerate(links, start=top + 1):
        put_link(page, row, column, address, text, styles["cell link"])


def _table_top(sheet: Sheet) -> int:
    """The header's row: below the title, the notes and the link back."""
    return len(sheet.notes) + 2


def _set_widths(page: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
