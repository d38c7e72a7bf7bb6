"""Keywords of a theme: the words that set it apart, as people wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from insight.norsk.terms import find_terms

KEYWORDS = 6
MOST_SHARED = 2
"""Statements a keyword must stand in, where the theme has any such."""


def find_keywords(themes: Mapping[int, Iterable[tuple[str, str]]]) -> dict[int, list[str]]:
    """Up to six words for each theme (id -> its (text, language) pairs), the most telling first.

    Class-based TF-IDF (Grootendorst 2022): in how many statements of the theme the lemma stands, times log(1 + average
    words of a theme / its use in all). A lemma is shown in the form people used most, compounds whole; two målformer
    of one word are one lemma. A word that holds one already chosen (skolevei beside skole) stands back, so that the
    words differ, and no word is the first of two themes.
    """
    counts, forms = {}, {}
    for theme, statements in themes.items():
        counts[theme], forms[theme] = _count(statements)
    total = sum(counts.values(), Counter[str]())
    average = total.total() / max(1, len(counts))
    chosen: dict[int, list[str]] = {}
    firsts: set[str] = set()
    for theme, uses in counts.items():
        weight = {key: n * log(1 + average / total[key]) for key, n in uses.items()}
        ranked = sorted(uses, key=lambda key: (uses[key] < MOST_SHARED, -weight[key], key))
        words = _choose_apart(
            [max(forms[theme][key].items(), key=lambda form: (form[1], form[0]))[0] for key in ranked]
        )
        words.sort(key=lambda word: word in firsts)
        firsts.add(words[0] if words else "")
        chosen[theme] = words
    return chosen


def _count(statements: Iterable[tuple[str, str]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """In how many statements each lemma stands, and how often in which form."""
    uses: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text, language in statements:
        for key, word in {term.key: term.word for term in find_terms(text, language) if not term.is_part}.items():
            uses[key] += 1
            forms.setdefault(key, Counter())[_as_inside_a_sentence(text, word)] += 1
    return uses, forms


def _commonest(forms: Counter[str]) -> str:
    return max(forms, key=lambda form: (forms[form], form))


def _as_inside_a_sentence(text: str, word: str) -> str:
    """The word in small letters where its capital may only be the sentence's; a name keeps its own."""
    at = text.find(word)
    begins = at <= 0 or text[:at].rstrip()[-1:] in ("", ".", "!", "?", ":", "-", "«", '"')
    return word.lower() if begins or word.isupper() else word


def _choose_apart(words: Iterable[str]) -> list[str]:
    chosen: list[str] = []
    for word in words:
        small = word.casefold()
        if len(chosen) < KEYWORDS and not any(
            small in other.casefold() or other.casefold() in small for other in chosen
        ):
            chosen.append(word)
    return chosen
