"""Where labelled statements stand in their answers, and what is wrong with rows, gathered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

Span = tuple[int, int]
MOST_ROWS = 10


class Faults:
    """What is wrong, each told once with the rows it is wrong in."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows: dict[str, list[int]] = {}

    def add(self, fault: str, row: int) -> None:
        self._rows.setdefault(fault, []).append(row)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def tell(self) -> list[str]:
        """Bokmål sentences in the order of the first row."""
        ordered = sorted(self._rows.items(), key=lambda each: min(each[1]))
        return [f"{self._source}: rad {_name_rows(sorted(set(rows)))}: {fault}" for fault, rows in ordered]


def place_all(statements: pd.DataFrame, texts: Mapping[str, str], faults: Faults) -> pd.DataFrame:
    """The statements with start and end in their answers, and their words as they stand there; -1 without an answer.

    A start that is told goes first, then the longest statement, so that the order of the rows plays no part.
    """
    if statements.empty:
        return statements
    asked = list(zip(*(statements[name] for name in ("answer", "quote", "start", "row")), strict=True))
    order = sorted(range(len(asked)), key=lambda at: (asked[at][2] < 0, -len(asked[at][1]), asked[at][3]))
    places = [(-1, -1)] * len(asked)
    taken: dict[str, list[Span]] = {}
    for at in order:
        answer, quote, told, row = asked[at]
        if answer not in texts:
            continue
        place = _place(texts[answer], quote, told, taken.setdefault(answer, []))
        if isinstance(place, str):
            faults.add(place, row)
        else:
            places[at] = place
            taken[answer].append(place)
    quotes = [
        texts[answer][start:end] if end > 0 else quote
        for (answer, quote, _, _), (start, end) in zip(asked, places, strict=True)
    ]
    starts, ends = zip(*places, strict=True)
    return statements.assign(quote=quotes, start=starts, end=ends)


def _place(text: str, quote: str, told: int, taken: Sequence[Span]) -> Span | str:
    """Where the quote stands, nearest to the start that is told and free of the others; else what is wrong.

    Whole words go before parts of words: "Ja" is not looked for in "Jada".
    """
    if told >= 0 and text.startswith(quote, told):
        spans = [(told, told + len(quote))]
    else:
        words = re.compile(r"\s+".join(map(re.escape, quote.split())))
        spans = [match.span() for match in words.finditer(text)]
    if not spans:
        return "utsagnet finnes ikke i svaret. Skriv det akkurat slik det står der."
    free = [span for span in spans if not any(span[0] < end and span[1] > start for start, end in taken)]
    if not free:
        return "utsagnet overlapper et annet utsagn i samme svar. Hvert ord skal stå i ett utsagn."
    return min(free, key=lambda span: (_cuts_word(text, span), abs(span[0] - max(told, 0)), span))


def _cuts_word(text: str, span: Span) -> bool:
    start, end = span
    cuts_before = start > 0 and text[start - 1 : start + 1].isalnum()
    return cuts_before or (end < len(text) and text[end - 1 : end + 1].isalnum())


def _name_rows(rows: Sequence[int]) -> str:
    named = ", ".join(map(str, rows[:MOST_ROWS]))
    return named + (f" og {len(rows) - MOST_ROWS} til" if len(rows) > MOST_ROWS else "")
