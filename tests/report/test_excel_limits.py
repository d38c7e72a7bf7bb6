"""What Excel is strict about and other programs let pass: nothing in the workbook has to be repaired.

Sources: ECMA-376 part 1 (18.3 sheets, 18.5 tables), and Microsoft's «Excel specifications and limits».
"""

from __future__ import annotations

import re

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from insight.report.words import LANGUAGES
from tests.report.books import make_report, write_book


def find_faults(book) -> list[str]:
    """What Excel repairs or drops."""
    names = [sheet.title.casefold() for sheet in book]
    faults = [f"{name}: no name of a sheet" for name in names if len(name) > 31 or set(name) & set("[]:*?/\\")]
    taken = [table.displayName.casefold() for sheet in book for table in sheet.tables.values()]
    faults += [f"{name}: told twice" for known in (names, taken) for name in known if known.count(name) > 1]
    return faults + [fault for sheet in book for part in (find_in_tables, find_in_cells) for fault in part(sheet)]


def find_in_tables(sheet) -> list[str]:
    faults = []
    for table in sheet.tables.values():
        headings = [cell.value for cell in sheet[table.ref][0]]
        if not re.fullmatch(r"[^\W\d][\w.]{0,254}", table.displayName):
            faults.append(f"{table.displayName}: no name of a table")
        if [column.name for column in table.tableColumns] != headings:
            faults.append(f"{sheet.title}: the table has other headings than its cells")
        if len({str(heading).casefold() for heading in headings}) < len(headings):
            faults.append(f"{sheet.title}: two headings are alike")
    return faults


def find_in_cells(sheet) -> list[str]:
    cells = [cell for row in sheet for cell in row]
    faults = [f"{sheet.title} {cell.coordinate}: too long" for cell in cells if len(str(cell.value)) > 32_767]
    if sum(1 for cell in cells if cell.hyperlink) > 65_530:
        faults.append(f"{sheet.title}: too many links")
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and len(rule.formula1) > 255 + len('""'):
            faults.append(f"{sheet.title} {rule.sqref}: a list of {len(rule.formula1)} characters")
        if len(rule.error or "") > 255 or len(rule.errorTitle or "") > 32:
            faults.append(f"{sheet.title} {rule.sqref}: a message that is too long")
    for link in (cell.hyperlink for cell in cells if cell.hyperlink):
        name, _, place = (link.location or "").rpartition("!")
        target = sheet.parent[name.strip("'")] if name.strip("'") in sheet.parent.sheetnames else None
        if target is None or range_boundaries(place)[3] > target.max_row:
            faults.append(f"{sheet.title} {link.ref}: leads to {link.location}")
    return faults


def test_excel_has_nothing_to_repair(demo) -> None:
    assert find_faults(openpyxl.load_workbook(demo.workbook)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_any_language(tables, language, tmp_path) -> None:
    path = write_book(make_report(tables, language, round_number=2), tmp_path / "b.xlsx")
    assert find_faults(openpyxl.load_workbook(path)) == []


@pytest.mark.filterwarnings("ignore:Title is more than 31 characters")
def test_what_excel_would_repair_is_seen(tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Et arknavn som er for langt for Excel")
    sheet.append(["Navn", "navn"])
    sheet.append(["dit", "hit"])
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="'Borte'!A1")
    sheet.add_data_validation(DataValidation("list", formula1=f'"{"nei," * 80}"', sqref="B2"))
    sheet.add_table(Table(displayName="tblEn", ref="A1:B2"))
    book.save(tmp_path / "feil.xlsx")
    assert len(find_faults(openpyxl.load_workbook(tmp_path / "feil.xlsx"))) == 4
