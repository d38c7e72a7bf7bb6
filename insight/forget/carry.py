"""A plan told in bokmål, and carried out: counts and names of files, never what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from insight.deletions import Change, carry_out
from insight.forget.plan import Plan, list_kinds

MOST = 20
"""Places that are listed."""


def forget(plan: Plan, root: Path, *, files: bool, reports: bool) -> None:
    """Carry out a plan; `files` deletes the raw files that cannot be cut, `reports` the finished files as well.

    The list of the forgotten is written first, so that whatever stops the rest, the person is in no later report.
    Raises InsightError as `deletions.carry_out` does.
    """
    changes = list(plan.changes)
    if files:
        changes += [
            Change(path, f"hel fil med rådata ({path.suffix.casefold() or 'uten endelse'})", 0, None, path.read_bytes())
            for path, _, _ in plan.replace
        ]
    if reports:
        changes += [
            Change(path, f"ferdig rapport ({path.suffix.casefold()})", 0, None, path.read_bytes())
            for path, is_searched in plan.reports
            if is_searched
        ]
    carry_out(changes, root, "forget", day=date.today())


def tell_plan(plan: Plan, root: Path, *, done: bool, files: bool, reports: bool) -> Iterator[str]:
    """What is found, what is done or would be, and what is left for a person to do."""
    persons = _count(plan.n_persons, "person", "personer eller lapper")
    rows = _count(plan.n_responses, "rad eller lapp", "rader eller lapper")
    yield f"Fant {persons}: {rows} i filene, {plan.n_answers} svar."
    yield from (f"  {source}, rad {row}" for source, row in plan.places[:MOST])
    yield from [f"  ... og {len(plan.places) - MOST} til"] if len(plan.places) > MOST else []
    yield "Dette er gjort:" if done else "Dette blir gjort med --slett (ingenting er gjort ennå):"
    yield "  – personen føres på listen over dem som er glemt, og holdes utenfor senere rapporter"
    for what, (n_files, n_rows) in list_kinds(plan.changes).items():
        rows = f", {_count(n_rows, 'rad', 'rader')}" if n_rows else ""
        yield f"  – {what}: {_count(n_files, 'fil', 'filer')}{rows}"
    if plan.replace:
        yield "Slettet i sin helhet:" if done and files else "Må erstattes, for filen kan ikke rettes trygt herfra:"
        yield from (f"  – {source}: {reason}" for _, source, reason in plan.replace)
        if not (done and files):
            yield "  Hent dem på nytt uten personen, eller slett dem med --slett --slett-fil."
    yield from _tell_reports(plan, root, is_done=done and reports)
    if plan.unread:
        yield "Se selv om personen er her:"
        yield from (f"  – {source}: {reason}" for source, reason in plan.unread)


def _tell_reports(plan: Plan, root: Path, *, is_done: bool) -> Iterator[str]:
    shown = [path for path, is_searched in plan.reports if is_searched]
    doubtful = [path for path, is_searched in plan.reports if not is_searched]
    if shown:
        yield "Slettede rapporter:" if is_done else "Ferdige filer som viser personens ord:"
        yield from (f"  – {_shorten(path, root)}" for path in shown)
    if shown and not is_done:
        yield (
            "  De slettes med --slett --slett-rapporter. Er en rapport levert, er den arkivverdig (arkivlova): "
            "da avgjør kommunens arkivansvarlige."
        )
    if doubtful:
        yield "Filer blant resultatene som ikke lar seg gjennomsøke, og må ses over:"
        yield from (f"  – {_shorten(path, root)}" for path in doubtful)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _shorten(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
