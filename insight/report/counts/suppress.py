"""Which counts of persons must be hidden, so that no small one can be computed from those that are shown.

Primary suppression hides the counts of 1 to `threshold` - 1 persons; secondary suppression hides others too, since a
hidden number can be computed from totals and neighbours (Statistics Norway's practice, and its sign ":"; Hundepool et
al., Statistical Disclosure Control, Wiley 2012, chapters 4 and 5). No number may be computed too closely either:

A hidden count is *protected* when, for all the reader knows, it can be as low as `low` and as high as `high` (mostly 0
and the threshold), or as far as the reader's other knowledge lets it go when all the tables are hidden: a need that
three persons have reported was reported by at most three from any group. The reader's feasibility interval (Hundepool
et al., chapter 4; the attacker's problem of Fischetti and Salazar, Management Science 47, 2001) is found exactly, over
whole persons, by integer programming. The p %-rule, which is for sums of money, is not used.

The reader knows every printed number, every relation between cells (sums, bounds, what is printed elsewhere), and what
`least` and `most` say of each. Where a report says in words which groups are small, the caller puts that there too;
protection then means that nothing more is learnt: every number from 1 to `threshold` - 1 stays possible. Not guarded
against in general is the reader who runs this method on every possible table to see which would have hidden the same
cells (the minimality attack: Wong, Fu, Wang and Pei, VLDB 2007); `groups.hide_small` takes its first step into account.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
Decimal = NDArray[np.float64]


class Relation(NamedTuple):
    """What the reader knows of several cells together: `least` <= the sum of cells times factors <= `most`."""

    cells: Sequence[int]
    factors: Sequence[int]
    least: float
    most: float


@dataclass(frozen=True)
class Cells:
    """The cells of one or more tables, each with its place in the arrays, and what the reader knows of them.

    counts: persons; they must fulfil every relation. hidden: must not be shown. guarded: hidden, and must be
    protected from `low` to `high`. free: may be hidden too; a cell neither hidden nor free is printed elsewhere.
    least, most: what the reader knows of the cell, whether it is shown or not.
    """

    counts: Whole
    hidden: Truth
    guarded: Truth
    free: Truth
    low: Whole
    high: Whole
    least: Whole
    most: Whole
    relations: Sequence[Relation]

    @cached_property
    def known(self) -> tuple[csc_array, Decimal, Decimal]:
        """The relations as a matrix with a column for each cell, and the bounds of its rows."""
        from scipy.sparse import csc_array

        rows = [row for row, relation in enumerate(self.relations) for _ in relation.cells]
        columns = [cell for relation in self.relations for cell in relation.cells]
        factors = [float(factor) for relation in self.relations for factor in relation.factors]
        matrix = csc_array((factors, (rows, columns)), shape=(len(self.relations), len(self.counts)))
        bounds = np.array([(each.least, each.most) for each in self.relations], dtype=float).reshape(-1, 2)
        return matrix, bounds[:, 0], bounds[:, 1]


class _Goals(NamedTuple):
    """How low and how high each guarded cell must be able to be."""

    low: Whole
    high: Whole


def hide(cells: Cells) -> Truth:
    """Every cell that must be hidden: those that are already, and others until all that are guarded are protected.

    For each guarded cell another table is sought in which it is as high, then as low, as it must be able to be, and
    for which fewest persons must be hidden: the cells where that table differs are hidden as well (the heuristic of
    Kelly, Golden and Assad, Networks 22, 1992, here with whole persons). At last those that turn out not to be needed
    are shown again, the largest first. It always ends: with every free cell hidden, nothing is left to protect.
    """
    hidden = cells.hidden.copy()
    goals = _Goals(np.maximum(cells.low, cells.least), np.minimum(cells.high, cells.most))
    possible = _look_around(cells, hidden, goals)
    for upwards in (True, False):
        for cell in _largest_first(cells, cells.guarded):
            if not _reaches(possible, goals, cell, upwards):
                _lower_goal(cells, goals, cell, upwards)
            if not _reaches(possible, goals, cell, upwards):
                table = _find_cheapest(cells, hidden, cell, goals, upwards)
                hidden |= table != cells.counts
                possible = np.vstack([possible, table])
    return _show_again(cells, hidden, goals, possible)


def _look_around(cells: Cells, hidden: Truth, goals: _Goals) -> Whole:
    """Some tables that the reader must think possible, among them most that show what needs no more protection.

    Cells without a sum in common go their furthest in one table.
    """
    possible = cells.counts[np.newaxis]
    sums = [relation.cells for relation in cells.relations if relation.least == relation.most]
    for upwards in (True, False):
        left = _largest_first(cells, cells.guarded)
        while left := [cell for cell in left if not _reaches(possible, goals, cell, upwards)]:
            chosen = _pick_apart(left, sums)
            possible = np.vstack([possible, _go_furthest(cells, hidden, chosen, upwards)])
            left = [cell for cell in left if cell not in chosen]
    return possible


def _pick_apart(wanted: Sequence[int], sums: Sequence[Sequence[int]]) -> list[int]:
    """As many of `wanted` as have no sum in common with one before."""
    chosen: list[int] = []
    taken: set[int] = set()
    for cell in wanted:
        if cell not in taken:
            chosen.append(cell)
            taken.update(*(each for each in sums if cell in each), [cell])
    return chosen


def _largest_first(cells: Cells, chosen: Truth) -> list[int]:
    return sorted(map(int, np.flatnonzero(chosen)), key=lambda cell: (-int(cells.counts[cell]), cell))


def _reaches(possible: Whole, goals: _Goals, cell: int, upwards: bool) -> bool:
    """Whether one of the tables that the reader must think possible goes as far as the goal."""
    if upwards:
        return bool(possible[:, cell].max() >= goals.high[cell])
    return bool(possible[:, cell].min() <= goals.low[cell])


def _lower_goal(cells: Cells, goals: _Goals, cell: int, upwards: bool) -> None:
    """A goal is never further than the cell can go when nothing is shown."""
    furthest = int(_go_furthest(cells, cells.hidden | cells.free, [cell], upwards, presolve=False)[cell])
    if upwards:
        goals.high[cell] = min(goals.high[cell], furthest)
    else:
        goals.low[cell] = max(goals.low[cell], furthest)


def _show_again(cells: Cells, hidden: Truth, goals: _Goals, possible: Whole) -> Truth:
    """Show, one by one, the cells that those that are guarded can do without."""
    guarded = _largest_first(cells, cells.guarded)
    for shown in _largest_first(cells, hidden & ~cells.hidden):
        fewer = hidden.copy()
        fewer[shown] = False
        left = possible[possible[:, shown] == cells.counts[shown]]
        for cell, upwards in ((cell, upwards) for cell in guarded for upwards in (True, False)):
            if not _reaches(left, goals, cell, upwards):
                left = np.vstack([left, _go_furthest(cells, fewer, [cell], upwards)])
                if not _reaches(left, goals, cell, upwards):
                    break
        else:
            hidden, possible = fewer, left
    return hidden


def _go_furthest(cells: Cells, hidden: Truth, chosen: Sequence[int], upwards: bool, *, presolve: bool = True) -> Whole:
    """Of the tables that a reader who sees all but `hidden` must think possible, one where `chosen` go furthest."""
    price = np.zeros(len(cells.counts))
    price[chosen] = -1 if upwards else 1
    least, most = np.where(hidden, cells.least, cells.counts), np.where(hidden, cells.most, cells.counts)
    found = _minimize(price, least, most, *cells.known, presolve=presolve)
    return cells.counts if found is None else found


def _find_cheapest(cells: Cells, hidden: Truth, cell: int, goals: _Goals, upwards: bool) -> Whole:
    """The possible table where `cell` reaches its goal and the cells to be hidden for it hold the fewest persons.

    A table where no cell moves further than `cell` is good enough when there is one, and far quicker to find.
    """
    near = int(abs((goals.high if upwards else goals.low)[cell] - cells.counts[cell]))
    for furthest in (near, int(cells.most.max())):
        found = _move(cells, hidden, cell, goals, upwards, furthest)
        if found is not None:
            return found
    raise ValueError(f"no table lets cell {cell} reach its goal: the counts do not fulfil the relations")


def _move(cells: Cells, hidden: Truth, cell: int, goals: _Goals, upwards: bool, furthest: int) -> Whole | None:
    """The variables are the cells, and for each that is shown, whether it moves (by `furthest` at most)."""
    from scipy.sparse import block_array, csc_array, eye_array

    shown = np.flatnonzero(cells.free & ~hidden)
    n, moves = hidden.size, hidden | cells.free
    least, most = np.where(moves, cells.least, cells.counts), np.where(moves, cells.most, cells.counts)
    if upwards:
        least[cell] = goals.high[cell]
    else:
        most[cell] = goals.low[cell]
    picked = csc_array((np.ones(shown.size), (np.arange(shown.size), shown)), shape=(shown.size, n))
    switch = furthest * eye_array(shown.size)
    relations, low, high = cells.known
    now, unlimited = cells.counts[shown], np.full(shown.size, np.inf)
    # Of equally cheap cells the first is hidden, so that the choice never rests with the solver.
    price = now + 1 + np.arange(shown.size) / (2 * shown.size or 1)
    found = _minimize(
        np.concatenate([np.zeros(n), price]),
        np.concatenate([least, np.zeros(shown.size)]),
        np.concatenate([most, np.ones(shown.size)]),
        block_array([[relations, None], [picked, -switch], [picked, switch]]),
        np.concatenate([low, -unlimited, now]),
        np.concatenate([high, now, unlimited]),
    )
    return None if found is None else found[:n]


def _minimize(
    price: Decimal,
    least: Whole,
    most: Whole,
    matrix: csc_array,
    low: Decimal,
    high: Decimal,
    *,
    presolve: bool = True,
) -> Whole | None:
    """The cheapest whole numbers within all bounds, or None when there are none.

    HiGHS' presolve has been seen to call a problem infeasible that is not: then it is solved again without, and where
    too low an answer would show too much, it is never used. Every answer is checked against the bounds.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    for careful in (False, True) if presolve else (True,):
        with _silence():
            found = milp(
                price,
                integrality=np.ones(len(price)),
                bounds=Bounds(least, most),
                constraints=LinearConstraint(matrix, low, high) if len(low) else None,
                options={"mip_rel_gap": 0.0, "presolve": not careful},
            )
        if found.success:
            whole = np.rint(found.x).astype(np.int64)
            sums = matrix @ whole
            if (whole >= least).all() and (whole <= most).all() and (sums >= low).all() and (sums <= high).all():
                return whole
    return None


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on standard output from the solver, which now and then writes a line there past Python."""
    try:
        kept = os.dup(1)
    except OSError:  # a program without standard output
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            _flush_c()
            os.dup2(kept, 1)
            os.close(kept)


def _flush_c() -> None:
    """What C has written and not yet sent: it would come after the silence."""
    with suppress(OSError, AttributeError):
        (ctypes.CDLL("ucrtbase") if os.name == "nt" else ctypes.CDLL(None)).fflush(None)
