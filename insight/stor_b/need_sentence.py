"""A suggested need sentence for a theme, made of people's own words: somebody needs to do, know, be or be spared."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from insight.norsk.terms import find_terms
from insight.norsk.wordlists import read_entries
from insight.stor_b.check_sentence import check_sentence
from insight.stor_b.forankring import join_commonest
from insight.stor_b.need_phrases import Phrase, find_phrases

LARGEST = 3
"""Groups of a theme, the commonest first, that the sentence may be about: those the report names."""

SHARED, SHARE = 2, 0.2
"""Persons at least, the one quoted among them, who speak of the matter of the sentence; and of all in the theme."""

EVERYONE = "alle"

_SENTENCE = re.compile(
    r"(?P<who>.+?) (?:trenger|har behov for) å (?:kunne )?(?P<need>.+?)(?:,? slik at .+)?[.!]?", re.DOTALL
)
_OWN_CHILDREN = re.compile(r"(?<!\w)(?:barna|ungene|barnet) (?:sine|sitt)(?!\w)", re.IGNORECASE)


class NeedSentence(NamedTuple):
    """The sentence, its parts as they stand in it, the question it opens, and the statement (behov_id) it is from."""

    sentence: str
    situation: str
    why: str
    hkv: str
    behov_id: str


NOTHING = NeedSentence("", "", "", "", "")


def suggest_sentence(needs: pd.DataFrame) -> NeedSentence:
    """The need sentence of one theme, `[Hvem] trenger å [verb] når [situasjon], slik at [verdi]`, or `NOTHING`.

    `needs` are the statements of the theme that tell a need and may be shown: quote, behov_id, innspill_id, person_id,
    language, speaker, who and closeness; with `start`, a statement without a subject counts only where the answer
    begins. Nynorsk and other languages give nothing: the sentence is bokmål and its words are people's own. Who it is
    about is the group that says it, or that it is said of, when it is among the commonest of the theme; where the
    one who speaks has told no group it is «Innbyggere». Of the sentences that `check_sentence` finds no fault in, the
    one is given whose matter most persons of the theme speak of (two at least, and a fifth of them), then the one
    nearest the middle, then by the words and the number: row order does not matter. Precision goes before recall: many
    themes have none.
    """
    if needs.empty:
        return NOTHING
    rows = needs.sort_values(["quote", "behov_id"], ignore_index=True)
    ranked = list(_rank(rows))
    if not ranked:
        return NOTHING
    *_, sentence, behov_id, phrase = min(ranked)
    return NeedSentence(sentence, " ".join(phrase.situation), " ".join(phrase.why), ask_how(sentence), behov_id)


def _rank(rows: pd.DataFrame) -> Iterator[tuple[int, float, str, str, Phrase]]:
    """The sentences that may be given, each after what it is ranked by: the least is the best."""
    largest = set(filter(None, join_commonest(rows["who"], most=LARGEST).split("; ")))
    speakers = rows["person_id"].where(rows["person_id"] != "", rows["innspill_id"])
    heard: dict[str, set[str]] = {}
    for quote, language, speaker in zip(rows["quote"], rows["language"], speakers, strict=True):
        for term in _read_terms(quote, language):
            heard.setdefault(term, set()).add(speaker)
    fewest = max(SHARED, SHARE * speakers.nunique())
    for row in rows[rows["language"].isin(("nb", ""))].to_dict("records"):
        for phrase, who in _find_own(row, largest):
            sentence = _join(who, phrase)
            matter = _read_terms(" ".join((*phrase.words, *phrase.situation)), "nb")
            shared = len(set().union(*(heard.get(term, ()) for term in matter)))
            if shared >= fewest and not check_sentence(sentence):
                nearest = 1.0 if pd.isna(row["closeness"]) else -row["closeness"]
                yield -shared, nearest, sentence, row["behov_id"], phrase


def ask_how(sentence: str) -> str:
    """«Hvordan kan vi gjøre det mulig for ... å ...?» of a need sentence; "" of what is not one.

    The question takes the need and the situation over as they stand, and proposes nothing (a good HKV proposes no
    solution: Bærum kommune, metodebanken).
    """
    match = _SENTENCE.fullmatch(sentence.strip())
    if not match:
        return ""
    who, need = match["who"], match["need"].strip()
    return f"Hvordan kan vi gjøre det mulig for {who[:1].lower()}{who[1:]} å {need}?"


def _find_own(row: Mapping[Hashable, Any], largest: set[str]) -> Iterator[tuple[Phrase, str]]:
    """The needs a statement tells, each with the name of its group; without those of a group the theme is not about."""
    groups = [group for group in str(row["who"]).split("; ") if group]
    for phrase in find_phrases(str(row["quote"]), is_first=not row.get("start", 0)):
        who = _find_holder(phrase, str(row["speaker"]), groups)
        if who and (who in largest or (who == EVERYONE and not groups)):
            name = read_entries("behovsfraser").get(f"navn {who}", ("",))[0]
            if name:
                yield phrase, name


def _find_holder(phrase: Phrase, speaker: str, groups: list[str]) -> str:
    """The group with the need: the subject, or the speaker's; "" where it is not told who it is."""
    if phrase.group:
        return phrase.group if phrase.group in groups or phrase.group == EVERYONE else ""
    if speaker:
        return speaker if speaker != "barn" else ""  # "alene med barna": hardly ever the one who writes
    if _OWN_CHILDREN.search(" ".join(phrase.words)):
        return "foreldre"
    return "" if groups else EVERYONE


def _join(who: str, phrase: Phrase) -> str:
    sentence = " ".join([who, "trenger", "å", *phrase.words, *phrase.situation])
    return f"{sentence}, {' '.join(phrase.why)}" if phrase.why else sentence


def _read_terms(text: str, language: str) -> frozenset[str]:
    dull = read_entries("ord-uten-sak")["fyll"]
    return frozenset(term.key for term in find_terms(text, language) if term.key not in dull)
