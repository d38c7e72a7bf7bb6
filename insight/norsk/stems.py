"""Stems: the forms of one word made one, so that "bussen" and "busser" meet."""

from __future__ import annotations

from functools import cache

from nltk.stem.snowball import SnowballStemmer

from insight.norsk.tokens import find_words
from insight.norsk.wordlists import read_word_set

_STEMMER = SnowballStemmer("norwegian")


def find_stems(text: str) -> list[str]:
    """The stems of the content words of `text`, in order; stop words and single letters left out."""
    return [stem for stem, _ in find_stemmed_words(text)]


def find_stemmed_words(text: str) -> list[tuple[str, str]]:
    """Each content word of `text` as (stem, the word in small letters)."""
    stop_words = read_word_set("stoppord")
    words = (word.casefold() for word in find_words(text))
    return [(_stem(word), word) for word in words if len(word) > 1 and word not in stop_words]


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stem(word))
