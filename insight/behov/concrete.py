"""Whether a statement is concrete enough to look into, or a slogan that must be asked about."""

from __future__ import annotations

import re
from collections.abc import Callable

from insight.norsk.phrases import Tagged, phrase_tagger
from insight.norsk.tokens import MASK
from insight.norsk.wordlists import keep, read_entries, read_words

NEAR = 5
"""Words at most between those concerned and what they cannot or must."""

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"(?<![\w.,/-])(?!\d{1,2}[.)]\s+\D)\d+(?:[.,:/-]\d+)*(?:\s?%|\s?\w+)?")
_OPENING = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?")
_NAME = re.compile(r"(?<![\w.-])[A-ZÆØÅ][a-zæøåéèòôü]+(?:[- ][A-ZÆØÅ][\wæøå]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…\n\"«“*•–-]\s*$")
_NO_PLACE = frozenset(
    {"jeg", "eg", "vi", "de", "dei", "i", "i'm", "i've", "det", "den", "hei", "takk", "gud", "jul", "corona", "korona"}
    | {"norge", "noreg", "norway", "kommune", "kommunen", "facebook", "google", "internett", "nav", "norsk", "english"}
)
"""Words with a capital that name no place to look into."""


def is_concrete(statement: str) -> tuple[bool, str]:
    """Whether a statement names a time, a place, a number, how often, an event, or someone in a situation; the words.

    A figure counts, and a number in words; a time of day, a day or a season; a name with a capital letter inside a
    sentence, or a preposition with a place in the definite form ("ved kirka"); something that happened ("falt");
    someone ("jeg", "mor", "ungdommene") with what they cannot, dare not or must, at most five words further on. Not
    the number of a list point ("2. Lys"), and not a wish in general ("mer trivsel", "vi må satse på fellesskap"). The
    words are as written, of the first of these that is found; "" when the statement is not concrete.
    """
    body = statement[_OPENING.match(statement).end() :]  # type: ignore[union-attr]
    pieces = [(body[piece.start : piece.end], piece) for piece in _tagger()(body)]
    cue = (
        _find_figure(body)
        or _find_label(pieces, ("hyppighet", "tid", "tall"))
        or _find_place(pieces)
        or _find_name(body)
        or _find_label(pieces, ("hendelse",))
        or _find_situation(pieces)
    )
    return bool(cue), cue


def _find_figure(text: str) -> str:
    match = _FIGURE.search(MASK.sub(lambda mask: " " * len(mask.group()), text)) if _DIGIT.search(text) else None
    return match.group() if match else ""


def _find_label(pieces: list[tuple[str, Tagged]], labels: tuple[str, ...]) -> str:
    return next((words for words, piece in pieces if piece.label in labels), "")


def _find_place(pieces: list[tuple[str, Tagged]]) -> str:
    """A preposition and, at most two words on, a place in the definite form."""
    for at, (where, piece) in enumerate(pieces):
        if piece.label == "hvor":
            for words, following in pieces[at + 1 : at + 4]:
                if following.label == "sted":
                    return f"{where} {words}"
                if following.label == "hvor" or not words[:1].isalpha():
                    break
    return ""


def _find_name(text: str) -> str:
    """A word with a capital inside a sentence, or a known place at its start; shouting has no names."""
    if text.isupper():
        return ""
    for match in _NAME.finditer(text):
        before, name = text[: match.start()], match.group()
        is_inside = bool(before.strip()) and not _SENTENCE_END.search(before)
        if not is_inside and " " in name:  # the first word of a sentence says nothing by its capital
            name, is_inside = name.split(" ", 1)[1], True
        if name.casefold().split()[0] not in _NO_PLACE and (is_inside or name.split()[0] in _known_places()):
            return name
    return ""


def _find_situation(pieces: list[tuple[str, Tagged]]) -> str:
    who, far = "", 0
    for at, (words, piece) in enumerate(pieces):
        if piece.label == "hvem":
            who, far = words, 0
        elif piece.label == "situasjon" and (who or (at == 0 and not words.casefold().startswith("må "))):
            return f"{who} {words}".strip()  # without a subject one speaks of oneself; "Må vente" may be a wish
        elif words[:1] in ".!?;":
            who = ""
        else:
            far += 1
            who = who if far <= NEAR else ""
    return ""


@keep
def _known_places() -> frozenset[str]:
    return frozenset(read_words("steder"))


@keep
def _tagger() -> Callable[[str], list[Tagged]]:
    return phrase_tagger(read_entries("konkret"))
