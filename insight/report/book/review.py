"""The review list: what was masked, what is in doubt and what is sensitive, for a person to decide on.

It is for the analyst, not for the reader of the report: in bokmål whatever language the report has.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insight.errors import InsightError
from insight.report.book.cells import STYLES, measure_header, measure_height, put
from insight.report.counts.rows import each_row
from insight.report.files import cannot_write
from insight.report.words import read_words
from insight.tables import (
    APPROVE,
    BEHOV,
    FOUND,
    IDENTIFIERS,
    KEEP_IT,
    MASK_IT,
    MASKED,
    REVIEWS,
    UNPLACED,
    WITHHOLD,
    Behov,
    Found,
    Reviews,
    StorB,
    check,
    empty,
    find_withheld,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CASE, DECISION, DECIDED_BY, DATE = "Sak", "Beslutning", "Bestemt av", "Dato"
FRONT, MASKED_SHEET, DOUBT_SHEET, SENSITIVE_SHEET = "Les meg", "Maskert", "I tvil", "Følsomme utsagn"
CHOICES: Mapping[str, tuple[str, str]] = {
    MASKED_SHEET: (MASK_IT, KEEP_IT),
    DOUBT_SHEET: (MASK_IT, KEEP_IT),
    SENSITIVE_SHEET: (APPROVE, WITHHOLD),
}
"""What can be decided on each sheet."""
A4 = 9
"""Excel's number for the paper."""
CONTEXTS = 3
"""Places of a case that are shown; the rest are counted."""

INTRODUCTION = (
    "Denne filen er for deg som behandler svarene. Den skal ikke publiseres; bare de som skal lese den, skal ha den.",
    "Et dataprogram har lett etter personopplysninger og følsomme ord. Det finner ikke alt, og noe av det det finner, "
    "er ikke personopplysninger. Her kan du rette det.",
    f"«{MASKED_SHEET}»: det som er skjult i tekstene. Ordet selv står ikke her, bare ordene rundt. Velg «{KEEP_IT}» "
    "der det ikke er en personopplysning, for eksempel et stedsnavn. Gjør du ingenting, blir det stående maskert.",
    f"«{DOUBT_SHEET}»: ord som står åpent, men som kan være en personopplysning. Ordet står mellom ⟦ og ⟧. Velg "
    f"«{MASK_IT}» der det er det. Gjør du ingenting, blir det stående åpent: les derfor hele dette arket.",
    f"«{SENSITIVE_SHEET}»: utsagn der ordene kan røpe hvem noen er, eller er følsomme for noen. De er talt med i "
    f"rapporten, men ordene vises ikke før du velger «{APPROVE}». Velg «{WITHHOLD}» når du har lest dem og de ikke "
    "skal vises.",
    f"Skriv navnet ditt i «{DECIDED_BY}» og gjerne datoen. Lagre filen, legg den i prosjektmappen, og pek på den i "
    'prosjekt.toml under [beslutninger] med gjennomsyn = "filnavn.xlsx". Kjør så på nytt.',
    "En sak gjelder de samme ordene alle steder der de står. Beslutninger du har tatt før, er fylt inn. Blir ordene i "
    "et utsagn endret, gjelder ikke godkjenningen lenger.",
)
NOTHING: Mapping[str, str] = {
    MASKED_SHEET: "Ingenting er maskert.",
    DOUBT_SHEET: "Ingenting er i tvil.",
    SENSITIVE_SHEET: "Ingen utsagn er følsomme.",
}
_USED = {True: "ja", False: "nei, holdt tilbake"}
_PLACES = {
    CASE: 15,
    "Slag": 18,
    "Antall steder": 10,
    "Pekt ut av": 16,
    "Sammenheng": 80,
    "Svar nr.": 15,
}
_STATEMENTS = {
    CASE: 15,
    "Utsagn nr.": 18,
    "Behov": 10,
    "Grunn": 34,
    "Ordene": 70,
    "Brukt i rapporten?": 14,
}
_ANSWERS = {DECISION: 15, DECIDED_BY: 20, DATE: 13}
_TABLES = {MASKED_SHEET: "tblMaskert", DOUBT_SHEET: "tblTvil", SENSITIVE_SHEET: "tblFoelsomt"}


@dataclass(frozen=True)
class _Sheet:
    """One sheet: its name, its columns with their widths, and its rows without the three columns of decisions."""

    name: str
    widths: Mapping[str, float]
    rows: Sequence[tuple[Any, ...]]


def write_review(
    found: Found,
    behov: Behov,
    path: str | Path,
    *,
    cases: Mapping[str, str],
    reviews: Reviews | None = None,
    stor_b: StorB | None = None,
    date: str = "",
) -> Path:
    """Write the review list as a workbook and return its path; the same tables give the same bytes.

    `found` has what is masked or in doubt, and never the value of what is masked; `cases` the case of each sensitive
    statement by behov_id; `reviews` what is decided already, which is filled in; `stor_b` which need each quote and
    solution stands under. The most frequent come first, and of statements those nearest the middle of a theme. `date`
    (ISO) is the file's. Raises TableError when a table does not hold what it promises, and InsightError when the file
    cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    decided = empty(REVIEWS) if reviews is None else reviews
    for rows, table in ((found, FOUND), (behov, BEHOV), (decided, REVIEWS)):
        check(rows, table)
    path = Path(path)
    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**plain_text, "in_memory": True})
    book.set_properties({"title": FRONT, "created": datetime.datetime.fromisoformat(date or "2000-01-01")})
    styles = {name: book.add_format(dict(style)) for name, style in STYLES.items()}
    _write_front(book, styles)
    for sheet in (*_list_places(found), _list_statements(behov, cases, stor_b)):
        _write_sheet(book, styles, sheet, decided)
    try:
        book.close()
    except FileCreateError as error:
        raise InsightError(cannot_write(path.name)) from error
    return path


def _list_places(found: Found) -> tuple[_Sheet, _Sheet]:
    """What is masked, and what stands open: in doubt, or kept by a person; one row a case."""
    is_open = found["case"].isin(found.loc[found["status"] != MASKED, "case"])
    return (
        _Sheet(MASKED_SHEET, _PLACES, _list_cases(found[~is_open])),
        _Sheet(DOUBT_SHEET, _PLACES, _list_cases(found[is_open])),
    )


def _list_cases(found: Found) -> list[tuple[Any, ...]]:
    rows = []
    for case, places in found.sort_values(["innspill_id", "found_id"]).groupby("case"):
        contexts = _first(places["context"])
        how, kind = "; ".join(sorted(set(places["how"]) - {""})), str(places["type"].iloc[0])
        rows.append((str(case), kind, len(places), how, "\n".join(contexts), "\n".join(_first(places["innspill_id"]))))
    return sorted(rows, key=lambda row: (-row[2], IDENTIFIERS.index(row[1]), row[4], row[0]))


def _first(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))[:CONTEXTS]


def _list_statements(behov: Behov, cases: Mapping[str, str], stor_b: StorB | None) -> _Sheet:
    needs = {} if stor_b is None else dict(zip(stor_b["cluster_id"], stor_b["stor_b_id"], strict=True))
    sensitive = behov[behov["sensitive"] != ""]
    sensitive = sensitive.assign(
        is_loose=sensitive["cluster_id"] == UNPLACED,
        is_shown=~find_withheld(sensitive),
        need=[needs.get(theme, "") for theme in sensitive["cluster_id"]],
    ).sort_values(["is_loose", "closeness", "quote", "behov_id"], ascending=[True, False, True, True])
    rows = [
        (cases[row.behov_id], row.behov_id, row.need, row.sensitive, row.quote, _USED[row.is_shown])
        for row in each_row(sensitive)
    ]
    return _Sheet(SENSITIVE_SHEET, _STATEMENTS, rows)


def _write_front(book: Workbook, styles: Mapping[str, Format]) -> None:
    page = _add_page(book, FRONT)
    page.set_column(0, 0, 110)
    words = read_words()
    put(words, page, 0, 0, "Gjennomsyn: dette må et menneske se på", styles["title"])
    for row, line in enumerate(INTRODUCTION, start=2):
        put(words, page, row, 0, line, styles["paragraph"])
        page.set_row(row, measure_height([line], [110]) + 6)


def _add_page(book: Workbook, name: str) -> Worksheet:
    """A worksheet that prints on A4 on its side, one page wide."""
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    return page


def _write_sheet(book: Workbook, styles: Mapping[str, Format], sheet: _Sheet, reviews: Reviews) -> None:
    """One real table with its header in the first row, frozen, and a list to choose the decision from."""
    page = _add_page(book, sheet.name)
    page.repeat_rows(0)
    words = read_words()
    widths = {**sheet.widths, **_ANSWERS}
    decided = {row.case: (row.decision, row.decided_by, row.date) for row in each_row(reviews)}
    for column, width in enumerate(widths.values()):
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows, start=1):
        values = (*row, *decided.get(row[0], ("", "", "")))
        for column, value in enumerate(values):
            put(words, page, number, column, value, styles["number" if isinstance(value, int) else "text"])
        page.set_row(number, measure_height(values, list(widths.values())))
    if not sheet.rows:
        put(words, page, 1, 1, NOTHING[sheet.name], styles["note"])
    last = max(1, len(sheet.rows))
    _add_table(page, sheet, last, widths, styles["header"])
    at = len(sheet.widths)
    page.data_validation(1, at, last, at, _choices(CHOICES[sheet.name]))
    page.freeze_panes(1, 1)


def _choices(decisions: Collection[str]) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(decisions),
        "error_title": "Ukjent beslutning",
        "error_message": f"Velg {' eller '.join(f'«{decision}»' for decision in decisions)}.",
    }


def _add_table(page: Worksheet, sheet: _Sheet, last: int, widths: Mapping[str, float], header: Format) -> None:
    page.set_row(0, measure_header(list(widths), list(widths.values())))
    columns = [{"header": name, "header_format": header} for name in widths]
    about = {"name": _TABLES[sheet.name], "style": "Table Style Light 1", "description": sheet.name}
    page.add_table(0, 0, last, len(columns) - 1, {**about, "columns": columns})
