"""What came of a workbook that was read back, told in bokmål."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from insight.coding.curve import Curve
from insight.coding.labels import Labels
from insight.coding.read import Coded

_MOST_TOLD = 20
Kappa: TypeAlias = tuple[float, float, float]
"""Cohen's kappa and its 95 % interval; nan where it cannot be told."""


@dataclass(frozen=True)
class Learnt:
    """What came of a workbook that was read back: `print` it.

    `labels` are all the project has now, `path` where; `changed` has behov_id, quote ("" for words that are withheld),
    before and after of each statement whose kind is another than before. Agreements are Cohen's kappa (1960) over
    `n_both` statements both coders labelled, and over the `n_new` settled ones against a model that has not learnt
    from them.
    """

    path: Path
    labels: Labels
    n_new: int
    n_both: int
    between: Kappa
    with_model: Kappa
    curve: Curve | None
    changed: pd.DataFrame
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(_tell(self))


def tell_lost(found: Sequence[tuple[Coded, str]]) -> tuple[str, ...]:
    """Why labelled rows were not saved: `found` has each with its words, "" where they are gone or withheld."""
    lost = [row.where for row, quote in found if not quote]
    open_ = [row.where for row, quote in found if quote and not row.kind]
    remarks = []
    if lost:
        remarks.append(
            f"{len(lost)} utsagn er ikke lagret: ordene står ikke lenger i svarene, er endret i arbeidsboken, eller er "
            f"følsomme og ikke godkjent ({_join(lost)})."
        )
    if open_:
        remarks.append(
            f"{len(open_)} utsagn er ikke lagret: koderne er uenige, og «Enige om» er tomt ({_join(open_)}). "
            "Bli enige, fyll inn, og les inn igjen."
        )
    return tuple(remarks)


def _join(places: Sequence[str]) -> str:
    more = f" og {len(places) - _MOST_TOLD} til" if len(places) > _MOST_TOLD else ""
    return ", ".join(places[:_MOST_TOLD]) + more


def _tell(learnt: Learnt) -> list[str]:
    lines = [
        f"{learnt.n_new} merkelapper er lest inn; prosjektet har nå {len(learnt.labels)}. De ligger i {learnt.path}."
    ]
    if not learnt.n_new:
        lines = ["Ingen merkelapper er lagret."]
    lines += learnt.remarks
    lines.append(f"Enighet mellom koderne ({learnt.n_both} utsagn): {_tell_kappa(learnt.between)}.")
    lines.append(f"Enighet med modellen, før den lærte av disse: {_tell_kappa(learnt.with_model)}.")
    lines.append("Utsagnene er valgt fordi de er vanskelige; på alle svarene er enigheten høyere.")
    if learnt.curve is None:
        lines.append("Det er for få merkelapper til å si om flere hjelper. Merk videre.")
    else:
        points = ", ".join(f"{_spell(share)} med {n}" for n, share in learnt.curve.points)
        lines.append(f"Andel riktige på merkelapper modellen ikke har sett: {points}. {learnt.curve.tell()}")
    lines.append(f"{len(learnt.changed)} utsagn har skiftet slag{':' if len(learnt.changed) else '.'}")
    for row in learnt.changed.head(_MOST_TOLD).itertuples():
        words = " ".join(str(row.quote).split())
        shown = "(holdt tilbake)" if not words else f"«{words[:80]}{' …' if len(words) > 80 else ''}»"
        lines.append(f"  {row.behov_id}: {row.before} -> {row.after} {shown}")
    if len(learnt.changed) > _MOST_TOLD:
        lines.append(f"  og {len(learnt.changed) - _MOST_TOLD} til.")
    return lines


def _tell_kappa(kappa: Kappa) -> str:
    value, low, high = kappa
    if value != value:
        return "kan ikke regnes ut"
    interval = f" (95 % intervall {_spell(low)} til {_spell(high)})" if low == low else ""
    return f"Cohens kappa {_spell(value)}{interval}"


def _spell(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
