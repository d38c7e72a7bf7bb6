"""How far the sheets of an .xlsb stretch, from their binary records. Source: [MS-XLSB] 2.1.4, 2.3.2 and 2.5.

The parts are not told apart by name: a record's number means the same in all of them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from insight.innspill.extent import Extent, Findings

_ROW, _STRING, _ERRORS, _SHARED_CELL, _DIMENSIONS = 0, 19, (3, 11), 7, 148
_CELLS = frozenset(range(2, 12))
"""BrtCellRk to BrtFmlaError: the cells with something in them (1 is blank)."""
_SHORTEST = 8


def measure_xlsb(parts: Sequence[bytes]) -> Findings:
    """`parts` are the sheets and the shared strings. Raises ValueError for records no sheet has."""
    lengths = [length for part in parts for length in _measure_strings(part)]
    measured = [_measure_sheet(part, lengths) for part in parts]
    return Findings([extent for extent, _ in measured], n_errors=sum(n_errors for _, n_errors in measured))


def _measure_strings(part: bytes) -> Iterator[int]:
    for kind, start, length in _read_records(part):
        if kind == _STRING and length >= 5:
            yield struct.unpack_from("<I", part, start + 1)[0]


def _measure_sheet(part: bytes, lengths: Sequence[int]) -> tuple[Extent, int]:
    extent, row, n_errors = Extent(), 0, 0
    for kind, start, length in _read_records(part):
        if (kind == _ROW or kind in _CELLS) and length < _SHORTEST:  # the parser would read on in the record before
            raise ValueError("a record is cut")
        if kind == _ROW:
            row = struct.unpack_from("<I", part, start)[0]
        elif kind in _CELLS:
            column = struct.unpack_from("<I", part, start)[0]
            number = struct.unpack_from("<I", part, start + 8)[0] if kind == _SHARED_CELL and length >= 12 else -1
            extent.add((row, row), (column, column), lengths[number] if 0 <= number < len(lengths) else 0)
            n_errors += kind in _ERRORS
        elif kind == _DIMENSIONS and length >= 16:  # the parser makes room for what the sheet says of itself
            top, bottom, left, right = struct.unpack_from("<IIII", part, start)
            if top > bottom or left > right:  # and would take a turned one for all there is
                raise ValueError("the dimensions are turned")
            extent.add((top, bottom), (left, right))
    return extent, n_errors


def _read_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's number, and where its content begins and how long it is."""
    place, end = 0, len(part) - 1
    while place < end:
        kind, place = part[place], place + 1
        if kind & 0x80:
            kind, place = (kind & 0x7F) | (part[place] & 0x7F) << 7, place + 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = part[place] if place <= end else 0
            place += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if place + length > len(part):
            return
        yield kind, place, length
        place += length
