"""The rows of the report: needs, quotes, solutions, and every voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from insight.report import wording
from insight.report.shapes import Excerpt, Need, Voice
from insight.tables import Innspill, StorB

WITHOUT_WORDS = ("tomt svar", "ikke svar", "uten bokstaver", "bare personopplysninger")
"""Why answers are set aside whose text says nothing."""
LONGEST_QUOTE = 30
"""Words in a quote; longer ones are cut with […]."""


def each_row(table: pd.DataFrame) -> Iterator[Any]:
    """The rows with their columns as attributes."""
    return iter(table.itertuples())


def list_needs(stor_b: StorB) -> tuple[Need, ...]:
    """The needs by number, with words where a person has not decided yet."""
    return tuple(
        Need(
            need_id=need.stor_b_id,
            title=need.title,
            titled_by=need.titled_by,
            statement=need.statement or wording.ALL_WITHHELD,
            who=need.who or wording.NOT_SAID,
            n_persons=int(need.n_persons),
            n_statements=int(need.n_statements),
            n_notes=int(need.n_notes),
            votes=int(need.votes),
            channels=need.channels,
            grade=wording.GRADES[need.utredningsgrad],
            handlingsrom=need.handlingsrom or wording.NOT_CLARIFIED,
            service=need.service or wording.NOT_SAID,
            paadriver=need.paadriver or wording.NOBODY_YET,
            stability=need.stability,
            subthemes=need.subthemes.replace(" | ", "\n"),
            n_solutions=len(need.loesninger.split()),
            n_quotes=len(need.quotes.split()),
            tested=wording.NOT_TESTED,
            disagreement=need.opposing_words,
            n_repeated=int(need.n_repeated),
        )
        for need in each_row(stor_b.sort_values("stor_b_id"))
    )


def list_quotes(
    statements: pd.DataFrame, stor_b: StorB, speakers: Mapping[str, str] | None = None
) -> tuple[Excerpt, ...]:
    """The quotes chosen for each need, in the order they were chosen, with the group to be told (by person), if any.

    Words that are sensitive are never joined by a group, also when a person has approved them.
    """
    said = {statement.behov_id: statement for statement in each_row(statements)}
    told = {
        statement.behov_id: (speakers or {}).get(statement.person_id, "")
        for statement in said.values()
        if not statement.sensitive
    }
    return tuple(
        _excerpt(said[behov_id], need.stor_b_id, need.title, need.stability, speaker=told.get(behov_id, ""))
        for need in each_row(stor_b.sort_values("stor_b_id"))
        for behov_id in need.quotes.split()
    )


def list_solutions(statements: pd.DataFrame, stor_b: StorB) -> tuple[Excerpt, ...]:
    """The solutions by need, then those that lie near no need: none is lost."""
    said = {statement.behov_id: statement for statement in each_row(statements)}
    placed = [
        (behov_id, need.stor_b_id, need.title, need.stability)
        for need in each_row(stor_b.sort_values("stor_b_id"))
        for behov_id in need.loesninger.split()
    ]
    is_loose = (statements["kind"] == "løsning") & ~statements["behov_id"].isin([row[0] for row in placed])
    loose = [(behov_id, "", wording.NO_NEED, "") for behov_id in statements.loc[is_loose, "behov_id"]]
    return tuple(
        _excerpt(said[behov_id], need_id, title, stability, wording.NOT_ASSESSED)
        for behov_id, need_id, title, stability in [*placed, *loose]
    )


def list_voices(innspill: Innspill, statements: pd.DataFrame, stor_b: StorB) -> tuple[Voice, ...]:
    """Every statement, and every answer without one, by the number of the answer."""
    needs = {need.cluster_id: (need.stor_b_id, need.stability) for need in each_row(stor_b)}
    silent = innspill[~innspill["innspill_id"].isin(statements["innspill_id"])]
    voices = [
        _statement_voice(statement, *needs.get(statement.cluster_id, ("", ""))) for statement in each_row(statements)
    ]
    voices += [_silent_voice(answer) for answer in each_row(silent)]
    return tuple(sorted(voices, key=lambda voice: voice.innspill_id))


def cut_quote(quote: str) -> str:
    """The quote in one line within « », cut after 30 words."""
    words = quote.split()
    kept = words if len(words) <= LONGEST_QUOTE else [*words[:LONGEST_QUOTE], wording.CUT_QUOTE]
    return f"«{' '.join(kept)}»"


def _excerpt(statement: Any, need_id: str, title: str, stability: str, status: str = "", speaker: str = "") -> Excerpt:
    return Excerpt(
        need_id=need_id,
        title=title,
        quote=wording.WITHHELD if _is_withheld(statement) else cut_quote(statement.quote),
        behov_id=statement.behov_id,
        channel=statement.channel,
        stability=stability,
        status=status,
        speaker=speaker,
        answers=statement.answers,
        how=wording.LINKED[statement.how],
    )


def _statement_voice(statement: Any, need_id: str, stability: str) -> Voice:
    return Voice(
        innspill_id=statement.innspill_id,
        source=statement.source,
        row=int(statement.row),
        channel=statement.channel,
        question=statement.question,
        text=wording.WITHHELD if _is_withheld(statement) else statement.quote,
        behov_id=statement.behov_id,
        kind=wording.KIND_NAMES.get(statement.kind, statement.kind),
        sure=statement.sure,
        cue="" if _is_withheld(statement) else statement.cue,
        concerns=statement.who,
        service=statement.service or wording.NOT_PLACED,
        decider=wording.DECIDERS.get(statement.decider, ""),
        place=statement.place or wording.NOT_PLACED,
        concrete="" if _is_withheld(statement) else statement.concrete,
        repeat=statement.repeat,
        need_id=need_id,
        stability=stability,
        closeness=None if pd.isna(statement.closeness) else round(float(statement.closeness), 2),
    )


def _is_withheld(statement: Any) -> bool:
    """Whether the words are sensitive and nobody has approved them; kind, need and numbers are still told."""
    return bool(statement.sensitive) and not statement.approved_by


def _silent_voice(answer: Any) -> Voice:
    """An answer that is set aside. What was never sent in, or is said again, is not shown: nobody has read it over."""
    return Voice(
        innspill_id=answer.innspill_id,
        source=answer.source,
        row=int(answer.row),
        channel=answer.channel,
        question=answer.question,
        text=answer.text if answer.set_aside in WITHOUT_WORDS or not answer.text else wording.NOT_SHOWN_ASIDE,
        set_aside=answer.set_aside or wording.NO_STATEMENTS,
    )
