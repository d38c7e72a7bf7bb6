"""Pieces that patterns for identifiers are made of, and what tells a sum or a measure from a number of somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = r"[^\S\n]"
"""Any blank but a line break; what people paste has hard and narrow ones."""
DASH = r"[-‐‑‒–—−]"


def any_of(words: str) -> str:
    """A pattern for any of some words (patterns themselves, divided by blanks)."""
    return rf"(?:{'|'.join(words.split())})"


def has_any(folded: str, words: tuple[str, ...]) -> bool:
    """Whether any of some pieces stands in a text in small letters: a quick look before a slow pattern."""
    return any(map(folded.__contains__, words))


def match_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for patterns that begin with the first digit of a row, and quicker."""
    end = 0
    for row in _ROW.finditer(text):
        if row.start() >= end and (match := pattern.match(text, row.start())):
            yield match
            end = match.end()


_ROW = re.compile(r"\d+")
UNITS = any_of(
    r"kr\b kron[ea]r? nok\b sek\b mill(?:\b|ion) mrd\b milliard tusen euro?\b [€$£%] prosent kilo meter kvadratm "
    r"kubikkm [kcmd]?m(?:\b(?!/)|[²³23]) kvm\b mil\b daa\b dekar mål\b kg\b gram\b tonn liter [kmg]?wh?\b stk\b innb "
    r"menneske person(?:er|ar)\b besøkende gang(?:er|ar)\b time[rn]?\b dag(?:er|ar)\b år\b"
)
_UNIT_AFTER = re.compile(rf"{BLANK}?{UNITS}|[,:.]{DASH}|[.,]\d{{1,2}}(?!\d)", re.IGNORECASE)
_CURRENCY_BEFORE = re.compile(rf"(?:\b(?:kr|nok|sek|kroner|kronar)\.?|[€$£]){BLANK}?$", re.IGNORECASE)


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has a currency, a unit or decimals beside it."""
    return bool(_UNIT_AFTER.match(text, end) or _CURRENCY_BEFORE.search(text[max(0, start - 8) : start]))
