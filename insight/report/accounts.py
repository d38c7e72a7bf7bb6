"""The accounts: what became of every answer, with sums that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from insight.report import sentences, wording
from insight.report.rows import each_row
from insight.report.shapes import FileAccount, Step, Totals
from insight.tables import IDENTIFIERS, KINDS, NEED_KINDS, UNPLACED, Behov, Files, Innspill


def keep_accounts(innspill: Innspill, behov: Behov, files: Files | None, totals: Totals) -> tuple[Step, ...]:
    """Every step from the files to the needs. Raises ValueError where a sum fails: that is a bug."""
    return (
        *([] if files is None else _account_files(files, totals)),
        *_account_answers(innspill, behov, totals),
        *_account_statements(behov, totals),
        *_account_persons(innspill, totals),
        *_account_masks(innspill),
    )


def account_files(innspill: Innspill, files: Files | None) -> tuple[FileAccount, ...]:
    """Every file by name, with what became of its answers in the end. Raises ValueError where a sum fails."""
    if files is None:
        return ()
    reasons = {source: _count(rows) for source, rows in innspill["set_aside"].groupby(innspill["source"])}
    must_add_up("files with answers", len(reasons.keys() & set(files["source"])), [len(reasons)])
    return tuple(_account_file(file, reasons.get(file.source, {})) for file in each_row(files.sort_values("source")))


def _account_file(file: Any, reasons: Mapping[str, int]) -> FileAccount:
    in_use = reasons.get("", 0)
    aside = {reason: n for reason, n in reasons.items() if reason}
    must_add_up(f"answers in {file.source}", int(file.n_answers), [in_use, *aside.values()])
    return FileAccount(
        source=file.source,
        reader=file.reader or wording.FILE_UNREAD,
        encoding=file.encoding,
        n_rows=int(file.n_rows),
        n_unread=int(file.n_unread),
        n_answers=int(file.n_answers),
        n_in_use=in_use,
        n_set_aside=sum(aside.values()),
        reasons="\n".join(f"{reason}: {n}" for reason, n in aside.items()),
        read_note=file.note.replace("; ", "\n"),
    )


def must_add_up(what: str, whole: int, parts: Iterable[int]) -> None:
    """Raise ValueError unless the parts sum to the whole."""
    counted = list(parts)
    if sum(counted) != whole:
        raise ValueError(f"the accounts do not add up: {what} is {whole}, but its parts are {counted}")


def _account_files(files: Files, totals: Totals) -> list[Step]:
    ordered = files.sort_values("source")
    read, unread = ordered[ordered["reader"] != ""], ordered[ordered["reader"] == ""]
    must_add_up("answers in files", totals.n_answers, ordered["n_answers"])
    step = wording.STEP_FILES
    return [
        *(Step(step, sentences.rows_read(row.source), int(row.n_rows)) for row in each_row(read)),
        *(Step(step, sentences.answers_read(row.source), int(row.n_answers)) for row in each_row(read)),
        Step(step, wording.FILES_UNREAD, len(unread)),
    ]


def _account_answers(innspill: Innspill, behov: Behov, totals: Totals) -> list[Step]:
    reasons = _count(innspill.loc[innspill["set_aside"] != "", "set_aside"])
    with_statements = behov["innspill_id"].nunique()
    in_use = innspill["set_aside"] == ""
    without = int((in_use & ~innspill["innspill_id"].isin(behov["innspill_id"])).sum())
    must_add_up("answers", totals.n_answers, [*reasons.values(), with_statements, without])
    step = wording.STEP_ANSWERS
    return [
        Step(step, wording.ANSWERS_ALL, totals.n_answers),
        *(Step(step, sentences.answers_set_aside(reason), n) for reason, n in reasons.items()),
        Step(step, wording.ANSWERS_WITH_STATEMENTS, with_statements),
        Step(step, wording.ANSWERS_WITHOUT_STATEMENTS, without),
    ]


def _account_statements(behov: Behov, totals: Totals) -> list[Step]:
    kinds = _count(behov["kind"])
    unplaced = int((behov["kind"].isin(NEED_KINDS) & (behov["cluster_id"] == UNPLACED)).sum())
    must_add_up("statements", totals.n_statements, kinds.values())
    must_add_up("statements of needs", totals.n_need_statements, [totals.n_placed, unplaced])
    return [
        Step(wording.STEP_STATEMENTS, wording.STATEMENTS_ALL, totals.n_statements),
        *(Step(wording.STEP_STATEMENTS, sentences.statements_of(kind), kinds.get(kind, 0)) for kind in KINDS),
        Step(wording.STEP_STATEMENTS, wording.STATEMENTS_UNSURE, totals.n_unsure),
        Step(wording.STEP_NEEDS, wording.NEEDS_ALL, totals.n_need_statements),
        Step(wording.STEP_NEEDS, wording.NEEDS_PLACED, totals.n_placed),
        Step(wording.STEP_NEEDS, wording.NEEDS_UNPLACED, unplaced),
    ]


def _account_persons(innspill: Innspill, totals: Totals) -> list[Step]:
    in_use = innspill["set_aside"] == ""
    everybody = set(innspill["person_id"]) - {""}
    silent = everybody - set(innspill.loc[in_use, "person_id"])
    must_add_up("persons", len(everybody), [totals.n_persons, len(silent)])
    step = wording.STEP_PERSONS
    return [
        Step(step, wording.PERSONS_ALL, len(everybody)),
        Step(step, wording.PERSONS_AGAIN, innspill.loc[innspill["response"] > 1, "person_id"].nunique()),
        Step(step, wording.PERSONS_HEARD, totals.n_persons),
        Step(step, wording.PERSONS_SET_ASIDE, len(silent)),
        Step(step, wording.NOTES_HEARD, totals.n_notes),
        Step(step, wording.VOTES_HEARD, int(innspill.loc[in_use, "votes"].sum())),
    ]


def _account_masks(innspill: Innspill) -> list[Step]:
    found = {mask: int(innspill["text"].str.count(rf"\[{mask}\]").sum()) for mask in IDENTIFIERS}
    return [Step(wording.STEP_MASKS, sentences.masked(mask), n) for mask, n in found.items()]


def _count(values: pd.Series) -> Mapping[str, int]:
    return {str(value): int(n) for value, n in values.value_counts().sort_index().items()}
