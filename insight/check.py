"""What `insight check` says: every file and column in plain words, what to look at, and a prosjekt.toml to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from insight.errors import InsightError
from insight.innspill.overview import Overview
from insight.innspill.proposal import propose_additions, propose_project
from insight.innspill.roles import OURS, STARTED, UNUSED, hide_person

ROLE_WORDS = {
    "fritekst": "fritekst",
    "id": "nummer på besvarelsen",
    "tid": "tidspunkt",
    STARTED: "tidspunkt da svaret ble påbegynt",
    "spoersmaal": "spørsmålet svaret gjelder",
    "alder": "bakgrunn (alder)",
    "kjoenn": "bakgrunn (kjønn)",
    "krets": "bakgrunn (krets)",
    "rolle": "bakgrunn (rolle)",
    "personlig": "stanset i døra",
    "enkeltvalg": "ett valg",
    "flervalg": "flere valg",
    "stemmer": "stemmer",
    "utelat": "utelatt",
    OURS: "verktøyets egen",
    UNUSED: "ikke brukt",
}


def tell_files(overview: Overview) -> Iterator[str]:
    """Lines for each file: reader, encoding and counts, then one for each column; "?" marks a doubtful one."""
    for _, file in overview.files.iterrows():
        if not file["reader"]:
            yield f"{file['source']}: ikke lest. {file['note']}"
            continue
        encoding = f" ({file['encoding']})" if file["encoding"] else ""
        yield f"{file['source']}: {file['reader']}{encoding}, {file['n_rows']} rader, {file['n_answers']} svar"
        columns = overview.columns[overview.columns["source"] == file["source"]]
        yield from _tell_columns(columns)
        if columns.empty and file["questions"]:
            yield f"    overskrifter: {file['questions']}"
        if file["note"]:
            yield f"    merk: {file['note']}"


def _tell_columns(columns: pd.DataFrame) -> Iterator[str]:
    for sheet, table in columns.groupby("sheet", sort=False):
        if columns["sheet"].nunique() > 1:
            yield f"    ark «{sheet}»:"
        for _, column in table.iterrows():
            mark = "  ? " if column["doubt"] else "    "
            counts = f"{column['n_filled']} svar, {column['n_distinct']} ulike"
            yield f"{mark}{ROLE_WORDS[column['role']]}: {hide_person(column['header'])} ({counts}; {column['why']})"
            if column["doubt"]:
                yield f"        usikkert: {column['doubt']}"


def tell_remarks(overview: Overview) -> Iterator[str]:
    if overview.remarks:
        yield "Se på dette:"
    yield from (f"  – {remark}" for remark in overview.remarks)


def propose(file: Path, given: Mapping[str, Any], overview: Overview, *, beside: bool, write: bool) -> Iterator[str]:
    """Write the prosjekt.toml `file` when it is not there, and tell; else tell what could be added to it.

    `given` is its [kolonner]; `beside` says that it will lie among the answers. A file of answers alone has no folder
    of its own: then nothing is written. Raises InsightError when the file cannot be written.
    """
    if overview.columns.empty:
        return
    if file.is_file():
        if lacking := propose_additions(overview.columns, given):
            yield f"Dette er funnet, og kan føyes til i {file.name} om du vil låse eller rette det:\n\n{lacking}"
    elif file.parent.is_dir() and write:
        _write(file, propose_project(overview.columns, beside=beside))
        yield f"Et forslag du kan rette, er skrevet i {file}"
    else:
        yield f"Ingenting er skrevet. Pek på mappen, uten --ikke-skriv, for å få et forslag til {file.name}."


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        told = f"{file}: kan ikke skrives ({error.strerror}). Bruk --ikke-skriv for bare å se."
        raise InsightError(told) from error
