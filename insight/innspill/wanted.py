"""An index of values to look for, and where in a text one of them stands, however it is cut or spaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from insight.innspill.compare import to_normal
from insight.innspill.distinct import SHORTEST, TOKEN, Value, judge, split_words, turn_round
from insight.innspill.findings import LIST, Finding, replace, settle

MOST_GROUPS = 6
"""A number of eight or eleven digits is hardly written in more groups; a column of figures is."""
_BETWEEN_DIGITS = re.compile(r"[ .\-/()\u2010-\u2015\u2212]{1,3}| ?-?\n ?")
_BEGINS = re.compile(r"(?:^|[.!?:;\n«»\"])[\s\W]*$")
_PARTICLES = ("van", "von", "de", "der", "af", "el", "al", "bin")
_PLACE_FOLLOWS = re.compile(
    "gate|gata|gt|vei|veien|veg|vegen|plass|plassen|park|parken|skole|skolen|skule|skulen|barnehage|sykehus|sykehjem"
    "|kirke|kyrkje|stiftelse|legat|torg|allé"
)


class Place(NamedTuple):
    """`text[start:end]` is, or holds, one of the values."""

    start: int
    end: int
    type: str


class Wanted:
    """An index of values by their first letters and digits. `unsearched` counts the others, by reason.

    Names of several words are looked for in any case, unless each of them is an everyday word ("Hans Berg"): then
    with capitals only. One word alone is looked for when no dictionary and no list of names or places knows it;
    one that does not look like a surname counts only with a capital inside a sentence, or when it is all there is.
    """

    def __init__(self, values: Iterable[tuple[str, str]], *, judged: bool = True) -> None:
        self.unsearched: Counter[str] = Counter()
        self.n_values = 0
        self._values: dict[str, Value] = {}
        self._lengths: dict[str, list[int]] = {}
        for type_, written in sorted({(type_, to_normal(written).strip()) for type_, written in values}):
            value = judge(type_, written) if judged else Value(type_, tuple(split_words(written)), written)
            if isinstance(value, str):
                self.unsearched[value] += 1
            elif value.words:
                self.n_values += 1
                self._add(value)
                if judged and type_ == "navn" and len(value.words) > 1:
                    self._add(turn_round(value))

    def _add(self, value: Value) -> None:
        whole = "".join(value.words)
        if whole not in self._values or self._values[whole].is_ordinary or self._values[whole].is_literal:
            self._values[whole] = value
            lengths = self._lengths.setdefault(whole[:SHORTEST], [])
            if len(whole) not in lengths:
                lengths.append(len(whole))

    def find(self, text: str) -> list[Place]:
        """Where in a text in normal form a value stands."""
        if not self._values:
            return []
        tokens = _Tokens(text)
        places = []
        for first, start in tokens.each_start():
            for length in self._lengths.get(tokens.joined[start : start + SHORTEST], ()):
                value = self._values.get(tokens.joined[start : start + length])
                last = tokens.find_end(start + length) if value else None
                if value and last is not None and _is_there(value, tokens, first, last, start):
                    places.append(Place(tokens.spans[first][0], tokens.spans[last][1], value.type))
        return places


def mask_known(text: str, wanted: Wanted) -> str:
    """The text with "[type]" for each value that stands in it: in normal form where it is only found there."""
    for form in (text, to_normal(text)):
        if places := wanted.find(form):
            return replace(form, settle(Finding(place.start, place.end, place.type, LIST) for place in places))
    return text


class _Tokens:
    """A text as runs of letters and runs of digits, joined: `starts` are their places in `joined`.

    The rest is worked out when a value may be there, as in few texts.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [word.casefold() for word in TOKEN.findall(text)]
        self.starts = list(accumulate(map(len, self.words), initial=0))[:-1]
        self.joined = "".join(self.words)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in TOKEN.finditer(self.text)]

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {start + len(word): n for n, (start, word) in enumerate(zip(self.starts, self.words, strict=True))}

    def each_start(self) -> Iterator[tuple[int, int]]:
        """Each token and its start; a number with the country's code in front begins twice."""
        for n, start in enumerate(self.starts):
            yield n, start
            word = self.words[n]
            if len(word) == 10 and word.startswith("47"):
                yield n, start + 2
            elif len(word) == 12 and word.startswith("0047"):
                yield n, start + 4

    def find_end(self, end: int) -> int | None:
        """The token that ends here, or ends here but for a genitive's s; None when a word goes on."""
        last = self._ends.get(end)
        if last is None and self.joined[end : end + 1] == "s":
            last = self._ends.get(end + 1)
        return last


def _is_there(value: Value, tokens: _Tokens, first: int, last: int, start: int) -> bool:
    """Whether the words stand as the value has them, or cut or joined as only a machine or a line's end does."""
    if value.is_literal:
        return _squeeze(tokens.text[tokens.spans[first][0] : tokens.spans[last][1]]) == _squeeze(value.written)
    if value.is_ordinary and not all(
        tokens.text[tokens.spans[n][0]].isupper() or tokens.words[n] in _PARTICLES for n in range(first, last + 1)
    ):
        return False
    if value.is_alone and not _is_inside_sentence(tokens, first, last):
        return False
    following = tokens.words[last + 1] if last + 1 < len(tokens.words) else ""
    if value.type == "navn" and tokens.words[last][-1] == "s" and _PLACE_FOLLOWS.fullmatch(following):
        return False
    return _is_cut_alike(value, tokens, first, last, start)


def _is_inside_sentence(tokens: _Tokens, first: int, last: int) -> bool:
    """Whether the word has a capital where ordinary words have none, or is all there is."""
    start = tokens.spans[first][0]
    if last - first + 1 == len(tokens.spans):
        return True
    return tokens.text[start].isupper() and not _BEGINS.search(tokens.text[max(0, start - 10) : start])


def _is_cut_alike(value: Value, tokens: _Tokens, first: int, last: int, start: int) -> bool:
    own, at = set(), 0
    for word in value.words[:-1]:
        at += len(word)
        own.add(at)
    theirs = {tokens.starts[n] - start: n for n in range(first + 1, last + 1)}
    if last - first >= MOST_GROUPS and all(word.isdigit() for word in tokens.words[first : last + 1]):
        return False
    for cut, n in theirs.items():
        between = tokens.text[tokens.spans[n - 1][1] : tokens.spans[n][0]]
        if tokens.words[n - 1].isdigit() and tokens.words[n].isdigit():
            if not _BETWEEN_DIGITS.fullmatch(between):
                return False
        elif cut not in own and (value.is_ordinary or not between.strip(" ")):
            return False
    whole = "".join(value.words)
    return value.may_be_glued or all(
        cut in theirs or (whole[cut - 1].isdigit() and whole[cut].isdigit()) for cut in own
    )


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold().strip("@_.:-")
