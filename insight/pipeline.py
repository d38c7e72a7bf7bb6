"""The whole way on one page: files, innspill, behov, clusters, stor B, report. Only this file knows the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from insight.archive import (
    RUN_FILE,
    SENTENCE_CACHE,
    WORD_LISTS,
    draft_run,
    fingerprint,
    read_forgotten,
    read_salt,
    read_table,
    write_manifest,
    write_table,
)
from insight.behov import find_behov
from insight.clusters import choose_themes, cluster_behov, lay_out_themes, sentence_embedder
from insight.config import Config, read_config
from insight.decisions import (
    approve_quotes,
    case_quotes,
    find_lost_decisions,
    find_lost_reviews,
    gather_decided,
    read_decisions,
    read_reviews,
)
from insight.errors import PersonalDataError, raise_all
from insight.facts import describe_run, list_about, list_prints, list_settings
from insight.gate import fault_file_names, guard, search
from insight.innspill import account_files, read_delivery
from insight.innspill.clean import Cleaned, clean_and_find
from insight.innspill.clean_files import mask_files
from insight.norsk.wordlists import add_lists
from insight.own_labels import own_recognizer
from insight.population import read_population
from insight.record import RECORD_FILE, write_record
from insight.report import compose, list_printed, save_report
from insight.report.book.review import write_review
from insight.report.signs import HIDDEN
from insight.stor_b import add_links, check_sentences, gather_stor_b, list_wishes
from insight.tables import (
    DECISIONS,
    GROUP_COUNTS,
    REVIEWS,
    Behov,
    Clusters,
    Decisions,
    Files,
    Found,
    GroupCounts,
    Innspill,
    Reviews,
    StorB,
    empty,
)

STEPS = (
    "Leser filene",
    "Renser og maskerer",
    "Finner behovene",
    "Samler temaene",
    "Skriver rapporten",
    "Ser etter personopplysninger",
)


@dataclass(frozen=True)
class Material:
    """What a run is made from: the decisions, and the answers read and masked.

    `removed` is what masking took out, and what stood in columns stopped at the door, as (type, words): held in memory
    to search the finished files for, never written. `own_words` are the municipality's own, and what a person has
    decided to keep; `machine_made` are numbers the tool has made.
    """

    salt: str
    decisions: Decisions
    reviews: Reviews
    files: Files
    cleaned: Cleaned
    removed: frozenset[tuple[str, str]]
    own_words: tuple[str, ...]
    machine_made: frozenset[str]


@dataclass(frozen=True)
class Run:
    """One finished run: where it lies, and its tables."""

    folder: Path
    workbook: Path
    files: Files
    innspill: Innspill
    found: Found
    behov: Behov
    clusters: Clusters
    stor_b: StorB


def run(project: str | Path | Config = ".", *, tell: Callable[[str], None] = lambda step: None) -> Run:
    """From the files of a project to its report, in a new folder under the project's results.

    `project` is what `config.read_config` takes, or a Config. `tell` hears the name of each step (`STEPS`) as it
    begins. The same files, settings and decisions give the same folder with the same bytes. Raises InsightError with
    every fault found, PersonalDataError when personal data stand in a finished file; then no folder is left,
    only the review list beside it when that is clean, so that a person can decide.
    """
    config = project if isinstance(project, Config) else read_config(project)
    material = read_material(config, tell=tell)
    innspill, found = material.cleaned.innspill, material.cleaned.found
    salt = material.salt

    tell(STEPS[2])
    behov = approve_quotes(
        find_behov(innspill, recognize=own_recognizer(config.root), places=config.places), material.reviews, salt=salt
    )
    tell(STEPS[3])
    embed = sentence_embedder(config.root / SENTENCE_CACHE) if config.sentence_vectors else None
    choice = None if config.n_themes else choose_themes(behov, fewest=config.fewest, embed=embed)
    n_clusters = choice.n_clusters if choice else config.n_themes
    behov, clusters = cluster_behov(behov, n_clusters=n_clusters, fewest=config.fewest, embed=embed)
    behov = add_links(innspill, behov)
    stor_b = gather_stor_b(innspill, behov, clusters, material.decisions)

    tell(STEPS[4])
    earlier = _find_earlier(config)
    report = compose(
        innspill,
        behov,
        stor_b,
        language=config.language,
        files=material.files,
        title=config.name,
        kommune=config.kommune,
        round_number=config.round_number,
        date=config.date,
        responsible=config.responsible,
        threshold=config.threshold,
        method=list_settings(
            config,
            choice,
            decisions=material.decisions,
            reviews=material.reviews,
            lost=find_lost_decisions(material.decisions, behov)["anker"].tolist(),
            lost_reviews=find_lost_reviews(material.reviews, found, behov, salt=salt)["case"].tolist(),
            remarks=check_sentences(stor_b),
        ),
        earlier=[read_table(path, GROUP_COUNTS) for path in earlier],
        clusters=clusters,
        layout=lay_out_themes(behov, clusters),
        population=read_population(*config.population, kommune=config.kommune_number) if config.population else None,
        drawn_from=config.drawn_from or 0,
        wishes=list_wishes(behov),
        decided=gather_decided(material.decisions, behov, stor_b),
        run=list_prints(material.files),
    )
    tables = {
        "filer": material.files,
        "innspill": innspill,
        "funn": found,
        "behov": behov,
        "clusters": clusters,
        "stor_b": stor_b,
        "grupper": list_printed(report),
    }
    cases = case_quotes(behov, salt=salt)
    manifest = describe_run(config, material.files, earlier)
    name = f"runde-{config.round_number}-{fingerprint(manifest)}"
    with draft_run(config.out, name) as draft:
        workbook = save_report(report, draft)
        review = draft / f"gjennomsyn-runde-{config.round_number}.xlsx"
        write_review(found, behov, review, cases=cases, reviews=material.reviews, stor_b=stor_b, date=config.date)
        (draft / "tabeller").mkdir()
        for table, rows in tables.items():
            write_table(rows, draft / "tabeller" / f"{table}.csv")
        write_manifest(draft / RUN_FILE, manifest | {"rader": {table: len(rows) for table, rows in tables.items()}})
        tell(STEPS[5])
        try:
            _guard_and_record(draft, config, material, behov, tables["grupper"], cases.values())
        except PersonalDataError as stopped:
            raise _keep_review(stopped, review, config, material, cases.values()) from None
    folder = config.out / name
    return Run(folder, folder / workbook.name, material.files, innspill, found, behov, clusters, stor_b)


def read_material(config: Config, *, tell: Callable[[str], None] = lambda step: None) -> Material:
    """The answers of a project, read and masked, with the decisions about them. Raises InsightError."""
    add_lists(config.root / WORD_LISTS)
    tell(STEPS[0])
    decisions = read_decisions(config.decisions) if config.decisions else empty(DECISIONS)
    reviews = read_reviews(config.reviews) if config.reviews else empty(REVIEWS)
    salt = read_salt(config.root)
    forgotten, _ = read_forgotten(config.root)
    delivery = read_delivery(
        config.raw, columns=config.columns, leave_out=config.leave_out, salt=salt, forgotten=forgotten
    )
    tell(STEPS[1])
    cleaned = clean_and_find(delivery.innspill, known=delivery.personal, reviews=reviews, salt=salt)
    raise_all(PersonalDataError, fault_file_names(delivery.files["source"], cleaned.removed))
    files = mask_files(account_files(delivery.files, cleaned.innspill), cleaned.removed)
    decided = decisions.drop(columns=["anker", "dato"]).to_numpy().ravel()
    own_words = (config.kommune, config.responsible, *config.places, *decided, *reviews["decided_by"])
    made = {*cleaned.innspill["innspill_id"], *cleaned.innspill["person_id"], *cleaned.found["case"], *files["sha256"]}
    return Material(
        salt,
        decisions,
        reviews,
        files,
        cleaned,
        cleaned.removed,
        (*own_words, *files["source"], *sorted(cleaned.kept)),
        frozenset(made),
    )


def _find_earlier(config: Config) -> list[Path]:
    """What the reports of earlier rounds printed of groups: the reader remembers it."""
    found = []
    for path in sorted(config.out.glob("runde-*-*/tabeller/grupper.csv")):
        number = path.parent.parent.name.split("-")[1]
        if number.isdigit() and int(number) < config.round_number:
            found.append(path)
    return found


def _guard_and_record(
    draft: Path, config: Config, material: Material, behov: Behov, printed: GroupCounts, cases: Iterable[str]
) -> None:
    """Search the finished files for what was masked, and write the record of processing."""
    removed, own_words = material.removed, material.own_words
    made = material.machine_made.union(cases)
    searched = guard(draft, removed, own_words=own_words, machine_made=made)
    reported = date.fromisoformat(config.date) if config.date else None
    record = write_record(
        draft / RECORD_FILE,
        files=material.files,
        innspill=material.cleaned.innspill,
        found=material.cleaned.found,
        behov=behov,
        reviews=material.reviews,
        searched=searched,
        n_hidden=int((printed["shown"] == HIDDEN).sum()),
        threshold=config.threshold,
        delete_by=(reported + timedelta(days=config.keep_days)).isoformat() if reported else "",
        about=list_about(config),
    )
    guard(record, removed, own_words=own_words, machine_made=made)


def _keep_review(
    stopped: PersonalDataError, review: Path, config: Config, material: Material, cases: Iterable[str]
) -> PersonalDataError:
    """The error of a stopped run, with the review list saved where a person can decide in it, when it is clean."""
    made = material.machine_made.union(cases)
    searched = search([review], material.removed, own_words=material.own_words, machine_made=made)
    kept = config.out / review.name
    if searched.hits or searched.unread or kept == config.reviews:
        return stopped
    try:
        review.replace(kept)
    except OSError:  # open in Excel: what is there is for the same purpose
        return stopped
    return PersonalDataError(
        *stopped.faults,
        f"Gjennomsynslisten er lagret som {kept}. Bestem der, sett `gjennomsyn` i prosjekt.toml til filen, og kjør "
        "igjen.",
    )
