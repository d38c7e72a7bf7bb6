"""From the rows of a table to one row for each answer to each question."""

from __future__ import annotations

from collections import Counter
from typing import Any

from insight.innspill.columns import Columns
from insight.innspill.formats import Format
from insight.innspill.ids import fingerprint
from insight.innspill.sheets import Cell, Sheet, cell_text
from insight.innspill.times import read_times
from insight.tables import GROUPS

EMPTY = "tomt svar"


def gather_answers(sheet: Sheet, columns: Columns, survey: Format, source: str, salt: str) -> list[dict[str, Any]]:
    """One answer for each row and each column of free text, empty ones too: every cell is accounted for."""
    form = [survey.name, *sorted(sheet.headers)]
    times = read_times(sheet.column(columns.answered)) if columns.answered is not None else [None] * len(sheet.rows)
    seen: Counter[tuple[str, ...]] = Counter()
    answers = []
    for (row, cells), answered_at in zip(sheet.rows, times, strict=True):
        response = _name_response(cells, columns, seen)
        person = fingerprint([*form, *response], purpose="person", salt=salt)
        groups = {role: _read_group(cells, columns.groups.get(role)) for role in GROUPS}
        for place in columns.texts:
            question = _read_question(cells, columns, sheet.headers[place])
            text = cell_text(cells[place]).strip()
            answers.append(
                {
                    "innspill_id": fingerprint([*form, *response, question], purpose="innspill", salt=salt),
                    "source": source,
                    "channel": survey.channel,
                    "row": row,
                    "person_id": f"p{person}",
                    "question": question,
                    **groups,
                    "answered_at": answered_at,
                    "votes": 0,
                    "text": text,
                    "set_aside": "" if text else EMPTY,
                }
            )
    return answers


def _name_response(cells: tuple[Cell, ...], columns: Columns, seen: Counter[tuple[str, ...]]) -> list[str]:
    """The response's number and when it was begun; without one, all of the row and how often it has stood.

    Two people who write the same are two voices, so equal rows are told apart by counting them.
    """
    number = cell_text(cells[columns.id]).strip() if columns.id is not None else ""
    if number:
        begun = cell_text(cells[columns.started]) if columns.started is not None else ""
        return ["nummer", number, begun]
    content = tuple(cell_text(cell) for cell in cells)
    seen[content] += 1
    return ["rad", *content, str(seen[content])]


def _read_group(cells: tuple[Cell, ...], place: int | None) -> str:
    """A background value; several choices ("Forelder;Ansatt;") are parted by "; "."""
    if place is None:
        return ""
    return "; ".join(part.strip() for part in cell_text(cells[place]).split(";") if part.strip())


def _read_question(cells: tuple[Cell, ...], columns: Columns, header: str) -> str:
    """The header, or where each row tells its question, that; with both when a row has several answers."""
    if columns.question is None:
        return header
    question = cell_text(cells[columns.question]).strip() or header
    return question if len(columns.texts) == 1 else f"{question}: {header}"
