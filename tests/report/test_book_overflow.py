"""What the workbook has no room for, and where it is written."""

from __future__ import annotations

import csv
import dataclasses

import openpyxl
import pytest

from insight.errors import InsightError
from insight.report import Report, write_report, write_workbook
from tests.report.books import compose_plain, read_table, tell_all


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return compose_plain(tables)


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
    assert f"{len(report.voices) - 10} rader står bare i filen alle-innspill-runde-1.csv" in tell_all(sheet)
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
