"""Where each element of an XML part stands, byte for byte, so that a cut leaves all the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


class Element(NamedTuple):
    """One element: `name` without its prefix, `tag` with it; `text` is what stands directly in it.

    Its bytes are [start, end), what is between its tags [inner, inner_end); `parent` is a place in the list, -1 for
    the first.
    """

    name: str
    tag: str
    attributes: dict[str, str]
    parent: int
    start: int
    inner: int
    inner_end: int
    end: int
    text: str


def find_elements(xml: bytes) -> list[Element]:
    """Every element in the order it begins. Raises expat.ExpatError for what is no XML."""
    found: list[Element] = []
    texts: list[list[str]] = []
    open_now: list[int] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(tag: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        match = _TAG.match(xml, start)
        if match is None:
            raise ValueError("the parser counts bytes in another encoding than the file's")
        parent = open_now[-1] if open_now else -1
        name = tag.rpartition(":")[2]
        found.append(Element(name, tag, attributes, parent, start, match.end(), match.end(), match.end(), ""))
        texts.append([])
        open_now.append(len(found) - 1)

    def finish(tag: str) -> None:
        place = open_now.pop()
        element = found[place]
        is_empty = xml[element.inner - 2 : element.inner] == b"/>"
        inner_end = element.inner if is_empty else parser.CurrentByteIndex
        end = element.inner if is_empty else xml.index(b">", inner_end) + 1
        found[place] = element._replace(inner_end=inner_end, end=end, text="".join(texts[place]))

    def read(text: str) -> None:
        if open_now:
            texts[open_now[-1]].append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, finish, read
    parser.Parse(xml, True)
    return found


def cut(xml: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with each [start, end) replaced; an edit within another is swallowed by it."""
    parts, end = [], 0
    for start, stop, put in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= end:
            parts += [xml[end:start], put]
            end = stop
    return b"".join([*parts, xml[end:]])


def set_attribute(xml: bytes, element: Element, name: str, value: str | None) -> tuple[int, int, bytes]:
    """The edit that gives an element's attribute another value, or with None takes it away."""
    tag = xml[element.start : element.inner]
    without = re.sub(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", tag)
    put = b"" if value is None else b" " + name.encode() + b"=" + quoteattr(value).encode()
    end = 2 if without.endswith(b"/>") else 1
    return element.start, element.inner, without[:-end] + put + without[-end:]


def gather_text(elements: list[Element], place: int) -> str:
    """All text in an element, in the order it stands when only the innermost elements hold text."""
    return "".join(element.text for element in walk_under(elements, place))


def walk_under(elements: list[Element], place: int) -> Iterator[Element]:
    """The element itself and all within it."""
    end = elements[place].end
    for at in range(place, len(elements)):
        if elements[at].start >= end:
            return
        yield elements[at]
