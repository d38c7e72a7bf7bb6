"""Names of people in running text: a tagger's scores, and the lists and the words around them that move its limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from insight.innspill.findings import CONTEXT, LIST, MODEL, Finding
from insight.innspill.name_context import (
    ENDS,
    capital_everyday_names,
    is_everyday_name,
    is_first_name,
    is_known_name,
    is_no_part,
    is_no_person,
    is_place,
    is_pointed_out,
    is_told_as_person,
    stands_as_place,
)
from insight.innspill.name_features import ACCENTS, Token, find_forms, find_tokens
from insight.innspill.tagger import score_tokens
from insight.norsk.lexicon import is_known

TYPE = "navn"
SURE = {MODEL: -9, LIST: -20, CONTEXT: -40}
"""The score above which a word is masked, by what points it out; a lower one needs the weaker word of the tagger."""
PLACE, BY_ITSELF, EVERYDAY = 10, 60, 40
"""The same, unless something points it out, for a known place, for a word that stands where places do, and for what may
be everyday speech: some first names, words that begin a sentence, small letters on no list, and towers of accents.
Within a sentence everyday words have no capital, so that a first name that is one needs no more than a place does."""
DOUBTFUL = -25
"""The score above which a word is for a person to look at."""
_LOWEST = min(DOUBTFUL, *SURE.values())


class _Span(NamedTuple):
    first: int  # numbers of the tokens
    last: int
    sure: bool
    how: str


def find_names(text: str) -> list[Finding]:
    """The names of people in one text, in order: those to mask are sure, the others for a person to look at.

    A genitive's -s goes with the name; titles and words of kin stay, and so do names of places, schools, streets and
    firms, even when they are called after people. Masks are never part of a name.

    >>> [(finding.start, finding.end, finding.sure) for finding in find_names("Rektor Hansen og Karis mor")]
    [(7, 13, True), (17, 22, True)]
    """
    return find_names_in([text])[0]


def find_names_in(texts: Sequence[str]) -> list[list[Finding]]:
    """`find_names` of many texts at once, which takes a tenth of the time; each text is judged alone."""
    forms = [find_forms(text) for text in texts]
    return [_find_in_text(*each) for each in zip(texts, forms, score_tokens(forms), strict=True)]


def _find_in_text(text: str, forms: list[str], scores: np.ndarray) -> list[Finding]:
    likely = np.flatnonzero(scores[:, 0] > _LOWEST).tolist()
    is_everyday = not capital_everyday_names().isdisjoint(forms)
    if not likely and not is_everyday:
        return []
    tokens = find_tokens(text)
    judged = {place: _judge(tokens, place, int(scores[place, 0])) for place in likely}
    if is_everyday:
        judged |= {place: _Judgement(CONTEXT, 2) for place in range(len(tokens)) if is_told_as_person(tokens, place)}
        likely = sorted(judged)
    findings = []
    for first, last in _find_runs(likely, judged, scores):
        span = _trim(tokens, first, last, judged)
        if span is not None:
            start, end = tokens[span.first].start, tokens[span.last].end
            findings.append(Finding(start, end + _has_apostrophe(text, start, end), TYPE, span.how, span.sure))
    return findings


def _has_apostrophe(text: str, start: int, end: int) -> bool:
    """Whether the genitive of a name in -s goes on: "Jonas' bok"; not where 'Jonas' is quoted."""
    is_closing = text[end : end + 1] in ("'", "’") and not text[end + 1 : end + 2].strip()
    return is_closing and text[end - 1] in "sxz" and text[start - 1 : start] not in ("'", "’")


class _Judgement(NamedTuple):
    how: str
    level: int  # 2 to mask, 1 to look at, 0 nothing


def _judge(tokens: list[Token], place: int, score: int) -> _Judgement:
    form = tokens[place].form
    if (form[0] == "[" and len(form) > 1) or any(map(str.isdigit, form)):
        return _Judgement(MODEL, 0)
    how, small = MODEL, form.casefold()
    if form[0].isalpha():
        if is_pointed_out(tokens, place):
            how = CONTEXT
        elif is_known_name(small):
            how = LIST
    limit = SURE[how] if form[0].isupper() else SURE[MODEL]
    if how != CONTEXT:
        limit = max(limit, _find_doubt(tokens, place))
    return _Judgement(how, 2 if score > limit else 1 if score > DOUBTFUL else 0)


def _find_doubt(tokens: list[Token], place: int) -> int:
    """The limit for a word that nothing points out: everyday words and places need more."""
    form = tokens[place].form
    small = form.casefold()
    if is_everyday_name(small) and _has_needless_capital(tokens, place):
        return PLACE
    if is_everyday_name(small) or (form == small and not is_known_name(small)) or ACCENTS.search(form):
        return EVERYDAY
    if is_first_name(small):
        return SURE[LIST]
    if is_known(small) and (not place or tokens[place - 1].form in ENDS):
        return EVERYDAY  # where sentences begin, everything has a capital
    return BY_ITSELF if stands_as_place(tokens, place) else PLACE if is_place(small) else SURE[LIST]


def _has_needless_capital(tokens: list[Token], place: int) -> bool:
    """Whether a word has a capital after one of small letters, and does not stand where places do."""
    before = tokens[place - 1].form if place else ""
    is_within = before.isalpha() and before.islower()
    return is_within and tokens[place].form[0].isupper() and not stands_as_place(tokens, place)


def _find_runs(likely: list[int], judged: dict[int, _Judgement], scores: np.ndarray) -> list[tuple[int, int]]:
    """First and last token of each name, masked or to look at."""
    runs: list[tuple[int, int]] = []
    for place in likely:
        if not judged[place].level:
            continue
        if runs and runs[-1][1] == place - 1 and scores[place, 1] <= 0:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _trim(tokens: list[Token], first: int, last: int, judged: dict[int, _Judgement]) -> _Span | None:
    """The run without signs at its ends; None for what is no name after all."""
    while first <= last and (not tokens[first].form[0].isalpha() or is_no_part(tokens, first, last)):
        first += 1
    while last > first and not tokens[last].form[0].isalpha():
        if tokens[last].form == "." and len(tokens[last - 1].form) == 1 and tokens[last - 1].form.isupper():
            break
        last -= 1
    words = [place for place in range(first, last + 1) if not _is_bare_letter(tokens, place)]
    if not words or is_no_person(tokens, first, last):
        return None
    best = max((judged[place] for place in words), key=lambda each: each.level)
    return _Span(first, last, best.level == 2, best.how)


def _is_bare_letter(tokens: list[Token], place: int) -> bool:
    """A letter is an initial with a stop after it only ("K. Nordmann"); signs are no words either."""
    after = tokens[place + 1].form if place + 1 < len(tokens) else ""
    return len(tokens[place].form) == 1 and not (tokens[place].form.isalpha() and after == ".")
