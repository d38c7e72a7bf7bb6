"""Words and sentences of a text, without any download."""

from __future__ import annotations

import re

from insight.norsk.wordlists import read_word_set

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
MASK = re.compile(r"\[[a-zæøå-]+\]")

_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_END = re.compile(r"[.!?…]+[\"'”»)\]]*(?=\s)")


def find_words(text: str) -> list[str]:
    """The words of `text` as written: letters with inner hyphens and apostrophes. Masks are no words."""
    return WORD.findall(MASK.sub(" ", text))


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of one line of text begins and ends (`text[start:end]`), blanks left out.

    A full stop after a known abbreviation, a date or ordinal ("17. mai") or before a small letter ends nothing,
    except that people who write without capitals still mean an end by "!" and "?".
    """
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]
    starts = [0, *ends]
    spans = []
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((begin, begin + len(piece.strip())))
    return spans


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match.group().startswith("..") or not match.group().startswith("."):
        return True
    before, after = text[max(0, match.start() - 12) : match.start() + 1], text[match.end() :].lstrip()
    if re.split(r"[\s(]", before)[-1].removesuffix(".").casefold() in read_word_set("forkortelser"):
        return False
    is_ordinal = _ORDINAL.search(before) is not None
    return not (is_ordinal and after[:1].islower())
