"""Numbers, dates and lists as each language writes them in plain prose (for Norwegian: Språkrådet's rules)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from insight.report.words import Words

NBSP = "\u00a0"
FEWEST_FOR_SHARE = 20
"""Below this many, a share says less than the count: then the counts are given."""


def write_number(words: Words, n: int) -> str:
    """1234567 as "1 234 567" with hard spaces, or "1,234,567".

    >>> from insight.report.words import read_words
    >>> write_number(read_words("nb"), 1234).replace(NBSP, "_"), write_number(read_words("en"), 1234)
    ('1_234', '1,234')
    """
    return f"{n:,}".replace(",", words.thousands)


def spell_number(words: Words, n: int) -> str:
    """Numbers to twelve in words, larger ones in figures."""
    return words.numbers[n] if 0 <= n < len(words.numbers) else write_number(words, n)


def spell_count(words: Words, n: int, noun: Sequence[str]) -> str:
    """The number with its noun: `noun` is (one, several), where the first carries its numeral, in the noun's gender.

    >>> from insight.report.words import read_words
    >>> words = read_words("nn")
    >>> spell_count(words, 1, words.statement), spell_count(words, 5, words.person)
    ('éi utsegn', 'fem personar')
    """
    one, several = noun
    return one if n == 1 else f"{spell_number(words, n)} {several}"


def spell_share(words: Words, part: int, whole: int) -> str:
    """ "12 prosent", or "tre av 15" when there are too few for a share; never rounded to none or all."""
    if whole < FEWEST_FOR_SHARE:
        return words.part_of_whole.format(part=spell_number(words, part), whole=spell_number(words, whole))
    percent = round(100 * part / whole)
    if percent == 0 and part:
        return words.under_one_percent
    if percent == 100 and part < whole:
        return words.over_99_percent
    return words.percent.format(number=spell_number(words, percent))


def spell_date(words: Words, iso: str) -> str:
    """2026-05-12 as "12. mai 2026"; empty stays empty. Raises ValueError when `iso` is no ISO date."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso)
    return words.date.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def spell_list(words: Words, items: Sequence[str]) -> str:
    """Joined by commas and a last "og"."""
    return words.last_and.join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def capitalize(sentence: str) -> str:
    """The first letter large, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
