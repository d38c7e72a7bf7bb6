"""Keywords of a theme: the words that set it apart, as people wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from insight.norsk.nouns import is_noun, names_no_matter
from insight.norsk.terms import find_terms
from insight.norsk.vectors import look_up as look_up_vectors
from insight.norsk.wordlists import read_entries, read_word_set

KEYWORDS, ENOUGH = 6, 3
"""Words of a theme at most; and how many are enough, so that worse ones are left out."""
CANDIDATES = 40
"""Words of a theme that are compared by meaning; the rest weigh too little to come in."""
SEVERAL, FEW = 3, 2
"""Answers a keyword should stand in; and where a theme has not enough such words, must."""
OWN = 1.25
"""How much larger a theme's share of a word must be than its share of all words, for the word to be its own."""
NO_NOUN, NAME, NOT_FIRST = 0.5, 0.5, 0.25
"""What a word counts (of 1) that is no noun, that is a name, and that names no matter alone."""
SAME, NEARNESS = 0.75, 0.3
"""Cosine from which two words say the same; and how much likeness to a chosen word takes from the next."""


@dataclass
class _Word:
    """One lemma in one theme: whose answers it stands in, in which forms, and the parts it is made of."""

    key: str
    answers: set[object] = field(default_factory=set)
    inside: Counter[str] = field(default_factory=Counter)  # as written, where a capital is the word's own
    opening: Counter[str] = field(default_factory=Counter)  # in small letters, where a capital may be the sentence's
    parts: set[str] = field(default_factory=set)
    weight: float = 0.0
    tier: int = 0  # 0 the best; lower tiers only where there are not enough words above

    def show(self) -> str:
        """The form people used most, the shortest of equals; a genitive (skolens) only where there is no other."""
        forms: Counter[str] = self.opening.copy()
        for form, n in self.inside.items():
            forms[form.casefold()] += n
        best = min(forms, key=lambda form: (self._is_genitive(form), -forms[form], len(form), form))
        spellings = [form for form in self.inside if form.casefold() == best]
        return min(spellings, key=lambda form: (-self.inside[form], form), default=best)

    def _is_genitive(self, form: str) -> bool:
        return form.endswith(("ens", "ets", "nes")) and form[:-1] != self.key and not self.key.endswith("s")


def find_keywords(themes: Mapping[int, Iterable[Sequence[str]]]) -> dict[int, list[str]]:
    """Up to six words for each theme: the most telling, then nouns, then the others.

    `themes` has for each id its statements: text, language and, where it is known, whose answer it is; without that,
    each statement counts as an answer of its own. The weight is class-based TF-IDF (Grootendorst 2022): the answers of
    the theme with the lemma, times log(1 + average words of a theme / its use in all); then times the share of its use
    that is in this theme, and the more the nearer its general vector lies to the theme's. Words that are no nouns count
    less, and words that name no matter alone (`ord-uten-sak.txt`) never come first. They are chosen one by one by
    maximal marginal relevance (Carbonell and Goldstein 1998), so that they differ: never two that mean the same, nor a
    word beside its compound. A word that one answer has, that all themes share or that is mere filler comes only where
    a theme has not three others. Words are shown in the form people used most, compounds whole; two målformer of a
    word are one lemma. No word is the first of two themes, where a theme has another.
    """
    themes_words = {theme: _count(statements) for theme, statements in themes.items()}
    total: Counter[str] = Counter()
    for words in themes_words.values():
        total.update({word.key: len(word.answers) for word in words})
    chosen: dict[int, list[str]] = {}
    firsts: set[str] = set()
    for theme, words in themes_words.items():
        _weigh(words, total, len(themes_words))
        keywords = _choose(words)
        first = min(keywords, key=lambda word: (names_no_matter(word.key), word.key in firsts), default=None)
        keywords.sort(key=lambda word: (word is not first, names_no_matter(word.key), not is_noun(word.key)))
        firsts.update(word.key for word in keywords[:1])
        chosen[theme] = [word.show() for word in keywords]
    return chosen


def _count(statements: Iterable[Sequence[str]]) -> list[_Word]:
    words: dict[str, _Word] = {}
    for number, (text, language, *answer) in enumerate(statements):
        word = None
        for term in find_terms(text, language):
            if term.is_part:
                if word is not None:
                    word.parts.add(term.key)
                continue
            word = None
            opens = text.isupper() or (_begins_sentence(text, term.word) and not term.word.isupper())
            if opens or not _is_first_name(term.word):
                word = words.setdefault(term.key, _Word(term.key))
                word.answers.add(answer[0] if answer else number)
                forms, form = (word.opening, term.word.casefold()) if opens else (word.inside, term.word)
                forms[form] += 1
    return list(words.values())


def _begins_sentence(text: str, word: str) -> bool:
    at = text.find(word)
    return at <= 0 or text[:at].rstrip()[-1:] in ("", ".", "!", "?", ":", "-", "«", '"')


def _is_first_name(word: str) -> bool:
    """A person is never what a theme is about, even where the masking missed the name."""
    return word in read_word_set("fornavn") and word.casefold() not in read_word_set("fornavn-ord")


def _weigh(words: Sequence[_Word], total: Counter[str], n_themes: int) -> None:
    """Give each word of a theme its weight and its tier."""
    average = total.total() / n_themes
    share_of_all = sum(len(word.answers) for word in words) / max(1, total.total())
    for word in words:
        n, share = len(word.answers), len(word.answers) / total[word.key]
        word.weight = n * log(1 + average / total[word.key]) * share * _rate(word)
        is_own = share > OWN * share_of_all and word.key not in read_entries("ord-uten-sak")["fyll"]
        word.tier = (0 if n >= SEVERAL else 1 if n >= FEW else 3) if is_own else 2 if n >= FEW else 4


def _rate(word: _Word) -> float:
    if names_no_matter(word.key):
        return NOT_FIRST
    if word.show()[:1].isupper():
        return NAME
    return 1.0 if is_noun(word.key) else NO_NOUN


def _choose(words: Iterable[_Word]) -> list[_Word]:
    """The keywords: tier by tier until there are enough, each the best of those left when what is chosen is known."""
    ranked = sorted(words, key=lambda word: (word.tier, -round(word.weight, 6), word.key))[:CANDIDATES]
    vectors = look_up_vectors([word.key for word in ranked])
    alike = np.maximum(vectors @ vectors.T, 0)
    weights = np.array([word.weight for word in ranked])
    middle = weights @ vectors
    worth = weights * (1 + np.maximum(vectors @ middle / (float(np.sqrt(middle @ middle)) or 1.0), 0))
    chosen: list[int] = []
    for tier in range(5):
        left = [at for at, word in enumerate(ranked) if word.tier == tier]
        most = KEYWORDS if tier == 0 else ENOUGH
        while True:
            left = [at for at in left if not any(_say_the_same(ranked, alike, at, other) for other in chosen)]
            if not left or (len(chosen) >= most and not all(names_no_matter(ranked[at].key) for at in chosen)):
                break
            loss = NEARNESS * alike[:, chosen].max(axis=1, initial=0)
            chosen.append(min(left, key=lambda at: (-round(float(worth[at] * (1 - loss[at])), 6), ranked[at].key)))
    return [ranked[at] for at in chosen[:KEYWORDS]]


def _say_the_same(words: Sequence[_Word], alike: np.ndarray, one: int, other: int) -> bool:
    """Whether two words are one, mean the same, or one is a part of the other."""
    is_part = words[one].key in words[other].parts or words[other].key in words[one].parts
    return one == other or is_part or bool(alike[one, other] >= SAME)
