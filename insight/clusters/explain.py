"""Why a statement stands where it does: the words that placed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from insight.clusters.cluster import SEED
from insight.clusters.features import learn_space, read_statements
from insight.norsk.terms import find_terms
from insight.tables import BEHOV, NEED_KINDS, UNPLACED, Behov, check

COLUMNS = ("behov_id", "cluster_id", "word", "share", "similar")
WORDS, SIMILAR = 5, 3


def explain_behov(behov: Behov, behov_ids: Sequence[str], *, seed: int = SEED) -> pd.DataFrame:
    """The words that placed some needs of a clustered `behov`, the weightiest first.

    One row a word: behov_id, cluster_id, word (in the form people used most, or a part of a compound), share (of the
    statement's nearness to the middle of its theme, signed; the rows of one statement sum to about 1) and similar (up
    to three words of the theme it lies near, so that one sees why words that look different met). Statements without a
    theme have no rows. What the rest of the answer says counts too, half as much, and is not among them.
    Raises TableError when `behov` does not hold what tables.BEHOV promises.
    """
    check(behov, BEHOV)
    needs = behov[behov["kind"].isin(NEED_KINDS)].sort_values(["quote", "behov_id"], ignore_index=True)
    statements = read_statements(needs)
    space = learn_space(statements, seed)
    words = np.hstack(space.words)
    terms = _find_forms(needs, space.tfidf.get_feature_names_out())
    weights = space.tfidf.transform(statements).tocsr()
    place = {behov_id: row for row, behov_id in enumerate(needs["behov_id"])}
    rows = []
    for behov_id in behov_ids:
        if behov_id not in place or needs["cluster_id"][place[behov_id]] == UNPLACED:
            continue
        theme = int(needs["cluster_id"][place[behov_id]])
        members = np.flatnonzero((needs["cluster_id"] == theme).to_numpy())
        used = np.asarray(weights[members].sum(axis=0)).ravel()
        middle = used @ words
        row = weights[place[behov_id]]
        pull = row.data * (words[row.indices] @ middle)
        total = pull.sum() or 1.0
        theme_terms = np.argsort(-used, kind="stable")[:200]
        for at in np.argsort(-np.abs(pull), kind="stable")[:WORDS]:
            term = row.indices[at]
            near = theme_terms[np.argsort(-(words[theme_terms] @ words[term]), kind="stable")]
            similar = [terms[other] for other in near if other != term][:SIMILAR]
            share = round(float(pull[at] / total), 3)
            rows.append((behov_id, theme, terms[term], share, ", ".join(similar)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _find_forms(needs: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Each key as people wrote the word most often; a key that is only a part of compounds stays as it is."""
    forms: dict[str, Counter[str]] = {}
    for text, language in zip(needs["quote"], needs["language"], strict=True):
        for term in find_terms(text, language, keep_stop_words=True):
            if not term.is_part:
                forms.setdefault(term.key, Counter())[term.word.casefold()] += 1
    return [max(forms[key], key=lambda form: (forms[key][form], form)) if key in forms else str(key) for key in keys]
