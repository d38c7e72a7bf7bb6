"""Kinds of statements by the annotation guide; the sentences are written for the project's guide."""

import pytest

from insight.behov import recognize


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Jeg tør ikke la barna gå til skolen.", "behov"),
        ("Det bør bygges ny gang- og sykkelvei langs fylkesveien.", "løsning"),
        ("Vi trenger ny gymsal.", "løsning"),
        ("Det er behov for flere sykehjemsplasser.", "løsning"),
        ("Trenger noen å snakke med om kveldene, det blir så stille.", "behov"),
        ("Savner et sted der vi på 16-17 kan være uten å måtte kjøpe noe.", "behov"),
        ("Ungdomshus!", "løsning"),
        ("Bussen går så sjelden at jeg må si nei til jobb.", "behov"),
        ("Flere bussavganger, minst hver halvtime.", "løsning"),
        ("Vi som har unger med spesielle behov må forklare alt på nytt til hver instans.", "behov"),
        ("Med de nye avgiftene har vi ikke råd til å bli boende i huset.", "behov"),
        ("Alt er bare rot hos dere.", "klage"),
        ("Takk for fin oppfølging fra hjemmesykepleien!", "ros"),
        ("Eg kjem meg ikkje på butikken når løypa ikkje er brøytt.", "behov"),
        ("Brøyt fortauene før kl. 7.", "løsning"),
        ("Vet ikke.", "ikke svar"),
        ("-", "ikke svar"),
        ("Nei, ikke noe mer herfra", "ikke svar"),
        ("Nei, vi får ikke være med", "behov"),
    ],
)
def test_kind_follows_the_guide(statement, kind):
    assert recognize(statement).kind == kind


def test_an_answer_that_opens_with_a_no_may_still_say_something():
    assert recognize("Ikke alle kan gå dit").kind != "ikke svar"


def test_the_deciding_words_are_shown():
    assert "tør ikke" in recognize("Jeg tør ikke gå der.").cue
    assert recognize("Det er for få parkeringsplasser ved helsehuset.") == (
        "løsning", "for få parkeringsplasser", "usikker",
    )  # fmt: skip


def test_where_no_word_tells_it_says_so():
    unheard = recognize("Huset står ved vannet.")
    assert (unheard.cue, unheard.sure) == ("", "usikker")
