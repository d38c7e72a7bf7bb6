"""The pictures of the page, as plain places and sizes that a template draws as SVG. Knows nothing of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, dist

from insight.report.shapes import GroupTable, Heard, Need, Report, Spot, choose_measure, sort_by_size

BAR_ROW, PAIR_ROW, MAP_HEIGHT = 46, 46, 380
"""Height in pixels of a bar with its name, of a pair of marks with its name, and of the map."""
LONGEST_NAME = 36
"""Letters of a name in a picture: what fits on a phone. The whole name stands in the table beside it."""
BAR_ROOM, EDGE = 84.0, 6.0
"""Per cent of the width for the longest bar, the rest being for its number; and the margin of dots."""
PAIR_EDGE = 10.0
"""Per cent of the width beside the outermost marks: room for their numbers."""
SHADES = 4


@dataclass(frozen=True)
class Bar:
    """One need's bar: `top` in pixels, `width` in per cent, and the number it stands for."""

    need: Need
    name: str
    top: int
    width: float
    n: int


@dataclass(frozen=True)
class Pair:
    """One group's two marks, in per cent of the width: those who answered, and the population."""

    group: Heard
    name: str
    top: int
    answered: float
    population: float


@dataclass(frozen=True)
class Dot:
    """One need on the map: its place in per cent, the number on it, and the need that lies nearest, "" for none."""

    need: Need
    number: str
    x: float
    y: float
    nearest: str


def draw_bars(needs: Sequence[Need]) -> tuple[Bar, ...]:
    """The needs by size, the largest on top; each bar counts what `choose_measure` says."""
    measure = choose_measure(needs)
    numbers = [(need, int(getattr(need, measure))) for need in sort_by_size(tuple(needs))]
    most = max((n for _, n in numbers), default=0) or 1
    return tuple(
        Bar(need, cut_name(f"{need.need_id} {need.title}"), BAR_ROW * row, round(BAR_ROOM * n / most, 2), n)
        for row, (need, n) in enumerate(numbers)
    )


def draw_pairs(heard: Sequence[Heard]) -> tuple[Pair, ...]:
    """The groups both of whose shares may be shown, on one scale that ends at the next ten per cent."""
    shown = [
        (group, group.share, group.population_share)
        for group in heard
        if group.share is not None and group.population_share is not None
    ]
    end = find_end(heard)
    room = (100 - 2 * PAIR_EDGE) / end
    return tuple(
        Pair(
            group,
            cut_name(f"{group.name} ({group.background.casefold()})"),
            PAIR_ROW * row,
            round(PAIR_EDGE + room * share, 2),
            round(PAIR_EDGE + room * population, 2),
        )
        for row, (group, share, population) in enumerate(shown)
    )


def find_end(heard: Sequence[Heard]) -> float:
    """Where the scale of `draw_pairs` ends: the largest share, up to the next tenth."""
    shares = [share for group in heard for share in (group.share, group.population_share) if share is not None]
    return max(1, ceil(10 * max(shares, default=1) - 1e-9)) / 10


def draw_map(report: Report) -> tuple[Dot, ...]:
    """A dot for each need that has a place, by number."""
    needs = {need.need_id: need for need in report.needs}
    spots = [spot for spot in report.layout if spot.need_id in needs]
    return tuple(
        Dot(
            needs[spot.need_id],
            spot.need_id.removeprefix("B-").lstrip("0") or spot.need_id,
            round(EDGE + (100 - 2 * EDGE) * spot.x, 2),
            round(EDGE + (100 - 2 * EDGE) * (1 - spot.y), 2),
            _find_nearest(spot, spots),
        )
        for spot in sorted(spots, key=lambda spot: spot.need_id)
    )


def shade(table: GroupTable) -> tuple[tuple[int, ...], ...]:
    """How dark each cell is, 0 (none or hidden) to `SHADES`, row by row: by its share of the largest number shown."""
    most = max((n for row in table.rows for n in row.counts if n is not None), default=0) or 1
    return tuple(tuple(ceil(SHADES * (n or 0) / most) for n in row.counts) for row in table.rows)


def cut_name(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _find_nearest(spot: Spot, spots: Sequence[Spot]) -> str:
    others = [other for other in spots if other.need_id != spot.need_id]
    nearest = min(others, key=lambda other: (dist((spot.x, spot.y), (other.x, other.y)), other.need_id), default=None)
    return nearest.need_id if nearest else ""
