"""SurveyXact: numbers in a table of answers, and what they stand for in two tables beside it.

A workbook has the sheets Dataset, Labels and Structure; a set of text files has dataset.csv, labels.csv and
structure.csv (tab and UTF-16, or comma or semicolon and Windows-1252). Their headers and the status of a response were
seen in the test data of readSX (NIFU, on CRAN) and in berthott/sx.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from insight.innspill.codebook import OTHER, Codebook, join_codebooks, name_variable, read_code, says_other
from insight.innspill.formats import Format, read_headers, unfold_plain
from insight.innspill.sheets import Cell, Grid, Record, Sheet, cell_text, is_blank

TOOL = "SurveyXact"
NOT_SENT = "ikke sendt inn"
_DATASET = re.compile(r"dataset\b.*", re.I)
_STRUCTURE = ("structure", "variables")
_STRUCTURE_HEADERS = {"questionname", "variablename", "questiontext"}
_VARIABLE = re.compile(r"[A-Za-z]\w*")
_NUMBER = re.compile(r"-?\d{1,9}")
_PROCESS = r"stat(?:internal|completion|creation|distribution|source|collect|overall|o|c|d|i|s)"
_OURS = re.compile(
    rf"{_PROCESS}_\d+|created|modified|closetime|starttime|difftime|responsecollectsessions|"
    r"numberofreturnedmail|importgroup|distributionschedule|digitaldistribution(?:status|errormessage)"
)
_OURS_PERSONAL = re.compile(r"email")
_STATUS = re.compile(r"stat(?:overall|o)_([1-5])")
_COMPLETED = "4"
"""statoverall: 1 Ny, 2 Distribuert, 3 Noen svar, 4 Gjennomført, 5 Frafalt."""


def unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """The sheet with question texts and labels; responses that were begun and never sent are set aside."""
    sheet = unfold_plain(grid, codebook)
    return replace(sheet, aside=_find_unsent(sheet)) if sheet else None


def _fits(records: Sequence[Record]) -> bool:
    return len({match[1] for header in read_headers(records) if (match := _STATUS.fullmatch(header))}) >= 3


SURVEYXACT = Format(
    TOOL,
    fits=_fits,
    unfold=unfold,
    id=("respondentid",),
    started=("starttime",),
    answered=("closetime",),
    modified=("modified",),
    ours=_OURS,
    personal=_OURS_PERSONAL,
)


def _find_unsent(sheet: Sheet) -> Mapping[int, str]:
    """Only where one single status is ticked and it is not «Gjennomført»."""
    statuses = {
        place: match[1] for place, header in enumerate(sheet.headers) if (match := _STATUS.fullmatch(header.casefold()))
    }
    aside = {}
    for row, cells in sheet.rows:
        ticked = [status for place, status in statuses.items() if read_code(cells[place]) == "1"]
        if len(ticked) == 1 and ticked[0] != _COMPLETED:
            aside[row] = NOT_SENT
    return aside


def is_dataset(sheet: str) -> bool:
    """Whether a sheet holds answers, or by its name a part of their columns: Dataset, Dataset(2)."""
    return _DATASET.fullmatch(sheet.strip()) is not None


def join_workbook(grids: Sequence[Grid], source: str) -> tuple[list[Grid], Codebook] | None:
    """The answers and the code book of a workbook with the sheets Dataset and Labels or Structure; else None.

    Dataset(1), Dataset(2) are one table parted by columns. Sheets that are none of these come after the answers.
    """
    datasets = [grid for grid in grids if is_dataset(grid.name)]
    books = [grid for grid in grids if grid.name.strip().casefold() in ("labels", *_STRUCTURE)]
    if not datasets or not books:
        return None
    codebook = read_codebook(books, source)
    others = [grid for grid in grids if grid not in datasets and grid not in books]
    return [_join_columns(datasets), *others], codebook


def _join_columns(grids: Sequence[Grid]) -> Grid:
    """The parts side by side, row by row; a column that comes again is left out."""
    joined: dict[int, list[Cell]] = {}
    seen: set[str] = set()
    width = 0
    for grid in grids:
        headers = [cell_text(cell) for cell in grid.records[0][1]] if grid.records else []
        kept = [place for place, header in enumerate(headers) if header not in seen or not header.strip()]
        seen.update(headers)
        for row, cells in grid.records:
            line = joined.setdefault(row, [])
            line += [""] * (width - len(line))
            line += [cells[place] if place < len(cells) else "" for place in kept]
        width += len(kept)
    return Grid([(row, cells) for row, cells in sorted(joined.items())], grids[0].name)


def is_codebook(grid: Grid) -> bool:
    """Whether the rows are those of structure.csv (by its headers) or labels.csv (variable, number, label; no headers).

    A labels table is only known by its shape: it should be used as such only when `choose_codebook` finds its answers.
    """
    return _is_structure(grid) or _is_labels(grid)


def _is_structure(grid: Grid) -> bool:
    return set(read_headers(grid.records)) >= _STRUCTURE_HEADERS


def _is_labels(grid: Grid) -> bool:
    lines = []
    for record in grid.records:
        line = _read_line(record)
        if len(line) != 3 or not _VARIABLE.fullmatch(line[0]) or not _NUMBER.fullmatch(line[1]):
            return False
        lines.append(line)
    n_labelled = sum(bool(label) for *_, label in lines)
    n_variables = len({variable for variable, *_ in lines})
    n_values = len({(variable, value) for variable, value, _ in lines})
    return n_labelled * 2 > len(lines) == n_values >= n_variables * 2


def _read_line(record: Record) -> list[str]:
    """Variable, value and label; empty cells beyond them, which SurveyXact adds to some rows, are left out."""
    cells = [read_code(cell) for cell in record[1]]
    while len(cells) > 3 and not cells[-1]:
        cells.pop()
    return [*cells, *[""] * (3 - len(cells))]


def read_codebook(grids: Sequence[Grid], source: str) -> Codebook:
    """The code book in tables of structure, of labels, or both."""
    parts = [_read_structure(grid, source) if _is_structure(grid) else _read_labels(grid, source) for grid in grids]
    return join_codebooks(sorted(parts, key=lambda part: not part.questions))


def _read_labels(grid: Grid, source: str) -> Codebook:
    labels: dict[str, dict[str, str]] = {}
    for record in grid.records:
        variable, value, label = _read_line(record)[:3]
        if variable and value and label:
            labels.setdefault(name_variable(variable), {})[value] = name_variable(label)
    return Codebook(source, TOOL, labels=labels)


def _read_structure(grid: Grid, source: str) -> Codebook:
    """Short names of the tool's own variables are made whole ("stato_4" is "statoverall_4"): they are known by them."""
    keys = read_headers(grid.records)
    blanks = [""] * len(keys)
    lines = [
        {key: name_variable(cell_text(cell)) for key, cell in zip(keys, [*cells, *blanks], strict=False)}
        for _, cells in grid.records[1:]
        if not all(map(is_blank, cells))
    ]
    texts = {line.get("questiontext", "") for line in lines}
    questions: dict[str, str] = {}
    roles: dict[str, str] = {}
    options: dict[str, tuple[str, str]] = {}
    for line in lines:
        variable, asked, text = line["variablename"], line["questionname"], line["questiontext"]
        whole = "_".join(filter(None, [asked.casefold(), line.get("choicevalue", "")]))
        if _is_own(whole):
            questions[variable] = whole
        elif line.get("subtype", "").casefold() == "multiple":
            questions[asked], roles[asked] = text or asked, "flervalg"
            options[variable] = (asked, line.get("choicetext", "") or variable)
        else:
            questions[variable] = _name_other(text, texts) or text or variable
            roles[variable] = _find_role(line)
    return Codebook(source, TOOL, questions, {}, {name: role for name, role in roles.items() if role}, options)


def _is_own(name: str) -> bool:
    return name in SURVEYXACT.id or any(own.fullmatch(name) for own in (_OURS, _OURS_PERSONAL))


def _find_role(line: Mapping[str, str]) -> str:
    """Closed, or text that people wrote; numbers, dates and imported text are told by their names and contents."""
    kind, text = line.get("subtype", "").casefold(), line["questiontext"]
    is_asked = text not in ("", line["variablename"])
    return {"single": "enkeltvalg", "string": "fritekst" if is_asked else ""}.get(kind, "")


def _name_other(text: str, texts: set[str]) -> str:
    """ "<question> – annet" for the text field of an option «Annet»: its text is "<question> - <the option>"."""
    for asked in texts:
        rest = text.removeprefix(f"{asked} - ") if asked else text
        if rest != text and says_other(rest):
            return f"{asked}{OTHER}"
    return ""
