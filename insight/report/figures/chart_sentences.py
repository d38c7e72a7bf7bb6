"""The sentences of the charts: the finding, the axis, and every number for those who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from insight.look import UNSURE
from insight.report.counts.sentences import tell_stamps
from insight.report.numerals import capitalize, spell_count, spell_list, spell_number, spell_share, write_number
from insight.report.shapes import Need
from insight.report.words import Words


def headline_needs(words: Words, bars: Sequence[tuple[str, int]], measure: str) -> str:
    """The finding of the needs chart. `bars` are title and number, largest first."""
    if not bars:
        return words.too_few
    most = bars[0][1]
    leaders = [words.quotation_marks.format(text=title) for title, n in bars if n == most]
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
    counts = [(need.title, spell_count(words, getattr(need, measure), noun)) for need in needs]
    numbers = "; ".join(f"{title}: {n}" for title, n in counts)
    unsure = [need.title for need in needs if need.stability == words.say(UNSURE)]
    stamps = tell_stamps(words, [need.stability for need in needs])
    if unsure:
        stamps = words.unsure_themes.format(titles="; ".join(unsure))
    return words.bars_described.format(finding=finding, numbers=numbers, stamps=stamps)
