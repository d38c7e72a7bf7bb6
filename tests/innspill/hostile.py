"""What a bad file must do: be a clear fault, or be read with every good row heard and every loss told."""

import io
import re
import struct
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from insight.errors import InsightError, ReadError
from insight.innspill import account_files, clean_innspill, read_delivery, read_files

HUNG = 20
"""Seconds. Nothing here should take more than one or two; a reading that has not ended by then never will."""
GOOD = "god.csv"
GOOD_WORDS = (
    "Lys på stien ned til elva",
    "Et sted å være for ungdom om vinteren",
    "Flere benker der de gamle kan hvile",
)
WORDS = ("Trygg vei til skolen på Øvrebø", "Buss som går om kvelden", "Møteplass for eldre i sentrum")
TABLE = "nr;Hva trenger du?\n" + "".join(f"{number};{text}\n" for number, text in enumerate(WORDS, start=11))
CURE = re.compile(
    r"\b(?:hent|lagre|åpne|del|rett|fjern|pakk|skriv|slett|flytt|vent|lim|prøv|legg|se etter|velg)\b", re.IGNORECASE
)

Content = bytes | str | Callable[[], bytes | str]


@dataclass(frozen=True)
class Case:
    """One bad file, or one folder with something bad in it, and what must become of it.

    `refused` with `told`, parts of the error; else it must be read. `heard` are the answers that must be heard, as they
    stand after cleaning, all of them when `only`; `note` are parts of the note on the file. `either` is for damage at
    random places: a fault or a reading, and nothing else. `source` is the bad file as the accounts name it, and `lay`
    puts in the folder what is no plain file.
    """

    files: Mapping[str, Content] = field(default_factory=dict)
    refused: bool = False
    told: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    only: bool = True
    either: bool = False
    slow: bool = False
    source: str = ""
    lay: Callable[[Path], None] = lambda folder: None
    settings: Mapping[str, Any] = field(default_factory=dict)


def parameters(*kinds: Mapping[str, Case]) -> list[Any]:
    """Every case of every kind for pytest, none of them with another's name."""
    cases = [pair for kind in kinds for pair in kind.items()]
    assert len({name for name, _ in cases}) == len(cases)
    return [pytest.param(case, id=name, marks=[pytest.mark.slow] if case.slow else []) for name, case in cases]


def refuse(content: Content, *told: str, name: str = "svar.csv", **settings: Any) -> Case:
    return Case({name: content}, **{"refused": True, "told": told, "source": name, **settings})


def hear(content: Content, *heard: str, name: str = "svar.csv", **settings: Any) -> Case:
    return Case({name: content}, **{"heard": heard or WORDS, "source": name, **settings})


def survive(content: Content, name: str = "svar.csv", **settings: Any) -> Case:
    return Case({name: content}, **{"either": True, "source": name, **settings})


def assert_survived(case: Case, folder: Path) -> None:
    """Read the folder with a good file beside the bad one, and look at what became of both."""
    rows = [f"{number};{text}" for number, text in enumerate(GOOD_WORDS, start=901)]
    (folder / GOOD).write_text("\n".join(["nr;Hva savner du i bygda?", *rows]), encoding="utf-8")
    for name, content in case.files.items():
        made = content() if callable(content) else content
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(made.encode() if isinstance(made, str) else made)
    case.lay(folder)
    delivery = in_time(lambda: _read(folder, case))
    if isinstance(delivery, InsightError):
        assert case.refused or case.either, f"refused: {str(delivery)[:1_000]}"
        _assert_clear(delivery, case, folder)
    else:
        assert not case.refused, (
            f"read: {delivery.innspill['text'].str[:80].tolist()} {delivery.files['note'].tolist()}"
        )
        _assert_heard(delivery, case)


def _read(folder: Path, case: Case) -> Any:
    try:
        return read_delivery(folder, **case.settings)
    except InsightError as error:
        return error


def _assert_clear(error: InsightError, case: Case, folder: Path) -> None:
    """The error names the bad file, says what to do, and counts the good file, which alone is read."""
    assert isinstance(error, ReadError)
    faults = [fault for fault in error.faults if fault.startswith(f"{case.source}: ")]
    assert faults, f"the file is not named: {error}"
    assert all(part in str(error) for part in case.told), str(error)[:1_000]
    assert all(CURE.search(fault) for fault in faults), f"nothing says what to do: {str(error)[:1_000]}"
    assert all(len(fault) < 3_000 and fault.isprintable() for fault in faults), str(error)[:500]
    assert f"{GOOD} ({len(GOOD_WORDS)} svar)" in str(error), str(error)
    files = in_time(lambda: read_files(folder, **case.settings)).set_index("source")
    assert files.loc[GOOD, "n_answers"] == len(GOOD_WORDS) and files.loc[case.source, "note"]


def _assert_heard(delivery: Any, case: Case) -> None:
    cleaned = in_time(lambda: clean_innspill(delivery.innspill))
    files = account_files(delivery.files, cleaned).set_index("source")
    heard = cleaned[cleaned["set_aside"] == ""]
    assert sorted(heard.loc[heard["source"] == GOOD, "text"]) == sorted(GOOD_WORDS)
    assert cleaned["innspill_id"].is_unique
    texts = heard.loc[heard["source"] != GOOD, "text"].tolist()
    if case.source:
        assert case.source in files.index, files.index.tolist()
        note = files.loc[case.source, "note"]
        assert all(part in note for part in case.note), note
        _assert_counted(files.loc[case.source])
    if not case.either or case.heard:
        lost, more = set(case.heard) - set(texts), sorted(set(texts) - set(case.heard))
        assert not lost, f"not heard: {sorted(text[:80] for text in lost)}; heard: {[text[:80] for text in texts]}"
        assert not (case.only and more), f"heard besides: {[text[:80] for text in more]}"
        assert not case.only or len(texts) == len(case.heard), f"{len(texts)} answers"


def _assert_counted(file: pd.Series) -> None:
    """Answers that are set aside are told by their reasons, and rows that could not be read by their number."""
    counts = [int(part.rpartition(": ")[2]) for part in file["set_aside"].split(" | ") if part]
    assert sum(counts) == file["n_set_aside"]
    assert not file["n_unread"] or "kunne ikke leses" in file["note"]


def in_time(call: Callable[[], Any]) -> Any:
    """What `call` gives or raises. Fails when it hangs, and leaves it behind: a thread cannot be ended."""
    got: list[Any] = []

    def run() -> None:
        try:
            got.append((call(), None))
        except BaseException as error:  # handed over to the test, whatever it is
            got.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(HUNG)
    assert got, f"not done after {HUNG} seconds"
    result, error = got[0]
    if error is not None:
        raise error
    return result


def table(*answers: str, question: str = "Hva trenger du?") -> str:
    """A csv with one answer a row, each in quotes."""
    rows = [f'{number};"{answer.replace(chr(34), chr(34) * 2)}"' for number, answer in enumerate(answers, start=11)]
    return "\n".join([f"nr;{question}", *rows]) + "\n"


def rows_of(*rows: Sequence[str], delimiter: str = ";", end: str = "\n") -> str:
    return end.join(delimiter.join(row) for row in rows) + end


def zip_of(files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return held.getvalue()


def patch_sizes(content: bytes, size: int) -> bytes:
    """A zip file where each member says it is so large when unpacked."""
    held = bytearray(content)
    for magic, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = held.find(magic)
        while place >= 0:
            held[place + at : place + at + 4] = struct.pack("<I", size)
            place = held.find(magic, place + 4)
    return bytes(held)
