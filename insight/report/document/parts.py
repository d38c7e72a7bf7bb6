"""The parts of a Word document: headings, paragraphs, lists, tables, pictures, contents. All text stays text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from insight.report.document.shell import TEXT_WIDTH
from insight.report.numerals import write_number
from insight.report.plain import clean, shorten
from insight.report.signs import HIDDEN
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from matplotlib.figure import Figure

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TALLEST = 8.3
"""Inches: a picture must have room on a page with its caption."""
_DPI = 150

Run = tuple[str, str]
"""A text and its look: "" plain, "b" bold, "s" small."""


@dataclass
class Numbers:
    """How many tables and figures the document has so far."""

    tables: int = 0
    figures: int = 0

    def next_table(self) -> int:
        self.tables += 1
        return self.tables

    def next_figure(self) -> int:
        self.figures += 1
        return self.figures


def write(document: Document, text: str, style: str = "Normal") -> Paragraph:
    """A paragraph of one text."""
    return write_runs(document, [(text, "")], style)


def write_runs(document: Document, runs: Sequence[Run], style: str = "Facts") -> Paragraph:
    """A paragraph of several texts, some of them bold."""
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=style)
    for text, look in runs:
        run = paragraph.add_run(clean(text))
        run.bold = True if look == "b" else None
        run.font.size = Pt(9) if look == "s" else None
    return paragraph


def write_list(document: Document, texts: Sequence[str], style: str = "List Bullet") -> None:
    for text in texts:
        write(document, text, style)


def write_caption(document: Document, shape: str, numbers: Numbers, title: str) -> None:
    """The name of the table below it. `shape` has {number} and {title}."""
    write(document, shape.format(number=numbers.next_table(), title=title), "caption")


def write_cell(n: int | None, words: Words) -> str:
    """A number in a table: «:» where it is hidden, «-» for none, as Statistics Norway writes them."""
    return HIDDEN if n is None else write_number(words, n) if n else "-"


def write_share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}\u00a0%"


def write_heading(document: Document, text: str, level: int, *, mark: str = "", new_page: bool = False) -> None:
    """A heading of level 1-3; `mark` names the place the contents point to."""
    paragraph = document.add_paragraph(clean(text), style=f"heading {level}")
    paragraph.paragraph_format.page_break_before = True if new_page else None
    if mark:
        number = int(re.sub(r"\D", "", mark))
        paragraph._p.insert(1, _parse(f'<w:bookmarkStart {_W} w:id="{number}" w:name="{mark}"/>'))
        paragraph._p.append(_parse(f'<w:bookmarkEnd {_W} w:id="{number}"/>'))


def write_contents(document: Document, entries: Sequence[tuple[str, str]]) -> None:
    """A field of contents (ECMA-376 part 1, 17.16.5.68) filled in beforehand: each text leads to the heading marked.

    It holds no page numbers (`\\n`): only a program that lays out pages knows them, and a wrong one is worse than none.
    """
    last = len(entries) - 1
    for n, (mark, text) in enumerate(entries):
        begin = _FIELD_BEGIN.format(code=r" TOC \o &quot;1-1&quot; \n \h \z ") if n == 0 else ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if n == last else ""
        link = f'<w:hyperlink w:anchor="{mark}" w:history="1"><w:r>{_text(text)}</w:r></w:hyperlink>'
        style = '<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
        document._body._element.insert_element_before(_parse(f"<w:p {_W}>{style}{begin}{link}{end}</w:p>"), "w:sectPr")


def write_footer(document: Document, title: str, page_of: str) -> None:
    """The title, and the number of the page. `page_of` has {page} and {pages}."""
    before, between, after = re.split(r"\{pages?\}", page_of)
    inside = [before, "PAGE", between, "NUMPAGES", after]
    runs = "".join(
        _FIELD.format(code=part) if part.isupper() else f"<w:r>{_text(part)}</w:r>" for part in inside if part
    )
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    start = f'<w:pPr><w:pStyle w:val="Footer"/>{tab}</w:pPr><w:r>{_text(shorten(title, 90))}</w:r><w:r><w:tab/></w:r>'
    footer = document.sections[0].footer
    footer._element.remove(footer.paragraphs[0]._p)
    footer._element.append(_parse(f"<w:p {_W}>{start}{runs}</w:p>"))


def write_table(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    right: Sequence[int] = (),
    about: str = "",
) -> None:
    """A table whose header row is one, and comes again on every page; a row is never cut, and no cell is merged.

    `widths` are parts of the text's width, `right` the columns of numbers, `about` the alternative text.
    """
    parts = [round(TEXT_WIDTH * width / sum(widths)) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in parts)
    look = (
        f'<w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(parts)}" w:type="dxa"/><w:tblLayout '
        'w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val={quoteattr(clean(about))}/></w:tblPr>'
    )
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cells(headings, parts, right, keep=True)}</w:tr>"
    body = "".join(f"<w:tr><w:trPr>{_SPLIT[_is_long(row)]}</w:trPr>{_cells(row, parts, right)}</w:tr>" for row in rows)
    table = _parse(f"<w:tbl {_W}>{look}<w:tblGrid>{grid}</w:tblGrid>{header}{body}</w:tbl>")
    document._body._element.insert_element_before(table, "w:sectPr")


def write_picture(document: Document, figure: Figure, alt: str) -> None:
    """The figure across the text, with its alternative text (docPr, ECMA-376 part 1, 20.4.2.5)."""
    from docx.shared import Inches, Pt

    drawn = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a sign the font lacks, such as an emoji, is drawn as a box
        figure.savefig(drawn, format="png", dpi=_DPI, metadata={"Software": None})
    drawn.seek(0)
    across, high = figure.get_size_inches()
    width = min(TEXT_WIDTH / 1440, _TALLEST * across / high)
    picture = document.add_picture(drawn, width=Inches(width))
    document.paragraphs[-1].paragraph_format.space_before = Pt(6)
    about = picture._inline.docPr
    about.set("descr", clean(alt))
    about.set("name", f"{about.get('name').split()[0]} {about.get('id')}")


_FIELD_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD = _FIELD_BEGIN + '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
_SPLIT = {False: "<w:cantSplit/>", True: ""}
_LONG = 1500
"""Letters in a cell that may not have room on one page; such a row may be cut."""


def _is_long(row: Sequence[str]) -> bool:
    return any(len(text) > _LONG for text in row)


def _cells(texts: Sequence[str], widths: Sequence[int], right: Sequence[int], *, keep: bool = False) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>'
        f"{'<w:keepNext/>' * keep}{_RIGHT * (n in right)}</w:pPr><w:r>{_text(text)}</w:r></w:p></w:tc>"
        for n, (text, width) in enumerate(zip(texts, widths, strict=True))
    )


_RIGHT = '<w:jc w:val="right"/>'


def _text(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return "<w:br/>".join(lines)


def _parse(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)
