"""How long raw files are kept: when each was last reported on, when it falls due, and the deletion of those that are.

GDPR art. 5(1)(e): no longer than the purpose needs. Raw answers are as a rule not to be archived once the report is
(arkivlova and the municipality's own plan decide), and the report is what is kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from insight.archive import RUN_FILE
from insight.deletions import Change, carry_out
from insight.errors import InsightError, ReadError
from insight.forget.plan import mark_file
from insight.innspill.find import find_sources, read_file
from insight.innspill.zipped import is_archive, unpack

UNREPORTED = "ingen rapport er laget av den"


@dataclass(frozen=True)
class RawAge:
    """One raw file: when the last report was made from it, and when it falls due; None when it never was.

    `fault` is why it cannot be told.
    """

    source: str
    path: Path
    content: bytes | None
    reported: date | None = None
    due: date | None = None
    fault: str = ""

    def is_due(self, day: date) -> bool:
        return self.due is not None and self.due <= day


def list_ages(
    raw: Path, out: Path, *, keep_days: int, salt: str, cut: Collection[tuple[str, str]], spared: Sequence[Path]
) -> list[RawAge]:
    """Every file of raw data with its age. Links are not followed, and what lies in `spared` is not raw data.

    A file is known by its SHA-256 in the runs' accounts (run.json). One that `insight forget` has cut since is known
    by the pairs in `cut`. The report's day is that of prosjekt.toml, else the day the account was written. Raises
    ReadError when the folder cannot be read.
    """
    reports = _read_reports(out)
    marked = {mark_file(digest, salt): day for digest, day in sorted(reports.items(), key=lambda pair: pair[1])}
    older: dict[str, set[str]] = {}
    for before, after in cut:
        older.setdefault(after, set()).add(before)
    ages = []
    for source, path in find_sources(raw, ()).items():
        if any(path.is_relative_to(folder) for folder in spared):
            continue
        if path.is_symlink():
            ages.append(RawAge(source, path, None, fault="er en lenke, og er ikke fulgt"))
            continue
        try:
            content = read_file(path, source)
            held = [each for _, each in unpack(content, source)] if is_archive(content) else [content]
        except ReadError as error:
            ages.append(RawAge(source, path, None, fault=str(error)))
            continue
        days = [marked[mark] for each in held for mark in _trace(each, salt, older) if mark in marked]
        reported = max(days, default=None)
        due = reported + timedelta(days=keep_days) if reported else None
        ages.append(RawAge(source, path, content, reported, due))
    return ages


def read_day(written: str) -> date:
    """The day given as ISO 8601, or today. Raises InsightError for what is no date."""
    try:
        return date.fromisoformat(written) if written else date.today()
    except ValueError as error:
        raise InsightError(f"--dato skal være en dato (2026-05-12), men er «{written}».") from error


def _trace(content: bytes, salt: str, older: dict[str, set[str]]) -> set[str]:
    """The mark of a file, and of what it was before it was cut."""
    found: set[str] = set()
    waiting = [mark_file(sha256(content).hexdigest(), salt)]
    while waiting:
        mark = waiting.pop()
        if mark not in found:
            found.add(mark)
            waiting += older.get(mark, ())
    return found


def _read_reports(out: Path) -> dict[str, date]:
    """The SHA-256 of each file that a run was made from, and the day of the last one."""
    found: dict[str, date] = {}
    for file in sorted(out.glob(f"*/{RUN_FILE}")) if out.is_dir() else []:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            given = str(told["innstillinger"].get("date") or "")
            day = date.fromisoformat(given) if given else datetime.fromtimestamp(file.stat().st_mtime).date()
            digests = [str(digest) for digest in told["filer"].values() if digest]
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            continue  # an account that cannot be read makes nothing due
        for digest in digests:
            found[digest] = max(day, found.get(digest, day))
    return found


def tell_ages(ages: Iterable[RawAge], *, day: date, keep_days: int) -> Iterator[str]:
    """A line for each file: those past their day first, then those that wait, then those never reported on."""
    ages = list(ages)
    due = [age for age in ages if age.is_due(day)]
    waiting = [age for age in ages if age.due and not age.is_due(day)]
    others = [age for age in ages if not age.due]
    yield f"Rådata skal slettes {keep_days} dager etter den siste rapporten fra dem. I dag er {day.isoformat()}."
    for heading, listed in (("Over fristen:", due), ("Innenfor fristen:", waiting)):
        if listed:
            yield heading
            yield from (f"  – {age.source}: rapport {age.reported}, forfaller {age.due}" for age in listed)
    if others:
        yield "Uten rapport, og aldri slettet av denne kommandoen:"
        yield from (f"  – {age.source}: {age.fault or UNREPORTED}" for age in others)


def delete_due(ages: Iterable[RawAge], root: Path, *, day: date) -> int:
    """Delete the files past their day, and log it; how many. Raises InsightError as `deletions.carry_out` does."""
    changes = [
        Change(age.path, f"rådata ({age.path.suffix.casefold() or 'uten endelse'})", 0, None, age.content)
        for age in ages
        if age.is_due(day)
    ]
    carry_out(changes, root, "retention", day=day)
    return len(changes)
