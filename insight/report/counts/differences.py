"""Needs that one group has reported more or less often than the others: tested, and few enough to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from insight.report.shapes import Group, GroupTable

MOST_FALSE = 0.05
"""Of the differences told, at most this share is expected to be chance."""
FEWEST_EXPECTED = 5


@dataclass(frozen=True)
class Difference:
    """One need and one group: `n_in` of the group's `of_in` persons have reported it, `n_out` of the `of_out` others.

    `background` and `group` are named as in the report's tables. The others are those who gave the background and are
    not in the group. `p` is of Fisher's exact test, `q` that with all tests of the report taken into account; `more`
    tells which way.
    """

    need_id: str
    background: str
    group: str
    n_in: int
    of_in: int
    n_out: int
    of_out: int
    p: float
    q: float
    more: bool


@dataclass(frozen=True)
class _Counts:
    n_in: int
    of_in: int
    n_out: int
    of_out: int

    def is_enough(self) -> bool:
        """At least FEWEST_EXPECTED expected in each of the four cells (Cochran, Biometrics 10, 1954)."""
        n, reported = self.of_in + self.of_out, self.n_in + self.n_out
        return min(self.of_in, self.of_out) * min(reported, n - reported) >= FEWEST_EXPECTED * n

    @property
    def lead(self) -> int:
        """Above 0 where the group has reported the need more often than the others, below where less often."""
        return self.n_in * self.of_out - self.n_out * self.of_in


def find_differences(
    groups: Sequence[Group], tables: Sequence[GroupTable], *, n_persons: int
) -> tuple[Difference, ...]:
    """The differences between groups that are more than chance, by need, background and group in reading order.

    Only from numbers that are printed: those of «Hvem» (`groups`), of needs by groups (`tables`) and everybody
    heard (`n_persons`). Each need and group is tested where its own number, the group's and those without the
    background are all shown, so that the reader can compute the others too. Where there are two groups, the test of one
    is the test of the other, and is made once, for the one with more. A person with several roles is in each.

    Fisher's exact test, two-sided; the false discovery rate over all tests made is held at MOST_FALSE (Benjamini and
    Hochberg, Journal of the Royal Statistical Society B 57, 1995).
    """
    from scipy.stats import false_discovery_control

    tested = _list_tests(groups, tables, n_persons)
    if not tested:
        return ()
    chances = [_test(counts) for _, counts in tested]
    corrected = false_discovery_control(chances)
    found = [
        Difference(*key, each.n_in, each.of_in, each.n_out, each.of_out, p, float(q), each.lead > 0)
        for (key, each), p, q in zip(tested, chances, corrected, strict=True)
        if q <= MOST_FALSE
    ]
    return tuple(sorted(found, key=lambda each: each.need_id))  # stable: backgrounds and groups keep their order


def count_tests(groups: Sequence[Group], tables: Sequence[GroupTable], *, n_persons: int) -> int:
    """How many tests `find_differences` makes: to find none among many is something else than having none to make."""
    return len(_list_tests(groups, tables, n_persons))


def _list_tests(
    groups: Sequence[Group], tables: Sequence[GroupTable], n_persons: int
) -> list[tuple[tuple[str, str, str], _Counts]]:
    """What there are enough persons to test: (need, background, group) and the numbers."""
    comparable = (each for table in tables for each in _list_counts(table, groups, n_persons))
    return [(key, counts) for key, counts in comparable if counts.is_enough()]


def _test(counts: _Counts) -> float:
    """The p of Fisher's exact test, two-sided."""
    from scipy.stats import fisher_exact

    square = [[counts.n_in, counts.of_in - counts.n_in], [counts.n_out, counts.of_out - counts.n_out]]
    return min(1.0, float(fisher_exact(square).pvalue))


def _list_counts(
    table: GroupTable, groups: Sequence[Group], n_persons: int
) -> Iterator[tuple[tuple[str, str, str], _Counts]]:
    """What can be laid side by side of one background: (need, background, group) and the numbers."""
    sizes = {
        group.name if group.known else "": group.n_persons for group in groups if group.background == table.background
    }
    without = sizes.get("", 0)
    if without is None:
        return
    given = n_persons - without
    names = [name for name in table.names if name]
    is_pair = len(names) == 2 and sum(sizes.get(name) or 0 for name in names) == given
    for row in table.rows:
        shown: Mapping[str, int | None] = dict(zip(table.names, row.counts, strict=True))
        unplaced = shown.get("", 0)
        if unplaced is None:
            continue
        for name in names:
            size, n = sizes.get(name), shown[name]
            if size is None or n is None:
                continue
            counts = _Counts(n, size, row.n_persons - unplaced - n, given - size)
            is_mirror = is_pair and (counts.lead < 0 or (counts.lead == 0 and name != names[0]))
            if not is_mirror:
                yield (row.need_id, table.background, name), counts
