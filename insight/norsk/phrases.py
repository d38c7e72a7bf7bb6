"""Phrases of word lists looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[\w*]+(?:[-'’/][\w*]+)*|[^\w\s]")

Finder = Callable[[str], dict[str, list[str]]]


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
        """The phrases whose first word this is, longest first; looked up once for each distinct word."""
        begun = plain.get(word, []) + [phrase for pattern, phrase in patterns if pattern.fullmatch(word)]
        return sorted(begun, key=lambda phrase: (-len(phrase.words), not phrase.is_trap))

    def find(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        taken: dict[str, int] = {}
        tokens = _read_tokens(text)
        for at, (word, start, _) in enumerate(tokens):
            for phrase in begin_with(word):
                end = at + len(phrase.words)
                if taken.get(phrase.label, 0) > at or end > len(tokens):
                    continue
                if all(_is_word(part, tokens[at + n][0]) for n, part in enumerate(phrase.words[1:], start=1)):
                    taken[phrase.label] = end
                    if not phrase.is_trap:
                        found.setdefault(phrase.label, []).append(text[start : tokens[end - 1][2]])
        return found

    return find


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
