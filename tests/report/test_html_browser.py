"""The page as a reader meets it: in a browser, by keyboard, without its script, on a phone and on paper.

Needs the `dev` extra (playwright, axe-playwright-python) and a Chromium of the system's own; nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from insight.report import compose
from insight.report.web.page import render_html, write_html
from insight.report.words import read_words
from tests.report.full_report import HOSTILE, make_report

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason=f"no browser on PATH: looked for {', '.join(NAMES)}"),
]
AT = """() => {
    const at = document.activeElement;
    return at === document.body ? "" : at.id ? "#" + at.id : at.className ? "." + at.className : at.tagName;
}"""
LISTEN = (
    "window.stopped = []; addEventListener('securitypolicyviolation', (e) => window.stopped.push(e.violatedDirective))"
)


@pytest.fixture(scope="module")
def report(tables):
    return make_report(tables)


@pytest.fixture(scope="module")
def files(report, tables, ungathered, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sider")
    bare = compose(ungathered.innspill, ungathered.behov, ungathered.stor_b)
    reports = {"nb": report, "nn": make_report(tables, "nn"), "en": make_report(tables, "en"), "bare": bare}
    for name, each in reports.items():
        write_html(each, folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in reports}


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        unboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=unboxed)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, files):
    """Open a page by name; at the end nothing may have been fetched, said in the console or stopped by its policy."""
    opened = []

    def open_page(name="nb", hash="", *, width=1280, height=900, check=True, file=None, **context):
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()
        fetched, said = [], []
        page.on("request", lambda request: fetched.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.add_init_script(LISTEN)
        address = (file or files[name]).as_uri()
        page.goto(address + hash)
        opened.append((page, address, fetched, said, check))
        return page

    yield open_page
    for page, address, fetched, said, check in opened:
        if check:
            assert {url.split("#")[0] for url in fetched} == {address}
            assert said == []
            assert page.context.pages == [page]
            assert page.evaluate("window.hacked") is None
        page.context.close()


def shown_cards(page) -> list[str]:
    return page.eval_on_selector_all(".card", "cards => cards.filter(c => !c.hidden).map(c => c.id)")


def open_all(page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")


def find_faults(page) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


# --- for everybody ---------------------------------------------------------------------------------------


VIEWS = {
    "320 px": {"width": 320, "height": 700},
    "200 %": {"width": 640, "height": 450},
    "dark": {"color_scheme": "dark"},
    "a dark phone": {"width": 360, "height": 780, "color_scheme": "dark", "has_touch": True},
    "forced colours": {"reduced_motion": "reduce", "forced_colors": "active"},
}


@pytest.mark.parametrize("name", ["nb", "nn", "en", "bare"])
def test_axe_finds_no_fault(visit, name) -> None:
    assert find_faults(visit(name)) == []


@pytest.mark.parametrize("context", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", ["nb", "en"])
def test_axe_finds_no_fault_in_other_views_with_all_open(visit, name, context) -> None:
    page = visit(name, **context)
    open_all(page)
    assert find_faults(page) == []


@pytest.mark.parametrize("hash", ["#concerns=eldre&words=smil", "#words=qqq", "#B-002"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_when_something_is_chosen(visit, hash, scheme) -> None:
    page = visit(hash=hash, color_scheme=scheme)
    assert len(shown_cards(page)) == {"#words=qqq": 0, "#B-002": 2}.get(hash, 1)
    open_all(page)
    assert find_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_without_needs(visit, scheme) -> None:
    page = visit("bare", width=360, height=780, color_scheme=scheme)
    open_all(page)
    assert find_faults(page) == []


def test_axe_finds_no_fault_on_paper(visit) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert find_faults(page) == []


def test_the_name_of_a_need_stays_in_sight_when_its_numbers_are_scrolled(visit) -> None:
    page = visit(width=320, height=700)
    region = page.locator(".scroll:has(.heat)").first
    region.evaluate("e => { e.style.width = '12rem'; e.scrollLeft = 80; }")
    name, room = region.locator("tbody th").first.bounding_box(), region.bounding_box()
    assert region.evaluate("e => e.scrollLeft") > 0
    assert name["x"] == pytest.approx(room["x"], abs=1.5)


@pytest.mark.parametrize("width", [320, 390, 640])
def test_only_tables_scroll_sideways(visit, width) -> None:
    page = visit(width=width, height=800)
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for region in page.locator(".scroll").all():
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label")


def test_what_is_to_be_hit_is_large_enough(visit) -> None:
    small = visit(width=390).evaluate(
        """() => [...document.querySelectorAll('nav a, footer a, summary, button, select, input, .to, th a')]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 23.9).map(([html]) => html)"""
    )
    assert small == []


# --- by keyboard -----------------------------------------------------------------------------------------


def walk(page, steps=250) -> list[str]:
    """What Tab comes to, until it leaves the page."""
    met = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if not at:
            break
        met.append(at)
    return met


def test_tab_comes_to_everything_in_order(visit) -> None:
    page = visit()
    met = walk(page)
    assert met[0] == ".skip"
    controls = ["#find-words", "#find-concerns", "#find-service", "#find-place", "#find-sort", "#find-clear"]
    assert [each for each in met if each.startswith("#find-")] == controls
    assert met.count("SUMMARY") == page.locator("summary").count()
    assert met.count(".scroll") == page.locator(".scroll").count()
    assert met.index("#find-clear") < met.index("SUMMARY")


def test_focus_is_seen_and_the_skip_link_leads_past_the_top(visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0
    assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_details_open_and_close_by_keyboard(visit) -> None:
    page = visit()
    details = page.locator(".card details").first
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.evaluate("e => e.open")
    page.keyboard.press("Space")
    assert not details.evaluate("e => e.open")


def test_escape_clears_the_search(visit) -> None:
    page = visit()
    page.locator("#find-words").focus()
    page.keyboard.type("smil")
    assert shown_cards(page) == ["B-001"]
    page.locator("#find-clear").focus()
    page.keyboard.press("Escape")
    assert page.locator("#find-words").input_value() == ""
    assert shown_cards(page) == ["B-001", "B-002"]
    assert "words" not in page.url


def press(page, key: str, until: str, most: int = 60) -> None:
    """Press a key until the focus is at what `until` names."""
    for _ in range(most):
        if page.evaluate("(at) => document.activeElement.matches(at)", until):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never came to {until}")


def test_all_that_can_be_done_can_be_done_by_keyboard_alone(visit) -> None:
    """From the top: search, choose, sort, open what people said, follow it to the statement, begin anew."""
    page = visit()
    press(page, "Tab", "#find-words")
    page.keyboard.type("smil")
    assert shown_cards(page) == ["B-001"]
    press(page, "Tab", "#find-concerns")
    page.keyboard.press("ArrowDown")
    assert page.locator("#find-concerns").input_value() == "barn"
    press(page, "Tab", "#find-sort")
    page.keyboard.press("ArrowDown")
    assert page.locator("#find-sort").input_value() == "name"
    press(page, "Tab", "#find-clear")
    page.keyboard.press("Enter")
    assert shown_cards(page) == ["B-001", "B-002"]
    press(page, "Tab", "#B-001 summary")
    page.keyboard.press("Enter")
    press(page, "Tab", "#B-001 .quotes .to")
    page.keyboard.press("Enter")
    statement = page.locator(f"[id='{page.url.partition('#')[2]}']")
    sync_api.expect(statement).to_be_in_viewport()
    press(page, "Shift+Tab", "#find-words")


# --- searching and choosing ------------------------------------------------------------------------------


def test_search_knows_small_and_capital_letters_of_norwegian(visit) -> None:
    page = visit()
    for words, cards in (("DET MANGLER", ["B-001"]), ("mangler lys 7", ["B-001"]), ("ÅÅÅ", ["B-001"]), ("qqq", [])):
        page.locator("#find-words").fill(words)
        assert shown_cards(page) == cards, words


def test_choices_hide_cards_and_statements_but_never_change_a_number(visit, report) -> None:
    page = visit()
    numbers = page.locator(".facts, summary, table").all_text_contents()
    page.locator("#find-concerns").select_option("eldre")
    assert shown_cards(page) == ["B-001"]
    voices = page.locator("#B-001 .voices li:not([hidden])")
    assert {each.get_attribute("data-concerns") for each in voices.all()} == {"eldre; barn"}
    page.locator("#find-concerns").select_option("foreldre")
    page.locator("#find-place").select_option("Solsida")
    assert shown_cards(page) == []
    assert page.locator(".facts, summary, table").all_text_contents() == numbers
    page.locator("#find-clear").click()
    assert shown_cards(page) == ["B-001", "B-002"]
    assert page.evaluate("document.activeElement.id") == "find-words"


def test_only_the_number_of_needs_shown_is_told(visit) -> None:
    page = visit()
    page.locator("#find-words").fill("lys 3")
    told = read_words("nb").html_shown.format(shown=1, total=2)
    sync_api.expect(page.locator("[role=status]")).to_have_text(told)


def test_statements_left_out_can_still_be_chosen_by(visit, report, tmp_path) -> None:
    many = [
        replace(
            report.voices[0], behov_id=f"m{n}#1", need_id="B-002", closeness=n / 1000, place="Tangen" if not n else "Ås"
        )
        for n in range(400)
    ]
    write_html(replace(report, voices=(*report.voices, *many)), tmp_path / "mange.html")
    page = visit(file=tmp_path / "mange.html")
    page.locator("#find-place").select_option("Tangen")
    assert shown_cards(page) == ["B-002"]
    assert page.locator("#B-002 .voices .none").get_attribute("hidden") is None


def test_cards_are_sorted_as_asked(visit) -> None:
    page = visit()
    order = "cards => cards.map(c => c.id)"
    assert page.eval_on_selector_all(".card", order) == ["B-001", "B-002"]
    page.locator("#find-sort").select_option("persons")
    persons = page.eval_on_selector_all(".card", "cards => cards.map(c => Number(c.dataset.persons))")
    assert persons == sorted(persons, reverse=True)
    page.locator("#find-sort").select_option("name")
    names = page.eval_on_selector_all(".card", "cards => cards.map(c => c.dataset.name)")
    assert names == sorted(names)
    page.locator("#find-sort").select_option("")
    assert page.eval_on_selector_all(".card", order) == ["B-001", "B-002"]


def test_the_address_remembers_what_was_chosen(visit) -> None:
    page = visit()
    page.locator("#find-words").fill("snø & is")
    page.locator("#find-place").select_option("Ås")
    page.locator("#find-sort").select_option("name")
    page.reload()
    assert page.locator("#find-words").input_value() == "snø & is"
    assert page.locator("#find-place").input_value() == "Ås"
    assert page.locator("#find-sort").input_value() == "name"


def test_an_address_with_anything_in_it_does_no_harm(visit) -> None:
    for hash in ("#words=%3Cscript%3Ewindow.hacked=1%3C/script%3E", "#concerns=finnes+ikke", "#%E0%A4%A=", "#=&=&"):
        assert len(shown_cards(visit(hash=hash))) in (0, 1, 2)


def test_a_link_to_a_statement_opens_what_it_stands_in(visit) -> None:
    page = visit(hash="#u-fiendtlig7-1")
    assert page.locator("#B-001 .voices").evaluate("e => e.open")
    page.locator("#find-words").fill("qqq")
    page.evaluate("location.hash = 'u-fiendtlig3-1'")
    page.wait_for_function("!document.getElementById('B-001').hidden")
    assert page.locator("#find-words").input_value() == ""


# --- without its script, on paper, and among strangers ---------------------------------------------------


@pytest.mark.parametrize("name", ["nb", "nn", "en"])
def test_without_the_script_the_contents_lead_to_every_part(visit, name) -> None:
    page = visit(name, java_script_enabled=False, check=False)
    assert not page.locator("#find").is_visible()
    for link in page.locator("nav a").all():
        link.click()
        sync_api.expect(page.locator(link.get_attribute("href")).locator("h2").first).to_be_in_viewport()


def test_everything_can_be_read_without_the_script(visit, report) -> None:
    page = visit(java_script_enabled=False, check=False)
    assert not page.locator("#find").is_visible()
    for each in page.locator("figure, table").all():
        assert each.is_visible()
    assert page.locator(".card").count() == len(report.needs)
    text = page.locator("body").text_content()
    for voice in report.voices:
        if voice.need_id and not set(voice.text) & {"\x00", "\x07", "\u202e"}:
            assert voice.text in text
    page.locator("#B-001 .voices summary").click()
    assert page.locator("#u-svar00-1").is_visible()


def test_on_paper_the_quotes_are_open_and_the_tools_are_gone(visit) -> None:
    page = visit()
    quote = page.locator("#B-001 .quotes li").first
    assert not quote.is_visible()
    page.emulate_media(media="print")
    assert quote.is_visible()
    assert page.locator("#solutions li").first.is_visible()
    assert not page.locator("#B-002 .voices").is_visible()
    assert not page.locator("#find").is_visible() and not page.locator("nav").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_what_people_wrote_never_runs(visit) -> None:
    page = visit()
    open_all(page)
    for n in range(len(HOSTILE)):
        page.locator(f"#u-fiendtlig{n}-1").click()
    assert page.evaluate("window.stopped") == []
    assert page.title().startswith("Hva trengs? <script>")


def test_even_markup_that_came_through_would_not_run(visit, report, tmp_path) -> None:
    broken = render_html(report).replace(
        "</main>",
        "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'><p style='color:red' id=p>x</p>"
        "<iframe src='https://eksempel.no'></iframe></main>",
    )
    (tmp_path / "brutt.html").write_text(broken, encoding="utf-8")
    page = visit(file=tmp_path / "brutt.html", check=False)
    assert page.evaluate("window.hacked") is None
    assert find_faults(page) != []
    assert {"script-src-elem", "style-src-attr", "img-src", "frame-src"} <= set(page.evaluate("window.stopped"))
