from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.report.numerals import (
    NBSP,
    capitalize,
    spell_count,
    spell_date,
    spell_list,
    spell_number,
    spell_share,
    write_number,
)


@pytest.mark.parametrize(("n", "written"), [(0, "null"), (1, "én"), (12, "tolv"), (13, "13"), (1234, f"1{NBSP}234")])
def test_numbers_to_twelve_are_words(n: int, written: str) -> None:
    assert spell_number(n) == written


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_are_parted_by_hard_spaces_only(n: int) -> None:
    assert int(write_number(n).replace(NBSP, "")) == n
    assert " " not in write_number(n)


def test_one_takes_the_gender_of_its_noun() -> None:
    assert spell_count(1, "ett utsagn", "utsagn") == "ett utsagn"
    assert spell_count(1, "én lapp", "lapper") == "én lapp"
    assert spell_count(3, "én lapp", "lapper") == "tre lapper"


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (3, 25, "tolv prosent"),
        (1, 2000, "under én prosent"),
        (1999, 2000, "over 99 prosent"),
        (2000, 2000, "100 prosent"),
        (0, 2000, "null prosent"),
        (3, 19, "tre av 19"),
    ],
)
def test_shares(part: int, whole: int, share: str) -> None:
    assert spell_share(part, whole) == share


def test_dates() -> None:
    assert spell_date("2026-05-12") == f"12.{NBSP}mai 2026"
    assert spell_date("") == ""
    with pytest.raises(ValueError):
        spell_date("12.05.2026")


@pytest.mark.parametrize(
    ("items", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_lists(items: list[str], joined: str) -> None:
    assert spell_list(items) == joined


def test_a_sentence_begins_large_and_is_else_untouched() -> None:
    assert capitalize("én person i Ås") == "Én person i Ås"
    assert capitalize("") == ""
