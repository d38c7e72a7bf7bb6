"""Which files of a folder hold raw data, and how one is opened without being led astray."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Container, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from insight.errors import ReadError, raise_all

READABLE = (
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".sav", ".zsav", ".json", ".docx", ".doc", ".md",
    ".eml", ".zip",
)  # fmt: skip
"""The endings of files that are opened; some of them only to be refused with the cure."""
KINDS_READ = (
    "regneark (.xlsx, .xlsm, .xls, .xlsb, .ods), tekst med kolonner (.csv, .tsv, .txt), SPSS (.sav), "
    "kodebøker (.json), Word (.docx), notater (.txt, .md), e-post (.eml) og zip-filer med slike"
)
MAX_BYTES = 500_000_000
MAX_DEPTH = 40
_OURS = ("readme.md", "prosjekt.toml", "slettelogg.csv", "merkelapper.csv", "evaluering.json")
_DECISIONS = "beslutninger"
_CAUSES = {
    errno.EACCES: "du har ikke lov til å lese den, eller den er åpen i et annet program",
    errno.EPERM: "du har ikke lov til å lese den, eller den er åpen i et annet program",
    errno.ENOENT: "den er flyttet eller slettet",
    errno.EIO: "disken svarer ikke",
    errno.ENAMETOOLONG: "navnet eller stien er for lang",
}


def find_sources(path: Path, leave_out: Sequence[str]) -> dict[str, Path]:
    """Each file's name (with its subfolder) and where it lies, sorted; a path to a file gives that file.

    Hidden files, lock files (~$), README.md, prosjekt.toml, slettelogg.csv and files of decisions are passed over, and
    so is what `leave_out` names: a file, a folder or a pattern (*). Links out of the folder are not followed, and only
    ordinary files are opened: `find_passed_over` tells of the others. Names are composed (NFC), with signs that
    cannot be shown written out; of two that then look alike, the second is numbered.
    Raises ReadError when there is nothing at `path`, or a folder in it cannot be opened.
    """
    if path.is_file():
        return {show_name(path.name): path}
    found: dict[str, Path] = {}
    for source, file, reason in _walk(path, leave_out):
        if not reason:
            found[number_name(source, found)] = file
    return dict(sorted(found.items()))


def find_passed_over(path: Path, leave_out: Sequence[str]) -> dict[str, str]:
    """What in a folder is no ordinary file of its own, and why it is not read. Raises as `find_sources` does."""
    if path.is_file():
        return {}
    return {source: reason for source, _, reason in sorted(_walk(path, leave_out)) if reason}


def read_file(path: Path, source: str | None = None) -> bytes:
    """All that the file holds. `source` is what it is called in errors.

    Never waits for a pipe or a device. Raises ReadError when it is no ordinary file, is larger than MAX_BYTES, cannot
    be opened, or was written to meanwhile.
    """
    source = source or show_name(path.name)
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            before = os.fstat(number)
            if not stat.S_ISREG(before.st_mode):
                raise ReadError(f"{source}: er ikke en vanlig fil. Flytt den ut av mappen.")
            if before.st_size > MAX_BYTES:
                raise ReadError(
                    f"{source}: filen er på {before.st_size // 1_000_000} MB; grensen er {MAX_BYTES // 1_000_000} MB. "
                    "Hent eksporten i flere deler, eller fjern bilder og vedlegg fra den."
                )
            content = file.read(before.st_size + 1)
            after = os.fstat(number)
    except (OSError, ValueError) as error:
        raise ReadError(f"{source}: kan ikke åpnes: {_tell_cause(error)}. Rett det og prøv igjen.") from error
    if len(content) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise ReadError(
            f"{source}: filen skrives fortsatt. Vent til den er ferdig lagret eller lastet ned; prøv igjen."
        )
    return content


def is_named(source: str, names: Sequence[str]) -> bool:
    """Whether a file, its bare name or a folder it lies in is one of `names`; * stands for anything."""
    parts = source.split("/")
    paths = [source, parts[-1], *("/".join(parts[:depth]) for depth in range(1, len(parts)))]
    patterns = [pattern for name in names for pattern in (show_name(name).rstrip("/"), _as_path(name))]
    return any(part == pattern or fnmatchcase(part, pattern) for part in paths for pattern in patterns)


def show_name(name: str) -> str:
    """A name that can be shown and stored: composed (NFC), bytes that are no text and invisible signs as escapes.

    >>> show_name("a\u030apent\u202exslx.csv")
    'åpent\\\\u202exslx.csv'
    """
    text = unicodedata.normalize("NFC", name)
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def number_name(name: str, taken: Container[str]) -> str:
    """The name, with a number before its ending when another file is called so already."""
    path, number = PurePosixPath(name), 1
    while name in taken:
        number += 1
        name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    return name


def _walk(root: Path, leave_out: Sequence[str]) -> Iterator[tuple[str, Path, str]]:
    """(source, where it lies, why it is passed over or "") of all that is no folder, whatever order it is stored in."""
    if not root.is_dir():
        if os.path.lexists(root):
            raise ReadError(f"{show_name(str(root))}: er verken en mappe eller en vanlig fil.")
        raise ReadError(f"{show_name(str(root))}: finnes ikke. Skriv stien til mappen eller filen med svarene.")
    real = root.resolve()
    faults = []
    waiting = [(root, "")]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            faults.append(f"{above or show_name(str(root))}: mappen kan ikke åpnes: {_tell_cause(error)}.")
            continue
        for entry in entries:
            source, path = f"{above}{show_name(entry.name)}", Path(entry.path)
            if entry.name.startswith(".") or is_named(source, leave_out):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if not _is_ours(entry.name):
                    yield source, path, _tell_why_not(entry, real)
            elif source.count("/") >= MAX_DEPTH:
                faults.append(f"{source[:100]} ...: mer enn {MAX_DEPTH} mapper i hverandre. Flytt filene høyere opp.")
            else:
                waiting.append((path, f"{source}/"))
    raise_all(ReadError, faults)


def _tell_why_not(entry: os.DirEntry[str], root: Path) -> str:
    """Why something in a folder is not read, or "" for an ordinary file, or a link to one within `root`."""
    if entry.is_symlink():
        try:
            target = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):
            return "er en lenke som ikke fører noe sted, og er ikke fulgt"
        if not target.is_relative_to(root):
            return "er en lenke ut av mappen, og er ikke fulgt"
        if target.is_dir():
            return "er en lenke til en mappe, og er ikke fulgt"
        return "" if target.is_file() else "er en lenke til noe annet enn en vanlig fil, og er ikke fulgt"
    return "" if entry.is_file(follow_symlinks=False) else "er ikke en vanlig fil, og er ikke åpnet"


def _tell_cause(error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    return _CAUSES.get(number or 0, f"systemet svarer «{error}»")


def _is_ours(name: str) -> bool:
    return name.casefold().startswith(("~$", _DECISIONS, "merking-runde-")) or name.casefold() in _OURS


def _as_path(name: str) -> str:
    r"""A name as it may be written on Windows or in a shell: "under\svar.csv", "./svar.csv"."""
    return show_name(name.replace("\\", "/")).removeprefix("./").rstrip("/")
