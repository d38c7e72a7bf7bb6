"""A report in nynorsk or English: the same numbers, our words in that language, people's words as they wrote them."""

from __future__ import annotations

import dataclasses
import html
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from insight import config, pipeline
from insight.report import Report, compose, draw_kinds, draw_needs, draw_who, list_printed, write_workbook
from insight.report.book.decisions import HEADINGS
from insight.report.words import read_words
from tests.report.texts import list_texts, read_file

OTHERS = ("nn", "en")
FILES = ("report.toml", "book.toml", "blt.toml", "card.toml")
"""What the workbook is written with."""
TOLD = "descr|altText|name|error|errorTitle|prompt|promptTitle"
"""The attributes of its parts that a reader meets."""
READ_BACK = frozenset(HEADINGS.values())
"""The headings of the form of decisions: bokmål in every language, so that it can be read back."""


def make(tables, language: str, **about) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, language=language, files=tables.files, **about)


def read_cells(path: Path) -> set[str]:
    """Every text of the workbook: cells, formulas, lists to choose from, charts, alternatives, footers, properties."""
    found = set()
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            part = book.read(name).decode("utf-8")
            found |= {html.unescape(text) for text in re.findall(r">([^<>]+)<", part)}
            found |= {html.unescape(text) for text in re.findall(f'(?:{TOLD})="([^"]+)"', part)}
            formulas = re.findall(r"<(?:f|formula1)>([^<>]+)<", part)
            said = {said for each in formulas for said in re.findall(r'"([^"]+)"', html.unescape(each))}
            found |= {choice.strip() for each in said for choice in (each, *each.split(","))}
    return found


def list_fragments(language: str) -> set[str]:
    """What stands between what is filled in, in every text of the workbook."""
    texts = [text for name in FILES for text in list_texts(read_file(language, name) | {"values": {}})]
    return {part.strip() for text in texts for part in re.split(r"\{.*?\}", text)}


def find_bokmaal(cells: set[str], language: str) -> set[str]:
    """The cells that say something in bokmål that this language says otherwise."""
    foreign = list_fragments("nb") - list_fragments(language)
    sentences = {text for text in foreign if len(text.split()) >= 4}
    own = read_words(language)
    values = {key for key in read_file(language, "report.toml")["values"] if own.say(key) != key}
    said_alike = {own.say(key) for key in read_file(language, "report.toml")["values"]} | list_fragments(language)
    return {
        cell
        for cell in cells
        if cell in (foreign | values) - said_alike or any(sentence in cell for sentence in sentences)
    }


def list_written(run) -> set[str]:
    """What people wrote, and the names of files: it stays as it is."""
    columns = [run.innspill[name] for name in ("text", "question", "alder", "kjoenn", "krets", "rolle", "source")]
    columns += [run.behov[name] for name in ("quote", "cue", "place", "concrete")]
    columns += [run.stor_b[name] for name in ("title", "statement", "opposing_words")]
    return {value.strip() for column in columns for value in column}


@pytest.fixture(scope="module", params=OTHERS)
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def translated(demo, language: str, tmp_path_factory) -> Path:
    """The report of the demo in another language."""
    path = tmp_path_factory.mktemp(language) / "rapport.xlsx"
    write_workbook(compose(demo.innspill, demo.behov, demo.stor_b, language=language, files=demo.files), path)
    return path


def test_nothing_of_ours_is_left_in_bokmaal(demo, language: str, translated: Path) -> None:
    assert find_bokmaal(read_cells(translated), language) - list_written(demo) - READ_BACK == set()


@pytest.mark.parametrize("round_number", [1, 2])
def test_nor_in_any_round(tables, language: str, round_number: int, tmp_path) -> None:
    about = {"date": "2026-05-12", "responsible": "Kari Eksempelsen", "round_number": round_number}
    write_workbook(make(tables, language, **about), tmp_path / "rapport.xlsx")
    assert find_bokmaal(read_cells(tmp_path / "rapport.xlsx"), language) - list_written(tables) - READ_BACK == set()


def test_only_the_form_of_decisions_has_headings_in_bokmaal(language: str, translated: Path) -> None:
    """Elsewhere such a word stands only where the language has the same one."""
    own = list_fragments(language)
    for sheet in openpyxl.load_workbook(translated):
        cells = {cell.value for row in sheet for cell in row}
        if sheet.title == read_words(language).book_decisions["name"]:
            assert cells >= READ_BACK
        else:
            assert cells & READ_BACK <= own, sheet.title


def test_bokmaal_is_found_where_there_is_some(demo, language: str) -> None:
    found = find_bokmaal(read_cells(demo.workbook), language)
    assert "Hvem har svart?" in found
    assert {"løsning", "Folks egne ord", "Kjøringslogg"} <= found
    assert any("De viser hvilke behov som finnes" in cell for cell in found)


def test_what_people_wrote_is_never_translated(demo, language: str, translated: Path) -> None:
    sheet = openpyxl.load_workbook(translated)[read_words(language).sheets["voices"]]
    cells = {str(cell.value) for row in sheet for cell in row}
    shown = demo.behov[demo.behov["sensitive"] == ""]
    assert {quote for quote in shown["quote"] if quote.isprintable()} <= cells
    assert set(demo.innspill["question"]) - {""} <= cells
    assert any("[telefon]" in cell for cell in cells)


def test_the_numbers_are_the_same_in_every_language(tables, language: str) -> None:
    bokmaal, other = make(tables, "nb"), make(tables, language)
    assert other.language == language
    assert list_printed(other).equals(list_printed(bokmaal))
    assert other.totals == bokmaal.totals
    assert [step.n for step in other.accounts] == [step.n for step in bokmaal.accounts]
    assert [need.n_persons for need in other.needs] == [need.n_persons for need in bokmaal.needs]
    assert [quote.behov_id for quote in other.quotes] == [quote.behov_id for quote in bokmaal.quotes]


def test_page_one_in_nynorsk(tables) -> None:
    report = make(tables, "nn")
    assert report.summary[0] == "24 personar har svart, og éin lapp er samla inn på verkstader og i notat."
    assert report.summary[2].startswith("Svara er delte i 27 utsegner: 24 om behov, to om løysingar og éi med ros")
    assert "Alle temaa er solide." in report.summary[3]
    assert report.highlights[1].startswith("B-002 Noen å treffe: meldt av sju personar og på éin lapp (undersøking og")
    assert "Færre enn fem svara i kvar av desse gruppene: 13-17 (alder)." in report.unknown[0]


def test_page_one_in_english(tables) -> None:
    report = make(tables, "en")
    assert report.summary[0] == "24 people have answered, and one note was gathered at workshops and from minutes."
    assert report.summary[1] == "The answers came between 1\u00a0March 2026 and 27\u00a0March 2026."
    assert report.highlights[1].startswith("B-002 Noen å treffe: reported by seven people and on one note (survey and")
    assert "for example “" in report.highlights[1]
    assert "Fewer than five answered in each of these groups: 13-17 (age)." in report.unknown[0]


def test_values_are_said_in_the_language_and_groups_people_chose_are_not(tables) -> None:
    report = make(tables, "en")
    assert {voice.kind for voice in report.voices} >= {"need", "solution", "praise"}
    assert {voice.set_aside for voice in report.voices} >= {"no answer", "empty answer"}
    assert {need.titled_by for need in report.needs} == {"the tool", "a person"}
    assert {need.who for need in report.needs} == {"children"}
    assert {quote.speaker for quote in report.quotes} == {"Forelder (role)"}
    assert {group.background for group in report.groups} == {"Age", "Sex", "District", "Role"}
    assert any(step.what == "Places where the text has [telefon] (telephone)" for step in report.accounts)


def test_an_unsure_theme_is_hatched_and_told_in_every_language(tables, language: str, tmp_path) -> None:
    unsure = tables._replace(stor_b=tables.stor_b.assign(stability=["solid", "usikker"]))
    write_workbook(make(unsure, language), tmp_path / "rapport.xlsx")
    with zipfile.ZipFile(tmp_path / "rapport.xlsx") as book:
        chart = book.read("xl/charts/chart1.xml").decode("utf-8")
    assert chart.count("<a:pattFill") == 1
    assert read_words(language).hatched in chart


def test_figures_speak_the_language_asked_for(tables) -> None:
    assert draw_needs(tables.stor_b, language="nn").get_suptitle() == (
        "Flest personar har meldt «Trygg skolevei»: 15 personar"
    )
    assert "fewer than five people" in draw_who(tables.innspill, "alder", language="en").axes[0].get_xlabel()
    names = [tick.get_text() for tick in draw_kinds(tables.behov, language="nn").axes[0].get_yticklabels()]
    assert "løysing" in names


def test_a_report_without_answers_is_also_said_in_the_language(ungathered, language: str, tmp_path) -> None:
    report = compose(
        ungathered.innspill.head(0), ungathered.behov.head(0), ungathered.stor_b, language=language, date="2026-05-12"
    )
    write_workbook(report, tmp_path / "rapport.xlsx")
    assert find_bokmaal(read_cells(tmp_path / "rapport.xlsx"), language) - READ_BACK == set()
    assert report.summary[0] == read_words(language).nobody_has_answered


def test_a_project_chooses_its_language(tmp_path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "prosjekt.toml").write_text('[prosjekt]\nspraak = "nn"\n', encoding="utf-8")
    assert config.read_config(tmp_path).language == "nn"
    assert config.read_config(tmp_path).settings()["language"] == "nn"


@pytest.mark.slow
def test_a_run_in_another_language_has_nothing_of_ours_in_bokmaal(demo_folder, language: str, tmp_path) -> None:
    settings = config.read_config(demo_folder, out=tmp_path)
    run = pipeline.run(dataclasses.replace(settings, language=language))
    assert find_bokmaal(read_cells(run.workbook), language) - list_written(run) - READ_BACK == set()
