"""The report as a Word document, chapter by chapter: at most eight pages, with everything else in annexes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from insight.report.document.annexes import find_others, is_crowded, write_annexes, write_groups, write_method
from insight.report.document.cards import ask_next, choose_solutions, write_cards
from insight.report.document.first_page import count_rest, write_front, write_title
from insight.report.document.parts import (
    Numbers,
    write,
    write_caption,
    write_contents,
    write_footer,
    write_heading,
    write_list,
    write_picture,
)
from insight.report.document.shell import open_document, save_document
from insight.report.document.tables import write_cell, write_share, write_table
from insight.report.figures.composed import describe_heard, describe_needs_of, draw_heard, draw_needs_of
from insight.report.numerals import write_number
from insight.report.plain import shorten, tell_counts
from insight.report.shapes import Excerpt, Heard, Report, solutions_of
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from docx.document import Document

ANNEXES = "ABCD"
MOST_LINES = 8
"""Lines of one kind in the main part; the rest are counted."""
LONGEST_LINE, LONGEST_NAME = 320, 200


def write_word(report: Report, path: str | Path) -> None:
    """Write the report as a .docx at `path`; the same report gives the same bytes.

    Real headings, lists and tables with header rows that repeat, a field of contents, alternative texts, and the
    language of the document, as UU-tilsynet's guide to Word asks for. What people wrote is text, never a field, a link
    or markup. Raises InsightError when the file cannot be written.
    """
    words = read_words(report.language)
    document = open_document(report.language, title=report.title, author=report.kommune, date=report.date)
    write_footer(document, report.title, words.word_page)
    marks = _mark_headings(words)
    chapters = iter(marks)
    numbers = Numbers()
    write_title(document, report, words)
    _open_chapter(document, next(chapters))
    told = write_front(document, report, words)
    write(document, words.word_contents, "TOC Heading").paragraph_format.page_break_before = True
    write_contents(document, marks)
    _open_chapter(document, next(chapters))
    _write_heard(document, report, words, numbers, told)
    for write_chapter in (_write_needs, _write_disagreement, _write_solutions, _write_next, _write_method):
        _open_chapter(document, next(chapters))
        write_chapter(document, report, words, numbers)
    write_annexes(document, report, words, numbers, list(chapters))
    save_document(document, path)


def _mark_headings(words: Words) -> list[tuple[str, str]]:
    """The mark and the text of every heading of the first level, in order."""
    chapters = [f"{n} {title}" for n, title in enumerate(words.word_chapters.values(), start=1)]
    annexes = [
        words.word_annex.format(letter=letter, title=title)
        for letter, title in zip(ANNEXES, words.word_annexes.values(), strict=True)
    ]
    return [(f"_Toc{n:09}", text) for n, text in enumerate([*chapters, *annexes], start=1)]


def _open_chapter(document: Document, heading: tuple[str, str]) -> None:
    mark, text = heading
    write_heading(document, text, 1, mark=mark)


# --- the chapters ------------------------------------------------------------------------------------


def _write_lines(
    document: Document, heading: str, lines: Iterable[str], words: Words, style: str = "List Bullet"
) -> None:
    """A heading and a list of the first lines, the rest counted; nothing where there are no lines."""
    shown = [shorten(line, LONGEST_LINE) for line in lines]
    if shown:
        write_heading(document, heading, 2)
        write_list(document, count_rest(shown, MOST_LINES, words), style)


def _write_heard(document: Document, report: Report, words: Words, numbers: Numbers, told: Collection[str]) -> None:
    """One figure and one table against the population; backgrounds the population is not known by have their own.

    What is not known is here too, where the first page had no room to tell it in full (`told`).
    """
    if report.heard:
        _write_compared(document, report, words, numbers)
    if find_others(report) and not (report.heard and is_crowded(report)):
        write_groups(document, report, words, numbers)
    elif find_others(report):
        write(document, words.word_in_annex)
    elif not report.heard:
        write(document, words.word_no_groups)
    for note in _leave_out(dict.fromkeys([*report.heard_notes, *report.group_notes]), report.summary):
        write(document, shorten(note, LONGEST_LINE), "Note")
    if _leave_out(report.unknown, told):
        write_heading(document, words.not_known, 2)
        write_list(document, report.unknown, "Small Bullet")


def _write_compared(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    if any(row.population_share is not None for row in report.heard):
        write_picture(document, draw_heard(report), describe_heard(report))
        _write_source(document, report, words, numbers)
    columns = words.word_columns
    write_caption(document, words.word_table, numbers, words.word_table_heard)
    names = ("background", "group", "persons", "share", "population", "population_share", "told")
    rows = [_compare(row, words) for row in report.heard]
    widths = (60, 82, 50, 51, 57, 66, 116)
    headings = [columns[name] for name in names]
    write_table(document, headings, rows, widths, right=(2, 3, 4, 5), about=words.word_table_heard)


def _compare(row: Heard, words: Words) -> tuple[str, ...]:
    return (
        row.background,
        shorten(row.name, LONGEST_NAME),
        write_cell(row.n_persons, words),
        write_share(row.share),
        "" if row.population is None else write_number(words, row.population),
        write_share(row.population_share),
        row.told,
    )


def _write_needs(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    about = write(document, words.word_needs_order if report.needs else words.word_no_needs)
    about.paragraph_format.keep_with_next = True
    if report.needs:
        write_picture(document, draw_needs_of(report), describe_needs_of(report))
        _write_source(document, report, words, numbers)
        grades = words.word_grades.format(grades="; ".join(words.grades))
        stamps = (words.stamp_solid, words.stamp_unsure) if is_crowded(report) else ()
        write_list(document, (grades, *stamps), "Small Bullet")
        write_cards(document, report, words)


def _write_disagreement(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    told = list(report.disagreements) or [
        f"{need.need_id} {shorten(need.title, 80)}: {need.disagreement}" for need in report.needs if need.disagreement
    ]
    _write_lines(document, words.word_disagreement, told, words)
    write(document, words.word_disagreement_limits if told else words.no_disagreement, "Note")
    _write_lines(document, words.word_surprises, report.surprises, words)
    _write_lines(document, words.word_differences, report.differences, words)


def _write_solutions(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    if not report.solutions:
        write(document, words.word_solutions_none)
        return
    write(document, words.word_solutions_about).paragraph_format.keep_with_next = True
    columns = words.word_columns
    loose = tuple(solution for solution in report.solutions if not solution.need_id)
    most = choose_solutions(len(report.needs))
    rows = [
        (
            f"{need.need_id} {shorten(need.title, LONGEST_NAME)}",
            *_tell_solutions(solutions_of(report, need.need_id), most, words),
        )
        for need in report.needs
    ]
    rows += [(words.word_without_need, *_tell_solutions(loose, most, words))] * bool(loose)
    write_caption(document, words.word_table, numbers, words.word_table_solutions)
    headings = (columns["need"], columns["count"], columns["examples"])
    write_table(document, headings, rows, (5.6, 1.2, 7.6), right=(1,), about=words.word_table_solutions)


def _tell_solutions(solutions: tuple[Excerpt, ...], most: int, words: Words) -> tuple[str, str]:
    """How many, and the first ones in words; of like words the first is enough, and one of them in one line."""
    longest = 110 if most > 1 else 60
    said = [*dict.fromkeys(shorten(each.quote, longest) for each in solutions if each.quote != words.withheld)]
    return write_number(words, len(solutions)), "\n".join(said[:most])


def _write_next(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    questions = report.questions or [
        f"{need.need_id}: {ask_next(need, words)}" for need in report.needs if need.next_question
    ]
    _write_lines(document, words.word_next_questions, questions, words, "Small Bullet")
    for heading, fill in (
        (words.word_next_test, words.word_next_test_fill),
        (words.word_next_reply, words.word_next_reply_fill),
    ):
        write_heading(document, heading, 2)
        write(document, fill, "Fill In")


def _write_method(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    if is_crowded(report):
        write(document, words.word_in_annex)
    else:
        write_method(document, report, words)
    warnings = _leave_out(report.warnings, report.summary)
    if warnings:
        write_heading(document, words.front_warnings, 2)
        write_list(document, warnings, "Small Bullet")


# --- their parts -------------------------------------------------------------------------------------


def _write_source(document: Document, report: Report, words: Words, numbers: Numbers) -> None:
    counts = tell_counts(words, (report.totals.n_persons, words.person), (report.totals.n_notes, words.note))
    write(document, words.word_figure.format(number=numbers.next_figure(), counts=counts), "Note")


def _leave_out(lines: Iterable[str], said: Collection[str]) -> list[str]:
    """The lines that are not said already."""
    return [line for line in lines if line not in said]
