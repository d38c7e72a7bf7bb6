"""Cells of the workbook: their styles, how tall a row must be, and text that stays text."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from insight.look import INK, LINK, PALE
from insight.report.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Plain = str | int | float | datetime.date | None

MAX_CHARACTERS = 32_767
"""Characters in a cell; Excel cuts what is longer without a word."""
LINE, TALLEST = 15, 400
"""Points: of a line of text, and of the tallest row (Excel allows 409)."""
LETTERS = 1.2
"""Letters to a unit of column width; the unit is a digit, and most letters are narrower."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids in a text."""
DAY = "dd.mm.yyyy"
PAPER, FRAME = "#FFF2CC", "#7F6000"
"""The ground and the frame of a cell to fill in: told by the frame and in words too, never by colour alone."""

_TEXT = {"text_wrap": True, "valign": "top"}
_CELL = {**_TEXT, "bottom": 1, "bottom_color": PALE}
_HEADER = {"text_wrap": True, "valign": "top", "bold": True, "font_color": "#FFFFFF", "bg_color": INK}
_NUMBER = {**_CELL, "text_wrap": False, "align": "right"}


def _stand_in(number: str) -> str:
    """The format of a number that ends where its heading does, three digits in; so does the sign of a hidden one."""
    return ";".join(f"{part}_0_0_0" for part in (number, f"-{number}", number, "@"))


_COUNT = {**_CELL, "align": "center", "num_format": '#,##0;-#,##0;"-"'}  # Statistics Norway's sign for zero
_LINK = {"font_color": LINK, "underline": 1}
_INPUT = {**_CELL, "bg_color": PAPER, "border": 1, "border_color": FRAME, "bottom_color": FRAME}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": INK},
    "note": {"font_color": "#404040"},
    "section": {**_TEXT, "bold": True, "font_color": INK},
    "paragraph": _TEXT,
    "link": {**_LINK, "valign": "top"},
    "header": _HEADER,
    "number header": {**_HEADER, "align": "right", "indent": 2},  # room for the button of the filter
    "count header": {**_HEADER, "align": "center"},
    "tall header": {**_HEADER, "rotation": 90, "align": "center"},
    "text": _CELL,
    "cell link": {**_CELL, **_LINK},
    "number": {**_NUMBER, "num_format": _stand_in("#,##0")},
    "number link": {**_NUMBER, **_LINK, "indent": 2, "num_format": "#,##0"},
    "count": _COUNT,
    "decimal": {**_NUMBER, "num_format": _stand_in("0.00")},
    "share": {**_NUMBER, "num_format": _stand_in("0\u00a0%")},
    "fact": {**_CELL, "align": "left"},
    "fact link": {**_CELL, **_LINK, "align": "left"},
    "date": {**_CELL, "num_format": DAY, "align": "left"},
    "zero or one": {**_CELL, "align": "center", "text_wrap": False, "num_format": "0"},
    "input": _INPUT,
    "input date": {**_INPUT, "num_format": DAY},
    "input score": {**_INPUT, "align": "center", "num_format": "0"},
    "heat 1": {**_COUNT, "bg_color": "#DEEBF7"},
    "heat 2": {**_COUNT, "bg_color": "#9DC3E6"},
    "heat 3": {**_COUNT, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
}
"""Ink on every ground has a contrast of 4.5:1 or more (WCAG 2.1, 1.4.3)."""

BUTTON, BOLD = 3, 0.9
"""Units of width the button of the filter takes from a heading, and how much less of a bold text there is room for."""


def measure_height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Points enough for the longest text when wrapped; not every program finds the height itself."""
    most = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str) and (len(value) > LETTERS * width or "\n" in value):
            most = max(most, _count_lines(value, int(LETTERS * width)))
    return min(TALLEST, LINE * most + 3)


def _count_lines(text: str, room: int) -> int:
    return sum(1 if len(line) <= room else len(textwrap.wrap(line, room)) for line in text.split("\n"))


def measure_header(headings: Sequence[str], widths: Sequence[float]) -> float:
    """The same for a row of headings, which are bold and share their cell with the button of the filter."""
    return measure_height(headings, [BOLD * (width - BUTTON) for width in widths]) + 4


def put(words: Words, page: Worksheet, row: int, column: int, value: Plain, style: Format) -> None:
    """Write a value; what people wrote is text, whatever it looks like."""
    if isinstance(value, str):
        text = cut_cell(words, CONTROL.sub("", value))
        page.write_string(row, column, text, style) if text else page.write_blank(row, column, None, style)
    elif value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, datetime.date):
        page.write_datetime(row, column, value, style)
    else:
        page.write_number(row, column, value, style)


def put_link(page: Worksheet, row: int, column: int, address: str, value: str | int, style: Format) -> None:
    """Write a text or a number that leads to an address; the number is still a number."""
    page.write_url(row, column, address, style, str(value))
    if not isinstance(value, str):
        page.write_number(row, column, value, style)


def find_address(sheet_name: str, row: int = 0, last: int = 0) -> str:
    """The link to a row of a sheet, from 0; or to several of them, which it selects."""
    return f"internal:'{sheet_name}'!A{row + 1}" + (f":A{last + 1}" if last > row else "")


def cut_cell(words: Words, text: str) -> str:
    """The text as it fits in a cell, saying so when it is cut."""
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: MAX_CHARACTERS - len(words.cut_cell)] + words.cut_cell
