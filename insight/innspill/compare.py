"""The one form all text is compared in, and the layers of packing that are taken off on the way."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})")


def to_normal(text: str) -> str:
    """The one form all text is compared in: NFKC without unseen signs, blanks as one blank, lines with \\n."""
    if text.isascii():
        return _BLANKS.sub(" ", _LINES.sub("\n", text) if "\r" in text else text)
    return _BLANKS.sub(" ", _LINES.sub("\n", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))))


def list_forms(text: str) -> list[str]:
    """The text in its normal form, and as it reads when what it is packed in is taken off, layer by layer."""
    forms = [to_normal(text)]
    for _ in range(3):
        before = text
        text = _mend(text) if "Ã" in text else text
        text = html.unescape(text) if "&" in text else text
        text = _TAG.sub("", text) if "<" in text else text
        text = unquote(text) if "%" in text else text
        if "\\" in text:
            text = _ESCAPE.sub(_unescape, text.replace("\\n", "\n").replace("\\t", " "))
        if text == before:
            break
        forms.append(to_normal(text))
    return forms


def _unescape(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match.group()


def _mend(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
