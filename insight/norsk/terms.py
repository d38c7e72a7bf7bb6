"""Terms: the words of a text as keys that meet across inflection, målform and compounds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from insight.norsk.compounds import split_compound
from insight.norsk.lemmas import find_lemma, stem
from insight.norsk.lexicon import look_up
from insight.norsk.maalform import bridge
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_word_set

_AS_WRITTEN: Mapping[str, str] = MappingProxyType({})


class Term(NamedTuple):
    """One word of a text, or one part of a compound, under the key it shares with its kin."""

    key: str  # the lemma after the målform bridge; of a word nobody knows, its stem
    word: str  # as written in the text; of a part, the whole compound
    is_part: bool


def find_terms(
    text: str, language: str = "", *, keep_stop_words: bool = False, spelling: Mapping[str, str] = _AS_WRITTEN
) -> list[Term]:
    """The terms of `text` in order: for each word its key, then the keys of its parts when it is a compound.

    `language` is the text's own as `guess_language` tells it, and decides whose dictionary is asked first; the words of
    another language ("annet") are left as they are. Words of one letter are left out, and stop words (`stoppord.txt`)
    unless asked for. `spelling` gives slips the key of the word they stand for (`spelling.match_spelling`).
    """
    return [
        Term(key, word, is_part)
        for word in find_words(text)
        if len(word) > 1
        for key, is_part in _find_keys(spelling.get(word.casefold(), word.casefold()), language, keep_stop_words)
    ]


@keep
def _find_keys(word: str, language: str, keep_stop_words: bool) -> tuple[tuple[str, bool], ...]:
    """The keys of a word in small letters, each with whether it is of a part; worked out once a distinct word."""
    key, parts = _read_word(word, language)
    if not keep_stop_words and not {word, key}.isdisjoint(read_word_set("stoppord")):
        return ()
    return ((key, False), *((bridge(part, begins=n < len(parts)), True) for n, part in enumerate(parts, start=1)))


def _read_word(word: str, language: str) -> tuple[str, tuple[str, ...]]:
    """The key of a word, and the parts it is compounded of."""
    if language == "annet":
        return word, ()
    lemma = find_lemma(word, language)
    key, parts = (lemma, ()) if language == "en" else (bridge(lemma), split_compound(word, language))
    is_unknown = key == word and not parts and look_up(word, language) is None
    return (stem(word, language) if is_unknown else key), parts
