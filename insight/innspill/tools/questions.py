"""From a tool's columns to one column a question: check boxes joined, «annet» right after its question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from insight.innspill.codebook import JOINT, OTHER, name_variable
from insight.innspill.roles import asks_who
from insight.innspill.sheets import Cell, Grid, Sheet, cell_text, is_blank, name_headers

_CHOSEN = frozenset(("1", "1.0", "y", "yes", "ja", "true", "sann", "x", "✓"))
_LEFT = frozenset(("", "0", "0.0", "n", "no", "nei", "nee", "nein", "nej", "false", "usann", "n/a"))
_OTHER = re.compile(
    r"(?:other|(?:noe )?annet|(?:noko )?anna|andre)(?:\s*[(:,–-].*| (?:please|vennligst|spesifiser|specify)\b.*)?", re.I
)


class Layout(NamedTuple):
    """The header records of a grid and the rows under them, all equally wide."""

    headers: list[tuple[str, ...]]
    rows: list[tuple[int, tuple[Cell, ...]]]

    def column(self, place: int) -> list[str]:
        return [cell_text(cells[place]).strip() for _, cells in self.rows]


@dataclass(frozen=True)
class Question:
    """One column of the sheet to be, and the columns of the file it is made of.

    `role` is one of `columns.ROLES` when the tool is certain. With `labels`, one for each place, the places are check
    boxes, and the cell is the labels of those that are ticked; a semicolon within a label becomes a comma.
    """

    header: str
    places: tuple[int, ...]
    role: str = ""
    labels: tuple[str, ...] = ()

    def read(self, cells: Sequence[Cell]) -> Cell:
        if not self.labels:
            return cells[self.places[0]]
        boxes = zip(self.places, self.labels, strict=True)
        chosen = (label for place, label in boxes if is_chosen(cell_text(cells[place]), label))
        return JOINT.join(label.replace(";", ",") for label in chosen)


def lay_out(grid: Grid, n_headers: int) -> Layout | None:
    """The first `n_headers` filled records as headers, clean, and the rest as rows; None when there are too few."""
    filled = [(row, cells) for row, cells in grid.records if any(not is_blank(cell) for cell in cells)]
    if len(filled) < n_headers:
        return None
    width = max(len(cells) for _, cells in filled)
    padded = [(row, (*cells, *[""] * (width - len(cells)))) for row, cells in filled]
    headers = [tuple(name_variable(cell_text(cell)) for cell in cells) for _, cells in padded[:n_headers]]
    return Layout(headers, padded[n_headers:])


def build_questions(
    layout: Layout, questions: Sequence[Question], name: str = "", aside: Mapping[int, str] | None = None
) -> Sheet:
    """The sheet with a column for each question; one without header and answers is left out."""
    kept = [question for question in questions if question.header or any(layout.column(question.places[0]))]
    headers = name_headers([question.header for question in kept], [question.places[0] for question in kept])
    rows = tuple((row, tuple(question.read(cells) for question in kept)) for row, cells in layout.rows)
    told = {place: question.role for place, question in enumerate(kept) if question.role}
    return Sheet(headers, rows, name, told, aside or {})


def is_chosen(cell: str, label: str) -> bool:
    said = cell.strip().casefold()
    return said in _CHOSEN or (bool(said) and name_variable(cell).casefold() == label.casefold())


def are_boxes(layout: Layout, places: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether every cell is the label of its column or a tick, and at least one is."""
    is_ticked = False
    for place, label in zip(places, labels, strict=True):
        filled = {cell for cell in layout.column(place) if cell.casefold() not in _LEFT}
        if not all(is_chosen(cell, label) for cell in filled):
            return False
        is_ticked = is_ticked or bool(filled)
    return is_ticked


def name_parts(layout: Layout, asked: Mapping[int, str], labels: Mapping[int, str]) -> list[Question]:
    """A column for each row of a matrix, or each of several fields, named as Google Forms does: «spørsmål [del]».

    Rows that share their values are a scale: each of them may have few answers, but not all of them together.
    """
    cells = [cell for place in labels for cell in layout.column(place) if cell] if len(labels) > 1 else []
    is_scale = bool(cells) and len(set(cells)) * 2 <= len(cells)
    questions = []
    for place, part in labels.items():
        header = f"{asked[place]} [{part}]" if asked[place] and part else asked[place] or part
        role = "personlig" if asks_who(part) else "enkeltvalg" if is_scale else ""
        questions.append(Question(header, (place,), role))
    return questions


def name_other(layout: Layout, question: str, place: int) -> Question:
    """What people wrote beside «Annet»: a text of its own, named by its question; unknown when nobody wrote."""
    return Question(f"{question}{OTHER}", (place,), "fritekst" if any(layout.column(place)) else "")


def is_other(label: str) -> bool:
    """Whether a label is that of the field for other answers: "Other (please specify)", "Annet: beskriv"."""
    return _OTHER.fullmatch(label) is not None


def find_written(layout: Layout, labels: Mapping[int, str]) -> list[int]:
    """The places of a question where people write what «Annet» is: no tick, and no row of a matrix called so."""
    written = []
    for place in (place for place, label in labels.items() if is_other(label)):
        filled = set(layout.column(place))
        offered = {cell for other in labels if other != place for cell in layout.column(other)}
        is_row = len(filled - {""}) > 0 and filled <= offered | {""}
        if not is_row and not are_boxes(layout, [place], [labels[place]]):
            written.append(place)
    return written


def split_common(texts: Sequence[str], joint: str = " - ") -> tuple[str, list[str]]:
    """The question that all texts begin with, up to the last joint they share, and the rest of each."""
    parts = [text.split(joint) for text in texts]
    fewest = min(len(part) for part in parts) - 1
    shared = next((n for n in range(fewest) if len({part[n] for part in parts}) > 1), fewest)
    return joint.join(parts[0][:shared]), [joint.join(part[shared:]) for part in parts]
