"""Which groups a statement is about, told by its grammar: who is subject of the need, whom it is for, whose kin."""

from __future__ import annotations

from collections.abc import Iterator

from insight.behov.reading import Token, find_age, read_tokens
from insight.behov.selves import Hit, Tokens, find_speakers, grow_up, has_own, make_hit, names_people, stands_near

_OTHERS_IN = frozenset({"sykdom", "hjelpemiddel", "nedsatt", "dyr", "hytte", "flyttet", "klasse", "ektefelle"})
_CIRCUMSTANCES = (
    ("norsk", "innvandrere"),
    ("dyr", "bønder"),
    ("ungdomsskole", "unge"),
    ("hytte", "hytteeiere"),
    ("flyttet", "tilflyttere"),
    ("arbeidsord", "ansatte"),
)
_NUMBERS = frozenset({"klasse", "barneklasse", "tall-barn", "tall-ung", "tall-eldre"})
_BEFORE_AGE = frozenset(["på", "over", "under", "mellom", "fyller", "snart", "nesten", "rundt"])


def find_groups(statement: str, *, is_measure: bool = False, only_speaker: bool = False) -> list[Hit]:
    """The groups of a statement: those the speaker says to be of, or else kin and others in need.

    Who describes themselves ("vi foreldre", "som pendler", "jeg er 79") has the need, whoever else is named.
    `is_measure`: the statement is a proposal, in which staff, clubs and firms are means unless it is for them.
    `only_speaker`: nobody but the speaker is looked for.
    """
    tokens = read_tokens(statement)
    if not tokens:
        return []
    found = list(find_speakers(tokens))
    if found or only_speaker:
        return found
    found = [*_find_kin(tokens), *_find_others(tokens, is_measure), *_find_aged(tokens)]
    return found or list(_find_by_circumstance(tokens))


def _find_kin(tokens: Tokens) -> Iterator[Hit]:
    """datteren min -> barn; mor på 84, bestemor -> eldre; mor, where the speaker has the trouble -> pårørende."""
    speaker = next((n for n, each in enumerate(tokens) if "bare jeg" in each.tags), -1)
    for at, token in enumerate(tokens):
        if "barn-slekt" in token.tags and has_own(tokens, at):
            yield make_hit(_tell_child(tokens, at, speaker), tokens, at, at + 1)
            if (state := _tell_condition(tokens, at)) == "syke":
                yield make_hit(state, tokens, at, at + 1)
        elif "gammel slekt" in token.tags:
            yield make_hit("eldre", tokens, at, at)
        elif token.tags & {"slekt", "ektefelle", "søsken"}:
            group = _tell_age_after(tokens, at)
            if not group and not ("ektefelle" in token.tags and speaker >= 0 and "land" not in _tags_after(tokens, at)):
                group = _tell_condition(tokens, at)
            if not group and speaker >= 0 and _is_cared_for(tokens, at):
                group = "pårørende"
            if group:
                yield make_hit(group, tokens, at, at)


def _is_cared_for(tokens: Tokens, at: int) -> bool:
    """Grown-up kin of the speaker: mor, far, kona, mannen min; not whom one asks, tells, or visits the grave of."""
    before = tokens[at - 1].word if at else ""
    if before in ("til", "te", "be", "med", "som", "å") or (at > 1 and tokens[at - 2].word in ("til", "te")):
        return False
    if "ektefelle" in tokens[at].tags:
        return has_own(tokens, at) or tokens[at].word in ("kona", "kåna")
    is_plural = tokens[at].word in ("foreldrene", "foreldra", "foreldran", "parents", "mother", "father", "mum", "dad")
    return "slekt" in tokens[at].tags and (has_own(tokens, at) or not is_plural)


def _tell_child(tokens: Tokens, at: int, speaker: int) -> str:
    """Of a child of one's own: young from 13; the parents' need where they do or cannot do something to it."""
    if "unge" in (_tell_age_after(tokens, at), grow_up(tokens, at)):
        return "unge"
    is_object = 0 <= speaker < at and not _is_subject(tokens, at) and not _is_receiver(tokens, at)
    return "foreldre" if is_object else "barn"


def _tags_after(tokens: Tokens, at: int) -> set[str]:
    """What stands in the five words after, up to the end of the clause."""
    tags: set[str] = set()
    for each in tokens[at + 1 : at + 6]:
        if each.is_sign:
            break
        tags |= each.tags
    return tags


def _tell_age_after(tokens: Tokens, at: int) -> str:
    """mor på 84, naboen min er snart nitti: the group of the age told right after."""
    for n in range(at + 2, min(at + 6, len(tokens))):
        if tokens[n - 1].is_sign:
            return ""
        if (tokens[n - 1].word in _BEFORE_AGE or "er" in tokens[n - 1].tags) and (
            group := find_age(tokens, n, tokens[n - 1].word == "på")
        ):
            return group
    return "eldre" if any(each.word in ("gammel", "gammal") for each in tokens[at + 1 : at + 5]) else ""


def _tell_condition(tokens: Tokens, at: int) -> str:
    """bror min slit psykisk; ungen min med leddgikt; kona mi fra Thailand."""
    tags = _tags_after(tokens, at)
    if "sykdom" in tags:
        return "syke"
    if tags & {"hjelpemiddel", "nedsatt"}:
        return "personer med funksjonsnedsettelse"
    return "innvandrere" if "land" in tags else ""


def _find_others(tokens: Tokens, is_measure: bool) -> Iterator[Hit]:
    speaker = -7
    for at, token in enumerate(tokens):
        speaker = at if "bare jeg" in token.tags else speaker
        if "de" in token.tags and at + 2 < len(tokens):
            yield from _find_described(tokens, at)
        if not token.group or not names_people(tokens, at):
            if "nasjon" in token.tags and at + 1 < len(tokens) and tokens[at + 1].tags & {"folk", "barn-slekt"}:
                yield make_hit("innvandrere", tokens, at, at + 1)
            elif "norsk" in token.tags and at and tokens[at - 1].word == "på" and at > 1 and tokens[at - 2].group:
                yield make_hit("innvandrere", tokens, at - 1, at)
            continue
        group = grow_up(tokens, at)
        if group == "foreldre" and "slekt" in token.tags and has_own(tokens, at):
            continue
        if _counts(tokens, at, group, is_measure):
            yield make_hit(group, tokens, at, at + token.reach - 1)
        elif group == "barn" and 0 < at - speaker < 7 and speaker >= 0 and not is_measure:
            yield make_hit("foreldre", tokens, speaker, at)


def _counts(tokens: Tokens, at: int, group: str, is_measure: bool) -> bool:
    """Whether a group that is named has the need: as subject of its clause, or as those it is for."""
    is_subject, is_receiver = _is_subject(tokens, at), _is_receiver(tokens, at)
    if group == "alle":
        return _is_everyone(tokens, at)
    if group == "personer med funksjonsnedsettelse":
        return (
            is_subject
            or is_receiver
            or any(each.word in ("i", "med", "me", "in") for each in tokens[max(0, at - 2) : at])
        )
    if group in ("ansatte", "politikere"):
        return _is_told(tokens, at) and (is_receiver if is_measure else is_subject and group == "ansatte")
    return is_subject or is_receiver


def _is_told(tokens: Tokens, at: int) -> bool:
    """Whether staff are people there (en lærer, lærerne) and not a number of posts (for få lærere) or a verb."""
    before = tokens[at - 1].word if at else ""
    if before in ("få", "flere", "fleire", "flerre", "nok", "mer", "meir", "for", "på"):
        return False
    is_bare = tokens[at].word in ("lærer", "lærar", "assistent", "vikar", "rektor")
    return not is_bare or before in ("en", "ein", "hver", "kvar", "ingen")


def _find_described(tokens: Tokens, at: int) -> Iterator[Hit]:
    """dei med KOLS; de som driver campingen; alle som går i tiende; dem i rullestol; de som flytter hit."""
    for n in range(at + 1, min(at + 7, len(tokens))):
        token = tokens[n]
        if token.is_sign:
            return
        is_led = tokens[at + 1].word in ("i", "med", "me", "som", "så", "who", "with", "fleste")
        if not is_led or not token.tags & (_OTHERS_IN | {"bedriftsted"}):
            continue
        if "klasse" in token.tags:
            group = "unge" if tokens[n - 1].word in ("i", "på") else ""
        elif "flyttet" in token.tags:
            group = "tilflyttere" if "hit" in _tags_after(tokens, n) else ""
        elif "ektefelle" in token.tags:
            group = "pårørende" if "som" in tokens[at + 1].tags else ""
        elif "bedriftsted" in token.tags:
            group = "næringsliv" if "driver" in tokens[n - 1].tags | tokens[n - 2].tags else ""
        elif "sykdom" in token.tags:
            group = "syke"
        elif token.tags & {"dyr", "hytte"}:
            group = "bønder" if "dyr" in token.tags else "hytteeiere"
        else:
            group = "personer med funksjonsnedsettelse"
        if group:
            yield make_hit(group, tokens, at, n)
            return


def _find_aged(tokens: Tokens) -> Iterator[Hit]:
    """ingen på nitti, alle mellom 16 og 18, fyller 16, guttene i tiende."""
    for at in range(1, len(tokens)):
        before, token = tokens[at - 1], tokens[at]
        if not token.word.isdecimal() and token.tags.isdisjoint(_NUMBERS):
            continue
        near = stands_near(tokens, at, {"de", "folk", "barn-slekt"}, 7)
        if before.word == "fyller" or (near and (before.word in _BEFORE_AGE or "er" in before.tags)):
            group = find_age(tokens, at)
            if group and (group != "barn" or before.word == "på"):
                yield make_hit(group, tokens, at - 1, at)
        elif before.word in ("i", "på") and near and tokens[at].tags & {"klasse", "barneklasse"}:
            ends = at + 1 == len(tokens) or not tokens[at + 1].tags.isdisjoint({"verb", "småord", "føre"})
            if ends or tokens[at + 1].is_sign or tokens[at + 1].word.startswith(("klass", "trinn")):
                yield make_hit("unge" if "klasse" in tokens[at].tags else "barn", tokens, at - 1, at)


def _is_everyone(tokens: Tokens, at: int) -> bool:
    """alle må kunne, folk burde, kunne folk; slik at folk ...: what holds for all, not "alle" as a quantity."""
    reach = 1 if tokens[at].word in ("alle", "everyone", "everybody") else 3
    before = tokens[at - 1] if at else None
    begins = before is None or before.is_sign or "føre" in before.tags
    if begins and any("verb-modal" in each.tags for each in tokens[at + 1 : at + 1 + reach]):
        return True
    is_people = tokens[at].word in ("folk", "people", "innbyggerne", "innbyggjarane")
    return is_people and before is not None and (before.word in ("så", "at", "that") or "verb-modal" in before.tags)


def _step_back(tokens: Tokens, at: int, stop: frozenset[str]) -> Token | None:
    """The word before a noun and what describes it (de tre samme ungene), or before one with a key in `stop`."""
    for before in range(at - 1, max(-1, at - 5), -1):
        token = tokens[before]
        if token.word == "få" and before and tokens[before - 1].word in ("for", "altfor", "så"):
            return None if before < 2 else tokens[before - 2]
        if token.tags & stop or not (token.tags & {"flertall", "min", "tall-barn"} or token.word in ("aller", "samme")):
            return token
    return None


def _is_subject(tokens: Tokens, at: int) -> bool:
    """Whether a noun begins its clause, or stands right after a verb that the clause begins with."""
    before = _step_back(tokens, at, frozenset({"verb"}))
    return before is None or before.is_sign or not before.tags.isdisjoint({"føre", "verb-modal", "verb"})


def _is_receiver(tokens: Tokens, at: int) -> bool:
    """Whether a noun stands after for, til, gi, la, hjelpe ..., words that describe it between."""
    before = _step_back(tokens, at, frozenset({"mottaker"}))
    return before is not None and "mottaker" in before.tags


def _find_by_circumstance(tokens: Tokens) -> Iterator[Hit]:
    """A speaker who names no group, but a thing only such a one has: learning Norwegian, sheep, lower secondary."""
    if not any(each.tags & {"bare jeg", "min"} for each in tokens):
        return
    learns = any("lære" in each.tags for each in tokens)
    for at, token in enumerate(tokens):
        for tag, group in _CIRCUMSTANCES:
            if tag == "flyttet" and not (at + 1 < len(tokens) and tokens[at + 1].word in ("hit", "here")):
                continue
            if tag in token.tags and (tag != "norsk" or learns):
                yield make_hit(group, tokens, at, at)
                return
