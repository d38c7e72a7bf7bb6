"""Finds what has a form of its own: numbers, addresses, links. Names are found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from insight.innspill.addresses import find_addresses, find_properties, find_towns_after
from insight.innspill.birth_dates import find_birth_dates
from insight.innspill.cases import find_cases
from insight.innspill.findings import Finding, settle
from insight.innspill.named_numbers import find_own_plates, find_passports, find_payees, find_plates
from insight.innspill.online import find_emails, find_links
from insight.innspill.phones import find_foreign_phones, find_phones, find_spoken_phones
from insight.innspill.registered import find_cards, find_elevens, find_ibans, find_organisations
from insight.innspill.users import find_users
from insight.tables import IDENTIFIERS

Finder = Callable[[str], Iterator[Finding]]

MASKS = re.compile("|".join(re.escape(f"[{type_}]") for type_ in IDENTIFIERS))
_DIGIT = re.compile(r"\d")
_FINDERS: tuple[tuple[Finder, int], ...] = (
    (find_emails, 0),
    (find_links, 0),
    (find_ibans, 2),
    (find_users, 0),
    (find_spoken_phones, 0),
    (find_own_plates, 0),
    (find_cards, 16),
    (find_passports, 6),
    (find_foreign_phones, 8),
    (find_elevens, 5),
    (find_cases, 3),
    (find_properties, 1),
    (find_birth_dates, 1),
    (find_organisations, 9),
    (find_addresses, 1),
    (find_plates, 2),
    (find_phones, 5),
    (find_payees, 5),
)
"""In the order they are looked for, with the digits a text must have at the least for it to be worth while."""


def find_structured(text: str) -> list[Finding]:
    """What in a text identifies somebody by its form, in reading order and without overlaps.

    Each kind is looked for in what those before it have left, so that no rest of a long number is taken for a short
    one. Masks already in the text are never part of a finding. Takes time in proportion to the length of the text.
    """
    left = _hide(text, (match.span() for match in MASKS.finditer(text))) if "[" in text else text
    found: list[Finding] = []
    n_digits = len(_DIGIT.findall(text))
    for find, least in _FINDERS:
        if n_digits >= least and (more := list(find(left))):
            more = settle(more)
            found += more
            left = _hide(left, (finding[:2] for finding in more))
    if n_digits and "]" in text:
        found += (finding for finding in find_towns_after(text) if "\0" not in left[finding.start : finding.end])
    return sorted(found)


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a sign that is in no word and no number in place of what stands in the spans (in order)."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], "\0" * (stop - start)]
        end = stop
    return "".join([*pieces, text[end:]])
