"""Finds birth dates: dates that stand with a word for birth, for a birthday, or for whose age it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, Finding
from insight.innspill.pieces import BLANK, DASH, any_of, has_any, is_amount, match_numbers
from insight.norsk.wordlists import read_folded

BIRTH_DATE = "fødselsdato"

_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DD, _MM = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_SHORT = r"(?:-|–|['’])?\d\d(?![.:]?\d)"
_STOP = rf"{BLANK}?(?:[./]|{DASH}){BLANK}?"
_MONTH = any_of(
    r"jan(?:uary?)? feb(?:ruary?|er)? mars? march apr(?:il)? ma[iy] jun[ie]? jul[iy]? aug(?:ust)? sept?(?:ember)? "
    r"o[kc]t(?:ober)? nov(?:ember)? de[sc](?:ember)?"
)
_ORDINAL = r"[^\W\d_]{0,10}(?:rste|yrste|dre|dje|rde|nde|mte|tte|vte)"
_YEAR_AFTER = rf"(?:,?{BLANK}?(?:i{BLANK})?{_Y}|,?{BLANK}?{_SHORT}|{BLANK}i{BLANK}(?:år|fjor)\b)?"
_FEAST = any_of(
    r"(?:lille)?julaft[ea]n nyttårsaft[ea]n nyttårsdag(?:en)? (?:(?:1|2)\.|første|andre)\s?juledag "
    r"sankthans(?:aft[ea]n)? luciadagen skuddårsdagen"
)
_WITH_YEAR = (
    rf"{_Y}{_STOP}{_M}{_STOP}{_D}",
    rf"{_D}{_STOP}{_M}(?:{_STOP}|{BLANK})(?:{_Y}|{_SHORT})",
    rf"{_D}{BLANK}{_M}{BLANK}(?:{_Y}|\d\d)",
    rf"{_D}[./ ]{{1,2}}[IVX]{{1,4}}[./ -]{{1,2}}(?:{_Y}|\d\d)",
)
_PLAIN_DATES = (
    *_WITH_YEAR,
    rf"{_D}(?:\.|st|nd|rd|th)?(?:{BLANK}of)?{BLANK}?{_MONTH}\b\.?{_YEAR_AFTER}",
    rf"{_MONTH}\b\.?{BLANK}(?:{_Y}|['’–-]\d\d)",
    rf"{_DD}{_MM}(?:{_Y}|\d\d)",
    rf"{_Y}{_MM}{_DD}",
    rf"{_MM}[./-]{_Y}",
    rf"{_D}[./]{_M}(?![./-])\.?",
)
_DATES = (
    *_PLAIN_DATES,
    rf"{_ORDINAL}{BLANK}{_MONTH}\b\.?{_YEAR_AFTER}",
    rf"{_MONTH}\b\.?{BLANK}{_D}(?:st|nd|rd|th)?\b(?:,?{BLANK}{_Y})?",
    rf"{_FEAST}{_YEAR_AFTER}",
)
_DATE = rf"(?P<it>(?:{'|'.join(_DATES)})(?!\d))"
_PLAIN_DATE = rf"(?P<it>(?:{'|'.join(_PLAIN_DATES)})(?!\d))"
_WHOLE_DATE = rf"(?P<it>(?:{'|'.join((*_WITH_YEAR, rf'{_D}[.]?{BLANK}?{_MONTH}{BLANK}{_Y}'))})(?!\d))"

_PRONOUN = any_of("jeg eg æ æg je ej jæ i han hun ho hu hain hainn hæin")
_KIN = any_of(
    r"(?:beste|far|mor|olde|sviger|ste|foster)?(?:mor|far|mora|moren|faren|foreldre\w{0,2}) mamma\w{0,2} pappa\w{0,2} "
    r"besta (?:ste|foster|sviger)?søn+e?\w{0,2} son(?:en)? dat+er\w{0,2} datra dott?er\w{0,2} (?:lille|store"
    r"|tvilling)?bror\w{0,2} "
    r"(?:lille|store|tvilling)?s[øy]ste?r\w{0,2} kon[ae] mann(?:en)? ektemann\w{0,2} samboer\w{0,2} sambuar\w{0,2} "
    r"(?:barne|olde|foster|ste)?barn(?:et)? (?:barne|olde)barn\w{0,3} ungen (?:fosterbarne|lille|store)?gut+en "
    r"jent[ae]n? "
    r"(?:foster)?born baby\w{0,2} minste\w{0,6} eldste\w{0,6} eldstemann yngste\w{0,6} tvilling\w{0,4} tant[ae] "
    r"onkel\w{0,2} "
    r"nabo\w{0,2} kjæreste\w{0,2} niese\w{0,2} nevø\w{0,2} husband wife son daughter mother father kid child"
)
_OWNER = any_of("min mi mitt mine sin si sitt vår vårt hans hennes hennar hannes hass dens my his her our")
_SOMEBODY = rf"(?:{_PRONOUN}|{_KIN}|\x00{{4,}})"
_BORN = any_of(
    r"f(?:ø|oe|o)d(?:t|d|te|de|tt|tes)? (?:født|fødd)['’]n føtt f\.?født born kom"
    rf"(?:{BLANK}\w+)?{BLANK}til{BLANK}verd(?:en|a) "
    rf"så(?:{BLANK}\w+)?{BLANK}dagens{BLANK}lys"
)
_BIRTHDAY = r"(?:ge)?burt?sda\w{1,4}|f(?:ø|oe|o)dselsda[gn]\w{0,2}|birthday"
_DATE_OF_BIRTH = r"f(?:ø|oe|o)dsels?-?dato\w{0,3}|f\.?[ -]?dato\w{0,2}|birth-?date|date of birth|d\.?o\.?b"
_FILLERS = any_of(
    "den d dato datoen dagen i på min mi mitt si sin hans hennes hennar jeg eg æ han hun ho "
    "on is was the in of år fjor natta natt morges her hjemme heime mandag tirsdag onsdag torsdag fredag lørdag søndag "
    "måndag tysdag laurdag sundag og{0}oppvokst (?:19|20)\\d\\d".replace("{0}", BLANK)
)
_WHERE = rf"(?:i|på|ved|te|til|at|in){BLANK}[\w-]{{2,25}}(?:{BLANK}(?!(?:19|20)?\d)[\w-]{{2,25}}){{0,2}}"
_BETWEEN = rf"(?:[^\w\n.!?]{{1,3}}(?:{_FILLERS}\b|d\.|{_WHERE})){{0,4}}?[^\w\n.!?]{{0,3}}"
_BORN_BEFORE = re.compile(
    rf"(?:(?<![\w.])f(?:[.:]|(?= ?\d))|(?<=\()b\.|(?<!\w){_BORN}(?!\w)\.?){_BETWEEN}{_DATE}", re.IGNORECASE
)
_TOLD_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<day>{_BIRTHDAY})|{_DATE_OF_BIRTH})(?!\w)\.?(?P<between>[^\d.!?\n]{{0,60}}?)(?<!\w){_DATE}",
    re.IGNORECASE,
)
_SIX_DIGITS = re.compile(
    rf"(?<!\w)(?:f(?:ø|oe|o)dsels-?n(?:umme)?r\w{{0,2}}|person-?n(?:umme)?r\w{{0,2}}|fnr|f\.nr|pnr)\.?"
    rf"(?:\W{{1,3}}(?:{_FILLERS}|er|e)\b){{0,3}}[^\w\n]{{0,3}}(?P<it>{_DD}{_MM}\d\d)(?!\d)",
    re.IGNORECASE,
)
_AMONG = any_of(
    r"er e var va ble blei blir bli vart vert har hadde kom is was står som den dag dagen da jo altså også òg my "
    r"stod (?-i:[A-ZÆØÅ][\w-]{1,20})"
)
_BORN_AFTER = re.compile(
    rf"(?<![\d.,/-])(?<!\w){_PLAIN_DATE}[\s,(]{{0,3}}(?:(?<=[\s,(])(?:{_AMONG}|{_OWNER}|{_PRONOUN}|{_KIN})[ ,"
    rf"(]{{1,3}}){{0,5}}"
    rf"(?<=[\s,(])(?:født|fødd|føtt|fødde|born|til{BLANK}verd(?:en|a)|{_BIRTHDAY}|{_DATE_OF_BIRTH})(?!\w|{BLANK}"
    r"(?:av|ut|inn|som|etter|før|på)\b)",
    re.IGNORECASE,
)
_TURNS = any_of("fyl(?:l(?:er|e|t|te|de)?|te|t) blir bli ble blei vart vert rund(?:er|ar|a|et)? turn(?:s|ed)?")
_AGE_IN_WORDS = r"[^\W\d_]{2,8}(?:ti|tti|tten|hundre)\w{0,6}"
_AGE = rf"(?:\d{{1,3}}(?:{BLANK}?år(?:{BLANK}gam\w{{2,4}})?)?|{_AGE_IN_WORDS}(?:{BLANK}år)?|år)"
_AGE_BEFORE = re.compile(
    rf"(?<!\w){_TURNS}(?:{BLANK}[^\W\d_]{{2,6}})?"
    rf"{BLANK}{_AGE}[ ,(]{{1,3}}(?:(?:den|dæn|no|nå|i|på|til|nylig|on|the)\b{BLANK}){{0,3}}(?<!\w){_DATE}",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"(?<!\w)(?P<who>{_SOMEBODY}|(?-i:[A-ZÆØÅ][a-zæøå-]{{1,15}}))(?:{BLANK}{_OWNER})?"
    rf"(?:{BLANK}[^\W\d_]{{1,12}})?{BLANK}$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    rf"(?<![\d.,/-])(?<!\w){_PLAIN_DATE}[ ,]{{1,2}}{_TURNS}{BLANK}{_SOMEBODY}(?:{BLANK}{_OWNER})?{BLANK}{_AGE}(?!\w)",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"{_WHOLE_DATE}(?={BLANK}?(?:[,;)\n]|\.(?!\d)|$))", re.IGNORECASE)
_WHOSE = re.compile(
    rf"(?:(?<!\w){_KIN}(?:{BLANK}{_OWNER})?(?:{BLANK}(?-i:[A-ZÆØÅ][\w-]{{1,20}}))?|\d{{1,3}}{BLANK}år"
    rf"(?:{BLANK}gam\w{{2,4}})?|\x00{{6}})"
    rf"(?:,?{BLANK}?\(|,{BLANK}|{BLANK}er{BLANK}fra{BLANK}(?:den{BLANK})?)$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<name>[A-ZÆØÅ][\w-]{{1,20}})(?:{BLANK}[A-ZÆØÅ][\w-]{{1,20}}){{0,2}},?{BLANK}\($")
_CAME = re.compile(rf"(?<!\w)(?:{_PRONOUN}|{_KIN}|men){BLANK}kom{BLANK}(?:den{BLANK})?{_DATE}", re.IGNORECASE)
_ALSO = re.compile(rf"{BLANK}?(?:,|&|og|å|eller|samt|and){BLANK}(?:den{BLANK})?{_DATE}", re.IGNORECASE)
_HINTS = (
    "fød",
    "føtt",
    "foed",
    "fodt",
    "fodd",
    "fods",
    "rsda",
    "rtsda",
    "born",
    "birth",
    "dob",
    "d.o.b",
    "til verd",
    "s lys",
    "f.dato",
    "f. dato",
    "fdato",
)
_NUMBER_HINTS = ("fnr", "f.nr", "pnr", "personn", "selsn")
_SHORTLY = re.compile(r"\bf(?:[.:]|(?= ?\d))|\(b\.", re.IGNORECASE)
_AGE_HINTS = ("fyl", "bli", "ble ", "vart", "vert", "rund", "turn")
_NOT_OF_BIRTH = re.compile(
    r"\b(?:før|etter|innen|innan|mellom|frist\w*|senest|seinast|møte\w*|brev\w*|søkn?\w*|sendt?e?|mottatt|levert?|"
    r"flytt\w*|siden|sidan|fra|frå|fest\w*|selskap\w*|feir\w*|arranger\w*|leid?g?d?e?|kom|stengt?e?|åpne\w*)\b",
    re.IGNORECASE,
)
_THING = (
    r"(?:kong|dronning|kronprins|prins|grunnlov|kommun|klubb|korps|skol|skul|bibliotek|forening|laget|kirk|kyrk|jesu|"
    r"norge|noreg|id[eé]|tank|prosjekt|bygd|bedrift|firma|parti|demokrati|ordning|lov|tilbud|tilbod)"
)
_OF_A_THING = re.compile(
    rf"{_THING}[\wé]*(?:{BLANK}\w+)?(?:{BLANK}(?:ble|blei|vart|er|var|har|hadde|sin|sitt))?{BLANK}?$", re.IGNORECASE
)
_TO_A_THING = re.compile(rf"{BLANK}(?:til|for|te|åt){BLANK}(?:\w+{BLANK})?{_THING}", re.IGNORECASE)
_OF_A_YEAR = re.compile(
    rf"\b(?:barna?|born|alle|de|dei|dem|elev\w+|kull\w*|unga?r?|ungdom\w*|som|folk){BLANK}(?:som{BLANK})?(?:(?:er"
    rf"|ble|blir|vert|blei){BLANK})?$",
    re.IGNORECASE,
)
_AND_LATER = re.compile(
    rf"{BLANK}(?:eller|og|or){BLANK}(?:sei?n\w+|tidle?ig\w*|tidleg\w*|før|etter|later|earlier)", re.IGNORECASE
)


def find_birth_dates(text: str) -> Iterator[Finding]:
    """Dates with "født", "fødd", "f.", "bursdag", "fyller 80", "kom til verden" and the like, on either side of them.

    A bare year ("født i 1985") stays, and so do other dates, rules ("barn født etter 1.1.2018") and the birthdays of
    schools, clubs and kings.
    """
    for match in _match_all(text):
        start, end = match.span("it")
        if _is_of_somebody(match) and not is_amount(text, start, end):
            yield Finding(start, end, BIRTH_DATE, CONTEXT)
            while match_also := _ALSO.match(text, end):
                start, end = match_also.span("it")
                yield Finding(start, end, BIRTH_DATE, CONTEXT)


def _match_all(text: str) -> Iterator[re.Match[str]]:
    folded = text.casefold()
    told, numbered, aged = (has_any(folded, hints) for hints in (_HINTS, _NUMBER_HINTS, _AGE_HINTS))
    # Pairs, and no dictionary: a pattern is hashed by all of its code, which takes longer than to look for it.
    for pattern, is_worth_while in (
        (_BORN_BEFORE, told or _SHORTLY.search(text)),
        (_TOLD_BEFORE, told),
        (_SIX_DIGITS, numbered),
        (_AGE_BEFORE, aged),
        (_CAME, "termin" in folded or "jordmo" in folded),
    ):
        if is_worth_while:
            yield from pattern.finditer(text)
    for pattern, is_worth_while in ((_BORN_AFTER, told), (_AGE_AFTER, aged), (_BESIDE, True)):
        if is_worth_while:
            yield from match_numbers(pattern, text)


def _is_of_somebody(match: re.Match[str]) -> bool:
    """Whether the words around tell of one person's birth: no rule for many, nothing that is only said to be born."""
    text, start = match.string, match.start()
    before, after = text[max(0, start - 40) : start], text[match.end() : match.end() + 40]
    if _AND_LATER.match(after) or (match.end("it") == match.end() and _TO_A_THING.match(after)):
        return False
    if match.re is _TOLD_BEFORE and (_NOT_OF_BIRTH.search(match["between"]) or _TO_A_THING.match(match["between"])):
        return False
    if match.re is _BESIDE:
        named = _NAMED.search(before)
        return bool(_WHOSE.search(before) or (named and named["name"].casefold() in read_folded("fornavn")))
    if match.re is _AGE_BEFORE:
        who = _WHO.search(before)
        return who is not None and (_is_somebody(who["who"]) or who["who"].casefold() in read_folded("fornavn"))
    has_day = bool(re.match(r"\d{1,2}\D|\d{6}", match["it"]))
    return not _OF_A_THING.search(before) and (has_day or not _OF_A_YEAR.search(before))


def _is_somebody(who: str) -> bool:
    return bool(re.fullmatch(_SOMEBODY, who, re.IGNORECASE))
