"""Numbers that stay the same when an export comes again, and that tell nothing about the person."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from json.encoder import encode_basestring

DIGITS = 12


def fingerprint(parts: Sequence[str], *, purpose: str, salt: str) -> str:
    """Twelve hexadecimal digits of BLAKE2b (RFC 7693), keyed with the salt.

    `purpose` keeps numbers of different kinds apart: an answer and its respondent never share a fingerprint.
    Among 100,000 answers the chance that any two meet is about 1 in 50,000, and then both are kept.
    """
    key = blake2b(salt.encode("utf-8")).digest() if salt else b""
    # JSON, since a joined string could be made equal for different parts by what somebody wrote; put together here,
    # for json.dumps takes three times as long, and a large export needs a million of these
    message = f"[{', '.join(map(encode_basestring, parts))}]".encode("utf-8", errors="surrogatepass")
    person = purpose.encode("utf-8").ljust(blake2b.PERSON_SIZE, b"\0")
    return blake2b(message, digest_size=DIGITS // 2, key=key, person=person).hexdigest()


def case_number(parts: Sequence[str], salt: str) -> str:
    """The number of a case that a person decides: with an s in front, so that no digits alone look like a telephone."""
    return f"s{fingerprint(parts, purpose='case', salt=salt)}"
