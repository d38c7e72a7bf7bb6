"""Keywords of a theme: the words that set it apart, as people wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from insight.norsk.stems import find_stemmed_words

KEYWORDS = 5


def find_keywords(themes: Mapping[int, Iterable[str]]) -> dict[int, list[str]]:
    """Up to five words for each theme (id -> its texts), the most telling first.

    Class-based TF-IDF (Grootendorst 2022): how often the stem is used in the theme, times log(1 + average words of a
    theme / its use in all). A stem counts once a statement, and is shown in the form people used most in that theme.
    """
    counts: dict[int, Counter[str]] = {}
    forms: dict[int, dict[str, Counter[str]]] = {}
    for theme, texts in themes.items():
        counts[theme], forms[theme] = Counter(), {}
        for text in texts:
            for stem, word in dict.fromkeys(find_stemmed_words(text)):
                counts[theme][stem] += 1
                forms[theme].setdefault(stem, Counter())[word] += 1
    total = sum(counts.values(), Counter())
    average = total.total() / max(1, len(counts))
    return {
        theme: [
            max(forms[theme][stem].items(), key=lambda item: (item[1], item[0]))[0]
            for stem, n in sorted(
                stems.items(), key=lambda item: (-item[1] * log(1 + average / total[item[0]]), item[0])
            )
        ][:KEYWORDS]
        for theme, stems in counts.items()
    }
