"""Sheets of sticky notes from boards (Miro, Mural): the note, and the frame it hangs in as its question."""

from __future__ import annotations

from collections.abc import Sequence

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Grid, Record, Sheet
from insight.innspill.tools.questions import Question, build_questions, lay_out

_FRAMES = ("frame", "frame name", "frame title", "ramme")
_NOTES = ("sticky", "sticky note", "sticky note text", "sticky text", "note text", "lapp", "lapptekst", "text", "tekst")
_VOTES = ("votes", "dot votes", "stemmer")
_PEOPLE = ("author", "created by", "modified by", "forfatter", "laget av")


def _fits(records: Sequence[Record]) -> bool:
    """A frame with a text is certain. Miro's csv without headers is not known from any other list, and is no sheet."""
    headers = read_headers(records)
    return not set(_FRAMES).isdisjoint(headers) and not set(_NOTES).isdisjoint(headers)


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    keys = [header.casefold() for header in layout.headers[0]]
    told = {next(keys.index(name) for name in _FRAMES if name in keys): "spoersmaal"}
    told[next(keys.index(name) for name in _NOTES if name in keys)] = "fritekst"
    told |= {place: "personlig" for place, key in enumerate(keys) if key in _PEOPLE}
    told |= {place: "stemmer" for place, key in enumerate(keys) if key in _VOTES}
    questions = [Question(header, (place,), told.get(place, "")) for place, header in enumerate(layout.headers[0])]
    return build_questions(layout, questions, grid.name)


STICKY_NOTES = Format("lapper fra tavle", fits=_fits, unfold=_unfold, channel="verksted")
