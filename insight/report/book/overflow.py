"""What a worksheet has no room for, and the file beside it that has everything."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from insight.report.book.cells import MAX_CHARACTERS, Plain
from insight.report.book.page import Page, list_values
from insight.report.counts.sentences import too_much_for_excel
from insight.report.words import Words

MAX_ROWS = 1_048_576 - 20
"""A worksheet has 1,048,576 rows; the title, the notes and the header need theirs."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def overflows(page: Page, max_rows: int = MAX_ROWS) -> bool:
    """Whether some row, or the end of some text, has no room in a worksheet."""
    return len(page.rows) > max_rows or any(
        isinstance(value, str) and len(value) > MAX_CHARACTERS for row in page.rows for value in list_values(row)
    )


def fit_page(words: Words, page: Page, file_name: str, max_rows: int = MAX_ROWS) -> Page:
    """The rows there is room for, with a note first that tells where the rest is."""
    left_out = max(0, len(page.rows) - max_rows)
    note = too_much_for_excel(words, left_out, file_name)
    return replace(page, rows=page.rows[:max_rows], notes=(note, *page.notes))


def write_csv(page: Page, path: Path) -> None:
    """Every row in whole: semicolons and UTF-8 with a mark, as a Norwegian Excel opens it.

    A text that begins like a formula gets an apostrophe in front, so that no program runs what a
    respondent wrote (OWASP, CSV injection).
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow([column.heading for column in page.columns])
        rows.writerows([_disarm(value) for value in list_values(row)] for row in page.rows)


def _disarm(value: Plain) -> Plain:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
