"""What to ask next, who seems to decide, which quotes are shown, and whether anything new is still said."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.stor_b.next_question import choose_question, hint_handlingsrom
from insight.stor_b.quotes import choose_quotes
from insight.stor_b.saturation import measure_saturation

SETTLED = {
    "who": "barn",
    "grade": 2,
    "n_opposing": 0,
    "n_solutions": 4,
    "n_without_need": 1,
    "is_explained": True,
}


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({}, "confirm"),
        ({"is_explained": False}, "why"),
        ({"n_without_need": 3, "is_explained": False}, "solution"),
        ({"n_opposing": 1, "n_without_need": 3}, "disagree"),
        ({"grade": 1, "n_opposing": 1}, "others"),
        ({"who": "", "grade": 0}, "who"),
        ({"n_solutions": 0, "n_without_need": 0}, "confirm"),
    ],
)
def test_the_first_that_is_lacking_is_asked_about(lacking, code):
    assert choose_question(**SETTLED | lacking) == code


def make_rows(n, **columns):
    rows = {
        "quote": [f"Jeg har ventet lenge på svar nummer {number}" for number in range(n)],
        "behov_id": [f"i{number:02}#1" for number in range(n)],
        "innspill_id": [f"i{number:02}" for number in range(n)],
        "person_id": [f"p{number:02}" for number in range(n)],
        "closeness": [1 - number / 100 for number in range(n)],
        "language": "nb",
        "answered_at": pd.NaT,
        "is_withheld": False,
        **dict.fromkeys(("who", "alder", "kjoenn", "krets", "rolle", "repeat_of", "decider"), ""),
    }
    return pd.DataFrame(rows | columns)


@pytest.mark.parametrize(
    ("deciders", "persons", "hint"),
    [
        (["stat", "stat", ""], ["a", "b", "c"], "stat"),
        (["stat", "stat", ""], ["a", "a", "c"], ""),  # one person, twice
        (["stat", "", ""], ["a", "b", "c"], ""),
        (["stat", "stat", "kommune", "kommune"], ["a", "b", "c", "d"], ""),
        (["privat", "privat"], ["", ""], "privat"),  # two notes
    ],
)
def test_who_decides_is_hinted_only_where_two_say_the_same(deciders, persons, hint):
    assert hint_handlingsrom(make_rows(len(deciders), decider=deciders, person_id=persons)) == hint


def test_quotes_are_the_nearest_and_then_of_other_groups():
    rows = make_rows(6, alder=["75+", "75+", "75+", "75+", "18-29", "30-44"], who=["", "", "", "", "", "barn"])
    assert choose_quotes(rows) == ["i00#1", "i05#1", "i04#1"]


def test_quotes_without_groups_are_the_nearest():
    assert choose_quotes(make_rows(6)) == ["i00#1", "i01#1", "i02#1"]


def test_no_quote_is_withheld_nor_a_copy_of_another():
    rows = make_rows(
        5, is_withheld=[True, False, False, False, False], repeat_of=["", "", "i01", "", "i03"], kjoenn=list("mkmkm")
    )
    assert choose_quotes(rows) == ["i01#1", "i03#1"]


def test_a_long_quote_is_used_only_where_there_are_no_others():
    rows = make_rows(4)
    rows.loc[0, "quote"] = "langt " * 40
    assert choose_quotes(rows) == ["i01#1", "i02#1", "i03#1"]
    assert choose_quotes(rows.head(2)) == ["i01#1", "i00#1"]


@given(st.randoms(), st.lists(st.sampled_from(["18-29", "75+", ""]), min_size=1, max_size=8))
def test_row_order_does_not_matter(random, ages):
    rows = make_rows(len(ages), alder=ages)
    order = list(rows.index)
    random.shuffle(order)
    assert choose_quotes(rows.loc[order]) == choose_quotes(rows)
    assert hint_handlingsrom(rows.loc[order]) == hint_handlingsrom(rows)


SAID = ["Bussen er full", "Bussen er sen", "Isen er glatt", "Toget er sent"] * 4


def test_new_matter_in_the_last_fifth_is_told_as_a_share():
    rows = make_rows(20, quote=[*SAID, "Bussen er full", "Bussen er full", "Ferga er innstilt", "Bussen er full"])
    old, new = 3, 2  # the bus thrice, for "full" is a word of no matter; a ferry, and that it is cancelled
    assert measure_saturation(rows) == pytest.approx(new / (old + new))
    assert measure_saturation(rows.sample(frac=1, random_state=1)) == measure_saturation(rows)


def test_time_goes_before_number():
    times = pd.date_range("2026-05-01", periods=20)[::-1]  # the last by number was the first in time
    rows = make_rows(20, quote=[*SAID, *["Ferga er innstilt"] * 4], answered_at=times)
    assert measure_saturation(rows) == 0


def test_of_few_statements_nothing_is_said():
    assert math.isnan(measure_saturation(make_rows(19)))
