"""Whom the answers speak of, who was hardly heard, and which councils a municipality must ask."""

from __future__ import annotations

from collections.abc import Iterator

from insight.norsk.wordlists import read_entries
from insight.report.book.blt import tell_inputs
from insight.report.book.matrix import split_groups
from insight.report.book.page import Column, Page, Plain
from insight.report.shapes import Report
from insight.report.words import Words, read_words

HARDLY_HEARD = ("unheard", "lower", "hidden")
"""Codes of `shapes.Heard` that call for somebody to be asked."""


def make_actors(report: Report) -> Page:
    """One row for each of the groups of `wordlists/aktoerer.txt`, each group hardly heard, and each council by law.

    No number is told: only whether any statement speaks of the group, at which needs, and what the report tells of
    who answered. The councils: kommuneloven section 5-12.
    """
    words = read_words(report.language)
    texts = words.blt_actors
    columns = (
        Column(texts["who"], 32),
        Column(texts["sort"], 28),
        Column(texts["mentioned"], 15),
        Column(texts["needs"], 36),
        Column(texts["heard"], 30),
        Column(texts["contact"], 20, "input"),
        Column(texts["date"], 13, "input date"),
    )
    rows = [(*row, None, None) for row in (*_list_spoken_of(words, report), *_list_unheard(words, report))]
    rows += [
        (council, texts["council"], texts["not_relevant"], texts["not_relevant"], texts["council_told"], None, None)
        for council in texts["councils"]
    ]
    notes = (*texts["notes"], tell_inputs(words, columns))
    names = (texts["name"], texts["title"], texts["contents"])
    return Page(*names, notes, "tblAktoerer", columns, rows, "", frozen=1)


Row = tuple[Plain, ...]


def _list_spoken_of(words: Words, report: Report) -> Iterator[Row]:
    texts = words.blt_actors
    spoken: dict[str, set[str]] = {}
    for voice in report.voices:
        for group in split_groups(voice):
            spoken.setdefault(group, set()).update({voice.need_id} - {""})
    for group in read_entries("aktoerer"):
        name = words.say(group)
        needs = ", ".join(sorted(spoken.get(name, ()))) or texts["no_need"]
        told = _tell_role(words, report, group)
        yield name, texts["group"], words.book_yes if name in spoken else words.book_no, needs, told


def _tell_role(words: Words, report: Report, group: str) -> str:
    """What «Hvem» tells of those who ticked a role of the group (`wordlists/rolle-til-aktoer.txt`)."""
    texts = words.blt_actors
    names = read_entries("rolle-til-aktoer").get(group, ())
    roles = [each for each in report.groups if each.background == words.backgrounds["rolle"] and each.known]
    if not names or not roles:
        return str(texts["not_asked"])
    told = [
        texts["role_hidden"].format(name=role.name)
        if role.n_persons is None
        else texts["role_heard"].format(name=role.name, number=role.n_persons)
        for role in roles
        if role.name.casefold() in names
    ]
    return "\n".join(told) or str(texts["role_missing"])


def _list_unheard(words: Words, report: Report) -> Iterator[Row]:
    """The groups hardly heard: against the population where that is known, else those the report calls few."""
    texts = words.blt_actors
    heard = [(each.background, each.name, each.told) for each in report.heard if each.code in HARDLY_HEARD]
    if not report.heard:
        heard = [(each.background, each.name, texts["few"]) for each in report.groups if each.few and each.known]
    for background, name, told in heard:
        yield f"{background}: {name}", texts["respondents"], texts["not_relevant"], texts["not_relevant"], told
