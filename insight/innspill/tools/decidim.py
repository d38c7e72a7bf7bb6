"""Decidim's open data: proposals and comments with a column for each language, and answers to its surveys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from insight.innspill.answers import WITHDRAWN
from insight.innspill.codebook import Codebook
from insight.innspill.formats import Format, read_headers
from insight.innspill.sheets import Cell, Grid, Record, Sheet
from insight.innspill.tools.posts import join_post, read_first, read_text
from insight.innspill.tools.questions import Layout, Question, build_questions, lay_out

LANGUAGES = ("nb", "nn", "no", "en")
"""In the order they are read; then the others as they stand."""
PROPOSAL, COMMENT = "Forslag", "Kommentar"
_PATH = re.compile(r"(?P<name>.+?)(?:/machine_translations)?/(?P<language>[a-z]{2}(?:-[a-z]{2,4})?)", re.IGNORECASE)
_PLATFORM = {"component/id", "participatory_space/id", "endorsements/total_count", "reference"}
_ANSWERS = {"ip hash", "ip_hash", "user status", "user_status", "session_token", "user identifier"}
_PERSONAL = re.compile(
    r"authors?(?:_.*|/.*)?|user(?:/.*|_group)?|address|latitude|longitude|ip[ _]hash|session_token|user identifier|"
    r"endorsements/user_endorsements"
)
_VOTES = dict.fromkeys(("supports", "votes", "proposal_votes"), "stemmer")
"""What people support, as Decidim counts it; endorsements (likes) are another thing, and are left out."""
_IS_WITHDRAWN = "withdrawn"


def _fits(records: Sequence[Record]) -> bool:
    headers = read_headers(records)
    names = {_name(header) for header in headers}
    is_proposal = {"title", "body"} <= names and not _PLATFORM.isdisjoint(headers)
    is_comment = {"body", "commentable_id"} <= names
    is_survey = headers[:1] in (["id"], ["answer id"]) and not _ANSWERS.isdisjoint(headers)
    return is_proposal or is_comment or is_survey


def _name(header: str) -> str:
    """The name of a field without its language: title for title/nb."""
    match = _PATH.fullmatch(header)
    return match["name"] if match else header


def _unfold(grid: Grid, codebook: Codebook | None) -> Sheet | None:
    layout = lay_out(grid, 1)
    if layout is None:
        return None
    fields = _find_fields(layout.headers[0])
    if "body" not in fields:
        asked = [re.sub(r"^\d+\. ", "", header) for header in layout.headers[0]]
        return build_questions(layout, [Question(header, (place,)) for place, header in enumerate(asked)], grid.name)
    return _read_posts(layout, fields, grid.name)


def _find_fields(headers: Sequence[str]) -> dict[str, list[int]]:
    """The places of each field, those in the languages that are read first going first."""
    fields: dict[str, list[tuple[int, int]]] = {}
    for place, header in enumerate(headers):
        match = _PATH.fullmatch(header)
        language = match["language"].casefold() if match else ""
        order = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
        fields.setdefault(_name(header).casefold(), []).append((order, place))
    return {name: [place for _, place in sorted(places)] for name, places in fields.items()}


def _read_posts(layout: Layout, fields: Mapping[str, Sequence[int]], name: str) -> Sheet:
    titles, bodies = fields.get("title", []), fields["body"]
    kept = {field: places for field, places in fields.items() if field and field not in ("title", "body")}
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    aside = {}
    for row, cells in layout.rows:
        post = join_post(read_text(cells, titles), read_text(cells, bodies))
        rows.append((row, (post, *(read_first(cells, places) for places in kept.values()))))
        if read_text(cells, fields.get("state", ())).casefold() == _IS_WITHDRAWN:
            aside[row] = WITHDRAWN
    questions = [Question(PROPOSAL if titles else COMMENT, (0,), "fritekst")]
    questions += [Question(field, (place,), _VOTES.get(field, "")) for place, field in enumerate(kept, 1)]
    return build_questions(Layout(layout.headers, rows), questions, name, aside)


DECIDIM = Format(
    "Decidim",
    fits=_fits,
    unfold=_unfold,
    id=("id", "answer id"),
    answered=("published_at", "created_at", "answered on"),
    ours=re.compile(
        r".*(?:/id|_id|/url|_url|_urls)|url|reference|state|endorsements/total_count|comments|attachments|followers|"
        r"is_amend|depth|alignment|locale|user[ _]status|(?:original|related)_proposals?(?:/.*)?|answer(?:ed_at)?"
    ),
    personal=_PERSONAL,
)
