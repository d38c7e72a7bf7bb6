"""The same form delivered again: which answers are new, repeated, edited or withdrawn, and who has answered twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from insight.innspill.answers import EMPTY, NOTHING, WITHDRAWN, Answer, Delivered
from insight.innspill.persons import mark_persons
from insight.tables import GROUPS

REPEATED, REPLACED = "samme rad er levert før", "erstattet av en nyere utgave"
LONG_AGO = datetime.min


@dataclass(frozen=True, eq=False)
class Export:
    """What one file holds of one form: each response's answers by its key. `latest` is its last sign of life."""

    source: str
    form: str
    latest: datetime | None
    responses: Mapping[str, list[Answer]]
    questions: frozenset[str]

    def is_newer(self, other: Export) -> bool:
        return self.latest is not None and other.latest is not None and self.latest > other.latest

    def goes_on_from(self, older: Export) -> bool:
        """Whether all that was in the older one should be here too: at least half of its responses are.

        A survey tool's export holds all there is (cumulative); with less in common this is a further part. Responses
        that were never sent in are not counted, for the tool may have been asked to leave them out.
        """
        counted = [key for key, answers in older.responses.items() if not all(map(_is_refused, answers))]
        keys = counted or list(older.responses)
        is_later = self.is_newer(older) and self.source != older.source
        return is_later and 2 * sum(key in self.responses for key in keys) >= len(keys)


def settle(answers: Sequence[Answer]) -> dict[str, list[str]]:
    """Decide what becomes of answers that have come more than once; returns what to tell of each file, in bokmål.

    Fills `set_aside`, `person_id`, `response` and a number of its own for each answer, and takes out `delivered`.
    Neither the order of the answers nor the names of the files decide what is heard.
    """
    for answer in answers:
        answer.setdefault("delivered", None)
    told: dict[str, list[str]] = defaultdict(list)
    forms = _gather_forms(_part_exports(answers))
    for form in forms:
        _withdraw(form, told)
        _choose_editions(form)
        _tell_unordered(form, told)
    mark_persons([[export.responses for export in form] for form in forms])
    _number(answers)
    for answer in answers:
        answer.setdefault("response", 0)
        del answer["delivered"]
    return dict(told)


def _part_exports(answers: Iterable[Answer]) -> list[Export]:
    parts: dict[tuple[str, str], dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        if delivered := answer["delivered"]:
            parts[answer["source"], delivered.form][delivered.response].append(answer)
    exports = []
    for (source, form), responses in sorted(parts.items()):
        each = [answer for response in responses.values() for answer in response]
        times = [answer["delivered"].edited for answer in each if answer["delivered"].edited]
        questions = frozenset(answer["question"] for answer in each)
        exports.append(Export(source, form, max(times, default=None), dict(responses), questions))
    return exports


def _gather_forms(exports: Sequence[Export]) -> list[list[Export]]:
    """The exports of each form, the oldest first."""
    forms = [[export] for export in exports]
    for one, other in combinations(exports, 2):
        if not one.responses.keys().isdisjoint(other.responses) and _is_same_form(one, other):
            first = next(form for form in forms if one in form)
            second = next(form for form in forms if other in form)
            if first is not second:
                first += second
                forms.remove(second)
    return [sorted(form, key=lambda export: (export.latest or LONG_AGO, export.source)) for form in forms]


def _is_same_form(one: Export, other: Export) -> bool:
    """Whether equal keys are the same responses, and not two forms that both count from 1.

    A number that is never used again proves it, and so does the clock under the same headers. Otherwise at least half
    of the shared responses that say something must have some words in common, and where the words are all there is,
    half of the smaller file must be the same notes.
    """
    shared = one.responses.keys() & other.responses.keys()
    proofs = {one.responses[key][0]["delivered"].proof for key in shared}
    if "number" in proofs or ("clock" in proofs and one.form == other.form):
        return True
    if proofs == {"words"}:
        return 2 * len(shared) >= min(len(one.responses), len(other.responses))
    said = [(_words(one.responses[key]), _words(other.responses[key])) for key in shared]
    said = [pair for pair in said if all(pair)]
    return bool(said) and 2 * sum(not mine.isdisjoint(theirs) for mine, theirs in said) >= len(said)


def _withdraw(form: Sequence[Export], told: dict[str, list[str]]) -> None:
    """Empty what a newer export should have held and does not, and in every export what the tool says is withdrawn."""
    newer = [(new, {old.source for old in form if new.goes_on_from(old)}) for new in form]
    newer = [(new, sources) for new, sources in newer if sources]
    gone: Counter[tuple[str, str]] = Counter()
    for key in dict.fromkeys(key for export in form for key in export.responses):
        holders = [export for export in form if key in export.responses]
        last = holders[-1]
        lacking = [
            new for new, sources in newer if new.is_newer(last) and sources & {holder.source for holder in holders}
        ]
        if lacking and not all(map(_is_refused, last.responses[key])):
            gone[last.source, lacking[0].source] += 1
        taken_back = any(answer["set_aside"] == WITHDRAWN for export in holders for answer in export.responses[key])
        for holder in holders:
            for answer in holder.responses[key]:
                if lacking or taken_back or _is_taken_out(answer, key, holder, newer):
                    _empty(answer)
    for (old, new), n in sorted(gone.items()):
        told[old].append(f"besvarelser som er trukket tilbake, og ikke står i den nyere filen {new}: {n}")


def _is_taken_out(answer: Answer, key: str, holder: Export, newer: Sequence[tuple[Export, set[str]]]) -> bool:
    """Whether the newest file with the response asks the question, but has no row for the answer any more."""
    later = [new for new, sources in newer if holder.source in sources and key in new.responses]
    if not later:
        return False
    question = answer["question"]
    return question in later[-1].questions and all(question != new["question"] for new in later[-1].responses[key])


def _empty(answer: Answer) -> None:
    """Leave nothing of what somebody has taken back but that it is so."""
    answer.update(NOTHING)
    answer["set_aside"] = answer["set_aside"] if _is_refused(answer) else WITHDRAWN


def _choose_editions(form: Sequence[Export]) -> None:
    """Of each answer the newest edition is heard, once; the others are set aside."""
    age = {(export.source, export.form): export.latest for export in form}
    editions: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for export in form:
        for key, answers in export.responses.items():
            for answer in sorted(answers, key=lambda answer: int(answer["row"])):
                editions[key, answer["question"]].append(answer)
    for copies in editions.values():
        if len(copies) > 1:
            _choose_edition(copies, age)
    for old, new in combinations(form, 2):
        if old.questions != new.questions:
            _find_renamed(old, new)


def _choose_edition(copies: Sequence[Answer], age: Mapping[tuple[str, str], datetime | None]) -> None:
    """`copies` are the same answer, the oldest export first. Without times to tell by, all that differ are heard."""

    def rank(copy: Answer) -> tuple[datetime, datetime]:
        delivered: Delivered = copy["delivered"]
        return delivered.edited or LONG_AGO, age[copy["source"], delivered.form] or LONG_AGO

    for copy in copies:
        copy["innspill_id"] = copies[0]["innspill_id"]
    standing = [copy for copy in copies if not _is_refused(copy) and copy["set_aside"] != WITHDRAWN]
    newest = max(map(rank, standing), default=None)
    is_dated = all(age[copy["source"], copy["delivered"].form] for copy in standing)
    editions: dict[str, Answer] = {}
    for copy in sorted(standing, key=_read_about):
        if rank(copy) == newest or not is_dated:
            editions.setdefault(copy["text"], copy)
    # the oldest copy with the same words, background and votes stays: its row is where it was in earlier reports
    heard = {text: next(copy for copy in standing if _is_alike(copy, edition)) for text, edition in editions.items()}
    for copy in standing:
        stays = heard.get(copy["text"])
        if copy is not stays:
            is_repeated = stays is not None and _is_alike(copy, stays)
            copy["set_aside"] = copy["set_aside"] or (REPEATED if is_repeated else REPLACED)
            # whoever has emptied an answer has taken it back
            copy["text"] = copy["text"] if any(editions) else ""


def _find_renamed(old: Export, new: Export) -> None:
    """Set aside in the older file what the same response says in the newer one under another question's words."""
    for key in old.responses.keys() & new.responses.keys():
        added = {answer["text"] for answer in new.responses[key] if answer["question"] not in old.questions}
        for answer in old.responses[key]:
            if not answer["set_aside"] and answer["question"] not in new.questions and answer["text"] in added:
                answer["set_aside"] = REPEATED


def _tell_unordered(form: Sequence[Export], told: dict[str, list[str]]) -> None:
    """Say so where two files differ and nothing tells which is the newer: then nobody is known to have withdrawn."""
    for one, other in combinations(form, 2):
        if one.is_newer(other) or other.is_newer(one) or one.source == other.source:
            continue
        shared = one.responses.keys() & other.responses.keys()
        is_same = len(shared) == len(one.responses) == len(other.responses)
        if shared and not (is_same and all(_words(one.responses[k]) == _words(other.responses[k]) for k in shared)):
            for mine, its in ((one, other), (other, one)):
                told[mine.source].append(
                    f"samme skjema som {its.source}, men tidspunktene sier ikke hvilken fil som er nyest; "
                    "svar som er ulike, er med fra begge. Er den ene eldre, skriv den under utelat i prosjekt.toml"
                )


def _number(answers: Sequence[Answer]) -> None:
    """Give every row its own number; the one that is heard keeps the number it has in other deliveries."""
    total = Counter(answer["innspill_id"] for answer in answers)
    repeated = [answer for answer in answers if total[answer["innspill_id"]] > 1]
    seen: Counter[str] = Counter()
    for answer in sorted(repeated, key=lambda answer: (answer["set_aside"] != "", answer["text"], answer["source"])):
        number = answer["innspill_id"]
        seen[number] += 1
        if seen[number] > 1:
            answer["innspill_id"] = f"{number}-{seen[number]}"


def _is_refused(answer: Answer) -> bool:
    """Whether the tool itself has said that the row does not count: never sent in, or a trial."""
    return answer["set_aside"] not in ("", EMPTY, WITHDRAWN)


def _is_alike(one: Answer, other: Answer) -> bool:
    return one["text"] == other["text"] and _read_about(one) == _read_about(other)


def _read_about(answer: Answer) -> tuple[str, ...]:
    return *(answer[role] for role in GROUPS), str(answer["votes"])


def _words(answers: Iterable[Answer]) -> set[str]:
    return {answer["text"] for answer in answers if answer["text"]}
