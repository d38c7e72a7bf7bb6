"""Searches files and stops a run at what masking took out: tells where and what kind, never what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from insight.errors import InsightError, PersonalDataError
from insight.gate.pieces import Piece, read_pieces
from insight.innspill.compare import list_forms, to_normal
from insight.innspill.distinct import is_full_name
from insight.innspill.identifiers import find_structured
from insight.innspill.wanted import Place, Wanted

PATTERNS = ("fødselsnummer", "kontonummer", "e-post", "telefon")
"""The types whose form alone is enough; the others are looked for by the values that were taken out."""
MOST_TOLD = 20
_UNREADABLE = "kan ikke åpnes og gjennomsøkes. Lag filen på nytt, eller fjern den"
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9a-z]{8,64}(?![0-9A-Za-z])")
_OURS = re.compile(r"[0-9a-f]{64}|[ps][0-9a-f]{12}")  # of files, persons and cases: nobody writes so
_MAY_BE = re.compile(r"@|\d(?:\D{0,3}\d){6}|[\[({ ]at[\])} ].{0,60}(?:punktum|dot)|alfa|[\[({]at", re.IGNORECASE)
_FRACTION = re.compile(r"-?[01][.,]\d+(?:e-?\d+)?", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.:+Z]*|\{?\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b"
)


class Hit(NamedTuple):
    """A place in a file (`where` is empty when the file's name is meant) with personal data of a type."""

    file: str
    where: str
    type: str


class Searched(NamedTuple):
    """What was searched for, in how many files, and what of it was found.

    `unsearched` counts values by why they could not be told from other text. `unread` says why a file was not read.
    """

    n_files: int
    n_values: int
    unsearched: Mapping[str, int]
    hits: tuple[Hit, ...] = ()
    unread: tuple[str, ...] = ()


def guard(
    folder: str | Path,
    removed: Iterable[tuple[str, str]],
    *,
    own_words: Iterable[str] = (),
    machine_made: Iterable[str] = (),
) -> Searched:
    """Search every file of a finished draft (or one file); return what was searched for, when nothing is found.

    `removed` are (type, value) pairs, `type` one of tables.IDENTIFIERS: what masking took out of the answers. What has
    the form of an identity number, account, e-mail address or telephone is a hit too. `own_words` are what the
    municipality wrote or decided to keep, let by where they stand whole; `machine_made` are numbers and fingerprints
    the tool made. Raises PersonalDataError with every place, and for a file that cannot be read: data protection by
    design (GDPR art. 25) means that what nobody has looked through does not go out.
    """
    searched = search([Path(folder)], removed, own_words=own_words, machine_made=machine_made)
    if searched.hits or searched.unread:
        raise PersonalDataError(*_tell_stop(searched))
    return searched


def fault_file_names(sources: Iterable[str], removed: Iterable[tuple[str, str]] = ()) -> list[str]:
    """What is wrong with the names of raw files that name or number a person: they stand in the report as sources.

    Nobody can take them out without breaking the way back to the file, so the user must give another name. A run of
    eight digits alone is let by: survey tools number their forms so.
    """
    wanted = Wanted(removed)
    faults = []
    for number, source in enumerate(sorted(sources), start=1):
        spaced = space_name(source)
        types = {place.type for place in wanted.find(spaced)}
        types |= {finding.type for finding in find_structured(source) if finding.type in PATTERNS} - {"telefon"}
        types |= {"navn"} if is_full_name(spaced) else set()
        if types:
            faults.append(
                f"Fil nr. {number} av filene med svar (alfabetisk): filnavnet kan være en personopplysning "
                f"({', '.join(sorted(types))}). Filnavn står i rapporten. Gi filen et annet navn, og kjør igjen."
            )
    return faults


def space_name(name: str) -> str:
    """A file's name as words: without its ending, and with blanks for signs that stand for them."""
    return to_normal(re.sub(r"[_\\/+-]|\.\w{1,5}(?=/|$)", " ", name))


def search(
    paths: Iterable[Path],
    removed: Iterable[tuple[str, str]],
    *,
    own_words: Iterable[str] = (),
    machine_made: Iterable[str] = (),
) -> Searched:
    """What `guard` does, for files and folders, without stopping. Raises InsightError when a path is not there."""
    wanted, own = Wanted(removed), Wanted((("eget", words) for words in own_words), judged=False)
    finder = _Finder(wanted, own, frozenset(machine_made))
    files = _list_files(paths)
    hits: dict[Hit, None] = {}
    unread: list[str] = []
    for number, (shown, path) in enumerate(files.items(), start=1):
        label = finder.show_name(shown, number)
        for type_ in finder.find(space_name(shown)):
            hits[Hit(label, "", type_)] = None
        try:
            for piece in read_pieces(path.read_bytes(), path.name):
                hits.update((Hit(label, where, type_), None) for where, type_ in finder.find_in(piece))
        except InsightError as error:
            reason = str(error).removeprefix(f"{path.name}: ")
            unread.append(f"{label}: {_UNREADABLE if finder.find(to_normal(reason)) else reason}")
        except Exception:  # an untrusted file: parsers raise kinds of their own, and some tell of what they read
            unread.append(f"{label}: {_UNREADABLE}")
    return Searched(len(files), wanted.n_values, dict(sorted(wanted.unsearched.items())), tuple(hits), tuple(unread))


def tell_hits(hits: Iterable[Hit]) -> list[str]:
    """One line a place, with its types: twenty places, the first of each file first, and how many more there are."""
    places: dict[tuple[str, str], Counter[str]] = {}
    for hit in hits:
        places.setdefault((hit.file, hit.where), Counter())[hit.type] += 1
    told: Counter[str] = Counter()
    ranked: list[tuple[int, str]] = []
    for (file, where), types in places.items():
        line = f"{file}, {where or 'filnavnet'}: mulig personopplysning ({', '.join(sorted(types))})."
        ranked.append((told[file], line))
        told[file] += 1
    lines = [line for _, line in sorted(ranked, key=lambda each: each[0])]
    more = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"... og {more} steder til ({len(lines)} i alt)."] if more > 0 else [])]


def _tell_stop(searched: Searched) -> Iterator[str]:
    if searched.hits:
        n_places = len({hit[:2] for hit in searched.hits})
        yield f"Rapporten er ikke laget: fant mulige personopplysninger {n_places} steder i filene som skulle lages."
        yield from tell_hits(searched.hits)
        yield (
            "Er det navnet på en fil eller et ark, gi den et annet navn. Er det en innstilling eller beslutning, "
            "rett den. Er ordene ingen personopplysning, velg «behold» for saken i gjennomsynslisten. Kjør igjen."
        )
    if searched.unread:
        yield "Rapporten er ikke laget: noen filer kunne ikke gjennomsøkes for personopplysninger."
        yield from searched.unread


class _Finder:
    """Finds types of personal data in pieces; each different text is searched once."""

    def __init__(self, wanted: Wanted, own: Wanted, machine_made: frozenset[str]) -> None:
        self._wanted, self._own, self._machine_made = wanted, own, machine_made
        self._known: dict[tuple[str, bool], list[tuple[str, Place]]] = {}

    def find_in(self, piece: Piece) -> Iterator[tuple[str, str]]:
        """(where, type) of each thing found in a piece."""
        key = (piece.text, piece.has_numbers)
        if key not in self._known:
            self._known[key] = [
                (form, place) for form in list_forms(piece.text) for place in self._find_places(form, piece.has_numbers)
            ]
        for form, place in self._known[key]:
            line = f"linje {form.count(chr(10), 0, place.start) + 1}" if piece.has_lines else ""
            yield self.hide(", ".join(filter(None, [piece.where, line])) or "innholdet"), place.type

    def find(self, text: str) -> set[str]:
        return {place.type for place in self._find_places(text, True)}

    def show_name(self, name: str, number: int) -> str:
        """A file's name; only its number among the files when the name itself tells of somebody."""
        return f"fil nr. {number}" if self.find(space_name(name)) else name

    def hide(self, where: str) -> str:
        """A place without the names in it (sheets, parts, keys) when one of them tells of somebody."""
        return re.sub(r"«.*»", "«…»", where) if self.find(to_normal(where.replace("_", " "))) else where

    def _find_places(self, text: str, has_numbers: bool) -> list[Place]:
        if _FRACTION.fullmatch(text):
            return []
        text = _CODE.sub(self._blank, text)
        places = self._wanted.find(text)
        if not has_numbers:
            places = [place for place in places if any(map(str.isalpha, text[place.start : place.end]))]
        elif _MAY_BE.search(text):
            plain = _TIME.sub(lambda match: " " * len(match.group()), text)
            places += [
                Place(finding.start, finding.end, finding.type)
                for finding in find_structured(plain)
                if finding.sure and finding.type in PATTERNS
            ]
        if not places:
            return []
        ours = [(place.start, place.end) for place in self._own.find(text)]
        return [each for each in places if not any(start <= each.start and each.end <= end for start, end in ours)]

    def _blank(self, match: re.Match[str]) -> str:
        code = match.group()
        return " " * len(code) if code in self._machine_made or _OURS.fullmatch(code) else code


def _list_files(paths: Iterable[Path]) -> dict[str, Path]:
    """Every file by the name it is told under, folders with all that is in them."""
    files: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            files |= {each.relative_to(path).as_posix(): each for each in sorted(path.rglob("*")) if each.is_file()}
        elif path.is_file():
            files[path.name] = path
        else:
            raise InsightError(f"{path}: finnes ikke. Oppgi en fil eller mappe som skal gjennomsøkes.")
    return files
