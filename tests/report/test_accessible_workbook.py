"""The workbook by the rules of accessible public spreadsheets, in each language, and the whole workbook of the demo."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.hyperlink import Hyperlink

from insight.report.words import LANGUAGES
from tests.report import spreadsheet_rules as rules
from tests.report.books import make_report, write_book
from tests.report.spreadsheet_rules import RULES, TAGS


@pytest.fixture(scope="module")
def small_books(tables, tmp_path_factory):
    """The whole workbook of the small survey, in each language."""
    folder = tmp_path_factory.mktemp("ark")
    paths = [write_book(make_report(tables, each, round_number=2), folder / f"{each}.xlsx") for each in LANGUAGES]
    return [(openpyxl.load_workbook(path), path) for path in paths]


@pytest.fixture(scope="module")
def whole(demo):
    return openpyxl.load_workbook(demo.workbook), demo.workbook


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_workbook_of_a_small_survey(rule, small_books) -> None:
    assert [fault for book, path in small_books for fault in rule(book, path)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_whole_workbook_of_the_demo(rule, whole) -> None:
    assert list(rule(*whole)) == []


def test_each_workbook_tells_its_own_language(small_books) -> None:
    assert [book.properties.language for book, _ in small_books] == [TAGS[language] for language in LANGUAGES]


def test_the_rules_are_seen_to_fail(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Feil").merge_cells("A1:B1")
    book["Feil"]["A3"] = ":"
    book["Feil"].row_dimensions[4].hidden = True
    book["Feil"]["A5"].font = openpyxl.styles.Font(color="FFFFEE00")
    book["Feil"]["A5"] = "gult på hvitt"
    book.save(tmp_path / "feil.xlsx")
    broken = {rule.__name__ for rule in RULES[:2] + RULES[3:4] if list(rule(book, tmp_path / "feil.xlsx"))}
    assert broken == {"has_title_in_a1", "has_one_table_a_sheet", "has_no_merged_cells"}
    book["Feil"]["A6"].hyperlink = Hyperlink(ref="A6", location="'Borte'!A1")
    book["Feil"]["A6"] = "dit"
    book.save(tmp_path / "feil.xlsx")
    others = (rules.has_nothing_hidden, rules.has_a_front_with_every_sheet, rules.has_a_language, rules.has_contrast)
    for rule in (*others, rules.prints_on_a4, rules.has_links_that_lead_somewhere):
        assert list(rule(openpyxl.load_workbook(tmp_path / "feil.xlsx"), tmp_path / "feil.xlsx")), rule.__name__
