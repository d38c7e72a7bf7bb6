"""The needs so that they can be read on paper, and a card for each: every part of it a row."""

from __future__ import annotations

from collections.abc import Iterator

from insight.look import UNSURE
from insight.report.book.page import Cell, Column, Page, Plain, Row, find_spans
from insight.report.numerals import write_number
from insight.report.shapes import Excerpt, Need, Report, oppositions_of, quotes_of, solutions_of
from insight.report.words import Words, read_words

MOST_SOLUTIONS = 10
"""Solutions on a card; the rest are counted, and stand in «Løsninger»."""
PERSON = "menneske"
"""Who wrote a sentence, when it is not proposed (`tables.STOR_B`, as `Words.say` has it)."""


def make_needs(report: Report) -> Page:
    """One row a need, in nine columns: what fits on A4 on its side."""
    words = read_words(report.language)
    headings, texts = words.headings, words.book_needs
    columns = (
        Column(headings["need_id"], 8),
        Column(headings["title"], 22),
        Column(texts["need"], 44),
        Column(headings["who"], 17),
        Column(headings["n_persons"], 12, "number"),
        Column(headings["n_statements"], 13, "number"),
        Column(texts["grade"], 15),
        Column(headings["handlingsrom"], 15),
        Column(headings["stability"], 11),
    )
    rows = [_list_cells(words, need) for need in report.needs]
    notes = (*(note.format(voices=words.sheets["voices"]) for note in texts["notes"]), words.stamp)
    names = (words.sheets["needs"], words.titles["needs"], words.contents["needs"])
    places = find_spans("need", (need.need_id for need in report.needs))
    return Page(*names, notes, "tblBehov", columns, rows, words.book_no_needs, frozen=2, places=places)


def _list_cells(words: Words, need: Need) -> Row:
    card, counted = ("card", need.need_id), ("counted", need.need_id)
    return (
        *(Cell(need.need_id, link=card), need.title, tell_need(words, need), need.who),
        *(Cell(need.n_persons, link=counted), Cell(need.n_statements, link=counted)),
        *(need.grade, need.handlingsrom, need.stability),
    )


def tell_need(words: Words, need: Need) -> str:
    """The need in one sentence, saying who wrote it; else the words nearest the middle."""
    if not need.sentence:
        return need.statement
    by_person = need.sentence_by == words.say(PERSON)
    return (words.book_sentence_approved if by_person else words.book_sentence_proposed).format(sentence=need.sentence)


def make_cards(report: Report) -> Page:
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
        (need.need_id, need.title, field, content, Cell(behov_id, link=("voice", behov_id)))
        for need in report.needs
        for field, content, behov_id in _list_parts(words, report, need)
    ]
    others = {"voices": words.sheets["voices"], "solutions": words.sheets["solutions"]}
    notes = (*(note.format(**others) for note in texts["notes"]), words.stamp)
    names = (texts["name"], texts["title"], texts["contents"])
    places = find_spans("card", (str(need_id) for need_id, *_ in rows))
    return Page(*names, notes, "tblKort", columns, rows, words.book_no_needs, frozen=2, places=places)


Part = tuple[str, Plain | Cell, str]
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
    yield from _list_solutions(words, report, need)
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


def _list_solutions(words: Words, report: Report, need: Need) -> Iterator[Part]:
    solutions = solutions_of(report, need.need_id)
    for solution in solutions[:MOST_SOLUTIONS]:
        assessed = "" if solution.status == words.not_assessed else f"\n{solution.status}"
        yield words.card_solutions, solution.quote + assessed, solution.behov_id
    if not solutions:
        yield words.card_solutions, words.card_no_solutions, ""
    more = len(solutions) - MOST_SOLUTIONS
    if more > 0:
        told = words.book_cards["more_solutions"].format(
            count=write_number(words, more), solutions=words.sheets["solutions"]
        )
        yield words.card_solutions, Cell(told, link=("solutions", need.need_id)), ""


def _list_counts(words: Words, need: Need) -> Iterator[Part]:
    for field, count in ((words.card_persons, need.n_persons), (words.card_statements, need.n_statements)):
        yield field, Cell(count, link=("counted", need.need_id)), ""
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
