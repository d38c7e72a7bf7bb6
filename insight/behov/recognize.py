"""Which kind a statement is, and which words told us: a model trained on labelled statements, with rules around it."""

from __future__ import annotations

from insight.behov.kind_model import Scored, Scorer, own_scorer
from insight.behov.rules import Recognition, recognize_by_rules
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
    ruled = recognize_by_rules(statement)
    if (ruled.kind, ruled.sure) == ("ikke svar", "sikker"):  # only of what is empty are the rules sure of that
        return ruled
    scored = scorer.score(statement)
    scores = scored.scores.tolist()
    second, first = sorted(range(len(KINDS)), key=scores.__getitem__)[-2:]
    kind, is_clear = KINDS[first], scores[first] - scores[second] >= scorer.model.margin
    if not is_clear and ruled.sure == "sikker":
        return ruled._replace(sure="usikker")
    is_told = bool(ruled.cue) and ruled.kind == kind
    is_own = scores[first] > 0  # on the kind's own side of the border, not only nearer than the others
    cue = ruled.cue if is_told else _find_cue(scored, first, second) if is_own else ""
    is_doubted = is_told and ruled.sure == "usikker"
    return Recognition(kind, cue, "sikker" if is_clear and is_own and cue and not is_doubted else "usikker")


def _find_cue(scored: Scored, first: int, second: int) -> str:
    """The words that spoke most for the first kind against the second, in small letters and in their order."""
    shares = (scored.given[:, first] - scored.given[:, second]).tolist()
    spoke = [share if form[0].isalpha() else 0.0 for share, (form, _, _) in zip(shares, scored.tokens, strict=True)]
    most = max(spoke, default=0.0)
    if most <= 0:
        return ""
    in_order = sorted(range(len(spoke)), key=spoke.__getitem__, reverse=True)
    best = {place for place in in_order[:MOST_CUES] if spoke[place] >= _CUE_SHARE * most}
    phrases: list[list[str]] = []
    for place, (form, _, _) in enumerate(scored.tokens):
        if place in best:
            if place - 1 in best:
                phrases[-1].append(form)
            else:
                phrases.append([form])
    return ", ".join(dict.fromkeys(map(" ".join, phrases)))
