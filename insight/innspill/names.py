"""Names of people in running text: a tagger's scores, and the lists and the words around them that move its limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from insight.innspill.findings import CONTEXT, LIST, MODEL, Finding
from insight.innspill.name_features import ACCENTS, BEFORE, Token, find_forms, find_tokens
from insight.innspill.tagger import score_tokens
from insight.norsk.lexicon import is_known
from insight.norsk.wordlists import keep, read_entries, read_folded, read_words

TYPE = "navn"
SURE = {MODEL: -9, LIST: -20, CONTEXT: -40}
"""The score above which a word is masked, by what points it out; a lower one needs the weaker word of the tagger."""
PLACE, BY_ITSELF, EVERYDAY = 10, 60, 40
"""The same, unless something points it out, for a known place, for a word that stands where places do, and for what may
be everyday speech: some first names, words that begin a sentence, small letters on no list, and towers of accents."""
DOUBTFUL = -25
"""The score above which a word is for a person to look at."""
_LOWEST = min(DOUBTFUL, *SURE.values())
_LOOK_BACK = 4

_ENDS = frozenset(".!?…\n")
_SIGNS_BETWEEN = frozenset(":,(/-–\"«'.\n")
_INSTITUTION = re.compile(
    r".+(?:(?:kommune|skole|skule|barnehage|kirke|kyrkje|tjeneste|teneste|avdeling|forening|klubb)(?:n|a|en|et|r|s)?"
    r"|(?:sykehus|sykehjem|sentral|senter|kontor|råd|vakt|etat|bibliotek|direktorat)(?:et|en|a|s)?"
    r"|departementet?"
    r"|gate|gata|gaten|vei|veien|veg|vegen|allé|heimen|hjemmet|huset|laget|verket|fjorden|elva|vannet|vatnet|banken"
    r"|fylket|dag)"
)


class _Span(NamedTuple):
    first: int  # numbers of the tokens
    last: int
    sure: bool
    how: str


@keep
def _known_names() -> frozenset[str]:
    """First names and surnames in small letters, but those that are everyday words as well."""
    surnames = (name.casefold() for name in read_words("etternavn"))
    names = _first_names().union(name for name in surnames if name.endswith("sen") or not is_known(name))
    return frozenset(names - _everyday_names() - _never_names())


@keep
def _everyday_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_words("fornavn-ord"))


@keep
def _never_names() -> frozenset[str]:
    return frozenset(word.casefold() for word in read_words("ikke-navn"))


@keep
def _first_names() -> frozenset[str]:
    return read_folded("fornavn", "fornavn-flere")


@keep
def _places() -> frozenset[str]:
    return frozenset(place.casefold() for place in read_words("steder"))


@keep
def _titles() -> frozenset[str]:
    return frozenset(read_entries("foran-navn")["tittel"])


@keep
def _words_before() -> frozenset[str]:
    entries = read_entries("foran-navn")
    return frozenset(word for key in BEFORE for word in entries[key])


@keep
def _greetings() -> frozenset[str]:
    return frozenset(read_entries("foran-navn")["hilsen"])


@keep
def _words_between() -> frozenset[str]:
    return _SIGNS_BETWEEN.union(read_entries("foran-navn")["mellom"])


@keep
def _words_after_places() -> frozenset[str]:
    return frozenset(read_entries("foran-navn")["sted"])


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
    scores = score_tokens([find_forms(text) for text in texts])
    return [_find_in_text(*pair) for pair in zip(texts, scores, strict=True)]


def _find_in_text(text: str, scores: np.ndarray) -> list[Finding]:
    likely = np.flatnonzero(scores[:, 0] > _LOWEST).tolist()
    if not likely:
        return []
    tokens = find_tokens(text)
    judged = {place: _judge(tokens, place, int(scores[place, 0])) for place in likely}
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
    if form[0] == "[" and len(form) > 1:
        return _Judgement(MODEL, 0)
    how = MODEL
    if form[0].isalpha():
        if _is_pointed_out(tokens, place):
            how = CONTEXT
        elif _is_known(form.casefold()):
            how = LIST
    limit = SURE[how] if form[0].isupper() else SURE[MODEL]
    if how != CONTEXT:
        limit = max(limit, _find_doubt(tokens, place))
    return _Judgement(how, 2 if score > limit else 1 if score > DOUBTFUL else 0)


def _find_doubt(tokens: list[Token], place: int) -> int:
    """The limit for a word that nothing points out: everyday words and places need more."""
    form = tokens[place].form
    small = form.casefold()
    if small in _everyday_names() or (form == small and not _is_known(small)) or ACCENTS.search(form):
        return EVERYDAY
    if _is_first_name(small):
        return SURE[LIST]
    if is_known(small) and (not place or tokens[place - 1].form in _ENDS):
        return EVERYDAY  # where sentences begin, everything has a capital
    return BY_ITSELF if _stands_as_place(tokens, place) else PLACE if _is_place(small) else SURE[LIST]


def _is_known(small: str) -> bool:
    known = _known_names()
    return small in known or small.partition("-")[0] in known or (small.endswith("s") and small[:-1] in known)


def _is_first_name(small: str) -> bool:
    return small in _first_names() or (small.endswith("s") and small[:-1] in _first_names())


def _is_place(small: str) -> bool:
    return small in _places() or (small.endswith("s") and small[:-1] in _places())


def _stands_as_place(tokens: list[Token], place: int) -> bool:
    """Whether a word is all of the text, or stands after "på", "Øvre" or "bussen fra"."""
    before = tokens[place - 1].form.casefold() if place else ""
    words = read_entries("foran-navn")
    if before in words["til"]:
        return any(token.form.casefold() in words["ferd"] for token in tokens[max(0, place - 5) : place])
    return before in words["i"] or len(tokens) == 1


def _is_pointed_out(tokens: list[Token], place: int) -> bool:
    """Whether a word that names come after ("hilsen", "rektor", "naboen min") stands close before.

    Over a stop or the end of a line only an abbreviation ("dr.") or a greeting points.
    """
    is_over_end = False
    for back in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
        small = tokens[back].form.casefold()
        if small in _words_before() or (small == "v" and tokens[back + 1].form == "/"):
            return not is_over_end or len(small) < 4 or small in _greetings()
        if small not in _words_between():
            return False
        is_over_end |= small in ".\n"
    return False


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
    while first <= last and (not tokens[first].form[0].isalpha() or _is_no_part(tokens[first].form.casefold())):
        first += 1
    while last > first and not tokens[last].form[0].isalpha():
        if tokens[last].form == "." and len(tokens[last - 1].form) == 1 and tokens[last - 1].form.isupper():
            break
        last -= 1
    if first > last or _is_no_person(tokens, first, last):
        return None
    words = (place for place in range(first, last + 1) if not _is_bare_letter(tokens, place))
    best = max((judged[place] for place in words), key=lambda each: each.level)
    return _Span(first, last, best.level == 2, best.how)


def _is_bare_letter(tokens: list[Token], place: int) -> bool:
    """A letter is an initial with a stop after it only ("K. Nordmann"); signs are no words either."""
    after = tokens[place + 1].form if place + 1 < len(tokens) else ""
    return len(tokens[place].form) == 1 and not (tokens[place].form.isalpha() and after == ".")


def _is_no_part(small: str) -> bool:
    return (small in _titles() or small in _never_names()) and not _is_known(small)


def _is_no_person(tokens: list[Token], first: int, last: int) -> bool:
    words = [tokens[place].form.casefold() for place in range(first, last + 1) if not _is_bare_letter(tokens, place)]
    if last + 1 < len(tokens) and tokens[last + 1].form.casefold() in _words_after_places():
        return True
    if all(word in _never_names() for word in words):
        return True
    return len(words) == 1 and not _is_known(words[0]) and _INSTITUTION.fullmatch(words[0]) is not None
