"""Workbooks: the visible sheets that hold a table, and what is wrong with a file that only looks like one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

from insight.errors import ReadError
from insight.innspill.sheets import Cell, Sheet, build_sheet, is_blank

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 1 << 30
MAX_RATIO = 200
SMALL_ENOUGH = 50 << 20
MAX_CELLS = 20_000_000
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""The limits of a sheet in the format itself."""
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb"\sr=[\"']([A-Z]*)(\d+)[\"']")


def read_workbook(content: bytes, source: str) -> tuple[list[Sheet], str]:
    """Every visible sheet with a table, and a note on what was not read. Raises ReadError."""
    from python_calamine import CalamineWorkbook

    _check_extent(content, source)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = workbook.sheets_metadata
        visible = [sheet.name for sheet in metadata if str(sheet.visible).endswith("Visible")]
        tables = [_read_sheet(workbook.get_sheet_by_name(name), name) for name in visible]
    except Exception as error:  # an untrusted file: whatever the parser says, the file is what is wrong
        raise ReadError(
            f"{source}: arbeidsboken er ødelagt og kan ikke leses. Åpne den i Excel, lagre den på nytt og prøv igjen."
        ) from error
    hidden = [sheet.name for sheet in metadata if sheet.name not in visible]
    note = f"skjulte ark er ikke lest: {', '.join(hidden)}" if hidden else ""
    return [table for table in tables if table], note


def _check_extent(content: bytes, source: str) -> None:
    """The parser lays out every cell between the first and the last: a cell far away can fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in filter(_WORKSHEET.fullmatch, package.namelist()):
            places = _PLACE.findall(package.read(name))
            rows = max((int(row[:9]) for _, row in places), default=0)
            columns = max((_column_number(letters) for letters in {place[0] for place in places}), default=0)
            if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
                raise ReadError(
                    f"{source}: et ark strekker seg over {rows} rader og {columns} kolonner. "
                    "Slett det som står langt utenfor tabellen, og lagre på nytt."
                )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:9]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _read_sheet(sheet: Any, name: str) -> Sheet | None:
    if sheet.start is None:
        return None
    first_row = sheet.start[0] + 1
    records = [
        (row, [_read_cell(value) for value in values])
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row)
    ]
    return build_sheet(_skip_titles(records), name)


def _skip_titles(records: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """A line or two over the table, with one cell filled, is a title and no header."""
    counts = [sum(not is_blank(cell) for cell in cells) for _, cells in records]
    first = next((place for place, count in enumerate(counts) if count > 1), 0)
    return records[first:] if first <= 3 else records


def _read_cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return str(value)


def check_office_file(content: bytes, source: str) -> str:
    """ "xlsx" or "docx", from the content and not the name. Raises ReadError for anything else."""
    if content.startswith(OLE_MAGIC):
        raise ReadError(f"{source}: {_explain_ole(content)}")
    if content.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise ReadError(
            f"{source}: er en nettside, ikke et regneark eller et dokument. "
            "Åpne filen og lagre den som .xlsx eller .docx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_size(package, len(content), source)
            damaged = package.testzip()
            names = package.namelist()
    except ReadError:
        raise
    except Exception as error:  # an untrusted file: zipfile raises some ten kinds when it was cut
        raise ReadError(_broken(source)) from error
    if damaged is not None:
        raise ReadError(_broken(source))
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise ReadError(f"{source}: er en zip-fil, men ikke fra Excel eller Word. Pakk den ut og legg filene i mappen.")


def _broken(source: str) -> str:
    return f"{source}: filen er ødelagt eller bare delvis lastet ned. Hent den på nytt, eller lagre den på nytt."


def _explain_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "er låst med passord. Åpne filen, fjern passordet (Fil, Informasjon, Beskytt) og lagre på nytt."
    return "er i det gamle Office-formatet (.xls eller .doc). Åpne filen og lagre den som .xlsx eller .docx."


def _check_size(package: zipfile.ZipFile, packed: int, source: str) -> None:
    """A small file that unpacks to a huge one is an attack or an accident; either way it is not read."""
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > MAX_UNPACKED or (unpacked > SMALL_ENOUGH and unpacked > MAX_RATIO * packed):
        raise ReadError(
            f"{source}: pakkes ut til {unpacked >> 20} MiB, mer enn det er trygt å lese. "
            "Del filen i flere, eller lagre bare arket med svar."
        )
