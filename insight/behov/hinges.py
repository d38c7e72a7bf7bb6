"""Where within a sentence one statement may end and the next begin, and what speaks for it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from insight.behov.rules import Recognition
from insight.norsk.lexicon import look_up
from insight.norsk.wordlists import keep, read_entries, read_word_set

_TOKEN = re.compile(r"\[[a-zæøå-]+\]|[^\W_]+(?:[-'’][^\W_]+)*|[,;:]|(?<=\s)[-–—]+(?=\s)")
_HINGES = ("formål", "fordi", "ellers", "eller", "åg", "å", "uten", "derfor", "så", "for")
_OPENERS = frozenset(("jeg", "vi", "andre", "denne", "min", "nå"))
_INSIDE = ("jeg", "vi", "ikke", "bør", "må", "kan", "mangler", "hadde", "hvis", "som", "få")
_FIRST = ("jeg", "vi", "andre", "denne", "min", "nå", "spør", "ikke", "be", "flere", "en", "få", "mangler", "hilsen")
_MEASURES = frozenset(("ting", "flere", "opp", "be", "bør"))
_WILL_HAVE = frozenset((("vil", "ha"), ("vil", "gjerne"), ("gjerne", "ha"), ("gjerne", "hatt"), ("kunne", "ønske")))
_TURNS = frozenset((",", ", så", ", men", "-"))
_LENGTHS = (1, 2, 3, 5, 8, 12)
_OBJECTS = frozenset(
    ("alle", "de", "dei", "dem", "dæm", "dom", "den", "folk", "barna", "min", "my", "our", "dette", "denne")
)
_ENDINGS = frozenset(("er", "ar", "et", "te", "de", "dde"))
_LONGEST_HINGE = 3
RUNNING = "løpende"
"""The kind of a joint where nothing stands, in an answer without signs."""
_LEAST_RUNNING = 8
"""Fewer words than this without any sign between them are taken for one statement."""
_BINDING = frozenset(
    ("verb", "hvis", "som", "spør", "bør", "må", "kan", "hadde", "en", "og", "men", "fordi", "så", "for", "åg")
)
_HOLDING = frozenset(
    ("til", "te", "i", "på", "av", "med", "me", "fra", "frå", "om", "ved", "hos", "mellom", "to", "of", "in", "for")
)
_NEAR = 6
"""So many words from its beginning tell how a statement begins."""
FARTHEST = 60
"""No more words than this of each side are looked at, so that time is in step with the length of the answer."""


class Token(NamedTuple):
    """A word or sign in small letters, where it stands in the text, and its classes in hengsler.txt ("verb" too)."""

    form: str
    start: int
    end: int
    classes: frozenset[str]


class Joint(NamedTuple):
    """A place where a sentence may be cut: what is left of it ends at `end`, what is right of it begins at `start`.

    `kind` is what stands there: ",", "-", "og", "men", "eller" or a hinge, or some of them (", så"). `before` and
    `after` are the places of the last token before it and the first after it.
    """

    end: int
    start: int
    kind: str
    before: int
    after: int

    @property
    def hinge(self) -> str:
        """The words that stand there, without signs."""
        return self.kind.lstrip(",- ")


def find_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and signs of `text[start:end]`, in order. A capital "I" within it is the English pronoun."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word, (begin, stop) = match[0], match.span()
        form = word.casefold()
        tokens.append(Token(form, begin, stop, find_classes("jeg" if word == "I" and begin > start else form)))
    return tokens


def find_joints(tokens: Sequence[Token], is_running: bool) -> Iterator[Joint]:
    """Each place between two words where a comma, a dash, a joining word or a hinge word stands.

    With `is_running` (no sign in the whole row, nor at its end) also where a new clause seems to begin ("løpende").
    """
    place = 1
    while place < len(tokens) - 1:
        after, kind = place, ""
        if tokens[after].form in ",;":
            kind, after = ",", after + 1
        elif tokens[after].form[0] in "-–—":
            kind, after = "-", after + 1
        classes = tokens[after].classes
        joining = "og" if "og" in classes else "men" if "men" in classes else ""
        if joining and after + 1 < len(tokens):
            kind, after = f"{kind} {joining}".strip(), after + 1
        hinge, length = _find_hinge(tokens, after, kind)
        if is_running and not kind and not hinge and _begins_clause(tokens, after):
            hinge = RUNNING
        is_inside = (kind or hinge) and after + 1 < len(tokens)
        if is_inside and _is_word(tokens[place - 1]) and _is_word(tokens[after]):
            yield Joint(tokens[place - 1].end, tokens[after].start, f"{kind} {hinge}".strip(), place - 1, after)
        place = after + max(length, 1)


def is_running(tokens: Sequence[Token], after: str) -> bool:
    """Whether many words stand in a row without any sign, `after` (what follows them) neither."""
    return len(tokens) >= _LEAST_RUNNING and not after.strip() and all(_is_word(token) for token in tokens)


def _find_hinge(tokens: Sequence[Token], place: int, kind: str) -> tuple[str, int]:
    """The class of the hinge word at `place` when it opens a clause there, and of how many words it is; else ""."""
    if tokens[place].form not in _hinge_openings():
        return "", 0
    for n_words in range(min(_LONGEST_HINGE, len(tokens) - place), 0, -1):
        phrase = " ".join(token.form for token in tokens[place : place + n_words])
        if hinge := _hinge_words().get(phrase, ""):
            rest = tokens[place + n_words : place + n_words + _NEAR]
            return (hinge if _opens_clause(hinge, tokens[place - 1], rest, kind) else ""), n_words
    return "", 0


def _opens_clause(hinge: str, before: Token, rest: Sequence[Token], kind: str) -> bool:
    """Whether a hinge word between `before` and `rest` opens a clause there.

    It does not after a word that takes it to itself ("redd for at", "kvier meg for å", "den andre siden"). "for" and
    "da" do before a subject or after a comma; "siden" and "så" do neither before a bare noun ("siden jul") nor where
    "så" tells how much ("så sent at"); the spoken "å" for "og" does before a subject with its verb.
    """
    if not kind and "styrer" in before.classes and hinge in ("formål", "å", "fordi"):
        return False
    if hinge not in ("fordi", "så", "for", "åg"):
        return True
    has_subject = bool(rest) and bool(rest[0].classes & _OPENERS)
    has_verb = any("verb" in token.classes for token in rest)
    if hinge == "åg":
        return len(rest) > 1 and has_verb and (has_subject or "verb" in rest[1].classes)
    if hinge == "for" and not kind:
        return has_subject and rest[0].form not in _OBJECTS
    if hinge == "så" and not has_subject and rest and _is_degree(rest):
        return False
    return has_subject or has_verb


def _begins_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a subject with its verb, an imperative or a wish begins at `place`, with nothing before that binds it."""
    before, here, rest = tokens[place - 1], tokens[place], tokens[place + 1 : place + 4]
    if before.classes & _BINDING or before.form in _HOLDING:
        return False
    if here.classes & _OPENERS:
        return any("verb" in token.classes for token in rest)
    return bool(here.classes & {"be", "mangler", "hilsen"})


def _is_degree(rest: Sequence[Token]) -> bool:
    """Whether "så" tells how much ("så sent at", "så lenge") of what follows it."""
    return "mengde" in rest[0].classes or any(token.form in ("at", "that") for token in rest[:5])


def describe(tokens: Sequence[Token], begin: int, joint: Joint) -> list[str]:
    """Names of what is seen at a joint, of the statement before it (from `begin`) and of what follows."""
    left = tokens[begin : min(joint.before + 1, begin + FARTHEST)]
    right = tokens[joint.after : joint.after + FARTHEST]
    said, follows = (frozenset().union(*(token.classes for token in each)) for each in (left, right[:_NEAR]))
    hinge = joint.hinge
    shape = _find_shape(left, said)
    names = [f"j:{joint.kind}", f"h:{hinge}", f"l:{shape}", f"lh:{shape}/{hinge}", f"c:{joint.kind[:1] == ','}"]
    opening = _find_opening(right, hinge)
    is_measure = opening == "be" or "bør" in follows
    names += [f"r:{opening}", f"lr:{shape}/{opening}", f"t:{shape in _MEASURES}>{is_measure}/{hinge}"]
    names += [f"ln:{_find_length(left)}", f"rn:{_find_length(right)}"]
    names += [f"li:{name}" for name in _INSIDE if name in said]
    names += [f"ri:{name}" for name in _INSIDE if name in follows]
    return names


def is_turn(tokens: Sequence[Token], joint: Joint) -> bool:
    """Whether a sentence may turn to a measure at a joint: a bid after a comma ("..., legg det ut"), derfor + bør."""
    hinge = joint.kind.split()[-1]
    first = joint.after + (hinge in _HINGES)
    right = tokens[first : first + _NEAR]
    if hinge == "derfor":
        return any(token.classes & {"bør", "må"} for token in right)
    words = [token for token in right if "gjerne" not in token.classes]
    return joint.kind in _TURNS and bool(words) and "be" in words[0].classes and _is_bid(words)


def describe_kinds(left: Recognition, right: Recognition, joint: Joint) -> list[str]:
    """Names of what the recognizer says of the statement before a joint and of what follows in the sentence."""
    names = [f"lk:{left.kind}", f"lks:{left.kind}/{left.sure}", f"lkh:{left.kind}/{joint.hinge}", f"rk:{right.kind}"]
    is_same = left.kind == right.kind
    return [*names, f"rks:{right.kind}/{right.sure}", f"kk:{left.kind}/{right.kind}", f"same:{is_same}/{joint.hinge}"]


def _find_shape(tokens: Sequence[Token], seen: frozenset[str]) -> str:
    """What sort of clause a statement is: it bids, is without a verb, wishes, says what should be, or other."""
    if _is_bid(tokens):
        return "be"
    person = "vi" if {"jeg", "vi", "min"} & seen else "de"
    if "bør" in seen or ({"må", "kan"} & seen and any(token.form.endswith(("es", "ast")) for token in tokens)):
        return "bør"
    if "mangler" in seen or any(pair in _WILL_HAVE for pair in pairwise(token.form for token in tokens)):
        return f"mangler-{person}"
    if "må" in seen:
        return f"må-{person}"
    n_verbs = sum("verb" in token.classes for token in tokens)
    n_subclauses = sum(bool({"som", "hvis"} & token.classes) or token.form == "der" for token in tokens[1:])
    if n_verbs <= n_subclauses and not tokens[0].classes & {"jeg", "vi", "hvis"}:
        second = tokens[1].classes if len(tokens) > 1 else frozenset()
        if any(token.classes & {"jeg", "vi"} or token.form in ("det", "de", "dei", "dere") for token in tokens[:-1]):
            return "uten verb"
        return "opp" if "opp" in second else "flere" if "flere" in tokens[0].classes else "ting"
    return f"verb-{person}{'-ikke' if 'ikke' in seen else ''}"


def _is_bid(tokens: Sequence[Token]) -> bool:
    """Whether it begins with an imperative or an infinitive ("Ikke legg ned ...", "Grøft opp langs bakken")."""
    words = [token for token in tokens[:4] if token.form.isalpha()]
    if words and "ikke" in words[0].classes:
        words = words[1:]
    if not words or any("verb" in token.classes for token in words[1:3]):
        return bool(words) and "be" in words[0].classes and "verb" not in words[0].classes
    return "be" in words[0].classes or _is_stem(words[0].form)


def _find_opening(tokens: Sequence[Token], hinge: str) -> str:
    """How what follows begins, after the hinge word: with whom, a bid, a verb or a thing; and whether it has a verb."""
    rest = tokens[1:] if hinge in _HINGES else tokens
    near = rest[:_NEAR]
    has_verb = any("verb" in token.classes for token in near)
    first = near[0].classes if near else frozenset()
    if "ikke" in first and len(near) > 1 and "be" in near[1].classes:
        return "be"
    for name in _FIRST:
        if name in first:
            return name if name == "be" else f"{name}{'+verb' if has_verb else ''}"
    return "verb" if "verb" in first else "ting+verb" if has_verb else "ting"


def _find_length(tokens: Sequence[Token]) -> int:
    n_words = sum(_is_word(token) for token in tokens)
    return sum(n_words > bound for bound in _LENGTHS)


def _is_word(token: Token) -> bool:
    return token.form[0].isalnum() or token.form[0] == "["


@keep
def find_classes(form: str) -> frozenset[str]:
    """The classes of a word in small letters."""
    classes = _classes().get(form, frozenset())
    return classes | {"verb"} if _is_verb(form, classes) else classes


def _is_verb(form: str, classes: frozenset[str]) -> bool:
    """A finite verb: one of the list, or a form whose infinitive the dictionaries have (kjører, kjørte, syklar)."""
    if form in read_word_set("boeyde-verb"):
        return not classes & {"jeg", "vi", "andre"}
    lemma = look_up(form) if len(form) > 3 else None
    if not lemma or lemma == form or not lemma.endswith("e") or form.removeprefix(lemma[:-1]) not in _ENDINGS:
        return False
    return not _is_noun(lemma)


def _is_noun(lemma: str) -> bool:
    """Whether a lemma in -e has the forms of a noun: skole, skolen; lokale, lokalene."""
    return any(look_up(f"{lemma}{ending}") == lemma for ending in ("n", "ne"))


@keep
def _is_stem(form: str) -> bool:
    """Whether a word may be an imperative: a verb without its -e."""
    infinitive = f"{form}e"
    is_verb = len(form) > 2 and look_up(infinitive) == infinitive and look_up(f"{form}er") == infinitive
    return is_verb and not _is_noun(infinitive) and "styrer" not in find_classes(form)


@keep
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in read_entries("hengsler").items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@keep
def _hinge_words() -> dict[str, str]:
    entries = read_entries("hengsler")
    return {word: name for name in reversed(_HINGES) for word in entries[name]}


@keep
def _hinge_openings() -> frozenset[str]:
    return frozenset(words.split()[0] for words in _hinge_words())
