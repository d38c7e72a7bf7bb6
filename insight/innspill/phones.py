"""Finds telephone numbers: Norwegian in every usual spacing, and foreign ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, DASH, any_of, is_amount, match_numbers

PHONE = "telefon"
_MARK = rf"(?:{BLANK}|[.·]|{DASH})"
_GAP = rf"(?:{BLANK}|[.·/()]|{DASH}){{0,3}}"
_NO_NUMBER_BEFORE = r"(?<![\d+])(?<!\d[.,:-])(?<!\d–)(?<!(?<!\d)\d\d/)(?<!(?<!\d)\d{4}/)"
_ABROAD = re.compile(
    rf"(?<![\w.,:/+-])(?:(?P<home>(?:\((?:\+{BLANK}?|00)47\)|\+{BLANK}?\(?47\)?|00{BLANK}?47)(?:{_GAP}\d){{8}}(?!\d))"
    rf"|(?:\((?:\+|00)(?!47)[1-9]\d{{0,2}}\)|(?:\+{BLANK}?|00)(?!47)[1-9]\d{{0,2}})(?:{_GAP}\d{{2,4}}){{2,6}}(?!\d))"
)
_AT_HOME = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?:47{BLANK}?)?"
    rf"(?:[2-9]\d{{7}}"
    rf"|[2-9]\d(?P<a>{_MARK})\d\d(?P=a)\d\d(?P=a)\d\d"
    rf"|[2-9]\d\d(?P<b>{_MARK})\d\d(?P=b)\d{{3}}"
    rf"|[49]\d\d{BLANK}\d{{3}}{BLANK}\d\d"
    rf"|[49]\d\d(?:{BLANK}|{DASH}|/)\d{{5}}|[49]\d{{4}}{BLANK}\d{{3}}(?!{BLANK}\d)"
    rf"|[49]\d{{3}}{BLANK}\d{{4}}|[49]\d{BLANK}\d{{3}}{BLANK}(?!000)\d{{3}})"
    rf"(?!\d|/\d{{1,4}}(?!\d)|{DASH}\d)"
)
_CALL = any_of(
    r"tlf tel telefon(?:en|nr)? telefonnummer(?:et)? mob mobil(?:en|nr)? mobilnummer(?:et)? ringe?r? sms whatsapp "
    r"phone mobile call nummeret?\s(?=mitt|hans|hennes|er|til)"
)
_CALL_SHORT = any_of(r"tlf tel telefon\w{0,9} mob mobil\w{0,9} ring\w{0,2}")
_FILLERS = any_of(r"til på meg oss min mitt mi er nr nummer(?:et)? gjerne eller direkte privat jobb så")
_FILLED = rf"[.:]{{0,2}}\s?(?:{_FILLERS}\b[.:]?\s?|[:=#]\s?){{0,4}}"
_CALLED = re.compile(
    rf"(?<![^\W_]){_CALL}\b{_FILLED}(?!\d\d[.:]\d\d{BLANK}?{DASH})"
    rf"(?P<it>\(?\+?(?:47{BLANK})?[2-9](?:(?:{BLANK}|[./·]|{DASH}){{0,2}}\d){{7}}(?:{BLANK}?/{BLANK}?\d\d(?!\d))?"
    r"(?!\d))",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![^\W_]){_CALL_SHORT}\b{_FILLED}(?P<it>\d{{5}}|0\d{BLANK}\d{{3}})(?![\d/]|[.,:-]\d)", re.IGNORECASE
)
_SCATTERED = re.compile(
    rf"(?<![^\W_])(?:{_CALL}|nummeret|kontakt|nås|nåast|(?:ring|kontakt)\w{{0,3}}{BLANK}(?:\w{{1,12}}{BLANK}){{1,3}})"
    rf"\b[.:]?{BLANK}(?:(?:{_FILLERS}|e|me|mæ|tilbake|tebars|attende){BLANK}){{0,4}}"
    rf"(?P<it>[2-9](?:{BLANK}?\d){{7}})(?!{BLANK}?\d)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"(?<!\w)\([49]\d\d\){BLANK}?\d\d{BLANK}?\d{{3}}(?!\d)")
_DIGIT_WORD = any_of(r"null? e[itn]n? én to tre fire? fem seks sju syv åtte åt+e ni")
_TENS_WORD = (
    r"(?:ti|elleve|tolv|(?:tret|fjor|fem|seks|syt|sut|at|nit)ten"
    r"|(?:tjue|tyve|tretti|førti|femti|seksti|sytti|åtti|nitti)[a-zæøåé]{0,5})"
)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:(?:{_DIGIT_WORD}|{_TENS_WORD})[ ,.–-]{{1,3}}){{3,7}}(?:{_DIGIT_WORD}|{_TENS_WORD})(?!\w)",
    re.IGNORECASE,
)
_SPOKEN_TENS = re.compile(_TENS_WORD, re.IGNORECASE)
_NO_PHONE = re.compile(
    r"(?:plan-?id\w*|isbn|strekkode\w*|serien\w*|modelln\w*|varen\w*|artikk?e?ln\w*|nobb\w*)[\s:.]{0,3}$", re.IGNORECASE
)
PUBLIC = frozenset(("22591300", "55553333", "80080000"))
"""Giftinformasjonen, NAV and Skatteetaten, as they announce them. One in doubt is left out, and so is masked."""
_TODAY = r"20(?:1[5-9]|2\d|3[0-5])"
_MONTH_AND_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"(?:19|20)\d\d{_MONTH_AND_DAY}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_TODAY}|(?:19|20)\d\d(?:19|20)\d\d"
)


def find_foreign_phones(text: str) -> Iterator[Finding]:
    """Numbers that begin with + or 00, Norwegian ones too: eight to fifteen digits and more (ITU-T E.164)."""
    for match in _ABROAD.finditer(text):
        n_digits = sum(character.isdecimal() for character in match.group())
        if (match["home"] or n_digits >= 8) and not is_amount(text, *match.span()):
            yield Finding(*match.span(), PHONE, PATTERN)


def find_phones(text: str) -> Iterator[Finding]:
    """Eight digits that begin with 2-9, as in Nkom's number plan; in any spacing after "tlf", "ring" and the like.

    There also the short numbers of five digits. Those for emergencies (110, 112, 113, 116 117 ...) stay, and so do
    dates written 20240315 or 15032024, school years, sums of money and the public numbers of PUBLIC.
    """
    for match in _BRACKETED.finditer(text):
        yield Finding(*match.span(), PHONE, PATTERN)
    for match in (*_CALLED.finditer(text), *_SCATTERED.finditer(text)):
        if not is_amount(text, *match.span("it")) and _read(match["it"]) not in PUBLIC:
            yield Finding(*match.span("it"), PHONE, CONTEXT)
    for match in match_numbers(_AT_HOME, text):
        if _is_private(match) and not is_amount(text, *match.span()):
            yield Finding(*match.span(), PHONE, PATTERN)
    for match in _SHORT.finditer(text):
        if not is_amount(text, *match.span("it")):
            yield Finding(*match.span("it"), PHONE, CONTEXT)


def find_spoken_phones(text: str) -> Iterator[Finding]:
    """Numbers of eight digits said in words: "ni null null, null null, en to tre", "nitti null null tolv tjuetre"."""
    for match in _SPOKEN.finditer(text) if "null" in text.casefold() else ():
        words = re.findall(r"\w+", match.group())
        if sum(2 if _SPOKEN_TENS.fullmatch(word) else 1 for word in words) == 8:
            yield Finding(*match.span(), PHONE, PATTERN)


def _is_private(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 20) : match.start()]
    return not (_DATE.fullmatch(match.group()) or _read(match.group()) in PUBLIC or _NO_PHONE.search(before))


def _read(number: str) -> str:
    return re.sub(r"\D", "", number)
