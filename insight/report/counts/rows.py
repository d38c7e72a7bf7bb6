"""The rows of the report: needs, quotes, solutions, and every voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from insight.report.shapes import Excerpt, Need, Voice
from insight.report.signs import CUT
from insight.report.words import Words
from insight.tables import Innspill, StorB

WITHOUT_WORDS = ("tomt svar", "ikke svar", "uten bokstaver", "bare personopplysninger")
"""Why answers are set aside whose text says nothing."""
LONGEST_QUOTE = 30
"""Words in a quote; longer ones are cut with […]."""


def each_row(table: pd.DataFrame) -> Iterator[Any]:
    """The rows with their columns as attributes."""
    return iter(table.itertuples())


def list_needs(words: Words, stor_b: StorB, anchors: Mapping[int, str] | None = None) -> tuple[Need, ...]:
    """The needs by number, with words where a person has not decided yet.

    What the tables name is said in the language of the words; what people and the municipality wrote stays as it is.
    `anchors` has the statement nearest the middle of each theme (behov_id by cluster_id).
    """
    return tuple(
        Need(
            need_id=need.stor_b_id,
            title=need.title,
            titled_by=words.say(need.titled_by),
            statement=need.statement or words.all_withheld,
            who=words.say(need.who) or words.not_said,
            n_persons=int(need.n_persons),
            n_statements=int(need.n_statements),
            n_notes=int(need.n_notes),
            votes=int(need.votes),
            channels=words.say(need.channels),
            grade=words.grades[need.utredningsgrad],
            handlingsrom=words.say(need.handlingsrom) or words.not_clarified,
            service=words.say(need.service) or words.not_said,
            paadriver=need.paadriver or words.nobody_yet,
            stability=words.say(need.stability),
            subthemes=need.subthemes.replace(" | ", "\n"),
            tested=words.not_tested,
            disagreement=need.opposing_words,
            n_repeated=int(need.n_repeated),
            sentence=need.sentence,
            sentence_by=words.say(need.sentence_by),
            how_might_we=need.hkv,
            situation=need.situation,
            why=need.why,
            next_question=words.next_questions.get(need.next_question, ""),
            lever="" if need.handlingsrom else words.deciders.get(need.handlingsrom_hint, ""),
            anchor=(anchors or {}).get(need.cluster_id, ""),
        )
        for need in each_row(stor_b.sort_values("stor_b_id"))
    )


def list_quotes(
    words: Words, statements: pd.DataFrame, stor_b: StorB, speakers: Mapping[str, str] | None = None
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
        _excerpt(words, said[behov_id], need.stor_b_id, need.title, need.stability, speaker=told.get(behov_id, ""))
        for need in each_row(stor_b.sort_values("stor_b_id"))
        for behov_id in need.quotes.split()
    )


def list_solutions(words: Words, statements: pd.DataFrame, stor_b: StorB) -> tuple[Excerpt, ...]:
    """The solutions by need, then those that lie near no need: none is lost."""
    said = {statement.behov_id: statement for statement in each_row(statements)}
    placed = [
        (behov_id, need.stor_b_id, need.title, need.stability)
        for need in each_row(stor_b.sort_values("stor_b_id"))
        for behov_id in need.loesninger.split()
    ]
    is_loose = (statements["kind"] == "løsning") & ~statements["behov_id"].isin([row[0] for row in placed])
    loose = [(behov_id, "", words.no_need, "") for behov_id in statements.loc[is_loose, "behov_id"]]
    return tuple(
        _excerpt(words, said[behov_id], need_id, title, stability, words.not_assessed)
        for behov_id, need_id, title, stability in [*placed, *loose]
    )


def list_voices(words: Words, innspill: Innspill, statements: pd.DataFrame, stor_b: StorB) -> tuple[Voice, ...]:
    """Every statement, and every answer without one, by the number of the answer."""
    needs = {need.cluster_id: (need.stor_b_id, need.stability) for need in each_row(stor_b)}
    silent = innspill[~innspill["innspill_id"].isin(statements["innspill_id"])]
    voices = [
        _statement_voice(words, statement, *needs.get(statement.cluster_id, ("", "")))
        for statement in each_row(statements)
    ]
    voices += [_silent_voice(words, answer) for answer in each_row(silent)]
    return tuple(sorted(voices, key=lambda voice: voice.innspill_id))


def cut_quote(words: Words, quote: str) -> str:
    """The quote in one line within quotation marks, cut after 30 words."""
    said = quote.split()
    kept = said if len(said) <= LONGEST_QUOTE else [*said[:LONGEST_QUOTE], CUT]
    return words.quotation_marks.format(text=" ".join(kept))


def _excerpt(
    words: Words, statement: Any, need_id: str, title: str, stability: str, status: str = "", speaker: str = ""
) -> Excerpt:
    return Excerpt(
        need_id=need_id,
        title=title,
        quote=words.withheld if _is_withheld(statement) else cut_quote(words, statement.quote),
        behov_id=statement.behov_id,
        channel=words.say(statement.channel),
        stability=words.say(stability),
        status=status,
        speaker=speaker,
        answers=statement.answers,
        how=words.linked.get(statement.how, ""),
    )


def _statement_voice(words: Words, statement: Any, need_id: str, stability: str) -> Voice:
    return Voice(
        innspill_id=statement.innspill_id,
        source=statement.source,
        row=int(statement.row),
        channel=words.say(statement.channel),
        question=statement.question,
        text=words.withheld if _is_withheld(statement) else statement.quote,
        behov_id=statement.behov_id,
        kind=words.say(statement.kind),
        sure=words.say(statement.sure),
        cue="" if _is_withheld(statement) else statement.cue,
        concerns=words.say(statement.who),
        service=words.say(statement.service) or words.not_placed,
        decider=words.deciders.get(statement.decider, ""),
        place=statement.place or words.not_placed,
        concrete="" if _is_withheld(statement) else statement.concrete,
        repeat=words.say(statement.repeat),
        need_id=need_id,
        stability=words.say(stability),
        closeness=None if pd.isna(statement.closeness) else round(float(statement.closeness), 2),
    )


def _is_withheld(statement: Any) -> bool:
    """Whether the words are sensitive and nobody has approved them; kind, need and numbers are still told."""
    return bool(statement.sensitive) and not statement.approved_by


def _silent_voice(words: Words, answer: Any) -> Voice:
    """An answer that is set aside. What was never sent in, or is said again, is not shown: nobody has read it over."""
    return Voice(
        innspill_id=answer.innspill_id,
        source=answer.source,
        row=int(answer.row),
        channel=words.say(answer.channel),
        question=answer.question,
        text=answer.text if answer.set_aside in WITHOUT_WORDS or not answer.text else words.not_shown_aside,
        set_aside=words.say(answer.set_aside) or words.no_statements,
    )
