"""Answers that somebody has asked to have forgotten: known again by salted fingerprints, and left out.

GDPR art. 17 gives the right; art. 11 is why nothing but what the exports themselves tell is used to know a response.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from insight.innspill.answers import Answer, Delivered
from insight.innspill.ids import fingerprint
from insight.innspill.one_file import FileReading

TOLD = "besvarelser og lapper som er glemt etter krav om sletting, og ikke er lest"


def list_marks(answer: Answer, digest: str, salt: str) -> set[str]:
    """Every mark by which this answer can be known again; `digest` is the SHA-256 of its file.

    A response number that is never used again tells alone, and so do one with a clock time and all of a row. A number
    that only counts needs words or a time beside it, and words alone need the file they stand in, by name or content.
    Who gave an e-mail address or a user is known by it in all editions of the same form, and in no other form.
    """
    return {fingerprint(parts, purpose="glemt", salt=salt) for parts in _describe(answer, digest, last=False)} | {
        mark_row(answer["source"], answer["innspill_id"], salt)
    }


def choose_marks(answer: Answer, digest: str, salt: str) -> set[str]:
    """The marks to keep when this answer is forgotten.

    Of equal rows, which nobody can tell apart, the last is marked: whether one of them is taken out of the file or
    the whole file is laid in again, just as many of the others are heard.
    """
    return {fingerprint(parts, purpose="glemt", salt=salt) for parts in _describe(answer, digest, last=True)}


def mark_row(source: str, innspill_id: str, salt: str) -> str:
    """The mark of a row in the tables of a run, for when the file it came from is gone."""
    return fingerprint(["tabell", source, innspill_id.partition("-")[0]], purpose="glemt", salt=salt)


def leave_out(readings: Iterable[FileReading], forgotten: Collection[str], salt: str) -> list[FileReading]:
    """The readings without the answers that `forgotten` has marks of; how many responses that is, is told in `note`."""
    if not forgotten:
        return list(readings)
    marks = frozenset(forgotten)
    kept = []
    for reading in readings:
        gone = [not marks.isdisjoint(list_marks(answer, reading.sha256, salt)) for answer in reading.answers]
        rows = {
            (answer["delivered"].sheet if answer.get("delivered") else "", answer["row"], _find_note(answer))
            for answer, is_gone in zip(reading.answers, gone, strict=True)
            if is_gone
        }
        if rows:
            answers = tuple(answer for answer, is_gone in zip(reading.answers, gone, strict=True) if not is_gone)
            note = "; ".join(filter(None, [reading.note, f"{TOLD}: {len(rows)}"]))
            reading = replace(reading, answers=answers, note=note)
        kept.append(reading)
    return kept


def _find_note(answer: Answer) -> str:
    """Notes of one row of a table are told apart; answers of one row are one response."""
    return "" if answer.get("delivered") else str(answer["innspill_id"])


def _describe(answer: Answer, digest: str, *, last: bool) -> Iterable[Sequence[str]]:
    delivered: Delivered | None = answer.get("delivered")
    if delivered is None or delivered.proof == "words":
        key = answer["innspill_id"] if delivered is None else delivered.last if last else delivered.response
        yield ["sted", answer["source"], key]
        yield ["fil", digest, key]
        return
    key = delivered.last if last else delivered.response
    if delivered.identity:
        yield ["person", delivered.identity, delivered.form]
    if delivered.proof != "count":
        yield ["besvarelse", key]
        return
    if delivered.edited:
        yield ["tid", key, str(delivered.edited)]
    if answer["text"]:
        yield ["tekst", key, answer["text"]]
