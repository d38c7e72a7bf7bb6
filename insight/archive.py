"""The folder of one run: whole, or not there at all."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import pandas_dtype

from insight.errors import InsightError, ReadError
from insight.tables import DECIMAL, DTYPES, TEXT, TIME, Table, finish

SALT_FILE = ".salt"
RUN_FILE = "run.json"
_ESCAPED = ("=", "+", "-", "@", "\t", "\r", "'")


@contextmanager
def draft_run(out: Path, name: str) -> Iterator[Path]:
    """A draft folder that becomes `out/name` when the block ends well, and is gone without a trace when it does not.

    A run of the same name with the same bytes is left untouched (it may be open in Excel); one with other bytes is
    replaced. Raises InsightError when `out` cannot be written to, or the earlier run cannot be moved away.
    """
    final = out / name
    draft = out / f".kladd-{name}-{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
    except OSError as error:
        raise InsightError(f"{out}: kan ikke skrive her ({error.strerror}). Velg en annen mappe med --ut.") from error
    try:
        yield draft
        if final.exists() and not _is_same(draft, final):
            _move_away(final)
        if not final.exists():
            draft.rename(final)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_table(rows: pd.DataFrame, path: Path) -> None:
    """A table as csv that Norwegian Excel opens rightly: `;`, UTF-8 with BOM, dates in ISO 8601.

    Text that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, CSV injection), which
    `read_table` takes off.
    """
    safe = rows.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name].dtype):
            safe[name] = safe[name].map(lambda value: f"'{value}" if value.startswith(_ESCAPED) else value)
    safe.to_csv(path, sep=";", index=False, encoding="utf-8-sig", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)


def read_table(path: str | Path, table: Table) -> pd.DataFrame:
    """A table of an earlier run as it was written; raises ReadError or TableError when it is not one."""
    path = Path(path)
    kinds = {column.name: column.kind for column in table.columns}
    try:
        rows = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    except (OSError, ValueError) as error:
        raise ReadError(f"{path.name}: kan ikke leses som tabellen {table.name}.") from error
    for name in rows.columns.intersection(list(kinds)):
        if kinds[name] == TEXT:
            rows[name] = rows[name].str.removeprefix("'")
        elif kinds[name] in (TIME, DECIMAL):
            rows[name] = rows[name].where(rows[name] != "", None).astype(pandas_dtype(DTYPES[kinds[name]]))
    return finish(rows, table)


def write_manifest(path: Path, content: Mapping[str, Any]) -> None:
    """The run's account of itself as JSON, keys in order and without a clock: the same run, the same bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def fingerprint(content: Any) -> str:
    """Eight hexadecimal digits that tell runs with other input or settings apart."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_salt(root: Path) -> str:
    """The project's own secret behind person_id, made at the first run and kept outside the run folders.

    Who has the raw data but not the salt cannot tell from a processed table which answers a person gave.
    """
    path = root / SALT_FILE
    try:
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_hex(16) + "\n")
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise InsightError(
            f"{path}: kan ikke lese eller lage prosjektets salt ({error.strerror}). Gi skrivetilgang til mappen."
        ) from error


def _is_same(one: Path, other: Path) -> bool:
    def contents(folder: Path) -> dict[str, str]:
        return {str(file.relative_to(folder)): hash_file(file) for file in sorted(folder.rglob("*")) if file.is_file()}

    return contents(one) == contents(other)


def _move_away(folder: Path) -> None:
    aside = folder.with_name(f".gammel-{folder.name}-{os.getpid()}")
    try:
        folder.rename(aside)
    except OSError as error:
        raise InsightError(
            f"{folder}: en tidligere kjøring kan ikke byttes ut ({error.strerror}). "
            "Lukk filene hvis de er åpne i Excel, og kjør igjen."
        ) from error
    shutil.rmtree(aside, ignore_errors=True)
