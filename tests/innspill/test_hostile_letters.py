"""Bad e-mail."""

import pytest

from tests.innspill.hostile import Case, assert_survived, hear, parameters, refuse, survive

HEAD = b"From: Kari Eksempel <kari@eksempel.invalid>\r\nSubject: Skolevei\r\nDate: Tue, 3 Feb 2026 10:00:00 +0100\r\n"
SAID = "Vi trenger en trygg vei til skolen"


def letter(content, *heard, **settings):
    return hear(content, *(heard or (SAID,)), name="brev.eml", **settings)


def no_letter(content, *told):
    return refuse(content, *told, name="brev.eml")


def mime(kind, body, *, more=b"", encoding=b"8bit"):
    content = body.encode() if isinstance(body, str) else body
    return (
        HEAD
        + b"Content-Type: "
        + kind
        + b"\r\nContent-Transfer-Encoding: "
        + encoding
        + b"\r\n"
        + more
        + b"\r\n"
        + content
    )


def parts(*pieces, boundary=b"x", end=True):
    body = b"".join(b"--" + boundary + b"\r\n" + piece + b"\r\n" for piece in pieces)
    return mime(b"multipart/mixed; boundary=" + boundary, body + (b"--" + boundary + b"--\r\n" if end else b""))


def nested_parts(depth):
    content = b"Content-Type: text/plain\r\n\r\n" + SAID.encode()
    for number in range(depth):
        mark = b"x%d" % number
        content = (
            b"Content-Type: multipart/mixed; boundary="
            + mark
            + b"\r\n\r\n--"
            + mark
            + b"\r\n"
            + content
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return HEAD + content


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + SAID.encode()
FILE = b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="plan.pdf"\r\n\r\nJVBERi0='
LETTERS = {
    **{
        f"the letters of {charset}": letter(mime(b"text/plain; charset=" + charset.encode(), SAID))
        for charset in (
            "finnes-ikke",
            "idna",
            "punycode",
            "undefined",
            "rot13",
            "zlib_codec",
            "hex",
            "utf-8\x00",
            "unicode_escape",
            "x" * 5_000,
        )
    },
    "the letters of utf-16": survive(mime(b"text/plain; charset=utf-16", SAID + "!"), name="brev.eml"),
    "the letters of utf-7": letter(
        mime(b"text/plain; charset=utf-7", "Vi trenger +AOY-, +APg- og +AOU- her"), "Vi trenger æ, ø og å her"
    ),
    "parts in parts": letter(nested_parts(30)),
    "parts in parts without end": survive(lambda: nested_parts(1_500), name="brev.eml"),
    "a subject of a million characters": survive(
        b"Subject: " + b"x" * 1_000_000 + b"\r\nFrom: a@b.invalid\r\n\r\n" + SAID.encode(),
        name="brev.eml",
        heard=(SAID,),
    ),
    "a hundred thousand headers": survive(
        HEAD + b"X-A: b\r\n" * 100_000 + b"\r\n" + SAID.encode(), name="brev.eml", heard=(SAID,)
    ),
    "no text": no_letter(HEAD + b"\r\n", "fant ingen tekst"),
    "only headers, and no end": no_letter(HEAD, "fant ingen tekst"),
    "only something attached": no_letter(parts(FILE), "fant ingen tekst"),
    "something attached": letter(parts(PLAIN, FILE), note=("vedlegg er ikke lest: plan.pdf",)),
    "a name of what is attached that is no name": letter(
        parts(PLAIN, FILE.replace(b'"plan.pdf"', b'"=?utf-9?B?!!!?=\xff"')), note=("vedlegg er ikke lest",)
    ),
    "html only": letter(mime(b"text/html; charset=utf-8", f"<style>x</style><p>{SAID}</p><script>alert(1)</script>")),
    "html never closed": survive(
        mime(b"text/html; charset=utf-8", f"<p>{SAID}</p>" + "<div" * 50_000), name="brev.eml"
    ),
    "html with comments never closed": letter(mime(b"text/html", f"<p>{SAID}</p>" + "<!--" * 50_000)),
    "html in html": letter(mime(b"text/html", "<b>" * 50_000 + SAID + "</b>" * 50_000)),
    "html of styles never closed": letter(mime(b"text/html", f"<p>{SAID}</p>" + "<style>" * 30_000), only=False),
    "broken quoted-printable": letter(
        mime(
            b"text/plain; charset=utf-8", "Vi trenger =ZZ lys= i gata=\r\n og =C3=B8l =", encoding=b"quoted-printable"
        ),
        only=False,
        heard=(),
    ),
    "broken base64": survive(
        mime(b"text/plain; charset=utf-8", "VmkgdHJlbmdlciBseXM!!!=x", encoding=b"base64"), name="brev.eml"
    ),
    "a way of writing nobody knows": letter(mime(b"text/plain", SAID, encoding=b"x-ukjent")),
    "no boundary": survive(mime(b"multipart/mixed", b"--x\r\n" + PLAIN + b"\r\n--x--"), name="brev.eml"),
    "a boundary never closed": letter(parts(PLAIN, end=False)),
    "a boundary of nothing": survive(
        mime(b'multipart/mixed; boundary=""', b"--\r\n" + PLAIN + b"\r\n----"), name="brev.eml"
    ),
    "nulls in the headers": letter(HEAD.replace(b"Skolevei", b"Skole\0vei") + b"\r\n" + SAID.encode()),
    "headers of noise": survive(bytes(range(128, 256)) + b": x\r\n" + HEAD + b"\r\n" + SAID.encode(), name="brev.eml"),
    "a time that is none": letter(HEAD.replace(b"3 Feb 2026", b"99 Xyz 999999") + b"\r\n" + SAID.encode()),
    "a time in a zone that is none": letter(HEAD.replace(b"+0100", b"+999999999999") + b"\r\n" + SAID.encode()),
    "two thousand senders": letter(
        HEAD.replace(b"<kari@eksempel.invalid>", b"<a@b.invalid>, " * 2_000) + b"\r\n" + SAID.encode()
    ),
    "a subject in words nobody can read": letter(
        HEAD.replace(b"Skolevei", b"=?utf-8?B?!!!?= =?x?q?=ZZ?= =?utf-8?Q?=FF?=") + b"\r\n" + SAID.encode()
    ),
    "a letter in a letter": letter(
        parts(PLAIN, b"Content-Type: message/rfc822\r\n\r\n" + HEAD + b"\r\nDette skrev en annen"),
        note=("vedlegg er ikke lest",),
    ),
    "a letter attached to a letter": letter(
        parts(
            PLAIN,
            b'Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="vs.eml"\r\n\r\n'
            + HEAD
            + b"\r\nDette skrev en annen",
        ),
        note=("vedlegg er ikke lest: vs.eml",),
    ),
    "ten million characters": letter(
        lambda: HEAD + b"\r\n" + (SAID + ". ").encode() * 280_000,
        heard=(),
        only=False,
        note=("bare de første",),
        slow=True,
    ),
    "history and no more": survive(HEAD + b"\r\n> Vi trenger lys\r\n> og buss\r\n", name="brev.eml"),
    "a letter called .txt": Case({"brev.txt": HEAD + b"\r\n" + SAID.encode()}, heard=(SAID,), source="brev.txt"),
    "a picture called .eml": no_letter(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
}


@pytest.mark.parametrize("case", parameters(LETTERS))
def test_a_bad_letter_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
