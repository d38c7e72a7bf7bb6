"""The folder of one run: whole, or not there at all."""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import os
import re
import secrets
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import pandas_dtype

from insight.errors import InsightError, ReadError
from insight.tables import DECIMAL, DTYPES, TEXT, TIME, Table, finish

SALT_FILE, FORGOTTEN_FILE = ".salt", ".glemt"
SHORTEST_SALT = 16
RUN_FILE = "run.json"
WORD_LISTS = "ordlister"
SENTENCE_CACHE = ".setningsvektorer"
_FORGOTTEN = re.compile(r"svar [0-9a-f]{12}|fil [0-9a-f]{12} [0-9a-f]{12}")
log = logging.getLogger("insight")
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

    Who has the raw data but not the salt cannot tell from a processed table which answers a person gave. It is its
    owner's alone: rights that others have to the file are taken away (not on Windows, where the folder decides).
    Raises InsightError for one that is empty, cut or no longer what it was, and for one that is gone while the list
    of the forgotten, which it is the key to, is there.
    """
    path = root / SALT_FILE
    try:
        if not path.exists():
            _refuse_new_salt(root)
            with suppress(FileExistsError):  # another run was first
                number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(number, "w", encoding="ascii") as file:
                    file.write(secrets.token_hex(16) + "\n")
        keep_private(path)
        salt = path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        salt = ""
    except OSError as error:
        raise InsightError(
            f"{path}: kan ikke lese eller lage prosjektets salt ({error.strerror}). Gi skrivetilgang til mappen."
        ) from error
    if len(salt) < SHORTEST_SALT:
        raise InsightError(
            f"{path}: saltet er tomt eller ødelagt. Hent filen tilbake fra en sikkerhetskopi. Finnes ingen, slett den: "
            "da lages et nytt salt, alle svar og personer får nye numre, og beslutninger som er tatt, finner ikke "
            "lenger utsagnene sine."
        )
    return salt


def _refuse_new_salt(root: Path) -> None:
    if (root / FORGOTTEN_FILE).exists():
        raise InsightError(
            f"{root / SALT_FILE}: saltet er borte, men {FORGOTTEN_FILE} finnes. Uten saltet kjennes ikke de som er "
            f"glemt, igjen. Hent {SALT_FILE} tilbake fra en sikkerhetskopi. Finnes ingen, slett begge, og kjør "
            "«insight forget» på nytt for dem det gjelder."
        )


def keep_private(path: Path) -> None:
    """Take from others the rights they have to a file (POSIX); told when that was needed, or could not be done."""
    if os.name != "posix":
        return
    loose = stat.S_IMODE(path.stat().st_mode) & 0o077
    if not loose:
        return
    try:
        path.chmod(0o600)
        log.warning("%s kunne leses av andre enn eieren; det er rettet.", path)
    except OSError:
        log.warning("%s kan leses av andre enn eieren, og lar seg ikke rette. Be eieren kjøre «chmod 600».", path)


def read_forgotten(root: Path) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The marks of those who are forgotten, and of each file that was cut for it: (mark before, mark after).

    Nothing but salted fingerprints. Raises InsightError for a list that is damaged.
    """
    path = root / FORGOTTEN_FILE
    if not path.exists():
        return frozenset(), frozenset()
    try:
        keep_private(path)
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
        if not all(_FORGOTTEN.fullmatch(" ".join(line)) for line in lines):
            raise ValueError("a line that is neither of the two kinds")
    except (OSError, ValueError) as error:
        raise InsightError(
            f"{path}: listen over dem som er glemt, kan ikke leses. Hent den tilbake fra en sikkerhetskopi: uten den "
            "kan svar som skulle vært glemt, komme med i rapporten."
        ) from error
    marks = frozenset(line[1] for line in lines if line[0] == "svar")
    return marks, frozenset((line[1], line[2]) for line in lines if line[0] == "fil")


def write_forgotten(marks: Collection[str], cut: Collection[tuple[str, str]]) -> bytes:
    """What `read_forgotten` reads."""
    lines = [*(f"svar {mark}" for mark in sorted(marks)), *(f"fil {old} {new}" for old, new in sorted(cut))]
    return ("\n".join(lines) + "\n").encode("ascii")


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
