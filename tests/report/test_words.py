"""The texts in three languages: the same names everywhere, a word for every value, and prose that is easy to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from insight import config
from insight.norsk.wordlists import read_entries
from insight.report.words import FOLDER, LANGUAGES, read_words
from insight.tables import BEHOV, CLUSTERS, DECISIONS, IDENTIFIERS, INNSPILL, KINDS, STAMPS, STOR_B
from tests.report.texts import list_texts, read_file

PACKAGE = Path(__file__).parents[2] / "insight"
FILES = sorted(file.name for file in (FOLDER / "nb").glob("*.toml"))
NOT_SHOWN = ("language", "next_question")
"""Columns with codes: the report never shows their values, or has texts of its own for them."""
NORWEGIAN_FORMATS = ("tabell", "notat", "lapper fra tavle", "Nettskjema, kodebok", "SurveyXact, kodebok")
"""What a file is read as, besides the names of tools."""


def describe(text: Any) -> Any:
    """What must be the same in every language: kinds, lengths, names and what is filled in."""
    if isinstance(text, str):
        return frozenset(re.findall(r"\{.*?\}", text))
    if isinstance(text, list):
        return [describe(each) for each in text]
    return {name: describe(each) for name, each in text.items() if name != "values"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_files(language: str) -> None:
    assert sorted(file.name for file in (FOLDER / language).glob("*")) == FILES
    assert read_words(language).language == language


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_language_has_the_same_texts_in_the_same_order(language: str, name: str) -> None:
    texts, bokmaal = read_file(language, name), read_file("nb", name)
    assert describe(texts) == describe(bokmaal)
    assert list(texts) == list(bokmaal)


def test_a_language_there_is_none_of_is_refused() -> None:
    with pytest.raises(ValueError, match="'sv' is none of nb, nn, en"):
        read_words("sv")
    with pytest.raises(AttributeError, match="no text 'frontt' in nn"):
        _ = read_words("nn").frontt


def test_the_languages_of_a_project_are_those_of_the_report() -> None:
    assert config._LANGUAGES == LANGUAGES


# --- every text is used, and every text used is there --------------------------------------------------


@cache
def find_used(folder: Path) -> set[str]:
    """The names NAME of every `words.NAME`, in Python and in templates."""
    used = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and _is_words(node.value):
                used.add(node.attr)
    for file in folder.rglob("*.j2"):
        used |= set(re.findall(r"\bwords\.(\w+)", file.read_text(encoding="utf-8")))
    return used - {"say", "language"}


def _is_words(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "read_words"
    return (isinstance(node, ast.Name) and node.id == "words") or (
        isinstance(node, ast.Attribute) and node.attr == "words"
    )


def test_every_text_that_is_used_is_in_the_files() -> None:
    there = {name for file in FILES for name in read_file("nb", file)}
    assert find_used(PACKAGE / "report") - there == set()


@pytest.mark.parametrize("name", FILES)
def test_every_text_in_the_files_is_used(name: str) -> None:
    assert set(read_file("nb", name)) - {"values"} - find_used(PACKAGE) == set()


def test_every_name_within_the_tables_of_the_report_is_used() -> None:
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2")]
    named = set(re.findall(r"\w+", "\n".join(file.read_text(encoding="utf-8") for file in sources)))
    for name, text in read_file("nb", "report.toml").items():
        if isinstance(text, dict) and name != "values":
            assert {word for key in text for word in key.split()} - named == set(), name


# --- every value has its word ----------------------------------------------------------------------------


def find_reasons() -> set[str]:
    """Why an answer may be set aside: what the code of the reading room says."""
    reasons = set()
    for file in (PACKAGE / "innspill").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            reasons |= set(_list_reasons(node))
    return reasons


def _list_reasons(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        names = [name for target in node.targets for name in getattr(target, "elts", [target])]
        values = getattr(node.value, "elts", [node.value])
        for name, value in zip(names, values, strict=False):
            is_aside = isinstance(name, ast.Subscript) and getattr(name.value, "id", "") == "aside"
            is_constant = getattr(name, "id", "") in ("EMPTY", "WITHDRAWN", "REPEATED", "REPLACED", "NOT_SENT")
            if isinstance(value, ast.Constant) and (is_aside or is_constant):
                yield value.value
    elif isinstance(node, ast.FunctionDef) and node.name in ("find_reason", "_set_aside"):
        for part in ast.walk(node):
            told = getattr(part, "value", None)
            for each in (getattr(told, "body", told), getattr(told, "orelse", None)):
                if isinstance(part, ast.Return | ast.DictComp) and isinstance(each, ast.Constant) and each.value:
                    yield each.value


def list_values() -> set[str]:
    """Every value the tables declare and the report shows, and every group, area and reason of the lists."""
    columns = [column for table in (INNSPILL, BEHOV, CLUSTERS, STOR_B, DECISIONS) for column in table.columns]
    declared = {value for column in columns if column.name not in NOT_SHOWN for value in column.allowed}
    lists = {name for list_ in ("aktoerer", "tjenesteomraader", "hvem-avgjoer") for name in read_entries(list_)}
    return {*declared, *lists, *find_reasons(), *KINDS, *STAMPS, *IDENTIFIERS, *NORWEGIAN_FORMATS} - {""}


def test_the_reasons_are_found_in_the_code() -> None:
    assert {"tomt svar", "ikke svar", "uten bokstaver", "bare personopplysninger", "prøvesvar"} <= find_reasons()
    assert {"ikke sendt inn", "trukket tilbake", "samme rad er levert før"} <= find_reasons()


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_value_has_its_word_and_no_word_is_for_nothing(language: str) -> None:
    values = set(read_file(language, "report.toml")["values"])
    assert values - {"bokmål", "nynorsk"} == list_values()
    words = read_words(language)
    assert all(words.say(value) for value in values)


def test_values_are_said_one_by_one_and_what_people_wrote_is_left_alone() -> None:
    nynorsk, english = read_words("nn"), read_words("en")
    assert nynorsk.say("barn; ansatte; Lag og foreninger") == "barn; tilsette; Lag og foreninger"
    assert english.say("undersøkelse; verksted") == "survey; workshop"
    assert english.say("") == ""
    assert read_words("nb").say("begge") == "behov og løsning"


def test_every_grade_and_every_decider_has_its_text() -> None:
    for words in map(read_words, LANGUAGES):
        assert [grade[0] for grade in words.grades] == ["0", "1", "2", "3"]
        assert set(words.deciders) == {
            value for column in BEHOV.columns if column.name == "decider" for value in column.allowed
        }
        assert set(words.linked) == {
            value for column in BEHOV.columns if column.name == "how" for value in column.allowed
        }


# --- what the workbook asks of the words --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_and_backgrounds_are_such_as_excel_takes(language: str) -> None:
    words = read_words(language)
    names = list(words.sheets.values())
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    assert all(heading.isalpha() for heading in words.backgrounds.values())
    headings = [words.headings[name] for name in ("need_id", "title", "n_persons")]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_called_by_its_own_name(language: str) -> None:
    """A text never sends the reader to a sheet that is in another language's workbook only."""
    elsewhere = {name for other in LANGUAGES for name in read_words(other).sheets.values()}
    own = set(read_words(language).sheets.values())
    quoted = {
        name
        for file in FILES
        for text in list_texts(read_file(language, file))
        for name in re.findall(r"[«“](.*?)[»”]", text)
    }
    assert quoted & elsewhere <= own


# --- plain language ----------------------------------------------------------------------------------------


def find_sentences(language: str, name: str) -> list[list[str]]:
    """The words of every whole sentence; what is filled in counts as a short word, and a label is no sentence."""
    texts = [re.sub(r"\{.*?\}", "ord", text) for text in list_texts(read_file(language, name))]
    sentences = [part for text in texts if re.search(r"[.?!]", text) for part in re.split(r"(?<=[.?!:])\s+", text)]
    return [words for part in sentences if (words := re.findall(r"[^\W_][\w'’-]*", part))]


def measure_lix(sentences: list[list[str]]) -> float:
    """Björnsson's readability index (Läsbarhet, 1968): words a sentence and the per cent of words over six letters."""
    words = [word for sentence in sentences for word in sentence]
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_lix_is_what_bjoernsson_says() -> None:
    assert measure_lix([["Jeg", "går", "hjem"], ["Kommunestyret", "vedtar"]]) == 2.5 + 20


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_easy_to_read(language: str, name: str) -> None:
    sentences = find_sentences(language, name)
    assert [" ".join(words) for words in sentences if len(words) > 30] == []
    if sum(map(len, sentences)) >= 50:  # of fewer words the index says little
        assert measure_lix(sentences) < 45
