"""Paragraphs of a Word document emptied, with the comments and notes that hang on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from xml.parsers import expat

from insight.forget.packages import CannotRewriteError, find_residue, read_parts, write_parts
from insight.forget.xml_places import Element, cut, find_elements, walk_under
from insight.innspill.notes import Line

_MAIN = "word/document.xml"
_ASIDE = {
    "commentReference": ("word/comments.xml", "comment"),
    "commentRangeStart": ("word/comments.xml", "comment"),
    "footnoteReference": ("word/footnotes.xml", "footnote"),
    "endnoteReference": ("word/endnotes.xml", "endnote"),
}
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_STRUCK = ("del", "moveFrom")


def empty_paragraphs(content: bytes, source: str, lines: Sequence[Line], places: Collection[int]) -> bytes:
    """The document without what the lines at `places` say; the paragraphs stay, so that tables and lists hold together.

    `lines` are those that `read_word_lines` gives. Raises CannotRewriteError when the words stand elsewhere too.
    """
    parts = read_parts(content, source)
    try:
        texts = {line.text for line in lines if line.place in places}
        elements = find_elements(parts[_MAIN])
        wanted = _find_paragraphs(elements, lines, places)
        edits, aside = [], set()
        for place in wanted:
            for child in _children(elements, place):
                edits.append((child.start, child.end, b""))
            aside |= {
                (*_ASIDE[each.name], _number(each)) for each in walk_under(elements, place) if each.name in _ASIDE
            }
        parts[_MAIN] = cut(parts[_MAIN], edits)
        for part, tag, number in aside:
            _blank_aside(parts, part, tag, number)
        left = {line.text for line in lines if line.place not in places}
        if found := find_residue(parts, texts - left):
            raise CannotRewriteError(f"ordene står også et annet sted i dokumentet ({found})")
        return write_parts(content, parts, source)
    except (expat.ExpatError, ValueError, KeyError) as error:
        raise CannotRewriteError("dokumentet er bygd på en måte som ikke lar seg rette trygt") from error


def _find_paragraphs(elements: list[Element], lines: Sequence[Line], places: Collection[int]) -> list[int]:
    """The paragraph of each line, as the so-and-so-many with its words; with the copies Word keeps of text boxes."""
    seen: Counter[str] = Counter()
    wanted: dict[str, set[int]] = {}
    for line in lines:
        seen[line.text] += 1
        if line.place in places:
            wanted.setdefault(line.text, set()).add(seen[line.text])
    counted: Counter[str] = Counter()
    found = []
    for place, element in enumerate(elements):
        if element.name != "p" or not element.tag.startswith("w:"):
            continue
        text = _read_paragraph(elements, place)
        if text in wanted and _is_within(elements, element, ("Fallback",)):
            found.append(place)
        elif text in wanted:
            counted[text] += 1
            found += [place] if counted[text] in wanted[text] else []
    if any(counted[text] < max(numbers) for text, numbers in wanted.items()):
        raise CannotRewriteError("fant ikke avsnittet igjen i dokumentet")
    return found


def _read_paragraph(elements: list[Element], place: int) -> str:
    """The words of a paragraph as `innspill.word` reads them."""
    text = ""
    for each in walk_under(elements, place):
        run = elements[each.parent] if each.parent >= 0 else each
        if run.name != "r" or (each.name != "t" and each.name not in _BREAKS):
            continue
        if _owner(elements, each, "p") is elements[place] and not _is_hidden(elements, each.parent):
            text += each.text if each.name == "t" else _BREAKS[each.name]
    return text


def _is_hidden(elements: list[Element], run: int) -> bool:
    marks = [each for each in walk_under(elements, run) if each.name == "vanish"]
    is_on = any(value not in ("0", "false", "none") for mark in marks for value in [*mark.attributes.values(), "1"][:1])
    return is_on or _is_within(elements, elements[run], _STRUCK)


def _owner(elements: list[Element], element: Element, name: str) -> Element | None:
    while element.parent >= 0:
        element = elements[element.parent]
        if element.name == name:
            return element
    return None


def _is_within(elements: list[Element], element: Element, names: Collection[str]) -> bool:
    return any(_owner(elements, element, name) is not None for name in names)


def _children(elements: list[Element], place: int) -> list[Element]:
    return [each for each in walk_under(elements, place) if each.parent == place and each.name != "pPr"]


def _number(element: Element) -> str:
    return next((value for key, value in element.attributes.items() if key.rpartition(":")[2] == "id"), "")


def _blank_aside(parts: dict[str, bytes], part: str, tag: str, number: str) -> None:
    elements = find_elements(parts.get(part, b"<w/>"))
    edits = [
        (each.inner, each.inner_end, b"")
        for place, element in enumerate(elements)
        if element.name == tag and _number(element) == number
        for each in walk_under(elements, place)
        if each.name == "t"
    ]
    if edits:
        parts[part] = cut(parts[part], edits)
