"""Finds user names: "@kari_n", and what stands with the name of a network or a word for a user."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, any_of, has_any
from insight.norsk.lexicon import look_up
from insight.norsk.wordlists import read_folded

USER = "brukernavn"

_SITE = any_of(
    r"insta(?:gram)?(?:en)? ig sn[aæ]pp?(?:chat)?(?:en)? tik\s?tok(?:en)? facebook fjesbok(?:a|en)? fb face twitter "
    r"(?-i:X(?=[:\s])) discord(?:en)? messenger telegram signal linkedin youtube twitch steam psn playstation xbox "
    r"nintendo roblox fortnite minecraft teams skype zoom viber whats?app wechat reddit bereal threads bluesky "
    r"mastodon "
    r"jodel tinder strava spotify soundcloud github visma altinn finn(?:\.no)?"
)
_CALLED = any_of(
    r"bruker(?:navn(?:et)?|id|en)? brukar(?:namn(?:et)?|id|en)? username user nick(?:name|et)? gamer(?:tag|navn"
    r"|namn)(?:et)? "
    r"spillernavn(?:et)? speln[ao]mn(?:et)? skjermnavn(?:et)? profil(?:en|navn|navnet)? konto(?:en|navn|navnet)? "
    r"kanal(?:en)? "
    rf"kaller{BLANK}seg kallar{BLANK}seg kalle{BLANK}sæ "
    rf"logg\w{{0,3}}(?:{BLANK}(?:meg|mæ|seg|deg|oss))?{BLANK}inn{BLANK}som "
    "spiller spelar gamer "
    r"streamer handle vipps"
)
_SUFFIX = (
    r"(?:[ -]?(?:en|brukeren|brukaren|bruker|brukar|kontoen|konto|profilen|navn(?:et)?|namn(?:et)?|name|"
    r"brukernavn(?:et)?))?"
)
_ME = any_of("jeg eg æ je meg mæ mei meg oss me")
_AT_USER = re.compile(r"(?<![\w@/.])@(?P<it>[\w.-]{2,40})(?![\w(])")
_TOKEN = re.compile(
    r"(?<![\w@/.\\#-])[^\W_][\w.-]{0,38}[\w](?:\\[\w.-]{2,30}|#\d{4}(?!\d))?(?<=[\w\\#.][\w])(?![\w@/\\])"
)
_SNAKE = re.compile(r"(?<![\w@/.\\#-])[^\W_][\w.-]{0,38}[^\W\d]_[\w.-]{0,38}\w(?![\w@/\\])")
"""Words with an underscore between them: nobody writes so but in the names of users and files."""
_HINT = re.compile(rf"(?<![^\W_])(?:{_SITE}|{_CALLED}){_SUFFIX}(?!\w)", re.IGNORECASE)
_MARK = re.compile(
    rf"(?:[:=,(/«\">–-]{BLANK}?|(?<!\w)(?:er|e|æ|is|am|heter|heiter|hete|hetter|hette|som|as|under|navnet|namnet"
    r"|navn|namn|brukernavnet|"
    rf"{_SITE}{_SUFFIX}|{_CALLED}|til|add|adde|følg|følge|fylg|spør|kontakt|tag|{_ME}){BLANK}{{1,2}})$",
    re.IGNORECASE,
)
_ON_SITE = re.compile(rf"[)\"»]?,?{BLANK}(?:på|i|hos|on){BLANK}(?:{_SITE})(?!\w)", re.IGNORECASE)
_NAMING = re.compile(r"\bhe(?:i?te|tte)|\b(?:er|e|is|under|som|as) ", re.IGNORECASE)
_ODD = re.compile(r"[^\W_][._\\#][^\W_]|[^\W\d_]\d|[a-zæøå][A-ZÆØÅ]")
_NAME = r"@?(?=[\w.-]{0,40}[^\W\d_])[\w.-]{3,40}"
_END = rf"(?=\.?{BLANK}?(?:[,;!?)/\n]|\.(?:\s|$)|$|(?:og|om|hvis|viss|vess|så|på|i|men){BLANK}))"
_TOLD = re.compile(
    rf"(?<!\w)(?:{_SITE}{_SUFFIX}(?P<own>{BLANK}(?:min|mitt|mi|vår|my))?|(?P<called>{_CALLED})(?:{BLANK}(?:min|mitt"
    r"|mi))?)"
    rf"(?:{BLANK}på{BLANK}\w{{2,15}})?{BLANK}?[:=]{BLANK}?(?P<it>{_NAME}){_END}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?<!\w){_SITE}{_SUFFIX}{BLANK}(?:heter|heiter|hetter|hete|hette){BLANK}{_ME}{BLANK}(?P<it>{_NAME})"
    rf"|(?<!\w){_ME}{BLANK}(?:heter|heiter|hetter|hete|hette){BLANK}(?P<first>{_NAME}){BLANK}(?:på|i){BLANK}{_SITE}"
    r"(?!\w)"
    rf"|(?<!\w)(?:brukernavn(?:et)?|brukarnamn(?:et)?|gamertag(?:en|et)?|nick(?:et)?|username){BLANK}(?:mitt{BLANK}"
    rf"|min{BLANK})?"
    rf"(?:på{BLANK}\w{{2,15}}{BLANK})?(?:er|e|is){BLANK}(?P<own>{_NAME}){_END}"
    rf"|(?<!\w)(?:som|under){BLANK}(?P<under>{_NAME}){BLANK}på{BLANK}{_SITE}(?!\w)"
    rf"|(?<!\w)(?:på|on){BLANK}{_SITE}{BLANK}(?:som|under|as){BLANK}(?!(?-i:[A-ZÆØÅ][a-zæøå]+)(?!\w))"
    rf"(?P<as>{_NAME})(?!\w)",
    re.IGNORECASE,
)
_HINTS = (
    *("insta", "snap", "snæp", "tiktok", "tik t", "face", "fjes", "fb", " ig ", "twit", "disc", "messeng", "telegram"),
    *("signal", "linked", "youtube", "twitch", "steam", "psn", "playst", "xbox", "nintendo", "roblox", "fortn"),
    *("minecr", "teams", "skype", "zoom", "viber", "whats", "wecha", "reddit", "bereal", "threads", "bluesky"),
    *("mastod", "jodel", "tinder", "strava", "spotify", "soundc", "github", "visma", "altinn", "på finn", "bruker"),
    *("brukar", "user", "nick", "gamer", "profil", "konto", "kanal", "ler seg", "lar seg", "lle sæ", "inn som"),
    *("spil", "spel", "vipps", "x:", "på x", "handle", "streamer"),
)
_STATES = frozenset(
    re.findall(
        r"\w+",
        "sperret sperra feil borte glemt gløymt ugyldig opptatt oppteke vekk slettet sletta låst blokkert endret "
        "endra mangler "
        "ukjent ukjend ingen ikke ikkje det den dette for alltid alltid vanskelig enkelt viktig likt samme same "
        "nei vet veit hva "
        "kva bare berre nødvendig nytt gammelt obligatorisk påkrevd tatt mitt ditt deres blitt noe noko som man "
        "ein en et eit",
    )
)
_SURE = re.compile(r"brukernavn|brukarnamn|username|nick|gamertag", re.IGNORECASE)
_FILE = re.compile(r".*\.(?:pdf|docx?|xlsx?|jpe?g|png|txt|zip|mp[34]|no|com|net|org|example|se|dk|eu)", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:uke|veke|vg|covid|klasse|trinn|fase|kl|km|nr|side|gruppe|bord|kanal|web|tv|nrk|kap|punkt|del|år|kull|ps|vm"
    r"|em|tek|"
    r"iso|ns|rv|fv|ev?|p|h|s|g|windows|win|office|ios|android|iphone|ipad)-?\d+|\d+[^\W\d_]{1,6}|\d+-\w+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"(?<!\w)(?:som|under|navnet|namnet|kontoen|spør|følg|fylg|adde?|kontakt|heter|heiter|hete){BLANK}$", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"kommune|fylke|politi|regjering|storting|^@?(?:nrk|tv2|vg|nav|ruter|vy|helsedir|fhi|ssb|udi)(?!\w)", re.IGNORECASE
)
_WORDS_BEFORE = 70
"""How many characters before a name, in the same sentence, are looked through for a network."""


def find_users(text: str) -> Iterator[Finding]:
    """User names: "@kari_n", and near the name of a network when they look like one or are called so.

    "Snap: nei" and "Facebook: gruppa er fin" are no user names; "snap: kari_n" and "på Snap heter jeg karin" are.
    """
    if "@" in text:
        for match in _AT_USER.finditer(text):
            name = match["it"].rstrip(".-")
            if len(name) > 1 and any(map(str.isalpha, name)) and not _PUBLIC.search(name):
                yield Finding(match.start(), match.start("it") + len(name), USER, PATTERN)
    if "_" in text:
        for match in _SNAKE.finditer(text):
            if not _FILE.fullmatch(match.group()) and not _PUBLIC.search(match.group()):
                yield Finding(*match.span(), USER, PATTERN)
    if has_any(text.casefold(), _HINTS):
        if _ODD.search(text) and _HINT.search(text):
            yield from _find_chosen(text)
        yield from _find_called(text)


def _find_chosen(text: str) -> Iterator[Finding]:
    """Names with a sign or a digit within, as words of the language have not, after a network or before one."""
    for match in _TOKEN.finditer(text):
        name = match.group()
        before = _read_sentence(text[max(0, match.start() - _WORDS_BEFORE) : match.start()])
        if _looks_chosen(name, is_asked=bool(_ASKED.search(before))):
            is_told = _HINT.search(before) and _MARK.search(before)
            is_near = "\\" in name or _ON_SITE.match(text, match.end())
            if (is_near or is_told) and not _PUBLIC.search(name):
                yield Finding(*match.span(), USER, CONTEXT)


def _find_called(text: str) -> Iterator[Finding]:
    """Names of letters alone, when called a name; what the dictionary has is no name after a mere colon."""
    for match in _TOLD.finditer(text) if ":" in text or "=" in text else ():
        name = match["it"].rstrip(".-")
        is_told = match["own"] or match["called"] or not name.isalpha() or _begins_with_name(name)
        is_sure = match["called"] and _SURE.match(match["called"])
        is_name = name.casefold() not in _STATES if is_sure else is_told and not _is_word(name.lstrip("@"))
        if is_name and not _PUBLIC.search(name):
            yield Finding(match.start("it"), match.start("it") + len(name), USER, CONTEXT)
    for match in _NAMED.finditer(text) if _NAMING.search(text) else ():
        group = match.lastgroup or "it"
        name = match[group].rstrip(".-")
        if group == "it" or (group == "own" and name.casefold() not in _STATES) or not _is_word(name):
            yield Finding(match.start(group), match.start(group) + len(name), USER, CONTEXT)


def _begins_with_name(name: str) -> bool:
    return any(name[:length].casefold() in read_folded("fornavn") for length in range(4, len(name) + 1))


def _read_sentence(before: str) -> str:
    return re.split(r"[!?\n]|\.\s", before)[-1]


def _looks_chosen(name: str, *, is_asked: bool) -> bool:
    """Whether a word has a sign or a digit within; years, weeks, files and sentences without a blank are not meant."""
    if "#" in name or "\\" in name:
        return True
    if not any(map(str.isalpha, name)) or _FILE.fullmatch(name) or _COUNTED.fullmatch(name):
        return False
    if "_" in name.strip("_"):
        return True
    if "." in name:
        parts = name.split(".")
        return all(parts) and not parts[1][0].isupper() and (is_asked or not all(map(_is_word, parts)))
    if re.search(r"[a-zæøå][A-ZÆØÅ].*[a-zæøå][A-ZÆØÅ]", name):
        return True
    return bool(re.search(r"[^\W\d]{2}.*\d$|[^\W\d_]{2}\d+[^\W\d_]", name)) and "-" not in name


def _is_word(name: str) -> bool:
    """Whether a name is only a word, or no name at all: a time, a date."""
    if not any(map(str.isalpha, name)) or _COUNTED.fullmatch(name) or _FILE.fullmatch(name):
        return True
    return name.isalpha() and (len(name) < 5 or look_up(name.casefold()) is not None)
