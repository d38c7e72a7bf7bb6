"""From a proposed solution to the need it would answer, and the questions left where no need is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from insight.norsk.terms import find_terms
from insight.norsk.tokens import find_words
from insight.norsk.wordlists import keep, read_entries
from insight.tables import BEHOV, INNSPILL, NEED_KINDS, UNPLACED, Behov, Innspill, check, find_withheld, finish

SAME_ANSWER, SAME_THEME, NO_NEED = "samme svar", "samme tema", "uten uttalt behov"

_CHUNK = 500  # solutions compared with the needs of their theme at a time
_NONE: Mapping[str, str] = {}
_REASON = re.compile(
    r"\W*(?:fordi|for|før|førr|siden|sidan|ettersom|da|då|slik|sånn|så|ellers|elles|uten at|utan at|av di|because|so"
    r"|since|otherwise)(?!\w)",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(r"\W*(?:derfor|difor|så|dermed|therefore|so)(?!\w)", re.IGNORECASE)
_POINT = re.compile(r"\n\s*(?:[-–—*•·▪]|\(?\d{1,2}[.)]|[a-e]\))|\n\s*\n")


class _Said(NamedTuple):
    """One statement: its id, its words, and where it stands."""

    behov_id: str
    quote: str
    start: int
    kind: str
    terms: frozenset[str]


def add_links(innspill: Innspill, behov: Behov) -> Behov:
    """`behov` with `answers` and `how` filled in for each løsning (see `link_solutions`), in place of what stood there.

    Raises TableError when a table does not hold what it promises.
    """
    check(innspill, INNSPILL)
    check(behov, BEHOV)
    texts = dict(zip(innspill["innspill_id"], innspill["text"], strict=True))
    links = link_solutions(behov, texts)
    return finish(behov.drop(columns=["answers", "how"]).merge(links, on="behov_id", how="left"), BEHOV)


def link_solutions(behov: pd.DataFrame, texts: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """The need each løsning would answer: behov_id, answers (the need's behov_id, or "") and how; sorted by behov_id.

    `behov` has behov_id, innspill_id, quote, kind, cluster_id, closeness and start; language is used when it is there.
    `how` is "samme svar", "samme tema" or "uten uttalt behov". In the same answer (behov or begge) the need with most
    matter in common is taken; of equals the one a hinge word ties to the solution ("..., fordi ...", "derfor ..."),
    then the nearest, then the one before. With `texts` (innspill_id -> cleaned text) the points of a list, and
    paragraphs, are matters of their own: across them only what shares a word is linked. Else the need of the same
    theme that shares most, rare words counting more; without any word in common there is no need told. It is a
    suggestion of what stands together: a need is never made up. Row order does not matter.
    """
    rows = behov.sort_values(["innspill_id", "start", "behov_id"], ignore_index=True)
    terms = _read_terms(rows)
    links = dict(_link_in_answers(rows, terms, texts))
    links.update(_link_in_themes(rows, terms, links))
    solutions = sorted(rows.loc[rows["kind"] == "løsning", "behov_id"])
    found = [(one, *links.get(one, ("", NO_NEED))) for one in solutions]
    return pd.DataFrame(found, columns=["behov_id", "answers", "how"], dtype="str")


def list_questions(behov: Behov, *, most: int = 20) -> list[str]:
    """The questions for the next round, in bokmål: one line for each solution without a need, most often named first.

    `behov` is as `add_links` gave it; see `list_wishes`.
    """
    return [
        f"«{words}»: Hva er egentlig behovet? ({n} {'svar' if n == 1 else 'svar med de samme ordene'})"
        for words, n in list_wishes(behov, most=most)
    ]


def list_wishes(behov: Behov, *, most: int = 20) -> list[tuple[str, int]]:
    """The solutions nobody has told the need of, each with the number of answers, most often named first.

    Solutions of the same words are one; the words are those that come first in the alphabet. What is withheld
    (`tables.find_withheld`) is left out.
    """
    unlinked = behov[(behov["how"] == NO_NEED) & ~find_withheld(behov)]
    asked: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    for quote, answer in zip(unlinked["quote"], unlinked["innspill_id"], strict=True):
        wordings, answers = asked.setdefault(tuple(find_words(quote.casefold())), (set(), set()))
        wordings.add(" ".join(quote.split()).strip(" .,!;:"))
        answers.add(answer)
    ordered = sorted((-len(answers), min(wordings)) for wordings, answers in asked.values())
    return [(words, -n) for n, words in ordered[:most]]


def _link_in_answers(
    rows: pd.DataFrame, terms: Sequence[frozenset[str]], texts: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    answers: dict[str, list[_Said]] = {}
    columns = (rows[name] for name in ("innspill_id", "behov_id", "quote", "start", "kind"))
    for (innspill_id, behov_id, quote, start, kind), own in zip(zip(*columns, strict=True), terms, strict=True):
        answers.setdefault(innspill_id, []).append(_Said(behov_id, quote, start, kind, own))
    for innspill_id, said in answers.items():
        needs = [at for at, one in enumerate(said) if one.kind in NEED_KINDS]
        for at, one in enumerate(said) if needs else ():
            if one.kind == "løsning" and (need := _choose_need(said, at, needs, texts.get(innspill_id, ""))):
                yield one.behov_id, (need, SAME_ANSWER)


def _choose_need(said: Sequence[_Said], at: int, needs: Sequence[int], text: str) -> str:
    """The id of the need in the answer that the solution at `at` would meet; "" when other points of a list have it."""
    ranked = []
    for other in needs:
        n_shared = len(said[at].terms & said[other].terms)
        if n_shared or not _are_apart(said, at, other, text):
            ranked.append((-n_shared, not _is_tied(said, at, other), abs(other - at), other))
    return said[min(ranked)[-1]].behov_id if ranked else ""


def _is_tied(said: Sequence[_Said], at: int, other: int) -> bool:
    """Whether a hinge word ties them: the reason after the solution, or the solution as the conclusion of the need."""
    if other == at + 1:
        return _REASON.match(said[other].quote) is not None
    return other == at - 1 and _CONCLUSION.match(said[at].quote) is not None


def _are_apart(said: Sequence[_Said], at: int, other: int, text: str) -> bool:
    """Whether a new point of a list, or a paragraph, begins between them."""
    first, last = sorted((at, other))
    between = text[said[first].start : said[last].start]
    return _POINT.search(between) is not None


def _link_in_themes(
    rows: pd.DataFrame, terms: Sequence[frozenset[str]], links: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """The solutions that share a word with a need of their theme, where no need is in the answer."""
    places = np.arange(len(rows))
    is_need = rows["kind"].isin(NEED_KINDS).to_numpy()
    is_left = ((rows["kind"] == "løsning") & ~rows["behov_id"].isin(links)).to_numpy()
    theme_of, ids = rows["cluster_id"].to_numpy(), rows["behov_id"].tolist()
    order = rows.assign(closeness=rows["closeness"].fillna(-1.0)).sort_values(
        ["closeness", "behov_id"], ascending=[False, True]
    )
    ranked = order.index.to_numpy()  # the needs nearest the middle first: of equals the first is taken
    found = {}
    for theme in sorted({*theme_of[is_left]} - {UNPLACED}):
        needs = ranked[(theme_of[ranked] == theme) & is_need[ranked]]
        solutions = places[(theme_of == theme) & is_left]
        for solution, need in _find_nearest([terms[at] for at in solutions], [terms[at] for at in needs]):
            found[ids[solutions[solution]]] = (ids[needs[need]], SAME_THEME)
    return found


def _find_nearest(solutions: Sequence[frozenset[str]], needs: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """(solution, need) by place, for each solution that shares a term: the most alike, by rarity (cosine)."""
    numbers = {term: n for n, term in enumerate(sorted(frozenset().union(*needs)))}
    if not numbers:
        return
    counted = _count(needs, numbers)
    rarity = np.log((1 + len(needs)) / (1 + np.asarray(counted.sum(axis=0)).ravel())) + 1
    weights = counted.multiply(rarity**2).tocsr()
    length = np.sqrt(np.asarray(weights.sum(axis=1)).ravel())
    length[length == 0] = 1
    for start in range(0, len(solutions), _CHUNK):
        alike = (_count(solutions[start : start + _CHUNK], numbers) @ weights.T).toarray() / length
        for at, (best, most) in enumerate(zip(alike.argmax(axis=1), alike.max(axis=1), strict=True)):
            if most > 0:
                yield start + at, int(best)


def _count(statements: Sequence[frozenset[str]], numbers: Mapping[str, int]) -> csr_matrix:
    known = [sorted(numbers[term] for term in terms if term in numbers) for terms in statements]
    ends = np.cumsum([0, *map(len, known)])
    columns = np.array([n for row in known for n in row], dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(known), len(numbers)))


def _read_terms(rows: pd.DataFrame) -> list[frozenset[str]]:
    languages = rows["language"] if "language" in rows else [""] * len(rows)
    return [
        frozenset(key for word in find_words(quote) for key in _list_keys(word.casefold(), language))
        for quote, language in zip(rows["quote"], languages, strict=True)
    ]


@keep
def _list_keys(word: str, language: str) -> tuple[str, ...]:
    """The lemma of a word that names a matter, and those of its parts."""
    dull = read_entries("ord-uten-sak")["fyll"]
    return tuple(term.key for term in find_terms(word, language) if term.key not in dull)
