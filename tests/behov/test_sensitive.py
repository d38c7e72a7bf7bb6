"""A person is not told by what others say; a need is heard all the same."""

from pathlib import Path

import pytest

from insight.behov import find_behov
from insight.behov.sensitive import HOME, ONE_OF_FEW, ONLY_ONE, ORIGIN, SPOKEN_OF, find_sensitive
from insight.errors import InsightError
from insight.norsk.wordlists import add_lists
from tests.tables import make_innspill

GOLD = Path(__file__).parent / "gold"


def read_gold(name):
    lines = (GOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("label", "maalform", "text"), read_gold("foelsomt-utvikling"))
def test_what_is_sensitive_and_what_must_be_heard(label, maalform, text):
    assert bool(find_sensitive(text, text)) == (label == "ja")


def test_sentences_nobody_has_tuned_to():
    """The words of a small list will never hold all; what a person finds in reading is added to the project's own."""
    rows = [(label == "ja", bool(find_sensitive(text, text))) for label, _, text in read_gold("foelsomt-nye")]
    found = sum(is_so and is_found for is_so, is_found in rows)
    assert found / sum(is_so for is_so, _ in rows) >= 0.9
    assert found / sum(is_found for _, is_found in rows) >= 0.95


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Jeg har MS.", "helse (den som skriver)"),
        ("Sonen min har autisme.", "helse (en i familien)"),
        ("Naboen drikker.", "rus (en nabo eller bekjent)"),
        ("[navn] er muslim.", "religion eller livssyn (en navngitt person)"),
        ("Ordføreren drikker.", "rus (en med et offentlig verv)"),
        ("Presten er utro.", "personlige forhold (en med en sjelden rolle)"),
        ("Rektor på Toso må svare.", ONE_OF_FEW),
        ("Den eneste bonden i dalen.", ONLY_ONE),
        ("Gården ved Storelva.", HOME),
        ("Familien fra Syria trenger hus.", ORIGIN),
    ],
)
def test_the_reason_is_told(text, reason):
    assert find_sensitive(text, text) == reason


def test_several_reasons_stand_together():
    text = "Rektor på Toso drikker, og broren min har demens."
    assert find_sensitive(text, text).split("; ") == [
        ONE_OF_FEW,
        "rus (en med en sjelden rolle)",
        "helse (en i familien)",
    ]


def test_the_person_and_what_is_sensitive_may_stand_in_different_statements():
    answer = "Sønnen min er nitten. Han har autisme. Vi trenger en buss."
    behov = find_behov(make_innspill([answer]))
    reasons = dict(zip(behov["quote"], behov["sensitive"], strict=True))
    assert reasons["Sønnen min er nitten."] == SPOKEN_OF
    assert reasons["Han har autisme."] == "helse (én person)"
    assert reasons["Vi trenger en buss."] == ""


def test_where_one_statement_tells_all_the_others_may_be_shown():
    answer = "Mannen min har demens. Mannen min liker onsdagskaffen."
    assert find_behov(make_innspill([answer]))["sensitive"].tolist() == ["helse (en i familien)", ""]


def test_other_answers_do_not_matter():
    behov = find_behov(make_innspill(["Sønnen min er nitten.", "Han har autisme."]))
    assert behov["sensitive"].tolist() == ["", "helse (én person)"]


@pytest.mark.parametrize(
    "text", ["Me har ein buss for lite.", "Det har me ikkje fått svar på.", "No har me venta lenge."]
)
def test_we_in_nynorsk_is_no_sickness(text):
    assert find_sensitive(text, text) == ""
    assert find_sensitive("Jeg har ME.", "") == "helse (den som skriver)"


def test_a_project_adds_its_own_words(tmp_path):
    text = "Nattfogden på Kanten bør få ferie."
    assert find_sensitive(text, text) == ""
    (tmp_path / "sjeldne-roller.txt").write_text("sted: nattfogden\n", encoding="utf-8")
    add_lists(tmp_path)
    try:
        assert find_sensitive(text, text) == ONE_OF_FEW
    finally:
        add_lists(None)


def test_a_line_nobody_can_read_in_a_list_of_the_project_is_told(tmp_path):
    (tmp_path / "foelsomt.txt").write_text("helse: nattblindhet\n", encoding="utf-8")
    add_lists(tmp_path)
    try:
        with pytest.raises(InsightError, match="ukjent merke på en linje: «helse:»"):
            find_sensitive("Jeg har nattblindhet.", "")
    finally:
        add_lists(None)


def test_hostile_text_takes_no_time():
    for unit in ("jeg har ", "mor min ", "og ", "a", "[navn] som ", "på grunn av angst ", "eneste "):
        find_sensitive(unit * 20_000, "")
