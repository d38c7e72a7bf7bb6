"""Check digits: whether a number can be an identity number, a bank account, an IBAN or an organisation's number."""

from __future__ import annotations

from collections.abc import Sequence

FIRST_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
ORGANISATION_CHECK = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_MONTHS_ADDED = (0, 40, 65, 80)
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL", 24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "PT",
        26: "IS TR", 27: "FR GR IT MC MR SM", 28: "AL AZ CY DO GT HU LB PL", 29: "BR PS QA UA", 30: "JO KW MU",
        31: "MT",
    }.items()
    for country in countries.split()
}  # fmt: skip


def read_digits(text: str) -> list[int]:
    """The digits in a text as numbers, those of other alphabets too."""
    return [int(character) for character in text if character.isdecimal()]


def has_birth_date(digits: Sequence[int]) -> bool:
    """Whether six digits or more begin with a day and a month, as they stand in an identity number.

    The day has 40 added in a D-number. The month has 40 added in an H-number and in NAV's synthetic people, 65 in
    those of Norsk helsenett, 80 in the Tax Administration's (Tenor).
    """
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    day -= 40 if day > 40 else 0
    plain = next((month - added for added in _MONTHS_ADDED if 1 <= month - added <= 12), 0)
    return plain > 0 and 1 <= day <= _DAYS_IN_MONTH[plain - 1]


def is_identity_number(digits: Sequence[int]) -> bool:
    """Whether eleven digits are a national identity, D-, H-, FH- or synthetic number.

    Modulus 11 twice, as the Tax Administration tells in the documentation of the National Population Register.
    Numbers given from 2032 on may leave 0, 1, 2 or 3 in the first check; the second is as it was. An FH-number (a
    common aid number of the hospitals) has no date, begins with 8 or 9 and has the same checks.
    """
    if not _is_checked(digits, SECOND_CHECK):
        return False
    remainder = _weigh(digits[:10], FIRST_CHECK)
    if digits[0] >= 8:
        return remainder == 0
    is_of_2032 = remainder <= 3 and (digits[2] < 2 or digits[2] >= 8)
    return has_birth_date(digits) and (remainder == 0 or is_of_2032)


def is_account(digits: Sequence[int]) -> bool:
    """Whether eleven digits are a Norwegian bank account: modulus 11, the rule of the banks (Finans Norge, Bits)."""
    return _is_checked(digits, SECOND_CHECK)


def is_card(digits: Sequence[int]) -> bool:
    """Whether digits are the number of a payment card: every second doubled, modulus 10 (Luhn; ISO/IEC 7812-1)."""
    return sum(sum(divmod(digit * (1 + place % 2), 10)) for place, digit in enumerate(reversed(digits))) % 10 == 0


def is_organisation(digits: Sequence[int]) -> bool:
    """Whether nine digits are an organisation's number: modulus 11, the rule of Brønnøysundregistrene."""
    return _is_checked(digits, ORGANISATION_CHECK)


def find_iban_length(country: str) -> int:
    """How many letters and digits an IBAN of a country has (ISO 13616, the register of SWIFT); 0 without IBAN."""
    return _IBAN_LENGTHS.get(country.upper(), 0)


def is_iban(signs: str) -> bool:
    """Whether letters and digits without blanks are an IBAN: modulus 97 (ISO 13616 and 7064)."""
    moved = signs[4:] + signs[:4]
    return signs.isascii() and signs.isalnum() and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _is_checked(digits: Sequence[int], weights: Sequence[int]) -> bool:
    return _weigh(digits, weights) == 0


def _weigh(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
