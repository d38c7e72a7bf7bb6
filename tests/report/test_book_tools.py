"""The form of decisions and the tools of BLT: what people fill in, and what is read back."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from insight.decisions import HEADERS, read_decisions
from insight.norsk.wordlists import read_entries
from insight.report import Report, compose
from insight.report.book.blt import compute_product
from insight.report.book.decisions import HEADINGS
from insight.report.words import read_words
from insight.tables import DECISIONS
from tests.report.books import cells_below, make_report, read_table, tell_all, write_book

UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76"


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return make_report(tables, round_number=2)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    return write_book(report, tmp_path_factory.mktemp("bok") / "bok.xlsx")


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def test_the_form_has_the_columns_of_decisions(book, report) -> None:
    assert list(HEADINGS) == DECISIONS.names
    assert {heading: name for name, heading in HEADINGS.items()} == dict(HEADERS)
    rows = read_table(book["Beslutninger"])
    assert list(rows[0]) == list(HEADINGS.values())
    assert [row["Tittel"] for row in rows] == [need.title for need in report.needs]
    assert rows[0]["Behovssetning"] is None  # only proposed: nobody shall sign it unread
    assert rows[1]["Behovssetning"] == "Eldre trenger å treffe noen."
    assert rows[1]["Pådriver"] == "Kari Prøve"
    assert [row["Bestemt av"] for row in rows] == [None, None]
    of_need = {voice.behov_id: voice.need_id for voice in report.voices}
    assert [of_need[row["Anker"]] for row in rows] == ["B-001", "B-002"]
    assert not book["Beslutninger"].protection.sheet
    assert not [cell for row in book["Beslutninger"] for cell in row if cell.comment]


def test_cells_to_fill_in_say_what_fits(book) -> None:
    rules = {str(rule.sqref): rule for rule in book["Beslutninger"].data_validations.dataValidation}
    kinds = {rule.type for rule in rules.values()}
    assert kinds == {"list", "date"}
    (levers,) = [rule.formula1 for rule in rules.values() if rule.type == "list"]
    assert levers == '"kommunen avgjør,deler ansvar,annet nivå,låst av vedtak"'
    for heading in list(HEADINGS.values())[1:]:
        cells = cells_below(book["Beslutninger"], heading)
        assert all(cell.border.left.style and cell.fill.fgColor.rgb == "FFFFF2CC" for cell in cells)


def fill_in(path: Path, target: Path) -> Path:
    """What a person does: choose, sign and date the first row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Beslutninger"]
    said = {"Tittel": "Trygt hjem", "Handlingsrom": "deler ansvar", "Bestemt av": "Ola Prøve"}
    said |= {"Dato": datetime.date(2026, 6, 5)}
    for heading, value in said.items():
        cells_below(sheet, heading)[0].value = value
    book.save(target)
    return target


def take_out(path: Path, target: Path) -> Path:
    """The table of the form in a workbook of its own, with the rows that are signed."""
    (table,) = openpyxl.load_workbook(path)["Beslutninger"].tables.values()
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Beslutninger"][table.ref]]
    book = openpyxl.Workbook()
    for row in (rows[0], *(row for row in rows[1:] if row[list(HEADINGS).index("bestemt_av")])):
        book.active.append(row)
    book.save(target)
    return target


def test_what_is_filled_in_is_read_back(path, report, tmp_path) -> None:
    filled = fill_in(path, tmp_path / "utfylt.xlsx")
    decisions = read_decisions(take_out(filled, tmp_path / "beslutninger.xlsx"))
    (row,) = decisions.to_dict("records")
    assert row["tittel"] == "Trygt hjem"
    assert (row["handlingsrom"], row["bestemt_av"], row["dato"]) == ("deler ansvar", "Ola Prøve", "2026-06-05")
    assert {voice.behov_id: voice.need_id for voice in report.voices}[row["anker"]] == "B-001"


def test_what_is_decided_already_stands_there(report, tmp_path) -> None:
    decided = {"B-001": {"tittel": "Trygt hjem", "bestemt_av": "Ola Prøve", "dato": "2026-06-05"}}
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx", **decided))
    first = read_table(book["Beslutninger"])[0]
    assert (first["Tittel"], first["Bestemt av"]) == ("Trygt hjem", "Ola Prøve")
    assert first["Dato"] == datetime.datetime(2026, 6, 5)
    assert cells_below(book["Beslutninger"], "Dato")[0].number_format == "dd.mm.yyyy"


def test_in_the_first_round_nothing_is_computed(tables, tmp_path) -> None:
    book = openpyxl.load_workbook(write_book(make_report(tables, round_number=1), tmp_path / "b.xlsx"))
    rows = read_table(book["Fundamentene"])
    assert {row["Løsning"] for row in rows} == {"ikke vurdert ennå"}
    assert {row["Gangestykket"] for row in rows} == {"ikke regnet ut"}
    assert "Dette er runde 1." in tell_all(book["Fundamentene"])


def test_from_the_second_round_the_product_is_a_formula(book) -> None:
    cells = cells_below(book["Fundamentene"], "Gangestykket")
    assert all(cell.data_type == "f" and "PRODUCT(" in cell.value for cell in cells)
    assert cells_below(book["Fundamentene"], "Løsning")[0].value is None
    (rule,) = {(rule.formula1, rule.formula2) for rule in book["Fundamentene"].data_validations.dataValidation}
    assert rule == ("0", "5")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice to work the formulas out")
def test_the_product_blocks_on_what_is_missing_and_a_nought_gives_nought(tmp_path) -> None:
    given = [(5, 4, 3, 2, 1), (5, 5, 5, 5, 5), (0, 5, 5, 5, 5), (5, None, 5, None, 5), (2, 2, 5, 5, 5)]
    factors = read_words("nb").blt_fundaments["factors"]
    book = xlsxwriter.Workbook(str(tmp_path / "regn.xlsx"))
    page = book.add_worksheet()
    for row, scores in enumerate(given):
        for column, score in enumerate(scores, start=2):
            page.write(row, column, score)
        product, weakest = compute_product(factors, "mangler: ", "ikke regnet ut", row + 1)
        page.write_formula(row, 7, product)
        page.write_formula(row, 8, weakest)
    book.close()
    openpyxl.load_workbook(tmp_path / "regn.xlsx").save(tmp_path / "regn.xlsx")  # without the values it was given
    home = f"-env:UserInstallation=file://{tmp_path}/hjem"
    command = ["soffice", home, "--headless", "--convert-to", UTF_8, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "regn.xlsx")], check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "regn.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("120,forankring")
    assert lines[1].endswith('3125,"behov, løsning, pådriver, team, forankring"')
    assert lines[2].endswith("0,behov")
    assert lines[3].endswith('"mangler: løsning, team",ikke regnet ut')
    assert lines[4].endswith('500,"behov, løsning"')


def test_the_recipe_begins_with_the_room_for_action(book) -> None:
    rows = read_table(book["Oppskriften"])
    assert [row["Steg"] for row in rows] == ["Handlingsrom", 1, 2, 3, 4, 5, 6]
    answer = cells_below(book["Oppskriften"], "Svar")[0]
    meant = cells_below(book["Oppskriften"], "Hva det betyr")[0].value
    assert f'IF({answer.coordinate}="ja","Da egner den seg ikke for samskaping."' in meant
    (rule,) = book["Oppskriften"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == (answer.coordinate, '"ja,nei"')


def test_every_solution_can_be_followed_up(book, report) -> None:
    rows = read_table(book["Oppfølging"])
    assert [row["Utsagn nr."] for row in rows] == [solution.behov_id for solution in report.solutions]
    assert all(row["Nytt?"] is None and row["Når?"] is None for row in rows)
    assert {rule.type for rule in book["Oppfølging"].data_validations.dataValidation} == {"list", "date"}


def test_a_need_has_its_nabc_card(book) -> None:
    first = read_table(book["NABC"])[0]
    assert first["Behov (N)"].endswith("(forslag fra verktøyet)\nHvem: barn")
    assert first["Tilnærming (A)"] is first["Alternativer (C)"] is None


def test_the_actors_are_all_groups_those_hardly_heard_and_the_councils_by_law(book) -> None:
    rows = {row["Hvem"]: row for row in read_table(book["Aktører"])}
    assert list(rows)[:17] == list(read_entries("aktoerer"))
    assert (rows["barn"]["Nevnt i utsagnene?"], rows["pendlere"]["Nevnt i utsagnene?"]) == ("ja", "nei")
    assert rows["barn"]["Ved behov"] == "B-001, B-002"
    assert rows["foreldre"]["Det vi vet om svarene"] == "Forelder: 24 personer svarte"
    assert rows["Alder: 80+"]["Det vi vet om svarene"] == "Ingen svarte."
    assert "Alder: 13–17" in rows and "Alder: 30–44" not in rows
    assert {"Eldreråd", "Råd for personer med funksjonsnedsettelse"} < set(rows)
    assert "Kommuneloven § 5-12" in tell_all(book["Aktører"])


def test_without_a_population_the_small_groups_are_those_the_report_names(tables, tmp_path) -> None:
    report = compose(tables.innspill, tables.behov, tables.stor_b)
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    told = {row["Hvem"] for row in read_table(book["Aktører"]) if row["Hvem"].startswith("Alder: ")}
    assert told == {f"Alder: {group.name}" for group in report.groups if group.few and group.known}
