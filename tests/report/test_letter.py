from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from insight.errors import InsightError
from insight.report import Report
from insight.report.document.letter import Answer, list_blocks, write_letter_html, write_letter_word
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report

ANSWERS = {"B-001": Answer(happens=f"Vi henger opp lys. {HOSTILE[0]}", cannot="Fylkesveien er ikke vår.")}


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tables) -> Report:
    return make_report(tables, request.param)


@pytest.fixture(scope="module")
def page(report, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("brev") / "brev.html"
    write_letter_html(report, path, ANSWERS)
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
    assert {tag for tag, _ in tags} <= set(
        ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "blockquote", "mark"]
    )
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
    write_letter_word(report, tmp_path / "brev.docx", ANSWERS)
    written = [p.text for p in docx.Document(str(tmp_path / "brev.docx")).paragraphs]
    main = page[page.index("<main>") :]
    shown = [text for text in Reader(main).texts if text.strip()]
    assert shown == written
    assert written[0] == read_words(report.language).letter_title


def test_every_need_is_there_with_its_name_and_one_quote(report) -> None:
    blocks = list_blocks(report, read_words(report.language), {})
    assert [block.text for block in blocks if block.kind == "need"] == [
        f"{need.need_id} {need.title}" for need in report.needs
    ]
    quotes = [block.text for block in blocks if block.kind == "quote"]
    assert len(quotes) == 2
    assert all(any(quote.quote in said for quote in report.quotes) for said in quotes)


def test_nothing_is_promised_on_the_behalf_of_the_municipality(report) -> None:
    words = read_words(report.language)
    blocks = list_blocks(report, words, {})
    fills = [block.text for block in blocks if block.kind == "fill"]
    for need in report.needs:
        name = f"{need.need_id} {need.title}"
        assert words.letter_next_fill.format(need=name) in fills
        assert words.letter_not_fill.format(need=name) in fills
    assert all(text.startswith("[") and text.endswith("]") for text in fills)


def test_what_the_municipality_says_stands_in_place_of_the_mark(report) -> None:
    words = read_words(report.language)
    blocks = list_blocks(report, words, ANSWERS)
    first = [block for block in blocks if report.needs[0].title in block.text and block.kind == "fill"]
    assert first == []
    assert f"{words.letter_not} Fylkesveien er ikke vår." in [block.text for block in blocks]


def test_a_sentence_nobody_has_approved_is_called_a_proposal(report) -> None:
    words = read_words(report.language)
    need = report.needs[0]
    proposed = words.letter_proposed.format(sentence=need.sentence)
    assert proposed in [block.text for block in list_blocks(report, words, {})]
    approved = replace(report, needs=(replace(need, sentence_by="menneske"), *report.needs[1:]))
    assert need.sentence in [block.text for block in list_blocks(approved, words, {})]


def test_the_same_report_gives_the_same_bytes(report, tmp_path) -> None:
    for name in ("a", "b"):
        write_letter_word(report, tmp_path / f"{name}.docx", ANSWERS)
        write_letter_html(report, tmp_path / f"{name}.html", ANSWERS)
    for end in ("docx", "html"):
        assert (tmp_path / f"a.{end}").read_bytes() == (tmp_path / f"b.{end}").read_bytes()


@pytest.mark.parametrize("write", [write_letter_word, write_letter_html])
def test_a_file_that_cannot_be_written_is_told_of(report, tmp_path, write) -> None:
    with pytest.raises(InsightError, match="får ikke skrevet filen"):
        write(report, Path(tmp_path) / "finnes-ikke" / "brev")
