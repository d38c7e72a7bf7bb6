"""The paragraphs and cells of a Word document, in reading order, with what is a heading."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from insight.errors import ReadError
from insight.innspill.notes import MAX_HEADING_WORDS, Line
from insight.innspill.packages import check_xml, is_xml, open_package, read_members

_HEADING_STYLE = re.compile(r"(?:heading|overskrift|title|tittel|subtitle|undertittel).*", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = tuple(f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_STRUCK = tuple(f"{_W}{tag}" for tag in ("del", "moveFrom"))
_ASIDE = (
    ("comments", "comment", "kommentarer i margen"),
    ("footnotes", "footnote", "fotnoter"),
    ("endnotes", "endnote", "sluttnoter"),
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


Styles: TypeAlias = Mapping[str, str]
"""The number of each style -> its name."""


def read_word_lines(content: bytes, source: str) -> list[Line]:
    """Every paragraph and cell, in content controls and text boxes too, without what tracked changes strike.

    Comments, foot notes and what stands over and under the page are the secretary's, and are not read. Raises
    ReadError when the document is broken, locked or hostile, or when Word's parts do not hang together.
    """
    from docx import Document

    with open_package(content, source) as package:
        for name, part in read_members(package, source):
            if is_xml(name, part):
                check_xml(part, source)
    try:
        document = Document(io.BytesIO(content))
        styles = {style.style_id: style.name for style in document.styles}
        lines = [line for line in _read_blocks(document.element.body, styles) if line.text.strip()]
    except Exception as error:  # an untrusted file: whatever the parser says, the file is what is wrong
        raise ReadError(
            f"{source}: Word-dokumentet er ødelagt og kan ikke leses. Åpne det i Word, lagre det på nytt og prøv igjen."
        ) from error
    return [replace(line, place=place) for place, line in enumerate(lines, start=1)]


def _read_blocks(element: Any, styles: Styles) -> Iterator[Line]:
    for child in element:
        if child.tag == f"{_W}p":
            yield _read_paragraph(child, styles)
            for box in _text_boxes(child):
                yield from _read_blocks(box, styles)
        elif child.tag == f"{_W}tbl":
            yield from _read_table(child, styles)
        elif child.tag in _HOLDERS:
            yield from _read_blocks(child, styles)


def _read_table(table: Any, styles: Styles) -> Iterator[Line]:
    """Cells row by row; when the whole first row is headings, each heads its column."""
    rows = [list(_read_row(row, table, styles)) for row in table.iter(f"{_W}tr") if _owner(row, "tbl") is table]
    first = table.find(f".//{_W}tr/{_W}trPr/{_W}tblHeader")
    tops = {column: [line for line in lines if line.text.strip()] for column, lines in rows[0]} if rows else {}
    is_marked = first is not None and _owner(first, "tbl") is table
    has_headings = (
        len(rows) > 1
        and any(tops.values())
        and (is_marked or all(line.is_heading for lines in tops.values() for line in lines))
    )
    headings = {column: " ".join(line.text.strip() for line in lines) for column, lines in tops.items()}
    for cells in rows[1:] if has_headings else rows:
        for column, lines in cells:
            heading = headings.get(column, "") if has_headings else ""
            for line in lines:
                yield replace(line, heading=line.heading or heading)


def _read_row(row: Any, table: Any, styles: Styles) -> Iterator[tuple[int, list[Line]]]:
    """Each cell's lines with its column; a cell over several columns counts as so many."""
    column = 0
    for cell in row.iter(f"{_W}tc"):
        if _owner(cell, "tbl") is table:
            yield column, list(_read_blocks(cell, styles))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            column += int(width) if width.isdecimal() else 1


def _read_paragraph(paragraph: Any, styles: Styles) -> Line:
    runs = [run for run in paragraph.iter(f"{_W}r") if _owner(run, "p") is paragraph and _is_shown(run)]
    text = "".join(_run_text(run) for run in runs)
    is_short = 0 < len(text.split()) <= MAX_HEADING_WORDS
    is_list_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    is_bold = is_short and not is_list_item and all(_is_on(run, "b") for run in runs if _run_text(run).strip())
    return Line(0, text, is_heading=is_bold or _has_heading_style(paragraph, styles))


def _run_text(run: Any) -> str:
    breaks = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    return "".join(breaks[child.tag] or child.text or "" for child in run if child.tag in breaks)


def _is_shown(run: Any) -> bool:
    """Not struck by tracked changes, not hidden text, and not the copy that Word writes for old programs."""
    is_struck = next(run.iterancestors(*_STRUCK), None) is not None
    return not is_struck and not _is_fallback(run) and not _is_on(run, "vanish")


def _is_on(run: Any, setting: str) -> bool:
    mark = run.find(f"{_W}rPr/{_W}{setting}")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "none")


def _has_heading_style(paragraph: Any, styles: Styles) -> bool:
    style = paragraph.style
    if style is None:
        return False
    return _HEADING_STYLE.fullmatch(styles.get(style) or style) is not None


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        if _owner(box, "p") is paragraph and not _is_fallback(box):
            yield box


def _owner(element: Any, tag: str) -> Any:
    """The nearest element of that kind which holds `element`."""
    return next(element.iterancestors(f"{_W}{tag}"), None)


def _is_fallback(element: Any) -> bool:
    """Word writes a text box twice, the second time for old programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def tell_unread(content: bytes) -> str:
    """What of a document that `read_word_lines` has read is not among the lines: comments and foot notes."""
    told = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part, tag, name in _ASIDE:
            if f"word/{part}.xml" in package.namelist():
                n_found = len(re.findall(rf"<w:{tag}\s(?![^<>]*w:type=)".encode(), package.read(f"word/{part}.xml")))
                told += [f"{n_found} {name} er ikke lest"] if n_found else []
    return "; ".join(told)
