"""People's text made safe for a document or a picture: nothing unseen in it, and cut where there is no room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.report.numerals import write_number
from insight.report.signs import CUT
from insight.report.words import Words

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""What XML 1.0 (section 2.2) forbids or advises against, and the marks that turn the direction of text."""
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without what a document cannot hold or a reader cannot see; lines stay lines."""
    return _UNSEEN.sub("", _BREAK.sub("\n", text)).replace("\t", " ")


def shorten(text: str, most: int) -> str:
    """One line of at most `most` letters, cut with […]; hard spaces stay.

    >>> shorten("noen å snakke med", 14)
    'noen å […]'
    """
    line = re.sub(r"[ \n]+", " ", clean(text)).strip()
    if len(line) <= most:
        return line
    kept = line[: most - 4]
    return f"{kept.rpartition(' ')[0] or kept} {CUT}"


def tell_counts(words: Words, *counts: tuple[int, Sequence[str]]) -> str:
    """ "42 personer, én lapp": each number with its noun (for one, for several); none is left out."""
    return ", ".join(one if n == 1 else f"{write_number(words, n)} {many}" for n, (one, many) in counts if n)
