"""Who has the need, which service it concerns, and which places are named: suggestions from the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from insight.norsk.phrases import Finder, phrase_finder
from insight.norsk.wordlists import keep, read_entries

_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:jeg|eg|æ|i|je|vi|oss|meg|me|mi|min|mine|vår|våre|vårt|my|we|us)(?!\w)", re.IGNORECASE
)


def find_who(statement: str, role: str = "") -> str:
    """The groups a statement is about, "; " between them, in the order of `wordlists/aktoerer.txt`.

    A group is found by its own words. Where none is named and the person writes "jeg" or "vi", the one role they
    ticked in the survey tells (innbygger tells nothing).
    """
    named = _finder("aktoerer")(statement)
    if named:
        return "; ".join(group for group in read_entries("aktoerer") if group in named)
    if not role or not _FIRST_PERSON.search(statement):
        return ""
    roles = {part.strip().casefold() for part in role.split(";")}
    groups = [group for group, words in read_entries("rolle-til-aktoer").items() if roles & set(words)]
    return groups[0] if len(groups) == 1 else ""


def find_service(statement: str) -> str:
    """The service area most of the words point to; the first of the list where several do, "" where none does."""
    found = _finder("tjenesteomraader")(statement)
    return max(read_entries("tjenesteomraader"), key=lambda area: len(found.get(area, ()))) if found else ""


def place_finder(places: Iterable[str]) -> Callable[[str], str]:
    """A function that gives the places named in a statement, "; " between them, as they are spelt in `places`.

    A genitive or a compound with a hyphen counts ("Solsidas", "Solsida-ungene").
    """
    find = phrase_finder({place: (place, f"{place}s", f"{place}-*") for place in sorted(places)})

    def find_places(statement: str) -> str:
        return "; ".join(find(statement))

    return find_places


@keep
def _finder(name: str) -> Finder:
    return phrase_finder(read_entries(name))
