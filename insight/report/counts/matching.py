"""Groups as people name them, read so that respondents and population can be matched: ages, sexes and kretser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

OLDEST = 999
"""In place of an upper age where there is none."""


class Ages(NamedTuple):
    """Whole years from `first` to `last`, both counted."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.last >= OLDEST:
            return f"{self.first}+"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def holds(self, other: Ages) -> bool:
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Ages) -> bool:
        return self.first <= other.last and other.first <= self.last


_YEARS = r"(?:\s*(?:år(?:ing\w*)?|years?(?: old)?))?"
_AGE = r"(\d{1,3})"
_OLDER = r"(?:(?:og|eller|and|or)\s+(?:eldre|over|mer|meir|older)|\+|and over)"
_YOUNGER = r"(?:og|eller|and|or)\s+(?:yngre|under|mindre|younger)"
_UP_TO = r"(?:-|til og med|til|t\.?\s?o\.?\s?m\.?|to|og|and)"
_FORMS = (
    (rf"(?:mellom\s+|fra\s+|between\s+|from\s+)?{_AGE}{_YEARS}\s*{_UP_TO}\s*{_AGE}{_YEARS}", "from to"),
    (rf"{_AGE}{_YEARS}\s*{_OLDER}{_YEARS}", "from"),
    (rf"(?:fra og med|f\.?o\.?m\.?|minst|≥|>=)\s*{_AGE}{_YEARS}", "from"),
    (rf"(?:over|eldre enn|older than|>)\s*{_AGE}{_YEARS}", "over"),
    (rf"{_AGE}{_YEARS}\s*{_YOUNGER}{_YEARS}", "to"),
    (rf"(?:til og med|t\.?o\.?m\.?|inntil|høyst|≤|<=|-)\s*{_AGE}{_YEARS}", "to"),
    (rf"(?:under|yngre enn|younger than|<)\s*{_AGE}{_YEARS}", "under"),
    (rf"{_AGE}{_YEARS}", "at"),
)
_SEXES = {
    "kvinne": ("kvinne", "kvinner", "kvinna", "kvinnelig", "jente", "jenter", "jenta", "k", "female", "women", "woman"),
    "mann": ("mann", "menn", "mannlig", "gutt", "gutter", "guten", "gut", "m", "male", "men", "man"),
}
_OTHER = re.compile(
    r"\b(?:ann(?:et|a|en)|anna|other|ønsk\w*|ynskj\w*|vil ikk?j?e|ik+j?e[- ]?bin\w*|vet ik+e|veit ik+je|uoppgitt|"
    r"prefer|non-?binary|utenfor|utanfor|utenbygds|ikke i kommunen|ikkje i kommunen|annen kommune|hytte\w*)\b"
)
_KRETS = re.compile(r"[\s-]*(?:skole|skule|valg|val|grunn)?krets(?:en)?$")


def tidy(name: str) -> str:
    """Composed (NFC), in small letters, one blank between words and one kind of dash."""
    return " ".join(re.sub(r"[‐‑‒–—−]", "-", unicodedata.normalize("NFC", name)).casefold().split())


def read_ages(name: str) -> Ages | None:
    """The years a group of ages has, as forms and tables write them; None when `name` is no ages.

    >>> [str(read_ages(name)) for name in ("18–29 år", "75+", "under 18", "67 år og eldre", "over 67", "34")]
    ['18-29', '75+', '0-17', '67+', '68+', '34']
    """
    text = tidy(name)
    for pattern, form in _FORMS:
        if match := re.fullmatch(pattern, text):
            first, last = int(match[1]), int(match[match.lastindex or 1])
            ages = {
                "from to": Ages(first, last),
                "from": Ages(first, OLDEST),
                "over": Ages(first + 1, OLDEST),
                "to": Ages(0, last),
                "under": Ages(0, last - 1),
                "at": Ages(first, first),
            }[form]
            return ages if ages.first <= ages.last and first < 150 else None
    return None


def read_bands(names: Iterable[str]) -> Mapping[str, Ages | None]:
    """The ages of each group of one background. «Over 80» beside «67-79» begins at 80: no form leaves out one year."""
    bands = {name: read_ages(name) for name in names}
    for name, ages in bands.items():
        if ages and ages.first and re.match(r"over|eldre|older|>(?!=)", tidy(name)):
            before = Ages(ages.first - 1, ages.first - 1)
            if not any(other.meets(before) for other in bands.values() if other):
                bands[name] = Ages(before.first, OLDEST)
    return bands


def read_sex(name: str) -> str:
    """ "kvinne" or "mann", which are the two that population figures have; else empty."""
    return next((sex for sex, names in _SEXES.items() if tidy(name) in names), "")


def read_krets(name: str) -> str:
    """The name of a krets as it is compared: «Solsida skolekrets» is Solsida."""
    return _KRETS.sub("", tidy(name)) or tidy(name)


def is_other(name: str) -> bool:
    """Whether the group is none that population figures can have, such as «annet» or «bor utenfor kommunen»."""
    return bool(_OTHER.search(tidy(name)))
