"""The tables of a Word document: those of many rows, and the card of one need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from insight.report.document.parts import W, mark_place, parse, put_text
from insight.report.document.shell import TEXT_WIDTH
from insight.report.numerals import write_number
from insight.report.plain import clean
from insight.report.signs import HIDDEN
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

_LONG = 1500
"""Letters in a cell that may not have room on one page; such a row may be cut."""
_WHOLE, _HEADER = "<w:cantSplit/>", "<w:tblHeader/>"
"""Rules of a row: it is not cut, and it comes again on every page."""
_LABEL, _VALUE = 28, 72
"""Parts of the width of a card."""
_SIGNS = {"ReportTable": ("0020", 0), "CardTable": ("00A0", 1)}
"""What the style is told to mark (tblLook, ECMA-376 part 1, 17.4.55): the header row; on a card the labels too."""


class Run(NamedTuple):
    """A text, its character style ("" for none), the mark it leads to, and the mark others lead to it by."""

    text: str
    style: str = ""
    leads_to: str = ""
    mark: str = ""


class Line(NamedTuple):
    """A paragraph in a cell."""

    runs: Sequence[Run]
    style: str = "TableText"


def write_cell(n: int | None, words: Words) -> str:
    """A number in a table: «:» where it is hidden, «-» for none, as Statistics Norway writes them."""
    return HIDDEN if n is None else write_number(words, n) if n else "-"


def write_share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}\u00a0%"


def write_table(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    right: Collection[int] = (),
    quiet: Collection[int] = (),
    marks: Sequence[str] = (),
    about: str = "",
) -> None:
    """A table whose header row is one, and comes again on every page; a row is never cut, and no cell is merged.

    `widths` are parts of the text's width, `right` the columns of numbers, `quiet` those for looking up only, `marks`
    what links lead to in the first cell of each row ("" for nothing), and `about` the alternative text.
    """
    parts = _divide(widths)
    header = [_cell([Line([Run(text)])], n in right, keep=True) for n, text in enumerate(headings)]
    body = [_row(header, parts, _WHOLE + _HEADER)]
    for row, mark in zip(rows, marks or [""] * len(rows), strict=True):
        runs = [Run(text, "Quiet" * (n in quiet), mark="" if n else mark) for n, text in enumerate(row)]
        cells = [_cell([Line([run])], n in right) for n, run in enumerate(runs)]
        body.append(_row(cells, parts, "" if any(len(text) > _LONG for text in row) else _WHOLE))
    _write(document, "ReportTable", parts, body, about)


def write_card(document: Document, rows: Sequence[tuple[str, Sequence[Line]]], about: str) -> None:
    """Labels and what stands beside them, on one page; `about` is the alternative text.

    The first row is the header, which comes again where a card is larger than a page.
    """
    parts = _divide((_LABEL, _VALUE))
    body = []
    for n, (label, lines) in enumerate(rows, start=1):
        cells = [_cell([Line([Run(label)])], keep=n < len(rows)), _cell(lines, keep=n < len(rows))]
        body.append(_row(cells, parts, _WHOLE + _HEADER if n == 1 else _WHOLE))
    _write(document, "CardTable", parts, body, about)


def _divide(widths: Sequence[float]) -> list[int]:
    return [round(TEXT_WIDTH * width / sum(widths)) for width in widths]


def _write(document: Document, style: str, parts: Sequence[int], rows: Sequence[str], about: str) -> None:
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in parts)
    sign, first_column = _SIGNS[style]
    look = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(parts)}" w:type="dxa"/><w:tblLayout '
        f'w:type="fixed"/><w:tblLook w:val="{sign}" w:firstRow="1" w:lastRow="0" w:firstColumn="{first_column}" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val={quoteattr(clean(about))}/></w:tblPr>'
    )
    table = parse(f"<w:tbl {W}>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")
    document._body._element.insert_element_before(table, "w:sectPr")


def _row(cells: Sequence[str], parts: Sequence[int], rule: str) -> str:
    shaped = (
        f'<w:tc><w:tcPr><w:tcW w:w="{part}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, part in zip(cells, parts, strict=True)
    )
    return f"<w:tr><w:trPr>{rule}</w:trPr>{''.join(shaped)}</w:tr>"


def _cell(lines: Sequence[Line], is_right: bool = False, *, keep: bool = False) -> str:
    place = "<w:keepNext/>" * keep + '<w:jc w:val="right"/>' * is_right
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/>{place}</w:pPr>{"".join(map(_run, line.runs))}</w:p>'
        for line in lines
    )


def _run(run: Run) -> str:
    look = f'<w:rPr><w:rStyle w:val="{run.style}"/></w:rPr>' if run.style else ""
    text = f"<w:r>{look}{put_text(run.text)}</w:r>"
    if run.mark:
        text = text.join(mark_place(run.mark))
    return f'<w:hyperlink w:anchor="{run.leads_to}" w:history="1">{text}</w:hyperlink>' if run.leads_to else text
