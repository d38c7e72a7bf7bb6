"""From answers to statements: the table `behov`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import pandas as pd

from insight.behov.concrete import is_concrete
from insight.behov.places import Placed, place_suggester
from insight.behov.recognize import Recognition, recognize
from insight.behov.repeats import find_repeats
from insight.behov.sensitive import find_sensitive
from insight.behov.services import find_decider, find_service
from insight.behov.split import split_statements
from insight.behov.who import find_speaker, find_who
from insight.processes import share_out
from insight.tables import BEHOV, INNSPILL, UNPLACED, Behov, Innspill, check, empty, finish

_Answer = tuple[str, str, str, str]
"""innspill_id, text, role and language."""


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
    heard = innspill[innspill["set_aside"] == ""]
    columns = (heard[name].tolist() for name in ("innspill_id", "text", "rolle", "language"))
    answers = list(zip(*columns, strict=True))
    found = share_out(partial(_find_in_answers, recognize=recognize, places=tuple(places)), answers)
    rows = pd.DataFrame([row for statements in found for row in statements])
    if rows.empty:
        return empty(BEHOV)
    return finish(rows.merge(find_repeats(innspill), on="innspill_id", how="left"), BEHOV)


def _find_in_answers(
    answers: Sequence[_Answer], recognize: Callable[[str], Recognition], places: tuple[str, ...]
) -> list[list[dict[str, object]]]:
    suggest_place = place_suggester(places)
    known: dict[str, Recognition] = {}

    def recall(statement: str) -> Recognition:
        """What was told of the same words before: when cutting, or in another answer."""
        if statement not in known:
            known[statement] = recognize(statement)
        return known[statement]

    return [list(_find_in_answer(answer, recall, suggest_place)) for answer in answers]


def _find_in_answer(
    answer: _Answer, recognize: Callable[[str], Recognition], suggest_place: Callable[[str], Placed]
) -> Iterator[dict[str, object]]:
    """One row a statement, without what is told by other answers."""
    innspill_id, text, role, language = answer
    speaker = find_speaker(text, role)
    for number, (start, end) in enumerate(split_statements(text, recognize) or [(0, len(text))], start=1):
        quote = text[start:end]
        found = recognize(quote)
        who, who_cue = find_who(quote, role, kind=found.kind)
        service, service_cue = find_service(quote)
        decider, decider_cue = find_decider(quote)
        placed = suggest_place(quote)
        yield {
            "behov_id": f"{innspill_id}#{number}",
            "innspill_id": innspill_id,
            "quote": quote,
            "start": start,
            "language": language,
            "kind": found.kind,
            "cue": found.cue,
            "sure": found.sure,
            "speaker": speaker,
            "who": "; ".join(who),
            "who_cue": who_cue,
            "service": service,
            "service_cue": service_cue,
            "decider": decider,
            "decider_cue": decider_cue,
            "place": placed.place,
            "area": placed.area,
            "place_cue": placed.cue,
            "concrete": is_concrete(quote)[1],
            "sensitive": find_sensitive(quote, text),
            "approved_by": "",
            "cluster_id": UNPLACED,
            "closeness": float("nan"),
            "second_id": UNPLACED,
            "subtheme": UNPLACED,
            "answers": "",
            "how": "",
        }
