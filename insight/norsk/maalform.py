"""The målform bridge: nynorsk, radical bokmål and dialect under one key, so that skule and skole meet."""

from __future__ import annotations

import re
from itertools import pairwise

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_base_form, is_known, look_up
from insight.norsk.wordlists import keep, read_entries

# Each rule: what it changes, to what, and whether bokmål may know the word as it is (its dictionary has -heit too).
_RULES = tuple(
    (re.compile(pattern), replacement, is_sure)
    for pattern, replacement, is_sure in [
        (r"leg$", "lig", True),
        (r"legheit$", "lighet", True),
        (r"heit$", "het", True),
        (r"leik$", "het", True),
        (r"semd$", "somhet", True),
        (r"^kv", "hv", False),
        (r"ar$", "er", False),
        (r"([gk])je$", r"\1e", False),
        (r"ande$", "ende", False),
        (r"a$", "e", False),
        (r"ei", "e", False),
        (r"øy", "ø", False),
        (r"au", "ø", False),
        (r"jø", "e", False),
    ]
)


@keep
def bridge(lemma: str, *, begins: bool = False) -> str:
    """The bokmål counterpart of a nynorsk or dialect lemma; any other word as it is.

    A list of pairs (`maalform.txt`) goes first, then rules such as -leg to -lig, which count only where they end in
    a bokmål word; those that could hit a bokmål word of its own are tried only on words bokmål lacks. A compound
    is bridged part by part (skuleskyss -> skoleskyss). `begins` says that the lemma is a part that begins a compound,
    which some words do in a form of their own (hovud is hode, but hovudveg hovedvei).
    """
    pairs = _pairs()
    listed = (pairs.get(f"{lemma}-") if begins else None) or pairs.get(lemma)
    if listed is not None:
        return listed
    ends = (0, *find_boundaries(lemma), len(lemma))
    if len(ends) == 2:
        return _bridge_by_rule(lemma)
    *firsts, last = (lemma[start:end] for start, end in pairwise(ends))
    return "".join(map(_bridge_first, firsts)) + bridge(last)


def _bridge_first(part: str) -> str:
    """A part that begins a compound, with its joint letter, if any."""
    if not part.endswith("s") or is_base_form(part):
        return bridge(part, begins=True)
    return bridge(part.removesuffix("s"), begins=True) + "s"


def _bridge_by_rule(lemma: str) -> str:
    is_bokmaal = is_known(lemma, "nb")
    for pattern, replacement, is_sure in _RULES:
        if is_sure or not is_bokmaal:
            changed = pattern.sub(replacement, lemma)
            if changed != lemma and is_known(changed, "nb"):
                return look_up(changed, "nb") or changed
    return lemma


@keep
def _pairs() -> dict[str, str]:
    """Nynorsk or dialect lemma -> bokmål."""
    return {word: key for word, (key, *_) in read_entries("maalform").items()}
