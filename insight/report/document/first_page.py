"""The first page of the Word report: title, what the council is asked, and the front sections, fitted to the page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from insight.report.document.parts import write, write_heading, write_list
from insight.report.front import Section, list_front
from insight.report.numerals import spell_date, write_number
from insight.report.plain import shorten
from insight.report.shapes import Report
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

_ROOM, _TITLE, _LINE, _HEADING = 590, 26, 14, 27
"""Points: what an A4 page has under the first heading, a further line of the title, a line of the list, and a heading
with its space."""
_LETTERS, _IN_TITLE, LONGEST_TITLE = 90, 40, 120
"""Letters on a line of the list and of the title: rather too few than too many; and of the title in all."""
_LENGTHS = ((7, 400), (5, 270), (4, 180), (3, 180), (2, 180), (2, 90))
"""Lines of a section and letters of a line, from all to the least; the five lines in short stay as they are."""


def write_title(document: Document, report: Report, words: Words) -> None:
    """The title, whose report it is, and what the council is asked."""
    write(document, shorten(report.title, LONGEST_TITLE), "Title")
    about = [
        report.kommune,
        words.word_round.format(number=report.round_number),
        spell_date(words, report.date),
        words.word_responsible.format(name=report.responsible) if report.responsible else "",
    ]
    write(document, " · ".join(shorten(each, 80) for each in about if each), "Subtitle")
    write(document, words.word_asked, "Lead")
    write(document, words.word_ask)


def write_front(document: Document, report: Report, words: Words) -> tuple[str, ...]:
    """The front sections, as long as the page has room for; returns the lines that stand there in full."""
    title = shorten(report.title, LONGEST_TITLE)
    sections = fit_front(list_front(report), words, _ROOM - _TITLE * (len(title) // _IN_TITLE))
    for section in sections:
        write_heading(document, section.heading, 2)
        write_list(document, section.lines)
        if section.note:
            write(document, section.note, "Note")
    return tuple(line for section in sections for line in section.lines)


def fit_front(sections: Sequence[Section], words: Words, room: int = _ROOM) -> tuple[Section, ...]:
    """The sections with fewer and shorter lines where `room` (points) is too little; what is left out is counted."""
    fitted: tuple[Section, ...] = tuple(sections)
    for most, longest in _LENGTHS:
        fitted = (*sections[:1], *(_cut(section, most, longest, words) for section in sections[1:]))
        if sum(map(_measure, fitted)) <= room:
            break
    return fitted


def _cut(section: Section, most: int, longest: int, words: Words) -> Section:
    return Section(
        section.heading, count_rest([shorten(line, longest) for line in section.lines], most, words), section.note
    )


def _measure(section: Section) -> int:
    """Points the section takes on the page, about."""
    lines = sum(ceil(len(line) / _LETTERS) for line in (*section.lines, section.note))
    return _HEADING + _LINE * lines


def count_rest(lines: Sequence[str], most: int, words: Words) -> tuple[str, ...]:
    """The first `most` lines, and how many more there are."""
    more = len(lines) - most
    return (*lines[:most], *([words.word_more.format(count=write_number(words, more))] if more > 0 else []))
