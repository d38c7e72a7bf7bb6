"""How well words are told apart: compounds, lemmas, and how many words a second. Run: python -m benchmarks.words

Counts against the hand-made lists of tests/norsk/gold; `--faults` prints what differs from them.
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


class Boundaries(NamedTuple):
    """Boundaries between the parts of compounds: of those found, how many are right; of the right, how many found."""

    precision: float
    recall: float
    faults: list[str]


def measure_compounds() -> Boundaries:
    n_right = n_found = n_hit = 0
    faults = []
    for line in read_compounds():
        word = line.replace("|", "")
        right, found = set(_read_boundaries(line)), set(find_boundaries(word))
        n_right, n_found, n_hit = n_right + len(right), n_found + len(found), n_hit + len(right & found)
        if right != found:
            faults.append(f"{line} -> {put_bars(word)}")
    return Boundaries(n_hit / n_found, n_hit / n_right, faults)


def read_compounds() -> list[str]:
    lines = (GOLD / "sammensetninger.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _read_boundaries(line: str) -> list[int]:
    parts = line.split("|")
    return [sum(map(len, parts[:n])) for n in range(1, len(parts))]


def put_bars(word: str) -> str:
    ends = (0, *find_boundaries(word), len(word))
    return "|".join(word[start:end] for start, end in pairwise(ends))


def measure_lemmas(language: str) -> tuple[float, list[str]]:
    """The share of forms with a right lemma (a slash divides those that are right), and the faults."""
    with (GOLD / "lemmaer.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["maalform"] == language]
    faults = [
        f"{row['form']} -> {find_lemma(row['form'], language)} ({row['lemma']})"
        for row in rows
        if find_lemma(row["form"], language) not in row["lemma"].split("/")
    ]
    return 1 - len(faults) / len(rows), faults


def measure_speed() -> tuple[float, float]:
    """Seconds to load the dictionaries, and distinct words a second thereafter."""
    words = [line.replace("|", "") for line in read_compounds()]
    began = time.perf_counter()
    find_terms("sykehjem")
    loaded = time.perf_counter()
    for word in words:
        find_terms(word)
    return loaded - began, len(words) / (time.perf_counter() - loaded)


def main() -> None:
    seconds, speed = measure_speed()
    compounds = measure_compounds()
    print(f"loading {seconds:.1f} s, {speed:,.0f} distinct words a second")
    print(f"compound boundaries: precision {compounds.precision:.3f}, recall {compounds.recall:.3f}")
    faults = compounds.faults
    for language in ("nb", "nn"):
        accuracy, wrong = measure_lemmas(language)
        faults += wrong
        print(f"lemmas, {language}: {accuracy:.3f}")
    if "--faults" in sys.argv:
        print(*faults, sep="\n")


if __name__ == "__main__":
    main()
