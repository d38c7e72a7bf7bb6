"""Finds where people live: streets with a house number, boxes, dwellings, and farms by their number in the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.innspill.findings import CONTEXT, PATTERN, Finding
from insight.innspill.pieces import BLANK, DASH, any_of, has_any

ADDRESS, PROPERTY = "adresse", "eiendom"

_NR = r"n(?:umme)?r(?:et)?\.?"
_UPPER = "A-ZÆØÅÄÖÜÉ"
_CAPITAL = rf"[{_UPPER}][\w.'’-]{{0,40}}"
_COUNTED_WORDS = any_of(
    r"[kc]?m m2 m² min(?!\snabo) mil mill kr stk kl ku kyr sau tre trær lys hus rom lag hull hol bord kg kilo kvm daa "
    "mål dag dager dagar timer? timar sted steder stad stader plass plasser plassar biler bilar busser bussar avganger "
    "avgangar gang ganger gonger voksne vaksne unge menn folk gutter jenter kvinner senger stoler benker hunder hester "
    "tomter tomtar år års tusen prosent liter tonn poeng svar ting feil første siste felt trinn januar februar mars "
    "april mai juni juli august september oktober november desember"
)
_COUNTED_STEMS = any_of(
    "meter minutt sekund uke veke måned månad åring barn born ungdom elev person menneske innb beboer famili leilighet "
    "bolig bustad butikk lamper lyspunkt stolper parkering klasse etasj etg dekar stemmer ulykk møter rundkjør fartsh "
    "fartsd dumper skilt"
)
_COUNTED = rf"{BLANK}?(?:{_COUNTED_WORDS}\b|{_COUNTED_STEMS})"
_PHONE = rf"{BLANK}(?:\d\d{BLANK}\d\d{BLANK}\d\d(?!{BLANK}?\d)|\d\d{BLANK}\d{{3}}(?!\d)|000)|{DASH}\d\d{DASH}\d\d"
_SLASH = rf"/(?!{BLANK}?(?:[A-Ha-h](?!\w)|[{_UPPER}][a-zæøå]))"
_NOT_COUNTED = rf"(?!{_COUNTED}|\.{BLANK}?[a-zæøå]|[.,:]\d|{BLANK}?(?:%|{_SLASH})|{DASH}(?!\d|[A-Ha-h](?!\w))|{_PHONE})"
_LETTER = rf"(?:{BLANK}?[A-HJ-NP-Z](?!\w)|[a-z](?!\w)|{BLANK}[abc](?!\w))?"
_GOES_ON = any_of(
    r"og å eller er e har ha må treng\w{0,2} mangl\w{0,2} fi?kk fekk får står ligg\w{0,2} blir? ble vart i på som "
    r"til ved skal "
    "vil kan der her hvor kor men for fra frå med uten utan sidan siden"
)
_CLAUSE = rf"(?={BLANK}?(?:[.,;:!?)/]|$|\n)|{BLANK}{_GOES_ON}\b)"
_HOUSE = (
    rf"(?:,?{BLANK}?{_NR})?{BLANK}?(?!24/7)(?:\d{{1,3}}|(?!19|20)[1-9]\d{{3}}(?!{BLANK}[{_UPPER}]))(?!\d)"
    rf"(?:{BLANK}?(?:{DASH}|/){BLANK}?\d{{1,3}}(?!\d))?{_LETTER}(?!\w){_NOT_COUNTED}"
    rf"(?:{BLANK}?(?:/|{DASH}){BLANK}?[A-Ha-h](?!\w)|(?:,|{BLANK}og){BLANK}[A-H](?![\w.]))?"
    rf"(?:{BLANK}?(?:,|og|å|eller|til|samt|and|&|\+){BLANK}?(?:nr\.?{BLANK}?)?\d{{1,3}}{_LETTER}"
    rf"(?!\w){_NOT_COUNTED}{_CLAUSE}){{0,4}}"
)
_PLACE_PART = any_of(
    "Øvre Nedre Indre Ytre Nordre Søndre Østre Austre Vestre Midtre Store Vesle Lille Nord Sør Øst Vest"
)
_TOWN = (
    rf"(?:N-?|NO-)?\d{{4}}{BLANK}"
    rf"(?:{_PLACE_PART}{BLANK})?[{_UPPER}][\w-]{{1,30}}(?:{BLANK}(?:i|på){BLANK}[{_UPPER}][\w-]{{1,30}})?"
)
_SMALL_TOWN = rf"(?!(?:19|20)\d\d{BLANK})\d{{4}}{BLANK}[a-zæøå-]{{4,30}}(?!\w)"
_BETWEEN = rf"[,.]?(?:{BLANK}|\n){{0,2}}"
_TOWN_WITH = rf"(?:{_BETWEEN}{_TOWN}|,?{BLANK}{_SMALL_TOWN})?"
_DWELLING = (
    rf"(?:[,(]?{BLANK}?(?:(?:leil(?:ighet|egheit)?\.?|bolign(?:umme)?r\.?)?{BLANK}?[HLUK]0\d{{3}}(?!\w)\)?"
    rf"|(?:leil(?:ighet|egheit)?|hybel|flat|apt|apartment|oppg(?:ang)?|inngang|blokk)\.?{BLANK}(?:nr\.?{BLANK}?)?"
    rf"(?:\d{{1,4}}|[A-Z]|bak)(?!\w)"
    rf"|(?:i{BLANK})?(?:\d{{1,2}}\.|første|andre|tredje|1st|2nd|3rd){BLANK}?(?:etg(?:\.|\b)|etasje|høgda?"
    rf"|floor))){{0,3}}"
)
_STREET_WORDS = any_of(
    r"gate gata gaten gt\.? vei veien veg vegen plass allé alle torg bakke bakken torv sti stien tun brygge "
    "kai allmenning hyttefelt hyttegrend byggefelt boligfelt bustadfelt"
)
_STREET_ENDINGS = any_of(
    "bakken bakkane lia haugen haugane svingen stien tunet plass plassen løkka løkken åsen jordet ringen kroken torget "
    "tråkket grenda brygga bryggen kaia kollen enga engen moen myra berget toppen flata vollen terrasse faret dalen"
)
_LONGER_ENDINGS = any_of(
    "linna lina stredet smuget smauet sletta odden neset vika bukta kleiva kneika hagan holtet bråten vangen "
    "teigen åkeren "
    "ekra lunden rabben tangen stubben stranda strand skogen høgda heia marka ura nakken leitet rinden snaret geilen"
)
_ROAD_ENDINGS = any_of(r"veien vegen veita vei veg gata gaten gate gt\.? vn\. alléen alleen allé")
_PART = any_of(
    "nedre nede øvre gamle gamla nye store vesle lille vestre østre austre nordre søre søndre indre ytre midtre"
)
_STREET = re.compile(
    rf"(?<![\w.'-])(?P<street>(?:{_CAPITAL}{BLANK}){{1,3}}(?i:{_STREET_WORDS})"
    rf"|[{_UPPER}][\w.]{{1,20}}{BLANK}(?:den{BLANK})?(?:\d{{1,2}}\.?|[IVX]{{1,4}}\.?){BLANK}(?i:{_STREET_WORDS})"
    rf"|\d{{1,2}}\.{BLANK}?(?:mai|juni)(?:{BLANK}|-)?(?:s{BLANK})?(?:plass(?:en)?|gate|gata|vei|allé)"
    rf"|[^\W\d_][\w'’-]{{1,30}}s{BLANK}(?:vei|veg|gate|plass)"
    rf"|(?:(?i:{_PART}){BLANK})?"
    rf"(?:[{_UPPER}][\w-]{{0,30}}(?:{_STREET_ENDINGS}|(?<=\w\w){_LONGER_ENDINGS}|[a-zæøå]v\.|gt|(?<![hnfg]a)(?<!je"
    rf"|he)(?<!ste)vn)|(?i:[^\W\d_][\w-]{{0,40}}{_ROAD_ENDINGS})))"
    rf"{_HOUSE}{_DWELLING}{_TOWN_WITH}"
)
_KINDS_OF_ROAD = any_of(
    "riks fylkes europa kommune hoved gang sykkel bil motor privat gårds gards skogs grus inn ut om av tur "
    "under over bi side til fram frem bort hjem heim jern adkomst tilkomst snar stikk flom bom avkjør kjøre køyre gå"
)
_KINDS_OF_PLACE = any_of(
    "parkerings leke leike bade barnehage hjems heims omsorgs praksis arbeids holde halde idretts båt sitte syke sjuke "
    "studie skole skule student sommer camping raste elev fotball"
)
_NO_STREET = re.compile(
    rf"(?:.* )?{_KINDS_OF_ROAD}(?:vei|veg)(?:en)?|.*{_KINDS_OF_PLACE}plass(?:en)?|.*(?:barne|skole|skule|bygde)tunet"
    r"|(?-i:sk[ou]le)(?:vei|veg)(?:en)?|.*(?:bade|barne)stranda?|(?:.*(?:barne|regn|kommune))?skogen"
    r"|(?:(?:den|det|de|en|ei|på|i) )?(?:vei|veg|gate|gata|plass)(?:en)?|(?:gå|gang|sykkel)gat[ae]n?"
    r"|.*(?:la|sa|lan|tun|try|stren|[lst]i)gt\.?|ungt"  # neuters and participles end as the short form of gate does
    r"|(?:enkelt?|en|deres|vår|min|hans|hennes|noen|nokon|alle|barna|kommunen|andre)s (?:vei|veg|gate|plass)",
    re.IGNORECASE,
)
_LIVES = re.compile(
    rf"(?<!\w)(?i:bor|bur|budde?|bodde?|adr|adresse[nr]?|postadresse|flytt\w{{1,3}}|leier|leiger|live|rent|(?:vi|me"
    rf"|oss|heime|hjemme)(?={BLANK}[ip]))"
    rf"[.:]?{BLANK}(?:(?i:min|er|i|på|ved|til|fra|frå|at|in){BLANK}){{0,3}}"
    rf"(?P<it>(?:(?:[{_UPPER}][\w'’-]{{1,30}}{BLANK}){{1,3}}|"
    rf"(?i:[\w-]{{1,30}}{_ROAD_ENDINGS}){BLANK})\d{{1,3}}{_LETTER}(?!\w)"
    rf"{_NOT_COUNTED}{_DWELLING}{_TOWN_WITH}){_CLAUSE}"
)
_TOLD = re.compile(
    rf"(?<!\w)(?:post)?adresse[nr]?(?:{BLANK}(?:min|vår))?(?:{BLANK}(?:er|e)|:){BLANK}"
    rf"(?P<it>[^\W\d_][\w.'’-]{{1,30}}(?:{BLANK}[^\W\d_][\w.'’-]{{0,30}}){{0,3}}"
    rf"(?:{BLANK}\d{{1,4}}{_LETTER}(?!\w){_NOT_COUNTED}{_DWELLING}{_TOWN_WITH}{_CLAUSE}|,?{_BETWEEN}{_TOWN}))",
    re.IGNORECASE,
)
_WITH_TOWN = re.compile(
    rf"(?<![\w-])(?!(?:Buss|Linje|Rute|Sak|Side|Klasse|Rv|Fv|Uke|Ring){BLANK})"
    rf"(?:{_CAPITAL}{BLANK}){{1,3}}(?<!P[Bb]\. )(?<!oks )\d{{1,4}}{_LETTER}(?!\w)"
    rf"{_DWELLING},?(?:{BLANK}|\n){{1,2}}(?:{_TOWN})"
)
_NUMBER_FIRST = re.compile(
    rf"(?<!\w)(?i:at|address|lives?|in|is):?{BLANK}"
    rf"(?P<it>\d{{1,3}}[A-Za-z]?{BLANK}[{_UPPER}][\w-]{{0,30}}{_ROAD_ENDINGS}(?!\w)"
    rf"(?!{BLANK}?\d){_DWELLING}{_TOWN_WITH})"
)
_IN_FLAT = re.compile(
    rf"(?<!\w)(?:bor|bur|bodde?|budde?|live){BLANK}(?:i|på|in){BLANK}(?:leilighet|leil|leilegheit|hybel"
    r"|omsorgsbolig|bolig|hytte|flat|apartment)\.?"
    rf"{BLANK}?(?:{_NR}{BLANK}?)?(?P<it>\d{{1,4}}[A-Z]?(?!\w){_NOT_COUNTED}){_CLAUSE}",
    re.IGNORECASE,
)
_SMALL_ENDINGS = any_of(
    "bakken lia haugen svingen stien tunet løkka åsen jordet ringen kroken tråkket grenda kollen enga myra berget "
    "flata "
    "vollen faret linna stredet smauet sletta kleiva hagan holtet bråten"
)
_SMALL_STREET = re.compile(
    rf"(?<![\w-])(?i:i|på|ved|til|fra|frå|ut(?:en|a|an)for|foran|bak|mot){BLANK}"
    rf"(?P<street>[a-zæøå]{{3,20}}{_SMALL_ENDINGS})"
    rf"{_HOUSE}{_DWELLING}{_TOWN_WITH}{_CLAUSE}"
)
_NO_SMALL_STREET = re.compile(
    r"(?:ake|alpin|hopp|ski|slalåm|tur|natur|kultur|sykkel|gang|barne|skole|skule|gårds|gards|bygde|fotball|ball"
    r"|rund|opp|sam|fors|end|"
    r"ord|lys|kom|bo|ut|inn|over|på)\w{0,5}"
    r"(?:bakken|stien|tunet|løkka|ringen|svingen|sletta|jordet|holdet)"
)
_SMALL_ROAD = re.compile(
    rf"(?<![\w-])[^\W\d_]{{3,20}}{BLANK}(?:vei|veg|gate|gata|allé){BLANK}\d{{1,3}}[a-h]?,?{BLANK}{_SMALL_TOWN}",
    re.IGNORECASE,
)
_BESIDE_CONTACT = re.compile(
    rf"(?<=,{BLANK})[{_UPPER}][\w-]{{1,30}}(?:{BLANK}[{_UPPER}][\w-]{{1,30}}){{0,2}}{BLANK}\d{{1,3}}{_LETTER}"
    rf"(?=,{BLANK}(?:\x00{{6}}|\+?\d[\d ]{{7,14}}(?!\d)|(?i:tlf|mob|tel)))"
)
_BOX = re.compile(
    rf"(?<!\w)(?:(?i:postboks|postb\.|p\.?{BLANK}?o\.?{BLANK}?box|p\.?b\.?){BLANK}?\d{{1,5}}|Boks{BLANK}\d{{1,5}}"
    rf"(?!{_COUNTED})"
    rf"|(?i:boks){BLANK}\d{{1,5}}(?={_BETWEEN}{_TOWN}))(?!\d)"
    rf"(?:(?:{BLANK}[\w.-]{{1,20}}){{1,3}}(?={_BETWEEN}\d{{4}}{BLANK}[{_UPPER}]))?{_TOWN_WITH}"
)
_TOLD_BY = {
    _LIVES: (
        "bor",
        "bur",
        "bud",
        "bod",
        "adr",
        "flytt",
        "leie",
        "live",
        "rent",
        "vi ",
        "me ",
        "oss",
        "heime",
        "hjemme",
    ),
    _TOLD: ("adresse",),
    _NUMBER_FIRST: (" at ", "address", "live", " is "),
    _IN_FLAT: ("leil", "hybel", "bolig", "hytte", "flat", "apartment"),
}
_POST_CODE = re.compile(rf"\d{{4}}{BLANK}[{_UPPER}]")
_TOWN_AFTER = re.compile(rf"(?:\[navn\]|\[adresse\]){_BETWEEN}(?P<it>{_TOWN})")
_FLAT = re.compile(
    r"(?<![\w-])(?:H0\d{3}|(?i:(?<=bolignummer )|(?<=bolignr )|(?<=leilighet )|(?<=leil\. ))[HLUKhluk]\d{4})(?!\w)"
)
_FARM_WORD = any_of(
    rf"g\.?\s?(?:/\s?b\.?\s?)?nr\.?(?:\s?(?:/|og)\s?b\.?\s?nr\.?)? gb\.?nr\.? g(?:å|aa|a)rd(?:s|e)?[\s-]?{_NR} "
    rf"g(?:å|a)rds-?(?:/|\sog\s)b(?:ruks|nr)-?{_NR} b\.?\s?nr\.? bruks-?{_NR} matrikkel-?{_NR}"
)
_FARM_PART = any_of(rf"b\.?\s?nr\.? bruks[\s-]?{_NR} f\.?nr\.? feste-?{_NR} s\.?nr\.? seksjons?-?{_NR}")
_FARM = re.compile(
    rf"(?<![\d/])\d{{1,4}}/\d{{1,4}}(?={BLANK}\(?(?:g\.?(?:b\.?)?nr|g[åa]rds?(?:nummer|-{BLANK})))"
    rf"|(?<![^\W_]){_FARM_WORD}[.:]?\s?(?:\d{{4}}{DASH})?\d{{1,5}}(?!\d)"
    rf"(?:\s?(?:[/,;&]|{DASH}|og)?\s?{_FARM_PART}[.:]?\s?\d{{1,4}}(?!\d)"
    rf"|\s?/\s?\d{{1,4}}(?!\d)|{BLANK}og{BLANK}\d{{1,4}}(?![\w%])){{0,4}}",
    re.IGNORECASE,
)
_ESTATE_WORD = any_of(
    r"eiendom(?:men|mens|mer)? eigedom(?:en|men|mar|ar)? (?:eiendoms|eigedoms)grens\w{1,3} \w{0,12}tomt\w{0,3} "
    r"arealdel\w{0,4} matrikkel\w{0,4} hjemmel\w{0,4} parsell\w{0,2} \w{0,10}teig\w{0,3} seksjon\w{0,2} "
    "gard(?:en)? gård(?:en)?"
)
_ESTATE = re.compile(
    rf"(?<!\w){_ESTATE_WORD}(?P<between>[:(]?{BLANK}?\(?|{BLANK}(?:\w{{1,12}}[,:]?{BLANK}(?:\w\){BLANK})?){{1,5}})(?<!\w)"
    rf"(?P<it>(?:\d{{4}}{DASH})?(?P<farm>\d{{1,4}})/(?P<unit>\d{{1,4}})(?:/\d{{1,4}}){{0,2}})"
    rf"(?![\d/]|{DASH}\d|\.\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"(?<![\d/.,-])(?P<farm>\d{{1,4}})/\d{{1,4}}(?:/\d{{1,4}}){{0,2}}(?![\d/]|{DASH}\d|\.\d)")


def find_addresses(text: str) -> Iterator[Finding]:
    """Streets with a house number, boxes and dwellings ("H0101"), with the post code and town that follow.

    A road without a number stays, and so do "fylkesvei 16", "Storgata 3 ganger" and "3520 Jevnaker" alone: places tell
    of needs. A dwelling is L, H, U or K and four digits (matrikkelforskriften § 53, Kartverket).
    """
    for match in _STREET.finditer(text):
        if not _NO_STREET.fullmatch(match["street"]):
            yield Finding(*match.span(), ADDRESS, PATTERN)
    for match in _SMALL_STREET.finditer(text):
        if not _NO_SMALL_STREET.fullmatch(match["street"]):
            yield Finding(match.start("street"), match.end(), ADDRESS, PATTERN)
    folded = text.casefold()
    for pattern, hints in _TOLD_BY.items():
        for match in pattern.finditer(text) if has_any(folded, hints) else ():
            yield Finding(*match.span("it"), ADDRESS, CONTEXT)
    for pattern in (_BOX, _FLAT, _SMALL_ROAD, _BESIDE_CONTACT, *([_WITH_TOWN] if _POST_CODE.search(text) else [])):
        for match in pattern.finditer(text):
            yield Finding(*match.span(), ADDRESS, PATTERN)


def find_towns_after(text: str) -> Iterator[Finding]:
    """The post code and town right after a mask for a name or an address, which is not part of what is found."""
    for match in _TOWN_AFTER.finditer(text):
        yield Finding(*match.span("it"), ADDRESS, CONTEXT)


def find_properties(text: str) -> Iterator[Finding]:
    """Farm and unit number, with lease and section (matrikkelforskriften § 7): "gnr. 12 bnr. 34", "gnr/bnr 12/34".

    "12/34" alone counts only right after "eiendommen" and the like, with words between only when it is no date, and
    where the text has told another unit of the same farm.
    """
    farms = set()
    for match in _FARM.finditer(text) if has_any(text.casefold(), ("nr", "nummer")) else ():
        farms.update(re.findall(r"\d+", match.group()))
        yield Finding(*match.span(), PROPERTY, PATTERN)
    if "/" not in text:
        return
    for match in _ESTATE.finditer(text):
        is_date = int(match["farm"]) <= 31 and int(match["unit"]) <= 12
        if len(match["between"]) <= 2 or not is_date:
            farms.add(match["farm"])
            yield Finding(*match.span("it"), PROPERTY, CONTEXT)
    for match in _UNIT.finditer(text) if farms else ():
        if match["farm"] in farms:
            yield Finding(*match.span(), PROPERTY, CONTEXT)
