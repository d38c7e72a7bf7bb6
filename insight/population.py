"""How many live in the municipality, by age, sex and krets: figures people have put in the project folder.

Read are table 07459 of Statistics Norway's StatBank (`statbank`), and tables people have made themselves, in csv or a
workbook. Nothing is fetched.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.innspill.encodings import decode_text
from insight.innspill.excel import WORKBOOKS, check_office_file, read_workbook
from insight.innspill.ole import OLE_MAGIC
from insight.innspill.packages import ZIP_MAGIC
from insight.report.counts.matching import read_ages, read_krets, read_sex, tidy
from insight.statbank import HOW, Grid, Row, find_overlaps, is_statbank, lay_out, read_number, read_statbank
from insight.tables import POPULATION, Population, finish

OWN_HEADERS = ("bakgrunn", "gruppe", "antall", "kilde", "dato")
ENDINGS = (".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm", ".xls", ".ods")
_DELIMITERS = (";", ",", "\t")
FIRST_ROWS = 20
"""The headers stand among these."""
_BACKGROUNDS = {"alder": "alder", "kjønn": "kjoenn", "kjoenn": "kjoenn", "krets": "krets"}


def read_population(*paths: str | Path, kommune: str = "") -> Population:
    """The population figures in files, and in folders of files: the table `tables.POPULATION`.

    What a file is, is told by its content. Of several years the newest counts, and of several municipalities the one
    with the number `kommune` ("3236"). Raises ReadError with every fault: a file that is neither of the kinds above, a
    municipality that is not there or must be chosen, figures that are missing, and the same background in two files.
    """
    rows: list[Row] = []
    faults: list[str] = []
    given: dict[str, str] = {}
    files = {Path(path): _list_files(Path(path)) for path in paths}
    faults += [f"{path}: her er ingen fil med befolkningstall. {HOW}" for path, found in files.items() if not found]
    for file in [file for found in files.values() for file in found]:
        try:
            read = _read_file(file, kommune)
        except ReadError as error:
            faults += error.faults
            continue
        for background in sorted({row.background for row in read}):
            if background in given:
                faults.append(
                    f"{file.name}: {_say(background)} står også i {given[background]}. La bare den ene filen bli igjen."
                )
            given[background] = file.name
        rows += read
    raise_all(ReadError, faults)
    table = pd.DataFrame(rows, columns=list(Row._fields))
    return finish(table.assign(population_id=table["background"] + "/" + table["group"]), POPULATION)


def _list_files(path: Path) -> list[Path]:
    """The file, or those of a folder that can hold figures."""
    if path.is_file():
        return [path]
    found = sorted(path.iterdir()) if path.is_dir() else []
    return [each for each in found if each.suffix.casefold() in ENDINGS and not each.name.startswith((".", "~$"))]


def _read_file(path: Path, kommune: str) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path.name}: kan ikke åpnes ({error.strerror}).") from error
    table = _find_table(content, path.name)
    return _read_own(table) if set(OWN_HEADERS[:3]) <= set(table.headers) else read_statbank(table, kommune)


def _find_table(content: bytes, source: str) -> Grid:
    """The first table with headers of one of the kinds that are read, whatever the file is called."""
    for rows in _list_grids(content, source):
        for at, cells in enumerate(rows[:FIRST_ROWS]):
            headers = [tidy(cell) for cell in cells]
            if is_statbank(headers) or set(OWN_HEADERS[:3]) <= set(headers):
                title = next((cell.strip() for above in rows[:at] for cell in above if cell.strip()), "")
                return Grid(source, title, headers, rows[at + 1 :], at + 2)
    raise ReadError(f"{source}: er ikke kjent igjen som befolkningstall. {HOW}")


def _list_grids(content: bytes, source: str) -> Iterator[list[list[str]]]:
    if content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        if check_office_file(content, source) in WORKBOOKS:
            for grid in read_workbook(content, source)[0]:
                rows = {number: list(map(_as_text, cells)) for number, cells in grid.records}
                yield [rows.get(number, []) for number in range(1, max(rows) + 1)]
        return
    text = decode_text(content, source)[0].lstrip("\ufeff")
    if text.lstrip().startswith("{"):
        yield lay_out(text, source)
        return
    for delimiter in _DELIMITERS:
        try:
            yield list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            continue


def _as_text(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime.datetime) else str(cell)


def _read_own(table: Grid) -> list[Row]:
    """A table people have made: one row a group, with where the figure is from and the day it holds for."""
    if lacking := [name for name in OWN_HEADERS if name not in table.headers]:
        raise ReadError(
            f"{table.source}: mangler kolonnen {' og '.join(lacking)}. Kolonnene skal være {', '.join(OWN_HEADERS)}."
        )
    faults: list[str] = []
    rows: dict[tuple[str, str], Row] = {}
    for number, cells in enumerate(table.rows, start=table.first):
        if any(map(str.strip, cells)):
            row = {name: cell.strip() for name, cell in zip(table.headers, cells, strict=False)}
            values = [row.get(name, "") for name in OWN_HEADERS]
            fault, key, read = _read_own_row(*values)
            if not fault and key in rows:
                fault = f"{_say(key[0])} {values[1]} står to ganger. La bare den ene raden bli igjen"
            faults += [f"{table.source}: rad {number}: {fault}."] if fault else []
            rows[key] = read
    faults += find_overlaps([group for background, group in rows if background == "alder"], table.source)
    if not rows:
        faults.append(f"{table.source}: tabellen har ingen rader med tall.")
    raise_all(ReadError, faults)
    return list(rows.values())


def _read_own_row(background: str, group: str, n: str, source: str, date: str) -> tuple[str, tuple[str, str], Row]:
    """(what is wrong, what makes the group the same as another, the row)."""
    kind, count, day = _BACKGROUNDS.get(tidy(background), ""), read_number(n), _read_date(date)
    ages = read_ages(group)
    names = {"alder": str(ages or ""), "kjoenn": read_sex(group), "krets": " ".join(group.split())}
    name = names.get(kind, "")
    fault = ""
    if not kind:
        fault = f"bakgrunnen «{background}» er ikke alder, kjønn eller krets"
    elif not name:
        fault = f"«{group}» er ikke kjent igjen som {_say(kind)}"
    elif count is None:
        fault = f"«{n}» er ikke et antall personer"
    elif not source:
        fault = "kilden mangler. Skriv hvor tallet er hentet"
    elif not day:
        fault = f"datoen «{date}» skal være dagen tallet gjelder for, som 2026-01-01 eller 01.01.2026"
    return fault, (kind, read_krets(name) if kind == "krets" else name), Row(kind, name, count or 0, source, day)


def _read_date(text: str) -> str:
    """The day as ISO has it; empty when it is none."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return ""


def _say(background: str) -> str:
    return "kjønn" if background == "kjoenn" else background
