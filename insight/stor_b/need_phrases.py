"""What a statement says somebody needs, read out of what they cannot, dare not, do not know or must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from insight.norsk.wordlists import keep, read_entries
from insight.stor_b.check_sentence import is_infinitive
from insight.stor_b.need_turns import Verb, turn_verb
from insight.stor_b.need_words import is_time, list_words, reword, split_situation

_TOKEN = re.compile(r"\w+(?:[-'’/]\w+)*|[^\w\s]")
_PAUSES = (",", "–", "-")
_SOMEONE, _UNSAID = "noen andre", "ikke sagt"
_REFLEXIVE = ("selv", "føle", "grue", "evne")
_DESCRIBES = ("i", "på", "fra", "våre", "her", "som", "med")
_STOPS = frozenset(".!?;:…()\n")
_VERBS = ("evne", "selv", "vite", "få", "ha", "må", "er", "føle", "grue", "trenger", "slippe", "bør")
_MEANS_OF_VALUE = ("kan", "slipper", "får", "vet")
_HARD = re.compile(
    r"(?:det (?:er|blir) (?:nesten |så |veldig |ofte |helt )?)?(?:vanskelig|umulig) å (?P<rest>[^,–]+)", re.IGNORECASE
)

MOST_OF_SUBJECT = 7
"""Words in a subject such as «vi som bor på andre siden»."""


class Phrase(NamedTuple):
    """A need as said: the group that is the subject ("" for the speaker), the infinitive with its words, the rest."""

    group: str
    words: tuple[str, ...]
    situation: tuple[str, ...]
    why: tuple[str, ...]


def find_phrases(statement: str, *, is_first: bool = True) -> list[Phrase]:
    """The needs a statement in bokmål tells in its own words, in order; [] when no rule is sure.

    A verb that says what cannot be done ("klarer ikke", "får ikke", "kommer meg ikke", "rekker ikke", "vet ikke
    hvor"), what must be done again and again ("må alltid"), how one is ("er redd for å"), or what one would ("trenger
    å", "slik at jeg slipper å") is turned to "kunne ...", "få ...", "vite ...", "slippe å ...". The subject is the
    speaker, or a group in the plural; one person's kin gives nothing. Where no subject is written, the statement must
    be the first of the answer (`is_first`) or speak of oneself. No word is added but those the turn itself needs.
    """
    found: list[Phrase] = []
    for tokens in _split(_TOKEN.findall(statement.replace("\n", " . "))):
        found += _read_hard(tokens)
        for verb in _read_verbs(tokens, is_first=is_first):
            phrase = turn_verb(verb)
            said = reword(phrase) if phrase else []
            front = _read_front(verb.front)
            if not said or front is None:
                continue
            need, situation = split_situation(said)
            if (situation and front) or (len(need) < 3 and need[0] in ("kunne", "få") and not (situation or front)):
                continue
            found.append(Phrase(verb.group, tuple(need), tuple(situation or front), _read_why(tokens, verb)))
    return found


def _split(tokens: Sequence[str]) -> Iterator[list[str]]:
    """The sentences, each as its tokens."""
    sentence: list[str] = []
    for token in [*tokens, "."]:
        if token in _STOPS:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(token)


def _read_verbs(tokens: list[str], *, is_first: bool) -> Iterator[Verb]:
    """Each verb of the list in a sentence, with its subject; those of no subject that can be told are left out."""
    start, subject, carried = 0, _SOMEONE, _SOMEONE
    for at, token in enumerate(tokens):
        is_after_and = at > 0 and tokens[at - 1].casefold() in ("og", "men") and bool(_label(token))
        if token in _PAUSES or is_after_and:
            start, carried, subject = (at if is_after_and else at + 1), subject, _SOMEONE
        if at == start and (token.casefold() in list_words("jeg") or token.casefold() in _groups()):
            subject = _groups().get(token.casefold(), "")
        if label := _label(token):
            left = tokens[start:at]
            told = _groups().get(tokens[at + 1].casefold(), "") if _is_inverted(tokens, at) else _read_subject(left)
            if told == _UNSAID:
                told = carried if start else "" if is_first or _is_of_self(tokens) else _SOMEONE
            if told != _SOMEONE:
                subject = told
                yield _read_verb(label, told, tokens, start, at)


def _is_of_self(tokens: Sequence[str]) -> bool:
    return not {"meg", "oss", "min", "mi", "mitt", "mine", "vår", "vårt", "våre"}.isdisjoint(map(str.casefold, tokens))


def _label(token: str) -> str:
    return _labels().get(token.casefold(), "")


@keep
def _labels() -> dict[str, str]:
    entries = read_entries("behovsfraser")
    return {form: label for label in _VERBS for form in entries[label]}


@keep
def _groups() -> dict[str, str]:
    entries = read_entries("behovsfraser")
    return {
        word: label.removeprefix("gruppe ")
        for label, words in entries.items()
        if label.startswith("gruppe ")
        for word in words
    }


def _is_inverted(tokens: Sequence[str], at: int) -> bool:
    following = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
    is_named = following in _groups() and _label(tokens[at]) not in ("er", "ha")  # "de er pensjonister"
    return at > 0 and (following in list_words("jeg") or is_named)


def _read_verb(label: str, group: str, tokens: Sequence[str], start: int, at: int) -> Verb:
    """The verb at `at`, in a clause that begins at `start`."""
    is_denied = is_always = has_self = False
    front: list[str] = []
    place = at + 1
    if _is_inverted(tokens, at):
        front, place = _drop_links([token for token in tokens[:at] if token not in _PAUSES]), place + 1
    else:
        is_denied, is_always, _ = _drop_adverbs(tokens[start:at])
    while place < len(tokens):
        word = tokens[place].casefold()
        is_denied = is_denied or word in list_words("nekt")
        is_always = is_always or word in list_words("alltid")
        is_self = word in list_words("meg") | {"seg"} and not has_self and label in _REFLEXIVE
        has_self = has_self or is_self
        if not is_self and word not in list_words("nekt") | list_words("alltid") | list_words("fyll"):
            break
        place += 1
    is_value = tokens[start].casefold() in list_words("verdi")
    rest = _until_pause(tokens[place:])
    return Verb(label, tokens[at].casefold(), group, tuple(front), is_denied, is_always, has_self, is_value, rest)


def _until_pause(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(takewhile(lambda token: token not in _PAUSES, tokens))


def _drop_links(words: Sequence[str]) -> list[str]:
    left = list(words)
    while left and left[0].casefold() in list_words("ledd"):
        left.pop(0)
    return left


def _drop_adverbs(words: Sequence[str]) -> tuple[bool, bool, list[str]]:
    """Whether a no, or an always, stands before the verb; and the words before those."""
    left, is_denied, is_always = list(words), False, False
    while left and left[-1].casefold() in list_words("fyll") | list_words("nekt") | list_words("alltid"):
        word = left.pop().casefold()
        if word == "som":
            return is_denied, is_always, [*left, "som"]
        is_denied = is_denied or word in list_words("nekt")
        is_always = is_always or word in list_words("alltid")
    return is_denied, is_always, left


def _read_subject(left: Sequence[str]) -> str:
    """Whose the verb is, by the words before it: a group, "" for the speaker, `_UNSAID` or `_SOMEONE` else."""
    small = [word.casefold() for word in _drop_links(_drop_adverbs(left)[2])]
    if not small:
        return _UNSAID
    if small[0] in list_words("jeg"):
        is_own = len(small) <= MOST_OF_SUBJECT and small[-1] != "som" and _is_one_clause(small)
        return "" if is_own else _SOMEONE
    if small[0] in ("de", "alle", "mange", "våre", "flere") and small[1:] and small[1] in _groups():
        small = small[1:]
    is_plain = len(small) <= 4 and (len(small) == 1 or small[1] in _DESCRIBES)
    return _groups().get(small[0], _SOMEONE) if is_plain else _SOMEONE


def _is_one_clause(small: Sequence[str]) -> bool:
    """Whether «vi som bor her», «vi på hytta», «vi foreldre» has no verb before its own but that of «som»."""
    if not {"jeg", "og", "at", "når", "hvis"}.isdisjoint(small[1:]):
        return False
    return "som" in small or not any(_label(word) for word in small[1:])


def _read_front(front: Sequence[str]) -> tuple[str, ...] | None:
    """The situation told before the verb; () for «som lærer» and «nå»; None for what would be lost."""
    words = [word for word in front if word != ","]
    if not words or words[0].casefold() == "som" or (len(words) == 1 and words[0].casefold() in list_words("fyll")):
        return ()
    low = [words[0].casefold(), *words[1:]]
    if low[0] in ("når", "om", "i", "på", "etter", "hver", "før") and (low[0] == "når" or is_time(low)):
        said = reword(["være", *low])
        return tuple(said[1:]) if len(said) > 1 else None
    return None


def _read_hard(tokens: Sequence[str]) -> Iterator[Phrase]:
    """«(Det er) vanskelig å ...», where nobody is named for whom."""
    match = _HARD.match(" ".join(_drop_links(tokens)))
    words = match["rest"].split() if match else []
    may_get = words[:1] != ["få"] or words[1:2] in (["svar"], ["hjelp"], ["vite"], ["sove"], ["kontakt"], ["tak"])
    if words and may_get and is_infinitive(words[0]) and (said := reword(["kunne", *words])):
        need, situation = split_situation(said)
        yield Phrase("", tuple(need), tuple(situation), ())


def _read_why(tokens: Sequence[str], verb: Verb) -> tuple[str, ...]:
    """«slik at de kan ...»: what the same sentence says the need is for, when it is the speaker's own wish."""
    low = [token.casefold() for token in tokens]
    if verb.is_value or verb.group:
        return ()
    for at in range(1, len(low) - 3):
        link = 2 if low[at : at + 2] in (["slik", "at"], ["sånn", "at"], ["for", "at"]) else 1 if low[at] == "så" else 0
        after = low[at + link : at + link + 2]
        if link and len(after) == 2 and after[0] in list_words("jeg") and after[1] in _MEANS_OF_VALUE:
            said = reword(_until_pause(tokens[at + link :]))
            return ("slik", "at", *said) if len(said) > 2 else ()
    return ()
