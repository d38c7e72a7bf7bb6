"""What the tagger of names sees in a text: tokens, how each is written, the lists it is on, and its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

import numpy as np

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_known
from insight.norsk.wordlists import keep, read_entries, read_words

N_BUCKETS = 1 << 20
"""Features are hashed to as many numbers; the few that meet share a weight."""
OFFSETS = (0, -1, 1, -2, 2)
_BEGINNINGS = {offset: crc32(f"{offset}|".encode()) for offset in OFFSETS}
"""What each feature of a token begins with, hashed once."""
ACCENTS = re.compile(r"[\u0300-\u036f]+")
"""Accents that no letter has taken up (in NFC)."""
BEFORE = ("heter", "hilsen", "kontakt", "tittel", "slekt", "nær")
"""The kinds of words in `foran-navn.txt` that names come after."""

_TOKEN = re.compile(
    r"\[[a-zæøå-]{1,30}\]|[^\W_]+(?:(?:[-'’´`]|[\u0300-\u036f]+)[^\W_]+)*[\u0300-\u036f]*|\n|[^\w\s\x00]|_"
)
_LONGEST = 40
"""Letters of a word that are looked at: no name is longer."""
EDGE = "\x00"
"""What stands before the first token of a text and after the last; no token is the same."""
_INSTITUTION = re.compile(
    r".*(?:skol|skul|barnehag|kirk|kyrkj|kapell|sykehus|sjukehus|sykehjem|sjukeheim|heim|hjem|senter|sent|kontor|gat|gt"
    r"|vei|veg|plass|torg|park|bru|stadion|hall|stu|sal|fjord|elv|å|vatn|vann|sjø|tjern|dal|ås|haug|bakk|li|lia|berg"
    r"|fjell|skog|myr|jord|øy|holm|nes|vik|bygd|grend|lag|klubb|forening|foreining|parti|bank|verk|hus|butikk|kafe"
    r"|hotell|camp|legat|fond)(?:e|en|et|a|er|ene|ane|n|ar|s|i|in|um)?"
)


class Token(NamedTuple):
    start: int
    end: int
    form: str


class Word(NamedTuple):
    """What is known of a token's form: hashed features for each of OFFSETS from it, and keys to join forms by."""

    buckets: tuple[tuple[int, ...], ...]
    kind: int  # 32 bits of shape and lists
    key: int  # 32 bits of the form in small letters


class Keyed(Protocol):
    @property
    def kind(self) -> int: ...
    @property
    def key(self) -> int: ...


_Described = TypeVar("_Described", bound=Keyed)


class Numbers(NamedTuple):
    """Texts as numbers of distinct forms, one after another with two edges before and after each."""

    flow: np.ndarray  # int64: all forms of all texts
    at: np.ndarray  # int64: the places of the tokens in `flow`
    kinds: np.ndarray  # uint32, of each distinct form
    keys: np.ndarray  # uint32, of each distinct form
    cases: np.ndarray  # uint32, one a token: see `find_case`

    def at_offset(self, offset: int) -> np.ndarray:
        """The number of the form at `offset` from each token."""
        return self.flow[self.at + offset]


def find_forms(text: str) -> list[str]:
    """Words with inner hyphens and accents, masks, line ends and single signs; blanks fall out."""
    return _TOKEN.findall(text)


def find_tokens(text: str) -> list[Token]:
    """`find_forms`, each with where it begins and ends."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def number_forms(
    texts: Sequence[Sequence[str]], describe: Callable[[str], _Described]
) -> tuple[Numbers, list[_Described]]:
    """The forms of each text in numbers, and what `describe` tells of each distinct form."""
    rows: defaultdict[str, int] = defaultdict()
    rows.default_factory = rows.__len__  # a new form has the next number
    flow = [rows[EDGE], 0]
    for forms in texts:
        flow += map(rows.__getitem__, forms)
        flow += (0, 0)
    words = [describe(form) for form in rows]
    numbered = np.array(flow)
    cases = np.repeat([find_case(forms) for forms in texts], [len(forms) for forms in texts]).astype(np.uint32)
    kinds, keys = (np.array([getattr(word, name) for word in words], dtype=np.uint32) for name in ("kind", "key"))
    return Numbers(numbered, np.flatnonzero(numbered), kinds, keys, cases), words


def find_case(forms: Sequence[str]) -> int:
    """0 for a text with small and capital letters, 1 for one without capitals, 2 for one in capitals only."""
    text = " ".join(forms)
    if text == text.lower():
        return 1
    return 2 if text == text.upper() and len(forms) > 2 else 0


def join_features(numbers: Numbers) -> list[np.ndarray]:
    """Bucket numbers of the features that join several tokens: for each such feature int64, one a token."""
    kind = {offset: numbers.kinds[numbers.at_offset(offset)] for offset in OFFSETS}
    key = {offset: numbers.keys[numbers.at_offset(offset)] for offset in OFFSETS}
    case = numbers.cases
    joined = (
        (kind[0], kind[-1]),
        (kind[0], kind[1]),
        (kind[0], kind[-1], kind[1]),
        (kind[0], kind[-1], kind[-2]),
        (kind[0], kind[1], kind[2]),
        (kind[0], key[-1]),
        (kind[0], key[1]),
        (kind[0], key[-1], key[-2]),
        (kind[0], key[1], key[2]),
        (kind[0], key[-1], key[1]),
        (key[0], kind[-1]),
        (key[0], kind[1]),
        (key[0], key[-1]),
        (key[0], key[1]),
        (case, kind[0]),
        (case, key[0]),
        (case, kind[0], key[-1]),
        (case, kind[0], kind[-1]),
        (case, kind[0], kind[1]),
    )
    return [_mix(number, parts) for number, parts in enumerate(joined)]


def _mix(number: int, parts: Sequence[np.ndarray]) -> np.ndarray:
    """One bucket number of several keys: each is folded in and multiplied by an odd number, in 32 bits."""
    total = np.full(parts[0].shape, (number + 1) * 0x9E3779B1 & 0xFFFFFFFF, dtype=np.uint32)
    for part in parts:
        total = (total ^ part) * np.uint32(0x85EBCA6B)
        total ^= total >> np.uint32(15)
    return (total % np.uint32(N_BUCKETS)).astype(np.int64)


def describe_word(form: str) -> Word:
    """The features of one form: itself, its ends, shape and lists where it stands, and less of it as a neighbour."""
    form = ACCENTS.sub("", form[:_LONGEST]) or form[:1]
    small = form.casefold().replace("’", "'")
    shape, lists = find_shape(form), find_lists(small)
    kind = f"{shape}/{lists}"
    ends = [f"s{n}:{small[-n:]}" for n in (1, 2, 3, 4)] + [f"p{n}:{small[:n]}" for n in (1, 2, 3, 4)]
    near = [f"k:{kind}", f"w:{small}", f"h:{shape}", f"l:{lists}"]
    here = [*near, *ends, f"f:{form}", *(f"h{end}:{shape}" for end in ends[1:4])]
    if "-" in small[1:-1]:
        here += [f"c:{shape}/{find_lists(part)}" for part in (small.split("-")[0], small.split("-")[-1])]
    beside = [*near, ends[2], ends[1]]
    by_distance = [_encode(*features) for features in (here, beside, near[:2])]
    buckets = tuple(
        tuple([crc32(feature, begun) % N_BUCKETS for feature in by_distance[abs(offset)]])
        for offset, begun in _BEGINNINGS.items()
    )
    return Word(buckets, *map(crc32, _encode(kind, small)))


def _encode(*features: str) -> list[bytes]:
    return [feature.encode("utf-8", "surrogatepass") for feature in features]


def find_shape(form: str) -> str:
    """A few letters for how a form is written.

    >>> [find_shape(form) for form in ("Kari", "kari", "KARI", "K", "Anne-Lise", "4b", "[navn]", ",")]
    ['Xx', 'xx', 'XX', 'X', 'X-X', 'a9', 'mask', ',']
    """
    if not form[0].isalnum():
        return "edge" if form == EDGE else "mask" if len(form) > 1 else form
    if any(character.isdigit() for character in form):
        return "9" if form.isdigit() else "a9"
    if not form[0].isupper():
        return "x" if len(form) == 1 else "xx" if form.islower() else "xX"
    if len(form) == 1:
        return "X"
    if form.isupper():
        return "XX" if len(form) < 5 else "XXX"
    if "-" in form:
        return "X-X" if form.partition("-")[2][:1].isupper() else "X-x"
    return "Xx" if form[1:].islower() else "XxX"


@keep
def find_lists(small: str) -> str:
    """Letters for each list that has a word (in small letters), small ones when only without a genitive's -s."""
    letters = _list_letters().get(small, "")
    base = small.rstrip("'")
    if not letters and base.endswith("s") and len(base) > 3:
        letters = _list_letters().get(base[:-1].rstrip("'"), "").lower()
    if small[:1].isalpha() and is_known(small):
        letters += "w"
    elif len(small) > 5 and small.isalpha() and find_boundaries(small):
        letters += "c"  # a compound of known words: "nødstrøm", but also "solberg"
    if len(small) > 4 and _INSTITUTION.fullmatch(small):
        letters += "i"
    return letters


@keep
def _list_letters() -> dict[str, str]:
    lists = {
        "F": (*read_words("fornavn"), *read_words("fornavn-flere")),
        "D": read_words("fornavn-ord"),
        "S": read_words("etternavn"),
        "P": read_words("steder"),
        "N": read_words("ikke-navn"),
    }
    lists |= {key[:3]: read_entries("foran-navn")[key] for key in BEFORE}
    letters: dict[str, str] = {}
    for letter, words in lists.items():
        for word in {word.casefold() for word in words}:
            letters[word] = letters.get(word, "") + letter
    return letters
