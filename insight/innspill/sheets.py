"""One table of a file, the same whether it came from Excel or a text file: headers, and rows of cells."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

MAX_NAMED, LONGEST_NAMED = 50, 80

Cell: TypeAlias = str | datetime
Record: TypeAlias = tuple[int, Sequence[Cell]]


class Grid(NamedTuple):
    """The rows of a text file or of one sheet of a workbook as they stand: nothing is named, nothing left out."""

    records: list[Record]
    name: str = ""


@dataclass(frozen=True)
class Sheet:
    """Headers, all different, and rows: (number as a spreadsheet counts it, as many cells as headers).

    `told` is what the tool that wrote the file says of a column: its place -> a role of `columns.ROLES`. `aside` is why
    all of a row is set aside: its number -> the reason.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    name: str = ""
    told: Mapping[int, str] = field(default_factory=dict)
    aside: Mapping[int, str] = field(default_factory=dict)

    def column(self, place: int) -> list[Cell]:
        return [cells[place] for _, cells in self.rows]


def build_sheet(
    records: Iterable[Record],
    name: str = "",
    *,
    told: Mapping[int, str] | None = None,
    aside: Mapping[int, str] | None = None,
) -> Sheet | None:
    """The first record is the headers; empty records and columns are left out. None when all is empty.

    `told` names places as they are in the records.
    """
    filled = [(row, cells) for row, cells in records if any(not is_blank(cell) for cell in cells)]
    if not filled:
        return None
    width = max(len(cells) for _, cells in filled)
    padded = [(row, (*cells, *[""] * (width - len(cells)))) for row, cells in filled]
    kept = [place for place in range(width) if any(not is_blank(cells[place]) for _, cells in padded)]
    headers = name_headers([str(padded[0][1][place]) for place in kept], kept)
    rows = tuple((row, tuple(cells[place] for place in kept)) for row, cells in padded[1:])
    told = {new: told[old] for new, old in enumerate(kept) if told and old in told}
    return Sheet(headers, rows, name, told, aside or {})


def name_headers(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """Clean headers; one that is missing is named by its place in the file, a repeated one gets a number."""
    seen: Counter[str] = Counter()
    names = []
    for cell, place in zip(cells, places, strict=True):
        name = clean_header(cell) or f"kolonne {place + 1}"
        seen[name] += 1
        while seen[name] > 1:
            name = f"{name} ({seen[name]})"
            seen[name] += 1
        names.append(name)
    return tuple(names)


def name_some(headers: Sequence[str]) -> str:
    """Headers as a message can hold them: no more than MAX_NAMED, none longer than LONGEST_NAMED."""
    named = [header if len(header) <= LONGEST_NAMED else f"{header[:LONGEST_NAMED]} ..." for header in headers]
    return ", ".join(named[:MAX_NAMED]) + (f" og {len(named) - MAX_NAMED} til" if len(named) > MAX_NAMED else "")


def clean_header(text: str) -> str:
    """A header as a reader sees it: no entities, byte order mark or doubled blanks; composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).replace("\ufeff", "").split())


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def cell_text(cell: Cell) -> str:
    """A cell as text; a time as ISO 8601."""
    return cell if isinstance(cell, str) else cell.isoformat(sep=" ")
