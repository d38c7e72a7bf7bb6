"""What a screen reader and Word find in the report."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree

from insight.report import Report
from insight.report.document.report import write_word
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import make_report
from tests.report.word_parts import LOCALES, W, list_headings, list_links, read_part


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tables) -> Report:
    return make_report(tables, request.param)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_word(report, path)
    return path


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def test_every_table_repeats_its_header_row_and_merges_nothing(path) -> None:
    body = read_part(path, "word/document.xml")
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) > 5
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert {len(row.findall(f"{W}tc")) for row in rows} == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    assert not list(body.iter(f"{W}gridSpan", f"{W}vMerge"))


def test_every_picture_says_in_words_what_it_shows(path, report) -> None:
    about = [node.get("descr") for node in read_part(path, "word/document.xml").iter() if node.tag.endswith("}docPr")]
    assert len(about) == 2 + len(report.needs_by_group)
    assert all(len(text) > 40 for text in about)
    assert any("B-002" in text or "Noen å treffe" in text for text in about)


def test_the_language_is_told_in_styles_settings_and_properties(path, report, document) -> None:
    locale = LOCALES[report.language]
    styles = read_part(path, "word/styles.xml")
    langs = {node.get(f"{W}val") for node in styles.iter(f"{W}lang")}
    written = [style for style in styles.iter(f"{W}style") if style.find(f"{W}basedOn") is not None]
    paragraphs = [style for style in written if style.get(f"{W}type") == "paragraph"]
    assert all(style.find(f"{W}rPr/{W}lang") is not None for style in paragraphs)
    settings = read_part(path, "word/settings.xml")
    assert langs == {locale}
    assert settings.find(f"{W}themeFontLang").get(f"{W}val") == locale
    assert document.core_properties.language == locale
    assert document.core_properties.title == report.title
    assert document.core_properties.author == report.kommune
    assert document.core_properties.created.isoformat().startswith(report.date)


def test_the_contents_are_a_field_that_reads_without_being_updated(path, document) -> None:
    body = read_part(path, "word/document.xml")
    assert [code.text.strip() for code in body.iter(f"{W}instrText")] == [r'TOC \o "1-1" \n \h \z']
    kinds = [field.get(f"{W}fldCharType") for field in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    links = [(link.get(f"{W}anchor"), "".join(link.itertext())) for link in list_links(body, in_contents=True)]
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    marks = [mark.get(f"{W}name") for p in headings for mark in p._p.iter(f"{W}bookmarkStart")]
    assert [text for _, text in links] == [text for level, text in list_headings(document) if level == 1]
    assert [anchor for anchor, _ in links] == marks
    assert read_part(path, "word/settings.xml").find(f"{W}updateFields") is None


def test_the_paper_is_a4_and_pages_are_numbered(path, document) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(path) as package:
        footer = next(package.read(name) for name in package.namelist() if name.startswith("word/footer"))
    assert [code.text for code in etree.fromstring(footer).iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_headings_captions_and_pictures_are_kept_with_what_stands_below(path, document) -> None:
    styles = read_part(path, "word/styles.xml")
    kept = {
        style.get(f"{W}styleId") for style in styles.iter(f"{W}style") if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {"Title", "Heading1", "Heading2", "Caption", "TOCHeading", "Lead"} <= kept
    assert all(p.paragraph_format.keep_with_next for p in document.paragraphs if p._p.xpath(".//w:drawing"))
    for table in document.tables:
        assert all(p.paragraph_format.keep_with_next for cell in table.rows[0].cells for p in cell.paragraphs)


def test_numbers_are_to_the_right_with_their_headings(document, report) -> None:
    words = read_words(report.language)
    numeric = {words.word_columns[name] for name in ("persons", "population", "count", "number")}
    found = 0
    for table in document.tables:
        for n, cell in enumerate(table.rows[0].cells):
            if cell.text in numeric:
                found += 1
                assert {p.alignment for row in table.rows for p in row.cells[n].paragraphs} == {
                    WD_ALIGN_PARAGRAPH.RIGHT
                }
    assert found >= 5


def test_lists_are_lists(document) -> None:
    listed = [p for p in document.paragraphs if p.style.name in ("List Bullet", "Small Bullet")]
    assert len(listed) > 5
    assert not any(p.text.startswith(("-", "•", "*")) for p in listed)
    assert not any(not p.text.strip() and not p._p.xpath(".//w:drawing") for p in document.paragraphs[:-1])
