"""How well a need is founded: how many, through which channels, from which groups."""

from __future__ import annotations

import pandas as pd

from insight.tables import GROUPS


def grade_utredning(voices: pd.DataFrame) -> int:
    """How well a need is looked into (utredningsgrad), from the answers behind it (rows of `innspill`).

    0: one person, or notes from one source only; 1: several people through one channel and from one group; 2: several
    groups or several channels. 3, confirmed in talk or observation with those who have the need, can only be decided
    by a person. The scale is the project's own (docs/metode.md); no public scale was found.
    """
    n_persons = voices.loc[voices["person_id"] != "", "person_id"].nunique()
    n_channels = voices["channel"].nunique()
    if n_persons + (n_channels if (voices["person_id"] == "").any() else 0) <= 1:
        return 0
    has_groups = any(voices.loc[voices[group] != "", group].nunique() > 1 for group in GROUPS)
    return 2 if n_channels > 1 or has_groups else 1


def join_commonest(values: pd.Series, most: int = 3) -> str:
    """The commonest of "; "-joined values, the most frequent first, then by the alphabet; "" when all are empty."""
    single = values[values != ""].str.split("; ").explode()
    if single.empty:
        return ""
    counts = single.value_counts().rename_axis("value").reset_index(name="n")
    return "; ".join(counts.sort_values(["n", "value"], ascending=[False, True])["value"].head(most))
