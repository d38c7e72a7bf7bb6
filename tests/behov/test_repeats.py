"""Campaigns are told from what many happen to say, and one person from several."""

import random
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.behov.repeats import find_repeats
from tests.tables import make_innspill

CAMPAIGN = (
    "Vi krever at kommunen stanser planene om steinbrudd i Myrdalen og lar området være et friluftsområde for alle som "
    "bor her. Støy og tungtrafikk på skoleveien vil ødelegge bygda for dem som kommer etter oss."
)
LETTER = "Eg ber kommunen om å halde fram med opne dagar i symjehallen for born og unge kvar laurdag."


def group(texts, persons=None, **columns):
    found = find_repeats(make_innspill(texts, persons=persons, **columns))
    return list(zip(found["repeat_of"], found["repeat"], strict=True))


@pytest.mark.parametrize(
    "copy",
    [
        CAMPAIGN,
        CAMPAIGN.upper(),
        CAMPAIGN.replace(". ", ".\n\n- ").replace("Vi krever", "VI KREVER,"),
        CAMPAIGN.replace("Vi krever", "Jeg ber om").replace("bygda", "grenda"),
        CAMPAIGN + " Hilsen [navn]",
        "Hei! " + CAMPAIGN + " Min mor har gått tur der i femti år og ville aldri ha trodd dette.",
        CAMPAIGN.split(". ")[0] + ".",
        CAMPAIGN.replace("Myrdalen", "[adresse]").replace("planene om", "planene for et"),
    ],
)
def test_a_copied_text_with_small_changes_is_one_campaign(copy):
    assert group([CAMPAIGN, copy, LETTER]) == [("i0000", "flere personer")] * 2 + [("", "")]


@pytest.mark.parametrize(
    "text",
    ["bedre vei", "Flere busser til sentrum om kvelden, takk", "Trygg skolevei for alle barn", "Mer lys!"],
)
def test_what_is_short_many_may_say_by_themselves(text):
    assert group([text, text, text.upper()]) == [("", "")] * 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Bussen går for sjelden til at jeg rekker jobben i byen om morgenen.",
            "Bussen går så sjelden at sønnen min ikke kommer seg på trening om kvelden.",
        ),
        (
            "Jeg synes det er veldig viktig at kommunen satser på de eldre i årene som kommer.",
            "Jeg synes det er veldig viktig at ungdommen får noe å gjøre på fredager.",
        ),
        (
            "Det er ikke trygt å gå langs fylkesveien når det er mørkt og glatt.",
            "Det er ikke trygt å sykle langs elva når flommen kommer om våren.",
        ),
    ],
)
def test_like_words_about_one_matter_are_no_campaign(one, two):
    assert group([one, two]) == [("", "")] * 2


def test_one_person_twice_is_told_from_two_persons():
    assert group([LETTER, LETTER], ["p1", "p1"]) == [("i0000", ""), ("i0000", "samme person")]
    assert group([LETTER, LETTER, LETTER], ["p1", "p1", "p2"]) == [
        ("i0000", "flere personer"),
        ("i0000", "samme person"),
        ("i0000", "flere personer"),
    ]
    assert group(["Bedre vei", "bedre vei!", "bedre vei"], ["p1", "p1", "p2"]) == [
        ("i0000", ""),
        ("i0000", "samme person"),
        ("", ""),
    ]


def test_a_note_is_a_voice_of_its_own():
    notes = make_innspill([LETTER, LETTER], channel="verksted").assign(person_id="")
    assert find_repeats(notes)["repeat"].tolist() == ["flere personer"] * 2


def test_what_says_nothing_or_is_set_aside_repeats_nothing():
    assert group(["Vet ikke", "Vet ikke", "", ""], ["p1", "p1", "p2", "p2"]) == [("", "")] * 4
    assert group([LETTER, LETTER], set_aside=["", "duplikat"]) == [("", "")] * 2


def test_no_answers_give_no_rows():
    assert find_repeats(make_innspill([])).columns.tolist() == ["innspill_id", "repeat_of", "repeat"]


@given(st.lists(st.sampled_from([CAMPAIGN, CAMPAIGN.lower() + " Takk", LETTER, "bedre vei", "", "]["]), max_size=8))
def test_row_order_never_matters_and_a_group_has_several(texts):
    innspill = make_innspill(texts, persons=[f"p{n % 3}" for n in range(len(texts))])
    found = find_repeats(innspill)
    pd.testing.assert_frame_equal(found, find_repeats(innspill.iloc[::-1]))
    sizes = found.loc[found["repeat_of"] != "", "repeat_of"].value_counts()
    assert (sizes > 1).all() and set(sizes.index) <= set(found["innspill_id"])


@pytest.mark.slow
def test_a_hundred_thousand_answers_take_seconds():
    rng = random.Random(1)
    words = [f"ord{n}" for n in range(20_000)]
    texts = [" ".join(rng.choices(words, k=rng.randint(1, 40), weights=None)) for _ in range(80_000)]
    for _ in range(20_000):
        copy = CAMPAIGN.split()
        copy[rng.randrange(len(copy))] = rng.choice(words)
        texts.append(" ".join(copy))
    innspill = make_innspill(texts)
    began = time.perf_counter()
    found = find_repeats(innspill)
    assert time.perf_counter() - began < 20
    assert (found["repeat"] == "flere personer").sum() >= 20_000
