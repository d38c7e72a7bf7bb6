"""What stood in the columns that stop at the door: kept in memory to look for in finished files, and never written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insight.innspill.identifiers import find_structured
from insight.innspill.sheets import Sheet, cell_text

_NAME = re.compile(r"navn|name|kontaktperson|respondent(?!.*id)|innsender|forfatter|author", re.IGNORECASE)
_NO_PERSON = re.compile(r"bruker|user|skole|skule|kommune|firma|bedrift|sted", re.IGNORECASE)
_ADDRESS = re.compile(r"adress", re.IGNORECASE)
_HOUSE = re.compile(r"[^\W\d_]{3,} ?\d")
_MOST_WORDS = 6


def gather_personal(sheet: Sheet, places: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """(type, value) of what stands in the columns at `places`, once each and in order; the types of tables.IDENTIFIERS.

    What has the form of a number, an e-mail address or the like has that type; else the header tells. First name and
    surname in columns of their own are a name together too. Technical traces (browser, network) are left out: nobody
    writes them.
    """
    named = [place for place in places if _is_name(sheet.headers[place])]
    found: dict[tuple[str, str], None] = {}
    for _, cells in sheet.rows:
        texts = {place: cell_text(cells[place]).strip() for place in places}
        found.update(dict.fromkeys(_type_cells(sheet.headers, texts)))
        whole = " ".join(filter(None, (texts[place] for place in named)))
        if len(named) > 1 and whole:
            found["navn", whole] = None
    return tuple(sorted(found))


def gather_sender(sender: str) -> tuple[tuple[str, str], ...]:
    """The same of the address an e-mail came from."""
    return (("e-post", sender),) if sender else ()


def _type_cells(headers: Sequence[str], texts: dict[int, str]) -> Iterator[tuple[str, str]]:
    for place, text in texts.items():
        findings = [finding for finding in find_structured(text) if finding.sure]
        yield from ((finding.type, text[finding.start : finding.end]) for finding in findings)
        if findings or not text or len(text.split()) > _MOST_WORDS:
            continue
        if _is_name(headers[place]):
            yield "navn", text
        elif _ADDRESS.search(headers[place]) and _HOUSE.search(text):
            yield "adresse", text


def _is_name(header: str) -> bool:
    return bool(_NAME.search(header)) and not _NO_PERSON.search(header)
