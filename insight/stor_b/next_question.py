"""What to ask next about a need, and who seems to decide: by rule, from what is lacking."""

from __future__ import annotations

import pandas as pd

from insight.tables import NEXT_QUESTIONS

WHO, OTHERS, DISAGREE, SOLUTION, WHY, CONFIRM = NEXT_QUESTIONS

_LIKELY = 2
"""The grade of utredning from which others have been heard."""


def choose_question(
    *, who: str, grade: int, n_opposing: int, n_solutions: int, n_without_need: int, is_explained: bool
) -> str:
    """The code of the next question to ask, the first that fits; the report words it.

    who: no group is told to have the need ("Hvem gjelder dette?"). others: one source or one group only, grade 0 or 1
    ("Har andre grupper det samme behovet?"). disagree: some say the opposite ("Hva skiller dem som ...?"). solution:
    most solutions asked for have no need told ("Hva er egentlig behovet bak «...»?"). why: neither a person's sentence
    nor the words of people say what it is for (`is_explained`; "Hvorfor er det viktig for deg?"). confirm: nothing of
    this, but those who have the need have not been asked whether it is understood. The order is that of the
    strategy's questions, who has the need and whether it is looked well into, and then KS' deepening questions (ks.no,
    Identifiser behov); the grades are those of `forankring.grade_utredning`.
    """
    if not who:
        return WHO
    if grade < _LIKELY:
        return OTHERS
    if n_opposing:
        return DISAGREE
    if 2 * n_without_need > n_solutions:
        return SOLUTION
    return CONFIRM if is_explained else WHY


def hint_handlingsrom(needs: pd.DataFrame) -> str:
    """Who most seem to decide by the words of the statements: kommune, fylkeskommune, stat or privat; "" when unclear.

    Told in statements of two persons at least (a note without a person counts as one), and by more persons than any
    other. A hint: what the municipality may do is written by a person (handlingsrom).
    """
    speaker = needs["person_id"].where(needs["person_id"] != "", needs["innspill_id"])
    told = needs.assign(speaker=speaker)[needs["decider"] != ""].groupby("decider")["speaker"].nunique()
    most = told[told == told.max()] if len(told) else told
    return str(most.index[0]) if len(most) == 1 and most.iloc[0] > 1 else ""
