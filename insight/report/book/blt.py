"""The tools of BLT: the five fundaments, the recipe, following up on solutions, and NABC cards.

Sources: the five fundaments and their product are SINTEF's N3 after Carlson and Wilmot (Innovation, 2006), the recipe
is from the municipality's strategy of innovation, NABC is SRI's. The scale from 0 to 5 is our own: no source has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from insight.report.book.cards import tell_need
from insight.report.book.page import Cell, Column, Page, Plain
from insight.report.shapes import Need, Report
from insight.report.words import Words, read_words

FIRST_FACTOR, SOLUTION = 2, 1
"""The column of the first fundament, and which of the five is the solution."""


def tell_inputs(words: Words, columns: Iterable[Column]) -> str:
    """Which columns are to be filled in, in words: the colour alone would not do."""
    return words.book_input_legend.format(columns=", ".join(column.heading for column in columns if column.is_input))


# --- the five fundaments -----------------------------------------------------------------------------


def make_fundaments(report: Report) -> Page:
    """Five numbers from 0 to 5 a need, their product and the weakest; live once all five are there.

    An empty cell is not a nought: it blocks, and is named. In the first round the solution is unknown by definition,
    so nothing is computed.
    """
    words = read_words(report.language)
    texts = words.blt_fundaments
    is_first = report.round_number == 1
    columns = [Column(texts["number"], 9), Column(words.headings["title"], 34)]
    for number, factor in enumerate(texts["factors"]):
        style = "text" if is_first and number == SOLUTION else "input score"
        columns.append(Column(factor.capitalize(), 15, style))
    columns += [Column(texts["product"], 26, "fact"), Column(texts["weakest"], 22)]
    later = (texts["first_round"],) if is_first else ()
    notes = (words.blt_later, *later, *texts["notes"], tell_inputs(words, columns))
    names = (texts["name"], texts["title"], texts["contents"])
    page = Page(*names, notes, "tblFundamenter", tuple(columns), (), words.book_no_needs, frozen=2)
    rows = [_score(words, need, page.first + n, is_first) for n, need in enumerate(report.needs)]
    return replace(page, rows=rows)


def _score(words: Words, need: Need, row: int, is_first: bool) -> list[Plain | Cell]:
    texts = words.blt_fundaments
    factors: list[Plain | Cell] = [None] * len(texts["factors"])
    if is_first:
        factors[SOLUTION] = texts["not_yet"]
        return [need.need_id, need.title, *factors, texts["not_computed"], texts["not_computed"]]
    missing = texts["missing"] + ", ".join(texts["factors"])
    product, weakest = compute_product(texts["factors"], texts["missing"], texts["not_computed"], row)
    return [
        need.need_id,
        need.title,
        *factors,
        Cell(missing, formula=product),
        Cell(texts["not_computed"], formula=weakest),
    ]


def compute_product(factors: tuple[str, ...], missing: str, not_computed: str, row: int) -> tuple[str, str]:
    """The formulas of the product and of the weakest, in functions that every Excel and LibreOffice has.

    Names of fundaments are single words: those that are missing, or weakest, are joined by blanks, then by commas.
    """
    cells = [f"{chr(ord('A') + FIRST_FACTOR + n)}{row}" for n in range(len(factors))]
    span = f"{cells[0]}:{cells[-1]}"
    without = _name_where(factors, [f"ISNUMBER({cell})" for cell in cells], "", "{name} ")
    lowest = _name_where(factors, [f"{cell}=MIN({span})" for cell in cells], "{name} ", "")
    product = f'=IF(COUNT({span})<{len(cells)},"{missing}"&{without},PRODUCT({span}))'
    return product, f'=IF(COUNT({span})<{len(cells)},"{not_computed}",{lowest})'


def _name_where(factors: Iterable[str], tests: Iterable[str], when: str, otherwise: str) -> str:
    """The formula that lists the fundaments whose test holds (or not), with commas between."""
    parts = "&".join(
        f'IF({test},"{when.format(name=name)}","{otherwise.format(name=name)}")'
        for name, test in zip(factors, tests, strict=True)
    )
    return f'SUBSTITUTE(TRIM({parts})," ",", ")'


# --- the recipe --------------------------------------------------------------------------------------


def make_recipe(report: Report) -> Page:
    """The check of handlingsrom with its live answer, then the six questions with room to answer."""
    words = read_words(report.language)
    texts = words.blt_recipe
    columns = (
        Column(texts["step"], 15, "fact"),
        Column(texts["question"], 44),
        Column(texts["answer"], 48, "input"),
        Column(texts["meaning"], 40),
    )
    notes = (words.blt_later, *texts["notes"], tell_inputs(words, columns))
    names = (texts["name"], texts["title"], texts["contents"])
    page = Page(*names, notes, "tblOppskrift", columns, (), "")
    meant = (
        f'=IF(C{page.first}="{words.book_yes}","{texts["lever_yes"]}",'
        f'IF(C{page.first}="{words.book_no}","{texts["lever_no"]}","{texts["lever_empty"]}"))'
    )
    answer = Cell(None, choices=(words.book_yes, words.book_no))
    rows: list[tuple[Plain | Cell, ...]] = [
        (texts["lever"], texts["lever_question"], answer, Cell(texts["lever_empty"], formula=meant)),
        *((n, question, None, hint) for n, (question, hint) in enumerate(_list_steps(words), start=1)),
    ]
    return replace(page, rows=rows)


def _list_steps(words: Words) -> list[tuple[str, str]]:
    return list(zip(words.blt_recipe["questions"], words.blt_recipe["meanings"], strict=True))


# --- following up, and NABC --------------------------------------------------------------------------


def make_follow_up(report: Report) -> Page:
    """Nytt, nyttig, nyttiggjort (N3) for each solution people told, and whether and when it was put to use."""
    words = read_words(report.language)
    texts = words.blt_follow_up
    answers = (words.book_yes, words.book_no, words.book_unsure)
    columns = (
        Column(words.headings["need_id"], 9),
        Column(words.headings["quote"], 56),
        Column(words.headings["behov_id"], 18),
        *(Column(texts[name], 15, "input", answers) for name in ("new", "useful", "used", "adopted")),
        Column(texts["date"], 13, "input date"),
    )
    rows = [
        (each.need_id or words.no_need, each.quote, Cell(each.behov_id, link=("voice", each.behov_id)), *[None] * 5)
        for each in report.solutions
    ]
    notes = (words.blt_later, *texts["notes"], tell_inputs(words, columns))
    names = (texts["name"], texts["title"], texts["contents"])
    nothing = words.nothing_yet["solutions"]
    return Page(*names, notes, "tblOppfoelging", columns, rows, nothing, frozen=1)


def make_nabc(report: Report) -> Page:
    """A card a need with N from the report; who takes a need further chooses which, and fills in A, B and C."""
    words = read_words(report.language)
    texts = words.blt_nabc
    columns = (
        Column(words.headings["need_id"], 9),
        Column(words.headings["title"], 22),
        Column(texts["goes_on"], 12, "input", (words.book_yes, words.book_no)),
        Column(texts["need"], 46),
        *(Column(texts[name], 24, "input") for name in ("approach", "benefit", "competition")),
    )
    rows = [
        (need.need_id, need.title, None, f"{tell_need(words, need)}\n{texts['who'].format(who=need.who)}", *[None] * 3)
        for need in report.needs
    ]
    notes = (words.blt_later, *texts["notes"], tell_inputs(words, columns))
    names = (texts["name"], texts["title"], texts["contents"])
    return Page(*names, notes, "tblNabc", columns, rows, words.book_no_needs, frozen=2)
