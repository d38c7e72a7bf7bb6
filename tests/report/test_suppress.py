from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from insight.report.counts.groups import hide_small
from insight.report.counts.suppress import Cells, Relation, hide
from tests.report.attack import read_two_way

Table = NDArray[np.int64]


def add_sums(inner: Table) -> Table:
    with_rows = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([with_rows, with_rows.sum(axis=0, keepdims=True)])


def make_cells(table: Table, threshold: int, *, whole_is_printed: bool) -> Cells:
    """A table with sums in its last row and column; small numbers are hidden, the rest may be."""
    counts, places = table.ravel(), np.arange(table.size).reshape(table.shape)
    small, free = (counts > 0) & (counts < threshold), np.ones(counts.size, dtype=bool)
    if whole_is_printed:
        small[-1], free[-1] = False, False
    relations = [
        Relation([int(cell) for cell in line], [1] * (len(line) - 1) + [-1], 0, 0) for line in (*places, *places.T)
    ]
    nothing = np.zeros_like(counts)
    plenty = np.full_like(counts, counts[-1] + threshold * counts.size)
    return Cells(counts, small, small, free & ~small, nothing, nothing + threshold, nothing, plenty, relations)


def show(table: Table, hidden: NDArray[np.bool_]) -> list[list[int | None]]:
    masked = hidden.reshape(table.shape)
    return [
        [None if is_hidden else int(n) for n, is_hidden in zip(*row, strict=True)]
        for row in zip(table, masked, strict=True)
    ]


def draw_table(seed: int) -> tuple[Table, int, bool]:
    """A random table of 2 to 8 rows and columns, most numbers small, with a threshold from 3 to 10."""
    chance = np.random.default_rng(seed)
    shape = chance.integers(2, 9, size=2)
    return (
        chance.geometric(chance.uniform(0.05, 0.6), shape) - 1,
        int(chance.integers(3, 11)),
        bool(chance.random() < 0.5),
    )


def assert_two_way_is_safe(seed: int) -> None:
    inner, threshold, whole_is_printed = draw_table(seed)
    table = add_sums(inner)
    hidden = hide(make_cells(table, threshold, whole_is_printed=whole_is_printed))
    shown = show(table, hidden)
    known = read_two_way(shown)
    furthest = min(threshold, int(table[-1, -1])) if whole_is_printed else threshold
    for place in np.ndindex(*table.shape):
        if 0 < table[place] < threshold and not (whole_is_printed and place == (len(table) - 1, len(table[0]) - 1)):
            assert shown[place[0]][place[1]] is None
            lowest, highest = known.find_range(place)
            assert lowest <= 1e-6 and highest >= furthest - 1e-6, (seed, place, lowest, highest)


def assert_one_way_is_safe(seed: int) -> None:
    """Each small group may have any small number, for a reader who knows which are small and how others are chosen."""
    chance = np.random.default_rng(seed)
    numbers = chance.geometric(chance.uniform(0.03, 0.5), int(chance.integers(2, 9)))
    threshold = int(chance.integers(3, 11))
    counts = {f"gruppe {n}": int(number) for n, number in enumerate(numbers)}
    hidden = hide_small(counts, threshold)
    small = [n for n in counts.values() if n < threshold]
    secondary = [name for name in hidden if counts[name] >= threshold]
    shown = [n for name, n in counts.items() if name not in hidden]
    assert len(small) + len(secondary) == len(hidden)
    whole, n_large = sum(counts.values()), len(counts) - len(small)
    least, most = find_limits(small, len(secondary), threshold, min(shown, default=whole))
    floor, ceiling = find_limits(small, n_large, threshold, whole)  # what the total tells when no group is shown
    for possible in range(1, threshold) if small else ():
        if floor <= whole - possible <= ceiling:
            assert least <= whole - sum(shown) - possible <= most, (seed, counts, threshold, hidden)


def find_limits(small: Sequence[int], n_large: int, threshold: int, largest: int) -> tuple[int, int]:
    """The fewest and the most persons in the hidden groups besides one small group."""
    others = len(small) - 1
    return others + threshold * n_large, (threshold - 1) * others + largest * n_large


@pytest.mark.parametrize("seed", range(10))
def test_no_small_number_can_be_computed(seed: int) -> None:
    assert_two_way_is_safe(seed)
    assert_one_way_is_safe(seed)


@pytest.mark.slow
def test_no_small_number_can_be_computed_from_any_of_a_thousand_tables() -> None:
    for seed in [*range(10, 20), *range(1000, 1500)]:
        assert_two_way_is_safe(seed)
        assert_one_way_is_safe(seed)


@pytest.mark.parametrize("seed", range(12))
def test_for_the_smallest_tables_every_possible_table_is_tried(seed: int) -> None:
    chance = np.random.default_rng(seed)
    threshold = 3
    table = add_sums(chance.integers(0, 5, size=(2, 2)))
    hidden = hide(make_cells(table, threshold, whole_is_printed=True))
    printed = ~hidden.reshape(table.shape)
    possible = [
        other
        for numbers in itertools.product(range(int(table[-1, -1]) + 1), repeat=4)
        if sum(numbers) == table[-1, -1]
        for other in [add_sums(np.array(numbers).reshape(2, 2))]
        if (other == table)[printed].all()
    ]
    for place in np.ndindex(*table.shape):
        if not printed[place] and 0 < table[place] < threshold:
            values = {int(other[place]) for other in possible}
            assert min(values) == 0 and max(values) >= min(threshold, table[-1, -1])


def test_what_is_not_needed_is_not_hidden() -> None:
    """Of all squares that protect the two, the one with six, eight and nine holds the fewest persons."""
    table = add_sums(np.array([[2, 9, 40], [6, 8, 40], [30, 30, 40]]))
    hidden = show(table, hide(make_cells(table, 5, whole_is_printed=True)))
    assert [[n is None for n in row] for row in hidden] == [
        [True, True, False, False],
        [True, True, False, False],
        [False] * 4,
        [False] * 4,
    ]


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert not hide(make_cells(add_sums(np.array([[5, 0], [12, 7]])), 5, whole_is_printed=True)).any()


@pytest.mark.parametrize("whole_is_printed", [False, True])
@pytest.mark.parametrize("shape", [(2, 2), (3, 5), (8, 8)])
def test_a_table_of_nothing_but_small_numbers_comes_to_an_end(shape: tuple[int, int], whole_is_printed: bool) -> None:
    table = add_sums(np.ones(shape, dtype=np.int64))
    hidden = show(table, hide(make_cells(table, 10, whole_is_printed=whole_is_printed)))
    assert all(n is None for row in hidden[:-1] for n in row[:-1])


@pytest.mark.parametrize("seed", range(8))
def test_the_same_table_hides_the_same_cells_and_the_order_of_groups_does_not_matter(seed: int) -> None:
    inner, threshold, _ = draw_table(seed)
    cells = make_cells(add_sums(inner), threshold, whole_is_printed=False)
    assert (hide(cells) == hide(cells)).all()
    counts = {f"gruppe {n}": int(number) for n, number in enumerate(inner.ravel()[:8]) if number}
    names = list(counts)
    np.random.default_rng(seed).shuffle(names)
    assert hide_small({name: counts[name] for name in names}, threshold) == hide_small(counts, threshold)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([4, 4, 20], [0, 1, 2]),  # both are named as small, and are eight together: each is four
        ([4, 9, 9, 30], [0, 1, 2]),  # the hidden one is no larger than those that are shown: four, if it were alone
        ([1, 6, 20, 30], [0, 1, 2]),  # the second is not named, and so at least five: the first is one or two
        ([2, 9, 20], [0, 1]),
        ([3, 3, 3, 40], [0, 1, 2]),
    ],
)
def test_who_is_named_as_small_and_how_others_are_chosen_tells_nothing_more(
    counts: Sequence[int], hidden: Sequence[int]
) -> None:
    assert hide_small({f"gruppe {n}": number for n, number in enumerate(counts)}, 5) == {f"gruppe {n}" for n in hidden}
