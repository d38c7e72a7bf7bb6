"""Answers cut into statements: lines, sentences, and hinge words where a need and a measure meet."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from insight.behov.recognize import Recognition
from insight.norsk.tokens import find_sentences, find_words

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪]+\s+|[-–•·▪](?=\w)|\(?\d{1,2}[.)]\s+|[a-e]\)\s+)?")
_SEMICOLON = re.compile(r";\s*")
_REASON = "fordi|siden|sidan|for at|slik at|sånn at|så at|så|for å|because|so that"
_HINGE = re.compile(rf"(?<=[\w,)\]])\s+(?=(?:{_REASON}|ellers|elles|uten at|utan at|derfor|difor)\s)", re.IGNORECASE)
_JOIN = re.compile(r"\s*,?\s+(?:men|og|but|and)\s+|,\s+", re.IGNORECASE)
_OPENS_REASON = re.compile(rf"(?:{_REASON})\s", re.IGNORECASE)
_BUT = re.compile(r"(?:men|but)", re.IGNORECASE)
_EDGES = " \t,;"


def split_statements(text: str, recognize: Callable[[str], Recognition]) -> list[Span]:
    """Where each statement of `text` begins and ends (`text[start:end]`, in order, without overlap).

    Line breaks, bullets, sentence ends and semicolons always cut. A hinge word (fordi, så, for å, slik at, ellers
    ...) cuts a measure from the need it answers (annotation guide: unit); "og" or a comma cuts only where both sides
    are surely heard and of different kinds, so "lys og brøyting på skoleveien" stays one. "men" cuts between two
    clauses of some length. The hinge word goes with the clause it opens; only punctuation, bullets and joining words
    stand between statements.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start() + _BULLET.match(line.group()).end()  # type: ignore[union-attr]
        for begin, end in find_sentences(text[start : line.end()]):
            for part in _cut_semicolons(text, (start + begin, start + end)):
                spans += _cut_hinges(text, part, recognize)
    return [span for span in (_trim(text, span) for span in spans) if re.search(r"\w", text[slice(*span)])]


def _cut_semicolons(text: str, span: Span) -> list[Span]:
    cuts = [match.span() for match in _SEMICOLON.finditer(text, *span)]
    return _between(span, cuts)


def _cut_hinges(text: str, span: Span, recognize: Callable[[str], Recognition]) -> list[Span]:
    candidates = [match.span() for match in _HINGE.finditer(text, *span)]
    candidates += [match.span() for match in _JOIN.finditer(text, *span)]
    cuts: list[Span] = []
    start = span[0]
    for cut in sorted(set(candidates)):
        if cut[0] > start and _is_turn(text[start : cut[0]], text[slice(*cut)], text[cut[1] : span[1]], recognize):
            cuts.append(cut)
            start = cut[1]
    return _between(span, cuts)


def _is_turn(left: str, joint: str, right: str, recognize: Callable[[str], Recognition]) -> bool:
    """Whether the sentence turns from one kind of statement to another between `left` and `right`."""
    shortest = min(len(find_words(left)), len(find_words(right)))
    if _BUT.search(joint) and shortest >= 3:
        return True
    before, after = recognize(left), recognize(right)
    if _OPENS_REASON.match(right) and before.kind == "løsning" and after.kind == "behov":
        return shortest >= 1
    is_heard = bool(before.cue and after.cue) and before.sure == after.sure == "sikker"
    return is_heard and before.kind != after.kind and shortest >= 2


def _between(span: Span, cuts: list[Span]) -> list[Span]:
    edges = [(span[0], span[0]), *cuts, (span[1], span[1])]
    return [(left[1], right[0]) for left, right in pairwise(edges)]


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
