from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import ConfigError
from insight.report import compose
from insight.report.counts.rows import cut_quote
from insight.report.counts.sentences import tell_stamps
from insight.report.words import read_words

NB = read_words("nb")


def make(tables, **about):
    return compose(tables.innspill, tables.behov, tables.stor_b, **{"files": tables.files} | about)


@pytest.fixture(scope="module")
def report(tables):
    return make(tables)


def number_of(report, what: str) -> int:
    return next(step.n for step in report.accounts if step.what == what)


def test_no_voice_is_lost(report, tables) -> None:
    assert {voice.innspill_id for voice in report.voices} == set(tables.innspill["innspill_id"])
    assert {voice.behov_id for voice in report.voices} - {""} == set(tables.behov["behov_id"])
    reasons = {voice.innspill_id: voice.set_aside for voice in report.voices if voice.set_aside}
    assert reasons == {"svar24": "ikke svar", "svar25": "tomt svar", "svar26": NB.no_statements}


def test_every_solution_is_listed_under_its_need_or_under_none(report) -> None:
    solutions = [(solution.need_id, solution.title, solution.behov_id) for solution in report.solutions]
    assert solutions == [("B-001", "Trygg skolevei", "svar00#2"), ("", NB.no_need, "svar01#2")]


def test_the_accounts_add_up(report, tables) -> None:
    parts = [step.n for step in report.accounts if step.step.startswith("2")]
    assert parts[0] == sum(parts[1:]) == len(tables.innspill)
    assert number_of(report, "Svar eller lapper fra skjema.xlsx") == 27
    assert number_of(report, "Filer som ikke er lest") == 1
    assert number_of(report, "Personer i alt") == 25
    assert number_of(report, "Personer med minst ett svar i bruk") == 24
    assert number_of(report, "Lapper i bruk (en lapp er ikke en person)") == 1
    assert number_of(report, "Steder der [telefon] står i teksten") == 25


def test_without_files_the_accounts_begin_at_the_answers(tables) -> None:
    assert make(tables, files=None).accounts[0].n == len(tables.innspill)


def test_persons_notes_and_statements_are_told_apart(report) -> None:
    assert report.summary[0] == "24 personer har svart, og én lapp er samlet inn på verksteder og i notater."
    need = report.needs[1]
    assert (need.n_persons, need.n_statements, need.n_notes, need.votes) == (7, 8, 1, 4)
    assert report.highlights[1].startswith("B-002 Noen å treffe: meldt av sju personer og på én lapp (")


def test_page_one_is_short_and_says_who_chose_to_answer(report) -> None:
    assert len(report.summary) <= 5
    assert len(report.unknown) <= 3
    assert NB.self_selected in report.summary
    assert NB.self_selected in report.warnings


def test_what_is_not_known_is_said_without_the_hidden_numbers(report) -> None:
    unknown = " ".join(report.unknown)
    assert "Færre enn fem svarte i hver av disse gruppene: 13-17 (alder)." in unknown
    assert "av utsagnene om behov passet ikke i noe tema" in unknown


def test_a_higher_threshold_hides_more(tables) -> None:
    shown = {group.name: group.n_persons for group in make(tables, threshold=10).groups}
    assert shown["30-44"] is None


def test_no_person_is_in_the_report(report) -> None:
    assert "p-0" not in repr(report)


def test_without_needs_the_report_says_so_and_keeps_every_voice(ungathered) -> None:
    report = make(ungathered)
    assert NB.too_few in report.summary
    assert report.needs == report.highlights == report.quotes == ()
    assert len(report.solutions) == 2
    assert {voice.innspill_id for voice in report.voices} == set(ungathered.innspill["innspill_id"])


def test_nothing_at_all_is_also_a_report(ungathered) -> None:
    report = compose(ungathered.innspill.head(0), ungathered.behov.head(0), ungathered.stor_b)
    assert report.summary[0] == "Ingen har svart ennå."
    assert report.voices == report.groups == ()


@pytest.mark.parametrize(
    ("copies", "said", "unsaid"),
    [
        (1, "blander temaene lettere ulike saker", "et forslag, som et menneske"),
        (6, "et forslag, som et menneske", "ulike saker"),
        (10, "", "inndelingen i temaer"),
    ],
)
def test_few_statements_are_warned_about_in_words(tables, copies: int, said: str, unsaid: str) -> None:
    again = [tables.behov.assign(behov_id=tables.behov["behov_id"] + "x" * n) for n in range(copies)]
    behov = pd.concat(again, ignore_index=True)
    stor_b = tables.stor_b.assign(n_statements=copies * tables.stor_b["n_statements"])
    warnings = compose(tables.innspill, behov, stor_b).warnings
    assert said in " ".join(warnings)
    assert unsaid not in " ".join(warnings)
    assert ("ulike saker" in warnings[0]) == (copies == 1)


def test_without_themes_nothing_is_said_of_how_firm_they_are(ungathered) -> None:
    assert "inndelingen i temaer" not in " ".join(make(ungathered).warnings)


@pytest.mark.parametrize(
    ("stamps", "told"),
    [
        (["solid"], "Temaet er solid."),
        (["solid", "solid"], "Alle temaene er solide."),
        (["usikker"], "Temaet er usikkert: "),
        (["usikker", "usikker"], "Alle temaene er usikre: "),
        (["solid", "usikker"], "Ett av temaene er usikkert: "),
        (["solid", "usikker", "usikker"], "To av temaene er usikre: "),
    ],
)
def test_how_many_themes_are_unsure_is_told(stamps: list[str], told: str) -> None:
    assert tell_stamps(NB, stamps).startswith(told)


@pytest.mark.parametrize("seed", range(5))
def test_row_order_does_not_matter(report, tables, seed: int) -> None:
    shuffled = type(tables)(*(table.sample(frac=1, random_state=seed) for table in tables))
    assert make(shuffled) == report


def test_the_tables_are_left_as_they_were(tables) -> None:
    before = [table.copy() for table in tables]
    make(tables)
    assert all(table.equals(copy) for table, copy in zip(tables, before, strict=True))


@pytest.mark.parametrize("column", ["n_statements", "n_persons"])
def test_a_sum_that_fails_is_a_bug(tables, column: str) -> None:
    wrong = tables.stor_b.assign(**{column: tables.stor_b[column] + 1})
    with pytest.raises(ValueError, match="do not add up"):
        make(tables._replace(stor_b=wrong))


def test_statements_from_an_answer_set_aside_are_a_bug(tables) -> None:
    aside = tables.innspill.assign(set_aside="ikke svar")
    with pytest.raises(ValueError, match="no answer in use"):
        make(tables._replace(innspill=aside))


def test_a_bad_date_is_told_in_plain_words(tables) -> None:
    with pytest.raises(ConfigError, match=r"«12\.05\.2026» er ikke en dato"):
        make(tables, date="12.05.2026")


@given(st.text(max_size=400))
def test_quotes_are_one_line_of_at_most_thirty_words(text: str) -> None:
    quote = cut_quote(NB, text)
    assert quote[0] == "«" and quote[-1] == "»"
    assert len(quote[1:-1].replace("[…]", "").split()) <= 30
    assert "\n" not in quote


def test_shares_and_margins_are_told_of_drawn_samples_only(tables):
    about = {"files": tables.files, "threshold": 5}
    opened = compose(tables.innspill, tables.behov, tables.stor_b, **about)
    drawn = compose(tables.innspill, tables.behov, tables.stor_b, **about, drawn_from=6990)
    assert not any(need.share for need in opened.needs)
    assert "selv valgte" in opened.summary[-1] and "Feilmarginen" in drawn.summary[-1]
    n = drawn.totals.n_persons
    for need in drawn.needs:
        share, low, high = (int(number) for number in re.findall(r"[0-9]+", need.share))
        assert share == round(100 * need.n_persons / n) and low <= share <= high
