"""Text out of marked-up files: what stands together is one piece, whatever marks are between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike"
    "|strong|sub|sup|time|tspan|tt|u|var|wbr"
)
BREAKS = frozenset(("br", "tab", "cr", "line-break", "s", "rph", "ptab", "del", "ins", "movefrom", "moveto"))
WHOLE = frozenset(("p", "h", "si", "is", "text", "title", "desc", "description"))
_TELLING = re.compile(
    "name|title|descr|description|alt|tooltip|display|caption|displayname|author|prompt|error|prompttitle|errortitle"
    "|summary|content|value|label|placeholder|location|target|href|src|initials|comment|text|v|userid|aria-label"
    "|fullname|subject|keywords|data-.*"
)
_SCHEMA = re.compile(
    r"(?:https?://(?:schemas\.|purl\.org|www\.w3\.org|docs\.oasis)|urn:)|\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}"
)
_PRINTED = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]{5,}")


class Piece(NamedTuple):
    """Some text and where in its file it stands; words that are content are between « and ».

    Without `has_numbers` the digits are measures (places in a drawing, styles) and are not looked at; with
    `has_lines` the place is told by its line.
    """

    where: str
    text: str
    has_numbers: bool = True
    has_lines: bool = False


class Collector:
    """Gathers pieces from a parser of marks: the text of elements in `whole`, or between marks that are not inline."""

    def __init__(self, whole: frozenset[str] = WHOLE, where: str = "") -> None:
        self.line = 0
        self._whole, self._where = whole, where
        self._depth = self._n = 0
        self._text: list[str] = []
        self._pieces: list[Piece] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name in BREAKS and self._whole:
            self._text.append("\n")
        elif not (self._depth or INLINE.fullmatch(name)):
            self._flush()
        if name in self._whole:
            self._text.append("\n" if self._depth else "")
            self._depth += 1
        for key, value in attributes.items():
            if any(map(str.isalnum, value)) and not _SCHEMA.match(value):
                telling = _TELLING.fullmatch(local(key)) is not None
                self._pieces.append(Piece(self._place("egenskap"), value, has_numbers=telling))

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in self._whole and self._depth:
            self._depth -= 1
            self._text.append("\n")
        elif name in BREAKS and self._whole:
            self._text.append("\n")
        if not self._depth and not INLINE.fullmatch(name):
            self._flush()

    def data(self, text: str) -> None:
        self._text.append(text)

    def comment(self, text: str) -> None:
        self._pieces.append(Piece(self._place("merknad"), text))

    def pi(self, target: str, text: str | None = None) -> None:
        self.comment(f"{target} {text or ''}")

    def take(self) -> Iterator[Piece]:
        """The pieces gathered since last time."""
        self._flush()
        pieces, self._pieces = self._pieces, []
        return iter(pieces)

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        if text.strip():
            self._n += 1
            self._pieces.append(Piece(self._place("tekst"), text))

    def _place(self, kind: str) -> str:
        at = f"linje {self.line}" if self.line else f"tekst {self._n + 1}" if kind != "tekst" else f"tekst {self._n}"
        kind = "" if kind == "tekst" else f" ({kind})"
        return ", ".join(filter(None, [self._where, at + kind]))


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace, in small letters."""
    return tag.rpartition("}")[2].rpartition(":")[2].casefold()


def find_ending(name: str) -> str:
    last = name.rpartition("/")[2]
    stem, dot, end = last.rpartition(".")
    return f".{end.casefold()}" if dot and stem else ""


def within(place: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
    return (piece._replace(where=", ".join(filter(None, [place, piece.where]))) for piece in pieces)


def read_bytes(content: bytes, *, has_numbers: bool = False) -> Iterator[Piece]:
    """What can be read in a file of bytes: names and words in its properties, in any of four encodings."""
    for codec in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        for match in _PRINTED.finditer(content.decode(codec, errors="replace")):
            yield Piece("skjulte egenskaper", match.group(), has_numbers)
