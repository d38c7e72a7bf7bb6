"""Old Office files (OLE): the streams they hold. Source: [MS-CFB] 2.1 to 2.6."""

from __future__ import annotations

import struct
from collections.abc import Collection

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free) and no sectors."""
_STREAM, _ROOT = 2, 5


def read_streams(content: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """The streams and storages of an OLE file by name, with the content of the wanted ones only.

    Of two with the same name the first counts. Raises ValueError when the file is broken.
    """
    try:
        return _read_streams(content, wanted)
    except (struct.error, IndexError) as error:
        raise ValueError("broken OLE file") from error


def _read_streams(content: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    folder_start, small_below, small_table_start = struct.unpack_from("<I4xII", content, 48)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("no sector size that Office writes")
    large = content[1 << shift :]
    table = _read_table(content, large, 1 << shift)
    folder = _follow(large, 1 << shift, table, folder_start)
    small_table = _numbers(_follow(large, 1 << shift, table, small_table_start))
    streams: dict[str, bytes] = {}
    small = b""
    for entry in (folder[at : at + 128] for at in range(0, len(folder) - 127, 128)):
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, n_bytes = struct.unpack_from("<II", entry, 116)
        name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
        if kind == _ROOT:
            small = _follow(large, 1 << shift, table, start)
        elif kind and name not in streams:
            is_read = kind == _STREAM and name in wanted
            is_large = n_bytes >= small_below
            sectors, size, follows = (large, 1 << shift, table) if is_large else (small, 64, small_table)
            streams[name] = _follow(sectors, size, follows, start)[:n_bytes] if is_read else b""
    return streams


def _read_table(content: bytes, large: bytes, size: int) -> list[int]:
    """Which sector follows each: the table's own sectors are listed in the header, and in a chain after it."""
    places = _numbers(content[76:512])
    more, n_more = struct.unpack_from("<II", content, 68)
    for _ in range(min(n_more, len(large) // size)):
        *further, more = _numbers(large[more * size : (more + 1) * size])
        places += further
    return _numbers(b"".join(large[place * size : (place + 1) * size] for place in places if place < _END))


def _numbers(content: bytes) -> list[int]:
    whole = len(content) // 4
    return list(struct.unpack_from(f"<{whole}I", content))


def _follow(content: bytes, size: int, table: list[int], place: int) -> bytes:
    """The sectors of one chain; one that bites its own tail ends when it is as long as the table."""
    sectors: list[bytes] = []
    while place < _END and len(sectors) <= len(table):
        sectors.append(content[place * size : (place + 1) * size])
        place = table[place]
    return b"".join(sectors)
