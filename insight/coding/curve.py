"""Whether more labels would help: how often the model is right with none, half and all of those there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

N_FOLDS, SEED, RESAMPLES = 5, 2030, 1_000
FEWEST = 40
"""Labels below which no half of them can tell anything."""
GAIN = 0.02
"""The last half must have given this much, as a share right, for more to be worth the work."""
_SHARES = (0.0, 0.5, 1.0)

Foretell = Callable[[np.ndarray, np.ndarray], Sequence[str]]
"""Places of labels to learn from (none: the model as it is without), and places to tell the kind of -> kinds."""


class Curve(NamedTuple):
    """`points` are (labels learnt from, share right of labels held out); `gain` is that of the last half.

    `low` and `high` are the gain's 95 % interval. All are of statements chosen as hard, and lower than in the answers.
    """

    points: tuple[tuple[int, float], ...]
    gain: float
    low: float
    high: float

    def tell(self) -> str:
        """What to do, in bokmål."""
        if self.gain >= GAIN:
            return "Flere merkelapper hjelper fortsatt: lag en ny arbeidsbok med «insight kode» og merk videre."
        if self.high <= GAIN + 0.03:
            return "Flere merkelapper ser ikke ut til å hjelpe mer. Dere kan stoppe her."
        return "Det er usikkert om flere merkelapper hjelper. Merk gjerne en runde til, og se om det øker."


def find_curve(kinds: Sequence[str], foretell: Foretell) -> Curve | None:
    """Cross-validated in five parts with every kind spread over them; None with fewer than FEWEST labels.

    Each label is foretold by a model that has learnt from none, half and all of the other parts. The labels must come
    in an order of their own: the same ones give the same curve.
    """
    labels = np.asarray(kinds, dtype=object)
    if len(labels) < FEWEST:
        return None
    random = np.random.default_rng(SEED)
    mixed = random.permutation(len(labels))
    by_kind = mixed[np.argsort(labels[mixed].astype("str"), kind="stable")]
    folds = [by_kind[start::N_FOLDS] for start in range(N_FOLDS)]
    is_right = np.zeros((len(_SHARES), len(labels)))
    for held_out in folds:
        others = mixed[~np.isin(mixed, held_out)]
        for step, share in enumerate(_SHARES):
            told = foretell(np.sort(others[: round(share * len(others))]), held_out)
            is_right[step, held_out] = np.asarray(told, dtype=object) == labels[held_out]
    gains = is_right[-1] - is_right[-2]
    drawn = gains[random.integers(0, len(gains), (RESAMPLES, len(gains)))].mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    n_learnt = len(labels) * (N_FOLDS - 1) // N_FOLDS
    points = tuple((round(share * n_learnt), float(row.mean())) for share, row in zip(_SHARES, is_right, strict=True))
    return Curve(points, float(gains.mean()), float(low), float(high))
