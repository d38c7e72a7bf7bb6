"""From answers to statements: the table `behov`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from insight.behov.recognize import Recognition, recognize
from insight.behov.sensitive import find_sensitive
from insight.behov.split import split_statements
from insight.behov.who import find_service, find_who, place_finder
from insight.tables import BEHOV, INNSPILL, UNPLACED, Behov, Innspill, check, finish


def find_behov(
    innspill: Innspill,
    *,
    recognize: Callable[[str], Recognition] = recognize,
    places: Iterable[str] = (),
) -> Behov:
    """One row a statement of every answer that is not set aside; the columns of `tables.BEHOV`.

    `recognize` tells the kind of one statement and may be exchanged; `places` are the place names to look for. An
    answer in which no statement is found gives one "ikke svar" of the whole text, so no voice is lost. `sensitive`
    tells which must be read by a person before they are shown. `cluster_id` is 0 until `cluster_behov`. Raises
    TableError when `innspill` does not hold what tables.INNSPILL promises.
    """
    check(innspill, INNSPILL)
    find_places = place_finder(places)
    heard = innspill[innspill["set_aside"] == ""]
    rows = []
    columns = (heard[name] for name in ("innspill_id", "text", "rolle", "language"))
    for innspill_id, text, role, language in zip(*columns, strict=True):
        spans = split_statements(text, recognize) or [(0, len(text))]
        for number, (start, end) in enumerate(spans, start=1):
            quote = text[start:end]
            found = recognize(quote)
            rows.append(
                {
                    "behov_id": f"{innspill_id}#{number}",
                    "innspill_id": innspill_id,
                    "quote": quote,
                    "start": start,
                    "language": language,
                    "kind": found.kind,
                    "cue": found.cue,
                    "sure": found.sure,
                    "who": find_who(quote, role),
                    "service": find_service(quote),
                    "place": find_places(quote),
                    "sensitive": find_sensitive(quote, text),
                    "approved_by": "",
                    "cluster_id": UNPLACED,
                    "closeness": float("nan"),
                    "second_id": UNPLACED,
                    "subtheme": UNPLACED,
                }
            )
    return finish(pd.DataFrame(rows), BEHOV)
