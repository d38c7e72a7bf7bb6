"""Real exports of survey tools, read as a person who looked through the files by eye says they should be.

The files may not be redistributed with the project, so the folder they lie in is named by INSIGHT_EKSPORTER.
"""

import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from insight.errors import ReadError
from insight.innspill import read_delivery, read_files

FOLDER = os.environ.get("INSIGHT_EKSPORTER", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="INSIGHT_EKSPORTER is not set")

LIBRARIES = "What are some other libraries that you often use with Dask?"
CHANGED = "What else has changed in how you write code for your research after attending a CodeRefinery workshop?"
CURRICULUM = "Do you have any recommendations on how we should change the CodeRefinery curriculum?"
SYSTEM = "What is the operating system that you will use during the course (on your laptop)?"

ANSWERED = {
    "googleforms_dask2019.csv": ("Google Forms", 259, [165]),
    "indico_coderefinery_post2018.csv": ("Indico", 38, [10, 11]),
    "limesurvey_rse2017_nl.csv": ("LimeSurvey", 77, [43]),
    "qualtrics_sample_3header.csv": ("Qualtrics", 1, [1]),
    # Other operating system, version of it, other language, other documentation, other build system
    "typeform_coderefinery2018_oslo.csv": ("Typeform", 42, [1, 41, 4, 1, 2]),
}
"""The tool, the rows, and how many answered each question of free text, in the order of the questions."""


def read(name):
    return read_delivery(Path(FOLDER) / name)


def told(delivery, column):
    return delivery.files.loc[0, column].split(" | ")


def said(delivery, beginning):
    innspill = delivery.innspill
    return innspill[innspill["question"].str.startswith(beginning) & (innspill["text"] != "")]


@pytest.mark.parametrize("name", ANSWERED)
def test_rows_and_answers(name):
    tool, n_rows, n_answered = ANSWERED[name]
    delivery = read(name)
    questions = told(delivery, "questions")
    filled = Counter(delivery.innspill.loc[delivery.innspill["text"] != "", "question"])
    assert delivery.files.loc[0, ["reader", "n_rows", "n_answers"]].tolist() == [tool, n_rows, n_rows * len(n_answered)]
    assert [filled[question] for question in questions] == n_answered
    assert delivery.innspill["person_id"].nunique() == n_rows
    assert set(delivery.innspill["set_aside"]) <= {"", "tomt svar"}


def test_google_forms():
    delivery = read("googleforms_dask2019.csv")
    assert told(delivery, "questions") == [LIBRARIES]
    assert len(told(delivery, "closed")) == 22
    assert delivery.innspill["answered_at"].min() == datetime(2019, 6, 25, 6, 59, 49)
    assert delivery.innspill["answered_at"].notna().all()
    assert "xarray, pandas, cartopy" in set(delivery.innspill["text"])


def test_indico():
    delivery = read("indico_coderefinery_post2018.csv")
    assert told(delivery, "questions") == [CHANGED, CURRICULUM]
    assert told(delivery, "dropped") == ["Submitter", "Submitter Email"]
    assert delivery.innspill["answered_at"].max() == datetime(2020, 12, 12, 17, 5, 3)
    assert "Trying to use more unit testing" in set(said(delivery, CHANGED)["text"])


def test_limesurvey():
    delivery = read("limesurvey_rse2017_nl.csv")
    assert [question[:35] for question in told(delivery, "questions")] == ["What training programs are you invo"]
    closed = told(delivery, "closed")
    # 65 check boxes, four, and four: each one question
    for question in (
        "In which disciplines do you work (select as many as apply)",
        "In general, what sort of testing do you conduct on your software? (check all that apply)",
        "How do you meet other RSEs?",
        "Who uses the code that you write?",
    ):
        assert closed.count(question) == 1
    first = delivery.innspill.set_index("row").loc[2, "text"]
    assert first == "Software Carpentry, Data Carpentry, field-specific courses"


def test_qualtrics():
    delivery = read("qualtrics_sample_3header.csv")
    answer = delivery.innspill.iloc[0]
    assert told(delivery, "questions") == ["This is a free text question."]
    assert told(delivery, "closed") == ["This is a multiple choice question."]
    assert (answer["row"], answer["text"]) == (4, "Hello World!")
    assert answer["answered_at"] == datetime(2017, 7, 18, 8, 28, 48)
    assert told(delivery, "dropped") == [
        "IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
        "LocationLatitude", "LocationLongitude",
    ]  # fmt: skip


def test_surveymonkey_has_no_free_text_and_says_so():
    files = read_files(Path(FOLDER) / "surveymonkey_starwars_2header_latin1.csv")
    assert files.loc[0, ["reader", "n_rows", "n_answers"]].tolist() == ["SurveyMonkey", 1186, 0]
    with pytest.raises(ReadError, match="fant ingen kolonne med fritekst") as error:
        read("surveymonkey_starwars_2header_latin1.csv")
    for question in ("Have you seen any of the 6 films", "Which of the following Star Wars films have you seen?"):
        assert question in str(error.value)


def test_surveymonkey_when_a_question_is_named():
    delivery = read_delivery(
        Path(FOLDER) / "surveymonkey_starwars_2header_latin1.csv",
        columns={"fritekst": ["Which of the following Star Wars films have you seen? Please select all that apply."]},
    )
    innspill = delivery.innspill
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["SurveyMonkey", 1186]
    assert innspill["text"].str.contains("Episode I The Phantom Menace").sum() == 673
    assert innspill["text"].str.contains("Episode VI Return of the Jedi").sum() == 738
    assert Counter(innspill["kjoenn"]) == {"Female": 549, "Male": 497, "": 140}
    assert Counter(innspill["alder"])["45-60"] == 291


def test_typeform():
    delivery = read("typeform_coderefinery2018_oslo.csv")
    assert said(delivery, SYSTEM)["text"].tolist() == ["Windows+Linux"]
    assert set(said(delivery, "Flere valg: Matlab, R, Python")["text"]) >= {"Ruby", "emacs-lisp", "Java"}
    assert said(delivery, "Flere valg: No documentation")["text"].tolist() == ["Emacs Org Mode"]
    assert set(said(delivery, "Flere valg: CMake, Makefiles")["text"]) == {"Meson", "Maven"}
    assert "How would you describe your programming experience?" in told(delivery, "closed")
    assert delivery.innspill["answered_at"].max() == datetime(2018, 5, 11, 7, 28, 33)
