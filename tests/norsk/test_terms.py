"""Words as keys: lemmas, målform, compounds, and what is left out."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.words import measure_compounds, measure_lemmas
from insight.errors import InsightError
from insight.norsk.compounds import find_boundaries, split_compound
from insight.norsk.language import guess_language
from insight.norsk.lemmas import find_lemma
from insight.norsk.maalform import bridge
from insight.norsk.spelling import match_spelling
from insight.norsk.terms import Term, find_terms
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import add_lists, read_entries, read_words

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module", autouse=True)
def loaded():
    """What is read at first use is read now: a property test times each of its examples."""
    find_terms("sykehjemsplassene xqzwvk")


def test_importing_the_language_reads_no_dictionary():
    code = """
import importlib, pkgutil, sys
import insight.norsk
for module in pkgutil.iter_modules(insight.norsk.__path__, "insight.norsk."):
    importlib.import_module(module.name)
assert "simplemma" not in sys.modules
from insight.norsk.lexicon import _dictionary
assert _dictionary.cache_info().currsize == 0
from insight.norsk.terms import find_terms
find_terms("sykehjemsplassene")
assert _dictionary.cache_info().currsize == 2  # bokmål and nynorsk, not English
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_compound_boundaries_agree_with_the_gold():
    found = measure_compounds()
    assert found.precision >= 0.9, found.faults
    assert found.recall >= 0.75, found.faults


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_lemmas_agree_with_the_gold(language):
    accuracy, faults = measure_lemmas(language)
    assert accuracy >= 0.95, faults


def test_a_word_gives_its_key_and_then_its_parts():
    assert find_terms("Skulane manglar skuleskyss", "nn") == [
        Term("skole", "Skulane", False),
        Term("mangle", "manglar", False),
        Term("skoleskyss", "skuleskyss", False),
        Term("skole", "skuleskyss", True),
        Term("skyss", "skuleskyss", True),
    ]


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk"),
    [
        ("ensomheten", "einsemda"),
        ("trygghet", "tryggleik"),
        ("farlige veier", "farlege vegar"),
        ("sykehjemmene", "sjukeheimane"),
        ("hovedveien", "hovudvegen"),
        ("lærerne", "lærarane"),
        ("mulighetene", "moglegheitene"),
    ],
)
def test_maalforms_meet(bokmaal, nynorsk):
    assert {term.key for term in find_terms(bokmaal, "nb")} == {term.key for term in find_terms(nynorsk, "nn")}


@pytest.mark.parametrize("word", ["hus", "nett", "kor", "verd", "reindrift", "menneskeverd", "sykehus", "kommune"])
def test_the_bridge_leaves_bokmaal_words_alone(word):
    assert bridge(word) == word


def test_stop_words_single_letters_and_masks_are_left_out_unless_asked_for():
    assert find_terms("Æ og du itte på i [navn]") == []
    assert [term.key for term in find_terms("itte bussen")] == ["buss"]
    assert [term.key for term in find_terms("itte bussen", keep_stop_words=True)] == ["ikke", "buss"]


def test_english_is_left_whole():
    assert [term.key for term in find_terms("playgrounds and buses", "en")] == ["playground", "bus"]


@given(st.text(max_size=60))
def test_any_text_has_terms_of_its_own_words(text):
    words = find_words(text)
    assert {term.word for term in find_terms(text)} <= set(words)
    assert all(term.key for term in find_terms(text, "nn", keep_stop_words=True))


@given(st.text(alphabet="abdeghiklmnorstuvyæøå-", min_size=1, max_size=40))
def test_boundaries_lie_inside_the_word_in_order(word):
    ends = find_boundaries(word)
    assert list(ends) == sorted(set(ends))
    assert all(0 < end < len(word) for end in ends)
    assert len(split_compound(word)) == (len(ends) + 1 if ends else 0)


def test_a_letter_left_out_between_parts_is_put_back():
    assert split_compound("busstopp") == ("buss", "stopp")
    assert find_boundaries("trafikkskilt") == (7,)


def test_unknown_compounds_are_inflected_as_their_last_part():
    assert find_lemma("elsparkesyklene", "nb") == "elsparkesykkel"
    assert find_lemma("kommunens") == "kommune"


def test_slips_are_matched_only_where_nothing_else_is_meant():
    words = {"skolevei": 5, "skoelvei": 1, "barnehage": 3, "barnehge": 2, "kommune": 9, "kjommune": 3, "eldrebolig": 1}
    assert match_spelling(words) == {"skoelvei": "skolevei", "barnehge": "barnehage"}
    shuffled = list(words.items())
    random.Random(1).shuffle(shuffled)
    assert match_spelling(dict(shuffled)) == match_spelling(words)
    assert match_spelling({"bussar": 4, "busxar": 1, "bussat": 4}) == {"busxar": "bussar"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Skoleveien er farlig og mangler gatelys", "nb"),
        ("Skulevegen er farleg og manglar gatelys", "nn"),
        ("The buses are always late", "en"),
        ("bra", ""),
    ],
)
def test_endings_and_dictionaries_tell_the_language(text, language):
    assert guess_language(text) == language


@pytest.fixture
def own_lists(tmp_path):
    yield tmp_path
    add_lists(None)


def test_a_project_adds_and_removes_words(own_lists):
    before = [term.key for term in find_terms("Fjordvika brenn bussane")]
    (own_lists / "stoppord.txt").write_text("brenn\n-ikke\n", encoding="utf-8")
    (own_lists / "maalform.txt").write_text("fjordvika: fjordvik\n-skule\n", encoding="utf-8")
    (own_lists / "lemmaer.txt").write_text("fjordvika: fjordvikas\n", encoding="utf-8")
    add_lists(own_lists)
    assert [term.key for term in find_terms("Fjordvika brenn ikke")] == ["fjordvik", "ikke"]
    assert "skule" not in read_entries("maalform")
    add_lists(None)
    assert [term.key for term in find_terms("Fjordvika brenn bussane")] == before
    assert "skule" in read_entries("maalform")


def test_a_project_may_list_parts_of_any_length(own_lists):
    assert find_boundaries("øysletta") == (2,)
    (own_lists / "sammensetning.txt").write_text("korte: ø, qvz\n", encoding="utf-8")
    add_lists(own_lists)
    assert find_boundaries("øysletta") == (2,)
    assert find_boundaries("qvzskole") == (3,)


def test_every_fault_of_the_project_lists_is_named(own_lists):
    before = read_words("stoppord")
    (own_lists / "stopord.txt").write_text("buss\n", encoding="utf-8")
    (own_lists / "signaler.txt").write_bytes("behov: trengær".encode("latin-1"))
    with pytest.raises(InsightError) as told:
        add_lists(own_lists)
    assert len(told.value.faults) == 2
    assert "stoppord" in str(told.value)
    assert "UTF-8" in str(told.value)
    assert read_words("stoppord") == before


def test_a_word_longer_than_any_is_left_whole_and_soon():
    assert split_compound("skole" * 2_000) == ()
