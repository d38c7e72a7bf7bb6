"""The cards of the Word report: one need each, a label and an answer a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from insight.report.counts.rows import cut_quote
from insight.report.document.parts import write_heading
from insight.report.document.statements import LONGEST_TITLE, number_statements, refer
from insight.report.document.tables import Line, Run, write_card
from insight.report.numerals import capitalize, write_number
from insight.report.plain import shorten, tell_counts
from insight.report.shapes import Need, Opposition, Report, oppositions_of, quotes_of, solutions_of
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

LONGEST_QUOTE, LONGEST_FACT = 320, 240
MANY, VERY_MANY = 7, 10
"""Up to so many needs each has three quotes, and two; the main part must not grow beyond eight pages."""

Row = tuple[str, list[Line]]
"""A label and what stands beside it."""


def choose_quotes(n_needs: int) -> int:
    return 3 if n_needs <= MANY else 2 if n_needs <= VERY_MANY else 1


def choose_solutions(n_needs: int) -> int:
    return 3 if n_needs <= MANY else 1


def write_cards(document: Document, report: Report, words: Words) -> None:
    """Every need in order of number: what, who, how many, in whose words, how well looked into, what to ask next."""
    places = number_statements(report)
    for need in report.needs:
        name = f"{need.need_id} {shorten(need.title, LONGEST_TITLE)}"
        write_heading(document, name, 2)
        rows = [row for row in _list_rows(need, report, places, words) if row[1]]
        write_card(document, rows, name)


def ask_next(need: Need, words: Words) -> str:
    """The question to ask about the need in the next round, which may be told by its keyword."""
    return words.next_questions.get(need.next_question, need.next_question)


def _list_rows(need: Need, report: Report, places: Mapping[str, int], words: Words) -> Iterator[Row]:
    """The strategy's four questions in their order, with what belongs to each; fewer rows where needs are many."""
    is_crowded = len(report.needs) > MANY
    yield words.card_what, _say_need(need, report, places, words)
    who, counts = capitalize(need.who.replace("; ", ", ")), _count(need, words)
    if is_crowded:
        yield words.card_who, _tell(". ".join(filter(None, [who, counts])))
    else:
        yield words.card_who, _tell(who)
        yield words.card_counts, _tell(counts)
    if not need.sentence:
        yield words.card_situation, _tell(need.situation)
        yield words.card_why, _tell(need.why)
    yield words.card_quotes, _quote(need, report, places, words)
    for pair in oppositions_of(report, need.need_id)[: choose_quotes(len(report.needs))]:
        about = words.card_about.format(about=shorten(pair.about, 60)) if pair.about else ""
        yield f"{words.card_opposing} {about}".strip(), _oppose(pair, places, words)
    is_solid = need.stability in ("solid", words.say("solid"))
    if is_crowded:
        yield words.card_grade, _tell(f"{need.grade}. {words.word_card_stamp.format(stamp=need.stability)}")
    else:
        yield words.card_grade, _tell(need.grade)
        yield words.card_stability, _tell(words.stamp_solid if is_solid else words.stamp_unsure)
    yield words.card_tested, _tell(f"{need.tested}. {_count_solutions(need, report, words)}")
    yield from _tell_whose(need, words, is_crowded=is_crowded)
    if not is_crowded:
        yield words.card_how_might_we, _tell(need.how_might_we)
    yield words.card_next, _tell(ask_next(need, words))


def _tell(text: str) -> list[Line]:
    return [Line([Run(shorten(text, LONGEST_FACT))])] if text else []


def _say_need(need: Need, report: Report, places: Mapping[str, int], words: Words) -> list[Line]:
    """The need in one sentence and whose sentence it is, or the words of the one nearest the middle."""
    if need.sentence:
        is_theirs = need.sentence_by in ("menneske", words.say("menneske"))
        by = words.word_by_person if is_theirs else words.word_by_tool
        return [Line([Run(shorten(need.sentence, LONGEST_QUOTE), "Strong"), Run(f" ({by})", "Quiet")])]
    if need.statement == words.all_withheld:
        return _tell(need.statement)
    said = cut_quote(words, need.statement)
    ids = [quote.behov_id for quote in quotes_of(report, need.need_id) if quote.quote == said]
    source = [Run(", ", "Quiet"), refer(ids[0], places, words)] if ids else []
    runs = [Run(shorten(said, LONGEST_QUOTE), "Strong"), Run(f" ({words.word_by_one}", "Quiet"), *source]
    return [Line([*runs, Run(")", "Quiet")])]


def _count(need: Need, words: Words) -> str:
    """How many have reported it, and in which ways."""
    counts = tell_counts(
        words, (need.n_persons, words.person), (need.n_statements, words.statement), (need.n_notes, words.note)
    )
    told = [counts]
    told += [f"{words.card_votes}: {write_number(words, need.votes)}"] * bool(need.votes)
    told += [words.card_repeated.format(count=write_number(words, need.n_repeated))] * bool(need.n_repeated)
    told += [need.share.rstrip(".")] * bool(need.share)
    told += [f"{words.card_channels}: {need.channels.replace('; ', ', ')}"] * bool(need.channels)
    return ". ".join(filter(None, told))


def _quote(need: Need, report: Report, places: Mapping[str, int], words: Words) -> list[Line]:
    """Somebody's words, one group the person belongs to, and the number; not the words that stand for the need."""
    quotes = quotes_of(report, need.need_id)
    if not quotes and need.statement != words.all_withheld:
        return _tell(words.card_no_quotes)
    said = "" if need.sentence else cut_quote(words, need.statement)
    others = [quote for quote in quotes if quote.quote != said]
    lines = []
    for quote in others[: choose_quotes(len(report.needs))]:
        speaker = f"{words.card_quote_from.format(speaker=shorten(quote.speaker, 80))}, " if quote.speaker else ""
        told = Run(words.word_quote_end.format(told=speaker), "Quiet")
        runs = [Run(shorten(quote.quote, LONGEST_QUOTE)), told, refer(quote.behov_id, places, words)]
        lines.append(Line(runs, "CardQuote"))
    return lines


def _oppose(pair: Opposition, places: Mapping[str, int], words: Words) -> list[Line]:
    return [
        Line(
            [
                Run(f"{label}: ", "Strong"),
                Run(shorten(quote, LONGEST_QUOTE)),
                Run(words.word_quote_end.format(told=""), "Quiet"),
                refer(behov_id, places, words),
            ],
            "CardQuote",
        )
        for label, quote, behov_id in (
            (words.card_for, pair.for_quote, pair.for_id),
            (words.card_against, pair.against_quote, pair.against_id),
        )
    ]


def _count_solutions(need: Need, report: Report, words: Words) -> str:
    n = len(solutions_of(report, need.need_id))
    return str(words.word_card_solutions.format(count=write_number(words, n)) if n else words.card_no_solutions)


def _tell_whose(need: Need, words: Words, *, is_crowded: bool) -> Iterator[Row]:
    """Who can do something, in which service, and who drives it."""
    hint = f". {words.card_lever_hint.format(decider=need.lever)}" if need.lever else ""
    lever = need.handlingsrom + hint
    others = ((words.card_service, need.service), (words.card_driver, need.paadriver))
    if is_crowded:
        told = [f"{label}: {shorten(value, 80)}" for label, value in others if value]
        yield words.card_lever, _tell(". ".join([lever, *told]))
    else:
        yield words.card_lever, _tell(lever)
        yield from ((label, _tell(value)) for label, value in others)
