"""Microsoft Forms: one row a response, question texts for headers, in the language of whoever fetched the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from insight.innspill.codebook import JOINT, Codebook
from insight.innspill.formats import Format, read_headers, unfold_plain
from insight.innspill.roles import asks_group
from insight.innspill.sheets import Cell, Grid, Record, Sheet, is_blank
from insight.tables import GROUPS

_STARTED = ("starttidspunkt", "start time")
_ANSWERED = ("fullføringstidspunkt", "completion time")
_MODIFIED = ("tidspunkt for siste endring", "tidspunkt for siste endring av svar", "last modified time")


def _fits(records: Sequence[Record]) -> bool:
    headers = set(read_headers(records))
    return bool(headers & set(_STARTED)) and bool(headers & set(_ANSWERED))


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """Columns of several choices, which all end with a semicolon or are lists in JSON, become «A; B»."""
    sheet = unfold_plain(grid, codebook)
    lists = {place for place in range(len(sheet.headers)) if _are_lists(sheet.column(place))} if sheet else set()
    if sheet is None or not lists:
        return sheet
    headers = [header.casefold() for header in sheet.headers]
    rows = tuple((row, _join_lists(cells, lists)) for row, cells in sheet.rows)
    closed = {place: "flervalg" for place in lists if not any(asks_group(role, headers[place]) for role in GROUPS)}
    return replace(sheet, rows=rows, told={**sheet.told, **closed})


def _are_lists(cells: Sequence[Cell]) -> bool:
    filled = (cell for cell in cells if not is_blank(cell))
    return any(not is_blank(cell) for cell in cells) and all(_read_list(cell) is not None for cell in filled)


def _join_lists(cells: Sequence[Cell], places: Iterable[int]) -> tuple[Cell, ...]:
    joined = list(cells)
    for place in places:
        joined[place] = JOINT.join(_read_list(cells[place]) or ())
    return tuple(joined)


def _read_list(cell: Cell) -> list[str] | None:
    """The choices in "A;B;" (Forms) or ["A","B"] (Power Automate); None for anything else."""
    text = cell.strip() if isinstance(cell, str) else ""
    if text.endswith(";"):
        return [part.strip() for part in text.split(";") if part.strip()]
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        choices = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return choices if all(isinstance(choice, str) for choice in choices) else None


MICROSOFT_FORMS = Format(
    "Microsoft Forms",
    fits=_fits,
    unfold=_unfold,
    id=("id",),
    started=_STARTED,
    answered=_ANSWERED,
    dates="måned først",  # 8/20/25 12:51:45, in the csv made of it
    modified=_MODIFIED,
    ours=re.compile(
        "|".join(_MODIFIED) + r"|total points|quiz feedback|totalt antall poeng|"
        r"tilbakemelding på test|(?:points|feedback|poeng|tilbakemelding) [-–] .*"
    ),
)
