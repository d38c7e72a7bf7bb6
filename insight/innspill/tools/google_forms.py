"""Google Forms: the time first, then question texts; the rows of a grid as «spørsmål [rad]»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format
from insight.innspill.sheets import Grid, Record, Sheet, cell_text, clean_header
from insight.innspill.tools.questions import build_questions, lay_out, name_parts

_TIMES = ("Timestamp", "Tidsmerke")
_GRID = re.compile(r"(?P<question>.*?) ?\[(?P<row>[^\[\]]*)\]")


def _fits(records: Sequence[Record]) -> bool:
    """The capital letter is Google's own: a `timestamp` may stand in any table."""
    headers = [clean_header(cell_text(cell)) for cell in records[0][1]] if records else []
    return len(headers) > 1 and headers[0] in _TIMES


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    asked, rows = {}, {}
    for place, header in enumerate(layout.headers[0]):
        match = _GRID.fullmatch(header)
        asked[place], rows[place] = (match["question"], match["row"].strip()) if match else (header, "")
    questions = []
    for _, group in groupby(asked, key=lambda place: asked[place] if rows[place] else place):
        questions += name_parts(layout, asked, {place: rows[place] for place in group})
    return build_questions(layout, questions, grid.name)


GOOGLE_FORMS = Format(
    "Google Forms",
    fits=_fits,
    unfold=_unfold,
    answered=tuple(name.casefold() for name in _TIMES),
    ours=re.compile(r"score|poengsum"),
)
