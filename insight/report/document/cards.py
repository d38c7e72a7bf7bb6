"""The cards of the Word report: one need each, as short as it can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from insight.report.document.parts import Run, write, write_heading, write_runs
from insight.report.plain import shorten, tell_counts
from insight.report.shapes import Excerpt, Need, Opposition, Report, oppositions_of, quotes_of
from insight.report.words import Words

if TYPE_CHECKING:
    from docx.document import Document

LONGEST_QUOTE, LONGEST_FACT = 240, 160
MANY, VERY_MANY = 7, 10
"""Up to so many needs each has three quotes, and two; the main part must not grow beyond eight pages."""

Fact = tuple[str, str]
"""A label and what stands after it."""


def choose_quotes(n_needs: int) -> int:
    return 3 if n_needs <= MANY else 2 if n_needs <= VERY_MANY else 1


def choose_solutions(n_needs: int) -> int:
    return 3 if n_needs <= MANY else 1


def write_cards(document: Document, report: Report, words: Words) -> None:
    """Every need in order of number: what, who, how many, in whose words, how well looked into, what to ask next."""
    most = choose_quotes(len(report.needs))
    for need in report.needs:
        quotes = quotes_of(report, need.need_id)[:most]
        write_heading(document, f"{need.need_id} {shorten(need.title, 100)}", 2)
        _write_need(document, need, quotes, words)
        who, state = _tell_who(need, words), _tell_state(need, words)
        style = "Facts" if len(report.needs) <= VERY_MANY else "Small Facts"
        for facts in (who, state) if len(report.needs) <= MANY else ([*who, *state],):
            _write_facts(document, facts, words, style)
        _write_quotes(document, quotes, words)
        for opposition in oppositions_of(report, need.need_id)[:1]:
            _write_opposition(document, opposition, words)
        how = [(words.card_how_might_we, need.how_might_we)] * (len(report.needs) <= VERY_MANY)
        _write_facts(document, [*how, (words.card_next, ask_next(need, words))], words)


def ask_next(need: Need, words: Words) -> str:
    """The question to ask about the need in the next round, which may be told by its keyword."""
    return words.next_questions.get(need.next_question, need.next_question)


def _write_need(document: Document, need: Need, quotes: tuple[Excerpt, ...], words: Words) -> None:
    """The need in one sentence and whose sentence it is, or the words of the one nearest the middle."""
    if need.sentence:
        is_theirs = need.sentence_by in ("menneske", words.say("menneske"))
        by = words.word_by_person if is_theirs else words.word_by_tool
        said = write_runs(document, [(shorten(need.sentence, LONGEST_QUOTE), "b"), (f" ({by})", "")])
        said.paragraph_format.keep_with_next = True
    elif not any(need.statement[:40] in quote.quote for quote in quotes):
        statement = shorten(need.statement, LONGEST_QUOTE)
        write_runs(document, [*_fact(words, words.card_words, statement)])


def _tell_who(need: Need, words: Words) -> list[Fact]:
    """Whom it concerns, how many have reported it; when and why, where no sentence says so already."""
    counts = tell_counts(
        words, (need.n_persons, words.person), (need.n_statements, words.statement), (need.n_notes, words.note)
    )
    votes = [f"{words.card_votes}: {need.votes}"] * bool(need.votes)
    repeated = [words.card_repeated.format(count=need.n_repeated)] * bool(need.n_repeated)
    repeated += [need.share] * bool(need.share)
    told = "; ".join(filter(None, [counts, *votes, *repeated, need.channels.replace("; ", ", ")]))
    parts = [] if need.sentence else [(words.card_situation, need.situation), (words.card_why, need.why)]
    return [(words.card_who, need.who.replace("; ", ", ")), (words.card_counts, told), *parts]


def _tell_state(need: Need, words: Words) -> list[Fact]:
    hint = f" ({words.card_lever_hint.format(decider=need.lever)})" if need.lever else ""
    return [
        (words.card_grade, need.grade),
        (words.card_tested, need.tested),
        (words.card_lever, need.handlingsrom + hint),
        (words.card_service, need.service),
        (words.card_driver, need.paadriver),
        (words.card_stability, need.stability),
    ]


def _write_quotes(document: Document, quotes: tuple[Excerpt, ...], words: Words) -> None:
    if not quotes:
        write(document, words.card_no_quotes, "Facts")
    for quote in quotes:
        about = [words.card_quote_from.format(speaker=quote.speaker)] * bool(quote.speaker)
        told = ", ".join([*about, words.word_statement_number.format(number=quote.behov_id)])
        write_runs(
            document,
            [(shorten(quote.quote, LONGEST_QUOTE), ""), (words.word_quote_end.format(told=shorten(told, 120)), "s")],
            "Quote",
        )


def _write_opposition(document: Document, opposition: Opposition, words: Words) -> None:
    about = words.card_about.format(about=shorten(opposition.about, 60)) if opposition.about else ""
    runs: list[Run] = [(" ".join(filter(None, [words.card_opposing, about])) + ". ", "b")]
    for label, quote in ((words.card_for, opposition.for_quote), (words.card_against, opposition.against_quote)):
        runs += _fact(words, label, shorten(quote, LONGEST_QUOTE))
    write_runs(document, runs)


def _write_facts(document: Document, pairs: Sequence[Fact], words: Words, style: str = "Facts") -> None:
    """The facts that are known, in one paragraph, each after its label."""
    known = [(label, value) for label, value in pairs if value]
    if known:
        runs = [run for label, value in known for run in _fact(words, label, shorten(value, LONGEST_FACT))]
        write_runs(document, runs, style)


def _fact(words: Words, label: str, value: str) -> tuple[Run, Run]:
    shape = words.word_question if label.endswith("?") else words.word_fact
    end = "" if value.endswith((".", "?", "!", "»", "”")) else "."
    return (shape.format(label=label), "b"), (f"{value}{end} ", "")
