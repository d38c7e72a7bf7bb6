"""Old workbooks (.xls): how far the sheets stretch and what is in their cells, before a parser lays them out.

Source: [MS-XLS] 2.3 and 2.4 (records), 2.5.293 (XLUnicodeRichExtendedString).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from insight.innspill.extent import Extent, Findings

_BOF, _ENCRYPTED, _STRINGS, _CONTINUED, _MANY_NUMBERS, _ERROR = 0x0809, 0x002F, 0x00FC, 0x003C, 0x00BD, 0x0205
_STRING_CELL, _DIMENSIONS = 0x00FD, 0x0200
_CELLS = frozenset((_STRING_CELL, 0x0203, 0x027E, _MANY_NUMBERS, 0x0006, _ERROR, 0x0204, 0x00D6))
"""LABELSST, NUMBER, RK, MULRK, FORMULA, BOOLERR, LABEL and RSTRING: the cells with something in them."""


def measure_xls(stream: bytes) -> Findings | None:
    """None when the workbook is encrypted. Raises struct.error, IndexError or ValueError when it is broken."""
    sheets, n_errors = [Extent()], 0
    lengths: list[int] = []
    for kind, parts in _read_records(stream):
        body = parts[0]
        if kind == _BOF:
            sheets.append(Extent())
        elif kind == _ENCRYPTED:
            return None
        elif kind == _STRINGS:
            lengths = _measure_strings(parts)
        elif kind == _DIMENSIONS and len(body) >= 12:  # the parser makes room for what the sheet says of itself
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            if bottom and right and (top >= bottom or left >= right):  # and would take a turned one for all there is
                raise ValueError("the dimensions are turned")
            sheets[-1].add((top, bottom - 1), (left, right - 1))
        elif kind in _CELLS and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else first
            number = struct.unpack_from("<I", body, 6)[0] if kind == _STRING_CELL else -1
            sheets[-1].add((row, row), (first, max(first, last)), lengths[number] if 0 <= number < len(lengths) else 0)
            n_errors += kind == _ERROR and body[7:8] == b"\x01"
    return Findings(sheets, n_errors)


def _read_records(stream: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Each record's number and content; the table of strings together with the records it goes on in."""
    place = 0
    held: list[bytes] = []
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        if held and kind == _CONTINUED:
            held.append(body)
            continue
        if held:
            yield _STRINGS, held
        held = [body] if kind == _STRINGS else []
        if not held:
            yield kind, [body]
    if held:
        yield _STRINGS, held


def _measure_strings(parts: Sequence[bytes]) -> list[int]:
    """The length of each shared string. One that goes on in the next record begins it with its flags anew."""
    lengths: list[int] = []
    number, place = 0, 8
    n_strings = min(struct.unpack_from("<I", parts[0], 4)[0], sum(map(len, parts)) // 3)
    for _ in range(n_strings):
        if place >= len(parts[number]):
            number, place = number + 1, 0
        n_characters, flags = struct.unpack_from("<HB", parts[number], place)
        place += 3
        n_runs = struct.unpack_from("<H", parts[number], place)[0] if flags & 8 else 0
        place += 2 if flags & 8 else 0
        n_more = struct.unpack_from("<I", parts[number], place)[0] if flags & 4 else 0
        place += 4 if flags & 4 else 0
        left = n_characters
        while left > (room := (len(parts[number]) - place) >> (flags & 1)):
            left -= room
            number, flags, place = number + 1, parts[number + 1][0], 1
        place += left << (flags & 1)
        n_more += 4 * n_runs
        while n_more > (room := len(parts[number]) - place):
            n_more -= room
            number, place = number + 1, 0
        place += n_more
        lengths.append(n_characters)
    return lengths
