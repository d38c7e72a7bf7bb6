"""Code books: what the short names and numbers of an export stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from insight.innspill.sheets import Cell, Sheet, cell_text, clean_header, name_headers

JOINT = "; "
"""Between the options somebody chose."""
OTHER = " – annet"
"""Ends the header of what people wrote beside the option «Annet» of a question."""
_SAYS_OTHER = re.compile(
    r"(?:noe |noko )?(?:annet|anna|andre|other)\b|spesifis|presiser|specify|beskriv|describe", re.I
)
_CHOSEN = ("1", "ja", "yes", "true", "x", "valgt", "vald", "selected")
_BREAKING_TAG = re.compile(r"<(?:br|/?(?:p|div|li|ul|ol|h\d|tr|td))\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_WHOLE_NUMBER = re.compile(r"(-?\d+)\.0+")
_OURS = re.compile(r"\$.*")
_NUMBERED = re.compile(r"[a-zæøå]+_?\d+(?:_\d+)*", re.I)
"""Names that tools give ("s_1", "q12"): those of two surveys are alike and mean different things."""


@dataclass(frozen=True)
class Codebook:
    """What a tool tells of the columns of its answers.

    `questions` gives a variable's question text, `labels` the label of each of its values, `roles` what it is (a role
    of `columns.ROLES`), and `options` of a check box, a column of its own, its question and label. Variables are
    named as `name_variable` does.
    """

    source: str
    tool: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def names(self) -> frozenset[str]:
        return frozenset((*self.questions, *self.labels, *self.roles, *self.options))

    def decode(self, sheet: Sheet) -> Sheet:
        """The sheet with question texts for headers, labels for values, and each question's check boxes in one column.

        What was written beside «Annet» comes right after its question. What the code book does not know stays.
        """
        columns: dict[tuple[str, bool], list[int]] = {}
        for place, header in enumerate(sheet.headers):
            variable = name_variable(header)
            question, _ = self.options.get(variable, (variable or header, ""))
            columns.setdefault((question, variable in self.options), []).append(place)
        texts = [self.questions.get(name, name) for name, _ in columns]
        order = sorted(range(len(texts)), key=lambda place: _place_others(texts, place))
        keys = [list(columns)[place] for place in order]
        headers = name_headers([texts[place] for place in order], range(len(order)))
        told = {new: role for new, key in enumerate(keys) if (role := self._find_role(*key, sheet, columns[key][0]))}
        return replace_columns(sheet, headers, [self._read(*key, sheet, columns[key]) for key in keys], told)

    def _find_role(self, name: str, is_boxes: bool, sheet: Sheet, place: int) -> str:
        is_closed = "flervalg" if is_boxes else "enkeltvalg" if self.labels.get(name) else ""
        return self.roles.get(name) or is_closed or sheet.told.get(place, "")

    def _read(self, name: str, is_boxes: bool, sheet: Sheet, places: Sequence[int]) -> Sequence[Cell]:
        columns = [sheet.column(place) for place in places]
        if is_boxes:
            return join_boxes(columns, [self.options[name_variable(sheet.headers[place])][1] for place in places])
        labels = self.labels.get(name, {})
        known = {cell: labels.get(read_code(cell), cell) for cell in set(columns[0])} if labels else {}
        return [known.get(cell, cell) for cell in columns[0]]


def replace_columns(
    sheet: Sheet, headers: tuple[str, ...], columns: Sequence[Sequence[Cell]], told: Mapping[int, str]
) -> Sheet:
    """The same rows with other columns."""
    rows = zip((row for row, _ in sheet.rows), zip(*columns, strict=True), strict=True)
    return replace(sheet, headers=headers, rows=tuple(rows), told=told)


def join_boxes(columns: Sequence[Sequence[Cell]], labels: Sequence[str]) -> list[Cell]:
    """For each row the labels of the check boxes that are ticked.

    A semicolon within a label becomes a comma: after this it parts labels.
    """
    plain = [label.replace(";", ",") for label in labels]
    known: dict[tuple[Cell, ...], str] = {}
    joined: list[Cell] = []
    for cells in zip(*columns, strict=True):
        if cells not in known:
            ticked = [read_code(cell).casefold() in _CHOSEN for cell in cells]
            known[cells] = JOINT.join(label for label, chosen in zip(plain, ticked, strict=True) if chosen)
        joined.append(known[cells])
    return joined


def read_code(cell: Cell) -> str:
    """A value as code books write it: "1" for "1.0", too."""
    text = cell_text(cell).strip()
    whole = _WHOLE_NUMBER.fullmatch(text)
    return whole[1] if whole else text


def name_variable(text: object) -> str:
    """A header or a text of a code book, the same from both: no HTML, no signs that cannot be seen; "" for no text."""
    if not isinstance(text, str):
        return ""
    plain = _TAG.sub("", _BREAKING_TAG.sub(" ", clean_header(text)))
    return " ".join("".join(sign for sign in plain if sign.isprintable()).split())


def says_other(text: str) -> bool:
    """Whether a label, or what is asked beside it, is «Annet» in some wording."""
    return _SAYS_OTHER.match(text) is not None


def _place_others(texts: Sequence[str], place: int) -> tuple[int, int]:
    asked = texts[place].removesuffix(OTHER)
    return (texts.index(asked) if asked in texts else place), place


def join_codebooks(parts: Sequence[Codebook]) -> Codebook:
    """One code book of several that tell of different things; of two that differ, the first is heeded."""
    backwards = tuple(reversed(parts))
    return Codebook(
        parts[0].source,
        parts[0].tool,
        {name: text for part in backwards for name, text in part.questions.items()},
        {name: labels for part in backwards for name, labels in part.labels.items()},
        {name: role for part in backwards for name, role in part.roles.items()},
        {name: option for part in backwards for name, option in part.options.items()},
    )


def choose_codebook(codebooks: Sequence[Codebook], headers: Sequence[str], source: str = "") -> Codebook | None:
    """The one that names most of the columns, at least half of those that are not the tool's own ("$created").

    Between equals the one beside the file `source` is chosen; from another folder, names with a number tell nothing.
    None when two that say different things are still equal: numbers without labels do less harm than wrong labels.
    """
    asked = {name_variable(header) for header in headers} - {""}
    asked = {name for name in asked if not _OURS.fullmatch(name)}
    certain = {name for name in asked if not _NUMBERED.fullmatch(name)}
    ranked: dict[tuple[int, bool], list[Codebook]] = {}
    for book in _join_parts(codebooks):
        is_near = _folder(book.source) == _folder(source)
        named = len((asked if is_near else certain) & book.names())
        if asked and named * 2 >= len(asked):
            ranked.setdefault((named, is_near), []).append(book)
    best = ranked[max(ranked)] if ranked else []
    is_certain = all(replace(book, source="") == replace(best[0], source="") for book in best)
    return min(best, key=lambda book: book.source) if best and is_certain else None


def _join_parts(codebooks: Sequence[Codebook]) -> list[Codebook]:
    """Code books that come in two files, texts and labels, joined where a folder holds one pair that fits."""
    whole = []
    for book in codebooks:
        parts = [other for other in codebooks if _fits_beside(book, other)]
        whole.append(join_codebooks([book, *parts]) if len(parts) == 1 else book)
    return whole


def _fits_beside(book: Codebook, other: Codebook) -> bool:
    """Whether `other` has only labels, and all of them for questions of `book`, from the same tool and folder."""
    is_labels = bool(other.labels) and not other.questions and bool(book.questions)
    is_near = (book.tool, _folder(book.source)) == (other.tool, _folder(other.source))
    return is_labels and is_near and book.names() >= other.names()


def _folder(source: str) -> str:
    return str(PurePosixPath(source).parent)
