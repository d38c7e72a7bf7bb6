"""Reads a folder of exports and notes into one table, and accounts for every file in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.innspill.find import KINDS_READ, find_sources
from insight.innspill.naming import FileNames, fault_unknown_headers, read_names
from insight.innspill.one_file import FileReading, read_one_file
from insight.tables import FILES, INNSPILL, Files, Innspill, finish

DELIVERED_BEFORE = "samme rad er levert før"


class Delivery(NamedTuple):
    """What people said, and the files it came from."""

    innspill: Innspill
    files: Files


def read_innspill(
    path: str | Path,
    *,
    columns: Mapping[str, Any] | None = None,
    leave_out: Sequence[str] = (),
    salt: str = "",
) -> Innspill:
    """One row for each answer to each question, and for each workshop note, as people wrote them.

    `path` is a folder (with its subfolders) or one file. `columns` names columns where they cannot be told
    from headers and contents: {"fritekst": ["Kommentar"], "krets": "Sone", "skolevei.csv": {"id": "Nr"}}.
    `leave_out` names files or folders to pass over; `salt` makes the numbers of people and answers impossible
    to guess. Raises ReadError naming every file that cannot be read, and why.
    """
    return read_delivery(path, columns=columns, leave_out=leave_out, salt=salt).innspill


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
    return _tell_files(_read_all(Path(path), names, leave_out, salt))


def read_delivery(
    path: str | Path,
    *,
    columns: Mapping[str, Any] | None = None,
    leave_out: Sequence[str] = (),
    salt: str = "",
) -> Delivery:
    """What `read_innspill` and `read_files` give, from one reading. Raises what `read_innspill` does."""
    names = read_names(columns or {})
    readings = _read_all(Path(path), names, leave_out, salt)
    faults = [reading.fault for reading in readings if reading.fault]
    if not faults:
        faults = fault_unknown_headers(names, {reading.source: reading.headers for reading in readings})
    answers = [answer for reading in readings for answer in reading.answers]
    if not faults and not answers:
        faults = [f"{path}: fant ingen svar å lese. Det som leses, er {KINDS_READ}."]
    elif faults and answers:
        read = [f"{reading.source} ({len(reading.answers)} svar)" for reading in readings if reading.answers]
        faults.append(f"Lest uten feil: {', '.join(read)}.")
    raise_all(ReadError, faults)
    _tell_repeated(answers)
    innspill = finish(pd.DataFrame(answers).assign(language=""), INNSPILL)
    return Delivery(innspill, _tell_files(readings))


def _read_all(path: Path, names: FileNames, leave_out: Sequence[str], salt: str) -> list[FileReading]:
    """Every file once, sorted by name; one with the same content as an earlier one is only noted."""
    first_with: dict[str, str] = {}
    readings = []
    for source, file in find_sources(path, leave_out).items():
        try:
            content = file.read_bytes()
        except OSError as error:
            fault = f"{source}: kan ikke åpnes ({error.strerror}). Lukk den i andre programmer og prøv igjen."
            readings.append(FileReading(source, fault=fault))
            continue
        digest = sha256(content).hexdigest()
        if digest in first_with:
            readings.append(FileReading(source, sha256=digest, note=f"samme innhold som {first_with[digest]}"))
            continue
        first_with[digest] = source
        readings.append(read_one_file(source, content, digest, names, salt))
    return readings


def _tell_repeated(answers: list[dict[str, Any]]) -> None:
    """Give every row its own number, and set aside a row that an earlier file delivered with the same text.

    The rows are in order of file and row. The same number with another text is an edited answer, or somebody
    with the same number in another form: both are kept. Notes have no number of their own, so two files with
    the same words hold two voices.
    """
    times_seen: Counter[str] = Counter()
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for answer in answers:
        number, text = answer["innspill_id"], answer["text"]
        times_seen[number] += 1
        if times_seen[number] > 1:
            answer["innspill_id"] = f"{number}-{times_seen[number]}"
        if answer["person_id"] and text in texts[number]:
            answer["set_aside"] = answer["set_aside"] or DELIVERED_BEFORE
        texts[number].add(text)


def _tell_files(readings: Sequence[FileReading]) -> Files:
    columns = {column.name for column in FILES.columns}
    rows = []
    for reading in readings:
        row = {
            name: getattr(reading, name) for name in columns - {"n_answers", "questions", "groups", "dropped", "unused"}
        }
        lists = {name: " | ".join(getattr(reading, name)) for name in ("questions", "groups", "dropped", "unused")}
        note = "; ".join(part for part in (reading.fault, reading.note) if part)
        rows.append({**row, **lists, "n_answers": len(reading.answers), "note": note})
    return finish(pd.DataFrame(rows, columns=[column.name for column in FILES.columns]), FILES)
