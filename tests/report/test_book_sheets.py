"""The sheets of needs, cards, heat tables, matrix and log, as who opens the workbook finds them."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path

import openpyxl
import pytest

from insight.report import Report, compose
from insight.report.book.heat import find_steps
from insight.report.book.page import fit_notes
from insight.report.words import LANGUAGES, read_words
from tests.report.books import enrich, make_report, measure_width, read_table, tell_all, write_book

HOSTILE = ('"><img onerror=alert(1)>', "=1+1", "bjelle\x07", "\u202eomvendt", "🌲" * 5, "ord " * 7_500)


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return make_report(tables, round_number=2)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    return write_book(report, tmp_path_factory.mktemp("bok") / "bok.xlsx")


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def test_the_needs_fit_on_a_page(book, report) -> None:
    sheet = book["Behov"]
    rows = read_table(sheet)
    assert len(rows[0]) <= 9
    assert measure_width(sheet) <= 165
    assert [row["Behov"] for row in rows] == ["B-001", "B-002"]
    assert rows[0]["Hva er behovet?"] == f"{report.needs[0].sentence} (forslag fra verktøyet)"
    assert rows[1]["Hva er behovet?"] == f"{report.needs[1].sentence} (skrevet av et menneske)"


def test_without_a_sentence_the_need_is_told_in_the_words_nearest_the_middle(tables, tmp_path) -> None:
    plain = compose(tables.innspill, tables.behov, tables.stor_b)
    book = openpyxl.load_workbook(write_book(plain, tmp_path / "b.xlsx"))
    assert read_table(book["Behov"])[0]["Hva er behovet?"] == "Det mangler lys 0"
    fields = {row["Felt"]: row["Innhold"] for row in read_table(book["Behovskort"]) if row["Behov"] == "B-001"}
    assert "Les ordene folk brukte" in fields["Behovet i én setning"]


def test_a_card_has_every_part(book, report) -> None:
    words = read_words("nb")
    sheet = book["Behovskort"]
    first = [row for row in read_table(sheet) if row["Behov"] == "B-001"]
    fields = [row["Felt"] for row in first]
    for name in ("sentence", "words", "who", "situation", "why", "quotes", "solutions", "grade", "tested", "lever"):
        assert getattr(words, f"card_{name}") in fields, name
    for name in ("service", "driver", "stability", "persons", "statements", "channels", "how_might_we", "next"):
        assert getattr(words, f"card_{name}") in fields, name
    by_field = {row["Felt"]: row for row in first}
    assert "ikke godkjent av noe menneske" in by_field["Behovet i én setning"]["Innhold"]
    assert by_field["Folk er uenige: Mot"]["Innhold"] == "om lys: «Mindre lys»"
    assert by_field["Personer"]["Innhold"] == 15
    assert by_field["Folks egne ord"]["Utsagn nr."].startswith("svar")


def test_the_heat_table_prints_its_numbers_and_shades_none_that_is_hidden(book, report) -> None:
    ages = next(table for table in report.needs_by_group if table.background == "Alder")
    sheet = book["Behov og alder"]
    rows = read_table(sheet)
    for shown, row in zip(rows, ages.rows, strict=True):
        assert list(shown.values())[3:] == [":" if n is None else n for n in row.counts]
    cells = [cell for row in sheet[next(iter(sheet.tables.values())).ref] for cell in row]
    shaded = [cell for cell in cells if cell.fill.fgColor.rgb in ("FFDEEBF7", "FF9DC3E6", "FF1F4E79")]
    assert shaded and all(isinstance(cell.value, int) and cell.value > 0 for cell in shaded)


def test_the_steps_are_told_in_words_and_hold(book, report) -> None:
    grounds = ("FFDEEBF7", "FF9DC3E6", "FF1F4E79")
    for table in report.needs_by_group:
        sheet = book[f"Behov og {table.background.lower()}"]
        legend = re.findall(r"(\d+) til (\d+)", tell_all(sheet))
        if not legend:
            assert not [n for row in table.rows for n in row.counts if n]
            continue
        spans = [range(int(low), int(high) + 1) for low, high in legend]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fgColor.rgb in grounds:
                    assert cell.value in spans[grounds.index(cell.fill.fgColor.rgb)]


def test_three_steps_cover_every_number() -> None:
    assert find_steps([5, 12, 30]) == (10, 20, 30)
    assert find_steps([]) is None
    assert find_steps([2]) is None


def test_the_matrix_counts_the_statements_of_each_need(book, report) -> None:
    rows = read_table(book["Matrise"])
    for need in report.needs:
        assert sum(row[need.need_id] for row in rows) == need.n_statements
    assert all(row[heading] in (0, 1) for row in rows for heading in list(row)[2:])
    assert sum(row["Gjelder: barn"] for row in rows) == len(rows)


def test_the_matrix_has_no_words_and_nothing_of_who_answered(book, report, tables) -> None:
    words = tell_all(book["Matrise"])
    assert not [voice.text for voice in report.voices if len(voice.text) > 12 and voice.text in words]
    for background in ("alder", "kjoenn", "krets", "rolle"):
        for group in set(tables.innspill[background]) - {""}:
            assert group not in words
    assert "p-0" not in words


def test_a_statement_that_is_withheld_has_its_number_only(tables, tmp_path) -> None:
    behov = tables.behov.copy()
    behov.loc[behov["behov_id"] == "svar03#1", "sensitive"] = "helse"
    report = enrich(compose(tables.innspill, behov, tables.stor_b))
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    assert "svar03#1" in [row["Utsagn nr."] for row in read_table(book["Matrise"])]
    assert all("Det mangler lys 3" not in tell_all(sheet) for sheet in book)


def test_the_log_names_files_settings_and_fingerprints(book) -> None:
    rows = {(row["Slag"], row["Navn"]): row["Verdi"] for row in read_table(book["Kjøringslogg"])}
    assert rows["rapport", "Dato"] == datetime.datetime(2026, 5, 12)
    assert rows["fil", "skjema.xlsx"] == "lest som tabell; rader: 27"
    assert rows["fil", "kart.png"] == "ikke lest"
    assert rows["innstilling", "Antall temaer"] == 2
    assert rows["kjøring", "sha256 skjema.xlsx"] == "0f" * 32


def test_how_it_was_done_is_told_point_by_point(book, report) -> None:
    assert [row["Slik er det gjort"] for row in read_table(book["Framgangsmåte"])] == list(report.method)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sheet_and_tells_what_it_holds(tables, language, tmp_path) -> None:
    report = make_report(tables, language, round_number=2)
    front, *others = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx")).worksheets
    names = [sheet.title for sheet in others]
    words = read_words(language)
    assert {*words.sheets.values()} - {words.sheets["front"], words.sheets["needs_by_group"]} <= set(names)
    assert len(names) == 23 == len(set(names))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    rows = {row[0].value: row[1].value for row in front.iter_rows() if row[0].hyperlink}
    assert list(rows) == names
    assert all(rows.values())


def test_the_notes_fit_the_width_of_their_table(tables, tmp_path) -> None:
    for language in LANGUAGES:
        book = openpyxl.load_workbook(write_book(make_report(tables, language), tmp_path / "b.xlsx"))
        for sheet in book.worksheets[1:]:
            (table,) = sheet.tables.values()
            top, width = sheet[table.ref][0][0].row, measure_width(sheet)
            for row in range(1, top):
                assert len(str(sheet.cell(row, 1).value)) <= 1.25 * width, (language, sheet.title, row)


def test_notes_are_broken_between_sentences_only() -> None:
    assert fit_notes(("Én ting. En annen ting.", "Siste."), (10,)) == ("Én ting.", "En annen ting.", "Siste.")
    assert fit_notes(("Én ting. En annen ting.",), (40,)) == ("Én ting. En annen ting.",)


def test_what_people_wrote_stays_text(report, tmp_path) -> None:
    needs = tuple(dataclasses.replace(need, statement=HOSTILE[0], sentence="") for need in report.needs)
    quotes = tuple(dataclasses.replace(report.quotes[0], quote=text) for text in HOSTILE)
    solutions = tuple(dataclasses.replace(report.solutions[0], quote=text) for text in HOSTILE)
    hostile = dataclasses.replace(report, needs=needs, quotes=quotes, solutions=solutions)
    book = openpyxl.load_workbook(write_book(hostile, tmp_path / "b.xlsx"))
    for sheet in book:
        for row in sheet:
            for cell in row:
                ours = sheet.title in ("Fundamentene", "Oppskriften")
                assert cell.data_type != "f" or ours, cell
                assert cell.hyperlink is None or cell.hyperlink.location
    told = [row["Innhold"] for row in read_table(book["Behovskort"])]
    assert "=1+1" in told and "bjelle" in told
