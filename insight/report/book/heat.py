"""Needs by groups as heat tables: every number printed, the ground only a help for the eye; a sheet a background."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.report.book.page import Cell, Column, Page, Row
from insight.report.shapes import GroupTable, NeedByGroup, Report
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

LONGEST_HEADING = 80
PERSONS_WIDTH, COUNT_WIDTH, NARROWEST = 12, 17, 130
"""Units of width: of the persons, of a column of counts, and of the whole table, so that the notes have room."""


def make_heat(report: Report) -> list[Page]:
    """A sheet for each background anybody gave; one that says why where there is none."""
    words = read_words(report.language)
    if report.needs_by_group:
        return [_make_page(words, report, table) for table in report.needs_by_group]
    names = (words.sheets["needs_by_group"], words.titles["needs_by_group"], words.contents["needs_by_group"])
    columns = (Column(words.headings["need_id"], 10), Column(words.headings["title"], 80))
    return [Page(*names, (), "tblBehovGrupper", columns, (), words.nothing_yet["needs_by_group"])]


def _make_page(words: Words, report: Report, table: GroupTable) -> Page:
    texts = words.book_heat
    columns = [
        Column(words.headings["need_id"], 10),
        Column(words.headings["title"], max(40, NARROWEST - 10 - PERSONS_WIDTH - COUNT_WIDTH * len(table.names))),
        Column(words.headings["n_persons"], PERSONS_WIDTH, "number"),
    ]
    for name in table.names:
        heading = tell_apart(name or words.not_given, [column.heading for column in columns])
        columns.append(Column(heading, COUNT_WIDTH, "count"))
    steps = find_steps([n for row in table.rows for n in row.counts if n])
    rows = [_list_cells(row, steps) for row in table.rows]
    notes = (*report.needs_by_group_notes, *_explain(words, steps))
    background = {"background": table.background.lower()}
    return Page(
        texts["name"].format(**background),
        texts["title"].format(background=table.background),
        texts["contents"].format(**background),
        notes,
        "tblBehov" + re.sub(r"\W", "", table.background),
        tuple(columns),
        rows,
        words.book_no_needs,
        frozen=2,
    )


def _list_cells(row: NeedByGroup, steps: tuple[int, int, int] | None) -> Row:
    card, counted = ("card", row.need_id), ("counted", row.need_id)
    counts = (_shade(count, steps) for count in row.counts)
    return Cell(row.need_id, link=card), row.title, Cell(row.n_persons, link=counted), *counts


def find_steps(shown: Sequence[int]) -> tuple[int, int, int] | None:
    """The largest number of each of three equal steps up to the largest shown; None where there are too few to step.

    >>> find_steps([5, 12, 30])
    (10, 20, 30)
    """
    most = max(shown, default=0)
    return (most // 3, 2 * most // 3, most) if most >= 3 else None


def _shade(count: int | None, steps: tuple[int, int, int] | None) -> Cell:
    """A hidden number and a nought are never shaded: the ground tells nothing the number does not."""
    if count is None:
        return Cell(HIDDEN)
    if not count or not steps:
        return Cell(count)
    return Cell(count, style=f"heat {1 + (count > steps[0]) + (count > steps[1])}")


def _explain(words: Words, steps: tuple[int, int, int] | None) -> tuple[str, ...]:
    if not steps:
        return ()
    between = words.book_heat["between"]
    first, second, most = steps
    spans = {
        "low": between.format(low=1, high=first),
        "middle": between.format(low=first + 1, high=second),
        "high": between.format(low=second + 1, high=most),
    }
    return words.book_heat["legend"].format(**spans), words.book_heat["sizes"]


def tell_apart(name: str, taken: Sequence[str]) -> str:
    """A heading Excel can have in a table: one line of at most 80 letters, unlike the others whatever the case."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    heading = short = " ".join(printable.split())[:LONGEST_HEADING] or "–"
    used = {each.casefold() for each in taken}
    number = 2
    while heading.casefold() in used:
        heading, number = f"{short} ({number})", number + 1
    return heading
