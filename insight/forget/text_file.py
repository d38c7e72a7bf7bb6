"""Rows of a text file and notes of a plain one taken out; every byte of the others stays as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from insight.forget.packages import CannotRewriteError
from insight.innspill.delimited import read_rows
from insight.innspill.encodings import decode_text
from insight.innspill.notes import empty_cells, find_extent
from insight.innspill.open_file import find_table

_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_LINE_FEED, _RETURN = re.compile(rb"[^\n]*\n|[^\n]+"), re.compile(rb"[^\r]*\r|[^\r]+")
_WIDE_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_WIDE_FEED, _WIDE_RETURN = re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r"[^\r]*\r|[^\r]+")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def remove_rows(content: bytes, source: str, rows: Collection[int]) -> bytes:
    """The file without the rows of its table, numbered as the reading does; an answer over several lines goes whole.

    Raises CannotRewriteError when the lines cannot be told for certain.
    """
    text, encoding, _ = decode_text(content, source)
    table = read_rows(text, source, find_table(text, PurePosixPath(source).suffix.casefold()) or "")
    lines = _split(content, encoding, is_table=True)
    if len(lines) != table.starts[-1]:
        raise CannotRewriteError("linjene i filen lar seg ikke skille sikkert")
    gone = {line for row in rows for line in table.lines(row)}
    return b"".join(line for place, line in enumerate(lines) if place not in gone)


def remove_notes(content: bytes, source: str, notes: Iterable[tuple[int, str]]) -> bytes:
    """The file without the notes, each told by its line and its words; of a table's row only the cell is emptied."""
    text, encoding, _ = decode_text(content, source)
    written = text.split("\n")
    lines: list[bytes] = list(_split(content, encoding, is_table=False))
    if len(lines) != len(written) - (not written[-1]):
        raise CannotRewriteError("linjene i filen lar seg ikke skille sikkert")
    said: dict[int, list[str]] = defaultdict(list)
    for place, words in notes:
        said[place].append(words)
    for place, words_here in said.items():
        kept = empty_cells(written[place - 1].rstrip("\r"), words_here)
        if kept is not None:
            ends = lines[place - 1][len(lines[place - 1].rstrip(b"\r\n")) :]
            lines[place - 1] = kept.encode(_find_codec(content, encoding)[1], "surrogatepass") + ends
            continue
        for line in find_extent(written, place):
            lines[line] = b""
    return b"".join(lines)


def _split(content: bytes, encoding: str, *, is_table: bool) -> Sequence[bytes]:
    """The lines with their ends. A mark in front belongs to the first; raises when putting together gives another."""
    mark, codec = _find_codec(content, encoding)
    if codec.startswith(("utf-16", "utf-32")):
        text = content[len(mark) :].decode(codec, "surrogatepass")
        pattern = _WIDE_LINE if is_table else _WIDE_FEED if "\n" in text else _WIDE_RETURN
        lines = [line.encode(codec, "surrogatepass") for line in pattern.findall(text)]
        lines = [mark + lines[0], *lines[1:]] if lines else [mark]
    else:
        lines = (_LINE if is_table else _LINE_FEED if b"\n" in content else _RETURN).findall(content)
    if b"".join(lines) != content:
        raise CannotRewriteError("tegnsettet lar seg ikke skrive tilbake uendret")
    return lines


def _find_codec(content: bytes, encoding: str) -> tuple[bytes, str]:
    """The mark in front, and the encoding of what comes after it, for those where a sign is more than one byte."""
    if encoding.startswith(("utf-16", "utf-32")):
        return next(((mark, codec) for mark, codec in _MARKS if content.startswith(mark)), (b"", encoding))
    return b"", "utf-8" if encoding.startswith("utf-8") else encoding
