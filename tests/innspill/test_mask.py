"""Masking as a whole: forms and names together, once and for all, in a time that follows the length."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.innspill.findings import replace
from insight.innspill.identifiers import find_structured
from insight.innspill.mask import TOKENS, count_masks, find_identifiers, find_identifiers_in, mask, mask_all
from insight.innspill.normalize import normalize_text
from insight.norsk.wordlists import add_lists
from insight.processes import MANY
from insight.tables import IDENTIFIERS

PIECES = (
    *TOKENS, "Kari", "Nordmann", "Ola N.", "jeg heter", "mvh", "ring", "tlf", "født", "konto", "org.nr", "sak", "gnr",
    "bnr", "bilen", "snap", "insta:", "eiendom", "boks", "H0101", "Storgata", "12", "12B", "3520", "Fjordvik",
    "900 00 123", "90000123", "+47", "22916131058", "1234.56.78903", "12.03.1985", "12/34", "2024/1234", "AB 12345",
    "@kari_n", "kari@", "eksempel.no", "(at)", "punktum", "www.eksempel.no", "/kari", "kr", ",", ".", ":", "-", "(",
    ")", "[", "]", "\n", "skole", "vipps", "til", "er", "på", "NO", "MVA", "f.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(lambda pieces: st.sampled_from([" ", ""]).map(
    lambda by: by.join(pieces)))  # fmt: skip


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Ring Kari Eksempelsen på 900 00 123", "Ring [navn] på [telefon]"),
        ("mvh Ola Nordmann, Storgata 12, 3520 Fjordvik", "mvh [navn], [adresse]"),
        ("Kari Nordmann, 3520 Fjordvik", "[navn], [adresse]"),
        ("Kari Nordmanns vei 12 mangler lys", "[adresse] mangler lys"),
        ("jeg heter kari nordmann, fødd 12. mars 1985", "jeg heter [navn], fødd [fødselsdato]"),
        ("Bussen til Toso skole går kl. 07:45 fra Storgata", "Bussen til Toso skole går kl. 07:45 fra Storgata"),
        ("[navn] på [telefon] og [telefon] 12345", "[navn] på [telefon] og [telefon] 12345"),
        ("saksnr 2024/1234 og [e-post]", "saksnr [saksnummer] og [e-post]"),
        ("", ""),
    ],
)
def test_forms_and_names_are_masked_together(text_in, text_out):
    assert mask(text_in) == text_out
    assert mask(text_out) == text_out


@given(TEXTS)
def test_masking_again_changes_nothing(text):
    masked = mask(normalize_text(text))
    assert mask(masked) == masked == normalize_text(masked)


@given(st.lists(TEXTS, max_size=5))
def test_many_texts_are_masked_as_if_each_were_alone(texts):
    assert mask_all(texts) == [mask(text) for text in texts]
    assert find_identifiers_in(texts) == [find_identifiers(text) for text in texts]


@given(TEXTS)
def test_masks_in_the_text_stay_and_findings_do_not_overlap(text):
    found = find_identifiers(text)
    kept = {token: text.count(token) for token in TOKENS}
    masked = replace(text, found)
    assert all(masked.count(token) >= times for token, times in kept.items())
    assert all(earlier.end <= later.start for earlier, later in pairwise(found))
    assert {finding.type for finding in found} <= set(IDENTIFIERS)


def test_masks_are_counted_by_type():
    counts = count_masks(["[navn] og [navn]", "[telefon]", "[eiendom]", "[annet]"])
    assert list(counts) == list(TOKENS)
    assert counts["[navn]"] == 2 and counts["[eiendom]"] == 1 and counts["[e-post]"] == 0 and sum(counts.values()) == 4


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1 ", "12 ", "1.", "a@", "aaaa@aaaa@", "a.", "A ", "Aa ", "gate 1", "Storgata 12, ", "gnr 1 ", "født den ",
        "f. ", "tlf ", "ring meg på ", "snap a ", "NO12", "sak nr ", "2024/", "12.12.", "+47", "a (at) ", "a punktum ",
        "90 00 01 23 ", "123456 12345", "www.", "a.no/", "[navn], 1234 A", "kh 12345 bil ", '"a', "१२ ",
        "født i a i a ", "født 1.1 og 1.1 og ", "1. mai fyller jeg ", "jeg blir 18 ", "fødselsdato a b c d ",
        "snap: a_b ", "snap a.b ", "på snap heter jeg ", "kundenummer a ", "sak 24/1234 og 24/1234, ",
        "kundenr 12 34 ", "klage ABC-", "Storgata 1 og 3 og 5 og ", "i bjørkelia 3 ", "adresse: aa aa ",
        "Aa Aa 12 ", "ni null ", "4111 1111 ",
        "pass AB1234567 og ", "min nettside er ", "mor (1.1.1990) ",
    ],
)  # fmt: skip
def test_hostile_text_takes_a_time_that_follows_its_length(unit):
    # A tenth of a second or so; by the square of the length it would be minutes. Other programs' work is not counted.
    began = time.process_time()
    find_structured((unit * 50_000)[:50_000])
    assert time.process_time() - began < 2


@pytest.mark.slow
def test_answers_shared_among_processes_are_masked_as_here_and_with_the_projects_lists(tmp_path):
    (tmp_path / "ikke-navn.txt").write_text("prøvelia\n", encoding="utf-8")
    texts = [f"Ring Kari Prøvesen på 900 0{n % 10} {n % 900 + 100} om {n} hull ved Prøvelia" for n in range(MANY)]
    add_lists(tmp_path)
    try:
        together = find_identifiers_in(texts)
        assert together == [find_identifiers(text) for text in texts]
        assert {replace(texts[0], together[0])} == {"Ring [navn] på [telefon] om 0 hull ved Prøvelia"}
    finally:
        add_lists(None)
