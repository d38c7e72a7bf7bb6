"""Half a page for the case to the council."""

from __future__ import annotations

import re
from dataclasses import replace

import docx
import pytest

from insight.report import Report
from insight.report.document.case_text import MOST_LETTERS, say_case, write_case_text
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import make_report


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tables) -> Report:
    return make_report(tables, request.param)


def test_the_text_for_the_case_is_short_and_says_the_needs_in_order(report) -> None:
    said = say_case(report)
    assert sum(map(len, said)) <= MOST_LETTERS
    numbers = [text[:5] for text in said if re.match(r"B-\d{3}", text)]
    assert numbers == sorted(need.need_id for need in report.needs)[:3]
    assert not re.search(r"\b(du|dere|de?g|dykk|you|your|f\.eks|mv|ifm|jf|e\.g)\b", " ".join(said), re.IGNORECASE)


def test_the_text_for_the_case_tells_who_was_not_heard_and_whose_the_names_are(report) -> None:
    words = read_words(report.language)
    said = " ".join(say_case(report))
    assert words.front_heard_lines["unheard"].split("{")[0] in said
    assert report.summary[-1] in said
    assert words.word_case_names in said
    by_people = tuple(replace(need, titled_by=words.say("menneske")) for need in report.needs)
    assert words.word_case_names not in " ".join(say_case(replace(report, needs=by_people)))


def test_the_text_for_the_case_can_be_pasted(report, tmp_path) -> None:
    asked = replace(report, case_text=())
    write_case_text(asked, tmp_path / "sak.docx")
    document = docx.Document(str(tmp_path / "sak.docx"))
    styles = {p.style.name for p in document.paragraphs if p.text.startswith("B-")}
    assert styles == {"List Bullet"}
    assert [p.text for p in document.paragraphs][1:] == [re.sub(r"\t", " ", text) for text in say_case(asked)]
    write_case_text(asked, tmp_path / "igjen.docx")
    assert (tmp_path / "sak.docx").read_bytes() == (tmp_path / "igjen.docx").read_bytes()


def test_the_text_for_the_case_uses_what_the_report_says_when_it_does(report, tmp_path) -> None:
    write_case_text(report, tmp_path / "sak.docx")
    assert docx.Document(str(tmp_path / "sak.docx")).paragraphs[1].text == report.case_text[0]
