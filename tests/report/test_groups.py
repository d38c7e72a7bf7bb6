from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.report.counts.groups import count_groups, hide_small

COUNTS = st.dictionaries(st.text(max_size=5), st.integers(min_value=1, max_value=40), max_size=8)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 10, "b": 20}, set()),
        ({"a": 2, "b": 9, "c": 20}, {"a", "b"}),  # a alone could be computed from the total
        ({"a": 2, "b": 3, "c": 20}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 20}, {"a", "b", "c"}),  # that a and b are two together would tell each
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden(counts: dict[str, int], hidden: set[str]) -> None:
    assert hide_small(counts, 5) == hidden


@given(COUNTS, st.integers(min_value=2, max_value=10))
def test_no_hidden_number_can_be_computed_from_the_total(counts: dict[str, int], threshold: int) -> None:
    hidden = hide_small(counts, threshold)
    assert {name for name, n in counts.items() if n < threshold} <= hidden
    everything = hidden == set(counts)
    assert not hidden or everything or len(hidden) > 1
    assert not hidden or everything or sum(counts[name] for name in hidden) >= threshold


def test_ages_come_in_order_with_those_not_given_last(tables) -> None:
    ages = count_groups(tables.innspill, backgrounds=("alder",))
    assert [group.name for group in ages] == ["13-17", "18-29", "30-44", "Ikke oppgitt"]
    assert [group.n_persons for group in ages] == [None, 12, 7, None]
    assert [group.few for group in ages] == [True, False, False, True]


def test_a_person_with_two_roles_counts_in_both(tables) -> None:
    roles = {group.name: group.n_persons for group in count_groups(tables.innspill, backgrounds=("rolle",))}
    assert roles == {"Ansatt": 6, "Forelder": 24}


def test_persons_are_counted_once_and_notes_not_at_all(tables) -> None:
    places = count_groups(tables.innspill, backgrounds=("krets",))
    assert [(group.name, group.n_persons) for group in places] == [("Solsida", 24)]


def test_no_shares_below_twenty_persons(tables) -> None:
    few = tables.innspill[tables.innspill["person_id"] < "p-19"]
    assert all(group.share is None for group in count_groups(few))
    shares = [group.share for group in count_groups(tables.innspill, backgrounds=("krets",))]
    assert shares == [1.0]


def test_a_hidden_number_has_no_share(tables) -> None:
    assert all(group.share is None for group in count_groups(tables.innspill) if group.n_persons is None)
