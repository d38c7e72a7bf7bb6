"""The suggested need sentence: people's own words, for the group that said them, and never a solution."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.behov.who import find_speaker, find_who
from insight.norsk.wordlists import read_entries
from insight.stor_b.check_sentence import MOST_WORDS, check_sentence
from insight.stor_b.need_sentence import NOTHING, ask_how, suggest_sentence

NONE = ""
CASES = [
    # the speaker's own trouble
    ("Vi foreldre får ikke sove når fergen legger til", "Foreldre trenger å få sove når fergen legger til"),
    ("Jeg tør ikke gå ut når det er glatt.", "Innbyggere trenger å kunne gå ut når det er glatt"),
    ("Tør ikke gå ut når det er glatt", "Innbyggere trenger å kunne gå ut når det er glatt"),
    ("Vi pendlere kommer oss ikke hjem om kvelden", "Pendlere trenger å kunne komme seg hjem om kvelden"),
    ("Jeg er bonde og kommer meg ikke ut på jordene", "Bønder trenger å kunne komme seg ut på jordene"),
    ("Når det snør, kommer jeg meg ikke ut.", "Innbyggere trenger å kunne komme seg ut når det snør"),
    (
        "Om vinteren klarer jeg ikke å komme meg på butikken",
        "Innbyggere trenger å kunne komme seg på butikken om vinteren",
    ),
    ("Som lærer rekker jeg ikke å forberede timene mine", "Ansatte trenger å kunne rekke å forberede timene sine"),
    ("Vi rekker ikke toget", "Innbyggere trenger å kunne rekke toget"),
    ("Jeg finner ikke fram på nettsidene", "Innbyggere trenger å kunne finne fram på nettsidene"),
    ("Jeg forstår ikke brevene fra kommunen", "Innbyggere trenger å kunne forstå brevene fra kommunen"),
    ("Jeg vet ikke hvem jeg skal ringe", "Innbyggere trenger å vite hvem de skal ringe"),
    ("Jeg vet ikke hvem jeg skal ringe når pappa blir dårlig", NONE),  # whose need it is, is not sure
    ("Når jeg er syk, får jeg ikke tak i legen", "Innbyggere trenger å få tak i legen når de er syke"),
    ("Vi trenger noen som bryr seg om naboene", "Innbyggere trenger å ha noen som bryr seg om naboene"),
    ("Jeg kan ikke jobbe i hagen på grunn av støyen", "Innbyggere trenger å kunne jobbe i hagen"),
    ("Det er umulig å få fastlege her", NONE),
    ("Jeg er alene med barna og rekker ikke toget", NONE),
    ("Jeg tør ikke bade før trappa får rekkverk", NONE),  # what must come first is no situation
    ("Mannen min er syk og får ikke sove om natta", NONE),
    ("Jeg bor alene, mannen min er død og får ikke sove", NONE),
    ("Vi på hytta vet aldri når veien er åpen", "Hytteeiere trenger å vite når veien er åpen"),
    ("Jeg har ingen å snakke med om kveldene", "Innbyggere trenger å ha noen å snakke med om kveldene"),
    ("Vi som er unge har ingen steder å øve etter klokka 18", "Unge trenger å ha et sted å øve etter klokka 18"),
    ("Jeg må alltid be naboen om hjelp", "Innbyggere trenger å slippe å be naboen om hjelp"),
    ("Jeg må kjøre 46 kilometer hver gang", NONE),  # the figure is one person's
    ("Vi foreldre må kjøre ungene våre hver dag", "Foreldre trenger å slippe å kjøre ungene sine hver dag"),
    ("Jeg er redd for å falle på isen", "Innbyggere trenger å slippe å være redde for å falle på isen"),
    ("Jeg er ensom i helgene", "Innbyggere trenger å slippe å være ensomme i helgene"),
    ("så jeg slipper å mase på naboen.", "Innbyggere trenger å slippe å mase på naboen"),
    ("slik at vi kan gå til skolen sammen", "Innbyggere trenger å kunne gå til skolen sammen"),
    ("for å kunne bo hjemme", NONE),  # who, is not told
    ("Vi har ikke råd til å bo her", "Innbyggere trenger å ha råd til å bo her"),
    ("Det er umulig å komme seg over veien om morgenen", "Innbyggere trenger å kunne komme seg over veien om morgenen"),
    # others' trouble, told of a group
    ("Ungdom i Kverndalen kommer seg ikke på trening", "Unge trenger å kunne komme seg på trening"),
    ("så slipper ungene å gå i bilveien", "Barn trenger å slippe å gå i bilveien"),
    ("slik at barna kan gå til skolen", "Barn trenger å kunne gå til skolen"),
    ("Alle burde kunne følge kommunestyret hjemmefra", "Innbyggere trenger å kunne følge kommunestyret hjemmefra"),
    # no sentence
    ("Bygg gang- og sykkelvei", NONE),
    ("Jeg trenger ny benk", NONE),
    ("Jeg trenger å få flere benker", NONE),
    ("Vi trenger å bygge en kafé", NONE),
    ("Jeg får ikke logget inn i BankID", NONE),
    ("Bussen kommer ikke", NONE),
    ("Mannen min får ikke hjelp", NONE),  # one man, not a group
    ("Vi vet ikke hva han gjør", NONE),  # who is he?
    ("Jeg orker ikke mer", NONE),
    ("Eg kjem meg ikkje på butikken", NONE),
    ("Æ får itj sova", NONE),
    ("Jeg kommer ikke til å klage", NONE),
    ("Du tør ikke gå ut", NONE),
    ("Jeg vet ikke", NONE),
    ("Jeg ringte [navn] og får ikke svar fra [navn]", NONE),
    ("Vi må bygge hall", NONE),
    ("Jeg klarer ikke å gå ut hvis ingen følger meg", NONE),  # the no would turn about
    ("", NONE),
]


def make_needs(statements, **columns):
    rows = pd.DataFrame({"quote": list(statements)})
    rows = rows.assign(
        behov_id=[f"i{n}#1" for n in range(len(rows))],
        innspill_id=[f"i{n}" for n in range(len(rows))],
        person_id=[f"p{n}" for n in range(len(rows))],
        language="nb",
        speaker=[find_speaker(quote) for quote in rows["quote"]],
        who=["; ".join(find_who(quote, kind="behov")[0]) for quote in rows["quote"]],
        closeness=0.5,
    )
    return rows.assign(**columns)


@pytest.mark.parametrize(("statement", "sentence"), CASES)
def test_a_statement_gives_the_sentence_one_would_write(statement, sentence):
    assert suggest_sentence(make_needs([statement, statement])).sentence == sentence


def test_the_matter_most_persons_speak_of_is_chosen():
    said = ["Jeg tør ikke sykle i tunnellyset", "Jeg rekker ikke bussen", "Bussen er full", "Bussen går for tidlig"]
    assert suggest_sentence(make_needs(said)).sentence == "Innbyggere trenger å kunne rekke bussen"


def test_what_one_person_alone_speaks_of_is_no_sentence_of_a_theme():
    said = ["Jeg rekker ikke bussen", "Legen er borte", "Bussen er full"]
    assert suggest_sentence(make_needs(said)).sentence != ""
    assert suggest_sentence(make_needs(said, person_id="p1")) == NOTHING


def test_a_group_the_theme_is_not_about_gives_no_sentence():
    common = ["Bussen er for sen for barna", "Bussen er for sen for de eldre", "Bussen er full for ungdommene"] * 2
    said = [*common, "Vi pendlere rekker ikke bussen"]
    assert suggest_sentence(make_needs(said)) == NOTHING
    assert suggest_sentence(make_needs([*said, *said[-1:] * 3])).sentence == "Pendlere trenger å kunne rekke bussen"


def test_a_statement_without_a_subject_counts_only_where_the_answer_begins():
    said = ["Tør ikke gå ut når det er glatt"] * 2
    assert suggest_sentence(make_needs(said, start=0)).sentence
    assert suggest_sentence(make_needs(said, start=31)) == NOTHING  # it may be mother who is afraid


def test_the_situation_and_the_value_are_told_apart():
    said = ["Jeg får ikke svar når jeg ringer legen, slik at jeg kan sove"] * 2
    found = suggest_sentence(make_needs(said))
    assert found.sentence == "Innbyggere trenger å få svar når de ringer legen, slik at de kan sove"
    assert (found.situation, found.why) == ("når de ringer legen", "slik at de kan sove")
    assert found.hkv == "Hvordan kan vi gjøre det mulig for innbyggere å få svar når de ringer legen?"


def test_nynorsk_gives_none_for_the_sentence_is_bokmaal():
    assert suggest_sentence(make_needs(["Jeg rekker ikke bussen"] * 2, language="nn")) == NOTHING


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Barn trenger å kunne gå til skolen", "Hvordan kan vi gjøre det mulig for barn å gå til skolen?"),
        ("Eldre trenger å slippe å be om hjelp.", "Hvordan kan vi gjøre det mulig for eldre å slippe å be om hjelp?"),
        ("Ny gymsal", ""),
        ("", ""),
    ],
)
def test_the_question_takes_the_need_over_and_proposes_nothing(sentence, question):
    assert ask_how(sentence) == question


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Noen må gjøre noe", ["trenger", "hvem", "«å»"]),
        ("Eldre trenger flere benker", ["«å»", "«benker»", "«flere benker»"]),
        ("Eldre trenger å kunne bruke BankID", ["«BankID»"]),
        ("Det trenger å bli bedre", ["hvem"]),
        ("Barn trenger å få gå " + "langt " * 30, ["35 ord"]),
    ],
)
def test_what_a_sentence_lacks_is_told(sentence, words):
    faults = check_sentence(sentence)
    assert len(faults) == len(words)
    assert all(any(word in fault for fault in faults) for word in words)


@pytest.mark.parametrize(
    "sentence",
    [
        "De som har nattskift, trenger å kunne sove om dagen",
        "Foreldre har behov for å vite når skolen er stengt, slik at de rekker jobben",
        "Eldre trenger å kunne gå ut flere ganger i uka",
    ],
)
def test_a_good_sentence_has_no_remarks(sentence):
    assert check_sentence(sentence) == []


WORDS = """
jeg vi de barna ungdom folk foreldre tør ikke får klarer å må alltid kan vet hvor hvem kommer meg oss rekker er redd for
så slipper slik at når om kvelden det glatt gå ut sove svar benk flere gangfelt bussen skolen NAV hver dag har ingen
noen snakke med trenger burde kunne uten før . , og men 17 [navn] min mine han
"""
SCRAPS = st.sampled_from(WORDS.split())
STATEMENTS = st.lists(st.lists(SCRAPS, max_size=14).map(" ".join), min_size=1, max_size=5)


@given(STATEMENTS, st.randoms())
def test_whatever_is_said_a_sentence_is_short_without_solutions_and_of_any_order(said, random):
    needs = make_needs([*said, *said], behov_id=[f"i{n}#1" for n in range(2 * len(said))])
    found = suggest_sentence(needs)
    assert check_sentence(found.sentence) == [] or found == NOTHING
    assert len(found.sentence.split()) <= MOST_WORDS
    measures = {word for word in read_entries("loesningsord")["tiltak"] if word.isalpha()}
    assert measures.isdisjoint(found.sentence.casefold().split())
    order = list(needs.index)
    random.shuffle(order)
    assert suggest_sentence(needs.loc[order]) == found


@given(st.text(max_size=80))
def test_nothing_that_is_written_is_too_strange(text):
    check_sentence(text)
    ask_how(text)
    suggest_sentence(make_needs([text, text]))
