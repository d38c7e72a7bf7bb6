"""Typeform: a column for every option, headed by its text and repeating it; «Other» after the options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet
from insight.innspill.tools.questions import (
    Layout,
    Question,
    are_boxes,
    build_questions,
    is_other,
    lay_out,
    name_other,
)

_SUBMITTED = "submit date (utc)"
_OWN = re.compile(
    r"#|(?:start|stage|submit) date \(utc\)|network id|response type|tags|ending|score|winning outcome id", re.I
)
SHOWN = 3
"""Options that name a question whose text the file does not have."""


def _fits(records: Sequence[Record]) -> bool:
    headers = read_headers(records)
    return _SUBMITTED in headers and ("start date (utc)" in headers or "#" in headers[:1])


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    headers = layout.headers[0]
    options = _find_options(layout)
    questions: list[Question] = []
    run: list[int] = []
    for place, header in enumerate(headers):
        if place in options:
            run.append(place)
            continue
        if run:
            questions.append(_join_options(headers, run))
            run = []
        if is_other(header) and questions and not _OWN.fullmatch(questions[-1].header):
            questions.append(name_other(layout, questions[-1].header, place))
        else:
            questions.append(Question(header, (place,)))
    questions += [_join_options(headers, run)] if run else []
    return build_questions(layout, questions, grid.name, _set_aside(layout))


def _find_options(layout: Layout) -> set[int]:
    """Columns that only repeat their header, and the empty ones beside them that ask nothing."""
    headers = layout.headers[0]
    own = {place for place, header in enumerate(headers) if _OWN.fullmatch(header)}
    options = {place for place, header in enumerate(headers) if place not in own and _repeats(layout, place, header)}
    unchosen = {
        place
        for place, header in enumerate(headers)
        if place not in own and not header.endswith("?") and not is_other(header) and not any(layout.column(place))
    }
    for places in (range(len(headers)), reversed(range(len(headers)))):
        before = -1
        for place in places:
            if place in unchosen and before in options:
                options.add(place)
            before = place
    return options


def _repeats(layout: Layout, place: int, header: str) -> bool:
    return are_boxes(layout, [place], [header]) and any(cell.casefold() != "1" for cell in layout.column(place))


def _join_options(headers: Sequence[str], places: Sequence[int]) -> Question:
    """One question of check boxes. Typeform does not write its text, so the first options stand for it."""
    labels = tuple(headers[place] for place in places)
    asked = ", ".join(labels[:SHOWN]) + (" …" if len(labels) > SHOWN else "")
    return Question(f"Flere valg: {asked}", tuple(places), "flervalg", labels)


def _set_aside(layout: Layout) -> dict[int, str]:
    """Rows without a time of submission, or of another type than `completed`, were not handed in."""
    keys = [header.casefold() for header in layout.headers[0]]
    submitted = layout.column(keys.index(_SUBMITTED))
    types = layout.column(keys.index("response type")) if "response type" in keys else ["completed"] * len(submitted)
    return {
        row: "ikke sendt inn"
        for (row, _), time, kind in zip(layout.rows, submitted, types, strict=True)
        if not time or kind.casefold() not in ("", "completed")
    }


TYPEFORM = Format(
    "Typeform",
    fits=_fits,
    unfold=_unfold,
    id=("#",),
    started=("start date (utc)",),
    answered=(_SUBMITTED,),
    ours=re.compile(r"stage date \(utc\)|response type|tags|ending|score|winning outcome id"),
    personal=re.compile(r"network id"),
    is_unique=True,
)
