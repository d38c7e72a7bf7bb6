"""Which places a statement names: the places of the project, with their other names and areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_known
from insight.norsk.phrases import phrase_finder
from insight.norsk.wordlists import read_words

_ENDINGS = (("veien", "vegen"), ("vegen", "veien"), ("gata", "gaten"), ("gaten", "gata"), ("en", "a"), ("a", "en"))
_SENTENCE_END = frozenset(".!?:\n")


class Place(NamedTuple):
    """A place as the project spells it, its other names, and the area it is counted with ("" for none)."""

    name: str
    aliases: tuple[str, ...]
    area: str


class Placed(NamedTuple):
    """Places and areas, "; " between, and the words that told them; all "" where no place is named."""

    place: str
    area: str
    cue: str


def read_places(places: Iterable[str] = ()) -> list[Place]:
    """The places told, and those of `ordlister/stedsregister.txt`: `name: alias, alias | area`, by name.

    A place told twice has the aliases of both and the first area. Aliases and area may be left out.
    """
    known: dict[str, Place] = {}
    for line in sorted((*places, *read_words("stedsregister"))):
        names, _, area = line.partition("|")
        name, _, aliases = names.partition(":")
        name = name.strip()
        if not name:
            continue
        told = tuple(alias.strip() for alias in aliases.split(",") if alias.strip())
        old = known.get(name, Place(name, (), ""))
        known[name] = Place(name, tuple(dict.fromkeys((*old.aliases, *told))), old.area or area.strip())
    return [known[name] for name in sorted(known)]


def place_suggester(places: Iterable[str] = ()) -> Callable[[str], Placed]:
    """A function that gives the places named in a statement, with their areas and the words that told them.

    A genitive, a compound with a hyphen and the other of two definite forms count ("Solsidas", "Solsida-ungene",
    "Solsiden"). A name that is an ordinary word too ("Bakken", "Mølla") counts only with a capital inside a
    sentence, a compound ("Solsida") with a capital anywhere: nothing is forced.
    """
    known = {place.name: place for place in read_places(places)}
    find = phrase_finder({name: list(_spell(place)) for name, place in known.items()})

    def suggest(statement: str) -> Placed:
        told = {
            name: [words for words in found if _is_meant(words, statement)] for name, found in find(statement).items()
        }
        names = [name for name, words in told.items() if words]
        areas = dict.fromkeys(known[name].area for name in names if known[name].area)
        cues = dict.fromkeys(words for name in names for words in told[name])
        return Placed("; ".join(names), "; ".join(areas), "; ".join(cues))

    return suggest


def _spell(place: Place) -> Iterable[str]:
    for name in dict.fromkeys((place.name, *place.aliases)):
        for form in (name, *(f"{name[: -len(end)]}{other}" for end, other in _ENDINGS if name.endswith(end))):
            yield from (form, f"{form}s", f"{form}-*")


def _is_meant(words: str, statement: str) -> bool:
    """Whether a word that is also an ordinary one stands as a name: where a sentence begins, only a compound does."""
    if " " in words or not is_known(words.casefold()):
        return True
    if not words[:1].isupper():
        return False
    before = statement[: statement.find(words)].rstrip(" \"'«»(")
    return (bool(before) and before[-1] not in _SENTENCE_END) or bool(find_boundaries(words.casefold()))
