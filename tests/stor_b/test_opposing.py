"""Voices for and against the same thing are found, and only those."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.stor_b.opposing import find_opposing
from insight.stor_b.stances import find_stances

PAIRS = Path(__file__).parent / "gold" / "motsatt-utvikling.txt"


def make_theme(*quotes, persons=None, **columns):
    ids = [f"i{n}#1" for n in range(len(quotes))]
    return pd.DataFrame(
        {"behov_id": ids, "innspill_id": persons or [f"i{n}" for n in range(len(quotes))], "quote": quotes, **columns}
    )


def oppose(*quotes, **columns):
    return list(find_opposing(make_theme(*quotes, **columns)).itertuples(index=False, name=None))


def read_pairs():
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line[:1] != "#"]


def test_the_list_of_the_developers_is_met_and_precision_goes_first():
    found = [(label == "motsatt", bool(oppose(one, other))) for label, one, other in read_pairs()]
    assert not [pair for pair in found if pair == (False, True)]
    assert found.count((True, True)) >= 0.9 * sum(expected for expected, _ in found)


def test_the_pair_says_who_is_for_and_what_it_is_about():
    assert oppose("Legg ned skulen", "Ikke legg ned skolen") == [("i1#1", "i0#1", "skole")]


def test_each_contradicted_statement_is_in_a_pair_with_the_nearest_to_the_middle():
    pairs = oppose("Flere hytter", "Bygg hytter", "Nei til hytter", closeness=[0.2, 0.9, 0.5])
    assert pairs == [("i0#1", "i2#1", "hytte"), ("i1#1", "i2#1", "hytte")]


def test_nobody_contradicts_himself():
    assert oppose("Flere hytter", "Nei til hytter", persons=["a", "a"]) == []
    assert oppose("Flere hytter", "Nei til hytter", person_id=["p1", "p1"]) == []
    assert oppose("Flere hytter", "Nei til hytter", person_id=["", ""]) == [("i0#1", "i1#1", "hytte")]


@pytest.mark.parametrize(
    ("statement", "signs"),
    [
        ("Behold skolen", {("skole", 1)}),
        ("Skolen bør ikke legges ned", {("skole", 1)}),
        ("Synd at skolen legges ned", {("skole", 1)}),
        ("Synd at det regnet. Legg ned skolen", {("skole", -1)}),
        ("Hvis skolen legges ned, flytter vi", set()),
        ("Hvorfor legger dere ned skolen?", set()),
        ("Det er ikke for mange busser", set()),
        ("Det er for mange lærere som slutter", set()),
        ("Flere barn sliter", set()),
        ("Vi treng ikkje fleire skianlegg", {("skianlegg", -1)}),
        ("", set()),
        ("?!", set()),
    ],
)
def test_a_stance_is_read_from_the_words(statement, signs):
    assert {(stance.key, stance.sign) for stance in find_stances(statement)} == signs


@given(
    st.lists(st.sampled_from(["Flere hytter", "Ingen hytter", "Nei til hytter i Lia", "Steng vegen", ""]), max_size=6)
)
def test_row_order_never_matters(quotes):
    theme = make_theme(*quotes)
    pd.testing.assert_frame_equal(find_opposing(theme), find_opposing(theme.iloc[::-1]))
