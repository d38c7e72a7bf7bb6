"""Who was heard: persons by background, with numbers too small to show hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from insight.report.counts.suppress import Cells, Relation, Truth, Whole
from insight.report.numerals import FEWEST_FOR_SHARE
from insight.report.shapes import Group
from insight.report.words import read_words
from insight.tables import GROUPS, Innspill

ROLE = "rolle"
ROLE_SEPARATOR = "; "

Printed = Mapping[tuple[str, str], int]
"""The numbers an earlier report printed of one background, by need ("" for all who were heard) and group."""
UNPRINTED = -1_000_000
"""In place of a number that an earlier report did not print: far from every number of persons."""


def count_groups(
    innspill: Innspill,
    *,
    threshold: int = 5,
    backgrounds: tuple[str, ...] = GROUPS,
    earlier: Mapping[str, Sequence[Printed]] | None = None,
    language: str = "nb",
) -> tuple[Group, ...]:
    """Persons by each background, those who gave none last. Notes are not persons.

    Counts the persons with an answer that is not set aside. A person with two roles is counted in both.
    No share where fewer than 20 persons answered. `earlier` has, by background, what earlier reports printed.
    """
    words, persons = read_words(language), list_persons(innspill)
    counted = []
    for background in backgrounds:
        cells = guard_groups(persons[background], threshold, (earlier or {}).get(background, ()))
        for name, n, hidden in zip(list_names(persons[background]), cells.counts, cells.hidden, strict=True):
            n_shown = None if hidden else int(n)
            counted.append(
                Group(
                    background=words.backgrounds[background],
                    name=name or words.not_given,
                    n_persons=n_shown,
                    share=None if n_shown is None or len(persons) < FEWEST_FOR_SHARE else n_shown / len(persons),
                    few=bool(n < threshold),
                    known=name != "",
                )
            )
    return tuple(counted)


def guard_groups(given: pd.Series, threshold: int, earlier: Sequence[Printed] = ()) -> Cells:
    """The groups of one background (`given`, by person) in reading order, with what must be hidden and is known.

    A group of 1 to `threshold` - 1 persons is hidden, and so is one that differs by so few from what an earlier report
    printed: the difference is a small group too.
    """
    members = find_members(given)
    return _guard({name: int(members[name].sum()) for name in list_names(given)}, len(given), threshold, earlier)


def hide_small(counts: Mapping[str, int], threshold: int) -> frozenset[str]:
    """The groups whose number must not be shown when their total is, and nobody is in two groups.

    Groups of 1 to `threshold` - 1 persons, and then the smallest of the others until nothing more than that can be
    told of any of them (`suppress`): also by a reader who knows which groups are small, since the report names them,
    and that no group that is shown is smaller than one that is hidden only to protect another.
    """
    cells = _guard(dict(sorted(counts.items())), sum(counts.values()), threshold, ())
    return frozenset(name for name, hidden in zip(sorted(counts), cells.hidden, strict=True) if hidden)


def _guard(counts: Mapping[str, int], n_persons: int, threshold: int, earlier: Sequence[Printed]) -> Cells:
    """Hide the smallest of the groups that need not be hidden, one by one, until those that must be are protected."""
    names = list(counts)
    cells = _start(counts, n_persons, threshold, earlier)
    smallest_first = sorted(np.flatnonzero(~cells.hidden), key=lambda cell: (cells.counts[cell], names[cell]))
    others = [int(cell) for cell in smallest_first]
    adds_up = int(cells.counts.sum()) == n_persons  # then the reader knows how many the hidden are together
    while others and (_is_exposed(cells) or (adds_up and 0 < cells.counts[cells.hidden].sum() < threshold)):
        hidden, most = cells.hidden.copy(), cells.most.copy()
        hidden[others.pop(0)] = True
        secondary = hidden & ~cells.guarded
        most[secondary] = cells.counts[others[0]] if others else n_persons
        cells = replace(cells, hidden=hidden, free=~hidden, most=most)
    return replace(cells, free=np.zeros_like(cells.free))


def _start(counts: Mapping[str, int], n_persons: int, threshold: int, earlier: Sequence[Printed]) -> Cells:
    """The groups with those that must be hidden, and what a reader knows: which are small, and earlier numbers."""
    n = np.array(list(counts.values()), dtype=np.int64)
    few, given = n < threshold, np.array([name != "" for name in counts], dtype=bool)
    low, high = np.where(few, 1, n), np.where(few, threshold - 1, n)
    named = few & given  # the report names these as small, and so tells that the others of the background are not
    least = np.where(few | ~given | (not named.any()), 1, threshold)
    most = np.where(named, threshold - 1, n_persons)
    changed = np.zeros_like(few)
    for printed in earlier:
        before = np.array([printed.get(("", name), UNPRINTED) for name in counts], dtype=np.int64)
        low, high, least, close = widen_for_change(n, before, low, high, least, threshold)
        changed |= close
    hidden = few | changed
    everybody = n_persons if int(n.sum()) == n_persons else np.inf
    whole = [Relation(range(n.size), [1] * n.size, n_persons, everybody)]
    return Cells(n, hidden, hidden, ~hidden, low, high, least, most, whole)


def _is_exposed(cells: Cells) -> bool:
    """Whether a group that must be protected is not, for a reader who knows the sum of all groups."""
    low, high = _find_ranges(cells, cells.hidden)
    floor, ceiling = _find_ranges(cells, np.ones_like(cells.hidden))
    exposed = (low > np.maximum(cells.low, floor)) | (high < np.minimum(cells.high, ceiling))
    return bool(exposed[cells.guarded].any())


def _find_ranges(cells: Cells, hidden: Truth) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How few and how many persons each hidden group may have: with one sum of all groups this is exact."""
    whole, shown = cells.relations[0], int(cells.counts[~hidden].sum())
    others_least = int(cells.least[hidden].sum()) - cells.least
    others_most = int(cells.most[hidden].sum()) - cells.most
    low = np.maximum(cells.least, whole.least - shown - others_most)
    return low, np.minimum(cells.most, whole.most - shown - others_least)


def widen_for_change(
    n: Whole, before: Whole, low: Whole, high: Whole, least: Whole, threshold: int
) -> tuple[Whole, Whole, Whole, Truth]:
    """The ranges the numbers `n` must keep, the least they can be, and which are close to what was printed `before`.

    A number that has changed by 1 to `threshold` - 1 persons must be able to have changed by none and by `threshold`.
    The reader takes those who had answered before to be counted still, where that is so.
    """
    printed, close = before != UNPRINTED, (n != before) & (np.abs(n - before) < threshold)
    more, fewer = printed & close & (n > before), printed & close & (n < before)
    low = np.where(more, np.minimum(low, before), np.where(fewer, np.minimum(low, before - threshold), low))
    high = np.where(more, np.maximum(high, before + threshold), np.where(fewer, np.maximum(high, before), high))
    return low, high, np.where(printed & (before <= n), np.maximum(least, before), least), more | fewer


def list_persons(innspill: Innspill) -> pd.DataFrame:
    """One row a person with an answer that is not set aside: the backgrounds, indexed by person_id.

    Where a person gave a background in one answer and left it out in another, what was given counts.
    """
    heard = innspill[(innspill["set_aside"] == "") & (innspill["person_id"] != "")]
    return heard.groupby("person_id")[list(GROUPS)].max()


def list_names(given: pd.Series) -> list[str]:
    """The groups of one background in reading order; empty text, for those who gave none, is last."""
    return sorted(find_members(given), key=_reading_order)


def find_members(given: pd.Series) -> dict[str, pd.Series]:
    """By group: for each person, whether the person is in it. Only roles can be several."""
    several = given.name == ROLE
    groups = given.str.split(ROLE_SEPARATOR) if several else given.map(lambda value: [value])
    names = sorted({name for each in groups for name in each})
    return {name: groups.map(lambda each, name=name: name in each).astype(bool) for name in names}


def _reading_order(name: str) -> tuple[bool, float, bool, str]:
    """Ages by number ("Under 18" before "18-29"), the rest by the Norwegian alphabet, not given last."""
    number = re.search(r"\d+", name)
    alphabetic = name.casefold().translate(str.maketrans("æøå", "{|}"))
    return name == "", int(number.group()) if number else 0, name[:1].isdigit(), alphabetic
