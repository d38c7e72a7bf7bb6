"""behandlingslogg.md: what one run did with personal data, in numbers and without content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from insight.tables import (
    APPROVE,
    DOUBTFUL,
    IDENTIFIERS,
    KEEP_IT,
    KEPT,
    MASK_IT,
    MASKED,
    WITHHOLD,
    Behov,
    Files,
    Found,
    Innspill,
    Reviews,
)

RECORD_FILE = "behandlingslogg.md"
_INTRODUCTION = (
    "Hva verktøyet gjorde med personopplysninger i denne kjøringen, i tall og uten innhold: ingen svar, ingen maskerte "
    "ord. Loggen hører til kommunens ansvarlighet (personvernforordningen artikkel 5 nr. 2), protokollen over "
    "behandlinger (artikkel 30) og vurderingen av personvernkonsekvenser (artikkel 35). Maskeringen finner *mulige* "
    "personopplysninger og kan overse noen. Et menneske leser før noe publiseres, og kommunen har ansvaret."
)
_ALWAYS = (
    "Alt er gjort på én maskin, uten nett; ingen tekst er sendt ut, og ingen databehandler er brukt.",
    "Ingen avgjørelser om enkeltpersoner er tatt, verken av verktøyet eller automatisk.",
    "Verdiene som er maskert, står bare i råfilene. De er ikke lagret noe annet sted: ingen nøkkel fører tilbake.",
)


class SearchedFor(Protocol):
    """What the gate tells of its search (`insight.gate.Searched`)."""

    @property
    def n_files(self) -> int: ...
    @property
    def n_values(self) -> int: ...
    @property
    def unsearched(self) -> Mapping[str, int]: ...


def write_record(
    path: Path,
    *,
    files: Files,
    innspill: Innspill,
    found: Found,
    behov: Behov,
    reviews: Reviews,
    searched: SearchedFor,
    n_hidden: int,
    threshold: int,
    delete_by: str = "",
    about: Sequence[tuple[str, str]] = (),
) -> Path:
    """Write the record of one run, in bokmål, and return its path; the same run gives the same bytes.

    `searched` is what the gate returned for the other files of the run, `n_hidden` how many numbers are shown as ":"
    for being under `threshold`, `delete_by` the ISO date the raw files are to be deleted (empty when no report date is
    set), and `about` what else tells the run apart: (name, value), such as project, round and versions.
    """
    parts = [
        ["# Behandlingslogg", _INTRODUCTION],
        _list("Kjøringen", (f"{name}: {value}" for name, value in about if value)),
        _tell_files(files),
        _tell_answers(innspill),
        _tell_found(found),
        _tell_reviews(reviews),
        _tell_sensitive(behov),
        _list("Små tall", _tell_small(n_hidden, threshold)),
        _list("Siste kontroll av de ferdige filene", _tell_gate(searched)),
        _list("Oppbevaring", _tell_retention(delete_by)),
        _list("Gjelder alle kjøringer", _ALWAYS),
    ]
    text = "\n\n".join(block for part in parts for block in part if block)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def _tell_files(files: Files) -> list[str]:
    """Which fields were read, and which were dropped at the door, file by file."""
    headings = ("fil", "lest som", "svar", "lest: fritekst", "lest: bakgrunn", "stanset i døra", "ikke brukt")
    rows = [
        (
            file.source,
            file.reader or "ikke lest",
            str(file.n_answers),
            _join(file.questions),
            _join(file.groups),
            _join(file.dropped),
            _join(" | ".join(filter(None, [file.closed, file.unused]))),
        )
        for file in _each_row(files, "source")
    ]
    n_dropped = sum(len(file.dropped.split(" | ")) for file in _each_row(files, "source") if file.dropped)
    told = (
        f"{len(files)} {_plural(len(files), 'fil', 'filer')} funnet. {n_dropped} {_plural(n_dropped, 'felt', 'felt')} "
        "med personopplysninger er stanset i døra: innholdet er ikke tatt inn i noen tabell. Nummer på besvarelsen, "
        "e-postadresse eller bruker er brukt til å lage et saltet fingeravtrykk av personen, og ikke lagret."
    )
    return ["## Felt som er lest, og felt som er stanset", told, _table(headings, rows)]


def _tell_answers(innspill: Innspill) -> list[str]:
    aside = innspill.loc[innspill["set_aside"] != "", "set_aside"]
    n_persons = innspill.loc[innspill["person_id"] != "", "person_id"].nunique()
    lines = [
        f"svar og lapper: {len(innspill)}, fra {n_persons} {_plural(n_persons, 'person', 'personer')}",
        f"lagt til side: {len(aside)}",
        *(f"    - {reason}: {n}" for reason, n in _count(aside)),
    ]
    return _list("Svar", lines)


def _tell_found(found: Found) -> list[str]:
    statuses = found["status"].value_counts()
    masked, doubtful, kept = (int(statuses.get(status, 0)) for status in (MASKED, DOUBTFUL, KEPT))
    told = (
        f"Fant {len(found)} mulige personopplysninger: {masked} er maskert, {doubtful} er i tvil og står åpne til "
        f"et menneske har avgjort dem, {kept} er beholdt etter at et menneske har sett på dem."
    )
    ways = sorted(found["how"].unique())
    rows = []
    for type_ in (name for name in IDENTIFIERS if (found["type"] == name).any()):
        of_type = found[found["type"] == type_]
        hidden = of_type[of_type["status"] == MASKED]
        counts = [int((hidden["how"] == way).sum()) for way in ways]
        open_ = [int((of_type["status"] == status).sum()) for status in (DOUBTFUL, KEPT)]
        rows.append((type_, *map(str, [len(hidden), *counts, *open_])))
    headings = ("slag", "maskert", *(f"pekt ut av {way or 'ukjent'}" for way in ways), "i tvil", "beholdt")
    return ["## Maskering", told, _table(headings, rows) if rows else ""]


def _tell_reviews(reviews: Reviews) -> list[str]:
    """How many cases a person has decided, what, and who."""
    n = len(reviews)
    told = f"{n} {_plural(n, 'sak er', 'saker er')} avgjort av et menneske."
    headings = ("bestemt av", "masker", "behold", "godkjent for sitat", "holdt tilbake")
    rows = []
    for name in sorted(reviews["decided_by"].unique()):
        decided = reviews.loc[reviews["decided_by"] == name, "decision"]
        rows.append((name, *(str(int((decided == each).sum())) for each in (MASK_IT, KEEP_IT, APPROVE, WITHHOLD))))
    return ["## Avgjort av mennesker", told, _table(headings, rows) if rows else ""]


def _tell_sensitive(behov: Behov) -> list[str]:
    """Sensitive statements: shown only when a person has read and approved them. Not why: it may be one person."""
    sensitive = behov[behov["sensitive"] != ""]
    approved = sensitive.loc[sensitive["approved_by"] != "", "approved_by"]
    lines = [
        f"utsagn som kan være følsomme eller røpe hvem det gjelder: {len(sensitive)}",
        f"holdt tilbake som sitat: {len(sensitive) - len(approved)}",
        f"lest og godkjent: {len(approved)}",
        *(f"    - av {name}: {n}" for name, n in _count(approved)),
    ]
    return _list("Følsomme utsagn", lines)


def _tell_small(n_hidden: int, threshold: int) -> list[str]:
    return [
        f"grense: tall som gjelder færre enn {threshold} personer, vises ikke",
        f"tall som er skjult i tabeller og figurer: {n_hidden}",
    ]


def _tell_gate(searched: SearchedFor) -> list[str]:
    n_not = sum(searched.unsearched.values())
    return [
        f"filer som er gjennomsøkt før rapporten ble lagt fram: {searched.n_files}, og denne loggen",
        f"verdier som er maskert eller stanset i døra, og søkt etter i dem: {searched.n_values}",
        f"verdier det ikke er søkt etter: {n_not}",
        *(f"    - {reason}: {n}" for reason, n in sorted(searched.unsearched.items())),
        "søkt etter alt som har form som fødselsnummer, kontonummer, e-postadresse eller telefonnummer",
        "funnet: 0 (ellers blir det ingen rapport)",
    ]


def _tell_retention(delete_by: str) -> list[str]:
    due = f"råfilene skal slettes senest {delete_by}" if delete_by else "råfilene har ingen slettedato ennå"
    return [
        due,
        "kommunens arkivplan avgjør hva som bevares; `insight retention` viser fristene, og `insight forget` sletter "
        "det en person har svart",
    ]


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    told = [line if line.startswith(" ") else f"- {line}" for line in lines]
    return [f"## {heading}", "\n".join(told)] if told else []


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())


def _join(told: str) -> str:
    return "; ".join(told.split(" | "))


def _each_row(rows: pd.DataFrame, key: str) -> Any:
    return rows.sort_values(key).itertuples(index=False)


def _count(values: pd.Series) -> list[tuple[str, int]]:
    return [(str(value), int(n)) for value, n in values.value_counts().sort_index().items()]


def _plural(n: int, one: str, more: str) -> str:
    return one if n == 1 else more
