"""What a report prints of groups, as a table that later rounds can read: a reader remembers what was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from insight.report.counts.groups import Printed
from insight.report.counts.needs_by_group import name_need
from insight.report.counts.rows import each_row
from insight.report.shapes import Report
from insight.report.signs import HIDDEN
from insight.report.words import read_words
from insight.tables import GROUP_COUNTS, GROUPS, GroupCounts, finish


def list_printed(report: Report) -> GroupCounts:
    """Every number of persons by background in the report, hidden ones as ":"."""
    codes = {name: code for code, name in read_words(report.language).backgrounds.items()}
    rows = [
        _row(codes[each.background], each.name if each.known else "", "", "", each.n_persons) for each in report.groups
    ]
    for table in report.needs_by_group:
        for need in table.rows:
            for group, n in zip(table.names, need.counts, strict=True):
                rows.append(_row(codes[table.background], group, need.need_id, need.title, n))
    return finish(pd.DataFrame(rows), GROUP_COUNTS)


def _row(background: str, group: str, need_id: str, title: str, n: int | None) -> dict[str, str]:
    return {
        "count_id": f"{background}/{need_id}/{group}",
        "background": background,
        "group": group,
        "stor_b_id": need_id,
        "title": title,
        "shown": HIDDEN if n is None else str(n),
    }


def index_printed(earlier: Iterable[GroupCounts]) -> Mapping[str, Sequence[Printed]]:
    """By background, what each of the earlier reports printed: persons by need and group, the hidden left out."""
    tables = list(earlier)
    return {background: [dict(_list_shown(table, background)) for table in tables] for background in GROUPS}


def _list_shown(table: GroupCounts, background: str) -> Iterator[tuple[tuple[str, str], int]]:
    for row in each_row(table[(table["background"] == background) & (table["shown"] != HIDDEN)]):
        yield (name_need(row.stor_b_id, row.title), row.group), int(row.shown)
