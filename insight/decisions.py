"""What people decided: names of needs, room to act, who carries them on. The machine never writes here."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.tables import DECISIONS, Behov, Decisions, empty, finish

HEADERS = {
    "Anker": "anker",
    "Tittel": "tittel",
    "Handlingsrom": "handlingsrom",
    "Pådriver": "paadriver",
    "Bestemt av": "bestemt_av",
    "Dato": "dato",
}


def read_decisions(path: str | Path) -> Decisions:
    """The decisions in an Excel file (first sheet) or a csv file (`;`, UTF-8): the table `tables.DECISIONS`.

    Only the column Anker must be there; it holds the behov_id of a statement, and the decision follows that
    statement. Rows that are wholly empty are no decisions. Raises ReadError with every fault.
    """
    path = Path(path)
    rows = _read_csv(path) if path.suffix.casefold() == ".csv" else _read_sheet(path)
    headers, *body = rows or [[]]
    known = [HEADERS.get(header.strip()) for header in headers]
    raise_all(ReadError, _faults(path, headers, body))
    decided = [
        {name: value.strip() for name, value in zip(known, row, strict=False) if name}
        for row in body
        if any(value.strip() for value in row)
    ]
    if not decided:
        return empty(DECISIONS)
    table = pd.DataFrame(decided).reindex(columns=DECISIONS.names, fill_value="")
    return finish(table.drop_duplicates("anker", keep="last"), DECISIONS)


def find_lost_decisions(decisions: Decisions, behov: Behov) -> Decisions:
    """The decisions whose anchor statement is no longer among the statements: to be told, never dropped in silence."""
    return decisions[~decisions["anker"].isin(behov["behov_id"])]


def _faults(path: Path, headers: list[str], body: list[list[str]]) -> list[str]:
    if "Anker" not in [header.strip() for header in headers]:
        return [
            f"{path.name}: fant ikke kolonnen «Anker». Kolonnene er: {', '.join(filter(None, headers)) or 'ingen'}. "
            f"Beslutninger skal ha kolonnene {', '.join(HEADERS)}."
        ]
    strange = [header for header in headers if header.strip() and header.strip() not in HEADERS]
    faults = [f"{path.name}: ukjent kolonne «{header}». Kolonnene er {', '.join(HEADERS)}." for header in strange]
    at = [header.strip() for header in headers].index("Anker")
    faults += [
        f"{path.name}: rad {number} har en beslutning uten anker. Skriv utsagnets nummer i kolonnen «Anker»."
        for number, row in enumerate(body, start=2)
        if any(value.strip() for value in row) and not (row[at : at + 1] or [""])[0].strip()
    ]
    return faults


def _read_csv(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path.name}: kan ikke leses som csv. Lagre den som «CSV UTF-8» med semikolon.") from error


def _read_sheet(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises many kinds for a broken file
        raise ReadError(f"{path.name}: kan ikke leses som regneark. Åpne den i Excel og lagre den på nytt.") from error
