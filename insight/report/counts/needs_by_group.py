"""How many persons of each group have reported each need, hidden together with who was heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from insight.report.counts.groups import UNPRINTED, Printed, find_members, guard_groups, list_names, widen_for_change
from insight.report.counts.suppress import Cells, Relation, Truth, Whole, hide
from insight.report.shapes import GroupTable, Need, NeedByGroup
from insight.report.words import read_words
from insight.tables import GROUPS

Reported = Mapping[str, frozenset[str]]
"""By need, the persons who have reported it."""


def table_needs(
    persons: pd.DataFrame,
    needs: Sequence[Need],
    reported: Reported,
    *,
    threshold: int = 5,
    earlier: Mapping[str, Sequence[Printed]] | None = None,
    language: str = "nb",
) -> tuple[GroupTable, ...]:
    """One table for each background that anybody gave: needs by groups.

    `persons` is what `groups.list_persons` gives. A person who has reported several needs is counted in each, and one
    with two roles in both. What is hidden is found jointly with the numbers of «Hvem» and what the reader knows
    besides: everybody heard, the persons of each need, and from «Alle innspill» which needs nearly the same persons
    have reported. `earlier` has, by background, what earlier reports printed.
    """
    tables, headings = [], read_words(language).backgrounds
    for background in GROUPS:
        names = list_names(persons[background])
        if not needs or not any(names):
            continue
        cells = guard_needs(persons[background], needs, reported, threshold, (earlier or {}).get(background, ()))
        hidden = hide(cells)[len(names) :].reshape(len(needs), len(names))
        counts = cells.counts[len(names) :].reshape(len(needs), len(names))
        tables.append(GroupTable(headings[background], tuple(names), tuple(_rows(needs, counts, hidden))))
    return tuple(tables)


def _rows(needs: Sequence[Need], counts: Whole, hidden: Truth) -> Iterator[NeedByGroup]:
    for need, numbers, is_hidden in zip(needs, counts, hidden, strict=True):
        shown = [None if hide_it else int(n) for n, hide_it in zip(numbers, is_hidden, strict=True)]
        yield NeedByGroup(need.need_id, need.title, need.n_persons, tuple(shown))


def name_need(need_id: str, title: str) -> str:
    """What makes a need the same as one in an earlier report, until needs keep their identity: number and name."""
    return f"{need_id} {title}" if need_id else ""


def guard_needs(
    given: pd.Series, needs: Sequence[Need], reported: Reported, threshold: int, earlier: Sequence[Printed] = ()
) -> Cells:
    """The cells of one background: the groups as «Hvem» shows them, then the needs row by row.

    Hidden are the counts of 1 to `threshold` - 1 persons, every count (0 too) of a need or a group with so few, and
    every count that differs by so few from what an earlier report printed.
    """
    groups, names = guard_groups(given, threshold, earlier), list_names(given)
    members = find_members(given)
    inside = np.array([members[name] for name in names])
    has = np.array([given.index.isin(reported[need.need_id]) for need in needs])
    counts, n_reported = has.astype(np.int64) @ inside.T.astype(np.int64), has.sum(axis=1)[:, None]
    small = ((counts > 0) & (counts < threshold)) | ((n_reported > 0) & (n_reported < threshold))
    small |= groups.counts < threshold
    low, high = np.where(small, 0, counts), np.where(small, threshold, counts)
    least, most = np.zeros_like(counts), np.minimum(n_reported, np.where(groups.hidden, groups.most, groups.counts))
    for printed in earlier:
        before = _find_before(printed, needs, names)
        low, high, least, close = widen_for_change(counts, before, low, high, least, threshold)
        small |= close
    hidden = small.ravel()
    return Cells(
        counts=np.concatenate([groups.counts, counts.ravel()]),
        hidden=np.concatenate([groups.hidden, hidden]),
        guarded=np.concatenate([groups.guarded, hidden]),
        free=np.concatenate([groups.free, ~hidden]),
        low=np.concatenate([groups.low, low.ravel()]),
        high=np.concatenate([groups.high, high.ravel()]),
        least=np.concatenate([groups.least, least.ravel()]),
        most=np.concatenate([groups.most, most.ravel()]),
        relations=[*groups.relations, *_relate(has, groups, names, threshold)],
    )


def _find_before(printed: Printed, needs: Sequence[Need], names: Sequence[str]) -> Whole:
    """What an earlier report printed, need by group."""
    keys = [name_need(need.need_id, need.title) for need in needs]
    return np.array([[printed.get((key, name), UNPRINTED) for name in names] for key in keys], dtype=np.int64)


def _relate(has: Truth, groups: Cells, names: Sequence[str], threshold: int) -> Iterator[Relation]:
    """What the reader knows of the cells: rows that add up, cells within their group, needs of the same persons."""
    n_persons, n_groups = has.shape[1], len(names)
    is_divided = int(groups.counts.sum()) == n_persons
    for row, n_reported in enumerate(has.sum(axis=1)):
        cells = range(n_groups * (row + 1), n_groups * (row + 2))
        yield Relation(cells, [1] * n_groups, n_reported, n_reported if is_divided else np.inf)
        for group, cell in enumerate(cells):
            yield Relation([group, cell], [1, -1], 0, n_persons - n_reported)  # those of the group who have not
            if not is_divided and names[-1] == "" and group < n_groups - 1:
                yield Relation([cell, cells[-1]], [1, 1], 0, n_reported)  # nobody is in a group and in none
    together = has.astype(np.int64) @ has.T.astype(np.int64)
    apart = together.diagonal()[:, None] - together
    for one, other in zip(*np.nonzero(apart < np.minimum(threshold, together.diagonal()[:, None])), strict=True):
        if one != other:
            for group in range(n_groups):
                pair = [n_groups * (one + 1) + group, n_groups * (other + 1) + group]
                yield Relation(pair, [1, -1], -np.inf, apart[one, other])
