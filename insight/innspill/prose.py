"""Telling answers in people's own words from options, numbers and codes, by looking at a whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.norsk.nonanswers import is_nonanswer

_CODE = re.compile(
    r"[\W\d_]*"  # numbers, dates, clock times, ratings
    r"|(?=\S*\d)\S+"  # A1, R_2YPOQ602, 2023-06-12T13:33
    r"|[^/\\]{1,200}\.(?:png|jpe?g|gif|heic|pdf|docx?|xlsx?|pptx?|txt|csv|mp4|mov|zip)"
    r"|(?:https?://|www\.)\S+|(?=\S*@)\S+"
    r"|[\[{].*[\]}]",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = re.compile(r"[;|\n]|, ?")
LONG = 4
"""Words in an answer that is hardly an option."""
MANY = 200
"""Different pieces that nobody has offered as options, however often each is given."""


def is_prose(values: Sequence[str], *, generous: bool = False) -> bool:
    """Whether the filled cells of a column look like answers in people's own words.

    Options repeat, alone or joined in lists; long answers hardly ever do. So a column is prose when at least
    a fifth of it is long answers of many kinds. `generous` is for columns known to be answers to questions:
    there, short ones count too when nearly all of them differ ("buss", "mer lys").
    """
    said = [value.strip() for value in values if value.strip() and not _CODE.fullmatch(value.strip())]
    filled = sum(bool(value.strip()) for value in values)
    if len(said) * 2 <= filled:
        return False
    long = [value for value in said if len(value.split()) >= LONG]
    if len(long) * 5 >= len(said) and _is_varied(long, share=0.5 if generous else 0.6):
        return generous or sum(len(value.split()) for value in said) >= 3 * len(said)
    short = [value for value in said if not is_nonanswer(value)]
    return generous and bool(short) and _is_varied(short, share=0.8)


def _is_varied(values: Sequence[str], *, share: float) -> bool:
    """Whether most pieces of the values stand once, or are more than anybody offers to choose from."""
    pieces = [piece.strip().casefold() for value in values for piece in _PIECES.split(value) if piece.strip()]
    distinct = len(set(pieces))
    return distinct >= MANY or (bool(pieces) and distinct / len(pieces) >= share)
