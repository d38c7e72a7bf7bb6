"""From a figure to the statements it counts, from words to the row they stand in, and back: one click each."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from insight.report import Report, write_workbook
from tests.report.books import cells_below, make_report, read_table, tell_all, write_book

FIGURES = {"Oppsummering": ("Personer", "Utsagn"), "Behov": ("Personer", "Utsagn")}


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return make_report(tables, round_number=2)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    return write_book(report, tmp_path_factory.mktemp("lenker") / "bok.xlsx")


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def follow(book, cell) -> tuple[str, list[dict[str, object]]]:
    """The sheet a cell leads to, and the rows of its table that are found there."""
    name, place = cell.hyperlink.location.split("!")
    sheet = book[name.strip("'")]
    (table,) = sheet.tables.values()
    header = range_boundaries(table.ref)[1]
    _, first, _, last = range_boundaries(place)
    return sheet.title, read_table(sheet)[first - header - 1 : last - header]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leads_to_exactly_the_statements_it_counts(book, report, name) -> None:
    solutions = {solution.behov_id for solution in report.solutions}
    for heading in FIGURES[name]:
        for cell, row in zip(cells_below(book[name], heading), read_table(book[name]), strict=True):
            assert cell.data_type == "n"
            sheet, rows = follow(book, cell)
            assert sheet == "Alle innspill"
            assert {each["Behov"] for each in rows} == {row["Behov"]}
            assert len(rows) == row["Utsagn"]
            assert not {each["Utsagn nr."] for each in rows} & solutions


def test_page_one_leads_to_each_need_and_the_need_to_its_card(book) -> None:
    for name, to in (("Oppsummering", "Behov"), ("Behov", "Behovskort"), ("Alle innspill", "Behovskort")):
        cells = [cell for cell in cells_below(book[name], "Behov") if cell.value]
        for cell in cells:
            sheet, rows = follow(book, cell)
            assert (sheet, {row["Behov"] for row in rows}) == (to, {cell.value})


def test_the_whole_card_is_found_and_it_leads_to_the_statements(book, report) -> None:
    for cell in cells_below(book["Behov"], "Behov"):
        _, card = follow(book, cell)
        assert len(card) == sum(row["Behov"] == cell.value for row in read_table(book["Behovskort"]))
    counts = [cell for cell in cells_below(book["Behovskort"], "Innhold") if isinstance(cell.value, int)]
    linked = [cell for cell in counts if cell.hyperlink]
    assert len(linked) == 2 * len(report.needs)
    assert {len(follow(book, cell)[1]) for cell in linked} == {need.n_statements for need in report.needs}


@pytest.mark.parametrize("name", ["Sitater", "Løsninger", "Behovskort", "Oppfølging", "Matrise"])
def test_words_lead_to_the_statement_they_are_from(book, report, name) -> None:
    texts = {voice.behov_id: voice.text for voice in report.voices}
    cells = [cell for cell in cells_below(book[name], "Utsagn nr.") if cell.value]
    assert cells
    for cell in cells:
        sheet, (row,) = follow(book, cell)
        assert (sheet, row["Utsagn nr."]) == ("Alle innspill", cell.value)
        assert row["Tekst"] == texts[cell.value].replace("\x07", "")


def test_a_solution_leads_to_the_statement_it_answers(book) -> None:
    first = cells_below(book["Løsninger"], "Svarer på utsagn nr.")[0]
    assert [row["Utsagn nr."] for row in follow(book, first)[1]] == [first.value] == ["svar00#1"]


def test_a_card_has_ten_solutions_and_leads_to_the_rest(report, tmp_path) -> None:
    (one,) = [each for each in report.solutions if each.need_id == "B-001"]
    told = [dataclasses.replace(one, quote=f"«Bru nummer {n}»") for n in range(40)]
    others = [each for each in report.solutions if each.need_id != "B-001"]
    book = openpyxl.load_workbook(
        write_book(dataclasses.replace(report, solutions=(*others, *told)), tmp_path / "b.xlsx")
    )
    rows = [row for row in read_table(book["Behovskort"]) if row["Felt"].startswith("Løsninger")]
    shown = [row["Innhold"] for row in rows if row["Behov"] == "B-001"]
    assert shown[:10] == [f"«Bru nummer {n}»" for n in range(10)]
    assert shown[10:] == ["30 til står i «Løsninger»."]
    (more,) = [cell for cell in cells_below(book["Behovskort"], "Innhold") if cell.value == shown[10]]
    sheet, rest = follow(book, more)
    assert (sheet, len(rest)) == ("Løsninger", 40)
    assert {row["Behov"] for row in rest} == {"B-001"}
    _, (row,) = follow(book, cells_below(book["Løsninger"], "Utsagn nr.")[-1])
    assert row["Utsagn nr."] == one.behov_id


def test_the_statements_of_a_need_stand_together_those_counted_first(book, report) -> None:
    rows = read_table(book["Alle innspill"])
    assert sorted(row["Svar nr."] for row in rows) == sorted(voice.innspill_id for voice in report.voices)
    needs = [row["Behov"] or "~" for row in rows]
    assert needs == sorted(needs)
    aside = [bool(row["Lagt til side fordi"]) for row in rows]
    assert aside == sorted(aside) and any(aside)
    assert "behov for behov" in tell_all(book["Alle innspill"])


def test_a_statement_there_was_no_room_for_has_no_link(report, tmp_path) -> None:
    write_workbook(report, tmp_path / "b.xlsx", max_rows=3)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    kept = {row["Utsagn nr."] for row in read_table(book["Alle innspill"])}
    assert len(kept) == 3
    for name in ("Sitater", "Løsninger", "Behovskort", "Matrise"):
        cells = [cell for cell in cells_below(book[name], "Utsagn nr.") if cell.value]
        assert {cell.value for cell in cells if cell.hyperlink} == {cell.value for cell in cells} & kept
    first, second = cells_below(book["Behov"], "Utsagn")
    assert len(follow(book, first)[1]) == 3
    assert second.hyperlink is None and second.value == report.needs[1].n_statements


def test_more_links_than_excel_opens_are_text(report, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("insight.report.book.page.MAX_LINKS", 5)
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    cells = cells_below(book["Matrise"], "Utsagn nr.")
    assert [bool(cell.hyperlink) for cell in cells] == [n < 5 for n in range(len(cells))]
    assert all(cell.value for cell in cells)
