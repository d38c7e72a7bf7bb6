"""Which files of a folder hold raw data, and which are somebody's notes to self."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from insight.errors import ReadError

READABLE = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".docx", ".md")
REFUSED = (".xls",)
KINDS_READ = "Excel (.xlsx), tekst med kolonner (.csv, .tsv, .txt), Word (.docx) og notater (.txt, .md)"
_OURS = ("readme.md", "prosjekt.toml")
_DECISIONS = "beslutninger"


def find_sources(path: Path, leave_out: Sequence[str]) -> dict[str, Path]:
    """Each file's name (with its subfolder) and where it lies, sorted; a path to a file gives that file.

    Hidden files, lock files (~$), README.md, prosjekt.toml and files of decisions are passed over, and so is
    what `leave_out` names: a file, a folder or a pattern (*). Links out of the folder are not followed.
    Raises ReadError when there is nothing at `path`.
    """
    if path.is_file():
        return {_name_source(path.name): path}
    if not path.is_dir():
        raise ReadError(f"{path}: finnes ikke. Skriv stien til mappen eller filen med svarene.")
    root = path.resolve()
    found = {
        _name_source(file.relative_to(path).as_posix()): file
        for file in path.rglob("*")
        if file.is_file() and file.resolve().is_relative_to(root)
    }
    return {
        source: found[source] for source in sorted(found) if not _is_ours(source) and not is_named(source, leave_out)
    }


def is_named(source: str, names: Sequence[str]) -> bool:
    """Whether a file, its bare name or a folder it lies in is one of `names`; * stands for anything."""
    parts = source.split("/")
    paths = [source, parts[-1], *("/".join(parts[:depth]) for depth in range(1, len(parts)))]
    patterns = [_name_source(name).rstrip("/") for name in names]
    return any(part == pattern or fnmatchcase(part, pattern) for part in paths for pattern in patterns)


def _is_ours(source: str) -> bool:
    name = source.rpartition("/")[2].casefold()
    is_hidden = any(part.startswith(".") for part in source.split("/"))
    return is_hidden or name.startswith(("~$", _DECISIONS)) or name in _OURS


def _name_source(name: str) -> str:
    return unicodedata.normalize("NFC", name)
