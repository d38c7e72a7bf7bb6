"""A short name for each need, in the words of those who have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

import pandas as pd

from insight.norsk.nouns import is_noun, names_no_matter
from insight.norsk.terms import find_terms
from insight.norsk.tokens import MASK, find_words
from insight.norsk.wordlists import keep, read_entries, read_word_set

SEVERAL, COVER = 3, 0.1
"""Persons who must have used a phrase, for it to be a name, and which part of all in the theme that must be."""
SHARED, OWN = 1 / 3, 0.5
"""The part of those who use a keyword who must use the phrase, and of the use of its words what must be in this theme;
and what must be of the phrase's own."""
LONGEST, JOINED = 5, 3
"""Words of a phrase, and keywords of a name, at most."""
NEGATIONS = ("ikke", "aldri")
NAMELESS = "Ulike behov"

_BREAK = re.compile(rf"{MASK.pattern}|[^\w\s'’-]|\d")

_Phrase = tuple[str, ...]


class _Word(NamedTuple):
    """A word as written, its lemma after the målform bridge, and whether it tells something by itself."""

    form: str
    key: str
    is_telling: bool


_Run = tuple[str, list[_Word]]


@dataclass
class _Speech:
    """What is said in one theme: by whom each phrase (its lemmas; a word is a phrase of one), in which forms.

    `keys` has the lemma of each form, and `dull` the lemmas that tell nothing by themselves.
    """

    everyone: set[str] = field(default_factory=set)
    phrases: dict[_Phrase, set[str]] = field(default_factory=dict)
    forms: dict[_Phrase, Counter[str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    dull: set[str] = field(default_factory=set)


def suggest_names(keywords: Mapping[int, Sequence[str]], needs: pd.DataFrame, taken: Iterable[str]) -> dict[int, str]:
    """A name for each theme (id -> its keywords), none that is `taken`, and no two alike.

    `needs` has the columns cluster_id, quote, language, person_id and innspill_id; a note counts as a person. The best
    name is a phrase of two to five words as people wrote it, with one of the three first keywords: three persons and a
    tenth of the theme's must use it and a third of those who use the keyword, and it and its words must be at home in
    this theme. Else the keywords are joined: those that three persons use before the others, and of these the nouns. A
    phrase ends where something is masked. Row order does not matter.
    """
    told = {theme: _read_runs(needs[needs["cluster_id"] == theme]) for theme in keywords}
    forms = {word.casefold() for words in keywords.values() for word in words}
    wanted = {word.key for runs in told.values() for _, run in runs for word in run if word.form.casefold() in forms}
    speeches = {theme: _listen(runs, wanted) for theme, runs in told.items()}
    total: Counter[_Phrase] = Counter()  # of phrases, and of words as phrases of one
    for speech in speeches.values():
        total.update({phrase: len(said) for phrase, said in speech.phrases.items()})
    names: dict[int, str] = {}
    used = {name.casefold() for name in taken}
    for theme, words in keywords.items():
        names[theme] = next(name for name in _list_names(words, speeches[theme], total) if name.casefold() not in used)
        used.add(names[theme].casefold())
    return names


def _read_runs(needs: pd.DataFrame) -> list[_Run]:
    """The words between marks and masks, and whose they are; in an order of their own."""
    who = needs["person_id"].where(needs["person_id"] != "", needs["innspill_id"])
    rows = sorted(zip(needs["quote"], needs["language"], who, strict=True))
    return [
        (speaker, [_read(word, language) for word in find_words(run)])
        for quote, language, speaker in rows
        for run in _BREAK.split(quote)
    ]


def _listen(runs: Sequence[_Run], wanted: Collection[str]) -> _Speech:
    """What is said in one theme, as far as it holds a keyword of some theme."""
    speech = _Speech(everyone={speaker for speaker, _ in runs})
    for speaker, words in runs:
        speech.keys.update({word.form.casefold(): word.key for word in words})
        speech.dull.update(word.key for word in words if not word.is_telling)
        for phrase in (*_cut(words, wanted), *([word] for word in words)):
            key = tuple(word.key for word in phrase)
            speech.phrases.setdefault(key, set()).add(speaker)
            if len(phrase) > 1:
                speech.forms.setdefault(key, Counter())[" ".join(word.form for word in phrase)] += 1
    return speech


@keep
def _read(word: str, language: str) -> _Word:
    (key, *_) = [term.key for term in find_terms(word, language, keep_stop_words=True)] or [word.casefold()]
    is_telling = bool(find_terms(word, language)) and key not in read_entries("ord-uten-sak")["fyll"]
    return _Word(word, key, is_telling)


def _cut(words: Sequence[_Word], wanted: Collection[str]) -> Iterator[Sequence[_Word]]:
    """The phrases that begin and end with a word that tells something, or begin with what people cannot do."""
    if not any(word.key in wanted for word in words):
        return
    for start in range(len(words)):
        for end in range(start + 2, min(start + LONGEST, len(words)) + 1):
            phrase = words[start:end]
            if (
                phrase[-1].is_telling
                and (phrase[0].is_telling or _is_denied(words, start))
                and any(word.key in wanted for word in phrase)
                and not any(_is_first_name(word.form) for word in phrase)
            ):
                yield phrase


def _is_first_name(word: str) -> bool:
    """A need is never called by a person, even where the masking missed the name."""
    return word in read_word_set("fornavn") and word.casefold() not in read_word_set("fornavn-ord")


def _is_denied(words: Sequence[_Word], at: int) -> bool:
    """Whether a word of some matter is followed by a no: "rekker ikke bussen"."""
    return words[at + 1].key in NEGATIONS and words[at].key in read_entries("ord-uten-sak")["fyll"]


def _list_names(keywords: Sequence[str], speech: _Speech, total: Counter[_Phrase]) -> Iterator[str]:
    """Names for a theme, the best first, without end."""
    common = [word for word in keywords if _count_speakers(word, speech) >= SEVERAL]
    telling = [word for word in common if speech.keys.get(word.casefold()) not in speech.dull]
    words = next((some for some in (telling, common) if len(some) > 1), [word for word in keywords if word])
    for word in words[:JOINED]:
        for phrase in _rank_phrases(word, speech, total):
            yield _capitalize(phrase)
    words = [word for word in words if _names_a_matter(word, speech)] or words
    plain = _capitalize(_join(words[:JOINED])) or NAMELESS
    yield plain
    for last in words[JOINED:]:
        yield _capitalize(_join([*words[: JOINED - 1], last]))
    for number in count(2):
        yield f"{plain} ({number})"


def _names_a_matter(word: str, speech: _Speech) -> bool:
    """Whether a keyword may be a name by itself: a noun of some matter, and no place."""
    key = speech.keys.get(word.casefold(), word.casefold())
    return is_noun(key) and not names_no_matter(key) and word == word.casefold()


def _count_speakers(word: str, speech: _Speech) -> int:
    return len(speech.phrases.get((speech.keys.get(word.casefold(), ""),), ()))


def _rank_phrases(word: str, speech: _Speech, total: Counter[_Phrase]) -> list[str]:
    """The phrases that may stand for a keyword, those most persons use first, of equals the longest."""
    key = speech.keys.get(word.casefold(), "")
    fewest = max(SEVERAL, COVER * len(speech.everyone), SHARED * _count_speakers(word, speech))
    fit = [
        phrase
        for phrase, said in speech.phrases.items()
        if len(phrase) > 1 and key in phrase and len(said) >= fewest and _is_at_home(phrase, speech, total)
    ]
    fit.sort(key=lambda phrase: (-len(speech.phrases[phrase]), -len(phrase), phrase))
    return [min(speech.forms[phrase].items(), key=lambda form: (-form[1], form[0]))[0] for phrase in fit]


def _is_at_home(phrase: _Phrase, speech: _Speech, total: Counter[_Phrase]) -> bool:
    """Whether the phrase, and each word in it that tells something, is said here rather than in other themes."""
    words = [(word,) for word in phrase if word not in speech.dull]
    is_own = len(speech.phrases[phrase]) > OWN * total[phrase]
    return is_own and all(len(speech.phrases[word]) >= SHARED * total[word] for word in words)


def _join(words: Sequence[str]) -> str:
    return " og ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _capitalize(name: str) -> str:
    return name[:1].upper() + name[1:]
