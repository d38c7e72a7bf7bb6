"""Which language an answer is written in: bokmål, nynorsk or English, or too short to tell."""

from __future__ import annotations

from functools import cache

from insight.norsk.tokens import find_words
from insight.norsk.wordlists import read_entries


@cache
def _markers() -> dict[str, tuple[str, ...]]:
    """Each telling word with the languages it tells of; most belong to one, some to bokmål and nynorsk alike."""
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in read_entries("sprakmerker").items():
        for word in words:
            languages[word] = (*languages.get(word, ()), language)
    return languages


def guess_language(text: str) -> str:
    """ "nb", "nn", "en", or "" when the words do not tell.

    Counts words that only one of the languages has (ikke, ikkje, the ...). A text with no such word, or as
    many of one as of another, is left open: three words of bokmål and nynorsk cannot be told apart.
    """
    counts = {"nb": 0, "nn": 0, "en": 0}
    markers = _markers()
    for word in find_words(text):
        for language in markers.get(word.casefold(), ()):
            counts[language] += 1
    best, second = sorted(counts.values(), reverse=True)[:2]
    return next(language for language, n in counts.items() if n == best) if best > second else ""
