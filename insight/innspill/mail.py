"""E-mail (.eml): what the sender wrote, without the sender, the signature and what others wrote before.

Sources: RFC 5322 (the message), RFC 2045 to 2047 (its parts), RFC 3676 4.3 (the signature's mark).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from insight.errors import ReadError
from insight.innspill.encodings import refuse_binary
from insight.innspill.notes import Line

MAX_BYTES = 50 << 20
MAX_PARTS = 1_000
MAX_TEXT = 1_000_000
MAX_HEADER = 2_000
_HEADER = re.compile(rb"(?:[!-9;-~]+:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2,}", re.ASCII)
_KNOWN = re.compile(rb"^(?:from|subject|date|message-id|mime-version|received):", re.IGNORECASE | re.MULTILINE)
_SIGNATURE = re.compile(
    r"-- ?|(?:med )?(?:(?:venn?lig|venn?leg|beste?|gode?|mange|hjertelig|hjarteleg) )?"
    r"(?:hilsen|helsing|hilsninger|helsingar)\b.{0,60}|m?vh\b[.,]?.{0,60}|(?:best|kind) regards,?.{0,40}|"
    r"(?:sendt|sent) (?:fra|frå|from) (?:min |my )?\S.{0,40}",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"-{2,} ?(?:opprinnelig|opphavleg|videresendt|vidaresendt|original|forwarded) (?:melding|message).*|_{10,}|"
    r"(?:(?:den|på|on|tor|tir|man|ons|fre|lør|søn)\b.{5,200}(?:skrev|skreiv|wrote)(?:\s+.{0,100})?:)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:fra|frå|from)\s*:\*?\s.*", re.IGNORECASE)
_HEADING = re.compile(
    r"\*?(?:fra|frå|from|sendt|sent|dato|date|til|to|kopi|cc|emne|subject)\s*:\*?(?:\s.*)?", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[-–—*•·]|\d{1,2}[.)])\s")
_REPLY = re.compile(r"^(?:(?:sv|re|vs|fwd?|videresendt|ang)\s*:\s*)+", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head|blockquote)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]{0,10000}>", re.DOTALL)


@dataclass(frozen=True)
class Mail:
    """One e-mail.

    `sender` is the address and `number` the Message-ID, for salted fingerprints and nothing else: they are never kept.
    They are empty when nobody tells, and for a message that was sent on: then the address is another's. `sent` is the
    clock time in the sender's own zone, as answers of surveys have it.
    """

    lines: list[Line]
    sender: str
    note: str
    number: str = ""
    sent: datetime | None = None


def is_mail(content: bytes) -> bool:
    """Whether the file begins with the headers of an e-mail."""
    headers = _HEADER.match(content[:20_000])
    return headers is not None and len(set(map(bytes.lower, _KNOWN.findall(headers.group())))) >= 2


def read_mail(content: bytes, source: str) -> Mail:
    """The subject as a heading and each paragraph as a line; the attachments are named in `note`, not read.

    Raises ReadError for a message that is too large, holds no text, or is too badly broken to be parsed.
    """
    if len(content) > MAX_BYTES:
        raise ReadError(f"{source}: e-posten er over {MAX_BYTES >> 20} MiB. Lagre den uten vedlegg.")
    refuse_binary(content[:MAX_HEADER], source)
    try:
        message = message_from_bytes(content)
        subject, sender = _read_header(message["subject"]), _read_header(message["from"])
        text, attachments = _read_parts(message)
    except (Exception, RecursionError) as error:  # an untrusted file: the parser raises for strange headers
        raise ReadError(f"{source}: e-posten er ødelagt og kan ikke leses. Lagre den på nytt.") from error
    said, is_forwarded = _read_own_words(text[:MAX_TEXT])
    if not said:
        raise ReadError(f"{source}: fant ingen tekst i e-posten. Lim teksten inn i et notat (.txt) i stedet.")
    heading = _REPLY.sub("", subject).strip()
    lines = [Line(1, heading, is_heading=True)] if heading else []
    lines += [Line(place, paragraph) for place, paragraph in enumerate(said, start=2)]
    note = _tell(attachments, len(text))
    if is_forwarded:
        return Mail(lines, "", note)
    return Mail(lines, _find_address(sender), note, _read_header(message["message-id"]), _read_time(message["date"]))


def _read_header(written: object) -> str:
    """A header's text on one line, unfolded and decoded (RFC 2047); as it stands where that cannot be done."""
    told = str(written or "")[:MAX_HEADER]
    with suppress(LookupError, ValueError, MessageError):  # an unknown character set, or base64 that is none
        told = str(make_header(decode_header(told)))
    return " ".join(told.split())


def _read_time(written: object) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(str(written or "")).replace(tzinfo=None)
    return None


def _find_address(sender: str) -> str:
    found = re.search(r"[^\s<>\"',;]+@[^\s<>\"',;]+", sender)
    return found.group().casefold() if found else ""


def _tell(attachments: list[str], n_characters: int) -> str:
    told = [f"vedlegg er ikke lest: {', '.join(attachments)}"] if attachments else []
    told += [f"bare de første {MAX_TEXT} tegnene er lest"] if n_characters > MAX_TEXT else []
    return "; ".join(told)


def _read_parts(message: Message) -> tuple[str, list[str]]:
    """The plain text, else the text of the HTML, and the names of all attachments."""
    plain: list[str] = []
    marked: list[str] = []
    attachments: list[str] = []
    for part in islice(_walk(message), MAX_PARTS):
        kind = part.get_content_type()
        if part.get_filename() or part.get_content_disposition() == "attachment" or kind == "message/rfc822":
            attachments.append(_read_header(part.get_filename()) or "uten navn")
        elif kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else marked).append(_decode(part))
    text = "\n\n".join(plain)
    return (text if text.strip() else "\n\n".join(map(_strip_marks, marked))), attachments


def _walk(message: Message) -> Iterator[Message]:
    """The message and its parts in order, but not what stands in a message that is attached: others wrote it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        held = part.get_payload() if part.get_content_maintype() == "multipart" else ()
        waiting += [each for each in reversed(held) if isinstance(each, Message)] if isinstance(held, list) else []


def _decode(part: Message) -> str:
    """The text in the character set it tells; in UTF-8 or Windows-1252 when that is none."""
    payload = part.get_payload(decode=True)
    written = payload if isinstance(payload, bytes) else b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return written.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return written.decode("utf-8", errors="replace")


def _strip_marks(marked: str) -> str:
    """What a reader sees of HTML; quoted history (blockquote) is left out."""
    lines = " ".join(_HIDDEN.sub(" ", marked).split())
    return html.unescape(_TAG.sub(" ", _BREAK.sub("\n\n", lines)))


def _read_own_words(text: str) -> tuple[list[str], bool]:
    """The paragraphs before the signature and the history, and whether they are of a message that was sent on.

    Quoted lines are others' words. A message that begins with the history was sent on with nothing added: then it is
    the first of the history that is read.
    """
    said: list[str] = []
    held: list[str] = []
    is_forwarded = False
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for place, line in enumerate([*lines, ""]):
        follows = next((later for later in lines[place + 1 : place + 4] if later), "")
        is_begun = bool(said or held)
        is_history = _HISTORY.fullmatch(line) or (_FROM.fullmatch(line) and _HEADING.fullmatch(follows))
        if (is_history and is_begun and not follows.startswith(">")) or (is_begun and _SIGNATURE.fullmatch(line)):
            break
        is_forwarded |= bool(is_history and not follows.startswith(">"))
        is_skipped = line.startswith(">") or is_history or (is_forwarded and not is_begun and _HEADING.fullmatch(line))
        if held and (not line or is_skipped or _BULLET.match(line)):
            said.append(" ".join(held))
            held = []
        held += [line] if line and not is_skipped else []
    return [*said, *([" ".join(held)] if held else [])], is_forwarded
