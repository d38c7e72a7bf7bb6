"""Splitting against the labels: which answers are cut just so, which boundaries, and split and kind together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from insight.evaluation.bootstrap import Estimate, Score, divide, estimate

Span = tuple[int, int]
_OPENS = re.compile(r"(?:[\W_]+|\d{1,2}[.)](?=\s)|[a-eA-E]\)(?=\s)|(?:og|å|men|mæn|and|but)(?![\w-]))*", re.IGNORECASE)
_JOINS_LAST = re.compile(r"(?<!\w)(?:og|å|men|mæn|and|but)\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")

EXACT, PRECISION, RECALL = "svar delt helt riktig", "grenser, presisjon", "grenser, gjenfinning"
BOUNDARIES, STATEMENTS, BOTH = "grenser, F1", "utsagn, F1", "delt og type riktig sammen, F1"


class Comparison(NamedTuple):
    """What one answer adds to the counts.

    `exact` is 1 when every boundary is right. A boundary is where a statement begins after another one; `both` are the
    statements found with the right ends and the right kind.
    """

    answers: int
    exact: int
    boundaries_hit: int
    boundaries_found: int
    boundaries_labelled: int
    statements_hit: int
    statements_found: int
    statements_labelled: int
    both: int


def compare_splits(
    text: str,
    labelled: Sequence[Span],
    found: Sequence[Span],
    labelled_kinds: Sequence[str] = (),
    found_kinds: Sequence[str] = (),
) -> Comparison:
    """How the spans found in an answer agree with the labelled ones.

    Marks, blanks, bullets and joining words (og, men, and, but; å and mæn as people say them) at the edges belong to
    no statement (`find_core`), and a span without a word is none. The kinds are counted where both sides have them.
    """
    right = _find_cores(text, labelled, labelled_kinds)
    told = _find_cores(text, found, found_kinds)
    begun = {start for start, _ in sorted(right)[1:]}
    found_begun = {start for start, _ in sorted(told)[1:]}
    shared = right.keys() & told.keys()
    return Comparison(
        1,
        int(begun == found_begun),
        len(begun & found_begun),
        len(found_begun),
        len(begun),
        len(shared),
        len(told),
        len(right),
        sum(bool(right[core]) and right[core] == told[core] for core in shared),
    )


def find_core(text: str, span: Span) -> Span | None:
    """The span without what stands at its edges and says nothing; None when nothing is left."""
    start, end = span
    start = _OPENS.match(text, start, end).end()  # type: ignore[union-attr]
    while end > start and (last := text[end - 1]):
        if not _WORD.match(last):
            end -= 1
        elif joint := _JOINS_LAST.search(text, max(start, end - 4), end):
            end = joint.start()
        else:
            return start, end
    return None


def score_splits(counts: np.ndarray) -> dict[str, Estimate]:
    """Exact answers, boundaries, statements and both together, with intervals, of `Comparison` rows (answers, 9)."""
    return estimate(counts, SCORES)


def _find_cores(text: str, spans: Sequence[Span], kinds: Sequence[str]) -> dict[Span, str]:
    cores = [find_core(text, span) or _find_words(text, span) for span in spans]
    told = kinds or [""] * len(cores)
    return {core: kind for core, kind in zip(cores, told, strict=True) if core}


def _find_words(text: str, span: Span) -> Span | None:
    """From the first to the last letter or digit: a statement that is only a joining word still is one."""
    places = [match.start() for match in _WORD.finditer(text, *span)]
    return (places[0], places[-1] + 1) if places else None


def _share(part: str, *wholes: str) -> Score:
    """Of a part and one whole the share, of a part and two wholes F1."""
    at, places = Comparison._fields.index(part), [Comparison._fields.index(whole) for whole in wholes]
    return lambda cells: divide(len(places) * cells[..., at], cells[..., places].sum(axis=-1))


SCORES: dict[str, Score] = {
    EXACT: _share("exact", "answers"),
    BOUNDARIES: _share("boundaries_hit", "boundaries_found", "boundaries_labelled"),
    PRECISION: _share("boundaries_hit", "boundaries_found"),
    RECALL: _share("boundaries_hit", "boundaries_labelled"),
    STATEMENTS: _share("statements_hit", "statements_found", "statements_labelled"),
    BOTH: _share("both", "statements_found", "statements_labelled"),
}
