"""What a workbook holds before it is laid out: a parser lays out every cell between the first and the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insight.errors import ReadError

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""The limits of a sheet in the format itself."""
MAX_CELLS = 20_000_000
"""In all sheets together."""
MAX_CHARACTERS = 1 << 30
"""In all cells together: a million cells may share one long text, and a parser copies it for each."""


class Extent:
    """From the first cell with something in it to the last, counted from 0, and how much text they share."""

    def __init__(self) -> None:
        self.top, self.left, self.bottom, self.right = 1 << 32, 1 << 32, -1, -1
        self.n_characters = 0

    def add(self, rows: tuple[int, int], columns: tuple[int, int], n_characters: int = 0) -> None:
        """Cells from the first to the last of `rows` and `columns`."""
        self.top, self.bottom = min(self.top, rows[0]), max(self.bottom, rows[1])
        self.left, self.right = min(self.left, columns[0]), max(self.right, columns[1])
        self.n_characters += n_characters

    @property
    def n_rows(self) -> int:
        return max(self.bottom - self.top + 1, 0)

    @property
    def n_columns(self) -> int:
        return max(self.right - self.left + 1, 0)

    @property
    def n_cells(self) -> int:
        return self.n_rows * self.n_columns


@dataclass(frozen=True)
class Findings:
    """How far the sheets stretch, and what an analyst should be told of the cells."""

    extents: Sequence[Extent]
    n_errors: int = 0
    n_without_value: int = 0
    has_macros: bool = False
    has_links: bool = False


def check_extents(extents: Sequence[Extent], source: str) -> None:
    """Raises ReadError for a sheet larger than the format allows, or sheets larger than can be laid out."""
    widest = max(extents, key=lambda extent: extent.n_cells, default=Extent())
    is_beyond = any(extent.n_rows > MAX_ROWS or extent.n_columns > MAX_COLUMNS for extent in extents)
    if is_beyond or sum(extent.n_cells for extent in extents) > MAX_CELLS:
        raise ReadError(
            f"{source}: et ark strekker seg over {widest.n_rows} rader og {widest.n_columns} kolonner. "
            "Slett det som står langt utenfor tabellen, og lagre på nytt."
        )
    n_characters = sum(extent.n_characters for extent in extents)
    if n_characters > MAX_CHARACTERS:
        raise ReadError(
            f"{source}: cellene holder {n_characters // 1_000_000} millioner tegn, mer enn det er trygt å lese. "
            "Del filen i flere, eller lagre bare arket med svar."
        )
