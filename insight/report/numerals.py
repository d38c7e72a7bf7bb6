"""Numbers, dates and lists as Norwegian writes them (Språkrådet's rules for plain prose)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

NBSP = "\u00a0"
FEWEST_FOR_SHARE = 20
"""Below this many, a share says less than the count: then the counts are given."""

_WORDS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def write_number(n: int) -> str:
    """1234567 as "1 234 567", with hard spaces.

    >>> write_number(1234).replace(NBSP, "_")
    '1_234'
    """
    return f"{n:,}".replace(",", NBSP)


def spell_number(n: int) -> str:
    """Numbers to twelve in words, larger ones in figures."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else write_number(n)


def spell_count(n: int, one: str, many: str) -> str:
    """The number with its noun; `one` carries its own numeral, for its gender is the noun's.

    >>> spell_count(1, "ett utsagn", "utsagn"), spell_count(5, "én person", "personer")
    ('ett utsagn', 'fem personer')
    """
    return one if n == 1 else f"{spell_number(n)} {many}"


def spell_share(part: int, whole: int) -> str:
    """ "12 prosent", or "tre av 15" when there are too few for a share; never rounded to none or all."""
    if whole < FEWEST_FOR_SHARE:
        return f"{spell_number(part)} av {spell_number(whole)}"
    percent = round(100 * part / whole)
    if percent == 0 and part:
        return "under én prosent"
    if percent == 100 and part < whole:
        return "over 99 prosent"
    return f"{spell_number(percent)} prosent"


def spell_date(iso: str) -> str:
    """2026-05-12 as "12. mai 2026"; empty stays empty. Raises ValueError when `iso` is no ISO date."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso)
    return f"{day.day}.{NBSP}{_MONTHS[day.month - 1]} {day.year}"


def spell_list(items: Sequence[str]) -> str:
    """Joined by commas and a last "og"."""
    return " og ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def capitalize(sentence: str) -> str:
    """The first letter large, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
