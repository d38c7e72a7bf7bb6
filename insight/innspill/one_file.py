"""Reads one file: what kind it is, which tool wrote it, and its answers or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from insight.errors import ReadError
from insight.innspill.answers import gather_answers
from insight.innspill.columns import Columns, choose_columns
from insight.innspill.delimited import DELIMITERS, decode_text, find_delimiter, read_delimited
from insight.innspill.excel import OLE_MAGIC, ZIP_MAGIC, check_office_file, read_workbook
from insight.innspill.find import KINDS_READ, READABLE, REFUSED
from insight.innspill.formats import Format, recognize_format
from insight.innspill.naming import FileNames
from insight.innspill.notes import Line, find_notes, gather_notes, read_text_lines
from insight.innspill.sheets import Sheet, is_blank
from insight.innspill.times import read_times
from insight.innspill.word import read_word_lines

MOJIBAKE = ("Ã¦", "Ã¸", "Ã¥", "â€")


@dataclass(frozen=True)
class FileReading:
    """What came of one file: its answers, or the fault that hindered it; the rest is its row in `filer`."""

    source: str
    reader: str = ""
    encoding: str = ""
    sha256: str = ""
    n_rows: int = 0
    answers: tuple[dict[str, Any], ...] = ()
    headers: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    note: str = ""
    fault: str = ""


def read_one_file(source: str, content: bytes, digest: str, names: FileNames, salt: str) -> FileReading:
    """Never raises for what the file holds: a file that cannot be read comes back with its fault."""
    suffix = PurePosixPath(source).suffix.casefold()
    if suffix not in READABLE + REFUSED:
        return FileReading(source, sha256=digest, note=f"filtypen leses ikke; det som leses, er {KINDS_READ}")
    try:
        reading = _read_content(source, suffix, content, names, salt)
    except ReadError as error:
        return FileReading(source, sha256=digest, fault=str(error))
    return replace(reading, sha256=digest)


def _read_content(source: str, suffix: str, content: bytes, names: FileNames, salt: str) -> FileReading:
    """By what the file holds: a workbook may be called .csv. The ending only parts tables from notes."""
    if not content.strip():
        raise ReadError(f"{source}: filen er tom.")
    if suffix in (".xlsx", ".xlsm", ".xls", ".docx") or content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        if check_office_file(content, source) == "docx":
            return _read_notes(source, read_word_lines(content, source), "Word", "verksted", salt)
        sheets, note = read_workbook(content, source)
        return _add_notes(_read_sheets(source, sheets, names, salt), note)
    text, encoding = decode_text(content, source)
    delimiter = _find_table(text, suffix)
    if delimiter is None:
        reading = _read_notes(source, list(read_text_lines(text)), "notat", "notat", salt)
    else:
        sheet = read_delimited(text, source, delimiter)
        reading = _read_sheets(source, [sheet] if sheet else [], names, salt)
    broken = [sign for sign in MOJIBAKE if sign in text]
    note = f"teksten ser ut til å ha vært lagret med feil tegnsett ({', '.join(broken)})" if broken else ""
    return replace(_add_notes(reading, note), encoding=encoding)


def _find_table(text: str, suffix: str) -> str | None:
    """The delimiter of the table in a text file, or None for notes. Commas in a .txt are commas."""
    if suffix == ".md":
        return None
    if suffix == ".txt":
        return find_delimiter(text, (";", "\t")) or None
    return find_delimiter(text, DELIMITERS)


def _read_notes(source: str, lines: Sequence[Line], reader: str, channel: str, salt: str) -> FileReading:
    notes, n_attendance = find_notes(lines)
    rows = gather_notes(notes, reader=reader, channel=channel, source=source, salt=salt)
    headings = tuple(dict.fromkeys(note.heading for note in notes if note.heading))
    told = [f"{n_attendance} linjer om bord og oppmøte er ikke lest som lapper"] if n_attendance else []
    told += [] if notes else ["fant ingen lapper"]
    return FileReading(source, reader, n_rows=len(notes), answers=tuple(rows), questions=headings, note="; ".join(told))


def _read_sheets(source: str, sheets: Sequence[Sheet], names: FileNames, salt: str) -> FileReading:
    """The sheets with free text. Rows without any free text are a fault; headers without rows are noted."""
    if not sheets:
        raise ReadError(f"{source}: filen er tom.")
    readings = [_read_sheet(source, sheet, names, salt) for sheet in sheets]
    found = [reading for reading in readings if reading.questions or not reading.n_rows]
    if not any(reading.questions for reading in found) and len(found) < len(readings):
        headers = ", ".join(header for sheet in sheets for header in sheet.headers)
        raise ReadError(
            f"{source}: fant ingen kolonne med fritekst. Kolonnene er: {headers}. "
            "Skriv den under [kolonner] i prosjekt.toml."
        )
    reading = found[0]
    for other in found[1:]:
        reading = _join(reading, other)
    if len(sheets) == 1:
        return reading
    counts = [
        f"«{sheet.name}» ({part.n_rows} rader)" for sheet, part in zip(sheets, readings, strict=True) if part in found
    ]
    passed = [f"«{sheet.name}»" for sheet, part in zip(sheets, readings, strict=True) if part not in found]
    return _add_notes(
        reading,
        f"ark som er lest: {', '.join(counts)}",
        f"ark uten fritekst: {', '.join(passed)}" if passed else "",
    )


def _read_sheet(source: str, sheet: Sheet, names: FileNames, salt: str) -> FileReading:
    survey = recognize_format(sheet, source)
    if not sheet.rows:
        return FileReading(source, survey.name, headers=sheet.headers, note="har overskrifter, men ingen svar")
    columns = choose_columns(sheet, survey, names.for_file(source))
    used = {*columns.texts, *columns.groups.values(), *columns.personal}
    used |= {place for place in (columns.id, columns.started, columns.answered, columns.question) if place is not None}

    def named(places: Sequence[int]) -> tuple[str, ...]:
        return tuple(sheet.headers[place] for place in places)

    return FileReading(
        source,
        survey.name,
        n_rows=len(sheet.rows),
        answers=tuple(gather_answers(sheet, columns, survey, source, salt)),
        headers=sheet.headers,
        questions=named(columns.texts),
        groups=named(list(columns.groups.values())),
        dropped=named(columns.personal),
        unused=named([place for place in range(len(sheet.headers)) if place not in used]),
        note=_tell_times(sheet, columns, survey),
    )


def _tell_times(sheet: Sheet, columns: Columns, survey: Format) -> str:
    if columns.answered is None:
        return ""
    cells = sheet.column(columns.answered)
    unread = sum(time is None and not is_blank(cell) for cell, time in zip(cells, read_times(cells), strict=True))
    header = sheet.headers[columns.answered]
    return f"{unread} tidspunkt i «{header}» er tvetydige eller uleselige, og er tomme" if unread else ""


def _join(first: FileReading, second: FileReading) -> FileReading:
    def both(headers: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*headers, *more]))

    joined = replace(
        first,
        n_rows=first.n_rows + second.n_rows,
        answers=first.answers + second.answers,
        headers=both(first.headers, second.headers),
        questions=both(first.questions, second.questions),
        groups=both(first.groups, second.groups),
        dropped=both(first.dropped, second.dropped),
        unused=both(first.unused, second.unused),
    )
    return _add_notes(joined, second.note)


def _add_notes(reading: FileReading, *notes: str) -> FileReading:
    return replace(reading, note="; ".join(note for note in (reading.note, *notes) if note))
