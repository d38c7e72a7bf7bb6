"""The needs so that they can be read on paper, and a card for each: every part of it a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from insight.look import UNSURE
from insight.report.book.cells import find_address
from insight.report.book.page import Cell, Column, Page, Plain, Styles, write_page
from insight.report.shapes import Excerpt, Need, Report, oppositions_of, quotes_of, solutions_of
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Addresses = Mapping[str, str]
"""Where each statement (behov_id) stands among all the statements, as `cells.find_address` says it."""
PERSON = "menneske"
"""Who wrote a sentence, when it is not proposed (`tables.STOR_B`, as `Words.say` has it)."""


def write_needs(book: Workbook, styles: Styles, report: Report) -> None:
    """One row a need, in nine columns: what fits on A4 on its side."""
    write_page(book, styles, report, _make_needs(report))


def list_need_addresses(report: Report) -> dict[str, str]:
    """Where each need (need_id) stands on the sheet of `write_needs`."""
    page = _make_needs(report)
    return {need.need_id: find_address(page.name, page.top + 1 + n) for n, need in enumerate(report.needs)}


def _make_needs(report: Report) -> Page:
    words = read_words(report.language)
    headings, texts = words.headings, words.book_needs
    columns = (
        Column(headings["need_id"], 8),
        Column(headings["title"], 22),
        Column(texts["need"], 44),
        Column(headings["who"], 17),
        Column(headings["n_persons"], 11, "number", header="number header"),
        Column(headings["n_statements"], 12, "number", header="number header"),
        Column(texts["grade"], 15),
        Column(headings["handlingsrom"], 15),
        Column(headings["stability"], 11),
    )
    rows = [
        (
            *(need.need_id, need.title, tell_need(words, need), need.who),
            *(need.n_persons, need.n_statements, need.grade, need.handlingsrom, need.stability),
        )
        for need in report.needs
    ]
    notes = (*texts["notes"], words.stamp)
    names = (words.sheets["needs"], words.titles["needs"], words.contents["needs"])
    return Page(*names, notes, "tblBehov", columns, rows, words.book_no_needs, frozen=2)


def tell_need(words: Words, need: Need) -> str:
    """The need in one sentence, saying who wrote it; else the words nearest the middle."""
    if not need.sentence:
        return need.statement
    by_person = need.sentence_by == words.say(PERSON)
    return (words.book_sentence_approved if by_person else words.book_sentence_proposed).format(sentence=need.sentence)


def write_cards(book: Workbook, styles: Styles, report: Report, addresses: Addresses | None = None) -> None:
    """One long table: need, name, part of the card, what it says, and the statement it is from, as a link."""
    words = read_words(report.language)
    texts = words.book_cards
    columns = (
        Column(words.headings["need_id"], 9),
        Column(words.headings["title"], 28),
        Column(texts["field"], 28),
        Column(texts["content"], 64, "fact"),
        Column(words.headings["behov_id"], 19),
    )
    rows = [
        (need.need_id, need.title, field, content, link_statement(behov_id, addresses or {}))
        for need in report.needs
        for field, content, behov_id in _list_parts(words, report, need)
    ]
    voices = words.sheets["voices"]
    notes = (*(note.format(voices=voices) for note in texts["notes"]), words.stamp)
    names = (texts["name"], texts["title"], texts["contents"])
    write_page(book, styles, report, Page(*names, notes, "tblKort", columns, rows, words.book_no_needs, frozen=2))


def link_statement(behov_id: str, addresses: Addresses) -> Cell:
    """The number of a statement, as a link where it is known where the statement stands."""
    return Cell(behov_id, address=addresses.get(behov_id, ""))


Part = tuple[str, Plain, str]
"""A part of the card, what it says, and the statement (behov_id) it is from, if it is from one."""


def _list_parts(words: Words, report: Report, need: Need) -> Iterator[Part]:
    by_person = need.sentence_by == words.say(PERSON)
    told = words.card_sentence_approved if by_person else words.card_sentence_proposed
    sentence = f"{need.sentence}\n{told}" if need.sentence else words.card_no_sentence
    yield words.card_sentence, sentence, ""
    yield words.card_words, need.statement, ""
    yield words.card_who, need.who, ""
    yield from _keep_told((words.card_situation, need.situation), (words.card_why, need.why))
    yield from _list_quotes(words, report, need)
    yield from _list_oppositions(words, report, need)
    solutions = solutions_of(report, need.need_id)
    for solution in solutions:
        assessed = "" if solution.status == words.not_assessed else f"\n{solution.status}"
        yield words.card_solutions, solution.quote + assessed, solution.behov_id
    if not solutions:
        yield words.card_solutions, words.card_no_solutions, ""
    yield words.card_grade, need.grade, ""
    yield words.card_tested, need.tested, ""
    yield words.card_lever, need.handlingsrom, ""
    if need.lever:
        yield words.card_lever, words.card_lever_hint.format(decider=need.lever), ""
    yield words.card_service, need.service, ""
    yield words.card_driver, need.paadriver, ""
    yield words.headings["titled_by"], need.titled_by, ""
    yield words.card_stability, words.stamp_unsure if need.stability == words.say(UNSURE) else words.stamp_solid, ""
    yield from _list_counts(words, need)
    yield from _keep_told((words.card_how_might_we, need.how_might_we), (words.card_next, need.next_question))


def _keep_told(*parts: tuple[str, str]) -> Iterator[Part]:
    yield from ((field, content, "") for field, content in parts if content)


def _list_quotes(words: Words, report: Report, need: Need) -> Iterator[Part]:
    quotes = quotes_of(report, need.need_id)
    for quote in quotes:
        yield words.card_quotes, _tell_quote(words, quote), quote.behov_id
    if not quotes:
        yield words.card_quotes, words.card_no_quotes, ""


def _tell_quote(words: Words, quote: Excerpt) -> str:
    return f"{quote.quote}\n{words.card_quote_from.format(speaker=quote.speaker)}" if quote.speaker else quote.quote


def _list_oppositions(words: Words, report: Report, need: Need) -> Iterator[Part]:
    oppositions = oppositions_of(report, need.need_id)
    for pair in oppositions:
        about = words.card_about.format(about=pair.about)
        yield f"{words.card_opposing}: {words.card_for}", f"{about}: {pair.for_quote}", pair.for_id
        yield f"{words.card_opposing}: {words.card_against}", f"{about}: {pair.against_quote}", pair.against_id
    if not oppositions and need.disagreement:
        yield words.card_opposing, words.card_about.format(about=need.disagreement), ""


def _list_counts(words: Words, need: Need) -> Iterator[Part]:
    yield words.card_persons, need.n_persons, ""
    yield words.card_statements, need.n_statements, ""
    if need.n_notes:
        yield words.card_notes, need.n_notes, ""
    if need.votes:
        yield words.card_votes, need.votes, ""
    if need.share:
        yield words.card_counts, need.share, ""
    if need.n_repeated:
        yield words.card_counts, words.card_repeated.format(count=need.n_repeated), ""
    yield words.card_channels, need.channels, ""
    yield from _keep_told((words.card_subthemes, need.subthemes))
