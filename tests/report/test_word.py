from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import etree

from insight.errors import InsightError
from insight.report import Report, compose
from insight.report.document.annexes import MOST_STATEMENTS
from insight.report.document.case_text import MOST_LETTERS, say_case, write_case_text
from insight.report.document.pdf import save_pdf
from insight.report.document.report import write_word
from insight.report.shapes import Excerpt, quotes_of
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tables) -> Report:
    return make_report(tables, request.param)


@pytest.fixture(scope="module")
def short(tables) -> Report:
    """In bokmål, and with one picture only: quick to write."""
    return replace(make_report(tables), needs_by_group=(), heard=())


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_word(report, path)
    return path


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def read_part(path: Path, part: str):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(part))


def list_texts(document) -> list[str]:
    """Every paragraph, in tables too; lines within one are kept together."""
    return ["".join(_read(node) for node in p.iter(f"{W}t", f"{W}br")) for p in document.element.iter(f"{W}p")]


def _read(node) -> str:
    return "\n" if node.tag == f"{W}br" else node.text or ""


def list_headings(document) -> list[tuple[int, str]]:
    styled = [(p.style.name, p.text) for p in document.paragraphs]
    return [(int(style[-1]), text) for style, text in styled if re.fullmatch(r"Heading \d", style)]


# --- what a reader finds -----------------------------------------------------------------------------


def test_the_chapters_and_the_annexes_come_in_order(document, report) -> None:
    words = read_words(report.language)
    first = [text for level, text in list_headings(document) if level == 1]
    chapters, annexes = [*words.word_chapters.values()], [*words.word_annexes.values()]
    assert first[:7] == [f"{n} {title}" for n, title in enumerate(chapters, start=1)]
    assert [text.endswith(title) for text, title in zip(first[7:], annexes, strict=True)] == [True] * 4
    assert document.paragraphs[0].style.name == "Title"


def test_no_level_of_headings_is_jumped_over(document) -> None:
    levels = [level for level, _ in list_headings(document)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_need_has_a_card_with_its_number_and_name(document, report) -> None:
    cards = [text for level, text in list_headings(document) if level == 2]
    for need in report.needs:
        assert f"{need.need_id} {need.title}" in cards


def test_the_quotes_are_as_the_report_has_them(document, report) -> None:
    shown = [p.runs[0].text for p in document.paragraphs if p.style.name == "Quote"]
    assert shown == [quote.quote for need in report.needs for quote in quotes_of(report, need.need_id)[:3]]


def test_the_sentence_says_that_it_is_only_proposed(document, report) -> None:
    (card,) = [p.text for p in document.paragraphs if p.text.startswith(report.needs[0].sentence)]
    assert card.endswith(f"({read_words(report.language).word_by_tool})")


def test_what_a_need_asks_next_is_told_in_words(document, report) -> None:
    assert any(read_words(report.language).next_questions["who"] in text for text in list_texts(document))


def test_every_statement_is_in_the_annex_word_for_word(document, report) -> None:
    cells = {cell.text for table in document.tables for cell in table.columns[-1].cells}
    plain = [voice.text for voice in report.voices if voice.behov_id and voice.text not in HOSTILE]
    assert set(plain) - {"bjelle\x07"} <= cells
    assert HOSTILE[9] in cells


def test_hidden_numbers_are_a_colon_and_nowhere_shown(document, report) -> None:
    words = read_words(report.language)
    headings = [words.word_columns["background"], words.word_columns["group"]]
    (heard, *_) = [table for table in document.tables if [c.text for c in table.rows[0].cells][:2] == headings]
    assert [cell.text for cell in heard.rows[1].cells][2:4] == [":", ""]


def test_what_people_must_decide_is_marked_to_be_filled_in(document) -> None:
    fills = [p.text for p in document.paragraphs if p.style.name == "Fill In"]
    assert len(fills) == 2
    assert all(text.startswith("[") for text in fills)


def test_parts_that_are_empty_leave_no_heading(tables, tmp_path) -> None:
    report = make_report(tables)
    gone = dict.fromkeys(("heard", "differences", "disagreements", "surprises", "questions", "needs_by_group"), ())
    needs = tuple(replace(need, next_question="", disagreement="") for need in report.needs)
    bare = replace(report, needs=needs, **gone)
    write_word(bare, tmp_path / "a.docx")
    words = read_words("nb")
    headings = [text for _, text in list_headings(docx.Document(str(tmp_path / "a.docx")))]
    for gone in (words.word_surprises, words.word_differences, words.word_disagreement, words.word_next_questions):
        assert gone not in headings


def test_a_report_without_needs_can_be_read(ungathered, tmp_path) -> None:
    bare = compose(ungathered.innspill, ungathered.behov, ungathered.stor_b)
    write_word(bare, tmp_path / "a.docx")
    texts = list_texts(docx.Document(str(tmp_path / "a.docx")))
    assert read_words("nb").word_no_needs in texts


def test_too_many_statements_are_left_to_the_workbook(short, tmp_path) -> None:
    voices = [replace(short.voices[0], behov_id=f"x#{n}", need_id="") for n in range(MOST_STATEMENTS + 1)]
    write_word(replace(short, voices=tuple(voices)), tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert not any("x#7" in text for text in list_texts(document))


# --- what a screen reader and Word find --------------------------------------------------------------


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
    langs = {node.get(f"{W}val") for node in read_part(path, "word/styles.xml").iter(f"{W}lang")}
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
    links = [(link.get(f"{W}anchor"), "".join(link.itertext())) for link in body.iter(f"{W}hyperlink")]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert [text for _, text in links] == [text for level, text in list_headings(document) if level == 1]
    assert {anchor for anchor, _ in links} == marks
    assert read_part(path, "word/settings.xml").find(f"{W}updateFields") is None


def test_the_paper_is_a4_and_pages_are_numbered(path, document) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(path) as package:
        footer = next(package.read(name) for name in package.namelist() if name.startswith("word/footer"))
    assert [code.text for code in etree.fromstring(footer).iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_lists_are_lists(document) -> None:
    listed = [p for p in document.paragraphs if p.style.name in ("List Bullet", "Small Bullet")]
    assert len(listed) > 5
    assert not any(p.text.startswith(("-", "•", "*")) for p in listed)
    assert not any(not p.text.strip() and not p._p.xpath(".//w:drawing") for p in document.paragraphs[:-1])


# --- hostile text and sameness -----------------------------------------------------------------------


def test_what_people_wrote_is_never_a_field_a_link_or_markup(path) -> None:
    with zipfile.ZipFile(path) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        names = package.namelist()
    assert "TargetMode" not in relations
    assert not any(name.endswith((".bin", ".htm", ".html", ".jpeg")) for name in names)
    body = "".join(read_part(path, "word/document.xml").itertext())
    assert "<script>window.hacked = 1</script>" in body
    assert "=1+1" in body


def test_signs_a_document_cannot_hold_are_taken_out(path) -> None:
    body = "".join(read_part(path, "word/document.xml").itertext())
    assert "bjelle og null og halv" in body
    assert "\u202e" not in body and "\u202c" not in body
    assert "smil 😀" in body


def test_the_same_report_gives_the_same_bytes(tables, tmp_path) -> None:
    for name in ("a.docx", "b.docx"):
        write_word(make_report(tables), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_no_part_of_the_package_tells_a_time(path) -> None:
    with zipfile.ZipFile(path) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_title_of_any_kind_makes_a_document(short, tmp_path) -> None:
    for title in (HOSTILE[9], "bjelle\x07\ud83d", "\u202e", ""):
        write_word(replace(short, title=title, kommune=title), tmp_path / "a.docx")
        assert len(docx.Document(str(tmp_path / "a.docx")).core_properties.title) <= 255


def test_a_file_that_cannot_be_written_is_told_of(short, tmp_path) -> None:
    with pytest.raises(InsightError, match=r"a\.docx: får ikke skrevet filen"):
        write_word(short, tmp_path / "finnes-ikke" / "a.docx")


# --- the text for the case ---------------------------------------------------------------------------


def test_the_text_for_the_case_is_short_and_says_the_needs_in_order(report) -> None:
    said = say_case(report)
    assert sum(map(len, said)) <= MOST_LETTERS
    numbers = [text[:5] for text in said if re.match(r"B-\d{3}", text)]
    assert numbers == sorted(need.need_id for need in report.needs)[:3]
    assert not re.search(r"\b(du|dere|de?g|dykk|you|your|f\.eks|mv|ifm|jf|e\.g)\b", " ".join(said), re.IGNORECASE)


def test_the_text_for_the_case_can_be_pasted(report, tmp_path) -> None:
    asked = replace(report, case_text=())
    write_case_text(asked, tmp_path / "sak.docx")
    document = docx.Document(str(tmp_path / "sak.docx"))
    assert [p.text for p in document.paragraphs][1:] == [re.sub(r"\t", " ", text) for text in say_case(asked)]
    write_case_text(asked, tmp_path / "igjen.docx")
    assert (tmp_path / "sak.docx").read_bytes() == (tmp_path / "igjen.docx").read_bytes()


def test_the_text_for_the_case_uses_what_the_report_says_when_it_does(report, tmp_path) -> None:
    write_case_text(report, tmp_path / "sak.docx")
    assert docx.Document(str(tmp_path / "sak.docx")).paragraphs[1].text == report.case_text[0]


# --- the length --------------------------------------------------------------------------------------


def make_many(report: Report, n: int) -> Report:
    """`n` needs, each with a sentence, three quotes of common length, a solution and something people disagree on."""
    sentence = (
        "Barnefamilier langs fylkesveien trenger å kunne la barna gå alene til skolen om vinteren når det er mørkt."
    )
    quote = "«Ungene går på veiskulderen i mørket med ryggsekk, og jeg tør ikke la dem gå alene når det er glatt.»"
    ids = [f"B-{number:03}" for number in range(1, n + 1)]
    need = replace(report.needs[1], sentence=sentence, next_question="others", lever="fylkeskommunen", n_repeated=3)
    tables = [
        replace(table, rows=tuple(replace(table.rows[0], need_id=need_id) for need_id in ids))
        for table in report.needs_by_group
    ]
    opposition = replace(report.oppositions[0], for_quote=quote, against_quote=quote, about="bompenger")
    excerpts = [Excerpt(need_id, need.title, quote, f"{need_id}#{k}", "brev") for need_id in ids for k in range(3)]
    return replace(
        report,
        title="Hva trenger vi i Fjordvik?",
        needs=tuple(replace(need, need_id=need_id, title=f"Trygg skolevei {need_id}") for need_id in ids),
        needs_by_group=tuple(tables),
        quotes=tuple(excerpts),
        solutions=tuple(excerpts),
        oppositions=tuple(replace(opposition, need_id=need_id) for need_id in ids[::2]),
        questions=tuple(f"{need_id}: Har andre grupper det samme behovet?" for need_id in ids),
        heard=tuple(replace(report.heard[1], background="Krets", name=f"Krets {number}") for number in range(18)),
    )


def find_annex_page(path: Path) -> int:
    """The page the first annex begins on, counted from 1."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")
    heading = "Vedlegg A: Alle utsagn"
    return max(number for number, page in enumerate(pages, start=1) if heading in page)


@pytest.mark.slow
@pytest.mark.parametrize("n", [2, 7, 15])
def test_the_main_part_is_at_most_eight_pages(tables, tmp_path, n: int) -> None:
    import shutil

    if not (shutil.which("soffice") or shutil.which("libreoffice")) or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice og pdftotext trengs for å telle sider")
    write_word(make_many(make_report(tables), n), tmp_path / "rapport.docx")
    pdf = save_pdf(tmp_path / "rapport.docx")
    assert pdf is not None
    assert find_annex_page(pdf) - 1 <= 8
