"""Concrete statements are told from slogans, by the words that decide."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.behov.concrete import is_concrete

LIST = Path(__file__).parent / "gold" / "konkret-utvikling.txt"


def read_list():
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [(text, label == "ja") for label, text in (line.split("\t") for line in lines if line[:1] != "#")]


@pytest.mark.parametrize(
    ("statement", "cue"),
    [
        ("Bussen går fire ganger om dagen", "fire"),
        ("Stengt kl. 15", "15"),
        ("Det kostet 300 kroner", "300 kroner"),
        ("Hver morgen er det kø", "Hver morgen"),
        ("Flere lys ved kirka", "ved kirka"),
        ("Asfalter vegen til Nordbråten", "Nordbråten"),
        ("Mor falt i trappa", "i trappa"),
        ("Naboen min skled", "skled"),
        ("Ungdommene i bygda her har ingen steder å være", "Ungdommene har ingen"),
        ("Eg torer ikkje gå ut", "Eg torer ikkje"),
    ],
)
def test_the_words_that_decide_are_told(statement, cue):
    assert is_concrete(statement) == (True, cue)


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "?",
        "Mer trivsel",
        "2. Bedre veier",
        "1) Mer kultur",
        "MER LIV I BYGDA",
        "[navn] bør lytte. Takk",
        "Vi må stå sammen",
    ],
)
def test_slogans_and_list_points_are_not_concrete(statement):
    assert is_concrete(statement) == (False, "")


def test_the_list_of_the_developers_is_met():
    wrong = [text for text, expected in read_list() if is_concrete(text)[0] != expected]
    assert len(wrong) <= 8, wrong


@given(st.text(max_size=80))
def test_any_text_is_answered_and_the_cue_is_its_own_words(text):
    told, cue = is_concrete(text)
    assert told == bool(cue)
    assert all(word in text for word in cue.split())
