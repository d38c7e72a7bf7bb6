"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): the visible sheets that hold a table, and what is odd in the file."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from zipfile import ZipFile

from insight.errors import ReadError
from insight.innspill.biff import measure_xls
from insight.innspill.extent import Findings, check_extents
from insight.innspill.ods_extent import measure_ods
from insight.innspill.ole import OLE_MAGIC, read_streams
from insight.innspill.packages import ZIP_MAGIC, check_xml, find_kind, is_xml, open_package, read_members, tell_broken
from insight.innspill.sheets import Cell, Grid, Record, is_blank
from insight.innspill.xlsb_extent import measure_xlsb
from insight.innspill.xlsx_extent import measure_xlsx

WORKBOOKS = ("xlsx", "xlsb", "xls", "ods")
MAX_TITLES = 3
_MANIFEST = "META-INF/manifest.xml"


def check_office_file(content: bytes, source: str) -> str:
    """ "docx" or one of WORKBOOKS, from the content and not the name. Raises ReadError for anything else."""
    if content.startswith(OLE_MAGIC):
        return _check_ole(content, source)
    if content.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise ReadError(
            f"{source}: er en nettside, ikke et regneark eller et dokument. "
            "Åpne filen og lagre den som .xlsx eller .docx."
        )
    if not content.startswith(ZIP_MAGIC):
        raise ReadError(tell_broken(source))
    with open_package(content, source) as package:
        kind = find_kind(package)
        if kind == "ods":
            _refuse_locked(package, source)
    if kind in (*WORKBOOKS, "docx"):
        return kind
    if kind == "zip" and source.casefold().endswith((".xlsx", ".xlsm", ".xlsb", ".ods", ".docx")):
        raise ReadError(tell_broken(source))
    if kind == "zip":
        raise ReadError(f"{source}: er en zip-fil, men ikke fra Excel eller Word. Pakk den ut og legg filene i mappen.")
    saved_as = ".docx" if kind == "odt" else ".docx eller .xlsx"
    raise ReadError(f"{source}: er en .{kind}-fil, som ikke leses. Åpne den og lagre den som {saved_as}.")


def _refuse_locked(package: ZipFile, source: str) -> None:
    """LibreOffice locks the parts of a file, and tells it in the manifest (OpenDocument 1.3 part 2, 4.8)."""
    manifest = b""
    with suppress(Exception):  # an untrusted file: what is damaged is found when all of it is read
        manifest = package.read(_MANIFEST)
    if b"encryption-data" in manifest:
        raise _tell_locked(source)


def _check_ole(content: bytes, source: str) -> str:
    try:
        streams = read_streams(content, ())
    except ValueError:
        streams = {}
    if "EncryptedPackage" in streams or "EncryptedPackage".encode("utf-16-le") in content:
        raise _tell_locked(source)
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    raise ReadError(
        f"{source}: er i det gamle Office-formatet (.doc eller .ppt), eller ødelagt. "
        "Åpne filen og lagre den som .docx eller .xlsx."
    )


def _tell_locked(source: str) -> ReadError:
    return ReadError(
        f"{source}: er låst med passord. Åpne filen, fjern passordet (Fil, Informasjon, Beskytt) og lagre på nytt."
    )


def read_workbook(content: bytes, source: str) -> tuple[list[Grid], str]:
    """Every visible sheet with a table, and a note on what was not read. Raises ReadError.

    Hidden sheets are not read: what somebody hid was not meant to be counted. Formulas give the value they had when
    the file was saved; macros are not run, and links to other files are not followed.
    """
    from python_calamine import CalamineWorkbook

    findings = _examine(content, source)
    check_extents(findings.extents, source)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = workbook.sheets_metadata
        if len({sheet.name for sheet in metadata}) < len(metadata):
            raise ValueError("two sheets with one name: the parser would give the first one twice")
        visible = [sheet.name for sheet in metadata if str(sheet.visible).endswith(".Visible")]
        grids = [_read_sheet(workbook.get_sheet_by_name(name), name) for name in visible]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # an untrusted file; a panic in the parser, which is Rust, is no Exception in Python
        raise _tell_unreadable(source) from error
    hidden = [sheet.name for sheet in metadata if sheet.name not in visible]
    return [grid for grid in grids if grid.records], "; ".join(_tell_findings(findings, hidden))


@contextmanager
def collecting_no_garbage() -> Iterator[None]:
    """Rows and cells hold no circles, and looking for some among millions of them takes as long as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _tell_unreadable(source: str) -> ReadError:
    return ReadError(
        f"{source}: arbeidsboken er ødelagt og kan ikke leses. Åpne den i Excel, lagre den på nytt og prøv igjen."
    )


def _tell_findings(findings: Findings, hidden: Sequence[str]) -> Iterator[str]:
    if hidden:
        yield f"skjulte ark er ikke lest: {', '.join(hidden)}"
    if findings.n_without_value:
        yield (
            f"{findings.n_without_value} formler mangler lagret verdi og er lest som tomme: "
            "åpne filen i Excel og lagre den"
        )
    if findings.n_errors:
        yield f"{findings.n_errors} celler med feil (#N/A, #REF!) er lest som tomme"
    if findings.has_macros:
        yield "makroer er ikke kjørt"
    if findings.has_links:
        yield "lenker til andre filer er ikke fulgt"


def _examine(content: bytes, source: str) -> Findings:
    """What is in the file, found without laying it out. Raises ReadError when it is broken, locked or hostile."""
    try:
        if content.startswith(OLE_MAGIC):
            return _examine_ole(content, source)
        with open_package(content, source) as package:
            return _examine_package(package, source)
    except ReadError:
        raise
    except Exception as error:  # an untrusted file: a damaged one breaks each of the readers in its own way
        raise _tell_unreadable(source) from error


def _examine_ole(content: bytes, source: str) -> Findings:
    streams = read_streams(content, ("Workbook", "Book"))
    findings = measure_xls(streams.get("Workbook") or streams["Book"])
    if findings is None:
        raise _tell_locked(source)
    return replace(findings, has_macros="_VBA_PROJECT_CUR" in streams)


def _examine_package(package: ZipFile, source: str) -> Findings:
    kind = find_kind(package)
    sheets, binary, strings, content_xml = [], [], b"", b""
    for name, content in read_members(package, source):
        if not is_xml(name, content):
            binary += [content] if kind == "xlsb" else []
            continue
        check_xml(content, source)
        if b"sheetData" in content:
            sheets.append(content)
        elif name.casefold() == "xl/sharedstrings.xml":
            strings = content
        elif name == "content.xml":
            content_xml = content
    if kind == "ods":
        findings = measure_ods(content_xml)
    else:
        findings = measure_xlsb(binary) if kind == "xlsb" else measure_xlsx(sheets, strings)
    names = package.namelist()
    has_macros = any(name.casefold().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names)
    return replace(findings, has_macros=has_macros, has_links=any("/externalLinks/" in name for name in names))


def _read_sheet(sheet: Any, name: str) -> Grid:
    if sheet.start is None:
        return Grid([], name)
    first = sheet.start[0]
    records: list[Record] = [
        (row, [value if type(value) is str else _read_cell(value) for value in values])
        for row, values in enumerate(islice(sheet.iter_rows(), first, None), start=first + 1)
    ]
    records = _skip_titles(records)
    _fill_merged(records[0][1], records[0][0] - 1, sheet)
    return Grid(records, name)


def _skip_titles(records: list[Record]) -> list[Record]:
    """A line or two over the table, with one cell filled, is a title and no header."""
    for place, (_, cells) in enumerate(records[: MAX_TITLES + 1]):
        if sum(not is_blank(cell) for cell in cells) > 1:
            return records[place:]
    return records


def _fill_merged(cells: Any, row: int, sheet: Any) -> None:
    """A header merged over several columns heads each of them, and none beyond."""
    left = sheet.start[1]
    for (top, first), (_, last) in sheet.merged_cell_ranges or ():
        if top == row and first >= left:
            for place in range(first - left + 1, min(last - left + 1, len(cells))):
                cells[place] = cells[place] if not is_blank(cells[place]) else cells[first - left]


def _read_cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"  # Excel keeps fifteen digits
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return str(value)
