"""Opposing voices: statements in one theme that are for and against the same thing."""

from __future__ import annotations

import pandas as pd

from insight.stor_b.stances import ANY, COMES, MORE, RATED, STAYS, Stance, find_stances

_FITTING = {
    (COMES, COMES),
    (COMES, MORE),
    (COMES, STAYS),  # "bygg fartshumper" against "fjern fartshumpene"
    (STAYS, STAYS),
    (STAYS, MORE),
    (MORE, MORE),
    (MORE, COMES),
    (MORE, STAYS),
    *((about, ANY) for about in (ANY, COMES, STAYS, MORE)),
    *((ANY, about) for about in (COMES, STAYS, MORE)),
    (RATED, RATED),
}
"""What someone for a thing and someone against it may speak of, and still contradict each other. Not who wants to keep
the old ("behold rådhuset") and who wants none to come ("ikke bygg rådhus"): they agree."""


_Voice = tuple[str, str, Stance]  # behov_id, whose, and what it says


def find_opposing(behov: pd.DataFrame) -> pd.DataFrame:
    """Pairs of statements for and against the same thing: the columns behov_id (for), against (behov_id) and word.

    `behov` holds the statements of one theme, with behov_id, innspill_id and quote; language, closeness and person_id
    are used when they are there. Two statements oppose each other when one is for and one against the same thing
    (`stances.find_stances`: keep or remove, more or less, yes or no), or one praises what the other finds bad; they
    are of different people, and do not name different places. `word` is the thing, as a lemma. Precision goes before
    recall: what is not said in such words is not found. Each statement that is contradicted stands in one pair at
    least, with the one nearest the middle of the theme; the pairs are sorted, and row order does not matter.
    """
    sides: dict[str, tuple[list[_Voice], list[_Voice]]] = {}
    for row in _order(behov).itertuples():
        speaker = str(getattr(row, "person_id", "")) or str(row.innspill_id)
        for stance in dict.fromkeys(find_stances(str(row.quote), str(getattr(row, "language", "")))):
            pros, cons = sides.setdefault(stance.key, ([], []))
            (pros if stance.sign > 0 else cons).append((str(row.behov_id), speaker, stance))
    pairs = set()
    for word, (pros, cons) in sides.items():
        for one in pros:
            pairs.update({(one[0], other[0], word) for other in _first_against(one, cons)})
        for one in cons:
            pairs.update({(other[0], one[0], word) for other in _first_against(one, pros)})
    return pd.DataFrame(sorted(pairs), columns=["behov_id", "against", "word"], dtype="str")


def _order(behov: pd.DataFrame) -> pd.DataFrame:
    nearest = behov["closeness"].fillna(-1.0) if "closeness" in behov else 0.0
    return behov.assign(_nearest=nearest).sort_values(["_nearest", "behov_id"], ascending=[False, True])


def _first_against(one: _Voice, others: list[_Voice]) -> list[_Voice]:
    """The first of the others that contradicts; [] when none does."""
    return next(([other] for other in others if other[1] != one[1] and _is_against(one[2], other[2])), [])


def _is_against(one: Stance, other: Stance) -> bool:
    pro, con = (one, other) if one.sign > 0 else (other, one)
    if (pro.about, con.about) not in _FITTING:
        return False
    if pro.is_new != con.is_new and STAYS in (pro.about, con.about):
        return False  # a new school and the old one are two things
    return not (pro.places and con.places and pro.places.isdisjoint(con.places))
