"""The front page of every face of the report: what a reader has to know who reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from insight.report.counts.sentences import name_highlights
from insight.report.numerals import spell_list, write_number
from insight.report.shapes import Heard, Report
from insight.report.words import Words, read_words

MOST_NAMES, MOST_FINDINGS = 6, 3
"""Groups named in one line, and findings of one kind; the rest are counted, and stand in the chapter or sheet."""


@dataclass(frozen=True)
class Section:
    """A heading with its lines; `note` is what must be read with them."""

    heading: str
    lines: tuple[str, ...]
    note: str = ""


def list_front(report: Report) -> tuple[Section, ...]:
    """The sections of the front page, in their order; each has one line or more.

    In short (five lines), the needs most have reported, who was heard and who was not, disagreement and surprises, what
    is not known, and what became of every answer. The first ends with whom the answers can speak for.
    """
    words = read_words(report.language)
    sections = (
        Section(words.in_short, report.summary),
        Section(name_highlights(words, len(report.highlights)), report.highlights, words.chosen_by_size),
        Section(words.front_heard, tuple(_tell_heard(words, report))),
        Section(words.front_findings, tuple(_tell_findings(words, report))),
        Section(words.not_known, report.unknown),
        Section(words.front_counted, (_tell_counted(words, report),)),
    )
    return tuple(section for section in sections if section.lines)


def _tell_heard(words: Words, report: Report) -> Iterator[str]:
    """The groups that were not heard, or less or more than they are large; nothing of those whose number is hidden."""
    if not report.heard:
        yield words.front_no_population
        return
    codes = {row.code for row in report.heard}
    for code in ("unheard", "lower", "higher"):
        if code in codes:
            names = _name([row for row in report.heard if row.code == code], words)
            yield words.front_heard_lines[code].format(groups=names)
    if "as" in codes:
        yield words.front_heard_others if codes & {"unheard", "lower", "higher"} else words.front_heard_all
    if codes & {"hidden", "counted", "unmatched"}:
        yield words.front_heard_untold


def _name(rows: Sequence[Heard], words: Words) -> str:
    names = [f"{row.name} ({row.background.casefold()})" for row in rows]
    return spell_list(words, _shorten(names, MOST_NAMES, words))


def _tell_findings(words: Words, report: Report) -> Iterator[str]:
    """Where people disagree, where groups differ, and what few have said; that nothing was found is told too."""
    if not report.needs:
        return
    yield from _shorten(report.disagreements, MOST_FINDINGS, words)
    if not report.disagreements:
        yield words.no_disagreement
    yield from _shorten(report.differences, MOST_FINDINGS, words)
    yield from _shorten(report.surprises, MOST_FINDINGS, words)


def _shorten(lines: Sequence[str], most: int, words: Words) -> list[str]:
    more = len(lines) - most
    return [*lines[:most], *([words.front_more.format(number=write_number(words, more))] if more > 0 else [])]


def _tell_counted(words: Words, report: Report) -> str:
    totals = report.totals
    counts = {
        "answers": totals.n_answers,
        "used": totals.n_answers - totals.n_set_aside,
        "aside": totals.n_set_aside,
        "placed": totals.n_placed,
        "needs": totals.n_need_statements,
    }
    return str(words.front_counts.format(**{name: write_number(words, n) for name, n in counts.items()}))
