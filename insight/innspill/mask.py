"""Takes personal data out of a text and leaves a word for what stood there: "Ring [navn], [telefon]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from insight.innspill.names import mask_names

TOKENS = ("[e-post]", "[telefon]", "[fødselsnummer]", "[kontonummer]", "[adresse]", "[navn]", "[nettadresse]")
MAX_PASSES = 10
"""Taking one thing out can bring another to light; only a text made for it needs more than three passes."""
_TOKEN = re.compile("|".join(map(re.escape, TOKENS)))


def mask(text: str) -> str:
    """The text with typed tokens for what identifies a person; masking twice changes nothing more.

    Numbers go before names, and long numbers before short, so that no rest of one is taken for another.
    What this finds is a beginning: a person reads quotes before they are published.

    >>> mask("Ring Kari Eksempelsen på 900 00 123 eller kari@eksempel.no")
    'Ring [navn] på [telefon] eller [e-post]'
    """
    for _ in range(MAX_PASSES):
        masked = _mask_once(text)
        if masked == text:
            break
        text = masked
    return text


def _mask_once(text: str) -> str:
    text = mask_web_addresses(mask_emails(text))
    if any(character.isdigit() for character in text):
        text = mask_addresses(mask_phones(mask_identity_numbers(text)))
    return mask_names(text)


def count_masks(texts: Iterable[str]) -> dict[str, int]:
    """How many tokens of each type stand in the texts, every type counted, also with 0."""
    found = Counter(token for text in texts for token in _TOKEN.findall(text))
    return {token: found[token] for token in TOKENS}


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+ ?(?:@|\(at\)|\[at\]) ?(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)
_WEB = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>«»\"\[\]]+|(?<![\w.-])(?:[\w-]+\.)+(?:no|com|net|org|io)/[^\s<>«»\"\[\]]*",
    re.IGNORECASE,
)


def mask_emails(text: str) -> str:
    has_at = "@" in text or "(at)" in text or "[at]" in text
    return _EMAIL.sub("[e-post]", text) if has_at else text


def mask_web_addresses(text: str) -> str:
    """Links name people (profiles, photos); the stop that ends the sentence stays."""
    if "/" not in text and "www" not in text.casefold():
        return text
    return _WEB.sub(lambda match: "[nettadresse]" + _end_of_sentence(match.group()), text)


def _end_of_sentence(address: str) -> str:
    return address[len(address.rstrip(".,;:!?)")) :]


_ELEVEN = re.compile(r"(?<![\d.])(?:\d{11}|\d{6}[ .-]\d{5}|\d{4}([ .])\d\d\1\d{5})(?![\d])")
_IBAN = re.compile(r"\bNO\d\d(?: ?\d{4}){2} ?\d{3}(?!\d)", re.IGNORECASE)
_FIRST_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ACCOUNT_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def mask_identity_numbers(text: str) -> str:
    """Eleven digits: national identity, D- and synthetic numbers, and bank accounts.

    Both have check digits by modulus 11 (the Tax Administration's and the banks' rule). A number written as
    4.2.5, or with the account's check digit only, is an account; all else is masked as an identity number,
    for a mistyped one still identifies.
    """
    text = _IBAN.sub("[kontonummer]", text)
    return _ELEVEN.sub(lambda match: _name_eleven(match.group(), is_grouped=bool(match[1])), text)


def _name_eleven(written: str, *, is_grouped: bool) -> str:
    digits = [int(character) for character in written if character.isdigit()]
    if is_identity_number(digits):
        return "[fødselsnummer]"
    return "[kontonummer]" if is_grouped or _is_checked(digits, _ACCOUNT_CHECK) else "[fødselsnummer]"


def is_identity_number(digits: list[int]) -> bool:
    """Whether both checks hold, and a day (+40 in a D-number) and month (+40 or +80 in a synthetic one)."""
    day, month = (digits[0] * 10 + digits[1]) % 40, (digits[2] * 10 + digits[3]) % 40
    is_date = 1 <= day <= 31 and 1 <= month <= 12
    return is_date and _is_checked(digits[:10], _FIRST_CHECK) and _is_checked(digits, _SECOND_CHECK)


def _is_checked(digits: list[int], weights: tuple[int, ...]) -> bool:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


_PHONE = re.compile(
    r"(?<![\d,/])(?<!\d[.-])(?<!kr )"
    r"(?:\+(?!47)[1-9]\d{0,2}(?:[ -]?\d{2,4}){3,5}"
    r"|(?:(?:\+|00)?47 ?)?"
    r"(?:[2-9]\d\d(?P<mark>[ .-]?)\d\d(?P=mark)\d{3}|[2-9]\d(?P<sign>[ .-])\d\d(?:(?P=sign)\d\d){2}))"
    r"(?![\d/]|[.,-]\d| ?(?:kr|kroner|mill|nok|m2|m²)\b| ?(?:,-|%))",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def mask_phones(text: str) -> str:
    """Norwegian numbers of eight digits in any usual spacing, and foreign ones that begin with +.

    Dates written 20240315, sums of money and longer numbers are not phones.
    """
    return _PHONE.sub(lambda match: match.group() if _DATE.fullmatch(match.group()) else "[telefon]", text)


_UNIT = (
    r"(?! ?(?:k?m|meter|mil|min|minutt\w*|time\w*|dag\w*|uke\w*|veke\w*|måned\w*|år\w*|gang\w*|barn|ung\w*"
    r"|elev\w*|person\w*|bil\w*|buss\w*|stk|kr|kroner|prosent|sted\w*|plass\w*)\b|[.,]\d| ?%)"
)
_HOUSE = r" ?\d{1,3}(?:[-–/]\d{1,3})?(?: ?[A-H]|[a-h])?\b" + _UNIT
_POST = r"(?:,? \d{4} [A-ZÆØÅ][\wæøå-]+)?"
_STREET = re.compile(
    r"(?<![\w.'-])(?P<street>(?:[A-ZÆØÅ][\w.'-]+ ){1,3}"
    r"(?:gate|gata|gaten|gt\.?|vei|veien|veg|vegen|plass|allé|torg|bakke|torv)"
    r"|[A-ZÆØÅ][\w-]*"
    r"(?:bakken|lia|haugen|svingen|stien|tunet|plass|plassen|løkka|åsen|jordet|ringen|kroken|torget|tråkket)"
    r"|[^\W\d_][\w-]*(?:veien|vegen|vei|veg|gata|gaten|gate|gt\.?|alléen|alleen|allé))" + _HOUSE + _POST
)
_FARM = re.compile(
    r"\bg(?:årds)?nr\.? ?(?:/ ?b(?:ruks)?nr\.? ?)?\d{1,3}"
    r"(?:(?: ?[/,] ?| )?(?:og )?(?:b(?:ruks)?nr\.? ?)?\d{1,4})?\b",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(
    r"(?:.* )?(?:riks|fylkes|europa|kommune|hoved|skole|gang|sykkel|bil|motor|privat|gårds|skogs|grus"
    r"|inn|ut|om|av|tur|under|over|bi|side|til|fram|frem|bort|hjem|jern)(?:vei|veg)(?:en)?"
    r"|.*(?:parkerings|leke|leike|bade|barnehage|hjems|omsorgs|praksis|arbeids|holde|idretts|båt)plass(?:en)?",
    re.IGNORECASE,
)


def mask_addresses(text: str) -> str:
    """Streets with a house number, and farms by their number in the land register.

    A road without a number stays, and so do "fylkesvei 16" and "Storgata 3 ganger": places tell of needs.
    """
    text = _FARM.sub("[adresse]", text)
    return _STREET.sub(lambda match: match.group() if _NO_ADDRESS.fullmatch(match["street"]) else "[adresse]", text)
