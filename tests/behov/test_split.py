"""Answers cut into statements, and how two ways of cutting are compared."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.behov.recognize import recognize
from insight.behov.split import split_statements

_SEPARATOR = re.compile(r"(?:[^\w]|_|\b(?:og|men|and|but)\b|\b\d{1,2}(?=[.)])|\b[a-h](?=\)))*", re.IGNORECASE)


def cut(answer: str) -> list[str]:
    return [answer[start:end] for start, end in split_statements(answer, recognize)]


@pytest.mark.parametrize(
    "answer",
    [
        "Lys og brøyting på skoleveien",
        "Jeg kvier meg for å gå ut fordi det er glatt.",
        "Mor er 84, bor alene og er redd for å falle på vei til butikken.",
        "Bussen går så sjelden at jeg må si nei til jobb i Storvik.",
        "Vi på hytta vet aldri når veien blir brøytet, så vi tør ikke komme med små barn.",
        "Flere benker for de eldre langs elva",
        "Ho har ikkje vore ute sidan jul.",
        "17. mai-toget må gå forbi sjukeheimen.",
        "3. trinn trenger ny lekeplass",
        "Vi ønsker kino og/eller svømmehall",
        "Bygg lekeplass, basseng og idrettshall",
        "Og så trenger jeg selv å høre at jeg ikke gjør alt feil.",
    ],
)
def test_what_belongs_together_is_one_statement(answer):
    assert cut(answer) == [answer]


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        ("Det trengs lys her. Mvh Ola Prøve", ["Det trengs lys her.", "Mvh Ola Prøve"]),
        ("Hei! Strø fortauene.", ["Hei!", "Strø fortauene."]),
        ("Sett opp lys\nMvh Ola", ["Sett opp lys", "Mvh Ola"]),
        ("lys i gata.flere benker.Vi trenger buss", ["lys i gata.flere benker.", "Vi trenger buss"]),
        ("det er glatt. dere må strø!", ["det er glatt.", "dere må strø!"]),
        ("1) lys i gata 2) flere benker 3) kafé", ["lys i gata", "flere benker", "kafé"]),
        ("bedre lys i gata / flere benker", ["bedre lys i gata", "flere benker"]),
        ("• lys • benk • buss", ["lys", "benk", "buss"]),
        ("Fint her; savner kino", ["Fint her", "savner kino"]),
    ],
)
def test_lines_signs_lists_greetings_and_signatures_cut(answer, statements):
    assert cut(answer) == statements


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        ("Sett opp gatelys slik at vi tør gå ut.", ["Sett opp gatelys", "slik at vi tør gå ut."]),
        ("Set opp gatelys så me torer gå ut.", ["Set opp gatelys", "så me torer gå ut."]),
        ("Brøyt fortauet, ellers må vi gå i veien.", ["Brøyt fortauet", "ellers må vi gå i veien."]),
        ("Flott kulturskole, men vi trenger flere plasser.", ["Flott kulturskole", "vi trenger flere plasser."]),
        ("Flytt busstoppet, og bygg et leskur ved skolen.", ["Flytt busstoppet", "bygg et leskur ved skolen."]),
        ("We need a bus because I cannot get to work", ["We need a bus", "because I cannot get to work"]),
    ],
)
def test_a_measure_and_the_need_it_answers_are_two_statements(answer, statements):
    assert cut(answer) == statements


def test_a_paragraph_broken_at_a_fixed_width_is_not_cut_at_its_lines():
    answer = "Vi som bor innerst i dalen får ikke brøytet veien før langt på\nformiddag hver eneste vinter."
    assert cut(answer) == [answer]


_SIGNS = (",", ".", ";", "-", "/", "//", "|", "1.", "2)", "3.", "a)", "•", "…", "😀", "_", "\n", "[navn]")
_WORDS = st.sampled_from(
    (
        *_SIGNS,
        "vi",
        "jeg",
        "trenger",
        "lys",
        "og",
        "men",
        "fordi",
        "så",
        "slik",
        "at",
        "for",
        "å",
        "bygg",
        "ikke",
        "mvh",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(_WORDS, max_size=40).map(" ".join), st.text(max_size=80)))
def test_every_letter_is_in_one_statement_or_a_separator(answer):
    spans = split_statements(answer, recognize)
    place = 0
    for start, end in [*spans, (len(answer), len(answer))]:
        assert place <= start <= end <= len(answer)
        assert _SEPARATOR.fullmatch(answer[place:start]), answer[place:start]
        place = end
    assert spans == split_statements(answer, recognize)


@pytest.mark.parametrize(
    "piece", ["a, ", "vi trenger lys og ", "- ", "/ ", "1. ", ". ", " ", "jeg ", "fordi ", "så\n", "mvh "]
)
def test_a_hostile_answer_takes_time_in_step_with_its_length(piece):
    begin = time.perf_counter()
    split_statements(piece * (8_000 // len(piece)), lambda statement: recognize(statement[:200]))
    assert time.perf_counter() - begin < 10
