"""Cleans answers: plain text, personal data masked, empty words set aside; no voice is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from insight.innspill.mask import TOKENS, mask
from insight.innspill.normalize import normalize_text
from insight.norsk.language import guess_language
from insight.norsk.nonanswers import is_nonanswer
from insight.tables import GROUPS, INNSPILL, Innspill, check, finish

_MASKS = re.compile("|".join(map(re.escape, TOKENS)))
_PUNCTUATION = re.compile(r"[\s.,:;!?…\-–—_/\\'\"«»“”’()*·]*")


def clean_innspill(innspill: Innspill) -> Innspill:
    """The same rows with clean, masked text, language and the reason an answer is set aside, if any.

    Questions and background are cleaned and masked as well, for people write there too. A reason that stands
    already is kept, and so is the text of what is set aside. Cleaning twice gives the same. Raises TableError
    when `innspill` is not the table that `read_innspill` gives.
    """
    check(innspill, INNSPILL)
    cleaned = innspill.copy()
    for column in ("text", "question", *GROUPS):
        cleaned[column] = _map_distinct(cleaned[column], lambda text: mask(normalize_text(text)))
    cleaned["language"] = _map_distinct(cleaned["text"], guess_language)
    reasons = _map_distinct(cleaned["text"], find_reason)
    cleaned["set_aside"] = cleaned["set_aside"].where(cleaned["set_aside"] != "", reasons)
    return finish(cleaned, INNSPILL)


def find_reason(text: str) -> str:
    """Why a clean text is no answer, in bokmål; "" when it is one."""
    if not text:
        return "tomt svar"
    if _PUNCTUATION.fullmatch(text) or is_nonanswer(text):
        return "ikke svar"
    said = _MASKS.sub("", text)
    if not any(character.isalpha() for character in said):
        return "bare personopplysninger" if said != text else "uten bokstaver"
    return ""


def _map_distinct(texts: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """`change` once for each different text; questions and background repeat, and so do short answers."""
    changed = {text: change(text) for text in texts.unique()}
    return texts.map(changed).astype("str")
