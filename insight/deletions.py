"""How files are replaced and deleted for good: each one whole or untouched, and logged without content."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from insight.errors import InsightError, raise_all

LOG_FILE = "slettelogg.csv"
LOG_COLUMNS = ("dato", "kommando", "hva", "antall_filer", "antall_rader")
DRAFT = ".glemmes-"


@dataclass(frozen=True)
class Change:
    """One file that gets a new content, or with None is deleted; `what` is its kind, as the log tells it.

    `before` is what it held when the change was planned, None when it was not there.
    """

    path: Path
    what: str
    n_rows: int
    content: bytes | None
    before: bytes | None
    is_logged: bool = True


def carry_out(changes: Iterable[Change], root: Path, command: str, *, day: date) -> None:
    """All changes in their order, after all new contents are written beside their files.

    Each file is replaced in one move (POSIX rename; MoveFileEx on Windows), and logged at once: stopped halfway, the
    same command can be given again. Raises InsightError before the first change when anything cannot be written, or
    has changed since it was read; the error tells what was done when a file hinders it later.
    """
    changes = list(changes)
    drafts: list[Path | None] = []
    done = 0
    try:
        raise_all(InsightError, [fault for change in changes for fault in _fault(change)])
        for number, change in enumerate(changes):
            drafts.append(_write_draft(change, number) if change.content is not None else None)
        for change, draft in zip(changes, drafts, strict=True):
            _finish(change, draft)
            done += 1
            if change.is_logged:
                log_deletion(root, command, change.what, n_files=1, n_rows=change.n_rows, day=day)
    except KeyboardInterrupt as error:
        raise InsightError(
            f"Avbrutt: {done} av {len(changes)} filer er ferdige. Gi samme kommando på nytt for å gjøre resten."
        ) from error
    except OSError as error:
        told = f"{done} av {len(changes)} filer er ferdige." if done else "Ingenting er endret."
        raise InsightError(
            f"{error.filename2 or error.filename or root}: kan ikke skrives eller slettes ({error.strerror}). {told} "
            "Lukk filen om den er åpen i et annet program, gi skrivetilgang, sørg for plass på disken, "
            "og gi samme kommando på nytt."
        ) from error
    finally:
        for leftover in drafts:
            if leftover:
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)


def log_deletion(root: Path, command: str, what: str, *, n_files: int, n_rows: int, day: date) -> None:
    """One line in the project's log of deletions: when, by which command, what kind and how many; never whose."""
    path = root / LOG_FILE
    held = path.read_bytes() if path.exists() else b"\xef\xbb\xbf" + _write_line(LOG_COLUMNS)
    line = _write_line((day.isoformat(), command, what, str(n_files), str(n_rows)))
    change = Change(path, "", 0, held + (b"" if held.endswith(b"\n") else b"\r\n") + line, None)
    draft = _write_draft(change, 0, name="logg")
    draft.replace(path)


def find_leftovers(folders: Iterable[Path]) -> Iterator[Path]:
    """Drafts that were left when somebody pulled the plug."""
    for folder in folders:
        yield from (file for file in sorted(folder.rglob(f"{DRAFT}*")) if file.is_file() and not file.is_symlink())


def _fault(change: Change) -> Iterator[str]:
    is_there = change.path.exists()
    held = change.path.read_bytes() if is_there and change.before is not None else None
    if change.before is not None and held != change.before:
        yield f"{change.path}: filen er endret mens kommandoen gikk. Vent til den er ferdig lagret, og prøv igjen."
    elif not os.access(change.path.parent, os.W_OK):
        yield f"{change.path}: mappen er skrivebeskyttet. Gi skrivetilgang, og prøv igjen."
    elif is_there and not os.access(change.path, os.W_OK):
        yield f"{change.path}: filen er skrivebeskyttet. Ta bort skrivebeskyttelsen, og prøv igjen."


def _write_draft(change: Change, number: int, *, name: str = "") -> Path:
    draft = change.path.with_name(f"{DRAFT}{os.getpid()}-{name}{number}")
    try:
        with draft.open("xb") as file:
            if os.name == "posix":
                os.fchmod(file.fileno(), 0o600)
            file.write(change.content or b"")
            file.flush()
            os.fsync(file.fileno())
        if change.path.exists():
            shutil.copymode(change.path, draft)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _finish(change: Change, draft: Path | None) -> None:
    if draft is None:
        change.path.unlink(missing_ok=True)
    else:
        draft.replace(change.path)


def _write_line(cells: Iterable[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
