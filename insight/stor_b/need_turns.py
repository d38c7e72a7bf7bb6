"""The infinitive that a verb of trouble is turned to: "klarer ikke å sove" is a need to be able to sleep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from insight.norsk.lemmas import find_lemma
from insight.norsk.wordlists import keep, read_entries
from insight.stor_b.check_sentence import is_infinitive
from insight.stor_b.need_words import is_time, list_words

_STATES = (
    "bli",
    "få",
    "være",
    "kunne",
    "slippe",
    "vite",
    "ha",
    "føle",
    "kjenne",
    "forstå",
    "komme",
    "sove",
    "bo",
    "snakke",
    "høre",
    "se",
    "møte",
    "treffe",
    "gå",
    "leve",
)
_AFFORD = ("råd", "tid", "mulighet", "krefter", "overskudd")


class Verb(NamedTuple):
    """One verb of a clause and what stands about it."""

    label: str
    form: str
    group: str
    front: tuple[str, ...]
    is_denied: bool
    is_always: bool
    has_self: bool
    is_value: bool
    rest: tuple[str, ...]


def _is_until(verb: Verb) -> bool:
    """«Tør ikke bade før ...» tells what must come first, not when; «får ikke svar før ...» tells when."""
    is_open = verb.label in ("evne", "selv", "ha", "er", "føle", "grue") and verb.form != "rekker"
    is_open = is_open or (verb.label == "få" and _first(verb.rest) not in list_words("svar før"))
    return is_open and "før" in map(str.casefold, verb.rest)


def turn_verb(verb: Verb) -> list[str]:
    """The infinitive and its words; [] when the verb tells no need here."""
    return [] if _is_until(verb) else _TURNS[verb.label](verb, list(verb.rest))


def _first(rest: Sequence[str]) -> str:
    return rest[0].casefold() if rest else ""


def _turn_able(verb: Verb, rest: list[str]) -> list[str]:
    rest = rest[1:] if _first(rest) == "å" else rest
    if "når" in rest and "kan" in rest[rest.index("når") :]:
        return []  # "tør ikke sitte der når alle kan se meg" tells why, not when
    is_wished = verb.form == "kan" and verb.is_value and not verb.is_denied
    return (
        ["kunne", *rest] if (verb.is_denied or is_wished) and is_infinitive(_first(rest)) and not verb.has_self else []
    )


def _turn_own(verb: Verb, rest: list[str]) -> list[str]:
    if not verb.is_denied or not rest:
        return []
    own = ["kunne", find_lemma(verb.form, "nb")]
    if verb.form == "kommer":
        if _first(rest) == "til" and [word.casefold() for word in rest[1:2]] == ["å"]:
            return []
        return (
            [*own, *(["seg"] if verb.has_self else []), *rest]
            if verb.has_self or _first(rest) in list_words("retning")
            else []
        )
    return [] if verb.has_self else [*own, *rest]


def _turn_know(verb: Verb, rest: list[str]) -> list[str]:
    is_told = verb.is_denied or verb.is_value
    return ["vite", *rest] if is_told and len(rest) > 1 and _first(rest) in list_words("spørre") else []


def _turn_get(verb: Verb, rest: list[str]) -> list[str]:
    word = _first(rest)
    is_participle = word.endswith(("t", "tt")) and find_lemma(word, "nb") in list_words("få partisipp")
    is_state = word in list_words("få infinitiv") | list_words("få tilstand") or is_participle
    return ["få", *rest] if (verb.is_denied or verb.is_value) and is_state else []


def _turn_have(verb: Verb, rest: list[str]) -> list[str]:
    low = [word.casefold() for word in rest]
    nobody = low[:1] == ["ingen"] and not verb.is_denied
    if (nobody or (verb.is_denied and low[:1] == ["noen"])) and low[1:2] in (["å"], ["som"]):
        return ["ha", "noen", *rest[1:]]
    nowhere = (nobody and low[1:2] in (["steder"], ["sted"], ["plass"])) or (
        verb.is_denied and low[:2] == ["noe", "sted"]
    )
    if nowhere and low[2:3] == ["å"]:
        return ["ha", "et", "sted", *rest[2:]]
    return ["ha", *rest] if verb.is_denied and low[:1] and low[0] in _AFFORD and low[1:3] == ["til", "å"] else []


def _turn_must(verb: Verb, rest: list[str]) -> list[str]:
    low = [word.casefold() for word in rest]
    if low[:1] and low[0] in ("kunne", "slippe", "få"):
        return _turn_ought(verb, rest)
    is_often = verb.is_always or any(low[at] == "hver" and is_time(low[at:]) for at in range(len(low)))
    is_burden = is_often or low[:2] == ["be", "om"]
    return ["slippe", "å", *rest] if is_burden and not verb.is_denied and _first(rest) in list_words("byrde") else []


def _turn_be(verb: Verb, rest: list[str]) -> list[str]:
    low, plural = [word.casefold() for word in rest], _states("uten").get(_first(rest), "")
    may_follow = len(low) == 1 or low[1:3] == ["for", "å"] or low[1:2] == ["når"] or is_time(low[1:])
    return ["slippe", "å", "være", plural, *rest[1:]] if plural and may_follow and not verb.is_denied else []


def _turn_feel(verb: Verb, rest: list[str]) -> list[str]:
    without, with_it = _states("uten").get(_first(rest), ""), _states("med").get(_first(rest), "")
    if not verb.has_self:
        return []
    if without and not verb.is_denied:
        return ["slippe", "å", find_lemma(verb.form, "nb"), "seg", without, *rest[1:]]
    return [find_lemma(verb.form, "nb"), "seg", with_it, *rest[1:]] if with_it and verb.is_denied else []


def _turn_dread(verb: Verb, rest: list[str]) -> list[str]:
    is_told = verb.has_self and not verb.is_denied and _first(rest) in ("til", "for") and len(rest) > 1
    return ["slippe", "å", "grue", "seg", *rest] if is_told else []


def _turn_need(verb: Verb, rest: list[str]) -> list[str]:
    low = [word.casefold() for word in rest]
    if verb.is_denied:
        return []
    if low[:1] == ["å"] and low[1:2] and low[1] in _STATES:
        return rest[1:]
    return ["ha", *rest] if low[:1] == ["noen"] and low[1:2] in (["å"], ["som"]) else []


def _turn_avoid(verb: Verb, rest: list[str]) -> list[str]:
    return ["slippe", *rest] if verb.is_value and not verb.is_denied and _first(rest) == "å" else []


def _turn_ought(verb: Verb, rest: list[str]) -> list[str]:
    word = _first(rest)
    is_told = word == "kunne" or (word == "slippe" and rest[1:2] == ["å"])
    return rest if is_told and not verb.is_denied else []


_TURNS = {
    "evne": _turn_able,
    "selv": _turn_own,
    "vite": _turn_know,
    "få": _turn_get,
    "ha": _turn_have,
    "må": _turn_must,
    "er": _turn_be,
    "føle": _turn_feel,
    "grue": _turn_dread,
    "trenger": _turn_need,
    "slippe": _turn_avoid,
    "bør": _turn_ought,
}


@keep
def _states(label: str) -> dict[str, str]:
    """The form for one -> that for several, of the states one would be rid of («uten») or have («med»)."""
    words = read_entries("behovsfraser")[label]
    return dict(zip(words[::2], words[1::2], strict=True)) | dict(zip(words[1::2], words[1::2], strict=True))
