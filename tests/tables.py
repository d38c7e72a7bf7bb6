"""Small tables for tests."""

import pandas as pd

from insight.tables import INNSPILL, finish


def make_innspill(texts, *, set_aside=None, persons=None, channel="undersøkelse", **columns):
    """A cleaned `innspill` table: one answer a text, each from a person of their own unless `persons` says who."""
    n = len(texts)
    rows = pd.DataFrame(
        {
            "innspill_id": [f"i{number:04}" for number in range(n)],
            "source": "svar.csv",
            "channel": channel,
            "row": range(2, n + 2),
            "person_id": persons or [f"p{number:04}" for number in range(n)],
            "response": 1,
            "question": "Hva trenger du?",
            "alder": "",
            "kjoenn": "",
            "krets": "",
            "rolle": "",
            "answered_at": pd.NaT,
            "votes": 0,
            "text": texts,
            "language": "nb",
            "set_aside": set_aside or "",
        }
    )
    return finish(rows.assign(**columns), INNSPILL)
