"""The words around a name: the lists that have it, what points a person out, what makes it a place or a firm."""

from __future__ import annotations

import re

from insight.innspill.name_features import BEFORE, Token
from insight.norsk.lexicon import is_known
from insight.norsk.wordlists import keep, read_entries, read_folded, read_words

ENDS = frozenset(".!?…\n")
_LOOK_BACK = 4
_SIGNS_BETWEEN = frozenset(":,(/-–\"«'.\n")
_PAIRING = frozenset(("og", "å", "and", ",", "&"))
_OWNING = frozenset(("sin", "sitt", "si", "sine"))
_FIRM_MARKS = frozenset(("AS", "ASA", "ANS", "DA", "SA", "IL", "IF", "FK", "SK", "BK", "HK", "BA", "HF"))
_JOINING = frozenset(("og", "&"))
_OF_FAMILY = frozenset(("sønner", "sønn", "søner", "son", "sons", "døtre", "datter", "co", "co."))
_DIRECTIONS = frozenset(("Nord", "Sør", "Øst", "Vest", "Aust", "Nordre", "Søndre", "Østre", "Vestre"))
_PUBLIC_HEAD = re.compile(
    r"(?:[a-zæøå]{3,})(?:skole|skule|barnehage|kirke|kyrkje|stasjon|senter|sentral|kontor|hall|bibliotek|museum|hus"
    r"|anlegg|camping|verksted|verkstad|korps|forening|foreining|klubb)"
)
_TAKEN_UP = re.compile(r".*['’](?:en|et|n)")
_INSTITUTION = re.compile(
    r".+(?:(?:kommune|skole|skule|barnehage|kirke|kyrkje|tjeneste|teneste|avdeling|forening|klubb)(?:n|a|en|et|r|s)?"
    r"|(?:sykehus|sykehjem|sentral|senter|kontor|råd|vakt|etat|bibliotek|direktorat|nemnd)(?:et|en|a|s)?"
    r"|departementet?"
    r"|gate|gata|gaten|vei|veien|veg|vegen|allé|heimen|hjemmet|huset|laget|verket|fjorden|elva|vannet|vatnet|banken"
    r"|fylket|dag|kroa|tomta|g[åa]rden|tunet|stua|parken|brua|kaia|brygga|stranda|krysset|løypa|hallen|salen|bygget|torget"
    r"|sletta|hagan|linn?a|vika|tjernet|vatna|fjellet|løkka|lykkja|grenda|bygda|kleiva|ekra"
    r"|setra|sætra|stølen|svingen|rabben|heia|toppen|enga|gardane|åa|øyan|hølen|botnen|jordene|feltet|marka|banen|stien"
    r"|bakeri|kafe|kafé|hotell|verk|bank|bygg|stasjon|museum|fond|trykkeri|apotek)"
)
_TOPONYM = re.compile(
    r".{2,}(?:hagen|rud|stad|vik|heim|moen|moan|bråten|bråtan|teigen|vollen|dalen|haug|haugen|haugan|ås|åsen|berget|bakken|bakkane"
    r"|vang|vangen|tjern|vatn|vann|fjell|holt|holtet|nes|neset|odd|odden|tangen|myr|myra|lia|lien|jordet|skog"
    r"|skogen|foss|fossen|botn|set|tveit|land|sund|sundet|elv|bekk|bekken|sjø|løkken|eng|engen|øy|øya)"
)
"""What names of places end in; surnames do as well, so it tells only of words that are no known name."""


@keep
def _known_names() -> frozenset[str]:
    """First names and surnames in small letters, but those that are everyday words as well."""
    surnames = (name.casefold() for name in read_words("etternavn"))
    names = _first_names().union(name for name in surnames if name.endswith("sen") or not is_known(name))
    return frozenset(names - _everyday_names() - _never_names())


@keep
def _everyday_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_words("fornavn-ord"))


@keep
def _never_names() -> frozenset[str]:
    return frozenset(word.casefold() for word in read_words("ikke-navn"))


@keep
def _first_names() -> frozenset[str]:
    return read_folded("fornavn", "fornavn-flere")


@keep
def _places() -> frozenset[str]:
    return frozenset(place.casefold() for place in read_words("steder"))


@keep
def _words(*keys: str) -> frozenset[str]:
    """The words of some lines of `foran-navn.txt`."""
    return frozenset(word for key in keys for word in read_entries("foran-navn")[key])


def is_known_name(small: str) -> bool:
    known = _known_names()
    return small in known or small.partition("-")[0] in known or (small.endswith("s") and small[:-1] in known)


@keep
def capital_everyday_names() -> frozenset[str]:
    """The first names that are everyday words as well, as they are written when they are names."""
    return frozenset(name[0].upper() + name[1:] for name in _everyday_names())


def is_everyday_name(small: str) -> bool:
    """Whether a word in small letters is a first name and an everyday word as well: "bjørn", "odd"."""
    return small in _everyday_names()


def is_first_name(small: str) -> bool:
    return small in _first_names() or (small.endswith("s") and small[:-1] in _first_names())


def is_place(small: str) -> bool:
    """Whether a word is a known place, or no known name and ends as places do."""
    if small in _places() or (small.endswith("s") and small[:-1] in _places()):
        return True
    return not is_known_name(small) and not is_known(small) and _TOPONYM.fullmatch(small) is not None


def is_no_part(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the word a name begins with is a title or another that never is part of one ("Mai" is of "Mai Britt")."""
    small = tokens[first].form.casefold()
    if first < last and is_everyday_name(small) and tokens[first + 1].form[0].isupper():
        return False
    return (small in _words("tittel") or small in _never_names()) and not is_known_name(small)


def stands_as_place(tokens: list[Token], place: int) -> bool:
    """Whether a word is all of the text, or stands after "på", "Øvre" or "bussen fra"."""
    before = tokens[place - 1].form.casefold() if place else ""
    if place + 1 < len(tokens) and tokens[place + 1].form.casefold() in _OWNING:
        return False
    near = {token.form.casefold() for token in tokens[max(0, place - 5) : place]}
    if before in _words("til") and not near.isdisjoint(_words("ferd")):
        return True
    earlier = tokens[place - 2].form if place > 1 else ""
    if before in ("fra", "frå") and earlier[:1].isupper() and is_first_name(earlier.casefold()):
        return True  # "Hassan fra Hassel"
    if len(before) == 4 and before.isdecimal():
        return True  # a post code
    if before in _JOINING and is_place(earlier.casefold()):
        return place > 2 and tokens[place - 3].form.casefold() == "mellom"
    if before == "ved":
        return not is_known_name(tokens[place].form.casefold())
    return before in _words("i") or len(tokens) == 1


def is_pointed_out(tokens: list[Token], place: int) -> bool:
    """Whether a word that names come after ("hilsen", "rektor", "naboen min") stands close before.

    Over a stop or the end of a line only an abbreviation ("dr.") or a greeting points, and over "fra" no title or kin:
    "hilsen fra Kari", but "lærer fra Ellingsrud".
    """
    is_over_end = is_over_from = False
    for back in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
        small = tokens[back].form.casefold()
        after = tokens[back + 1].form.casefold()
        is_owned = small in _words("eies") and after in ("til", "te", "åt")
        is_article = small.endswith(("'n", "’n")) and back == place - 1  # "på'n Per"
        if is_article or small in _words(*BEFORE) or is_owned or (small == "v" and after == "/"):
            is_far = (is_over_end and len(small) > 3) or (is_over_from and small in _words("tittel", "slekt"))
            return not is_far or small in _words("hilsen")
        if small not in _SIGNS_BETWEEN and small not in _words("mellom"):
            return False
        is_over_end |= small in ".\n"
        is_over_from |= small in ("fra", "frå", "from")
    return False


def is_told_as_person(tokens: list[Token], place: int) -> bool:
    """Whether a first name that is a word too is said of somebody: with an age, "sitt", a verb or another.

    "Ask (7)", "Rosa, 84,", "Hans sitt hus" (the possessive of spoken Norwegian, garpegenitiv), "Bo ringte",
    "Stein og Turid".
    """
    if tokens[place].form not in capital_everyday_names():
        return False
    after = [token.form.casefold() for token in tokens[place + 1 : place + 4]] + ["", "", ""]
    if after[0] in _OWNING or after[0] in _words("sier"):
        return True
    if after[0] in ("(", ",") and after[1].isdecimal() and len(after[1]) < 3 and after[2] in (")", ",", "år"):
        return True
    before = [token.form.casefold() for token in tokens[max(0, place - 2) : place]]
    is_before = len(before) == 2 and before[1] in _PAIRING and _is_first_name_at(tokens, place - 2)
    return is_before or (after[0] in _PAIRING and place + 2 < len(tokens) and _is_first_name_at(tokens, place + 2))


def _is_first_name_at(tokens: list[Token], place: int) -> bool:
    """Whether a first name that is nothing else stands there, with a capital and as no part of a place."""
    form = tokens[place].form
    small = form.casefold()
    return form[0].isupper() and small in _first_names() and not is_everyday_name(small) and not is_place(small)


def is_no_person(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the name from token `first` to `last` is of a place, a firm, a club or a thing, by what it ends in, what
    stands around it, or the lists."""
    words = [tokens[place].form.casefold() for place in range(first, last + 1)]
    if _is_of_place(tokens, first, last) or _is_of_firm(tokens, first, last):
        return True
    letters = [word for word in words if len(word) > 1]
    if letters and all(word in _never_names() for word in letters):
        return True
    return len(letters) == 1 and not is_known_name(letters[0]) and _INSTITUTION.fullmatch(letters[0]) is not None


def _is_of_place(tokens: list[Token], first: int, last: int) -> bool:
    """Whether "skole", "veg" or "videregående" follows, over a genitive, or the name ends in such ("Aasen-tunet")."""
    small = tokens[last].form.casefold()
    if last > first and (tokens[last].form in _DIRECTIONS or _PUBLIC_HEAD.fullmatch(tokens[last].form)):
        return True
    if _is_named_after(tokens[last].form) or (small in _words("sted") and not is_known_name(small)):
        return True
    before = tokens[first - 1].form if first else ""
    if not _has_first_name(tokens, first, last) and (
        {before.casefold(), tokens[first].form.casefold()} & _words("del")
    ):
        return True
    after = last + 1
    while after < len(tokens) and tokens[after].form[0].isupper() and tokens[after].form[-1] == "s":
        after += 1
    if after == len(tokens):
        return False
    form = tokens[after].form
    is_public = after == last + 1 and small[-1] != "s" and _PUBLIC_HEAD.fullmatch(form) is not None
    return form.casefold() in _words("sted") or form in _DIRECTIONS or is_public or _is_named_after(form)


def _is_named_after(form: str) -> bool:
    """Whether a word is a person's name and, after a hyphen, the kind of thing that is called so: "Aasen-tunet"."""
    name, _, tail = form.rpartition("-")
    is_kin = is_first_name(tail) or tail in _words("slekt", "nær")
    return name[:1].isupper() and tail[:1].islower() and len(tail) > 2 and not is_kin


def _is_of_firm(tokens: list[Token], first: int, last: int) -> bool:
    """Whether it is a firm or a thing: "firmaet Lie", "garden heiter Moe", "Lie & Moe", "Hansen Bygg", "Coop'en"."""
    if any(_is_firms(tokens[place].form) for place in range(first + 1, min(last + 2, len(tokens)))):
        return True
    head = first - 1
    while head > 0 and tokens[head].form.casefold() in _JOINING and tokens[head - 1].form[0].isupper():
        head -= 2  # "advokatfirmaet Moe og Lund"
    if head > 0 and (tokens[head].form == "." or tokens[head].form.casefold() in _words("heter")):
        head -= 1
    heads = {tokens[first].form.casefold(), tokens[head].form.casefold() if head >= 0 else ""}
    has_first_name = _has_first_name(tokens, first, last)
    if not heads.isdisjoint(_words("uvær")) or (not has_first_name and not heads.isdisjoint(_words("firma"))):
        return True  # but "skolen Kari går på" is of a person
    base, apostrophe, _ = tokens[last].form.replace("’", "'").rpartition("'")
    if (
        apostrophe
        and base[:1].isupper()
        and _TAKEN_UP.fullmatch(tokens[last].form)
        and not is_known_name(base.casefold())
    ):
        return True
    before, *after = (
        tokens[place].form if 0 <= place < len(tokens) else "" for place in (first - 1, last + 1, last + 2)
    )
    is_of_family = after[0] in _JOINING and after[1].casefold() in _OF_FAMILY
    return not has_first_name and (is_of_family or "&" in (before, after[0]))


def _is_firms(form: str) -> bool:
    return form in _FIRM_MARKS or (form[0].isupper() and form.casefold() in _words("bransje"))


def _has_first_name(tokens: list[Token], first: int, last: int) -> bool:
    return any(tokens[place].form.casefold() in _first_names() for place in range(first, last + 1))
