"""What may be typed in the cells to fill in: one of the choices, a day, or a whole number from 0 to 5."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from insight.report.words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from insight.report.book.page import Column, Page

FIRST_DAY = datetime.date(2000, 1, 1)
"""Days before this one are mistyped."""


def add_checks(words: Words, sheet: Worksheet, page: Page) -> None:
    """The rule of each column to fill in. An empty cell is always right."""
    for number, column in enumerate(page.columns):
        rule = _find_rule(words, column)
        if rule and page.rows:
            sheet.data_validation(page.top + 1, number, page.bottom, number, rule)


def _find_rule(words: Words, column: Column) -> dict[str, Any]:
    if column.choices:
        return list_choices(words, column.choices)
    if column.style == "input date":
        fault = {"error_title": words.book_error, "error_message": words.book_date_error}
        return {"validate": "date", "criteria": ">=", "value": FIRST_DAY, **fault}
    if column.style == "input score":
        fault = {"error_title": words.book_error, "error_message": words.book_score_error}
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 5, **fault}
    return {}


def list_choices(words: Words, choices: Sequence[str]) -> dict[str, Any]:
    """The rule of a cell with a list to choose from."""
    told = words.book_choice_error.format(choices=", ".join(f"«{choice}»" for choice in choices))
    return {"validate": "list", "source": list(choices), "error_title": words.book_error, "error_message": told}
