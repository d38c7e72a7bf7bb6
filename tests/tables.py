"""Small tables for tests."""

import pandas as pd

from insight.tables import INNSPILL, TEXT, WHOLE, finish


def fill(rows, table):
    """The rows as `table`, with "" and 0 in the columns they lack."""
    lacking = {
        column.name: "" if column.kind == TEXT else 0
        for column in table.columns
        if column.name not in rows and column.kind in (TEXT, WHOLE)
    }
    return finish(rows.assign(**lacking), table)


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
