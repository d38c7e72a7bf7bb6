"""The rules that tell what one column is, from its header and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from insight.innspill.formats import Format
from insight.innspill.mask import mask
from insight.innspill.prose import LONG, Contents, draw, find_choice, is_code, is_marked_list, is_prose
from insight.innspill.times import looks_like_time
from insight.norsk.wordlists import read_entries
from insight.tables import GROUPS

CLOSED = ("enkeltvalg", "flervalg")
ROLES = ("fritekst", "id", "tid", "spoersmaal", *GROUPS, "personlig", *CLOSED, "stemmer", "utelat")
"""What a project, or the tool that wrote a file, can say that a column is."""
UNUSED, OURS, STARTED = "", "verktøy", "startet"
"""What is found besides: nothing known, the tool's own columns, and when a response was begun."""

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
_OTHER = (
    r"(?:(?:hvis|viss|om|if) )?(?:noe |noko |en |ein )?(?:annet|anna|andre?|other)"
    r"[\s,:;(–-]*(?:(?:vennligst|please) )?(?:spesifiser|utdyp|beskriv|skriv|specify|hva|kva|hvilken|kva for)\w*"
    r"(?: (?:her|gjerne|nærmere|nærare|i tekstfeltet|(?:then )?specify))?\)?[.:?]*"
)
OTHER_ALONE = re.compile(_OTHER + r"(?: \(\d+\))?")
_OTHER_OPTION = re.compile(r"(?:annet|anna|andre?|other)[.:]?(?: \(\d+\))?")
_OTHER_AT_END = re.compile(r".*(?:\s[-–—]\s|[\[(:.?]\s?)(?:" + _OTHER + r"|annet|anna|other)[\])]?(?: \(\d+\))?")

_GROUP_WORDS = {
    "alder": r"alder\w*|age",
    "kjoenn": r"kjønn\w*|gender|sex",
    "krets": r"\w*krets\w*|bosted\w*|bustad|område|bydel\w*|grend\w*|kommunedel\w*|tettsted\w*|sone|"
    r"district|area|postn(?:umme)?r",
    "rolle": r"rolle\w*|role|tilknytt?ning\w*",
}
_GROUP_QUESTIONS = {
    "alder": r"(?:din|hvilken|kva) alder|alderen din|hvor gammel|kor gammal|(?:hvor|kor) mange år er du|"
    r"your age|age group|how old",
    "kjoenn": r"(?:ditt|hvilket|kva) kjønn|kjønnet ditt|your (?:gender|sex)|"
    r"er du (?:en |ein )?(?:mann|kvinne|jente|gutt)\b",
    "krets": r"(?:krets|bydel|grend|område|del)\w* (?:av \w+ )?(?:bor|bur) du|"
    r"krets\w* (?:hører|høyrer|tilhører)|(?:hvor|kor) (?:i \w+ )?(?:bor|bur) du|where do you live",
    "rolle": r"(?:din|hvilken|hvilke|kva) (?:rolle|tilknytt?ning)|rollen din|your role|"
    r"svar[ae]r du som|(?:jeg|eg) svar[ae]r som",
}
_PERSONAL_VALUES = ("[e-post]", "[fødselsnummer]", "[kontonummer]", "[telefon]", "[navn]")
"""Not addresses: "Hvor trengs det lys?" may be answered by nothing else."""
_COORDINATES = re.compile(r"-?\d{1,3}\.\d{4,}(?:[,; ]+-?\d{1,3}\.\d{4,})?")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?=.*::|(?:.*:){5})[\da-f:]{3,39}", re.IGNORECASE)
_AGENT = re.compile(r"(?:Mozilla|Opera|Dalvik)/\d.*")
MASKED = 200
"""Cells that are masked to see whether a column tells who people are: masking is slow."""
LONGEST_PERSONAL = 100
"""Characters in a name, an address or a number, and no more."""
MAX_QUESTIONS = MAX_OPTIONS = 20
ENOUGH = 20
"""Answers that are needed to see whether they repeat."""
OWN_WORDS = "svar i egne ord"
SHORT = "svarene er korte: kan være navn på steder eller annet som ikke er meninger"


class Role(NamedTuple):
    """What a column is (of ROLES, or UNUSED, OURS, STARTED), why, and why that is doubtful; the last two in bokmål."""

    role: str
    why: str = ""
    doubt: str = ""


class Seen(NamedTuple):
    """A column: its header, the same in small letters, what stands in it, and what the tool tells of it."""

    header: str
    key: str
    contents: Contents
    told: str = ""


Finder = Callable[[Seen, Format], Role | None]


def find_told(seen: Seen, survey: Format) -> Role | None:
    """What the tool or its code book tells, except that nobody's name or address is an answer."""
    if seen.told in ("fritekst", *CLOSED) and (personal := find_personal(seen, survey)):
        return personal._replace(doubt=f"{survey.name} sier {seen.told}")
    if seen.told in ("fritekst", *CLOSED) and (group := find_group(seen, survey)):
        return group
    return Role(seen.told, f"{survey.name} sier det") if seen.told in (*ROLES, OURS) else None


def find_ours(seen: Seen, survey: Format) -> Role | None:
    is_known = seen.key in (*survey.id, *survey.started, *survey.answered)
    is_ours = survey.ours.fullmatch(seen.key) is not None or seen.key in survey.modified
    return Role(OURS, f"kolonne som {survey.name} lager selv") if is_ours and not is_known else None


def find_id(seen: Seen, survey: Format) -> Role | None:
    if survey.id:
        return Role("id", f"kjent kolonne fra {survey.name}") if seen.key in survey.id else None
    return Role("id", "overskriften") if _ID.fullmatch(seen.key) else None


def find_time(seen: Seen, survey: Format) -> Role | None:
    if survey.answered:
        return Role("tid", f"kjent kolonne fra {survey.name}") if seen.key in survey.answered else None
    sample = seen.contents.sample
    n_times = sum(times for text, times in sample.items() if looks_like_time(text))
    is_readable = bool(sample) and n_times * 5 >= sample.total() * 4
    return Role("tid", "overskriften og tidspunktene") if is_readable and _TIME.fullmatch(seen.key) else None


def find_started(seen: Seen, survey: Format) -> Role | None:
    return Role(STARTED, f"kjent kolonne fra {survey.name}") if seen.key in survey.started else None


def find_group(seen: Seen, survey: Format) -> Role | None:
    role = next((role for role in GROUPS if asks_group(role, seen.key)), None)
    return Role(role, "overskriften") if role and not is_prose(seen.contents.sample) else None


def asks_group(role: str, key: str) -> bool:
    words = re.findall(r"\w+", key)
    named = len(words) <= 3 and any(re.fullmatch(_GROUP_WORDS[role], word) for word in words)
    return named or re.search(_GROUP_QUESTIONS[role], key) is not None


def find_personal(seen: Seen, survey: Format) -> Role | None:
    """By its header, or since most cells hold an e-mail address, an identity number or a name and no more."""
    if survey.personal.fullmatch(seen.key):
        return Role("personlig", f"kjent kolonne fra {survey.name}")
    if asks_who(seen.header) or (asks_identity(seen.key) and not is_prose(seen.contents.sample)):
        return Role("personlig", "overskriften spør hvem noen er")
    drawn = draw(seen.contents.sample, MASKED)
    n_personal = sum(times for text, times in drawn.items() if tells_who(text))
    return Role("personlig", "innholdet ser ut som personopplysninger") if n_personal * 2 > drawn.total() else None


def tells_who(text: str) -> bool:
    """Whether a cell holds what points out a person, and no more."""
    patterns = (_COORDINATES, _IP, _AGENT)
    is_short = len(text) <= LONGEST_PERSONAL
    return (is_short and mask(text) in _PERSONAL_VALUES) or any(pattern.fullmatch(text) for pattern in patterns)


def hide_person(header: str) -> str:
    """A header as it can be shown: in a file without headers the first answers stand in their place."""
    return mask(header) if tells_who(header) else header


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


def asks_identity(key: str) -> bool:
    """Whether a header has a word for an identity number anywhere (the words UiO's own clean-up of forms looks for)."""
    return any(re.search(rf"\b{re.escape(part)}", key) for part in read_entries("personlige-overskrifter")["nummer"])


def find_question(seen: Seen, survey: Format) -> Role | None:
    distinct, filled = seen.contents.n_distinct, seen.contents.n_filled
    is_few = distinct <= MAX_QUESTIONS or distinct * 2 <= filled
    return Role("spoersmaal", "overskriften") if distinct and is_few and _QUESTION.fullmatch(seen.key) else None


def find_list(seen: Seen, survey: Format) -> Role | None:
    is_list = is_marked_list(seen.contents.sample)
    return Role("flervalg", "svarene er lister av alternativer") if is_list else None


def find_other(seen: Seen, survey: Format) -> Role | None:
    """Words beside the option "Annet": few and short, but people's own; not a check box of that name."""
    sample = seen.contents.sample
    is_box = not sample or is_code(sample) or (len(sample) <= 2 and find_choice(sample) != "")
    return Role("fritekst", "utdyper «annet»") if _OTHER_AT_END.fullmatch(seen.key) and not is_box else None


def find_text(seen: Seen, survey: Format) -> Role | None:
    """Answers in people's own words, marked as doubtful when they repeat much, or are short."""
    sample, n_filled, n_distinct = seen.contents.sample, seen.contents.n_filled, seen.contents.n_distinct
    is_answer = survey.is_survey or _ANSWER.fullmatch(seen.key) is not None
    if is_prose(sample, generous=is_answer):
        if n_filled >= ENOUGH and n_distinct * 2 < n_filled:
            return Role("fritekst", OWN_WORDS, f"bare {n_distinct} av {n_filled} svar er ulike: kan ha faste valg")
        return Role("fritekst", OWN_WORDS, "" if is_prose(sample) else SHORT)
    is_varied = n_filled >= ENOUGH and n_distinct * 2 > n_filled and not is_code(sample) and not find_choice(sample)
    return Role("fritekst", "svarene er ulike", SHORT) if is_answer and is_varied else None


def find_closed(seen: Seen, survey: Format) -> Role | None:
    contents = seen.contents
    choice = find_choice(contents.sample)
    if not choice:
        return None
    if choice == "flervalg":
        return Role(choice, "svarene er lister av alternativer som gjentas")
    if contents.n_distinct * 2 > contents.n_filled:
        return Role(choice, "ja og nei, eller tall på en skala")
    n_words = sum(len(text.split()) * times for text, times in contents.sample.items())
    is_long = contents.n_distinct > MAX_OPTIONS and n_words >= LONG * contents.sample.total()
    return Role(choice, "svarene gjentas", f"{contents.n_distinct} ulike svar: kan være fritekst" if is_long else "")


def find_unused(seen: Seen, survey: Format) -> Role:
    """Why a column is not used, and what it might have been."""
    sample = seen.contents.sample
    if not sample:
        return Role(UNUSED, "kolonnen er tom")
    if _ID.fullmatch(seen.key):
        return Role(UNUSED, "overskriften", "ser ut som et nummer på besvarelsen, men en annen kolonne er brukt")
    if is_code(sample):
        return Role(UNUSED, "tall, datoer eller koder")
    return Role(UNUSED, "verken faste valg eller lange svar", "kan være fritekst eller faste valg")


FINDERS: tuple[Finder, ...] = (
    find_told, find_ours, find_id, find_time, find_started, find_group, find_personal, find_question, find_list,
    find_other, find_text, find_closed, find_unused,
)  # fmt: skip
"""In the order they are asked: each looks at what no earlier one has taken."""
SINGLE = ("id", "tid", STARTED, "spoersmaal", *GROUPS, "stemmer")
"""Roles that one column has."""


def doubt_named(role: str, seen: Seen) -> str:
    """What speaks against the role a project gives a column."""
    sample = seen.contents.sample
    if role == "fritekst" and asks_who(seen.header):
        return "overskriften spør hvem noen er"
    if role == "fritekst" and find_choice(sample) and not is_prose(sample):
        return "svarene ser ut som faste valg"
    return "svarene ser ut som fritekst" if role in (*CLOSED, "utelat", *GROUPS) and is_prose(sample) else ""


def has_other(values: Iterable[str]) -> bool:
    return any(_OTHER_OPTION.fullmatch(value.casefold()) for value in values)


def is_other_option(key: str) -> bool:
    return _OTHER_OPTION.fullmatch(key) is not None
