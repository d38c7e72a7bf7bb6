"""The suggested name of a need: short, in people's words, and nobody's secret."""

import pandas as pd
import pytest

from insight.stor_b.name import suggest_names

HOME = [
    "Jeg tør ikke gå ut alene",
    "Mor tør ikke gå ut alene på isen",
    "Tør ikke gå ut alene når det er glatt",
    "Isen ligger lenge",
    "Strødd fortau hjelper mot isen",
]
BUS = ["Bussen er full", "Bussen kommer aldri", "Rutetabellen passer ikke med bussen", "Rutetabellen!", "Rutetabellen"]


def make_needs(*themes, language="nb", persons=None):
    rows = [
        {"cluster_id": number, "quote": quote, "innspill_id": f"i{number}-{n}"}
        for number, theme in enumerate(themes, start=1)
        for n, quote in enumerate(theme)
    ]
    needs = pd.DataFrame(rows).assign(language=language)
    return needs.assign(person_id=persons or [f"p{n}" for n in range(len(needs))])


def suggest(keywords, needs, taken=()):
    return suggest_names(dict(enumerate(keywords, start=1)), needs, taken)


def test_a_phrase_people_share_is_the_name_as_they_wrote_it():
    names = suggest([["tør", "alene", "isen"], ["bussen", "rutetabellen"]], make_needs(HOME, BUS))
    assert names[1] == "Tør ikke gå ut alene"
    assert names[2] == "Bussen og rutetabellen"


def test_joined_words_are_nouns_and_no_places_where_there_are_any():
    told = ["Elleve måtte vente på telefonen på Tangen", "Jeg venter på Tangen, og telefonen er taus"]
    needs = make_needs([*told, "Vente i telefonen igjen på Tangen, det er vår elleve"])
    assert suggest([["venter", "Tangen", "telefonen"]], needs)[1] == "Telefonen"
    assert suggest([["venter", "Tangen"]], needs)[1] == "Venter og Tangen"


def test_a_no_is_not_lost_from_a_phrase():
    names = suggest([["bussen"]], make_needs([f"Jeg rekker ikke bussen {where}" for where in ("hjem", "dit", "nå")]))
    assert names[1] == "Rekker ikke bussen"


def test_a_phrase_in_two_maalformer_is_one_phrase():
    said = ["Eg rekk ikkje bussen", "Jeg rekker ikke bussen", "Jeg rekker ikke bussen hjem"]
    assert suggest([["bussen"]], make_needs(said).assign(language=["nn", "nb", "nb"]))[1] == "Rekker ikke bussen"


def test_what_few_said_is_no_name():
    said = [*HOME, "Kaptein Sabeltann på isen", "Kaptein Sabeltann på isen"]
    persons = ["p1", "p2", "p3", "p4", "p5", "p6", "p6"]
    assert "Kaptein" not in suggest([["isen", "alene", "tør"]], make_needs(said, persons=persons))[1]
    assert suggest([["isen", "kaptein", "tør"]], make_needs(said, persons=persons))[1] != "Isen, kaptein og tør"


def test_what_all_themes_say_is_no_name():
    said = [[f"Kommunen vil styrke {what}" for what in each] for each in (["skolen"] * 4, ["bussen"] * 4)]
    names = suggest([["styrke", "skolen"], ["styrke", "bussen"]], make_needs(*said))
    assert "Kommunen" not in names[1] + names[2]
    assert names[1] != names[2]


def test_a_masked_thing_is_never_in_a_name_and_parts_a_phrase():
    said = [f"Jeg ringte [navn] legen {when}" for when in ("i går", "nå", "to ganger", "før jul")]
    name = suggest([["legen", "ringte"]], make_needs(said))[1]
    assert "[" not in name and "navn" not in name
    assert "ringte legen" not in name.casefold()


def test_a_person_is_never_in_a_name():
    said = [f"Telefonen til Synnøve er opptatt {when}" for when in ("nå", "alltid", "i dag")]
    assert "Synnøve" not in suggest([["telefonen", "opptatt"]], make_needs(said))[1]


@pytest.mark.parametrize("taken", [(), ("Bussen og rutetabellen",)])
def test_no_two_names_are_alike_nor_one_that_people_gave(taken):
    names = suggest([["bussen", "rutetabellen"]] * 3, make_needs(BUS, BUS, BUS), taken)
    assert len({*names.values(), *taken}) == 3 + len(taken)


def test_a_theme_without_words_has_a_name_all_the_same():
    assert suggest([[""], [""]], make_needs(["12"], ["..."])) == {1: "Ulike behov", 2: "Ulike behov (2)"}


def test_a_note_counts_as_a_voice_of_its_own():
    needs = make_needs(["Bratt bakke"] * 3, persons=["", "", ""])
    assert suggest([["bakke"]], needs)[1] == "Bratt bakke"


def test_row_order_does_not_matter():
    needs = make_needs(HOME, BUS)
    keywords = [["tør", "alene", "isen"], ["bussen", "rutetabellen"]]
    assert suggest(keywords, needs.sample(frac=1, random_state=1)) == suggest(keywords, needs)
