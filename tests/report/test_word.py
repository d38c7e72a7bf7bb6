from __future__ import annotations

import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from insight.errors import InsightError
from insight.report import Report, compose
from insight.report.document.first_page import fit_front
from insight.report.document.report import write_word
from insight.report.document.statements import MOST_STATEMENTS
from insight.report.front import Section
from insight.report.shapes import quotes_of
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report
from tests.report.word_parts import W, list_cards, list_headings, list_links, list_texts, read_part


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


def test_a_card_answers_the_four_questions_of_the_strategy_in_their_order(document, report) -> None:
    words = read_words(report.language)
    asked = [words.card_what, words.card_who, words.card_grade, words.card_tested]
    assert len(list_cards(document)) == len(report.needs)
    for need, card in zip(report.needs, list_cards(document), strict=True):
        told = dict(card)
        assert [label for label, _ in card if label in asked] == asked
        assert told[words.card_grade] == need.grade
        assert told[words.card_tested].startswith(words.not_tested)
        assert told[words.card_service] == need.service
        assert told[words.card_counts].startswith(str(need.n_persons))


def test_the_quotes_are_as_the_report_has_them(document, report) -> None:
    words = read_words(report.language)
    for need, card in zip(report.needs, list_cards(document), strict=True):
        told = dict(card)
        shown = f"{told[words.card_what]}\n{told.get(words.card_quotes, '')}"
        assert all(quote.quote in shown for quote in quotes_of(report, need.need_id)[:3])


def test_a_quote_is_followed_by_the_number_it_has_in_the_annex_and_leads_to_it(path, document, report) -> None:
    n_statements = sum(bool(voice.behov_id) for voice in report.voices)
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    numbers = {row[3]: row[0] for row in rows if len(row) == 4 and row[0].isdigit()}
    assert [int(number) for number in numbers.values()] == list(range(1, n_statements + 1))
    body = read_part(path, "word/document.xml")
    places = {mark.get(f"{W}name"): mark.getparent() for mark in body.iter(f"{W}bookmarkStart")}
    links = list_links(body, in_contents=False)
    assert len(links) >= len(report.quotes)
    for link in links:
        number = "".join(link.itertext()).split("\u00a0")[1]
        assert "".join(places[link.get(f"{W}anchor")].itertext()) == number
    shown = {quote.behov_id for need in report.needs for quote in quotes_of(report, need.need_id)[:3]}
    assert {numbers[behov_id] for behov_id in shown} <= {"".join(link.itertext()).split("\u00a0")[1] for link in links}


def test_the_sentence_says_that_it_is_only_proposed(document, report) -> None:
    _, said = list_cards(document)[0][0]
    assert said == f"{report.needs[0].sentence} ({read_words(report.language).word_by_tool})"


def test_what_a_need_asks_next_is_told_in_words(document, report) -> None:
    assert any(read_words(report.language).next_questions["who"] in text for text in list_texts(document))


def test_every_statement_is_in_the_annex_word_for_word(document, report) -> None:
    cells = {cell.text for table in document.tables if len(table.columns) == 4 for cell in table.columns[2].cells}
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


def test_all_front_sections_stand_before_the_contents(document, report) -> None:
    words = read_words(report.language)
    headings = [p.text for p in document.paragraphs]
    contents = headings.index(words.word_contents)
    for heading in (words.word_asked, words.in_short, words.front_heard, words.front_findings, words.not_known):
        assert headings.index(heading) < contents
    assert document.paragraphs[contents].paragraph_format.page_break_before


def test_a_front_with_room_is_told_in_full_and_a_long_one_is_counted() -> None:
    words = read_words("nb")
    short = [Section("Kort sagt", ("Ti har svart.",) * 5), Section("Det vi ikke vet", ("Alt.",))]
    assert fit_front(short, words) == tuple(short)
    long = [Section(name, tuple(f"{n} " + "ord " * 90 for n in range(9))) for name in ("a", "b", "c", "d", "e")]
    in_short, *others = fit_front(long, words)
    assert len(in_short.lines) == 9
    assert all(section.lines[-1] == "… og 7 til" for section in others)


def test_what_there_was_no_room_for_on_the_first_page_is_told_in_the_chapter(short, tmp_path) -> None:
    unknown = tuple(f"{n} vet vi ikke." for n in range(12))
    write_word(replace(short, unknown=unknown), tmp_path / "a.docx")
    texts = list_texts(docx.Document(str(tmp_path / "a.docx")))
    assert set(unknown) <= set(texts)


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
