"""Office packages and XML as pieces of text: every part of the package, and in workbooks every cell by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from insight.errors import ReadError
from insight.gate.marks import Collector, Piece, find_ending, local, read_bytes, within
from insight.innspill.packages import check_xml, open_package, read_members

_SHARED = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/(?:work|chart|dialog|macro)sheets/[^/]+\.xml")
_BINARY = (".bin", ".odttf", ".ttf", ".fntdata", ".dat", ".wdp", ".thmx")
_WHOLE_NUMBER = re.compile(r"-?\d+(?:\.0+)?")
_FIELD = re.compile(r'&(?:[LCRPNDTZFAGBIUESXYOH+-]|"[^"]*"|K[0-9A-F]{6}|\d+)')


def read_package(content: bytes, name: str, read: Callable[[bytes, str], Iterator[Piece]]) -> Iterator[Piece]:
    """Every file in a zip file, which new Office files are; the names of the files as well.

    `read` reads one file of the package.
    Raises ReadError for a package that is broken, locked or unsafe, or holds what cannot be read.
    """
    with open_package(content, name) as package:
        if package.comment:
            yield Piece("merknaden i zip-filen", package.comment.decode("utf-8", errors="replace"))
        members = {member: held for member, held in read_members(package, name) if held}
    is_workbook = "xl/workbook.xml" in members
    shared = _read_shared(members.get(_SHARED, b"")) if is_workbook else []
    sheets = _name_sheets(members) if is_workbook else {}
    used: set[int] = set()
    for number, (member, held) in enumerate(sorted(members.items()), start=1):
        yield Piece(f"navnet på del {number}", member, has_numbers="/" not in member)
        if is_workbook and _SHEET.fullmatch(member):
            yield from _read_sheet(held, sheets.get(member, member), shared, used)
        elif member != _SHARED or not is_workbook:
            yield from within(f"delen «{member}»", _read_member(held, member, read))
    for number, text in enumerate(shared):
        if number not in used:
            yield Piece(f"delte tekster, nr. {number + 1}", text)


def _read_member(content: bytes, member: str, read: Callable[[bytes, str], Iterator[Piece]]) -> Iterator[Piece]:
    if member == "mimetype":
        return iter(())
    is_binary = find_ending(member) in _BINARY and not content.startswith(b"PK\x03\x04")
    return read_bytes(content) if is_binary else read(content, member)


def read_xml(content: bytes, name: str) -> Iterator[Piece]:
    """Texts, attributes, comments and instructions of an XML file. Raises ReadError when it is not well-formed."""
    collector = Collector()
    _parse(content, name, collector)
    yield from collector.take()


def _parse(content: bytes, name: str, target: Collector) -> None:
    try:
        if b"<!ENTITY" in content:
            check_xml(content, name)
        parser = ElementTree.XMLParser(target=target)
        parser.feed(content)
        parser.close()
    except ElementTree.ParseError as error:
        raise ReadError(f"{name}: er ikke gyldig XML og kan ikke gjennomsøkes") from error


class _Strings(Collector):
    """The shared texts of a workbook, in their order; those without words too."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._parts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._parts = [] if local(tag) == "si" else [*self._parts, "\n"] if local(tag) == "rph" else self._parts

    def end(self, tag: str) -> None:
        if local(tag) == "si":
            self.strings.append("".join(self._parts))

    def data(self, text: str) -> None:
        self._parts.append(text)


def _read_shared(content: bytes) -> list[str]:
    strings = _Strings()
    if content:
        _parse(content, _SHARED, strings)
    return strings.strings


class _Cells(Collector):
    """A sheet: cells by their names, and all else of it as in any XML."""

    def __init__(self, where: str, shared: list[str], used: set[int]) -> None:
        super().__init__(where=where)
        self._sheet, self._shared, self._used = where, shared, used
        self._cell = self._kind = self._part = ""
        self._held: dict[str, str] = {}
        self.cells: list[Piece] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name == "c" and "r" in attributes:
            self._cell, self._kind, self._held = attributes["r"], attributes.get("t", "n"), {}
        elif self._cell:
            self._part = name if name in ("v", "f", "t") else self._part
        elif name not in ("row", "col", "sheetview", "pagemargins", "pagesetup"):
            super().start(tag, attributes)

    def data(self, text: str) -> None:
        if self._cell:
            self._held[self._part] = self._held.get(self._part, "") + text
        else:
            super().data(text)

    def end(self, tag: str) -> None:
        if not self._cell:
            super().end(tag)
        elif local(tag) == "c":
            self.cells += [Piece(f"{self._sheet}, celle {self._cell}", text) for text in self._tell() if text]
            self._cell = self._part = ""

    def _tell(self) -> Iterator[str]:
        value = self._held.get("v", "")
        yield self._held.get("f", "")
        yield self._held.get("t", "")
        if self._kind == "s" and value.isdigit() and int(value) < len(self._shared):
            self._used.add(int(value))
            yield self._shared[int(value)]
        elif self._kind != "n" or _WHOLE_NUMBER.fullmatch(value):
            yield value.partition(".")[0] if self._kind == "n" else value


def _read_sheet(content: bytes, where: str, shared: list[str], used: set[int]) -> Iterator[Piece]:
    cells = _Cells(where, shared, used)
    _parse(content, where, cells)
    yield from cells.cells
    for piece in cells.take():
        yield piece
        if "&" in piece.text:  # a header or footer, with codes for its parts and fonts
            yield piece._replace(text=_FIELD.sub("\n", piece.text))


def _name_sheets(members: Mapping[str, bytes]) -> dict[str, str]:
    """Part -> "ark 2 «Behov»", hidden sheets as well."""
    targets: dict[str, str] = {}
    links = members.get("xl/_rels/workbook.xml.rels", b"<r/>").decode("utf-8", errors="replace")
    for link in re.findall(r"<\w*:?Relationship\b[^>]*>", links):
        given = dict(re.findall(r'(\w+)="([^"]*)"', link))
        target = given.get("Target", "")
        targets[given.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    named = {}
    book = members["xl/workbook.xml"].decode("utf-8", errors="replace")
    for number, sheet in enumerate(re.findall(r"<\w*:?sheet\s[^>]*>", book), start=1):
        given = dict(re.findall(r'([\w:]+)="([^"]*)"', sheet))
        identity = next((value for key, value in given.items() if key.endswith(":id")), "")
        named[targets.get(identity, "")] = f"ark {number} «{given.get('name', '')}»"
    return named
