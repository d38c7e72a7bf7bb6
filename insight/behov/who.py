"""Who says it, and whom it is about: suggestions from the answers to the form and from the words."""

from __future__ import annotations

from insight.behov.groups import find_groups
from insight.behov.reading import find_spans, read_tokens
from insight.behov.selves import Hit
from insight.norsk.wordlists import keep, read_entries

_NEVER = frozenset({"ros", "klage", "ikke svar"})


def find_speaker(answer: str, role: str = "") -> str:
    """The group of the person who answers: what they ticked in the form before what they write; "" when not told.

    A role that is no group (innbygger) or several roles tell nothing, and then the text is asked.
    """
    told = _read_role(role) if role else ""
    if told or not answer:
        return told
    own = find_groups(answer, only_speaker=True)
    return own[0].group if own else ""


def find_who(statement: str, role: str = "", *, kind: str = "") -> tuple[tuple[str, ...], str]:
    """The groups whose need it is, in the order of `wordlists/aktoerer.txt`, and the words that told it.

    Told by grammar (see `groups.py`): one who describes themselves, a group as the subject or as the one it is for,
    kin. Praise, complaint and non-answers (`kind`) have no need, so nobody has it. Where the statement names nobody
    and the person writes "jeg" or "vi", the one role they ticked in the form tells. What another statement of the
    same answer says is for that one, so only this one is read. Source: the project's guide to annotation.
    """
    if kind in _NEVER:
        return (), ""
    hits = find_groups(statement, is_measure=kind == "løsning")
    if hits:
        spans = find_spans(statement)
        groups = {hit.group for hit in hits}
        cues = dict.fromkeys(
            statement[spans[hit.first][0] : spans[hit.last][1]]
            for hit in sorted(hits, key=lambda hit: hit.first)
            if not any(_is_inside(hit, other) for other in hits)
        )
        return tuple(group for group in read_entries("aktoerer") if group in groups), "; ".join(cues)
    told = _read_role(role) if role else ""
    tokens = read_tokens(statement) if told else []
    speaker = next((at for at, token in enumerate(tokens) if token.tags & {"jeg", "min"}), None)
    if speaker is None:
        return (), ""
    start, end = find_spans(statement)[speaker]
    return (told,), statement[start:end]


def _is_inside(hit: Hit, other: Hit) -> bool:
    return hit[1:] != other[1:] and other.first <= hit.first and hit.last <= other.last


@keep
def _read_role(role: str) -> str:
    roles = {part.strip().casefold() for part in role.split(";")}
    groups = [group for group, words in read_entries("rolle-til-aktoer").items() if roles & set(words)]
    return groups[0] if len(groups) == 1 else ""
