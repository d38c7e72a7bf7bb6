"""What it takes to forget a person: every change worked out and checked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from insight.archive import FORGOTTEN_FILE, read_forgotten, write_forgotten
from insight.coding.labels import LABELS_FILE
from insight.deletions import Change, find_leftovers
from insight.errors import InsightError, ReadError
from insight.forget.packages import CannotRewriteError
from insight.forget.responses import (
    RawData,
    RawFile,
    Said,
    choose_kept,
    find_matches,
    gather_persons,
    read_raw,
)
from insight.forget.rewrite import list_values, remove_from_json, rewrite
from insight.forget.runs import (
    REVIEW,
    RunFolder,
    clean_labels,
    clean_review,
    clean_tables,
    find_in_runs,
    find_pdfs,
    find_reports,
    find_rows_meant,
    join,
    list_words,
    read_runs,
    read_text,
)
from insight.innspill.find import is_named
from insight.innspill.forgotten import mark_row
from insight.innspill.ids import fingerprint
from insight.innspill.zipped import unpack

TELLING = 25
"""Signs in a text that nobody else is likely to have written: then a copy of it is a copy of this person's words."""
_SEARCHED = (".pdf", ".png", ".jpg", ".jpeg", ".doc", ".msg", ".pptx", ".xls", ".xlsb", ".sav", ".zsav")
"""Kinds of files in which words are stored in ways that a search does not see."""


@dataclass
class Plan:
    """What is found of a person, and what must be done.

    `places` are where the answers stand: file and row. `changes` is what is done with --slett. `replace` are raw files
    with the person that cannot be cut, each with the reason, and `reports` finished files that show the person's words,
    with whether they could be searched. `unread` is what a human must look at.
    """

    n_persons: int
    n_responses: int
    n_answers: int
    places: list[tuple[str, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    replace: list[tuple[Path, str, str]] = field(default_factory=list)
    reports: list[tuple[Path, bool]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


class SeveralError(InsightError):
    """What was given fits more than one person."""


def plan_forgetting(
    wanted: str,
    *,
    root: Path,
    raw: Path,
    out: Path,
    columns: Mapping[str, Any],
    leave_out: Sequence[str],
    salt: str,
    source: str = "",
    every: bool = False,
    reviews: Path | None = None,
    cache: Path | None = None,
) -> Plan:
    """Everything that is to be written or deleted for one person to be forgotten; nothing is written here.

    `wanted` is what `responses.find_matches` takes, `source` narrows it to a file, and `every` takes all persons it
    fits. `reviews` is the list that people have decided in, `cache` the folder of sentence vectors. Raises
    InsightError when nobody, or with `every` False more than one, is found.
    """
    data = read_raw(raw, columns, leave_out, salt)
    matches = [each for each in find_matches(data, wanted, salt) if not source or is_named(each.source, [source])]
    persons = gather_persons(data, matches)
    said = [each for person in persons for each in person]
    runs = read_runs(out)
    rows = [] if said else find_rows_meant(runs, wanted, source)
    n_persons = len(persons) or len({row["person_id"] or row["innspill_id"] for row in rows})
    if n_persons > 1 and not every:
        raise SeveralError(*_tell_several(wanted, persons, matches, rows))
    find_in_runs(runs, _know(data, said) | {row["innspill_id"].partition("-")[0]: {row["source"]} for row in rows})
    if not said and not rows:
        raise InsightError(_tell_nobody(wanted, source, data))
    plan = Plan(n_persons, _count_responses(said, runs), len(said) or sum(len(run.mine) for run in runs))
    plan.places = sorted({(each.source, each.row) for each in said})
    plan.unread = [*data.unread, *_find_mentions(data, said)]
    changes, cut = _plan_raw(data, said, plan, salt)
    changes = [*_plan_runs(runs, plan, root, out, reviews, said), *changes, *_plan_rest(raw, out, root, cache)]
    plan.changes = [_plan_list(root, said, runs, cut, salt), *changes]
    return plan


def _find_mentions(data: RawData, said: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """Other people's answers in which something stands that only this person's rows have, such as the name."""
    mine = {id(each) for each in said}
    wanted = [join(value) for value in list_values(data, said)]
    rows = {
        (each.source, each.row)
        for each in data.said
        if id(each) not in mine and any(value in join(str(each.answer["text"])) for value in wanted)
    }
    for source, row in sorted(rows):
        yield source, f"rad {row} kan nevne personen"


def _know(data: RawData, said: Sequence[Said]) -> dict[str, set[str]]:
    """The numbers of the answers in tables; with their files where answers of others share the number."""
    mine = {id(each) for each in said}
    others = {base for each in data.said if id(each) not in mine for base in _list_numbers(each)}
    known: dict[str, set[str]] = {}
    for each in said:
        for base in _list_numbers(each):
            known.setdefault(base, set()).update([each.source] if base in others else [])
    return known


def _list_numbers(each: Said) -> set[str]:
    return {number.partition("-")[0] for number in (each.first_id, str(each.answer["innspill_id"]))}


def _count_responses(said: Sequence[Said], runs: Sequence[RunFolder]) -> int:
    rows = {(each.source, each.sheet, each.row) for each in said}
    return len(rows) or len({(row["source"], row["row"]) for run in runs for row in run.mine})


def _plan_raw(data: RawData, said: Sequence[Said], plan: Plan, salt: str) -> tuple[list[Change], set[tuple[str, str]]]:
    """Changes of the raw files, and the marks of each file before and after."""
    changes: list[Change] = []
    cut: set[tuple[str, str]] = set()
    done: set[Path] = set()
    values = {value for value in list_values(data, said) if "@" in value or len(value) >= TELLING}
    # two people may write the same: in files whose answers are read, only an address tells that it is this person
    mails, read = {value for value in values if "@" in value}, {each.file for each in data.said}
    for file in data.files:
        mine = [each for each in said if each.file is file]
        path = file.path.resolve()
        if path in done:
            continue
        done.add(path)
        kind = f"rådata ({file.path.suffix.casefold() or 'uten endelse'})"
        n_rows = len({(each.source, each.sheet, each.row) for each in mine})
        try:
            content = rewrite(file, data, mine) if mine else _search(file, values if file not in read else mails, plan)
        except CannotRewriteError as error:
            plan.replace.append((path, file.source, str(error)))
            continue
        if content != file.content:
            changes.append(Change(path, kind, n_rows or 1, content, file.content))
            cut |= _mark_cut(file, content, salt)
        if path.stat().st_nlink > 1:
            plan.unread.append((file.source, "har flere navn på disken (harde lenker); bare dette er rettet"))
    return changes, cut


def _search(file: RawFile, values: Collection[str], plan: Plan) -> bytes:
    """The content of a file in which no answer is known to be the person's: cut if it is JSON, else as it is.

    Raises CannotRewriteError when the person's words are found in it all the same.
    """
    if file.path.suffix.casefold() == ".json" and (changed := remove_from_json(file.content, values)):
        return changed
    wanted = [join(value) for value in values]
    try:
        texts = [read_text(content) for content in (file.members or {"": file.content}).values()]
    except (OSError, ValueError, BadZipFile):
        texts = []
    if any(value in text for text in texts for value in wanted):
        raise CannotRewriteError("holder personens ord eller adresse utenfor svarene")
    if file.path.suffix.casefold() in _SEARCHED and file.source not in dict(plan.unread):
        plan.unread.append((file.source, "lar seg ikke gjennomsøke for kopier"))
    return file.content


def _mark_cut(file: RawFile, content: bytes | None, salt: str) -> set[tuple[str, str]]:
    if content is None:
        return set()
    try:
        after = dict(unpack(content, file.source)) if file.members else {file.source: content}
    except ReadError:
        return set()
    before = file.members or {file.source: file.content}
    return {
        (mark_file(sha256(before[name]).hexdigest(), salt), mark_file(sha256(held).hexdigest(), salt))
        for name, held in after.items()
        if name in before and held != before[name]
    }


def mark_file(digest: str, salt: str) -> str:
    """The mark of a file by its SHA-256, so that a file that was cut is known as one that a report was made from."""
    return fingerprint([digest], purpose="fil", salt=salt)


def _plan_runs(
    runs: Sequence[RunFolder], plan: Plan, root: Path, out: Path, reviews: Path | None, said: Sequence[Said]
) -> Iterator[Change]:
    words: set[str] = {str(each.answer["text"]) for each in said if len(each.answer["text"]) >= TELLING}
    for run in runs:
        if run.mine:
            words |= list_words(run)
            for file, n_rows, content in clean_tables(run):
                yield Change(file, "tabell i en kjøring", n_rows, content, file.read_bytes())
    labels = root / LABELS_FILE
    if words and labels.is_file():
        n_rows, content = clean_labels(labels, words)
        if n_rows:
            yield Change(labels, "merkelapper", n_rows, content, labels.read_bytes())
    reports = list(find_reports(out, words)) if out.is_dir() else []
    lists = {file for file, _ in reports if file.name.startswith(REVIEW) and file.suffix == ".xlsx"}
    for file in sorted(lists | ({reviews} if reviews and reviews.suffix == ".xlsx" and reviews.is_file() else set())):
        held = file.read_bytes()
        try:
            n_rows, content = clean_review(held, file.name, words)
        except CannotRewriteError as error:
            lists.discard(file)
            if file == reviews:
                plan.unread.append((file.name, f"{error}; rett listen for hånd"))
                reports = [report for report in reports if report[0] != reviews]
            continue
        if n_rows:
            yield Change(file, "gjennomsynsliste", n_rows, content, held)
    copies = find_pdfs(out, reports)
    for file in copies:
        yield Change(file, "PDF av en kjøring", 0, None, file.read_bytes())
    plan.reports = [report for report in reports if report[0] not in {*lists, *copies}]


def _plan_rest(raw: Path, out: Path, root: Path, cache: Path | None) -> Iterator[Change]:
    """What is left of runs and deletions that were stopped, and vectors of sentences that nobody has sorted."""
    folders = [folder for folder in (raw, out) if folder.is_dir()]
    left = {*find_leftovers(folders), *(file for file in root.glob(".glemmes-*") if file.is_file())}
    for pattern in (".kladd-*", ".gammel-*"):
        left |= {file for folder in out.glob(pattern) for file in folder.rglob("*") if file.is_file()}
    for file in sorted(left):
        yield Change(file, "rest etter en avbrutt kjøring", 0, None, None)
    for file in sorted(cache.glob("*.npy")) if cache and cache.is_dir() else []:
        yield Change(file, "hurtiglager av setningsvektorer", 0, None, None, is_logged=False)


def _plan_list(
    root: Path, said: Sequence[Said], runs: Sequence[RunFolder], cut: set[tuple[str, str]], salt: str
) -> Change:
    marks, before = read_forgotten(root)
    found = {number for each in said for number in _list_numbers(each)}
    rows = [row for run in runs for row in run.mine if row["innspill_id"].partition("-")[0] not in found]
    added = choose_kept(said) | {mark_row(row["source"], row["innspill_id"], salt) for row in rows}
    path = root / FORGOTTEN_FILE
    held = path.read_bytes() if path.exists() else None
    return Change(path, "", 0, write_forgotten(marks | added, before | cut), held, is_logged=False)


def _tell_several(
    wanted: str, persons: Sequence[Sequence[Said]], matches: Sequence[Said], rows: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    yield (
        f"«{wanted}» passer på {len(persons) or len(rows)} personer eller lapper. "
        "Velg én med --fil FIL eller person_id, eller ta alle med --alle. Ingenting er gjort."
    )
    chosen = {id(match) for match in matches}
    for person in persons:
        first = next(each for each in person if id(each) in chosen)
        sheet = f", ark «{first.sheet}»" if first.sheet else ""
        number = first.answer["person_id"] or first.answer["innspill_id"]
        yield f"{first.source}{sheet}, rad {first.row}: {number}"
    for row in rows:
        yield f"{row['source']}, rad {row['row']}, i en tidligere kjøring: {row['person_id'] or row['innspill_id']}"


def _tell_nobody(wanted: str, source: str, data: RawData) -> str:
    where = f" i {source}" if source else ""
    unread = f" {len(data.unread)} filer er ikke lest, eller bare delvis." if data.unread else ""
    return (
        f"Fant ingen som «{wanted}» passer på{where}, verken i rådata eller i tabellene fra tidligere kjøringer."
        f"{unread} Oppgi person_id eller innspill_id fra tabellene, svarets nummer i eksporten, e-postadressen, "
        "eller «fil#rad»."
    )


def list_kinds(changes: Iterable[Change]) -> dict[str, tuple[int, int]]:
    """How many files of each kind, and how many rows in them."""
    counted: dict[str, tuple[int, int]] = {}
    for change in changes:
        if change.what:
            n_files, n_rows = counted.get(change.what, (0, 0))
            counted[change.what] = n_files + 1, n_rows + change.n_rows
    return counted
