"""What a report holds once everything is counted: small frozen shapes, ready to be shown.

Text is as the reader sees it (bokmål). A number that must not be shown is None, so that no renderer
can show it by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Need:
    """One need, with the answers to the strategy's four questions.

    `sentence` is the need in one sentence, "" where the answers do not carry any; `sentence_by` says who worded it, and
    until that is a person it is a proposal. `lever` is who decides (handlingsrom) as the answers have it, where no
    person has decided; `next_question` what to ask about in the next round. `anchor` is the statement (behov_id)
    nearest the middle, which decisions point to. `share` is told of drawn samples only, with its interval.
    """

    need_id: str
    title: str
    titled_by: str
    statement: str
    who: str
    n_persons: int
    n_statements: int
    n_notes: int
    votes: int
    channels: str
    grade: str
    handlingsrom: str
    service: str
    paadriver: str
    stability: str
    subthemes: str
    tested: str
    disagreement: str
    n_repeated: int
    sentence: str = ""
    sentence_by: str = ""
    how_might_we: str = ""
    situation: str = ""
    why: str = ""
    next_question: str = ""
    lever: str = ""
    anchor: str = ""
    share: str = ""


@dataclass(frozen=True)
class Opposition:
    """Two voices under one need, one for and one against the same thing (`about`); the words as in `Excerpt`."""

    need_id: str
    about: str
    for_quote: str
    for_id: str
    against_quote: str
    against_id: str


@dataclass(frozen=True)
class Heard:
    """One group against the population. Shares are of those who gave the background; None: hidden or too few.

    `code` is one of `representation.CODES`; `told` says it in words.
    """

    background: str
    name: str
    n_persons: int | None
    share: float | None
    population: int | None
    population_share: float | None
    code: str
    told: str


@dataclass(frozen=True)
class Spot:
    """Where a need lies on the map, both from 0 to 1: for looking only, near needs use like words."""

    need_id: str
    x: float
    y: float


@dataclass(frozen=True)
class Excerpt:
    """Somebody's words under a need: a quote, or a solution somebody mentioned. Never who said it.

    `speaker` is one group the person belongs to, where that can be told of nobody (`speakers`); else empty.
    """

    need_id: str
    title: str
    quote: str
    behov_id: str
    channel: str
    stability: str = ""
    status: str = ""
    speaker: str = ""
    answers: str = ""
    how: str = ""


@dataclass(frozen=True)
class Voice:
    """One statement with everything known of it, or one answer without statements and the reason why."""

    innspill_id: str
    source: str
    row: int
    channel: str
    question: str
    text: str
    behov_id: str = ""
    kind: str = ""
    sure: str = ""
    cue: str = ""
    concerns: str = ""
    service: str = ""
    decider: str = ""
    place: str = ""
    concrete: str = ""
    repeat: str = ""
    need_id: str = ""
    stability: str = ""
    closeness: float | None = None
    set_aside: str = ""


@dataclass(frozen=True)
class Group:
    """How many persons gave this background. None: the number is hidden, or no share is computed.

    `few` is true where fewer persons than the threshold are behind; a number may also be hidden because
    it would let the reader compute one that is.
    """

    background: str
    name: str
    n_persons: int | None
    share: float | None
    few: bool
    known: bool


@dataclass(frozen=True)
class NeedByGroup:
    """One need, and how many persons of each group have reported it. None: the number is hidden."""

    need_id: str
    title: str
    n_persons: int
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class GroupTable:
    """The needs by the groups of one background. `names` and `counts` have the same order; "" is no group given."""

    background: str
    names: tuple[str, ...]
    rows: tuple[NeedByGroup, ...]


@dataclass(frozen=True)
class Step:
    """One line of the accounts."""

    step: str
    what: str
    n: int


@dataclass(frozen=True)
class FileAccount:
    """How one file was read, and what became of its answers. `reasons` tells why, and how many, are set aside."""

    source: str
    reader: str
    encoding: str
    n_rows: int
    n_unread: int
    n_answers: int
    n_in_use: int
    n_set_aside: int
    reasons: str
    read_note: str


@dataclass(frozen=True)
class Totals:
    """The figures that sentences are made of. Persons, notes and statements are never added together.

    `n_persons` and `n_notes` count answers that are not set aside; `first_day` and `last_day` are
    ISO dates, or empty when no answer has a time.
    """

    n_answers: int
    n_set_aside: int
    n_persons: int
    n_notes: int
    n_statements: int
    n_need_statements: int
    n_solution_statements: int
    n_placed: int
    n_unsure: int
    first_day: str
    last_day: str


@dataclass(frozen=True)
class Report:
    """Everything the council's report says. Composed once; the renderers count nothing."""

    language: str
    title: str
    kommune: str
    round_number: int
    date: str
    responsible: str
    version: str
    totals: Totals
    summary: tuple[str, ...]
    highlights: tuple[str, ...]
    unknown: tuple[str, ...]
    warnings: tuple[str, ...]
    needs: tuple[Need, ...]
    groups: tuple[Group, ...]
    group_notes: tuple[str, ...]
    needs_by_group: tuple[GroupTable, ...]
    needs_by_group_notes: tuple[str, ...]
    quotes: tuple[Excerpt, ...]
    solutions: tuple[Excerpt, ...]
    voices: tuple[Voice, ...]
    files: tuple[FileAccount, ...]
    accounts: tuple[Step, ...]
    method: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    oppositions: tuple[Opposition, ...] = ()
    heard: tuple[Heard, ...] = ()
    heard_notes: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    surprises: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    case_text: tuple[str, ...] = ()
    layout: tuple[Spot, ...] = ()
    decided: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    run: tuple[tuple[str, str], ...] = ()


def quotes_of(report: Report, need_id: str) -> tuple[Excerpt, ...]:
    return tuple(quote for quote in report.quotes if quote.need_id == need_id)


def solutions_of(report: Report, need_id: str) -> tuple[Excerpt, ...]:
    return tuple(solution for solution in report.solutions if solution.need_id == need_id)


def oppositions_of(report: Report, need_id: str) -> tuple[Opposition, ...]:
    return tuple(opposition for opposition in report.oppositions if opposition.need_id == need_id)


def sort_by_size(needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """By persons, then statements, then number: for overview and chart only, since size is not importance."""
    return tuple(sorted(needs, key=lambda need: (-need.n_persons, -need.n_statements, need.need_id)))


def choose_measure(needs: Sequence[Need]) -> str:
    """What a chart of needs counts: persons, or statements where only notes are gathered."""
    return "n_persons" if any(need.n_persons for need in needs) else "n_statements"
