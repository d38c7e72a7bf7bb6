"""The word lists as plain text, one entry a line; `#` begins a comment. A project can add to any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from insight.errors import InsightError

_Function = TypeVar("_Function", bound=Callable[..., Any])

_own_folder: Path | None = None
_caches: list[Any] = []


def keep(function: _Function) -> _Function:
    """`functools.cache` for what is made from word lists: forgotten when a project's lists are added."""
    kept = cache(function)
    _caches.append(kept)
    return kept  # type: ignore[return-value]


def list_names() -> list[str]:
    """The names of the lists of the package, without ".txt", in order."""
    return sorted(file.name.removesuffix(".txt") for file in files(__package__).iterdir() if file.name.endswith(".txt"))


def add_lists(folder: Path | None) -> None:
    """Read the lists of `folder` (`<name>.txt`, UTF-8) after the package's own from now on; None takes them away.

    A line `-word` in them removes that word, wherever the package has it. A folder that is not there adds nothing.
    Raises `InsightError` when a file there has no namesake in the package, or is not UTF-8.
    """
    global _own_folder
    if folder is not None and folder.is_dir():
        _check(folder)
    _own_folder = folder
    for kept in _caches:
        kept.cache_clear()


def own_folder() -> Path | None:
    """The folder of the project's own lists, as `add_lists` was told."""
    return _own_folder


def _check(folder: Path) -> None:
    names = list_names()
    faults = []
    for file in sorted(folder.glob("*.txt")):
        if file.stem not in names:
            faults.append(
                f"{file}: det finnes ingen ordliste med det navnet. "
                f"Gi filen navnet til en av disse: {', '.join(names)}."
            )
            continue
        try:
            file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            faults.append(f"{file}: ordlisten er ikke lagret som UTF-8. Lagre den på nytt med koding UTF-8.")
    if faults:
        raise InsightError(*faults)


@keep
def read_words(name: str) -> tuple[str, ...]:
    """The entries of `<name>.txt`, the package's own first, in the files' order, without blank lines and comments."""
    lines = _read_lines(files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8"))
    own = _own_folder / f"{name}.txt" if _own_folder else None
    if own is None or not own.is_file():
        return tuple(lines)
    added = _read_lines(own.read_text(encoding="utf-8-sig"))
    removed = {line.removeprefix("-").strip() for line in added if line.startswith("-")}
    kept = (_without(line, removed) for line in lines)
    return tuple(line for line in (*kept, *(line for line in added if not line.startswith("-"))) if line)


@keep
def read_folded(*names: str) -> frozenset[str]:
    """The entries of some lists together, in small letters: for names, whatever case people write them in."""
    return frozenset(word.casefold() for name in names for word in read_words(name))


def _read_lines(text: str) -> list[str]:
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _without(line: str, removed: set[str]) -> str:
    """The line without the removed words; empty when none is left, with or without its key."""
    key, colon, words = line.rpartition(":")
    if not removed.intersection(map(str.strip, words.split(","))) and key.strip() not in removed:
        return line
    left = [word.strip() for word in words.split(",") if word.strip() not in removed]
    return f"{key}{colon} {', '.join(left)}".strip() if left and key.strip() not in (removed - {""}) else ""


@keep
def read_word_set(name: str) -> frozenset[str]:
    """The words of a list that has several, with commas between them, on each line."""
    return frozenset(word.strip() for line in read_words(name) for word in line.split(",") if word.strip())


@keep
def read_entries(name: str) -> dict[str, tuple[str, ...]]:
    """A list of lists: `key: word, word, ...` a line. Lines with the same key are joined."""
    entries: dict[str, tuple[str, ...]] = {}
    for line in read_words(name):
        key, _, words = line.partition(":")
        found = tuple(word.strip() for word in words.split(",") if word.strip())
        entries[key.strip()] = entries.get(key.strip(), ()) + found
    return entries
