"""Text files with a table: which delimiter, and every row as wide as the headers, or told that it is not."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from insight.errors import ReadError
from insight.innspill.ragged import Aligned, align, fits, width
from insight.innspill.sheets import Grid

DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 20
MAX_FIELD = 10_000_000
MAX_LINE = 5_000_000
MAX_COLUMNS = 16_384
MAX_CELLS = 20_000_000
MAX_SPAN = 10
MAX_UNREAD = 0.05
MAX_NAMED = 10
MAX_TITLES = 3
_SEP = re.compile(r"\A\ufeff?\"?sep=([;,\t|:^~])\"?\r?\n", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
MARK = "\ufeff"
"""The byte order mark: in the midst of a file it shows where another one was put after it."""


class Delimited(NamedTuple):
    """The rows of a text file, the numbers of those that could not be read, and in bokmål what was done to it.

    `starts` is the line (from 0) where each row begins, and at its end how many lines there are; `joined` are the rows
    that were put together from several.
    """

    grid: Grid
    unread: tuple[int, ...]
    notes: tuple[str, ...]
    starts: Sequence[int] = ()
    joined: tuple[int, ...] = ()

    def lines(self, row: int) -> range:
        """The lines of the file, counted from 0, in which a row of the grid stands."""
        after = row + 1
        if row in self.joined:
            others = sorted({*(number for number, _ in self.grid.records), *self.unread, len(self.starts)})
            after = others[bisect_right(others, row)]
        return range(self.starts[row - 1], self.starts[after - 1])


def find_delimiter(text: str, candidates: Sequence[str] = DELIMITERS) -> str:
    """The delimiter that makes most of the first records as wide as the headers; "" for a single column.

    More than half of the records must agree, so that a comma in one long answer does not decide. A first line
    "sep=;", which Excel writes, decides alone.
    """
    if told := _SEP.match(text):
        return told[1]
    head = text[: 2 * MAX_LINE]
    best, delimiter = (0.5, 1), ""
    for candidate in candidates:
        try:
            _check_lines(head, "")
            lines = (match.group() for match in _LINE.finditer(head))
            records = list(islice(_read_strictly(lines, candidate, strict=False), SAMPLE))
        except (csv.Error, ReadError):
            continue
        headers, *rows = [cells for cells in records[_count_titles(records) :] if any(cells)] or [[]]
        agreeing = 1 + sum(len(cells) > 1 and fits(cells, headers) for cells in rows)
        is_sentence = candidate == "," and all(header.startswith(" ") for header in headers[1:])
        if is_sentence and agreeing <= len(rows):  # "Hva trenger du, og hvorfor?" over a single column
            continue
        score = (agreeing / (1 + len(rows)), width(headers))
        if MAX_COLUMNS >= score[1] > 1 and score > best:
            best, delimiter = score, candidate
    return delimiter


def read_rows(text: str, source: str, delimiter: str) -> Delimited:
    """The rows of a text file with a table; "" for a single column.

    Rows that do not add up are left out and named, as long as they are no more than MAX_UNREAD of all; what a line
    break without quotes parted is joined, and empty fields that were cut off at the end are filled in, where that is
    certain (`ragged.align`). Raises ReadError for more of them, for a quote that is never closed, for two different
    tables in one file, and for lines, rows and columns beyond what a table of answers has.
    """
    _check_lines(text, source)
    n_told = 1 if _SEP.match(text) else 0
    text = _remove_marks(_SEP.sub("", text))
    records, broken, starts = _read_records(text, source, delimiter or _choose_unused(text))
    n_titles = _count_titles([cells for _, cells in records[:SAMPLE]])
    filled = [(row, cells) for row, cells in records[n_titles:] if any(map(str.strip, cells))]
    headers = filled[0][1] if filled else []
    if broken and (not filled or broken[0] < filled[0][0]):
        raise ReadError(f"{source}: anførselstegnene i overskriftene (rad {broken[0]}) går ikke opp. Rett dem.")
    repeated = {row: None for row, cells in filled[1:] if cells == headers and len(headers) > 1}
    marked = [row for row, cells in filled[1:] if cells[0].startswith(MARK) and cells[0] != MARK]
    if marked:
        raise ReadError(
            f"{source}: filen er satt sammen av flere tabeller med ulike overskrifter (rad {_name_rows(marked)}). "
            "Del den opp."
        )
    aligned = align([record for record in filled if record[0] not in repeated], delimiter)
    unread = sorted([*broken, *aligned.unread])
    _refuse_many(source, unread, sorted([*broken, *aligned.misfits]), len(filled) + len(broken), width(headers))
    notes = tuple(_tell(aligned, unread, list(repeated)))
    return Delimited(
        Grid(list(aligned.records)), tuple(unread), notes, [line + n_told for line in starts], aligned.joined
    )


def _count_titles(records: Sequence[Sequence[str]]) -> int:
    """How many records stand over the table: a title of at most three lines with one cell, and a blank line."""
    n_lines = next((place for place, cells in enumerate(records) if not any(cells)), 0)
    below = next((cells for cells in records[n_lines:] if any(cells)), [])
    is_title = 0 < n_lines <= MAX_TITLES and all(width(cells) == 1 for cells in records[:n_lines])
    return n_lines if is_title and width(below) > 1 else 0


def _remove_marks(text: str) -> str:
    """The mark at the beginning, and before headers that are the same as the first ones."""
    text = text.removeprefix(MARK)
    if MARK not in text:
        return text
    headers = text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    return text.replace(MARK + headers, headers) if headers else text


def _refuse_many(source: str, unread: Sequence[int], misfits: Sequence[int], n_rows: int, n_headers: int) -> None:
    if len(unread) > MAX_UNREAD * n_rows:
        raise ReadError(
            f"{source}: {len(misfits)} rader har ikke like mange felt som overskriftene ({n_headers}): "
            f"rad {_name_rows(misfits)}. Trolig står skilletegnet eller et anførselstegn inne i et svar. "
            "Hent eksporten på nytt som Excel-fil, eller rett radene."
        )


def _tell(aligned: Aligned, unread: Sequence[int], repeated: Sequence[int]) -> Iterator[str]:
    if unread:
        yield f"{_count_rows(unread)} kunne ikke leses, for feltene går ikke opp (rad {_name_rows(unread)})"
    if aligned.joined:
        rows = _name_rows(aligned.joined)
        yield f"{_count_rows(aligned.joined)} var delt av linjeskift inne i et svar og er satt sammen (rad {rows})"
    if aligned.padded:
        yield f"{_count_rows(aligned.padded)} manglet felt på slutten, som er lest som tomme"
    if repeated:
        yield f"overskriftene står flere ganger (rad {_name_rows(repeated)}) og er lest én gang"


def _count_rows(rows: Sequence[int]) -> str:
    return "1 rad" if len(rows) == 1 else f"{len(rows)} rader"


def _name_rows(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:MAX_NAMED])) + (" ..." if len(rows) > MAX_NAMED else "")


def _choose_unused(text: str) -> str:
    """The csv module needs a delimiter: for a single column, a private sign that is not in the text."""
    return next((sign for sign in map(chr, range(0xE000, 0xF900)) if sign not in text), "\x1f")


def _check_lines(text: str, source: str) -> None:
    """Raises ReadError for a line so long that it is no row of a table; shorter than MAX_LINE is never refused."""
    for start in range(0, len(text) - MAX_LINE + 1, MAX_LINE):
        if text.find("\n", start, start + MAX_LINE) < 0 and text.find("\r", start, start + MAX_LINE) < 0:
            row = text.count("\n", 0, start) + 1
            raise ReadError(
                f"{source}: linje {row} er på mer enn {MAX_LINE // 1_000_000} millioner tegn, og kan ikke være en rad "
                "med svar. Hent eksporten på nytt som Excel-fil."
            )


def _read_strictly(lines: Iterator[str], delimiter: str, *, strict: bool = True) -> Iterator[list[str]]:
    """The records of the lines. Raises csv.Error where quotes do not add up or a cell is too long."""
    before = csv.field_size_limit(MAX_FIELD)
    try:
        yield from csv.reader(lines, delimiter=delimiter, strict=strict)
    finally:
        csv.field_size_limit(before)


def _read_records(text: str, source: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[int], list[int]]:
    """Records with their numbers, the numbers of lines where quotes do not add up, and the line each one begins at.

    Reading goes on after what does not add up.
    """
    records: list[tuple[int, list[str]]] = []
    broken: list[int] = []
    starts: list[int] = []
    lines = _LINE.findall(text)
    begun, row, n_cells = 0, 0, 0
    while begun < len(lines):
        feed = _Feed(lines, begun)
        try:
            for cells in _read_strictly(feed, delimiter):
                starts.append(begun)
                row, begun, n_cells = row + 1, feed.place, n_cells + len(cells)
                if len(cells) > MAX_COLUMNS or n_cells > MAX_CELLS:
                    raise ReadError(
                        f"{source}: rad {row}: tabellen har flere kolonner eller celler enn det er trygt å lese. "
                        "Del filen opp, eller rett skilletegnene."
                    )
                records.append((row, cells))
        except csv.Error as error:
            span = _find_balance(lines, begun)
            if not span:
                raise ReadError(
                    f"{source}: rad {row + 1}: anførselstegnene går ikke opp, for det som åpnes her, blir ikke lukket, "
                    "eller svaret er for langt. Hent eksporten på nytt som Excel-fil, eller rett raden."
                ) from error
            broken += range(row + 1, row + span + 1)
            starts += range(begun, begun + span)
            row, begun = row + span, begun + span
    return records, broken, [*starts, len(lines)]


class _Feed:
    """Lines from a place on, which knows how far it has come."""

    def __init__(self, lines: Sequence[str], place: int) -> None:
        self.lines, self.place = lines, place

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.place >= len(self.lines):
            raise StopIteration
        self.place += 1
        return self.lines[self.place - 1]


def _find_balance(lines: Sequence[str], begun: int) -> int:
    """How many lines from `begun` on hold an even number of quotes; 0 when that is more than MAX_SPAN."""
    n_quotes = 0
    for span, line in enumerate(lines[begun : begun + MAX_SPAN], start=1):
        n_quotes += line.count('"')
        if n_quotes % 2 == 0:
            return span
    return 0
