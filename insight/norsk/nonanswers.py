"""Answers that say nothing: "vet ikke", "se over", "n/a"."""

from __future__ import annotations

import re

from insight.norsk.wordlists import keep, read_words

_APOSTROPHES = re.compile(r"['’`´]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
LONGEST = 60


@keep
def _nonanswers() -> frozenset[str]:
    return frozenset(_bare(phrase) for phrase in read_words("ikke-svar"))


def is_nonanswer(text: str) -> bool:
    """Whether the whole text is one of the phrases of `ikke-svar.txt`, whatever its case and punctuation."""
    return len(text) <= LONGEST and _bare(text) in _nonanswers()


def _bare(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", _APOSTROPHES.sub("", text)).casefold().split())
