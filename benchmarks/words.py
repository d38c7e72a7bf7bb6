"""How well words are told apart: compounds, lemmas, and how many words a second. Run: python -m benchmarks.words

Counts against the hand-made lists of tests/norsk/gold: those read while the rules were made, and the held-out ones,
which no rule or word list may be mended after. `--faults` prints what differs from each.
"""

from __future__ import annotations

import csv
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from insight.norsk.compounds import find_boundaries
from insight.norsk.lemmas import find_lemma
from insight.norsk.terms import find_terms

GOLD = Path(__file__).parent.parent / "tests" / "norsk" / "gold"
COMPOUNDS, HELD_OUT_COMPOUNDS = GOLD / "sammensetninger.txt", GOLD / "sammensetninger-nye.txt"
LEMMAS, HELD_OUT_LEMMAS = GOLD / "lemmaer.csv", GOLD / "lemmaer-nye.csv"


class Boundaries(NamedTuple):
    """Boundaries between the parts of compounds: of those found, how many are right; of the right, how many found."""

    precision: float
    recall: float
    faults: list[str]


def measure_compounds(gold: Path = COMPOUNDS) -> Boundaries:
    n_right = n_found = n_hit = 0
    faults = []
    for line in read_compounds(gold):
        word = line.replace("|", "")
        right, found = set(_read_boundaries(line)), set(find_boundaries(word))
        n_right, n_found, n_hit = n_right + len(right), n_found + len(found), n_hit + len(right & found)
        if right != found:
            faults.append(f"{line} -> {put_bars(word)}")
    return Boundaries(n_hit / n_found, n_hit / n_right, faults)


def read_compounds(gold: Path = COMPOUNDS) -> list[str]:
    lines = gold.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _read_boundaries(line: str) -> list[int]:
    parts = line.split("|")
    return [sum(map(len, parts[:n])) for n in range(1, len(parts))]


def put_bars(word: str) -> str:
    ends = (0, *find_boundaries(word), len(word))
    return "|".join(word[start:end] for start, end in pairwise(ends))


def measure_lemmas(language: str, gold: Path = LEMMAS) -> tuple[float, list[str]]:
    """The share of forms with a right lemma (a slash divides those that are right), and the faults."""
    rows = [row for row in read_lemmas(gold) if row["maalform"] == language]
    faults = [
        f"{row['form']} -> {find_lemma(row['form'], language)} ({row['lemma']})"
        for row in rows
        if find_lemma(row["form"], language) not in row["lemma"].split("/")
    ]
    return 1 - len(faults) / len(rows), faults


def read_lemmas(gold: Path = LEMMAS) -> list[dict[str, str]]:
    with gold.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def measure_speed() -> tuple[float, float]:
    """Seconds to load the dictionaries, and distinct words a second thereafter."""
    words = [line.replace("|", "") for line in read_compounds()]
    began = time.perf_counter()
    find_terms("sykehjem")
    loaded = time.perf_counter()
    for word in words:
        find_terms(word)
    return loaded - began, len(words) / (time.perf_counter() - loaded)


def print_agreement(name: str, compounds: Path, lemmas: Path, *, with_faults: bool) -> None:
    boundaries = measure_compounds(compounds)
    print(f"\n{name}:\ncompound boundaries: precision {boundaries.precision:.3f}, recall {boundaries.recall:.3f}")
    faults = boundaries.faults
    for language in ("nb", "nn"):
        accuracy, wrong = measure_lemmas(language, lemmas)
        faults += wrong
        print(f"lemmas, {language}: {accuracy:.3f}")
    if with_faults:
        print(*faults, sep="\n")


def main() -> None:
    seconds, speed = measure_speed()
    print(f"loading {seconds:.1f} s, {speed:,.0f} distinct words a second")
    with_faults = "--faults" in sys.argv
    print_agreement("Read while the rules were made", COMPOUNDS, LEMMAS, with_faults=with_faults)
    print_agreement("Held-out", HELD_OUT_COMPOUNDS, HELD_OUT_LEMMAS, with_faults=with_faults)


if __name__ == "__main__":
    main()
