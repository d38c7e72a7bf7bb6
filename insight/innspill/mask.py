"""Takes personal data out of texts and leaves a word for what stood there: "Ring [navn], [telefon]"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from insight.innspill.compare import to_normal
from insight.innspill.findings import CONTEXT, PERSON, Finding, replace, settle
from insight.innspill.identifiers import MASKS, find_structured
from insight.innspill.names import find_names_in
from insight.innspill.wanted import Wanted
from insight.processes import share_out
from insight.tables import DOUBTFUL, IDENTIFIERS, KEEP_IT, KEPT, MASK_IT, MASKED

TOKENS = tuple(f"[{type_}]" for type_ in IDENTIFIERS)
MAX_PASSES = 10
"""Taking one thing out can bring another to light; only a text made for it needs more than three passes."""

Decide = Callable[[str, str], str]
"""(type, words) -> what a person has decided of them (`decision` in tables.REVIEWS), or ""."""


def _undecided(type_: str, words: str) -> str:
    return ""


class Mark(NamedTuple):
    """`start` and `end` are places in the masked text: of the token, or of the words where they stand open.

    `words` are what was found; they stay in memory. `status` is one of those in tables.FOUND.
    """

    start: int
    end: int
    type: str
    how: str
    status: str
    words: str


class Masked(NamedTuple):
    """A text without what was found, and everything that was found, in reading order."""

    text: str
    marks: tuple[Mark, ...] = ()


def mask(text: str) -> str:
    """The text with typed tokens for what identifies a person; masking twice changes nothing more.

    What this finds is a beginning: a person reads quotes before they are published.

    >>> mask("Ring Kari Eksempelsen på 900 00 123 eller kari@eksempel.no")
    'Ring [navn] på [telefon] eller [e-post]'
    """
    return mask_all([text])[0]


def mask_all(texts: Sequence[str]) -> list[str]:
    """`mask` of many texts at once, which takes a fraction of the time; each is masked as if it were alone."""
    return [each.text for each in mask_texts(texts)]


def mask_texts(texts: Sequence[str], decide: Decide = _undecided) -> list[Masked]:
    """Each text masked as if it were alone, with what was found in it; what is written twice is looked through once."""
    distinct = list(dict.fromkeys(texts))
    masked = dict(zip(distinct, _repeat([Masked(text) for text in distinct], find_identifiers_in, decide), strict=True))
    return [masked[text] for text in texts]


def mask_together(
    texts: Sequence[str], known: Iterable[tuple[str, str]] = (), decide: Decide = _undecided
) -> list[Masked]:
    """Each text masked, also of what was found in the others or is `known`, as (type, words).

    Only what can be told from ordinary words is looked for in the other texts (`wanted.Wanted`, which the finished
    files are searched with too): "Brattlien" that was surely a name once, but not "Berg".
    """
    masked = mask_texts(texts, decide)
    marks = [mark for each in masked for mark in each.marks if mark.status == MASKED]
    told = {(mark.type, mark.words) for mark in marks}
    wanted = Wanted([*told, *(pair for pair in set(known) - told if decide(*pair) != KEEP_IT)])

    def find(texts: Sequence[str]) -> list[list[Finding]]:
        return [
            settle([*_find_wanted(text, wanted), *findings])
            for text, findings in zip(texts, find_identifiers_in(texts), strict=True)
        ]

    def mask_again(left: dict[int, Masked]) -> None:
        for place, each in zip(left, _repeat(list(left.values()), find, decide), strict=True):
            masked[place] = each

    mask_again({place: each for place, each in enumerate(masked) if wanted.find(each.text)})
    plain = [to_normal(each.text) for each in masked]
    changed = (place for place, each in enumerate(masked) if plain[place] != each.text)
    mask_again({place: Masked(plain[place]) for place in changed if wanted.find(plain[place])})
    return masked


def find_identifiers(text: str) -> list[Finding]:
    """What identifies or may identify a person, in reading order and without overlaps; masks are no part of it."""
    return find_identifiers_in([text])[0]


def find_identifiers_in(texts: Sequence[str]) -> list[list[Finding]]:
    """`find_identifiers` of many texts at once; each text is judged alone, so many are shared among processes."""
    return share_out(_find_alone, texts)


def _find_alone(texts: Sequence[str]) -> list[list[Finding]]:
    pairs = zip(texts, find_names_in(texts), strict=True)
    return [settle([*find_structured(text), *names]) for text, names in pairs]


def count_masks(texts: Iterable[str]) -> dict[str, int]:
    """How many tokens of each type stand in the texts, every type counted, also with 0."""
    found = Counter(token for text in texts for token in MASKS.findall(text))
    return {token: found[token] for token in TOKENS}


def _find_wanted(text: str, wanted: Wanted) -> list[Finding]:
    return [Finding(place.start, place.end, place.type, CONTEXT) for place in wanted.find(text)]


def _repeat(masked: list[Masked], find: Callable[[Sequence[str]], list[list[Finding]]], decide: Decide) -> list[Masked]:
    """Masks until nothing more is found; only the texts that changed are looked through again."""
    masked = list(masked)
    pending: Sequence[int] = range(len(masked))
    for _ in range(MAX_PASSES):
        found = find([masked[place].text for place in pending])
        changed = []
        for place, findings in zip(pending, found, strict=True):
            each = _mask_once(masked[place], findings, decide)
            if each.text != masked[place].text:
                changed.append(place)
            masked[place] = each
        pending = changed
        if not pending:
            break
    return masked


def _mask_once(masked: Masked, findings: Sequence[Finding], decide: Decide) -> Masked:
    """The marks of earlier passes move with the text; what stands open is found again in each pass."""
    if not findings and not masked.marks:
        return masked
    text = masked.text
    decided = [_decide(finding, text[finding.start : finding.end], decide) for finding in findings]
    hidden = [finding for finding, status in decided if status == MASKED]
    ends = [finding.end for finding in hidden]
    shifts = [0, *accumulate(len(finding.type) + 2 - (finding.end - finding.start) for finding in hidden)]

    def move(place: int) -> int:
        return place + shifts[bisect_right(ends, place)]

    marks = [
        mark._replace(start=move(mark.start), end=move(mark.end)) for mark in masked.marks if mark.status == MASKED
    ]
    for finding, status in decided:
        words = text[finding.start : finding.end]
        marks.append(Mark(move(finding.start), move(finding.end), finding.type, finding.how, status, words))
    return Masked(replace(text, hidden), tuple(sorted(marks)))


def _decide(finding: Finding, words: str, decide: Decide) -> tuple[Finding, str]:
    decision = decide(finding.type, words)
    if decision == KEEP_IT:
        return finding, KEPT
    if decision == MASK_IT and not finding.sure:
        return finding._replace(how=PERSON, sure=True), MASKED
    return finding, MASKED if finding.sure else DOUBTFUL
