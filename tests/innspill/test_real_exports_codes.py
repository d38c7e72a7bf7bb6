"""The real Nettskjema export 123823 and its code book, checked by hand; the files are not part of this project."""

import os
from pathlib import Path

import pytest

from insight.innspill.codebook import choose_codebook
from insight.innspill.columns import choose_columns
from insight.innspill.delimited import read_rows
from insight.innspill.tools import recognize
from insight.innspill.tools.nettskjema import NETTSKJEMA, read_nettskjema_codebook, unfold

FOLDER = os.environ.get("INSIGHT_EKSPORTER", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="INSIGHT_EKSPORTER names no folder of real exports")

FREE_TEXT = "This is a question about something super important, where the user can input free text."
ANSWERS = {
    FREE_TEXT: ["some text", "another answer", ""],
    "How happy are we with Nettskjema?": ["Very happy!", "Very unhappy!", "Very unhappy!"],
    "What do we use it for?": [
        "Questionnaires; Event sign-ups",
        "Data logging",
        "Questionnaires; Event sign-ups; Data logging",
    ],
    "Who is responsible with Nettskjema?": ["UiO", "OsloMet", "UiO"],
    "In the last month I have – written some grant applications": ["yes", "not applicable", "yes"],
    "In the last month I have – held a lecture": ["no", "not applicable", "yes"],
    "In the last month I have – sent some e-mails": ["no", "yes", "yes"],
    "In the last year, I have – sought help from": ["IT; A colleague", "Internet", "A colleague; Internet"],
    "In the last year, I have – received e-mails from": [
        "Administration",
        "Administration; Union",
        "IT; A colleague; Administration; Union",
    ],
    "Choose a point on the slider!": ["3", "1", "9"],
    "Choose an integer between 0 and 100": ["77.0", "45.0", "98.0"],
}
CLOSED = [header for header in ANSWERS if header not in (FREE_TEXT, "Choose an integer between 0 and 100")]
FILES = ["Upload a fun image!", "This is an attachment2"]


@pytest.fixture
def answers():
    text = (Path(FOLDER) / "nettskjema_csvreport_123823.txt").read_text(encoding="utf-8")
    return read_rows(text, "svar.txt", ";").grid


@pytest.fixture
def codebook():
    return read_nettskjema_codebook((Path(FOLDER) / "nettskjema_elements_123823.json").read_bytes(), "skjema.json")


def test_questions_labels_and_rows(answers, codebook):
    assert recognize(answers.records) is NETTSKJEMA
    assert choose_codebook([codebook], [str(cell) for cell in answers.records[0][1]]) is codebook
    sheet = unfold(answers, codebook)
    read = {header: [cells[place] for _, cells in sheet.rows] for place, header in enumerate(sheet.headers)}
    assert {header: read[header] for header in ANSWERS} == ANSWERS
    assert len(sheet.headers) == 20  # 30 columns, of which 13 check boxes become three questions
    assert [row for row, _ in sheet.rows] == [2, 3, 4]


def test_one_question_is_free_text_and_no_file_name_is_read(answers, codebook):
    sheet = unfold(answers, codebook)
    columns = choose_columns(sheet, NETTSKJEMA, {})
    assert [sheet.headers[place] for place in columns.texts] == [FREE_TEXT]
    assert [sheet.headers[place] for place in columns.closed if sheet.headers[place] in CLOSED] == CLOSED
    assert not {sheet.headers[place] for place in (*columns.texts, *columns.closed)} & set(FILES)
    assert columns.personal == ()


def test_without_the_code_book_the_same_column_is_free_text(answers):
    sheet = unfold(answers, None)
    columns = choose_columns(sheet, NETTSKJEMA, {})
    assert [sheet.headers[place] for place in columns.texts] == ["freetext"]
    assert len(sheet.rows) == 3
