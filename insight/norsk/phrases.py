"""Phrases of word lists looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[\w*]+(?:[-'’/][\w*]+)*|[^\w\s]")

Finder = Callable[[str], dict[str, list[str]]]


class Tagged(NamedTuple):
    """`text[start:end]` is a phrase with that label, or a word or sign of none ("")."""

    label: str
    start: int
    end: int


class _Phrase(NamedTuple):
    label: str
    words: tuple[str, ...]
    is_trap: bool


def phrase_finder(entries: Mapping[str, Iterable[str]]) -> Finder:
    """A function that gives, for each label of `entries`, its phrases as they stand in a text, in order.

    In a phrase `*` stands for any letters (`barn*` is a stem, `*skole*` an inner part of compounds), and words follow
    one another without punctuation between. A phrase that begins with `!` is a trap: where it stands, nothing of that
    label is found (`!eldre bygg`). The longest phrase goes first; phrases of one label never overlap. Labels without
    a hit are left out.
    """
    begin_with = _index(entries)

    def find(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        taken: dict[str, int] = {}
        tokens = _read_tokens(text)
        for at, (word, start, _) in enumerate(tokens):
            for phrase in begin_with(word):
                if taken.get(phrase.label, 0) <= at and _stands_at(phrase, tokens, at):
                    taken[phrase.label] = at + len(phrase.words)
                    if not phrase.is_trap:
                        end = tokens[taken[phrase.label] - 1][2]
                        found.setdefault(phrase.label, []).append(text[start:end])
        return found

    return find


def phrase_tagger(entries: Mapping[str, Iterable[str]]) -> Callable[[str], list[Tagged]]:
    """A function that reads a text from left to right, each piece with the label of its longest phrase, or with "".

    Phrases are written as in `phrase_finder`. No two pieces overlap, whatever their labels; of phrases of as many
    words the one with most letters stands, and of equals the first; whole words before those with `*`.
    """
    begin_with = _index(entries)

    @cache
    def fan_out(word: str) -> tuple[dict[str, list[_Phrase]], list[_Phrase]]:
        """The phrases that begin with a word, by their second; and those of one word, or whose second has a `*`."""
        by_second: dict[str, list[_Phrase]] = {}
        others: list[_Phrase] = []
        for phrase in begin_with(word):
            is_plain = len(phrase.words) > 1 and "*" not in phrase.words[1]
            (by_second.setdefault(phrase.words[1], []) if is_plain else others).append(phrase)
        return by_second, others

    def tag(text: str) -> list[Tagged]:
        tokens = _read_tokens(text)
        tagged: list[Tagged] = []
        at = 0
        while at < len(tokens):
            word, start, end = tokens[at]
            by_second, others = fan_out(word)
            begun = by_second.get(tokens[at + 1][0], []) if by_second and at + 1 < len(tokens) else []
            fit = [
                next((phrase for phrase in some if _stands_at(phrase, tokens, at)), None) for some in (begun, others)
            ]
            best = max(filter(None, fit), key=lambda phrase: len(phrase.words), default=None)
            n_words = len(best.words) if best else 1
            tagged.append(Tagged(best.label if best else "", start, tokens[at + n_words - 1][2] if best else end))
            at += n_words
        return tagged

    return tag


def _index(entries: Mapping[str, Iterable[str]]) -> Callable[[str], list[_Phrase]]:
    """A function that gives the phrases that may begin with a word, longest first."""
    phrases = [_read_phrase(label, phrase) for label, group in entries.items() for phrase in group]
    plain: dict[str, list[_Phrase]] = {}
    patterns = []
    for phrase in sorted(
        phrases, key=lambda phrase: (-len(phrase.words), -sum(map(len, phrase.words)), not phrase.is_trap)
    ):
        if "*" in phrase.words[0]:
            patterns.append((_word_pattern(phrase.words[0]), phrase))
        else:
            plain.setdefault(phrase.words[0], []).append(phrase)

    @cache
    def begin_with(word: str) -> list[_Phrase]:
        """Looked up once for each distinct word."""
        begun = plain.get(word, []) + [phrase for pattern, phrase in patterns if pattern.fullmatch(word)]
        return sorted(begun, key=lambda phrase: (-len(phrase.words), not phrase.is_trap))

    return begin_with


def _stands_at(phrase: _Phrase, tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether the phrase, whose first word is known to be there, stands in whole."""
    return at + len(phrase.words) <= len(tokens) and all(
        _is_word(part, tokens[at + n][0]) for n, part in enumerate(phrase.words[1:], start=1)
    )


def _read_phrase(label: str, phrase: str) -> _Phrase:
    words = tuple(word for word, _, _ in _read_tokens(phrase.removeprefix("!")))
    return _Phrase(label, words, phrase.startswith("!"))


@lru_cache(maxsize=1024)
def _read_tokens(text: str) -> list[tuple[str, int, int]]:
    """(word in small letters, start, end) of each word and punctuation mark."""
    return [(match.group().casefold(), *match.span()) for match in _TOKEN.finditer(text)]


@cache
def _is_word(part: str, word: str) -> bool:
    return part == word or ("*" in part and _word_pattern(part).fullmatch(word) is not None)


@cache
def _word_pattern(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part).replace(r"\*", r"\w*"))
