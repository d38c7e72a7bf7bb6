from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from insight.errors import InsightError
from insight.report import Report
from insight.report.document.letter import list_blocks, write_letter_html, write_letter_word
from insight.report.document.pdf import PROGRAMS, save_pdf
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report

DECIDED = {
    "B-001": {"skjer_videre": f"Vi henger opp lys. {HOSTILE[0]}", "kan_ikke": "Fylkesveien er ikke vår."},
}


@pytest.fixture(scope="module", params=LANGUAGES)
def undecided(request, tables) -> Report:
    """The first need has the tool's name and sentence, the second a person's name."""
    return make_report(tables, request.param)


@pytest.fixture(scope="module")
def report(undecided) -> Report:
    return replace(undecided, decided=DECIDED)


def list_all(report: Report):
    return list_blocks(report, read_words(report.language))


@pytest.fixture(scope="module")
def page(report, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("brev") / "brev.html"
    write_letter_html(report, path)
    return path.read_text(encoding="utf-8")


class Reader(HTMLParser):
    """The tags with their attributes, and the texts, as a browser takes them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.texts.append(data)


def test_the_page_runs_nothing_and_fetches_nothing(page) -> None:
    tags = Reader(page).tags
    known = "html head meta title style body main h1 h2 h3 p blockquote mark strong"
    assert {tag for tag, _ in tags} <= set(known.split(" "))
    assert not [attrs for _, attrs in tags if {"src", "href", "style", "onclick", "onerror"} & set(attrs)]


def test_the_policy_allows_the_style_alone(page) -> None:
    (policy,) = [attrs["content"] for tag, attrs in Reader(page).tags if "http-equiv" in attrs]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    sign = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{sign}'")
    assert "unsafe" not in policy


def test_the_page_tells_its_language_and_has_headings_in_order(page, report) -> None:
    tags = Reader(page).tags
    assert tags[0] == ("html", {"lang": {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[report.language]})
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_was_written_is_text(page) -> None:
    assert "<script>" not in page
    assert "<script>window.hacked = 1</script>" in "".join(Reader(page).texts)


def test_both_letters_say_the_same(report, page, tmp_path) -> None:
    write_letter_word(report, tmp_path / "brev.docx")
    written = [p.text for p in docx.Document(str(tmp_path / "brev.docx")).paragraphs]
    main = page[page.index("<main>") + 6 : page.index("</main>")].strip()
    assert ["".join(Reader(line).texts) for line in main.split("\n")] == written
    assert written[0] == read_words(report.language).letter_title


def test_a_need_a_person_has_named_is_called_so_and_one_of_them_is_quoted(report) -> None:
    need = report.needs[1]
    blocks = list_all(report)
    at = [block.text for block in blocks].index(f"{need.title} ({need.need_id})")
    assert blocks[at].kind == "need"
    assert blocks[at + 1].kind == "quote"
    (first, *_) = [quote.quote for quote in report.quotes if quote.need_id == need.need_id]
    assert first in blocks[at + 1].text


def test_a_name_the_tool_proposes_gives_way_to_their_own_words(report, page) -> None:
    need = report.needs[0]
    (first, *_) = [quote.quote for quote in report.quotes if quote.need_id == need.need_id]
    assert next(block.text for block in list_all(report) if block.kind == "need") == f"{first} ({need.need_id})"
    assert "Lys på skoleveien" not in page
    assert need.sentence not in page


def test_a_need_without_words_that_may_be_shown_has_its_number_and_no_words(report) -> None:
    silent = replace(report, quotes=())
    words = read_words(report.language)
    blocks = list_blocks(silent, words)
    assert f"{words.letter_unquoted} (B-001)" in [block.text for block in blocks if block.kind == "need"]
    assert not [block for block in blocks if block.kind == "quote"]


def test_a_sentence_is_there_when_a_person_has_written_it(report) -> None:
    need = report.needs[0]
    by_person = read_words(report.language).say("menneske")
    approved = replace(report, needs=(replace(need, sentence_by=by_person), *report.needs[1:]))
    assert need.sentence in [block.text for block in list_all(approved)]
    assert need.sentence not in [block.text for block in list_all(report)]


def test_nothing_is_promised_on_the_behalf_of_the_municipality(undecided) -> None:
    """One place to fill in for each need, and nowhere an answer."""
    blocks = list_all(undecided)
    fills = [block.text for block in blocks if block.kind == "fill"]
    for need in undecided.needs:
        assert len([text for text in fills if need.need_id in text]) == 1
    assert all(text.startswith("[") and text.endswith("]") for text in fills)
    assert not [block for block in blocks if block.label]


@pytest.mark.parametrize("told", [{"skjer_videre": "Vi måler farten."}, {"kan_ikke": "Veien er ikke vår."}])
def test_what_the_municipality_says_stands_in_place_of_the_mark(undecided, told) -> None:
    blocks = list_all(replace(undecided, decided={"B-001": {"skjer_videre": "", "kan_ikke": "", **told}}))
    assert [block.text for block in blocks if block.label] == list(told.values())
    assert not [block for block in blocks if block.kind == "fill" and "B-001" in block.text]
    assert [block for block in blocks if block.kind == "fill" and "B-002" in block.text]


def test_both_answers_stand_under_their_question(report, page) -> None:
    words = read_words(report.language)
    said = [(block.label, block.text) for block in list_all(report) if block.label]
    assert said == [
        (words.letter_next, DECIDED["B-001"]["skjer_videre"]),
        (words.letter_not, DECIDED["B-001"]["kan_ikke"]),
    ]
    assert f"<p><strong>{words.letter_not}</strong> Fylkesveien er ikke vår.</p>" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_what_staff_typed_is_text_on_one_line_and_cut_where_it_is_too_long(undecided, tmp_path, text) -> None:
    report = replace(undecided, decided={"B-002": {"skjer_videre": text, "kan_ikke": f"To\nlinjer\tog {text}"}})
    write_letter_word(report, tmp_path / "brev.docx")
    write_letter_html(report, tmp_path / "brev.html")
    written = [p.text for p in docx.Document(str(tmp_path / "brev.docx")).paragraphs]
    assert any(text[:20].partition("\x07")[0].partition("\u202e")[0] in line for line in written)
    assert max(map(len, written)) < 2100 and not any("\n" in line or "\x07" in line for line in written)
    tags = {tag for tag, _ in Reader((tmp_path / "brev.html").read_text(encoding="utf-8")).tags}
    assert not tags & {"script", "img", "ul"}


def test_the_same_report_gives_the_same_bytes(report, tmp_path) -> None:
    for name in ("a", "b"):
        write_letter_word(report, tmp_path / f"{name}.docx")
        write_letter_html(report, tmp_path / f"{name}.html")
    for end in ("docx", "html"):
        assert (tmp_path / f"a.{end}").read_bytes() == (tmp_path / f"b.{end}").read_bytes()


def make_seven(report: Report) -> Report:
    """Seven needs with a name and a sentence by people, a quote of thirty words each, and answers of usual length."""
    by_person = read_words(report.language).say("menneske")
    named = {"title": "Trygt hjem etter trening", "titled_by": by_person, "sentence_by": by_person}
    sentence = "Barn trenger å kunne gå hjem fra trening i mørket uten å være redde"
    needs = [replace(report.needs[0], need_id=f"B-{n:03}", sentence=sentence, **named) for n in range(1, 8)]
    quotes = [replace(report.quotes[0], need_id=need.need_id, quote=f"«{'ord og så ' * 10}»") for need in needs]
    happens = "Vi går veien sammen med skolen i oktober og setter opp lys der det er mørkest. "
    said = {"skjer_videre": happens * 2, "kan_ikke": "Fylket eier veien, og vi kan ikke senke farten alene."}
    return replace(report, needs=tuple(needs), quotes=tuple(quotes), decided={need.need_id: said for need in needs})


@pytest.mark.slow
def test_seven_needs_with_answers_are_at_most_two_pages(undecided, tmp_path) -> None:
    if not any(map(shutil.which, PROGRAMS)) or not shutil.which("pdfinfo"):
        pytest.skip("LibreOffice og pdfinfo trengs for å telle sider")
    write_letter_word(make_seven(undecided), tmp_path / "brev.docx")
    told = subprocess.run(["pdfinfo", save_pdf(tmp_path / "brev.docx")], capture_output=True, text=True, check=True)
    assert int(re.search(r"Pages:\s+(\d+)", told.stdout)[1]) <= 2


@pytest.mark.parametrize("write", [write_letter_word, write_letter_html])
def test_a_file_that_cannot_be_written_is_told_of(report, tmp_path, write) -> None:
    with pytest.raises(InsightError, match="får ikke skrevet filen"):
        write(report, Path(tmp_path) / "finnes-ikke" / "brev")
