"""Mojibake: letters that an earlier program stored with the wrong encoding, turned back where that is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insight.innspill.sheets import Cell, Record

MIN_LOST = 3
MAX_TIMES = 4
_GLYPHS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_AS_BYTES = str.maketrans({glyph: chr(code) for code, glyph in _GLYPHS.items() if glyph})
_HIGH = "\u0080-\u00bf" + "".join(_GLYPHS.values())
_ONE = (
    rf"Ã[{_HIGH}]|Â[\u0080-\u00bf]|â[€‚„†ˆ˜™œ\u0080-\u009f][{_HIGH}]|ð[Ÿ\u009f][{_HIGH}]{{2}}"
    "|ï¸\u008f|Ë[†œ]|Å[¡¾]|Ä\u008d"
)
"""A letter of UTF-8 that was read as Windows-1252 or Latin-1."""
_MOJIBAKE, _RUNS = re.compile(_ONE), re.compile(f"(?:{_ONE})+")
_OTHERS = {
    letter.encode().decode(codec): letter for codec in ("mac_roman", "cp850", "cp437") for letter in "æøåÆØÅéöä–’“”"
}
"""UTF-8 that was read as Mac Roman or a DOS encoding."""
_OTHER = re.compile("|".join(map(re.escape, sorted(_OTHERS, key=len, reverse=True))))
_LEADS = tuple({"Ã", "Â", "â", "ð", "Ë†", "Ëœ", "Å¡", "Å¾", "Ä\u008d", *(wrong[0] for wrong in _OTHERS)})
_LOST = re.compile(r"(?<![^\s\"'(;,])[A-Za-zæøåÆØÅ]+\?[a-zæøå]+(?![^\s\"').,:;!?])")


def repair(text: str) -> tuple[str, int]:
    """The text without mojibake, and how many letters were repaired; correct Norwegian text is never changed.

    A line that is UTF-8 all through when it is stored as Windows-1252 is turned back whole; else only the pairs and
    triples that nobody writes.

    >>> repair("SkoleveienÂ\u00a0pÃ¥ BjÃƒÂ¸rkÃ¥sen â€“ ja")
    ('Skoleveien\\xa0på Bjørkåsen – ja', 5)
    """
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return text, 0
    lines = [_repair_line(line) for line in text.split("\n")]
    return "\n".join(line for line, _ in lines), sum(n_repaired for _, n_repaired in lines)


def repair_records(records: Sequence[Record]) -> tuple[list[Record], int]:
    """The records of a sheet, headers too, without mojibake, and how many letters were repaired."""
    repaired: list[Record] = []
    n_repaired = 0
    for row, cells in records:
        if any(isinstance(cell, str) and not cell.isascii() for cell in cells):
            pairs: list[tuple[Cell, int]] = [repair(cell) if isinstance(cell, str) else (cell, 0) for cell in cells]
            n_repaired += sum(n for _, n in pairs)
            cells = [cell for cell, _ in pairs]
        repaired.append((row, cells))
    return repaired, n_repaired


def tell_lost(text: str) -> list[str]:
    """What was lost before the file came here and cannot be repaired: signs that stand for a lost letter."""
    told = []
    if n_lost := text.count("\ufffd"):
        told.append(f"{n_lost} tegn kan ikke leses og står som �")
    n_words = len(_LOST.findall(text)) if "?" in text else 0
    if n_words >= MIN_LOST and n_words > sum(map(text.count, "æøåÆØÅ")):
        told.append(f"«?» står inne i {n_words} ord: trolig er æ, ø og å gått tapt. Hent eksporten på nytt")
    return told


def _repair_line(line: str) -> tuple[str, int]:
    if line.isascii() or not (_MOJIBAKE.search(line) or _OTHER.search(line)):
        return line, 0
    whole = _read_again(line)
    n_repaired = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal n_repaired
        right = _OTHERS.get(match.group()) or _read_again(match.group())
        n_repaired += len(right) if right != match.group() else 0
        return right

    right = _OTHER.sub(replace, _RUNS.sub(replace, whole))
    return right, n_repaired if whole == line else sum(not sign.isascii() for sign in right)


def _read_again(text: str) -> str:
    """The text stored as Windows-1252 and read as UTF-8, as long as that goes and some mojibake is left."""
    for _ in range(MAX_TIMES):
        if not _MOJIBAKE.search(text):
            break
        try:
            text = text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return text
