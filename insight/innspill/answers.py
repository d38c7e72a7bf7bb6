"""From the rows of a table, or a letter, to one row for each answer to each question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from insight.innspill.columns import Columns
from insight.innspill.formats import Format
from insight.innspill.ids import fingerprint
from insight.innspill.roles import OURS
from insight.innspill.sheets import Cell, Sheet, cell_text
from insight.innspill.times import read_times
from insight.tables import GROUPS

EMPTY, WITHDRAWN = "tomt svar", "trukket tilbake"
LETTER, NOTES = "brev", ("verksted", "notat")
VOTES = "stemmer"
Answer: TypeAlias = dict[str, Any]
Proof: TypeAlias = Literal["number", "clock", "count", "content", "words"]

NOTHING: Answer = {**dict.fromkeys(GROUPS, ""), "text": "", "person_id": "", "answered_at": None, "votes": 0}
"""What is left of an answer that somebody has taken back."""

_CLOCK = re.compile(r"(?<![\d+-])(?!0?0:00(?:\D|$))\d{1,2}:\d\d")
"""A time of day; midnight is what a tool writes when it keeps the date only."""
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_USER = re.compile(r"(?:.*[ _-])?token|(?:.*[ _-])?bruker(?:-?id|navn)?|(?:.*[ _-])?user(?:[ _-]?(?:id|name))?")
_NOBODY = re.compile(r"(?:anonym\w*|ukjent|unknown|none|null|n/?a|[-–.?]*)", re.IGNORECASE)


class Delivered(NamedTuple):
    """What tells whether a response has been delivered before, and whether the same person has answered before.

    `form` is the tool and the headers, `response` the response's key, and `proof` how much equal keys prove: a
    `number` the tool never uses again, a number and the `clock` when it was begun, a number that only `count`s, all
    the `content` of the row, or only the `words` of a note. `edited` is when the row was last changed or sent in.
    `identity` is a salted fingerprint of an e-mail address or a user, empty where none is given.

    `sheet` and `number` are where the row stands and the number the tool gave it. Of `n_alike` rows with the same
    content, `last` is the key of the last one.
    """

    form: str
    response: str
    proof: Proof
    edited: datetime | None = None
    identity: str = ""
    sheet: str = ""
    number: str = ""
    n_alike: int = 1
    last: str = ""


def gather_answers(sheet: Sheet, columns: Columns, survey: Format, source: str, salt: str) -> list[Answer]:
    """One answer for each row and each column of free text, empty ones too: every cell is accounted for.

    Beside the columns of INNSPILL each answer holds `delivered`, which `deliveries.settle` takes out again. A note
    from a workshop has votes and no person. What the tool says is withdrawn, is left empty.
    """
    form = [survey.name, *([] if survey.is_unique else sorted(sheet.headers))]
    form_number = fingerprint([survey.name, *sorted(sheet.headers)], purpose="form", salt=salt)
    channel = columns.channel or survey.channel
    answered, modified = (
        _read_column(sheet, place, columns.dates, survey.dates) for place in (columns.answered, columns.modified)
    )
    texts, groups, question, votes = columns.texts, columns.groups, columns.question, columns.votes
    identifying = _find_identifying(sheet, columns)
    is_bare = channel in NOTES and columns.answered is None
    answers = []
    named = list(_name_responses(sheet, columns))
    alike = Counter(tuple(response[:-1]) for response in named if response[0] == "rad")
    for (row, cells), response, answered_at, modified_at in zip(sheet.rows, named, answered, modified, strict=True):
        person = fingerprint([*form, *response], purpose="person", salt=salt)
        proof = _weigh(response, survey, is_bare=is_bare)
        # when the clock proves it, the response is known again also after a question is added to the form
        key = fingerprint([survey.name, *response], purpose="response", salt=salt) if proof == "clock" else person
        identity = "" if channel in NOTES else _read_identity(cells, identifying, salt)
        number = response[1] if response[0] == "nummer" else ""
        n_alike = 1 if number else alike[tuple(response[:-1])]
        last = key
        if n_alike > 1:
            last = fingerprint([*form, *response[:-1], str(n_alike)], purpose="person", salt=salt)
        of_row = {
            "source": source,
            "channel": channel,
            "row": row,
            "person_id": "" if channel in NOTES else f"p{person}",
            **{role: _read_group(cells, groups.get(role)) for role in GROUPS},
            "answered_at": answered_at,
            "votes": _read_votes(cells, votes),
            "delivered": Delivered(
                form_number,
                key,
                proof,
                modified_at or answered_at,
                identity,
                sheet.name,
                number,
                n_alike,
                last,
            ),
        }
        for place in texts:
            asked = _read_question(cells, question, sheet.headers[place], is_alone=len(texts) == 1)
            text = cell_text(cells[place]).strip()
            number = fingerprint([*form, *response, asked], purpose="innspill", salt=salt)
            aside = sheet.aside.get(row) or ("" if text else EMPTY)
            answer = {**of_row, "innspill_id": number, "question": asked, "text": text, "set_aside": aside}
            answers.append({**answer, **NOTHING} if aside == WITHDRAWN else answer)
    return answers


def gather_letter(
    subject: str, text: str, *, source: str, salt: str, sender: str = "", number: str = "", sent: datetime | None = None
) -> list[Answer]:
    """One letter or e-mail is one answer from one person; its subject stands where a question does.

    `number` is the Message-ID (RFC 5322, 3.6.4) or empty, `sender` an address or empty; neither is kept in clear.
    """
    parts = [LETTER, *(["nummer", number] if number else ["innhold", sender, subject, text, str(sent or "")])]
    person = fingerprint(parts, purpose="person", salt=salt)
    identity = hash_identity(sender, salt) if _MAIL.fullmatch(sender.strip()) else ""
    return [
        {
            "innspill_id": fingerprint([*parts, subject], purpose="innspill", salt=salt),
            "source": source,
            "channel": LETTER,
            "row": 1,
            "person_id": f"p{person}",
            "question": subject,
            **dict.fromkeys(GROUPS, ""),
            "answered_at": sent,
            "votes": 0,
            "text": text.strip(),
            "set_aside": "" if text.strip() else EMPTY,
            "delivered": Delivered(
                LETTER, person, "number" if number else "content", sent, identity, number=number, last=person
            ),
        }
    ]


def _read_column(sheet: Sheet, place: int | None, dates: str, usual: str) -> Sequence[datetime | None]:
    return [None] * len(sheet.rows) if place is None else read_times(sheet.column(place), dates, usual)


def _name_responses(sheet: Sheet, columns: Columns) -> Iterator[list[str]]:
    """Each response's number and when it was begun; without one, all of the row and how often it has stood.

    Two people who write the same are two voices, so equal rows are told apart by counting them. Votes and what the
    tool writes for itself change while the words stay, and are left out.
    """
    number_place, begun_place = columns.id, columns.started
    changing = set(columns.places(VOTES, OURS))
    told = [place for place in range(len(sheet.headers)) if place not in changing]
    seen: Counter[tuple[str, ...]] = Counter()
    for _, cells in sheet.rows:
        number = cell_text(cells[number_place]).strip() if number_place is not None else ""
        if number:
            yield ["nummer", number, cell_text(cells[begun_place]) if begun_place is not None else ""]
            continue
        content = tuple(cell_text(cells[place]) for place in told)
        seen[content] += 1
        yield ["rad", *content, str(seen[content])]


def _weigh(response: Sequence[str], survey: Format, *, is_bare: bool) -> Proof:
    if response[0] == "rad":
        return "words" if is_bare else "content"
    if survey.is_unique:
        return "number"
    return "clock" if _CLOCK.search(response[2]) else "count"


def _find_identifying(sheet: Sheet, columns: Columns) -> tuple[list[int], list[int]]:
    """Among the columns that stop at the door: those that may hold e-mail addresses, and those that name a user."""
    users = [place for place in columns.personal if _USER.fullmatch(sheet.headers[place].casefold())]
    return [place for place in columns.personal if place not in users], users


def _read_identity(cells: tuple[Cell, ...], identifying: tuple[list[int], list[int]], salt: str) -> str:
    """The e-mail address, else the user; a name is never enough, for many share one."""
    mails, users = identifying
    values = [cell_text(cells[place]).strip() for place in mails]
    found = [value for value in values if _MAIL.fullmatch(value)]
    found += [value for place in users if not _NOBODY.fullmatch(value := cell_text(cells[place]).strip())]
    return hash_identity(found[0], salt) if found else ""


def hash_identity(value: str, salt: str) -> str:
    """The same for an e-mail address or a user wherever it is given, and nothing that leads back without the salt."""
    return fingerprint([value.strip().casefold()], purpose="same person", salt=salt)


def _read_group(cells: tuple[Cell, ...], place: int | None) -> str:
    """A background value; several choices ("Forelder;Ansatt;") are parted by "; "."""
    if place is None:
        return ""
    return "; ".join(part.strip() for part in cell_text(cells[place]).split(";") if part.strip())


def _read_question(cells: tuple[Cell, ...], place: int | None, header: str, *, is_alone: bool) -> str:
    """The header, or where each row tells its question, that; with both when a row has several answers."""
    if place is None:
        return header
    question = cell_text(cells[place]).strip() or header
    return question if is_alone else f"{question}: {header}"


def _read_votes(cells: tuple[Cell, ...], place: int | None) -> int:
    """The votes a note was given; what is no whole number is none."""
    votes = "" if place is None else cell_text(cells[place]).strip()
    return int(votes) if re.fullmatch(r"\d{1,6}", votes, re.ASCII) else 0
