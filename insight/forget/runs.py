"""What earlier runs hold of a person: the rows of their tables, and the finished files that show the person's words."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from insight.archive import RUN_FILE
from insight.errors import InsightError, ReadError
from insight.forget.packages import CannotRewriteError, squeeze
from insight.forget.workbook import empty_rows, find_rows
from insight.innspill.find import is_named
from insight.innspill.packages import is_xml
from insight.pdf_copies import find_copies

TABLES, INNSPILL, REVIEW = "tabeller", "innspill.csv", "gjennomsyn"
GONE = "slettet"
SEARCHED = (".xlsx", ".docx", ".html", ".htm", ".md", ".txt", ".csv", ".json", ".ipynb", ".svg")
_LONG = 12
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, eq=False)
class RunFolder:
    """One run folder, and the rows of its answers that are the person's."""

    folder: Path
    rows: tuple[dict[str, str], ...]
    mine: list[dict[str, str]] = field(default_factory=list)


def read_runs(out: Path) -> list[RunFolder]:
    """Every run folder under `out` that has its table of answers. Raises InsightError for one that cannot be read."""
    found = []
    for file in sorted(out.glob(f"*/{TABLES}/{INNSPILL}")) if out.is_dir() else []:
        if not file.is_symlink() and not file.parent.parent.is_symlink():
            header, rows = read_rows(file)
            found.append(RunFolder(file.parent.parent, tuple(dict(zip(header, row, strict=False)) for row in rows)))
    return found


def find_rows_meant(runs: Collection[RunFolder], wanted: str, source: str = "") -> list[dict[str, str]]:
    """The rows of runs that `wanted` means, for when the raw data are gone; `source` narrows them to a file.

    It is a person_id, an innspill_id, a behov_id or «file#row».
    """
    wanted = wanted.strip()
    place, _, number = wanted.rpartition("#")
    return [
        row
        for run in runs
        for row in run.rows
        if (not source or is_named(row["source"], [source]))
        and (wanted in (row["innspill_id"], row["person_id"]) or place in (row["innspill_id"], row["source"]))
        and (place != row["source"] or number == row["row"])
    ]


def find_in_runs(runs: Collection[RunFolder], known: Mapping[str, Collection[str]]) -> None:
    """Fill `mine` of each run: the rows of the person's answers, and of all that the run itself ties to that person.

    `known` are the numbers of answers, each with the files it may come from; none when nobody else's has the number.
    """
    ids: dict[str, set[str]] = {key: set(sources) for key, sources in known.items()}
    is_new = True
    while is_new:
        is_new = False
        for run in runs:
            taken = {id(row) for row in run.mine}
            persons = {row["person_id"] for row in run.mine} - {""}
            for row in run.rows:
                base = row["innspill_id"].partition("-")[0]
                is_known = base in ids and (not ids[base] or row["source"] in ids[base])
                if id(row) not in taken and (is_known or row["person_id"] in persons):
                    run.mine.append(row)
                    ids.setdefault(base, {row["source"]})
                    is_new = True


def clean_tables(run: RunFolder) -> Iterator[tuple[Path, int, bytes]]:
    """(file, how many rows go or change, its new content) for each table of a run that holds something of the person.

    Rows with the person's answers go. Elsewhere what points to the person's statements is taken out, and the person's
    words as a need's statement; the counts stay as they were printed.
    """
    ids = {row["innspill_id"] for row in run.mine}
    if not ids:
        return
    tables = {file: read_rows(file) for file in sorted((run.folder / TABLES).glob("*.csv")) if not file.is_symlink()}
    quotes = {
        row[header.index("quote")].removeprefix("'")
        for header, rows in tables.values()
        if {"quote", "innspill_id"} <= set(header)
        for row in rows
        if row[header.index("innspill_id")] in ids
    }
    for file, (header, rows) in tables.items():
        key = header.index("innspill_id") if "innspill_id" in header else None
        kept = [row for row in rows if key is None or row[key] not in ids]
        changed = [[_clean_cell(cell, ids, quotes) for cell in row] for row in kept]
        n_changed = len(rows) - len(kept) + sum(new != old for new, old in zip(changed, kept, strict=True))
        if n_changed:
            yield file, n_changed, _write_rows([header, *changed])


def clean_labels(file: Path, words: Collection[str]) -> tuple[int, bytes]:
    """The project's labelled statements without those in the person's words: how many went, and the new content."""
    header, rows = read_rows(file)
    said = [join(word) for word in words]
    place = header.index("utsagn") if "utsagn" in header else 0
    told = [join(row[place].removeprefix("'")) for row in rows]
    kept = [row for row, label in zip(rows, told, strict=True) if not any(label in word for word in said)]
    return len(rows) - len(kept), _write_rows([header, *kept])


def list_words(run: RunFolder) -> set[str]:
    """The numbers and the words, as the run's tables hold them, by which the person can be found in finished files."""
    ids = {row["innspill_id"] for row in run.mine}
    words = set(ids) | {row["text"].removeprefix("'") for row in run.mine}
    for file in sorted((run.folder / TABLES).glob("*.csv")):
        header, rows = read_rows(file)
        if "innspill_id" in header:
            key, told = (
                header.index("innspill_id"),
                [header.index(name) for name in ("quote", "context") if name in header],
            )
            words |= {row[place].removeprefix("'") for row in rows if row[key] in ids for place in told}
    return {word for word in words if len(word) >= _LONG}


def find_reports(folder: Path, words: Collection[str]) -> Iterator[tuple[Path, bool]]:
    """(file, whether it could be looked through) for each finished file that shows the words, or that may do so."""
    wanted = [join(word) for word in words]
    for file in sorted(folder.rglob("*")):
        is_ours = file.parent.name == TABLES or file.name == RUN_FILE
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if is_ours or is_hidden or file.is_symlink() or not file.is_file():
            continue
        if file.suffix.casefold() in SEARCHED:
            text = read_text(file.read_bytes())
            if any(word in text for word in wanted):
                yield file, True
        elif file.suffix.casefold() in (".pdf", ".parquet", ".pptx", ".odt", ".zip"):
            yield file, False


def find_pdfs(folder: Path, reports: Collection[tuple[Path, bool]]) -> list[Path]:
    """The PDF copies of each run in which a Word document shows the words, as `find_reports` tells.

    A PDF cannot be searched, and can be made again: all copies of such a run go.
    """
    shown = {file.parent for file, is_searched in reports if is_searched and file.suffix.casefold() == ".docx"}
    names = sorted(run.name for run in shown if run.parent == folder)
    return [file for name in names for file in find_copies(folder, name)]


def clean_review(content: bytes, source: str, words: Collection[str]) -> tuple[int, bytes]:
    """A list for a person's review without the rows that show the words; (0, ...) when none does.

    Raises CannotRewriteError.
    """
    try:
        rows = find_rows(content, source, words)
    except ReadError as error:
        raise CannotRewriteError("listen kan ikke leses") from error
    n_rows = sum(map(len, rows.values()))
    return n_rows, empty_rows(content, source, rows, checked=words) if n_rows else content


def read_rows(file: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a table of a run, as they are written."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    except (OSError, ValueError, csv.Error) as error:
        told = f"{file}: kan ikke leses som tabell. Slett mappen den ligger i, eller hent den tilbake, og prøv igjen."
        raise InsightError(told) from error
    width = len(header)
    return header, [[*row, *[""] * (width - len(row))] for row in rows]


def _write_rows(rows: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _clean_cell(cell: str, ids: Collection[str], quotes: Collection[str]) -> str:
    """Numbers of the person's statements go out of lists; one that stands alone leaves a word in its place."""
    if cell and cell.removeprefix("'") in quotes:
        return ""
    parts = cell.split(" ")
    kept = [part for part in parts if part.partition("#")[0] not in ids]
    if len(kept) == len(parts):
        return cell
    return " ".join(kept) if kept or len(parts) > 1 else GONE


def read_text(content: bytes) -> str:
    """The text of a finished file in one form, without marks: words cut in pieces are whole again."""
    if not content.startswith(b"PK"):
        return _strip(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        held = {name: package.read(name) for name in package.namelist()}
    return " ".join(_strip(part.decode("utf-8", "replace")) for name, part in held.items() if is_xml(name, part))


def _strip(text: str) -> str:
    return join(html.unescape(_TAG.sub("", text)))


def join(text: str) -> str:
    """Without blanks, which tags and line ends may have taken the place of."""
    return squeeze(text).replace(" ", "")
