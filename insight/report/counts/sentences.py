"""The sentences of the report that carry numbers, filled from the texts of its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

from insight.look import UNSURE
from insight.report.counts.intervals import margin_of_error, share_interval
from insight.report.numerals import (
    FEWEST_FOR_SHARE,
    capitalize,
    spell_count,
    spell_date,
    spell_list,
    spell_number,
    spell_share,
    write_number,
)
from insight.report.shapes import Group, GroupTable, Need, Totals
from insight.report.signs import HIDDEN
from insight.report.words import Words

MOST_NAMES = 6
"""Groups named in one sentence; the rest are counted."""


def fill_notes(words: Words, lines: Sequence[str]) -> tuple[str, ...]:
    """The lines with the texts that several of them share put in."""
    shared = {
        "grades": "; ".join(words.grades),
        "stamp": words.stamp,
        "stamp_note": words.stamp_note,
        "read_before_publishing": words.read_before_publishing,
    }
    return tuple(line.format(**shared) for line in lines)


# --- Oppsummering ------------------------------------------------------------------------------------


def summarize(words: Words, totals: Totals, stamps: Sequence[str], origin: str) -> tuple[str, ...]:
    """At most five lines: who, when, what was said, what became of it (`stamps`, one a theme), what it cannot tell."""
    lines = (
        _tell_who(words, totals),
        _tell_when(words, totals),
        _tell_what(words, totals),
        _tell_themes(words, stamps),
    )
    return (*filter(None, lines), origin)


def tell_origin(words: Words, totals: Totals, drawn_from: int) -> str:
    """Whom the answers speak for: those who chose to answer, or the `drawn_from` people a sample was drawn from."""
    if not drawn_from:
        return str(words.self_selected)
    n = min(totals.n_persons, drawn_from)
    if not n:
        return str(words.self_selected)
    points = f"{margin_of_error(n, drawn_from):.1f}".replace(".", words.decimal)
    return str(words.drawn_sample.format(population=write_number(words, drawn_from), points=points))


def add_shares(words: Words, needs: tuple[Need, ...], totals: Totals, drawn_from: int) -> tuple[Need, ...]:
    """The needs with the share of those who answered, and its 95 percent interval in the population.

    Of a drawn sample only (`drawn_from` people), and not of fewer than 20: who chose to answer stands for nobody else.
    """
    n = totals.n_persons
    if not FEWEST_FOR_SHARE <= n <= drawn_from:
        return needs
    told = []
    for need in needs:
        ends = [100 * end for end in share_interval(need.n_persons, n, drawn_from)]
        share = words.need_share.format(share=round(100 * need.n_persons / n), low=floor(ends[0]), high=ceil(ends[1]))
        told.append(replace(need, share=share))
    return tuple(told)


def _tell_who(words: Words, totals: Totals) -> str:
    clauses = []
    if n := totals.n_persons:
        clauses.append(_choose(words.have_answered, n).format(persons=spell_count(words, n, words.person)))
    if n := totals.n_notes:
        clauses.append(_choose(words.notes_gathered, n).format(notes=spell_count(words, n, words.note)))
    return capitalize(words.clause_joint.join(clauses)) + "." if clauses else words.nobody_has_answered


def _choose(forms: Sequence[str], n: int) -> str:
    """Of a text in two parts, the one for so many."""
    one, several = forms
    return one if n == 1 else several


def _tell_when(words: Words, totals: Totals) -> str:
    if not totals.first_day:
        return ""
    first, last = spell_date(words, totals.first_day), spell_date(words, totals.last_day)
    if first == last:
        return words.answered_one_day.format(day=first)
    return words.answered_between.format(first=first, last=last)


def _tell_what(words: Words, totals: Totals) -> str:
    needs, solutions = totals.n_need_statements, totals.n_solution_statements
    others = totals.n_statements - needs - solutions
    told = ((needs, words.about_needs), (solutions, words.about_solutions), (others, words.about_others))
    parts = [about.format(number=_count_alone(words, n)) for n, about in told if n]
    whole = spell_count(words, totals.n_statements, words.statement)
    return words.divided.format(statements=whole, parts=spell_list(words, parts)) if parts else ""


def _count_alone(words: Words, n: int) -> str:
    """The number of statements without the noun: "ett", for it is *et* utsagn."""
    return words.statement_alone if n == 1 else spell_number(words, n)


def _tell_themes(words: Words, stamps: Sequence[str]) -> str:
    if not stamps:
        return words.too_few
    themes = spell_count(words, len(stamps), words.theme)
    return words.gathered.format(themes=themes, stamps=tell_stamps(words, stamps))


def tell_stamps(words: Words, stamps: Sequence[str]) -> str:
    """How many of the themes are unsure, and what that means. `stamps` are said in the language of the words."""
    n, unsure = len(stamps), stamps.count(words.say(UNSURE))
    if not unsure:
        return _choose(words.all_firm, n)
    found = _choose(words.all_unsure, n)
    if unsure < n:
        found = capitalize(_choose(words.some_unsure, unsure).format(number=spell_number(words, unsure)))
    return words.unsure_means.format(found=found)


def name_highlights(words: Words, n: int) -> str:
    return capitalize(words.highlights_heading.format(needs=spell_count(words, n, words.need)))


def highlight(words: Words, need: Need, quote: str) -> str:
    """One sentence: which need, how many reported it, how, and one of them in their own words."""
    voices = []
    if n := need.n_persons:
        voices.append(words.reported_by_persons.format(persons=spell_count(words, n, words.person)))
    if n := need.n_notes:
        voices.append(words.reported_on_notes.format(notes=spell_count(words, n, words.note)))
    told = words.highlight.format(
        need_id=need.need_id,
        title=need.title,
        voices=spell_list(words, voices),
        channels=spell_list(words, need.channels.split("; ")),
        stamp=need.stability,
    )
    if need.statement == words.all_withheld:
        return f"{told}. {words.all_withheld}"
    end = "" if quote[-2:-1] in ".!?" else "."
    return words.for_example.format(told=told, quote=quote) + end


# --- what is not known -------------------------------------------------------------------------------


def admit_unheard(words: Words, few: Sequence[Group], unknown: Sequence[str], threshold: int) -> str:
    """Which groups few answered from, and which backgrounds nobody gave."""
    found = []
    if few:
        names = [f"{group.name} ({group.background.casefold()})" for group in few]
        left_out = len(names) - MOST_NAMES
        if left_out > 0:
            names = [*names[:MOST_NAMES], words.more_groups.format(number=spell_number(words, left_out))]
        fewest = spell_number(words, threshold)
        found.append(words.admit_few.format(fewest=fewest, groups=spell_list(words, names)))
    if unknown:
        backgrounds = spell_list(words, [name.casefold() for name in unknown])
        found.append(words.admit_not_given.format(backgrounds=backgrounds))
    return " ".join([*found, words.silent_are_unknown])


def admit_unplaced(words: Words, unplaced: int, whole: int) -> str:
    return capitalize(words.admit_unplaced.format(share=spell_share(words, unplaced, whole)))


def admit_unsure(words: Words, unsure: int, whole: int) -> str:
    return words.admit_unsure.format(share=spell_share(words, unsure, whole))


def explain_hidden(words: Words, threshold: int) -> str:
    return words.explain_hidden.format(sign=HIDDEN, fewest=spell_number(words, threshold))


# --- notes and warnings ------------------------------------------------------------------------------


def warn_withheld(words: Words, n: int) -> str:
    return words.warn_withheld.format(statements=spell_count(words, n, words.statement))


def warn_too_few_statements(words: Words, n: int, fewest: int) -> str:
    """For so few statements that the themes mix matters more often, whatever their stamp."""
    statements = spell_count(words, n, words.statement)
    return words.warn_too_few_statements.format(statements=statements, fewest=write_number(words, fewest))


def warn_few_statements(words: Words, n: int, enough: int) -> str:
    statements = spell_count(words, n, words.statement)
    return words.warn_few_statements.format(statements=statements, enough=write_number(words, enough))


def warn_one_sided(words: Words, needs: Sequence[Need], maalform: str) -> str:
    """For themes that hold next to nothing but one målform ("bokmål" or "nynorsk")."""
    names = spell_list(words, [f"{need.need_id} {need.title} ({need.stability})" for need in needs])
    return _choose(words.warn_one_sided, len(needs)).format(needs=names, maalform=words.say(maalform))


def warn_unknown_place(words: Words, unknown: int, n_persons: int) -> str:
    return words.warn_unknown_place.format(share=spell_share(words, unknown, n_persons))


def note_groups(words: Words, totals: Totals, groups: Sequence[Group], threshold: int) -> tuple[str, ...]:
    """What a reader must know to read the table of backgrounds."""
    persons = capitalize(spell_count(words, totals.n_persons, words.person))
    notes = [words.who_answered.format(persons=persons)]
    if any(group.n_persons is None for group in groups):
        notes.append(explain_hidden(words, threshold))
    if groups and all(group.share is None for group in groups):
        notes.append(words.no_shares)
    if totals.n_notes:
        more = capitalize(spell_count(words, totals.n_notes, words.note))
        notes.append(words.notes_besides.format(notes=more))
    return tuple(notes)


def note_needs_by_group(words: Words, tables: Sequence[GroupTable], threshold: int) -> tuple[str, ...]:
    """What a reader must know to read the tables of needs by groups."""
    hidden = any(n is None for table in tables for need in table.rows for n in need.counts)
    all_of_small = words.hide_all_of_small.format(fewest=spell_number(words, threshold))
    signs = [explain_hidden(words, threshold), all_of_small] if hidden else []
    return (words.persons_by_group, *signs, words.zero, words.size_is_not_importance)


def too_much_for_excel(words: Words, n_rows: int, file_name: str) -> str:
    if not n_rows:
        return words.too_long_for_sheet.format(file=file_name)
    return words.too_many_for_sheet.format(rows=spell_count(words, n_rows, words.row), file=file_name)


def name_mask(words: Words, mask: str) -> str:
    """The mask as it stands in the texts, with its meaning where the language has another word for it."""
    said = words.say(mask)
    return f"[{mask}]" if said == mask else f"[{mask}] ({said})"
