"""Guided coding: from a project to the workbook to label in, and from the workbook to a recognizer that has learnt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from insight.behov import find_behov
from insight.behov.kind_model import Scorer, make_matrix
from insight.behov.recognize import recognize_with
from insight.behov.rules import is_empty
from insight.coding import (
    LABELS,
    LONGEST,
    Asked,
    Coded,
    Coding,
    Foretell,
    Labels,
    Learnt,
    choose_statements,
    clean_text,
    find_curve,
    find_doubtful,
    find_key,
    join_labels,
    read_coding,
    tell_lost,
    weigh_doubt,
    write_coding,
)
from insight.config import Config, read_config
from insight.decisions import approve_quotes
from insight.errors import InsightError, raise_all
from insight.evaluation import kinds
from insight.evaluation.bootstrap import Estimate
from insight.gate import guard
from insight.own_labels import make_recognizer, read_labels, read_training_part, train_scorer, write_labels
from insight.pipeline import Material, read_material
from insight.tables import Behov, empty, find_withheld, finish

FEWEST, USUAL, MOST = 50, 100, 200
"""Statements in a workbook."""


def make_coding(project: str | Path | Config = ".", *, n: int = USUAL, out: str | Path | None = None) -> Path:
    """Write the workbook with the `n` statements of a project that are most worth labelling, and return its path.

    Sensitive statements nobody has approved are left out, and so are those that are labelled, that say nothing, or
    have the same words as another. A workbook that is there already is never written over. The same project gives the
    same bytes. Raises InsightError with every fault, PersonalDataError when the gate finds personal data in it.
    """
    config = project if isinstance(project, Config) else read_config(project)
    path = Path(out).absolute() if out else config.out / f"merking-runde-{config.round_number}.xlsx"
    raise_all(InsightError, _find_faults(path, n))
    labels = read_labels(config.root)
    scorer = train_scorer(labels)
    material, behov = _find_statements(config, labels, scorer)
    asked = _choose(behov, material, labels, scorer, n)
    if not asked:
        raise InsightError(
            f"{config.name or config.root.name}: fant ingen utsagn å merke: alle er merket fra før, følsomme eller "
            "uten innhold."
        )
    draft = path.with_name(f".kladd-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_coding(asked, draft)
        made = material.machine_made.union(row.behov_id for row in asked)
        guard(draft, material.removed, own_words=material.own_words, machine_made=made)
        draft.replace(path)
    except OSError as error:
        raise InsightError(f"{path}: kan ikke skrives ({error.strerror}). Velg en annen fil med --ut.") from error
    finally:
        draft.unlink(missing_ok=True)
    return path


def learn_coding(project: str | Path | Config, files: Sequence[str | Path]) -> Learnt:
    """Read filled-in workbooks (copies of one are laid together), save the settled labels and learn from them.

    Statements that no longer stand word for word in the answers, or that are sensitive now, are not saved, but told.
    Raises ReadError with every fault of the workbooks; then nothing is saved.
    """
    config = project if isinstance(project, Config) else read_config(project)
    coding = read_coding(files)
    before = read_labels(config.root)
    material, behov = _find_statements(config, before, train_scorer(before))
    found = _find_words(coding, material, behov)
    remarks = tell_lost(found)
    rows = [(row, quote) for row, quote in found if quote]
    new = _make_labels(coding, rows)
    labels = join_labels(before, new)
    both = [row for row, _ in rows if row.first and row.second]
    learnt = Learnt(
        config.root,
        labels,
        len(new),
        len(both),
        _find_kappa([row.behov_id for row in both], [row.first for row in both], [row.second for row in both]),
        _agree_with_model(rows, before),
        find_curve(list(labels["type"]), _foreteller(labels)),
        _find_changed(behov, labels),
        remarks,
    )
    path = write_labels(labels, config.root) if len(new) else config.root
    return replace(learnt, path=path)


def _find_faults(path: Path, n: int) -> list[str]:
    faults = []
    if not FEWEST <= n <= MOST:
        faults.append(f"--antall må være fra {FEWEST} til {MOST}, men er {n}.")
    if path.suffix.casefold() != ".xlsx":
        faults.append(f"{path}: arbeidsboken må ha et navn som slutter på .xlsx. Skriv det etter --ut.")
    elif path.exists():
        faults.append(
            f"{path}: finnes fra før, og kan ha merker i seg. Les den inn med --les og flytt den, eller velg et annet "
            "navn med --ut."
        )
    return faults


def _find_statements(config: Config, labels: Labels, scorer: Scorer) -> tuple[Material, Behov]:
    material = read_material(config)
    behov = find_behov(material.cleaned.innspill, recognize=make_recognizer(labels, scorer))
    return material, approve_quotes(behov, material.reviews, salt=material.salt)


def _choose(behov: Behov, material: Material, labels: Labels, scorer: Scorer, n: int) -> list[Asked]:
    """What to ask about, by the statements' own order, so that the rows of the files never matter."""
    known = set(map(find_key, labels["utsagn"]))
    behov = behov.assign(key=behov["quote"].map(find_key)).sort_values(["key", "behov_id"])
    is_short = behov["quote"].str.len() <= LONGEST
    pool = behov[~find_withheld(behov) & is_short & ~behov["key"].isin(known)]
    withheld = set(behov.loc[find_withheld(behov), "key"])
    pool = pool[~pool["key"].isin(withheld)].drop_duplicates("key")
    pool = pool[~pool["quote"].map(is_empty).astype(bool)]
    if pool.empty:
        return []
    doubt = weigh_doubt(np.array([scorer.score(quote).scores for quote in pool["quote"]]))
    rows = find_doubtful(doubt)
    pool, doubt = pool.iloc[rows], doubt[rows]
    learnt = make_matrix([*read_training_part()["utsagn"], *labels["utsagn"]])
    chosen = pool.iloc[choose_statements(make_matrix(list(pool["quote"])), doubt, learnt, n)]
    questions = material.cleaned.innspill.set_index("innspill_id")["question"]
    asked = questions.loc[chosen["innspill_id"]]
    return [Asked(*row) for row in zip(chosen["behov_id"], asked, chosen["quote"], strict=True)]


def _find_words(coding: Coding, material: Material, behov: Behov) -> list[tuple[Coded, str]]:
    """Each labelled row with its words as they stand in the answer now; "" where they do not, or are withheld."""
    heard = material.cleaned.innspill[material.cleaned.innspill["set_aside"] == ""]
    answers = dict(zip(heard["innspill_id"], map(_flatten, heard["text"]), strict=True))
    quotes = {find_key(_flatten(quote)): quote for quote in behov["quote"]}
    hidden = behov[find_withheld(behov)]
    withheld: dict[str, list[str]] = {}
    for innspill_id, quote in zip(hidden["innspill_id"], map(_flatten, hidden["quote"]), strict=True):
        withheld.setdefault(innspill_id, []).append(quote)
    found = []
    for row in coding.coded:
        innspill_id, words = row.behov_id.rpartition("#")[0], _flatten(row.quote)
        is_there = bool(words) and words in answers.get(innspill_id, "")
        is_hidden = any(words in quote or quote in words for quote in withheld.get(innspill_id, []))
        found.append((row, quotes.get(find_key(words), words) if is_there and not is_hidden else ""))
    return found


def _flatten(text: str) -> str:
    """As it may come back from a spreadsheet: blanks and line breaks are all one blank."""
    return " ".join(clean_text(text).split())


def _make_labels(coding: Coding, rows: Sequence[tuple[Coded, str]]) -> Labels:
    found = {find_key(quote): (quote, row.kind, coding.tell_coders(row)) for row, quote in rows if row.kind}
    return finish(pd.DataFrame(list(found.values()), columns=LABELS.names), LABELS) if found else empty(LABELS)


def _agree_with_model(rows: Sequence[tuple[Coded, str]], before: Labels) -> Estimate:
    """With a model that has learnt from none of these statements, whether or not they were read in before."""
    settled = [(row, quote) for row, quote in rows if row.kind]
    keys = {find_key(quote) for _, quote in settled}
    others = before[[find_key(statement) not in keys for statement in before["utsagn"]]]
    told = make_recognizer(others)
    return _find_kappa(
        [row.behov_id for row, _ in settled],
        [row.kind for row, _ in settled],
        [told(quote).kind for _, quote in settled],
    )


def _find_kappa(behov_ids: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Estimate:
    answers = [behov_id.rpartition("#")[0] for behov_id in behov_ids]
    return kinds.score_kinds(kinds.count_confusion(answers, one, other))[kinds.KAPPA]


def _foreteller(labels: Labels) -> Foretell:
    quotes = labels["utsagn"].to_numpy()

    def foretell(learn_from: np.ndarray, places: np.ndarray) -> list[str]:
        scorer = train_scorer(labels.iloc[learn_from])
        return [recognize_with(scorer, quotes[place]).kind for place in places]

    return foretell


def _find_changed(behov: Behov, labels: Labels) -> pd.DataFrame:
    told = make_recognizer(labels)
    after = pd.Series([told(quote).kind for quote in behov["quote"]], index=behov.index, dtype="str")
    shown = behov["quote"].mask(find_withheld(behov), "")
    rows = pd.DataFrame({"behov_id": behov["behov_id"], "quote": shown, "before": behov["kind"], "after": after})
    return rows[rows["before"] != rows["after"]].reset_index(drop=True)
