"""Write insight/innspill/tagger.npz, the tagger of people's names: `python scripts/make_name_tagger.py FOLDER`.

FOLDER has `norne_nob_train.csv` and `norne_nno_train.csv` (id, text, lang, n_per, entities), the sentences of the
Norwegian Dependency Treebank with the names of NorNE (Jørgensen et al. 2020; annotations CC0), and
`nhs_fft_phase1_eng.csv` (text), English patients' remarks (pxtextmining, NHS England, MIT) in which nobody is named.
The first are learnt from as they are, with other people's names put in, in small letters, in capitals, misspelt and
joined; and so are the sentences of name_templates.txt, filled from name_fillers.txt and the package's word lists.
A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) is fitted with Adagrad (Duchi, Hazan and
Singer 2011), and its weights are rounded to whole numbers. No sentence can be read out of the file: it holds weights
of hashed features. Some minutes on one core; the same versions on the same kind of processor write the same bytes.

`--hold-out` trains without an eighth of NorNE and prints how that eighth is found; settings are chosen by it.
"""

from __future__ import annotations

import argparse
import csv
import functools
import io
import json
import random
import re
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from insight.innspill import name_features, tagger  # noqa: E402
from insight.norsk.wordlists import read_words  # noqa: E402
from scripts.name_examples import (  # noqa: E402
    GOES_ON,
    NAME,
    ORGANISATION,
    OTHER,
    OUTSIDE,
    PLACE,
    Example,
    make_examples,
)

OF_ENTITY = {"PER": NAME, "LOC": PLACE, "GPE_LOC": PLACE, "GPE_ORG": PLACE, "ORG": ORGANISATION}
OF_ENTITY |= {"PROD": OTHER, "EVT": OTHER, "MISC": OTHER}
N_ENGLISH = 2500
N_EPOCHS = 5
N_DRAWS = 3
BATCH = 512  # texts a step
LONGEST = 150  # tokens of a text
RATE = 0.1
STEP = 20 / BATCH  # what the gradient of a batch is multiplied by
DECAY = 2e-3
RARE = 2  # features seen no more often than this get no weight
SCALE = 24  # of the stored weights: 127 of them are a weight of 5.3
SEED = 20
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def read_norne(folder: Path) -> list[Example]:
    """Every sentence, with the outermost names in it."""
    examples = []
    for language in ("nob", "nno"):
        with (folder / f"norne_{language}_train.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text, end, pieces = row["text"], 0, []
                for start, stop, kind, _ in sorted(json.loads(row["entities"])):
                    if kind in OF_ENTITY and start >= end:
                        pieces += [(text[end:start], OUTSIDE), (text[start:stop], OF_ENTITY[kind])]
                        end = stop
                examples.append([piece for piece in (*pieces, (text[end:], OUTSIDE)) if piece[0]])
    return examples


def read_english(folder: Path) -> list[Example]:
    """Remarks in which nobody is named, as far as the lists can tell: for what is no name in that language."""
    names = {name for each in ("fornavn", "fornavn-flere", "etternavn") for name in read_words(each)} - {"May", "Will"}
    examples: list[Example] = []
    with (folder / "nhs_fft_phase1_eng.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = re.findall(r"\w+", row["text"])
            if 2 < len(words) < 60 and not names.intersection(words[1:]) and "Dr" not in words:
                examples.append([(row["text"], OUTSIDE)])
    return examples[:: max(1, len(examples) // N_ENGLISH)]


def label_tokens(example: Example) -> tuple[list[str], list[int]]:
    """The forms of a text and the label of each; only people's names have a label of their own for what goes on."""
    text = "".join(piece for piece, _ in example)
    owner = [place for place, (piece, _) in enumerate(example) for _ in piece]
    forms, labels, before = [], [], -1
    for token in name_features.find_tokens(text):
        label = example[owner[token.start]][1]
        forms.append(token.form)
        labels.append(GOES_ON if label == NAME and owner[token.start] == before else label)
        before = owner[token.start]
    return forms, labels


Tagged = tuple[list[str], list[int]]
Batch = tuple[sparse.csr_array, np.ndarray, np.ndarray]  # features, labels (n, longest), which of these are tokens

_describe = functools.cache(name_features.describe_word)


def make_batches(examples: Sequence[Example]) -> list[Batch]:
    """Texts of like length together."""
    tagged = [label_tokens(example) for example in examples]
    tagged = sorted((each for each in tagged if 0 < len(each[0]) < LONGEST), key=lambda each: len(each[0]))
    return [make_batch(tagged[start : start + BATCH]) for start in range(0, len(tagged), BATCH)]


def make_batch(tagged: Sequence[Tagged]) -> Batch:
    lengths = np.array([len(forms) for forms, _ in tagged])
    is_token = np.arange(lengths.max())[None, :] < lengths[:, None]
    labels = np.zeros(is_token.shape, dtype=np.int64)
    labels[is_token] = np.concatenate([each for _, each in tagged])
    return find_features([forms for forms, _ in tagged]), labels, is_token


def find_features(texts: Sequence[Sequence[str]]) -> sparse.csr_array:
    """One row a token, with a one for each of its features."""
    numbers, words = name_features.number_forms(texts, _describe)
    every = np.arange(len(numbers.at))
    rows, columns = [], []
    for place, offset in enumerate(name_features.OFFSETS):
        sizes = np.array([len(word.buckets[place]) for word in words])
        flat = np.concatenate([word.buckets[place] for word in words])
        begins, which = np.cumsum(sizes) - sizes, numbers.at_offset(offset)
        for n in range(sizes.max()):
            has = sizes[which] > n
            rows.append(every[has])
            columns.append(flat[begins[which[has]] + n])
    for joined in name_features.join_features(numbers):
        rows.append(every)
        columns.append(joined)
    row, column = np.concatenate(rows), np.concatenate(columns)
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.csr_array((ones, (row, column)), shape=(len(every), name_features.N_BUCKETS))


def fit_draws(real: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """The mean of what is learnt from several draws of made-up names and slips: one draw alone is a lottery."""
    weights = np.zeros((name_features.N_BUCKETS, len(tagger.LABELS)), dtype=np.float32)
    moves = np.zeros((len(tagger.LABELS), len(tagger.LABELS)), dtype=np.float32)
    for draw in range(N_DRAWS):
        fitted = fit(make_batches(make_examples(real, random.Random(SEED + draw))))
        weights, moves = weights + fitted[0] / N_DRAWS, moves + fitted[1] / N_DRAWS
    return weights, moves


def fit(batches: Sequence[Batch]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (N_BUCKETS, n_labels) and transitions, float32: the mean of those after each epoch but the first."""
    n_labels, began = len(tagger.LABELS), time.perf_counter()
    seen = sum(np.bincount(features.indices, minlength=name_features.N_BUCKETS) for features, *_ in batches)
    is_common = (seen > RARE).astype(np.float32)[:, None]
    weights = np.zeros((name_features.N_BUCKETS, n_labels), dtype=np.float32)
    moves = np.zeros((n_labels, n_labels), dtype=np.float32)
    squares, move_squares = np.full_like(weights, 1e-2), np.full_like(moves, 1e-2)
    totals = [np.zeros_like(weights), np.zeros_like(moves)]
    chance = np.random.default_rng(SEED)
    for epoch in range(N_EPOCHS):
        loss = 0.0
        for place in chance.permutation(len(batches)):
            features, labels, is_token = batches[place]
            scores = np.zeros((*is_token.shape, n_labels), dtype=np.float32)
            scores[is_token] = features @ weights
            cost, by_score, by_move = find_gradient(scores, labels, is_token, moves)
            loss += cost
            used = np.unique(features.indices)
            gradient = STEP * (features.T @ by_score[is_token])[used] + DECAY * weights[used]
            squares[used] += gradient**2
            weights[used] -= RATE * gradient / np.sqrt(squares[used]) * is_common[used]
            move_squares += (STEP * by_move) ** 2
            moves -= RATE * STEP * by_move / np.sqrt(move_squares)
        if epoch:
            totals = [totals[0] + weights, totals[1] + moves]
        print(f"epoch {epoch + 1}: loss {loss:,.0f}, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return totals[0] / (N_EPOCHS - 1), totals[1] / (N_EPOCHS - 1)


def find_gradient(
    scores: np.ndarray, labels: np.ndarray, is_token: np.ndarray, moves: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The negative log-likelihood of a batch, and its gradient by score and by transition (forward-backward)."""
    longest = scores.shape[1]
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    spread = np.exp(moves)
    ahead[:, 0] = scores[:, 0]
    for place in range(1, longest):
        new = scores[:, place] + _add_up(ahead[:, place - 1], spread)
        ahead[:, place] = np.where(is_token[:, place, None], new, ahead[:, place - 1])
    for place in range(longest - 2, -1, -1):
        new = _add_up(scores[:, place + 1] + behind[:, place + 1], spread.T)
        behind[:, place] = np.where(is_token[:, place + 1, None], new, 0)
    total = _add_up(ahead[:, -1], np.ones((len(moves), 1), dtype=np.float32))[:, :, None]
    by_score = np.exp(ahead + behind - total) * is_token[:, :, None]
    text, place = np.nonzero(is_token)
    cost = float(total.sum() - scores[text, place, labels[is_token]].sum())
    by_score[text, place, labels[is_token]] -= 1
    pair = is_token[:, 1:]
    before, after = ahead[:, :-1][pair], (scores[:, 1:] + behind[:, 1:])[pair]
    tops = before.max(axis=1, keepdims=True), after.max(axis=1, keepdims=True)
    share = np.exp(tops[0] + tops[1] - total[np.nonzero(pair)[0], 0])
    by_move = (np.exp(before - tops[0]) * share).T @ np.exp(after - tops[1]) * spread
    was, became = labels[:, :-1][pair], labels[:, 1:][pair]
    np.subtract.at(by_move, (was, became), 1)
    return cost - float(moves[was, became].sum()), by_score, by_move


def _add_up(scores: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """log(exp(scores) @ spread) without overflow."""
    top = scores.max(axis=1, keepdims=True)
    return np.log(np.exp(scores - top) @ spread) + top


def round_weights(weights: np.ndarray, moves: np.ndarray) -> tagger.Model:
    rounded = np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)
    return tagger.Model(rounded, np.rint(moves * SCALE).astype(np.int32))


def write_model(model: tagger.Model, path: Path) -> None:
    """Write an npz that needs no pickle, without a clock in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, array in model._asdict().items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, array, allow_pickle=False)
            member = zipfile.ZipInfo(f"{name}.npy", LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, entry.getvalue())
    path.write_bytes(packed.getvalue())


def print_agreement(model: tagger.Model, held: Sequence[Example]) -> None:
    """Recall and precision of the tokens in people's names of texts not learnt from, at several limits."""
    for name, change in (("as written", str), ("in small letters", str.lower)):
        margins, gold = [], []
        changed = [[(change(text), label) for text, label in example] for example in held]
        for features, labels, is_token in make_batches(changed):
            scores = np.zeros((*is_token.shape, len(tagger.LABELS)), dtype=np.int32)
            scores[is_token] = features @ model.weights.astype(np.int32)
            margins.append(tagger.find_margins(scores, is_token, model.transitions)[is_token][:, 0])
            gold.append(np.isin(labels[is_token], (NAME, GOES_ON)))
        margin, is_name = np.concatenate(margins), np.concatenate(gold)
        for limit in (-40, -20, -10, 0, 10, 20, 40):
            found = margin > limit
            hit = np.count_nonzero(found & is_name)
            print(f"{name}, {limit:>4}: recall {hit / is_name.sum():.3f}, precision {hit / found.sum():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the three CSV files lie")
    parser.add_argument("--out", type=Path, default=tagger.FILE)
    parser.add_argument("--hold-out", action="store_true", help="leave an eighth of NorNE out and measure on it")
    chosen = parser.parse_args()
    norne = read_norne(chosen.folder)
    held = [example for place, example in enumerate(norne) if chosen.hold_out and place // 500 % 8 == 7]
    learnt = [example for place, example in enumerate(norne) if not chosen.hold_out or place // 500 % 8 != 7]
    model = round_weights(*fit_draws([*learnt, *read_english(chosen.folder)]))
    if held:
        print_agreement(model, held)
    write_model(model, chosen.out)


if __name__ == "__main__":
    main()
