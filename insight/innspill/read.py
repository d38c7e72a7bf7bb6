"""Reads a folder of exports and notes into one table, and accounts for every file in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.innspill.deliveries import settle
from insight.innspill.excel import collecting_no_garbage
from insight.innspill.find import KINDS_READ, find_passed_over, find_sources, is_named, read_file
from insight.innspill.forgotten import leave_out as leave_out_forgotten
from insight.innspill.naming import FileNames, fault_unknown_headers, read_names
from insight.innspill.one_file import FileReading, read_opened
from insight.innspill.open_file import Opened, list_codebooks, open_file
from insight.innspill.sheets import name_some
from insight.innspill.zipped import is_archive, unpack
from insight.tables import FILES, INNSPILL, Files, Innspill, finish

LISTS = ("questions", "groups", "closed", "dropped", "unused")
COUNTED = ("n_answers", "n_set_aside", "set_aside")


class Delivery(NamedTuple):
    """What people said, and the files it came from."""

    innspill: Innspill
    files: Files
    personal: tuple[tuple[str, str], ...] = ()


def read_innspill(
    path: str | Path,
    *,
    columns: Mapping[str, Any] | None = None,
    leave_out: Sequence[str] = (),
    salt: str = "",
    forgotten: Collection[str] = (),
) -> Innspill:
    """One row for each answer to each question, and for each workshop note, as people wrote them.

    `path` is a folder (with its subfolders) or one file. `columns` names columns where they cannot be told
    from headers and contents: {"fritekst": ["Kommentar"], "krets": "Sone", "skolevei.csv": {"id": "Nr"}}.
    `leave_out` names files or folders to pass over; `salt` makes the numbers of people and answers impossible
    to guess. Answers that `forgotten` has marks of (`insight forget`) are left out, and counted in the file's note.
    Raises ReadError naming every file that cannot be read, and why.
    """
    return read_delivery(path, columns=columns, leave_out=leave_out, salt=salt, forgotten=forgotten).innspill


def read_files(
    path: str | Path,
    *,
    columns: Mapping[str, Any] | None = None,
    leave_out: Sequence[str] = (),
    salt: str = "",
) -> Files:
    """How each file was read, or in `note` why it was not: a file that cannot be read is a row and no error.

    Raises ReadError when there is no such path, or when `columns` names what cannot be.
    """
    names = read_names(columns or {})
    return tell_files(read_all(Path(path), names, leave_out, salt))


def read_delivery(
    path: str | Path,
    *,
    columns: Mapping[str, Any] | None = None,
    leave_out: Sequence[str] = (),
    salt: str = "",
    forgotten: Collection[str] = (),
) -> Delivery:
    """What `read_innspill` and `read_files` give, from one reading. Raises what `read_innspill` does."""
    names = read_names(columns or {})
    readings = read_all(Path(path), names, leave_out, salt, forgotten)
    faults = [reading.fault for reading in readings if reading.fault]
    if not faults:
        faults = fault_unknown_headers(names, {reading.source: reading.headers for reading in readings})
    answers = [answer for reading in readings for answer in reading.answers]
    if not faults and not answers:
        faults = [f"{path}: fant ingen svar å lese. Det som leses, er {KINDS_READ}."]
        faults += [f"{reading.source}: {reading.note}.{_tell_headers(reading)}" for reading in readings if reading.note]
    elif faults and answers:
        read = [f"{reading.source} ({len(reading.answers)} svar)" for reading in readings if reading.answers]
        faults.append(f"Lest uten feil: {', '.join(read)}.")
    raise_all(ReadError, faults)
    innspill = finish(pd.DataFrame(answers).assign(language=""), INNSPILL)
    personal = {pair for reading in readings for pair in reading.personal}
    return Delivery(innspill, tell_files(readings), tuple(sorted(personal)))


def _tell_headers(reading: FileReading) -> str:
    return f" Kolonnene er: {name_some(reading.headers)}." if reading.headers else ""


def read_all(
    path: Path, names: FileNames, leave_out: Sequence[str], salt: str, forgotten: Collection[str] = ()
) -> list[FileReading]:
    """Every file once, sorted by name, and what becomes of answers that several of them hold."""
    with collecting_no_garbage():
        readings = leave_out_forgotten(_read_each(path, names, leave_out, salt), forgotten, salt)
        told = settle([answer for reading in readings for answer in reading.answers])
    return [
        replace(reading, note="; ".join(filter(None, [reading.note, *told.get(reading.source, [])])))
        for reading in readings
    ]


def _read_each(path: Path, names: FileNames, leave_out: Sequence[str], salt: str) -> list[FileReading]:
    """Each file by itself; one with the same content as an earlier one, or that is no file, is only noted."""
    passed_over = find_passed_over(path, leave_out)
    opened = [Opened(source, notes=(reason,)) for source, reason in passed_over.items()]
    first_with: dict[str, str] = {}
    for source, content, fault in _open_each(path, leave_out):
        digest = sha256(content).hexdigest()
        if fault:
            opened.append(Opened(source, fault=fault))
        elif digest in first_with:
            opened.append(Opened(source, digest, notes=(f"samme innhold som {first_with[digest]}",)))
        else:
            first_with[digest] = source
            opened.append(open_file(source, content, digest))
    opened.sort(key=lambda each: each.source)
    codebooks = list_codebooks(opened)
    return [read_opened(each, codebooks, names, salt) for each in opened]


def _open_each(path: Path, leave_out: Sequence[str]) -> Iterator[tuple[str, bytes, str]]:
    """Each file's name, its content, and what hinders it from being opened, if anything; zip files are unpacked."""
    for source, file in find_sources(path, leave_out).items():
        try:
            content = read_file(file, source)
            is_zip = is_archive(content) or source.casefold().endswith(".zip")
            files = unpack(content, source) if is_zip else [(source, content)]
        except ReadError as error:
            yield source, b"", str(error)
            continue
        yield from ((name, held, "") for name, held in files if not is_named(name, leave_out))


def tell_files(readings: Sequence[FileReading]) -> Files:
    rows = []
    for reading in readings:
        lists = {name: " | ".join(getattr(reading, name)) for name in LISTS}
        row = {name: getattr(reading, name) for name in FILES.names if name not in (*COUNTED, *LISTS)}
        note = "; ".join(part for part in (reading.fault, reading.note) if part)
        rows.append({**row, **lists, **_count([answer["set_aside"] for answer in reading.answers]), "note": note})
    return finish(pd.DataFrame(rows, columns=FILES.names), FILES)


def _count(reasons: Sequence[str]) -> dict[str, int | str]:
    """What FILES counts of the answers of one file; `reasons` holds why each is set aside, empty when it is not."""
    aside = Counter(reason for reason in reasons if reason)
    told = " | ".join(f"{reason}: {n}" for reason, n in sorted(aside.items()))
    return {"n_answers": len(reasons), "n_set_aside": aside.total(), "set_aside": told}


def account_files(files: Files, innspill: Innspill) -> Files:
    """The same files, counted again as `innspill` stands: cleaning sets more answers aside than reading does.

    Raises ValueError (a bug, not a mistake of the user's) when an answer comes from none of the files, or is lost.
    """
    reasons = {source: rows.tolist() for source, rows in innspill["set_aside"].groupby(innspill["source"])}
    counts = [_count(reasons.get(source, [])) for source in files["source"]]
    if [count["n_answers"] for count in counts] != files["n_answers"].tolist() or not set(files["source"]) >= set(
        reasons
    ):
        raise ValueError("the accounts do not add up: the files and the table do not hold the same answers")
    return finish(files.assign(**{name: [count[name] for count in counts] for name in COUNTED}), FILES)
