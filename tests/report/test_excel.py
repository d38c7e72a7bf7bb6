"""The file: its tables, its paper, its front, and text that stays text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from insight.report import Report, compose, write_report, write_workbook
from insight.report.book.language import set_language
from insight.report.words import read_words
from tests.report.books import ABOUT, COUNTED, compose_plain, read_table, tell_all

NB = read_words("nb")
FRONT = NB.sheets["front"]
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
HOSTILE = ('=1+1")', "+47 er et landnummer", "@SUM(A1)", '"&HYPERLINK("http://eksempel.no")&"', "http://eksempel.no")


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
    words = tell_all(book[FRONT])
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
    words = "\n".join(tell_all(sheet) for sheet in book).casefold()
    assert not re.findall(r"\b(?:klynge\w*|cluster\w*|none|nan|true|false|null\b(?! ))", words)


def test_the_properties_of_the_document(book) -> None:
    assert book.properties.title == ABOUT["title"]
    assert book.properties.creator == "Fjordvik kommune"
    assert book.properties.created.isoformat() == "2026-05-12T00:00:00"


def test_no_background_and_no_person_beside_a_text(book) -> None:
    for name in ("Sitater", "Løsninger", "Alle innspill"):
        assert not {"Alder", "Kjønn", "Krets", "Rolle"} & set(read_table(book[name])[0])
        assert "p-0" not in tell_all(book[name])


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
    assert NB.nothing_yet["needs_by_group"] in tell_all(book["Behov og grupper"])
    assert NB.too_few in tell_all(book["Oppsummering"])
    for name in ("Behov", "Behovskort", "Beslutninger", "Fundamentene", "NABC", "Matrise"):
        assert NB.book_no_needs in tell_all(book[name]), name
    assert len(read_table(book["Alle innspill"])) == len(ungathered.behov) + 3


def test_only_the_language_is_added_to_the_file(path) -> None:
    again = set_language(path.read_bytes(), "en")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(again)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["docProps/core.xml"]
