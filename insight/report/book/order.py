"""Which sheets the workbook has beside those of `sheets`, and in what order they all stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insight.report.book.actors import write_actors
from insight.report.book.blt import write_follow_up, write_fundaments, write_nabc, write_recipe
from insight.report.book.cards import Addresses, write_cards, write_needs
from insight.report.book.decisions import Decided, write_decisions
from insight.report.book.heat import list_heat_pages
from insight.report.book.matrix import write_matrix
from insight.report.book.page import Styles
from insight.report.shapes import Report
from insight.report.words import read_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def list_contents(report: Report) -> list[tuple[str, str]]:
    """Every sheet after the front, in its order: its name, and what it holds, for the contents of the front."""
    words = read_words(report.language)

    def told(*keys: str) -> list[tuple[str, str]]:
        return [(words.sheets[key], words.contents[key]) for key in keys]

    cards = (words.book_cards["name"], words.book_cards["contents"])
    heat = [(page.name, page.contents) for page in list_heat_pages(report)]
    tools = (words.blt_actors, words.book_decisions, words.blt_recipe, words.blt_fundaments, words.blt_nabc)
    last = (words.blt_follow_up, words.book_matrix)
    run = [(each["name"], each["contents"]) for each in (words.book_method, words.book_run)]
    return [
        *told("summary", "needs"),
        cards,
        *told("who"),
        *([(words.heard_sheet["name"], words.heard_sheet["contents"])] if report.heard else []),
        *heat,
        *told("solutions", "quotes", "voices"),
        *((each["name"], each["contents"]) for each in (*tools, *last)),
        *told("files", "method"),
        *run,
    ]


def write_need_sheets(book: Workbook, styles: Styles, report: Report, addresses: Addresses) -> None:
    """The needs and their cards: to stand after the summary."""
    write_needs(book, styles, report)
    write_cards(book, styles, report, addresses)


def write_tool_sheets(
    book: Workbook, styles: Styles, report: Report, addresses: Addresses, decided: Decided | None = None
) -> None:
    """What those who work on with the needs fill in, and the matrix: to stand after all the statements."""
    write_actors(book, styles, report)
    write_decisions(book, styles, report, decided)
    write_recipe(book, styles, report)
    write_fundaments(book, styles, report)
    write_nabc(book, styles, report)
    write_follow_up(book, styles, report, addresses)
    write_matrix(book, styles, report, addresses)
