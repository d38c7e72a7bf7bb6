"""Qualtrics: three rows of headers (names, question texts, import ids), or the older and Excel's two."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import groupby

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.roles import OURS
from insight.innspill.sheets import Grid, Record, Sheet
from insight.innspill.tools.questions import (
    Layout,
    Question,
    are_boxes,
    build_questions,
    lay_out,
    name_other,
    name_parts,
    split_common,
)

_OURS = re.compile(
    r"startdate|enddate|recordeddate|status|progress|duration \(in seconds\)|finished|distributionchannel|userlanguage|"
    r"responseid|responseset|q_(?:recaptcha|relevantid|duplicate|ballotbox|totalduration|language|url|dl|chl).*"
)
_PERSONAL = re.compile(r"ipaddress|name|email|recipient.*|location.*|external(?:data)?reference")
_DERIVED = re.compile(r".*_(?:DO(?:_.*)?|First Click|Last Click|Page Submit|Click Count|NPS_GROUP)")
_ANALYSED = re.compile(r'.*_TEXT_[0-9a-f]{16,}.*"\}')
_TEXT_OF = re.compile(r"(?P<base>.+?)(?:_\d+)?_TEXT")
_PART_OF = re.compile(r"(?P<base>.+)_\d+")
_SELECTED = " - Selected Choice"


def _fits(records: Sequence[Record]) -> bool:
    first, second = read_headers(records), read_headers(records, 1)
    is_named = {"startdate", "enddate", "responseid"} <= set(first)
    return is_named or (first[:1] == ["v1"] and second[:1] == ["responseid"]) or _count_headers(records) > 2


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, _count_headers(grid.records))
    if layout is None:
        return None
    names = [_name_own(name, text) for name, text in zip(layout.headers[0], _find_texts(layout), strict=True)]
    bases = {*names, *(match["base"] for name in names if (match := _PART_OF.fullmatch(name)))}
    questions = [
        question
        for base, group in groupby(range(len(names)), key=lambda place: _find_base(names[place], bases))
        for question in _read_group(layout, names, base, list(group))
    ]
    return build_questions(layout, questions, grid.name, _set_aside(layout, names))


def _count_headers(records: Sequence[Record]) -> int:
    """Rows of headers: all down to the import ids, which stand under every name; else two, or one over a response."""
    first, second = read_headers(records), read_headers(records, 1)
    for place in (1, 2, 3):
        ids = read_headers(records, place)
        is_id = [cell.startswith('{"importid"') for cell in ids[: len(first)]]
        if any(is_id) and all(is_id[at : at + 1] == [True] for at, name in enumerate(first) if name):
            return place + 1
    number = first.index("responseid") if "responseid" in first else 0
    return 1 if second[number : number + 1] and re.match(r"r_\w{8}", second[number]) else 2


def _find_texts(layout: Layout) -> tuple[str, ...]:
    """The row of question texts; without one the names stand for it."""
    has_texts = len(layout.headers) > 1 and not any(text.startswith('{"ImportId"') for text in layout.headers[1])
    return layout.headers[1] if has_texts else layout.headers[0]


def _name_own(name: str, text: str) -> str:
    """The older exports call the tool's own columns V1 to V10 and give the name in the row below."""
    return text if re.fullmatch(r"V\d+", name) else name


def _find_base(name: str, bases: Set[str]) -> str:
    """The question that a column is part of: Q2 for Q2_1 and Q2_5_TEXT, itself for one that stands alone."""
    match = _TEXT_OF.fullmatch(name)
    if match is None or match["base"] not in bases:
        match = _PART_OF.fullmatch(name)
    return match["base"] if match and not _DERIVED.fullmatch(name) else name


def _read_group(layout: Layout, names: Sequence[str], base: str, places: Sequence[int]) -> list[Question]:
    """The choice itself, its parts as one column of ticks or one column each, and what people wrote at «annet»."""
    texts = _find_texts(layout)
    parts = [place for place in places if _PART_OF.fullmatch(names[place]) and names[place] != base]
    written = [place for place in places if place not in parts and names[place] != base]
    questions = [_read_single(layout, names, place) for place in places if names[place] == base]
    asked, labels = _split_texts([texts[place] for place in parts])
    if parts and are_boxes(layout, parts, labels):
        questions.append(Question(asked or base, tuple(parts), "flervalg", tuple(labels)))
    else:
        questions += name_parts(layout, dict.fromkeys(parts, asked), dict(zip(parts, labels, strict=True)))
    asked = asked or (questions[0].header if questions else base)
    return questions + [name_other(layout, asked, place) for place in written]


def _split_texts(texts: Sequence[str]) -> tuple[str, list[str]]:
    """The question that the parts share, and the label of each: «Hva bruker du? - Selected Choice - Buss»."""
    for joint in (f"{_SELECTED} - ", " - "):
        if len(texts) > 1 and all(joint in text for text in texts):
            return split_common(texts, joint)
        if len(texts) == 1 and joint in texts[0]:
            asked, _, label = texts[0].partition(joint)
            return asked, [label]
    return "", list(texts)


def _read_single(layout: Layout, names: Sequence[str], place: int) -> Question:
    name, text = names[place], _find_texts(layout)[place]
    key = name.casefold()
    if _OURS.fullmatch(key) or _PERSONAL.fullmatch(key):
        return Question(name, (place,))
    import_id = layout.headers[-1][place]
    is_derived = _DERIVED.fullmatch(name) or _ANALYSED.fullmatch(import_id)
    return Question(text.removesuffix(_SELECTED) or name, (place,), OURS if is_derived else "")


def _set_aside(layout: Layout, names: Sequence[str]) -> dict[int, str]:
    """Tries, spam and unfinished answers. Status is a word or a sum: 1 preview, 2 test, 8 spam."""
    keys = [name.casefold() for name in names]
    statuses = layout.column(keys.index("status")) if "status" in keys else [""] * len(layout.rows)
    finished = layout.column(keys.index("finished")) if "finished" in keys else [""] * len(layout.rows)
    aside: dict[int, str] = {}
    for (row, _), status, is_done in zip(layout.rows, statuses, finished, strict=True):
        bits = int(status) if re.fullmatch(r"[0-9]{1,3}", status) else 0
        if bits & 3 or re.search("preview|test", status, re.IGNORECASE):
            aside[row] = "prøvesvar"
        elif bits & 8 or "spam" in status.casefold():
            aside[row] = "merket som søppel"
        elif is_done.casefold() in ("0", "false", "usann"):
            aside[row] = "ikke sendt inn"
    return aside


QUALTRICS = Format(
    "Qualtrics",
    fits=_fits,
    unfold=_unfold,
    id=("responseid",),
    started=("startdate",),
    answered=("enddate", "recordeddate"),
    ours=_OURS,
    personal=_PERSONAL,
    is_unique=True,
)
