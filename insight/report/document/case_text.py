"""Half a page for the case to the council: facts only, no assessment, no proposal."""

from __future__ import annotations

from pathlib import Path

from insight.report.document.parts import write, write_heading
from insight.report.document.shell import open_document, save_document
from insight.report.front import list_front
from insight.report.numerals import spell_count
from insight.report.plain import shorten, tell_counts
from insight.report.shapes import Report, sort_by_size
from insight.report.signs import BY_TOOL
from insight.report.words import Words, read_words

MOST_LETTERS = 1500
MOST_NEEDS = 3
LONGEST_LINE = 200
_SHORTER = ((3, 5, 3), (3, 3, 2), (3, 2, 1), (2, 1, 1), (1, 1, 1), (1, 0, 0))
"""Lines of the summary, of who was heard and of what is not known, from all there is room for to the least."""


def say_case(report: Report) -> tuple[str, ...]:
    """The paragraphs, at most 1,500 letters together where people's own names of things are of common length.

    What was done, who was heard and who was not, the three needs most persons have reported (in order of number), what
    is not known, and where the report is. No assessment, no abbreviations and nobody addressed, as Indre Fosen's and
    Gjøvik's rules for cases to the council have it.
    """
    words = read_words(report.language)
    said: tuple[str, ...] = ()
    for most in _SHORTER:
        said = _say(report, words, *most)
        if sum(map(len, said)) <= MOST_LETTERS:
            break
    return said


def write_case_text(report: Report, path: str | Path) -> None:
    """Write the paragraphs as a .docx to paste from; the same report gives the same bytes. Raises InsightError."""
    words = read_words(report.language)
    document = open_document(report.language, title=report.title, author=report.kommune, date=report.date)
    write_heading(document, words.word_case_heading, 1)
    names = tuple(f"{need.need_id} " for need in report.needs)
    for paragraph in report.case_text or say_case(report):
        write(document, paragraph, "List Bullet" if names and paragraph.startswith(names) else "Normal")
    save_document(document, path)


def _say(report: Report, words: Words, n_summary: int, n_heard: int, n_unknown: int) -> tuple[str, ...]:
    number = words.word_round.format(number=report.round_number).casefold()
    place = ", ".join(filter(None, [shorten(report.kommune, 40), number]))
    done = words.word_case_done.format(title=shorten(report.title, 80), place=place)
    *summary, self_selected = report.summary
    heard = [line for part in list_front(report) if part.heading == words.front_heard for line in part.lines]
    paragraphs = (summary[:n_summary], [*heard[:n_heard], self_selected], report.unknown[:n_unknown])
    answers, people, unknown = (" ".join(shorten(line, LONGEST_LINE) for line in lines) for lines in paragraphs)
    return tuple(filter(None, (done, answers, people, *_say_needs(report, words), unknown, words.word_case_where)))


def _say_needs(report: Report, words: Words) -> list[str]:
    if not report.needs:
        return [words.word_case_needs_none]
    largest = sorted(sort_by_size(report.needs)[:MOST_NEEDS], key=lambda need: need.need_id)
    about = [words.word_case_needs.format(themes=spell_count(words, len(report.needs), words.theme))]
    about += [words.word_case_names] * any(need.titled_by == words.say(BY_TOOL) for need in largest)
    told = []
    for need in largest:
        counts = tell_counts(
            words, (need.n_persons, words.person), (need.n_statements, words.statement), (need.n_notes, words.note)
        )
        told.append(words.word_case_need.format(need_id=need.need_id, name=shorten(need.title, 70), counts=counts))
    return [" ".join(about), *told]
