"""Names of people are found in every way people write them; places, words and titles that look like names stay."""

import random

import numpy as np
import pytest

from insight.innspill import tagger
from insight.innspill.findings import replace
from insight.innspill.mask import mask
from insight.innspill.names import find_names, find_names_in


def mask_names(text: str) -> str:
    return replace(text, find_names(text))


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Jeg heter Torgeir Prøvelien og bor her.", "Jeg heter [navn] og bor her."),
        ("eg heiter torgeir og bur her", "eg heiter [navn] og bur her"),
        ("Mvh Prøvelien", "Mvh [navn]"),
        ("Kona til Torgeir får ikke hjelp", "Kona til [navn] får ikke hjelp"),
        ("Karis mor venter på plass", "[navn] mor venter på plass"),
        ("Naboen min Abdirahman har klaget", "Naboen min [navn] har klaget"),
        ("Rektor Prøvelien svarer ikke", "Rektor [navn] svarer ikke"),
        ("Læreren til Anne-Grethe er flink", "Læreren til [navn] er flink"),
        ("Takk til Agnieszka og Hodan på helsestasjonen", "Takk til [navn] og [navn] på helsestasjonen"),
        ("Fikk svar fra K. Prøvelien", "Fikk svar fra [navn]"),
        ("Velforeningen v/ Torgeir Prøvelien", "Velforeningen v/ [navn]"),
        ("spør torgeir på kontoret", "spør [navn] på kontoret"),
        ("My neighbour Krzysztof helped us", "My neighbour [navn] helped us"),
        ("Jonas' lærer sluttet, sa 'Jonas'", "[navn] lærer sluttet, sa '[navn]'"),
        ("bilen til han derre Tommy André på Prøvstad", "bilen til han derre [navn] på Prøvstad"),
        ("Familien Prøvelien-Dokken må flytte", "Familien [navn] må flytte"),
        ("RING TORGEIR PRØVELIEN OM BRØYTING", "RING [navn] OM BRØYTING"),
        ("Ifølge Fatima al Prøvestad er det trangt", "Ifølge [navn] er det trangt"),
    ],
)
def test_names_are_found_whole_and_titles_stay(text_in, text_out):
    assert mask_names(text_in) == text_out
    assert mask_names(text_out) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Stein og Turid vil ha lys", "[navn] og [navn] vil ha lys"),
        ("Ask (7) sykler aldri til skolen", "[navn] (7) sykler aldri til skolen"),
        ("Bo ringte teknisk etat", "[navn] ringte teknisk etat"),
        ("Hans sitt hus ligger for nær vegen", "[navn] sitt hus ligger for nær vegen"),
        ("Det var Mai Britt som tok opp saken", "Det var [navn] som tok opp saken"),
        ("Hunden til Prøvelien bjeffer", "Hunden til [navn] bjeffer"),
        ("K.M. sier det samme", "[navn] sier det samme"),
        ("Skolen Kari går på er for liten", "Skolen [navn] går på er for liten"),
        ("spør Kari skolen er jo for liten", "spør [navn] skolen er jo for liten"),
        ("Garden Torgeir driver treng veg", "Garden [navn] driver treng veg"),
    ],
)
def test_names_that_are_words_too_are_told_by_what_stands_beside(text_in, text_out):
    assert mask_names(text_in) == text_out


@pytest.mark.parametrize(
    "text",
    [
        "Edvard Prøves veg og Ivar Prøvesen-tunet",
        "Prøvesen videregående og Prøvesens kolonial",
        "Advokatfirmaet Prøvesen og Hagen vant",
        "Dahl og sønner transport, Hansen Bygg og Olsen AS",
        "Ekstremværet Hans tok brua",
        "Garden heiter Haugen",
        "Vi handler på Coop'en",
        "Åse Vest og Ytre Prøvdal",
        "En Toyota Yaris og en Massey Ferguson på Spond",
    ],
)
def test_what_is_called_after_people_stays(text):
    assert mask_names(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Det er mye bjørn og ulv her",
        "Vi trenger mer liv i sentrum",
        "Sol og sommer på Bakken i mai",
        "Bjørnsons gate må brøytes",
        "Sofienberg skole er for liten",
        "Bussen fra Gran til Jevnaker går for sjelden",
        "Ring NAV eller Husbanken",
        "Bussen fra Prøvstad til Solberg og vegen til Moen",
        "Kari Traas vei, Olavs minde og Hansens bakeri ligger i Storgata",
        "E39 og Rv 7 ved Brekke",
        "Bo hjemme lenger, finn en løsning og gro egen mat",
        "Æ bor på Sørneset, itj i byen",
        "Hilsen en bekymret mor",
        "Rektor og ordfører må svare",
        "hans bror og hennes søster",
        "Vi må signe en avtale og kåre en vinner",
        "Høyre, Venstre og Senterpartiet",
        "Jeg handler på Kiwi og Rema 1000",
        "Naboen min [navn] og rektor [navn]",
        "The pool is only open in May",
        "",
        "   ",
        "…!?",
    ],
)
def test_words_places_and_bodies_stay(text):
    assert mask_names(text) == text


def test_findings_tell_what_pointed_them_out():
    finding = find_names("Hilsen Torgeir Prøvelien")[0]
    assert (finding.type, finding.how, finding.sure) == ("navn", "sammenheng", True)
    assert {finding.how for finding in find_names("Solveig er flink")} <= {"ordliste", "modell"}


def test_neither_order_nor_company_changes_what_is_found():
    texts = [
        "Ring Torgeir",
        "",
        "bjørn i skogen",
        "Rektor Prøvelien, Fatima og Hodan.\nMvh K. Prøvelien",
        "A" * 300,
    ] * 7
    alone = [find_names(text) for text in texts]
    assert find_names_in(texts) == alone
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    assert find_names_in([texts[row] for row in order]) == [alone[row] for row in order]


def test_a_long_text_is_read_as_its_sentences_are():
    text = " ".join(["Takk til Solveig Prøvelien for hjelpen."] * 200)
    assert mask_names(text) == " ".join(["Takk til [navn] for hjelpen."] * 200)


@pytest.mark.parametrize(
    "unit",
    ["Ål ", "Kari ", "Test Testesen ", "Å", "Kari", "Ab-", "kari ", "A. ", "Jeg heter ", "Mvh ", "v/", "ring Kari ",
     "hilsen: ", "min ", "[navn] ", "[", "'", "\n", "K.", "é", "Naboen min "],
)  # fmt: skip
def test_twice_the_text_is_at_most_about_twice_the_work(unit, monkeypatch):
    sizes = []
    score_batch = tagger._score_batch

    def count(forms):
        sizes.append(len(forms) * max(map(len, forms)))
        return score_batch(forms)

    monkeypatch.setattr(tagger, "_score_batch", count)
    work = []
    for n in (20_000, 40_000):
        sizes.clear()
        find_names((unit * n)[:n])
        work.append(sum(sizes))
    assert work[1] <= 2.5 * work[0] + 400


def test_masking_again_changes_nothing():
    for text in ("jeg heter ola nordmann mvh ola", "Kari Ola NAV Kari [navn] Per", "ring [navn] Kari Per v/ Ola"):
        assert mask(mask(text)) == mask(text)


def test_a_project_can_say_that_a_word_is_no_name(tmp_path):
    from insight.norsk.wordlists import add_lists

    assert mask_names("Hilsen Torgeir") == "Hilsen [navn]"
    (tmp_path / "ikke-navn.txt").write_text("Torgeir\n", encoding="utf-8")
    add_lists(tmp_path)
    try:
        assert mask_names("Hilsen Torgeir") == "Hilsen Torgeir"
    finally:
        add_lists(None)


def test_the_tagger_prefers_the_best_reading_of_the_whole():
    scores = np.array([[[0, 5, 0], [0, 0, 4], [9, 0, 0]]], dtype=np.int32)
    scores = np.concatenate([scores, np.full((1, 3, 3), -50, dtype=np.int32)], axis=2)
    moves = np.zeros((6, 6), dtype=np.int32)
    moves[0, 2] = -100  # a name does not go on where none began
    margins = tagger.find_margins(scores, np.ones((1, 3), dtype=bool), moves)[0]
    assert margins[:, 0].tolist() == [9, 4, -9]


@pytest.mark.parametrize(
    "text", ['a;"b";c', "=cmd|' /C calc'!A0", "Lyś" + "\u0301" * 30, "Gjerde\nrundt", "a\x00b", "\x00"]
)
def test_rubbish_and_beginnings_of_sentences_are_no_names(text):
    assert mask_names(text) == text
