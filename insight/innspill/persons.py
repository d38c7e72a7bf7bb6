"""Who has answered more than once: a person is counted once, and each response is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from insight.innspill.answers import Answer


def mark_persons(forms: Sequence[Sequence[Mapping[str, list[Answer]]]]) -> None:
    """Fill `person_id` and `response` in the answers of each form: in each of its exports, those of each response.

    Responses with the same e-mail address or user are one person's, in whatever form; both are kept. Where neither
    is asked for, each response is a person, for nothing more can be known. Answers without a person are passed over.
    """
    owners: dict[str, int] = {}
    responses: list[tuple[str, datetime, str, list[Answer]]] = []
    for place, form in enumerate(forms):
        copies: dict[str, list[Answer]] = defaultdict(list)
        for responses_by_key in form:
            for key, answers in responses_by_key.items():
                copies[key] += [answer for answer in answers if answer["person_id"]]
        for answers in filter(None, copies.values()):
            person, n = answers[0]["person_id"], 1
            # two forms that both count from 1 have two persons with the same number
            while owners.setdefault(name := person if n == 1 else f"{person}-{n}", place) != place:
                n += 1
            begun = min((answer["answered_at"] for answer in answers if answer["answered_at"]), default=datetime.max)
            identity = next((answer["delivered"].identity for answer in answers if answer["delivered"].identity), "")
            responses.append((identity or name, begun, name, answers))
    seen: dict[str, tuple[str, int]] = {}
    for identity, _, name, answers in sorted(responses, key=lambda response: response[:3]):
        person, n = seen.get(identity, (name, 0))
        seen[identity] = person, n + 1
        for answer in answers:
            answer.update(person_id=person, response=n + 1)
