"""What a worksheet has no room for, and the file beside it that has everything."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from insight.report.book.sheets import Sheet
from insight.report.counts.sentences import too_much_for_excel
from insight.report.words import Words

MAX_ROWS = 1_048_576 - 20
"""A worksheet has 1,048,576 rows; the title, the notes and the header need theirs."""
MAX_CHARACTERS = 32_767
"""Characters in a cell; Excel cuts what is longer without a word."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def overflows(sheet: Sheet, max_rows: int = MAX_ROWS) -> bool:
    """Whether some row, or the end of some text, has no room in a worksheet."""
    return len(sheet.rows) > max_rows or any(
        len(str(field.value(row))) > MAX_CHARACTERS for row in sheet.rows for field in sheet.fields
    )


def fit_sheet(sheet: Sheet, file_name: str, max_rows: int = MAX_ROWS) -> Sheet:
    """The rows there is room for, with a note first that tells where the rest is."""
    left_out = max(0, len(sheet.rows) - max_rows)
    note = too_much_for_excel(sheet.words, left_out, file_name)
    return replace(sheet, rows=sheet.rows[:max_rows], notes=(note, *sheet.notes))


def cut_cell(words: Words, text: str) -> str:
    """The text as it fits in a cell, saying so when it is cut."""
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: MAX_CHARACTERS - len(words.cut_cell)] + words.cut_cell


def write_csv(sheet: Sheet, path: Path) -> None:
    """Every row in whole: semicolons and UTF-8 with a mark, as a Norwegian Excel opens it.

    A text that begins like a formula gets an apostrophe in front, so that no program runs what a
    respondent wrote (OWASP, CSV injection).
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(sheet.headings)
        rows.writerows([_disarm(field.value(row)) for field in sheet.fields] for row in sheet.rows)


def _disarm(value: str | int | float | None) -> str | int | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
