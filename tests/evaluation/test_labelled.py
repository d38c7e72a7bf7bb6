"""Reading a labelled file: what is understood, and what is refused with every fault at once."""

import pytest

from insight.errors import ReadError

ANSWER = "Barna går i veien. Bygg fortau!"


def test_headers_may_have_other_names_case_and_order(read):
    rows = [("need", "Barna går i veien.", "NN", "Barn")]
    labelled = read(rows, headers=("Kind", "STATEMENT", "Language", "who"))
    statement = labelled.statements.iloc[0]
    assert (statement["kind"], statement["language"], statement["who"]) == ("behov", "nynorsk", frozenset({"barn"}))


def test_only_the_statement_must_be_there(read):
    labelled = read([("Bygg fortau!",), ("",), ("Takk",)], headers=("utsagn",))
    assert list(labelled.statements["quote"]) == ["Bygg fortau!", "Takk"]
    assert labelled.columns == {"utsagn"}


def test_statements_find_their_place_without_a_start(read):
    rows = [("", ANSWER, "Bygg fortau!"), ("", ANSWER, "Barna  går\ni veien.")]
    labelled = read(rows, headers=("svar_id", "svar", "utsagn"))
    assert list(zip(labelled.statements["start"], labelled.statements["end"], strict=True)) == [(19, 31), (0, 18)]
    assert labelled.statements["quote"].iloc[1] == "Barna går i veien."
    assert list(labelled.is_whole.values()) == [True]


def test_the_same_words_twice_are_two_places_and_a_word_is_no_part_of_another(read):
    labelled = read([("Jada. Ja. Ja.", "Ja."), ("", "Ja."), ("", "Jada.")], headers=("svar", "utsagn"))
    assert sorted(labelled.statements["start"])[:1] == [-1]
    rows = [("1", "Jada. Ja. Ja.", "Ja"), ("1", "", "Ja"), ("1", "", "Jada")]
    placed = read(rows, headers=("svar_id", "svar", "utsagn")).statements
    assert sorted(placed["start"]) == [0, 6, 10]


def test_an_answer_with_words_outside_the_statements_is_not_whole(read):
    labelled = read([("1", "Takk, og bygg fortau!", "bygg fortau!")], headers=("svar_id", "svar", "utsagn"))
    assert labelled.is_whole == {"1": False}
    joined = read([("1", "- Takk og bygg", "Takk"), ("1", "", "bygg")], headers=("svar_id", "svar", "utsagn"))
    assert joined.is_whole == {"1": True}


def test_every_fault_is_told_at_once_with_its_rows(read):
    rows = [
        ("1", ANSWER, "Barna sykler.", "", "behov", "barn", ""),
        ("1", "En annen tekst.", "Bygg fortau!", "", "løsnig", "foreldre", ""),
        ("2", "Ring Kari.", "Ring Kari.", "x", "løsnig", "", "Ring <navn>Kari."),
        ("3", "Ring Per.", "", "", "", "", ""),
        ("4", "Ring Pål.", "Ring Pål.", "", "", "", "Ring <navnet>Pål</navnet>."),
        ("5", "Ring Ann.", "Ring Ann.", "", "", "", "Ring <navn>Anne</navn>."),
        ("6", "Takk takk", "Takk takk", "0", "", "", ""),
        ("6", "Takk takk", "takk", "5", "", "", ""),
    ]
    with pytest.raises(ReadError) as refused:
        read(rows, headers=("svar_id", "svar", "utsagn", "start", "type", "hvem", "personopplysninger"))
    told = refused.value.faults
    assert all(fault.startswith("merket.csv: rad ") for fault in told)
    for words in (
        "rad 2: utsagnet finnes ikke i svaret",
        "rad 3, 4: ukjent type «løsnig». Mente du «løsning»?",
        "rad 3: ukjent gruppe «foreldre»",
        "rad 3: «svar_id» har flere ulike tekster i «svar»",
        "rad 4: «start» er «x»",
        "rad 4: personopplysninger: merket «<navn>» er ikke lukket",
        "rad 5: «utsagn» er tom",
        "rad 6: personopplysninger: ukjent merke «<navnet>»",
        "rad 7: personopplysninger: den merkede kopien er ikke lik svaret",
        "rad 9: utsagnet overlapper et annet",
    ):
        assert any(words in fault for fault in told), words
    assert not any("Barna sykler" in fault for fault in told)


def test_a_file_without_statements_is_refused_with_the_way_out(read):
    with pytest.raises(ReadError, match=r"fant ikke kolonnen «utsagn»\. Kolonnene er: setningen, kode"):
        read([("Takk", "ros")], headers=("setningen", "kode"))
    with pytest.raises(ReadError, match="har ingen utsagn"):
        read([], headers=("utsagn",))
    with pytest.raises(ReadError, match="flere kolonner betyr «type»"):
        read([("a", "b", "c")], headers=("utsagn", "type", "kind"))


def test_many_rows_with_one_fault_are_one_line(read):
    with pytest.raises(ReadError) as refused:
        read([("a", "tull")] * 500, headers=("utsagn", "type"))
    (fault,) = refused.value.faults
    assert "og 490 til" in fault
