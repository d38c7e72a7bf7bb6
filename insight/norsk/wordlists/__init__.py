"""The word lists as plain text, one entry a line; `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The entries of `<name>.txt` in this folder, in the file's order, without blank lines and comments."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def read_word_set(name: str) -> frozenset[str]:
    """The words of a list that has several, with commas between them, on each line."""
    return frozenset(word.strip() for line in read_words(name) for word in line.split(",") if word.strip())


@cache
def read_entries(name: str) -> dict[str, tuple[str, ...]]:
    """A list of lists: `key: word, word, ...` a line. Lines with the same key are joined."""
    entries: dict[str, tuple[str, ...]] = {}
    for line in read_words(name):
        key, _, words = line.partition(":")
        found = tuple(word.strip() for word in words.split(",") if word.strip())
        entries[key.strip()] = entries.get(key.strip(), ()) + found
    return entries
