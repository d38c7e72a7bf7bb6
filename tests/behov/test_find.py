"""From answers to statements."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.behov import find_behov, recognize
from insight.behov.split import split_statements
from insight.errors import TableError
from tests.tables import make_innspill


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        (
            "Gang- og sykkelvei, så ungene kan sykle selv til trening uten at jeg må kjøre.",
            ["Gang- og sykkelvei", "så ungene kan sykle selv til trening uten at jeg må kjøre."],
        ),
        (
            "Åpent lenger i barnehagen fordi vi som pendler aldri rekker fram.",
            ["Åpent lenger i barnehagen", "fordi vi som pendler aldri rekker fram."],
        ),
        ("Flott badeplass, men det trengs søppelkasser.", ["Flott badeplass", "det trengs søppelkasser."]),
        ("- lys i gata\n- flere benker\n1. buss", ["lys i gata", "flere benker", "buss"]),
        ("Lys og brøyting på skoleveien", ["Lys og brøyting på skoleveien"]),
        ("Jeg tør ikke gå ut fordi det er glatt.", ["Jeg tør ikke gå ut fordi det er glatt."]),
        ("Fint her; savner kino", ["Fint her", "savner kino"]),
    ],
)
def test_answers_are_cut_where_the_matter_turns(answer, statements):
    assert [answer[start:end] for start, end in split_statements(answer, recognize)] == statements


@given(st.text(alphabet="abå .,;!?\n-1", max_size=120))
def test_statements_keep_every_letter_in_order(answer):
    spans = split_statements(answer, recognize)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    kept = "".join(answer[start:end] for start, end in spans)
    assert [letter for letter in kept if letter.isalpha()] == [letter for letter in answer if letter.isalpha()]


def test_every_answer_heard_has_a_statement_and_quotes_are_verbatim():
    innspill = make_innspill(["Jeg tør ikke gå. Sett opp lys.", "...", "vet ikke"], set_aside=["", "", "ikke svar"])
    behov = find_behov(innspill)
    assert set(behov["innspill_id"]) == set(innspill.loc[innspill["set_aside"] == "", "innspill_id"])
    text = innspill.set_index("innspill_id")["text"]
    for row in behov.itertuples():
        assert text[row.innspill_id][row.start : row.start + len(row.quote)] == row.quote


def test_the_recognizer_may_be_exchanged_and_the_callers_table_is_left_alone():
    innspill = make_innspill(["Buss"])
    before = innspill.copy()
    behov = find_behov(innspill, recognize=lambda text: recognize("Takk!"))
    assert behov["kind"].tolist() == ["ros"]
    pd.testing.assert_frame_equal(innspill, before)


def test_a_table_that_lacks_columns_is_refused_with_all_faults():
    innspill = make_innspill(["Buss"]).drop(columns=["text", "row"])
    with pytest.raises(TableError) as fault:
        find_behov(innspill)
    assert len(fault.value.faults) == 2


def test_who_service_decider_and_place_come_with_the_words_that_told_them():
    innspill = make_innspill(["Pendlerne på Solsida rekker ikke jobb fordi bussen er innstilt hver uke."])
    row = find_behov(innspill, places=["Solsida"]).iloc[0]
    assert (row["who"], row["service"], row["decider"], row["place"]) == (
        "pendlere", "Kollektivtrafikk", "fylkeskommune", "Solsida",
    )  # fmt: skip
    for cue in ("who_cue", "service_cue", "decider_cue", "place_cue", "concrete"):
        assert row[cue] and all(part in row["quote"] for part in row[cue].split("; ")), cue


def test_answers_that_repeat_one_another_are_told_of():
    text = "Vi krever at skolen i bygda blir liggende der den er, for den samler alle som bor her."
    behov = find_behov(make_innspill([text, text.replace("alle", "alle vi"), "Lys i gata"]))
    assert behov["repeat"].tolist().count("flere personer") == (behov["repeat_of"] != "").sum() >= 2


def test_who_rest_on_the_statement_not_on_row_order():
    innspill = make_innspill(["Barna trenger lys", "Eldre er alene"])
    again = find_behov(innspill.iloc[::-1])
    pd.testing.assert_frame_equal(find_behov(innspill), again)
