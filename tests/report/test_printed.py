"""What earlier rounds printed is known to the reader."""

from __future__ import annotations

import pandas as pd

from insight.report import Report, compose, list_printed
from insight.tables import GROUPS


def make(tables, **about) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, **about)


def add_persons(tables, n: int, age: str):
    """The same survey with `n` more persons of one age, who say nothing of any need."""
    more = tables.innspill.iloc[[23] * n].assign(
        innspill_id=[f"ny{age}{x}" for x in range(n)], person_id=[f"p-ny{age}{x}" for x in range(n)], alder=age
    )
    return tables._replace(innspill=pd.concat([tables.innspill, more], ignore_index=True))


def ages(report: Report) -> dict[str, int | None]:
    return {each.name: each.n_persons for each in report.groups if each.background == "Alder"}


def test_a_number_that_has_changed_by_a_few_since_the_last_round_is_hidden(tables) -> None:
    tables = tables._replace(
        innspill=tables.innspill.assign(alder=tables.innspill["alder"].replace(["13-17", ""], "60+"))
    )
    first = make(add_persons(tables, 6, "60+"))
    assert ages(first)["30-44"] == 7
    second = add_persons(add_persons(tables, 6, "60+"), 3, "30-44")
    assert ages(make(second))["30-44"] == 10
    later = ages(make(second, earlier=[list_printed(first)], round_number=2))
    assert later["30-44"] is None
    assert list(later.values()).count(None) > 1  # alone it could be computed from the total
    many = add_persons(add_persons(tables, 6, "60+"), 8, "30-44")
    assert ages(make(many, earlier=[list_printed(first)]))["30-44"] == 15


def test_the_same_answers_again_give_the_same_numbers(tables) -> None:
    first = make(tables)
    again = make(tables, earlier=[list_printed(first), list_printed(first)])
    assert again.groups == first.groups
    assert again.needs_by_group == first.needs_by_group


def test_a_need_is_the_same_as_before_when_it_has_the_same_number_and_name(tables) -> None:
    before = list_printed(make(tables))
    is_one = (before["background"] == "krets") & (before["stor_b_id"] == "B-001")
    assert before.loc[is_one, "shown"].tolist() == ["15"]
    was_less = before.assign(shown=before["shown"].where(~is_one, "12"))
    renamed = was_less.assign(title=was_less["title"].where(~is_one, "Noe annet"))

    def shown(earlier) -> int | None:
        report = make(tables, earlier=[earlier])
        return next(table for table in report.needs_by_group if table.background == "Krets").rows[0].counts[0]

    assert (shown(was_less), shown(renamed)) == (None, 15)


def test_what_is_printed_is_kept_as_a_table(tables) -> None:
    printed = list_printed(make(tables))
    who = printed[printed["stor_b_id"] == ""]
    assert dict(zip(who["count_id"], who["shown"], strict=True))["alder//18-29"] == "12"
    assert dict(zip(who["count_id"], who["shown"], strict=True))["alder//"] == ":"
    assert set(printed["stor_b_id"]) == {"", "B-001", "B-002"}
    assert set(printed["background"]) == set(GROUPS)
