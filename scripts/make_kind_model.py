"""Trains the model of kinds on the labelled statements of the package. Run: python scripts/make_kind_model.py [--check]

Each writer is foretold by a model trained on the others: that tells how good the model is on people it has not seen,
and from which margin nine of ten are right. Then all of gold/trening.csv trains the model that is shipped. The frozen
test part, gold/proeve.csv, is never read here. `--check` says whether the file in the repository is what comes out.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from insight.behov import kind_model
from insight.behov.kind_model import FILE, Scorer, find_margin, train_model, write_model
from insight.tables import KINDS

GOLD = FILE.parent / "gold" / "trening.csv"


def read_statements(path: Path = GOLD) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)


def foretell(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The kind foretold of each statement by the other writers' model (n,), and the margin to the next kind (n,)."""
    writers = rows["svar_id"].str[0]
    kinds, margins = np.empty(len(rows), dtype=object), np.zeros(len(rows))
    for writer in sorted(set(writers)):
        others = rows[writers != writer]
        scorer = Scorer(train_model(list(others["utsagn"]), list(others["type"])))
        for place in np.flatnonzero(writers == writer):
            scores = np.sort(found := scorer.score(rows["utsagn"][place]).scores)
            kinds[place], margins[place] = KINDS[int(found.argmax())], scores[-1] - scores[-2]
    return kinds, margins


def make(path: Path) -> None:
    rows = read_statements()
    kinds, margins = foretell(rows)
    truth = rows["type"].to_numpy()
    margin = find_margin(margins, kinds == truth)
    macro = f1_score(truth, kinds, average="macro")
    print(f"{len(rows)} statements; writers foretold by the others: macro-F1 {macro:.3f}")
    print(f"sure from {margin:.3f}: {np.mean(margins >= margin):.0%} of the statements")
    write_model(train_model(list(rows["utsagn"]), list(truth))._replace(margin=margin), path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        make(kind_model.FILE)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / FILE.name
        make(made)
        same = made.read_bytes() == FILE.read_bytes()
    print("the file in the repository is " + ("the same" if same else "another"))
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
