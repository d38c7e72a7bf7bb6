"""Answers cut into statements: lines, sentences, and the joints where a need and a measure meet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from insight.behov import hinges
from insight.behov.hinges import Joint, Token
from insight.behov.rules import Recognition
from insight.norsk.tokens import find_sentences
from insight.tables import KINDS

Span = tuple[int, int]
Weights = dict[str, dict[str, int]]

FILE = Path(__file__).parent / "split_model.json"
_MOST = "hørt"
"""The most that what the recognizer says can add, worked out once so that it is asked only where it can matter: by
hinge word ("hørt:fordi"), and by what it says of the left side too ("hørt:fordi/behov/sikker")."""
_UNKNOWN = 1_000_000
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪●○‣►➢✓>+]+\s+|[-–•·▪●](?=\w)|\(?\d{1,2}\)\s*|[a-h]\)\s+)?")
_NUMBERED = re.compile(r"\s*\d{1,2}\.\s+(?=\S)")
_LISTED = re.compile(r"^[^\S\n]*(?:[-–—*•·▪●○‣►➢✓>+]|\(?\d{1,2}[.)])[^\S\n]*(?=\S)", re.MULTILINE)
_NUMBERS = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s+(?=\S)")
_SIGNS = re.compile(r"(?<!\s)\s*(?:;+|\|+|(?<=\s)(?:[•·▪●○‣►➢✓]|//+)(?=\s))\s*")
_DASH = re.compile(r"(?<=\S)\s+[-–—*]\s+")
_SLASH = re.compile(r"(?<=\S)\s+/\s+")
_GLUED = re.compile(r"(?<=[^\W\d_]{2}[.!?])(?=[A-ZÆØÅ][^\W\d_]*\s)|(?<=[a-zæøå] min\.)\s+(?=[A-ZÆØÅ])")
_SIGNATURE = re.compile(
    r"(?<=\S)(?<!\bmed)\s+(?=(?:mvh|vh|(?:med )?venn?l(?:ig|eg) (?:hilsen|helsing)|(?:best regards|kind regards))\b)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"(?:og|men|and|but)\W*", re.IGNORECASE)
_BETWEEN_LISTED = re.compile(r"[;|•·▪●○‣►➢✓/*–—-]|\d[.)]")
"""Where none of these stands, no listed things do."""
_WRAPPED = 60
"""A line at least this long that ends in a letter or comma goes on in the next, if that begins with a small letter."""
_EDGES = " \t,;\u00a0"
_OPENING = 8
"""So many words after a place without any sign are shown to the recognizer; else the rest of the sentence is."""


def split_statements(text: str, recognize: Callable[[str], Recognition]) -> list[Span]:
    """Where each statement of `text` begins and ends (`text[start:end]`, in order, without overlap).

    Line breaks, bullets, numbering, sentence ends, semicolons, and slashes or dashes between listed things always
    cut; greetings and signatures that stand so are statements of their own. Within a sentence a joint cuts where the
    two sides are statements each for itself (annotation guide: unit): a measure and the need it answers at a hinge
    word (fordi, så, slik at, for at, ellers ...) or a comma, praise and what is missing at "men". A linear model
    weighs what stands at the joint, how both sides are built and what `recognize` hears in them (`hinges.describe`);
    two needs in one sentence, and a need with its reason, stay one.

    The rule for "og": it cuts between two clauses or listed measures that each could stand alone ("Flytt
    medisinrommet, og kjøp inn nye dusjstoler", "meir lys på skulevegen og betre skilting av turløypene"), and never
    inside one thing: what shares its noun, its place or its verb with the other side stays ("lys og brøyting på
    skoleveien", "jeg er 79 og har ikke BankID").

    A hinge word goes with the clause it opens. Only blanks, punctuation, bullets and the joining words og, men, and,
    but stand between statements; everything else of `text` is in exactly one. `recognize` is called where the rest
    does not decide.
    """
    return split_with(read_weights(), text, recognize)


def split_with(weights: Weights, text: str, recognize: Callable[[str], Recognition]) -> list[Span]:
    """`split_statements` with other weights."""
    spans: list[Span] = []
    for part in find_parts(text):
        spans += _cut_joints(weights, text, part, recognize)
    return [span for span in (_trim(text, span) for span in spans) if re.search(r"\w", text[slice(*span)])]


def find_parts(text: str) -> Iterator[Span]:
    """The sentences, list items and signatures of each line."""
    has_list = len(_LISTED.findall(text)) > 1
    for start, end in _find_lines(text):
        for item in _cut_items(text, (_skip_bullet(text, start, end, has_list), end)):
            for begin, stop in find_sentences(text[slice(*item)]):
                sentence = (item[0] + begin, item[0] + stop)
                cuts = [match.span() for match in _GLUED.finditer(text, *sentence)]
                cuts += [match.span() for match in _SIGNATURE.finditer(text, *sentence)]
                yield from _between(sentence, cuts)


def _find_lines(text: str) -> list[Span]:
    """The lines, with those put together that are one paragraph broken at a fixed width."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if lines and _goes_on(text, lines[-1], start):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _goes_on(text: str, line: Span, start: int) -> bool:
    last = text[max(line[0], line[1] - _WRAPPED) : line[1]].rstrip()
    is_next = text.count("\n", line[1], start) == 1 and text[start].islower()
    return is_next and line[1] - line[0] >= _WRAPPED and (last[-1:].isalpha() or last[-1:] == ",")


def _skip_bullet(text: str, start: int, end: int, has_list: bool) -> int:
    """Where the line begins after its bullet or number; "17. mai" and "3. trinn" are no numbers of a list."""
    number = _NUMBERED.match(text, start, end)
    if number:
        return number.end() if has_list or not text[number.end()].islower() else start
    bullet = _BULLET.match(text, start, end)
    return bullet.end() if bullet else start


def _cut_items(text: str, span: Span) -> list[Span]:
    """The listed things of a line: between semicolons, bullets, numbers, slashes and dashes."""
    if not _BETWEEN_LISTED.search(text, *span):
        return [span]
    cuts = [match.span() for match in _SIGNS.finditer(text, *span)]
    numbers = list(_NUMBERS.finditer(text, *span))
    if [match[1] for match in numbers[:2]] in (["1", "2"], ["2", "3"]):
        cuts += [match.span() for match in numbers]
    dashes = [match.span() for match in _DASH.finditer(text, *span)]
    cuts += dashes if len(dashes) > 2 else []
    if slashes := [match.span() for match in _SLASH.finditer(text, *span)]:
        shortest = min(len(text[slice(*side)].split()) for side in _between(span, slashes))
        cuts += slashes if len(slashes) > 1 or shortest > 1 else []
    return _between(span, cuts) if cuts else [span]


def _cut_joints(weights: Weights, text: str, span: Span, recognize: Callable[[str], Recognition]) -> list[Span]:
    tokens = hinges.find_tokens(text, *span)
    after = text[tokens[-1].end : span[1]] if tokens else ""
    cuts: list[Span] = []
    begin = 0
    for joint in hinges.find_joints(tokens, hinges.is_running(tokens, after)):
        if _JOINING.fullmatch(text, tokens[begin].start, tokens[joint.before].end):
            continue  # "Og så trenger jeg ...": nothing is said yet
        part = weights["løpende" if joint.kind == hinges.RUNNING else "ledd"]
        if _is_cut(part, text, tokens, begin, joint, recognize):
            cuts.append((joint.end, joint.start))
            begin = joint.after
    return _between(span, cuts)


def _is_cut(
    weights: dict[str, int],
    text: str,
    tokens: list[Token],
    begin: int,
    joint: Joint,
    recognize: Callable[[str], Recognition],
) -> bool:
    """Whether the weights of what is seen at the joint add up to a cut; the recognizer is asked if it can matter."""
    score = weights["grense"] + sum(weights.get(name, 0) for name in hinges.describe(tokens, begin, joint))
    is_turn = hinges.is_turn(tokens, joint)
    most = f"{_MOST}:{joint.hinge}"
    if not is_turn and score + weights.get(most, _UNKNOWN) <= 0:
        return False
    left_side, right_side = find_sides(tokens, begin, joint, joint.kind == hinges.RUNNING)
    left = recognize(text[slice(*left_side)])
    is_turn = is_turn and left.kind in ("behov", "ros")
    if not is_turn and score + weights.get(f"{most}/{left.kind}/{left.sure}", _UNKNOWN) <= 0:
        return False
    right = recognize(text[slice(*right_side)])
    return (is_turn and right.kind == "løsning") or score + _hear(weights, left, right, joint) > 0


def _hear(weights: dict[str, int], left: Recognition, right: Recognition, joint: Joint) -> int:
    """What the recognizer's word on both sides of a joint adds."""
    return sum(weights.get(name, 0) for name in hinges.describe_kinds(left, right, joint))


def find_sides(tokens: list[Token], begin: int, joint: Joint, is_running: bool) -> tuple[Span, Span]:
    """The places in the text of what the recognizer is shown of a joint: before it (from token `begin`), and after."""
    first_last = min(joint.before, begin + hinges.FARTHEST - 1)
    words = _OPENING if is_running else hinges.FARTHEST
    last = min(len(tokens), joint.after + words) - 1
    return (tokens[begin].start, tokens[first_last].end), (joint.start, tokens[last].end)


@cache
def read_weights() -> Weights:
    """The weights of scripts/make_split_model.py, in thousandths, by part ("ledd", "løpende") and name."""
    weights: Weights = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: part | _find_most(part) for name, part in weights.items()}


def _find_most(weights: dict[str, int]) -> dict[str, int]:
    """The entries `_MOST` for each hinge word there is a weight for."""
    heard = [Recognition(kind, "", sure) for kind in KINDS for sure in ("sikker", "usikker")]
    most: dict[str, int] = {}
    for hinge in {name.partition("/")[2] for name in weights if name.startswith(("lkh:", "same:"))}:
        joint = Joint(0, 0, hinge, 0, 0)
        after_left = {
            f"{_MOST}:{hinge}/{left.kind}/{left.sure}": max(_hear(weights, left, right, joint) for right in heard)
            for left in heard
        }
        most |= after_left | {f"{_MOST}:{hinge}": max(after_left.values())}
    return most


def _between(span: Span, cuts: list[Span]) -> list[Span]:
    """What is left of `span` around the cuts, in order; a cut that begins within another is left out."""
    spans, start = [], span[0]
    for cut in sorted(cuts):
        if cut[0] >= start:
            spans.append((start, cut[0]))
            start = cut[1]
    return [*spans, (start, span[1])]


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
