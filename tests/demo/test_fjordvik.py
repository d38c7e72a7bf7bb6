"""The made-up municipality: what is read is what was written, and people and tool agree on most of it."""

from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import f1_score

from insight.archive import read_table
from insight.tables import BEHOV, INNSPILL
from tests.demo.fjordvik import read_fjordvik, read_truth

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture(scope="module")
def tables():
    return read_fjordvik()


@pytest.fixture(scope="module")
def truth():
    return read_truth()


@pytest.mark.parametrize(("name", "table"), [("innspill", INNSPILL), ("behov", BEHOV)])
def test_golden_tables(tables, name, table):
    """When this fails by intent: python scripts/make_golden.py, and read the diff like code."""
    innspill, behov = tables
    expected = read_table(GOLDEN / f"{name}.csv", table)
    pd.testing.assert_frame_equal(innspill if name == "innspill" else behov, expected)


def test_every_answer_written_is_read_masked_and_nothing_else(tables, truth):
    innspill, _ = tables
    read = innspill.loc[innspill["text"] != "", ["source", "text"]].value_counts()
    answers = truth.drop_duplicates(["fil", "besvarelse", "spoersmaal"])
    # Nettskjema replaces line breaks by a blank, so lines are compared as one.
    written = answers.assign(svar=answers["svar"].str.split().str.join(" "))[["fil", "svar"]].value_counts()
    read.index = read.index.map(lambda key: (key[0], " ".join(key[1].split())))
    assert read.sort_index().to_dict() == written.sort_index().to_dict()


def test_the_demo_is_of_the_size_and_mix_promised(tables):
    innspill, _ = tables
    heard = innspill[innspill["set_aside"] == ""]
    assert (innspill["text"] != "").sum() >= 300
    assert set(innspill["channel"]) == {"undersøkelse", "verksted"}
    assert innspill["source"].nunique() == 3
    assert (heard["language"] == "nn").mean() > 0.08
    assert (innspill.loc[innspill["channel"] == "verksted", "votes"] > 0).sum() >= 10


def test_tool_and_people_agree_on_kinds_far_beyond_chance(tables, truth):
    """Half of the survey was looked at while the rules were made; on the other half they were as good (0.83)."""
    innspill, behov = tables
    both = behov.merge(innspill[["innspill_id", "text"]], on="innspill_id")
    both = both.merge(truth.drop_duplicates(["svar", "utsagn"]), left_on=["text", "quote"], right_on=["svar", "utsagn"])
    assert len(both) > 0.7 * len(truth)
    assert (both["kind"] == both["slag"]).mean() > 0.75
    split = both[both["slag"].isin(["behov", "løsning"])]
    assert f1_score(split["slag"] == "behov", split["kind"] == "behov") > 0.85


def test_people_in_the_demo_are_made_up():
    """Every surname of the demo is one nobody bears, every address ends in eksempel.no, every number is a test
    number."""
    import re

    sources = Path(__file__).parent.parent.parent / "scripts" / "fjordvik"
    marks = [
        mark
        for file in sources.glob("*.txt")
        for mark in re.findall(r"\{([^:{}]+):([^{}]*)\}", file.read_text(encoding="utf-8"))
    ]
    assert len(marks) >= 8
    made_up = {
        "navn": r".*(Eksempelsen|Prøvestad|Fiktivsen|Testlund|Demovik|Liksomrud)",
        "e-post": r".*@eksempel\.no",
        "telefon": r"900 00 \d{3}",
        "kontonummer": r"9999\d{7}",
        "fødselsnummer": r"\d\d[89]\d{8}|\d\d[89]\d{3} \d{5}",
        "adresse": r".*\d+[A-Z]?",
    }
    for token, value in marks:
        assert re.fullmatch(made_up[token], value), (token, value)
