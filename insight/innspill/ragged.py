"""Rows of a text file that are not as wide as the headers: which can be mended with certainty, and which cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from insight.innspill.sheets import Record

MIN_ROWS = 3
MIN_ALIKE = 0.95
MAX_LINES = 50
"""An answer that was parted has no more lines than this; more is another text after the table."""
_ROW_BEGUN = re.compile(r"\d+([;,\t|])\S")
"""A number and a delimiter with no blank after it, which hardly any line of an answer begins with."""
_NUMBER = re.compile(r"\d[\d.,:/ T+-]*|(?=\S*\d)[\w-]{6,}")
"""What a row begins with where the first column is a number, a time or a response's code."""


class Aligned(NamedTuple):
    """Records as wide as the headers (the first), and the numbers of rows that were mended or could not be."""

    records: Sequence[Record]
    padded: tuple[int, ...]
    joined: tuple[int, ...]
    unread: tuple[int, ...]
    misfits: tuple[int, ...]


def fits(cells: Sequence[str], headers: Sequence[str]) -> bool:
    """Empty cells beyond the headers do no harm; a filled one, or a missing field, moves answers."""
    return len(cells) == len(headers) or (len(cells) >= width(headers) and width(cells) <= len(headers))


def width(cells: Sequence[str]) -> int:
    """How many cells there are when the empty ones at the end are left out."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)


def align(rows: Sequence[tuple[int, list[str]]], delimiter: str) -> Aligned:
    """Mend what is certain, in rows without the empty ones.

    Where nearly every row begins with a number, a time or a code, one that does not goes on from the row above (a line
    break without quotes): joined, they must be just as wide as the headers. A row that begins as the others but is too
    short has lost its empty fields at the end, if no cell looks as if an unclosed quote had swallowed more. Where rows
    do not begin alike, only a short row among whole ones is filled in, and never one of a single field, which may be
    the end of the answer above.
    """
    headers = rows[0][1] if rows else []
    whole = [fits(cells, headers) for _, cells in rows]
    misfits = tuple(row for (row, _), is_whole in zip(rows, whole, strict=True) if not is_whole)
    if not misfits:
        return Aligned(list(rows), (), (), (), ())
    begins = _find_beginnings(rows, whole)
    kept: list[Record] = []
    padded, joined, unread = [], [], []
    for group in _gather_groups(whole, begins):
        row, cells = rows[group[0]]
        together = _join([rows[place][1] for place in group])
        if 1 < len(group) <= MAX_LINES and fits(together, headers) and not _are_rows(group, rows, delimiter):
            kept.append((row, together))
            joined.append(row)
        elif whole[group[0]]:
            kept.append((row, cells))
            unread += [rows[place][0] for place in group[1:]]
        elif _is_cut(group, rows, whole, begins) and not any("\n" in cell and delimiter in cell for cell in cells):
            kept.append((row, [*cells, *[""] * (len(headers) - len(cells))]))
            padded.append(row)
        else:
            unread += [rows[place][0] for place in group]
    return Aligned(kept, tuple(padded), tuple(joined), tuple(unread), misfits)


def _find_beginnings(rows: Sequence[tuple[int, list[str]]], whole: Sequence[bool]) -> list[bool]:
    """Whether each row begins with a number, a time or a code; empty where whole rows do not all do."""
    begins = [bool(_NUMBER.fullmatch(cells[0].strip())) for _, cells in rows]
    told = [begins[place] for place in range(1, len(rows)) if whole[place]]
    return begins if len(told) >= MIN_ROWS and sum(told) >= MIN_ALIKE * len(told) else []


def _gather_groups(whole: Sequence[bool], begins: Sequence[bool]) -> list[list[int]]:
    """The places of rows, each with those under it that go on from it; nothing goes on from the headers.

    A row may by chance be as wide as the headers though it is the rest of a short one above.
    """
    groups: list[list[int]] = []
    for place, is_whole in enumerate(whole):
        goes_on = bool(begins) and not begins[place] and not (is_whole and whole[place - 1])
        if not goes_on or len(groups) < 2:
            groups.append([place])
        else:
            groups[-1].append(place)
    return groups


def _are_rows(group: list[int], rows: Sequence[tuple[int, list[str]]], delimiter: str) -> bool:
    """Whether what goes on from a row looks like rows of their own, with another delimiter: "12,Mer lys"."""
    parts = [rows[place][1][0] for place in group[1:]]
    begun = [match[1] for part in parts if (match := _ROW_BEGUN.match(part)) and match[1] != delimiter]
    return len(begun) >= MIN_ROWS and len(set(begun)) == 1 and len(begun) * 2 > len(parts)


def _join(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows that a line break parted in the middle of a cell."""
    joined: list[str] = []
    parts: list[str] = []
    for first, *others in rows:
        parts.append(first)
        if others:
            joined += ["\n".join(parts), *others[:-1]]
            parts = [others[-1]]
    return [*joined, "\n".join(parts)]


def _is_cut(group: list[int], rows: Sequence[tuple[int, list[str]]], whole: list[bool], begins: list[bool]) -> bool:
    """Whether a row has only lost its end: it is short, and is no part of a row above or under it."""
    place = group[0]
    cells = rows[place][1]
    if len(group) > 1 or len(cells) >= len(rows[0][1]):
        return False
    return begins[place] if begins else len(cells) > 1 and all(whole[place - 1 : place] + whole[place + 1 : place + 2])
