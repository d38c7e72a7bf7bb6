"""What each column of a table is: free text, background, number, time, question, or somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from insight.innspill.formats import Format
from insight.innspill.mask import mask
from insight.innspill.prose import is_prose
from insight.innspill.sheets import Sheet, cell_text, clean_header
from insight.innspill.times import looks_like_time
from insight.norsk.wordlists import read_entries
from insight.tables import GROUPS

ROLES = ("fritekst", "id", "tid", "spoersmaal", *GROUPS, "personlig")
Named = Mapping[str, tuple[str, ...]]
"""The headers a project names for each of ROLES."""

_ID = re.compile(
    r"(?:(?:respondent|svar|submission|response|besvarelse|deltaker|participant|record)[-_ ]?)?id|#|"
    r"respondent|løpe?nr\.?|løpenummer|(?:svar|respondent)(?:nr\.?|nummer)|submission|besvarelse"
)
_TIME = re.compile(
    r"tid|dato|tidspunkt|tidsmerke|timestamp|date|time|svart|innsendt|levert|opprettet|date[ _]created|"
    r"(?:submitted|created|completed|answered)(?: (?:at|on))?|"
    r"(?:submit|submission|recorded|completion|end)[ _]?(?:date|time)(?: \(utc\))?|"
    r"(?:innsendt|svart|innsendings)[ _]?(?:dato|tid|tidspunkt)"
)
_QUESTION = re.compile(r"spørsmål(?:s?tekst)?|spm\.?|question(?: text)?")
_ANSWER = re.compile(r"svar(?:tekst)?|kommentar\w*|innspill|te[kx]st|fritekst|forslag|answer|comments?|free ?text|.*\?")

_GROUP_WORDS = {
    "alder": r"alder\w*|age",
    "kjoenn": r"kjønn\w*|gender|sex",
    "krets": r"\w*krets\w*|bosted\w*|område|bydel\w*|grend|district",
    "rolle": r"rolle\w*|role",
}
_GROUP_QUESTIONS = {
    "alder": r"(?:din|hvilken|kva) alder|alderen din|hvor gammel|kor gammal|your age|age group|how old",
    "kjoenn": r"(?:ditt|hvilket|kva) kjønn|kjønnet ditt|your (?:gender|sex)",
    "krets": r"(?:krets|bydel|grend|område|del)\w* (?:av \w+ )?(?:bor|bur) du|"
    r"krets\w* (?:hører|høyrer|tilhører)|(?:hvor|kor) (?:i \w+ )?(?:bor|bur) du|where do you live",
    "rolle": r"(?:din|hvilken|hvilke|kva) rolle|rollen din|your role|svar[ae]r du som",
}
_PERSONAL_VALUES = ("[e-post]", "[fødselsnummer]", "[navn]")
SAMPLE = 200
MAX_QUESTIONS = 20


@dataclass(frozen=True)
class Columns:
    """Places in a sheet's headers. What is in none of them is not used."""

    texts: tuple[int, ...]
    groups: Mapping[str, int]
    personal: tuple[int, ...]
    id: int | None = None
    started: int | None = None
    answered: int | None = None
    question: int | None = None


def choose_columns(sheet: Sheet, survey: Format, named: Named) -> Columns:
    """What the project names goes first, then what the survey tool always writes, then names and contents."""
    keys = [header.casefold() for header in sheet.headers]
    values = [[cell_text(cell) for cell in sheet.column(place)] for place in range(len(keys))]
    by_role = {role: find_headers(sheet.headers, named.get(role, ())) for role in ROLES}
    taken = {place for places in by_role.values() for place in places}
    tool = (*survey.id, *survey.started, *survey.answered)
    taken |= {place for place, key in enumerate(keys) if survey.ours.fullmatch(key) and key not in tool}

    def take_first(role: str, found: Iterable[int]) -> int | None:
        """The named column, or the first found that nothing else has taken."""
        place = next(iter(by_role[role] or [place for place in found if place not in taken]), None)
        taken.update(() if place is None else (place,))
        return place

    places = range(len(keys))
    number = take_first("id", (place for place in places if _is_number(keys[place], survey)))
    answered = take_first("tid", (place for place in places if _is_time(keys[place], values[place], survey)))
    started = next((place for place in places if keys[place] in survey.started), answered)
    taken.update(() if started is None else (started,))
    groups = {}
    for role in GROUPS:
        found = (place for place in places if _is_group(role, keys[place], values[place]))
        if (place := take_first(role, found)) is not None:
            groups[role] = place
    personal = {place for place in places if place not in taken and _is_personal(sheet.headers[place], values[place])}
    personal.update(by_role["personlig"])
    taken |= personal
    question = take_first("spoersmaal", (place for place in places if _is_question(keys[place], values[place])))
    texts = [place for place in by_role["fritekst"] if place not in personal] or [
        place for place in places if place not in taken and _is_answer(keys[place], values[place], survey)
    ]
    if not texts and question is not None and is_prose(values[question], generous=True):
        texts, question = [question], None
    is_certain = survey.id or by_role["id"]
    if number is not None and not is_certain and not _is_unique(values, number, question):
        number = None
    return Columns(tuple(sorted(texts)), groups, tuple(sorted(personal)), number, started, answered, question)


def find_headers(headers: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """The places of the wanted headers, whatever their case and blanks; those missing are left out."""
    keys = [header.casefold() for header in headers]
    return [keys.index(key) for key in (clean_header(header).casefold() for header in wanted) if key in keys]


def asks_who(header: str) -> bool:
    """Whether a header asks for a person's identity and nothing else.

    Only the whole header counts: "Hva er ditt navn?" does, "Hva er navnet på badeplassen din?" does not.
    """
    words = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", header)
    words = re.sub(r"\be[- ](?=post|mail)", "e", words.casefold().replace("_", " "))
    tokens = re.findall(r"[^\W\d_]+", words)
    listed = read_entries("personlige-overskrifter")
    personal, fillers = set(listed["personlig"]), set(listed["fyll"])
    return not personal.isdisjoint(tokens) and (personal | fillers).issuperset(tokens)


def _is_number(key: str, survey: Format) -> bool:
    return key in survey.id if survey.id else _ID.fullmatch(key) is not None


def _is_time(key: str, values: Sequence[str], survey: Format) -> bool:
    if survey.answered:
        return key in survey.answered
    filled = [value for value in values if value.strip()]
    is_readable = bool(filled) and sum(map(looks_like_time, filled)) * 5 >= len(filled) * 4
    return is_readable and _TIME.fullmatch(key) is not None


def _is_group(role: str, key: str, values: Sequence[str]) -> bool:
    words = re.findall(r"\w+", key)
    named = len(words) <= 3 and any(re.fullmatch(_GROUP_WORDS[role], word) for word in words)
    asked = re.search(_GROUP_QUESTIONS[role], key) is not None
    return (named or asked) and not is_prose(values)


def _is_personal(header: str, values: Sequence[str]) -> bool:
    """By its header, or since most cells hold an e-mail address, an identity number or a name and no more."""
    filled = [value.strip() for value in values if value.strip()][:SAMPLE]
    return asks_who(header) or (
        bool(filled) and sum(mask(value) in _PERSONAL_VALUES for value in filled) * 2 > len(filled)
    )


def _is_answer(key: str, values: Sequence[str], survey: Format) -> bool:
    return is_prose(values, generous=survey.is_survey or _ANSWER.fullmatch(key) is not None)


def _is_question(key: str, values: Sequence[str]) -> bool:
    distinct = {value.strip() for value in values if value.strip()}
    few = len(distinct) <= MAX_QUESTIONS or len(distinct) * 2 <= len(values)
    return bool(distinct) and few and _QUESTION.fullmatch(key) is not None


def _is_unique(values: Sequence[Sequence[str]], number: int, question: int | None) -> bool:
    """A number names one response; in a file with a row for each question, one answer to each of them."""
    asked = values[question] if question is not None else [""] * len(values[number])
    pairs = [pair for pair in zip(values[number], asked, strict=True) if pair[0].strip()]
    return len(set(pairs)) == len(pairs)
