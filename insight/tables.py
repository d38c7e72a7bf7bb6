"""The tables: what one row is, the columns with their meaning, and what must hold at every door.

Each stage hands over one table, and every table carries the id of the one before, so that any figure
in the report can be followed back to a file and a row. `docs/kolonner.md` is generated from this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd
from pandas.api.types import pandas_dtype

from insight.errors import TableError, raise_all

Innspill: TypeAlias = pd.DataFrame
Behov: TypeAlias = pd.DataFrame
Clusters: TypeAlias = pd.DataFrame
StorB: TypeAlias = pd.DataFrame
Files: TypeAlias = pd.DataFrame
Decisions: TypeAlias = pd.DataFrame
FileColumns: TypeAlias = pd.DataFrame
Found: TypeAlias = pd.DataFrame
Reviews: TypeAlias = pd.DataFrame
GroupCounts: TypeAlias = pd.DataFrame
Population: TypeAlias = pd.DataFrame

TEXT, WHOLE, DECIMAL, TIME = "tekst", "heltall", "desimaltall", "tidspunkt"
DTYPES = {TEXT: "str", WHOLE: "int64", DECIMAL: "float64", TIME: "datetime64[us]"}

CHANNELS = ("undersøkelse", "verksted", "notat", "brev")
KINDS = ("behov", "løsning", "begge", "ros", "klage", "ikke svar")
NEED_KINDS = ("behov", "begge")
LANGUAGES = ("nb", "nn", "en", "annet")
DECIDERS = ("kommune", "fylkeskommune", "stat", "privat")
LINKS = ("samme svar", "samme tema", "uten uttalt behov")
STAMPS = ("solid", "usikker")
LEVERS = ("kommunen avgjør", "deler ansvar", "annet nivå", "låst av vedtak")
"""Who can do something about a need (handlingsrom), as a person decides it."""
NEXT_QUESTIONS = ("who", "others", "disagree", "solution", "why", "confirm")
GROUPS = ("alder", "kjoenn", "krets", "rolle")
REGISTERED = ("alder", "kjoenn", "krets")
"""The backgrounds that there are population figures of."""
DATE_ORDERS = ("dag først", "måned først")
UNPLACED = 0
IDENTIFIERS = (
    "navn",
    "telefon",
    "e-post",
    "adresse",
    "eiendom",
    "fødselsnummer",
    "fødselsdato",
    "kontonummer",
    "organisasjonsnummer",
    "nettadresse",
    "brukernavn",
    "bilnummer",
    "passnummer",
    "saksnummer",
)
"""The types of personal data that are masked; each leaves its name in square brackets in the text."""
MASKED, DOUBTFUL, KEPT = "maskert", "tvil", "beholdt"
MASK_IT, KEEP_IT, APPROVE, WITHHOLD = "masker", "behold", "godkjent", "hold tilbake"


@dataclass(frozen=True)
class Column:
    """One column. `allowed` lists the only values (besides empty); `filled` forbids empty."""

    name: str
    kind: str
    meaning: str
    allowed: tuple[str, ...] = ()
    filled: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, its key column and its columns in order."""

    name: str
    row: str
    key: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


FILES = Table(
    "filer",
    "én fil som er funnet i mappen med rådata",
    "source",
    (
        Column("source", TEXT, "Filnavnet, med undermappe der det er en.", filled=True),
        Column("reader", TEXT, "Hvilket format filen ble lest som; tomt når den ikke ble lest."),
        Column("encoding", TEXT, "Tegnsettet for tekstfiler; tomt for Excel og Word."),
        Column("sha256", TEXT, "Fingeravtrykk av innholdet: samme fil gir samme fingeravtrykk."),
        Column("n_rows", WHOLE, "Rader med noe i, uten overskrifter; for notater: antall lapper."),
        Column("n_unread", WHOLE, "Rader som ikke lot seg lese, og ikke er talt med over; hvilke står i merknaden."),
        Column("n_answers", WHOLE, "Rader i innspill-tabellen: ett svar for hver rad og hvert spørsmål."),
        Column("n_set_aside", WHOLE, "Hvor mange av svarene som er lagt til side."),
        Column("set_aside", TEXT, "Hvorfor svar er lagt til side, og hvor mange, skilt med « | »."),
        Column("questions", TEXT, "Kolonnene som er lest som fritekst, skilt med « | »."),
        Column("groups", TEXT, "Kolonnene som er lest som bakgrunn (alder, kjønn, krets, rolle), skilt med « | »."),
        Column("closed", TEXT, "Kolonnene som er lest som lukkede spørsmål (ett eller flere valg), skilt med « | »."),
        Column("dropped", TEXT, "Kolonnene med personopplysninger som er stanset i døra, skilt med « | »."),
        Column("unused", TEXT, "Kolonnene som ikke er brukt, skilt med « | »."),
        Column("note", TEXT, "Hvorfor filen ikke er lest, eller hva som er rettet under lesingen."),
    ),
)

INNSPILL = Table(
    "innspill",
    "ett svar på ett spørsmål, eller én lapp fra et verksted",
    "innspill_id",
    (
        Column(
            "innspill_id",
            TEXT,
            "Svarets nummer, laget av skjema, besvarelse og spørsmål; det samme neste gang eksporten kommer.",
            filled=True,
        ),
        Column("source", TEXT, "Filen svaret står i.", filled=True),
        Column("channel", TEXT, "Hvordan svaret kom inn.", allowed=CHANNELS, filled=True),
        Column("row", WHOLE, "Raden i filen, slik regnearket teller den; for notater: avsnittet."),
        Column(
            "person_id",
            TEXT,
            "Saltet fingeravtrykk av besvarelsen, det samme for besvarelser med samme e-postadresse eller bruker; tomt "
            "for lapper, for en lapp er ikke en person, og for svar som er trukket tilbake.",
        ),
        Column("response", WHOLE, "Hvilken besvarelse fra denne personen svaret står i (1, 2 ...); 0 uten person."),
        Column("question", TEXT, "Spørsmålet som ble stilt, eller overskriften lappen sto under."),
        Column("alder", TEXT, "Aldersgruppe, slik den er oppgitt."),
        Column("kjoenn", TEXT, "Kjønn, slik det er oppgitt."),
        Column("krets", TEXT, "Krets, skole eller del av kommunen, slik den er oppgitt."),
        Column("rolle", TEXT, "Rolle (forelder, ansatt ...); flere roller er skilt med «; »."),
        Column("answered_at", TIME, "Når svaret ble sendt inn (lokal tid), om det er oppgitt."),
        Column("votes", WHOLE, "Prikker eller stemmer lappen fikk; 0 for svar."),
        Column("text", TEXT, "Det personen skrev; etter rensing uten personopplysninger."),
        Column(
            "language",
            TEXT,
            "Språket teksten er gjettet å være; tomt når ordene ikke sier det, annet når de er ukjente.",
            allowed=LANGUAGES,
        ),
        Column("set_aside", TEXT, "Hvorfor svaret er lagt til side; tomt når det er med videre."),
    ),
)

BEHOV = Table(
    "behov",
    "ett utsagn i et svar",
    "behov_id",
    (
        Column("behov_id", TEXT, "Utsagnets nummer: innspill_id, # og plassen i svaret.", filled=True),
        Column("innspill_id", TEXT, "Svaret utsagnet står i.", filled=True),
        Column("quote", TEXT, "Personens egne ord, med personopplysninger maskert.", filled=True),
        Column("start", WHOLE, "Hvor i den rensede teksten utsagnet begynner (tegn, fra 0)."),
        Column(
            "language",
            TEXT,
            "Språket svaret er gjettet å være; tomt når ordene ikke sier det, annet når de er ukjente.",
            allowed=LANGUAGES,
        ),
        Column("kind", TEXT, "Hva slags utsagn det er.", allowed=KINDS, filled=True),
        Column("cue", TEXT, "Ordene som avgjorde slaget; tomt når ingen ord pekte ut noe."),
        Column("sure", TEXT, "Hvor sikkert slaget er.", allowed=("sikker", "usikker"), filled=True),
        Column(
            "speaker",
            TEXT,
            "Hvem som sier det: det personen har krysset av for, ellers det de skriver om seg selv; tomt når det "
            "ikke er sagt.",
        ),
        Column("who", TEXT, "Hvem behovet gjelder, skilt med «; »."),
        Column("who_cue", TEXT, "Ordene som avgjorde hvem behovet gjelder."),
        Column("service", TEXT, "Tjenesteområdet utsagnet nevner; tomt når det ikke lar seg plassere."),
        Column("service_cue", TEXT, "Ordene som avgjorde tjenesteområdet."),
        Column(
            "decider",
            TEXT,
            "Hvem som avgjør; tomt når ordene ikke sier det. Også der det ikke er kommunen, kan kommunen løfte saken.",
            allowed=DECIDERS,
        ),
        Column("decider_cue", TEXT, "Ordene som avgjorde hvem som avgjør."),
        Column("place", TEXT, "Stedene utsagnet nevner, skilt med «; »; tomt når det ikke lar seg plassere."),
        Column("area", TEXT, "Områdene stedene er regnet med, fra stedsregisteret; tomt når det ikke er oppgitt."),
        Column("place_cue", TEXT, "Ordene som avgjorde stedet."),
        Column(
            "concrete",
            TEXT,
            "Ordene som gjør utsagnet konkret: tid, sted, tall, hyppighet, hendelse eller noen i en situasjon; tomt "
            "når det er for generelt til å undersøkes.",
        ),
        Column(
            "repeat_of",
            TEXT,
            "Det første svaret (innspill_id) med samme eller nesten samme tekst; tomt når svaret er alene.",
        ),
        Column(
            "repeat",
            TEXT,
            "Om svaret er sendt av flere, eller av samme person før; tomt ellers.",
            allowed=("flere personer", "samme person"),
        ),
        Column(
            "sensitive",
            TEXT,
            "Hvorfor ordene kan røpe hvem det gjelder, eller er følsomme, skilt med «; »; tomt når de ikke er det.",
        ),
        Column("approved_by", TEXT, "Hvem som har lest og godkjent at følsomme ord vises; ellers tomt."),
        Column("cluster_id", WHOLE, "Temaet utsagnet hører til; 0 når det ikke er plassert."),
        Column("closeness", DECIMAL, "Hvor nær midten av temaet utsagnet ligger (cosinus, -1 til 1); tomt uten tema."),
        Column("second_id", WHOLE, "Temaet utsagnet ligger nesten like nær; 0 når det ikke er noe."),
        Column("subtheme", WHOLE, "Delen av temaet utsagnet hører til, i temaer som er delt; ellers 0."),
        Column("answers", TEXT, "For løsninger: behovet (behov_id) den ville svart på; tomt når ingen har sagt det."),
        Column("how", TEXT, "For løsninger: hvordan behovet er funnet.", allowed=LINKS),
    ),
)

CLUSTERS = Table(
    "clusters",
    "utsagn om det samme: et tema",
    "cluster_id",
    (
        Column("cluster_id", WHOLE, "Temaets nummer i denne kjøringen; 1 er det med flest behov."),
        Column("anchor", TEXT, "Behovet nærmest midten (behov_id); beslutninger peker på dette.", filled=True),
        Column("keywords", TEXT, "Ordene som skiller temaet fra de andre, skilt med «, »."),
        Column("n_statements", WHOLE, "Antall behov i temaet."),
        Column("stability", TEXT, "Om temaet kommer igjen når utsagnene trekkes på nytt.", allowed=STAMPS, filled=True),
        Column("agreement", DECIMAL, "Hvor godt det kommer igjen, fra 0 til 1; 0,6 og over er solid."),
        Column("subthemes", TEXT, "Delene av et stort tema: nummer, ord og antall behov, skilt med « | »."),
    ),
)

STOR_B = Table(
    "stor_b",
    "ett behov kommunestyret bør se",
    "stor_b_id",
    (
        Column("stor_b_id", TEXT, "Behovets nummer i rapporten: B-001, B-002 ...", filled=True),
        Column("cluster_id", WHOLE, "Temaet behovet er samlet fra."),
        Column("title", TEXT, "Kort navn; skrevet av et menneske der det er besluttet, ellers foreslått av verktøyet."),
        Column("titled_by", TEXT, "Hvem som har gitt navnet.", allowed=("verktøy", "menneske"), filled=True),
        Column("statement", TEXT, "Behovet med ordene til den som ligger nærmest midten av temaet."),
        Column(
            "sentence",
            TEXT,
            "Behovet i én setning; skrevet av et menneske der det er besluttet, ellers foreslått av ordene til noen i "
            "temaet; tomt når ingen har sagt det slik at det kan settes i én setning.",
        ),
        Column("sentence_by", TEXT, "Hvem som har skrevet setningen.", allowed=("verktøy", "menneske")),
        Column("hkv", TEXT, "Spørsmålet setningen åpner: «Hvordan kan vi ...?»; tomt uten setning."),
        Column("situation", TEXT, "Når behovet er der, slik det står i den foreslåtte setningen; ellers tomt."),
        Column("why", TEXT, "Hva det er godt for, slik det står i den foreslåtte setningen; ellers tomt."),
        Column("who", TEXT, "Hvem som har behovet, de oftest nevnte først, skilt med «; »."),
        Column("n_persons", WHOLE, "Antall personer som har meldt behovet."),
        Column(
            "n_repeated",
            WHOLE,
            "Hvor mange av personene som har sendt samme eller nesten samme tekst som andre; de er regnet med.",
        ),
        Column("n_statements", WHOLE, "Antall utsagn om behovet, lapper medregnet."),
        Column("n_notes", WHOLE, "Antall lapper fra verksteder om behovet."),
        Column("votes", WHOLE, "Prikker lappene fikk; aldri lagt sammen med personer."),
        Column("channels", TEXT, "Hvordan behovet kom inn, skilt med «; »."),
        Column("quotes", TEXT, "Inntil tre sitater (behov_id), skilt med mellomrom."),
        Column("loesninger", TEXT, "Løsninger folk nevnte ved behovet (behov_id), skilt med mellomrom."),
        Column(
            "opposing",
            TEXT,
            "Motstridende utsagn: for og mot (behov_id), skilt med «/», parene skilt med mellomrom.",
        ),
        Column("opposing_words", TEXT, "Hva de motstridende utsagnene er uenige om, skilt med «, »."),
        Column("stability", TEXT, "Om temaet bak kommer igjen når utsagnene trekkes på nytt.", allowed=STAMPS),
        Column("subthemes", TEXT, "Delene av et stort tema, skilt med « | »."),
        Column(
            "utredningsgrad",
            WHOLE,
            "0 én kilde og én gruppe; 1 flere personer; 2 flere grupper eller kanaler; 3 bekreftet i samtale.",
        ),
        Column(
            "saturation",
            DECIMAL,
            "Hvor stor del av det som ble sagt i den siste femdelen av utsagnene, som ikke var sagt før, fra 0 til 1; "
            "tomt når behovet har færre enn 20 utsagn. Det er ord som telles, så tallet er nesten aldri 0.",
        ),
        Column(
            "next_question",
            TEXT,
            "Hva det er mest å vinne på å spørre om: hvem, om andre har behovet, uenigheten, behovet bak løsningene, "
            "hvorfor det er viktig, eller om det er rett forstått.",
            allowed=NEXT_QUESTIONS,
        ),
        Column("handlingsrom", TEXT, "Hva kommunen selv avgjør; skrevet av et menneske."),
        Column(
            "handlingsrom_hint",
            TEXT,
            "Hvem som ser ut til å avgjøre, når minst to personers ord sier det; tomt ellers.",
            allowed=DECIDERS,
        ),
        Column("service", TEXT, "Tjenesteområdet behovet oftest nevner."),
        Column("paadriver", TEXT, "Hvem som driver behovet videre; skrevet av et menneske."),
    ),
)

DECISIONS = Table(
    "beslutninger",
    "det et menneske har bestemt om ett behov",
    "anker",
    (
        Column("anker", TEXT, "Utsagnet beslutningen gjelder (behov_id); temaet følger utsagnet.", filled=True),
        Column("tittel", TEXT, "Navnet behovet skal ha."),
        Column("behovssetning", TEXT, "Behovet i én setning: hvem trenger å kunne, få, slippe, vite eller være hva."),
        Column("handlingsrom", TEXT, "Hvem som kan gjøre noe med saken.", allowed=LEVERS),
        Column("paadriver", TEXT, "Hvem som driver behovet videre."),
        Column("skjer_videre", TEXT, "Hva som skjer videre, slik det blir sagt til dem som svarte."),
        Column("kan_ikke", TEXT, "Hva som ikke kan gjøres, og hvorfor, slik det blir sagt til dem som svarte."),
        Column("bestemt_av", TEXT, "Hvem som bestemte."),
        Column("dato", TEXT, "Når det ble bestemt."),
    ),
)

FOUND = Table(
    "funn",
    "ett sted i et svar der noe er maskert, eller kan være en personopplysning",
    "found_id",
    (
        Column("found_id", TEXT, "Svarets nummer, kolonnen og funnets plass i teksten.", filled=True),
        Column("innspill_id", TEXT, "Svaret funnet står i.", filled=True),
        Column("column", TEXT, "Kolonnen i innspill-tabellen funnet står i.", filled=True),
        Column("type", TEXT, "Hva slags opplysning det er.", allowed=IDENTIFIERS, filled=True),
        Column("status", TEXT, "Om stedet er maskert eller står åpent.", allowed=(MASKED, DOUBTFUL, KEPT), filled=True),
        Column("how", TEXT, "Hva som pekte det ut: mønster, ordliste, sammenheng, modell eller et menneske."),
        Column("context", TEXT, "Ordene rundt, maskert; det som er i tvil, står mellom ⟦ og ⟧."),
        Column("case", TEXT, "Saltet fingeravtrykk av slaget og ordene: like funn er samme sak.", filled=True),
    ),
)

REVIEWS = Table(
    "gjennomsyn",
    "det et menneske har bestemt om én sak: noe som er maskert, noe som er i tvil, eller et utsagn som er følsomt",
    "case",
    (
        Column("case", TEXT, "Saken, slik den står i gjennomsynslisten.", filled=True),
        Column(
            "decision",
            TEXT,
            "masker eller behold for ord, godkjent eller hold tilbake for utsagn.",
            allowed=(MASK_IT, KEEP_IT, APPROVE, WITHHOLD),
            filled=True,
        ),
        Column("decided_by", TEXT, "Hvem som bestemte.", filled=True),
        Column("date", TEXT, "Når det ble bestemt."),
    ),
)

FILE_COLUMNS = Table(
    "filkolonner",
    "én kolonne i en fil",
    "column_id",
    (
        Column(
            "column_id",
            TEXT,
            "Filnavnet, # og kolonnens plass i filen (flere ark telles etter hverandre).",
            filled=True,
        ),
        Column("source", TEXT, "Filen kolonnen står i.", filled=True),
        Column("sheet", TEXT, "Arket, når filen er en arbeidsbok."),
        Column("header", TEXT, "Overskriften, slik den er lest.", filled=True),
        Column("role", TEXT, "Hva kolonnen er lest som; tomt når den ikke er brukt."),
        Column("why", TEXT, "Hva som avgjorde rollen."),
        Column("doubt", TEXT, "Hvorfor rollen er usikker; tomt når den ikke er det."),
        Column("n_filled", WHOLE, "Antall celler med noe i."),
        Column("n_distinct", WHOLE, "Antall ulike verdier."),
        Column(
            "masked", TEXT, "Mulige personopplysninger i fritekst, i inntil 200 svar: antall og slag, skilt med « | »."
        ),
    ),
)

GROUP_COUNTS = Table(
    "grupper",
    "ett tall på personer i rapporten: i en gruppe, eller i en gruppe som har meldt et behov",
    "count_id",
    (
        Column("count_id", TEXT, "Bakgrunnen, behovet (om det er ett) og gruppen, skilt med «/».", filled=True),
        Column("background", TEXT, "Hvilken bakgrunn gruppen er delt etter.", allowed=GROUPS, filled=True),
        Column("group", TEXT, "Gruppen; tomt for dem som ikke har oppgitt noen."),
        Column("stor_b_id", TEXT, "Behovet; tomt når tallet er alle som har svart."),
        Column("title", TEXT, "Behovets korte navn i rapporten; tomt når tallet er alle som har svart."),
        Column("shown", TEXT, "Antallet som står i rapporten, eller «:» når det er skjult.", filled=True),
    ),
)

POPULATION = Table(
    "befolkning",
    "én gruppe av befolkningen, og hvor mange som bor i kommunen",
    "population_id",
    (
        Column("population_id", TEXT, "Bakgrunnen og gruppen, skilt med «/».", filled=True),
        Column("background", TEXT, "Hvilken bakgrunn gruppen er delt etter.", allowed=REGISTERED, filled=True),
        Column(
            "group",
            TEXT,
            "Gruppen: alder i hele år (0, 1 ... 105+) eller fra og til (13-17), kvinne eller mann, kretsens navn.",
            filled=True,
        ),
        Column("n", WHOLE, "Hvor mange innbyggere som er i gruppen."),
        Column("source", TEXT, "Hvor tallene kommer fra.", filled=True),
        Column("date", TEXT, "Dagen tallene gjelder for.", filled=True),
    ),
)

TABLES = (FILES, FILE_COLUMNS, INNSPILL, FOUND, BEHOV, CLUSTERS, STOR_B, DECISIONS, REVIEWS, GROUP_COUNTS, POPULATION)


def empty(table: Table) -> pd.DataFrame:
    """A table without rows, with every column in its dtype."""
    return pd.DataFrame({column.name: pd.Series(dtype=DTYPES[column.kind]) for column in table.columns})


def finish(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give `rows` the declared columns, dtypes and order, sorted by key, and check the result.

    Text that is missing becomes empty text: an answer is never NaN. Columns that are not declared are a
    fault, not silently dropped. Raises TableError.
    """
    if rows.empty and not len(rows.columns):
        return empty(table)
    result = rows.copy()
    for column in table.columns:
        if column.name not in result:
            continue
        if column.kind == TEXT:
            result[column.name] = result[column.name].fillna("").astype("str")
        else:
            result[column.name] = result[column.name].astype(pandas_dtype(DTYPES[column.kind]))
    check(result, table)
    return result[table.names].sort_values(table.key, kind="stable", ignore_index=True)


def check(rows: pd.DataFrame, table: Table) -> None:
    """Raise TableError naming every way in which `rows` breaks the declaration of `table`."""
    faults = [f"{table.name}: kolonnen «{name}» mangler." for name in table.names if name not in rows]
    faults += [
        f"{table.name}: kolonnen «{name}» er ikke kjent; kolonnene er {', '.join(table.names)}."
        for name in rows.columns
        if name not in table.names
    ]
    for column in table.columns:
        if column.name in rows:
            faults += [f"{table.name}: {fault}" for fault in _column_faults(rows[column.name], column)]
    if table.key in rows and (repeated := rows[table.key][rows[table.key].duplicated()]).size:
        faults.append(f"{table.name}: {table.key} «{repeated.iloc[0]}» står på flere rader; hver rad må ha sin egen.")
    raise_all(TableError, faults)


def _column_faults(values: pd.Series, column: Column) -> list[str]:
    is_kind = {
        TEXT: pd.api.types.is_string_dtype,
        WHOLE: pd.api.types.is_integer_dtype,
        DECIMAL: pd.api.types.is_float_dtype,
        TIME: pd.api.types.is_datetime64_dtype,
    }[column.kind]
    if not is_kind(values.dtype):
        return [f"«{column.name}» skal være {column.kind}, men er {values.dtype}."]
    if column.kind != TEXT:
        return []
    faults = []
    if values.isna().any():
        faults.append(f"«{column.name}» har {int(values.isna().sum())} rader uten verdi; bruk tom tekst.")
    if column.filled and (values == "").any():
        faults.append(f"«{column.name}» er tom på {int((values == '').sum())} rader, men må være fylt ut.")
    if column.allowed:
        strange = sorted(set(values.dropna()) - {"", *column.allowed})
        if strange:
            faults.append(f"«{column.name}» har verdien «{strange[0]}»; lovlig er {', '.join(column.allowed)}.")
    return faults


def find_withheld(behov: Behov) -> pd.Series:
    """Whether each statement is sensitive without a person having approved it: its words are then never shown."""
    return (behov["sensitive"] != "") & (behov["approved_by"] == "")


def describe() -> str:
    """The text of docs/kolonner.md: every table and column, in bokmål."""
    lines = [
        "# Kolonnene i tabellene",
        "",
        "Denne siden er laget av `insight/tables.py` med `python scripts/make_kolonner.py`; rett der, ikke her.",
    ]
    for table in TABLES:
        lines += ["", f"## {table.name}", "", f"Én rad er {table.row}. Nøkkelen er `{table.key}`.", ""]
        lines += ["| kolonne | type | betydning |", "|---|---|---|"]
        for column in table.columns:
            allowed = f" En av: {', '.join(column.allowed)}." if column.allowed else ""
            lines.append(f"| `{column.name}` | {column.kind} | {column.meaning}{allowed} |")
    return "\n".join(lines) + "\n"
