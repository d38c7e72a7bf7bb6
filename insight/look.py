"""How themes are shown wherever they are shown: colours, the stamp, pictures, and whether målform is behind them."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd

from insight.tables import NEED_KINDS, UNPLACED, Behov

INK, LINK, PALE, BAR = "#1F3864", "#0B5394", "#D0D7E2", "#2E75B6"
UNSURE = "usikker"
"""The stamp (`tables.STAMPS`) of a theme that may not come back; its bars are hatched, its name says so."""
HATCH = "////"


def show_in_notebook(figure: Any) -> None:
    """Give a matplotlib Figure made without pyplot a picture of its own, which notebooks ask for by `_repr_png_`."""

    def draw() -> bytes:
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=120)
        return picture.getvalue()

    figure._repr_png_ = draw


def check_maalform(behov: Behov) -> pd.DataFrame:
    """Whether a theme holds one målform only: cluster_id, nb, nn (needs), expected_nn and one_sided (yes or no).

    `expected_nn` is what the theme would have of nynorsk if målform played no part. A theme of ten needs or more is
    one-sided with less than a third of that, or with thrice that and next to no bokmål: ask then whether it is one
    matter, or one way to write.
    """
    is_placed = behov["kind"].isin(NEED_KINDS) & (behov["cluster_id"] != UNPLACED)
    needs = behov[is_placed & behov["language"].isin(("nb", "nn"))]
    counted = pd.crosstab(needs["cluster_id"], needs["language"]).reindex(columns=["nb", "nn"], fill_value=0)
    size = counted.sum(axis=1)
    share = counted["nn"].sum() / max(1, size.sum())
    expected = (size * share).round(1)
    few = (counted["nn"] < expected / 3) & (expected >= 3)
    many = (counted["nn"] > 3 * expected) & (counted["nb"] <= 1)
    one_sided = np.where((size >= 10) & (few | many), "ja", "nei")
    return counted.assign(expected_nn=expected, one_sided=one_sided).reset_index().rename_axis(None, axis=1)
