"""A reader who computes: how closely a hidden number can be known from what is printed. Knows nothing of our method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog


@dataclass
class Equations:
    """Unknown whole numbers, none below zero, and sums of them that are known between two bounds."""

    names: list[object] = field(default_factory=list)
    bounds: dict[object, tuple[float, float]] = field(default_factory=dict)
    sums: list[tuple[Mapping[object, int], float, float]] = field(default_factory=list)

    def number(self, name: object, printed: int | None, least: float = 0, most: float = np.inf) -> None:
        self.names.append(name)
        self.bounds[name] = (least, most) if printed is None else (printed, printed)

    def know(self, terms: Mapping[object, int], least: float, most: float) -> None:
        self.sums.append((terms, least, most))

    def find_range(self, name: object) -> tuple[float, float]:
        """Linear programming over fractions too: never narrower than what whole persons allow."""
        place = {each: n for n, each in enumerate(self.names)}
        rows, limits = [], []
        for terms, least, most in self.sums:
            row = np.zeros(len(self.names))
            for each, factor in terms.items():
                row[place[each]] += factor
            for sign, limit in ((1, most), (-1, -least)):
                if np.isfinite(limit):
                    rows.append(sign * row)
                    limits.append(limit)
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(self.names))
            goal[place[name]] = sign
            found = linprog(
                goal,
                A_ub=np.array(rows) if rows else None,
                b_ub=limits or None,
                bounds=[self.bounds[n] for n in self.names],
            )
            assert found.status in (0, 3), found.message
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return ends[0], ends[1]


def read_two_way(shown: Sequence[Sequence[int | None]]) -> Equations:
    """A table whose last row and column are sums, as it is printed: None is hidden."""
    known = Equations()
    for row, numbers in enumerate(shown):
        for column, printed in enumerate(numbers):
            known.number((row, column), printed)
    n_rows, n_columns = len(shown), len(shown[0])
    for row in range(n_rows):
        known.know({(row, c): 1 if c < n_columns - 1 else -1 for c in range(n_columns)}, 0, 0)
    for column in range(n_columns):
        known.know({(r, column): 1 if r < n_rows - 1 else -1 for r in range(n_rows)}, 0, 0)
    return known


def read_report(
    n_persons: int,
    groups: Mapping[str, int | None],
    few: Sequence[str],
    needs: Mapping[str, tuple[int, Mapping[str, int | None]]],
    threshold: int,
    *,
    divided: bool,
) -> Equations:
    """What a report says of one background: all who were heard, the groups, those it names as few, needs by groups.

    `divided`: nobody is in two groups, so that they add up.
    """
    known = Equations()
    for group, printed in groups.items():
        known.number(
            group, printed, *((1, threshold - 1) if group in few else (threshold if few and group else 1, n_persons))
        )
    known.know(dict.fromkeys(groups, 1), n_persons, n_persons if divided else np.inf)
    for need, (n_reported, counts) in needs.items():
        for group, printed in counts.items():
            known.number((need, group), printed, 0, n_reported)
            known.know({group: 1, (need, group): -1}, 0, n_persons - n_reported)
        known.know({(need, group): 1 for group in counts}, n_reported, n_reported if divided else np.inf)
    return known
