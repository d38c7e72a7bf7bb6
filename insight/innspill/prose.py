"""Telling answers in people's own words from options, numbers and codes, by looking at a whole column."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from insight.innspill.sheets import Cell, cell_text
from insight.norsk.nonanswers import is_nonanswer

_CODE = re.compile(
    r"[\W\d_]*"  # numbers, dates, clock times, ratings
    r"|(?=\S*\d)\S+"  # A1, R_2YPOQ602, 2023-06-12T13:33
    r"|[^/\\]{1,200}\.(?:png|jpe?g|gif|heic|pdf|docx?|xlsx?|pptx?|txt|csv|mp4|mov|zip)"
    r"|(?:https?://|www\.)\S+|(?=\S*@)\S+"
    r"|[\[{].*[\]}]",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = re.compile(r"[;|\n]|, ?")
_RATING = re.compile(r"-?\d{1,2}(?:[.,]0)?")
_YES_NO = frozenset(("ja", "nei", "yes", "no", "y", "n", "true", "false", "sant", "usann", "x", "0", "1"))
LONG = 4
"""Words in an answer that is hardly an option."""
MANY = 200
"""Different pieces that nobody has offered as options, however often each is given."""
LOOKED_AT = 2000
"""Cells of a column that are looked at."""


class Contents(NamedTuple):
    """What stands in a column: cells that are filled, how many differ, and texts drawn from it with their counts."""

    n_filled: int
    n_distinct: int
    sample: Counter[str]


def look_at(cells: Iterable[Cell]) -> Contents:
    counts: Counter[Cell] = Counter(cells)
    blank = [cell for cell in counts if cell.__class__ is str and not cell.strip()]
    for cell in blank:
        del counts[cell]
    drawn = draw(counts, LOOKED_AT)
    sample = _count_texts((cell_text(cell), times) for cell, times in drawn.items())
    return Contents(counts.total(), len(sample) if drawn is counts else len(counts), sample)


def draw(counts: Counter[Any], wanted: int) -> Counter[Any]:
    """About as many cells as wanted, each text in its proportion; the same cells whatever the order of the rows.

    A text that should have a fraction of a cell has it or not by its own fingerprint.
    """
    total = counts.total()
    if total <= wanted:
        return counts
    share = (wanted << 32) / total
    lucky = ((cell, times) for cell, times in counts.items() if _fingerprint(cell) < share * times)
    drawn: Counter[Any] = Counter()
    for cell, times in lucky:
        whole, rest = divmod(times * wanted, total)
        drawn[cell] = whole + (_fingerprint(cell) * total < rest << 32)
    return drawn


def _fingerprint(cell: Cell) -> int:
    """A whole number under 2**32, the same on every machine."""
    return crc32((cell if cell.__class__ is str else cell_text(cell)).encode("utf-8", "surrogatepass"))


def is_prose(values: Iterable[str] | Mapping[str, int], *, generous: bool = False) -> bool:
    """Whether the filled cells of a column (or texts with their counts) look like answers in people's own words.

    Options repeat, alone or joined in lists; long answers hardly ever do. So a column is prose when at least
    a fifth of it is long answers of many kinds. `generous` is for columns known to be answers to questions:
    there, short ones count too when nearly all of them differ ("buss", "mer lys").
    """
    filled = _count_texts(Counter(values).items())
    said = Counter({text: times for text, times in filled.items() if not _CODE.fullmatch(text)})
    if said.total() * 2 <= filled.total():
        return False
    long = Counter({text: times for text, times in said.items() if len(text.split()) >= LONG})
    if long.total() * 5 >= said.total() and _is_varied(long, share=0.5 if generous else 0.6):
        n_words = sum(len(text.split()) * times for text, times in said.items())
        return generous or n_words >= 3 * said.total()
    short = Counter({text: times for text, times in said.items() if not is_nonanswer(text)})
    return generous and bool(short) and _is_varied(short, share=0.8)


def is_code(values: Mapping[str, int]) -> bool:
    """Whether at least half of the cells are numbers, times, names of files, addresses or other codes."""
    n_codes = sum(times for text, times in values.items() if _CODE.fullmatch(text))
    return n_codes * 2 >= sum(values.values())


def find_choice(values: Mapping[str, int]) -> str:
    """Gives "enkeltvalg" or "flervalg" when the texts (with their counts) are options that repeat, else "".

    Yes and no, and ratings of at most two digits, are options however few they are.
    """
    if not values:
        return ""
    if is_marked_list(values) or any(_is_list_of_options(values, mark) for mark in ("[", ";", ", ")):
        return "flervalg"
    n_filled, shown = sum(values.values()), {text.casefold() for text in values}
    is_rating = len(shown) <= 11 and all(map(_RATING.fullmatch, shown))
    repeats = len(shown) * 2 <= n_filled and len(shown) <= MANY and not all(map(_CODE.fullmatch, shown))
    return "enkeltvalg" if shown <= _YES_NO or is_rating or repeats else ""


def is_marked_list(values: Mapping[str, int]) -> bool:
    """Whether a tool has joined the texts from options: JSON lists, or a semicolon after each option."""
    n_marked = sum(
        times
        for text, times in values.items()
        if text.endswith(";") or (text.startswith("[") and split_options(text, "[") != [text])
    )
    n_filled = sum(values.values())
    return n_filled > 1 and n_marked * 5 >= n_filled * 4


def split_options(text: str, mark: str = "") -> list[str]:
    """The options somebody chose: ["A", "B"], A;B; or A, B. `mark` "[", ";" or ", " tries that way only."""
    if mark in ("", "[") and text.startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = None
        if isinstance(listed, list) and all(isinstance(option, str) for option in listed):
            return [option.strip() for option in listed if option.strip()]
    signs = (mark,) if mark else (";", ", ")
    sign = next((sign for sign in signs if sign != "[" and sign in text), None)
    return [part.strip() for part in text.split(sign) if part.strip()] if sign else [text]


def _is_list_of_options(values: Mapping[str, int], mark: str) -> bool:
    """Whether the texts are lists of pieces that come again in other lists: "Ja, ofte" and "Nei, aldri" are not."""
    split = {text: split_options(text, mark) for text in values}
    n_marked = sum(times for text, times in values.items() if mark in text and split[text] != [text])
    pieces: Counter[str] = Counter()
    for text, times in values.items():
        pieces.update({piece: times for piece in split[text]})
    if n_marked * 20 < sum(values.values()) or len(pieces) > MANY or len(pieces) * 2 > pieces.total():
        return False
    return bool(n_marked) and (mark != ", " or len(pieces) < len(values))


def _count_texts(counted: Iterable[tuple[str, int]]) -> Counter[str]:
    texts: Counter[str] = Counter()
    for value, times in counted:
        if text := value.strip():
            texts[text] += times
    return texts


def _is_varied(values: Mapping[str, int], *, share: float) -> bool:
    """Whether most pieces of the values stand once, or are more than anybody offers to choose from."""
    pieces: Counter[str] = Counter()
    for text, times in values.items():
        for piece in _PIECES.split(text):
            if piece.strip():
                pieces[piece.strip().casefold()] += times
    return len(pieces) >= MANY or (bool(pieces) and len(pieces) / pieces.total() >= share)
