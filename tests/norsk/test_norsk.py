"""Words, sentences, phrases, stems, languages and word lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.norsk.language import guess_language
from insight.norsk.phrases import phrase_finder
from insight.norsk.tokens import find_sentences, find_words
from insight.norsk.wordlists import read_entries, read_words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bussen går sjelden. Jeg rekker ikke jobb!", ["Bussen går sjelden.", "Jeg rekker ikke jobb!"]),
        ("Det gjelder f.eks. fortau kl. 16 på mandag.", ["Det gjelder f.eks. fortau kl. 16 på mandag."]),
        ("Den 17. mai er det fullt. Ellers tomt", ["Den 17. mai er det fullt.", "Ellers tomt"]),
        ("mørkt! og glatt", ["mørkt!", "og glatt"]),
        ("uten punktum", ["uten punktum"]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text, sentences):
    assert [text[start:end] for start, end in find_sentences(text)] == sentences


@given(st.text(alphabet="abc .!?\t1æ", max_size=80))
def test_no_letter_falls_outside_the_sentences(text):
    inside = "".join(text[start:end] for start, end in find_sentences(text))
    assert inside.replace(" ", "").replace("\t", "") == "".join(text.split())


def test_words_keep_hyphens_and_leave_masks_and_numbers_out():
    assert find_words("Gang- og sykkelvei, ring [navn] på T-banen 2 ganger") == [
        "Gang", "og", "sykkelvei", "ring", "på", "T-banen", "ganger",
    ]  # fmt: skip


def test_phrases_stems_inner_parts_and_traps():
    find = phrase_finder({"barn": ["barn*", "!barnehage*"], "skole": ["*skole*", "ny i", "barn og unge"]})
    found = find("Barna i barnehagen går på grunnskolen, de er ny i bygda")
    assert found == {"barn": ["Barna"], "skole": ["grunnskolen", "ny i"]}
    assert find("barn og unge; ny, i") == {"barn": ["barn"], "skole": ["barn og unge"]}
    assert phrase_finder({})("hva som helst") == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Eg kjem meg ikkje på butikken når løypa ikkje er brøytt", "nn"),
        ("Jeg tør ikke gå alene hjem om kvelden", "nb"),
        ("The staff were very good", "en"),
        ("Chciałbym, żeby autobusy jeździły częściej wieczorem", "annet"),
        ("Més carrils bici segurs per anar a l'escola amb els nens", "annet"),
        ("Es müsste mehr Busse am Abend geben", ""),
        ("buss", ""),
        ("", ""),
    ],
)
def test_language_is_said_only_when_words_tell(text, language):
    assert guess_language(text) == language


@pytest.mark.parametrize("name", ["aktoerer", "tjenesteomraader", "signaler", "rolle-til-aktoer", "sprakmerker"])
def test_word_lists_have_words_under_every_key(name):
    entries = read_entries(name)
    assert entries
    assert all(words for words in entries.values())


@pytest.mark.parametrize("name", ["ikke-svar", "stoppord", "tilstander", "boeyde-verb"])
def test_plain_lists_are_in_small_letters(name):
    words = read_words(name)
    assert words
    assert [word for word in words if word != word.lower()] == []
