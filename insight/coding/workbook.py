"""The workbook of statements to label: instructions first, then one table with lists to choose from."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from insight.coding import guide
from insight.errors import InsightError
from insight.look import INK, PALE
from insight.tables import KINDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

LONGEST = 2_000
"""Signs of a statement that is asked about; a longer one is no single statement."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What XML 1.0 forbids in a text, what no program shows, and what some read as a sign written out (ECMA-376)."""
_WIDTHS = {
    guide.NUMBER: 18,
    guide.QUESTION: 30,
    guide.STATEMENT: 70,
    guide.FIRST: 13,
    guide.SECOND: 13,
    guide.SETTLED: 13,
}
_FRONT_WIDTHS = (24, 60, 50)
_TEXT = {"text_wrap": True, "valign": "top"}
_CELL = {**_TEXT, "bottom": 1, "bottom_color": PALE}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": INK},
    "paragraph": _TEXT,
    "section": {**_TEXT, "bold": True, "font_color": INK},
    "header": {"text_wrap": True, "valign": "vcenter", "bold": True, "font_color": "#FFFFFF", "bg_color": INK},
    "text": _CELL,
    "field": {"bottom": 1, "left": 1, "right": 1, "top": 1},
}


class Asked(NamedTuple):
    """One statement to label: its number (behov_id), the question it answers, and its words, masked."""

    behov_id: str
    question: str
    quote: str


def write_coding(asked: Sequence[Asked], path: Path) -> None:
    """Write `path`; the same statements give the same bytes. What people wrote stays text, never formula or link.

    Raises InsightError when the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**plain_text, "in_memory": True})
    book.set_properties({"title": guide.TITLE, "created": datetime.datetime(2000, 1, 1)})
    styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}
    _write_front(book, styles)
    _write_statements(book, styles, asked)
    try:
        book.close()
    except (FileCreateError, OSError) as error:
        raise InsightError(f"{path}: kan ikke skrives. Velg en annen fil med --ut.") from error


def _write_front(book: Workbook, styles: Mapping[str, Format]) -> None:
    page = book.add_worksheet(guide.FRONT)
    _set_page(page)
    for column, width in enumerate(_FRONT_WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, guide.TITLE, styles["title"])
    row = 2
    for line in guide.INTRODUCTION:
        row = _write_line(page, row, line, styles["paragraph"])
    for label in guide.NAMES.values():
        page.write_string(row, 0, label, styles["section"])
        page.write_blank(row, 1, None, styles["field"])
        row += 1
    row = _write_line(page, row + 1, guide.ORDER, styles["section"])
    for cells in (("Slag", "Prøve", "Eksempel"), *guide.KINDS_IN_SHORT):
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, styles["section" if cells[0] == "Slag" or not column else "text"])
        page.set_row(row, _measure_height(cells, _FRONT_WIDTHS))
        row += 1
    row += 1
    for line in guide.RULES:
        row = _write_line(page, row, line, styles["paragraph"])


def _write_line(page: Any, row: int, line: str, style: Format) -> int:
    page.merge_range(row, 0, row, len(_FRONT_WIDTHS) - 1, "", style)
    page.write_string(row, 0, line, style)
    page.set_row(row, _measure_height([line], [sum(_FRONT_WIDTHS)]) + 4)
    return row + 1


def _set_page(page: Any) -> None:
    """A4 on its side, one page wide."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write_statements(book: Workbook, styles: Mapping[str, Format], asked: Sequence[Asked]) -> None:
    page = book.add_worksheet(guide.SHEET)
    _set_page(page)
    page.repeat_rows(0)
    widths = list(_WIDTHS.values())
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for row, each in enumerate(asked, start=1):
        cells = [clean_text(cell)[:LONGEST] for cell in each]
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, styles["text"])
        for column in range(len(cells), len(widths)):
            page.write_blank(row, column, None, styles["text"])
        page.set_row(row, _measure_height(cells, widths))
    last = max(1, len(asked))
    columns = [{"header": name, "header_format": styles["header"]} for name in _WIDTHS]
    about = {"name": "tblUtsagn", "style": "Table Style Light 1", "description": guide.TITLE}
    page.add_table(0, 0, last, len(columns) - 1, {**about, "columns": columns})
    page.data_validation(1, len(Asked._fields), last, len(widths) - 1, _choices())
    page.freeze_panes(1, 0)


def _choices() -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(KINDS),
        "error_title": "Ukjent slag",
        "error_message": f"Velg {', '.join(KINDS[:-1])} eller {KINDS[-1]}.",
    }


def clean_text(text: str) -> str:
    """The text without signs that a workbook cannot hold."""
    return _CONTROL.sub("", text)


def _measure_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """Points enough for the longest text when wrapped: not every program finds the height itself; Excel allows 409."""
    lines = [
        sum(len(textwrap.wrap(line, int(1.2 * width))) or 1 for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=False)
    ]
    return min(400, 15 * max(lines, default=1) + 3)
