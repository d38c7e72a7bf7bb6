"""How well personal data are found. Run: python -m benchmarks.masking FOLDER [--new] [--faults]

FOLDER has `norne_nob_dev.csv` and `norne_nno_dev.csv` (names of people in news, blogs and speeches: NorNE, Jørgensen et
al. 2020). The other sets are written by hand as citizens write, tests/innspill/gold: those the rules were made with,
and with `--new` the held-out ones, which no rule, list or model may be mended after. `--faults` prints what is missed
and what is masked in vain.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from insight.innspill.findings import Finding
from insight.innspill.mask import find_identifiers
from insight.innspill.names import find_names_in
from insight.norsk.wordlists import read_words

GOLD = Path(__file__).parent.parent / "tests" / "innspill" / "gold"
DEVELOPMENT = tuple(
    GOLD / f"maskering-{name}.txt" for name in ("utvikling", "numre", "nye", "proeve", "flere", "blandet")
)
HELD_OUT = (GOLD / "maskering-holdt-utenfor.txt",)
NAME, PLACE = "navn", "sted"

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARK = re.compile(r"<(/?)([\w-]+)>")


class Marked(NamedTuple):
    """A text and the spans in it that are marked: start, end, type."""

    language: str
    text: str
    spans: list[tuple[int, int, str]]


class Agreement(NamedTuple):
    """Words in people's names: the share found, of those found the share right; and of names, the share found whole."""

    recall: float
    precision: float
    whole: float


def read_norne(path: Path) -> list[Marked]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Marked(
                row["lang"],
                row["text"],
                [(start, end, NAME) for start, end, kind, _ in json.loads(row["entities"]) if kind == "PER"],
            )
            for row in csv.DictReader(file)
        ]


def read_gold(path: Path) -> list[Marked]:
    """Lines `language<TAB>text` with <type>marks</type> in the text; those that begin with # are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read_marks(*line.split("\t", 1)) for line in lines if "\t" in line and not line.startswith("#")]


def _read_marks(language: str, line: str) -> Marked:
    text, end, begun, spans = "", 0, 0, []
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        end = mark.end()
        if mark[1]:
            spans.append((begun, len(text), mark[2]))
        else:
            begun = len(text)
    return Marked(language, text + line[end:], spans)


def compare_names(marked: Sequence[Marked], found: Sequence[list[Finding]]) -> tuple[Agreement, list[str], list[str]]:
    """How names agree, what was missed ("word | text"), and what was masked in vain."""
    n_right = n_found = n_hit = n_names = n_whole = 0
    missed, vain = [], []
    for (_, text, spans), findings in zip(marked, found, strict=True):
        words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
        right = {word for word in words if _touches(word, ((s, e) for s, e, kind in spans if kind == NAME))}
        other = {word for word in words if _touches(word, ((s, e) for s, e, _ in spans))} - right
        masked = {word for word in words if _touches(word, ((f.start, f.end) for f in findings if f.type == NAME))}
        gone = {word for word in words if _touches(word, ((f.start, f.end) for f in findings))}
        n_right, n_found, n_hit = n_right + len(right), n_found + len(masked - other), n_hit + len(right & gone)
        for start, end, kind in spans:
            if kind == NAME:
                inside = {word for word in words if word[0] < end and word[1] > start}
                n_names, n_whole = n_names + 1, n_whole + (inside <= gone)
                if not inside <= gone:
                    missed.append(f"{text[start:end]} | {text}")
        vain += [f"{text[start:end]} | {text}" for start, end in sorted(masked - right - other)]
    n_vain = len(vain)
    shares = ((n_hit, n_right), (n_found - n_vain, n_found), (n_whole, n_names))
    return Agreement(*(part / whole if whole else 1.0 for part, whole in shares)), missed, vain


def _touches(word: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(word[0] < end and word[1] > start for start, end in spans)


def count_kinds(missed: Iterable[str]) -> Counter[str]:
    """Missed names by what is special about them."""
    first = {name.casefold() for each in ("fornavn", "fornavn-flere") for name in read_words(each)}
    known = first | {name.casefold() for name in read_words("etternavn")}
    kinds: Counter[str] = Counter()
    for name in (line.split(" | ")[0] for line in missed):
        words = name.split()
        if name.islower():
            kinds["in small letters"] += 1
        elif any(len(word.strip(".")) == 1 for word in words):
            kinds["with an initial"] += 1
        elif len(words) > 1:
            kinds["several words"] += 1
        elif words[0].casefold() in first:
            kinds["a first name alone"] += 1
        else:
            kinds["a known surname alone" if words[0].casefold() in known else "one word on no list"] += 1
    return kinds


def measure_norne(folder: Path, *, with_faults: bool) -> None:
    for language in ("nob", "nno"):
        marked = read_norne(folder / f"norne_{language}_dev.csv")
        all_found = find_names_in([each.text for each in marked])
        found = [[finding for finding in each if finding.sure] for each in all_found]
        agreement, missed, vain = compare_names(marked, found)
        print_names(f"NorNE {language}", agreement)
        n_doubtful = sum(any(not finding.sure for finding in each) for each in all_found)
        print(f"  texts with a doubtful name: {n_doubtful / len(marked):.1%}; missed: {dict(count_kinds(missed))}")
        print_faults(missed, vain, with_faults=with_faults)


def print_names(title: str, agreement: Agreement) -> None:
    print(
        f"{title}: names: words found {agreement.recall:.3f}, of those found right {agreement.precision:.3f}, "
        f"whole names {agreement.whole:.3f}"
    )


def print_faults(missed: Sequence[str], vain: Sequence[str], *, with_faults: bool) -> None:
    if with_faults:
        print(*(f"    missed: {line}" for line in missed), *(f"    in vain: {line}" for line in vain), sep="\n")


def measure_gold(path: Path, *, with_faults: bool) -> None:
    everything = read_gold(path)
    all_found = [find_identifiers(each.text) for each in everything]
    print(f"\n{path.name}: {len(everything)} texts")
    for language in ("", *sorted({each.language for each in everything})):
        rows = [row for row, each in enumerate(everything) if not language or each.language == language]
        marked = [everything[row] for row in rows]
        found = [[finding for finding in all_found[row] if finding.sure] for row in rows]
        agreement, missed, vain = compare_names(marked, found)
        print_names(language or "all", agreement)
        if not language:
            n_doubtful = sum(any(not finding.sure for finding in all_found[row]) for row in rows)
            print(
                f"  texts with something doubtful: {n_doubtful / len(marked):.1%}; missed: {dict(count_kinds(missed))}"
            )
            print_faults(missed, vain, with_faults=with_faults)
        print_types(marked, found, each=not language, with_faults=with_faults and not language)


def print_types(marked: Sequence[Marked], found: Sequence[list[Finding]], *, each: bool, with_faults: bool) -> None:
    """By type: marks wholly gone, those with the right type, places untouched, and what is masked in vain."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    faults = []
    for (_, text, spans), findings in zip(marked, found, strict=True):
        for start, end, kind in spans:
            over = [finding for finding in findings if finding.start < end and finding.end > start]
            covered = sum(min(end, finding.end) - max(start, finding.start) for finding in over)
            is_right = not over if kind == PLACE else covered == end - start
            counts[kind].update(n=1, right=is_right, typed=any(finding.type == kind for finding in over))
            if not is_right and kind != NAME:
                faults.append(f"    {kind}: {text[start:end]} | {text}")
        for finding in findings:
            if finding.type != NAME and not _touches(finding[:2], ((s, e) for s, e, _ in spans)):
                counts[finding.type]["vain"] += 1
                faults.append(f"    {finding.type} in vain: {text[finding.start : finding.end]} | {text}")
    structured = [count for kind, count in counts.items() if kind not in (NAME, PLACE)]
    total = sum((Counter(count) for count in structured), Counter[str]())
    place = counts[PLACE]
    print(
        f"  the other types: gone {_share(total, 'right')}, of the right type {_share(total, 'typed')}, "
        f"in vain {total['vain']}; places kept {_share(place, 'right')}"
    )
    for kind in sorted(set(counts) - {NAME, PLACE}) if each else ():
        print(f"    {kind}: gone {_share(counts[kind], 'right')}, in vain {counts[kind]['vain']}")
    if with_faults:
        print(*faults, sep="\n")


def _share(counts: Counter[str], key: str) -> str:
    return f"{counts[key] / counts['n']:.3f} of {counts['n']}" if counts["n"] else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where the norne files lie; without, only the gold sets")
    parser.add_argument("--new", action="store_true", help="measure the held-out set as well")
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    if chosen.folder:
        measure_norne(chosen.folder, with_faults=chosen.faults)
    for path in DEVELOPMENT:
        measure_gold(path, with_faults=chosen.faults)
    for path in HELD_OUT if chosen.new else ():
        measure_gold(path, with_faults=False)


if __name__ == "__main__":
    main()
