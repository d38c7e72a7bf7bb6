"""The words of a theme are words a councillor would use of it."""

import random

import pytest

from insight.clusters.label import find_keywords

BUS = [
    "Bussen går for sjelden om kvelden",
    "Ingen buss hjem i fjor",
    "Jeg rekker ikke bussen",
    "Kveldsbussen er borte i år",
    "Det går ingen buss til jobben",
    "Folk må gå hjem fra jobben en kveld i uka",
    "Kveldsbussen kom ikke den kvelden",
    "Kveldsbussen står",
]
SCHOOL = [
    "Skolen er gammel og kald",
    "Elevene fryser på skolen",
    "Det er trangt på skolen for elevene",
    "Læreren har ikke tid til elevene i år",
    "Folk sier at læreren slutter i år",
    "Læreren orker ikke flere ganger",
]


def label(*themes):
    """The keywords of themes of (text, language) pairs, or of texts in bokmål."""
    statements = [[(each, "nb") if isinstance(each, str) else each for each in theme] for theme in themes]
    return [*find_keywords(dict(enumerate(statements))).values()]


def test_time_and_filler_do_not_name_a_theme():
    bus, school = label(BUS, SCHOOL)
    assert bus[0] in ("buss", "bussen", "kveldsbussen")
    assert {"læreren", "elevene", "skolen"} <= set(school)
    for word in ("år", "fjor", "folk", "ganger", "går", "uka"):
        assert word not in bus + school


def test_a_part_of_the_day_may_follow_but_not_come_first():
    evening, _ = label(["Alene hver kveld", "Hele kvelden sitter jeg alene", "Om kvelden er jeg alene"] * 3, SCHOOL)
    assert evening[0] == "alene"
    assert "kvelden" in evening or "kveld" in evening


def test_a_theme_with_nothing_but_filler_still_has_words():
    only, _ = label(["Det var i fjor", "I fjor", "Hele året i fjor"], SCHOOL)
    assert only[0] == "fjor"
    assert label([]) == [[]]
    assert label(["...", "12"]) == [[]]


def test_a_word_stands_once_in_two_maalformer_and_in_the_form_people_used_most():
    mixed = [("Skulen er stengd", "nn"), ("Skolen er stengt", "nb"), ("Eg når ikkje skulen", "nn"), ("Skulen!", "nn")]
    words, _ = label(mixed, BUS)
    assert "skulen" in words
    assert not {"skolen", "skole", "skule"} & set(words)


def test_compounds_are_whole_and_never_beside_their_parts():
    roads = ["Skoleveien er farlig", "Ungene går skoleveien i mørket", "Skoleveien mangler lys", "Veien til skolen"]
    words, _ = label(roads, BUS)
    assert words[0] == "skoleveien"
    assert not {"veien", "skolen"} & set(words)


def test_words_that_mean_the_same_do_not_stand_side_by_side():
    told = [f"{one} og {two} i sentrum" for one, two in [("Trygg", "trygghet")] * 4] + ["Lys i sentrum"] * 4
    words, _ = label(told, BUS)
    assert len({"trygg", "trygghet"} & set(words)) == 1


def test_names_keep_their_capital_and_the_first_word_of_a_sentence_does_not():
    words, _ = label(["NAV svarer ikke", "Jeg ringer NAV", "Søknaden ligger hos NAV", "Søknaden er borte"] * 2, BUS)
    assert "NAV" in words
    assert "søknaden" in words


def test_a_persons_name_is_no_keyword():
    words, _ = label([f"Læreren {verb} Synnøve" for verb in ("hjelper", "ringer", "venter på", "savner")], BUS)
    assert "læreren" in words
    assert "synnøve" not in [word.casefold() for word in words]


def test_a_genitive_is_shown_only_where_nobody_wrote_otherwise():
    words, _ = label(["Barnehagens tak", "Barnehagens gjerde", "Barnehagens dør", "Taket på barnehagen"], BUS)
    assert "barnehagen" in words
    assert "barnehagens" not in words


def test_what_one_answer_repeats_is_not_what_a_theme_is_about():
    loud = [("Flygel, flygel", "nb", "a"), ("Vi vil ha flygel", "nb", "a"), ("Flygel nå", "nb", "a")]
    others = [(text, "nb", f"b{n}") for n, text in enumerate(SCHOOL)]
    words, _ = label([*loud, *others], BUS)
    assert "flygel" not in words


def test_no_word_is_the_first_of_two_themes():
    first, second = label(["Skolen er kald"] * 3 + ["Lærer borte"], ["Skolen er trang"] * 3 + ["Gymsalen er trang"] * 3)
    assert first[0] != second[0]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_statements_does_not_matter(seed):
    shuffled = [random.Random(seed).sample(theme, len(theme)) for theme in (BUS, SCHOOL)]
    assert label(*shuffled) == label(BUS, SCHOOL)


def test_words_of_no_language_we_know_are_words_too():
    words, _ = label(["Li rrugët e shkollës", "Rrugët janë të errëta", "Rrugët!"], BUS)
    assert words[0].casefold() == "rrugët"
