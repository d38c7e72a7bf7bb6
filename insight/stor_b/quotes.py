"""The quotes of a need: near the middle, short enough to read, and from different people and groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from insight.tables import GROUPS

QUOTES = 3
SHORTEST, LONGEST = 4, 30
"""Words of a quote that is preferred (at most some thirty: the project's model of a report)."""

NEAR = 12
"""Of the statements nearest the middle, so many are chosen among."""


def choose_quotes(needs: pd.DataFrame) -> list[str]:
    """Up to three quotes (behov_id) of a theme, none withheld, one a person, and no two of the same answer's text.

    `needs` has quote, behov_id, innspill_id, person_id, closeness, who, repeat_of, is_withheld and the groups of the
    form. The one nearest the middle comes first; then, of the twelve nearest, each time the one that brings most groups
    not yet heard (who it is about, age, sex, district, role), of equals the nearest. A readable length goes before all.
    """
    shown = needs[~needs["is_withheld"]]
    words = shown["quote"].map(lambda quote: len(quote.split()))
    ordered = shown.assign(odd_length=~words.between(SHORTEST, LONGEST)).sort_values(
        ["odd_length", "closeness", "quote", "behov_id"], ascending=[True, False, True, True]
    )
    speaker = ordered["person_id"].where(ordered["person_id"] != "", ordered["innspill_id"])
    text = ordered["repeat_of"].where(ordered["repeat_of"] != "", ordered["innspill_id"])
    alike = speaker.duplicated() | text.duplicated() | ordered["quote"].str.casefold().duplicated()
    pool = ordered[~alike]
    if not pool.empty:  # an odd length never goes before a readable one
        pool = pool[~pool["odd_length"]] if (~pool["odd_length"]).sum() >= QUOTES else pool
    left = pool.head(NEAR).to_dict("records")
    chosen: list[str] = []
    heard: set[tuple[str, str]] = set()
    while left and len(chosen) < QUOTES:
        best = max(left, key=lambda row: len(_list_groups(row) - heard)) if chosen else left[0]
        left.remove(best)
        chosen.append(str(best["behov_id"]))
        heard |= _list_groups(best)
    return chosen


def _list_groups(row: Mapping[Hashable, Any]) -> set[tuple[str, str]]:
    """What a statement tells of who stands behind it, one for each group."""
    return {(column, group) for column in ("who", *GROUPS) for group in str(row[column]).split("; ") if group}
