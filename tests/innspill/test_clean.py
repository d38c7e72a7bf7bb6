"""Clean text, masks and answers that say nothing."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.innspill import clean_innspill, count_masks, mask
from insight.innspill.clean import find_reason
from insight.innspill.normalize import normalize_text
from tests.tables import make_innspill

HOSTILE = st.lists(
    st.sampled_from(
        [*"<>&;#/.,:-' \n", "Kari", "Nordmann", "jeg heter", "hilsen", "Rektor", "ring", "v/", "&amp;", "lt;",
         "<b>", "br", "900 00 123", "12345", "01010112345", "1234.56.78903", "Storgata 14B",
         "gate", "skole", "gnr",
         "www.", "@", "a.no", "http://", "+47", "\u200b", "&#8203;", "e\u0301", "[navn]", "NAV"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Trygg&nbsp;<b>vei</b>", "Trygg vei"),
        ("Først<br/>så<br>til slutt", "Først\nså\ntil slutt"),
        ("a < b og <3 for bygda", "a < b og <3 for bygda"),
        ("R&D &amp; mer", "R&D & mer"),
        ("&amp;lt;b&amp;gt;", ""),
        ("a\u030apen\u200b\u202e dør\x07", "åpen dør"),
        ("en\r\n\r\n\r\n\r\nto  \t tre", "en\n\nto tre"),
        ("<script>alert(1)</script>", "alert(1)"),
    ],
)
def test_text_becomes_what_a_person_sees(text_in, text_out):
    assert normalize_text(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Skriv til kari.n@eksempel.no.", "Skriv til [e-post]."),
        ("Se https://eksempel.no/kari?a=1, takk", "Se [nettadresse], takk"),
        ("Nummeret er 22916131058", "Nummeret er [fødselsnummer]"),
        ("Nummeret er 229161 31058", "Nummeret er [fødselsnummer]"),
        ("Konto 9999.12.34566 eller 99991234566", "Konto [kontonummer] eller [kontonummer]"),
        ("Skrev feil: 12345678901", "Skrev feil: [fødselsnummer]"),
        ("900 00 123, 90 00 01 23, 90000123 og +47 90000123", "[telefon], [telefon], [telefon] og [telefon]"),
        ("Det kostet 20 000 000 kr i 2024", "Det kostet 20 000 000 kr i 2024"),
        ("25000000 kroner, 20240315, 31 12 2024", "25000000 kroner, 20240315, 31 12 2024"),
        ("saksnummer 202400123456", "saksnummer [saksnummer]"),
        ("Jeg bor i Lauvåsvegen 14B, 3520 Fjordvik", "Jeg bor i [adresse]"),
        ("Nedre gate 3 og storgata 5", "[adresse] og [adresse]"),
        ("Gnr. 12 bnr. 34 er min", "[eiendom] er min"),
        ("Fylkesvei 16 og skoleveien 3 ganger i Storgata", "Fylkesvei 16 og skoleveien 3 ganger i Storgata"),
        ("Kari Eksempelsen og Bjørn Testlund", "[navn] og [navn]"),
        ("jeg heter ola nordmann", "jeg heter [navn]"),
        ("Hilsen Kari", "Hilsen [navn]"),
        ("Spør rektor Liksomrud v/ skolen", "Spør rektor [navn] v/ skolen"),
        ("Takk til Solveig i hjemmetjenesten", "Takk til [navn] i hjemmetjenesten"),
        ("Karl Johans gate og Olav skole", "Karl Johans gate og Olav skole"),
        ("Ring NAV, kontakt Frivilligsentralen på Mandag", "Ring NAV, kontakt Frivilligsentralen på Mandag"),
        (
            "Per i dag er det Vår i Solsida og Bjørn i skogen",
            "Per i dag er det Vår i Solsida og Bjørn i skogen",
        ),
    ],
)
def test_what_identifies_is_masked_and_places_and_sums_stay(text_in, text_out):
    assert mask(text_in) == text_out
    assert mask(text_out) == text_out


@given(st.text(max_size=60) | HOSTILE)
def test_normalizing_and_masking_again_change_nothing(text):
    plain = normalize_text(text)
    assert normalize_text(plain) == plain
    masked = mask(plain)
    assert mask(masked) == masked == normalize_text(masked)


@pytest.mark.parametrize(
    "unit", ["a", "A ", "a.", "a@", "1", "12 ", "<b", "&amp;", "Kari Ola NAV ", "a-", "ring Kari ", "\n"]
)
def test_long_hostile_text_takes_no_longer_than_it_is_long(unit):
    began = time.perf_counter()
    mask(normalize_text((unit * 100_000)[:100_000]))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "tomt svar"), ("Vet ikke!", "ikke svar"), ("Veit ikkje", "ikke svar"), ("-", "ikke svar"),
        ("N/A", "ikke svar"), ("I don't know.", "ikke svar"), ("None", "ikke svar"), ("...", "ikke svar"),
        ("123", "uten bokstaver"),
        ("👍", "uten bokstaver"), ("[navn], [telefon]", "bare personopplysninger"), ("Buss", ""),
        ("Vet ikke hvem jeg skal ringe", ""), ("Ingen buss", ""),
    ],
)  # fmt: skip
def test_answers_that_say_nothing_have_a_reason(text, reason):
    assert find_reason(text) == reason


def test_cleaning_keeps_every_row_its_reason_and_the_callers_table():
    texts = ["Ring&nbsp;Kari Eksempelsen", "vet ikke", "", "Bussen er ikke her når jeg skal på jobb"]
    innspill = make_innspill(
        texts,
        set_aside=["samme rad er levert før", "", "", ""],
        question="Hva sa <b>Ola Prøvestad</b>?",
        krets="Lauvåsvegen 14B",
    )
    before = innspill.copy(deep=True)
    cleaned = clean_innspill(innspill)
    pd.testing.assert_frame_equal(innspill, before)
    assert cleaned["text"].tolist() == ["Ring [navn]", "vet ikke", "", texts[3]]
    assert cleaned["set_aside"].tolist() == ["samme rad er levert før", "ikke svar", "tomt svar", ""]
    assert set(cleaned["question"]) == {"Hva sa [navn]?"} and set(cleaned["krets"]) == {"[adresse]"}
    assert cleaned["language"].tolist()[3] == "nb"
    pd.testing.assert_frame_equal(clean_innspill(cleaned), cleaned)


def test_masks_are_counted_by_type():
    counts = count_masks(["[navn] og [navn]", "[telefon]", "[annet]"])
    assert counts["[navn]"] == 2 and counts["[telefon]"] == 1 and counts["[e-post]"] == 0
    assert sum(counts.values()) == 3
