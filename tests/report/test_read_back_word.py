"""Everything the report counts is in the Word document in full, also when LibreOffice has read it and written it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from insight.report import Report, compose
from insight.report.document.pdf import save_pdf
from insight.report.document.report import write_word
from insight.report.shapes import Opposition
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import make_report
from tests.report.word_parts import list_texts, make_many

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    not SOFFICE or not shutil.which("pdftotext"), reason="LibreOffice og pdftotext trengs for å lese dokumentet igjen"
)


def make_demo_report(demo, tables, language: str) -> Report:
    """The demo, with the groups against the population and a disagreement of the small survey."""
    report = compose(
        demo.innspill,
        demo.behov,
        demo.stor_b,
        language=language,
        files=demo.files,
        title="Hverdagen i Fjordvik",
        kommune="Fjordvik kommune",
        date="2026-06-01",
    )
    one, other, *_ = report.quotes
    opposition = Opposition(one.need_id, "bompenger", one.quote, one.behov_id, other.quote, other.behov_id)
    return replace(report, heard=make_report(tables, language).heard, oppositions=(opposition,))


@pytest.fixture(scope="module", params=[(name, language) for name in ("demo", "full") for language in LANGUAGES])
def report(request, demo, tables) -> Report:
    name, language = request.param
    return make_demo_report(demo, tables, language) if name == "demo" else make_report(tables, language)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_word(report, path)
    return path


@pytest.fixture(scope="module")
def grids(path) -> list[list[list[str]]]:
    """The cells of every row of every table."""
    return [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in docx.Document(path).tables]


@pytest.fixture(scope="module")
def rows(grids) -> list[list[str]]:
    return [row for grid in grids for row in grid]


@pytest.fixture(scope="module")
def cards(grids, report) -> dict[str, dict[str, str]]:
    """What stands beside each label, by need: the cards come in the order of the needs."""
    label = read_words(report.language).card_what
    found = [{row[0]: row[1] for row in grid} for grid in grids if grid[0][0] == label]
    return {need.need_id: card for need, card in zip(report.needs, found, strict=True)}


@pytest.fixture(scope="module")
def paragraphs(path) -> list[str]:
    return [plain(paragraph.text) for paragraph in docx.Document(path).paragraphs]


def plain(text: str) -> str:
    """Without what is not seen (control characters, halves of a sign, marks of direction), spaces as one."""
    spaced = re.sub(r"[\s\x85]+", " ", re.sub(r"[\u202a-\u202e\u2066-\u2069]", "", text))
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def count(n: int, report: Report) -> str:
    """A number as the language groups it, the hard space as a space."""
    return f"{n:,}".replace(",", "," if report.language == "en" else " ")


def is_in(text: str, found: list[str]) -> bool:
    return any(plain(text) in each for each in found)


# --- nothing is lost on the way to the document ----------------------------------------------------------


def test_every_need_is_there_with_its_numbers_and_what_is_known_of_it(cards, paragraphs, report) -> None:
    words = read_words(report.language)
    for need in report.needs:
        assert plain(f"{need.need_id} {need.title}") in paragraphs
        told = " ".join(cards[need.need_id].values())
        numbers = {need.n_persons: words.person, need.n_statements: words.statement, need.n_notes: words.note}
        assert all((one if n == 1 else f"{count(n, report)} {many}") in told for n, (one, many) in numbers.items() if n)
        known = (need.sentence, need.grade, need.tested, need.handlingsrom, need.lever, need.service, need.paadriver)
        assert [text for text in known if plain(text) not in told] == []
        assert cards[need.need_id][words.card_who].casefold().startswith(need.who.casefold().replace("; ", ", "))
        assert need.stability.casefold() in told.casefold()


def test_every_statement_is_there_in_full_with_its_kind_and_its_number_in_the_workbook(rows, report) -> None:
    said = [(voice.kind, plain(voice.text), voice.behov_id) for voice in report.voices if voice.behov_id]
    annex = [tuple(row[1:]) for row in rows if len(row) == 4 and "#" in row[3]]
    assert sorted(annex) == sorted(said)


def test_every_quote_and_opposing_voice_is_in_the_annex_and_the_first_ones_on_the_card(rows, cards, report) -> None:
    texts = {row[3]: row[2] for row in rows if len(row) == 4}
    shown = [(quote.need_id, quote.quote, quote.behov_id) for quote in report.quotes]
    shown += [(pair.need_id, pair.for_quote, pair.for_id) for pair in report.oppositions]
    shown += [(pair.need_id, pair.against_quote, pair.against_id) for pair in report.oppositions]
    on_cards = 0
    for need_id, quote, behov_id in shown:
        is_on_card = is_in(quote, list(cards[need_id].values()))
        on_cards += is_on_card
        inner = plain(quote)[1:-1].removesuffix("[…]").strip()
        assert behov_id in texts
        assert is_on_card or any(inner in text for text in texts.values())
    assert on_cards >= len(report.needs) + 2 * len(report.oppositions) - 1


def test_every_group_and_every_number_of_the_tables_is_there(rows, report) -> None:
    for row in report.heard:
        n = ":" if row.n_persons is None else count(row.n_persons, report) if row.n_persons else "-"
        population = "" if row.population is None else count(row.population, report)
        found = [each for each in rows if each[:2] == [row.background, plain(row.name)]]
        assert [n, population, plain(row.told)] in [[each[2], each[4], each[6]] for each in found if len(each) == 7]
    for group in report.groups:
        n = ":" if group.n_persons is None else count(group.n_persons, report) if group.n_persons else "-"
        known = {row.background for row in report.heard}
        found = [each[2] for each in rows if len(each) == 4 and each[:2] == [group.background, plain(group.name)]]
        assert group.background in known or found == [n]
    for table in report.needs_by_group:
        for place, name in enumerate(table.names):
            counts = [need.counts[place] for need in table.rows]
            told = [":" if n is None else count(n, report) if n else "-" for n in counts]
            mine = [each[1:] for each in rows if each[0] == plain(name or read_words(report.language).not_given)]
            assert any(told[: len(each)] == each for each in mine)
            assert any(told[-len(each) :] == each for each in mine)


def test_every_need_has_its_number_of_solutions_and_that_none_is_assessed(rows, cards, report) -> None:
    words = read_words(report.language)
    for need in report.needs:
        n = sum(solution.need_id == need.need_id for solution in report.solutions)
        (found,) = [row[1] for row in rows if len(row) == 3 and row[0].startswith(f"{need.need_id} ")]
        assert found == count(n, report)
        told = cards[need.need_id][words.card_tested]
        assert (count(n, report) in told) if n else (words.card_no_solutions in told)


def test_the_accounts_the_files_and_the_front_are_there(rows, paragraphs, report) -> None:
    for step in report.accounts:
        assert [plain(step.step), plain(step.what), count(step.n, report)] in rows
    for file in report.files:
        assert any(row[:2] == [file.source, count(file.n_rows, report)] for row in rows)
    for name, value in report.settings:
        assert [plain(name), plain(value)] in rows
    for line in (*report.summary, *report.unknown, *report.warnings):
        assert plain(line) in paragraphs


# --- LibreOffice reads it without loss, and counts its pages ----------------------------------------------


def describe(path: Path) -> dict[str, object]:
    document = docx.Document(path)
    return {
        "tables": [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables],
        "headings": [(p.style.name, plain(p.text)) for p in document.paragraphs if p.style.name.startswith("Heading")],
        "texts": [text for each in list_texts(document) if (text := plain(each))],
        "pictures": len(document.inline_shapes),
        "title": document.core_properties.title,
    }


@pytest.mark.slow
@needs_office
def test_libreoffice_writes_the_same_document_again(path, tmp_path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "ut"]
    subprocess.run([*command, path], check=True, capture_output=True, timeout=180)
    assert describe(tmp_path / "ut" / path.name) == describe(path)


def read_pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def find_pages(pages: list[str], heading: str) -> list[int]:
    """The pages a line with this heading alone stands on, counted from 1."""
    return [n for n, page in enumerate(pages, start=1) if heading in map(str.strip, page.splitlines())]


def lay_out(report: Report, folder: Path) -> list[str]:
    write_word(report, folder / "rapport.docx")
    pdf = save_pdf(folder / "rapport.docx")
    assert pdf is not None
    return read_pages(pdf)


def check_front(report: Report, pages: list[str]) -> None:
    words = read_words(report.language)
    assert find_pages(pages, words.word_contents) == [2]
    for heading in (words.word_asked, words.in_short, words.front_heard, words.front_findings, words.front_counted):
        assert find_pages(pages, heading) == [1]
    assert find_pages(pages, words.not_known)[0] == 1


def check_length(report: Report, pages: list[str]) -> None:
    words = read_words(report.language)
    annex = words.word_annex.format(letter="A", title=words.word_annexes["statements"])
    assert find_pages(pages, annex)[-1] - 1 <= 8


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_has_its_front_on_one_page_and_its_main_part_on_eight(demo, tables, language, tmp_path) -> None:
    report = make_demo_report(demo, tables, language)
    pages = lay_out(report, tmp_path)
    check_front(report, pages)
    check_length(report, pages)


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("n", [2, 7, 10, 15])
def test_the_main_part_is_at_most_eight_pages(tables, tmp_path, n: int) -> None:
    report = make_many(make_report(tables), n)
    pages = lay_out(report, tmp_path)
    check_front(report, pages)
    check_length(report, pages)


@pytest.mark.slow
@needs_office
def test_a_front_that_is_too_long_still_has_one_page(tables, tmp_path) -> None:
    long = " ".join(["Foreldre langs fylkesveien trenger en trygg vei til skolen."] * 5)
    lines = dict.fromkeys(("unknown", "disagreements", "differences", "surprises", "highlights"), (long,) * 9)
    report = replace(make_many(make_report(tables), 7), title=long[:120], **lines)
    check_front(report, lay_out(report, tmp_path))


@pytest.mark.slow
@needs_office
def test_no_heading_stands_alone_at_the_foot_of_a_page(demo, tables, tmp_path) -> None:
    report = make_demo_report(demo, tables, "nb")
    pages = lay_out(report, tmp_path)
    document = docx.Document(str(tmp_path / "rapport.docx"))
    alone = {plain(p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Caption", "caption"))}
    feet = [[line for line in map(plain, page.splitlines()) if line][-2:-1] for page in pages]
    assert not [foot for foot in feet if foot and foot[0] in alone]
