"""An empty Word document with our styles, language and paper, and how it is saved with the same bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from insight.errors import InsightError
from insight.look import INK, PALE
from insight.report.plain import shorten

if TYPE_CHECKING:
    from docx.document import Document

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
FONT = "Arial"
"""On every Windows and Mac, and with a free font of the same widths elsewhere: pages break alike."""
PAGE, MARGIN, TEXT_WIDTH = (11906, 16838), 1134, 9638
"""Twentieths of a point: A4, 2 cm of margin on every side, and what is left for text."""
FILL, GROUND = "FFF2CC", "EEF2F8"
MOST_PROPERTY = 255
"""Letters python-docx lets a property of the document have."""
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can tell (APPNOTE 4.4.6); every part gets it."""

_REPEATED = ("ListBullet", "SmallBullet", "Quote", "TableText", "CardQuote")
"""Styles that are followed by themselves."""
_NEEDLESS = ("/thumbnail", "/stylesWithEffects", "/webSettings", "/fontTable", "/customXml", "/extended-properties")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BULLET = (
    f'<w:abstractNum {_W} w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>',
    f'<w:num {_W} w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
_KEEP = "<w:keepNext/><w:keepLines/>"
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{PALE[1:]}"/></w:pBdr>'
_TIGHT = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
_STRONG = f'<w:b/><w:bCs/><w:color w:val="{INK[1:]}"/>'
_MARKED = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'


def _head(level: int, size: int, before: int, after: int) -> tuple[str, str, str, str]:
    place = f'{_KEEP}<w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level - 1}"/>'
    look = f'<w:b/><w:bCs/><w:color w:val="{INK[1:]}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (f"heading {level}", f"Heading{level}", place, look)


def _small(name: str, style_id: str, place: str, look: str = "") -> tuple[str, str, str, str]:
    return (name, style_id, place, f'{look}<w:sz w:val="18"/><w:szCs w:val="18"/>')


_STYLES = (  # name, id, pPr and rPr, in the order the schema wants their children
    (
        "Title",
        "Title",
        f'{_KEEP}<w:spacing w:before="0" w:after="60"/>',
        f'<w:b/><w:bCs/><w:color w:val="{INK[1:]}"/><w:sz w:val="40"/><w:szCs w:val="40"/>',
    ),
    ("Subtitle", "Subtitle", '<w:spacing w:before="0" w:after="120"/>', '<w:color w:val="404040"/>'),
    _head(1, 28, 300, 80),
    _head(2, 22, 200, 40),
    _head(3, 20, 140, 40),
    ("TOC Heading", "TOCHeading", f'{_KEEP}<w:spacing w:before="120" w:after="20"/>', _STRONG),
    _small("toc 1", "TOC1", '<w:spacing w:before="0" w:after="0"/>'),
    ("List Bullet", "ListBullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/>', ""),
    _small("Small Bullet", "SmallBullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="20"/>'),
    ("Lead", "Lead", f'{_KEEP}<w:spacing w:before="60" w:after="20"/>', _STRONG),
    ("Quote", "Quote", f'<w:keepLines/>{_BAR}<w:spacing w:after="40"/><w:ind w:left="340" w:right="340"/>', ""),
    ("Fill In", "FillIn", f'<w:keepLines/>{_MARKED}<w:spacing w:after="80"/>', "<w:b/><w:bCs/>"),
    _small("caption", "Caption", f'{_KEEP}<w:spacing w:before="120" w:after="40"/>', "<w:b/><w:bCs/>"),
    _small("Note", "Note", '<w:spacing w:before="40" w:after="30"/>', '<w:color w:val="404040"/>'),
    _small("Table Text", "TableText", f"<w:keepLines/>{_TIGHT}"),
    _small("Card Quote", "CardQuote", f'<w:keepLines/>{_BAR}{_TIGHT}<w:ind w:left="200"/>'),
    _small("header", "Header", '<w:spacing w:after="0"/>', '<w:color w:val="404040"/>'),
    _small("footer", "Footer", '<w:spacing w:after="0"/>', '<w:color w:val="404040"/>'),
)

_SIGNS = (  # character styles: name, id and rPr
    ("Strong", "Strong", "<w:b/><w:bCs/>"),
    ("Quiet", "Quiet", '<w:color w:val="595959"/><w:sz w:val="16"/><w:szCs w:val="16"/>'),
)


def open_document(language: str, *, title: str, author: str, date: str) -> Document:
    """An empty A4 document in one of `LOCALES`; `date` is an ISO date or "", and the only time it tells."""
    import docx
    from docx.shared import Twips

    document = docx.Document()
    _drop_needless(document)
    locale = LOCALES[language]
    _refill(document.styles.element, _write_styles(locale))
    _refill(document.part.numbering_part.element, _BULLET)
    _refill(document.settings.element, _write_settings(locale))
    section = document.sections[0]
    section.page_width, section.page_height = (Twips(n) for n in PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance = section.footer_distance = Twips(567)
    about, time = document.core_properties, datetime.datetime.fromisoformat(date or "2000-01-01")
    about.title, about.language = shorten(title, MOST_PROPERTY), locale
    about.author = about.last_modified_by = shorten(author, MOST_PROPERTY)
    about.created = about.modified = time
    about.revision, about.comments, about.keywords, about.subject = 1, "", "", ""
    return document


def save_document(document: Document, path: str | Path) -> None:
    """Write the document: parts in one order and without times. Raises InsightError when the file cannot be written."""
    if document._body._element[-2].tag.endswith("}tbl"):
        document.add_paragraph(style="Table Text")  # a document must end with a paragraph
    drawn = io.BytesIO()
    document.save(drawn)
    packed = io.BytesIO()
    with zipfile.ZipFile(drawn) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            member = zipfile.ZipInfo(name, OLDEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, parts.read(name))
    try:
        Path(path).write_bytes(packed.getvalue())
    except OSError as error:
        raise InsightError(
            f"{Path(path).name}: får ikke skrevet filen. Er den åpen i Word? Lukk den og prøv igjen."
        ) from error


def _drop_needless(document: Document) -> None:
    """What the library's own template brings that says nothing, or says something of another machine."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_NEEDLESS)]:
            relations.pop(key)


def _refill(element, pieces) -> None:
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    for piece in pieces:
        element.append(parse_xml(piece))


def _write_settings(locale: str) -> tuple[str, ...]:
    compat = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'<w:zoom {_W} w:percent="100"/>',
        f'<w:defaultTabStop {_W} w:val="709"/>',
        f'<w:characterSpacingControl {_W} w:val="doNotCompress"/>',
        f"<w:compat {_W}>{compat}</w:compat>",
        f'<w:themeFontLang {_W} w:val="{locale}"/>',
        f'<w:decimalSymbol {_W} w:val="{"." if locale == "en-GB" else ","}"/>',
        f'<w:listSeparator {_W} w:val=";"/>',
    )


def _write_styles(locale: str) -> tuple[str, ...]:
    font = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    lang = f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
    defaults = (
        f'<w:docDefaults {_W}><w:rPrDefault><w:rPr>{font}<w:sz w:val="20"/><w:szCs w:val="20"/>{lang}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="259" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    fixed = (
        f'<w:style {_W} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>",
        f'<w:style {_W} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        f'<w:style {_W} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>",
        f'<w:style {_W} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
        *_write_table_styles(),
    )
    return (defaults, *fixed, *(_write_style(*style, lang) for style in _STYLES), *map(_write_sign, _SIGNS))


def _write_style(name: str, style_id: str, place: str, look: str, lang: str) -> str:
    following = "" if style_id in _REPEATED else '<w:next w:val="Normal"/>'
    return (
        f'<w:style {_W} w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{place}</w:pPr><w:rPr>{look}{lang}</w:rPr></w:style>"
    )


def _write_sign(sign: tuple[str, str, str]) -> str:
    name, style_id, look = sign
    return (
        f'<w:style {_W} w:type="character" w:styleId="{style_id}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _write_table_styles() -> tuple[str, str]:
    """Of many rows under a dark header; and of a card, whose labels are bold and whose first row has a ground."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{PALE[1:]}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "bottom", "insideH"))
    return (
        f'<w:style {_W} w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{INK[1:]}"/></w:tcPr></w:tblStylePr></w:style>',
        f'<w:style {_W} w:type="table" w:styleId="CardTable"><w:name w:val="Card Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{GROUND}"/></w:tcPr>'
        f'</w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr>{_STRONG}</w:rPr></w:tblStylePr></w:style>',
    )
