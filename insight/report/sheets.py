"""The sheets with one table: which columns, in what order, how wide. Knows nothing of Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from insight.report import wording
from insight.report.shapes import GroupTable, Report, sort_by_size

Value = str | int | float | None
Style = Literal["text", "number", "count", "decimal", "share"]


@dataclass(frozen=True)
class Field:
    """One column: the attribute it shows, its width in characters, and how its values are shown.

    `hidden` stands where the value is None. A column for one of several values under one name has its own `label`, and
    `place` says which of them.
    """

    name: str
    width: float
    style: Style = "text"
    hidden: str = ""
    label: str = ""
    place: int | None = None

    @property
    def heading(self) -> str:
        return self.label or wording.HEADINGS[self.name]

    def value(self, row: Any) -> Value:
        value = getattr(row, self.name)
        if self.place is not None:
            value = value[self.place]
        return self.hidden if value is None else value


@dataclass(frozen=True)
class Sheet:
    """One sheet with one table: its name, the table's name, sentences above it, columns and rows."""

    name: str
    table: str
    notes: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: Sequence[Any]
    frozen_columns: int = 0

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
    return Sheet(wording.SUMMARY, "tblOversikt", (), fields, sort_by_size(report.needs))


def needs_sheet(report: Report) -> Sheet:
    fields = (
        Field("need_id", 9),
        Field("title", 20),
        Field("statement", 36),
        Field("who", 14),
        Field("n_persons", 10.5, "number"),
        Field("n_statements", 9.5, "number"),
        Field("n_notes", 9.5, "number"),
        Field("votes", 10, "number"),
        Field("channels", 14),
        Field("stability", 10),
        Field("subthemes", 24),
        Field("grade", 16),
        Field("tested", 13),
        Field("n_solutions", 11, "number"),
        Field("n_quotes", 10),
        Field("disagreement", 16),
        Field("n_repeated", 10, "number"),
        Field("handlingsrom", 15),
        Field("service", 15),
        Field("paadriver", 13),
        Field("titled_by", 11),
    )
    return Sheet(wording.NEEDS, "tblBehov", wording.NEEDS_NOTES, fields, report.needs, frozen_columns=2)


def groups_sheet(report: Report) -> Sheet:
    fields = [
        Field("background", 24),
        Field("name", 44),
        Field("n_persons", 16, "number", wording.HIDDEN),
    ]
    if any(group.share is not None for group in report.groups):
        fields.append(Field("share", 26, "share", wording.HIDDEN))
    return Sheet(wording.WHO, "tblHvem", report.group_notes, tuple(fields), report.groups)


def needs_by_group_sheets(report: Report) -> list[Sheet]:
    """The tables of one sheet: a background each, with a column for each group."""
    return [
        Sheet(wording.NEEDS_BY_GROUP, f"tblBehov{table.background}", (), _group_fields(table), table.rows)
        for table in report.needs_by_group
    ]


def _group_fields(table: GroupTable) -> tuple[Field, ...]:
    fields = [Field("need_id", 10), Field("title", 40), Field("n_persons", 11, "number")]
    for place, name in enumerate(table.names):
        label = _tell_apart(name or wording.NOT_GIVEN, [field.heading for field in fields])
        fields.append(Field("counts", 16, "count", wording.HIDDEN, label, place))
    return tuple(fields)


def _tell_apart(name: str, taken: Sequence[str]) -> str:
    """A heading Excel can have in a table: one line of at most 80 letters, unlike the others whatever the case."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    heading = short = " ".join(printable.split())[:80]
    used = {each.casefold() for each in taken}
    number = 2
    while heading.casefold() in used:
        heading, number = f"{short} ({number})", number + 1
    return heading


def solutions_sheet(report: Report) -> Sheet:
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
    return Sheet(wording.SOLUTIONS, "tblLoesninger", wording.SOLUTIONS_NOTES, fields, report.solutions)


def quotes_sheet(report: Report) -> Sheet:
    fields = (
        Field("need_id", 10),
        Field("title", 30),
        Field("stability", 11),
        Field("quote", 76),
        Field("speaker", 18),
        Field("behov_id", 18),
        Field("channel", 15),
    )
    return Sheet(wording.QUOTES, "tblSitater", wording.QUOTES_NOTES, fields, report.quotes)


def voices_sheet(report: Report) -> Sheet:
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
    return Sheet(wording.VOICES, "tblInnspill", wording.VOICES_NOTES, fields, report.voices, frozen_columns=2)


def files_sheet(report: Report) -> Sheet:
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
    return Sheet(wording.FILES, "tblInnlesing", wording.FILES_NOTES, fields, report.files, frozen_columns=1)


def accounts_sheet(report: Report) -> Sheet:
    fields = (Field("step", 26), Field("what", 80), Field("n", 14, "number"))
    return Sheet(wording.METHOD, "tblMetode", wording.METHOD_NOTES, fields, report.accounts)
