"""How well the themes agree with people's: ours, the textbook and character n-grams, on labelled files.

Run: python benchmarks/themes.py FOLDER [--seeds 5] [--sets NAME ...]

FOLDER holds csv files with the columns text and label (and lang, question, dialect, translator, intent where they
are). Every method gets the same texts. Agreement is the adjusted Rand index: 0 is chance, 1 is all alike.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from insight.clusters import cluster_behov
from insight.norsk.language import guess_language
from insight.tables import BEHOV, finish


class Set(NamedTuple):
    name: str
    texts: list[str]
    labels: list[str]
    groups: list[str]
    """Målform, or "" where there is only one."""


def read_sets(folder: Path) -> Iterator[Set]:
    """The sets the folder has files for."""

    def read(name: str) -> pd.DataFrame | None:
        path = folder / f"{name}.csv"
        return pd.read_csv(path, keep_default_na=False, dtype="str") if path.exists() else None

    def take(name: str, rows: pd.DataFrame, label: str = "label") -> Set:
        return Set(name, rows["text"].tolist(), rows[label].tolist(), [""] * len(rows))

    for name in ("hdo_promises2013_nob", "sib200_nob_train", "sib200_nno_train"):
        if (rows := read(name)) is not None:
            yield take(name, rows)
    bokmaal, nynorsk = read("sib200_nob_train"), read("sib200_nno_train")
    if bokmaal is not None and nynorsk is not None:
        both = bokmaal.merge(nynorsk, on="id", suffixes=("", "_nn"))
        is_nb = np.random.default_rng(0).random(len(both)) < 0.5
        texts = np.where(is_nb, both["text"], both["text_nn"]).tolist()
        yield Set("sib200 målformene blandet", texts, both["label"].tolist(), np.where(is_nb, "nb", "nn").tolist())
    if (requests := read("nomusic_intents_valid")) is not None:
        for (dialect, translator), rows in requests.groupby(["dialect", "translator"]):
            yield take(f"nomusic {dialect} {translator}", rows)
    if (nhs := read("nhs_fft_phase1_eng")) is not None:
        yield take("nhs Trust A Q1", nhs[nhs["question"] == "Trust A - Q1"])
    for name, label in (
        ("barcelona_pam2016_meeting", "label"),
        ("clinc150_test_eng", "intent"),
        ("jupyter2015_needs_dev", "label"),
    ):
        if (rows := read(name)) is not None:
            yield take(name, rows, label)


def textbook(each: Set, k: int, seed: int) -> np.ndarray:
    themes: np.ndarray = KMeans(k, n_init=10, random_state=seed).fit_predict(
        TfidfVectorizer().fit_transform(each.texts)
    )
    return themes


def characters(each: Set, k: int, seed: int) -> np.ndarray:
    weights = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    space = make_pipeline(weights, TruncatedSVD(20, random_state=seed), Normalizer())
    themes: np.ndarray = KMeans(k, n_init=10, random_state=seed).fit_predict(space.fit_transform(each.texts))
    return themes


def ours(each: Set, k: int | None, seed: int) -> np.ndarray:
    return gather(each, k, seed)[0]["cluster_id"].to_numpy()


def gather(each: Set, k: int | None, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids = [f"{number:06}" for number in range(len(each.texts))]
    texts = [text if text.strip() else "-" for text in each.texts]
    rows = pd.DataFrame({"behov_id": ids, "innspill_id": ids, "quote": texts, "kind": "behov", "sure": "sikker"})
    rows["language"] = [guess_language(text) for text in texts]
    rows = rows.assign(start=0, cluster_id=0, closeness=np.nan, second_id=0, subtheme=0, cue="", who="", service="")
    return cluster_behov(finish(rows.assign(place=""), BEHOV), n_clusters=k, seed=seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sets", nargs="*", help="only sets whose name holds one of these")
    options = parser.parse_args()
    methods: dict[str, Callable[[Set, int, int], np.ndarray]] = {
        "textbook": textbook,
        "characters": characters,
        "ours": ours,
    }
    print(
        f"{'set':<28}{'n':>6}{'k':>5}" + "".join(f"{name:>12}" for name in methods) + f"{'own k':>7}{'ARI':>7}  notes"
    )
    for each in read_sets(options.folder):
        if options.sets and not any(part in each.name for part in options.sets):
            continue
        k = len(set(each.labels))
        line = f"{each.name:<28}{len(each.texts):>6}{k:>5}"
        for method in methods.values():
            scores = [adjusted_rand_score(each.labels, method(each, k, seed)) for seed in range(options.seeds)]
            line += f"{np.mean(scores):>12.3f}"
        began = time.perf_counter()
        placed, clusters = gather(each, None, 0)
        own = adjusted_rand_score(each.labels, placed["cluster_id"])
        notes = [f"{time.perf_counter() - began:.0f} s", f"unplaced {(placed['cluster_id'] == 0).mean():.1%}"]
        purity = (
            placed.assign(label=each.labels)
            .groupby("cluster_id")["label"]
            .agg(lambda labels: labels.value_counts(normalize=True).iloc[0])
        )
        both = clusters.set_index("cluster_id")["agreement"].to_frame().join(purity)
        notes.append(f"stamp~purity {both['agreement'].corr(both['label'], method='spearman'):+.2f}")
        if len(set(each.groups)) > 1:
            leak = normalized_mutual_info_score(each.groups, ours(each, k, 0))
            notes.append(f"NMI with målform {leak:.3f}")
        print(f"{line}{len(clusters):>7}{own:>7.3f}  {', '.join(notes)}", flush=True)
    compare_parallel(options.folder)


def compare_parallel(folder: Path) -> None:
    """Sentences in bokmål and nynorsk that say the same, clustered together: how often both are in one theme."""
    paths = [folder / f"sib200_{name}_train.csv" for name in ("nob", "nno")]
    if not all(path.exists() for path in paths):
        return
    bokmaal, nynorsk = (pd.read_csv(path, keep_default_na=False, dtype="str") for path in paths)
    both = bokmaal.merge(nynorsk, on="id", suffixes=("", "_nn"))
    texts = [*both["text"], *both["text_nn"]]
    themes = ours(Set("parallel", texts, [], []), both["label"].nunique(), 0)
    same = (themes[: len(both)] == themes[len(both) :]).mean()
    print(f"parallel sentences in the same theme: {same:.1%}")


if __name__ == "__main__":
    main()
