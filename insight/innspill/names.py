"""Names of people in running text, told by a list of first names and by the words around them."""

from __future__ import annotations

import re

from insight.norsk.wordlists import keep, read_words

_CAPITAL = r"[A-ZÆØÅÄÖÜÉÈÁÓÚŠŽČĐŁ][\w'’-]*"
_WORD = r"[^\W\d_][\w'’-]*"
_PARTICLES = ("van", "von", "de", "der", "af", "el", "al", "bin")
_RUN = re.compile(rf"(?<![\w\[’'-]){_CAPITAL}(?: (?:(?:{'|'.join(_PARTICLES)}) ){{0,2}}{_CAPITAL})+")
_TITLE = r"(?:(?i:rektor|lærer|lege|fastlege|doktor|dr|ordfører|saksbehandler|helsesykepleier|fru|herr|frk)\.? )?"
_PERSON = r"jeg|eg|je|æ|e|han|hun|ho|hu|(?:mann|kon|mor|far|sønn|datter|bror|søster)\w* (?:min|mi|vår)"
_INTRODUCED = re.compile(
    rf"(?<!\w)(?P<before>(?i:(?:{_PERSON}) (?:heter|hetter|heiter)|(?:mitt navn|namnet mitt|navnet mitt) er"
    rf"|(?:vennlig |beste? |med )?(?:hilsen|helsing)(?: fra| frå)?|mvh\.?)[:,]?\s{{0,5}}){_TITLE}"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_POINTED_OUT = re.compile(
    r"(?<!\w)(?P<before>(?i:(?:ringe?|spør|kontakte?|fru|herr|rektor|naboen?|(?:fast)?lege(?:n)?"
    r"|(?:(?:kontakt)?lærer|ordfører|helsesykepleier|saksbehandler)(?:en)?) |v/ ?))"
    rf"{_TITLE}(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)
_SINGLE = re.compile(rf"(?<=[^\W\d_A-ZÆØÅ,;:] )(?P<name>{_CAPITAL})(?! {_CAPITAL})(?!\w)")
_INSTITUTION = re.compile(
    r".*(?:(?:kommune|skole|barnehage|kirke|kyrkje|tjeneste|teneste|avdeling|forening|klubb)(?:n|a|en|et|r|s)?"
    r"|(?:sykehus|sykehjem|sentral|senter|kontor|råd|vakt|etat|bibliotek|direktorat)(?:et|en|a|s)?"
    r"|departementet?"
    r"|heimen|hjemmet|huset|laget|verket|fjorden|elva|vannet|vatnet|banken|fylket|dag)",
    re.IGNORECASE,
)
_PLACE_FOLLOWS = re.compile(
    r"s? (?:skole|skule|barnehage|sykehus|sykehjem|kirke|kyrkje|gate|gata|vei(?:en)?|veg(?:en)?|plass|park)\b"
)
_LINE_ENDS = re.compile(r"[ .,!]*(?:\n|$)")


@keep
def _first_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_words("fornavn"))


@keep
def _everyday_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_words("fornavn-ord"))


@keep
def _never_names() -> frozenset[str]:
    return frozenset(read_words("ikke-navn"))


def mask_names(text: str) -> str:
    """First names, with their surnames, and whoever is introduced or pointed out.

    A single first name goes when it stands inside a sentence and is no everyday word; where sentences begin,
    everything has a capital. Names of places and institutions stay.
    """
    text = _INTRODUCED.sub(_mask_introduced, text)
    text = _POINTED_OUT.sub(_mask_pointed_out, text)
    text = _RUN.sub(_mask_run, text)
    return _SINGLE.sub(_mask_single, text)


def _mask_introduced(match: re.Match[str]) -> str:
    """After "jeg heter" or "mvh", capitals or a well-known first name; people sign in small letters too."""
    words = match["name"].split(" ")
    n_named = _count_named(words)
    rest_of_line = len(words) if _LINE_ENDS.match(match.string, match.end()) else n_named
    if not n_named and _is_first_name(words[0]) and words[0].casefold() not in _everyday_names():
        n_named = rest_of_line if rest_of_line and len(words) <= 3 else 1
    if not n_named or (n_named == len(words) and _PLACE_FOLLOWS.match(match.string, match.end())):
        return match.group()
    return _put_mask(match, words[n_named:])


def _mask_pointed_out(match: re.Match[str]) -> str:
    words = match["name"].split(" ")
    n_named = _count_named(words)
    if not n_named or _PLACE_FOLLOWS.match(match.string, match.end()):
        return match.group()
    return _put_mask(match, words[n_named:])


def _put_mask(match: re.Match[str], rest: list[str]) -> str:
    before = match.group()[: match.start("name") - match.start()]
    return " ".join([f"{before}[navn]", *rest])


def _mask_run(match: re.Match[str]) -> str:
    """In a run of capitalised words, each first name and the surnames after it, unless it names a place."""
    words = match.group().split(" ")
    if _PLACE_FOLLOWS.match(match.string, match.end()):
        return match.group()
    masked, place = [], 0
    while place < len(words):
        n_surnames = _count_named(words[place + 1 :]) if _is_first_name(words[place]) else 0
        masked.append("[navn]" if n_surnames else words[place])
        place += 1 + n_surnames
    return " ".join(masked)


def _mask_single(match: re.Match[str]) -> str:
    word = match["name"]
    is_known = _is_first_name(word) and word.casefold() not in _everyday_names() and not word.isupper()
    return match.group() if not is_known or _PLACE_FOLLOWS.match(match.string, match.end()) else "[navn]"


def _is_first_name(word: str) -> bool:
    """Whether a word, or the first part of a double name, is on the list of first names."""
    bare = word.casefold()
    return bare in _first_names() or bare.partition("-")[0] in _first_names()


def _count_named(words: list[str]) -> int:
    """How many words from the first on can belong to a person's name."""
    for place, word in enumerate(words):
        if word in _PARTICLES:
            continue
        is_acronym = word.isupper() and 1 < len(word) <= 5 and word.casefold() not in _first_names()
        is_place = word.casefold() in _never_names() or _INSTITUTION.fullmatch(word)
        if not word[0].isupper() or is_acronym or is_place:
            return place
    return len(words)
