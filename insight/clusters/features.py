"""Statements as vectors: TF-IDF carried into a space where words of a kind lie near one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from insight.clusters.cooccurrence import learn_word_vectors, to_unit
from insight.norsk.spelling import match_spelling
from insight.norsk.terms import find_terms
from insight.norsk.tokens import find_words
from insight.norsk.vectors import look_up
from insight.norsk.wordlists import read_word_set

GENERAL = 1  # the block of general vectors; 0 is the statements' own
OWN_WEIGHT, GENERAL_WEIGHT, SENTENCE_WEIGHT = 1.0, 1.3, 1.0
STOP_WEIGHT = 0.5
ALIKE = 0.999
NEIGHBOURS, ROUNDS, SHARE = 20, 3, 0.5
MANY = 20_000
MOST_REFERENCES, REFERENCES_OF_MANY = 6_000, 3_000

Embed = Callable[[Sequence[str]], np.ndarray]


class Statement(NamedTuple):
    """One statement: its text, its language, and the keys of its terms, stop words among them."""

    text: str
    language: str
    keys: tuple[str, ...]


def read_statements(rows: pd.DataFrame) -> tuple[Statement, ...]:
    """The statements of a `behov` table, in its order; each text is read once."""
    pairs = list(zip(rows["quote"], rows["language"], strict=True))
    words = Counter(word.casefold() for text, language in pairs if language != "annet" for word in find_words(text))
    spelling = match_spelling(words)
    return tuple(
        Statement(
            text,
            language,
            tuple(term.key for term in find_terms(text, language, keep_stop_words=True, spelling=spelling)),
        )
        for text, language in pairs
    )


def _list_keys(statement: Statement) -> tuple[str, ...]:
    return statement.keys


@dataclass(frozen=True)
class Space:
    """What some statements taught, and into which these and others can be placed.

    `tfidf` gives the weights (n, terms); `words` holds a unit vector a term, block by block; `means` is what is taken
    from each block of a statement's vector, so that what all statements share tells nothing; `references` are placed
    statements from which others borrow.
    """

    tfidf: TfidfVectorizer
    words: tuple[np.ndarray, ...]
    embed: Embed | None
    means: tuple[np.ndarray, ...]
    references: np.ndarray

    def place(self, statements: Sequence[Statement]) -> np.ndarray:
        """Unit vectors (n, dimensions), float32, of statements; zeros where no word is known."""
        blocks = _read_blocks(self.tfidf, self.words, self.embed, statements)
        return _join(blocks, self.means)

    def lend(self, vectors: np.ndarray) -> np.ndarray:
        """The vectors after borrowing from their nearest neighbours among the references.

        Two short statements about one matter may share no word, but their neighbours do. Each round a statement
        becomes half itself, half the mean of its twenty nearest (graph smoothing: Wu et al. 2019, Simplifying Graph
        Convolutional Networks). Unit rows, zeros where the vector is zeros.
        """
        return _smooth(vectors, self.references)


@lru_cache(maxsize=1)
def learn_space(statements: tuple[Statement, ...], seed: int, embed: Embed | None = None) -> Space:
    """The space of some statements: their own co-occurrence beside general word vectors.

    TF-IDF with sublinear term frequency over lemmas and compound parts; stop words count half, for they tell little of
    a need but much of a request. Every term has its general vector (`norsk.vectors`), and those of two statements or
    more one from co-occurrence. A statement in another language than those of the general vectors is placed by
    co-occurrence alone. `embed` may give a third block, one vector a text. The last space is kept: the choice of k, the
    themes and the figures ask for the same one. Raises ValueError when no statement holds a word.
    """
    tfidf = TfidfVectorizer(analyzer=_list_keys, sublinear_tf=True, norm=None, dtype=np.float32)
    weights = tfidf.fit_transform(statements)
    is_stop = np.isin(tfidf.get_feature_names_out(), sorted(read_word_set("stoppord")))
    tfidf.idf_ = np.where(is_stop, STOP_WEIGHT * tfidf.idf_, tfidf.idf_)
    common = np.asarray((weights > 0).sum(axis=0)).ravel() >= 2
    own = np.zeros((weights.shape[1], 1), dtype=np.float32)
    if common.sum() >= 2:
        learnt = learn_word_vectors(weights[:, common], seed)
        own = np.zeros((weights.shape[1], learnt.shape[1]), dtype=np.float32)
        own[common] = learnt
    words = (own, look_up(tfidf.get_feature_names_out().tolist()))
    blocks = _read_blocks(tfidf, words, embed, statements)
    means = tuple(_find_mean(block) for block in blocks)
    vectors = _join(blocks, means)
    known = vectors[vectors.any(axis=1)]
    step = max(1, -(-len(known) // (MOST_REFERENCES if len(known) <= MANY else REFERENCES_OF_MANY)))
    return Space(tfidf, words, embed, means, known[::step])


def _read_blocks(
    tfidf: TfidfVectorizer, words: tuple[np.ndarray, ...], embed: Embed | None, statements: Sequence[Statement]
) -> list[np.ndarray]:
    weights: sparse.csr_matrix = tfidf.transform(statements)
    blocks = [to_unit(weights @ vectors) for vectors in words]
    blocks[GENERAL][[statement.language == "annet" for statement in statements]] = 0
    return blocks if embed is None else [*blocks, to_unit(embed([statement.text for statement in statements]))]


def _find_mean(block: np.ndarray) -> np.ndarray:
    """What the rows share; nothing where they are all alike, for then it is all they have."""
    used = block[block.any(axis=1)]
    mean: np.ndarray = used.mean(axis=0) if len(used) else np.zeros(block.shape[1], dtype=np.float32)
    return np.zeros_like(mean) if np.linalg.norm(mean) > ALIKE else mean


def _join(blocks: Sequence[np.ndarray], means: Sequence[np.ndarray]) -> np.ndarray:
    shares = (OWN_WEIGHT, GENERAL_WEIGHT, SENTENCE_WEIGHT)
    centred = [
        share * to_unit(np.where(block.any(axis=1, keepdims=True), block - mean, 0.0))
        for block, mean, share in zip(blocks, means, shares, strict=False)
    ]
    return to_unit(np.hstack(centred))


def _smooth(vectors: np.ndarray, references: np.ndarray) -> np.ndarray:
    n_neighbours = min(NEIGHBOURS, len(references) - 1)
    if n_neighbours < 1:
        return vectors
    near = _find_neighbours(vectors, references, n_neighbours)
    others = _find_neighbours(references, references, n_neighbours)
    for _ in range(ROUNDS):
        vectors = to_unit((1 - SHARE) * vectors + SHARE * to_unit(near @ references))
        references = to_unit((1 - SHARE) * references + SHARE * to_unit(others @ references))
    return vectors


def _find_neighbours(vectors: np.ndarray, references: np.ndarray, n_neighbours: int) -> sparse.csr_matrix:
    """How much each vector borrows (n, references) from its nearest references other than itself; rows sum to 1."""
    parts = []
    for start in range(0, len(vectors), 2_000):
        closeness = vectors[start : start + 2_000] @ references.T
        closeness[closeness > 1 - 1e-6] = -1  # itself, or the same words said by another
        nearest = np.argpartition(-closeness, n_neighbours - 1, axis=1)[:, :n_neighbours]
        lent = np.maximum(np.take_along_axis(closeness, nearest, axis=1), 0)
        lent /= np.maximum(lent.sum(axis=1, keepdims=True), 1e-9)
        rows = np.repeat(np.arange(len(nearest)), n_neighbours)
        cells = (lent.ravel(), (rows, nearest.ravel()))
        parts.append(sparse.csr_matrix(cells, shape=(len(nearest), len(references)), dtype=np.float32))
    return sparse.vstack(parts).tocsr()
