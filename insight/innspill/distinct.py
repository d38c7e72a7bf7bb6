"""Which values can be told from ordinary text, and how strictly each must be alike."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from insight.norsk.compounds import split_compound
from insight.norsk.lexicon import is_known
from insight.norsk.wordlists import keep, read_folded

TOO_SHORT = "færre enn fem bokstaver og sifre"
ORDINARY = "kan ikke skilles fra vanlige ord, steder, fornavn alene eller nettsteder"
A_NUMBER = "kan ikke skilles fra andre tall"
SHORTEST, LONG, LONG_NUMBER = 5, 8, 8
TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PLACE = re.compile(
    r".{2,}(?:vik|vika|bygd|bygda|li|lia|ås|åsen|dal|dalen|nes|neset|stad|heim|berg|berget|haug|haugen|bakk|bakken|bakke"
    r"|moen|land|lund|rud|set|seter|sund|sundet|voll|vollen|fjell|fjellet|strand|stranda|tun|tunet|hagen|by|side|sida"
    r"|jord|jordet|myr|myra|øy|øya|vann|vannet|vatn|vatnet|holm|holmen|skog|skogen|gård|gard|eng|enga|elva|fjord|fjorden)"
)
_PATRONYMIC = re.compile(r".{3,}(?:sen|son|datter|dotter)")


class Value(NamedTuple):
    """One value to look for: its type, its words, and how strictly the text must be alike."""

    type: str
    words: tuple[str, ...]
    written: str
    is_ordinary: bool = False
    is_literal: bool = False
    is_alone: bool = False
    may_be_glued: bool = False


def split_words(text: str) -> list[str]:
    """The words and numbers of a text in normal form, folded."""
    return [word.casefold() for word in TOKEN.findall(text)]


def judge(type_: str, written: str) -> Value | str:
    """The value as it is looked for, or why it is not."""
    words = split_words(written)
    whole = "".join(words)
    if type_ == "telefon" and whole.isdigit():
        whole = re.sub(r"^(?:0047|47)(?=\d{8}$)", "", whole)
        words = [whole]
    if len(whole) < SHORTEST:
        return TOO_SHORT
    if whole.isdigit():
        return _judge_number(type_, words, written)
    if type_ == "nettadresse":
        return Value(type_, tuple(words), written) if re.search(r"\w/\w", written) else ORDINARY
    if type_ == "brukernavn":
        handle = written.rpartition("@")[2].rpartition(" ")[2].strip(":")
        is_word = handle.isalpha() and _is_listed(handle.casefold())
        parts = tuple(split_words(handle))
        return ORDINARY if is_word or len("".join(parts)) < SHORTEST else Value(type_, parts, handle, is_literal=True)
    if type_ == "navn":
        return _judge_name(words, written)
    return Value(type_, tuple(words), written, may_be_glued=any(map(str.isdigit, whole)) and len(whole) >= LONG)


def _judge_number(type_: str, words: list[str], written: str) -> Value | str:
    if len("".join(words)) >= LONG_NUMBER:
        return Value(type_, tuple(words), written)
    has_form = re.search(r"\d[^\w\s,]\d", written)
    return Value(type_, tuple(words), written, is_literal=True) if has_form else A_NUMBER


def _judge_name(words: list[str], written: str) -> Value | str:
    full = [word for word in words if len(word) > 1]
    if len(full) < 2:
        if not full or len(full[0]) < SHORTEST or _is_listed(full[0]):
            return ORDINARY
        return Value("navn", tuple(words), written, is_alone=not _is_surname(full[0]))
    if all(_is_listed(word) and word not in _first_names() and not _is_surname(word) for word in full):
        return ORDINARY
    is_glued = not all(map(_is_listed, full)) and sum(map(len, words)) >= LONG
    return Value("navn", tuple(words), written, all(map(_is_everyday, full)), may_be_glued=is_glued)


def turn_round(name: Value) -> Value:
    """The name as lists have it: "Eksempelsen, Kari"."""
    *first, last = name.words
    return Value(name.type, (last, *first), f"{last}, {' '.join(first)}", is_literal=True)


def is_full_name(text: str) -> bool:
    """Whether a first name stands before a surname, or a word no dictionary has: "svar kari eksempelsen"."""
    first = _first_names() - _everyday_names() - _others()
    return any(
        one in first and (_is_surname(other) or _is_strange(other)) for one, other in pairwise(split_words(text))
    )


def _is_strange(word: str) -> bool:
    is_long = len(word) > 2 and word.isalpha()
    return is_long and not (word in _others() or is_known(word, "nb", "nn", "en") or split_compound(word))


def _is_listed(word: str) -> bool:
    """Whether a dictionary or a list has the word, it is made of such words, or it may be a place by its ending."""
    return word in _first_names() or word in _others() or _is_word(word)


def _is_everyday(word: str) -> bool:
    """Whether the word is one people use of other things than persons."""
    return word in _everyday_names() or (word not in _first_names() and (word in _others() or _is_word(word)))


def _is_word(word: str) -> bool:
    if is_known(word, "nb", "nn", "en"):
        return True
    return not _PATRONYMIC.fullmatch(word) and bool(_PLACE.fullmatch(word) or split_compound(word))


def _is_surname(word: str) -> bool:
    return word in _surnames() or bool(_PATRONYMIC.fullmatch(word))


@keep
def _first_names() -> frozenset[str]:
    return read_folded("fornavn", "fornavn-flere")


@keep
def _surnames() -> frozenset[str]:
    return read_folded("etternavn") - read_folded("ikke-navn", "steder")


@keep
def _everyday_names() -> frozenset[str]:
    return read_folded("fornavn-ord")


@keep
def _others() -> frozenset[str]:
    """Words with a capital that are no names of persons: places, days, organisations."""
    return read_folded("ikke-navn", "steder")
