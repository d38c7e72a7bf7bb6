"""Who was heard against the population, in words: the rows of the table, and what its reader must know."""

from __future__ import annotations

from collections.abc import Sequence

from insight.report.counts.representation import Compared
from insight.report.numerals import spell_date, spell_list
from insight.report.shapes import Heard
from insight.report.words import Words


def tell_heard(words: Words, compared: Sequence[Compared]) -> tuple[Heard, ...]:
    """A row for each group that was compared (`representation.compare_with_population`)."""
    return tuple(
        Heard(
            background=words.backgrounds[row.background],
            name=row.name,
            n_persons=row.n_persons,
            share=row.share,
            population=row.population,
            population_share=row.population_share,
            code=row.code,
            told=words.heard_codes[row.code],
        )
        for row in compared
    )


def note_heard(words: Words, compared: Sequence[Compared]) -> tuple[str, ...]:
    """The rule of deviation, where the figures are from, and what they are of; nothing where nothing is compared."""
    bases = {row.background: row.basis for row in compared}
    if not bases:
        return ()
    notes = [words.heard_rule]
    sources = {(basis.source, basis.date) for basis in bases.values()}
    for source, date in sorted(sources):
        named = [words.backgrounds[name].casefold() for name, basis in bases.items() if basis.source == source]
        notes.append(
            words.heard_source.format(
                backgrounds=spell_list(words, named), source=source, date=_spell(words, date) or words.heard_undated
            )
        )
    ages = [basis.ages for basis in bases.values() if basis.ages]
    notes += [words.heard_ages.format(ages=ages[0])] if ages else []
    notes += [] if all(basis.is_whole for basis in bases.values()) else [words.heard_partial]
    return tuple(notes)


def _spell(words: Words, date: str) -> str:
    """A day in words; a year, or what else people wrote, as it is."""
    try:
        return spell_date(words, date)
    except ValueError:
        return date
