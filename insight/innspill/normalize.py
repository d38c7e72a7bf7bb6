"""Plain text: no markup, no invisible characters, one kind of blank and line break, composed letters."""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK = "br|p|div|ul|ol|li|h[1-6]|table|tr|blockquote|hr|pre|section|article|td|th"
_INLINE = (
    "b|i|u|s|em|strong|span|a|font|img|script|style|html|body|head|meta|link|title|sub|sup|code|tbody|thead"
    "|iframe|object|embed|svg|form|input|button|label|small|big|mark|center|o:p"
)
_COMMENT = re.compile(r"<!--[^<>]{0,1000}-->")
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]{{0,1000}})?/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,1000}})?/?>", re.IGNORECASE)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
MAX_UNFOLDINGS = 5


def normalize_text(text: str) -> str:
    """What a person sees of `text`, with the line breaks kept (never more than two in a row).

    Tags go only where they look like HTML: "a < b" and "<3" stay. Markup inside markup ("&amp;lt;") is
    unfolded until nothing changes; what is folded deeper than anybody writes loses its "&" and "<".
    """
    for _ in range(MAX_UNFOLDINGS):
        plain = _unfold(text)
        if plain == text:
            return plain
        text = plain
    return _unfold(text.replace("&", "").replace("<", ""))


def _unfold(text: str) -> str:
    for unfold in (unescape_entities, remove_tags, remove_invisible, collapse_blanks):
        text = unfold(text)
    return unicodedata.normalize("NFC", text)


def unescape_entities(text: str) -> str:
    """ "&aring;" and "&#229;" as the letter they stand for; without the semicolon it is somebody's "&"."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def remove_tags(text: str) -> str:
    """Tags that part blocks become line breaks; others, within a line, go without a trace."""
    if "<" not in text:
        return text
    return _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", _COMMENT.sub(" ", text)))


def remove_invisible(text: str) -> str:
    """Without control and zero-width characters, marks that turn the reading direction, and halves of letters."""
    return _INVISIBLE.sub("", text)


def collapse_blanks(text: str) -> str:
    """One blank between words, at most one empty line between paragraphs."""
    text = _BLANKS.sub(" ", _LINE_BREAK.sub("\n", text))
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip()
