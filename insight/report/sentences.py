"""The sentences of the report that carry numbers, in bokmål; `wording` has the words that never change."""

from __future__ import annotations

from collections.abc import Sequence

from insight.look import UNSURE
from insight.report import wording
from insight.report.numerals import (
    capitalize,
    spell_count,
    spell_date,
    spell_list,
    spell_number,
    spell_share,
    write_number,
)
from insight.report.shapes import Group, GroupTable, Need, Totals

PERSON, NOTE, STATEMENT = ("én person", "personer"), ("én lapp", "lapper"), ("ett utsagn", "utsagn")
MOST_NAMES = 6
"""Groups named in one sentence; the rest are counted."""


# --- Oppsummering ------------------------------------------------------------------------------------


def summarize(totals: Totals, stamps: Sequence[str]) -> tuple[str, ...]:
    """At most five lines: who, when, what was said, what became of it (`stamps`, one a theme), what it cannot tell."""
    lines = (_tell_who(totals), _tell_when(totals), _tell_what(totals), _tell_themes(stamps))
    return (*filter(None, lines), wording.SELF_SELECTED)


def _tell_who(totals: Totals) -> str:
    clauses = []
    if totals.n_persons:
        clauses.append(f"{spell_count(totals.n_persons, *PERSON)} har svart")
    if totals.n_notes:
        clauses.append(f"{spell_count(totals.n_notes, *NOTE)} er samlet inn på verksteder og i notater")
    return capitalize(", og ".join(clauses)) + "." if clauses else "Ingen har svart ennå."


def _tell_when(totals: Totals) -> str:
    if not totals.first_day:
        return ""
    if totals.first_day == totals.last_day:
        return f"Svarene kom {spell_date(totals.first_day)}."
    return f"Svarene kom mellom {spell_date(totals.first_day)} og {spell_date(totals.last_day)}."


def _tell_what(totals: Totals) -> str:
    needs, solutions = totals.n_need_statements, totals.n_solution_statements
    others = totals.n_statements - needs - solutions
    parts = ((needs, "om behov"), (solutions, "om løsninger"), (others, "med ros, klage eller annet"))
    said = spell_list([f"{_neuter(n)} {about}" for n, about in parts if n])
    whole = spell_count(totals.n_statements, *STATEMENT)
    return f"Svarene er delt i {whole}: {said}." if said else ""


def _neuter(n: int) -> str:
    """The number of statements without the noun: "ett", for it is *et* utsagn."""
    return "ett" if n == 1 else spell_number(n)


def _tell_themes(stamps: Sequence[str]) -> str:
    if not stamps:
        return wording.TOO_FEW
    themes = spell_count(len(stamps), "ett tema", "temaer")
    told = f"Utsagnene om behov er samlet i {themes}. Hvert tema er ett behov i listen under."
    return f"{told} {tell_stamps(stamps)}"


def tell_stamps(stamps: Sequence[str]) -> str:
    """How many of the themes are unsure, and what that means."""
    n, unsure = len(stamps), stamps.count(UNSURE)
    if not unsure:
        return "Alle temaene er solide." if n > 1 else "Temaet er solid."
    if unsure == n:
        found = "Alle temaene er usikre" if n > 1 else "Temaet er usikkert"
    else:
        found = (
            f"{capitalize(spell_number(unsure))} av temaene er usikre" if unsure > 1 else "Ett av temaene er usikkert"
        )
    return f"{found}: med litt andre svar kunne inndelingen blitt en annen."


def name_highlights(n: int) -> str:
    return capitalize(spell_count(n, "ett behov", "behov")) + " dere bør kjenne til"


def highlight(need: Need, quote: str) -> str:
    """One sentence: which need, how many reported it, how, and one of them in their own words."""
    counts = (("av", need.n_persons, PERSON), ("på", need.n_notes, NOTE))
    voices = spell_list([f"{by} {spell_count(n, *words)}" for by, n, words in counts if n])
    channels = spell_list(need.channels.split("; "))
    told = f"{need.need_id} {need.title}: meldt {voices} ({channels}; stempel: {need.stability})"
    if need.statement == wording.ALL_WITHHELD:
        return f"{told}. {wording.ALL_WITHHELD}"
    end = "" if quote[-2:-1] in ".!?" else "."
    return f"{told}, for eksempel {quote}{end}"


def warn_withheld(n: int) -> str:
    told = spell_count(n, "ett utsagn", "utsagn")
    return (
        f"Ordene i {told} er holdt tilbake: de kan røpe hvem noen er, eller er følsomme for noen. De er talt med. Et "
        "menneske må lese dem i gjennomsynslisten og bestemme om de kan vises."
    )


def admit_unheard(few: Sequence[Group], unknown: Sequence[str], threshold: int) -> str:
    """Which groups few answered from, and which backgrounds nobody gave."""
    found = []
    if few:
        names = [f"{group.name} ({group.background.casefold()})" for group in few]
        left_out = len(names) - MOST_NAMES
        if left_out > 0:
            names = [*names[:MOST_NAMES], f"{spell_number(left_out)} til"]
        fewest = f"Færre enn {spell_number(threshold)}"
        found.append(f"{fewest} svarte i hver av disse gruppene: {spell_list(names)}.")
    if unknown:
        found.append(f"Ingen oppga {spell_list([name.casefold() for name in unknown])}.")
    return " ".join([*found, wording.SILENT_ARE_UNKNOWN])


def admit_unplaced(unplaced: int, whole: int) -> str:
    share = capitalize(spell_share(unplaced, whole))
    return f"{share} av utsagnene om behov passet ikke i noe tema. De står i arket «Alle innspill»."


def admit_unsure(unsure: int, whole: int) -> str:
    share = spell_share(unsure, whole)
    return f"For {share} av utsagnene er det usikkert om de handler om et behov, en løsning eller noe annet."


def explain_hidden(threshold: int) -> str:
    return (
        f"«{wording.HIDDEN}» betyr færre enn {spell_number(threshold)} personer, eller et tall som ville "
        "røpet en så liten gruppe."
    )


# --- notes and warnings ------------------------------------------------------------------------------


def warn_too_few_statements(n: int, fewest: int) -> str:
    """For so few statements that the themes mix matters more often, whatever their stamp."""
    return (
        f"Det er bare {spell_count(n, *STATEMENT)} om behov. Med under {write_number(fewest)} blander temaene lettere "
        "ulike saker, også når stempelet er solid. Bruk temaene til å finne fram i svarene, ikke til å si hva folk er "
        "mest opptatt av, og les alle utsagnene."
    )


def warn_few_statements(n: int, enough: int) -> str:
    return (
        f"Det er {spell_count(n, *STATEMENT)} om behov. Med under {write_number(enough)} er inndelingen "
        "i temaer et forslag, som et menneske må se over."
    )


def warn_one_sided(needs: Sequence[Need], maalform: str) -> str:
    """For themes that hold next to nothing but one målform ("bokmål" or "nynorsk")."""
    names = spell_list([f"{need.need_id} {need.title} ({need.stability})" for need in needs])
    which = "Temaet" if len(needs) == 1 else "Hvert av temaene"
    return (
        f"{names}: nesten alle utsagnene er på {maalform}, selv om begge målformene er brukt i svarene. {which} kan "
        "være en måte å skrive på og ikke en sak. Se om et annet tema handler om det samme."
    )


def warn_unknown_place(unknown: int, n_persons: int) -> str:
    share = spell_share(unknown, n_persons)
    return f"For {share} av dem som svarte, vet vi ikke hvor i kommunen de hører til."


def note_groups(totals: Totals, groups: Sequence[Group], threshold: int) -> tuple[str, ...]:
    """What a reader must know to read the table of backgrounds."""
    persons = capitalize(spell_count(totals.n_persons, *PERSON))
    notes = [f"{persons} svarte. En person kan ha flere roller; da er personen telt i hver av dem."]
    if any(group.n_persons is None for group in groups):
        notes.append(explain_hidden(threshold))
    if groups and all(group.share is None for group in groups):
        notes.append(wording.NO_SHARES)
    if totals.n_notes:
        more = capitalize(spell_count(totals.n_notes, *NOTE))
        notes.append(f"{more} kommer i tillegg. Vi vet ikke hvem som skrev lappene.")
    return (*notes, wording.SELF_SELECTED)


def note_needs_by_group(tables: Sequence[GroupTable], threshold: int) -> tuple[str, ...]:
    """What a reader must know to read the tables of needs by groups."""
    hidden = any(n is None for table in tables for need in table.rows for n in need.counts)
    signs = [explain_hidden(threshold), hide_all_of_small(threshold)] if hidden else []
    return (wording.PERSONS_BY_GROUP, *signs, wording.ZERO, wording.SIZE_IS_NOT_IMPORTANCE)


def hide_all_of_small(threshold: int) -> str:
    return (
        f"Et behov som færre enn {spell_number(threshold)} personer har meldt, og en gruppe med færre enn "
        f"{spell_number(threshold)} personer, har alle tallene skjult, også der ingen har meldt det."
    )


def too_much_for_excel(n_rows: int, file_name: str) -> str:
    if not n_rows:
        return f"Noen tekster er for lange for regnearket. De står i sin helhet i filen {file_name}."
    rows = spell_count(n_rows, "én rad", "rader")
    return f"Regnearket har ikke plass til alt: {rows} står bare i filen {file_name}, som har alle."


# --- accounts ----------------------------------------------------------------------------------------


def rows_read(source: str) -> str:
    return f"Rader lest fra {source}"


def answers_read(source: str) -> str:
    return f"Svar eller lapper fra {source}"


def answers_set_aside(reason: str) -> str:
    return f"Lagt til side: {reason}"


def statements_of(kind: str) -> str:
    return f"Slag: {wording.KIND_NAMES.get(kind, kind)}"


def masked(what: str) -> str:
    return f"Steder der [{what}] står i teksten"


# --- files and errors --------------------------------------------------------------------------------


def name_workbook(round_number: int) -> str:
    return f"stor-b-runde-{round_number}.xlsx"


def name_overflow(round_number: int) -> str:
    return f"alle-innspill-runde-{round_number}.csv"


def name_quotes(n: int) -> str:
    return spell_count(n, "ett sitat", "sitater")


def bad_date(date: str) -> str:
    return f"dato: «{date}» er ikke en dato. Skriv den som år-måned-dag, for eksempel 2026-05-12."


def cannot_write(file_name: str) -> str:
    return f"{file_name}: får ikke skrevet filen. Er den åpen i Excel? Lukk den og prøv igjen."
