"""What each column of a table is: free text, background, number, time, question, options, or somebody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from insight.innspill.formats import Format
from insight.innspill.prose import Contents, is_prose, look_at, split_options
from insight.innspill.roles import (
    CLOSED,
    FINDERS,
    OTHER_ALONE,
    OWN_WORDS,
    ROLES,
    SINGLE,
    UNUSED,
    Role,
    Seen,
    asks_who,
    doubt_named,
    has_other,
    is_other_option,
)
from insight.innspill.sheets import Sheet, cell_text, clean_header, name_headers
from insight.tables import GROUPS

Named = Mapping[str, tuple[str, ...]]
"""The headers a project names for each of ROLES, and its `kanal` and `datoer` (see `naming`)."""
NAMED = "nevnt i prosjekt.toml"


@dataclass(frozen=True)
class Columns:
    """Places in a sheet's headers by what they are used for; `roles` and `contents` have one for each header.

    `channel` and `dates` are what the project says of the file, empty when it says nothing.
    """

    roles: tuple[Role, ...]
    contents: tuple[Contents, ...]
    started: int | None = None
    modified: int | None = None
    channel: str = ""
    dates: str = ""

    def places(self, *roles: str) -> tuple[int, ...]:
        return tuple(place for place, found in enumerate(self.roles) if found.role in roles)

    def place(self, role: str) -> int | None:
        return next(iter(self.places(role)), None)

    @property
    def texts(self) -> tuple[int, ...]:
        return self.places("fritekst")

    @property
    def groups(self) -> Mapping[str, int]:
        return {role: place for role in GROUPS if (place := self.place(role)) is not None}

    @property
    def personal(self) -> tuple[int, ...]:
        return self.places("personlig")

    @property
    def closed(self) -> tuple[int, ...]:
        return self.places(*CLOSED)

    @property
    def id(self) -> int | None:
        return self.place("id")

    @property
    def answered(self) -> int | None:
        return self.place("tid")

    @property
    def question(self) -> int | None:
        return self.place("spoersmaal")

    @property
    def votes(self) -> int | None:
        return self.place("stemmer")


def choose_columns(sheet: Sheet, survey: Format, named: Named) -> Columns:
    """What the project names goes first, then what the survey tool tells, then names and contents."""
    keys = [header.casefold() for header in sheet.headers]
    contents = tuple(map(look_at, zip(*(cells for _, cells in sheet.rows), strict=True))) or (look_at(()),) * len(keys)
    columns = [
        Seen(header, key, held, sheet.told.get(place, ""))
        for place, (header, key, held) in enumerate(zip(sheet.headers, keys, contents, strict=True))
    ]
    roles = _name_roles(columns, named)
    _find_roles(roles, columns, survey)
    _use_question_as_text(roles, columns)
    _refuse_repeated_id(roles, sheet, survey, named)
    answered = next((place for place, found in roles.items() if found.role == "tid"), None)
    return Columns(
        tuple(roles[place] for place in range(len(keys))),
        contents,
        started=next((place for place, key in enumerate(keys) if key in survey.started), answered),
        modified=next((place for place, key in enumerate(keys) if key in survey.modified), None),
        channel=next(iter(named.get("kanal", ())), ""),
        dates=next(iter(named.get("datoer", ())), ""),
    )


def _name_roles(columns: Sequence[Seen], named: Named) -> dict[int, Role]:
    headers = [seen.header for seen in columns]
    roles: dict[int, Role] = {}
    for role in ROLES:
        for place in find_headers(headers, named.get(role, ())):
            roles.setdefault(place, Role(role, NAMED, doubt_named(role, columns[place])))
    return roles


def _find_roles(roles: dict[int, Role], columns: Sequence[Seen], survey: Format) -> None:
    """Add to the named roles one for each other column. Where texts are named, no other column is free text."""
    has_texts = any(named.role == "fritekst" for named in roles.values())
    for find in FINDERS:
        for place, seen in enumerate(columns):
            found = None if place in roles else find(seen, survey)
            if found and found.role == "fritekst" and has_texts:
                found = Role(UNUSED, found.why, "ser ut som fritekst, men prosjekt.toml nevner bare andre kolonner")
            if found and not (found.role in SINGLE and found.role in {taken.role for taken in roles.values()}):
                roles[place] = found


def _use_question_as_text(roles: dict[int, Role], columns: Sequence[Seen]) -> None:
    """A column called "Spørsmål" that holds all there is of free text is answers, not questions."""
    if any(found.role == "fritekst" for found in roles.values()):
        return
    place = next((place for place, found in roles.items() if found.role == "spoersmaal"), None)
    if place is not None and is_prose(columns[place].contents.sample, generous=True):
        roles[place] = Role("fritekst", OWN_WORDS, "overskriften sier at dette er spørsmål")


def _refuse_repeated_id(roles: dict[int, Role], sheet: Sheet, survey: Format, named: Named) -> None:
    """A number names one response; in a file with a row for each question, one answer to each of them."""
    number = next((place for place, found in roles.items() if found.role == "id"), None)
    if number is None or survey.id or find_headers(sheet.headers, named.get("id", ())):
        return
    question = next((place for place, found in roles.items() if found.role == "spoersmaal"), None)
    asked = sheet.column(question) if question is not None else [""] * len(sheet.rows)
    pairs = [pair for pair in zip(sheet.column(number), asked, strict=True) if cell_text(pair[0]).strip()]
    if len(set(pairs)) < len(pairs):
        doubt = "ser ut som et nummer på besvarelsen, men samme nummer står på flere rader"
        roles[number] = Role(UNUSED, "overskriften", doubt)


def name_others(sheet: Sheet, survey: Format) -> Sheet:
    """The sheet where a column headed only "Annet, spesifiser" is named after the question to its left.

    "Annet" alone may as well be the last question of a form, so there the question must have that option.
    """
    headers = list(sheet.headers)
    question = None
    for place, header in enumerate(sheet.headers):
        key = header.casefold()
        is_certain = OTHER_ALONE.fullmatch(key) is not None
        if question is not None and (is_certain or (is_other_option(key) and _offers_other(sheet, question))):
            headers[place] = f"{sheet.headers[question]} – annet"
        elif not is_certain:
            known = (*survey.id, *survey.started, *survey.answered, *survey.modified)
            is_question = key not in known and not survey.ours.fullmatch(key) and not asks_who(header)
            question = place if is_question else None
    if headers == list(sheet.headers):
        return sheet
    return replace(sheet, headers=name_headers(headers, range(len(headers))))


def _offers_other(sheet: Sheet, place: int) -> bool:
    texts = look_at(sheet.column(place)).sample
    return has_other(option for text in texts for option in split_options(text))


def find_headers(headers: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """The places of the wanted headers, whatever their case and blanks; those missing are left out."""
    keys = [header.casefold() for header in headers]
    return [keys.index(key) for key in (clean_header(header).casefold() for header in wanted) if key in keys]


class FileColumn(NamedTuple):
    """One column of a sheet as it was read, with the free text that is looked through for personal data."""

    sheet: str
    header: str
    role: Role
    contents: Contents


def tell_columns(sheet: Sheet, columns: Columns) -> tuple[FileColumn, ...]:
    told = zip(sheet.headers, columns.roles, columns.contents, strict=True)
    return tuple(FileColumn(sheet.name, header, role, contents) for header, role, contents in told)
