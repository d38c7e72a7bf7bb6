"""Finds the numbers people have with offices and firms: of cases, customers, patients, claims, orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, DASH, any_of, has_any, is_amount

CASE = "saksnummer"

_NR = r"n(?:umme)?r(?:et|a)?"
_THING = any_of(
    "sak{1,2}s?a? arkivs? arkivsaks? journal j ref referanse klage vedtaks? søknads? henvendelses? skade "
    "skademeldings? pasient pas anmeldelses? polise forsikrings? medlems? kunde abonnements? abonnent kontrakts? "
    "avtale låne?r?e?takar låne?r? "
    "lånekort elev student ansatt tilsett bruker brukar deltaker deltakar søker søkjar kandidat faktura ordre "
    "bestillings? booking sporings? meldings? målepunkts? måler målar anleggs? udi npr hpr dips tt-?kort kort frikort "
    "helsekort lappe? kvitterings? sakshandsamings case customer patient member(?:ship)? claim policy invoice order "
    "application reference student file ticket dok(?:ument)?"
)
_NUMBER = rf"(?:[ -]?(?:{_NR}|id(?:en)?\b|number|no)(?!\w)\.?|{BLANK}?(?=#\d))"
_REFERENCE = rf"(?:arkivref\w{{0,7}}|(?:(?:vår|deres|dykkar){BLANK})?ref(?:eranse[nr]?)?\.?)"
_CALLED = rf"(?:{_THING}{_NUMBER}|(?:kid(?:-?{_NR})?|{_REFERENCE}|udi-sak\w{{0,2}})(?!\w))"
_NOUN = (
    r"(?:sak(?:en|a|er|ene|ane)?|vedtak\w{0,3}|søkna(?:d\w{0,3}|n)|(?<!\w)"
    + any_of(
        r"case klage[nr]? (?:politi)?anmeldelse[nr]? (?:politi)?meldinga? henvendelse[nr]? førespurnad\w{0,2} "
        r"ticket(?:en)? "
        r"skade(?:melding|sak)?\w{0,2} polise[nr]? journal\w{0,2} journalpost brev\w{0,2} melding\w{0,2} "
        r"kvittering\w{0,2} "
        r"purring\w{0,2} faktura\w{0,2} tingrett\w{0,3} lagmannsrett\w{0,3} jordskifterett\w{0,3} claim complaint "
        r"application"
    )
    + ")"
)
_OFFICE = any_of(
    r"[^\W\d_]{0,20}(?:nemnd|utvalg|ombud|rett|vern|etat|politi|kontor|sykehus|sjukehus|kommune)\w{0,3} gjensidige "
    r"statsforvalt[ea]r\w{0,2} nav udi if telenor tryg fremtind storebrand husbanken lånekassen skatt ppt bup dps helfo"
)
_FILLER = (
    r"(?:med|er|e|har|hos|hjå|i|på|min|mi|mitt|vår|vårt|deres|dykkar|dere|dykk|som|hans|hennes|om|ved|viser|vis"
    r"|til|står"
    rf"|number|no|is|of|gitt|fikk|fekk|fått|{_OFFICE}|{_NR})\b\.?"
)
_TOKEN = (
    rf"(?P<it>(?P<year>(?:19|20)\d\d|\d\d){BLANK}?/{BLANK}?(?P<serial>\d{{1,6}})(?:{BLANK}?{DASH}{BLANK}?\d{{1,4}}"
    r"(?!\d))?"
    rf"|(?P<reversed>(?:\d{{6,8}}{BLANK})?\d{{4,6}}/(?:(?:19|20)\d\d|\d\d)(?:-\d{{1,4}})?(?![\d/]))"
    r"|(?P<code>(?=(?:[A-Z]*\d){5})(?=\d*[A-Z])[A-Z0-9]{7,16}|#?(?:[^\W\d_]{1,6}[-/]?)?\d{1,15}[A-Za-z]{0,3}(?:[-/][A-Za-z0-9]{1,10}){0,5}))(?![\w/])"
)
_GROUPS = rf"(?P<more>(?:{BLANK}\d{{2,6}}(?!\w|[/.:]\d)){{1,3}}|{BLANK}(?-i:[A-ZÆØÅ]{{2,4}})(?!\w))?"
_CALLED_CASE = re.compile(
    rf"(?<!\w)(?P<called>{_CALLED})(?P<between>(?:[^\w\n.!?#]{{1,3}}[^\W\d_]{{1,15}}){{0,5}}?)[\s.,:#(«\"–-]{{0,4}}"
    rf"(?<!\d){_TOKEN}{_GROUPS}",
    re.IGNORECASE,
)
_CASE = re.compile(
    rf"(?P<noun>{_NOUN})(?!\w)(?:[^\w\n#]{{1,3}}{_FILLER}){{0,4}}[\s.,:(«–-]{{0,4}}(?<![\w-]){_TOKEN}", re.IGNORECASE
)
_CODE = re.compile(
    rf"{_NOUN}(?!\w)(?:[^\w\n.!?]{{1,3}}[^\W\d_]{{1,20}}){{1,6}}[^\w\n.!?]{{1,3}}"
    rf"(?P<it>(?!{any_of('NS ISO EN NOU TEK COVID EU NOK KR FV RV')})(?-i:[A-ZÆØÅ]{{2,5}}-\d{{4,10}}"
    rf"|[A-Z]{{3,5}}\d{{4,10}})(?:-\d{{1,6}})?)(?![\w/])",
    re.IGNORECASE,
)
_ALSO = re.compile(
    rf"{BLANK}?(?:,|og|å|and){BLANK}(?P<it>(?:20)?\d\d/\d{{3,6}}(?:-\d{{1,4}})?)(?![\w/])", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w./-])(?P<it>(?P<year>20\d\d)/(?P<serial>\d{4,6}|\d{1,6}(?=-\d))(?:-\d{1,4})?"
    r"|(?P<short>\d\d)/(?P<number>\d{5,6}|\d{3,6}(?=-\d))(?:-\d{1,4})?)(?![\w/]|[.,:-]\d)"
)
"""A number of a case or a letter by itself (Noark 5: year, serial, letter); shorter ones may be a farm's or a date."""
_LAW = re.compile(r"direktiv|forordning|\bEU\b|\bEØS\b|\bISO\b|\bNS\b", re.IGNORECASE)
_COURT = re.compile(r"(?<![\w-])(?P<it>\d\d-\d{5,6}[A-Z]{3}-[A-Z]{4}(?:/[A-Z]{4})?)(?![\w/])")
_CAPITALS, _HASH = re.compile(r"[A-ZÆØÅa-zæøå]{2}-?\d{4}|\d{5}[A-Z]{3}-"), re.compile(r"#\d")
_MARKED = re.compile(
    r"(?<!\w)(?:ang|angående|angåande|vedr|vedrørende|gjelder|gjeld|re|jf|jfr|til|nr|id|om)[.:]{0,2}\s"
    r"(?P<it>#\d{4,10})(?!\w)",
    re.IGNORECASE,
)
_COPULA = re.compile(r"(?:min|mi|vår|er|e|is)(?: (?:er|e|is))?", re.IGNORECASE)
_OF_CASE = re.compile(r"sak|ark|ref|^j|case|vår|deres", re.IGNORECASE)
_OF_NUMBER = re.compile(rf"{_NR}(?!\w)|\bid\b|number|\bno\b", re.IGNORECASE)
_PUBLIC = re.compile(
    r"kommunestyre|kommunestyrets|formannskap|fylkesting|hov[ue]d?utval|utvalg|utval\b|bystyre|stortinget"
    r"|\b[kfphr]s?-?sak|"
    r"\b[pfkhr]s\b|ungdomsråd|eldreråd|sakliste|saksliste",
    re.IGNORECASE,
)
_YEAR, _THIS_CENTURY = re.compile(r"(?:19|20)\d\d"), re.compile(r"20[0-3]\d")
_NO_CASE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d[/-](?:19|20)?\d\d|\d\d[-/]\d\d"
    r"|(?:ns|iso|en|tek|nou|fv|rv|ev?|kl|kr|lov|for|h|tv|covid|vg|år)-?\d+(?:-\d+)*|\d+[a-z]{1,3}|\d{1,3}-\d{1,3}"
    r"|\d{1,3}/(?:19|20)?\d\d",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"henv|ticket|anmeld|polise|skade|purring|faktura|kvitt", re.IGNORECASE)
_HINTS = (
    *("sak", "ref", "journal", "dok", "vedtak", "klage", "søkna", "meld", "brev", "case", "henv", "ticket", "skade"),
    *("polise", "nr", "nummer", "kid", "ingrett", "lagmannsr", "jordskifter", "claim", "number", " no.", "-id", " id"),
    *("#", "faktura", "purring", "kvitt", "førespurn", "complaint", "application"),
)
_CALLED_HINTS = ("nr", "numm", "numb", "id", "no", "kid", "ref", "#", "udi-")


def find_cases(text: str) -> Iterator[Finding]:
    """Numbers after "sak", "saksnr", "pasientnr", "kundenummer", "referanse" and the like; year/number as in Noark 5.

    "PS 12/24" and "sak 12/24" (number and year) are public cases of the council's and stay, and so do plans, laws,
    dates and school years. A number without a year must be long, or be called a number.
    """
    folded = text.casefold()
    for match in _BARE.finditer(text) if "/" in text else ():
        if _is_bare_case(match):
            yield Finding(*match.span("it"), CASE, PATTERN)
    if not has_any(folded, _HINTS):
        return
    for match in _CALLED_CASE.finditer(text) if has_any(folded, _CALLED_HINTS) else ():
        if _is_called_case(match) and not is_amount(text, *match.span("it")):
            end = match.end("more") if _takes_more(match) else match.end("it")
            yield Finding(match.start("it"), end, CASE, CONTEXT)
    for match in _CASE.finditer(text):
        if _is_case(match) and not is_amount(text, *match.span("it")):
            yield Finding(*match.span("it"), CASE, CONTEXT)
            also = _ALSO.match(text, match.end("it"))
            while also and match["year"]:
                yield Finding(*also.span("it"), CASE, CONTEXT)
                also = _ALSO.match(text, also.end("it"))
    for pattern, sign in ((_CODE, _CAPITALS), (_MARKED, _HASH), (_COURT, _CAPITALS)):
        for match in pattern.finditer(text) if sign.search(text) else ():
            yield Finding(*match.span("it"), CASE, CONTEXT)


def _is_called_case(match: re.Match[str]) -> bool:
    number, between = match["it"], match["between"].strip()
    if match["year"]:
        return _is_dated(match, is_case=bool(_OF_CASE.search(match["called"])))
    if match["reversed"]:
        return True
    n_digits = sum(map(str.isdecimal, number + (match["more"] or "")))
    is_loose = bool(between) and (n_digits < 4 or _YEAR.fullmatch(number))
    is_numbered = "nr" in match["called"].casefold() or _OF_NUMBER.search(f"{match['called']} {between}")
    is_year = _YEAR.fullmatch(number) and not match["more"]
    if not is_numbered and (is_year or n_digits < 4 or (between and not _COPULA.fullmatch(between))):
        return False
    is_ordinal = n_digits < 4 and " nummer" in match["called"] and not match["called"].startswith(("s", "S"))
    return n_digits >= 3 and not is_loose and not is_ordinal and not _NO_CASE.fullmatch(number)


def _takes_more(match: re.Match[str]) -> bool:
    """Whether what stands after a blank goes with the number: more digits, or the letters of who handles the case."""
    more = (match["more"] or "").strip()
    return bool(more) and (bool(match["code"]) if more[0].isdecimal() else "ref" in match["called"].casefold())


def _is_case(match: re.Match[str]) -> bool:
    noun, number = match["noun"].casefold(), match["it"]
    is_numbered = bool(_OF_NUMBER.search(match.string, match.end("noun"), match.start("it")))
    if match["year"]:
        return _is_dated(match, is_case="sa" in noun or noun == "case")
    if match["reversed"]:
        return True
    n_digits = sum(map(str.isdecimal, number))
    if _NO_CASE.fullmatch(number) or _YEAR.fullmatch(number):
        return False
    has_letters = not number.isdecimal()
    return n_digits >= (3 if is_numbered else 4 if has_letters else 5 if _DIRECT.match(noun) else 7)


def _is_bare_case(match: re.Match[str]) -> bool:
    serial, before = match["serial"] or match["number"], match.string[max(0, match.start() - 25) : match.start()]
    is_year = _YEAR.fullmatch(serial) or (match["year"] and int(serial) == int(match["year"]) % 100 + 1)
    is_public = len(serial) <= 3 and _PUBLIC.search(before)
    return not is_year and not is_public and not _LAW.search(before)


def _is_dated(match: re.Match[str], *, is_case: bool) -> bool:
    year, serial = match["year"], match["serial"]
    if len(serial) <= 3 and _PUBLIC.search(match.string, max(0, match.start() - 25), match.end() + 30):
        return False
    if len(year) == 2:
        return (len(serial) >= 4 or (is_case and len(serial) == 3)) and not _THIS_CENTURY.fullmatch(serial)
    return (is_case or len(serial) >= 3) and int(serial) not in (int(year) + 1, int(year) % 100 + 1)
