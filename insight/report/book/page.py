"""A sheet of the workbook as public workbooks should be: a title in A1, its notes, a link back, and one table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from insight.report.book.cells import (
    LETTERS,
    Plain,
    find_address,
    measure_header,
    measure_height,
    put,
    put_link,
)
from insight.report.book.checks import add_checks, list_choices
from insight.report.shapes import Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""Excel's number for the paper."""
TABLE_STYLE = "Table Style Light 1"
MAX_LINKS = 65_000
"""Links on a sheet; Excel opens no more than 65,530. What comes after is text."""
GAP = 6
"""Points between two sections."""
_HEADERS = {
    **dict.fromkeys(("number", "decimal", "share"), "number header"),
    **dict.fromkeys(("count", "input score"), "count header"),
    "zero or one": "tall header",
}
_LINKED = {"number": "number link", "fact": "fact link"}

Styles = Mapping[str, "Format"]
Place = tuple[str, str]
"""What a link leads to: the kind («voice», «counted», «need», «card», «solutions») and the number it has."""
Places = Mapping[Place, str]
"""Where each place is, as `cells.find_address` says it."""
NOWHERE: Places = MappingProxyType({})


@dataclass(frozen=True)
class Cell:
    """A value that is not only shown: styled on its own, a link to a place, counted by a formula, or to be chosen."""

    value: Plain
    style: str = ""
    link: Place | None = None
    formula: str = ""
    choices: tuple[str, ...] = ()


Row = Sequence[Plain | Cell]


@dataclass(frozen=True)
class Column:
    """One column; `choices` are what may be chosen in its cells."""

    heading: str
    width: float
    style: str = "text"
    choices: tuple[str, ...] = ()

    @property
    def is_input(self) -> bool:
        return self.style.startswith("input")

    @property
    def header(self) -> str:
        return _HEADERS.get(self.style, "header")


@dataclass(frozen=True)
class Page:
    """One sheet: its name, title, what it holds (read aloud for the table), notes, and the one table below them.

    `frozen` columns stand still. `places` are what links lead to: the first and the last of their rows, from 0.
    `above` has sections between the notes and the table, as `write_pairs` takes them.
    """

    name: str
    title: str
    contents: str
    notes: tuple[str, ...]
    table: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    nothing: str
    frozen: int = 0
    places: Mapping[Place, tuple[int, int]] = field(default_factory=dict)
    above: tuple[tuple[str, str], ...] = ()

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(column.width for column in self.columns)

    @property
    def lines(self) -> tuple[str, ...]:
        return fit_notes(self.notes, self.widths)

    @property
    def top(self) -> int:
        """The row of the header, from 0: below the title, the notes, the link back and the sections."""
        return len(self.lines) + 2 + len(self.above)

    @property
    def first(self) -> int:
        """The number Excel gives the first row of the table, below its header."""
        return self.top + 2

    @property
    def bottom(self) -> int:
        """The last row of the table, from 0: a table has one row at least."""
        return self.top + max(1, len(self.rows))


def find_places(pages: Iterable[Page]) -> dict[Place, str]:
    """The address of each place on the pages; a row there was no room for has none."""
    return {
        place: find_address(page.name, page.top + 1 + first, page.top + 1 + min(last, len(page.rows) - 1))
        for page in pages
        for place, (first, last) in page.places.items()
        if first < len(page.rows)
    }


def find_spans(kind: str, numbers: Iterable[str]) -> dict[Place, tuple[int, int]]:
    """The first rows in a run that have a number, for each number there is; "" is none."""
    spans: dict[Place, tuple[int, int]] = {}
    for number, rows in groupby(enumerate(numbers), key=lambda row: row[1]):
        at = [row for row, _ in rows]
        if number:
            spans.setdefault((kind, number), (at[0], at[-1]))
    return spans


def list_values(row: Row) -> list[Plain]:
    """What the row shows."""
    return [value.value if isinstance(value, Cell) else value for value in row]


# --- writing -----------------------------------------------------------------------------------------


def write_page(book: Workbook, styles: Styles, report: Report, page: Page, places: Places = NOWHERE) -> Worksheet:
    """Write a sheet; `styles` has those of `cells.STYLES`. A link to what is in none of `places` is text."""
    words = read_words(report.language)
    sheet = book.add_worksheet(page.name)
    _set_up_print(sheet, words, report, page)
    for number, column in enumerate(page.columns):
        sheet.set_column(number, number, column.width)
    put(words, sheet, 0, 0, page.title, styles["title"])
    for row, line in enumerate(page.lines, start=1):
        put(words, sheet, row, 0, line, styles["note"])
    back = len(page.lines) + 1
    put_link(sheet, back, 0, find_address(words.sheets["front"]), words.to_front, styles["link"])
    write_pairs(words, sheet, styles, back + 1, page.above, page.widths)
    _write_rows(words, sheet, styles, page, places)
    if not page.rows:
        put(words, sheet, page.top + 1, 0, page.nothing, styles["note"])
    _add_table(sheet, styles, page)
    add_checks(words, sheet, page)
    return sheet


def write_pairs(
    words: Words,
    sheet: Worksheet,
    styles: Styles,
    first: int,
    pairs: Iterable[tuple[str, str]],
    widths: Sequence[float],
) -> None:
    """A label in the first column and a text in the second, row by row from `first`; two empty ones are a gap."""
    for row, pair in enumerate(pairs, start=first):
        for column, (text, style) in enumerate(zip(pair, ("section", "paragraph"), strict=True)):
            if text:
                put(words, sheet, row, column, text, styles[style])
        sheet.set_row(row, measure_height(pair, widths) if any(pair) else GAP)


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
    if not page.above:
        sheet.freeze_panes(page.top + 1, page.frozen)
    sheet.repeat_rows(page.top)
    sheet.print_area(0, 0, page.bottom, len(page.columns) - 1)


def _write_rows(words: Words, sheet: Worksheet, styles: Styles, page: Page, places: Places) -> None:
    plain = [(styles[column.style], column) for column in page.columns]
    widths, n_links = page.widths, 0
    for row, values in enumerate(page.rows, start=page.top + 1):
        for number, (value, (style, column)) in enumerate(zip(values, plain, strict=True)):
            if isinstance(value, Cell):
                address = places.get(value.link, "") if value.link and n_links < MAX_LINKS else ""
                n_links += bool(address)
                _write_cell(words, sheet, styles, (row, number), value, column, address)
            else:
                put(words, sheet, row, number, value, style)
        sheet.set_row(row, measure_height(list_values(values), widths))


def _write_cell(
    words: Words,
    sheet: Worksheet,
    styles: Styles,
    at: tuple[int, int],
    cell: Cell,
    column: Column,
    address: str,
) -> None:
    linked = _LINKED.get(column.style, "cell link") if address else column.style
    style = styles[cell.style or linked]
    if address and isinstance(cell.value, str | int):
        put_link(sheet, *at, address, cell.value, style)
    elif cell.formula:
        sheet.write_formula(*at, cell.formula, style, cell.value)
    else:
        put(words, sheet, *at, cell.value, style)
    if cell.choices:
        sheet.data_validation(*at, *at, list_choices(words, cell.choices))


def _add_table(sheet: Worksheet, styles: Styles, page: Page) -> None:
    columns = [{"header": column.heading, "header_format": styles[column.header]} for column in page.columns]
    is_tall = any(column.header == "tall header" for column in page.columns)
    level = [(column.heading, column.width) for column in page.columns if column.header != "tall header"]
    height = measure_header([heading for heading, _ in level], [width for _, width in level])
    longest = max((len(column.heading) for column in page.columns), default=0)
    sheet.set_row(page.top, max(height, 5.2 * longest + 26) if is_tall else height)
    about = {"name": page.table, "style": TABLE_STYLE, "description": page.contents, "columns": columns}
    sheet.add_table(page.top, 0, page.bottom, len(columns) - 1, about)


def show_date(text: str, style: str = "date") -> Cell | None:
    """An ISO date as a date; what is written in another way stays as it is written, and "" is an empty cell."""
    try:
        return Cell(datetime.date.fromisoformat(text), style)
    except ValueError:
        return Cell(text) if text else None
