"""Who was heard against the population: hand-computed shares, and nothing told beyond the printed counts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.report.counts.groups import count_groups
from insight.report.counts.matching import is_other, read_ages, read_bands, read_krets, read_sex
from insight.report.counts.representation import CODES, Compared, compare_with_population
from insight.report.shapes import Group
from insight.tables import POPULATION, finish
from tests.tables import make_innspill

TITLES = {"alder": "Alder", "kjoenn": "Kjønn", "krets": "Krets"}


def make_population(**backgrounds: dict[str, int]):
    rows = [
        {"population_id": f"{background}/{group}", "background": background, "group": group, "n": n}
        for background, groups in backgrounds.items()
        for group, n in groups.items()
    ]
    return finish(pd.DataFrame(rows).assign(source="Oppdiktet", date="2026-01-01"), POPULATION)


def make_groups(background: str, counts: dict[str, int | None], not_given: int | None = 0) -> list[Group]:
    shown = [Group(TITLES[background], name, n, None, n is None, True) for name, n in counts.items()]
    return (
        [*shown, Group(TITLES[background], "Ikke oppgitt", not_given, None, False, False)] if not_given != 0 else shown
    )


def compare(background: str, counts: dict[str, int | None], figures: dict[str, int], n: int | None = None, **more):
    groups = make_groups(background, counts, **more)
    n_persons = sum(group.n_persons or 0 for group in groups) if n is None else n
    compared = compare_with_population(groups, make_population(**{background: figures}), n_persons=n_persons)
    return {each.name: each for each in compared}


def codes(compared: dict[str, Compared]) -> dict[str, str]:
    return {name: each.code for name, each in compared.items()}


YEARS = {str(age): 10 for age in range(105)} | {"105+": 10}


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("18-29", 18, 29),
        ("18–29 år", 18, 29),
        ("18 til 29 år", 18, 29),
        ("18 år - 29 år", 18, 29),
        ("Mellom 18 og 29 år", 18, 29),
        ("75+", 75, 999),
        ("75 + år", 75, 999),
        ("67 år og eldre", 67, 999),
        ("67 eller eldre", 67, 999),
        ("105 år eller eldre", 105, 999),
        ("Over 67 år", 68, 999),
        ("under 18", 0, 17),
        ("Under 18 år", 0, 17),
        ("18 år eller yngre", 0, 18),
        ("34", 34, 34),
        ("000", 0, 0),
        ("65 and over", 65, 999),
        ("under 18 years", 0, 17),
    ],
)
def test_ages_are_read_as_people_write_them(name, first, last):
    assert read_ages(name) == (first, last)


@pytest.mark.parametrize(
    "name", ["", "voksen", "29-18", "1990-tallet", "født 1990", "2024", "under 0", "18-29 og 40-49"]
)
def test_what_is_no_age_is_none(name):
    assert read_ages(name) is None


def test_over_follows_the_group_before_it():
    assert str(read_bands(["67-79", "Over 80"])["Over 80"]) == "80+"
    assert str(read_bands(["67-80", "Over 80"])["Over 80"]) == "81+"


def test_sexes_kretser_and_others_are_known():
    assert [read_sex(name) for name in ("Kvinne", "jenter", "MANN", "Gutt", "Annet")] == ["kvinne"] * 2 + [
        "mann"
    ] * 2 + [""]
    assert read_krets("Solsida  skolekrets") == read_krets("solsida") == "solsida"
    assert [is_other(name) for name in ("Annet/ønsker ikke å svare", "Bor utenfor kommunen", "Andebu")] == [
        True,
        True,
        False,
    ]


def test_shares_are_those_computed_by_hand():
    """60 of 100 are women against 4 of 10 in the population: 20 points more."""
    compared = compare("kjoenn", {"Kvinne": 60, "Mann": 40}, {"kvinne": 400, "mann": 600}, not_given=7)
    women, men = compared["Kvinne"], compared["Mann"]
    assert (women.share, women.population_share, women.code) == (0.6, 0.4, "higher")
    assert women.difference == pytest.approx(20)
    assert (men.population, men.code) == (600, "lower")
    assert (women.basis.n_persons, women.basis.n_population, women.basis.is_whole) == (100, 1000, True)


@pytest.mark.parametrize(
    ("n", "of_thousand", "code"),
    [
        (50, 400, "higher"),  # exactly ten points more
        (49, 400, "as"),
        (30, 400, "lower"),
        (31, 400, "as"),
        (4, 100, "lower"),  # six points less, but under half
        (5, 100, "as"),  # exactly half
        (0, 100, "unheard"),
    ],
)
def test_the_rule_of_deviation_at_its_edges(n, of_thousand, code):
    compared = compare(
        "krets", {"Solsida": n, "Tangen": 100 - n}, {"Solsida": of_thousand, "Tangen": 1000 - of_thousand}
    )
    assert compared["Solsida"].code == code


def test_years_are_added_up_and_those_too_young_to_tick_are_left_out():
    counts = {"13-17": 30, "18–29 år": 30, "30-66": 20, "67 år og eldre": 20}
    compared = compare("alder", counts, YEARS)
    assert [each.population for each in compared.values()] == [50, 120, 370, 390]
    basis = compared["13-17"].basis
    assert (basis.n_population, str(basis.ages), basis.source, basis.date) == (930, "13+", "Oppdiktet", "2026-01-01")
    assert compared["13-17"].population_share == pytest.approx(50 / 930)
    assert codes(compared) == {"13-17": "higher", "18–29 år": "higher", "30-66": "lower", "67 år og eldre": "lower"}


def test_ages_nobody_answered_from_are_unheard_where_they_are():
    compared = compare("alder", {"18-29": 30, "45-66": 40}, YEARS)
    assert list(compared) == ["18-29", "30-44", "45-66", "67+"]
    assert (compared["30-44"].n_persons, compared["30-44"].share, compared["30-44"].code) == (0, 0.0, "unheard")
    assert compared["67+"].population == 390
    assert compared["18-29"].basis.n_population == 880


def test_under_eighteen_counts_all_children():
    compared = compare("alder", {"Under 18": 10, "18+": 30}, YEARS)
    assert (compared["Under 18"].population, str(compared["18+"].basis.ages)) == (180, "0+")


def test_the_populations_own_groups_of_years_are_added_up_where_they_can_be():
    figures = {"0-12": 100, "13-17": 50, "18-24": 60, "25-29": 60, "30+": 700}
    compared = compare("alder", {"18-29": 30, "30-44": 40}, figures)
    assert (compared["18-29"].population, compared["30-44"].code) == (120, "unmatched")
    assert "30+" not in compared


def test_groups_that_overlap_are_not_compared():
    compared = compare("alder", {"18-29": 30, "25-34": 5, "35+": 30}, YEARS)
    assert codes(compared) == {"18-29": "unmatched", "25-34": "unmatched", "35+": "counted"}


def test_ages_in_single_years_make_no_groups_of_what_lies_between():
    compared = compare("alder", {"18": 20, "25": 20, "44": 20}, YEARS)
    assert list(compared) == ["18", "25", "44"]


def test_a_krets_under_another_name_is_not_called_unheard():
    compared = compare("krets", {"Sentrum": 30, "Solsida": 30, "Annet": 6}, {"Fjordvik sentrum": 500, "Solsida": 500})
    assert codes(compared) == {
        "Sentrum": "unmatched",
        "Solsida": "counted",
        "Annet": "unmatched",
        "Fjordvik sentrum": "unmatched",
    }
    assert codes(compare("krets", {"Solsida": 30, "Annet": 6}, {"Fjordvik sentrum": 500, "Solsida": 500})) == {
        "Solsida": "higher",
        "Annet": "unmatched",
        "Fjordvik sentrum": "unheard",
    }


def test_too_few_persons_give_counts_but_still_tell_who_is_unheard():
    compared = compare("kjoenn", {"Kvinne": 19}, {"kvinne": 500, "mann": 500})
    assert (compared["Kvinne"].share, compared["Kvinne"].code) == (None, "counted")
    assert (compared["mann"].n_persons, compared["mann"].code) == (0, "unheard")
    assert compare("kjoenn", {"Kvinne": 20}, {"kvinne": 500, "mann": 500})["Kvinne"].share == 1.0


def test_what_nobody_was_asked_about_is_left_out():
    population = make_population(alder=YEARS, kjoenn={"kvinne": 5, "mann": 5})
    not_asked = [
        Group("Kjønn", "Ikke oppgitt", 40, None, False, False),
        Group("Rolle", "Forelder", 40, None, False, True),
    ]
    assert compare_with_population(not_asked, population, n_persons=40) == ()
    assert compare_with_population(make_groups("krets", {"Solsida": 40}), population, n_persons=40) == ()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_language_of_the_report_changes_nothing(language):
    """Codes are the same in all three; only the headings of `groups` differ."""
    innspill = make_innspill(["svar"] * 40, kjoenn=["Kvinne"] * 30 + ["Mann"] * 10)
    groups = count_groups(innspill, backgrounds=("kjoenn",), language=language)
    compared = compare_with_population(
        groups, make_population(kjoenn={"kvinne": 50, "mann": 50}), n_persons=40, language=language
    )
    assert [(each.background, each.code) for each in compared] == [("kjoenn", "higher"), ("kjoenn", "lower")]


# --- nothing more than the counts ---------------------------------------------------------------------------

KRETSER = {"Solsida": 400, "Tangen": 300, "Åsby": 300}


def test_a_hidden_number_has_no_share_and_decides_nothing():
    counts = {"Solsida": 40, "Tangen": None, "Åsby": None}
    compared = compare("krets", counts, KRETSER, n=60, not_given=5)
    assert codes(compared) == {"Solsida": "higher", "Tangen": "hidden", "Åsby": "hidden"}
    assert compared["Tangen"].share is None and compared["Tangen"].difference is None
    assert (compared["Solsida"].basis.n_persons, compared["Solsida"].basis.is_whole) == (55, True)


def test_where_those_without_a_group_are_hidden_the_hidden_groups_are_left_out_on_both_sides():
    """How many gave a krets is then not known: a share of them would tell it."""
    compared = compare("krets", {"Solsida": 40, "Tangen": 40, "Åsby": None}, KRETSER, n=90, not_given=None)
    basis = compared["Solsida"].basis
    assert (basis.n_persons, basis.n_population, basis.is_whole) == (80, 700, False)
    assert (compared["Solsida"].share, compared["Solsida"].population_share) == (0.5, 400 / 700)
    assert (compared["Åsby"].code, compared["Åsby"].population_share) == ("hidden", None)


PERSONS = st.lists(st.sampled_from(["", "Solsida", "Tangen", "Åsby", "Annet", "13-17"]), min_size=1, max_size=60)


@given(PERSONS, st.integers(min_value=3, max_value=10))
def test_shares_follow_from_the_printed_counts_alone(given_kretser, threshold):
    """Whoever has the printed numbers, and nothing else, arrives at every share: none of them tells a hidden number."""
    n = len(given_kretser)
    innspill = make_innspill(["svar"] * n, krets=given_kretser)
    groups = count_groups(innspill, threshold=threshold, backgrounds=("krets",))
    compared = compare_with_population(groups, make_population(krets=KRETSER), n_persons=n)
    for each in compared:
        assert each.code in CODES
        if each.share is not None:
            printed = {group.name: group.n_persons for group in groups}
            assert printed.get(each.name, 0) == each.n_persons
            matched = [printed.get(name, 0) for name in KRETSER]
            others = [number for name, number in printed.items() if name not in KRETSER]
            known = [sum(number for number in matched if number is not None)]
            known += [n - sum(others)] if None not in others else []
            assert each.basis.n_persons in known
        if each.n_persons is None:
            assert (each.share, each.difference, each.code) == (None, None, "hidden")


@given(PERSONS, st.randoms(use_true_random=False))
def test_row_order_never_matters(given_kretser, random):
    shuffled = random.sample(given_kretser, len(given_kretser))
    population = make_population(krets=KRETSER)
    one, other = (
        compare_with_population(
            count_groups(make_innspill(["svar"] * len(each), krets=each), backgrounds=("krets",)),
            population.sample(frac=1, random_state=3) if each is shuffled else population,
            n_persons=len(each),
        )
        for each in (given_kretser, shuffled)
    )
    assert sorted(one, key=lambda each: each.name) == sorted(other, key=lambda each: each.name)
