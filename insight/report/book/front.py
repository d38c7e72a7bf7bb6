"""«Les meg»: what the workbook is, what to be aware of, how it is read, and a link to every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from insight.report.book.cells import find_address, measure_height, put, put_link
from insight.report.book.page import Styles, lay_out_paper, write_pairs
from insight.report.counts.sentences import fill_notes
from insight.report.numerals import spell_date
from insight.report.shapes import Report
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook

WIDTHS = (20, 105)


def write_front(book: Workbook, styles: Styles, report: Report, contents: Iterable[tuple[str, str]]) -> None:
    """The first sheet; `contents` are the others, in their order: the name, and what it holds."""
    words = read_words(report.language)
    sheet = book.add_worksheet(words.sheets["front"])
    lay_out_paper(sheet, words, report.title, sheet.name)
    sheet.fit_to_pages(1, 1)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    put(words, sheet, 0, 0, report.title, styles["title"])
    pairs = [("", ""), *_list_about(words, report), ("", "")]
    pairs += _list_section(words.front_about, words.about)
    pairs += _list_section(words.front_warnings, report.warnings)
    pairs += _list_section(words.front_reading, fill_notes(words, words.reading))
    write_pairs(words, sheet, styles, 1, pairs, WIDTHS)
    put(words, sheet, len(pairs) + 1, 0, words.front_contents, styles["section"])
    for row, (name, sentence) in enumerate(contents, start=len(pairs) + 2):
        put_link(sheet, row, 0, find_address(name), name, styles["link"])
        put(words, sheet, row, 1, sentence, styles["paragraph"])
        sheet.set_row(row, measure_height((name, sentence), WIDTHS))


def _list_about(words: Words, report: Report) -> list[tuple[str, str]]:
    """What is known of the report itself; what the caller left empty is left out."""
    about = (
        report.kommune,
        str(report.round_number),
        spell_date(words, report.date),
        report.responsible,
        report.version,
    )
    return [pair for pair in zip(words.about_labels, about, strict=True) if pair[1]]


def _list_section(heading: str, lines: Sequence[str]) -> list[tuple[str, str]]:
    """The heading beside the first line, and a gap after the last; nothing where there are no lines."""
    return [*zip((heading, *[""] * len(lines)), lines, strict=False), ("", "")] if lines else []
