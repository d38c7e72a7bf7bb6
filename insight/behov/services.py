"""Which service area a statement concerns, and who decides: suggestions with the words that told them."""

from __future__ import annotations

import re

from insight.norsk.phrases import Finder, phrase_finder
from insight.norsk.wordlists import keep, read_entries

_HALF = 0.5  # a word after "til", "ved", "på": a place on the way more often than the matter itself
_PLACE_WORD = re.compile(
    r"(?:^|\W)(?:til|te|tel|ved|på|i|fra|frå|langs|mellom|forbi|utenfor|utanfor|bak|mot|hos|for|åt|med|før|etter|to|at|from|near)"
    r"(?:\s+(?:den|det|de|dei|en|ein|et|eit|the|a))?\s*$",
    re.IGNORECASE,
)
_ROADS = "Vei, vann og avløp"
_ROAD_NUMBER = re.compile(r"(?<!\w)(E|Rv\.?|Fv\.?)\s?\d{1,4}(?!\w)", re.IGNORECASE)


def find_service(statement: str) -> tuple[str, str]:
    """The service area most words point to, and those words; ("", "") where none does: it is never forced.

    A word after a preposition counts half ("brøyt veien til skolen" is about the road), and so does one for a group
    ("eldre"); among equals the area named first wins. Source of the areas: the functions of KOSTRA, see
    `wordlists/tjenesteomraader.txt`.
    """
    told = _weigh(statement, "tjenesteomraader")
    for road in _ROAD_NUMBER.finditer(statement):
        told.setdefault(_ROADS, []).append((1.0, road.start(), road.group()))
    return _choose(told)


def find_decider(statement: str) -> tuple[str, str]:
    """Who decides: kommune, fylkeskommune, stat or privat, and the words that told it; ("", "") where none does.

    That nothing tells is not that the municipality decides. Roads are told by their class or number (veglova § 9);
    the sources of the rest stand in `wordlists/hvem-avgjoer.txt`.
    """
    told = _weigh(statement, "hvem-avgjoer")
    for road in _ROAD_NUMBER.finditer(statement):
        owner = "fylkeskommune" if road[1].lower().startswith("f") else "stat"
        told.setdefault(owner, []).append((2.0, road.start(), road.group()))
    if sum(weight for weight, _, _ in told.get("privat", [])) < 1:  # "vi i kafeen", "ved butikken": where, not what
        told.pop("privat", None)
    return _choose(told)


def _choose(told: dict[str, list[tuple[float, int, str]]]) -> tuple[str, str]:
    """The label of most weight, among equals the one that stands first, with its words."""
    if not told:
        return "", ""
    best = min(
        told, key=lambda label: (-sum(weight for weight, _, _ in told[label]), min(at for _, at, _ in told[label]))
    )
    return best, "; ".join(dict.fromkeys(words for _, _, words in sorted(told[best], key=lambda each: each[1])))


def _weigh(statement: str, name: str) -> dict[str, list[tuple[float, int, str]]]:
    """For each label of a list: (weight, where, words) of its words in the statement."""
    weighed: dict[str, list[tuple[float, int, str]]] = {}
    for label, found in _finder(name)(statement).items():
        after = 0
        for words in found:
            at = statement.index(words, after)
            after = at + len(words)
            is_beside = _PLACE_WORD.search(statement, max(0, at - 24), at) or _names_group(words)
            weight = _HALF if is_beside else 1.0
            weighed.setdefault(label, []).append((weight, at, words))
    return weighed


@keep
def _names_group(words: str) -> bool:
    """Whether the words tell who it is about ("eldre"), so that what it is about goes first."""
    return bool(_finder("aktoerer")(words))


@keep
def _finder(name: str) -> Finder:
    return phrase_finder(read_entries(name))
