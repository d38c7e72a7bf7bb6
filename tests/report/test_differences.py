"""Differences between groups: hand-computed tests, seldom by chance, and from printed numbers alone."""

from __future__ import annotations

import dataclasses
from math import comb

import numpy as np
import pandas as pd
import pytest

from insight.report.counts.differences import Difference, count_tests, find_differences
from insight.report.counts.groups import count_groups, find_members, list_names, list_persons
from insight.report.counts.intervals import margin_of_error, share_interval
from insight.report.counts.needs_by_group import table_needs
from insight.report.shapes import Group, GroupTable, Need, NeedByGroup

Counts = dict[str, tuple[int | None, ...]]


def make(background: str, sizes: dict[str, int | None], reported: Counts, totals: tuple[int, ...] | None = None):
    """Groups and table of one background: `reported` has by need a number for each of `sizes`."""
    groups = [Group(background, name or "Ikke oppgitt", n, None, False, name != "") for name, n in sizes.items()]
    rows = [
        NeedByGroup(need, need, total, counts)
        for (need, counts), total in zip(
            reported.items(), totals or [sum(n or 0 for n in each) for each in reported.values()], strict=True
        )
    ]
    return groups, [GroupTable(background, tuple(sizes), tuple(rows))]


def find(sizes, reported, n=None, **more) -> tuple[Difference, ...]:
    groups, tables = make("Alder", sizes, reported, **more)
    return find_differences(groups, tables, n_persons=sum(size or 0 for size in sizes.values()) if n is None else n)


def fisher(n_in: int, of_in: int, n_out: int, of_out: int) -> float:
    """The two-sided test from its definition: the tables with the same margins that are no likelier than this one."""
    reported, total = n_in + n_out, comb(of_in + of_out, n_in + n_out)
    chances = [comb(of_in, k) * comb(of_out, reported - k) for k in range(reported + 1)]
    return sum(chance for chance in chances if chance <= chances[n_in]) / total


def test_a_clear_difference_is_found_with_the_numbers_behind_it():
    (found,) = find({"13-17": 40, "18-29": 60, "": 9}, {"B-001": (20, 10, 3)})
    assert dataclasses.astuple(found)[:7] == ("B-001", "Alder", "13-17", 20, 40, 10, 60)
    assert found.more
    assert found.p == pytest.approx(fisher(20, 40, 10, 60))
    assert found.q == pytest.approx(found.p)  # one test in all: of two groups, one


def test_fewer_is_a_difference_too_and_three_groups_are_three_tests():
    found = find({"a": 50, "b": 50, "c": 50}, {"B-001": (2, 16, 16)})
    assert [(each.group, each.more) for each in found] == [("a", False)]
    assert found[0].q == pytest.approx(3 * fisher(2, 50, 32, 100))


def test_several_needs_come_by_need_then_group_and_are_corrected_together():
    found = find({"a": 50, "b": 50, "c": 50}, {"B-002": (40, 10, 10), "B-001": (10, 10, 40)})
    assert [(each.need_id, each.group) for each in found] == [
        ("B-001", "a"),
        ("B-001", "b"),
        ("B-001", "c"),
        ("B-002", "a"),
        ("B-002", "b"),
        ("B-002", "c"),
    ]
    assert all(each.q >= each.p for each in found)


def test_one_role_of_several_is_laid_beside_those_who_do_not_have_it():
    groups, tables = make("Rolle", {"Ansatt": 30, "Forelder": 60}, {"B-001": (25, 30)}, totals=(35,))
    found = find_differences(groups, tables, n_persons=80)  # ten have both roles
    by_group = {each.group: each for each in found}
    assert dataclasses.astuple(by_group["Ansatt"])[3:7] == (25, 30, 10, 50)


@pytest.mark.parametrize(
    ("sizes", "counts"),
    [
        ({"a": None, "b": 60, "": None}, (20, 10, 3)),  # the groups' own numbers
        ({"a": 40, "b": 60, "": 9}, (None, None, 3)),  # those who have reported it
        ({"a": 40, "b": 60, "": 9}, (20, 10, None)),  # those who have, and are in no group
        ({"a": 40, "b": 60, "": None}, (20, 10, 3)),  # those in no group
    ],
)
def test_nothing_is_found_from_hidden_numbers(sizes, counts):
    found = find(sizes, {"B-001": counts}, n=109, totals=(33,))
    assert all(each.group == "b" and sizes["b"] for each in found)
    assert not any(n is None for n in counts) or found == ()


def test_too_few_expected_are_not_tested():
    assert find({"a": 10, "b": 90}, {"B-001": (10, 30)}) == ()  # four expected in a
    assert find({"a": 10, "b": 90}, {"B-001": (10, 40)}) != ()  # five


def draw(chance, n: int, n_needs: int = 6):
    """Persons with backgrounds and needs that have nothing to do with one another."""
    ids = [f"p{number:04}" for number in range(n)]
    roles = [sorted({str(role) for role in chance.choice(["Ansatt", "Forelder", "Frivillig"], 2)}) for _ in ids]
    persons = pd.DataFrame(
        {
            "alder": chance.choice(
                ["13-17", "18-29", "30-44", "45-66", "67+", ""], n, p=[0.1, 0.2, 0.3, 0.2, 0.15, 0.05]
            ),
            "kjoenn": chance.choice(["Kvinne", "Mann", ""], n, p=[0.5, 0.45, 0.05]),
            "krets": chance.choice(["Solsida", "Tangen", "Åsby", "Brygga"], n),
            "rolle": ["; ".join(each) for each in roles],
        },
        index=ids,
    )
    shares = chance.uniform(0.05, 0.6, n_needs)
    reported = {
        f"B-{number:03}": frozenset(np.array(ids)[chance.random(n) < share].tolist())
        for number, share in enumerate(shares, start=1)
    }
    return persons, reported


def count_all(persons, reported):
    """Every number, none hidden: what a large survey is like."""
    groups, tables = [], []
    for background in persons.columns:
        members = find_members(persons[background])
        names = list_names(persons[background])
        groups += [
            Group(background, name or "Ikke oppgitt", int(members[name].sum()), None, False, name != "")
            for name in names
        ]
        rows = [
            NeedByGroup(
                need,
                need,
                len(who),
                tuple(int((members[name] & persons.index.isin(list(who))).sum()) for name in names),
            )
            for need, who in reported.items()
        ]
        tables.append(GroupTable(background, tuple(names), tuple(rows)))
    return groups, tables


def make_need(need_id: str, n_persons: int) -> Need:
    text = {field.name: 0 if field.type == "int" else "" for field in dataclasses.fields(Need)}
    return Need(**text | {"need_id": need_id, "title": need_id, "n_persons": n_persons})


def as_innspill(persons):
    return persons.assign(set_aside="").rename_axis("person_id").reset_index()


def count_shown(persons, reported):
    """The numbers as the report shows them, small ones hidden."""
    innspill = as_innspill(persons)
    needs = [make_need(need, len(who)) for need, who in reported.items()]
    return count_groups(innspill), table_needs(list_persons(innspill), needs, reported)


def count_reports_that_tell(n_reports: int, seed: int) -> int:
    """Of reports without any difference, of 60 to 400 persons and some 80 tests each."""
    chance, told = np.random.default_rng(seed), 0
    for _ in range(n_reports):
        n = int(chance.integers(60, 400))
        told += bool(find_differences(*count_all(*draw(chance, n)), n_persons=n))
    return told


def test_without_differences_hardly_any_report_tells_of_one():
    assert count_reports_that_tell(20, seed=20260601) <= 3


@pytest.mark.slow
def test_without_differences_at_most_one_report_of_twenty_tells_of_any():
    """More than 30 of 400 have a chance of one percent when the truth is one of twenty; 3 percent was measured."""
    assert count_reports_that_tell(400, seed=20260602) <= 30


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_can_be_computed_from_what_is_printed(seed):
    """The numbers of a difference are the true ones, and found with small numbers hidden; row order is nothing."""
    chance = np.random.default_rng(seed)
    persons, reported = draw(chance, 120, 3)
    reported["B-003"] = frozenset(persons.index[(persons["alder"] == "30-44") & (chance.random(120) < 0.9)])
    groups, tables = count_shown(persons, reported)
    found = find_differences(groups, tables, n_persons=120)
    assert ("B-003", "Alder", "30-44") in {(each.need_id, each.background, each.group) for each in found}
    shown = {
        (table.background, row.need_id): dict(zip(table.names, row.counts, strict=True))
        for table in tables
        for row in table.rows
    }
    for each in found:
        assert shown[each.background, each.need_id][each.group] == each.n_in
        code = {"Alder": "alder", "Kjønn": "kjoenn", "Krets": "krets", "Rolle": "rolle"}[each.background]
        given, who = persons[persons[code] != ""], reported[each.need_id]
        inside = given[code].str.split("; ").map(lambda names, group=each.group: group in names)
        assert (each.of_in, each.of_out) == (int(inside.sum()), int((~inside).sum()))
        assert (each.n_in, each.n_out) == (given.index[inside].isin(who).sum(), given.index[~inside].isin(who).sum())
    shuffled = persons.sample(frac=1, random_state=seed)
    assert find_differences(*count_shown(shuffled, reported), n_persons=120) == found


def test_nothing_is_told_of_fewer_than_twenty_persons():
    """However large the difference is."""
    for n in range(2, 20):
        groups, tables = make("Alder", {"a": n // 2, "b": n - n // 2}, {"B-001": (n // 2, 0)})
        assert find_differences(groups, tables, n_persons=n) == ()


def test_no_tables_no_differences():
    assert find_differences([], [], n_persons=0) == ()
    assert count_tests([], [], n_persons=0) == 0


def test_how_many_tests_were_made_is_told_also_where_none_finds_anything():
    groups, tables = make("Alder", {"a": 50, "b": 50, "c": 50}, {"B-001": (20, 20, 20), "B-002": (5, 5, 1)})
    assert find_differences(groups, tables, n_persons=150) == ()
    assert count_tests(groups, tables, n_persons=150) == 3


# --- drawn samples -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "points"), [(50, 13.8), (100, 9.7), (200, 6.8), (300, 5.5), (400, 4.8), (600, 3.8)])
def test_margins_are_those_of_a_drawn_sample_of_6990(n, points):
    assert round(margin_of_error(n, 6990), 1) == points


def test_wilsons_interval_is_the_known_one_and_narrower_in_a_small_population():
    """10 of 100 of a population without end: 5.5 to 17.4 percent (Wilson); of 200 the effective size is 199."""
    low, high = share_interval(10, 100, 10**9)
    assert (round(low, 3), round(high, 3)) == (0.055, 0.174)
    low, high = share_interval(10, 100, 200)
    assert (round(low, 4), round(high, 4)) == (0.0656, 0.1495)
    assert share_interval(10, 100, 100) == (0.1, 0.1)
    assert share_interval(0, 50, 7000)[0] == 0 and share_interval(50, 50, 7000)[1] == 1
    assert margin_of_error(100, 100) == 0


@pytest.mark.parametrize(("k", "n", "population"), [(1, 0, 10), (5, 4, 10), (-1, 4, 10), (1, 11, 10)])
def test_what_is_no_sample_is_refused(k, n, population):
    with pytest.raises(ValueError):
        share_interval(k, n, population)
