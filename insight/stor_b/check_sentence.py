"""Whether a need sentence is one: of somebody, of a need and not of a measure, and short."""

from __future__ import annotations

import re

from insight.norsk.lexicon import is_base_form, look_up
from insight.norsk.phrases import Finder, phrase_finder
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_entries
from insight.tables import StorB

MOST_WORDS = 25

_NEEDS = re.compile(r"(?<!\w)(?:trenger|har behov for)(?!\w)", re.IGNORECASE)
_MORE = re.compile(r"(?<!\w)(?:mer|meir|flere|fleire)\s+(?P<what>\w+)", re.IGNORECASE)
_NO_THING = frozenset({"enn", "og", "å", "av", "på", "for", "i", "ganger", "timer", "dager", "uker", "år", "måneder"})
_TO = re.compile(r"(?<!\w)å\s+(?P<verb>\w+)", re.IGNORECASE)


def check_sentence(sentence: str) -> list[str]:
    """What a need sentence lacks, as remarks in bokmål; [] when it is as it should be. It never raises.

    The sentence should be `[Hvem] trenger å [verb] når/i [situasjon], slik at [verdi]`: it names a group of
    `aktoerer.txt` (or «de som») before «trenger», has an infinitive, no noun of a measure and no name of an
    organisation or product (`loesningsord.txt`), no «mer» or «flere» with a thing, and at most 25 words. Source: the
    user-need statement (Nielsen Norman Group: needs are verbs, nouns are solutions) and the guide to annotation.
    """
    before, *after = _NEEDS.split(sentence, maxsplit=1)
    faults = []
    if not after:
        faults.append("Setningen mangler ordet «trenger».")
    if not (_group_finder()(before) or re.search(r"(?<!\w)de som(?!\w)", before, re.IGNORECASE)):
        faults.append("Setningen sier ikke hvem som har behovet. Begynn med gruppen, for eksempel «Foreldre».")
    if not any(is_infinitive(match["verb"]) for match in _TO.finditer(after[0] if after else sentence)):
        faults.append("Setningen mangler «å» og et verb: hva noen trenger å kunne, få, slippe, vite eller være.")
    found = _solution_finder()(sentence)
    faults += [f"«{words}» er et tiltak, ikke et behov." for words in dict.fromkeys(found.get("tiltak", []))]
    faults += [
        f"«{words}» er navnet på en virksomhet eller et produkt." for words in dict.fromkeys(found.get("navn", []))
    ]
    more = [match for match in _MORE.finditer(sentence) if match["what"].casefold() not in _NO_THING]
    faults += [f"«{match.group()}» ber om mer av en ting; skriv hva den skal gjøre mulig." for match in more]
    if (n_words := len(find_words(sentence))) > MOST_WORDS:
        faults.append(f"Setningen har {n_words} ord; {MOST_WORDS} er nok.")
    return faults


def check_sentences(stor_b: StorB) -> list[str]:
    """What is to be said of the need sentences people have written, by need; nothing is changed by it."""
    written = stor_b[stor_b["sentence_by"] == "menneske"].sort_values("stor_b_id")
    return [
        f"{need_id}: {remark}"
        for need_id, sentence in zip(written["stor_b_id"], written["sentence"], strict=True)
        for remark in check_sentence(sentence)
    ]


@keep
def is_infinitive(word: str) -> bool:
    """Whether a word may be the infinitive of a verb: one of the short or odd ones, or in -e or -å with a present."""
    word = word.casefold()
    if word in read_entries("behovsfraser")["kort infinitiv"]:
        return True
    return word.endswith(("e", "å")) and is_base_form(word) and look_up(f"{word}r", "nb") == word


@keep
def _group_finder() -> Finder:
    names = [words for label, words in read_entries("behovsfraser").items() if label.startswith("navn ")]
    return phrase_finder(
        {"gruppe": [word.casefold() for words in (*read_entries("aktoerer").values(), *names) for word in words]}
    )


@keep
def _solution_finder() -> Finder:
    return phrase_finder(read_entries("loesningsord"))
