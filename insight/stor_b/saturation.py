"""Whether new voices still bring something new: how much of what was said last had not been said before."""

from __future__ import annotations

import pandas as pd

from insight.norsk.terms import find_terms
from insight.norsk.wordlists import read_entries

FEWEST = 20
"""Statements a theme must have: the last fifth of fewer is too little to judge by."""

LAST = 5
"""One in so many is the last part."""


def measure_saturation(needs: pd.DataFrame) -> float:
    """The share of new matter in the last fifth of a theme's statements, 0 to 1; NaN when they are fewer than 20.

    `needs` has quote, language, behov_id and answered_at. Each term of a statement (`norsk.terms`, without words of no
    matter) is one thing said; new is what no statement of the first four fifths said. In order of time where twenty or
    more have one, then only those; else by number, which is no order of time. Words are not sub-themes: short texts
    always bring new words, so 0 is hardly ever seen and the figure tells only beside others of the same run. It
    estimates how likely the next thing said is new (Good 1953, Biometrika 40); the last fifth follows the project's
    guide, as Guest, Namey and Chen (2020, PLoS ONE 15) compare a last run with what was found before.
    """
    timed = needs[needs["answered_at"].notna()]
    is_timed = len(timed) >= FEWEST
    ordered = (timed if is_timed else needs).sort_values(["answered_at", "behov_id"] if is_timed else ["behov_id"])
    if len(ordered) < FEWEST:
        return float("nan")
    dull = read_entries("ord-uten-sak")["fyll"]
    said = [
        {term.key for term in find_terms(quote, language) if term.key not in dull}
        for quote, language in zip(ordered["quote"], ordered["language"], strict=True)
    ]
    cut = len(said) - len(said) // LAST
    known = set().union(*said[:cut])
    last = [key for keys in said[cut:] for key in keys]
    return sum(key not in known for key in last) / len(last) if last else float("nan")
