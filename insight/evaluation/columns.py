"""The columns of a labelled file, and the words for what stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from insight.tables import KINDS

STATEMENT, ANSWER, TEXT, START = "utsagn", "svar_id", "svar", "start"
KIND, WHO, LANGUAGE, THEME, MARKED, REMARKS = "type", "hvem", "målform", "tema", "personopplysninger", "merker"
LONGEST = 30
"""Signs of a cell that an error repeats: what stands in the wrong column may be what somebody wrote."""
COLUMNS = (ANSWER, LANGUAGE, TEXT, STATEMENT, START, KIND, WHO, THEME, MARKED, REMARKS)
_ALIASES = {
    STATEMENT: ("statement", "quote", "sitat", "setning"),
    ANSWER: ("svarid", "svarnummer", "id", "answer_id", "innspill_id"),
    TEXT: ("answer", "text", "tekst", "svartekst", "hele svaret"),
    START: ("begin", "plass"),
    KIND: ("kind", "slag", "kode", "label"),
    WHO: ("who", "gruppe", "grupper", "hvem gjelder det"),
    LANGUAGE: ("language", "maalform", "malform", "språk"),
    THEME: ("theme", "cluster"),
    MARKED: ("personal", "maskering", "masked", "merket tekst"),
    REMARKS: ("merke", "flags", "kommentar"),
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}
_KINDS = {
    "behov": ("b", "need"),
    "løsning": ("l", "loesning", "losning", "løysing", "solution"),
    "begge": ("bl", "both", "behov og løsning"),
    "ros": ("r", "praise"),
    "klage": ("k", "complaint"),
    "ikke svar": ("i", "ikkje svar", "ikke-svar", "ikke_svar", "non-answer", "no answer"),
}
_KIND_NAMES = {alias: kind for kind, aliases in _KINDS.items() for alias in (kind, *aliases)}
_LANGUAGES = {
    "bokmål": ("nb", "nob", "bm", "bokmaal", "no"),
    "nynorsk": ("nn", "nno"),
    "dialekt": ("dia", "talemål"),
    "engelsk": ("en", "eng", "english"),
}
_LANGUAGE_NAMES = {alias: name for name, aliases in _LANGUAGES.items() for alias in (name, *aliases)}


def name_column(header: str) -> str:
    """The column a header stands for, whatever the case; "" for one that is none of ours."""
    return _NAMES.get(fold(header), "")


def read_kind(word: str) -> str:
    """One of tables.KINDS, "" for an empty cell. Raises ValueError, in bokmål, for any other word."""
    if word and fold(word) not in _KIND_NAMES:
        raise ValueError(f"ukjent type «{word[:LONGEST]}».{suggest(word, KINDS)}")
    return _KIND_NAMES.get(fold(word), "")


def read_language(word: str) -> str:
    """The målform as a reader calls it; one we do not know as it is written."""
    return _LANGUAGE_NAMES.get(fold(word), word)


def read_who(cell: str, groups: Sequence[str]) -> frozenset[str]:
    """The groups in a cell, ";" between them. Raises ValueError, in bokmål, for one that is not among `groups`."""
    known = {fold(group): group for group in groups}
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    strange = [part for part in parts if fold(part) not in known]
    if strange:
        raise ValueError(f"ukjent gruppe «{strange[0][:LONGEST]}».{suggest(strange[0], groups)}")
    return frozenset(known[fold(part)] for part in parts)


def suggest(word: str, known: Sequence[str]) -> str:
    """Which of the known words was meant, or what there is to choose from."""
    close = get_close_matches(fold(word), known, n=1, cutoff=0.6)
    return f" Mente du «{close[0]}»?" if close else f" Kjente er {', '.join(known)}."


def fold(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("\ufeff", "").split())


def clean(cell: str) -> str:
    """A cell as the program reads text: composed (NFC), with one sort of line break; offsets count in this."""
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n"))
