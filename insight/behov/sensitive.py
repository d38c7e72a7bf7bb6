"""Statements that can tell who somebody is without a name, or that are sensitive about one person.

A category of GDPR art. 9 or 10, or of what forvaltningsloven § 13 keeps secret, is sensitive where a person is in it
("sonen min har autisme"), not as a matter ("eldre med demens treng faste folk"): the need must be heard. A statement is
read as a row of signs, one a word or phrase of the lists `personord`, `foelsomt` and `sjeldne-roller`, and the rules
below are patterns of such signs: a person, the verb that links, and what is told of the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from insight.errors import InsightError, raise_all
from insight.norsk.phrases import Tagged, phrase_tagger
from insight.norsk.tokens import find_sentences
from insight.norsk.wordlists import keep, read_entries

_SIGNS = {
    "jeg": "j",
    "vi": "l",
    "navn": "m",
    "slekt": "k",
    "slekt med min": "q",
    "slekt eller gruppe": "b",
    "personen": "u",
    "person": "p",
    "min": "i",
    "mitt": "2",
    "hans": "3",
    "eies": "4",
    "nabo": "n",
    "han": "h",
    "gruppe": "g",
    "har": "H",
    "er": "E",
    "med": "M",
    "grunn": "Z",
    "om": "C",
    "trenger": "T",
    "venter": "w",
    "kommer": "y",
    "ny": "+",
    "som": "S",
    "og": "&",
    "fyll": "f",
    "ikke": "!",
    "det": "~",
    "stans": "W",
    "skille": "B",
    "ved": "Q",
    "fra": "<",
    "her": "@",
    "enhet": "U",
    "skole": "6",
    "hjem": "N",
    "gård": "G",
    "driver": "X",
    "næring": "Y",
    "eneste": "e",
    "første": "F",
    "én": "1",
    "én rolle": "r",
    "sted rolle": "s",
    "verv rolle": "o",
    "uten artikkel rolle": "R",
    "uten artikkel sted rolle": "L",
    "opprinnelse er": "O",
    "opprinnelse land": "c",
    "barnevern tar": "a",
    "annet": "x",
    "ikke gård": "x",
    "personlig er": "P",
    "personlig gjør": "J",
}
"""The sign of each label of the lists; a category has one by how a person comes to it, but for those named here."""
_WAYS = {"har": "D", "er": "A", "gjør": "V", "den": "d", "trengs": "t", "bor": "v", "syk": "5"}
_ENDS, _OTHER, _PLACE = ".", "x", "z"
_FORMS = "bøyning "
_SICKNESS = re.compile(r"\bME\b")
_NUMBERED_HOUSE = re.compile(r"\d{1,2}[a-zæøå]")
_INVERTED = re.compile(r"(?<!\w)(\w+) (jeg|eg|æ|je|han|hun|ho|hu|vi|\w+ (?:min|mi|mitt|vår|vårt))(?!\w)", re.IGNORECASE)

_OF = {
    "helse": "helse",
    "rus": "rus",
    "straff": "straff eller lovbrudd",
    "vold": "vold eller overgrep",
    "barnevern": "barnevern",
    "økonomi": "sosialhjelp eller gjeld",
    "religion": "religion eller livssyn",
    "politikk": "politisk oppfatning",
    "fagforening": "fagforening",
    "seksualitet": "seksuell orientering eller seksuelle forhold",
    "opprinnelse": "etnisk opprinnelse",
    "arv og kropp": "genetiske eller biometriske opplysninger",
    "personlig": "personlige forhold",
}
_OF_CATEGORY = {*_WAYS.values(), *(sign for label, sign in _SIGNS.items() if label.rpartition(" ")[0] in _OF)}
_ABOUT = {
    "j": "den som skriver",
    "l": "den som skriver",
    "m": "en navngitt person",
    "n": "en nabo eller bekjent",
    "h": "én person",
    "i": "den som skriver",
    "2": "den som skriver",
    "3": "én person",
    "r": "en med en sjelden rolle",
    "s": "en med en sjelden rolle",
    "o": "en med et offentlig verv",
}
_KIN = "en i familien"
ONE_OF_FEW = "sjelden rolle og sted"
ONLY_ONE = "den eneste eller første av sitt slag"
HOME = "hus eller gård som kan kjennes igjen"
ORIGIN = "opprinnelse som kan kjennes igjen"
SPOKEN_OF = "personen som følsomme ord i samme svar handler om"

_FILL = "[f&+~]"
_PERSON = rf"(?:m|k|n|xi|[qub][i23]|[i23]{_FILL}{{0,2}}[AO5]?[qubk]|[jl]f{{0,2}}Hf{{0,3}}[qub]|(?<![BC])[rso])"
_LOOSE = "[f&+~xy]{0,3}"
_TOLD = (
    rf"(?:(?:H{_FILL}{{0,3}})?V|[HE]?H{_FILL}?{_LOOSE}[Dd]|E{_FILL}?{_LOOSE}A|E{_FILL}{{0,4}}O|M{_FILL}{{0,3}}D|Z{_FILL}{{0,3}}[Dd]"
    rf"|[Ey][fx]{{0,3}}y?f?<{_FILL}?c|yQc)"
)
_NEEDED = rf"[Tw]{_FILL}{{0,3}}t"
_AT = r"[Q<][fx~]{0,2}[U6z]"
_SENSITIVE = [
    rf"(?P<who>{_PERSON})[^.CBgWjlh]{{0,8}}?(?:{_TOLD}|{_NEEDED}|v|E{_FILL}{{0,4}}5)",
    rf"(?<!C)(?<!C[f&])(?P<who>[jlh]){_FILL}{{0,4}}(?:S{_FILL}{{0,2}})?{_TOLD}",
    rf"(?<!C)(?P<who>[jh]){_FILL}{{0,3}}{_NEEDED}",
    rf"(?<!C)(?P<who>[jlh])[^.CBgSWjlhkmnqubo]{{1,8}}&{_FILL}{{0,2}}{_TOLD}",
    rf"(?<!C)(?P<who>[jlh])[^.CBgWhkmnqub]{{0,10}}Z{_FILL}{{0,3}}[Dd]",
    rf"Z{_FILL}{{0,3}}[Dd][^.CBgk]{{0,3}}(?P<who>[jlh])",
    rf"(?P<who>)^[f&]{{0,2}}(?:V|H{_FILL}{{0,4}}D|E{_FILL}{{0,4}}[AO]|w{_FILL}{{0,3}}t|y[fx]{{0,3}}<c)",
    rf"(?P<who>)^S{_FILL}{{0,2}}[AO]",
    r"[Dd](?P<who>[i23])",
    rf"(?P<who>4){_FILL}{{0,2}}[Dd]",
    rf"(?P<who>[i23]){_FILL}{{0,2}}[Dd]",
    rf"[Dd]Q(?P<who>{_PERSON})",
    r"[AO5](?P<who>k|[qub][i23])",
    r"d[^.]{0,8}(?P<who>[jlh])",
    r"(?P<who>[jlh])[^.CBg]{0,8}d",
    rf"a[^.]{{0,4}}?(?P<who>{_PERSON}|[jlhi23])",
    rf"(?P<who>[ro])[fQxU6z]{{0,3}}(?:J|E{_FILL}{{0,4}}P)",
    rf"(?P<who>h)S[^.]{{0,5}}(?:J|E{_FILL}{{0,3}}P)",
]
_TELLING = [
    (rf"(?<![f+TW])s{_AT}|r{_AT}|(?:[jl]{_FILL}{{0,2}}E|(?:^|f)S)[fe]{{0,3}}(?:R|L(?:{_AT}|@))|^[RL]@", ONE_OF_FEW),
    (
        rf"(?:[hunq][i23]?S[fx~]?X[^.]{{0,3}}?[U6zYG]|mS[fx]?X)|j{_FILL}{{0,2}}[XH][fx]{{0,2}}Y{_AT}|lXf?Y{_AT}",
        ONE_OF_FEW,
    ),
    (rf"e[fO+]?[puqrRsLnA]|[jlhmkni23]{_FILL}{{0,2}}E[fg~]{{0,2}}e(?:[Q<SM.]|$)|1f?[puq]|Fp?[puqrRs]Q", ONLY_ONE),
    (r"N|G[Q<][f~]{0,2}[Uz]", HOME),
    (r"[uhn]<f?c|(?<!g)O[puq]", ORIGIN),
]


def find_sensitive(statement: str, answer: str) -> str:
    """Why a statement can tell who somebody is, or is sensitive: reasons in bokmål with "; " between, "" when none.

    A rare role with a place or unit, an only one, a house or farm and an origin tell who it is without a name. A
    special category is sensitive with a person: named (masked), of the family, a neighbour or other acquaintance, in
    a rare role, or the writer. Where another statement of `answer` tells such a thing only of "han" or "hun", the
    statement that says who that is carries it too. Public offices may be spoken of, unless it is personal.
    """
    row, labels = _read(statement)
    reasons = [reason for pattern, reason in _telling() if pattern.search(row)]
    reasons += _find_categories(row, labels)
    if not reasons and _someone().search(row) and _has_orphan(answer):
        reasons.append(SPOKEN_OF)
    return "; ".join(dict.fromkeys(reasons))


def _find_categories(row: str, labels: list[str]) -> Iterator[str]:
    if _OF_CATEGORY.isdisjoint(row):
        return
    for pattern in _sensitive():
        for match in pattern.finditer(row):
            labelled = [label.rpartition(" ")[0] for label in labels[slice(*match.span())]]
            categories = [category for category in labelled if category in _OF]
            who = match["who"]
            about = _name_person(who)
            yield from (f"{_OF[category]} ({about})" for category in categories[-1:])


def _name_person(who: str) -> str:
    """Who a row of signs points to: a sign of the family goes before the possessive beside it."""
    if any(sign in "kqub4" for sign in who):
        return _KIN
    return next((_ABOUT[sign] for sign in who if sign in _ABOUT), _ABOUT["j"])


@keep
def _has_orphan(answer: str) -> bool:
    """Whether some sentence tells a sensitive thing of "han" or "hun" without saying who that is."""
    for line in answer.split("\n"):
        for start, end in find_sentences(line):
            row, labels = _read(line[start:end])
            is_of_pronoun = any(reason.endswith(f"({_ABOUT['h']})") for reason in _find_categories(row, labels))
            if is_of_pronoun and not _someone().search(row):
                return True
    return False


def _read(statement: str) -> tuple[str, list[str]]:
    """The row of signs of a statement, and the label behind each."""
    # ME is a sickness, "me" is "we" in nynorsk
    named = statement if statement.isupper() else _SICKNESS.sub("me/cfs", statement)
    text = _INVERTED.sub(_set_right, named)
    row: list[str] = []
    labels: list[str] = []
    word = ""
    for label, start, end in _tagger()(text):
        before, word = word, text[start:end]
        row.append(_find_sign(label, word, before))
        labels.append(label)
    return "".join(row), labels


def _find_sign(label: str, word: str, before: str) -> str:
    if label:
        return _SIGNS.get(label) or _WAYS[label.rpartition(" ")[2]]
    if word in ".!?;:…":
        return "f" if word == "." and before.isdigit() else _ENDS
    if word.isdigit() or word in ",-–\"«»'":
        return "f"
    is_name = bool(before) and before not in ".!?:" and word[0].isupper()
    return _PLACE if is_name or _NUMBERED_HOUSE.fullmatch(word) else _OTHER


@keep
def _tagger() -> Callable[[str], list[Tagged]]:
    roles = {f"{label} rolle": phrases for label, phrases in read_entries("sjeldne-roller").items()}
    people = {label: phrases for label, phrases in read_entries("personord").items() if not label.startswith(_FORMS)}
    told = {label: _inflect(phrases) for label, phrases in read_entries("foelsomt").items()}
    entries = {**told, **roles, **people}
    strange = [label for label in entries if not _has_sign(label)]
    raise_all(InsightError, (f"Ordlistene for følsomme ord: ukjent merke på en linje: «{name}:»." for name in strange))
    return phrase_tagger(entries)


def _has_sign(label: str) -> bool:
    category, _, way = label.rpartition(" ")
    return label in _SIGNS or (category in _OF and way in _WAYS)


def _inflect(phrases: Iterable[str]) -> list[str]:
    """The phrases, and those that begin with a verb in its other forms too."""
    inflected = []
    for phrase in phrases:
        verb, _, rest = phrase.partition(" ")
        forms = read_entries("personord").get(f"{_FORMS}{verb}", ()) if rest else ()
        inflected += [phrase, *(f"{form} {rest}" for form in forms)]
    return inflected


def _set_right(match: re.Match[str]) -> str:
    """A verb with its subject after it: "nå har jeg kreft" is read as "nå jeg har kreft"."""
    verb, subject = match.groups()
    return f"{subject} {verb}" if verb.casefold() in _verbs() else match.group()


@keep
def _verbs() -> frozenset[str]:
    told = [_inflect(group) for label, group in read_entries("foelsomt").items() if label.endswith(("gjør", "bor"))]
    links = (read_entries("personord")["har"], read_entries("personord")["er"])
    return frozenset(phrase.split()[0] for group in (*told, *links) for phrase in group)


@keep
def _sensitive() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in _SENSITIVE]


@keep
def _telling() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), reason) for pattern, reason in _TELLING]


@keep
def _someone() -> re.Pattern[str]:
    return re.compile(r"m|k|n|[qub][i23]|[rs]")
