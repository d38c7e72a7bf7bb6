"""What each command does: reads the options, calls one verb, and tells how it went."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from insight.cli.progress import show_progress

if TYPE_CHECKING:
    from insight.pipeline import Run

WELL, REFUSED = 0, 1
log = logging.getLogger("insight")


def demo(options: argparse.Namespace) -> int:
    from insight.demo import make_demo

    folder = make_demo(options.mappe)
    log.info("Demoen ligger i %s.", folder)
    return _make_report(folder, out=None)


def run(options: argparse.Namespace) -> int:
    return _make_report(options.prosjekt, out=options.ut)


def _make_report(project: str | Path, out: str | None) -> int:
    from insight.config import read_config
    from insight.pipeline import STEPS, run

    with show_progress(len(STEPS)) as tell:
        finished = run(read_config(project, out=out), tell=tell)
    _tell_counts(finished)
    print(finished.workbook)
    return WELL


def pdf(options: argparse.Namespace) -> int:
    from insight.archive import RUN_FILE
    from insight.config import read_config
    from insight.pdf_copies import find_newest_run, save_copies

    given = Path(options.kjoering).absolute()
    run = given if (given / RUN_FILE).is_file() else find_newest_run(read_config(given).out)
    log.info("Lager PDF av dokumentene i %s ...", run)
    for copy in save_copies(run, Path(options.til) if options.til else None):
        print(copy)
    return WELL


def check(options: argparse.Namespace) -> int:
    from insight.check import propose, tell_files, tell_remarks
    from insight.config import FILE_NAME, read_config
    from insight.innspill import read_overview

    config = read_config(options.prosjekt)
    path = Path(options.prosjekt).absolute()
    file = path if path.name == FILE_NAME else path / FILE_NAME
    overview = read_overview(config.raw, columns=config.columns, leave_out=config.leave_out)
    for line in (*tell_files(overview), *tell_remarks(overview)):
        print(line)
    for fault in overview.faults:
        log.error("Feil: %s", fault)
    for line in propose(file, config.columns, overview, beside=config.raw == path, write=not options.ikke_skriv):
        print(line)
    is_read = (overview.files["reader"] != "").all() and not overview.files.empty
    return WELL if is_read and not overview.faults else REFUSED


def scan(options: argparse.Namespace) -> int:
    """Search files with what masking takes out of the project's raw data, which is read again and kept in memory."""
    from insight.config import read_config
    from insight.gate import search, tell_hits
    from insight.pipeline import read_material

    material = read_material(read_config(options.prosjekt))
    paths = [Path(path) for path in options.filer]
    searched = search(paths, material.removed, own_words=material.own_words, machine_made=material.machine_made)
    for line in (*tell_hits(searched.hits), *(f"{fault}." for fault in searched.unread)):
        print(line)
    n_not = sum(searched.unsearched.values())
    log.info("%s filer gjennomsøkt etter %s verdier fra rådataene.", searched.n_files, searched.n_values)
    log.info("%s verdier kan ikke skilles fra vanlige ord og tall, og er ikke søkt etter.", n_not)
    if searched.hits or searched.unread:
        log.error(
            "Feil: fant mulige personopplysninger, eller filer som ikke lar seg gjennomsøke. Rett dem før de deles."
        )
        return REFUSED
    log.info("Fant ingen av dem. Det er ingen garanti: les filene før de deles.")
    return WELL


def evaluate(options: argparse.Namespace) -> int:
    from insight.evaluate_file import evaluate

    print(evaluate(options.fil, project=options.prosjekt, out=options.ut))
    return WELL


def code(options: argparse.Namespace) -> int:
    from insight.coding_session import learn_coding, make_coding

    if options.les:
        print(learn_coding(options.prosjekt, options.les))
    else:
        print(make_coding(options.prosjekt, n=options.antall, out=options.ut))
    return WELL


def forget(options: argparse.Namespace) -> int:
    from insight.archive import SENTENCE_CACHE, read_salt
    from insight.config import read_config
    from insight.forget import forget, plan_forgetting, tell_plan

    config = read_config(options.prosjekt)
    plan = plan_forgetting(
        options.hvem,
        root=config.root,
        raw=config.raw,
        out=config.out,
        columns=config.columns,
        leave_out=config.leave_out,
        salt=read_salt(config.root),
        source=options.fil,
        every=options.alle,
        reviews=config.reviews,
        cache=config.root / SENTENCE_CACHE,
    )
    whole = {"files": options.slett_fil, "reports": options.slett_rapporter}
    if options.slett:
        forget(plan, config.root, **whole)
    for line in tell_plan(plan, config.root, done=options.slett, **whole):
        print(line)
    if options.slett and plan.replace and not options.slett_fil:
        log.error("Feil: personen står fortsatt i %s filer med rådata. Erstatt eller slett dem.", len(plan.replace))
        return REFUSED
    return WELL


def retention(options: argparse.Namespace) -> int:
    from insight.archive import SALT_FILE, WORD_LISTS, read_forgotten, read_salt
    from insight.config import read_config
    from insight.own_labels import LABELS_FILE
    from insight.retention import delete_due, list_ages, read_day, tell_ages

    day = read_day(options.dato)
    config = read_config(options.prosjekt)
    ages = list_ages(
        config.raw,
        config.out,
        keep_days=config.keep_days,
        salt=read_salt(config.root) if (config.root / SALT_FILE).exists() else "",
        cut=read_forgotten(config.root)[1],
        spared=[
            path
            for path in (
                config.root / WORD_LISTS,
                config.root / LABELS_FILE,
                config.out,
                config.decisions,
                config.reviews,
            )
            if path
        ],
    )
    for line in tell_ages(ages, day=day, keep_days=config.keep_days):
        print(line)
    if options.slett:
        log.info("%s filer er slettet.", delete_due(ages, config.root, day=day))
    return WELL


def _tell_counts(finished: Run) -> None:
    from insight.innspill import account_files

    innspill, behov = finished.innspill, finished.behov
    aside = int((innspill["set_aside"] != "").sum())
    log.info("%s svar og lapper: %s lagt til side, %s med videre.", len(innspill), aside, len(innspill) - aside)
    log.info("%s utsagn, %s temaer.", len(behov), len(finished.clusters))
    for _, file in account_files(finished.files, innspill).iterrows():
        kind = ", ".join(filter(None, [file.reader or "ikke lest", file.encoding]))
        reasons = f" ({file.set_aside})" if file.set_aside else ""
        log.info(
            "Innlesing av %s: %s: %s rader, %s svar, %s lagt til side%s.",
            file.source,
            kind,
            file.n_rows,
            file.n_answers,
            file.n_set_aside,
            reasons,
        )
        if file.note:
            log.info("    merk: %s", file.note)
