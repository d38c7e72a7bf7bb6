"""Who says it and whom it is about."""

import csv
from pathlib import Path

import pytest

from insight.behov.reading import find_spans, read_tokens
from insight.behov.who import find_speaker, find_who
from insight.norsk.wordlists import add_lists, read_entries

TRAINING = Path(__file__).parents[2] / "insight" / "behov" / "gold" / "trening.csv"


@pytest.mark.parametrize(
    ("statement", "groups"),
    [
        # those who speak say what they are
        ("Vi foreldre får aldri vite noe", "foreldre"),
        ("Som pendler rekker jeg aldri fram", "pendlere"),
        ("Jeg er 79 og kommer meg ikke ut", "eldre"),
        ("Vi på 16 har ingen steder å være", "unge"),
        ("Eg er 14 og gruar meg", "unge"),
        ("Vi i hjemmesykepleien rekker ikke å sette oss", "ansatte"),
        ("Me i korpset står utan øvingslokale", "frivillige"),
        ("Jeg driver kafé og mister gjester", "næringsliv"),
        ("Bedriften min får ikke tak i folk", "næringsliv"),
        ("Vi har hytte på Storåsen og får aldri beskjed", "hytteeiere"),
        ("Vi som flyttet hit i fjor kjenner ingen", "tilflyttere"),
        ("Jeg kommer fra Eritrea og forstår ikke brevene", "innvandrere"),
        ("Vi ukrainske mødre trenger et sted å møtes", "foreldre; innvandrere"),
        ("Som sauebonde får eg ikkje sove", "bønder"),
        ("Jeg har en kronisk sykdom og orker ikke møte opp", "syke"),
        ("Jeg er blind og brevene kommer på papir", "personer med funksjonsnedsettelse"),
        ("Vi folkevalgte får papirene for seint", "politikere"),
        ("As a refugee I have no friends here", "innvandrere"),
        ("We parents never hear anything", "foreldre"),
        # kin
        ("Mor på 84 kommer seg ikke til legen", "eldre"),
        ("Svigermor er snart nitti og blir sittende inne", "eldre"),
        ("Datteren min gruer seg til skolen", "barn"),
        ("Dottera mi på 15 har ingen stad å vere", "unge"),
        ("Jeg må ringe hver morgen for å høre om mor har spist", "pårørende"),
        ("Onga våres tør itte gå på do", "barn"),
        ("Bror min slit psykisk utan at nokon spør", "syke"),
        # others in need, and those it is for
        ("Ungane spelar midt i vegen", "barn"),
        ("Ungdommene har ingen steder å være", "unge"),
        ("Mobil tannlege for gamle", "eldre"),
        ("Gratis buss til ungdom", "unge"),
        ("Dei gamle på tunet ligg vakne", "eldre"),
        ("Elevene i tiende trenger noen å snakke med", "unge"),
        ("De i rullestol må kunne komme inn", "personer med funksjonsnedsettelse"),
        ("Alle må kunne komme seg ned til sjøen", "alle"),
        # nobody
        ("Eldre bygg må rustes opp", ""),
        ("Selje dei eldre ferjene", ""),
        ("Den gamle skolen bør males", ""),
        ("Barnehagen stenger for tidlig", ""),
        ("Blind vei bør skiltes", ""),
        ("Det øverste laget med asfalt er borte", ""),
        ("Gratis leie på alle kommunale bygg", ""),
        ("For få lærere på skolen", ""),
        ("Jeg kommer aldri fram i tide", ""),
        ("", ""),
        ("- ?!", ""),
    ],
)
def test_whom_a_statement_is_about(statement, groups):
    assert "; ".join(find_who(statement)[0]) == groups


def test_the_words_that_decided_stand_in_the_statement():
    groups, cue = find_who("Buss hver time, så vi eldre kommer oss til byen")
    assert (groups, cue) == (("eldre",), "vi eldre")
    assert find_who("Brøyt før klokka sju") == ((), "")


@pytest.mark.parametrize("kind", ["ros", "klage", "ikke svar"])
def test_praise_complaint_and_no_answer_are_nobodys_need(kind):
    assert find_who("Barna mine trives på skolen", kind=kind) == ((), "")


def test_staff_are_means_in_a_proposal_but_in_need_in_a_need():
    assert find_who("Lærerne er utslitte", kind="behov")[0] == ("ansatte",)
    assert find_who("Lærerne bør byttes ut", kind="løsning")[0] == ()
    assert find_who("Lat dei tilsette bestemme turnusen", kind="løsning")[0] == ("ansatte",)


@pytest.mark.parametrize(
    ("answer", "role", "speaker"),
    [
        ("Vi pensjonister sitter inne hele vinteren", "Forelder", "foreldre"),
        ("Vi pensjonister sitter inne hele vinteren", "Innbygger", "eldre"),
        ("Vi pensjonister sitter inne hele vinteren", "", "eldre"),
        ("De eldre sitter inne hele vinteren", "", ""),
        ("Mer lys", "Forelder; Pårørende", ""),
        ("", "Forelder", "foreldre"),
        ("", "", ""),
    ],
)
def test_who_says_it_is_told_by_the_form_before_the_text(answer, role, speaker):
    assert find_speaker(answer, role) == speaker


def test_the_role_tells_whom_only_where_the_person_speaks_of_themselves():
    assert find_who("Jeg rekker aldri fram", "Forelder") == (("foreldre",), "Jeg")
    assert find_who("Bussen går for sjelden", "Forelder") == ((), "")
    assert find_who("Eldre blir sittende inne, og vi ser det", "Forelder")[0] == ("eldre",)
    assert find_who("I fjor gikk bussen oftere", "Forelder") == ((), "")


def test_a_project_adds_its_own_words(tmp_path):
    (tmp_path / "aktoerer.txt").write_text("unge: bøgdaungdom*\n-pensjonist*", encoding="utf-8")
    try:
        add_lists(tmp_path)
        assert find_who("Bøgdaungdommen treng ein plass")[0] == ("unge",)
        assert find_who("Vi pensjonister sitter inne")[0] == ()
    finally:
        add_lists(None)


@pytest.mark.parametrize(
    "text",
    ["vi " * 4000, "barn, " * 4000, "på 84 " * 4000, "\u0000\ufffd " * 500, "²³ år", "I I I the the", "İ vi foreldre"],
)
def test_odd_and_long_text_is_read_without_harm(text):
    groups, cue = find_who(text)
    assert set(groups) <= set(read_entries("aktoerer"))
    assert len(find_spans(text)) >= len(read_tokens(text))
    assert all(part in text for part in cue.split("; "))


def test_groups_are_told_well_on_the_labelled_statements():
    right = wrong = missed = 0
    with TRAINING.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            told = set(find_who(row["utsagn"], kind=row["type"])[0])
            labelled = {group.strip() for group in row["hvem"].split(";") if group.strip()}
            right += len(told & labelled)
            wrong += len(told - labelled)
            missed += len(labelled - told)
    assert 2 * right / (2 * right + wrong + missed) > 0.85
