"""Terms: the words of a text as keys that meet across inflection, målform and compounds."""

from __future__ import annotations

from typing import NamedTuple

from insight.norsk.compounds import split_compound
from insight.norsk.lemmas import find_lemma
from insight.norsk.maalform import bridge
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_word_set


class Term(NamedTuple):
    """One word of a text, or one part of a compound, under the key it shares with its kin."""

    key: str  # the lemma after the målform bridge
    word: str  # as written in the text; of a part, the whole compound
    is_part: bool


def find_terms(text: str, language: str = "", *, keep_stop_words: bool = False) -> list[Term]:
    """The terms of `text` in order: for each word its key, then the keys of its parts when it is a compound.

    `language` is the text's own ("nb", "nn", "en", or "" when not known) and decides whose dictionary is asked
    first. Words of one letter are left out, and stop words (`stoppord.txt`) unless asked for.
    """
    return [
        Term(key, word, is_part)
        for word in find_words(text)
        if len(word) > 1
        for key, is_part in _find_keys(word.casefold(), language, keep_stop_words)
    ]


@keep
def _find_keys(word: str, language: str, keep_stop_words: bool) -> tuple[tuple[str, bool], ...]:
    """The keys of a word in small letters, each with whether it is of a part; worked out once a distinct word."""
    key = bridge(find_lemma(word, language)) if language != "en" else find_lemma(word, language)
    if not keep_stop_words and not {word, key}.isdisjoint(read_word_set("stoppord")):
        return ()
    parts = split_compound(word, language) if language != "en" else ()
    return ((key, False), *((bridge(part, begins=n < len(parts)), True) for n, part in enumerate(parts, start=1)))
