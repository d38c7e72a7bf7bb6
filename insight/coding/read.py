"""What the coders filled in: one or more copies of the workbook as one table, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from insight.coding import guide
from insight.coding.labels import find_key, tell_unknown
from insight.errors import ReadError, raise_all
from insight.tables import KINDS

_COLUMNS = (guide.FIRST, guide.SECOND, guide.SETTLED)
_MOST_ROWS, _MOST_COLUMNS, _MOST_SIGNS = 5_000, 40, 40_000


class Coded(NamedTuple):
    """One statement somebody has labelled; a kind is "" where that coder has not. `where` tells the row."""

    where: str
    behov_id: str
    quote: str
    first: str
    second: str
    settled: str

    @property
    def kind(self) -> str:
        """The label to use: what they settled, else what they agree on or only one has said; "" when they differ."""
        if self.settled:
            return self.settled
        return "" if self.first and self.second and self.first != self.second else self.first or self.second


class Coding(NamedTuple):
    """What stands in the workbooks: the labelled statements in the workbook's order, and the coders' names."""

    coded: tuple[Coded, ...]
    names: tuple[str, str]

    def tell_coders(self, coded: Coded) -> str:
        """Who labelled a statement, with "; " between; both where only the settled label is filled in."""
        labels = (coded.first, coded.second)
        is_by = [bool(label) for label in labels] if any(labels) else [True, True]
        return "; ".join(dict.fromkeys(name for name, by in zip(self.names, is_by, strict=True) if by))


def read_coding(paths: Iterable[str | Path]) -> Coding:
    """The labels in workbooks that `write_coding` made; copies of one workbook are laid together.

    Kinds may be written in capitals. Raises ReadError with every fault: a file that is no such workbook, an unknown
    kind, a label without statement, two copies that differ in one cell, one statement settled in two ways.
    """
    faults: list[str] = []
    filled: dict[str, Coded] = {}
    names: dict[str, str] = {}
    for path in map(Path, paths):
        try:
            sheets = _read_sheets(path)
            rows = _find_rows(path.name, sheets)
        except ReadError as error:
            faults += error.faults
            continue
        names = {**_find_names(sheets.get(guide.FRONT, [])), **names}
        for coded in rows:
            faults += _find_faults(coded)
            faults += _lay_together(filled, coded)
    coding = [coded for coded in filled.values() if coded.first or coded.second or coded.settled]
    faults += _find_clashes(coding)
    if not coding and not faults:
        faults.append(
            f"Ingen utsagn er merket. Velg slag i «{guide.FIRST}» og gjerne «{guide.SECOND}», lagre, og les inn igjen."
        )
    raise_all(ReadError, faults)
    return Coding(tuple(coding), (names.get(guide.FIRST, "koder 1"), names.get(guide.SECOND, "koder 2")))


def _find_rows(name: str, sheets: dict[str, list[list[str]]]) -> list[Coded]:
    rows = sheets.get(guide.SHEET) or next((rows for rows in sheets.values() if _has_columns(rows)), [])
    headings = [cell.strip() for cell in rows[0]] if rows else []
    missing = [heading for heading in (guide.NUMBER, guide.STATEMENT, *_COLUMNS) if heading not in headings]
    if missing:
        raise ReadError(
            f"{name}: fant ikke {', '.join(f'«{heading}»' for heading in missing)} i arket «{guide.SHEET}». Bruk "
            "arbeidsboken som «insight kode» har laget, uten å endre overskriftene."
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(headings, (cell.strip() for cell in row), strict=False))
        kinds = [" ".join(cells.get(column, "").casefold().split()) for column in _COLUMNS]
        quote = cells.get(guide.STATEMENT, "")
        if quote or any(kinds):
            found.append(Coded(f"{name}: rad {number}", cells.get(guide.NUMBER, ""), quote, *kinds))
    return found


def _has_columns(rows: list[list[str]]) -> bool:
    return bool(rows) and {guide.NUMBER, guide.STATEMENT} <= {cell.strip() for cell in rows[0]}


def _find_faults(coded: Coded) -> list[str]:
    kinds = {guide.FIRST: coded.first, guide.SECOND: coded.second, guide.SETTLED: coded.settled}
    faults = [
        f"{coded.where}, «{column}»: {tell_unknown(kind)}"
        for column, kind in kinds.items()
        if kind and kind not in KINDS
    ]
    for column, value in ((guide.NUMBER, coded.behov_id), (guide.STATEMENT, coded.quote)):
        if not value and any(kinds.values()):
            faults.append(f"{coded.where}: «{column}» er tomt. Kopier det fra arbeidsboken slik den ble laget.")
    return faults


def _lay_together(filled: dict[str, Coded], coded: Coded) -> list[str]:
    """Add a row to what is filled in; what two copies say of the same cell must be the same."""
    key = f"{coded.behov_id} {find_key(coded.quote)}"
    first = filled.setdefault(key, coded)
    faults = []
    for column, one, other in zip(_COLUMNS, first[3:], coded[3:], strict=True):
        if one and other and one != other:
            faults.append(
                f"{coded.where}, «{column}»: her står «{other}», men «{one}» i {first.where}. La det ene stå."
            )
    filled[key] = Coded(*first[:3], *(one or other for one, other in zip(first[3:], coded[3:], strict=True)))
    return faults


def _find_clashes(coding: Sequence[Coded]) -> list[str]:
    """The same words may stand in two rows (of two rounds): they can only be one kind."""
    settled: dict[str, Coded] = {}
    faults = []
    for coded in coding:
        if coded.kind:
            first = settled.setdefault(find_key(coded.quote), coded)
            if first.kind != coded.kind:
                faults.append(
                    f"{coded.where}: de samme ordene er «{coded.kind}» her og «{first.kind}» i {first.where}. "
                    f"Skriv det samme i «{guide.SETTLED}» begge steder."
                )
    return faults


def _find_names(rows: list[list[str]]) -> dict[str, str]:
    """What is written beside the labels of the names on the front."""
    columns = {label: column for column, label in guide.NAMES.items()}
    names = {}
    for row in rows:
        label, name = (*row, "", "")[:2]
        if label.strip() in columns and name.strip():
            names[columns[label.strip()]] = " ".join(name.replace(";", ",").split())[:60]
    return names


def _read_sheets(path: Path) -> dict[str, list[list[str]]]:
    from openpyxl import load_workbook

    if not path.is_file():
        raise ReadError(f"{path}: finnes ikke. Oppgi arbeidsboken dere har merket i, etter --les.")
    most = {"max_row": _MOST_ROWS, "max_col": _MOST_COLUMNS, "values_only": True}
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            return {
                page.title: [list(map(_as_text, row)) for row in page.iter_rows(**most)] for page in book.worksheets
            }
        finally:
            book.close()
    except Exception as error:  # openpyxl raises many kinds for a broken file
        raise ReadError(
            f"{path.name}: kan ikke leses som regneark. Lagre den som .xlsx i Excel, og prøv igjen."
        ) from error


def _as_text(cell: object) -> str:
    return "" if cell is None else str(cell)[:_MOST_SIGNS]
