"""What people decided is read back as they wrote it."""

import pytest
from openpyxl import Workbook

from insight.decisions import find_lost_decisions, read_decisions
from insight.errors import ReadError
from tests.tables import make_innspill


def write_sheet(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_excel_and_csv_give_the_same_decisions(tmp_path):
    rows = [
        ["Anker", "Tittel", "Pådriver"],
        ["a#1", "Trygg skolevei", "Rektor"],
        [None, None, None],
        ["b#2", "Buss", None],
    ]
    sheet = read_decisions(write_sheet(tmp_path / "beslutninger.xlsx", rows))
    text = "\n".join(";".join(value or "" for value in row) for row in rows)
    (tmp_path / "beslutninger.csv").write_text(text, encoding="utf-8-sig")
    assert sheet.equals(read_decisions(tmp_path / "beslutninger.csv"))
    assert sheet["tittel"].tolist() == ["Trygg skolevei", "Buss"]
    assert sheet["handlingsrom"].tolist() == ["", ""]


def test_faults_are_named_all_at_once(tmp_path):
    rows = [["Anker", "Titel"], [None, "uten anker"], [None, "heller ikke"]]
    with pytest.raises(ReadError) as fault:
        read_decisions(write_sheet(tmp_path / "b.xlsx", rows))
    assert len(fault.value.faults) == 3
    with pytest.raises(ReadError, match="fant ikke kolonnen «Anker»"):
        read_decisions(write_sheet(tmp_path / "c.xlsx", [["Tittel"]]))
    (tmp_path / "d.xlsx").write_bytes(b"ikke et regneark")
    with pytest.raises(ReadError, match="kan ikke leses som regneark"):
        read_decisions(tmp_path / "d.xlsx")


def test_a_decision_that_lost_its_statement_is_found(tmp_path):
    from insight.behov import find_behov

    behov = find_behov(make_innspill(["Jeg tør ikke gå"]))
    decisions = read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker"], ["i0000#1"], ["borte#1"]]))
    assert find_lost_decisions(decisions, behov)["anker"].tolist() == ["borte#1"]


def test_an_empty_sheet_holds_no_decisions(tmp_path):
    assert read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker", "Tittel"]])).empty
