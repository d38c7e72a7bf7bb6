"""The statements of needs as noughts and ones, for those who want to count further. Only what their words tell."""

from __future__ import annotations

from collections.abc import Iterator

from insight.report.book.heat import tell_apart
from insight.report.book.page import Cell, Column, Page, Plain
from insight.report.shapes import Report, Voice
from insight.report.words import Words, read_words

Mark = tuple[str, set[str]]
"""A column's heading, and the statements (behov_id) it is true of."""
NARROWEST = 110
"""Units of width of the whole table, so that the notes above it have room."""


def make_matrix(report: Report) -> Page:
    """One row a statement of a need: number, kind, then 1 or 0 for each need, service area and group it concerns.

    Everything is in «Alle innspill» too; no words, no persons, and nothing of who answered, so that no number of a
    small group can be found by it. What occurs in no statement has no column.
    """
    words = read_words(report.language)
    texts = words.book_matrix
    voices = list_need_voices(report)
    marks = list(_list_marks(words, report, voices))
    columns = [
        Column(words.headings["behov_id"], 18),
        Column(words.headings["kind"], max(17, NARROWEST - 18 - 5 * len(marks))),
    ]
    for heading, _ in marks:
        unique = tell_apart(heading, [column.heading for column in columns])
        columns.append(Column(unique, 5, "zero or one"))
    rows: list[tuple[Plain | Cell, ...]] = [
        (
            *(Cell(voice.behov_id, link=("voice", voice.behov_id)), voice.kind),
            *(int(voice.behov_id in ids) for _, ids in marks),
        )
        for voice in voices
    ]
    notes = tuple(note.format(voices=words.sheets["voices"]) for note in texts["notes"])
    names = (texts["name"], texts["title"], texts["contents"])
    return Page(*names, notes, "tblMatrise", tuple(columns), rows, words.book_no_needs, frozen=2)


def list_need_voices(report: Report) -> list[Voice]:
    """The statements that are counted as needs: those under a need that are no solutions."""
    solutions = {solution.behov_id for solution in report.solutions}
    return [voice for voice in report.voices if voice.need_id and voice.behov_id not in solutions]


def _list_marks(words: Words, report: Report, voices: list[Voice]) -> Iterator[Mark]:
    for need in report.needs:
        yield need.need_id, {voice.behov_id for voice in voices if voice.need_id == need.need_id}
    services = sorted({voice.service for voice in voices} - {""})
    for name in services:
        marked = {voice.behov_id for voice in voices if voice.service == name}
        yield words.book_matrix["service"].format(name=name), marked
    groups = sorted({group for voice in voices for group in split_groups(voice)})
    for name in groups:
        marked = {voice.behov_id for voice in voices if name in split_groups(voice)}
        yield words.book_matrix["concerns"].format(name=name), marked


def split_groups(voice: Voice) -> list[str]:
    """Whom the statement concerns, group by group."""
    return [group for group in voice.concerns.split("; ") if group]
