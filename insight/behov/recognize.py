"""Which kind a statement is, and which words told us: a model trained on labelled statements, with rules around it."""

from __future__ import annotations

import numpy as np

from insight.behov.kind_model import Scored, Scorer, own_scorer
from insight.behov.rules import Recognition, is_empty, recognize_by_rules
from insight.tables import KINDS

MOST_CUES = 3
_CUE_SHARE = 0.4
"""A word is told of when it gives at least this share of what the word that gives most does."""


def recognize(statement: str) -> Recognition:
    """Tell the kind of one statement.

    What says nothing of the matter is told by rule (`rules.is_empty`); the rest by the model of the package
    (`kind_model`), which learnt from docs/annotering.md's labelled statements. It is "sikker" where nine of ten are
    right on people the model has not seen. Where the model is unsure and the rules of the guide (`rules`) are sure, the
    rules decide, "usikker"; where both say the same and the guide calls it doubtful ("for få plasser"), it is "usikker"
    too. `cue` are the words by which the rules say the same, else those that spoke most for the kind in the model,
    against the next one; "" where none did.
    """
    return recognize_with(own_scorer(), statement)


def recognize_with(scorer: Scorer, statement: str) -> Recognition:
    """`recognize` with another model."""
    if is_empty(statement):
        return Recognition("ikke svar", " ".join(statement.split()), "sikker")
    scored = scorer.score(statement)
    second, first = np.argsort(scored.scores, kind="stable")[-2:]
    kind, is_clear = KINDS[first], scored.scores[first] - scored.scores[second] >= scorer.model.margin
    ruled = recognize_by_rules(statement)
    if not is_clear and ruled.sure == "sikker":
        return ruled._replace(sure="usikker")
    is_told = bool(ruled.cue) and ruled.kind == kind
    is_own = scored.scores[first] > 0  # on the kind's own side of the border, not only nearer than the others
    cue = ruled.cue if is_told else _find_cue(scored, first, second) if is_own else ""
    is_doubted = is_told and ruled.sure == "usikker"
    return Recognition(kind, cue, "sikker" if is_clear and is_own and cue and not is_doubted else "usikker")


def _find_cue(scored: Scored, first: int, second: int) -> str:
    """The words that spoke most for the first kind against the second, in small letters and in their order."""
    spoke = scored.given[:, first] - scored.given[:, second]
    for place, (form, _, _) in enumerate(scored.tokens):
        if not form[0].isalpha():
            spoke[place] = 0
    if not len(spoke) or spoke.max() <= 0:
        return ""
    best = {
        place for place in np.argsort(-spoke, kind="stable")[:MOST_CUES] if spoke[place] >= _CUE_SHARE * spoke.max()
    }
    phrases: list[list[str]] = []
    for place, (form, _, _) in enumerate(scored.tokens):
        if place in best:
            if place - 1 in best:
                phrases[-1].append(form)
            else:
                phrases.append([form])
    return ", ".join(dict.fromkeys(map(" ".join, phrases)))
