"""What guided coding gives for the work. Run: python -m benchmarks.coding [--weights]

Macro-F1 on the frozen test part (totals only) after 50, 100, 200 and 500 labels from gold/trening.csv: those that
`insight kode` would ask for, in rounds with training between them, against as many drawn at random (the mean of five
draws). Once with no other labels, and once on top of those of half of the writers, which is how a municipality begins.
`--weights` takes nothing of the test part: each writer of the training part in turn is a municipality with 100 labels
of its own, and is foretold, on its other answers, with its labels weighing more and more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from insight.behov.kind_model import FILE, Scorer, make_matrix, train_model
from insight.coding import choose_statements, weigh_doubt
from insight.own_labels import read_training_part
from insight.tables import KINDS

SIZES = (50, 100, 200, 500)
SEEDS = range(5)
WEIGHTS = (0, 1, 2, 3, 5, 8)
_LOCAL = 100

Choose = Callable[[pd.DataFrame, pd.DataFrame, int], pd.DataFrame]
"""The rows there are labels for, those to choose from, how many -> those chosen."""


def train(rows: pd.DataFrame, counts: Sequence[float] | None = None) -> Scorer:
    return Scorer(train_model(list(rows["utsagn"]), list(rows["type"]), counts=counts))


def measure(scorer: Scorer, rows: pd.DataFrame) -> float:
    found = [KINDS[int(scorer.score(quote).scores.argmax())] for quote in rows["utsagn"]]
    return float(f1_score(rows["type"], found, average="macro", labels=list(KINDS), zero_division=0))


def choose_guided(labelled: pd.DataFrame, pool: pd.DataFrame, n: int) -> pd.DataFrame:
    doubt = np.ones(len(pool))
    if len(labelled):
        scorer = train(labelled)
        doubt = weigh_doubt(np.array([scorer.score(quote).scores for quote in pool["utsagn"]]))
    learnt = make_matrix(list(labelled["utsagn"]))
    return pool.iloc[choose_statements(make_matrix(list(pool["utsagn"])), doubt, learnt, n)]


def choose_at_random(seed: int) -> Choose:
    random = np.random.default_rng(seed)
    return lambda labelled, pool, n: pool.iloc[random.permutation(len(pool))[:n]]


def trace(start: pd.DataFrame, pool: pd.DataFrame, test: pd.DataFrame, choose: Choose) -> list[float]:
    """Macro-F1 after each of SIZES labels."""
    labelled, measured = start, []
    for size in SIZES:
        n = size - (len(labelled) - len(start))
        labelled = pd.concat([labelled, choose(labelled, pool.drop(labelled.index, errors="ignore"), n)])
        measured.append(measure(train(labelled), test))
    return measured


def print_curves(rows: pd.DataFrame, test: pd.DataFrame) -> None:
    writers = rows["svar_id"].str[0]
    half = writers.isin(sorted(set(writers))[: writers.nunique() // 2])
    for name, start, pool in (("from nothing", rows[:0], rows), ("from half of the writers", rows[half], rows[~half])):
        before = f", {measure(train(start), test):.3f} before" if len(start) else ""
        print(f"{name}: {len(start)} labels{before}; macro-F1 after " + ", ".join(map(str, SIZES)))
        print("  guided  " + "  ".join(f"{each:.3f}" for each in trace(start, pool, test, choose_guided)))
        drawn = np.mean([trace(start, pool, test, choose_at_random(seed)) for seed in SEEDS], axis=0)
        print("  random  " + "  ".join(f"{each:.3f}" for each in drawn), flush=True)


def print_weights(rows: pd.DataFrame) -> None:
    writers = rows["svar_id"].str[0]
    measured: dict[int, list[float]] = {weight: [] for weight in WEIGHTS}
    for writer in sorted(set(writers)):
        package, own = rows[writers != writer], rows[writers == writer]
        answers = np.random.default_rng(0).permutation(sorted(set(own["svar_id"])))
        is_pool = own["svar_id"].isin(answers[: len(answers) // 2])
        local = choose_guided(package, own[is_pool], _LOCAL)
        for weight, found in measured.items():
            taught = pd.concat([package, local]) if weight else package
            counts = [1.0] * len(package) + [float(weight)] * (len(taught) - len(package))
            found.append(measure(train(taught, counts), own[~is_pool]))
    for weight, found in measured.items():
        print(f"own labels weigh {weight}: macro-F1 {np.mean(found):.3f}", flush=True)


def main(arguments: Sequence[str]) -> None:
    if "--weights" in arguments:
        print_weights(read_training_part())
        return
    test = pd.read_csv(
        FILE.parent / "gold" / "proeve.csv", sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False
    )
    print_curves(read_training_part(), test)


if __name__ == "__main__":
    main(sys.argv[1:])
