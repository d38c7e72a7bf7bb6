"""The report as an Excel workbook, sheet by sheet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from insight.errors import InsightError
from insight.report import sentences, sheets, wording
from insight.report.cells import STYLES, find_address, measure_header, measure_height, put, put_link
from insight.report.excel_chart import insert_chart
from insight.report.numerals import spell_date
from insight.report.overflow import MAX_ROWS, fit_sheet, overflows, write_csv
from insight.report.shapes import Report
from insight.report.sheets import Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""Excel's number for the paper."""
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
    from xlsxwriter.exceptions import FileCreateError

    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**plain_text, "in_memory": True})
    _describe_book(book, report)
    styles = {name: book.add_format(dict(style)) for name, style in STYLES.items()}
    _write_front(book, styles, report)
    _write_summary(book, styles, report)
    _write_needs(book, styles, report)
    _write_sheet(book, styles, report, sheets.groups_sheet(report))
    _write_needs_by_group(book, styles, report)
    _write_sheet(book, styles, report, sheets.solutions_sheet(report))
    _write_sheet(book, styles, report, sheets.quotes_sheet(report))
    _write_sheet(book, styles, report, _fit_voices(report, Path(path).parent, max_rows))
    _write_sheet(book, styles, report, sheets.files_sheet(report))
    _write_method(book, styles, report)
    try:
        book.close()
    except FileCreateError as error:
        raise InsightError(sentences.cannot_write(Path(path).name)) from error


def _fit_voices(report: Report, folder: Path, max_rows: int) -> Sheet:
    """The sheet with every voice, or what there is room for; then a file beside has it all."""
    voices = sheets.voices_sheet(report)
    if not overflows(voices, max_rows):
        return voices
    name = sentences.name_overflow(report.round_number)
    try:
        write_csv(voices, folder / name)
    except OSError as error:
        raise InsightError(sentences.cannot_write(name)) from error
    return fit_sheet(voices, name, max_rows)


# --- the sheets --------------------------------------------------------------------------------------


def _write_front(book: Workbook, styles: Styles, report: Report) -> None:
    page = _add_page(book, wording.FRONT, report)
    page.fit_to_pages(1, 1)
    _set_widths(page, FRONT_WIDTHS)
    put(page, 0, 0, report.title, styles["title"])
    row = 2
    for label, value in _about(report):
        row = _write_block(page, styles, row, FRONT_WIDTHS, label, [value], gap=0)
    row = _write_block(page, styles, row + 1, FRONT_WIDTHS, wording.FRONT_ABOUT, wording.ABOUT)
    row = _write_block(page, styles, row, FRONT_WIDTHS, wording.FRONT_WARNINGS, report.warnings)
    row = _write_block(page, styles, row, FRONT_WIDTHS, wording.FRONT_READING, wording.READING)
    put(page, row, 0, wording.FRONT_CONTENTS, styles["section"])
    for name, sentence in wording.CONTENTS.items():
        row += 1
        put_link(page, row, 0, find_address(name), name, styles["link"])
        put(page, row, 1, sentence, styles["paragraph"])


def _about(report: Report) -> list[tuple[str, str]]:
    """What is known of the report itself; what the caller left empty is left out."""
    about = (
        report.kommune,
        str(report.round_number),
        spell_date(report.date),
        report.responsible,
        report.version,
    )
    return [pair for pair in zip(wording.ABOUT_LABELS, about, strict=True) if pair[1]]


def _write_summary(book: Workbook, styles: Styles, report: Report) -> None:
    overview = sheets.needs_overview(report)
    page = _add_page(book, wording.SUMMARY, report)
    _set_widths(page, overview.widths)
    put(page, 0, 0, report.title, styles["title"])
    row = _write_block(page, styles, 2, overview.widths, wording.IN_SHORT, report.summary)
    if report.highlights:
        heading = sentences.name_highlights(len(report.highlights))
        lines = (*report.highlights, wording.CHOSEN_BY_SIZE)
        row = _write_block(page, styles, row, overview.widths, heading, lines)
    row = _write_block(page, styles, row, overview.widths, wording.NOT_KNOWN, report.unknown)
    _write_table(page, styles, overview, row)
    needs_top = _table_top(sheets.needs_sheet(report)) + 1
    at = {need.need_id: needs_top + n for n, need in enumerate(report.needs)}
    links = [(find_address(wording.NEEDS, at[need.need_id]), need.need_id) for need in overview.rows]
    _link_column(page, styles, overview, row, "need_id", links)
    if overview.rows:
        insert_chart(book, page, overview.rows, row + 1)


def _write_needs(book: Workbook, styles: Styles, report: Report) -> None:
    needs = sheets.needs_sheet(report)
    page = _write_sheet(book, styles, report, needs)
    quotes_top = _table_top(sheets.quotes_sheet(report)) + 1
    first: dict[str, int] = {}
    for n, quote in enumerate(report.quotes):
        first.setdefault(quote.need_id, quotes_top + n)
    links = [
        (find_address(wording.QUOTES, first.get(need.need_id, 0)), sentences.name_quotes(need.n_quotes))
        for need in report.needs
    ]
    _link_column(page, styles, needs, _table_top(needs), "n_quotes", links)


def _write_needs_by_group(book: Workbook, styles: Styles, report: Report) -> None:
    """One table a background below another: side by side they would be too wide to print."""
    tables = sheets.needs_by_group_sheets(report)
    page = _add_page(book, wording.NEEDS_BY_GROUP, report)
    _set_widths(page, max((table.widths for table in tables), key=len, default=()))
    row = _write_heading(page, styles, wording.NEEDS_BY_GROUP, report.needs_by_group_notes) + 1
    if not tables:
        put(page, row, 0, wording.NOTHING_YET[wording.NEEDS_BY_GROUP], styles["note"])
    for table, background in zip(tables, report.needs_by_group, strict=True):
        put(page, row, 0, background.background, styles["section"])
        _write_table(page, styles, table, row + 1)
        row += len(table.rows) + 3
    page.freeze_panes(0, 2)


def _write_method(book: Workbook, styles: Styles, report: Report) -> None:
    accounts = sheets.accounts_sheet(report)
    page = _write_sheet(book, styles, report, accounts)
    row = _table_top(accounts) + len(report.accounts) + 2
    settings = [f"{name}: {value}" for name, value in report.settings]
    row = _write_block(page, styles, row, accounts.widths, wording.METHOD_DONE, report.method)
    if settings:
        _write_block(page, styles, row, accounts.widths, wording.METHOD_SETTINGS, settings)


def _write_sheet(book: Workbook, styles: Styles, report: Report, sheet: Sheet) -> Worksheet:
    """A sheet with a title, some sentences and one table below them."""
    page = _add_page(book, sheet.name, report)
    _set_widths(page, sheet.widths)
    top = _write_heading(page, styles, sheet.name, sheet.notes)
    _write_table(page, styles, sheet, top)
    page.freeze_panes(top + 1, sheet.frozen_columns)
    page.repeat_rows(top)
    return page


# --- their parts -------------------------------------------------------------------------------------


def _write_table(page: Worksheet, styles: Styles, sheet: Sheet, top: int) -> None:
    """The header in row `top` and the rows below; a sentence in place of rows when there are none."""
    for row, shown in enumerate(sheet.rows, start=top + 1):
        values = [field.value(shown) for field in sheet.fields]
        for column, (field, value) in enumerate(zip(sheet.fields, values, strict=True)):
            put(page, row, column, value, styles[field.style])
        page.set_row(row, measure_height(values, sheet.widths))
    if not sheet.rows:
        put(page, top + 1, 0, wording.NOTHING_YET[sheet.name], styles["note"])
    page.set_row(top, measure_header([field.heading for field in sheet.fields], sheet.widths))
    headers = {"text": "header", "count": "count header"}
    columns = [
        {"header": field.heading, "header_format": styles[headers.get(field.style, "number header")]}
        for field in sheet.fields
    ]
    description = wording.CONTENTS[sheet.name]
    page.add_table(
        top,
        0,
        top + max(1, len(sheet.rows)),
        len(columns) - 1,
        {"name": sheet.table, "style": TABLE_STYLE, "description": description, "columns": columns},
    )


def _write_heading(page: Worksheet, styles: Styles, name: str, notes: Sequence[str]) -> int:
    """The title of a sheet, its notes and the link back; returns the row below."""
    put(page, 0, 0, wording.TITLES[name], styles["title"])
    for row, note in enumerate(notes, start=1):
        put(page, row, 0, note, styles["note"])
    put_link(page, len(notes) + 1, 0, find_address(wording.FRONT), wording.TO_FRONT, styles["link"])
    return len(notes) + 2


def _write_block(
    page: Worksheet,
    styles: Styles,
    row: int,
    widths: Sequence[float],
    label: str,
    lines: Sequence[str],
    gap: int = 1,
) -> int:
    """A label in the first column and its lines in the second; returns the row after the gap."""
    put(page, row, 0, label, styles["section"])
    for n, line in enumerate(lines):
        put(page, row + n, 1, line, styles["paragraph"])
        page.set_row(row + n, measure_height([label if n == 0 else "", line], widths))
    return row + max(1, len(lines)) + gap


def _add_page(book: Workbook, name: str, report: Report) -> Worksheet:
    """A worksheet that prints well: A4 on its side, one page wide, with title and page number below."""
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    title = report.title[:100].replace("&", "&&")
    page.set_footer(f"&L{title}&C{name}&R{wording.PAGE_FOOTER}")
    return page


def _describe_book(book: Workbook, report: Report) -> None:
    created = datetime.datetime.fromisoformat(report.date or "2000-01-01")
    book.set_properties(
        {
            "title": report.title,
            "author": report.kommune,
            "company": report.kommune,
            "comments": wording.COMMENTS,
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
