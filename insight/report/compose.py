"""Counts everything the report says, once, and puts it together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from insight.errors import ConfigError
from insight.look import check_maalform
from insight.report.counts import findings, sentences
from insight.report.counts.accounts import account_files, keep_accounts, must_add_up
from insight.report.counts.differences import count_tests, find_differences
from insight.report.counts.groups import count_groups, list_persons
from insight.report.counts.heard import note_heard, tell_heard
from insight.report.counts.needs_by_group import table_needs
from insight.report.counts.printed import index_printed
from insight.report.counts.representation import compare_with_population
from insight.report.counts.rows import cut_quote, each_row, list_needs, list_quotes, list_solutions, list_voices
from insight.report.counts.speakers import name_speakers
from insight.report.numerals import spell_date
from insight.report.shapes import Group, Need, Report, Spot, Totals, sort_by_size
from insight.report.signs import BY_TOOL
from insight.report.words import Words, read_words
from insight.tables import (
    NEED_KINDS,
    POPULATION,
    UNPLACED,
    Behov,
    Clusters,
    Files,
    GroupCounts,
    Innspill,
    Population,
    StorB,
    empty,
    find_withheld,
)

FEW_STATEMENTS, ENOUGH_STATEMENTS = 100, 200
"""Below the second a person must look the themes over; below the first they agree less with people's themes."""
HIGHLIGHTS = 3


def compose(
    innspill: Innspill,
    behov: Behov,
    stor_b: StorB,
    *,
    language: str = "nb",
    files: Files | None = None,
    title: str = "",
    kommune: str = "",
    round_number: int = 1,
    date: str = "",
    responsible: str = "",
    threshold: int = 5,
    earlier: Iterable[GroupCounts] = (),
    method: Iterable[tuple[str, str]] = (),
    clusters: Clusters | None = None,
    layout: pd.DataFrame | None = None,
    population: Population | None = None,
    drawn_from: int = 0,
    wishes: Iterable[tuple[str, int]] = (),
    decided: Mapping[str, Mapping[str, str]] | None = None,
    run: Iterable[tuple[str, str]] = (),
) -> Report:
    """Count what people said and needed, and say it in the words of the council's report.

    `language` is one of `words.LANGUAGES`; what people wrote stays as they wrote it. `date` is an ISO date or empty.
    `method` is what the caller wants told under "Innstillinger", as pairs of name and value in that language; the pair
    named as the texts' settings.version is shown on the first sheet too. Without `files` the accounts begin at the
    answers. Numbers that tell of fewer than `threshold` persons with a background are hidden;
    `earlier` has what the reports of earlier rounds printed (`printed.list_printed`), which the reader knows too.

    `clusters` tells the statement decisions point to, and `layout` (cluster_id, x, y) where each theme lies on the map.
    `population` is what those who answered are laid beside; `drawn_from` how many the sample was drawn from, 0 for an
    open call. `wishes` are solutions without a need, with how many answers have them. `decided` has what people have
    decided of a need (by stor_b_id and column of `tables.DECISIONS`), `run` what the log of the run has beside.

    Row order never matters. Raises ConfigError when `date` is no date, and ValueError (a bug, not a mistake of the
    user's) when there is no such language, the tables do not belong together or a sum fails.
    """
    words = read_words(language)
    _check_date(words, date)
    statements = _join_answers(innspill, behov)
    totals = _count_totals(innspill, statements)
    anchors = {} if clusters is None else dict(zip(clusters["cluster_id"], clusters["anchor"], strict=True))
    needs = sentences.add_shares(words, list_needs(words, stor_b, anchors), totals, drawn_from)
    _check_needs(statements, stor_b, totals)
    printed = index_printed(earlier)
    groups = count_groups(innspill, threshold=threshold, earlier=printed, language=language)
    persons, reported = list_persons(innspill), _find_reported(statements, stor_b)
    needs_by_group = table_needs(persons, needs, reported, threshold=threshold, earlier=printed, language=language)
    speakers = name_speakers(persons, needs_by_group, reported, language=language)
    one_sided = _warn_one_sided(words, statements, stor_b, needs)
    settings = tuple((str(label), str(value)) for label, value in method)
    registered = empty(POPULATION) if population is None else population
    compared = compare_with_population(groups, registered, n_persons=totals.n_persons, language=language)
    differences = find_differences(groups, needs_by_group, n_persons=totals.n_persons)
    n_tests = count_tests(groups, needs_by_group, n_persons=totals.n_persons)
    origin = sentences.tell_origin(words, totals, drawn_from)
    return Report(
        language=language,
        title=title or words.default_title,
        kommune=kommune,
        round_number=round_number,
        date=date,
        responsible=responsible,
        version=dict(settings).get(words.settings["version"], ""),
        totals=totals,
        summary=sentences.summarize(words, totals, [need.stability for need in needs], origin),
        highlights=_choose_highlights(words, needs),
        unknown=_admit_unknown(words, totals, groups, threshold),
        warnings=_warn(words, totals, needs, groups, origin, [*one_sided, *_tell_withheld(words, statements)]),
        needs=needs,
        groups=groups,
        group_notes=(*sentences.note_groups(words, totals, groups, threshold), origin),
        needs_by_group=needs_by_group,
        needs_by_group_notes=sentences.note_needs_by_group(words, needs_by_group, threshold),
        quotes=list_quotes(words, statements, stor_b, speakers),
        solutions=list_solutions(words, statements, stor_b),
        voices=list_voices(words, innspill, statements, stor_b),
        files=account_files(words, innspill, files),
        accounts=keep_accounts(words, innspill, behov, files, totals),
        method=(
            *sentences.fill_notes(words, words.method_lines),
            *(one_sided or [words.maalform_mixed] * bool(needs)),
        ),
        settings=settings,
        oppositions=findings.list_oppositions(words, statements, stor_b),
        heard=tell_heard(words, compared),
        heard_notes=note_heard(words, compared),
        differences=findings.tell_differences(words, differences, needs, n_tests),
        disagreements=findings.tell_disagreements(words, needs),
        surprises=findings.tell_surprises(words, needs, threshold),
        questions=findings.list_questions(words, needs, wishes),
        layout=_place_needs(layout, stor_b),
        decided=decided or {},
        run=tuple(run),
    )


def _place_needs(layout: pd.DataFrame | None, stor_b: StorB) -> tuple[Spot, ...]:
    """Where each need lies on the map, by the theme it is gathered from."""
    if layout is None:
        return ()
    joined = stor_b[["stor_b_id", "cluster_id"]].merge(layout, on="cluster_id").sort_values("stor_b_id")
    return tuple(Spot(row.stor_b_id, float(row.x), float(row.y)) for row in each_row(joined))


def _check_date(words: Words, date: str) -> None:
    try:
        spell_date(words, date)
    except ValueError as error:
        told = f"dato: «{date}» er ikke en dato. Skriv den som år-måned-dag, for eksempel 2026-05-12."
        raise ConfigError(told) from error


def _join_answers(innspill: Innspill, behov: Behov) -> pd.DataFrame:
    """The statements in reading order, each with where its answer came from."""
    used = innspill[innspill["set_aside"] == ""]
    lost = set(behov["innspill_id"]) - set(used["innspill_id"])
    if lost:
        raise ValueError(f"{len(lost)} statements belong to no answer in use, such as {min(lost)}")
    columns = ["innspill_id", "source", "row", "channel", "question", "person_id"]
    joined = behov.merge(used[columns], on="innspill_id", how="left", validate="many_to_one")
    return joined.sort_values(["innspill_id", "start", "behov_id"], ignore_index=True)


def _count_totals(innspill: Innspill, statements: pd.DataFrame) -> Totals:
    used = innspill[innspill["set_aside"] == ""]
    is_need = statements["kind"].isin(NEED_KINDS)
    days = used["answered_at"].dropna()
    return Totals(
        n_answers=len(innspill),
        n_set_aside=len(innspill) - len(used),
        n_persons=used.loc[used["person_id"] != "", "person_id"].nunique(),
        n_notes=int((used["person_id"] == "").sum()),
        n_statements=len(statements),
        n_need_statements=int(is_need.sum()),
        n_solution_statements=int((statements["kind"] == "løsning").sum()),
        n_placed=int((is_need & (statements["cluster_id"] != UNPLACED)).sum()),
        n_unsure=int((statements["sure"] == "usikker").sum()),
        first_day="" if days.empty else days.min().date().isoformat(),
        last_day="" if days.empty else days.max().date().isoformat(),
    )


def _check_needs(statements: pd.DataFrame, stor_b: StorB, totals: Totals) -> None:
    """What `stor_b` says of persons and statements must be what the statements themselves say."""
    if stor_b.empty:
        return
    must_add_up("statements placed in needs", totals.n_placed, stor_b["n_statements"])
    is_need = statements["kind"].isin(NEED_KINDS)
    for need in each_row(stor_b):
        own = statements[is_need & (statements["cluster_id"] == need.cluster_id)]
        must_add_up(f"statements of {need.stor_b_id}", need.n_statements, [len(own)])
        persons = own.loc[own["person_id"] != "", "person_id"].nunique()
        must_add_up(f"persons of {need.stor_b_id}", need.n_persons, [persons])


def _find_reported(statements: pd.DataFrame, stor_b: StorB) -> dict[str, frozenset[str]]:
    """By need, the persons who have reported it."""
    is_need = statements["kind"].isin(NEED_KINDS) & (statements["person_id"] != "")
    persons = statements[is_need].groupby("cluster_id")["person_id"].agg(frozenset)
    return {need.stor_b_id: persons.get(need.cluster_id, frozenset()) for need in each_row(stor_b)}


def _choose_highlights(words: Words, needs: tuple[Need, ...]) -> tuple[str, ...]:
    """The needs most persons have reported, each with the words of the statement nearest the middle."""
    largest = sort_by_size(needs)[:HIGHLIGHTS]
    return tuple(sentences.highlight(words, need, cut_quote(words, need.statement)) for need in largest)


def _admit_unknown(words: Words, totals: Totals, groups: tuple[Group, ...], threshold: int) -> tuple[str, ...]:
    """At most three lines on what the answers cannot tell."""
    few = [group for group in groups if group.few and group.known]
    asked = {group.background for group in groups if group.known}
    unknown = [name for name in words.backgrounds.values() if name not in asked]
    lines = [sentences.admit_unheard(words, few, unknown, threshold)]
    unplaced = totals.n_need_statements - totals.n_placed
    if unplaced and totals.n_placed:
        lines.append(sentences.admit_unplaced(words, unplaced, totals.n_need_statements))
    if totals.n_unsure:
        lines.append(sentences.admit_unsure(words, totals.n_unsure, totals.n_statements))
    return tuple(lines)


def _warn(
    words: Words, totals: Totals, needs: tuple[Need, ...], groups: tuple[Group, ...], origin: str, others: list[str]
) -> tuple[str, ...]:
    """What a reader must know before using the figures."""
    warnings = [origin, words.size_is_not_importance]
    n = totals.n_need_statements
    if needs and n < FEW_STATEMENTS:
        warnings.insert(0, sentences.warn_too_few_statements(words, n, FEW_STATEMENTS))
    elif needs and n < ENOUGH_STATEMENTS:
        warnings.append(sentences.warn_few_statements(words, n, ENOUGH_STATEMENTS))
    warnings += others
    place = words.backgrounds["krets"]
    nowhere = next((group for group in groups if group.background == place and not group.known), None)
    if nowhere and nowhere.n_persons:
        warnings.append(sentences.warn_unknown_place(words, nowhere.n_persons, totals.n_persons))
    if any(need.titled_by == words.say(BY_TOOL) for need in needs):
        warnings.append(words.names_are_proposed)
    return (*warnings, words.read_before_publishing)


def _tell_withheld(words: Words, statements: pd.DataFrame) -> list[str]:
    n = int(find_withheld(statements).sum())
    return [sentences.warn_withheld(words, n)] if n else []


def _warn_one_sided(words: Words, statements: pd.DataFrame, stor_b: StorB, needs: tuple[Need, ...]) -> list[str]:
    """A warning for the themes that hold one målform only, for each målform that has any."""
    checked = check_maalform(statements)
    one_sided = checked[checked["one_sided"] == "ja"]
    need_ids = dict(zip(stor_b["cluster_id"], stor_b["stor_b_id"], strict=True))
    warnings = []
    for name, rows in (
        ("bokmål", one_sided[one_sided["nb"] > one_sided["nn"]]),
        ("nynorsk", one_sided[one_sided["nb"] <= one_sided["nn"]]),
    ):
        named = {need_ids.get(theme) for theme in rows["cluster_id"]}
        found = [need for need in needs if need.need_id in named]
        if found:
            warnings.append(sentences.warn_one_sided(words, found, name))
    return warnings
