"""The form where people write what they have decided of each need; it can be read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from insight.report.book.cards import PERSON
from insight.report.book.matrix import list_need_voices
from insight.report.book.page import Cell, Column, Page, Plain, Styles, show_date, write_page
from insight.report.shapes import Need, Report, quotes_of
from insight.report.words import Words, read_words
from insight.tables import LEVERS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

HEADINGS: Mapping[str, str] = {
    "anker": "Anker",
    "tittel": "Tittel",
    "behovssetning": "Behovssetning",
    "handlingsrom": "Handlingsrom",
    "paadriver": "Pådriver",
    "skjer_videre": "Hva skjer videre",
    "kan_ikke": "Hva kan ikke gjøres, og hvorfor",
    "bestemt_av": "Bestemt av",
    "dato": "Dato",
}
"""The columns of `tables.DECISIONS` as the form is read back: bokmål whatever the language of the report."""
_WIDTHS = (17, 24, 28, 17, 16, 34, 34, 16, 13)

Decided = Mapping[str, Mapping[str, str]]
"""By need_id, what is decided already: values of `tables.DECISIONS` by their column."""


def write_decisions(book: Workbook, styles: Styles, report: Report, decided: Decided | None = None) -> None:
    """One row a need with its anchor and present name, or what is decided already; the rest is to be filled in.

    The name stands there for a person to put right. It is decided by the one who signs the row («Bestemt av»): a row
    without a signature must not be read as a decision.
    """
    words = read_words(report.language)
    texts = words.book_decisions
    styled = {"anker": "text", "dato": "input date"}
    columns = tuple(
        Column(heading, width, styled.get(name, "input"), texts["levers"] if name == "handlingsrom" else ())
        for (name, heading), width in zip(HEADINGS.items(), _WIDTHS, strict=True)
    )
    rows = [_fill_in(words, report, need, (decided or {}).get(need.need_id, {})) for need in report.needs]
    to_fill = ", ".join(f"«{column.heading}»" for column in columns if column.is_input)
    notes = (*texts["notes"], words.book_input_legend.format(columns=to_fill))
    names = (texts["name"], texts["title"], texts["contents"])
    page = Page(*names, notes, "tblBeslutninger", columns, rows, words.book_no_needs, frozen=2)
    write_page(book, styles, report, page)


def find_anchor(report: Report, need: Need) -> str:
    """The statement (behov_id) the decision follows: that of the words nearest the middle, else one as near.

    "" where no statement of the need is among the voices.
    """
    voices = [voice for voice in list_need_voices(report) if voice.need_id == need.need_id]
    shown = [quote.behov_id for quote in quotes_of(report, need.need_id)]
    voices.sort(key=lambda voice: (voice.text != need.statement, -(voice.closeness or -1), voice.behov_id))
    nearest = voices[0].behov_id if voices else ""
    return nearest if not shown or (voices and voices[0].text == need.statement) else shown[0]


def _fill_in(words: Words, report: Report, need: Need, decided: Mapping[str, str]) -> list[Plain | Cell]:
    """The row of a need: a sentence the tool proposed is left out, so that nobody signs it unread.

    The handlingsrom stands as the list of the form has it, in the language of the report.
    """
    known = {
        "anker": need.anchor or find_anchor(report, need),
        "tittel": need.title,
        "behovssetning": need.sentence if need.sentence_by == words.say(PERSON) else "",
        "handlingsrom": "" if need.handlingsrom == words.not_clarified else need.handlingsrom,
        "paadriver": "" if need.paadriver == words.nobody_yet else need.paadriver,
        **decided,
    }
    known["handlingsrom"] = dict(zip(LEVERS, words.book_decisions["levers"], strict=True)).get(
        known["handlingsrom"], known["handlingsrom"]
    )
    return [
        show_date(known.get(name, ""), "input date") if name == "dato" else known.get(name, "") for name in HEADINGS
    ]
