"""Reads what one file holds: which tool wrote it, what its columns are, and its answers or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from insight.errors import ReadError
from insight.innspill.answers import LETTER, gather_answers, gather_letter
from insight.innspill.codebook import Codebook, choose_codebook
from insight.innspill.columns import Columns, FileColumn, choose_columns, name_others, tell_columns
from insight.innspill.formats import Format
from insight.innspill.naming import FileNames
from insight.innspill.notes import count_attendance, find_notes, gather_notes
from insight.innspill.open_file import Opened
from insight.innspill.personal import gather_personal, gather_sender
from insight.innspill.sheets import Grid, Sheet, cell_text, name_some
from insight.innspill.times import read_times, tell_unread
from insight.innspill.tools import TABLE, recognize
from insight.innspill.tools.surveyxact import SURVEYXACT


@dataclass(frozen=True)
class FileReading:
    """What came of one file: its answers, or the fault that hindered it; the rest is its row in `filer`."""

    source: str
    reader: str = ""
    encoding: str = ""
    sha256: str = ""
    n_rows: int = 0
    n_unread: int = 0
    answers: tuple[dict[str, Any], ...] = ()
    headers: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    columns: tuple[FileColumn, ...] = ()
    personal: tuple[tuple[str, str], ...] = ()
    note: str = ""
    fault: str = ""


def read_opened(opened: Opened, codebooks: Sequence[Codebook], names: FileNames, salt: str) -> FileReading:
    """Never raises for what the file holds: a file that cannot be read comes back with its fault."""
    reading = FileReading(opened.source, opened.reader, fault=opened.fault)
    try:
        if opened.reader and opened.codebook in codebooks:
            reading = replace(reading, note="brukt til spørsmålstekster og svaralternativer")
        elif opened.grids:
            reading = _read_grids(opened, codebooks, names, salt)
        elif opened.lines is not None:
            reading = _read_notes(opened, salt)
        elif opened.mail:
            reading = _read_letter(opened, salt)
    except ReadError as error:
        reading = replace(reading, fault=str(error))
    told = _add_notes(reading, *opened.notes)
    return replace(told, encoding=opened.encoding, sha256=opened.sha256, n_unread=opened.n_unread)


def _read_notes(opened: Opened, salt: str) -> FileReading:
    notes, n_attendance = find_notes(opened.lines or ())
    rows = gather_notes(notes, reader=opened.reader, channel=opened.channel, source=opened.source, salt=salt)
    headings = tuple(dict.fromkeys(note.heading for note in notes if note.heading))
    told = [f"{n_attendance} linjer om bord og oppmøte er ikke lest som lapper"] if n_attendance else []
    came = count_attendance(opened.lines or ())
    told += [f"deltakere ifølge notatet: {', '.join(map(str, came))} (telles ikke som personer)"] if came else []
    told += [] if notes else ["fant ingen lapper"]
    return FileReading(
        opened.source,
        opened.reader,
        n_rows=len(notes),
        answers=tuple(rows),
        questions=headings,
        note="; ".join(told),
    )


def _read_letter(opened: Opened, salt: str) -> FileReading:
    """An e-mail is one answer, its subject the question."""
    assert opened.mail is not None
    mail = opened.mail
    subject = " ".join(line.text for line in mail.lines if line.is_heading)
    text = "\n".join(line.text for line in mail.lines if not line.is_heading)
    rows = gather_letter(
        subject, text, source=opened.source, salt=salt, sender=mail.sender, number=mail.number, sent=mail.sent
    )
    asked = (subject,) if subject else ()
    return FileReading(
        opened.source,
        LETTER,
        n_rows=1,
        answers=tuple(rows),
        questions=asked,
        personal=gather_sender(mail.sender),
        note=mail.note,
    )


def _read_grids(opened: Opened, codebooks: Sequence[Codebook], names: FileNames, salt: str) -> FileReading:
    """The sheets with free text, with what is said of the others. Rows nobody can make out are a fault."""
    source = opened.source
    told = [(tool, sheet) for grid in opened.grids for tool, sheet in [_unfold(grid, opened, codebooks)] if sheet]
    if not told:
        raise ReadError(f"{source}: filen er tom. Hent den på nytt, eller slett den.")
    sheets = [sheet for _, sheet in told]
    readings = [_read_sheet(source, sheet, tool, names, salt) for tool, sheet in told]
    found = [reading for reading in readings if reading.questions or not reading.n_rows]
    joined = _join_all(found or readings)
    joined = replace(joined, columns=tuple(column for reading in readings for column in reading.columns))
    if not any(reading.questions for reading in readings) and any(reading.n_rows for reading in readings):
        if any(tool.is_survey for tool, _ in told) and any(reading.closed for reading in readings):
            return _add_notes(joined, "fant ingen kolonne med fritekst, bare lukkede spørsmål")
        headers = name_some([header for sheet in sheets for header in sheet.headers])
        fault = f"{source}: fant ingen kolonne med fritekst. Kolonnene er: {headers}. "
        return replace(joined, answers=(), fault=f"{fault}Skriv den under [kolonner] i prosjekt.toml.")
    if len(sheets) == 1:
        return joined
    pairs = list(zip(sheets, readings, strict=True))
    counts = [f"«{sheet.name}» ({part.n_rows} rader)" for sheet, part in pairs if part in found]
    passed = [f"«{sheet.name}»" for sheet, part in pairs if part not in found]
    passed_over = f"ark uten fritekst: {', '.join(passed)}" if passed else ""
    return _add_notes(joined, f"ark som er lest: {', '.join(counts)}", passed_over)


def _unfold(grid: Grid, opened: Opened, codebooks: Sequence[Codebook]) -> tuple[Format, Sheet | None]:
    """The tool that wrote the grid, by its headers, its container or its code book; and its sheet."""
    tool = recognize(grid.records)
    headers = [cell_text(cell) for cell in grid.records[0][1]] if grid.records else []
    own = [opened.codebook] if opened.codebook and not opened.reader else codebooks
    codebook = choose_codebook(own, headers, opened.source)
    if tool is TABLE and codebook and codebook.tool == SURVEYXACT.name:
        tool = SURVEYXACT
    if tool is TABLE and opened.tool:
        tool = opened.tool
    return tool, tool.unfold(grid, codebook)


def _read_sheet(source: str, sheet: Sheet, survey: Format, names: FileNames, salt: str) -> FileReading:
    if not sheet.rows:
        return FileReading(source, survey.name, headers=sheet.headers, note="har overskrifter, men ingen svar")
    sheet = name_others(sheet, survey)
    columns = choose_columns(sheet, survey, names.for_file(source))
    used = {*columns.texts, *columns.groups.values(), *columns.personal, *columns.closed}
    single = (columns.id, columns.started, columns.answered, columns.question, columns.votes)
    used |= {place for place in single if place is not None}

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
        closed=named(columns.closed),
        unused=named([place for place in range(len(sheet.headers)) if place not in used]),
        columns=tell_columns(sheet, columns),
        personal=gather_personal(sheet, columns.personal),
        note=_tell_times(sheet, columns, survey),
    )


def _tell_times(sheet: Sheet, columns: Columns, survey: Format) -> str:
    if columns.answered is None:
        return ""
    cells = sheet.column(columns.answered)
    return tell_unread(sheet.headers[columns.answered], cells, read_times(cells, columns.dates, survey.dates))


def _join_all(readings: Sequence[FileReading]) -> FileReading:
    joined = readings[0]
    for other in readings[1:]:
        joined = _join(joined, other)
    return joined


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
        closed=both(first.closed, second.closed),
        unused=both(first.unused, second.unused),
        columns=first.columns + second.columns,
        personal=first.personal + second.personal,
    )
    return _add_notes(joined, second.note)


def _add_notes(reading: FileReading, *notes: str) -> FileReading:
    return replace(reading, note="; ".join(note for note in (reading.note, *notes) if note))
