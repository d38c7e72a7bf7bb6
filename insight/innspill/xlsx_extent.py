"""How far the sheets of an .xlsx stretch, from their XML. Source: ECMA-376 part 1, 18.3.1 and 18.4."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from xml.parsers import expat

from insight.innspill.extent import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, Extent, Findings

_ROW = re.compile(rb'<row r="(\d{1,7})"')
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})\d')
_STRANGE = (re.compile(rb":(?:c|row|v)[\s/>]"), re.compile(rb"<row(?! r=\"\d{1,7}\")[\s/>]"), re.compile(rb"'s'"))
"""Elements with a prefix, rows without a number, other quotes: right in XML, but Excel does not write them."""
_SHARED = re.compile(rb't="s"[^<>]*><v>(\d{1,9})</v>')
_PLACE = re.compile(r"\s*([A-Za-z]*)(\d*)")
_NO_VALUE = re.compile(rb"(?:</f>|<f [^<>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_NEAR = 1 << 16


def measure_xlsx(sheets: Sequence[bytes], strings: bytes) -> Findings:
    """`sheets` are the XML of the sheets, `strings` that of their shared strings. Raises expat.ExpatError."""
    lengths = array("I", map(len, strings.split(b"</si>")))
    return Findings(
        [_guess_extent(xml, lengths) or _SheetParser(lengths).measure(xml) for xml in sheets],
        n_errors=sum(xml.count(b' t="e"') for xml in sheets),
        n_without_value=sum(len(_NO_VALUE.findall(xml)) for xml in sheets if b"<f" in xml),
    )


def _guess_extent(xml: bytes, lengths: Sequence[int]) -> Extent | None:
    """An upper bound, less than twice the truth each way, in a tenth of a parser's time.

    The last row and the widest of the first cells are the guess, and every cell must keep within it. None when one
    does not, when the bound is too large, or when the sheet is not written the way Excel does.
    """
    rows = max((int(row) for row in _ROW.findall(xml, max(len(xml) - _NEAR, 0))), default=0)
    widest = max(_LETTERS.findall(xml, 0, _NEAR), key=lambda letters: (len(letters), letters), default=b"").decode()
    if not rows or not widest or any(strange.search(xml) for strange in _STRANGE):
        return None
    digits = str(rows)
    places = _up_to(widest, "A-Z", "A") + _up_to(digits, "0-9", "1")
    last_row = (int(digits[0]) + 1) * 10 ** (len(digits) - 1)
    last_column = _column_number(widest[0] + "Z" * (len(widest) - 1))
    if last_row > MAX_ROWS or last_column > MAX_COLUMNS or last_row * last_column > MAX_CELLS:
        return None
    if re.search(rf'<c(?! r="{places}")[\s/>]'.encode(), xml):
        return None
    n_characters = _count_shared(xml, lengths)
    if n_characters > MAX_CHARACTERS:
        return None
    extent = Extent()
    extent.add((0, last_row - 1), (0, last_column - 1), n_characters)
    return extent


def _up_to(written: str, signs: str, first: str) -> str:
    """A pattern for what is shorter than `written`, or as long with no later first sign."""
    rest = len(written) - 1
    same = rf"[{first}-{written[0]}][{signs}]{{{rest}}}"
    return rf"(?:[{signs}]{{1,{rest}}}|{same})" if rest else f"(?:{same})"


def _count_shared(xml: bytes, lengths: Sequence[int]) -> int:
    """The characters of all shared strings, once for each cell they stand in; more when that cannot be told."""
    n_cells, longest = xml.count(b't="s"'), max(lengths)
    if n_cells * longest <= MAX_CHARACTERS:
        return n_cells * longest
    numbers = [int(number) for number in _SHARED.findall(xml)]
    known = sum(lengths[number] for number in numbers if number < len(lengths))
    return known + (n_cells - len(numbers)) * longest


def _column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper()[:9]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _SheetParser:
    """Every cell with something in it; one that does not tell its place follows the one before."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._lengths = lengths
        self._extent = Extent()
        self._row = self._column = self._cell_row = -1
        self._is_shared = self._is_filled = False
        self._held: list[str] = []

    def measure(self, xml: bytes) -> Extent:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._held.append
        parser.Parse(xml, True)
        return self._extent

    def _start(self, name: str, told: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind in ("row", "c"):
            place = _PLACE.match(told.get("r", ""))
            letters, digits = place.groups() if place else ("", "")
            if kind == "row":
                self._row, self._column = int(digits[:9]) - 1 if digits else self._row + 1, -1
            else:
                self._column = _column_number(letters) - 1 if letters else self._column + 1
                self._cell_row = int(digits[:9]) - 1 if digits else self._row
                self._is_shared, self._is_filled = told.get("t") == "s", False
        elif kind in ("v", "is"):
            self._is_filled = True
        self._held.clear()

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "v" and self._is_shared:
            written = "".join(self._held).strip()
            number = int(written[:9]) if written.isdecimal() else len(self._lengths)
            self._extent.n_characters += self._lengths[number] if number < len(self._lengths) else 0
        elif kind == "c" and self._is_filled:
            self._extent.add((self._cell_row, self._cell_row), (self._column, self._column))
