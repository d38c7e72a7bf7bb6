"""From a labelled file to how often the tool is right: the doors of the rooms, handed to the evaluation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from insight.archive import SENTENCE_CACHE, WORD_LISTS
from insight.behov.recognize import recognize
from insight.behov.rules import Recognition, recognize_by_rules
from insight.behov.split import split_statements
from insight.behov.who import find_who
from insight.clusters import cluster_behov, sentence_embedder
from insight.config import FILE_NAME, Config, read_config
from insight.errors import ReadError
from insight.evaluation import (
    Evaluation,
    Finders,
    Labelled,
    evaluate_labelled,
    keep_last,
    read_labelled,
    write_evaluation,
)
from insight.innspill.mask import mask_texts
from insight.innspill.open_file import Opened, open_file
from insight.innspill.sheets import cell_text
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import add_lists, read_entries
from insight.tables import BEHOV, DECIMAL, MASKED, TEXT, UNPLACED, WHOLE, finish

WORKBOOK = "evaluering.xlsx"
TRAINING_PART, TEST_PART = "gold/trening.csv", "gold/proeve.csv"
RECOGNIZERS: Mapping[str, Callable[[str], Recognition]] = {"modellen": recognize, "reglene alene": recognize_by_rules}
"""What the kinds are told by, the one in use first, by the name a reader sees."""


def evaluate(
    file: str | Path | None = None,
    *,
    project: str | Path | None = None,
    out: str | Path | None = None,
    recognizers: Mapping[str, Callable[[str], Recognition]] = RECOGNIZERS,
) -> Evaluation:
    """How well kinds, splitting, who, masking and themes agree with a file somebody has labelled.

    `file` is csv or a workbook with one statement a row, its columns those of `evaluation.columns`; without it the
    test part of the package is used, which no rule was made by. `project` (a folder, or its prosjekt.toml) lends its
    word lists and settings, and keeps the figure in `evaluering.json` for the report; without it the working folder is
    the project when it has a prosjekt.toml. `out` is a folder for the workbook. Raises InsightError with every fault.
    """
    config = _find_project(project)
    add_lists(config.root / WORD_LISTS if config else None)
    labelled = _tell_known(_read_labelled_file(Path(file))) if file is not None else _read_test_part()
    finders = Finders(recognizers, split_statements, _find_groups, find_personal, partial(_find_themes, config=config))
    evaluation = evaluate_labelled(labelled, finders, is_own=file is not None)
    if config:
        keep_last(evaluation, config.root)
    if out is not None:
        write_evaluation(evaluation, Path(out) / WORKBOOK)
    return evaluation


def find_personal(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """What masking takes out of each text: (start, end, type) in the text as it was."""
    found = []
    for masked in mask_texts(texts):
        spans, shift = [], 0
        for mark in masked.marks:
            if mark.status == MASKED:
                start = mark.start + shift
                spans.append((start, start + len(mark.words), mark.type))
                shift += len(mark.words) - (mark.end - mark.start)
        found.append(spans)
    return found


def _find_groups(statement: str, kind: str) -> object:
    return find_who(statement, kind=kind)


def _find_project(project: str | Path | None) -> Config | None:
    if project is None:
        return read_config() if Path(FILE_NAME).is_file() else None
    return read_config(project)


def _read_labelled_file(path: Path) -> Labelled:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: finnes ikke eller kan ikke åpnes. Oppgi en merket fil (.csv eller .xlsx).") from error
    return _read_content(path.name, content)


def _read_test_part() -> Labelled:
    return replace(_read_part(TEST_PART), source="Prøvesettet i insight")


def _read_part(name: str) -> Labelled:
    return _read_content(name, files("insight.behov").joinpath(name).read_bytes())


def _tell_known(labelled: Labelled) -> Labelled:
    """Statements the model was trained on tell nothing of how it does on others: their number is remarked on."""
    learnt = {quote.casefold() for quote in _read_part(TRAINING_PART).statements["quote"] if len(find_words(quote)) > 1}
    n_known = int(labelled.statements["quote"].str.casefold().isin(learnt).sum())
    if not n_known:
        return labelled
    of_all = f"{n_known} av {len(labelled.statements)} utsagn"
    remark = f"{of_all} står også i settet modellen er trent på; på dem er tallene bedre enn på nye svar."
    return replace(labelled, remarks=(*labelled.remarks, remark))


def _read_content(name: str, content: bytes) -> Labelled:
    opened = open_file(name, content, hashlib.sha256(content).hexdigest())
    if not opened.grids:
        told = "; ".join(opened.notes) or "er ikke en tabell"
        raise ReadError(
            opened.fault or f"{name}: {told}. En merket fil er .csv eller .xlsx med ett utsagn på hver rad."
        )
    grids = [[(row, [cell_text(cell) for cell in cells]) for row, cells in grid.records] for grid in opened.grids]
    groups = list(read_entries("aktoerer"))
    return read_labelled(grids, name, groups=groups, sha256=opened.sha256, remarks=_tell_unread(opened))


def _tell_unread(opened: Opened) -> list[str]:
    return [f"Filen: {note}." for note in opened.notes]


def _find_themes(statements: pd.DataFrame, config: Config | None) -> list[int]:
    """The theme of each statement by the tool's own clustering of the file; 0 for none.

    The project's number of themes is for its own answers and not for these, so it is chosen anew.
    """
    behov_ids = [f"m{place:08}#1" for place in range(len(statements))]
    told = {"behov_id": behov_ids, "innspill_id": statements["answer"], "quote": statements["quote"]}
    plain: dict[str, Any] = {TEXT: "", WHOLE: UNPLACED, DECIMAL: float("nan")}
    defaults = {
        each.name: each.allowed[0] if each.allowed and each.filled else plain[each.kind] for each in BEHOV.columns
    }
    rows = pd.DataFrame({**defaults, **told, "kind": statements["kind"]}, index=statements.index)
    embed = sentence_embedder(config.root / SENTENCE_CACHE) if config and config.sentence_vectors else None
    placed, _ = cluster_behov(finish(rows, BEHOV), fewest=config.fewest if config else 30, embed=embed)
    return list(placed.set_index("behov_id").loc[behov_ids, "cluster_id"])
