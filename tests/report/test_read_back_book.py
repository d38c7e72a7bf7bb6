"""The finished workbook of the demo read back by programs that did not write it, and held against the report.

Shares no code with the writer: python-calamine and openpyxl read the same file, and LibreOffice reads it and saves its
own. What would be repaired or dropped shows as a sheet, a table, a link or a cell that is gone.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from insight.config import read_config
from insight.population import read_population
from insight.report import Report, compose, write_workbook

HIDDEN = ":"
Grid = dict[tuple[int, int], object]


@pytest.fixture(scope="module")
def report(demo, demo_folder) -> Report:
    config = read_config(demo_folder)
    return compose(
        demo.innspill,
        demo.behov,
        demo.stor_b,
        files=demo.files,
        clusters=demo.clusters,
        title=config.name,
        kommune=config.kommune,
        date=config.date,
        responsible=config.responsible,
        method=[("Antall temaer", "7")],
        population=read_population(*config.population, kommune=config.kommune_number),
        run=(("numpy", "2.4.6"),),
    )


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("lest") / "rapport.xlsx"
    write_workbook(report, path)
    return path


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


@pytest.fixture(scope="module")
def tables(path) -> dict[str, list[dict[str, object]]]:
    """The rows of each table by its name, as calamine reads them."""
    book = CalamineWorkbook.from_path(path, load_tables=True)
    read = {name: book.get_table_by_name(name) for name in book.table_names}
    return {
        name: [dict(zip(table.columns, map(say, row), strict=True)) for row in table.to_python()]
        for name, table in read.items()
    }


def say(value: object) -> object:
    """A value as every program says it: an empty cell is "", a day has no time, a number has 12 figures that count."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float):
        return int(value) if value == int(value) else float(f"{value:.12g}")
    return "" if value is None else value


def read_with_calamine(path: Path) -> dict[str, Grid]:
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {
        name: {
            (row, column): say(value)
            for row, values in enumerate(rows, start=1)
            for column, value in enumerate(values, start=1)
            if say(value) != ""
        }
        for name, rows in sheets.items()
    }


def read_with_openpyxl(book) -> dict[str, Grid]:
    return {
        sheet.title: {
            (cell.row, cell.column): say(cell.value) for row in sheet for cell in row if say(cell.value) != ""
        }
        for sheet in book
    }


def shown(number: float | None) -> object:
    return HIDDEN if number is None else say(number)


def pick(rows: list[dict[str, object]], *headings: str) -> list[tuple[object, ...]]:
    return [tuple(row[heading] for heading in headings) for row in rows]


# --- two programs read the same -----------------------------------------------------------------------


def test_two_programs_read_the_same_in_every_cell(demo, path, book) -> None:
    assert read_with_calamine(path) == read_with_openpyxl(book)
    own = openpyxl.load_workbook(demo.workbook, data_only=True)
    cells = read_with_calamine(demo.workbook)
    assert cells == read_with_openpyxl(own)
    assert len(cells) == 24 and all(cells.values())


def test_every_table_is_where_its_cells_are(book, tables) -> None:
    found = {table.name: (sheet, table.ref) for sheet in book for table in sheet.tables.values()}
    assert set(found) == set(tables)
    for name, (sheet, ref) in found.items():
        header, *rows = [[say(cell.value) for cell in row] for row in sheet[ref]]
        assert tables[name] == [dict(zip(header, row, strict=True)) for row in rows], name


# --- everything in the report is there ----------------------------------------------------------------


def test_page_one_says_all_of_the_front(report, book, tables) -> None:
    told = {cell.value for row in book["Oppsummering"] for cell in row}
    assert {*report.summary, *report.highlights, *report.unknown} <= told
    assert {*report.warnings} <= {cell.value for row in book["Les meg"] for cell in row}
    rows = pick(tables["tblOversikt"], "Behov", "Kort navn", "Personer", "Utsagn", "Stempel")
    expected = [(each.need_id, each.title, each.n_persons, each.n_statements, each.stability) for each in report.needs]
    assert sorted(rows) == sorted(expected)
    assert [-row[2] for row in rows] == sorted(-row[2] for row in rows)


def test_every_need_is_there(report, tables) -> None:
    names = ("Behov", "Kort navn", "Hvem har behovet?", "Personer", "Utsagn", "Utredet", "Handlingsrom", "Stempel")
    assert pick(tables["tblBehov"], *names) == [
        (
            *(each.need_id, each.title, each.who, each.n_persons, each.n_statements),
            *(each.grade, each.handlingsrom, each.stability),
        )
        for each in report.needs
    ]
    for row, need in zip(tables["tblBehov"], report.needs, strict=True):
        assert str(row["Hva er behovet?"]).startswith(need.sentence or need.statement)
    for need in report.needs:
        card = [str(row["Innhold"]) for row in tables["tblKort"] if row["Behov"] == need.need_id]
        parts = (need.statement, need.who, need.grade, need.tested, need.service, need.paadriver, need.channels)
        assert set(parts) | {str(need.n_persons), str(need.n_statements)} <= set(card), need.need_id
        solutions = [each.quote for each in report.solutions if each.need_id == need.need_id]
        assert Counter(solutions[:10]) <= Counter(card)
        more = [text for text in card if "til står i «Løsninger»" in text]
        assert more == ([f"{len(solutions) - 10} til står i «Løsninger»."] if len(solutions) > 10 else [])


def test_every_quote_and_every_solution_is_there(report, tables) -> None:
    names = ("Behov", "Kort navn", "Stempel", "Ordene som ble brukt", "Utsagn nr.", "Fra", "Kanal")
    assert pick(tables["tblSitater"], *names) == [
        (each.need_id, each.title, each.stability, each.quote, each.behov_id, each.speaker, each.channel)
        for each in report.quotes
    ]
    names = (*names[:5], "Kanal", "Hvor behovet er funnet", "Svarer på utsagn nr.", "Status")
    assert pick(tables["tblLoesninger"], *names) == [
        (
            *(each.need_id, each.title, each.stability, each.quote, each.behov_id),
            *(each.channel, each.how, each.answers, each.status),
        )
        for each in report.solutions
    ]
    assert pick(tables["tblOppfoelging"], "Utsagn nr.", "Ordene som ble brukt") == [
        (each.behov_id, each.quote) for each in report.solutions
    ]


def test_every_voice_is_there(report, tables) -> None:
    rows = Counter(tuple(row.values()) for row in tables["tblInnspill"])
    assert rows == Counter(
        (
            *(each.innspill_id, each.behov_id, each.source, each.row, each.channel, each.question, each.text),
            *(each.kind, each.sure, each.cue, each.concerns, each.service, each.decider, each.place, each.concrete),
            *(each.repeat, each.need_id, each.stability, say(each.closeness), each.set_aside),
        )
        for each in report.voices
    )


def test_every_group_is_there_and_what_is_hidden_stays_hidden(report, tables) -> None:
    assert [tuple(row.values()) for row in tables["tblHvem"]] == [
        (each.background, each.name, shown(each.n_persons), shown(each.share)) for each in report.groups
    ]
    assert report.heard
    assert [tuple(row.values()) for row in tables["tblHoert"]] == [
        (
            *(each.background, each.name, shown(each.n_persons), shown(each.share)),
            *(say(each.population), say(each.population_share), each.told),
        )
        for each in report.heard
    ]
    for group in report.needs_by_group:
        rows = tables[f"tblBehov{group.background}"]
        assert [tuple(row.values()) for row in rows] == [
            (row.need_id, row.title, row.n_persons, *map(shown, row.counts)) for row in group.rows
        ]
        assert [*rows[0]][3:] == [name or "Ikke oppgitt" for name in group.names]


def test_the_accounts_and_the_log_are_there(report, tables) -> None:
    assert [tuple(row.values()) for row in tables["tblMetode"]] == [
        (each.step, each.what, each.n) for each in report.accounts
    ]
    assert [tuple(row.values()) for row in tables["tblInnlesing"]] == [
        (
            *(each.source, each.reader, each.encoding, each.n_rows, each.n_unread, each.n_answers),
            *(each.n_in_use, each.n_set_aside, each.reasons, each.read_note),
        )
        for each in report.files
    ]
    assert [row["Slik er det gjort"] for row in tables["tblFramgang"]] == list(report.method)
    log = {(row["Navn"], str(row["Verdi"])) for row in tables["tblKjoering"]}
    assert {*report.settings, *report.run} <= log


def test_the_matrix_counts_what_the_needs_count(report, tables) -> None:
    for need in report.needs:
        assert sum(row[need.need_id] for row in tables["tblMatrise"]) == need.n_statements


# --- another program opens it and saves it ------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice to open the workbook and save it")
def test_nothing_is_lost_when_another_program_saves_it(demo, tmp_path) -> None:
    home = f"-env:UserInstallation={(tmp_path / 'hjem').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(demo.workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = tmp_path / demo.workbook.name
    ours, theirs = read_with_calamine(demo.workbook), read_with_calamine(saved)
    assert list(ours) == list(theirs)
    for name, cells in ours.items():
        assert theirs[name] == cells, name
    assert list_links(saved) == list_links(demo.workbook)
    assert list_tables(saved) == list_tables(demo.workbook)


def list_links(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    return {f"{cell.parent.title} {cell.coordinate}": cell.hyperlink.location for cell in cells}


def list_tables(path: Path) -> dict[str, tuple[str, str]]:
    book = openpyxl.load_workbook(path)
    return {table.name: (sheet.title, table.ref) for sheet in book for table in sheet.tables.values()}
