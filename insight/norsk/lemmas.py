"""Lemmas: the forms of one word made one, so that "bussen" and "busser" meet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import look_up
from insight.norsk.wordlists import keep

if TYPE_CHECKING:
    from nltk.stem.snowball import SnowballStemmer


@keep
def find_lemma(word: str, language: str = "") -> str:
    """The dictionary form of a word, in small letters; a word nobody knows is given back as it is.

    The text's own målform ("nb", "nn") is asked first, then the other; "en" is asked alone. A compound that no
    dictionary has is inflected as its last part (sykehjemsplassene -> sykehjemsplass), and a genitive loses its -s.
    """
    word = word.casefold()
    lemma = look_up(word, language)
    if lemma is not None or language == "en":
        return lemma or word
    ends = find_boundaries(word)
    if not ends:
        return word
    head = word[ends[-1] :]
    return word[: ends[-1]] + (look_up(head, language) or head)


@keep
def stem(word: str, language: str = "") -> str:
    """What is left of a word nobody knows without its ending, so that its forms meet: a key, never shown to a reader.

    Snowball (Porter 2001, as in nltk), English for "en", else Norwegian.
    """
    return _stemmer("english" if language == "en" else "norwegian").stem(word)


@cache
def _stemmer(language: str) -> SnowballStemmer:
    from nltk.stem.snowball import SnowballStemmer  # half a second: only when an unknown word is met

    return SnowballStemmer(language)
