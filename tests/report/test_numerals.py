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
from insight.report.words import read_words

NB, NN, EN = map(read_words, ("nb", "nn", "en"))


@pytest.mark.parametrize(("n", "written"), [(0, "null"), (1, "én"), (12, "tolv"), (13, "13"), (1234, f"1{NBSP}234")])
def test_numbers_to_twelve_are_words(n: int, written: str) -> None:
    assert spell_number(NB, n) == written


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_are_parted_by_hard_spaces_only(n: int) -> None:
    assert int(write_number(NB, n).replace(NBSP, "")) == n
    assert " " not in write_number(NB, n)


def test_one_takes_the_gender_of_its_noun() -> None:
    assert spell_count(NB, 1, NB.statement) == "ett utsagn"
    assert spell_count(NB, 1, NB.note) == "én lapp"
    assert spell_count(NB, 3, NB.note) == "tre lapper"
    assert [spell_count(NN, 1, noun) for noun in (NN.statement, NN.note, NN.theme)] == [
        "éi utsegn",
        "éin lapp",
        "eitt tema",
    ]
    assert [spell_count(EN, n, EN.person) for n in (1, 3)] == ["one person", "three people"]


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
    assert spell_share(NB, part, whole) == share


@pytest.mark.parametrize(
    ("part", "whole", "nynorsk", "english"),
    [
        (3, 25, "tolv prosent", "twelve per cent"),
        (1, 2000, "under éin prosent", "less than one per cent"),
        (3, 19, "tre av 19", "three out of 19"),
    ],
)
def test_shares_in_other_languages(part: int, whole: int, nynorsk: str, english: str) -> None:
    assert (spell_share(NN, part, whole), spell_share(EN, part, whole)) == (nynorsk, english)


def test_numbers_dates_and_lists_in_english() -> None:
    assert write_number(EN, 1234567) == "1,234,567"
    assert spell_date(EN, "2026-05-12") == f"12{NBSP}May 2026"
    assert spell_list(EN, ["a", "b", "c"]) == "a, b and c"


def test_dates() -> None:
    assert spell_date(NB, "2026-05-12") == f"12.{NBSP}mai 2026"
    assert spell_date(NB, "") == ""
    with pytest.raises(ValueError):
        spell_date(NB, "12.05.2026")


@pytest.mark.parametrize(
    ("items", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_lists(items: list[str], joined: str) -> None:
    assert spell_list(NB, items) == joined


def test_a_sentence_begins_large_and_is_else_untouched() -> None:
    assert capitalize("én person i Ås") == "Én person i Ås"
    assert capitalize("") == ""
