"""What the report tells beside the counts: where people disagree, what may surprise, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from insight.report.counts.differences import Difference
from insight.report.counts.rows import cut_quote, each_row
from insight.report.numerals import spell_list, write_number
from insight.report.shapes import Need, Opposition
from insight.report.words import Words
from insight.tables import StorB, find_withheld


def list_oppositions(words: Words, statements: pd.DataFrame, stor_b: StorB) -> tuple[Opposition, ...]:
    """Each pair of opposing statements, by need; those that must not be shown are left out."""
    shown = statements[~find_withheld(statements)].set_index("behov_id")["quote"]
    found = []
    for need in each_row(stor_b.sort_values("stor_b_id")):
        for pair in need.opposing.split():
            one, _, other = pair.partition("/")
            if one in shown.index and other in shown.index:
                quotes = [cut_quote(words, shown[behov_id]) for behov_id in (one, other)]
                found.append(Opposition(need.stor_b_id, need.opposing_words, quotes[0], one, quotes[1], other))
    return tuple(found)


def tell_disagreements(words: Words, needs: Sequence[Need]) -> tuple[str, ...]:
    return tuple(
        words.disagreement_line.format(need_id=need.need_id, title=need.title, about=need.disagreement)
        for need in needs
        if need.disagreement
    )


def tell_differences(
    words: Words, differences: Sequence[Difference], needs: Sequence[Need], n_tests: int
) -> tuple[str, ...]:
    """One line a difference that is more than chance; else whether there was enough to look for any."""
    if not needs:
        return ()
    titles = {need.need_id: need.title for need in needs}
    if not differences:
        return (
            words.differences_none.format(n=write_number(words, n_tests)) if n_tests else words.differences_too_few,
        )
    return tuple(
        words.difference_line[not each.more].format(
            need_id=each.need_id,
            title=titles[each.need_id],
            group=each.group,
            background=each.background.casefold(),
            n_in=write_number(words, each.n_in),
            of_in=write_number(words, each.of_in),
            n_out=write_number(words, each.n_out),
            of_out=write_number(words, each.of_out),
        )
        for each in differences
    )


def tell_surprises(words: Words, needs: Sequence[Need], threshold: int) -> tuple[str, ...]:
    """The needs few have reported, told without a count: they may be the ones that matter most."""
    return tuple(
        words.few_have_said.format(need_id=need.need_id, title=need.title)
        for need in needs
        if 0 < need.n_persons < threshold
    )


def list_questions(words: Words, needs: Sequence[Need], wishes: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What to ask in the next round: what is lacking of needs, then what lies behind solutions without a need.

    Needs that lack the same are one line, in the order of the first of them.

    `wishes` are solutions that nobody has told the need of, with how many answers have them.
    """
    asked: dict[str, list[str]] = {}
    for need in needs:
        if need.next_question:
            asked.setdefault(need.next_question, []).append(f"{need.need_id} {need.title}")
    of_needs = [
        words.need_question.format(question=question, needs=spell_list(words, named))
        for question, named in asked.items()
    ]
    behind = [words.wish_question.format(words=cut_quote(words, wish)) for wish, _ in wishes]
    return (*of_needs, *behind)
