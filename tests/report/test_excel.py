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
from insight.report.wording import FRONT, SELF_SELECTED, TOO_FEW

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
    "Hvem": "tblHvem",
    "Løsninger": "tblLoesninger",
    "Sitater": "tblSitater",
    "Alle innspill": "tblInnspill",
    "Innlesing": "tblInnlesing",
    "Metode": "tblMetode",
}
GROUPS_SHEET = "Behov og grupper"
SHEETS = [FRONT, *list(TABLES)[:3], GROUPS_SHEET, *list(TABLES)[3:]]


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
                assert cell.data_type != "f"
                assert cell.hyperlink is None or cell.hyperlink.location
    texts = [row["Tekst"] for row in read_table(book["Alle innspill"])]
    for quote in ("=1+1", "+47 er et landnummer", "-Mor er alene", "@SUM(A1)", "http://eksempel.no", "12345"):
        assert quote in texts
    assert "bjelle" in texts  # without its control character


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
    assert SELF_SELECTED in words
    assert "Et menneske må lese alle tekstene" in words
    assert "anonym" not in words.casefold()
    links = {cell.value: cell.hyperlink.location for row in book[FRONT] for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in SHEETS[1:]}


def test_no_english_or_technical_word_reaches_a_councillor(book) -> None:
    words = "\n".join(read_words(sheet) for sheet in book).casefold()
    assert not re.findall(r"\b(?:klynge\w*|cluster\w*|none|nan|true|false|null\b(?! ))", words)


def test_the_four_questions_are_answered_for_each_need(book) -> None:
    first = read_table(book["Behov"])[0]
    assert first["Hva er behovet? Deres egne ord"] == "Det mangler lys 0"
    assert first["Hvem har behovet?"] == "barn"
    assert first["Er behovet godt nok utredet?"] == "2: flere grupper eller kanaler"
    assert first["Treffer løsningen behovet?"] == "Ikke testet ennå"
    assert (first["Personer"], first["Utsagn"], first["Løsninger nevnt"]) == (15, 15, 1)


def test_needs_lead_to_their_quotes(book) -> None:
    sheet = book["Behov"]
    targets = [cell.hyperlink.location for row in sheet for cell in row if cell.value == "tre sitater"]
    for target, need in zip(targets, ("B-001", "B-002"), strict=True):
        name, cell = target.split("!")
        assert book[name.strip("'")][cell].value == need
        assert book["Sitater"][cell].offset(row=-1).value != need


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


def test_the_stamp_is_explained_and_said_of_the_needs_on_page_one(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b.assign(stability="usikker"), tmp_path)
    book = openpyxl.load_workbook(path)
    for name in (FRONT, "Behov", "Metode"):
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
    for name in (FRONT, "Metode"):
        assert "B-001 Trygg skolevei (solid): nesten alle utsagnene er på bokmål" in read_words(book[name])
    mixed = openpyxl.load_workbook(write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path))
    assert "nesten alle utsagnene er på" not in read_words(mixed[FRONT])
    assert "Ingen temaer har bare én målform" in read_words(mixed["Metode"])


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
    assert book.sheetnames == SHEETS
    assert TOO_FEW in read_words(book["Behov"])
    assert len(read_table(book["Alle innspill"])) == len(ungathered.behov) + 3


def test_notes_alone_make_a_chart_of_statements(tables, tmp_path) -> None:
    notes = tables.innspill.assign(person_id="", channel="verksted")
    needs = tables.stor_b.assign(n_persons=0)
    path = write_report(notes, tables.behov, needs, tmp_path)
    assert "Flest utsagn handler om «Trygg skolevei»: 15 utsagn" in read_xml(path, "xl/charts/chart1.xml")


def test_the_folder_is_made_and_the_round_is_in_the_name(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path / "ny" / "mappe", round_number=3)
    assert path == tmp_path / "ny" / "mappe" / "stor-b-runde-3.xlsx"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


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
