"""The annexes of the Word report: every statement, the tables, the words explained, the fundamentals."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from insight.report.document.cards import MANY
from insight.report.document.first_page import count_rest
from insight.report.document.parts import Numbers, write, write_caption, write_heading, write_list, write_picture
from insight.report.document.statements import LONGEST_TITLE, write_statements
from insight.report.document.tables import write_cell, write_share, write_table
from insight.report.figures.composed import describe_heat, draw_heat
from insight.report.numerals import write_number
from insight.report.plain import shorten
from insight.report.shapes import Group, GroupTable, Report
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

MOST_COLUMNS, MOST_QUESTIONS = 9, 10
"""More needs beside each other, and their numbers would not stand on one line; and questions of the survey named."""


def write_annexes(
    document: Document, report: Report, words: Words, numbers: Numbers, headings: Sequence[tuple[str, str]]
) -> None:
    """A all statements, B tables, C words, D fundamentals and recipe, each on a new page under its heading."""
    for (mark, heading), annex in zip(headings, words.word_annexes, strict=True):
        write_heading(document, heading, 1, mark=mark, new_page=True)
        match annex:
            case "statements":
                write_statements(document, report, words)
            case "tables":
                _write_tables(document, report, words, numbers)
            case "glossary":
                _write_glossary(document, words)
            case "fundamentals":
                _write_fundamentals(document, words)


def find_others(report: Report) -> tuple[Group, ...]:
    """The groups of backgrounds that are not told beside the population."""
    known = {row.background for row in report.heard}
    return tuple(group for group in report.groups if group.background not in known)


def is_crowded(report: Report) -> bool:
    """Whether the needs are so many that these groups and the method have room in an annex only."""
    return len(report.needs) > MANY


def write_method(document: Document, report: Report, words: Words) -> None:
    """What people were asked, and how the answers were read; what is a warning is told there."""
    asked = sorted({shorten(voice.question, 160) for voice in report.voices if voice.question})
    done = [line for line in report.method if line not in report.warnings]
    for heading, lines in (
        (words.word_asked_questions, count_rest(asked, MOST_QUESTIONS, words)),
        (words.method_done, done),
    ):
        if lines:
            write_heading(document, heading, 2)
            write_list(document, lines, "Small Bullet")


def write_groups(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    """One table of the groups that are not told beside the population."""
    write_caption(document, words.word_table, numbers, words.word_table_groups)
    rows = [
        (
            group.background,
            shorten(group.name, LONGEST_TITLE),
            write_cell(group.n_persons, words),
            write_share(group.share),
        )
        for group in find_others(report)
    ]
    names, title = ("background", "group", "persons", "share"), words.word_table_groups
    _write_named(document, words, names, rows, (3, 5, 2, 3), (2, 3), about=title)


def _write_tables(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    if is_crowded(report):
        write_method(document, report, words)
        if report.heard and find_others(report):
            write_groups(document, report, words, numbers)
    if report.needs_by_group:
        write(document, words.word_heat_about)
        for note in report.needs_by_group_notes:
            write(document, note, "Note")
    for table in report.needs_by_group:
        _write_by_group(document, table, words, numbers)
    accounts = [(step.step, step.what, write_number(words, step.n)) for step in report.accounts]
    files = [
        (file.source, *(write_number(words, n) for n in (file.n_rows, file.n_answers, file.n_in_use, file.n_set_aside)))
        for file in report.files
    ]
    in_files = ("file", "rows", "answers", "used", "aside")
    tables = (
        (words.word_table_accounts, ("step", "what", "count"), accounts, (3, 8, 2), (2,)),
        (words.word_table_files, in_files, files, (6, 2, 2.4, 2, 2.2), (1, 2, 3, 4)),
        (words.method_settings, ("setting", "value"), report.settings, (5, 8), ()),
    )
    for title, names, rows, widths, right in tables:
        if rows:
            write_caption(document, words.word_table, numbers, title)
            _write_named(document, words, names, rows, widths, right, about=title)


def _write_by_group(document: Document, table: GroupTable, words: Words, numbers: Numbers) -> None:
    title = words.word_table_by_group.format(background=table.background.casefold())
    write_heading(document, table.background, 2)
    write_picture(document, draw_heat(table, words), describe_heat(table, words))
    names = [shorten(name or words.not_given, LONGEST_TITLE) for name in table.names]
    n_columns = ceil(len(table.rows) / ceil(len(table.rows) / MOST_COLUMNS)) if table.rows else 1
    for first in range(0, len(table.rows), n_columns):
        needs = table.rows[first : first + n_columns]
        write_caption(document, words.word_table, numbers, title)
        headings = [words.word_columns["group"], *(need.need_id for need in needs)]
        rows = [[name, *(write_cell(need.counts[n], words) for need in needs)] for n, name in enumerate(names)]
        right = range(1, len(headings))
        write_table(document, headings, rows, [4, *[1] * len(needs)], right=right, about=title)


def _write_glossary(document: Document, words: Words) -> None:
    _write_named(document, words, ("word", "meaning"), words.word_glossary, (3, 10), about=words.word_table_glossary)


def _write_fundamentals(document: Document, words: Words) -> None:
    for title, about, names, rows, widths in (
        (
            words.word_table_fundamentals,
            words.word_fundamentals_about,
            ("fundamental", "question", "status"),
            words.word_fundamentals,
            (2.4, 6, 4.6),
        ),
        (words.word_table_recipe, words.word_recipe_about, ("question", "answer"), words.word_recipe, (5, 8)),
    ):
        write_heading(document, title, 2)
        write(document, about)
        _write_named(document, words, names, rows, widths, about=title)


def _write_named(
    document: Document,
    words: Words,
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    right: Sequence[int] = (),
    *,
    about: str,
) -> None:
    """A table whose columns are named as `word_columns` has them."""
    write_table(document, [words.word_columns[name] for name in names], rows, widths, right=right, about=about)
