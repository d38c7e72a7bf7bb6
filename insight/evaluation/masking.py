"""Masking against the labels: what is hidden whole, what is missed, and what is masked in vain."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from insight.evaluation.bootstrap import Estimate, Score, divide, estimate
from insight.tables import IDENTIFIERS

Mark = tuple[int, int, str]
"""Where a mark begins and ends in the text, and the type of personal data."""
PLACE = "sted"
"""A name of a place may be marked to show that it should stand; it is no personal data."""
TYPES = (*IDENTIFIERS, PLACE)
HIDDEN, PRECISION = "skjult helt", "riktige av det som er skjult"

_TAG = re.compile(r"<(/?)([a-zæøå-]+)>", re.IGNORECASE)
_WORD = re.compile(r"\w")


def read_marks(marked: str) -> tuple[str, list[Mark]]:
    """The text, and its marks, of "Ring <navn>Kari</navn>". Raises ValueError with what is wrong, in bokmål."""
    text, begun, spans = "", None, []
    end = 0
    for tag in _TAG.finditer(marked):
        closes, type_ = tag[1], tag[2].casefold()
        if type_ not in TYPES:
            raise ValueError(f"ukjent merke «{tag.group()}»; kjente er {', '.join(TYPES)}")
        text += marked[end : tag.start()]
        end = tag.end()
        if not closes and begun is None:
            begun = (len(text), type_)
        elif closes and begun is not None and begun[1] == type_:
            spans.append((begun[0], len(text), type_))
            begun = None
        else:
            raise ValueError(f"merket «{tag.group()}» har ikke sin make, eller står inne i et annet")
    if begun is not None:
        raise ValueError(f"merket «<{begun[1]}>» er ikke lukket")
    return text + marked[end:], spans


def count_marks(text: str, labelled: Sequence[Mark], found: Sequence[Mark]) -> np.ndarray:
    """What one text adds: labelled and hidden whole for each type, then found, and found where nothing is labelled."""
    counts = np.zeros(2 * len(IDENTIFIERS) + 2, dtype="int64")
    personal = [mark for mark in labelled if mark[2] != PLACE]
    for start, end, type_ in personal:
        at = 2 * IDENTIFIERS.index(type_)
        left = [place for place in range(start, end) if not any(begun <= place < ended for begun, ended, _ in found)]
        counts[at] += 1
        counts[at + 1] += not any(_WORD.match(text[place]) for place in left)
    counts[-2] = len(found)
    counts[-1] = sum(not any(begun < end and ended > start for start, end, _ in personal) for begun, ended, _ in found)
    return counts


def hide(text: str, found: Sequence[Mark]) -> str:
    """The text with "[type]" for each thing found."""
    pieces, end = [], 0
    for begun, ended, type_ in sorted(found):
        pieces += [text[end:begun], f"[{type_}]"]
        end = ended
    return "".join([*pieces, text[end:]])


def score_masking(counts: np.ndarray) -> dict[str, Estimate]:
    """The share of the marks that is hidden whole, and of what is masked the share that was marked."""
    return estimate(counts, SCORES)


def tabulate_masking(counts: np.ndarray) -> pd.DataFrame:
    """Each type that is marked: how many there are and how many are hidden whole, whatever type they were taken for."""
    pairs = counts.sum(axis=0)[:-2].reshape(-1, 2)
    table = pd.DataFrame({"type": IDENTIFIERS, "merket": pairs[:, 0], "skjult helt": pairs[:, 1]})
    table["andel"] = divide(pairs[:, 1], pairs[:, 0])
    return table[table["merket"] > 0].reset_index(drop=True)


def _hidden(cells: np.ndarray) -> np.ndarray:
    pairs = cells[..., :-2].reshape(*cells.shape[:-1], -1, 2).sum(axis=-2)
    return divide(pairs[..., 1], pairs[..., 0])


def _precision(cells: np.ndarray) -> np.ndarray:
    return divide(cells[..., -2] - cells[..., -1], cells[..., -2])


SCORES: dict[str, Score] = {HIDDEN: _hidden, PRECISION: _precision}
