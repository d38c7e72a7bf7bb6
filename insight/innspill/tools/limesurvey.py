"""LimeSurvey: question codes, full texts or both for headers, sub-questions in square brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet
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

_OWN = {
    "response id": "id",
    "date submitted": "submitdate",
    "last page": "lastpage",
    "start language": "startlanguage",
    "seed": "seed",
    "date started": "startdate",
    "date last action": "datestamp",
    "ip address": "ipaddr",
    "referrer url": "refurl",
    "access code": "token",
    "total time": "interviewtime",
}
"""The tool's own columns by their full heading in English (LimeSurvey, createFieldMap), and their codes."""
_OWN_CODES = frozenset(_OWN.values())
_TIMING = re.compile(r"(?:group|question)time\w*")
_HEADER = re.compile(r"(?P<code>[A-Za-z]\w*)(?P<sub>(?:\[[^\]]*\])*)(?:\. ?(?P<text>.*))?")
_CODE = re.compile(r"[A-Za-z]\w*(?:\[\w*\])*\. ")
_CODED = re.compile(r"[A-Za-z]\w*(?:\[\w*\])+\. ?.*")
_NOTHING = frozenset(("N/A", "1980-01-01 00:00", "1980-01-01 00:00:00", datetime(1980, 1, 1)))
"""What LimeSurvey writes for a question that was not asked, and for the time in a survey that does not keep times."""


class Heading(NamedTuple):
    """A header taken apart: what tells questions apart, the question, the sub-question."""

    key: str
    question: str
    part: str


def _fits(records: Sequence[Record]) -> bool:
    headers = read_headers(records)
    own = {_find_own(header) for header in headers}
    if {"submitdate", "lastpage"} <= own or {"submitdate", "startlanguage"} <= own or {"lastpage", "seed"} <= own:
        return True
    n_parts = sum(_CODED.fullmatch(header) is not None for header in headers)
    n_coded = sum(_CODE.match(header) is not None for header in headers)
    return n_parts >= 2 and n_coded * 2 > len(headers)


def _find_own(header: str) -> str:
    """The code of one of the tool's own columns, else "". Headings with code and text stand as `id. Response ID`."""
    code = header.casefold().partition(". ")[0]
    return code if code in _OWN_CODES or _TIMING.fullmatch(code) else _OWN.get(header.casefold(), "")


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    own = [_find_own(header) for header in layout.headers[0]]
    layout, aside = _mend_rows(layout, own)
    headings = [_take_apart(header) for header in layout.headers[0]]
    questions: list[Question] = []
    for _, group in groupby(range(len(own)), key=lambda place: own[place] or headings[place].key or str(place)):
        places = list(group)
        if own[places[0]]:
            questions += [Question(own[place], (place,)) for place in places]
        else:
            questions += _read_group(layout, headings, places)
    return build_questions(layout, questions, grid.name, aside)


def _mend_rows(layout: Layout, own: Sequence[str]) -> tuple[Layout, dict[int, str]]:
    """Empties what stands for nothing. Rows without `submitdate` were never handed in."""
    submitted = own.index("submitdate") if "submitdate" in own else None
    aside = {}
    rows = []
    for row, cells in layout.rows:
        if submitted is not None and str(cells[submitted]).strip() in ("", "N/A"):
            aside[row] = "ikke sendt inn"
        rows.append((row, tuple("" if cell in _NOTHING else cell for cell in cells)))
    return Layout(layout.headers, rows), aside


def _take_apart(header: str) -> Heading:
    match = _HEADER.fullmatch(header)
    if match is None or (match["text"] is None and " " in header):
        question, part = _split_part(header)
        return Heading(question, question, part)
    code, sub = match["code"], match["sub"].strip("[]")
    if match["text"] is None:
        return Heading(code, code, sub)
    question, part = _split_part(match["text"])
    return Heading(code, question, "other" if sub == "other" else part)


def _split_part(text: str) -> tuple[str, str]:
    """The question and what stands in the last square brackets, which may hold others."""
    if not text.endswith("]"):
        return text, ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    return text, ""


def _read_group(layout: Layout, headings: Sequence[Heading], places: Sequence[int]) -> list[Question]:
    """One question with its sub-questions: check boxes become one column, the rows of a matrix stay apart."""
    asked = next((headings[place].question for place in places if headings[place].question), headings[places[0]].key)
    written = find_written(layout, {place: headings[place].part for place in places})
    rest = [place for place in places if place not in written]
    labels = [headings[place].part for place in rest]
    if len(rest) > 1 and all(labels) and are_boxes(layout, rest, labels):
        questions = [Question(asked, tuple(rest), "flervalg", tuple(labels))]
    else:
        asked_at = {place: headings[place].question for place in rest}
        questions = name_parts(layout, asked_at, dict(zip(rest, labels, strict=True)))
    return questions + [name_other(layout, asked, place) for place in written]


LIMESURVEY = Format(
    "LimeSurvey",
    fits=_fits,
    unfold=_unfold,
    id=("id",),
    started=("startdate",),
    answered=("submitdate",),
    modified=("datestamp",),
    ours=re.compile(r"lastpage|startlanguage|seed|datestamp|refurl|interviewtime|" + _TIMING.pattern),
    personal=re.compile(r"ipaddr|token"),
)
