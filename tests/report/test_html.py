"""The page for the browser holds the whole report, safely, and is whole without anything beside it."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest

from insight.errors import InsightError
from insight.report import compose
from insight.report.front import list_front
from insight.report.shapes import Heard
from insight.report.web.charts import draw_pairs, find_end, shade
from insight.report.web.page import MOST_QUESTIONS, MOST_VOICES, render_html, write_html
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report


@pytest.fixture(scope="module")
def report(tables):
    return make_report(tables)


@pytest.fixture(scope="module")
def page(report):
    return lxml.html.document_fromstring(render_html(report))


@pytest.fixture(scope="module")
def pages(tables):
    return {
        language: lxml.html.document_fromstring(render_html(make_report(tables, language))) for language in LANGUAGES
    }


def tell(element) -> str:
    return " ".join(element.text_content().split())


def find_card(page, need_id):
    return page.get_element_by_id(need_id)


def test_the_parts_come_in_the_order_a_reader_needs_them(page) -> None:
    ids = [each.get("id") for each in page.iter("section")]
    wanted = ["short", "warnings", "heard", "needs", "cards", "disagreement", "solutions", "next", "case", "method"]
    assert ids == wanted
    about = tell(page.find(".//header"))
    for text in ("Hva trengs?", "Fjordvik kommune", "12. mai 2026", "Kari Eksempelsen", "0.1.0"):
        assert text in about


def test_every_line_of_the_report_is_on_the_page(report, page) -> None:
    text = tell(page.body)
    for lines in (report.summary, report.highlights, report.unknown, report.warnings, report.group_notes):
        for line in lines:
            assert " ".join(line.split()) in text
    for lines in (report.method, report.differences, report.disagreements, report.questions, report.case_text):
        for line in lines:
            assert " ".join(line.split()) in text


def test_every_statement_stands_under_its_need_in_the_words_people_used(report, page) -> None:
    solutions = {solution.behov_id for solution in report.solutions}
    for need in report.needs:
        own = [v for v in report.voices if v.need_id == need.need_id and v.behov_id not in solutions]
        listed = find_card(page, need.need_id).find_class("voices")[0].findall(".//li")
        assert len(listed) == len(own) == need.n_statements
    shown = {each.get("id"): each.findtext("bdi") for each in page.iter("li") if each.get("id")}
    for n, text in enumerate(HOSTILE):
        if n not in (5, 6):
            assert shown[f"u-fiendtlig{n}-1"] == text
    assert shown["u-fiendtlig5-1"] == "bjelle og null og halv "
    assert "snudd tekst" in shown["u-fiendtlig6-1"]


def test_beside_a_statement_stands_only_what_is_known_of_it(report) -> None:
    unplaced = replace(report.voices[0], service="ikke plassert", place="ikke plassert", concerns="eldre")
    page = lxml.html.document_fromstring(render_html(replace(report, voices=(unplaced,))))
    (listed,) = find_card(page, unplaced.need_id).find_class("voices")[0].iter("li")
    assert tell(listed.find("small")) == f"eldre · {unplaced.behov_id}"
    assert listed.get("data-place") == "ikke plassert"


def test_a_card_answers_the_four_questions_and_says_who_worded_the_need(page) -> None:
    first, second = tell(find_card(page, "B-001")), tell(find_card(page, "B-002"))
    words = read_words("nb")
    for heading in (words.card_what, words.card_who, words.card_grade, words.card_tested):
        assert heading in first and heading in second
    assert words.card_sentence_proposed in first
    assert words.card_no_sentence in second
    assert words.next_questions["who"] in first
    assert words.stamp_solid in first
    assert words.stamp_unsure in second
    assert "fra Forelder" in first


def test_quotes_and_solutions_lead_to_the_statements(page) -> None:
    card = find_card(page, "B-001")
    links = [each.get("href") for each in card.find_class("to")]
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    assert len(links) >= 5
    assert all(link.removeprefix("#") in ids for link in links)


def test_every_link_stays_on_the_page_and_every_id_is_its_own(pages) -> None:
    for page in pages.values():
        ids = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        for each in page.iter("a"):
            assert each.get("href").startswith("#") and each.get("href")[1:] in ids
        for name in ("aria-labelledby", "aria-describedby", "for"):
            named = [each.get(name) for each in page.iter() if each.get(name)]
            assert {one for names in named for one in names.split()} <= set(ids)


def test_nothing_people_wrote_becomes_markup(report, page) -> None:
    html = render_html(report)
    assert html.count("<script") == html.count("</script") == 1
    assert html.count("<style") == 1
    assert len(page.findall(".//h1")) == 1
    for name in ("img", "iframe", "object", "embed", "form", "link", "base", "b"):
        assert page.find(f".//{name}") is None
    for each in page.iter():
        assert not [name for name in each.attrib if name.startswith("on") or name in ("style", "src")]
    assert "\x00" not in html and "\x07" not in html and "\u202e" not in html


def test_only_the_pages_own_script_and_style_may_run(report, page) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("style", "script"):
        content = page.find(f".//{name}").text
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    style, script = page.find(".//style").text, page.find(".//script").text
    assert not re.search(r"https?:|url\(|@import|@font-face", style + script)
    assert not re.search(r"eval\(|innerHTML|document\.write", script)


def test_headings_come_in_order_and_the_language_is_told(pages) -> None:
    for language, page in pages.items():
        assert page.get("lang") == language
        levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_text_of_another_language_is_on_the_page(pages) -> None:
    for language, page in pages.items():
        text = tell(page.body)
        for other in set(LANGUAGES) - {language}:
            for name in ("html_search_about", "html_unchanged", "html_map_about", "card_no_sentence", "html_skip"):
                told, foreign = getattr(read_words(language), name), getattr(read_words(other), name)
                assert told in text
                assert foreign == told or foreign not in text


def test_peoples_words_are_marked_norwegian_where_the_page_is_not(pages) -> None:
    for language, page in pages.items():
        words = [each.find("bdi") for each in page.iter("li") if (each.get("id") or "").startswith("u-")]
        words += list(page.iter("blockquote"))
        assert len(words) > 20
        assert {each.get("lang") for each in words} == ({"no"} if language == "en" else {None})


def test_every_line_of_the_front_stands_first(report, page) -> None:
    front = page.get_element_by_id("short")
    headings = [tell(each) for each in front.iter("h2", "h3")]
    assert headings == [" ".join(section.heading.split()) for section in list_front(report)]
    for section in list_front(report):
        for line in (*section.lines, section.note):
            assert " ".join(line.split()) in tell(front)
    links = [each.get("href") for each in front.iter("a")]
    assert links == [f"#{line.split(' ')[0]}" for line in report.highlights]


def test_every_chart_is_also_a_table(report, page) -> None:
    charts = page.xpath("//figure/*[name()='svg'][@role='img']")
    assert len(charts) == 3
    for chart in charts:
        rows = [[tell(cell) for cell in row] for row in chart.getparent().getnext().iter("tr")]
        cells = {cell for row in rows[1:] for cell in row}
        numbers = [each for each in chart.iter("text") if each.get("class") in ("number", "axis")]
        assert {tell(each) for each in numbers if each.get("text-anchor") != "middle"} <= cells
        described = chart.findtext("desc")
        assert described and len(rows) > 1


def test_many_questions_stand_behind_a_click_and_none_is_lost(report) -> None:
    asked = tuple(f"B-001: Spørsmål {n}?" for n in range(35))
    part = lxml.html.document_fromstring(render_html(replace(report, questions=asked))).get_element_by_id("next")
    assert [tell(each) for each in part.iter("li")] == list(asked)
    assert len(part.findall("ul/li")) == MOST_QUESTIONS
    assert tell(part.find("details/summary")) == read_words("nb").html_more.format(count=25)


def find_colors(style: str, begins: str) -> dict[str, str]:
    block = style.partition(begins)[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6})", block))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, the definition of contrast ratio."""
    light = []
    for color in (one, other):
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


def test_charts_and_tables_can_be_told_from_the_paper_in_both_schemes(page) -> None:
    """3:1 for marks (WCAG 2.1, 1.4.11), 4.5:1 for text and for the numbers on every shade (1.4.3)."""
    style = page.find(".//style").text
    light = find_colors(style, ":root")
    dark = light | find_colors(style, "prefers-color-scheme: dark")
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for colors in (light, dark):
        assert contrast(colors["bar"], colors["paper"]) >= 3
        assert contrast(colors["warn-edge"], colors["paper"]) >= 3
        for name in ("text", "quiet", "ink", "link"):
            assert all(contrast(colors[name], colors[ground]) >= 4.5 for ground in ("paper", "ground", "warn"))
        for level in range(1, 5):
            assert contrast(colors["shade-text"], colors[f"shade-{level}"]) >= 4.5


def test_hidden_numbers_are_told_as_hidden(report, page) -> None:
    rows = [[tell(cell) for cell in row] for row in page.get_element_by_id("heard").iter("tr")]
    hidden = next(row for row in rows if row[1] == "13-17")
    assert hidden[2:4] == [":skjult tall"] * 2
    shown = sum(n is not None for table in report.needs_by_group for row in table.rows for n in row.counts)
    cells = page.xpath("//table[@class='heat']//td")
    n_cells = sum(len(row.counts) for table in report.needs_by_group for row in table.rows)
    assert len([cell for cell in cells if "hidden-number" in cell.get("class")]) == n_cells - shown


def test_the_number_of_an_unheard_group_is_none_and_not_hidden(page) -> None:
    rows = [[tell(cell) for cell in row] for row in page.get_element_by_id("heard").iter("tr")]
    assert next(row for row in rows if row[0] == "Krets")[2] == "0"


def test_without_a_population_the_groups_are_told(report) -> None:
    page = lxml.html.document_fromstring(render_html(replace(report, heard=(), heard_notes=())))
    text = tell(page.get_element_by_id("heard"))
    for group in report.groups:
        assert group.name in text


def test_the_accounts_and_settings_are_told(report, page) -> None:
    rows = [[tell(cell) for cell in row] for row in page.get_element_by_id("method").iter("tr")]
    for step in report.accounts:
        assert [step.step, step.what, str(step.n)] in rows
    assert ["Antall temaer", " ".join(HOSTILE[1].split())] in rows


def test_what_can_be_chosen_comes_from_the_statements_alone(report, page) -> None:
    chosen = {each.get("name"): [option.get("value") for option in each.iter("option")] for each in page.iter("select")}
    assert chosen["concerns"] == ["", "barn", "eldre", "foreldre"]
    assert chosen["place"] == ["", "Solsida", f"Øya {HOSTILE[1]}", "Ås"]
    backgrounds = {group.name for group in report.groups}
    assert not backgrounds & set(chosen["concerns"] + chosen["service"])
    assert page.get_element_by_id("find").get("hidden") is not None


def test_of_very_many_statements_those_nearest_the_middle_are_listed(report) -> None:
    voices = [
        replace(report.voices[0], behov_id=f"mange{n}#1", need_id="B-002", closeness=0.6 + n / 5000, place=f"Sted {n}")
        for n in range(500)
    ]
    crowded = replace(report, voices=(*report.voices, *voices))
    page = lxml.html.document_fromstring(render_html(crowded))
    card = find_card(page, "B-002")
    ids = [each.get("id") for each in card.iter("li") if (each.get("id") or "").startswith("u-")]
    assert len(ids) == MOST_VOICES
    assert "u-mange499-1" in ids and "u-mange0-1" not in ids
    quoted = [f"u-{quote.behov_id.replace('#', '-')}" for quote in report.quotes if quote.need_id == "B-002"]
    assert set(quoted) <= set(ids)
    told = re.findall(r"\d+", tell(card.find_class("voices")[0].find("summary")))
    assert told == ["508"]
    assert "200" in tell(card.find_class("voices")[0].find("p"))
    assert "Sted 0" in card.get("data-rest")


def test_without_needs_the_page_says_so(ungathered) -> None:
    bare = compose(ungathered.innspill, ungathered.behov, ungathered.stor_b)
    page = lxml.html.document_fromstring(render_html(bare))
    assert read_words("nb").too_few in tell(page.get_element_by_id("needs"))
    assert "cards" not in {each.get("id") for each in page.iter("section")}
    assert len(page.get_element_by_id("solutions").findall(".//li")) == 2


def test_an_empty_report_is_also_a_page(ungathered) -> None:
    nothing = compose(ungathered.innspill.head(0), ungathered.behov.head(0), ungathered.stor_b)
    page = lxml.html.document_fromstring(render_html(nothing))
    assert "Ingen har svart ennå." in tell(page.body)
    assert read_words("nb").card_no_solutions in tell(page.body)


def test_the_same_report_gives_the_same_bytes(report, tables, tmp_path) -> None:
    write_html(report, tmp_path / "en.html")
    write_html(make_report(tables), str(tmp_path / "to.html"))
    assert (tmp_path / "en.html").read_bytes() == (tmp_path / "to.html").read_bytes()
    assert b"\r" not in (tmp_path / "en.html").read_bytes()


def test_a_file_that_cannot_be_written_is_told(report, tmp_path) -> None:
    with pytest.raises(InsightError, match=r"rapport\.html: kan ikke skrives"):
        write_html(report, tmp_path / "mangler" / "rapport.html")


def test_a_picture_has_no_place_for_a_hidden_number(report) -> None:
    pairs = draw_pairs(report.heard)
    assert [pair.group.name for pair in pairs] == ["18-29", HOSTILE[2]]
    assert find_end(report.heard) == 0.6
    assert find_end((Heard("Alder", "x", 20, 1.0, 20, 1.0, "as", ""),)) == 1
    for table in report.needs_by_group:
        for row, shades in zip(table.rows, shade(table), strict=True):
            assert all(level == 0 for n, level in zip(row.counts, shades, strict=True) if not n)
            assert all(1 <= level <= 4 for n, level in zip(row.counts, shades, strict=True) if n)


@pytest.mark.slow
def test_twenty_thousand_statements_take_a_few_seconds(report, tmp_path) -> None:
    needs = tuple(replace(report.needs[1], need_id=f"B-{n:03}", title=f"Behov {n}") for n in range(1, 41))
    voices = tuple(
        replace(report.voices[0], behov_id=f"svar{n}#1", need_id=f"B-{n % 40 + 1:03}", closeness=n % 97 / 100)
        for n in range(20_000)
    )
    solutions = tuple(
        replace(report.solutions[0], behov_id=f"l{n}#1", need_id=f"B-{n % 40 + 1:03}") for n in range(7_000)
    )
    began = time.perf_counter()
    write_html(replace(report, needs=needs, voices=voices, solutions=solutions), tmp_path / "stor.html")
    assert time.perf_counter() - began < 5
    assert (tmp_path / "stor.html").stat().st_size < 10_000_000
