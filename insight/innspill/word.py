"""The paragraphs and cells of a Word document, in reading order, with what is a heading."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from insight.errors import ReadError
from insight.innspill.notes import MAX_HEADING_WORDS, Line

_HEADING_STYLE = re.compile(r"(?:heading|overskrift|title|tittel|subtitle|undertittel).*", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word_lines(content: bytes, source: str) -> list[Line]:
    """Every paragraph and cell, in content controls and text boxes too, without what tracked changes strike.

    Raises ReadError when Word's parts do not hang together.
    """
    from docx import Document

    try:
        document = Document(io.BytesIO(content))
        lines = [line for line in _read_blocks(document.element.body, document) if line.text.strip()]
    except Exception as error:  # an untrusted file: whatever the parser says, the file is what is wrong
        raise ReadError(
            f"{source}: Word-dokumentet er ødelagt og kan ikke leses. Åpne det i Word, lagre det på nytt og prøv igjen."
        ) from error
    return [replace(line, place=place) for place, line in enumerate(lines, start=1)]


def _read_blocks(element: Any, document: Any) -> Iterator[Line]:
    for child in element:
        if child.tag == f"{_W}p":
            yield _read_paragraph(child, document)
            for box in _text_boxes(child):
                yield from _read_blocks(box, document)
        elif child.tag == f"{_W}tbl":
            yield from _read_table(child, document)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _read_blocks(child, document)


def _read_table(table: Any, document: Any) -> Iterator[Line]:
    """Cells row by row; when the whole first row is headings, each heads its column."""
    rows = [
        [list(_read_blocks(cell, document)) for cell in row.iter(f"{_W}tc") if _owner(cell, "tbl") is table]
        for row in table.iter(f"{_W}tr")
        if _owner(row, "tbl") is table
    ]
    tops = [[line for line in cell if line.text.strip()] for cell in rows[0]] if rows else []
    has_headings = len(rows) > 1 and any(tops) and all(line.is_heading for cell in tops for line in cell)
    headings = [" ".join(line.text.strip() for line in cell) for cell in tops] if has_headings else []
    for cells in rows[1:] if has_headings else rows:
        for column, cell in enumerate(cells):
            heading = headings[column] if column < len(headings) else ""
            for line in cell:
                yield replace(line, heading=line.heading or heading)


def _read_paragraph(paragraph: Any, document: Any) -> Line:
    runs = [run for run in paragraph.iter(f"{_W}r") if _owner(run, "p") is paragraph and not _is_fallback(run)]
    text = "".join(_run_text(run) for run in runs)
    is_short = 0 < len(text.split()) <= MAX_HEADING_WORDS
    is_list_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    is_bold = is_short and not is_list_item and all(_is_bold(run) for run in runs if _run_text(run).strip())
    return Line(0, text, is_heading=is_bold or _has_heading_style(paragraph, document))


def _run_text(run: Any) -> str:
    breaks = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    return "".join(breaks[child.tag] or child.text or "" for child in run if child.tag in breaks)


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val") not in ("0", "false", "none")


def _has_heading_style(paragraph: Any, document: Any) -> bool:
    style = paragraph.style
    if style is None:
        return False
    names = {named.style_id: named.name for named in document.styles}
    return _HEADING_STYLE.fullmatch(names.get(style) or style) is not None


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
