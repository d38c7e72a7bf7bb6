"""Finds numbers of people's papers and cars, told by their form and the word before: passports, plates, Vipps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, DASH, any_of, has_any, is_amount

PASSPORT, PLATE, PAYEE = "passnummer", "bilnummer", "kontonummer"

_NR = r"n(?:umme)?r(?:et)?"
_OF_PASS = any_of(
    "mitt min mi er e har ha hadde med no number is was hans hennes hass ho hu han mor far bestemor bestefar kona "
    "kone mannen mannens sønnen datteren dattera sonen dottera til te åt vårt si sin sitt den det var visa vist "
    "vår oppgitt ved innsjekk norsk utløpt gammelt gammalt nytt"
)
_PASS = any_of(
    rf"pass passet passport pass?(?:et|a|e)? passene (?:nød|utlendings|reise)pass\w{{0,2}} pass?-?{_NR} "
    rf"id{BLANK}?-?card travel\s(?:document|pass) "
    rf"id-?kort\w{{0,2}} id-?kort-?{_NR} "
    rf"reisebevis\w{{0,2}} reisedokument\w{{0,2}} oppholdskort\w{{0,2}} førerkort\w{{0,2}} førerkort-?{_NR}"
)
_LETTERED = rf"[A-Z]{{1,3}}(?:{BLANK}|-)?\d{{3}}{BLANK}?\d{{3,5}}[A-Z]?"
_PAPER = (
    rf"(?:{_LETTERED}|\d{{8,9}}|\d\d{BLANK}\d{{3}}{BLANK}\d{{3}}(?!{BLANK}[^\W\d_]{{3}})"
    rf"|\d\d{BLANK}\d\d{BLANK}\d{{6}}{BLANK}\d)(?!\w)"
)
_PASSPORT = re.compile(
    rf"(?<!\w){_PASS}\b(?:(?:\W{{1,3}}(?:{_OF_PASS}|{_NR})\b){{0,5}}[\s.,:#(]{{0,3}}(?<!\w)(?P<it>{_PAPER})"
    rf"|(?:[^\w\n.!?]{{1,3}}[^\W\d_]{{1,20}}){{0,7}}[^\w\n.!?]{{1,3}}(?P<code>(?-i:{_LETTERED}))(?!\w))",
    re.IGNORECASE,
)
_NEXT_PASSPORT = re.compile(rf"{BLANK}?(?:,|/|&|og|å|and){BLANK}?(?P<it>{_PAPER})", re.IGNORECASE)
_LETTERS = "ABCDEFHJKLNPRSTUVXYZ"
_PLATE = re.compile(
    rf"(?<![\w./-])(?P<letters>[{_LETTERS}]{{2}}|GA)(?:{BLANK}|{DASH})?(?P<number>\d{{4,5}})"
    rf"(?![\w/]|{DASH}\d|[.,:]\d)"
)
_NO_PLATES = any_of("KR NR NS EU")
_NO_SHORT_PLATES = any_of("RV FV EV KV PV EN NS EU TV PC HP KL NR TK PS KS FS SV SP KR US UK AS")
_STANDARD = re.compile(r"\b(?:NS|ISO)\b|standard|krav|norm", re.IGNORECASE)
_SMALL_PLATE = re.compile(
    rf"(?<![\w./-])(?!{_NO_SHORT_PLATES}|dr|hk|mr|pr|st)[bcdfhjklnprstvxz]{{2}} ?\d{{5}}(?![\w/]|[.,:-]\d)",
    re.IGNORECASE,
)
_TRAFFIC = ("bil", "park", "kjør", "køyr", "skilt", "regnr", "reg.nr", "reg nr", "fart", "volvo", "tesla")
_CAR_HINTS = (
    *(
        "bil",
        "reg",
        "skilt",
        "kjenne",
        "henger",
        "hengar",
        "trakt",
        "moped",
        "mc",
        "motors",
        "båt",
        "kjøret",
        "feilpark",
    ),
    *("volvo", "tesla", "golf", "toyota", "audi", "bmw", "merced", "passat", "skoda", "ford", "scoot", "vogn", "plate"),
)
_CAR_WORD = any_of(
    r"(?:el-?)?bil\w{0,4} regnr reg\.?\s?nr registreringsn\w{0,8} skilt\w{0,8} bilskilt\w{0,3} kjennemerke\w{0,2} "
    r"kjenneteikn\w{0,2} bilnummer\w{0,3} varebil\w{0,2} lastebil\w{0,2} brøytebil\w{0,2} kjøretøy\w{0,2} feilparkert "
    r"volvo\w{0,2} tesla\w{0,2} golf\w{0,2} toyota\w{0,2} audi\w{0,2} bmw\w{0,2} mercedes\w{0,2} passat\w{0,2} "
    r"skoda\w{0,2} ford\w{0,2} scooter\w{0,2} vogn\w{0,2} "
    r"henger\w{0,2} traktor\w{0,2} moped\w{0,2} mc motorsykkel\w{0,2} båt(?:en)?"
)
_CAR = re.compile(
    rf"(?<!\w){_CAR_WORD}\b(?:\W{{1,3}}(?:min|mi|med|reg|er|har|skilt|skiltnummer|hans|hennes|som|til|{_NR})\b){{0,4}}"
    rf"[\s.,:#(«\"]{{0,3}}(?P<it>(?!nr|kr|kl|og|av|er|en|et|ca|de|på|ha|ho|ja|no"
    rf"|nå)[A-Z]{{2}}{BLANK}?-?\d{{2,3}}{BLANK}?\d{{2,3}}|(?-i:[A-Z]{{2}}{BLANK}\d{BLANK}\d\d{BLANK}\d\d)|"
    rf"(?-i:[A-Z]{{3}}){BLANK}?-?\d{{2,3}}[A-Z]?)"
    r"(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_OWN_PLATE = re.compile(
    r"(?<!\w)personlige? (?:bil)?skilt(?:et)?(?: (?:er|med|som er))?[ :«\"]{1,3}(?P<it>(?-i:[A-ZÆØÅ\d][A-ZÆØÅ\d "
    r"]{0,5}[A-ZÆØÅ\d]))(?!\w)",
    re.IGNORECASE,
)
_FOREIGN_PLATE = re.compile(
    r"(?<!\w)(?:(?:licen[cs]e |number )?plates?|utenlandsk\w* skilt"
    r"|(?:polsk|svensk|dansk|tysk|litauisk|latvisk|ukrainsk)\w?(?: (?:skilt|bil|varebil))?)"
    r"(?: (?:no|nr|number|is))?[.:]? "
    r"(?P<it>(?-i:[A-Z]{2} \d\d \d{3}|(?=[A-Z ]{0,4}\d)[A-Z\d]{1,4}[ -]?[A-Z\d]{2,5}))(?!\w)",
    re.IGNORECASE,
)
_VIPPS = re.compile(
    rf"(?<!\w)(?<!imot )vipps\w{{0,6}}(?:\W{{1,3}}(?:til|på|er|vårt|mitt|konto|{_NR})\b){{0,3}}[\s.:]{{0,3}}"
    rf"(?P<it>#?\d{{5,6}}|#?\d{{2,3}}{BLANK}\d{{3}})(?![\d/]|[.,:-]\d)",
    re.IGNORECASE,
)


def find_passports(text: str) -> Iterator[Finding]:
    """Up to nine letters and digits (ICAO Doc 9303) after "pass" or "ID-kort".

    Norwegian ones have eight digits, or letters and 6-8 digits; driving licences 2 + 2 + 6 + 1.
    """
    for match in _PASSPORT.finditer(text):
        following: re.Match[str] | None = match
        while following:
            group = following.lastgroup or "it"
            yield Finding(*following.span(group), PASSPORT, CONTEXT)
            following = _NEXT_PASSPORT.match(text, following.end())


def find_plates(text: str) -> Iterator[Finding]:
    """Two letters and 4-5 digits, as Statens vegvesen gives them: no G (but GA), I, M, O, Q, W, Æ, Ø, Å.

    Roads (Fv 2244), standards (NS 11001) and years (VM 2026) stay; small letters and foreign plates are told by
    "bil", "skilt", "regnr" and the like.
    """
    folded = text.casefold()
    for pattern in (_CAR, _FOREIGN_PLATE) if has_any(folded, _CAR_HINTS) else ():
        for match in pattern.finditer(text):
            yield Finding(*match.span("it"), PLATE, CONTEXT)
    if has_any(folded, _TRAFFIC):
        for match in _SMALL_PLATE.finditer(text):
            if not is_amount(text, *match.span()):
                yield Finding(*match.span(), PLATE, CONTEXT)
    for match in _PLATE.finditer(text):
        if _is_plate(match) and not is_amount(text, *match.span()):
            yield Finding(*match.span(), PLATE, PATTERN)


def find_own_plates(text: str) -> Iterator[Finding]:
    """Two to seven signs that the owner has chosen, after "personlig skilt" (Statens vegvesen)."""
    for match in _OWN_PLATE.finditer(text) if "skilt" in text.casefold() else ():
        yield Finding(*match.span("it"), PLATE, CONTEXT)


def _is_plate(match: re.Match[str]) -> bool:
    letters, number = match["letters"], match["number"]
    if len(number) == 4:
        is_road = re.fullmatch(_NO_SHORT_PLATES, letters) and number[0] != "0"
        return number[:2] not in ("19", "20") and not is_road
    return not re.fullmatch(_NO_PLATES, letters) and not (letters == "EN" and _STANDARD.search(match.string))


def find_payees(text: str) -> Iterator[Finding]:
    """Vipps numbers of 5-6 digits: who gets the money, as a bank account tells it. Round sums stay."""
    for match in _VIPPS.finditer(text):
        if not is_amount(text, *match.span("it")) and not match["it"].endswith("00"):
            yield Finding(*match.span("it"), PAYEE, CONTEXT)
