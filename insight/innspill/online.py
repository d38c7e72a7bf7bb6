"""Finds e-mail addresses and links, also those that are written round about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, any_of, has_any

EMAIL, LINK = "e-post", "nettadresse"
_TOP = any_of(
    "no com net org info edu gov io me eu se dk fi is de uk pl lt ua fr online cloud app dev tv be ly "
    "blog design art shop site xyz nu info example"
)
_LOCAL = r"(?<![\w.+-])(?:\"[^\"\n@]{1,64}\"|[\w.+'-]{1,64})"
_DOT_WORD, _AT_WORD = any_of("dot punktum prikk"), any_of(r"krøll\w{0,4} alfakrøll snabel-?a")
_DOT = rf"(?:{BLANK}?(?:\.|[(\[{{](?:{_DOT_WORD}|\.)[)\]}}]){BLANK}?|{BLANK}{_DOT_WORD}{BLANK})"
_PROVIDER = any_of("gmail hotmail outlook live yahoo icloud online msn")
_DOMAIN = rf"(?:[\w-]{{1,63}}{_DOT}){{1,4}}{_TOP}"
_EMAIL = re.compile(
    rf"{_LOCAL}@[\w-]{{1,63}},(?:no|com)(?!\w)|{_LOCAL}@(?:[\w-]{{1,63}}\.){{1,8}}[^\W\d_]{{2,24}}"
    rf"|{_LOCAL}{BLANK}?@{BLANK}?{_DOMAIN}(?!\w)"
    rf"|{_LOCAL}(?<=[^\W\d_]{{2}})@[^\W\d_]{{2,30}}(?!\w)",
    re.IGNORECASE,
)
_EMAIL_IN_WORDS = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{BLANK}{_DOT_WORD}{BLANK}[\w+-]{{1,64}}){{0,2}}"
    rf"(?:(?:{BLANK}?[(\[{{](?:at|a|æt|@|{_AT_WORD})[)\]}}]{BLANK}?|{BLANK}{_AT_WORD}{BLANK})(?:{_DOMAIN}|{_PROVIDER})"
    rf"|{BLANK}at{BLANK}(?:[\w-]{{1,63}}{BLANK}{_DOT_WORD}{BLANK}){{1,4}}{_TOP}|{BLANK}at{BLANK}{_PROVIDER}\.{_TOP}"
    rf"|_at_[\w-]{{1,63}}\.{_TOP}"
    rf"|(?<=[._\d]\w\w){BLANK}på{BLANK}{_PROVIDER}(?:\.{_TOP})?)(?!\w)",
    re.IGNORECASE,
)
_AT_HINTS = (
    "at)",
    "at]",
    "at}",
    "a)",
    "a]",
    "æt)",
    "@)",
    "@]",
    "krøll",
    "snabel",
    " at ",
    "_at_",
    " på gmail",
    " på hotmail",
    " på outlook",
    " på live",
    " på online",
    " på yahoo",
)
_PAGE = r"(?:blogg?\w{0,3}|blog|(?:nett|heime|hjemme|web)-?(?:side|stad|sted)\w{0,3}|website|homepage)"
_SITE_NAME = rf"(?:[\w-]{{1,63}}\.){{1,3}}(?<!kommune\.){_TOP}"
_ADDRESS_ENDS = ".,;:!?)'*_"
_LINK = re.compile(
    r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>«»\"\[\]\x00]+"
    rf"|(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,8}}{_TOP}/[^\s<>«»\"\[\]\x00]*",
    re.IGNORECASE,
)
_OWN_SITE = re.compile(
    rf"(?<!\w)(?:(?:min|mi|mitt|mine|vår|vårt|våre|my|our){BLANK}(?:\w{{1,20}}{BLANK}){{0,3}}{_PAGE}"
    rf"|{_PAGE}{BLANK}(?:min|mi|mitt|vår|vårt)|(?:mitt|min|mi|vårt|vår){BLANK}har{BLANK}{_PAGE})"
    rf"(?:{BLANK}(?:er|heter|heiter|på|is|som)){{0,2}}[\s,:(]{{1,3}}(?P<it>{_SITE_NAME})(?!\w)",
    re.IGNORECASE,
)
_PUBLIC_SITE = any_of(
    "kommune fylkeskommune dep stat nav altinn helsenorge skatteetaten politiet vegvesen udi udir ssb nrk vg yr finn "
    "vy ruter entur posten lovdata regjeringen stortinget difi digdir kartverket norge nettskjema forms"
)
_NAMED_SITE = re.compile(
    rf"(?<!\w)(?:på|til|via|se|sjå|ei{BLANK}side|en{BLANK}side|nettstad|sjekk|besøk"
    rf"|nettsi(?:de|da|den)|heimesi(?:de|da)|side|sida|siden|adressen?|at|on|see)"
    rf"[:,]?{BLANK}(?P<it>(?!(?:[\w-]{{1,63}}\.){{0,2}}{_PUBLIC_SITE}\.)(?:[\w-]{{2,63}}\.){{1,3}}{_TOP})(?!\w|\.\w)",
    re.IGNORECASE,
)
_DOTTED, _PAGES = re.compile(r"\w\.\w"), ("blog", "side", "sted", "stad", "page")
_HOSTS = ("blogspot", "wordpress", "wixsite", "weebly", "tumblr", "substack", "webnode", "mozello", "github")
_HOSTED = re.compile(
    rf"(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,4}}(?:{'|'.join(_HOSTS)})\.(?:com|no|io)(?!\w)",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Finding]:
    """E-mail addresses (RFC 5322, the usual part), also "kari (at) eksempel punktum no" and "kari @ eksempel . no"."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Finding(*match.span(), EMAIL, PATTERN)
    if has_any(text.casefold(), _AT_HINTS):
        for match in _EMAIL_IN_WORDS.finditer(text):
            yield Finding(*match.span(), EMAIL, PATTERN)


def find_links(text: str) -> Iterator[Finding]:
    """Links, for they name people (profiles, photos); a bare domain stays where it is a public office's
    ("jevnaker.kommune.no") or nothing says that it is a page: "se", "på", "nettsiden min".

    The stop that ends the sentence stays too.
    """
    folded = text.casefold()
    for match in _LINK.finditer(text) if "/" in text or "www" in folded else ():
        length = len(match.group().rstrip(_ADDRESS_ENDS))
        yield Finding(match.start(), match.start() + length, LINK, PATTERN)
    for match in _HOSTED.finditer(text) if _DOTTED.search(text) and has_any(folded, _HOSTS) else ():
        yield Finding(*match.span(), LINK, PATTERN)
    for match in _NAMED_SITE.finditer(text) if _DOTTED.search(text) else ():
        yield Finding(*match.span("it"), LINK, CONTEXT)
    for match in _OWN_SITE.finditer(text) if _DOTTED.search(text) and has_any(folded, _PAGES) else ():
        yield Finding(*match.span("it"), LINK, CONTEXT)
