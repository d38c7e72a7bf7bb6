"""Times as surveys write them; what cannot be read with certainty is left empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from insight.innspill.sheets import Cell

_CLOCK = (
    r"(?:[T ,]+(?:kl\.? ?)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?: ?(?P<half>[AP]M))?)?"
)
_ZONE = r"(?: ?(?:Z|UTC|(?:GMT)?[+-]\d{1,2}(?::?\d\d)?))?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})" + _CLOCK + _ZONE, re.I)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)" + _CLOCK + _ZONE, re.I)
_SLASHED = re.compile(r"(?P<first>\d{1,2})/(?P<second_part>\d{1,2})/(?P<year>\d{4}|\d\d)" + _CLOCK + _ZONE, re.I)


def read_times(cells: Sequence[Cell]) -> list[datetime | None]:
    """Local clock times; an offset is dropped and the clock kept.

    ISO 8601 (Nettskjema), dd.mm.yyyy and times from Excel are read as they stand. In a/b/yyyy the column must
    tell which is the month: some value with a part over 12, and none that contradicts it. Else it is empty.
    """
    slashed = [match for cell in cells if isinstance(cell, str) and (match := _SLASHED.fullmatch(cell.strip()))]
    day_first = any(int(match["first"]) > 12 for match in slashed)
    month_first = any(int(match["second_part"]) > 12 for match in slashed)
    order = {(True, False): ("first", "second_part"), (False, True): ("second_part", "first")}.get(
        (day_first, month_first)
    )
    return [_read_time(cell, order) for cell in cells]


def looks_like_time(text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in (_YEAR_FIRST, _DOTTED, _SLASHED))


def _read_time(cell: Cell, order: tuple[str, str] | None) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0, tzinfo=None)
    text = cell.strip()
    if match := _YEAR_FIRST.fullmatch(text) or _DOTTED.fullmatch(text):
        return _make_time(match, match["day"], match["month"])
    if order and (match := _SLASHED.fullmatch(text)):
        return _make_time(match, match[order[0]], match[order[1]])
    return None


def _make_time(match: re.Match[str], day: str, month: str) -> datetime | None:
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].upper() == "PM" else 0)
    try:
        return datetime(year, int(month), int(day), hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None
