"""People who say what they are: vi foreldre, som pendler, eg på 15, me i korpset, jeg driver kafé."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from insight.behov.reading import Token, find_age

Tokens = Sequence[Token]
_WAYS = frozenset({"som", "er", "har", "driver", "flyttet", "kommer", "pendle", "jobber"})
_LEADS = frozenset(
    ("i", "på", "ved", "hos", "fra", "frå", "med", "uten", "over", "under", "in", "with", "at", "oppe", "ute", "nede")
)
_WITH = frozenset({"med", "with"})
_PARENT = frozenset(["mor", "far", "mamma", "pappa", "mother", "father", "mum", "mom", "dad"])
_NO_NOUN = frozenset({"verb", "småord", "jeg", "føre", "er", "har"})
_MANY = frozenset(["vi", "oss", "me", "we", "us"])


class Hit(NamedTuple):
    """A group and the first and last token of the words that told it."""

    group: str
    first: int
    last: int


def make_hit(group: str, tokens: Tokens, first: int, last: int) -> Hit:
    return Hit(group, first, min(last, len(tokens) - 1))


def has_own(tokens: Tokens, at: int) -> bool:
    """Whether "min" stands beside: datteren min, min datter."""
    return any("min" in each.tags for each in tokens[max(0, at - 1) : at + 2])


def stands_near(tokens: Tokens, at: int, tags: set[str], reach: int) -> bool:
    """Whether one of the keys is among the words before, in the same clause."""
    for each in reversed(tokens[max(0, at - reach) : at]):
        if each.is_sign:
            return False
        if each.tags & tags:
            return True
    return False


def names_people(tokens: Tokens, at: int) -> bool:
    """Whether "eldre", "gamle" is a noun there (dei eldre må) and not before one (eldre bygg, gamle skolen)."""
    if tokens[at].word not in ("eldre", "gamle", "frivillig", "blinde"):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].word == "blinde" and at and tokens[at - 1].word == "i":
        return False
    if after is None or after.is_sign or "folk" in after.tags or (at and "jeg" in tokens[at - 1].tags):
        return True
    if after.word in ("enn", "then") or tokens[at].word == "frivillig":
        return False
    told = at == 0 or not tokens[at - 1].tags.isdisjoint({"flertall", "mottaker", "føre"})
    return told and not after.tags.isdisjoint({"verb", "småord", "er", "har", "som", "jeg"})


def grow_up(tokens: Tokens, at: int) -> str:
    """The group named there; pupils and children of lower secondary school and up, or from 13 years, are young."""
    group = tokens[at].group
    if group not in ("barn", "") or (not group and "barn-slekt" not in tokens[at].tags):
        return group
    for n in range(at + 1, min(at + 5, len(tokens))):
        if tokens[n].is_sign:
            break
        is_age = tokens[n - 1].word in ("på", "over", "mellom") or "er" in tokens[n - 1].tags
        if tokens[n].tags & {"klasse", "ungdomsskole"} or (is_age and find_age(tokens, n) == "unge"):
            return "unge"
    return group


def find_speakers(tokens: Tokens) -> Iterator[Hit]:
    """The groups those who speak say they are of."""
    speaks = any(each.tags & {"bare jeg", "min"} for each in tokens)
    for at, token in enumerate(tokens):
        if "jeg" in token.tags:
            yield from _read_after_pronoun(tokens, at)
        elif "som" in token.tags and speaks and not (at and tokens[at - 1].tags & {"jeg", "de"}):
            yield from _read_role(tokens, at)
        elif "min" in token.tags and at and (group := _tell_owned(tokens[at - 1])):
            yield make_hit(group, tokens, at - 1, at)
        elif token.word in ("i", "på") and at + 3 < len(tokens) and "jeg" in tokens[at + 3].tags:
            begins = at == 0 or tokens[at - 1].is_sign
            group = _tell_place(tokens[at + 1]) if begins and tokens[at + 2].tags & {"er", "verb"} else ""
            if (group != "ansatte" or "er" in tokens[at + 2].tags) and group and tokens[at + 3].word in _MANY:
                yield make_hit(group, tokens, at, at + 3)


def _tell_owned(token: Token) -> str:
    """The group of who says "my" of a thing: restauranten min, rullatoren min, koret vårt."""
    if "bedriftsted" in token.tags or token.group == "næringsliv":
        return "næringsliv"
    if "hjelpemiddel" in token.tags:
        return "personer med funksjonsnedsettelse"
    return "frivillige" if "lag-ord" in token.tags or token.group == "frivillige" else ""


def _read_after_pronoun(tokens: Tokens, at: int) -> Iterator[Hit]:
    """vi foreldre; vi i korpset; eg på 15; jeg som har astma; jeg er lærer; vi driver kafé; me flytta hit."""
    beside = _find_noun(tokens, at + 1, 2)
    if beside is not None and not (tokens[at].word in ("me", "mæ") and tokens[beside].group == "barn" and at):
        yield from _read_noun(tokens, at, beside)
        return
    if at + 1 >= len(tokens):
        return
    after, hit = tokens[at + 1], None
    if after.word in _LEADS:
        hit = _read_window(tokens, at + 1, 5, "med" if after.word in _WITH else "i", tokens[at].word in _MANY)
    elif "som" in after.tags:
        place = _find_noun(tokens, at + 2, 3)
        if place is not None:
            yield from _read_noun(tokens, at, place)
            return
        hit = _read_window(tokens, at + 2, 6, "som", tokens[at].word in _MANY)
    else:
        way = next((n for n in (1, 2, 3) if at + n < len(tokens) and tokens[at + n].tags & _WAYS), 0)
        hit = _read_verb(tokens, at + way) if way else None
        if not hit and at and tokens[at - 1].tags & {"flyttet", "kommer"}:
            hit = _read_window(tokens, at + 1, 5, "kommer")
    if hit:
        yield Hit(hit.group, at, hit.last)


def _read_noun(tokens: Tokens, first: int, at: int) -> Iterator[Hit]:
    """The group named, and where the words beside tell of another country: vi ukrainske mødre, mor frå Eritrea."""
    last = at + max(tokens[at].reach, 1) - 1
    yield make_hit(grow_up(tokens, at) or "foreldre", tokens, first, last)
    around = [*tokens[first:at], *tokens[at + 1 : at + 3]]
    if any(each.tags & {"nasjon", "land"} or each.group == "innvandrere" for each in around):
        yield make_hit("innvandrere", tokens, first, last)


def _find_noun(tokens: Tokens, first: int, most: int) -> int | None:
    """Where a name of a group stands, with at most `most` words that describe it before; "som mor" is one too."""
    for place in range(first, min(first + most + 1, len(tokens))):
        token = tokens[place]
        if token.word in _PARENT and "som" in tokens[first - 1].tags:
            return place
        if token.group and token.group != "alle" and names_people(tokens, place):
            is_next = place + 1 < len(tokens) and tokens[place + 1].group not in ("", "alle", token.group)
            return place + 1 if is_next and token.group == "innvandrere" else place
        if token.is_sign or not token.tags.isdisjoint(_NO_NOUN) or token.group == "alle":
            return None
    return None


def _read_role(tokens: Tokens, at: int) -> Iterator[Hit]:
    """som sauebonde; som elev på åttende; som nyutdannet sykepleier; as a newcomer."""
    if at and not tokens[at - 1].is_sign and tokens[at - 1].group:
        return
    place = _find_noun(tokens, at + 1, 3)
    if place is not None:
        yield from _read_noun(tokens, at, place)
    elif (hit := _read_window(tokens, at + 1, 3, "rolle")) is not None:
        yield Hit(hit.group, at, hit.last)


def _read_verb(tokens: Tokens, at: int) -> Hit | None:
    """What a person is, has, runs, or comes from: the words after the verb at `at`."""
    tags = tokens[at].tags
    if "pendle" in tags:
        return make_hit("pendlere", tokens, at, at)
    for way in ("driver", "er", "har", "jobber"):
        if way in tags:
            hit = _read_window(tokens, at + 1, 5, way, True)
            return hit or (_read_trade(tokens, at) if "drift" in tags else None)
    return _read_window(tokens, at, 6, "kommer") if tags & {"flyttet", "kommer"} else None


def _read_trade(tokens: Tokens, at: int) -> Hit | None:
    """driver taksering, driv ein liten snekkarverkstad: any trade, but not "driver med", "driv å ventar"."""
    rest = tokens[at + 1 : at + 2]
    if not rest or rest[0].is_sign or not rest[0].tags.isdisjoint(_NO_NOUN | {"mottaker", "min"}):
        return None
    is_thing = rest[0].word not in ("det", "den", "dette", "ikkje", "ikke", "itj", "itte", "no", "nå", "bare", "berre")
    return make_hit("næringsliv", tokens, at, at + 1) if is_thing else None


def _read_window(tokens: Tokens, first: int, most: int, way: str, is_many: bool = False) -> Hit | None:
    """The first thing in `most` words that tells a group, after "i", "med", "som", "har" and the like."""
    for place in range(first, min(first + most, len(tokens))):
        token = tokens[place]
        if token.is_sign or ("jeg" in token.tags and token.word != "me"):
            return None
        if way == "som" and not token.group and token.tags & _WAYS and (hit := _read_verb(tokens, place)):
            return hit
        if group := _tell(tokens, place, way, is_many):
            return make_hit(group, tokens, place, place)
        if way in ("i", "med") and place > first and not token.tags.isdisjoint({"verb", "mottaker"}):
            return None
    return None


def _tell(tokens: Tokens, at: int, way: str, is_many: bool) -> str:
    """The group a word tells of one who is `way` it; `is_many`: places are told of "vi", not of "jeg"."""
    token, tags = tokens[at], tokens[at].tags
    if way == "har":
        return _tell_owner(tokens, at)
    if way == "kommer":
        return _tell_origin(tokens, at)
    if way == "driver":
        return "bønder" if "dyr" in tags else "frivillige" if "lag-ord" in tags else _if("bedriftsted", tags)
    if (group := _tell_age(tokens, at, way)) or (group := _tell_state(tags)):
        return group
    if way in ("er", "som") and "alderen" in tags and "er" in tokens[at - 1].tags:
        return "eldre" if _ends_here(tokens, at) else ""
    if way == "er" and "barn-slekt" in tags and at + 1 < len(tokens) and tokens[at + 1].word in ("til", "te", "of"):
        return "pårørende"
    if way == "med" and ("barn-slekt" in tags or token.group == "barn"):
        return "foreldre"
    if way == "med" and ("ansatte-antall" in tags or "bedriftsted" in tags or token.group == "næringsliv"):
        return "næringsliv"
    if token.group and token.group not in ("alle", "barn") and names_people(tokens, at):
        return token.group if way in ("er", "som", "rolle", "jobber", "i") else ""
    if token.group == "barn" and way == "er":
        return grow_up(tokens, at)
    if is_many and way in ("i", "jobber", "som") and (group := _tell_place(token)):
        return group
    return "unge" if way in ("i", "som") and tags & {"klasse", "ungdomsskole"} else _if("hytte", tags)


def _ends_here(tokens: Tokens, at: int) -> bool:
    """Whether an adjective stands alone: "er gamle og", not "er gammel nok", "gamle hus"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is None or (after.word != "nok" and (after.is_sign or not after.tags.isdisjoint(_NO_NOUN)))


def _if(tag: str, tags: frozenset[str]) -> str:
    return {"bedriftsted": "næringsliv", "hytte": "hytteeiere"}[tag] if tag in tags else ""


def _tell_origin(tokens: Tokens, at: int) -> str:
    """kommer fra Syria -> innvandrere; flyttet hit -> tilflyttere."""
    if "land" in tokens[at].tags:
        return "innvandrere"
    moved = "hit" in tokens[at].tags and tokens[at].word in ("hit", "here")
    if not moved or not stands_near(tokens, at, {"flyttet"}, 5):
        return ""
    return "innvandrere" if any("land" in each.tags for each in tokens[at : at + 4]) else "tilflyttere"


def _tell_age(tokens: Tokens, at: int, way: str) -> str:
    before = tokens[at - 1]
    if way not in ("i", "som", "er") or "enhet" in tokens[at].tags:
        return ""
    if before.word in ("over", "under"):
        return "eldre" if find_age(tokens, at) == "eldre" else ""
    is_age = before.word in ("på", "mellom", "snart", "nesten", "fyller", "straks", "blitt") or (
        "er" in before.tags and (tokens[at].word.isdecimal() or tokens[at].tags & {"tall-eldre", "tall-ung"})
    )
    return find_age(tokens, at, before.word == "på") if is_age else ""


def _tell_state(tags: frozenset[str]) -> str:
    if tags & {"hjelpemiddel", "nedsatt"}:
        return "personer med funksjonsnedsettelse"
    return "innvandrere" if tags & {"nasjon", "land"} else "syke" if "sykdom" in tags else ""


def _tell_owner(tokens: Tokens, at: int) -> str:
    """The group of who has it: animals, a cabin, an illness, children, employees."""
    tags = tokens[at].tags
    if tags & {"dyr", "hytte"}:
        return "bønder" if "dyr" in tags else "hytteeiere"
    if tags & {"sykdom", "nedsatt", "hjelpemiddel"}:
        return _tell_state(tags)
    if tokens[at].group == "barn" or tags & {"barn-slekt", "barn-hjem"}:
        return "foreldre"
    return "næringsliv" if "ansatte-antall" in tags else ""


def _tell_place(token: Token) -> str:
    """The group of those who are "in" a place: vi i barnehagen, vi i korpset, oss i gågata."""
    if "politisk sted" in token.tags:
        return "politikere"
    if "arbeidssted" in token.tags:
        return "ansatte"
    if token.tags & {"lagsted", "lag-ord"}:
        return "frivillige"
    return _if("bedriftsted", token.tags) or _if("hytte", token.tags)
