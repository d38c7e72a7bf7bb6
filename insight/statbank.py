"""Table 07459 of Statistics Norway's StatBank: population 1 January by region, sex and age, as people download it.

The forms are those of PxWeb: csv with one column a year ("Personer 2024") or one row a year, the same in a workbook,
and JSON-stat 2.0 (json-stat.org/format). Of Statistics Norway's signs "-" is none, and "." and ":" are not given.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import prod
from typing import Any, NamedTuple

from insight.errors import ReadError, raise_all
from insight.report.counts.matching import read_ages, read_sex, tidy

HOW = (
    "Last ned tabell 07459 fra SSBs statistikkbank som «Semikolonseparert med overskrift (csv)» med region, kjønn og "
    "ettårig alder, eller lag en tabell med kolonnene bakgrunn, gruppe, antall, kilde og dato."
)
MOST_LISTED = 10
MOST_FIGURES = 5_000_000
_ROLES = {
    "region": ("region",),
    "sex": ("kjønn", "kjonn", "sex"),
    "age": ("alder", "age"),
    "year": ("år", "tid", "year", "time"),
    "": ("statistikkvariabel", "contentscode", "contents"),
}
_TOTALS = ("i alt", "alle", "alle aldre", "alle aldrer", "begge kjønn", "total", "sum", "both sexes", "all ages")
_CODED_SEXES = {"1": "mann", "2": "kvinne"}
_REGION = re.compile(r"(?:K-)?(\d[\d-]*[a-zæøå]?)\b\s*(.*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:.*\s)?((?:19|20)\d\d)")
NOT_GIVEN = "."
_MISSING = ("", NOT_GIVEN, "..", "...", ":")


class Row(NamedTuple):
    """How many are in one group of a background (`tables.POPULATION`), where that is from and the day it holds for."""

    background: str
    group: str
    n: int
    source: str
    date: str


class Grid(NamedTuple):
    """The rows under the headers of one table, with the text over them and the number of the first row."""

    source: str
    title: str
    headers: list[str]
    rows: list[list[str]]
    first: int


class _Figure(NamedTuple):
    """How many: empty `sex` and `age` are all of them; `n` None is not given."""

    region: str
    sex: str
    age: str
    year: str
    n: int | None


def is_statbank(headers: Sequence[str]) -> bool:
    """Whether the headers are those of the table: region, and sex or age, and something more that holds the figures."""
    roles = list(map(_find_role, headers))
    return "region" in roles and bool({"sex", "age"} & set(roles)) and None in roles


def _find_role(header: str) -> str | None:
    """What a column of a table of the StatBank is; None for one with figures."""
    return next((role for role, names in _ROLES.items() if header in names), None)


def lay_out(text: str, source: str) -> list[list[str]]:
    """JSON-stat 2.0 as the rows of a table: figures are in row-major order, as a list or by place where some lack."""
    try:
        dataset = json.loads(text)
        names, sizes = dataset["id"], dataset["size"]
        categories = [_list_categories(name, dataset["dimension"][name]["category"]) for name in names]
        values = dataset["value"]
        if [len(each) for each in categories] != sizes or (isinstance(values, list) and len(values) != prod(sizes)):
            raise ValueError("the sizes do not fit")
        if prod(sizes) > MOST_FIGURES:
            raise ValueError("more figures than all municipalities, sexes and ages have in many years")
        places: dict[Any, Any] = values if isinstance(values, dict) else dict(enumerate(values))
        figures = [places.get(place, places.get(str(place))) for place in range(prod(sizes))]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"{source}: er JSON, men ikke JSON-stat2 slik SSB gir den. {HOW}") from error
    rows = [
        [*cells, NOT_GIVEN if n is None else str(n)] for cells, n in zip(product(*categories), figures, strict=True)
    ]
    return [[str(dataset.get("label", ""))], [*names, "antall personer"], *rows]


def _list_categories(name: str, category: dict[str, Any]) -> list[str]:
    """The categories of a dimension in order, by their labels; regions with their numbers, as in the csv files."""
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
    if _find_role(tidy(name)) == "region":
        return [f"{code} {labels.get(code, '')}".strip() for code in codes]
    return [str(labels.get(code, code)) for code in codes]


def read_statbank(table: Grid, kommune: str) -> list[Row]:
    """Ages and sexes of one municipality in the newest year.

    `kommune` is its number, needed where there are several. Raises ReadError when it is not there, when figures are
    missing or stand twice, and for rows that are not known.
    """
    figures = _list_figures(table)
    region = _choose_region(sorted({each.region for each in figures}), kommune, table.source)
    year = max(each.year for each in figures)
    chosen = [each for each in figures if each.region == region and each.year == year]
    for at in (1, 2):  # a total beside its parts would count everybody twice
        if any(each[at] for each in chosen):
            chosen = [each for each in chosen if each[at]]
    raise_all(ReadError, _find_gaps(chosen, region, year, table.source))
    number = re.match(r"(\d{5}): ", table.title)
    told = (f"SSB, tabell {number[1]}" if number else table.title or table.source, f"{year}-01-01")
    ages: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    for each in chosen:
        ages[each.age] += each.n or 0
        sexes[each.sex] += each.n or 0
    parts = [("alder", ages), ("kjoenn", sexes)]
    return [Row(background, group, n, *told) for background, part in parts for group, n in part.items() if group]


def _list_figures(table: Grid) -> list[_Figure]:
    """Every figure of the table. A region or a sex that stands once, over its rows, as in workbooks, is theirs."""
    places = {role: at for at, header in enumerate(table.headers) if (role := _find_role(header))}
    columns = [at for at, header in enumerate(table.headers) if header and _find_role(header) is None]
    above = dict.fromkeys(places, "")
    figures: list[_Figure] = []
    faults: dict[str, None] = {}
    for number, cells in enumerate(table.rows, start=table.first):
        if len(cells) < len(table.headers):
            continue  # a note under the table
        above = {role: cells[at].strip() or (above[role] if role != "age" else "") for role, at in places.items()}
        if sum(map(bool, map(str.strip, cells))) <= 1:
            continue  # a heading or a note, or nothing
        for at in columns:
            read = _read_figure(above, table.headers[at], cells[at])
            if isinstance(read, _Figure):
                figures.append(read)
            else:
                faults[f"{table.source}: rad {number}: {read}"] = None
    if not figures and not faults:
        faults[f"{table.source}: tabellen har ingen tall. {HOW}"] = None
    raise_all(ReadError, list(faults)[:MOST_LISTED])
    return figures


def _read_figure(here: dict[str, str], header: str, cell: str) -> _Figure | str:
    """One figure, or what is wrong with it."""
    sex, age = _read_part("sex", here.get("sex", "")), _read_part("age", here.get("age", ""))
    year, n = _YEAR.fullmatch(here.get("year", header)), read_number(cell)
    if sex is None or age is None:
        return f"kjønnet «{here.get('sex', '')}» eller alderen «{here.get('age', '')}» er ikke kjent igjen."
    if year is None:
        return "fant ikke hvilket år tallene gjelder. Ta med året når du laster ned."
    if n is None and cell.strip() not in _MISSING:
        return f"«{cell}» er ikke et antall personer."
    return _Figure(" ".join(here["region"].split()), sex, age, year[1], n)


def _read_part(role: str, cell: str) -> str | None:
    """The sex or the age of a row; empty for all of them, None when it is not known."""
    if not cell.strip() or tidy(cell) in _TOTALS:
        return ""
    if role == "sex":
        return _CODED_SEXES.get(cell.strip()) or read_sex(cell) or None
    ages = read_ages(cell)
    return str(ages) if ages else None


def read_number(cell: str) -> int | None:
    """A whole number; "-" is none (Statistics Norway's sign), and None is not given."""
    text = re.sub(r"[\s.,]0$|\s", "", cell) if re.fullmatch(r"\d+[.,]0", cell.strip()) else re.sub(r"\s", "", cell)
    return 0 if text == "-" else int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _choose_region(regions: Sequence[str], kommune: str, source: str) -> str:
    wanted = kommune.strip().upper().removeprefix("K-")
    numbers = {region: match[1] if (match := _REGION.fullmatch(region)) else "" for region in regions}
    fitting = [region for region in regions if numbers[region] == wanted] if wanted else list(regions)
    if not fitting and not any(numbers.values()):
        fitting = list(regions)
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(regions[:MOST_LISTED]) + (" ..." if len(regions) > MOST_LISTED else "")
    if wanted and not fitting:
        raise ReadError(
            f"{source}: kommunenummer {wanted} er ikke i filen, som har {listed}. Kommuner kan ha fått nytt "
            "nummer: rett «kommunenummer» under [befolkning] i prosjekt.toml, eller last ned tallene for kommunen."
        )
    raise ReadError(
        f"{source}: filen har flere regioner ({listed}). Skriv «kommunenummer» under [befolkning] i prosjekt.toml, og "
        "last ned tabellen med regionenes numre om de mangler."
    )


def _find_gaps(chosen: Sequence[_Figure], region: str, year: str, source: str) -> Iterator[str]:
    repeated = [key for key, n in Counter(each[1:3] for each in chosen).items() if n > 1]
    if repeated:
        group = ", ".join(filter(None, repeated[0]))
        yield f"{source}: {region}, {group} står flere ganger for {year}. Last ned på nytt, uten andre variabler."
    if any(each.n is None for each in chosen):
        yield f"{source}: tall mangler for {region} i {year}. Last ned et år der alle tallene finnes."
    elif not sum(each.n or 0 for each in chosen):
        yield f"{source}: {region} har ingen innbyggere i {year}. Kommunen har trolig fått nytt nummer: bruk det."
    yield from find_overlaps([each.age for each in chosen if each.age], source)


def find_overlaps(groups: Sequence[str], source: str) -> Iterator[str]:
    """What to tell of groups of ages that have years in common."""
    bands = sorted({(ages, group) for group in groups if (ages := read_ages(group))})
    for (one, name), (other, another) in pairwise(bands):
        if one.meets(other):
            yield f"{source}: aldersgruppene {name} og {another} dekker noen av de samme årene. La bare den ene stå."
