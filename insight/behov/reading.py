"""Statements read word by word: each word with what it is to the grammar of `groups.py`, and the group it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from insight.norsk.wordlists import keep, read_entries

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_AGES = ((12, "barn"), (25, "unge"), (66, ""), (110, "eldre"))
_AGE_WORDS = {"tall-barn": "barn", "tall-ung": "unge", "tall-eldre": "eldre"}
_ENGLISH = frozenset(
    ("the", "and", "my", "with", "was", "am", "have", "we", "would", "could", "our", "this", "from", "can't", "don't")
)
_AFTER_AGE = frozenset(("småord", "verb", "føre", "som", "er", "har"))
_TELLING = frozenset(
    ("jeg", "bare jeg", "min", "slekt", "gammel slekt", "ektefelle", "søsken", "barn-slekt", "hjelpemiddel", "nasjon")
) | frozenset(("norsk", "klasse", "sykdom", "flyttet", "ungdomsskole", "tall-eldre", "tall-ung", "de"))
_N = 3  # letters of a stem's beginning or end by which it is looked up

_Phrase = tuple[tuple[str, ...], str]
_Found = TypeVar("_Found")


class Token(NamedTuple):
    """A word or sign in small letters, its keys in `hvem-ord.txt`, and the group it begins to name.

    `reach` is how many tokens the name of the group has ("lag og foreninger": 3); 0 where it names none.
    """

    word: str
    tags: frozenset[str]
    group: str
    reach: int
    is_sign: bool


def read_tokens(statement: str) -> list[Token]:
    """The tokens of a statement, in order; [] when no word names people, kin or the one who speaks.

    In English text "I" is a person, in Norwegian a preposition.
    """
    words = [word.casefold() for word in _TOKEN.findall(statement)]
    is_english = "I " in statement and not _ENGLISH.isdisjoint(words)
    if not is_english and not any(map(_tells, words)):
        return []
    tokens = list(map(_read_alone, words))
    for at, word in enumerate(words):
        if _begins_phrase(word):
            group, reach = _name_group(words, at)
            tokens[at] = tokens[at]._replace(group=group, reach=reach)
        if is_english and word == "i":
            tokens[at] = tokens[at]._replace(tags=frozenset(("jeg", "bare jeg")))
    return tokens


def find_spans(statement: str) -> list[tuple[int, int]]:
    """Where each token of `read_tokens` stands."""
    return [match.span() for match in _TOKEN.finditer(statement)]


def find_age(tokens: Sequence[Token], at: int, is_sure: bool = False) -> str:
    """The group of the age that stands there (barn to 12, unge 13-25, eldre from 67), "" where it is no age of these.

    A number before a noun is none ("tre mil", "fem språk"), but for "år"; `is_sure`: only a unit after it speaks
    against ("mor på 84 slapp").
    """
    group = _read_number(tokens[at])
    after = tokens[at + 1] if group and at + 1 < len(tokens) else None
    if after is None or after.word == "år":
        return group
    if "enhet" in after.tags:
        return ""
    return group if is_sure or after.is_sign or not after.tags.isdisjoint(_AFTER_AGE) else ""


def _read_number(token: Token) -> str:
    if token.word.isdecimal():
        return next((group for most, group in _AGES if int(token.word[:4]) <= most), "")
    return next((group for tag, group in _AGE_WORDS.items() if tag in token.tags), "")


@keep
def _read_alone(word: str) -> Token:
    """The word as a token, whatever stands beside it."""
    group, reach = _name_group([word], 0)
    return Token(word, _look_up(word)[0], group, reach, not word[0].isalnum())


def _name_group(words: list[str], at: int) -> tuple[str, int]:
    """The group of the best phrase that stands there, and its length; a trap names none."""
    for parts, group in _look_up(words[at])[1]:
        rest = words[at + 1 : at + len(parts)]
        if len(rest) == len(parts) - 1 and all(map(_matches, parts[1:], rest)):
            return group, len(parts) if group else 0
    return "", 0


@keep
def _begins_phrase(word: str) -> bool:
    return any(len(parts) > 1 for parts, _ in _look_up(word)[1])


@keep
def _tells(word: str) -> bool:
    tags, phrases = _look_up(word)
    return bool(phrases) or not tags.isdisjoint(_TELLING)


@keep
def _look_up(word: str) -> tuple[frozenset[str], tuple[_Phrase, ...]]:
    """The keys of a word in `hvem-ord.txt`, and the phrases of `aktoerer.txt` it may begin, the best first."""
    keys = set(_index_keys().find(word))
    wrong = {key.removeprefix("!") for key in keys if key.startswith("!")}
    phrases = sorted(set(_index_phrases().find(word)), key=_rank)
    if age := _read_age_word(word):
        phrases.append(((word,), age))
    return frozenset(keys - wrong), tuple(phrases)


def _rank(phrase: _Phrase) -> tuple[int, bool, bool, int, str]:
    """Most words first, traps before names, whole words before stems, long stems before short."""
    parts, group = phrase
    return -len(parts), group != "", "*" in parts[0], -len(parts[0]), group


def _read_age_word(word: str) -> str:
    """The group of the age in "seksåringen", "15-åringer"; "" for another word."""
    number, is_age, _ = word.partition("åring")
    number = number.rstrip("-")
    if not is_age or not number:
        return ""
    if number.isdecimal():
        return next((group for most, group in _AGES if int(number[:4]) <= most), "")
    entries = read_entries("hvem-ord")
    return next((group for key, group in _AGE_WORDS.items() if number in entries[key]), "")


class _Index(Generic[_Found]):
    """Written words and stems, looked up by the letters they begin or end with."""

    def __init__(self, pairs: Iterable[tuple[str, _Found]]) -> None:
        self._whole: dict[str, list[_Found]] = {}
        self._stems: dict[str, list[tuple[str, _Found]]] = {}
        for part, found in pairs:
            if "*" not in part:
                self._whole.setdefault(part, []).append(found)
                continue
            before, _, after = part.partition("*")
            is_long = len(before) >= _N, len(after) >= _N
            key = f"{before[:_N]}*" if is_long[0] else f"*{after[-_N:]}" if is_long[1] and "*" not in after else ""
            self._stems.setdefault(key, []).append((part, found))

    def find(self, word: str) -> list[_Found]:
        """What was told of the parts that fit the word."""
        stems = [pair for key in (f"{word[:_N]}*", f"*{word[-_N:]}", "") for pair in self._stems.get(key, ())]
        return self._whole.get(word, []) + [found for part, found in stems if _matches(part, word)]


@keep
def _index_keys() -> _Index[str]:
    """The keys of `hvem-ord.txt` by their words; of a trap with "!" before."""
    return _Index(
        (part.removeprefix("!"), f"!{key}" if part.startswith("!") else key)
        for key, parts in read_entries("hvem-ord").items()
        for part in parts
    )


@keep
def _index_phrases() -> _Index[_Phrase]:
    """The phrases of `aktoerer.txt` by their first word; group "" is a trap."""
    phrases = (
        (tuple(phrase.removeprefix("!").casefold().split()), "" if phrase.startswith("!") else group)
        for group, some in read_entries("aktoerer").items()
        for phrase in some
    )
    return _Index((phrase[0][0], phrase) for phrase in phrases)


def _matches(part: str, word: str) -> bool:
    """Whether a word fits a written part, in which `*` stands for any letters, at either end or both."""
    if "*" not in part:
        return part == word
    if part.startswith("*") and part.endswith("*"):
        return part.strip("*") in word
    before, _, after = part.partition("*")
    return len(word) >= len(before) + len(after) and word.startswith(before) and word.endswith(after)
