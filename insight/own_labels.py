"""The project's own labels, and the recognizer they make: the model of the package, taught by them."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import pandas as pd

from insight.archive import write_table
from insight.behov.kind_model import Scorer, own_scorer, train_model
from insight.behov.recognize import recognize, recognize_with
from insight.behov.rules import Recognition
from insight.coding import LABELS, LABELS_FILE, Labels, find_key, parse_labels
from insight.errors import InsightError, ReadError
from insight.tables import empty

WEIGHT = 3.0
"""How much a label of the project's own counts for against one of the package's. Tried writer by writer on
gold/trening.csv, each with 100 labels of its own (`benchmarks/coding.py --weights`): from 2 to 8 there is no telling
apart; this lets a municipality's own usage be heard without drowning the rest."""
_TRAINING_PART = "gold/trening.csv"


def own_recognizer(root: Path) -> Callable[[str], Recognition]:
    """What tells the kind of a statement in the project at `root`: the package's own when it has no labels.

    A statement that is labelled in `merkelapper.csv`, word for word but for case, blanks and full stops at the ends,
    is what its label says, and sure; any other is told by a model trained on the labels together with those of the
    package. It can be sent to other processes. Raises ReadError with every fault of the file.
    """
    return make_recognizer(read_labels(root))


def make_recognizer(labels: Labels, scorer: Scorer | None = None) -> Callable[[str], Recognition]:
    """`own_recognizer` with labels at hand, and the scorer they have trained when that is."""
    if labels.empty:
        return recognize
    kinds = dict(zip(map(find_key, labels["utsagn"]), labels["type"], strict=True))
    return partial(_recognize_own, scorer or train_scorer(labels), kinds)


def train_scorer(labels: Labels) -> Scorer:
    """The scorer of a model that has learnt from the package's labels and these; with none, the package's own.

    What is sure is as for the package's model: there are too few labels to find the margin anew.
    """
    if labels.empty:
        return own_scorer()
    package = read_training_part()
    counts = [1.0] * len(package) + [WEIGHT] * len(labels)
    statements = [*package["utsagn"], *labels["utsagn"]]
    model = train_model(statements, [*package["type"], *labels["type"]], counts=counts)
    return Scorer(model._replace(margin=own_scorer().model.margin))


def _recognize_own(scorer: Scorer, kinds: Mapping[str, str], statement: str) -> Recognition:
    told = recognize_with(scorer, statement)
    kind = kinds.get(find_key(statement))
    return told if kind is None else Recognition(kind, told.cue if told.kind == kind else "", "sikker")


@cache
def read_training_part() -> pd.DataFrame:
    """The labelled statements the package's model has learnt from; the columns of docs/annotering.md."""
    with files("insight.behov").joinpath(_TRAINING_PART).open(encoding="utf-8-sig") as file:
        return pd.read_csv(file, sep=";", dtype="str", keep_default_na=False)


def read_labels(root: Path) -> Labels:
    """The table `coding.LABELS` from `merkelapper.csv` in the project's folder; without rows when there is no file."""
    path = root / LABELS_FILE
    if not path.exists():
        return empty(LABELS)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: kan ikke leses. Lagre den som «CSV UTF-8» med semikolon.") from error
    return parse_labels(rows, LABELS_FILE)


def write_labels(labels: Labels, root: Path) -> Path:
    """`merkelapper.csv`, whole or not at all, for its owner only. Raises InsightError when it cannot be written."""
    path = root / LABELS_FILE
    draft = path.with_name(f".{LABELS_FILE}-{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        write_table(labels, draft)
        draft.replace(path)
    except OSError as error:
        raise InsightError(f"{path}: kan ikke skrives. Lukk filen om den er åpen i Excel, og prøv igjen.") from error
    finally:
        draft.unlink(missing_ok=True)
    return path
