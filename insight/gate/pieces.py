"""Files as pieces of text: every place in a finished file where words can stand, seen or unseen."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from insight.errors import ReadError
from insight.gate.marks import Collector, Piece, find_ending, read_bytes, within
from insight.gate.office import read_package, read_xml

MAX_DEPTH = 4
"""Files within files (a picture in a notebook, a workbook in a zip file); one that goes deeper is not read."""
_TABLES = (".csv", ".tsv")
_TEXTS = (".txt", ".md", ".log", ".toml", ".py", ".yaml", ".yml", ".ini", ".css", ".js", ".eml", ".rst", ".sh", "")
_JSON = (".json", ".ipynb", ".geojson")
_WEB = (".html", ".htm", ".xhtml")
_XML = (".xml", ".svg", ".rels", ".vml", ".rdf")
_ZIPPED = (".xlsx", ".xlsm", ".docx", ".docm", ".pptx", ".odt", ".ods", ".odp", ".zip")
_PICTURES = (".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff")
_MARK = re.compile(r"<([^<>]*)")
_DATA = re.compile(r"data:([\w/+.-]{0,80})[^,\s]{0,80};base64,([A-Za-z0-9+/=\s]{8,})")
_KINDS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg", "application/json": ".json"}


def read_pieces(content: bytes, name: str, depth: int = 0) -> Iterator[Piece]:
    """Every text in a file, with the place it stands: seen text, attributes, comments, properties, what is hidden.

    The kind of file is told by its name and its first bytes. Raises ReadError when it cannot be read whole: what
    nobody has searched must not be let by.
    """
    end = find_ending(name)
    if depth > MAX_DEPTH:
        raise ReadError(f"{name}: filer inni filer i for mange lag")
    if content.startswith(b"PK\x03\x04") or end in _ZIPPED:
        yield from read_package(content, name, lambda held, member: read_pieces(held, member, depth + 1))
    elif content.startswith(b"\x89PNG"):
        yield from _read_png(content, name)
    elif content.startswith((b"PAR1", b"\xff\xd8\xff", b"GIF8")) or end in _PICTURES or end == ".parquet":
        yield from _read_parquet(content, name) if content.startswith(b"PAR1") else read_bytes(content)
    elif end in _JSON:
        yield from _read_json(decode(content, name), name, depth)
    elif end in _WEB:
        yield from _read_html(decode(content, name), depth)
    elif end in _XML:
        yield from read_xml(content, name)
    elif end in _TABLES:
        yield from _read_table(decode(content, name))
    elif end in _TEXTS:
        text = decode(content, name)
        yield Piece("", text, has_lines=True)
        yield from _read_embedded(text, "", depth)
    else:
        raise ReadError(f"{name}: filer av dette slaget ({end}) kan ikke gjennomsøkes")


def decode(content: bytes, name: str) -> str:
    """Text in UTF-8 or UTF-16, with or without a mark, or in Windows' own code page; ReadError for what is none."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(codec, errors="replace")
    odd, even = content[1:2000:2].count(0), content[0:2000:2].count(0)
    if max(odd, even) * 4 > min(len(content), 2000) // 2 and min(odd, even) * 4 <= max(odd, even):
        return content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    if b"\0" in content:
        raise ReadError(f"{name}: er ikke ren tekst og kan ikke gjennomsøkes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_table(text: str) -> Iterator[Piece]:
    first = text.partition("\n")[0]
    delimiter = max(";,\t|", key=first.count)
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            for column, cell in enumerate(cells, start=1):
                if cell:
                    yield Piece(f"rad {row}, kolonne {column}", cell)
    except csv.Error:
        yield Piece("", text, has_lines=True)


class _Step(NamedTuple):
    where: str
    value: Any
    kind: str = ""


def _read_json(text: str, name: str, depth: int) -> Iterator[Piece]:
    """Keys and values; what a notebook shows is read by its own kind: pictures, html, text in many lines."""
    try:
        steps = [_Step("", json.loads(text))]
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: er ikke gyldig JSON og kan ikke gjennomsøkes") from error
    while steps:
        where, value, kind = steps.pop()
        place = f"«{where}»" if where else ""
        if isinstance(value, dict):
            yield from (Piece(f"en nøkkel under {place or 'roten'}", key) for key in value)
            inside = [
                _Step(f"{where}.{key}".strip("."), held, key if "/" in key else "") for key, held in value.items()
            ]
            steps += reversed(inside)
        elif isinstance(value, list) and value and all(isinstance(line, str) for line in value):
            steps.append(_Step(where, "".join(value), kind))  # a notebook has its text in lines
            steps += [_Step(f"{where}[{n}]", line, "-") for n, line in reversed(list(enumerate(value)))]
        elif isinstance(value, list):
            steps += [_Step(f"{where}[{n}]", held) for n, held in reversed(list(enumerate(value)))]
        elif isinstance(value, str):
            yield Piece(place, value)
            if kind != "-":
                yield from _read_shown(value, place, kind, depth)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield Piece(place, str(value))


def _read_shown(text: str, place: str, kind: str, depth: int) -> Iterator[Piece]:
    if kind in _KINDS and kind != "image/svg+xml" and "json" not in kind:
        yield from within(place, read_pieces(_decode64(text), f"x{_KINDS[kind]}", depth + 1))
    elif "<" in text:
        yield from within(place, _read_html(text, depth))
    else:
        yield from _read_embedded(text, place, depth)


def _read_embedded(text: str, place: str, depth: int) -> Iterator[Piece]:
    """What is packed into a text as data: pictures with text in them, tables, more text."""
    for match in _DATA.finditer(text):
        end = _KINDS.get(match[1], ".html" if "html" in match[1] else ".txt")
        end = end if match[1].startswith(("image/", "text/", "application/json")) else ".bin"
        where = ", ".join(filter(None, [place, "innebygde data"]))
        yield from within(where, read_pieces(_decode64(match[2]), f"innebygd{end}", depth + 1))


def _decode64(text: str) -> bytes:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text)
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error as error:
        raise ReadError("innebygde data kan ikke pakkes ut") from error


class _Html(HTMLParser):
    def __init__(self, collector: Collector) -> None:
        super().__init__(convert_charrefs=True)
        self._collector = collector

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._collector.line = self.getpos()[0]
        self._collector.start(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._collector.line = self.getpos()[0]
        self._collector.end(tag)

    def handle_data(self, data: str) -> None:
        self._collector.data(data)

    def handle_comment(self, data: str) -> None:
        self._collector.comment(data)

    def handle_decl(self, decl: str) -> None:
        self._collector.comment(decl)

    def handle_pi(self, data: str) -> None:
        self._collector.comment(data)

    def unknown_decl(self, data: str) -> None:
        self._collector.comment(data)


def _read_html(text: str, depth: int) -> Iterator[Piece]:
    collector = Collector(whole=frozenset())
    parser = _Html(collector)
    parser.feed(
        f"{text}\n-->]]>?></script></style></title></textarea>"
    )  # a mark that nobody closes would be looked for again at every later one
    parser.close()
    yield from collector.take()
    # what the parser passes over: strange tags, and words where attributes stand
    yield Piece("i taggene", "\n".join(_MARK.findall(text)), has_numbers=False)
    yield from _read_embedded(text, "", depth)


def _read_png(content: bytes, name: str) -> Iterator[Piece]:
    """The text chunks of a picture (PNG, third edition, 11.3.3); letters drawn in it are not seen."""
    place = 8
    while place + 8 <= len(content):
        size, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        held = content[place + 8 : place + 8 + size]
        place += 12 + size
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            where = f"tekst i bildet ({kind.decode()})"
            yield from within(where, read_bytes(_inflate(held, kind), has_numbers=True))
        elif kind == b"IEND":
            break
    yield from read_bytes(content[place:])


def _inflate(held: bytes, kind: bytes) -> bytes:
    """The words of a text chunk, unpacked where they are packed."""
    key, _, rest = held.partition(b"\0")
    start = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1] if rest[:1] == b"\1" else b""
    if kind not in (b"zTXt", b"iTXt") or not start:
        return held
    try:
        return key + b"\n" + rest[:100] + b"\n" + zlib.decompressobj().decompress(start, 1 << 24)
    except zlib.error:
        return held


def _read_parquet(content: bytes, name: str) -> Iterator[Piece]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ReadError(f"{name}: parquet kan bare gjennomsøkes med pyarrow («pip install pyarrow»)") from error
    table = parquet.read_table(io.BytesIO(content))
    for key, value in (table.schema.metadata or {}).items():
        yield Piece("egenskaper", f"{key.decode(errors='replace')}\n{value.decode(errors='replace')}")
    for number, column in enumerate(table.column_names, start=1):
        yield Piece(f"overskriften på kolonne {number}", column)
        for row, value in enumerate(table.column(column).to_pylist(), start=1):
            if value is not None and not isinstance(value, float):
                yield Piece(f"rad {row}, kolonne {number}", str(value))
