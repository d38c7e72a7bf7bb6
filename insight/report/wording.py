"""Every fixed Norwegian word a reader of the report sees; `sentences` has those that carry numbers.

The words are kept together here so that nynorsk or English can come beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# --- names of sheets, tables and columns -----------------------------------------------------------------

FRONT, SUMMARY, NEEDS, WHO, NEEDS_BY_GROUP = "Les meg", "Oppsummering", "Behov", "Hvem", "Behov og grupper"
SOLUTIONS, QUOTES, VOICES, FILES, METHOD = "Løsninger", "Sitater", "Alle innspill", "Innlesing", "Metode"

CONTENTS: Mapping[str, str] = {
    SUMMARY: "Det viktigste på én side: tre behov, og det vi ikke vet.",
    NEEDS: "Alle behovene, ett på hver rad, med svar på de fire spørsmålene i strategien.",
    WHO: "Hvem som har svart, etter alder, kjønn, krets og rolle.",
    NEEDS_BY_GROUP: "Hvor mange i hver gruppe som har meldt hvert behov. Tall om få personer er skjult.",
    SOLUTIONS: "Løsningene folk nevnte, ved behovet de svarer på. Ingen av dem er vurdert.",
    QUOTES: "Inntil tre sitater for hvert behov, ordrett.",
    VOICES: "Alt som er sagt, utsagn for utsagn, også det som er lagt til side.",
    FILES: "Hver fil: hvordan den er lest, og hva som er blitt av svarene i den.",
    METHOD: "Regnskapet over svarene, og hvordan arbeidet er gjort.",
}

TITLES: Mapping[str, str] = {
    NEEDS: "Behovene folk har meldt",
    WHO: "Hvem har svart?",
    NEEDS_BY_GROUP: "Hvem har meldt hvilke behov?",
    SOLUTIONS: "Løsninger folk nevnte",
    QUOTES: "Med folks egne ord",
    VOICES: "Alt som er sagt",
    FILES: "Filene som er lest",
    METHOD: "Slik er det telt, og slik er det gjort",
}

HEADINGS: Mapping[str, str] = {
    "need_id": "Behov",
    "title": "Kort navn",
    "titled_by": "Navnet er gitt av",
    "statement": "Hva er behovet? Deres egne ord",
    "who": "Hvem har behovet?",
    "n_persons": "Personer",
    "n_statements": "Utsagn",
    "n_notes": "Lapper",
    "votes": "Prikker",
    "channels": "Kanaler",
    "grade": "Er behovet godt nok utredet?",
    "handlingsrom": "Handlingsrom",
    "service": "Tjenesteområde",
    "paadriver": "Pådriver",
    "stability": "Stempel",
    "subthemes": "Deler av temaet (antall utsagn)",
    "n_solutions": "Løsninger nevnt",
    "n_quotes": "Sitater",
    "tested": "Treffer løsningen behovet?",
    "quote": "Ordene som ble brukt",
    "behov_id": "Utsagn nr.",
    "channel": "Kanal",
    "status": "Status",
    "innspill_id": "Svar nr.",
    "source": "Fil",
    "row": "Rad",
    "question": "Spørsmål",
    "text": "Tekst",
    "kind": "Slag",
    "sure": "Hvor sikkert",
    "cue": "Ordene som avgjorde",
    "concerns": "Hvem det gjelder",
    "place": "Sted",
    "decider": "Hvem avgjør",
    "concrete": "Konkret ved",
    "repeat": "Samme tekst fra",
    "disagreement": "Folk er uenige om",
    "n_repeated": "Sendte samme tekst",
    "how": "Hvor behovet er funnet",
    "answers": "Svarer på utsagn nr.",
    "closeness": "Nærhet",
    "set_aside": "Lagt til side fordi",
    "background": "Bakgrunn",
    "name": "Gruppe",
    "share": "Andel av dem som svarte",
    "speaker": "Fra",
    "reader": "Lest som",
    "encoding": "Tegnsett",
    "n_rows": "Rader lest",
    "n_unread": "Rader ikke lest",
    "n_answers": "Svar og lapper",
    "n_in_use": "I bruk",
    "n_set_aside": "Lagt til side",
    "reasons": "Hvorfor, og hvor mange",
    "read_note": "Merknader",
    "step": "Steg",
    "what": "Hva",
    "n": "Antall",
}

BACKGROUNDS: Mapping[str, str] = {"alder": "Alder", "kjoenn": "Kjønn", "krets": "Krets", "rolle": "Rolle"}
KIND_NAMES: Mapping[str, str] = {"begge": "behov og løsning"}

DECIDERS: Mapping[str, str] = {
    "kommune": "kommunen",
    "fylkeskommune": "fylkeskommunen; kommunen kan løfte saken",
    "stat": "staten; kommunen kan løfte saken",
    "privat": "private; kommunen kan løfte saken",
}
LINKED: Mapping[str, str] = {
    "": "",
    "samme svar": "i samme svar",
    "samme tema": "i samme tema",
    "uten uttalt behov": "ikke uttalt: hva er egentlig behovet?",
}

# --- values in cells -------------------------------------------------------------------------------------

HIDDEN = ":"
BY_TOOL = "verktøy"
NOT_GIVEN = "Ikke oppgitt"
NOT_TESTED = "Ikke testet ennå"
NOT_ASSESSED = "Ikke vurdert"
NOT_CLARIFIED = "Ikke avklart"
NOT_SAID = "Ikke sagt"
NOT_PLACED = "ikke plassert"
NOBODY_YET = "Ingen ennå"
NO_NEED = "Uten uttalt behov"
FILE_UNREAD = "ikke lest"
NO_STATEMENTS = "ingen utsagn funnet i teksten"
WITHHELD = "[holdt tilbake: må godkjennes av et menneske]"
ALL_WITHHELD = "Alle utsagnene om behovet er holdt tilbake til et menneske har lest og godkjent dem."
NOT_SHOWN_ASIDE = "[ikke vist: svaret er lagt til side]"
CUT_QUOTE = "[…]"
CUT_CELL = " […] (Teksten er for lang for regnearket. Resten står i filen «alle-innspill».)"

GRADES: Mapping[int, str] = {
    0: "0: én kilde og én gruppe",
    1: "1: flere personer",
    2: "2: flere grupper eller kanaler",
    3: "3: bekreftet i samtale",
}

# --- Les meg ---------------------------------------------------------------------------------------------

DEFAULT_TITLE = "Hva folk har behov for"
VERSION = "Versjon av insight"
ABOUT_LABELS = ("Kommune", "Runde", "Dato", "Ansvarlig", VERSION)
FRONT_ABOUT, FRONT_READING, FRONT_CONTENTS, FRONT_WARNINGS = (
    "Hva dette er",
    "Slik leses det",
    "Innhold",
    "Vær klar over",
)
TO_FRONT = "Til Les meg"

ABOUT = (
    "Her er det folk har svart med egne ord, samlet etter hvilke behov de forteller om.",
    "Løsninger folk har foreslått, er tatt vare på for seg, ved behovet de svarer på.",
    "Arbeidsboka viser hva folk sier at de trenger. Den foreslår ikke hva kommunestyret skal vedta.",
)
STAMP = (
    "Stempelet sier hvor fast et tema er. Solid: temaet kommer igjen når bare en del av utsagnene er med. Usikker: "
    "det gjør det ikke, og noen andre svar kunne gitt et annet tema."
)
STAMP_NOTE = "Stempelet solid eller usikker gjelder temaet, ikke utsagnet. Det er forklart i arket «Metode»."
READING = (
    "Begynn med Oppsummering. Den er på én side.",
    "Hvert behov har et nummer, for eksempel B-003. Nummeret er det samme i alle arkene og fra runde til runde.",
    "Personer og utsagn er telt hver for seg: én person kan ha gitt flere utsagn. En lapp fra et verksted "
    "kan gi utsagn, men er ikke en person.",
    STAMP,
)
SELF_SELECTED = (
    "Svarene kommer fra dem som selv valgte å delta. De viser hvilke behov som finnes, ikke hvor mange i "
    "kommunen som har dem."
)
SIZE_IS_NOT_IMPORTANCE = "Størrelse er ikke viktighet. Et behov som få har meldt, kan være det som haster mest."
NAMES_ARE_PROPOSED = (
    "Et dataprogram har foreslått navn på behov som ingen har gitt navn ennå. Les ordene folk brukte, ikke bare navnet."
)
READ_BEFORE_PUBLISHING = (
    "Navn, telefonnumre og andre personopplysninger er lett etter og skjult av et dataprogram. Programmet "
    "finner ikke alt. Et menneske må lese alle tekstene før noe av dette blir offentlig."
)

# --- Oppsummering ----------------------------------------------------------------------------------------

IN_SHORT, NOT_KNOWN = "Kort sagt", "Det vi ikke vet"
TOO_FEW = "Det er for få utsagn om behov til å samle dem i temaer. Alt som er sagt, står i arket «Alle innspill»."
NO_STATEMENTS_YET = "Ingen utsagn ennå"


class Measure(NamedTuple):
    """What a bar counts: the noun in singular and plural, the name of the axis, and how a finding begins."""

    one: str
    many: str
    axis: str
    finding: str


MEASURES: Mapping[str, Measure] = {
    "n_persons": Measure("én person", "personer", "Antall personer", "Flest personer har meldt"),
    "n_statements": Measure("ett utsagn", "utsagn", "Antall utsagn", "Flest utsagn handler om"),
}
HATCHED = "skravert: usikkert tema"
CHOSEN_BY_SIZE = "Dette er behovene flest har meldt. Det gjør dem ikke viktigere enn de andre."
SILENT_ARE_UNKNOWN = "Hva de som ikke svarte, har behov for, vet vi ikke."

# --- the sheets with one table ---------------------------------------------------------------------------

NEEDS_NOTES = (
    "Ett behov på hver rad, i nummerorden. Rekkefølgen sier ikke noe om hva som er viktigst.",
    "Utredet: " + "; ".join(GRADES.values()) + ".",
    "«Folk er uenige om»: det noen er for og andre mot. «Sendte samme tekst»: personer bak like svar, regnet med.",
    STAMP,
)
SOLUTIONS_NOTES = (
    "Ett forslag på hver rad. Forslagene er tatt med slik de ble sagt; ingen er vurdert.",
    "Forslagene står ved behovet de ligger nærmest. Sammenhengen er funnet av et dataprogram.",
    "Der ingen har sagt hva behovet er, er det spørsmålet til neste runde: Hva er egentlig behovet?",
    STAMP_NOTE,
)
QUOTES_NOTES = (
    "Folks egne ord. Lange sitater er kortet ned, merket med […]. Hele teksten står i «Alle innspill».",
    "«Fra» er én gruppe personen hører til. Den er tom der gruppen er liten, eller sitatet kunne røpe et skjult tall.",
    STAMP_NOTE,
    READ_BEFORE_PUBLISHING,
)
VOICES_NOTES = (
    "Ett utsagn på hver rad. Svar som er lagt til side, har også en rad, med grunnen i siste kolonne.",
    STAMP_NOTE,
    READ_BEFORE_PUBLISHING,
)
FILES_NOTES = (
    "Én fil på hver rad. Svar og lapper i en fil er enten i bruk eller lagt til side; tallene går opp for hver fil.",
    "Én rad i en fil gir ett svar for hvert spørsmål, også der ruten er tom.",
)
METHOD_NOTES = (
    "Regnskapet viser hva som er blitt av hvert svar. Alle summer går opp.",
    "Én rad i en fil gir ett svar for hvert spørsmål.",
)

PERSONS_BY_GROUP = (
    "Tallene er personer som har meldt behovet. En person som har meldt flere behov eller har flere roller, er telt i "
    "hvert av dem. Lapper fra verksteder er ikke personer og er ikke med."
)
ZERO = "«-» betyr at ingen i gruppen har meldt behovet."
NO_SHARES = "Så få svarte at andeler ikke er regnet ut."

NOTHING_YET: Mapping[str, str] = {
    SUMMARY: TOO_FEW,
    NEEDS: TOO_FEW,
    WHO: "Ingen personer har svart.",
    NEEDS_BY_GROUP: "Ingen tabell ennå: svarene er ikke samlet i behov, eller ingen har oppgitt bakgrunn.",
    SOLUTIONS: "Ingen løsninger er nevnt.",
    QUOTES: "Ingen sitater: behovene er ikke samlet i temaer ennå.",
    VOICES: "Ingen svar er lest.",
    FILES: "Filene er ikke oppgitt for denne rapporten.",
    METHOD: "",
}

# --- Metode ----------------------------------------------------------------------------------------------

STEP_FILES, STEP_ANSWERS, STEP_STATEMENTS = "1 Filer", "2 Svar", "3 Utsagn"
STEP_NEEDS, STEP_PERSONS, STEP_MASKS = "4 Behov", "5 Personer og lapper", "6 Skjulte opplysninger"
FILES_UNREAD = "Filer som ikke er lest"
ANSWERS_ALL = "Svar og lapper i alt, også tomme"
ANSWERS_WITH_STATEMENTS = "Svar med utsagn"
ANSWERS_WITHOUT_STATEMENTS = "Svar uten utsagn"
STATEMENTS_ALL = "Utsagn i alt"
STATEMENTS_UNSURE = "Utsagn der slaget er usikkert (er også talt over)"
NEEDS_ALL = "Utsagn om behov i alt"
NEEDS_PLACED = "Plassert i et tema"
NEEDS_UNPLACED = "Ikke plassert i noe tema"
PERSONS_ALL = "Personer i alt"
PERSONS_AGAIN = "Personer som har svart mer enn én gang (er også talt over)"
PERSONS_HEARD = "Personer med minst ett svar i bruk"
PERSONS_SET_ASIDE = "Personer der alle svar er lagt til side"
NOTES_HEARD = "Lapper i bruk (en lapp er ikke en person)"
VOTES_HEARD = "Prikker på lapper i bruk"

METHOD_DONE, METHOD_SETTINGS = "Slik er det gjort", "Innstillinger"
METHOD_LINES = (
    "Svarene er lest slik de ble levert. Ingen svar er slettet: et svar som ikke er brukt, er lagt til side "
    "med en grunn.",
    "Personopplysninger er lett etter i tekstene og skjult med ord som [navn] og [telefon].",
    "Hvert svar er delt i utsagn: ett utsagn sier én ting. Ordene i utsagnet avgjør om det er et behov, en "
    "løsning, ros eller klage. Ordene som avgjorde, står i «Alle innspill».",
    "Utsagn om behov som likner hverandre i ordvalg, er samlet i temaer av et dataprogram. Utsagn som ikke "
    "likner nok, er ikke plassert.",
    STAMP,
    "En løsning er lagt ved det behovet den ligger nærmest. Løsninger teller ikke med når behov telles. Hvilket utsagn "
    "den ville svart på, er funnet i samme svar eller samme tema; ellers er behovet ikke uttalt.",
    "Der noen er for og andre mot det samme, står det hva de er uenige om. Det finner ikke all uenighet.",
    "Like svar fra flere er talt med hver for seg; hvor mange det gjelder, står ved behovet.",
    "Nærhet er et tall fra -1 til 1 som sier hvor nær midten av temaet et utsagn ligger. 1 er nærmest.",
    "Hvor godt et behov er utredet, er et tall fra 0 til 3: " + "; ".join(GRADES.values()) + ". Tallet sier hvor "
    "bredt behovet er meldt, ikke hvor viktig det er.",
    "Kort navn er foreslått av et dataprogram der det ikke står at et menneske har gitt det. Det er ord eller uttrykk "
    "som flere personer har brukt, slik de skrev dem.",
    "Samme svar gir samme rapport hver gang.",
)

MAALFORM_MIXED = "Ingen temaer har bare én målform der svarene har begge."

# --- the workbook itself ---------------------------------------------------------------------------------

COMMENTS = "Behov samlet fra svar i fritekst. Må leses av et menneske før noe blir offentlig."
PAGE_FOOTER = "Side &P av &N"
