"""Who a quote is from: one group, or nothing."""

from __future__ import annotations

import openpyxl
import pandas as pd

from insight.report import Report, compose, write_workbook
from insight.report.counts.speakers import name_speakers
from insight.report.shapes import GroupTable, NeedByGroup
from insight.tables import GROUPS


def make(tables, **about) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, **about)


def test_a_quote_bears_one_group_whose_number_is_shown(tables) -> None:
    quotes = make(tables).quotes
    assert {quote.speaker for quote in quotes if quote.need_id == "B-001"} == {"Forelder (rolle)"}
    assert all(quote.speaker.count("(") <= 1 for quote in quotes)


def test_a_quote_bears_no_group_where_a_need_of_the_person_hides_it() -> None:
    persons = pd.DataFrame({code: "" for code in GROUPS}, index=["p-1", "p-2"]).assign(
        rolle="Forelder", krets="Solsida"
    )
    rows = [(12, None), (None, 9)]
    tables = [
        GroupTable(background, (name,), tuple(_row(n + 1, counts[place]) for n, counts in enumerate(rows)))
        for place, (background, name) in enumerate([("Rolle", "Forelder"), ("Krets", "Solsida")])
    ]
    one_need = {"B-001": frozenset({"p-1"}), "B-002": frozenset({"p-2"})}
    assert name_speakers(persons, tables, one_need) == {"p-1": "Forelder (rolle)", "p-2": "Solsida (krets)"}
    both = {"B-001": frozenset({"p-1"}), "B-002": frozenset({"p-1"})}
    assert name_speakers(persons, tables, both) == {}


def _row(place: int, n: int | None) -> NeedByGroup:
    return NeedByGroup(f"B-{place:03}", "", 20, (n,))


def test_words_that_are_sensitive_bear_no_group_and_neither_do_notes(tables) -> None:
    first = tables.stor_b["quotes"].str.split().str[0].tolist()
    behov = tables.behov.assign(
        sensitive=tables.behov["behov_id"].isin(first).map({True: "helse", False: ""}), approved_by="Rådgiver"
    )
    report = make(tables._replace(behov=behov))
    assert [quote.speaker for quote in report.quotes if quote.behov_id in first] == ["", ""]
    notes = tables.innspill.assign(person_id="", channel="verksted")
    unknown = compose(notes, tables.behov, tables.stor_b.assign(n_persons=0))
    assert {quote.speaker for quote in unknown.quotes} == {""}


def test_the_group_stands_beside_the_quote_in_the_workbook_and_nowhere_else(tables, tmp_path) -> None:
    write_workbook(make(tables), tmp_path / "rapport.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rapport.xlsx")
    assert [sheet.title for sheet in book if any(cell.value == "Fra" for row in sheet for cell in row)] == ["Sitater"]
