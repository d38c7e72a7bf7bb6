"""The accounts: what became of every answer, with sums that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from insight.report.counts.rows import each_row
from insight.report.counts.sentences import name_mask
from insight.report.shapes import FileAccount, Step, Totals
from insight.report.words import Words
from insight.tables import IDENTIFIERS, KINDS, NEED_KINDS, UNPLACED, Behov, Files, Innspill


def keep_accounts(
    words: Words, innspill: Innspill, behov: Behov, files: Files | None, totals: Totals
) -> tuple[Step, ...]:
    """Every step from the files to the needs. Raises ValueError where a sum fails: that is a bug."""
    return (
        *([] if files is None else _account_files(words, files, totals)),
        *_account_answers(words, innspill, behov, totals),
        *_account_statements(words, behov, totals),
        *_account_persons(words, innspill, totals),
        *_account_masks(words, innspill),
    )


def account_files(words: Words, innspill: Innspill, files: Files | None) -> tuple[FileAccount, ...]:
    """Every file by name, with what became of its answers in the end. Raises ValueError where a sum fails."""
    if files is None:
        return ()
    reasons = {source: _count(rows) for source, rows in innspill["set_aside"].groupby(innspill["source"])}
    must_add_up("files with answers", len(reasons.keys() & set(files["source"])), [len(reasons)])
    ordered = files.sort_values("source")
    return tuple(_account_file(words, file, reasons.get(file.source, {})) for file in each_row(ordered))


def _account_file(words: Words, file: Any, reasons: Mapping[str, int]) -> FileAccount:
    in_use = reasons.get("", 0)
    aside = {reason: n for reason, n in reasons.items() if reason}
    must_add_up(f"answers in {file.source}", int(file.n_answers), [in_use, *aside.values()])
    return FileAccount(
        source=file.source,
        reader=words.say(file.reader) or words.file_unread,
        encoding=file.encoding,
        n_rows=int(file.n_rows),
        n_unread=int(file.n_unread),
        n_answers=int(file.n_answers),
        n_in_use=in_use,
        n_set_aside=sum(aside.values()),
        reasons="\n".join(f"{words.say(reason)}: {n}" for reason, n in aside.items()),
        read_note=file.note.replace("; ", "\n"),
    )


def must_add_up(what: str, whole: int, parts: Iterable[int]) -> None:
    """Raise ValueError unless the parts sum to the whole."""
    counted = list(parts)
    if sum(counted) != whole:
        raise ValueError(f"the accounts do not add up: {what} is {whole}, but its parts are {counted}")


def _account_files(words: Words, files: Files, totals: Totals) -> list[Step]:
    ordered = files.sort_values("source")
    read, unread = ordered[ordered["reader"] != ""], ordered[ordered["reader"] == ""]
    must_add_up("answers in files", totals.n_answers, ordered["n_answers"])
    step = words.step_files
    return [
        *(Step(step, words.rows_read.format(file=row.source), int(row.n_rows)) for row in each_row(read)),
        *(Step(step, words.answers_read.format(file=row.source), int(row.n_answers)) for row in each_row(read)),
        Step(step, words.files_unread, len(unread)),
    ]


def _account_answers(words: Words, innspill: Innspill, behov: Behov, totals: Totals) -> list[Step]:
    reasons = _count(innspill.loc[innspill["set_aside"] != "", "set_aside"])
    with_statements = behov["innspill_id"].nunique()
    in_use = innspill["set_aside"] == ""
    without = int((in_use & ~innspill["innspill_id"].isin(behov["innspill_id"])).sum())
    must_add_up("answers", totals.n_answers, [*reasons.values(), with_statements, without])
    step = words.step_answers
    return [
        Step(step, words.answers_all, totals.n_answers),
        *(Step(step, words.answers_set_aside.format(reason=words.say(reason)), n) for reason, n in reasons.items()),
        Step(step, words.answers_with_statements, with_statements),
        Step(step, words.answers_without_statements, without),
    ]


def _account_statements(words: Words, behov: Behov, totals: Totals) -> list[Step]:
    kinds = _count(behov["kind"])
    unplaced = int((behov["kind"].isin(NEED_KINDS) & (behov["cluster_id"] == UNPLACED)).sum())
    must_add_up("statements", totals.n_statements, kinds.values())
    must_add_up("statements of needs", totals.n_need_statements, [totals.n_placed, unplaced])
    named = {kind: words.statements_of_kind.format(kind=words.say(kind)) for kind in KINDS}
    step, needs = words.step_statements, words.step_needs
    return [
        Step(step, words.statements_all, totals.n_statements),
        *(Step(step, named[kind], kinds.get(kind, 0)) for kind in KINDS),
        Step(step, words.statements_unsure, totals.n_unsure),
        Step(needs, words.needs_all, totals.n_need_statements),
        Step(needs, words.needs_placed, totals.n_placed),
        Step(needs, words.needs_unplaced, unplaced),
    ]


def _account_persons(words: Words, innspill: Innspill, totals: Totals) -> list[Step]:
    in_use = innspill["set_aside"] == ""
    everybody = set(innspill["person_id"]) - {""}
    silent = everybody - set(innspill.loc[in_use, "person_id"])
    must_add_up("persons", len(everybody), [totals.n_persons, len(silent)])
    step = words.step_persons
    return [
        Step(step, words.persons_all, len(everybody)),
        Step(step, words.persons_again, innspill.loc[innspill["response"] > 1, "person_id"].nunique()),
        Step(step, words.persons_heard, totals.n_persons),
        Step(step, words.persons_set_aside, len(silent)),
        Step(step, words.notes_heard, totals.n_notes),
        Step(step, words.votes_heard, int(innspill.loc[in_use, "votes"].sum())),
    ]


def _account_masks(words: Words, innspill: Innspill) -> list[Step]:
    found = {mask: int(innspill["text"].str.count(rf"\[{mask}\]").sum()) for mask in IDENTIFIERS}
    return [Step(words.step_masks, words.masked.format(mask=name_mask(words, mask)), n) for mask, n in found.items()]


def _count(values: pd.Series) -> Mapping[str, int]:
    return {str(value): int(n) for value, n in values.value_counts().sort_index().items()}
