"""The summary with its chart, the needs with their cards and stamps: what the council reads in the workbook."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from insight.report import Report, write_report, write_workbook
from insight.report.words import read_words
from tests.report.books import compose_plain, make_report, read_card, read_table, read_xml, tell_all

NB = read_words("nb")
FRONT = NB.sheets["front"]
NEED_COLUMNS = [
    *("Behov", "Kort navn", "Hva er behovet?", "Hvem har behovet?", "Personer", "Utsagn"),
    *("Utredet", "Handlingsrom", "Stempel"),
]


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return compose_plain(tables)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("bok") / "bok.xlsx"
    write_workbook(report, path)
    return path


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def test_the_four_questions_are_answered_for_each_need(book) -> None:
    first = read_table(book["Behov"])[0]
    assert list(first) == NEED_COLUMNS
    assert first["Hva er behovet?"] == "Det mangler lys 0"
    assert first["Hvem har behovet?"] == "barn"
    assert first["Utredet"] == "2: flere grupper eller kanaler"
    assert (first["Personer"], first["Utsagn"]) == (15, 15)
    assert (first["Handlingsrom"], first["Stempel"]) == ("Ikke avklart", "solid")
    card = read_card(book, "B-001")
    assert card["Med ordene til den som ligger nærmest midten"] == ["Det mangler lys 0"]
    assert card["Hvem har behovet?"] == ["barn"]
    assert card["Er behovet godt nok utredet?"] == ["2: flere grupper eller kanaler"]
    assert card["Treffer løsningen behovet?"] == ["Ikke testet ennå"]
    assert (card["Personer"], card["Utsagn"]) == ([15], [15])
    assert len(card["Løsninger folk nevnte (liten l)"]) == 1


def test_a_need_in_one_sentence_says_who_wrote_it(tables, tmp_path) -> None:
    sentences = {"sentence": ["Barn trenger lys.", "Eldre trenger noen."], "sentence_by": ["verktøy", "menneske"]}
    path = write_report(tables.innspill, tables.behov, tables.stor_b.assign(**sentences), tmp_path)
    needs = [row["Hva er behovet?"] for row in read_table(openpyxl.load_workbook(path)["Behov"])]
    assert needs == ["Barn trenger lys. (forslag fra verktøyet)", "Eldre trenger noen. (skrevet av et menneske)"]


def test_a_card_says_all_that_is_known_of_the_need(tables, tmp_path) -> None:
    known = {
        "n_notes": 3,
        "votes": 4,
        "n_repeated": 2,
        "subthemes": "lys (9) | fortau (6)",
        "opposing_words": "gatelys",
        "service": "samferdsel",
        "paadriver": "Kari Eksempelsen",
        "handlingsrom": "deler ansvar",
    }
    path = write_report(tables.innspill, tables.behov, tables.stor_b.assign(**known), tmp_path)
    book = openpyxl.load_workbook(path)
    card = read_card(book, "B-001")
    assert (card["Lapper"], card["Prikker"], card["Hvor mange?"]) == ([3], [4], ["2 sendte samme tekst"])
    assert card["Deler av temaet"] == ["lys (9)\nfortau (6)"]
    assert card["Folk er uenige"] == ["om gatelys"]
    assert card["Tjenesteområde"] == ["samferdsel"]
    assert card["Pådriver"] == ["Kari Eksempelsen"]
    assert card["Handlingsrom"] == ["deler ansvar"]
    assert card["Kanaler"] == ["undersøkelse"]
    by = [read_card(book, need)["Navnet er gitt av"] for need in ("B-001", "B-002")]
    assert by == [["verktøy"], ["menneske"]]


@pytest.fixture(scope="module")
def stamped(tables, tmp_path_factory) -> Path:
    """A report with one firm theme and one that is not."""
    stamps = tables.stor_b.assign(stability=["solid", "usikker"])
    return write_report(tables.innspill, tables.behov, stamps, tmp_path_factory.mktemp("stempler"))


def test_the_stamp_stands_beside_every_theme(stamped) -> None:
    book = openpyxl.load_workbook(stamped)
    expected = {"B-001": "solid", "B-002": "usikker", None: None}
    for sheet in ("Oppsummering", "Behov", "Løsninger", "Sitater", "Alle innspill"):
        rows = read_table(book[sheet])
        assert {row["Behov"] for row in rows} >= {"B-001"}
        assert [row["Stempel"] for row in rows] == [expected[row["Behov"]] for row in rows], sheet
    assert read_card(book, "B-001")["Hvor fast er temaet?"] == [NB.stamp_solid]
    assert read_card(book, "B-002")["Hvor fast er temaet?"] == [NB.stamp_unsure]


def test_the_stamp_is_explained_and_said_of_the_needs_on_page_one(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b.assign(stability="usikker"), tmp_path)
    book = openpyxl.load_workbook(path)
    for name in (FRONT, "Behov", "Behovskort", "Framgangsmåte"):
        assert "Stempelet sier hvor fast et tema er." in tell_all(book[name])
    assert "stempel: usikker" in tell_all(book["Oppsummering"])
    assert "Alle temaene er usikre" in tell_all(book["Oppsummering"])


def test_an_unsure_theme_is_hatched_in_the_chart_and_said_in_words(stamped) -> None:
    chart = read_xml(stamped, "xl/charts/chart1.xml")
    assert chart.count("<c:dPt>") == chart.count("<a:pattFill") == 1
    assert "15 (solid)" in chart and "7 (usikker)" in chart
    assert "skravert: usikkert tema" in chart
    assert "Usikre temaer: Noen å treffe." in read_xml(stamped, "xl/drawings/drawing1.xml")


def test_a_theme_of_one_maalform_is_warned_about_where_the_analyst_looks(tables, tmp_path) -> None:
    language = ["nn" if theme == 2 else "nb" for theme in tables.behov["cluster_id"]]
    more = [tables.behov.assign(behov_id=tables.behov["behov_id"] + x, language=language) for x in ("", "a", "b")]
    behov = pd.concat(more, ignore_index=True)
    needs = tables.stor_b.assign(n_statements=3 * tables.stor_b["n_statements"])
    book = openpyxl.load_workbook(write_report(tables.innspill, behov, needs, tmp_path))
    for name in (FRONT, "Framgangsmåte"):
        assert "B-001 Trygg skolevei (solid): nesten alle utsagnene er på bokmål" in tell_all(book[name])
    mixed = openpyxl.load_workbook(write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path))
    assert "nesten alle utsagnene er på" not in tell_all(mixed[FRONT])
    assert "Ingen temaer har bare én målform" in tell_all(mixed["Framgangsmåte"])


def test_small_groups_are_hidden_in_the_file(book) -> None:
    shown = {(row["Bakgrunn"], row["Gruppe"]): row for row in read_table(book["Hvem"])}
    for hidden in (("Alder", "13-17"), ("Alder", "Ikke oppgitt")):
        assert shown[hidden]["Personer"] == shown[hidden]["Andel av dem som svarte"] == ":"
    assert shown["Alder", "18-29"]["Personer"] == 12
    assert shown["Alder", "18-29"]["Andel av dem som svarte"] == pytest.approx(0.5)


def test_the_chart_can_be_read_without_being_seen(path) -> None:
    drawing = read_xml(path, "xl/drawings/drawing1.xml")
    assert "Liggende stolper." in drawing
    assert "Trygg skolevei: 15 personer; Noen å treffe: sju personer." in drawing
    chart = read_xml(path, "xl/charts/chart1.xml")
    assert "Flest personer har meldt «Trygg skolevei»: 15 personer" in chart
    assert "Antall personer" in chart
    assert "<c:legend>" not in chart


def test_a_chart_of_many_needs_shows_the_largest_and_says_so(report, tmp_path) -> None:
    many = tuple(dataclasses.replace(report.needs[0], need_id=f"B-{n:03}", n_persons=n) for n in range(1, 29))
    write_workbook(dataclasses.replace(report, needs=many), tmp_path / "rapport.xlsx")
    assert "De 15 største av 28 behov" in read_xml(tmp_path / "rapport.xlsx", "xl/charts/chart1.xml")
    assert len(read_table(openpyxl.load_workbook(tmp_path / "rapport.xlsx")["Oppsummering"])) == 28


def test_notes_alone_make_a_chart_of_statements(tables, tmp_path) -> None:
    notes = tables.innspill.assign(person_id="", channel="verksted")
    needs = tables.stor_b.assign(n_persons=0)
    path = write_report(notes, tables.behov, needs, tmp_path)
    assert "Flest utsagn handler om «Trygg skolevei»: 15 utsagn" in read_xml(path, "xl/charts/chart1.xml")


def test_page_one_and_who_was_heard_print_on_one_page_while_they_can_be_read_there(tables, tmp_path) -> None:
    few = make_report(tables)
    many = dataclasses.replace(few, needs=few.needs * 14, heard=few.heard * 14)
    pages = {}
    for name, report in (("få", few), ("mange", many)):
        write_workbook(report, tmp_path / f"{name}.xlsx")
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        pages[name] = [book[sheet].page_setup.fitToHeight for sheet in ("Oppsummering", "Hørt og ikke hørt")]
    as_many_as_needed = [0, 0]
    assert pages == {
        "få": [None, None],
        "mange": as_many_as_needed,
    }  # what is not told is one page (ECMA-376, 18.3.1.63)
