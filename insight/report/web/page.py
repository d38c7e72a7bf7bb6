"""The report as one page for the browser: one file that fetches nothing, and reads without its script too."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insight.errors import InsightError
from insight.look import BAR, INK, LINK, PALE
from insight.report.figures.chart_sentences import (
    describe_bars,
    headline_heard,
    headline_needs,
    is_unsure,
    list_compared,
    write_percent,
)
from insight.report.front import list_front
from insight.report.numerals import spell_date, write_number
from insight.report.plain import clean, shorten
from insight.report.shapes import (
    Excerpt,
    Heard,
    Need,
    Opposition,
    Report,
    Voice,
    choose_measure,
    oppositions_of,
    quotes_of,
)
from insight.report.web import charts
from insight.report.words import Words, read_words

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_VOICES = 200
"""Statements listed under a need, those nearest the middle; the rest are in the workbook."""
FEW_SOLUTIONS = 5
"""Solutions named on a card; all of them stand in their own part."""
MOST_QUESTIONS = 10
"""Questions to the next round that stand open; the rest are a click away."""
LONGEST_STATEMENT = 400
"""Letters of the statement on a card; the whole of it stands in the list of statements."""
BY_PERSON = "menneske"
FOLDER = Path(__file__).parent / "templates"
_NO_ID = re.compile(r"[^\w-]")


@dataclass(frozen=True)
class Card:
    """One need with all that stands on its card. `rest` has who, service and place of the statements not listed."""

    need: Need
    unsure: bool
    by_person: bool
    next_question: str
    statement: str
    quotes: tuple[Excerpt, ...]
    oppositions: tuple[Opposition, ...]
    solutions: tuple[Excerpt, ...]
    voices: tuple[Voice, ...]
    n_voices: int
    rest: tuple[tuple[str, str, str], ...]


def write_html(report: Report, path: str | Path) -> None:
    """Write the report to `path` as one HTML file; the same report gives the same bytes.

    Nothing is fetched, and nothing but the page's own style and script may run (Content Security Policy Level 3: by
    their SHA-256, with default-src 'none'). All that people wrote is escaped; signs that HTML has no place for are left
    out. The page is made for WCAG 2.1 AA. Raises InsightError when the file cannot be written.
    """
    page = render_html(report)
    try:
        Path(path).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InsightError(
            f"{Path(path).name}: kan ikke skrives ({error.strerror}). Lukk filen hvis den er åpen, og kjør igjen."
        ) from error


def render_html(report: Report) -> str:
    """The page as text."""
    words = read_words(report.language)
    cards, bars, measure = list_cards(report, words), charts.draw_bars(report.needs), choose_measure(report.needs)
    finding = headline_needs(words, [(bar.need.title, bar.n) for bar in bars], measure)
    template = _read_templates().get_template("page.html.j2")
    return template.render(
        report=report,
        words=words,
        cards=cards,
        need_ids={need.need_id for need in report.needs},
        listed={voice.behov_id for card in cards for voice in card.voices},
        choices=_list_choices(cards),
        bars=bars,
        finding=finding,
        bars_told=describe_bars(words, finding, [bar.need for bar in bars], measure),
        pairs=charts.draw_pairs(report.heard),
        pairs_finding=headline_heard(words, list_compared(report.heard)),
        pairs_end=charts.find_end(report.heard),
        dots=charts.draw_map(report),
        heat=[(table, charts.shade(table)) for table in report.needs_by_group],
        solutions=_group_solutions(report),
        day=spell_date(words, report.date),
        norwegian=_mark_norwegian(report.language),
        number=lambda n: write_number(words, n),
        percent=lambda share: _percent(share, words),
        tell_pair=lambda group: _tell_pair(group, words),
        unsure=lambda need: is_unsure(need, words),
        some_unsure=any(card.unsure for card in cards),
        few_solutions=FEW_SOLUTIONS,
        most_questions=MOST_QUESTIONS,
        front=list_front(report),
        sizes=charts,
        **_read_own_code(),
    )


def list_cards(report: Report, words: Words) -> tuple[Card, ...]:
    """The needs by number, each with what belongs to it."""
    solutions = defaultdict(list)
    for solution in report.solutions:
        solutions[solution.need_id].append(solution)
    is_solution = {solution.behov_id for solution in report.solutions}
    voices = defaultdict(list)
    for voice in report.voices:
        if voice.need_id and voice.behov_id not in is_solution:
            voices[voice.need_id].append(voice)
    return tuple(
        _make_card(need, report, words, solutions[need.need_id], voices[need.need_id])
        for need in sorted(report.needs, key=lambda need: need.need_id)
    )


def _make_card(need: Need, report: Report, words: Words, solutions: list[Excerpt], voices: list[Voice]) -> Card:
    quotes, oppositions = quotes_of(report, need.need_id), oppositions_of(report, need.need_id)
    linked = {quote.behov_id for quote in quotes}
    linked.update(behov_id for each in oppositions for behov_id in (each.for_id, each.against_id))
    nearest = sorted(voices, key=lambda voice: (voice.behov_id not in linked, *_order(voice)))
    listed, rest = nearest[:MOST_VOICES], nearest[MOST_VOICES:]
    return Card(
        need=need,
        unsure=is_unsure(need, words),
        by_person=need.sentence_by in (BY_PERSON, words.say(BY_PERSON)),
        next_question=words.next_questions.get(need.next_question, need.next_question),
        statement=shorten(need.statement, LONGEST_STATEMENT),
        quotes=quotes,
        oppositions=oppositions,
        solutions=tuple(solutions),
        voices=tuple(sorted(listed, key=_order)),
        n_voices=len(voices),
        rest=tuple(sorted({_facets(voice) for voice in rest})),
    )


def _order(voice: Voice) -> tuple[float, str]:
    return (-2.0 if voice.closeness is None else voice.closeness) * -1, voice.behov_id


def _facets(voice: Voice) -> tuple[str, str, str]:
    return voice.concerns, voice.service, voice.place


def _list_choices(cards: Iterable[Card]) -> list[tuple[str, list[str]]]:
    """What can be chosen: who, service and place, as the statements' own words have it, each in alphabetic order."""
    found: dict[str, set[str]] = {"concerns": set(), "service": set(), "place": set()}
    for card in cards:
        for facets in [*map(_facets, card.voices), *card.rest]:
            for name, values in zip(found, facets, strict=True):
                found[name].update(filter(None, values.split("; ")))
    return [(name, sorted(values, key=_alphabetic)) for name, values in found.items() if len(values) > 1]


def _alphabetic(text: str) -> tuple[str, str]:
    """Norwegian order: æ, ø and å after z."""
    return text.casefold().translate(str.maketrans("æøå", "{|}")), text


def _group_solutions(report: Report) -> list[tuple[str, str, list[Excerpt]]]:
    """The solutions by need: the need's number ("" for none), its name, and the solutions."""
    groups: dict[str, list[Excerpt]] = defaultdict(list)
    for solution in report.solutions:
        groups[solution.need_id].append(solution)
    in_order = sorted(groups, key=lambda need_id: (not need_id, need_id))
    return [(need_id, groups[need_id][0].title, groups[need_id]) for need_id in in_order]


def _mark_norwegian(language: str) -> str:
    """What marks people's own words where the page is not in Norwegian, for those who hear it (WCAG 2.1, 3.1.2)."""
    from markupsafe import Markup

    return "" if language in ("nb", "nn") else Markup(' lang="no"')


def _tell_pair(group: Heard, words: Words) -> str:
    share, population = (_percent(n or 0, words) for n in (group.share, group.population_share))
    return str(
        words.html_pair.format(group=group.name, background=group.background, share=share, population=population)
    )


def _percent(share: float, words: Words) -> str:
    return str(words.html_percent.format(number=write_percent(share)))


# --- the file --------------------------------------------------------------------------------------------


@cache
def _read_templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(FOLDER)
    templates = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    templates.filters["mark"] = lambda behov_id: f"u-{_NO_ID.sub('-', behov_id)}"
    return templates


def _clean(value: Any) -> Any:
    """A text without what HTML has no place for; a text that is safe stays so."""
    return type(value)(clean(value)) if isinstance(value, str) else value


@cache
def _read_own_code() -> dict[str, str]:
    """The style and the script of the page, each with what its policy knows it by."""
    style = _read_templates().get_template("page.css.j2").render(ink=INK, link=LINK, pale=PALE, bar=BAR).strip()
    script = (FOLDER / "page.js").read_text(encoding="utf-8").strip()
    return {"style": style, "style_hash": _hash(style), "script": script, "script_hash": _hash(script)}


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
