"""SurveyMonkey: a row of questions, blank to the right of each, and a row of options or «Response»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet, is_blank
from insight.innspill.tools.questions import (
    Layout,
    Question,
    are_boxes,
    build_questions,
    find_written,
    lay_out,
    name_other,
    name_parts,
)

_ID = ("respondentid", "respondent id", "respondent_id")
_COLLECTOR = ("collectorid", "collector id", "collector_id")
_WHOLE = ("", "response", "open-ended response")


def _fits(records: Sequence[Record]) -> bool:
    first, second = read_headers(records), read_headers(records, 1)
    has_collector = not set(_COLLECTOR).isdisjoint(first)
    return first[:1] != [] and first[0] in _ID and (has_collector or not set(_WHOLE[1:]).isdisjoint(second))


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """The second record is headers too when it has no number of a response."""
    filled = [cells for _, cells in grid.records[:10] if any(not is_blank(cell) for cell in cells)]
    layout = lay_out(grid, 2 if len(filled) > 1 and is_blank(filled[1][0]) else 1)
    if layout is None:
        return None
    asked = layout.headers[0]
    starts = [place for place, question in enumerate(asked) if question or place == 0]
    ends = [*starts[1:], len(asked)]
    groups = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    return build_questions(layout, [question for group in groups for question in _read_group(layout, group)], grid.name)


def _read_group(layout: Layout, places: Sequence[int]) -> list[Question]:
    asked = layout.headers[0][places[0]]
    labels = {place: layout.headers[1][place] if len(layout.headers) > 1 else "" for place in places}
    whole = [place for place in places if labels[place].casefold() in _WHOLE]
    parts = [place for place in places if place not in whole]
    written = [place for place in find_written(layout, labels) if place in parts]
    parts = [place for place in parts if place not in written]
    questions = [Question(asked, (place,)) for place in whole if asked or any(layout.column(place))]
    names = [labels[place] for place in parts]
    if parts and are_boxes(layout, parts, names):
        questions.append(Question(asked, tuple(parts), "flervalg", tuple(names)))
    else:
        questions += name_parts(layout, dict.fromkeys(parts, asked), dict(zip(parts, names, strict=True)))
    return questions + [name_other(layout, asked, place) for place in written]


SURVEYMONKEY = Format(
    "SurveyMonkey",
    fits=_fits,
    unfold=_unfold,
    id=_ID,
    started=("start date", "startdate", "date_created"),
    answered=("end date", "enddate", "date_modified"),
    ours=re.compile(r"collector[ _]?id|custom(?: data)?[ _]?\d*"),
    personal=re.compile(r"ip[ _]?address|email[ _]?address|first[ _]?name|last[ _]?name"),
    is_unique=True,
)
