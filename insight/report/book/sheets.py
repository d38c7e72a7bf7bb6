"""The sheets that show a table of the report as it is: who answered, solutions, quotes, voices, files and accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from insight.report.book.matrix import list_need_voices
from insight.report.book.page import Cell, Column, Page, Row, find_spans
from insight.report.counts.sentences import fill_notes
from insight.report.shapes import Excerpt, Report, Voice
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

VOICES = (
    ("innspill_id", 15),
    ("behov_id", 17),
    ("source", 20),
    ("row", 8, "number"),
    ("channel", 14),
    ("question", 26),
    ("text", 60),
    ("kind", 11),
    ("sure", 11),
    ("cue", 16),
    ("concerns", 16),
    ("service", 16),
    ("decider", 18),
    ("place", 14),
    ("concrete", 16),
    ("repeat", 14),
    ("need_id", 10),
    ("stability", 10),
    ("closeness", 12, "decimal"),
    ("set_aside", 22),
)
"""Columns of `shapes.Voice`, with their widths and styles."""


def make_groups(report: Report) -> Page:
    """One row a group of those who answered; no shares where none are computed."""
    words = read_words(report.language)
    fields: list[tuple[Any, ...]] = [("background", 26), ("name", 64), ("n_persons", 16, "number")]
    rows: list[Row] = [(each.background, each.name, _show(each.n_persons)) for each in report.groups]
    if any(group.share is not None for group in report.groups):
        fields.append(("share", 24, "share"))
        rows = [(*row, _show(each.share)) for row, each in zip(rows, report.groups, strict=True)]
    return _make_page(words, "who", "tblHvem", fields, rows, report.group_notes)


def _show(number: float | None) -> float | str:
    return HIDDEN if number is None else number


def make_solutions(report: Report) -> Page:
    words = read_words(report.language)
    fields = (
        *(("need_id", 10), ("title", 30), ("stability", 11), ("quote", 74), ("behov_id", 18), ("channel", 15)),
        *(("how", 26), ("answers", 22), ("status", 16)),
    )
    rows = [
        (*_lead(each), each.channel, each.how, Cell(each.answers, link=("voice", each.answers)), each.status)
        for each in report.solutions
    ]
    places = find_spans("solutions", (each.need_id for each in report.solutions))
    notes = fill_notes(words, words.solutions_notes)
    return _make_page(words, "solutions", "tblLoesninger", fields, rows, notes, places=places)


def make_quotes(report: Report) -> Page:
    words = read_words(report.language)
    fields = (
        *(("need_id", 10), ("title", 30), ("stability", 11), ("quote", 76), ("behov_id", 18), ("speaker", 18)),
        ("channel", 15),
    )
    rows = [(*_lead(each), each.speaker, each.channel) for each in report.quotes]
    return _make_page(words, "quotes", "tblSitater", fields, rows, fill_notes(words, words.quotes_notes))


def _lead(each: Excerpt) -> Row:
    """The words of somebody, between the card of their need and the statement they are from."""
    need = Cell(each.need_id, link=("card", each.need_id))
    return need, each.title, each.stability, each.quote, Cell(each.behov_id, link=("voice", each.behov_id))


def make_voices(report: Report) -> Page:
    """Every voice, need by need, so that a figure can lead to the statements it counts."""
    words = read_words(report.language)
    counted = {voice.behov_id for voice in list_need_voices(report)}
    voices = sort_voices(report, counted)
    cards = {need.need_id: Cell(need.need_id, link=("card", need.need_id)) for need in report.needs}
    names = [name for name, *_ in VOICES]
    at, show = names.index("need_id"), attrgetter(*names)
    rows: list[Row] = []
    for voice in voices:
        values = show(voice)
        rows.append((*values[:at], cards.get(voice.need_id, voice.need_id), *values[at + 1 :]))
    places = {("voice", voice.behov_id): (row, row) for row, voice in enumerate(voices) if voice.behov_id}
    places |= find_spans("counted", (voice.need_id if voice.behov_id in counted else "" for voice in voices))
    notes = fill_notes(words, words.voices_notes)
    return _make_page(words, "voices", "tblInnspill", VOICES, rows, notes, frozen=2, places=places)


def sort_voices(report: Report, counted: Iterable[str]) -> list[Voice]:
    """By need, those that are counted under it first; then those under none, and last what is set aside."""
    is_counted, order = set(counted), {need.need_id: n for n, need in enumerate(report.needs)}
    return sorted(
        report.voices,
        key=lambda voice: (
            bool(voice.set_aside),
            order.get(voice.need_id, len(order)),
            voice.behov_id not in is_counted,
        ),
    )


def make_files(report: Report) -> Page:
    words = read_words(report.language)
    fields = (
        *(("source", 30), ("reader", 16), ("encoding", 13), ("n_rows", 11, "number"), ("n_unread", 11, "number")),
        *(("n_answers", 12, "number"), ("n_in_use", 11, "number"), ("n_set_aside", 12, "number")),
        *(("reasons", 28), ("read_note", 46)),
    )
    rows = list(map(_pick(fields), report.files))
    return _make_page(words, "files", "tblInnlesing", fields, rows, words.files_notes, frozen=1)


def make_accounts(report: Report) -> Page:
    words = read_words(report.language)
    fields = (("step", 26), ("what", 90), ("n", 14, "number"))
    rows = list(map(_pick(fields), report.accounts))
    return _make_page(words, "method", "tblMetode", fields, rows, words.method_notes)


def _pick(fields: Iterable[Sequence[Any]]) -> Any:
    return attrgetter(*(name for name, *_ in fields))


def _make_page(
    words: Words,
    key: str,
    table: str,
    fields: Iterable[Sequence[Any]],
    rows: Sequence[Row],
    notes: tuple[str, ...],
    **more: Any,
) -> Page:
    """The page a key of the texts tells of; each field is a key of the headings, a width, and a style."""
    columns = tuple(Column(words.headings[name], *shown) for name, *shown in fields)
    names = (words.sheets[key], words.titles[key], words.contents[key])
    return Page(*names, notes, table, columns, rows, words.nothing_yet[key], **more)
