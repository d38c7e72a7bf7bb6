"""Cells of the workbook: their styles, how tall a row must be, and text that stays text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from insight.look import INK, LINK, PALE
from insight.report.book.overflow import cut_cell
from insight.report.book.sheets import Value
from insight.report.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LINE, TALLEST = 15, 400
"""Points: of a line of text, and of the tallest row (Excel allows 409)."""
LETTERS = 1.2
"""Letters to a unit of column width; the unit is a digit, and most letters are narrower."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids in a text."""

_TEXT = {"text_wrap": True, "valign": "top"}
_CELL = {**_TEXT, "bottom": 1, "bottom_color": PALE}
_HEADER = {"text_wrap": True, "valign": "vcenter", "bold": True, "font_color": "#FFFFFF", "bg_color": INK}
_NUMBER = {**_CELL, "text_wrap": False, "align": "right", "indent": 1}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": INK},
    "note": {"font_color": "#404040"},
    "section": {**_TEXT, "bold": True, "font_color": INK},
    "paragraph": _TEXT,
    "link": {"font_color": LINK, "underline": 1, "valign": "top"},
    "header": _HEADER,
    "number header": {**_HEADER, "align": "right", "indent": 2},  # room for the filter's button
    "count header": {**_HEADER, "align": "center"},
    "text": _CELL,
    "cell link": {**_CELL, "font_color": LINK, "underline": 1},
    "number": {**_NUMBER, "num_format": "#,##0"},
    "count": {**_CELL, "align": "center", "num_format": '#,##0;-#,##0;"-"'},  # Statistics Norway's sign for zero
    "decimal": {**_NUMBER, "num_format": "0.00"},
    "share": {**_NUMBER, "num_format": "0\u00a0%"},
}


HEADER_ROOM = 0.8
"""The share of a cell's width that a bold heading has to itself, beside the button of the filter."""


def measure_height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Points enough for the longest text when wrapped; not every program finds the height itself."""
    lines = [
        sum(len(textwrap.wrap(line, int(LETTERS * width))) or 1 for line in value.split("\n"))
        for value, width in zip(values, widths, strict=False)
        if isinstance(value, str)
    ]
    return min(TALLEST, LINE * max(lines, default=1) + 3)


def measure_header(headings: Sequence[str], widths: Sequence[float]) -> float:
    """The same for a row of headings, which are bold and share their cell with the button of the filter."""
    return measure_height(headings, [HEADER_ROOM * width for width in widths]) + 4


def put(words: Words, page: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a value; what people wrote is text, whatever it looks like."""
    if isinstance(value, str):
        text = cut_cell(words, CONTROL.sub("", value))
        page.write_string(row, column, text, style) if text else page.write_blank(row, column, None, style)
    elif value is None:
        page.write_blank(row, column, None, style)
    else:
        page.write_number(row, column, value, style)


def put_link(page: Worksheet, row: int, column: int, address: str, text: str, style: Format) -> None:
    page.write_url(row, column, address, style, text)


def find_address(sheet_name: str, row: int = 0) -> str:
    """The link to a row of a sheet."""
    return f"internal:'{sheet_name}'!A{row + 1}"
