"""The sheets with one table: which columns, in what order, how wide. Knows nothing of Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from insight.report.counts.sentences import fill_notes
from insight.report.shapes import Report, sort_by_size
from insight.report.signs import HIDDEN
from insight.report.words import Words, read_words

Value = str | int | float | None
Style = Literal["text", "number", "decimal", "share"]


@dataclass(frozen=True)
class Field:
    """One column: the attribute it shows, its width in characters, and how its values are shown.

    `hidden` stands where the value is None.
    """

    name: str
    width: float
    style: Style = "text"
    hidden: str = ""

    def head(self, words: Words) -> str:
        heading: str = words.headings[self.name]
        return heading

    def value(self, row: Any) -> Value:
        value = getattr(row, self.name)
        return self.hidden if value is None else value


@dataclass(frozen=True)
class Sheet:
    """One sheet with one table: its key in the texts, the table's name, sentences above it, columns and rows."""

    words: Words
    key: str
    table: str
    notes: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: Sequence[Any]
    frozen_columns: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(field.head(self.words) for field in self.fields)

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(field.width for field in self.fields)


def needs_overview(report: Report) -> Sheet:
    """The table of the summary: the needs by size."""
    fields = (
        Field("need_id", 14),
        Field("title", 74),
        Field("n_persons", 11, "number"),
        Field("n_statements", 11, "number"),
        Field("stability", 11),
    )
    return Sheet(read_words(report.language), "summary", "tblOversikt", (), fields, sort_by_size(report.needs))


def groups_sheet(report: Report) -> Sheet:
    fields = [
        Field("background", 24),
        Field("name", 44),
        Field("n_persons", 16, "number", HIDDEN),
    ]
    if any(group.share is not None for group in report.groups):
        fields.append(Field("share", 26, "share", HIDDEN))
    words = read_words(report.language)
    return Sheet(words, "who", "tblHvem", report.group_notes, tuple(fields), report.groups)


def solutions_sheet(report: Report) -> Sheet:
    words = read_words(report.language)
    fields = (
        Field("need_id", 10),
        Field("title", 30),
        Field("stability", 11),
        Field("quote", 74),
        Field("behov_id", 18),
        Field("channel", 15),
        Field("how", 26),
        Field("answers", 18),
        Field("status", 16),
    )
    notes = fill_notes(words, words.solutions_notes)
    return Sheet(words, "solutions", "tblLoesninger", notes, fields, report.solutions)


def quotes_sheet(report: Report) -> Sheet:
    words = read_words(report.language)
    fields = (
        Field("need_id", 10),
        Field("title", 30),
        Field("stability", 11),
        Field("quote", 76),
        Field("speaker", 18),
        Field("behov_id", 18),
        Field("channel", 15),
    )
    return Sheet(words, "quotes", "tblSitater", fill_notes(words, words.quotes_notes), fields, report.quotes)


def voices_sheet(report: Report) -> Sheet:
    words = read_words(report.language)
    fields = (
        Field("innspill_id", 15),
        Field("behov_id", 17),
        Field("source", 20),
        Field("row", 8, "number"),
        Field("channel", 14),
        Field("question", 26),
        Field("text", 60),
        Field("kind", 11),
        Field("sure", 11),
        Field("cue", 16),
        Field("concerns", 16),
        Field("service", 16),
        Field("decider", 18),
        Field("place", 14),
        Field("concrete", 16),
        Field("repeat", 14),
        Field("need_id", 10),
        Field("stability", 10),
        Field("closeness", 10, "decimal"),
        Field("set_aside", 22),
    )
    notes = fill_notes(words, words.voices_notes)
    return Sheet(words, "voices", "tblInnspill", notes, fields, report.voices, frozen_columns=2)


def files_sheet(report: Report) -> Sheet:
    words = read_words(report.language)
    fields = (
        Field("source", 32),
        Field("reader", 16),
        Field("encoding", 13),
        Field("n_rows", 10, "number"),
        Field("n_unread", 10, "number"),
        Field("n_answers", 10, "number"),
        Field("n_in_use", 10, "number"),
        Field("n_set_aside", 11, "number"),
        Field("reasons", 34),
        Field("read_note", 60),
    )
    return Sheet(words, "files", "tblInnlesing", words.files_notes, fields, report.files, frozen_columns=1)


def accounts_sheet(report: Report) -> Sheet:
    fields = (Field("step", 26), Field("what", 80), Field("n", 14, "number"))
    words = read_words(report.language)
    return Sheet(words, "method", "tblMetode", words.method_notes, fields, report.accounts)
