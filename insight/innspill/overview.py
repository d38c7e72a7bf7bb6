"""How files will be read, before anything is written: what each column is, and what is wrong with the set-up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from insight.innspill.columns import FileColumn, find_headers
from insight.innspill.mask import count_masks, mask
from insight.innspill.naming import fault_unknown_headers, read_names
from insight.innspill.one_file import FileReading
from insight.innspill.prose import draw, is_code
from insight.innspill.read import read_all, tell_files
from insight.innspill.roles import MASKED, UNUSED, hide_person, tells_who
from insight.tables import FILE_COLUMNS, FileColumns, Files, finish

_REPEATED = re.compile(r"(.+) \((\d+)\)")
_UNNAMED = re.compile(r"kolonne \d+")


class Overview(NamedTuple):
    """Files and columns as they would be read; `faults` would stop a run, `remarks` are for a person to look at."""

    files: Files
    columns: FileColumns
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def read_columns(
    path: str | Path, *, columns: Mapping[str, Any] | None = None, leave_out: Sequence[str] = ()
) -> FileColumns:
    """What each column of each file is, why, and whether that is doubtful. Raises what `read_files` does."""
    return read_overview(path, columns=columns, leave_out=leave_out).columns


def read_overview(
    path: str | Path, *, columns: Mapping[str, Any] | None = None, leave_out: Sequence[str] = ()
) -> Overview:
    """What `read_files` and `read_columns` give, from one reading, and what a person should look at.

    Never tells what anybody wrote: columns are counted, and possible personal data by kind. Raises what `read_files`
    does.
    """
    names = read_names(columns or {})
    readings = read_all(Path(path), names, leave_out, salt="")
    faults = [reading.fault for reading in readings if reading.fault]
    if not faults:  # the columns of a file that cannot be read are not known
        faults = fault_unknown_headers(names, {reading.source: reading.headers for reading in readings})
    table = finish(pd.DataFrame(_tell_columns(readings)), FILE_COLUMNS)
    remarks = [remark for reading in readings for remark in _remark_on(reading.source, reading.columns)]
    remarks += _remark_on_masked(table)
    return Overview(tell_files(readings), table, tuple(faults), tuple(remarks))


def _tell_columns(readings: Sequence[FileReading]) -> list[dict[str, Any]]:
    return [
        {
            "column_id": f"{reading.source}#{place:05d}",
            "source": reading.source,
            "sheet": column.sheet,
            "header": column.header,
            **column.role._asdict(),
            "n_filled": column.contents.n_filled,
            "n_distinct": column.contents.n_distinct,
            "masked": " | ".join(f"{times} {token}" for token, times in _count_masked(column).items()),
        }
        for reading in readings
        for place, column in enumerate(reading.columns, start=1)
    ]


def _count_masked(column: FileColumn) -> dict[str, int]:
    """How often each kind of personal data would be masked in some of the answers."""
    if column.role.role != "fritekst":
        return {}
    counted: Counter[str] = Counter()
    for text, times in draw(column.contents.sample, MASKED).items():
        counted.update({token: times * found for token, found in count_masks([mask(text)]).items() if found})
    return {token: counted[token] for token in sorted(counted)}


def _remark_on(source: str, columns: Sequence[FileColumn]) -> Iterator[str]:
    """What the set-up of a form, or the export of it, should not have."""
    headers = [column.header for column in columns]
    repeated = [column.header for column in columns if _is_repeated(column, columns)]
    if repeated:
        told = ", ".join(f"«{header}»" for header in repeated)
        yield f"{source}: samme overskrift står flere ganger, og de siste har fått nummer: {told}."
    if any(_UNNAMED.fullmatch(header) for header in headers):
        yield f"{source}: kolonner uten overskrift er kalt {', '.join(filter(_UNNAMED.fullmatch, headers))}."
    if len(headers) > 1 and sum(_is_answer(column) for column in columns) * 2 >= len(headers):
        yield f"{source}: første rad ser ut som et svar og ikke overskrifter. Sett inn en rad med overskrifter øverst."
    unused = sum(column.role.role == UNUSED and bool(column.contents.n_filled) for column in columns)
    if unused:
        told = f"{unused} av {len(columns)} kolonner er ikke brukt"
        yield f"{source}: {told}. Er noen av dem svar, nevn dem i prosjekt.toml."


def _remark_on_masked(table: FileColumns) -> Iterator[str]:
    for _, column in table[table["masked"] != ""].iterrows():
        where = f"fritekstkolonnen «{hide_person(column['header'])}»"
        yield (
            f"{column['source']}: mulige personopplysninger i {where}: {column['masked'].replace(' | ', ', ')} "
            f"i {min(MASKED, column['n_filled'])} svar. De maskeres; les sitatene før noe publiseres."
        )


def _is_repeated(column: FileColumn, columns: Sequence[FileColumn]) -> bool:
    match = _REPEATED.fullmatch(column.header)
    same_sheet = [other.header for other in columns if other.sheet == column.sheet]
    return match is not None and bool(find_headers(same_sheet, [match[1]]))


def _is_answer(column: FileColumn) -> bool:
    """Whether a header is what somebody answered: a number, a time, an address, or a value of its own column."""
    is_value = is_code({column.header: 1}) and column.header != "#"
    return is_value or column.header in column.contents.sample or tells_who(column.header)
