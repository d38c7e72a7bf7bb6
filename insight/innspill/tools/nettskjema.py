"""Nettskjema: one row a response, code-book names for headers, the tool's own columns with a dollar sign.

Headers and values follow "Nettskjema CSV Format V1" (University of Oslo); the code book is what the tool gives as
nettskjema_elements_*.json, with the element types of its interface. In a form that collects no personal data the time
is that of the last midnight: the day is true, the clock is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from insight.errors import ReadError
from insight.innspill.codebook import (
    OTHER,
    Codebook,
    join_boxes,
    join_codebooks,
    name_variable,
    replace_columns,
    says_other,
)
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet, build_sheet, cell_text, name_headers

TOOL = "Nettskjema"
MAX_CODEBOOK = 50_000_000
_OPEN = ("QUESTION", "QUESTION_MULTILINE")
_ROLES = {
    **dict.fromkeys(_OPEN, "fritekst"),
    **dict.fromkeys(("RADIO", "SELECT", "MATRIX_RADIO", "LINEAR_SCALE"), "enkeltvalg"),
    **dict.fromkeys(("CHECKBOX", "MATRIX_CHECKBOX"), "flervalg"),
    **dict.fromkeys(("NAME", "PHONE", "EMAIL", "USERNAME", "NATIONAL_ID_NUMBER"), "personlig"),
    **dict.fromkeys(("ATTACHMENT", "SUBMISSION_REFERENCE"), "utelat"),
}
_UNTOLD = ("DATE", "NUMBER")
"""Told by their names and contents: a number may be somebody's age."""
_FILE_NAME = re.compile(r"\S.*\.(?:pdf|png|jpe?g|heic|gif|tiff?|docx?|odt|xlsx?|pptx?|txt|mp[34]|mov|zip)", re.I)
Element = dict[str, Any]


def unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """Question texts and labels from the code book; without one, check boxes are joined by their shared name."""
    sheet = build_sheet(grid.records, grid.name)
    if sheet is None:
        return None
    sheet = replace(sheet, told=_find_attachments(sheet))
    return codebook.decode(sheet) if codebook else _join_boxes(sheet)


def _fits(records: Sequence[Record]) -> bool:
    return "$submission_id" in read_headers(records)


NETTSKJEMA = Format(
    TOOL,
    fits=_fits,
    unfold=unfold,
    id=("$submission_id",),
    started=("$created",),
    answered=("$created",),
    ours=re.compile(r"\$.*"),
    is_unique=True,
)


def _find_attachments(sheet: Sheet) -> dict[int, str]:
    """Columns where every cell is the name of a file. People's names stand in them, and they answer nothing."""
    places = range(len(sheet.headers))
    return {place: "utelat" for place in places if _holds_only(sheet, place, _FILE_NAME.fullmatch)}


def _holds_only(sheet: Sheet, place: int, is_kind: Callable[[str], object]) -> bool:
    """Whether there is something in a column, and all of it is of a kind; looks no further than the first other."""
    filled = False
    for _, cells in sheet.rows:
        if text := cell_text(cells[place]).strip():
            filled = True
            if not is_kind(text):
                return False
    return filled


def _join_boxes(sheet: Sheet) -> Sheet:
    """One column for the check boxes ELEMENT.OPTION that stand side by side and hold only 0, 1 or nothing."""
    is_box = [_holds_only(sheet, place, ("0", "1", "0.0", "1.0").__contains__) for place in range(len(sheet.headers))]
    names = [name_variable(header) for header in sheet.headers]
    columns: list[tuple[str, list[int]]] = []
    place = 0
    while place < len(names):
        name, width = _find_boxes(names, is_box, place)
        columns.append((name, list(range(place, place + width))))
        place += width
    headers = name_headers([name for name, _ in columns], range(len(columns)))
    told = {new: "flervalg" for new, (_, places) in enumerate(columns) if len(places) > 1}
    told |= {new: sheet.told[places[0]] for new, (_, places) in enumerate(columns) if places[0] in sheet.told}
    joined = []
    for name, places in columns:
        boxes = [sheet.column(old) for old in places]
        labels = [names[old].removeprefix(f"{name}.") for old in places]
        joined.append(join_boxes(boxes, labels) if len(boxes) > 1 else boxes[0])
    return replace_columns(sheet, headers, joined, told)


def _find_boxes(names: Sequence[str], is_box: Sequence[bool], start: int) -> tuple[str, int]:
    """The longest name that this check box shares with the next ones, and how many they are; else its own and 1."""
    dots = [dot for dot, sign in enumerate(names[start]) if sign == "."] if is_box[start] else []
    for dot in reversed(dots):
        end = start
        while end < len(names) and is_box[end] and names[end].startswith(names[start][: dot + 1]):
            end += 1
        if end - start > 1:
            return names[start][:dot], end - start
    return names[start], 1


def read_nettskjema_codebook(content: bytes, source: str) -> Codebook | None:
    """The code book in the JSON file of a form's elements; None for JSON that is something else.

    Raises ReadError for what is no JSON at all.
    """
    if len(content) > MAX_CODEBOOK:
        return None
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{source}: filen er ikke gyldig JSON. Den er ødelagt eller bare delvis lastet ned. Hent den på nytt."
        ) from error
    listed = found.get("elements") if isinstance(found, dict) else found
    elements = _pick(listed) if isinstance(listed, list) else []
    elements = [element for element in elements if element.get("elementType") in (*_ROLES, *_UNTOLD)]
    if not elements:
        return None
    asked = {option.get("answerOptionId"): (element, option) for element, option in _list_options(elements)}
    parts = [_describe(source, element, _find_question(element, asked)) for element in elements]
    return join_codebooks(parts)


def _pick(found: object) -> list[Element]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _list_options(elements: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    for element in elements:
        for option in _pick(element.get("answerOptions")):
            if isinstance(option.get("answerOptionId"), int):
                yield element, option


def _find_question(element: Element, asked: dict[Any, tuple[Element, Element]]) -> str:
    """The question text; "<question> – annet" for a text field that only the option «Annet» opens."""
    text = name_variable(element.get("text")) or _name(element)
    shown_by = _pick(element.get("answerOptionsVisibilityFilter"))
    if element["elementType"] not in _OPEN or len(shown_by) != 1 or not says_other(text):
        return text
    number = shown_by[0].get("answerOptionId")
    question, option = asked.get(number if isinstance(number, int) else None, ({}, {}))
    return f"{name_variable(question.get('text'))}{OTHER}" if says_other(_label(option)) else text


def _describe(source: str, element: Element, question: str) -> Codebook:
    kind, name = element["elementType"], _name(element)
    listed = _pick(element.get("answerOptions"))
    options = [(_name(option, "externalAnswerOptionId"), _label(option)) for option in listed]
    rows = {name: question}
    if kind.startswith("MATRIX_"):
        lines = [(_name(line), name_variable(line.get("text"))) for line in _pick(element.get("subElements"))]
        rows = {f"{name}.{line}": f"{question} – {text}" if text else question for line, text in lines if line}
    role = _ROLES.get(kind, "")
    is_boxes = role == "flervalg"
    return Codebook(
        source,
        TOOL,
        {row: text for row, text in rows.items() if row},
        {} if is_boxes else {row: dict(options) for row in rows if row and options},
        {row: role for row in rows if row and role},
        {f"{row}.{code}": (row, label) for row in rows for code, label in options if row and code and is_boxes},
    )


def _name(item: Element, key: str = "externalElementId") -> str:
    """What the export calls it: its code-book value, or its text where none is set."""
    return name_variable(item.get(key)) or name_variable(item.get("text"))


def _label(option: Element) -> str:
    return name_variable(option.get("text")) or name_variable(option.get("altText")) or _name(option)
