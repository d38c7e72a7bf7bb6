"""How fast statements are recognised. Run: python -m benchmarks.recognizing

100,000 different statements: those of gold/trening.csv with one word put in from another. First the kinds alone, as
`recognize` tells them one at a time; then all that `find_behov` does with answers (cutting, kinds, who, service, who
decides, place, concreteness, sensitive words, repeats), with the processes a run uses. Beside it, in the same run,
what a user would pick instead for kinds: scikit-learn's TF-IDF of words and letters with a linear SVM, trained on the
same.
"""

from __future__ import annotations

import random
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from insight.behov import find_behov, recognize
from insight.own_labels import read_training_part
from tests.tables import make_innspill

N_STATEMENTS = 100_000


def make_statements(known: list[str], n: int = N_STATEMENTS) -> list[str]:
    """`n` different statements, the same every time."""
    chance = random.Random(5)
    words = [word for statement in known for word in statement.split()]
    made: dict[str, None] = {}
    while len(made) < n:
        parts = chance.choice(known).split()
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(words))
        made[" ".join(parts)] = None
    return list(made)


def main() -> None:
    rows = read_training_part()
    statements = make_statements(list(rows["utsagn"]))
    recognize(statements[0])  # the model and the word lists are read once
    began = time.perf_counter()
    for statement in statements:
        recognize(statement)
    kinds = time.perf_counter() - began
    print(f"kinds: {len(statements):,} statements in {kinds:.1f} s, one process")
    began = time.perf_counter()
    behov = find_behov(make_innspill(statements))
    whole = time.perf_counter() - began
    print(f"find_behov: {len(behov):,} statements of {len(statements):,} answers in {whole:.1f} s")
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    textbook = make_pipeline(make_union(TfidfVectorizer(sublinear_tf=True), letters), LinearSVC())
    textbook.fit(rows["utsagn"], rows["type"])
    began = time.perf_counter()
    textbook.predict(statements)
    other = time.perf_counter() - began
    print(f"TF-IDF and a linear SVM, kinds only: {other:.1f} s; ours to theirs: {kinds / other:.1f}")


if __name__ == "__main__":
    main()
