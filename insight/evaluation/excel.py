"""An evaluation as an Excel workbook: one sheet a table, the front first."""

from __future__ import annotations

import datetime
import math
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from insight.errors import InsightError
from insight.evaluation.shapes import Evaluation, Section
from insight.evaluation.show import WIDTH
from insight.look import INK, PALE

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FRONT = "Evaluering"
WIDEST, LONGEST = 90, 32_000
"""Units of column width, and the signs a cell has room for (Excel: 32,767)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids in a text."""
_CELL = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": PALE}
_HEADER = {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": INK},
    "line": {"font_color": "#404040"},
    "section": {"bold": True, "font_color": INK, "valign": "top"},
    "note": {"font_color": "#404040", "text_wrap": True, "valign": "top"},
    "header": _HEADER,
    "number header": {**_HEADER, "align": "right"},
    "text": _CELL,
    "number": {**_CELL, "num_format": "#,##0"},
    "decimal": {**_CELL, "num_format": "0.00"},
}


def write_evaluation(evaluation: Evaluation, path: str | Path) -> Path:
    """Write every table to `path`; the same evaluation gives the same bytes. Raises InsightError.

    What people wrote stays text, never a formula or a link.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    path = Path(path)
    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**plain_text, "in_memory": True})
    book.set_properties({"title": FRONT, "created": datetime.datetime(2000, 1, 1)})
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    _write_front(book, styles, evaluation)
    taken = {FRONT.casefold()}
    for section in evaluation.sections:
        _write_section(book, styles, section, _name_sheet(section.title, taken))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.close()
    except (FileCreateError, OSError) as error:
        raise InsightError(f"{path}: kan ikke skrives. Lukk filen om den er åpen i Excel, og prøv igjen.") from error
    return path


def _write_front(book: Workbook, styles: dict[str, Any], evaluation: Evaluation) -> None:
    page = book.add_worksheet(FRONT)
    page.hide_gridlines(2)
    page.set_column(0, 0, WIDEST)
    rows = [
        ("title", FRONT),
        ("note", evaluation.heading),
        ("note", f"Filens SHA-256: {evaluation.sha256}"),
        ("note", ""),
    ]
    for title, lines in evaluation.lists.items():
        rows += [("section", title), *(("note", line) for line in lines), ("note", "")]
    for row, (style, text) in enumerate(rows):
        page.write_string(row, 0, _clean(text), styles[style])


def _write_section(book: Workbook, styles: dict[str, Any], section: Section, name: str) -> None:
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.write_string(0, 0, _clean(section.title), styles["title"])
    lines = textwrap.wrap(section.note, WIDTH)
    for row, line in enumerate(lines, start=1):
        page.write_string(row, 0, _clean(line), styles["line"])
    top = len(lines) + 2
    for place, heading in enumerate(section.table.columns):
        is_number = pd.api.types.is_numeric_dtype(section.table[heading])
        page.write_string(top, place, _clean(str(heading)), styles["number header" if is_number else "header"])
        page.set_column(place, place, _measure(section.table[heading], str(heading)))
        for row, value in enumerate(section.table[heading], start=top + 1):
            _put(page, row, place, value, styles)
    page.freeze_panes(top + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _put(page: Any, row: int, place: int, value: object, styles: dict[str, Any]) -> None:
    if isinstance(value, float):
        write = page.write_blank if math.isnan(value) else page.write_number
        write(row, place, None if math.isnan(value) else value, styles["decimal"])
    elif isinstance(value, str):
        page.write_string(row, place, _clean(value), styles["text"])
    else:
        page.write_number(row, place, int(value), styles["number"])  # type: ignore[call-overload]


def _measure(values: pd.Series, heading: str) -> float:
    longest = max(map(len, values), default=0) if not pd.api.types.is_numeric_dtype(values) else 10
    return min(WIDEST, max(longest, len(heading)) + 3)


def _name_sheet(title: str, taken: set[str]) -> str:
    """A name Excel takes: 31 signs, none of []:*?/\\, and no two alike."""
    plain = _clean(re.sub(r"[\[\]:*?/\\]", " ", title)).strip(" '")[:31] or "Tabell"
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain[:27]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:LONGEST]
