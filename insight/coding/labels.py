"""The project's own labels: what a person has said a statement is, which goes before what the model says."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeAlias

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.tables import KINDS, TEXT, Column, Table, empty, finish

LABELS_FILE = "merkelapper.csv"
LABELS = Table(
    "merkelapper",
    "ett utsagn et menneske har merket",
    "utsagn",
    (
        Column("utsagn", TEXT, "Utsagnets ord, maskert; like ord har samme merkelapp.", filled=True),
        Column("type", TEXT, "Hva slags utsagn det er.", allowed=KINDS, filled=True),
        Column("koder", TEXT, "Hvem som har merket, skilt med «; »."),
    ),
)
Labels: TypeAlias = pd.DataFrame


def find_key(statement: str) -> str:
    """What two writings of the same statement have in common: case, blanks and full stops at the ends are nothing.

    >>> find_key(" Gatelys  på Moen. ") == find_key("gatelys på moen")
    True
    """
    folded = " ".join(unicodedata.normalize("NFC", statement).casefold().split())
    return folded.strip(". ") or folded


def parse_labels(rows: Sequence[Sequence[str]], name: str) -> Labels:
    """The table `LABELS` from the lines of a csv file with headings; `name` is the file's, for the errors.

    Lines without anything are nothing. A statement that comes twice with the same kind is one label. Raises ReadError
    with every fault: a column that is missing, an unknown kind, a statement without words, or with two kinds.
    """
    headings = [heading.strip().casefold() for heading in rows[0]] if rows else []
    missing = [column for column in ("utsagn", "type") if column not in headings]
    if missing:
        raise ReadError(
            f"{name}: mangler kolonnen «{missing[0]}». Kolonnene er {', '.join(LABELS.names)}. Hent filen tilbake fra "
            "en sikkerhetskopi, eller slett den og les inn arbeidsbøkene på nytt."
        )
    faults: list[str] = []
    found: dict[str, tuple[str, str, str]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(headings, (cell.strip().removeprefix("'") for cell in row), strict=False))
        statement, coders = cells.get("utsagn", ""), cells.get("koder", "")
        kind = cells.get("type", "").casefold()
        if not any(cells.values()):
            continue
        if not statement:
            faults.append(f"{name}: rad {number} har ingen ord i «utsagn». Fyll inn, eller slett raden.")
        elif kind not in KINDS:
            faults.append(f"{name}: rad {number}: {tell_unknown(kind)}")
        elif found.setdefault(find_key(statement), (statement, kind, coders))[1] != kind:
            faults.append(f"{name}: rad {number} har et utsagn som er merket annerledes lenger opp. Slett den ene.")
    raise_all(ReadError, faults)
    return _make_table(list(found.values()))


def tell_unknown(kind: str) -> str:
    """What is wrong with a kind that is none, and what to write."""
    close = get_close_matches(kind, KINDS, n=1, cutoff=0.5)
    hint = f"Mente du «{close[0]}»?" if close else f"Kjente er {', '.join(KINDS)}."
    return f"ukjent slag «{kind[:40]}». {hint}"


def join_labels(old: Labels, new: Labels) -> Labels:
    """Both; where they have the same statement, the new one."""
    keys = set(map(find_key, new["utsagn"]))
    kept = old[[find_key(statement) not in keys for statement in old["utsagn"]]]
    return finish(pd.concat([kept, new], ignore_index=True), LABELS)


def _make_table(rows: list[tuple[str, str, str]]) -> Labels:
    return finish(pd.DataFrame(rows, columns=LABELS.names), LABELS) if rows else empty(LABELS)
