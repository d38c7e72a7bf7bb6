from __future__ import annotations

import csv
import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from insight.errors import InsightError
from insight.report import Report, compose, write_report, write_workbook
from insight.report.words import read_words

NB = read_words("nb")
FRONT = NB.sheets["front"]
ABOUT = {
    "title": "Hva trengs & hvorfor?",
    "kommune": "Fjordvik kommune",
    "date": "2026-05-12",
    "responsible": "Kari Eksempelsen",
    "method": [("Versjon av insight", "0.1.0"), ("Antall temaer", "2")],
}
TABLES = {
    "Oppsummering": "tblOversikt",
    "Behov": "tblBehov",
    "Behovskort": "tblKort",
    "Hvem": "tblHvem",
    "Behov og alder": "tblBehovAlder",
    "Behov og kjønn": "tblBehovKjønn",
    "Behov og krets": "tblBehovKrets",
    "Behov og rolle": "tblBehovRolle",
    "Løsninger": "tblLoesninger",
    "Sitater": "tblSitater",
    "Alle innspill": "tblInnspill",
    "Aktører": "tblAktoerer",
    "Beslutninger": "tblBeslutninger",
    "Oppskriften": "tblOppskrift",
    "Fundamentene": "tblFundamenter",
    "NABC": "tblNabc",
    "Oppfølging": "tblOppfoelging",
    "Matrise": "tblMatrise",
    "Innlesing": "tblInnlesing",
    "Metode": "tblMetode",
    "Framgangsmåte": "tblFramgang",
    "Kjøringslogg": "tblKjoering",
}
SHEETS = [FRONT, *TABLES]
COUNTED = ("Oppskriften", "Fundamentene")
"""The sheets with formulas of ours."""
HOSTILE = ('=1+1")', "+47 er et landnummer", "@SUM(A1)", '"&HYPERLINK("http://eksempel.no")&"', "http://eksempel.no")


NEED_COLUMNS = [
    *("Behov", "Kort navn", "Hva er behovet?", "Hvem har behovet?", "Personer", "Utsagn"),
    *("Utredet", "Handlingsrom", "Stempel"),
]


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, files=tables.files, **ABOUT)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("rapport") / "rapport.xlsx"
    write_workbook(report, path)
    return path


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def read_table(sheet) -> list[dict[str, object]]:
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_card(book, need: str) -> dict[str, list[object]]:
    """What the card of a need says, by part: some parts have several rows."""
    card: dict[str, list[object]] = {}
    for row in read_table(book["Behovskort"]):
        if row["Behov"] == need:
            card.setdefault(row["Felt"], []).append(row["Innhold"])
    return card


def read_words(sheet) -> str:
    return "\n".join(str(cell.value) for row in sheet for cell in row if cell.value is not None)


def read_xml(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode("utf-8")


def test_every_sheet_has_one_real_table_with_a_filter(book) -> None:
    assert book.sheetnames == SHEETS
    assert {name: [*book[name].tables] for name in TABLES} == {name: [table] for name, table in TABLES.items()}
    for name in TABLES:
        (table,) = book[name].tables.values()
        assert table.autoFilter.ref == table.ref
        assert table.tableStyleInfo.name


def test_headers_are_frozen_and_repeated_in_print(book) -> None:
    for name in [*TABLES][1:]:
        sheet = book[name]
        (table,) = sheet.tables.values()
        header = int(re.findall(r"\d+", table.ref)[0])
        assert sheet.freeze_panes.endswith(str(header + 1))
        assert sheet.print_title_rows == f"${header}:${header}"


def test_every_sheet_prints_one_page_wide_on_a4(book) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToWidth or 1) == 1
        assert sheet.oddFooter.left.text == "Hva trengs && hvorfor?"
        assert not sheet.merged_cells.ranges


def test_what_people_wrote_is_never_a_formula_or_a_link(book, tables) -> None:
    for sheet in book:
        for row in sheet:
            for cell in row:
                assert cell.data_type != "f" or sheet.title in COUNTED, cell
                assert cell.hyperlink is None or cell.hyperlink.location
    texts = [row["Tekst"] for row in read_table(book["Alle innspill"])]
    for quote in ("=1+1", "+47 er et landnummer", "-Mor er alene", "@SUM(A1)", "http://eksempel.no", "12345"):
        assert quote in texts
    assert "bjelle" in texts  # without its control character


def list_formulas(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert {cell.parent.title for cell in cells} == set(COUNTED)
    return {f"{cell.parent.title} {cell.coordinate}": cell.value for cell in cells}


def test_formulas_are_the_same_whatever_people_wrote(tables, tmp_path) -> None:
    usual = compose(tables.innspill, tables.behov, tables.stor_b, files=tables.files, **ABOUT, round_number=2)
    write_workbook(usual, tmp_path / "vanlig.xlsx")
    formulas = list_formulas(tmp_path / "vanlig.xlsx")
    for text in HOSTILE:
        behov = tables.behov.assign(quote=text, cue=text, place=text, concrete=text)
        named = dict.fromkeys(("title", "statement", "who", "paadriver", "handlingsrom", "service", "sentence"), text)
        about = {**ABOUT, "title": text, "kommune": text, "decided": {"B-001": {"tittel": text, "paadriver": text}}}
        report = compose(tables.innspill, behov, tables.stor_b.assign(**named), **about, round_number=2)
        write_workbook(report, tmp_path / "fiendtlig.xlsx")
        assert list_formulas(tmp_path / "fiendtlig.xlsx") == formulas


def test_the_front_tells_what_when_and_by_whom(book) -> None:
    words = read_words(book[FRONT])
    for expected in (
        "Hva trengs & hvorfor?",
        "Fjordvik kommune",
        "12.\u00a0mai 2026",
        "Kari Eksempelsen",
        "0.1.0",
    ):
        assert expected in words
    assert NB.self_selected in words
    assert "Et menneske må lese alle tekstene" in words
    assert "anonym" not in words.casefold()
    links = {cell.value: cell.hyperlink.location for row in book[FRONT] for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in SHEETS[1:]}


def test_no_english_or_technical_word_reaches_a_councillor(book) -> None:
    words = "\n".join(read_words(sheet) for sheet in book).casefold()
    assert not re.findall(r"\b(?:klynge\w*|cluster\w*|none|nan|true|false|null\b(?! ))", words)


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


def test_cards_lead_from_each_quote_and_solution_to_the_statement(book, report) -> None:
    voices = book["Alle innspill"]
    (table,) = voices.tables.values()
    at = [cell.value for cell in voices[table.ref][0]].index("Utsagn nr.") + 1
    rows = list(book["Behovskort"].iter_rows())
    linked = {(row[0].value, row[4].value): row for row in rows if len(row) > 4 and row[4].hyperlink}
    told = [*report.quotes, *(solution for solution in report.solutions if solution.need_id)]
    assert set(linked) == {(each.need_id, each.behov_id) for each in told}
    for each in told:
        row = linked[each.need_id, each.behov_id]
        assert each.quote in row[3].value
        name, cell = row[4].hyperlink.location.split("!")
        assert name.strip("'") == "Alle innspill"
        assert voices.cell(voices[cell].row, at).value == each.behov_id


def test_page_one_leads_to_each_need(book) -> None:
    links = {cell.value: cell.hyperlink.location for row in book["Oppsummering"] for cell in row if cell.hyperlink}
    for need in ("B-001", "B-002"):
        name, cell = links[need].split("!")
        assert book[name.strip("'")][cell].value == need
        assert name.strip("'") == "Behov"


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
        assert "Stempelet sier hvor fast et tema er." in read_words(book[name])
    assert "stempel: usikker" in read_words(book["Oppsummering"])
    assert "Alle temaene er usikre" in read_words(book["Oppsummering"])


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
        assert "B-001 Trygg skolevei (solid): nesten alle utsagnene er på bokmål" in read_words(book[name])
    mixed = openpyxl.load_workbook(write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path))
    assert "nesten alle utsagnene er på" not in read_words(mixed[FRONT])
    assert "Ingen temaer har bare én målform" in read_words(mixed["Framgangsmåte"])


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


def test_the_properties_of_the_document(book) -> None:
    assert book.properties.title == ABOUT["title"]
    assert book.properties.creator == "Fjordvik kommune"
    assert book.properties.created.isoformat() == "2026-05-12T00:00:00"


def test_no_background_and_no_person_beside_a_text(book) -> None:
    for name in ("Sitater", "Løsninger", "Alle innspill"):
        assert not {"Alder", "Kjønn", "Krets", "Rolle"} & set(read_table(book[name])[0])
        assert "p-0" not in read_words(book[name])


def test_the_same_report_gives_the_same_bytes(report, path, tmp_path) -> None:
    write_workbook(report, tmp_path / "igjen.xlsx")
    assert (tmp_path / "igjen.xlsx").read_bytes() == path.read_bytes()


def test_without_needs_every_sheet_is_there_and_says_why(ungathered, tmp_path) -> None:
    path = write_report(ungathered.innspill, ungathered.behov, ungathered.stor_b, tmp_path)
    book = openpyxl.load_workbook(path)
    by_group = [name for name in SHEETS if name.startswith("Behov og ")]
    rest = [name for name in book.sheetnames if name != "Behov og grupper"]
    assert rest == [name for name in SHEETS if name not in by_group]
    assert book.sheetnames.index("Behov og grupper") == SHEETS.index(by_group[0])
    assert NB.nothing_yet["needs_by_group"] in read_words(book["Behov og grupper"])
    assert NB.too_few in read_words(book["Oppsummering"])
    for name in ("Behov", "Behovskort", "Beslutninger", "Fundamentene", "NABC", "Matrise"):
        assert NB.book_no_needs in read_words(book[name]), name
    assert len(read_table(book["Alle innspill"])) == len(ungathered.behov) + 3


def test_notes_alone_make_a_chart_of_statements(tables, tmp_path) -> None:
    notes = tables.innspill.assign(person_id="", channel="verksted")
    needs = tables.stor_b.assign(n_persons=0)
    path = write_report(notes, tables.behov, needs, tmp_path)
    assert "Flest utsagn handler om «Trygg skolevei»: 15 utsagn" in read_xml(path, "xl/charts/chart1.xml")


def test_the_folder_is_made_and_the_round_is_in_the_name(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path / "ny" / "mappe", round_number=3)
    assert path == tmp_path / "ny" / "mappe" / "stor-b-runde-3.xlsx"
    names = ("stor-b-runde-3.xlsx", "stor-b-runde-3.html", "stor-b-runde-3.docx", "saksframlegg-runde-3.docx")
    letter = ("du-sa-vi-gjorde-runde-3.docx", "du-sa-vi-gjorde-runde-3.html")
    assert {file.name for file in path.parent.iterdir()} == {*names, *letter}


def test_what_excel_has_no_room_for_is_in_a_file_beside(report, tmp_path) -> None:
    write_workbook(report, tmp_path / "rapport.xlsx", max_rows=10)
    sheet = openpyxl.load_workbook(tmp_path / "rapport.xlsx")["Alle innspill"]
    assert len(read_table(sheet)) == 10
    assert f"{len(report.voices) - 10} rader står bare i filen alle-innspill-runde-1.csv" in read_words(sheet)
    with (tmp_path / "alle-innspill-runde-1.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["Tekst"] for row in csv.DictReader(file, delimiter=";")]
    assert len(texts) == len(report.voices)
    assert "'=1+1" in texts


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(report, tmp_path) -> None:
    long = dataclasses.replace(report.voices[0], text="ord " * 10_000)
    write_workbook(dataclasses.replace(report, voices=(long,)), tmp_path / "rapport.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "rapport.xlsx")["Alle innspill"]
    text = read_table(sheet)[0]["Tekst"]
    assert len(text) <= 32_767
    assert "for lang for regnearket" in text
    assert "ord " * 10_000 in (tmp_path / "alle-innspill-runde-1.csv").read_text(encoding="utf-8-sig")


def test_a_workbook_that_cannot_be_written_is_told_in_plain_words(report, tmp_path) -> None:
    (tmp_path / "rapport.xlsx").mkdir()
    with pytest.raises(InsightError, match=r"rapport\.xlsx: får ikke skrevet filen\."):
        write_workbook(report, tmp_path / "rapport.xlsx")
