"""Half a page for the case to the council: facts only, no assessment, no proposal."""

from __future__ import annotations

from pathlib import Path

from insight.report.document.parts import write, write_heading
from insight.report.document.shell import open_document, save_document
from insight.report.plain import shorten, tell_counts
from insight.report.shapes import Report, sort_by_size
from insight.report.words import Words, read_words

MOST_LETTERS = 1500
MOST_NEEDS = 3
_SHORTER = ((3, 3), (3, 2), (3, 1), (2, 1), (1, 1), (1, 0))
"""Lines of the summary and of what is not known, from all there is room for to the least."""


def say_case(report: Report) -> tuple[str, ...]:
    """The paragraphs, at most 1,500 letters together where people's own names of things are of common length.

    What was done and who was heard, the three needs most persons have reported (in order of number), what is not known,
    and where the report is. No assessment, no abbreviations and nobody addressed, as Indre Fosen's and Gjøvik's rules
    for cases to the council have it.
    """
    words = read_words(report.language)
    said: tuple[str, ...] = ()
    for n_summary, n_unknown in _SHORTER:
        said = _say(report, words, n_summary, n_unknown)
        if sum(map(len, said)) <= MOST_LETTERS:
            break
    return said


def write_case_text(report: Report, path: str | Path) -> None:
    """Write the paragraphs as a .docx to paste from; the same report gives the same bytes. Raises InsightError."""
    words = read_words(report.language)
    document = open_document(report.language, title=report.title, author=report.kommune, date=report.date)
    write_heading(document, words.word_case_heading, 1)
    for paragraph in report.case_text or say_case(report):
        write(document, paragraph)
    save_document(document, path)


def _say(report: Report, words: Words, n_summary: int, n_unknown: int) -> tuple[str, ...]:
    about = {"title": shorten(report.title, 80), "number": report.round_number}
    done = words.word_case_done.format(**about)
    if report.kommune:
        done = words.word_case_done_kommune.format(kommune=shorten(report.kommune, 40), **about)
    lines = [*report.summary[:-1][:n_summary], *report.summary[-1:]]
    unknown = " ".join(shorten(line, 200) for line in report.unknown[:n_unknown])
    heard = " ".join(shorten(line, 200) for line in lines)
    return tuple(filter(None, (done, heard, *_say_needs(report, words), unknown, words.word_case_where)))


def _say_needs(report: Report, words: Words) -> list[str]:
    if not report.needs:
        return [words.word_case_needs_none]
    largest = sorted(sort_by_size(report.needs)[:MOST_NEEDS], key=lambda need: need.need_id)
    told = []
    for need in largest:
        counts = tell_counts(
            words, (need.n_persons, words.person), (need.n_statements, words.statement), (need.n_notes, words.note)
        )
        told.append(words.word_case_need.format(need_id=need.need_id, name=shorten(need.title, 70), counts=counts))
    return [words.word_case_needs, *told]
