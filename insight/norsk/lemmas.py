"""Lemmas: the forms of one word made one, so that "bussen" and "busser" meet."""

from __future__ import annotations

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import look_up
from insight.norsk.wordlists import keep


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
