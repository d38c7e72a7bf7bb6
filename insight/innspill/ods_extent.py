"""How far the sheets of an .ods stretch when repeated rows and cells are written out.

Source: OpenDocument 1.3 part 3, 9.1 (tables) and 19.675 to 19.680 (number-columns-repeated, number-rows-repeated).
"""

from __future__ import annotations

from xml.parsers import expat

from insight.innspill.extent import Extent, Findings

_REPEATED_ROWS, _REPEATED_CELLS = "table:number-rows-repeated", "table:number-columns-repeated"
_CELLS = ("table:table-cell", "table:covered-table-cell")


def measure_ods(xml: bytes) -> Findings:
    """`xml` is content.xml. Raises expat.ExpatError, or ValueError for a repetition that is no number."""
    return Findings(_ContentParser().measure(xml))


class _ContentParser:
    def __init__(self) -> None:
        self._extents: list[Extent] = []
        self._row = self._column = 0
        self._n_rows = self._n_cells = 1
        self._n_characters = 0
        self._is_filled = False

    def measure(self, xml: bytes) -> list[Extent]:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._hold
        parser.Parse(xml, True)
        return self._extents

    def _start(self, name: str, told: dict[str, str]) -> None:
        if name == "table:table":
            self._extents.append(Extent())
            self._row = 0
        elif name == "table:table-row":
            self._column, self._n_rows = 0, int(told.get(_REPEATED_ROWS, "1"))
        elif name in _CELLS:
            self._n_cells, self._n_characters = int(told.get(_REPEATED_CELLS, "1")), 0
            self._is_filled = any(key.startswith("office:") for key in told)

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._n_rows
        elif name in _CELLS and self._extents:
            if self._is_filled or self._n_characters:
                rows = (self._row, self._row + self._n_rows - 1)
                columns = (self._column, self._column + self._n_cells - 1)
                self._extents[-1].add(rows, columns, self._n_characters * self._n_rows * self._n_cells)
            self._column += self._n_cells

    def _hold(self, text: str) -> None:
        self._n_characters += len(text)
