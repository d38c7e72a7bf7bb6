"""The sentences of the charts: the finding, the axis, and every number for those who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from insight.look import UNSURE
from insight.report.counts.sentences import tell_stamps
from insight.report.numerals import capitalize, spell_count, spell_list, spell_number, spell_share, write_number
from insight.report.plain import shorten
from insight.report.shapes import GroupTable, Heard, Need
from insight.report.words import Words

MOST_NAMES, LONGEST_NAME = 4, 60
"""Groups named in a finding, and letters of a name in a chart; the rest are counted, and stand in the table."""

# --- the needs, the statements and the groups


def headline_needs(words: Words, bars: Sequence[tuple[str, int]], measure: str) -> str:
    """The finding of the needs chart. `bars` are title and number, largest first."""
    if not bars:
        return words.too_few
    most = bars[0][1]
    leaders = [words.quotation_marks.format(text=shorten(title, LONGEST_NAME)) for title, n in bars if n == most]
    count = spell_count(words, most, words.measures[measure]["noun"])
    if len(leaders) > 2:
        return capitalize(words.headline_tie.format(number=spell_number(words, len(leaders)), count=count))
    one, two = words.measures[measure]["finding"]
    return (one if len(leaders) == 1 else two).format(needs=spell_list(words, leaders), count=count)


def headline_kinds(words: Words, n_needs: int, n_statements: int) -> str:
    if not n_statements:
        return words.no_statements_yet
    return capitalize(words.headline_kinds.format(share=spell_share(words, n_needs, n_statements)))


def headline_who(words: Words, background: str, largest: str, n: int, n_persons: int) -> str:
    return words.headline_who.format(background=background, group=largest, share=spell_share(words, n, n_persons))


def headline_too_few(words: Words, background: str) -> str:
    return words.headline_too_few.format(background=background.casefold())


def name_bars(words: Words, shown: int, n_needs: int) -> str:
    if shown == n_needs:
        return words.headings["need_id"]
    return words.largest_of_all.format(shown=spell_number(words, shown), all=write_number(words, n_needs))


def name_axis(words: Words, measure: str, stamps: Sequence[str]) -> str:
    """What the bars count, and what a hatched one is, where there are any."""
    axis = words.measures[measure]["axis"]
    return f"{axis} ({words.hatched})" if words.say(UNSURE) in stamps else axis


def describe_bars(words: Words, finding: str, needs: Sequence[Need], measure: str) -> str:
    """The text alternative of a bar chart: its finding, and every number and stamp in it."""
    noun = words.measures[measure]["noun"]
    counts = [(shorten(need.title, LONGEST_NAME), spell_count(words, getattr(need, measure), noun)) for need in needs]
    numbers = "; ".join(f"{title}: {n}" for title, n in counts)
    unsure = [shorten(need.title, LONGEST_NAME) for need in needs if is_unsure(need, words)]
    stamps = tell_stamps(words, [need.stability for need in needs])
    if unsure:
        stamps = words.unsure_themes.format(titles="; ".join(unsure))
    return words.bars_described.format(finding=finding, numbers=numbers, stamps=stamps)


def is_unsure(need: Need, words: Words) -> bool:
    """Whether the need bears the stamp of an unsure theme, which the report has in the reader's language."""
    return need.stability in (UNSURE, words.say(UNSURE))


# --- who was heard


def list_compared(heard: Sequence[Heard]) -> list[Heard]:
    """The groups that a chart of who was heard has: those the population has numbers of."""
    return [row for row in heard if row.population_share is not None]


def headline_heard(words: Words, rows: Sequence[Heard]) -> str:
    """What stands out: groups nobody answered from, and those heard less or more than their share."""
    told = (
        ("unheard", words.figure_heard_unheard),
        ("lower", words.figure_heard_lower),
        ("higher", words.figure_heard_higher),
    )
    found = [
        text.format(names=_join(words, [row.name for row in rows if row.code == code]))
        for code, text in told
        if any(row.code == code for row in rows)
    ]
    if not found and all(row.share is None for row in rows):
        return words.figure_heard_hidden
    return ". ".join(found) or words.figure_heard_even


def tell_pair(words: Words, row: Heard) -> str:
    """Both shares of a group, or why there is only one."""
    name = shorten(row.name, LONGEST_NAME)
    if row.share is None:
        gone = words.figure_heard_unheard.format(names=name) if row.code == "unheard" else ""
        return gone or words.figure_heard_gone.format(name=name)
    population = write_percent(row.population_share or 0)
    return words.figure_heard_pair.format(
        name=name,
        share=words.figure_percent.format(number=write_percent(row.share)),
        population=words.figure_percent.format(number=population),
    )


def _join(words: Words, names: Sequence[str]) -> str:
    shown = ", ".join(shorten(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return words.figure_others.format(names=shown, count=more) if more > 0 else shown


def write_percent(share: float) -> str:
    """A share as whole per cent, never rounded to none or all."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "<1"
    return ">99" if rounded == 100 and share < 1 else str(rounded)


# --- the needs by groups


def headline_heat(words: Words, table: GroupTable) -> str:
    """Where the highest number is, or that all are hidden."""
    cells = [(n, row, name) for row in table.rows for name, n in zip(table.names, row.counts, strict=True) if n]
    if not cells:
        return words.figure_heat_none.format(background=table.background)
    most = max(n for n, _, _ in cells)
    leaders = [(row.title, name) for n, row, name in cells if n == most]
    about = {"background": table.background, "count": write_number(words, most)}
    if len(leaders) > 1:
        return words.figure_heat_ties.format(ties=write_number(words, len(leaders)), **about)
    title, name = leaders[0]
    return words.figure_heat_most.format(
        name=shorten(title, LONGEST_NAME), group=shorten(name or words.not_given, LONGEST_NAME), **about
    )


def tell_cells(words: Words, names: Sequence[str], counts: Sequence[int | None]) -> str:
    """Every number of one need, and which are hidden."""
    groups = [shorten(name or words.not_given, LONGEST_NAME) for name in names]
    return ", ".join(
        words.figure_heat_hidden.format(group=group) if n is None else f"{group}: {write_number(words, n)}"
        for group, n in zip(groups, counts, strict=True)
    )
