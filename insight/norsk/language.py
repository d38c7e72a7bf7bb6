"""Which language an answer is written in: bokmål, nynorsk, English or another, or too short to tell."""

from __future__ import annotations

import re

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_known, look_up
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_entries

# Tried on single sentences of news and encyclopedia; weights half as large or double did about as well.
_LISTED = 3.0  # a word on the list
_ENDING = 2.0  # an ending that only one målform has
_FORM = 1.0  # a form only one målform has, of a word that both have (husene, husa)
_WORD = 0.5  # a word only one of the dictionaries has, which may be by chance
_MARGIN = 0.5  # how far the first must be ahead of the second
_LONG, _ENOUGH, _KNOWN = 4, 4, 1 / 3  # of four words of four letters or more, a third must be known to someone

_ENDINGS = {
    "nn": re.compile(
        r"(..leg|..lege|..leik|..leiken|...heit|...heita|...heiter|..arar|..arane|..ande|..aste|..ingar)$"
    ),
    "nb": re.compile(r"(..lig|..lige|...het|...heten|...heter|..erne|..ende|..este|..inger)$"),
}


def guess_language(text: str) -> str:
    """ "nb", "nn", "en", "annet" for a language nobody here knows, or "" when the words do not tell.

    Words and endings that one language has and the others lack are weighed (ikke, ikkje, the; -lig, -leg), and words
    only one of the målform dictionaries has. A text where no language is clearly ahead is left open: three words of
    bokmål and nynorsk cannot be told apart. Where no dictionary has even a third of the longer words, the text is in
    another language: small words alike (de, per, en, la) would else make Catalan into bokmål. Danish and Swedish share
    so many words with bokmål that they are mostly taken for it.
    """
    words = find_words(text)
    if _is_foreign(words):
        return "annet"
    weights = {"nb": 0.0, "nn": 0.0, "en": 0.0}
    for word in words:
        for language, weight in _weigh(word.casefold()).items():
            weights[language] += weight
    second, best = sorted(weights, key=lambda language: weights[language])[1:]
    return best if weights[best] - weights[second] >= _MARGIN else ""


def _is_foreign(words: list[str]) -> bool:
    long = [word.casefold() for word in words if len(word) >= _LONG and not word[0].isupper()]
    if len(long) < _ENOUGH or sum(map(_is_norwegian, long)) >= _KNOWN * len(long):
        return False
    return sum(is_known(word, "en") for word in long) < _KNOWN * len(long)


def _is_norwegian(word: str) -> bool:
    return look_up(word) is not None or bool(find_boundaries(word))


@keep
def _weigh(word: str) -> dict[str, float]:
    """What a word says of the language: language -> weight."""
    listed = [language for language, words in _markers().items() if word in words]
    if listed:
        return dict.fromkeys(listed, _LISTED)
    weights = {language: _ENDING for language, pattern in _ENDINGS.items() if pattern.search(word)}
    knowing = [name for name in ("nb", "nn") if is_known(word, name)]
    if len(knowing) == 1 and len(word) > 2:
        [language] = knowing
        is_shared = is_known(look_up(word, language) or "", "nn" if language == "nb" else "nb")
        weights[language] = weights.get(language, 0.0) + (_FORM if is_shared else _WORD)
    return weights


@keep
def _markers() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in read_entries("sprakmerker").items()}
