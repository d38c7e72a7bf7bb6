"""Service areas and who decides."""

import csv
from pathlib import Path

import pytest

from insight.behov.services import find_decider, find_service
from insight.norsk.wordlists import read_entries

GOLD = Path(__file__).parent / "gold" / "tjenester-utvikling.csv"


@pytest.mark.parametrize(
    ("statement", "area", "cue"),
    [
        ("Bussen og toget går for sjelden", "Kollektivtrafikk", "Bussen; toget"),
        ("Brøyt veien til skolen", "Vei, vann og avløp", "Brøyt; veien"),
        ("Heimesjukepleia kjem for seint", "Omsorg", "Heimesjukepleia"),
        ("Ventelista på kulturskolen er lang", "Kultur, idrett og friluftsliv", "kulturskolen"),
        ("Eldre bygg i sentrum må males", "", ""),
        ("Alt er vanskelig", "", ""),
        ("Det er en time hver vei", "", ""),
    ],
)
def test_the_area_is_told_with_its_words_and_never_forced(statement, area, cue):
    assert find_service(statement) == (area, cue)


@pytest.mark.parametrize(
    ("statement", "decider", "cue"),
    [
        ("Gangvei langs fylkesveien", "fylkeskommune", "fylkesveien"),
        ("E16 deler bygda i to", "stat", "E16"),
        ("Fv. 241 er full av hull", "fylkeskommune", "Fv. 241"),
        ("Nattbuss i helgene", "fylkeskommune", "Nattbuss"),
        ("Toget er forsinket", "stat", "Toget"),
        ("Mobildekninga er null", "privat", "Mobildekninga"),
        ("Senk eiendomsskatten", "kommune", "eiendomsskatten"),
        ("Møt opp ved butikken", "", ""),
        ("Asfalter veien", "", ""),
        ("Politikerne må høre etter", "", ""),
        ("Minibussen står bare der", "", ""),
    ],
)
def test_who_decides_is_told_and_never_guessed(statement, decider, cue):
    assert find_decider(statement) == (decider, cue)


def test_there_are_fourteen_areas_and_four_deciders():
    assert len(read_entries("tjenesteomraader")) == 14
    assert set(read_entries("hvem-avgjoer")) == {"kommune", "fylkeskommune", "stat", "privat"}


def test_most_of_the_development_set_is_told_right():
    with GOLD.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) >= 200
    assert sum(find_service(row["utsagn"])[0] == row["tjeneste"] for row in rows) / len(rows) > 0.95
    assert sum(find_decider(row["utsagn"])[0] == row["avgjør"] for row in rows) / len(rows) > 0.95


def test_odd_text_gives_nothing():
    for text in ("", " ", "?!", "\u0000", "12345", "E", "E99999"):
        assert find_service(text) == ("", "")
        assert find_decider(text) == ("", "")
