"""Each solution stands with the need it would answer, and the rest become questions."""

import random
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.stor_b.links import link_solutions, list_questions

NEED, MEASURE = "behov", "løsning"


def make_behov(*statements):
    """One row a (innspill_id, kind, quote[, cluster_id])."""
    rows = []
    for innspill_id, kind, quote, *theme in statements:
        n = sum(row["innspill_id"] == innspill_id for row in rows)
        rows.append(
            {
                "behov_id": f"{innspill_id}#{n + 1}",
                "innspill_id": innspill_id,
                "quote": quote,
                "kind": kind,
                "cluster_id": theme[0] if theme else 0,
                "closeness": 0.5,
                "start": 100 * n,
            }
        )
    return pd.DataFrame(rows)


def link(*statements, **columns):
    links = link_solutions(make_behov(*statements), **columns)
    return {one: (need, how) for one, need, how in links.itertuples(index=False)}


def test_a_hinge_ties_the_solution_to_the_reason_after_it():
    said = [
        ("a", NEED, "Jeg er alene om alt."),
        ("a", MEASURE, "Åpent lenger i barnehagen"),
        ("a", NEED, "fordi vi aldri rekker fram."),
    ]
    assert link(*said)["a#2"] == ("a#3", "samme svar")
    said[1] = ("a", MEASURE, "derfor vil jeg ha avlastning")
    said[2] = ("a", NEED, "Pappa tør ikke gå ut.")
    assert link(*said)["a#2"] == ("a#1", "samme svar")


def test_of_two_needs_the_one_about_the_same_matter_is_answered_else_the_nearest():
    said = [
        ("a", NEED, "Jeg tør ikke gå på skoleveien."),
        ("a", NEED, "Vi hører ikke hva som blir sagt i kirka."),
        ("a", MEASURE, "Lys langs skoleveien"),
        ("a", MEASURE, "Heis"),
    ]
    links = link(*said)
    assert links["a#3"] == ("a#1", "samme svar")
    assert links["a#4"] == ("a#2", "samme svar")


def test_points_of_a_list_are_matters_of_their_own():
    text = "- Lys i akebakken\n- jeg hører ikke hva som blir sagt i kirka\n- teleslynge i kirka"
    behov = make_behov(
        ("a", MEASURE, "Lys i akebakken"),
        ("a", NEED, "jeg hører ikke hva som blir sagt i kirka"),
        ("a", MEASURE, "teleslynge i kirka"),
    )
    behov["start"] = [text.index(quote) for quote in behov["quote"]]
    assert link_solutions(behov, {"a": text})["how"].tolist() == ["uten uttalt behov", "samme svar"]


def test_without_a_need_in_the_answer_the_theme_tells_when_a_word_is_shared():
    links = link(
        ("a", MEASURE, "Brøyt gangveien", 1),
        ("b", NEED, "Jeg kommer meg ikke fram på gangvegen om vinteren", 1),
        ("c", NEED, "Bussen går for sjelden", 1),
        ("d", MEASURE, "Ungdomshus!", 1),
        ("e", MEASURE, "Brøyt gangveien"),
        ("f", NEED, "Gangveien er glatt", 2),
    )
    assert links == {
        "a#1": ("b#1", "samme tema"),
        "d#1": ("", "uten uttalt behov"),
        "e#1": ("", "uten uttalt behov"),
    }


def test_what_is_both_need_and_solution_can_be_answered_but_answers_nothing():
    links = link(("a", "begge", "Rekkverk hadde gjort meg tryggere"), ("a", MEASURE, "Rekkverk ved trappa"))
    assert links == {"a#2": ("a#1", "samme svar")}


def test_questions_name_the_solution_most_often_heard_first_and_nothing_withheld():
    behov = make_behov(
        ("a", MEASURE, "Ungdomshus!"),
        ("b", MEASURE, "ungdomshus"),
        ("c", MEASURE, "Benk ved\nelva."),
        ("d", MEASURE, "Egen bolig til [navn]"),
        ("e", NEED, "Jeg er redd"),
    ).assign(sensitive=["", "", "", "navngitt", ""], approved_by="")
    behov["how"] = behov["behov_id"].map(link_solutions(behov).set_index("behov_id")["how"]).fillna("")
    assert list_questions(behov) == [
        "«Ungdomshus»: Hva er egentlig behovet? (2 svar med de samme ordene)",
        "«Benk ved elva»: Hva er egentlig behovet? (1 svar)",
    ]
    assert len(list_questions(behov, most=1)) == 1


def test_no_statements_give_no_links():
    behov = make_behov(("a", NEED, "Jeg er redd")).iloc[:0]
    assert link_solutions(behov).columns.tolist() == ["behov_id", "answers", "how"]
    assert list_questions(behov.assign(how="", sensitive="", approved_by="")) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from([NEED, MEASURE, "begge", "ros"]),
            st.sampled_from(["Lys på veien", "Veien er mørk", "så jeg er redd", "Heis", "?"]),
            st.integers(0, 2),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_every_solution_has_one_row_and_row_order_never_matters(statements):
    behov = make_behov(*statements)
    links = link_solutions(behov)
    assert set(links["behov_id"]) == set(behov.loc[behov["kind"] == MEASURE, "behov_id"])
    assert ((links["answers"] == "") == (links["how"] == "uten uttalt behov")).all()
    assert set(links["answers"]) - {""} <= set(behov.loc[behov["kind"].isin([NEED, "begge"]), "behov_id"])
    pd.testing.assert_frame_equal(links, link_solutions(behov.iloc[::-1]))


@pytest.mark.slow
def test_a_hundred_thousand_statements_take_seconds():
    rng = random.Random(1)
    words = ["skolevei", "brøyting", "buss", "lege", "hytte", "benk", "lys", "svømmehall", "barnehage", "sti", "bru"]
    said = [
        (f"i{n}", rng.choice([NEED, MEASURE]), " ".join(rng.choices(words, k=5)), rng.randrange(20))
        for n in range(100_000)
    ]
    behov = pd.DataFrame(said, columns=["innspill_id", "kind", "quote", "cluster_id"])
    behov = behov.assign(behov_id=behov["innspill_id"] + "#1", closeness=0.5, start=0)
    began = time.perf_counter()
    link_solutions(behov)
    assert time.perf_counter() - began < 20
