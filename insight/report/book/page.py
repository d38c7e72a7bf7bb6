"""A sheet of the workbook as public workbooks should be: a title in A1, its notes, a link back, and one table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from insight.report.book.cells import LETTERS, STYLES, find_address, measure_header, measure_height, put, put_link
from insight.report.shapes import Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""Excel's number for the paper."""
TABLE_STYLE = "Table Style Light 1"
FIRST_DAY = datetime.date(2000, 1, 1)
"""Days before this one are mistyped."""
DAY = "dd.mm.yyyy"
PAPER, FRAME = "#FFF2CC", "#7F6000"
"""The ground and the frame of a cell to fill in: told by the frame and in words too, never by colour alone."""

_TEXT, _HEADER = STYLES["text"], STYLES["header"]
_INPUT = {**_TEXT, "bg_color": PAPER, "border": 1, "border_color": FRAME, "bottom_color": FRAME}
_MIDDLE = {**_TEXT, "align": "center", "text_wrap": False}
BOOK_STYLES: Mapping[str, Mapping[str, Any]] = {
    "input": _INPUT,
    "fact": {**_TEXT, "align": "left"},
    "date": {**_TEXT, "num_format": DAY, "align": "left"},
    "input date": {**_INPUT, "num_format": DAY},
    "input score": {**_INPUT, "align": "center", "num_format": "0"},
    "zero or one": {**_MIDDLE, "num_format": "0"},
    "tall header": {**_HEADER, "rotation": 90, "align": "center", "valign": "top"},
    "heat 1": {**STYLES["count"], "bg_color": "#DEEBF7"},
    "heat 2": {**STYLES["count"], "bg_color": "#9DC3E6"},
    "heat 3": {**STYLES["count"], "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
}
"""Styles beside those of `cells`; ink on every ground has a contrast of 4.5:1 or more (WCAG 2.1, 1.4.3)."""

Styles = Mapping[str, "Format"]
Plain = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Cell:
    """A value that is not only shown: with a style of its own, as a link, or counted by a formula."""

    value: Plain
    style: str = ""
    address: str = ""
    formula: str = ""


@dataclass(frozen=True)
class Column:
    """One column; `choices` are what may be chosen in its cells."""

    heading: str
    width: float
    style: str = "text"
    choices: tuple[str, ...] = ()
    header: str = "header"

    @property
    def is_input(self) -> bool:
        return self.style.startswith("input")


@dataclass(frozen=True)
class Page:
    """One sheet: its name, title, what it holds (read aloud for the table), notes, and the one table below them."""

    name: str
    title: str
    contents: str
    notes: tuple[str, ...]
    table: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Plain | Cell]]
    nothing: str
    frozen: int = 0

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(column.width for column in self.columns)

    @property
    def lines(self) -> tuple[str, ...]:
        return fit_notes(self.notes, self.widths)

    @property
    def top(self) -> int:
        """The row of the header, from 0: below the title, the notes and the link back."""
        return len(self.lines) + 2

    @property
    def first(self) -> int:
        """The number Excel gives the first row of the table, below its header."""
        return self.top + 2


def write_page(book: Workbook, styles: Styles, report: Report, page: Page) -> Worksheet:
    """Write a sheet; `styles` has those of `cells.STYLES` and of BOOK_STYLES."""
    words = read_words(report.language)
    sheet = book.add_worksheet(page.name)
    _set_up_print(sheet, words, report, page)
    for number, column in enumerate(page.columns):
        sheet.set_column(number, number, column.width)
    put(words, sheet, 0, 0, page.title, styles["title"])
    for row, line in enumerate(page.lines, start=1):
        put(words, sheet, row, 0, line, styles["note"])
    put_link(sheet, page.top - 1, 0, find_address(words.sheets["front"]), words.to_front, styles["link"])
    for row, values in enumerate(page.rows, start=page.top + 1):
        _write_row(words, sheet, styles, page, row, values)
    if not page.rows:
        put(words, sheet, page.top + 1, 0, page.nothing, styles["note"])
    _add_table(sheet, styles, page)
    _add_checks(sheet, words, page)
    return sheet


def fit_notes(notes: Sequence[str], widths: Sequence[float]) -> tuple[str, ...]:
    """The notes as lines no wider than the table, broken between sentences: such a cell does not wrap."""
    room = LETTERS * sum(widths)
    lines: list[str] = []
    for note in notes:
        line = ""
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ«])", note):
            if line and len(line) + 1 + len(sentence) > room:
                lines.append(line)
                line = sentence
            else:
                line = f"{line} {sentence}".strip()
        lines.append(line)
    return tuple(lines)


def lay_out_paper(sheet: Worksheet, words: Words, title: str, name: str) -> None:
    """A4 on its side, one page wide, with the report's title, the sheet's name and the page number below."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    left, middle = (text.replace("&", "&&") for text in (title[:100], name))
    sheet.set_footer(f"&L{left}&C{middle}&R{words.page_footer}")


def _set_up_print(sheet: Worksheet, words: Words, report: Report, page: Page) -> None:
    """A4 on its side, one page wide, the header on every page, and nothing below that is not in a cell too."""
    lay_out_paper(sheet, words, report.title, page.name)
    sheet.freeze_panes(page.top + 1, page.frozen)
    sheet.repeat_rows(page.top)
    sheet.print_area(0, 0, page.top + max(1, len(page.rows)), len(page.columns) - 1)


def _write_row(
    words: Words, sheet: Worksheet, styles: Styles, page: Page, row: int, values: Sequence[Plain | Cell]
) -> None:
    cells = [value if isinstance(value, Cell) else Cell(value) for value in values]
    for number, (cell, column) in enumerate(zip(cells, page.columns, strict=True)):
        style = styles[cell.style or ("cell link" if cell.address else column.style)]
        if cell.address:
            put_link(sheet, row, number, cell.address, str(cell.value), style)
        elif cell.formula:
            sheet.write_formula(row, number, cell.formula, style, cell.value)
        elif isinstance(cell.value, datetime.date):
            sheet.write_datetime(row, number, cell.value, style)
        else:
            put(words, sheet, row, number, cell.value, style)
    sheet.set_row(row, measure_height([cell.value for cell in cells], page.widths))


def _add_table(sheet: Worksheet, styles: Styles, page: Page) -> None:
    columns = [{"header": column.heading, "header_format": styles[column.header]} for column in page.columns]
    is_tall = any(column.header == "tall header" for column in page.columns)
    level = [(column.heading, column.width) for column in page.columns if column.header != "tall header"]
    height = measure_header([heading for heading, _ in level], [width for _, width in level])
    longest = max((len(column.heading) for column in page.columns), default=0)
    sheet.set_row(page.top, max(height, 5.2 * longest + 26) if is_tall else height)
    about = {"name": page.table, "style": TABLE_STYLE, "description": page.contents, "columns": columns}
    sheet.add_table(page.top, 0, page.top + max(1, len(page.rows)), len(columns) - 1, about)


def _add_checks(sheet: Worksheet, words: Words, page: Page) -> None:
    """What may be typed: one of the choices, a day, a whole number from 0 to 5. An empty cell is always right."""
    for number, rule in enumerate(_list_checks(words, page.columns)):
        if rule and page.rows:
            sheet.data_validation(page.top + 1, number, page.top + len(page.rows), number, rule)


def _list_checks(words: Words, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    for column in columns:
        if column.choices:
            yield list_choices(words, column.choices)
        elif column.style == "input date":
            fault = {"error_title": words.book_error, "error_message": words.book_date_error}
            yield {"validate": "date", "criteria": ">=", "value": FIRST_DAY, **fault}
        elif column.style == "input score":
            fault = {"error_title": words.book_error, "error_message": words.book_score_error}
            yield {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 5, **fault}
        else:
            yield {}


def list_choices(words: Words, choices: Sequence[str]) -> dict[str, Any]:
    """The rule of a cell with a list to choose from."""
    told = words.book_choice_error.format(choices=", ".join(f"«{choice}»" for choice in choices))
    return {"validate": "list", "source": list(choices), "error_title": words.book_error, "error_message": told}


def show_date(text: str, style: str = "date") -> Cell | None:
    """An ISO date as a date; what is written in another way stays as it is written, and "" is an empty cell."""
    try:
        return Cell(datetime.date.fromisoformat(text), style)
    except ValueError:
        return Cell(text) if text else None
