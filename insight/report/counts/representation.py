"""Who was heard against the population: shares side by side, and which groups are heard less or not at all.

Everything is computed from the numbers that the report prints: whoever sees them can compute it too, and a number that
is hidden decides nothing. A reader therefore learns no more from the shares than from the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from insight.report.counts.matching import OLDEST, Ages, is_other, read_bands, read_krets, read_sex, tidy
from insight.report.numerals import FEWEST_FOR_SHARE
from insight.report.shapes import Group
from insight.report.words import read_words
from insight.tables import Population

FEWEST_POINTS = 10
"""From so many percentage points a group counts as heard less or more than its share of the population."""
CODES = ("lower", "higher", "as", "unheard", "hidden", "counted", "unmatched")


@dataclass(frozen=True)
class Basis:
    """What the shares of one background are taken of: the same groups among those who answered and in the population.

    `n_persons` and `n_population` are those who belong to the groups compared. `is_whole` is False when groups whose
    number is hidden had to be left out on both sides. `ages` are the years counted, for ages only: those younger than
    the youngest group could not tick any, and are left out of the population. `source` and `date` are the population's;
    of several days the first.
    """

    n_persons: int
    n_population: int
    is_whole: bool
    ages: Ages | None
    source: str
    date: str


@dataclass(frozen=True)
class Compared:
    """One group against the population. Shares are from 0 to 1 and `difference` is in percentage points.

    `background` is a code of `tables.GROUPS`; `name` is the respondents' word for the group, or the population's where
    nobody belongs to it. `code` is one of CODES: "lower", "higher" or "as" for the deviation; "unheard" where nobody
    answered; "hidden" where the number is not shown; "counted" where there are too few persons for shares; "unmatched"
    where respondents and population name groups so differently that they cannot be laid side by side.
    """

    background: str
    name: str
    n_persons: int | None
    share: float | None
    population: int | None
    population_share: float | None
    difference: float | None
    code: str
    basis: Basis


@dataclass(frozen=True)
class _Row:
    """One group: `n_persons` None is hidden, `population` None is unknown; `is_matched` when both are of one group."""

    name: str
    n_persons: int | None
    population: int | None
    is_matched: bool


def compare_with_population(
    groups: Sequence[Group], population: Population, *, n_persons: int, language: str = "nb"
) -> tuple[Compared, ...]:
    """Each group of age, sex and krets against the population (`tables.POPULATION`).

    `groups` are what the report shows in its `language` (`groups.count_groups`), and `n_persons` is everybody in it. A
    background nobody was asked for, or that the population lacks, is left out. Groups of the population that nobody
    belongs to are rows with 0. The order is that of the groups; those only the population has come where their ages
    are, or last.

    A group is heard less or more when its share differs by FEWEST_POINTS percentage points, and less also when its
    share is under half of the population's (the project's own rule). No shares for fewer than 20 persons in all.
    """
    compared: list[Compared] = []
    headings = read_words(language).backgrounds
    for background, arrange in (("alder", _arrange_ages), ("kjoenn", _arrange_sexes), ("krets", _arrange_kretser)):
        own = [group for group in groups if group.background == headings[background]]
        figures = population[population["background"] == background]
        if any(group.known for group in own) and len(figures):
            counted = dict(zip(figures["group"], map(int, figures["n"]), strict=True))
            known = {group.name: group.n_persons for group in own if group.known}
            rows, ages = arrange(known, counted)
            not_given = next((group.n_persons for group in own if not group.known), 0)
            told = ("; ".join(sorted(set(figures["source"]))), min(figures["date"]))
            compared += _compare(background, rows, not_given, n_persons, ages, told)
    return tuple(compared)


def _compare(
    background: str,
    rows: Sequence[_Row],
    not_given: int | None,
    n_persons: int,
    ages: Ages | None,
    told: tuple[str, str],
) -> Iterator[Compared]:
    chosen, of, is_whole = _choose_basis(rows, not_given, n_persons)
    basis = Basis(of, sum(row.population or 0 for row in chosen), is_whole, ages, *told)
    for row in rows:
        has_share = row in chosen and len(chosen) > 1 and of >= FEWEST_FOR_SHARE
        share = row.n_persons / of if has_share and row.n_persons is not None else None
        part = row.population / basis.n_population if row in chosen and row.population is not None else None
        difference = None if share is None or part is None else 100 * (share - part)
        code = _judge(row, share is not None, basis)
        yield Compared(background, row.name, row.n_persons, share, row.population, part, difference, code, basis)


def _choose_basis(rows: Sequence[_Row], not_given: int | None, n_persons: int) -> tuple[list[_Row], int, bool]:
    """The groups that are compared, how many persons they have together, and whether these are all that match.

    The sum is found from what is shown: the groups themselves, or everybody without the others. Where neither tells
    it, the groups with hidden numbers are left out on both sides.
    """
    matched = [row for row in rows if row.is_matched]
    shown = [row for row in matched if row.n_persons is not None]
    if len(shown) < len(matched):
        others = [not_given, *(row.n_persons for row in rows if not row.is_matched)]
        if None not in others:
            return matched, n_persons - sum(n or 0 for n in others), True
    return shown, sum(row.n_persons or 0 for row in shown), len(shown) == len(matched)


def _judge(row: _Row, has_share: bool, basis: Basis) -> str:
    """The code of one group, in whole numbers so that rounding decides nothing."""
    n, population = row.n_persons, row.population
    if n is None:
        return "hidden"
    if not row.is_matched or population is None:
        return "unmatched"
    if n == 0:
        return "unheard"
    if not has_share:
        return "counted"
    ours, theirs = n * basis.n_population, population * basis.n_persons
    far = 100 * abs(ours - theirs) >= FEWEST_POINTS * basis.n_persons * basis.n_population
    if 2 * ours < theirs or (far and ours < theirs):
        return "lower"
    return "higher" if far else "as"


def _arrange_ages(known: Mapping[str, int | None], counted: Mapping[str, int]) -> tuple[list[_Row], Ages | None]:
    """The groups of age with the population of the same years, and rows for the years between and above them.

    Groups that have years in common with one another, or that the population's own groups do not add up to, match
    nothing. Where most answered with their own age in years, what lies between is no group, and gets no row.
    """
    bands = read_bands(known)
    years = {ages: counted[name] for name, ages in read_bands(counted).items() if ages}
    told = [ages for ages in bands.values() if ages]
    rows: list[tuple[int, _Row]] = []
    matched = []
    for name, ages in bands.items():
        n = _sum_years(ages, years) if ages and sum(ages.meets(other) for other in told) == 1 else None
        matched += [ages] if ages and n is not None else []
        rows.append((ages.first if ages else OLDEST, _Row(name, known[name], n, n is not None)))
    if not matched:
        return [row for _, row in rows], None
    youngest, is_sure = min(ages.first for ages in matched), all(bands[name] or is_other(name) for name in known)
    is_typed = 2 * sum(ages.first == ages.last for ages in told) > len(told)
    left = [ages for ages in sorted(years) if ages.first >= youngest and not any(ages.meets(each) for each in told)]
    runs = [] if is_typed else _join_years(left)
    for run in runs:
        rows.append((run.first, _Row(str(run), 0, _sum_years(run, years), is_sure)))
    last = max(ages.last for ages in [*matched, *runs])
    return [row for _, row in sorted(rows, key=lambda each: each[0])], Ages(youngest, last)


def _sum_years(ages: Ages, years: Mapping[Ages, int]) -> int | None:
    """The population of `ages`; None when its groups do not end where `ages` do, or there are none."""
    meeting = [each for each in years if ages.meets(each)]
    is_known = bool(meeting) and all(ages.holds(each) for each in meeting)
    return sum(years[each] for each in meeting) if is_known else None


def _join_years(left: Sequence[Ages]) -> list[Ages]:
    """Years in order joined to runs without a gap."""
    runs: list[Ages] = []
    for ages in left:
        if runs and ages.first == runs[-1].last + 1:
            runs[-1] = Ages(runs[-1].first, ages.last)
        else:
            runs.append(ages)
    return runs


def _arrange_sexes(known: Mapping[str, int | None], counted: Mapping[str, int]) -> tuple[list[_Row], None]:
    return _arrange_names(known, counted, lambda name: read_sex(name) or tidy(name)), None


def _arrange_kretser(known: Mapping[str, int | None], counted: Mapping[str, int]) -> tuple[list[_Row], None]:
    return _arrange_names(known, counted, read_krets), None


def _arrange_names(
    known: Mapping[str, int | None], counted: Mapping[str, int], read: Callable[[str], str]
) -> list[_Row]:
    """Groups with one name on both sides are matched.

    As long as any group of the respondents is not found in the population, one that only the population has may be the
    same under another name: then it is not called unheard.
    """
    named = [read(name) for name in known]
    figures = {read(name): n for name, n in counted.items()}
    rows = []
    for name, key in zip(known, named, strict=True):
        n = figures.get(key) if named.count(key) == 1 else None
        rows.append(_Row(name, known[name], n, n is not None))
    is_sure = all(row.is_matched or is_other(row.name) for row in rows)
    return [*rows, *(_Row(name, 0, n, is_sure) for name, n in counted.items() if read(name) not in named)]
