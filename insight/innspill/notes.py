"""Workshop notes from Word and plain text: the heading is the question, each line or cell under it a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from insight.innspill.answers import EMPTY
from insight.innspill.ids import fingerprint
from insight.tables import GROUPS


@dataclass(frozen=True)
class Line:
    """A paragraph, cell or line of a file. `place` counts from 1; `heading` is that of its table column."""

    place: int
    text: str
    is_heading: bool = False
    heading: str = ""


@dataclass(frozen=True)
class Note:
    place: int
    heading: str
    text: str
    votes: int = 0


MAX_HEADING_WORDS = 12
_BULLET = re.compile(
    r"^\s*(?:[-–—*•·▪◦‣o]\s+|\d{1,2}[.)]\s+(?!jan|feb|mars|april|mai|jun|jul|aug|sep|okt|nov|des|klasse|trinn|etasje))(?=\S)"
)
_TASK = re.compile(r"^\[[ xX]?\]\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:=|-|_|~){3,}\s*")
_STAR_RULE = re.compile(r"\s*\*{3,}\s*")
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+(?P<heading>.*)")
_STARS = re.compile(r"\s*(?:\*\*|__)(?P<heading>[^*_]+)(?:\*\*|__):?\s*")
_DOT = "[●⚫🔴🟠🟡🟢🔵🟣⭐★✔✓•]\ufe0f?"
_VOTES = re.compile(
    r"(?<=\S)\s*(?:\((?P<bracketed>\d{1,2})(?: (?:stemmer?|røyst(?:er)?|prikk(?:er|ar)?|poeng|stk))?\)"
    r"|\s[-–:]\s*(?P<told>\d{1,2}) (?:stemmer?|røyst(?:er)?|prikk(?:er|ar)?|poeng)"
    r"|(?<=\s)(?:[x×](?P<times>\d{1,2})|(?P<count>\d{1,2})[x×]|\+(?P<more>\d{1,2})"
    r"|(?P<plusses>\++)|(?P<tally>(?:[I|/]{3,30}|(?:[I|/]{4,5} )+[I|/]{1,5}|\|+))"
    rf"|(?P<dots>{_DOT}(?: ?{_DOT}){{0,29}})))\s*$"
)
_WHEN = re.compile(r"(?:dato|tid|tidspunkt|sted|stad|fravær|forfall|referent)\w*\s*:", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,4}")
_ATTENDANCE = re.compile(
    r"(?:antall|om lag|ca\.?)?[ :]*\d{1,4} (?:deltak\w+|personer|(?:fram|frem|opp)møtte)"
    r"(?:[ ,]+(?:til ?stede?|deltok|møtte|kom|opp|fram|frem|i alt|totalt|på møtet|(?:rundt|ved) bordet))*"
    r"[.:]?"
    r"|(?:antall )?(?:deltak\w+|til ?stede?|oppmøte|frammøte|fravær(?:ende)?|forfall|referent"
    r"|møteleder|ordstyrer|fasilitator|dato|tid|tidspunkt|sted|stad)\s*:.*",
    re.IGNORECASE,
)
_TABLE = re.compile(r"(?i:bord|gruppe|table|group) ?(?i:nr\.? ?)?(?:\d{1,2}|[A-Z])\b\s*[:.–-]?\s*(?P<rest>.*)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")


def find_notes(lines: Iterable[Line]) -> tuple[list[Note], int]:
    """The notes, and how many lines tell who came or which table wrote: those are no voices."""
    notes, heading, n_attendance = [], "", 0
    for line in lines:
        text = _leave_out_table(line.text.strip())
        if _ATTENDANCE.fullmatch(text) or (line.text.strip() and not text):
            n_attendance += 1
        elif line.is_heading and text:
            heading = text.rstrip(":").strip()
        elif text:
            said, votes = split_votes(_TASK.sub("", _BULLET.sub("", text, count=1), count=1))
            notes.append(Note(line.place, line.heading or heading, said, votes))
    return notes, n_attendance


def count_attendance(lines: Iterable[Line]) -> list[int]:
    """How many each line of attendance says came («7 deltakere», «Oppmøte: 12»). To be told, never counted as voices.

    >>> count_attendance([Line(1, "7 deltakere"), Line(2, "Referent: Kari"), Line(3, "Lys på 7 stolper")])
    [7]
    """
    told = (line.text.strip() for line in lines)
    found = (_COUNT.search(text) for text in told if _ATTENDANCE.fullmatch(text) and not _WHEN.match(text))
    return [int(match.group()) for match in found if match]


def _leave_out_table(text: str) -> str:
    """ "Bord 3: mer lys" is a note of table 3; "Bord 3" and "Bord 3: Solsida" only tell which table."""
    table = _TABLE.fullmatch(text)
    if table is None:
        return text
    words = table["rest"].split()
    is_name = len(words) <= 4 and all(word[0].isupper() or word in ("og", "i", "på") for word in words)
    return "" if is_name else table["rest"]


def split_votes(text: str) -> tuple[str, int]:
    """A note without the votes at its end, and their number: (3), x4, 4x, +++, +1, III, ||, ●●● or "– 3 prikker".

    >>> split_votes("Bedre lys på skoleveien (3)")
    ('Bedre lys på skoleveien', 3)
    """
    match = _VOTES.search(text, max(len(text) - 80, 0))
    if not match:
        return text, 0
    number = match["bracketed"] or match["told"] or match["times"] or match["count"] or match["more"]
    marks = match["plusses"] or match["tally"] or match["dots"] or ""
    votes = int(number) if number else sum(not mark.isspace() and mark != "\ufe0f" for mark in marks)
    return text[: match.start()].rstrip(), votes


def read_text_lines(text: str) -> Iterator[Line]:
    """The lines of a text or Markdown file; an indented line without a bullet belongs to the note over it.

    Cells of a Markdown table are notes under the heading of their column (GitHub Flavored Markdown 4.10).
    """
    lines = text.split("\n")
    held: Line | None = None
    more: list[str] = []
    headings: list[str] | None = None
    for place, (written, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), start=1):
        is_row = _ROW.fullmatch(written) is not None
        headings = headings if is_row else None
        if _UNDERLINE.fullmatch(written) or _STAR_RULE.fullmatch(written) or (is_row and _RULE.fullmatch(written)):
            continue
        goes_on = held and not held.is_heading and written[:2].isspace() and written.strip()
        if held and goes_on and not is_row and not _BULLET.match(written):
            more.append(written.strip())
            continue
        if held:
            yield replace(held, text=" ".join([held.text, *more]))
            held, more = None, []
        if is_row and _RULE.fullmatch(below) and headings is None:
            headings = _split_row(written)
        elif is_row:
            yield from _read_row(place, _split_row(written), headings or [])
        else:
            held = _read_line(place, written, below)
    if held:
        yield replace(held, text=" ".join([held.text, *more]))


def find_extent(lines: Sequence[str], place: int) -> range:
    """The lines, counted from 0, of the note that `read_text_lines` gives the line `place` (from 1)."""
    end = place
    for number, written in enumerate(lines[place:], start=place + 1):
        if _UNDERLINE.fullmatch(written) or _STAR_RULE.fullmatch(written):
            continue
        if not (written[:2].isspace() and written.strip()) or _ROW.fullmatch(written) or _BULLET.match(written):
            break
        end = number
    return range(place - 1, end)


def empty_cells(written: str, said: Sequence[str]) -> str | None:
    """A row of a Markdown table without the cells that hold the notes; None for a line that is no such row."""
    if not _ROW.fullmatch(written):
        return None
    cells = written.split("|")
    plain = [_BOLD.sub(r"\2", cell.strip()) for cell in cells]
    return "|".join(" " if any(text in cell for text in said) else raw for raw, cell in zip(cells, plain, strict=True))


def _split_row(written: str) -> list[str]:
    return [_BOLD.sub(r"\2", cell.strip()) for cell in written.strip()[1:-1].split("|")]


def _read_row(place: int, cells: Sequence[str], headings: Sequence[str]) -> Iterator[Line]:
    for column, cell in enumerate(cells):
        if cell:
            yield Line(place, cell, heading=headings[column] if column < len(headings) else "")


def _read_line(place: int, written: str, below: str) -> Line:
    if hashes := _HASHES.fullmatch(written):
        return Line(place, hashes["heading"].rstrip().rstrip("#").rstrip(), is_heading=True)
    if stars := _STARS.fullmatch(written):
        return Line(place, stars["heading"], is_heading=True)
    text = _BOLD.sub(r"\2", written.strip()).removeprefix("> ")
    is_said = _BULLET.match(written) or written.lstrip().startswith(">")
    is_short = len(text.split()) <= MAX_HEADING_WORDS and not is_said
    is_heading = is_short and (text.endswith(":") or (bool(text) and _UNDERLINE.fullmatch(below) is not None))
    return Line(place, text, is_heading)


def gather_notes(notes: Iterable[Note], *, reader: str, channel: str, source: str, salt: str) -> list[dict[str, Any]]:
    """One row for each note, numbered by its words and heading: the same minutes give the same numbers."""
    seen: Counter[tuple[str, str]] = Counter()
    rows = []
    for note in notes:
        seen[note.heading, note.text] += 1
        parts = [reader, note.heading, note.text, str(seen[note.heading, note.text])]
        rows.append(
            {
                "innspill_id": fingerprint(parts, purpose="innspill", salt=salt),
                "source": source,
                "channel": channel,
                "row": note.place,
                "person_id": "",
                "question": note.heading,
                **dict.fromkeys(GROUPS, ""),
                "answered_at": None,
                "votes": note.votes,
                "text": note.text,
                "set_aside": "" if note.text else EMPTY,
            }
        )
    return rows
