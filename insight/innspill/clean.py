"""Cleans answers: plain text, personal data masked, empty words set aside; no voice is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from insight.innspill.identifiers import MASKS
from insight.innspill.ids import case_number
from insight.innspill.mask import Mark, Masked, mask_together
from insight.innspill.normalize import normalize_text
from insight.norsk.language import guess_language
from insight.norsk.nonanswers import is_nonanswer
from insight.tables import (
    FOUND,
    GROUPS,
    INNSPILL,
    KEEP_IT,
    KEPT,
    MASKED,
    Found,
    Innspill,
    Reviews,
    check,
    empty,
    finish,
)

WRITTEN = ("text", "question", *GROUPS)
"""The columns somebody has written in: questions and background too, for people write there as well."""
CONTEXT = 60
"""Characters on each side of what was found, for the person who looks it over."""
_PUNCTUATION = re.compile(r"[\s.,:;!?…\-–—_/\\'\"«»“”’()*·]*")


class Cleaned(NamedTuple):
    """`innspill` cleaned and `found` (tables.FOUND); `removed` is what was masked, as (type, words).

    `removed` is what the finished files are searched for. It is held in memory and never written. `kept` are words
    that a person has decided shall stand.
    """

    innspill: Innspill
    found: Found
    removed: frozenset[tuple[str, str]]
    kept: frozenset[str]


def clean_innspill(innspill: Innspill) -> Innspill:
    """The same rows with clean, masked text, language and the reason an answer is set aside, if any.

    A reason that stands already is kept, and so is the text of what is set aside. Cleaning twice gives the same.
    Raises TableError when `innspill` is not the table that `read_innspill` gives.
    """
    return clean_and_find(innspill).innspill


def clean_and_find(
    innspill: Innspill, *, known: Iterable[tuple[str, str]] = (), reviews: Reviews | None = None, salt: str = ""
) -> Cleaned:
    """What `clean_innspill` gives, with what was found on the way.

    `known` are (type, words) that stood in columns stopped at the door, and are masked in the answers too. `reviews`
    (tables.REVIEWS) holds what a person has decided: a case to keep stands open, a case to mask is masked.
    """
    check(innspill, INNSPILL)
    decided = {} if reviews is None else dict(zip(reviews["case"], reviews["decision"], strict=True))
    written = sorted({text for column in WRITTEN for text in innspill[column].unique()})
    plain = [normalize_text(text) for text in written]

    def decide(type_: str, words: str) -> str:
        return decided.get(find_case(type_, words, salt), "") if decided else ""

    results = mask_together(plain, known, decide)
    masked = dict(zip(written, results, strict=True))
    cleaned = innspill.copy()
    for column in WRITTEN:
        cleaned[column] = _map_distinct(innspill[column], lambda text: masked[text].text)
    cleaned["language"] = _map_distinct(cleaned["text"], guess_language)
    reasons = _map_distinct(cleaned["text"], find_reason)
    cleaned["set_aside"] = cleaned["set_aside"].where(cleaned["set_aside"] != "", reasons)
    rows = list(_list_found(innspill, masked, salt))
    found = finish(pd.DataFrame(rows), FOUND) if rows else empty(FOUND)
    removed = frozenset(_list_words(results, MASKED)) | {pair for pair in known if decide(*pair) != KEEP_IT}
    kept = frozenset(words for _, words in _list_words(results, KEPT))
    return Cleaned(finish(cleaned, INNSPILL), found, removed, kept)


def _list_words(results: Iterable[Masked], status: str) -> Iterator[tuple[str, str]]:
    return ((mark.type, mark.words) for each in results for mark in each.marks if mark.status == status)


def find_reason(text: str) -> str:
    """Why a clean text is no answer, in bokmål; "" when it is one."""
    if not text:
        return "tomt svar"
    if _PUNCTUATION.fullmatch(text) or is_nonanswer(text):
        return "ikke svar"
    said = MASKS.sub("", text)
    if not any(character.isalpha() for character in said):
        return "bare personopplysninger" if said != text else "uten bokstaver"
    return ""


def find_case(type_: str, words: str, salt: str) -> str:
    """The case of what was found: the same words of the same type, however spaced, are one case for a person."""
    plain = words.casefold()
    told = " ".join(plain.split()) if type_ == "navn" else "".join(filter(str.isalnum, plain))
    return case_number([type_, told], salt)


def _list_found(innspill: Innspill, masked: dict[str, Masked], salt: str) -> Iterator[dict[str, Any]]:
    """A row for each mark. What many rows share (a question, a background) is told once, at the first of them."""
    for column in WRITTEN:
        written = innspill[["innspill_id", column]].sort_values("innspill_id")
        if column != "text":
            written = written.drop_duplicates(column)
        for innspill_id, text in written.itertuples(index=False):
            for number, mark in enumerate(masked[text].marks, start=1):
                yield {
                    "found_id": f"{innspill_id}/{column}/{number:03}",
                    "innspill_id": innspill_id,
                    "column": column,
                    "type": mark.type,
                    "status": mark.status,
                    "how": mark.how,
                    "context": _quote_around(masked[text].text, mark),
                    "case": find_case(mark.type, mark.words, salt),
                }


def _quote_around(text: str, mark: Mark) -> str:
    start, end = max(0, mark.start - CONTEXT), mark.end + CONTEXT
    words = text[mark.start : mark.end]
    shown = words if mark.status == MASKED else f"⟦{words}⟧"
    before = "…" * (start > 0) + text[start : mark.start]
    return before + shown + text[mark.end : end] + "…" * (end < len(text))


def _map_distinct(texts: pd.Series, change: Callable[[str], Any]) -> pd.Series:
    """`change` once for each different text; questions and background repeat, and so do short answers."""
    changed = {text: change(text) for text in texts.unique()}
    return texts.map(changed).astype("str")
