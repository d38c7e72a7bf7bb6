"""Annex A of the Word report: every statement in its order, with a number that quotes are followed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from insight.report.document.parts import write, write_heading
from insight.report.document.tables import Run, write_table
from insight.report.numerals import write_number
from insight.report.plain import shorten
from insight.report.shapes import Report, Voice
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

MOST_STATEMENTS = 2000
"""More, and the document would be hundreds of pages: the workbook has them all."""
LONGEST_TITLE = 200


def number_statements(report: Report) -> dict[str, int]:
    """The number of each statement in the annex (by behov_id), from 1; none where they are too many to stand there."""
    ids = [voice.behov_id for voices in _sort_statements(report).values() for voice in voices]
    return {} if len(ids) > MOST_STATEMENTS else {behov_id: n for n, behov_id in enumerate(ids, start=1)}


def refer(behov_id: str, places: Mapping[str, int], words: Words) -> Run:
    """Where a quote is from: the number in the annex, with a link to it, or the workbook's where there is none."""
    number = places.get(behov_id)
    told = words.word_statement_number.format(number=write_number(words, number) if number else behov_id)
    return Run(told, "Quiet", _mark(number) if number else "")


def write_statements(document: Document, report: Report, words: Words) -> None:
    """The statements by need, those nearest the middle first; then those outside the needs."""
    said, places = _sort_statements(report), number_statements(report)
    if said and not places:
        count, sheet = write_number(words, sum(map(len, said.values()))), words.sheets["voices"]
        write(document, words.word_statements_many.format(count=count, sheet=sheet))
        return
    write(document, words.word_statements_about)
    cited = {quote.behov_id for quote in report.quotes}
    cited |= {behov_id for pair in report.oppositions for behov_id in (pair.for_id, pair.against_id)}
    titles = {need.need_id: f"{need.need_id} {shorten(need.title, LONGEST_TITLE)}" for need in report.needs}
    columns = [words.word_columns[name] for name in ("number", "kind", "text", "statement")]
    for need_id, voices in said.items():
        heading = titles.get(need_id, words.word_statements_unplaced)
        write_heading(document, heading, 2)
        write_table(
            document,
            columns,
            [(write_number(words, places[each.behov_id]), each.kind, each.text, each.behov_id) for each in voices],
            (0.9, 2, 9, 2.6),
            right=(0,),
            quiet=(3,),
            marks=[_mark(places[each.behov_id]) if each.behov_id in cited else "" for each in voices],
            about=words.word_table_statements.format(need=heading),
        )


def _sort_statements(report: Report) -> dict[str, list[Voice]]:
    """By need, those outside the needs last."""
    said: defaultdict[str, list[Voice]] = defaultdict(list)
    for voice in report.voices:
        if voice.behov_id:
            said[voice.need_id].append(voice)
    in_order = sorted(said, key=lambda need_id: (not need_id, need_id))
    return {need_id: sorted(said[need_id], key=lambda each: (-_nearness(each), each.behov_id)) for need_id in in_order}


def _nearness(voice: Voice) -> float:
    return -2.0 if voice.closeness is None else voice.closeness


def _mark(number: int) -> str:
    """Beyond the numbers of the headings' marks."""
    return f"_Utsagn{number + 1000}"
