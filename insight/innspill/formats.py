"""What a survey tool always writes: how its exports are known, and how they become one row of headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from insight.innspill.codebook import Codebook
from insight.innspill.sheets import Grid, Record, Sheet, build_sheet, cell_text, clean_header


def unfold_plain(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """The first record is the headers; a code book gives question texts and labels where there is one."""
    sheet = build_sheet(grid.records, grid.name)
    return codebook.decode(sheet) if sheet and codebook else sheet


@dataclass(frozen=True)
class Format:
    """One survey tool. Headers are given in small letters.

    `fits` looks at the first records, never at the file's name. `unfold` makes the tool's own rows into a sheet with
    one row of headers and one column a question, and may tell what a column is (`Sheet.told`) and why a row is set
    aside (`Sheet.aside`). `id`, `started`, `answered` and `modified` name columns, `ours` matches those that are
    neither questions nor background, and `personal` those that stop at the door. With `is_unique` a response number
    is never used again, in no form: without it, the headers and the time a response was begun tell forms apart.
    `dates` is how the tool writes a/b/yyyy, one of `tables.DATE_ORDERS`.
    """

    name: str
    fits: Callable[[Sequence[Record]], bool]
    unfold: Callable[[Grid, Codebook | None], Sheet | None] = unfold_plain
    channel: str = "undersøkelse"
    id: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    ours: re.Pattern[str] = re.compile(r"(?!)")
    personal: re.Pattern[str] = re.compile(r"(?!)")
    is_survey: bool = True
    is_unique: bool = False
    dates: str = ""


def read_headers(records: Sequence[Record], place: int = 0) -> list[str]:
    """The cells of one record as headers in small letters; none when there is no such record."""
    cells = records[place][1] if place < len(records) else ()
    return [clean_header(cell_text(cell)).casefold() for cell in cells]
