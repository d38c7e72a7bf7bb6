"""Small made-up labelled files, and finders so simple that every figure can be counted by hand."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from insight.evaluation import Finders, read_labelled

HEADERS = ("svar_id", "målform", "svar", "utsagn", "start", "type", "hvem", "tema", "personopplysninger", "merker")
GROUPS = ("barn", "unge", "eldre")


class Told(NamedTuple):
    kind: str
    cue: str = ""
    sure: str = "sikker"


def by_sign(statement):
    """ "!" is a løsning, "takk" ros, anything else a behov."""
    if "!" in statement:
        return Told("løsning", "!")
    return Told("ros", "takk", "usikker") if "takk" in statement.casefold() else Told("behov")


def always_need(statement):
    return Told("behov")


def split_at_stops(text, recognize):
    spans, start = [], 0
    for part in text.split(". "):
        spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def who_is_named(statement, kind):
    found = tuple(group for group in GROUPS if group in statement.casefold())
    return found, "; ".join(found)


def find_digits(texts):
    """Masks every run of eight digits."""
    import re

    return [[(match.start(), match.end(), "telefon") for match in re.finditer(r"\d{8}", text)] for text in texts]


def by_first_word(statements):
    firsts = sorted({quote.split()[0] for quote in statements["quote"]})
    return [firsts.index(quote.split()[0]) + 1 for quote in statements["quote"]]


def no_themes(statements):
    return [0] * len(statements)


@pytest.fixture
def finders():
    recognizers = {"modell": by_sign, "alltid behov": always_need}
    return Finders(recognizers, split_at_stops, who_is_named, find_digits, by_first_word)


@pytest.fixture
def read():
    def give(rows, headers=HEADERS):
        grid = [(1, headers), *((number, row) for number, row in enumerate(rows, start=2))]
        return read_labelled([grid], "merket.csv", groups=GROUPS, sha256="ab" * 32)

    return give
