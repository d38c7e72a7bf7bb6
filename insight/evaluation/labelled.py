"""A file a person has labelled: one row a statement, checked, with every fault told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from insight.errors import ReadError, raise_all
from insight.evaluation.columns import (
    ANSWER,
    COLUMNS,
    KIND,
    LANGUAGE,
    MARKED,
    START,
    STATEMENT,
    TEXT,
    THEME,
    WHO,
    clean,
    name_column,
    read_kind,
    read_language,
    read_who,
)
from insight.evaluation.masking import Mark, read_marks
from insight.evaluation.places import Faults, place_all
from insight.evaluation.splits import find_core

Grid = Sequence[tuple[int, Sequence[str]]]
"""Rows as they stand in a file, each with its number there; the headers first."""


@dataclass(frozen=True)
class Labelled:
    """What was labelled.

    `statements` has row (in the file), answer, language, quote, start, end, kind, who (sets of groups), theme; start
    and end are -1 where the file has no whole answers. `texts` are the whole answers, `is_whole` tells the answers in
    which every word belongs to a statement, and `marks` the personal data of those that were marked. `columns` are
    those with something in them.
    """

    source: str
    sha256: str
    statements: pd.DataFrame
    texts: Mapping[str, str]
    is_whole: Mapping[str, bool]
    marks: Mapping[str, tuple[str, list[Mark]]]
    columns: frozenset[str]
    remarks: tuple[str, ...] = ()


def read_labelled(
    grids: Sequence[Grid], source: str, *, groups: Sequence[str], sha256: str = "", remarks: Sequence[str] = ()
) -> Labelled:
    """The first sheet with a column «utsagn»; the headers and aliases are those of `evaluation.columns`.

    Rows belong to one answer when they share `svar_id`, or without that the words of `svar`, which need only stand on
    one of them. A statement stands at `start` in its answer when that is told, else where its words are first found.
    An answer copied to `personopplysninger` has its personal data marked, <navn>Kari</navn>; one without marks has
    none, and an empty cell says nothing. Raises ReadError with every fault: no «utsagn», an unknown type, group or
    mark, a statement that is not in its answer or overlaps another, two answers with one id.
    """
    rows = _find_rows(grids, source)
    faults = Faults(source)
    rows = [row for row in rows if not _is_missing(row, faults)]
    statements = pd.DataFrame(_read_row(row, groups, faults) for row in rows)
    texts = _gather(rows, statements, TEXT, faults) if len(statements) else {}
    statements = place_all(statements, texts, faults)
    marked = _gather(rows, statements, MARKED, faults) if len(statements) else {}
    marks = dict(_read_all_marks(marked, texts, statements, faults))
    raise_all(ReadError, faults.tell())
    if statements.empty:
        raise ReadError(f"{source}: har ingen utsagn. Skriv ett utsagn på hver rad i kolonnen «{STATEMENT}».")
    filled = {name for name in COLUMNS if any(row[1].get(name) for row in rows)}
    is_whole = {answer: _is_whole(texts[answer], spans) for answer, spans in _gather_spans(statements, texts).items()}
    return Labelled(source, sha256, statements, texts, is_whole, marks, frozenset(filled), tuple(remarks))


Row = tuple[int, dict[str, str]]


def _find_rows(grids: Sequence[Grid], source: str) -> list[Row]:
    for grid in grids:
        if not grid:
            continue
        (_, headers), *body = grid
        named = [name_column(header) for header in headers]
        if STATEMENT not in named:
            continue
        twice = sorted({name for name in named if name and named.count(name) > 1})
        raise_all(ReadError, (f"{source}: flere kolonner betyr «{name}». La bare den ene stå." for name in twice))
        return [
            (number, {name: clean(cell).strip() for name, cell in zip(named, cells, strict=False) if name})
            for number, cells in body
            if any(map(str.strip, cells))
        ]
    headers = ", ".join(header for grid in grids[:1] for header in (grid[0][1] if grid else ()) if header.strip())
    raise ReadError(
        f"{source}: fant ikke kolonnen «{STATEMENT}». Kolonnene er: {headers[:300] or 'ingen'}. "
        f"En merket fil har ett utsagn på hver rad, og kolonnene {', '.join(COLUMNS)}; bare «{STATEMENT}» må være der."
    )


def _is_missing(row: Row, faults: Faults) -> bool:
    number, cells = row
    if cells.get(STATEMENT):
        return False
    faults.add(f"«{STATEMENT}» er tom. Skriv utsagnet, eller slett raden.", number)
    return True


def _read_row(row: Row, groups: Sequence[str], faults: Faults) -> dict[str, object]:
    number, cells = row
    kind, who, start = "", frozenset[str](), -1
    try:
        kind = read_kind(cells.get(KIND, ""))
    except ValueError as error:
        faults.add(str(error), number)
    try:
        who = read_who(cells.get(WHO, ""), groups)
    except ValueError as error:
        faults.add(str(error), number)
    if told := cells.get(START, "").removesuffix(".0"):
        if told.isascii() and told.isdigit() and len(told) < 10:
            start = int(told)
        else:
            faults.add(f"«{START}» er «{told[:30]}», men skal være et helt tall fra 0.", number)
    return {
        "row": number,
        "answer": cells.get(ANSWER) or cells.get(TEXT) or f"rad {number}",
        "language": read_language(cells.get(LANGUAGE, "")),
        "quote": cells[STATEMENT],
        "start": start,
        "kind": kind,
        "who": who,
        "theme": cells.get(THEME, ""),
    }


def _gather(rows: Sequence[Row], statements: pd.DataFrame, name: str, faults: Faults) -> dict[str, str]:
    """What the rows of each answer say in a column that is about the answer."""
    found: dict[str, str] = {}
    for (number, cells), answer in zip(rows, statements["answer"], strict=True):
        if (text := cells.get(name, "")) and found.setdefault(answer, text) != text:
            faults.add(f"«{ANSWER}» har flere ulike tekster i «{name}». Gi hvert svar sitt eget nummer.", number)
    return found


def _read_all_marks(
    marked: Mapping[str, str], texts: Mapping[str, str], statements: pd.DataFrame, faults: Faults
) -> Iterator[tuple[str, tuple[str, list[Mark]]]]:
    """The text that was marked, and its marks; of a file without whole answers the marked text is the statement."""
    firsts = (
        {
            answer: (int(row), str(quote))
            for answer, row, quote in zip(*(statements[::-1][name] for name in ("answer", "row", "quote")), strict=True)
        }
        if len(statements)
        else {}
    )
    for answer, copy in marked.items():
        row, quote = firsts[answer]
        try:
            text, spans = read_marks(copy)
        except ValueError as error:
            faults.add(f"personopplysninger: {error}.", row)
            continue
        if text.split() != texts.get(answer, quote).split():
            faults.add("personopplysninger: den merkede kopien er ikke lik svaret. Kopier svaret på nytt.", row)
        yield answer, (text, spans)


def _gather_spans(statements: pd.DataFrame, texts: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {answer: [] for answer in texts}
    for answer, start, end in zip(*(statements[name] for name in ("answer", "start", "end")), strict=True):
        if answer in spans:
            spans[answer].append((start, end))
    return spans


def _is_whole(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but marks, bullets and joining words stands outside the statements."""
    ordered = sorted(spans)
    gaps = zip([0, *(end for _, end in ordered)], [*(start for start, _ in ordered), len(text)], strict=True)
    return all(find_core(text, gap) is None for gap in gaps)
