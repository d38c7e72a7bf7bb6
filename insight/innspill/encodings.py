"""From bytes to text: which encoding it is, by evidence, and what had to be mended."""

from __future__ import annotations

import re
from collections import Counter

from insight.errors import ReadError
from insight.innspill.mojibake import repair, tell_lost

LEGACY = ("cp1252", "mac_roman", "cp850")
"""Windows, old Macs and DOS, in the order they win when the evidence is level. æ, ø and å are the same in cp865."""
MAX_CONTROLS = 0.005
FEW_CONTROLS = 10
SAMPLE = 4096
LARGE = 5_000_000
"""So much tells which encoding it is."""
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "cp850 (DOS)"}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KINDS = (
    (b"\x89PNG", "et bilde"),
    (b"\xff\xd8\xff", "et bilde"),
    (b"GIF8", "et bilde"),
    (b"%PDF-", "en PDF"),
    (b"\x1f\x8b", "en pakket fil"),
    (b"7z\xbc\xaf", "en pakket fil"),
    (b"Rar!", "en pakket fil"),
)
_MARKUP = (
    ("<!doctype html", "en nettside"),
    ("<html", "en nettside"),
    ("<?xml", "XML"),
    ("{\\rtf", "rik tekst (RTF)"),
)
_CONTROLS = bytes({*range(1, 32), 127} - {*b"\t\n\v\f\r\x1a\x1b"})
_SAVE_AS = "Åpne filen i Excel og lagre den som «CSV UTF-8»."

_UTF8 = re.compile(rb"(?:[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x9f][\x80-\xbf]|\xef\xb8\x8f|\xf0\x9f[\x80-\xbf]{2})+")
"""Letters, signs and emoji as UTF-8 has them, which no text in another encoding holds."""
_RUN = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")


def decode_text(content: bytes, source: str) -> tuple[str, str, list[str]]:
    """The text, its encoding, and in bokmål what was not as it should be: nothing is replaced without being told.

    By its byte order mark, by where the zeros of UTF-16 are, or as UTF-8 when all of it is that. Else bytes that only
    UTF-8 writes are read as UTF-8, and the others as the encoding of LEGACY that gives most letters inside words.
    Mojibake is repaired. Raises ReadError for an empty file, and for one that is no text.
    """
    marked = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "") or _find_utf16(content)
    if marked == "utf-16" and not content.count(0):  # text in our letters has zeros: the mark was put on something else
        content, marked = content[2:], ""
    if not marked:
        refuse_binary(content, source)
    text, encoding, notes = _decode(content, marked, source)
    n_nulls = text.count("\0")
    if n_nulls:
        text = text.replace("\0", "")
        notes.append(f"{n_nulls} nulltegn er tatt bort; filen kan være skadd")
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError(f"{source}: filen er tom. Hent den på nytt, eller slett den.")
    begins = text[:1000].lstrip("\ufeff \t\r\n").casefold()
    if kind := next((kind for sign, kind in _MARKUP if begins.startswith(sign)), ""):
        raise ReadError(
            f"{source}: er {kind}, ikke en fil med svar. Hent eksporten på nytt; logg inn først, om det er det siden "
            "ber om. Et dokument åpner du og lagrer som .docx eller .xlsx."
        )
    text, n_repaired = repair(text)
    if n_repaired:
        notes.append(f"{n_repaired} tegn var lagret med feil tegnsett og er rettet")
    notes += tell_lost(text)
    return (text if "\n" in text else text.replace("\r", "\n")), encoding, notes


def _find_utf16(content: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of Western text is zero, and none of the others."""
    sample = content[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    few, most = len(sample) * 0.02, len(sample) * 0.35
    if odd >= most and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even >= most and odd <= few else ""


def refuse_binary(content: bytes, source: str) -> None:
    kind = next((kind for magic, kind in _KINDS if content.startswith(magic)), "")
    n_signs = len(content) - content.count(0)
    n_controls = n_signs - len(content.translate(None, b"\0" + _CONTROLS))
    is_binary = n_controls > FEW_CONTROLS and n_controls > n_signs * MAX_CONTROLS
    if kind or is_binary or n_controls > n_signs / 10 or n_signs < len(content) / 10:
        raise ReadError(f"{source}: er ikke en tekstfil, men {kind or 'noe annet'}. Hent eksporten på nytt.")


def _decode(content: bytes, marked: str, source: str) -> tuple[str, str, list[str]]:
    encoding = marked or "utf-8"
    try:
        return content.decode(encoding), encoding, []
    except UnicodeDecodeError as error:
        first = content[: error.start]
        is_cut = error.reason == "unexpected end of data" and not first.isascii() and _is_utf8(first)
    if encoding.startswith("utf-8") and not is_cut:
        if _is_utf8(content, "surrogatepass"):
            return _join_surrogates(content.decode(encoding, "surrogatepass")), encoding, []
        return _decode_legacy(content.removeprefix(b"\xef\xbb\xbf"), source)
    try:
        return _join_surrogates(content.decode(encoding, "surrogatepass")), encoding, []
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: filen er ødelagt eller bare delvis lastet ned. Hent den på nytt.") from error


def _is_utf8(content: bytes, errors: str = "strict") -> bool:
    try:
        content.decode("utf-8", errors)
    except UnicodeDecodeError:
        return False
    return True


def _join_surrogates(text: str) -> str:
    """Emoji that were stored in two halves made whole; a half alone cannot be read."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _decode_legacy(content: bytes, source: str) -> tuple[str, str, list[str]]:
    """Text that is not UTF-8, or only here and there."""
    is_mixed = bool(_UTF8.search(content))
    sample = content if content[:LARGE].isascii() else content[:LARGE]
    runs = Counter(_RUN.findall(_UTF8.sub(b" ", sample)))
    scores = {codec: _weigh(runs, codec) for codec in LEGACY}
    best = max(LEGACY, key=scores.__getitem__)
    codec = best if scores[best] > 0 else LEGACY[0]
    n_unknown = sum(n * run.decode(codec, "replace").count("\ufffd") for run, n in runs.items())
    if n_unknown and scores[codec] < 0:
        raise ReadError(f"{source}: tegnsettet er verken UTF-8 eller Windows-1252, Mac Roman eller DOS. {_SAVE_AS}")
    notes = []
    if scores[codec] < 0:
        notes.append(f"tegnsettet er usikkert; filen er lest som {_NAMES[codec]}: se etter rare tegn i svarene")
    elif is_mixed:
        notes.append(f"blandet tegnsett: noe er UTF-8 og noe {_NAMES[codec]}; begge deler er lest")
    elif codec != LEGACY[0]:
        notes.append(f"tegnsett {_NAMES[codec]} gjenkjent")
    if not is_mixed:
        return content.decode(codec, "replace"), codec, notes
    lines = [line.decode() if _is_utf8(line) else _decode_pieces(line, codec) for line in content.split(b"\n")]
    return "\n".join(lines), f"utf-8 og {codec}", notes


def _decode_pieces(line: bytes, codec: str) -> str:
    """A line where some letters are UTF-8 and some are not."""
    text, end = "", 0
    for match in _UTF8.finditer(line):
        text += line[end : match.start()].decode(codec, "replace") + match.group().decode("utf-8", "replace")
        end = match.end()
    return text + line[end:].decode(codec, "replace")


def _weigh(runs: Counter[bytes], codec: str) -> int:
    """How well the bytes above ASCII read as Norwegian: æ, ø and å where a letter can stand, no signs inside words."""
    score = 0
    for run, n in runs.items():
        text = f" {run.decode(codec, 'replace')} "
        for before, sign, after in zip(text, text[1:], text[2:], strict=False):
            if not sign.isascii():
                score += n * _judge(before, sign, after)
    return score


def _judge(before: str, sign: str, after: str) -> int:
    if sign == "\ufffd" or (before.islower() and sign.isupper()) or (sign.islower() and after.isupper()):
        return -1
    if sign in "æøåÆØÅ":
        is_beside = any(other.isascii() and other.isalpha() for other in (before, after))
        return int(is_beside or not (before.isalpha() or after.isalpha()))
    if sign in "‘“":
        return int(not before.isalpha() and after.isalpha())
    if sign in "’”":
        return int(before.isalpha())
    return -1 if before.isalpha() and after.isalpha() and not sign.isalpha() and sign not in "–—·" else 0
