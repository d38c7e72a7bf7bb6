"""Rows of an Excel file (.xlsx, .xlsm) emptied of all they held, wherever in the file a copy of it lies.

The parts of the file are those of ECMA-376 part 1: 18.3 sheets, 18.4 shared strings, 18.6 the chain of calculation,
18.7 comments, 18.10 pivot tables. Every byte outside the rows and the copies stays as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from insight.forget.packages import (
    CannotRewriteError,
    drop_part,
    find_relations,
    find_residue,
    read_parts,
    squeeze,
    write_parts,
)
from insight.forget.xml_places import Element, cut, find_elements, gather_text, set_attribute, walk_under

_BOOK, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
_REF = re.compile(r"\$?[A-Z]{1,3}\$?(\d{1,7})")
_COPIES = re.compile(r"docProps/|xl/charts/|xl/pivotCache/|customXml/", re.IGNORECASE)
_COMMENTS = ("comments", "threadedComment")


@dataclass
class _Sheet:
    """One sheet's part, and what is found in it while the rows are emptied."""

    part: str
    xml: bytes
    rows: Collection[int]
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)
    gone: list[int | str] = field(default_factory=list)
    stays: list[int | str] = field(default_factory=list)
    has_formula: bool = False


def empty_rows(
    content: bytes,
    source: str,
    rows: Mapping[str, Collection[int]],
    *,
    ordinary: Collection[str] = (),
    checked: Collection[str] = (),
) -> bytes:
    """The workbook with the rows (numbered as Excel does) of each named sheet emptied; other rows keep their numbers.

    `ordinary` are words that anybody may have chosen, such as options: they may stand elsewhere in the file.
    `checked` is what must be gone from it, when that is not all the rows hold.
    Raises CannotRewriteError when a copy of what the rows held would stay, or another cell would lose its formula.
    """
    parts = read_parts(content, source)
    try:
        return write_parts(
            content, _empty(parts, rows, set(map(squeeze, ordinary)), set(map(squeeze, checked))), source
        )
    except (expat.ExpatError, ValueError, KeyError, IndexError) as error:
        raise CannotRewriteError("arbeidsboken er bygd på en måte som ikke lar seg rette trygt") from error


def find_rows(content: bytes, source: str, words: Collection[str]) -> dict[str, set[int]]:
    """The rows of each sheet in which a cell holds one of the words. Raises CannotRewriteError, ReadError."""
    wanted = [squeeze(word) for word in words]
    parts = read_parts(content, source)
    found: dict[str, set[int]] = {}
    try:
        strings = _read_strings(parts)
        for name, part in find_sheets(parts).items():
            for row, value in _read_cells(find_elements(parts[part])):
                text = _tell(value, strings)
                if any(word in text for word in wanted):
                    found.setdefault(name, set()).add(row)
    except (expat.ExpatError, ValueError, KeyError, IndexError) as error:
        raise CannotRewriteError("arbeidsboken er bygd på en måte som ikke lar seg lese trygt") from error
    return found


def _empty(
    parts: dict[str, bytes], rows: Mapping[str, Collection[int]], ordinary: set[str], checked: set[str]
) -> dict[str, bytes]:
    if any(name.startswith("_xmlsignatures/") for name in parts):
        raise CannotRewriteError("filen er signert, og signaturen ville blitt ugyldig")
    names = find_sheets(parts)
    sheets = [_Sheet(part, parts[part], rows.get(name, ())) for name, part in names.items()]
    for sheet in sheets:
        _read_rows(sheet)
        _cut_links(parts, sheet)
    strings = _read_strings(parts)
    gone, stays = (
        {_tell(value, strings) for sheet in sheets if sheet.rows for value in getattr(sheet, kind)}
        for kind in ("gone", "stays")
    )
    for sheet in sheets:
        parts[sheet.part] = cut(sheet.xml, sheet.edits)
        if sheet.rows:
            _blank_comments(parts, sheet)
    _blank_strings(parts, strings, Counter(value for sheet in sheets for value in sheet.stays), sheets)
    if any(sheet.has_formula for sheet in sheets):
        drop_part(parts, "xl/calcChain.xml")
    for name in [name for name in parts if name.startswith("docProps/thumbnail")]:
        drop_part(parts, name)
    values = {value for value in gone - stays - ordinary if len(value) > (5 if value.isdigit() else 2)}
    values = checked or values
    _blank_copies(parts, values)
    if left := find_residue(parts, values, whole_only=[*names.values(), _STRINGS]):
        raise CannotRewriteError(f"det raden holdt, står også et annet sted i filen ({left})")
    return parts


def find_sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Each sheet with cells, by its name, and the part it lies in."""
    relations = find_relations(parts, _BOOK)
    found = {}
    for element in find_elements(parts[_BOOK]):
        if element.name == "sheet":
            number = next(value for key, value in element.attributes.items() if key.rpartition(":")[2] == "id")
            kind, part = relations[number]
            if kind == "worksheet":
                found[element.attributes["name"]] = part
    return found


def _read_rows(sheet: _Sheet) -> None:
    """What each cell holds, in the rows that go and in those that stay: a shared string's number, or a text."""
    elements = find_elements(sheet.xml)
    for row, value in _read_cells(elements):
        (sheet.gone if row in sheet.rows else sheet.stays).append(value)
    row = 0
    for place, element in enumerate(elements):
        if element.name != "row":
            continue
        row = int(element.attributes.get("r", row + 1))
        if row not in sheet.rows:
            continue
        sheet.edits.append((element.inner, element.inner_end, b""))
        for formula in (each for each in walk_under(elements, place) if each.name == "f"):
            sheet.has_formula = True
            if formula.attributes.get("t") in ("shared", "array", "dataTable") and "ref" in formula.attributes:
                raise CannotRewriteError("raden holder en formel som andre celler bygger på")


def _read_cells(elements: list[Element]) -> Iterator[tuple[int, int | str]]:
    row = 0
    for place, element in enumerate(elements):
        if element.name == "row":
            row = int(element.attributes.get("r", row + 1))
        elif element.name == "c":
            yield row, _read_cell(elements, place)


def _read_cell(elements: list[Element], place: int) -> int | str:
    values = [element for element in walk_under(elements, place) if element.name in ("v", "t")]
    text = "".join(element.text for element in values)
    is_shared = elements[place].attributes.get("t") == "s"
    return int(text) if is_shared and text.strip().isdecimal() else text


def _tell(value: int | str, strings: list[str]) -> str:
    return squeeze(strings[value] if isinstance(value, int) else value)


def _read_strings(parts: Mapping[str, bytes]) -> list[str]:
    if _STRINGS not in parts:
        return []
    elements = find_elements(parts[_STRINGS])
    return [gather_text(elements, place) for place, element in enumerate(elements) if element.name == "si"]


def _blank_strings(parts: dict[str, bytes], strings: list[str], used: Counter[int | str], sheets: list[_Sheet]) -> None:
    """Empty the shared strings that only the rows used; the others keep their numbers."""
    unused = {value for sheet in sheets for value in sheet.gone if isinstance(value, int) and not used[value]}
    if not unused:
        return
    held = [element for element in find_elements(parts[_STRINGS]) if element.name == "si"]
    edits = []
    for number in unused:
        tag = held[number].tag.removesuffix("si").encode() + b"t"
        edits.append((held[number].inner, held[number].inner_end, b"<" + tag + b"/>"))
    parts[_STRINGS] = cut(parts[_STRINGS], edits)


def _is_in(ref: str, rows: Collection[int]) -> bool:
    numbers = [int(number) for number in _REF.findall(ref)]
    return bool(numbers) and any(number in rows for number in range(min(numbers), max(numbers) + 1))


def _cut_links(parts: dict[str, bytes], sheet: _Sheet) -> None:
    """Links from the rows' cells (mailto:), with the addresses they lead to."""
    elements = find_elements(sheet.xml) if sheet.rows else []
    links = [element for element in elements if element.name == "hyperlink"]
    gone = [element for element in links if _is_in(element.attributes.get("ref", ""), sheet.rows)]
    if not gone:
        return
    whole = elements[gone[0].parent]
    cuts = [whole] if len(gone) == len(links) else gone
    sheet.edits += [(element.start, element.end, b"") for element in cuts]
    numbers = [{value for key, value in link.attributes.items() if key.endswith(":id")} for link in links]
    kept = {number for link, ids in zip(links, numbers, strict=True) if link not in gone for number in ids}
    lost = {number for ids in numbers for number in ids} - kept
    folder, _, name = sheet.part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    parts[relations] = cut(
        parts.get(relations, b""),
        [
            (element.start, element.end, b"")
            for element in find_elements(parts[relations])
            if element.attributes.get("Id") in lost
        ],
    )


def _blank_comments(parts: dict[str, bytes], sheet: _Sheet) -> None:
    for kind, part in find_relations(parts, sheet.part).values():
        if kind not in _COMMENTS or part not in parts:
            continue
        elements = find_elements(parts[part])
        edits = []
        for place, element in enumerate(elements):
            if element.name in ("comment", "threadedComment") and _is_in(element.attributes.get("ref", ""), sheet.rows):
                held = [each for each in walk_under(elements, place) if each.name in ("t", "text") and each.text]
                edits += [(each.inner, each.inner_end, b"") for each in held]
        parts[part] = cut(parts[part], edits)


def _blank_copies(parts: dict[str, bytes], values: Collection[str]) -> None:
    """What charts, pivot tables and the file's properties remember of the rows; pivot tables are told to read anew."""
    for name in [name for name in parts if _COPIES.match(name) and name.endswith(".xml")]:
        elements = find_elements(parts[name])
        edits = []
        for element in elements:
            text = squeeze(element.text)
            if text and any(value == text or (name.startswith("docProps/") and value in text) for value in values):
                edits.append((element.inner, element.inner_end, b""))
            elif squeeze(element.attributes.get("v", "")) in values:
                edits.append(set_attribute(parts[name], element, "v", ""))
        parts[name] = cut(parts[name], edits)
    for name in [name for name in parts if re.search(r"pivotCacheDefinition\d*\.xml$", name)]:
        _forget_records(parts, name)


def _forget_records(parts: dict[str, bytes], definition: str) -> None:
    """A pivot cache keeps a copy of every row (18.10.1.65); without it Excel reads the rows when it opens the file."""
    for kind, part in find_relations(parts, definition).values():
        if kind == "pivotCacheRecords":
            drop_part(parts, part)
    for name, value in (("r:id", None), ("recordCount", None), ("saveData", "0"), ("refreshOnLoad", "1")):
        root = find_elements(parts[definition])[0]
        parts[definition] = cut(parts[definition], [set_attribute(parts[definition], root, name, value)])
