"""Indico: surveys of events, headers with the section before the question."""

from __future__ import annotations

from collections.abc import Sequence

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet
from insight.innspill.tools.questions import Question, build_questions, lay_out

_OWN = ("submitter", "submitter email", "submission date")


def _fits(records: Sequence[Record]) -> bool:
    return {"submitter", "submission date"} <= set(read_headers(records))


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    """The section is left out of the headers when there is only one: then it tells nothing apart."""
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    headers = layout.headers[0]
    sections = {header.partition(": ")[0] for header in headers if header.casefold() not in _OWN}
    section = f"{sections.pop()}: " if len(sections) == 1 else ""
    questions = [Question(header.removeprefix(section), (place,)) for place, header in enumerate(headers)]
    return build_questions(layout, questions, grid.name)


INDICO = Format("Indico", fits=_fits, unfold=_unfold, answered=("submission date",))
