"""Workshop notes from Word and plain text: the heading is the question, each line or cell under it a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
_UNDERLINE = re.compile(r"\s*(?:=|-|_|~){3,}\s*")
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+(?P<heading>.*?)\s*#*\s*")
_STARS = re.compile(r"\s*(?:\*\*|__)(?P<heading>[^*_]+)(?:\*\*|__):?\s*")
_VOTES = re.compile(
    r"(?<=\S)\s*(?:\((?P<bracketed>\d{1,2})(?: (?:stemmer?|prikk(?:er)?|poeng|stk))?\)"
    r"|(?<=\s)(?:[x×](?P<times>\d{1,2})|(?P<count>\d{1,2})[x×]|\+(?P<more>\d{1,2})|(?P<plusses>\++)|(?P<tally>I{3,}|\|+)))\s*$"
)
_ATTENDANCE = re.compile(
    r"(?:antall|om lag|ca\.?)?[ :]*\d{1,4} (?:deltak\w+|personer|(?:fram|frem|opp)møtte)\b.{0,40}"
    r"|(?:antall )?(?:deltak\w+|til ?stede?|oppmøte|frammøte|fravær(?:ende)?|forfall|referent"
    r"|møteleder|ordstyrer|fasilitator|dato|tid|tidspunkt|sted|stad)\s*:.*"
    r"|(?:bord|gruppe|table|group) ?(?:nr\.? ?)?(?:\d{1,2}|[A-Z])\b\s*[:.–-]?(?: ?\S+){0,4}",
    re.IGNORECASE,
)


def find_notes(lines: Iterable[Line]) -> tuple[list[Note], int]:
    """The notes, and how many lines tell who came or which table wrote: those are no voices."""
    notes, heading, n_attendance = [], "", 0
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if _ATTENDANCE.fullmatch(text):
            n_attendance += 1
        elif line.is_heading:
            heading = text.rstrip(":").strip()
        else:
            said, votes = split_votes(_BULLET.sub("", text, count=1))
            notes.append(Note(line.place, line.heading or heading, said, votes))
    return notes, n_attendance


def split_votes(text: str) -> tuple[str, int]:
    """A note without the votes at its end, and their number: (3), x4, 4x, +++, +1, III or ||.

    >>> split_votes("Bedre lys på skoleveien (3)")
    ('Bedre lys på skoleveien', 3)
    """
    match = _VOTES.search(text[-40:])
    if not match:
        return text, 0
    number = match["bracketed"] or match["times"] or match["count"] or match["more"]
    votes = int(number) if number else len(match["plusses"] or match["tally"])
    return text[: len(text) - len(match.group())].rstrip(), votes


def read_text_lines(text: str) -> Iterator[Line]:
    """The lines of a text or Markdown file; an indented line without a bullet belongs to the note over it."""
    lines = text.split("\n")
    held: Line | None = None
    for place, (written, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), start=1):
        if _UNDERLINE.fullmatch(written):
            continue
        goes_on = held and not held.is_heading and written[:2].isspace() and written.strip()
        if held and goes_on and not _BULLET.match(written):
            held = Line(held.place, f"{held.text} {written.strip()}")
            continue
        if held:
            yield held
        held = _read_line(place, written, below)
    if held:
        yield held


def _read_line(place: int, written: str, below: str) -> Line:
    marked = _HASHES.fullmatch(written) or _STARS.fullmatch(written)
    if marked:
        return Line(place, marked["heading"], is_heading=True)
    text = written.strip()
    is_short = len(text.split()) <= MAX_HEADING_WORDS and not _BULLET.match(written)
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
