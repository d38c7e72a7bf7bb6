"""Whose answers: the responses of one person in all files of a project, found by what the user knows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from insight.errors import ReadError
from insight.innspill.answers import Answer, Delivered, hash_identity
from insight.innspill.deliveries import REPEATED, REPLACED, settle
from insight.innspill.find import find_passed_over, find_sources, is_named, read_file
from insight.innspill.forgotten import choose_marks, list_marks
from insight.innspill.naming import read_names
from insight.innspill.one_file import FileReading, read_opened
from insight.innspill.open_file import Opened, list_codebooks, open_file
from insight.innspill.zipped import is_archive, unpack


@dataclass(frozen=True, eq=False)
class RawFile:
    """One file on disk, with what was read of it: itself, or each file of a zip. `fault` is why nothing was."""

    source: str
    path: Path
    content: bytes
    members: Mapping[str, bytes] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, eq=False)
class Said:
    """One answer in one file. `links` are the marks it is known by again, `kept` those that go to the list.

    `file` is the file on disk, `source` the file or the member of a zip file. `answer` is as `settle` leaves it where
    the file is read in a run, else as it stands; `first_id` is its innspill_id before that.
    """

    file: RawFile
    source: str
    answer: Answer
    links: frozenset[str]
    kept: frozenset[str]
    delivered: Delivered | None
    is_in_run: bool
    first_id: str

    @property
    def row(self) -> int:
        return int(self.answer["row"])

    @property
    def sheet(self) -> str:
        return self.delivered.sheet if self.delivered else ""


@dataclass(frozen=True, eq=False)
class RawData:
    """All that lies in the folder of raw data: also what a run passes over, for the person may be there too."""

    files: tuple[RawFile, ...]
    said: tuple[Said, ...]
    opened: Mapping[str, Opened]
    readings: Mapping[str, FileReading]
    unread: tuple[tuple[str, str], ...]


def read_raw(path: Path, columns: Mapping[str, Any], leave_out: Sequence[str], salt: str) -> RawData:
    """Each file under `path`. One that cannot be read is told in `unread`, and hinders nothing.

    Raises ReadError when the folder itself cannot be read, or `columns` names what cannot be.
    """
    names = read_names(columns)
    files = [_open(source, file) for source, file in find_sources(path, ()).items()]
    owner = {source: file for file in files for source in (file.members or {file.source: b""})}
    held = {source: (file.members or {file.source: file.content})[source] for source, file in owner.items()}
    opened = {
        source: open_file(source, content, sha256(content).hexdigest())
        for source, content in sorted(held.items())
        if not owner[source].fault
    }
    first = {each.sha256: source for source, each in reversed(opened.items()) if not is_named(source, leave_out)}
    in_run = set(first.values())
    codebooks = list_codebooks([each for source, each in opened.items() if source in in_run])
    readings = {source: read_opened(each, codebooks, names, salt) for source, each in opened.items()}
    said = []
    for source, reading in readings.items():
        last = {_words(answer): answer["innspill_id"] for answer in reading.answers if "delivered" not in answer}
        for answer in reading.answers:
            links = frozenset(list_marks(answer, opened[source].sha256, salt))
            twin = {**answer, "innspill_id": last.get(_words(answer), answer["innspill_id"])}
            kept = frozenset(choose_marks(twin, opened[source].sha256, salt))
            delivered = answer.get("delivered")
            said.append(
                Said(owner[source], source, answer, links, kept, delivered, source in in_run, answer["innspill_id"])
            )
    settle([each.answer for each in said if each.is_in_run])
    unread = {file.source: file.fault for file in files if file.fault}
    unread |= find_passed_over(path, ())
    unread |= {source: _tell_unread(reading) for source, reading in readings.items() if _tell_unread(reading)}
    return RawData(tuple(files), tuple(said), opened, readings, tuple(sorted(unread.items())))


def _open(source: str, path: Path) -> RawFile:
    try:
        content = read_file(path, source)
        members = dict(unpack(content, source)) if is_archive(content) else {}
    except ReadError as error:
        return RawFile(source, path, b"", fault=str(error))
    return RawFile(source, path, content, members)


def _words(note: Answer) -> tuple[str, str]:
    return note["question"], note["text"]


def _tell_unread(reading: FileReading) -> str:
    if reading.fault:
        return reading.fault
    if not reading.reader:
        return reading.note
    return f"{reading.n_unread} rader kunne ikke leses" if reading.n_unread else ""


def find_matches(raw: RawData, wanted: str, salt: str) -> list[Said]:
    """The answers that `wanted` may mean.

    It is a person_id, an innspill_id or a behov_id of the tables; a response number, an e-mail address or a user as in
    the export; or «file#row».
    """
    wanted = wanted.strip()
    place, _, row = wanted.rpartition("#")
    identity = hash_identity(wanted, salt)
    number = wanted.casefold()

    def is_meant(each: Said) -> bool:
        delivered = each.delivered
        is_row = bool(place) and row == str(each.row) and is_named(each.source, [place])
        is_answer = each.answer["innspill_id"] in (wanted, place)
        is_person = each.is_in_run and wanted == each.answer["person_id"] != ""
        is_known = delivered is not None and (
            delivered.identity == identity or number == delivered.number.casefold() != ""
        )
        return is_row or is_answer or is_person or is_known

    return [each for each in raw.said if is_meant(each)]


def gather_persons(raw: RawData, matches: Iterable[Said]) -> list[list[Said]]:
    """All answers of each person that a match belongs to: every response, in every file and edition."""
    copied = {each.delivered.response for each in raw.said if each.delivered and _is_copy(each)}
    links: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(raw.said):
        for link in _list_links(each, copied):
            links[link].append(place)
    places = {id(each): place for place, each in enumerate(raw.said)}
    persons: list[set[int]] = []
    for match in matches:
        if any(places[id(match)] in person for person in persons):
            continue
        person: set[int] = set()
        waiting = [places[id(match)]]
        while waiting:
            place = waiting.pop()
            if place not in person:
                person.add(place)
                waiting += [other for link in _list_links(raw.said[place], copied) for other in links[link]]
        persons.append(person)
    return [[raw.said[place] for place in sorted(person)] for person in persons]


def choose_kept(person: Iterable[Said]) -> set[str]:
    """The marks to keep of a person; of equal rows in several files only those of the file that has most of them."""
    most: dict[str, int] = defaultdict(int)
    for each in person:
        if each.delivered:
            most[each.delivered.response] = max(most[each.delivered.response], each.delivered.n_alike)
    return {
        mark
        for each in person
        for mark in each.kept
        if each.delivered is None or each.delivered.n_alike == most[each.delivered.response]
    }


def _is_copy(each: Said) -> bool:
    return not each.answer["person_id"] and each.answer["set_aside"] in (REPEATED, REPLACED)


def _list_links(each: Said, copied: Collection[str]) -> list[str]:
    """What ties an answer to others of the same person, or to copies of itself; `copied` are keys of notes."""
    links = [f"merke {mark}" for mark in each.links]
    if each.answer["person_id"] and each.is_in_run:
        links.append(f"person {each.answer['person_id']}")
    if each.delivered:
        links.append(f"rad {each.source} {each.sheet} {each.row}")
        links += [f"samme {each.delivered.identity}"] if each.delivered.identity else []
        is_note = not each.answer["person_id"] and each.delivered.response in copied
        links += [f"kopi {each.delivered.response}"] if is_note else []
    return links
