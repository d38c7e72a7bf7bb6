"""Phrases of word lists looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


_FanOut = Callable[[str], tuple[list[_Phrase], dict[str, list[_Phrase]]]]
"""For a word the phrases that may begin with it: of one word or with a `*` in the second, and all by the second."""


def phrase_finder(entries: Mapping[str, Iterable[str]]) -> Finder:
    """A function that gives, for each label of `entries`, its phrases as they stand in a text, in order.

    In a phrase `*` stands for any letters (`barn*` is a stem, `*skole*` an inner part of compounds), and words follow
    one another without punctuation between. A phrase that begins with `!` is a trap: where it stands, nothing of that
    label is found (`!eldre bygg`). The longest phrase goes first; phrases of one label never overlap. Labels without
    a hit are left out.
    """
    fan_out = _index(entries)

    def find(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        taken: dict[str, int] = {}
        tokens = _read_tokens(text)
        for at in range(len(tokens)):
            for phrase in _begin_at(fan_out, tokens, at):
                if taken.get(phrase.label, 0) <= at and _stands_at(phrase, tokens, at):
                    taken[phrase.label] = at + len(phrase.words)
                    if not phrase.is_trap:
                        end = tokens[taken[phrase.label] - 1][2]
                        found.setdefault(phrase.label, []).append(text[tokens[at][1] : end])
        return found

    return find


def phrase_tagger(entries: Mapping[str, Iterable[str]]) -> Callable[[str], list[Tagged]]:
    """A function that reads a text from left to right, each piece with the label of its longest phrase, or with "".

    Phrases are written as in `phrase_finder`. No two pieces overlap, whatever their labels; of phrases of as many
    words the one with most letters stands, and of equals the first; whole words before those with `*`.
    """
    fan_out = _index(entries)

    def tag(text: str) -> list[Tagged]:
        tokens = _read_tokens(text)
        tagged: list[Tagged] = []
        at = 0
        while at < len(tokens):
            label, n_words = "", 1
            for phrase in _begin_at(fan_out, tokens, at):
                if _stands_at(phrase, tokens, at):
                    label, n_words = phrase.label, len(phrase.words)
                    break
            tagged.append(Tagged(label, tokens[at][1], tokens[at + n_words - 1][2]))
            at += n_words
        return tagged

    return tag


def _index(entries: Mapping[str, Iterable[str]]) -> _FanOut:
    """A function that gives the phrases that may begin with a word, longest first."""
    phrases = [_read_phrase(label, phrase) for label, group in entries.items() for phrase in group]
    plain: dict[str, list[_Phrase]] = {}
    patterns: dict[str, list[tuple[int, str, _Phrase]]] = {}
    phrases.sort(key=lambda phrase: (-len(phrase.words), -sum(map(len, phrase.words)), not phrase.is_trap))
    for rank, phrase in enumerate(phrases):
        first = phrase.words[0]
        if "*" in first:
            letters = first.split("*")
            patterns.setdefault(letters[0], []).append((rank, max(letters, key=len), phrase))
        else:
            plain.setdefault(first, []).append(phrase)

    @cache
    def fan_out(word: str) -> tuple[list[_Phrase], dict[str, list[_Phrase]]]:
        """Looked up once for each distinct word."""
        alike = (each for length in range(len(word) + 1) for each in patterns.get(word[:length], ()))
        likely = sorted((rank, phrase) for rank, letters, phrase in alike if letters in word)
        begun = [*plain.get(word, ()), *(phrase for _, phrase in likely if _is_word(phrase.words[0], word))]
        by_second: dict[str, list[_Phrase]] = {}
        others: list[_Phrase] = []
        for phrase in begun:
            is_plain = len(phrase.words) > 1 and "*" not in phrase.words[1]
            (by_second.setdefault(phrase.words[1], []) if is_plain else others).append(phrase)
        return _sort(others), {second: _sort([*some, *others]) for second, some in by_second.items()}

    return fan_out


def _sort(phrases: list[_Phrase]) -> list[_Phrase]:
    return sorted(phrases, key=lambda phrase: (-len(phrase.words), not phrase.is_trap))


def _begin_at(fan_out: _FanOut, tokens: Sequence[tuple[str, int, int]], at: int) -> list[_Phrase]:
    """The phrases whose first word stands at `at`, without those whose second word does not follow."""
    others, by_second = fan_out(tokens[at][0])
    return by_second.get(tokens[at + 1][0], others) if by_second and at + 1 < len(tokens) else others


def _stands_at(phrase: _Phrase, tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether the phrase, whose first word is known to be there, stands in whole."""
    if len(phrase.words) == 1:
        return True
    return at + len(phrase.words) <= len(tokens) and all(
        _is_word(part, tokens[at + n][0]) for n, part in enumerate(phrase.words[1:], start=1)
    )


def _read_phrase(label: str, phrase: str) -> _Phrase:
    words = tuple(word for word, _, _ in _read_tokens(phrase.removeprefix("!")))
    return _Phrase(label, words, phrase.startswith("!"))


@lru_cache(maxsize=1024)
def _read_tokens(text: str) -> list[tuple[str, int, int]]:
    """(word in small letters, start, end) of each word and punctuation mark."""
    return [(match[0].casefold(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@cache
def _is_word(part: str, word: str) -> bool:
    return part == word or ("*" in part and _word_pattern(part).fullmatch(word) is not None)


@cache
def _word_pattern(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part).replace(r"\*", r"\w*"))
