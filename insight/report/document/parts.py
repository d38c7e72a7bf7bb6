"""The parts of a Word document: headings, paragraphs, lists, pictures, contents, footer. All text stays text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from insight.report.document.shell import TEXT_WIDTH
from insight.report.plain import clean, shorten

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from matplotlib.figure import Figure

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TALLEST = 8.3
"""Inches: a picture must have room on a page with its caption."""
_DPI = 150


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
    return document.add_paragraph(clean(text), style=style)


def write_runs(document: Document, runs: Sequence[tuple[str, str]], style: str) -> Paragraph:
    """A paragraph of several texts, those with "b" beside them strong."""
    paragraph = document.add_paragraph(style=style)
    for text, look in runs:
        paragraph.add_run(clean(text), style="Strong" if look == "b" else None)
    return paragraph


def write_list(document: Document, texts: Sequence[str], style: str = "List Bullet") -> None:
    for text in texts:
        write(document, text, style)


def write_caption(document: Document, shape: str, numbers: Numbers, title: str) -> None:
    """The name of the table below it. `shape` has {number} and {title}."""
    write(document, shape.format(number=numbers.next_table(), title=title), "caption")


def write_heading(document: Document, text: str, level: int, *, mark: str = "", new_page: bool = False) -> None:
    """A heading of level 1-3; `mark` names the place the contents point to."""
    paragraph = write(document, text, f"heading {level}")
    paragraph.paragraph_format.page_break_before = True if new_page else None
    if mark:
        begin, end = (parse(piece) for piece in mark_place(mark))
        paragraph._p.insert(1, begin)
        paragraph._p.append(end)


def mark_place(mark: str) -> tuple[str, str]:
    """The beginning and the end of a place that links lead to; its number is the digits of the mark."""
    number = int(re.sub(r"\D", "", mark))
    return f'<w:bookmarkStart {W} w:id="{number}" w:name="{mark}"/>', f'<w:bookmarkEnd {W} w:id="{number}"/>'


def write_contents(document: Document, entries: Sequence[tuple[str, str]]) -> None:
    """A field of contents (ECMA-376 part 1, 17.16.5.68) filled in beforehand: each text leads to the heading marked.

    It holds no page numbers (`\\n`): only a program that lays out pages knows them, and a wrong one is worse than none.
    """
    last = len(entries) - 1
    for n, (mark, text) in enumerate(entries):
        begin = _FIELD_BEGIN.format(code=r" TOC \o &quot;1-1&quot; \n \h \z ") if n == 0 else ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if n == last else ""
        link = f'<w:hyperlink w:anchor="{mark}" w:history="1"><w:r>{put_text(text)}</w:r></w:hyperlink>'
        style = '<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
        document._body._element.insert_element_before(parse(f"<w:p {W}>{style}{begin}{link}{end}</w:p>"), "w:sectPr")


def write_footer(document: Document, title: str, page_of: str) -> None:
    """The title, and the number of the page. `page_of` has {page} and {pages}."""
    before, between, after = re.split(r"\{pages?\}", page_of)
    inside = [before, "PAGE", between, "NUMPAGES", after]
    runs = "".join(
        _FIELD.format(code=part) if part.isupper() else f"<w:r>{put_text(part)}</w:r>" for part in inside if part
    )
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    start = (
        f'<w:pPr><w:pStyle w:val="Footer"/>{tab}</w:pPr><w:r>{put_text(shorten(title, 90))}</w:r><w:r><w:tab/></w:r>'
    )
    footer = document.sections[0].footer
    footer._element.remove(footer.paragraphs[0]._p)
    footer._element.append(parse(f"<w:p {W}>{start}{runs}</w:p>"))


def write_picture(document: Document, figure: Figure, alt: str) -> None:
    """The figure across the text, kept with what stands below it; `alt` is docPr (ECMA-376 part 1, 20.4.2.5)."""
    from docx.shared import Inches, Pt

    drawn = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a sign the font lacks, such as an emoji, is drawn as a box
        figure.savefig(drawn, format="png", dpi=_DPI, metadata={"Software": None})
    drawn.seek(0)
    across, high = figure.get_size_inches()
    width = min(TEXT_WIDTH / 1440, _TALLEST * across / high)
    picture = document.add_picture(drawn, width=Inches(width))
    place = document.paragraphs[-1].paragraph_format
    place.space_before, place.keep_with_next = Pt(6), True
    about = picture._inline.docPr
    about.set("descr", clean(alt))
    about.set("name", f"{about.get('name').split()[0]} {about.get('id')}")


_FIELD_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD = _FIELD_BEGIN + '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def put_text(text: str) -> str:
    """The text within a run (w:r), its lines kept."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return "<w:br/>".join(lines)


def parse(xml: str) -> Any:
    """The element of a piece of XML whose namespaces are declared."""
    from docx.oxml import parse_xml

    return parse_xml(xml)
