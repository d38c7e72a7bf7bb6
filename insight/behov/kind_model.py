"""The linear model of kinds: trained on labelled statements, kept as whole numbers, read without any pickle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from insight.behov.kind_features import (
    N_BUCKETS,
    N_DIMENSIONS,
    Word,
    describe_pattern,
    describe_word,
    find_tokens,
    share_pattern,
)
from insight.norsk.wordlists import keep
from insight.tables import KINDS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FILE = Path(__file__).parent / "kind_model.npz"
COST = 1.5
"""How dear a wrong label is while training, against large weights (C of LinearSVC): chosen by foretelling each writer
of gold/trening.csv from the others."""
SURE_SHARE = 0.9
"""The share of statements called sure that must be right, on writers the model has not seen."""
_STEPS = 32_000
"""The largest weight in whole numbers: those of a file fit in 16 bits."""
_VECTOR_WEIGHT = 0.5
_MOST_SHARED = 100
"""In longer statements the words are told of without the rows they stand in."""


class Model(NamedTuple):
    """Weights for each bucket of words and patterns, and for each dimension of word vectors, by kind (tables.KINDS)."""

    weights: np.ndarray  # int16 (N_BUCKETS, 6)
    vector_weights: np.ndarray  # int16 (128, 6)
    bias: np.ndarray  # int16 (6,)
    scale: float  # a weight in whole numbers times this is the weight
    margin: float  # from this difference between the first and the second kind, the first is sure


class Scored(NamedTuple):
    """Scores by kind (6,), float64, and what each token of the statement gives of them (n_tokens, 6)."""

    scores: np.ndarray
    given: np.ndarray
    tokens: list[tuple[str, int, int]]


def read_model(path: Path = FILE) -> Model:
    """A model as `write_model` left it; that of the package without a path."""
    with np.load(path, allow_pickle=False) as arrays:
        weights = np.zeros((N_BUCKETS, len(KINDS)), dtype=np.int16)
        weights[arrays["buckets"]] = arrays["weights"]
        return Model(weights, arrays["vectors"], arrays["bias"], float(arrays["scale"]), float(arrays["margin"]))


def write_model(model: Model, path: Path) -> None:
    """The model as arrays of whole numbers, only the buckets that have a weight: the same model, the same bytes."""
    buckets = np.flatnonzero(model.weights.any(axis=1)).astype(np.int32)
    np.savez_compressed(
        path,
        buckets=buckets,
        weights=model.weights[buckets],
        vectors=model.vector_weights,
        bias=model.bias,
        scale=model.scale,
        margin=model.margin,
    )


def train_model(statements: Sequence[str], kinds: Sequence[str], *, counts: Sequence[float] | None = None) -> Model:
    """A linear support vector machine, one kind against the others, every kind as heavy as any (Fan et al., LIBLINEAR,
    JMLR 9, 2008; for need and measure in German participation: Romberg and Conrad 2021, 2022).

    `counts` are how much each statement counts for (1 by default). The margin of sureness is not known from training
    itself: `find_margin` tells it. The same statements in the same order give the same model.
    """
    from sklearn.svm import LinearSVC

    matrix = make_matrix(statements)
    kept = _find_repeated(matrix)
    machine = LinearSVC(C=COST, class_weight="balanced", random_state=0)
    machine.fit(matrix[:, kept], list(kinds), sample_weight=counts)
    weights = np.zeros((N_BUCKETS + N_DIMENSIONS, len(KINDS)))
    bias = np.full(len(KINDS), -1.0)
    rows = zip(machine.classes_, machine.coef_, machine.intercept_, strict=True)
    for kind, row, begin in rows if len(machine.classes_) > 2 else _two_rows(machine):
        weights[kept, KINDS.index(kind)], bias[KINDS.index(kind)] = row, begin
    scale = max(np.abs(weights).max(), np.abs(bias).max()) / _STEPS
    whole, begins = (np.rint(each / scale).astype(np.int16) for each in (weights, bias))
    return Model(whole[:N_BUCKETS], whole[N_BUCKETS:], begins, float(scale), 0.0)


def _find_repeated(matrix: csr_matrix) -> np.ndarray:
    """The columns of features that stand in more than one statement, and those of the vectors."""
    n_statements = np.bincount(matrix.indices, minlength=matrix.shape[1])
    n_statements[N_BUCKETS:] = 2
    return np.flatnonzero(n_statements > 1)


def _two_rows(machine: object) -> list[tuple[str, np.ndarray, float]]:
    """With two kinds there is one row of weights, for the second against the first."""
    first, second = machine.classes_  # type: ignore[attr-defined]
    row, begin = machine.coef_[0], machine.intercept_[0]  # type: ignore[attr-defined]
    return [(first, -row, -begin), (second, row, begin)]


def make_matrix(statements: Sequence[str]) -> csr_matrix:
    """What the model sees of each statement, float64 (n, N_BUCKETS + 128): each part as long as the others."""
    from scipy.sparse import csr_matrix, hstack

    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    vectors = np.zeros((len(statements), N_DIMENSIONS))
    for row, statement in enumerate(statements):
        words = [describe_word(form) for form, _, _ in find_tokens(statement)]
        for buckets in ([bucket for word in words for bucket in word.buckets], describe_pattern(words).tolist()):
            rows += [row] * len(buckets)
            columns += buckets
            values += [len(buckets) ** -0.5] * len(buckets) if buckets else []
        vectors[row] = sum((word.vector for word in words), np.zeros(N_DIMENSIONS)) * _weigh_vectors(words)
    counted = csr_matrix((values, (rows, columns)), shape=(len(statements), N_BUCKETS))
    return hstack([counted, csr_matrix(vectors)]).tocsr()


def _weigh_vectors(words: Sequence[Word]) -> float:
    n_known = sum([word.has_vector for word in words])
    return _VECTOR_WEIGHT / sqrt(n_known) if n_known else 0.0


def find_margin(margins: np.ndarray, is_right: np.ndarray) -> float:
    """The least difference between first and second kind from which SURE_SHARE of the statements are right.

    `margins` and `is_right` (n,) are of statements the model was not trained on.
    """
    order = np.argsort(-margins, kind="stable")
    shares = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= SURE_SHARE)
    return float(margins[order][enough[-1]]) if len(enough) else float("inf")


class Scorer:
    """Scores statements with a model; what a word gives is worked out once a distinct word."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._weights = model.weights.astype(np.float64) * model.scale
        self._vector_weights = model.vector_weights.astype(np.float64) * model.scale
        self._bias = model.bias.astype(np.float64) * model.scale
        self._known: dict[str, tuple[Word, np.ndarray]] = {}

    def score(self, statement: str) -> Scored:
        tokens = find_tokens(statement)
        told = [self._tell(form) for form, _, _ in tokens]
        words = [word for word, _ in told]
        if not words:
            return Scored(self._bias.copy(), np.zeros((0, len(KINDS))), tokens)
        told_by_word = np.array([each for _, each in told])
        given = told_by_word[:, : len(KINDS)] / sqrt(sum([len(word.buckets) for word in words]))
        given += told_by_word[:, len(KINDS) :] * _weigh_vectors(words)
        pattern = describe_pattern(words)
        of_pattern = self._weights.take(pattern, axis=0) / sqrt(len(pattern))
        scores = self._bias + given.sum(axis=0) + of_pattern.sum(axis=0)
        if len(words) <= _MOST_SHARED:
            given += share_pattern(len(words)) @ of_pattern
        return Scored(scores, given, tokens)

    def _tell(self, form: str) -> tuple[Word, np.ndarray]:
        """A token and what it gives by kind: its buckets and, after them, its vector."""
        if form not in self._known:
            word = describe_word(form)
            own = self._weights[list(word.buckets)].sum(axis=0)
            self._known[form] = (word, np.concatenate((own, word.vector @ self._vector_weights)))
        return self._known[form]


@keep
def own_scorer() -> Scorer:
    """The scorer of the package's own model; made anew when a project's word lists are added."""
    return Scorer(_own_model())


@cache
def _own_model() -> Model:
    return read_model()
