"""One file of raw data without one person's answers, checked to read as before but for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from insight.errors import ReadError
from insight.forget.document import empty_paragraphs
from insight.forget.packages import LONG, CannotRewriteError, read_parts, write_parts
from insight.forget.responses import RawData, RawFile, Said
from insight.forget.text_file import remove_notes, remove_rows
from insight.forget.workbook import empty_rows, find_sheets
from insight.innspill.columns import FileColumn
from insight.innspill.ole import OLE_MAGIC
from insight.innspill.one_file import FileReading
from insight.innspill.open_file import Opened, open_file
from insight.innspill.packages import ZIP_MAGIC, find_kind, open_package
from insight.innspill.roles import CLOSED
from insight.innspill.sheets import cell_text
from insight.innspill.spss import SPSS_MAGIC
from insight.innspill.tools.surveyxact import is_dataset
from insight.tables import GROUPS


def rewrite(file: RawFile, raw: RawData, said: Sequence[Said]) -> bytes | None:
    """What the file holds without the answers `said`; None when nothing else would be left of it (a letter).

    Raises CannotRewriteError with the reason when something might stay, or other answers change.
    """
    by_source: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        by_source[each.source].append(each)
    if not file.members:
        return _rewrite_one(file.source, file.content, raw, by_source[file.source])
    # the members are named as in the zip file only when no sign had to be written out
    parts = read_parts(file.content, file.source)
    names = {source: source.removeprefix(f"{file.source}/") for source in by_source}
    if not set(names.values()) <= parts.keys():
        raise CannotRewriteError("navnene i zip-filen lar seg ikke kjenne igjen")
    for source, part in names.items():
        changed = _rewrite_one(source, parts[part], raw, by_source[source])
        if changed is None:
            del parts[part]
        else:
            parts[part] = changed
    return write_parts(file.content, parts, file.source) if parts else None


def _rewrite_one(source: str, content: bytes, raw: RawData, said: Sequence[Said]) -> bytes | None:
    opened, reading = raw.opened[source], raw.readings[source]
    if opened.mail is not None:
        return None
    try:
        changed = _change(source, content, opened, reading, said)
        again = open_file(source, changed, "")
    except ReadError as error:
        raise CannotRewriteError(str(error)) from error
    if list(_tell_rest(again, ())) != list(_tell_rest(opened, said)):
        raise CannotRewriteError("andre svar i filen ville blitt lest annerledes")
    return changed


def _change(source: str, content: bytes, opened: Opened, reading: FileReading, said: Sequence[Said]) -> bytes:
    places = {each.row for each in said}
    if content.startswith(SPSS_MAGIC):
        raise CannotRewriteError("SPSS-filer kan ikke rettes herfra")
    if content.startswith(OLE_MAGIC):
        raise CannotRewriteError("det gamle Excel-formatet (.xls) kan ikke rettes herfra")
    if content.startswith(ZIP_MAGIC):
        with open_package(content, source) as package:
            kind = find_kind(package)
        if kind == "docx":
            return empty_paragraphs(content, source, opened.lines or (), places)
        if kind == "xlsx":
            rows = _find_rows(read_parts(content, source), said)
            return empty_rows(content, source, rows, ordinary=_list_options(reading.columns))
        raise CannotRewriteError(f".{kind}-filer kan ikke rettes herfra")
    if opened.lines is not None:
        return remove_notes(content, source, [(each.row, str(each.answer["text"])) for each in said])
    return remove_rows(content, source, places)


def _find_rows(parts: Mapping[str, bytes], said: Iterable[Said]) -> dict[str, set[int]]:
    """The rows of each sheet; a table that SurveyXact has parted over several sheets has the person in all of them."""
    rows: dict[str, set[int]] = defaultdict(set)
    for each in said:
        parted = [name for name in find_sheets(parts) if is_dataset(name)] if is_dataset(each.sheet) else []
        for name in [each.sheet, *parted]:
            rows[name].add(each.row)
    return dict(rows)


def _list_options(columns: Iterable[FileColumn]) -> set[str]:
    """What anybody may have chosen: the options of closed questions, and the background."""
    chosen = [column for column in columns if column.role.role in (*CLOSED, *GROUPS)]
    return {part.strip() for column in chosen for text in column.contents.sample for part in (text, *text.split(";"))}


def _tell_rest(opened: Opened, said: Sequence[Said]) -> Iterator[Any]:
    """All that is read of a file but for some answers, without the numbers of rows, which may change."""
    gone = {(each.sheet, each.row) for each in said}
    for grid in opened.grids:
        for row, cells in grid.records:
            texts = [cell_text(cell).strip() for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts and (grid.name, row) not in gone:
                yield texts
    words = {each.row: [str(other.answer["text"]) for other in said if other.row == each.row] for each in said}
    for line in opened.lines or ():
        if not any(text in line.text for text in words.get(line.place, ())):
            yield [line.text, line.is_heading, line.heading]


def remove_from_json(content: bytes, values: Iterable[str]) -> bytes | None:
    """A JSON file without the objects in lists that hold one of the values; None when there is none.

    Raises CannotRewriteError when a value stands where no object in a list can be taken out.
    """
    try:
        text = content.decode("utf-8-sig")
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    wanted = {value.strip().casefold() for value in values}
    if not _holds(held, wanted):
        return None
    kept = _without(held, wanted)
    if _holds(kept, wanted):
        raise CannotRewriteError("ordene står ikke i en liste av svar som kan kortes")
    indent = next((len(line) - len(line.lstrip(" ")) for line in text.splitlines()[1:] if line.startswith(" ")), None)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + (json.dumps(kept, ensure_ascii=text.isascii(), indent=indent) + "\n").encode()


def _holds(held: Any, wanted: set[str]) -> bool:
    if isinstance(held, dict):
        return any(_holds(value, wanted) for pair in held.items() for value in pair)
    if isinstance(held, list):
        return any(_holds(value, wanted) for value in held)
    return isinstance(held, str) and held.strip().casefold() in wanted


def _without(held: Any, wanted: set[str]) -> Any:
    """The innermost objects in lists go; what lies around them stays."""
    if isinstance(held, dict):
        return {key: _without(value, wanted) for key, value in held.items()}
    if isinstance(held, list):
        kept = [_without(value, wanted) for value in held]
        return [value for value in kept if not _holds(value, wanted)]
    return held


def list_values(raw: RawData, said: Iterable[Said]) -> set[str]:
    """What the rows of these answers hold that no other row of the same table does, long enough to be looked for."""
    wanted: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for each in said:
        wanted[each.source].add((each.sheet, each.row))
    found: set[str] = set()
    for source, rows in wanted.items():
        options = _list_options(raw.readings[source].columns)
        for grid in raw.opened[source].grids:
            mine: set[str] = set()
            others: set[str] = set()
            for row, cells in grid.records:
                (mine if (grid.name, row) in rows else others).update(cell_text(cell).strip() for cell in cells)
            found |= mine - others - options
    found |= {str(each.answer["text"]) for each in said}
    return {value for value in found if len(value) >= LONG and any(map(str.isalpha, value))}
