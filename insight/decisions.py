"""What people decided: names of needs, who carries them on, what is masked and what is shown. Never written here."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.innspill.ids import case_number
from insight.report.book.decisions import HEADINGS
from insight.report.book.review import CASE, CHOICES, DATE, DECIDED_BY, DECISION
from insight.report.words import LANGUAGES, read_words
from insight.tables import (
    APPROVE,
    DECISIONS,
    LEVERS,
    REVIEWS,
    UNPLACED,
    Behov,
    Decisions,
    Found,
    Reviews,
    StorB,
    empty,
    finish,
)

HEADERS = {heading: name for name, heading in HEADINGS.items()}
"""The columns of `tables.DECISIONS` by their headings in the form."""


def read_decisions(path: str | Path) -> Decisions:
    """The decisions in an Excel file or a csv file (`;`, UTF-8): the table `tables.DECISIONS`.

    Of an Excel file the first sheet with a column «Anker» is read, such as the form of the report's workbook, whose
    header stands below its notes. Only the column Anker must be there; it holds the behov_id of a statement, and the
    decision follows that statement. Rows that are wholly empty are no decisions, nor are rows of the form that nobody
    has signed («Bestemt av»): it is handed out with names filled in. Handlingsrom is one of `tables.LEVERS`, as the
    form says it in any of the report's languages. Raises ReadError with every fault.
    """
    path = Path(path)
    sheets = {"": _read_csv(path)} if path.suffix.casefold() == ".csv" else _read_sheets(path)
    rows, above = _find_form(sheets)
    headers, *body = rows or [[]]
    known = [HEADERS.get(header.strip()) for header in headers]
    if above and "bestemt_av" in known:
        signed = known.index("bestemt_av")
        body = [row if row[signed].strip() else [""] * len(row) for row in body]
    raise_all(ReadError, _faults(path, headers, body, above + 2))
    decided = [
        {name: value.strip() for name, value in zip(known, row, strict=False) if name}
        for row in body
        if any(value.strip() for value in row)
    ]
    if not decided:
        return empty(DECISIONS)
    table = pd.DataFrame(decided).reindex(columns=DECISIONS.names, fill_value="").fillna("")
    levers = _list_levers()
    table["handlingsrom"] = [levers.get(_fold(value), "") for value in table["handlingsrom"]]
    return finish(table.drop_duplicates("anker", keep="last"), DECISIONS)


def _find_form(sheets: dict[str, list[list[str]]]) -> tuple[list[list[str]], int]:
    """The rows from the one with «Anker» on, and how many stand above it; those of the first sheet if none has it."""
    for rows in sheets.values():
        for above, row in enumerate(rows):
            if "Anker" in [cell.strip() for cell in row]:
                return rows[above:], above
    return next(iter(sheets.values())), 0


def find_lost_decisions(decisions: Decisions, behov: Behov) -> Decisions:
    """The decisions whose anchor statement is no longer among the statements: to be told, never dropped in silence."""
    return decisions[~decisions["anker"].isin(behov["behov_id"])]


def _faults(path: Path, headers: list[str], body: list[list[str]], first: int) -> list[str]:
    if "Anker" not in [header.strip() for header in headers]:
        return [
            f"{path.name}: fant ikke kolonnen «Anker». Kolonnene er: {', '.join(filter(None, headers)) or 'ingen'}. "
            f"Beslutninger skal ha kolonnene {_name_columns()}."
        ]
    told = [header.strip() for header in headers]
    faults = [
        f"{path.name}: ukjent kolonne «{header}». Kolonnene er {_name_columns()}."
        for header in told
        if header and header not in HEADERS
    ]
    for number, row in enumerate(body, start=first):
        if any(value.strip() for value in row):
            cells = dict(zip(told, (value.strip() for value in row), strict=False))
            faults += [f"{path.name}: rad {number} {fault}" for fault in _fault_decision(cells)]
    return faults


def _fault_decision(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells.get("Anker"):
        yield "har en beslutning uten anker. Skriv utsagnets nummer i kolonnen «Anker»."
    lever, levers = cells.get("Handlingsrom", ""), _list_levers()
    if lever and _fold(lever) not in levers:
        close = get_close_matches(_fold(lever), levers, n=1)
        hint = f"Mente du «{close[0]}»?" if close else f"Velg en av {', '.join(f'«{known}»' for known in LEVERS)}."
        yield f"har ukjent handlingsrom, «{lever}». {hint}"


def _name_columns() -> str:
    return ", ".join(f"«{heading}»" for heading in HEADERS)


def _list_levers() -> dict[str, str]:
    """What the form's list has in each language -> the value it stands for (`tables.LEVERS`)."""
    return {
        _fold(said): lever
        for language in LANGUAGES
        for said, lever in zip(read_words(language).book_decisions["levers"], LEVERS, strict=True)
    }


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def case_quotes(behov: Behov, *, salt: str) -> dict[str, str]:
    """The case of each sensitive statement, by behov_id: made of its words, so that no approval outlives a change."""
    sensitive = behov[behov["sensitive"] != ""]
    return {
        behov_id: case_number(["følsom", behov_id, quote], salt)
        for behov_id, quote in zip(sensitive["behov_id"], sensitive["quote"], strict=True)
    }


def approve_quotes(behov: Behov, reviews: Reviews, *, salt: str) -> Behov:
    """The same statements, with who approved each sensitive one that a person has read and found fit to show."""
    approved = reviews[reviews["decision"] == APPROVE].set_index("case")["decided_by"].to_dict()
    cases = case_quotes(behov, salt=salt)
    by_whom = [approved.get(cases.get(behov_id, ""), "") for behov_id in behov["behov_id"]]
    return behov.assign(approved_by=pd.Series(by_whom, index=behov.index, dtype="str"))


def find_lost_reviews(reviews: Reviews, found: Found, behov: Behov, *, salt: str) -> Reviews:
    """The decisions whose case is no longer there, for the words are gone or changed: to be told, never dropped."""
    return reviews[~reviews["case"].isin({*found["case"], *case_quotes(behov, salt=salt).values()})]


class _Decided(NamedTuple):
    """One row of a review list with something decided in it, and where it stands."""

    where: str
    sheet: str
    case: str
    decision: str
    decided_by: str
    date: str


def read_reviews(path: str | Path) -> Reviews:
    """The decisions in a review list (`gjennomsyn-runde-N.xlsx`) or a csv file (`;`, UTF-8): `tables.REVIEWS`.

    Every sheet with a column «Sak» is read; rows without a decision are nothing decided. Raises ReadError with every
    fault: a decision that is unknown, is of another kind than the sheet's, has nobody behind it or no case, stands on
    a sheet that is not one of the list's, or says something else than another row about the same case.
    """
    path = Path(path)
    sheets = {"": _read_csv(path)} if path.suffix.casefold() == ".csv" else _read_sheets(path)
    listed = {name: rows for name, rows in sheets.items() if _find_header(rows) is not None}
    if not listed:
        raise ReadError(
            f"{path.name}: fant ikke kolonnen «{CASE}». Bruk gjennomsynslisten som ligger i mappen til kjøringen."
        )
    decided = [row for name, rows in listed.items() for row in _list_decided(path, name, rows)]
    raise_all(ReadError, [*(fault for row in decided for fault in _row_faults(row)), *_find_clashes(path, decided)])
    if not decided:
        return empty(REVIEWS)
    table = pd.DataFrame([(row.case, row.decision, row.decided_by, row.date) for row in decided], columns=REVIEWS.names)
    return finish(table.drop_duplicates("case"), REVIEWS)


def _find_header(rows: list[list[str]]) -> int | None:
    return next((at for at, row in enumerate(rows) if CASE in [cell.strip() for cell in row]), None)


def _list_decided(path: Path, name: str, rows: list[list[str]]) -> Iterator[_Decided]:
    at = _find_header(rows) or 0
    headers = [cell.strip() for cell in rows[at]]
    sheet = f"arket «{name}», " if name else ""
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = dict(zip(headers, (cell.strip() for cell in row), strict=False))
        if decision := cells.get(DECISION, ""):
            where = f"{path.name}: {sheet}rad {number}"
            said = (cells.get(CASE, ""), decision.casefold(), cells.get(DECIDED_BY, ""), cells.get(DATE, ""))
            yield _Decided(where, name, *said)


def _row_faults(row: _Decided) -> list[str]:
    known = sorted({choice for choices in CHOICES.values() for choice in choices})
    faults = []
    if row.sheet and row.sheet not in CHOICES:
        faults.append(f"{row.where}: arket er ikke et av arkene i listen ({', '.join(CHOICES)}). Flytt beslutningen.")
    if row.decision not in known:
        close = get_close_matches(row.decision, CHOICES.get(row.sheet, known), n=1, cutoff=0.4)
        hint = f"Mente du «{close[0]}»?" if close else f"Kjente er {', '.join(CHOICES.get(row.sheet, known))}."
        faults.append(f"{row.where}: ukjent beslutning «{row.decision}». {hint}")
    elif row.sheet in CHOICES and row.decision not in CHOICES[row.sheet]:
        allowed = " eller ".join(f"«{choice}»" for choice in CHOICES[row.sheet])
        faults.append(f"{row.where}: «{row.decision}» kan ikke besluttes på dette arket. Skriv {allowed}.")
    if not row.decided_by:
        faults.append(f"{row.where}: beslutningen mangler navn. Skriv hvem som bestemte i «{DECIDED_BY}».")
    if not re.fullmatch(r"s[0-9a-f]{12}", row.case):
        faults.append(f"{row.where}: «{CASE}» skal være tegnene fra listen, en s og tolv til. Kopier dem derfra.")
    return faults


def _find_clashes(path: Path, decided: list[_Decided]) -> Iterator[str]:
    said: dict[str, _Decided] = {}
    for row in decided:
        first = said.setdefault(row.case, row)
        if row.case and first.decision != row.decision:
            here, there = (each.where.removeprefix(f"{path.name}: ") for each in (row, first))
            yield (
                f"{path.name}: sak {row.case} har to ulike beslutninger, «{first.decision}» ({there}) og "
                f"«{row.decision}» ({here}). La bare den ene stå."
            )


def _read_csv(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path.name}: kan ikke leses som csv. Lagre den som «CSV UTF-8» med semikolon.") from error


def _read_sheets(path: Path) -> dict[str, list[list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return {sheet.title: [list(map(_as_text, row)) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    except Exception as error:  # openpyxl raises many kinds for a broken file
        raise ReadError(f"{path.name}: kan ikke leses som regneark. Åpne den i Excel og lagre den på nytt.") from error


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return "" if cell is None else str(cell)


def gather_decided(decisions: Decisions, behov: Behov, stor_b: StorB) -> dict[str, dict[str, str]]:
    """What is decided of each need: by stor_b_id, the values of `decisions` by column; of several the last row stands.

    A decision whose statement is no longer there, or is in no need, is left out (`find_lost_decisions` names it).
    """
    theme_of = dict(zip(behov["behov_id"], behov["cluster_id"], strict=True))
    need_of = dict(zip(stor_b["cluster_id"], stor_b["stor_b_id"], strict=True))
    rows = decisions.to_dict("records")
    named = [(need_of.get(theme_of.get(row["anker"], UNPLACED), ""), row) for row in rows]
    return {need_id: {str(name): str(value) for name, value in row.items()} for need_id, row in named if need_id}
