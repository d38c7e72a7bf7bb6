"""Which kind a statement is by the rules of the annotation guide alone, and which words told.

The rules are those of the annotation guide (docs/metode.md): what can be met in at least two quite different ways is a
behov; what could stand as a measure in a budget is a løsning; only positive is ros, only negative is klage.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from insight.norsk.nonanswers import is_nonanswer
from insight.norsk.phrases import Finder, phrase_finder
from insight.norsk.tokens import MASK, find_words
from insight.norsk.wordlists import keep, read_entries, read_word_set


class Recognition(NamedTuple):
    """`kind` is one of tables.KINDS; `cue` the words that decided, as written; `sure` is sikker or usikker."""

    kind: str
    cue: str
    sure: str


MOST_WORDS_OF_CONTACT = 12
_CONTACT = re.compile(r"\[(?:telefon|e-post|fødselsnummer|kontonummer)\]")
_WISH = re.compile(
    r"(?<!\w)(?P<verb>(?:trenger|treng|trengs|trengst|trengte|behøver|savner|saknar|savnar|ønsker|ønskjer|ynskjer|"
    r"vil ha|vil gjerne ha|skulle gjerne hatt|skulle ønske vi hadde|mangler|manglar|(?:har |er |stort )?behov for|"
    r"want|wants|need|needs|lack of))"
    r"\s+(?P<wish>(?:oss |meg |seg |gjerne |virkelig |bare |berre |også |òg |veldig |sårt )*(?P<object>\S.*))",
    re.IGNORECASE | re.DOTALL,
)
_NO_WISH = re.compile(
    r"(?<!\w)(?:trenger ikke|treng ikkje|mangler ikke|manglar ikkje|ønsker lykke|spesielle behov|særlige behov)(?!\w)",
    re.IGNORECASE,
)
_AT_PAST = re.compile(
    r"at\s+(?:\w+\s+){1,4}?(?:gikk|gjekk|holdt|heldt|hadde|var|tok|satt|sat|kjørte|kjørt|køyrde|kom|ble|vart|fikk|fekk|kunne|sto|stod|lot|åpnet|opna)\b",
    re.IGNORECASE,
)
_SUBCLAUSE = re.compile(r"\s(?:som|der|når|hvor|kor|til|for|med|så)\s", re.IGNORECASE)
_TOO_FEW = re.compile(
    r"(?<!\w)(?:for få|for lite|altfor få|altfor lite|ikke nok|ikkje nok|too few|not enough)\s+\w+", re.IGNORECASE
)


def recognize_by_rules(statement: str) -> Recognition:
    """Tell the kind of one statement by its words.

    Counts the cues of each kind. A wish verb (trenger, savner, behov for ...) with a thing after it is a løsning,
    with an infinitive, a state or a relation a behov (tie-breaker a of the guide); an imperative at the start is a
    løsning (b), as is "at" + past tense ("At bussen gikk oftere"); "for få" + thing leans to løsning (f). Ros or
    klage is said only where neither behov nor løsning is heard. Where nothing is heard, words without a finite verb
    are taken for a measure ("Ungdomshus!"), the rest for a behov, both "usikker".
    """
    if is_empty(statement):
        return Recognition("ikke svar", " ".join(statement.split()), "sikker")
    if (contact := _CONTACT.search(statement)) and len(find_words(statement)) <= MOST_WORDS_OF_CONTACT:
        return Recognition("ikke svar", contact.group(), "usikker")
    wish_kind, wish_cue = _read_wish(statement)
    heard = _cue_finder()(statement)
    found = {kind: heard.get(kind, []) for kind in ("behov", "løsning", "ros", "klage")}
    if wish_kind:
        found[wish_kind] = [wish_cue, wish_cue, *found[wish_kind]]
    if opening := _read_opening(statement, heard.get("forslag", [])):
        found["løsning"] = [opening, opening, *found["løsning"]]
    if (few := _TOO_FEW.search(statement)) and not found["behov"]:
        return Recognition("løsning", few.group(), "usikker")
    return _weigh(statement, found)


def _weigh(statement: str, found: dict[str, list[str]]) -> Recognition:
    needs, measures = found["behov"], found["løsning"]
    if needs or measures:
        kind = "behov" if len(needs) >= len(measures) else "løsning"
        is_close = abs(len(needs) - len(measures)) <= 0 or (bool(needs) and bool(measures) and not found[kind][1:])
        return Recognition(kind, _join(found[kind]), "usikker" if is_close else "sikker")
    for kind in ("ros", "klage"):
        other = "klage" if kind == "ros" else "ros"
        if found[kind] and len(found[kind]) >= len(found[other]):
            return Recognition(kind, _join(found[kind]), "usikker" if found[other] else "sikker")
    return Recognition("behov" if _has_verb(statement) else "løsning", "", "usikker")


def _read_wish(statement: str) -> tuple[str, str]:
    match = _WISH.search(statement)
    if not match or _NO_WISH.search(statement):
        return "", ""
    first_words = " ".join(match["object"].split()[:4]).strip(" .,!?")
    states = _state_finder()(first_words).get("tilstand", [""])
    kind = "behov" if states[0] and first_words.startswith(states[0]) else "løsning"
    return kind, f"{match['verb']} {' '.join(first_words.split()[:2])}"


def _read_opening(statement: str, proposals: list[str]) -> str:
    """The imperative, or the wish in the past tense, that a proposal begins with; "" when there is none."""
    bare = statement.lstrip("-–•*«\"' ")
    if proposals and bare.startswith(proposals[0]):
        return proposals[0]
    wish = _AT_PAST.match(bare)
    return wish.group() if wish else ""


def _has_verb(statement: str) -> bool:
    """Whether the main clause has a finite verb, a subject pronoun to bear one, or begins with an infinitive."""
    main = _SUBCLAUSE.split(statement, maxsplit=1)[0]
    words = [word.casefold() for word in find_words(main)]
    return words[:1] == ["å"] or not read_word_set("boeyde-verb").isdisjoint(words)


def _join(cues: list[str]) -> str:
    return ", ".join(dict.fromkeys(" ".join(cue.split()).lower() for cue in cues))


@keep
def _cue_finder() -> Finder:
    return phrase_finder(read_entries("signaler"))


@keep
def _state_finder() -> Finder:
    return phrase_finder({"tilstand": read_word_set("tilstander")})


def is_empty(statement: str) -> bool:
    """Whether a statement says nothing of the matter: "Nei, ikke noe mer", "Veit ikkje", or no letters at all."""
    words = find_words(statement)
    if not words:
        return not MASK.search(statement)
    empty = read_entries("innholdsloest")
    opens_empty = words[0].casefold() in empty["aapning"]
    return (opens_empty and {*map(str.casefold, words[1:])} <= {*empty["fyll"]}) or is_nonanswer(statement)
