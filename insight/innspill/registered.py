"""Finds numbers from registers, told by their check digits: of people, bank accounts and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.check_digits import (
    find_iban_length,
    has_birth_date,
    is_account,
    is_card,
    is_iban,
    is_identity_number,
    is_organisation,
    read_digits,
)
from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, DASH, is_amount, match_numbers

IDENTITY, ACCOUNT, ORGANISATION = "fødselsnummer", "kontonummer", "organisasjonsnummer"
WINDOW, SHORT_WINDOW = 40, 20
"""How many characters before a number, and after it, are looked through for what it is called."""

_MARK = rf"(?:{BLANK}|[./]|{DASH})"
_LOOSE = rf"(?:{BLANK}{{1,2}}|{BLANK}?(?:[./·:*]|{DASH}){BLANK}?)"
_FIVE = rf"\d{{3}}{BLANK}?\d\d(?!\d)"
_ELEVEN = re.compile(
    rf"(?<!\d)(?:(?P<plain>\d{{11}}(?!\d))"
    rf"|(?P<account>\d{{4}}(?P<mark>{_MARK})\d\d(?P=mark)\d{{5}}(?!\d))"
    rf"|(?P<six>\d{{6}}{_LOOSE}{_FIVE})"
    rf"|(?P<date>\d\d(?P<sign>{_MARK})\d\d(?P=sign)(?P<century>19|20)?\d\d{_LOOSE}?{_FIVE})"
    rf"|(?P<any>(?<!\d[ ./-])\d(?:{_MARK}?\d){{10}}(?!{_MARK}?\d)))"
)
_CALLED = re.compile(
    r"(?P<account>\bk(?:on)?to(?!r)|bankk|\bbank\b|iban|account|giro)"
    r"|(?P<person>fødsels|fødd|født|foedsel|fodsel|\bf\.? ?nr|person-?(?:id|n)|\bp\.?nr|\b[dh]-?\.?n(?:umme)?r|duf"
    r"|id-?n|identitet|ssn|social security|hjelpen)",
    re.IGNORECASE,
)
_DUF = re.compile(
    r"\bDUF\w{0,8}(?:[-. :]{0,3}(?:n(?:umme)?r|er)\w{0,3})?[.: ]{0,3}"
    rf"(?P<it>\d{{4}}{BLANK}?\d{{6}}{BLANK}?\d\d(?!\d))",
    re.IGNORECASE,
)
_LAST_FIVE = re.compile(r"\bperson-?n(?:umme)?r\w{0,2}[^\d\n]{0,20}(?P<it>\d{5})(?!\d)", re.IGNORECASE)
_IBAN = re.compile(
    rf"(?<![^\W_])(?=(?P<it>(?P<country>[A-Z]{{2}}){BLANK}?\d\d(?:{BLANK}?[A-Z0-9]){{11,30}}))", re.IGNORECASE
)
_ORGANISATION = re.compile(
    rf"(?<!\d)(?:\d{{9}}|(?<!\d[ .,])\d{{3}}(?P<mark>{BLANK}|[.]|{DASH})\d{{3}}(?P=mark)\d{{3}}(?!(?P=mark)\d))(?!\d)"
    rf"(?P<mva>{BLANK}?MVA\b)?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(rf"(?<![^\W_])NO{BLANK}?$")
_CALLED_ORGANISATION = re.compile(
    r"\borg(?:anisasjonsn|[ .-]{0,2}n|\b(?!ani))|f[oø]retaks-?n|bedrifts-?n|\bmva(?:\b|-?n)|\bmoms|\bvat\b|reg(?:\."
    r"|istration)? n",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"organisasjon|f[oø]retak|firma|bedrift|selskap|brønnøysund|brreg|næring|g[åa]rdsbruk|samdrift|(?-i:\b(?:ENK|AS"
    r"|ANS|DA)\b)",
    re.IGNORECASE,
)
_LOOSE_ORGANISATION = re.compile(
    rf"\borg(?:anisasjons)?[ .-]{{0,2}}n(?:umme)?r\w{{0,2}}[^\w\n]{{0,3}}(?:(?:er|på|mitt|vårt){BLANK}){{0,2}}"
    rf"(?P<it>\d(?:{_MARK}?\d){{8}})(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(
    rf"(?<!\d)(?:[45]\d|2[2-7])\d\d(?P<mark>{BLANK}|{DASH}|)\d{{4}}(?P=mark)\d{{4}}(?P=mark)\d{{4}}(?!\d)"
)


def find_ibans(text: str) -> Iterator[Finding]:
    """International account numbers with right check digits, and Norwegian ones also with wrong."""
    for match in _IBAN.finditer(text):
        length = find_iban_length(match["country"])
        places = [place for place in range(*match.span("it")) if text[place].isalnum()][:length]
        signs = "".join(text[place] for place in places)
        is_norwegian = match["country"].upper() == "NO" and signs[2:].isdecimal()
        is_whole = length and len(signs) == length and not text[places[-1] + 1 : places[-1] + 2].isalnum()
        if is_whole and (is_norwegian or is_iban(signs)):
            yield Finding(match.start(), places[-1] + 1, ACCOUNT, PATTERN)


def find_cards(text: str) -> Iterator[Finding]:
    """Payment cards: sixteen digits in a row or by four, with the check digit of ISO/IEC 7812."""
    for match in match_numbers(_CARD, text):
        if is_card(read_digits(match.group())):
            yield Finding(*match.span(), ACCOUNT, PATTERN)


def find_elevens(text: str) -> Iterator[Finding]:
    """Eleven digits: identity numbers and bank accounts, in every spacing; for asylum seekers DUF, twelve digits.

    What the number is called comes first, then how it is grouped (6+5 is a person, 4.2.5 an account), then the check
    digits. One that fails every check is masked as an identity number, for a mistyped one still identifies, unless
    it is a sum of money. "01.01.1990 12345" is the birth date with the five digits after it, "personnummer
    12345" those five alone.
    """
    for match in (*_DUF.finditer(text), *_LAST_FIVE.finditer(text)):
        yield Finding(*match.span("it"), IDENTITY, CONTEXT)
    for match in match_numbers(_ELEVEN, text):
        digits = read_digits(match.group())
        if match["century"]:
            digits = digits[:4] + digits[6:]
        called = _find_called(text, match.start())
        if type_ := _tell_eleven(match, digits, called):
            yield Finding(*match.span(), type_, CONTEXT if called else PATTERN)


def _find_called(text: str, start: int) -> str | None:
    """ "account" or "person" when one of their words stands shortly before; the nearest counts."""
    called = list(_CALLED.finditer(text, max(0, start - WINDOW), start))
    return called[-1].lastgroup if called else None


def _tell_eleven(match: re.Match[str], digits: list[int], called: str | None) -> str | None:
    is_person = is_identity_number(digits)
    if not is_person and is_amount(match.string, *match.span()):
        return None
    if called:
        return ACCOUNT if called == "account" else IDENTITY
    if match["account"]:
        is_dated = match["account"][:2] in ("19", "20") and match["mark"] not in ". "
        return ACCOUNT if is_account(digits) or not is_dated else None
    if is_person or match["six"]:
        return IDENTITY
    if match["plain"]:
        return ACCOUNT if is_account(digits) else IDENTITY
    return IDENTITY if match["date"] and match["century"] != "20" and has_birth_date(digits) else None


def find_organisations(text: str) -> Iterator[Finding]:
    """Nine digits with a right check digit, for a firm may be one person; without it only when called so.

    Beside "firma", "AS" and the like a round sum is no number of theirs.
    "NO" before and "MVA" after, as in the register of value added tax, go with the number.
    """
    for match in match_numbers(_ORGANISATION, text):
        before = text[max(0, match.start() - WINDOW) : match.start()]
        after = text[match.end() : match.end() + SHORT_WINDOW]
        is_called = bool(match["mva"] or _CALLED_ORGANISATION.search(before) or _CALLED_ORGANISATION.search(after))
        is_called = is_called or bool(_FIRM.search(before) and not match.group().endswith("000"))
        if (is_called or is_organisation(read_digits(match.group()))) and not is_amount(text, *match.span()):
            country = _COUNTRY.search(before)
            start = match.start() - len(country.group()) if country else match.start()
            yield Finding(start, match.end(), ORGANISATION, CONTEXT if is_called else PATTERN)
    for match in _LOOSE_ORGANISATION.finditer(text):
        yield Finding(*match.span("it"), ORGANISATION, CONTEXT)
