"""Times as surveys write them; what cannot be read with certainty is left empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from insight.innspill.sheets import Cell, is_blank
from insight.tables import DATE_ORDERS

DAY_FIRST, MONTH_FIRST = DATE_ORDERS
FIRST_YEAR, LAST_YEAR = 1990, 2100
_CLOCK = (
    r"(?:(?:T|[ ,]+(?:(?:kl\.?|klokk[ae]n?|at|@) ?)?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?(?: ?(?P<half>[AP])\.?M\.?)?)?"
)
_ZONE = r"(?: ?(?:Z|UTC|CES?T|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?))?"
_WEEKDAY = (
    r"(?:(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag)?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)?\.?,? ?(?:den )?"
)
_MONTHS = {
    "jan": r"jan(?:uary?)?", "feb": r"feb(?:ruary?)?", "mar": r"mar(?:s|ch)?", "apr": r"apr(?:il)?", "mai": r"ma[iy]",
    "jun": r"june?|juni", "jul": r"july?|juli", "aug": r"aug(?:ust)?", "sep": r"sept?(?:ember)?",
    "okt": r"o[kc]t(?:ober)?", "nov": r"nov(?:ember)?", "des": r"de[sc](?:ember)?",
}  # fmt: skip
_MONTH = rf"(?P<name>{'|'.join(_MONTHS.values())})"


def _compile(date: str) -> re.Pattern[str]:
    return re.compile(date + _CLOCK + _ZONE, re.IGNORECASE)


_YEAR_FIRST = _compile(r"(?P<year>\d{4})(?P<between>[-/.])(?P<month>\d{1,2})(?P=between)(?P<day>\d{1,2})")
_DAY_FIRST = (
    _compile(_WEEKDAY + r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d\d)"),
    _compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})-(?P<year>\d{4}|\d\d)"),
)
_NAMED = (
    _compile(_WEEKDAY + rf"(?P<day>\d{{1,2}})\.?[ -]{_MONTH}\.?,?[ -](?P<year>\d{{4}})"),
    _compile(_WEEKDAY + rf"{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
)
_EITHER = _compile(r"(?P<first>\d{1,2})(?P<between>[-/])(?P<second_part>\d{1,2})(?P=between)(?P<year>\d{4}|\d\d)")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = datetime(1899, 12, 30)
"""Day 0 of Excel's serial numbers (ECMA-376 part 1, 18.17.4.1), right from 1 March 1900 on."""


def read_times(cells: Sequence[Cell], order: str | None = None, usual: str | None = None) -> list[datetime | None]:
    """Local clock times of one column; an offset is dropped and the clock kept.

    ISO 8601 with fractions and zone, 12.05.2026 kl. 14.30, 12/5-26, 12. mai 2026, May 12, 2026 2:30 PM and times from
    Excel are read as they stand, and so is Excel's number of a day (45789,52). In a/b/yyyy and a-b-yyyy the project may
    say which of DATE_ORDERS it is (`order`); else the column must tell, by some value with a part over 12 and none that
    contradicts it; else what the tool always writes goes (`usual`); else it is empty, as is what is before FIRST_YEAR
    or after LAST_YEAR.
    """
    told = order or _find_order(cells) or usual
    return [_read_time(cell, told) for cell in cells]


def looks_like_time(text: str) -> bool:
    """Whether it is written as a time; a number of a day is not, since it looks like any number."""
    written = text.strip()
    return any(pattern.fullmatch(written) for pattern in (_YEAR_FIRST, *_DAY_FIRST, *_NAMED, _EITHER))


def tell_unread(header: str, cells: Sequence[Cell], times: Sequence[datetime | None]) -> str:
    """In bokmål: how many times of a column are empty because they could not be read, and the cure; "" for none."""
    unread = [cell for cell, time in zip(cells, times, strict=True) if time is None and not is_blank(cell)]
    if not unread:
        return ""
    if any(isinstance(cell, str) and _EITHER.fullmatch(cell.strip()) for cell in unread):
        cure = f'skriv datoer = "{DAY_FIRST}" eller "{MONTH_FIRST}" under [kolonner] i prosjekt.toml'
        return f"{len(unread)} tidspunkt i «{header}» er tvetydige eller uleselige, og er tomme: {cure}"
    return f"{len(unread)} tidspunkt i «{header}» er uleselige, og er tomme"


def _find_order(cells: Sequence[Cell]) -> str | None:
    """Which part the column shows to be the month; None when nothing tells, or when values contradict one another."""
    found = set()
    for cell in cells:
        if isinstance(cell, str) and (match := _EITHER.fullmatch(cell.strip())):
            found |= {DAY_FIRST} if int(match["first"]) > 12 else set()
            found |= {MONTH_FIRST} if int(match["second_part"]) > 12 else set()
    if len(found) > 1:
        return None
    return next(iter(found), None)


def _read_time(cell: Cell, order: str | None) -> datetime | None:
    if isinstance(cell, datetime):
        return _keep_sensible(cell.replace(microsecond=0, tzinfo=None))
    text = cell.strip()
    for pattern in (_YEAR_FIRST, *_DAY_FIRST):
        if match := pattern.fullmatch(text):
            return _make_time(match, match["day"], match["month"])
    if match := _EITHER.fullmatch(text):
        parts = {DAY_FIRST: ("first", "second_part"), MONTH_FIRST: ("second_part", "first")}.get(order or "")
        return _make_time(match, match[parts[0]], match[parts[1]]) if parts else None
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            return _make_time(match, match["day"], _number_month(match["name"]))
    if _SERIAL.fullmatch(text):
        return _keep_sensible(_EPOCH + timedelta(seconds=round(float(text.replace(",", ".")) * 86_400)))
    return None


def _number_month(name: str) -> str:
    months = [re.fullmatch(pattern, name, re.IGNORECASE) for pattern in _MONTHS.values()]
    return str(next(number for number, match in enumerate(months, start=1) if match))


def _make_time(match: re.Match[str], day: str, month: str) -> datetime | None:
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    hour = int(match["hour"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].upper() == "P" else 0)
    try:
        time = datetime(year, int(month), int(day), hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None
    return _keep_sensible(time)


def _keep_sensible(time: datetime) -> datetime | None:
    return time if FIRST_YEAR <= time.year <= LAST_YEAR else None
