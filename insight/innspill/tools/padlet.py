"""Padlet: one row a post on the board, with subject, body and the section it hangs under."""

from __future__ import annotations

from collections.abc import Sequence

from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.roles import OURS
from insight.innspill.sheets import Grid, Record, Sheet
from insight.innspill.tools.posts import join_post, read_text
from insight.innspill.tools.questions import Layout, Question, build_questions, lay_out

_ROLES = {
    "section": "spoersmaal",
    "author": "personlig",
    "updated at": OURS,
    "attachment": OURS,
    "link": OURS,
    "votes": "stemmer",
    "likes": "stemmer",
}
POST = "Lapp"


def _fits(records: Sequence[Record]) -> bool:
    headers = set(read_headers(records))
    return {"subject", "body"} <= headers and not {"section", "author", "created at"}.isdisjoint(headers)


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    keys = [header.casefold() for header in layout.headers[0]]
    subject, body = keys.index("subject"), keys.index("body")
    rows = [
        (row, (join_post(read_text(cells, [subject]), read_text(cells, [body])), *cells)) for row, cells in layout.rows
    ]
    kept = [place for place, key in enumerate(keys) if key and place not in (subject, body)]
    questions = [Question(layout.headers[0][place], (place + 1,), _ROLES.get(keys[place], "")) for place in kept]
    post = Question(POST, (0,), "fritekst")
    return build_questions(Layout(layout.headers, rows), [post, *questions], grid.name)


PADLET = Format("Padlet", fits=_fits, unfold=_unfold, channel="verksted", answered=("created at",))
