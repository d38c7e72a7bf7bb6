"""The sentences of the charts, in bokmål: the finding, the axis, and every number for those who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from insight.look import UNSURE
from insight.report import wording
from insight.report.numerals import capitalize, spell_count, spell_list, spell_number, spell_share, write_number
from insight.report.sentences import tell_stamps
from insight.report.shapes import Need


def headline_needs(bars: Sequence[tuple[str, int]], measure: str) -> str:
    """The finding of the needs chart. `bars` are title and number, largest first."""
    if not bars:
        return wording.TOO_FEW
    words, most = wording.MEASURES[measure], bars[0][1]
    leaders = [f"«{title}»" for title, n in bars if n == most]
    count = spell_count(most, words.one, words.many)
    if len(leaders) > 2:
        return f"{capitalize(spell_number(len(leaders)))} behov ligger likt øverst, med {count} hvert"
    each = " hvert" if len(leaders) == 2 else ""
    return f"{words.finding} {spell_list(leaders)}: {count}{each}"


def headline_kinds(n_needs: int, n_statements: int) -> str:
    if not n_statements:
        return wording.NO_STATEMENTS_YET
    return f"{capitalize(spell_share(n_needs, n_statements))} av utsagnene forteller om et behov"


def headline_who(background: str, largest: str, n: int, n_persons: int) -> str:
    return f"{background}: flest svarte fra gruppen «{largest}», {spell_share(n, n_persons)}"


def headline_too_few(background: str) -> str:
    return f"For få har svart til å vise {background.casefold()}"


def name_bars(shown: int, n_needs: int) -> str:
    if shown == n_needs:
        return wording.HEADINGS["need_id"]
    return f"De {spell_number(shown)} største av {write_number(n_needs)} behov"


def name_axis(measure: str, stamps: Sequence[str]) -> str:
    """What the bars count, and what a hatched one is, where there are any."""
    axis = wording.MEASURES[measure].axis
    return f"{axis} ({wording.HATCHED})" if UNSURE in stamps else axis


def describe_bars(finding: str, needs: Sequence[Need], measure: str) -> str:
    """The text alternative of a bar chart: its finding, and every number and stamp in it."""
    words = wording.MEASURES[measure]
    counts = [(need.title, spell_count(getattr(need, measure), words.one, words.many)) for need in needs]
    numbers = "; ".join(f"{title}: {n}" for title, n in counts)
    unsure = [need.title for need in needs if need.stability == UNSURE]
    stamps = f"Usikre temaer: {'; '.join(unsure)}." if unsure else tell_stamps([need.stability for need in needs])
    return f"Liggende stolper. {finding}. {numbers}. {stamps}"
