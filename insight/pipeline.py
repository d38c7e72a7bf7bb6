"""The whole way on one page: files, innspill, behov, clusters, stor B, report. Only this file knows the order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path

from insight.archive import RUN_FILE, draft_run, fingerprint, hash_file, read_salt, write_manifest, write_table
from insight.behov import find_behov
from insight.clusters import Choice, choose_themes, cluster_behov, sentence_embedder
from insight.config import Config, read_config
from insight.decisions import find_lost_decisions, read_decisions
from insight.innspill import account_files, clean_innspill, read_delivery
from insight.norsk.wordlists import add_lists
from insight.report import write_report
from insight.stor_b import gather_stor_b
from insight.tables import DECISIONS, Behov, Clusters, Files, Innspill, StorB, empty
from insight.version import VERSION

WORD_LISTS = "ordlister"
SENTENCE_CACHE = ".setningsvektorer"
STEPS = ("Leser filene", "Renser og maskerer", "Finner behovene", "Samler temaene", "Skriver rapporten")
_LIBRARIES = ("numpy", "pandas", "scipy", "scikit-learn", "simplemma", "python-calamine", "pyreadstat", "xlsxwriter")


@dataclass(frozen=True)
class Run:
    """One finished run: where it lies, and its tables."""

    folder: Path
    workbook: Path
    files: Files
    innspill: Innspill
    behov: Behov
    clusters: Clusters
    stor_b: StorB


def run(project: str | Path | Config = ".", *, tell: Callable[[str], None] = lambda step: None) -> Run:
    """From the files of a project to its report, in a new folder under the project's results.

    `project` is what `config.read_config` takes, or a Config. `tell` hears the name of each step (`STEPS`) as it
    begins. The same files, settings and decisions give the same folder with the same bytes. Raises InsightError with
    every fault found; then no folder is left.
    """
    config = project if isinstance(project, Config) else read_config(project)

    add_lists(config.root / WORD_LISTS)
    tell(STEPS[0])
    decisions = read_decisions(config.decisions) if config.decisions else empty(DECISIONS)
    delivery = read_delivery(
        config.raw, columns=config.columns, leave_out=config.leave_out, salt=read_salt(config.root)
    )
    tell(STEPS[1])
    innspill = clean_innspill(delivery.innspill)
    files = account_files(delivery.files, innspill)
    tell(STEPS[2])
    behov = find_behov(innspill, places=config.places)
    tell(STEPS[3])
    embed = sentence_embedder(config.root / SENTENCE_CACHE) if config.sentence_vectors else None
    choice = None if config.n_themes else choose_themes(behov, fewest=config.fewest, embed=embed)
    n_clusters = choice.n_clusters if choice else config.n_themes
    behov, clusters = cluster_behov(behov, n_clusters=n_clusters, fewest=config.fewest, embed=embed)
    stor_b = gather_stor_b(innspill, behov, clusters, decisions)

    tell(STEPS[4])
    lost = find_lost_decisions(decisions, behov)
    manifest = _describe_run(config, delivery.files)
    with draft_run(config.out, f"runde-{config.round_number}-{fingerprint(manifest)}") as draft:
        workbook = write_report(
            innspill,
            behov,
            stor_b,
            draft,
            files=files,
            title=config.name,
            kommune=config.kommune,
            round_number=config.round_number,
            date=config.date,
            responsible=config.responsible,
            threshold=config.threshold,
            method=_method(config, choice, len(decisions), lost["anker"].tolist()),
        )
        tables = {
            "filer": files,
            "innspill": innspill,
            "behov": behov,
            "clusters": clusters,
            "stor_b": stor_b,
        }
        (draft / "tabeller").mkdir()
        for name, rows in tables.items():
            write_table(rows, draft / "tabeller" / f"{name}.csv")
        write_manifest(draft / RUN_FILE, manifest | {"rader": {name: len(rows) for name, rows in tables.items()}})
        folder = config.out / f"runde-{config.round_number}-{fingerprint(manifest)}"
    return Run(folder, folder / workbook.name, files, innspill, behov, clusters, stor_b)


def _describe_run(config: Config, files: Files) -> dict[str, object]:
    return {
        "insight": VERSION,
        "biblioteker": {name: version_of(name) for name in _LIBRARIES},
        "filer": dict(zip(files["source"], files["sha256"], strict=True)),
        "beslutninger": hash_file(config.decisions) if config.decisions else "",
        "innstillinger": config.settings(),
        "ordlister": {file.name: hash_file(file) for file in sorted((config.root / WORD_LISTS).glob("*.txt"))},
    }


def _method(config: Config, choice: Choice | None, n_decisions: int, lost: list[str]) -> tuple[tuple[str, str], ...]:
    chosen = choice.reason if choice else str(config.n_themes or "ingen: for få behov")
    lines = [
        ("Antall temaer", chosen),
        *([("Prøvde antall, og hvor likt temaene kommer igjen", choice.tell_curve())] if choice else []),
        ("Minste antall behov for å lage temaer", str(config.fewest)),
        ("Setningsvektorer", "på" if config.sentence_vectors else "av"),
        ("Grense for små grupper", str(config.threshold)),
        ("Beslutninger lest", str(n_decisions)),
        ("Versjon av insight", VERSION),
    ]
    if lost:
        lines.append(("Beslutninger som ikke lenger har sitt utsagn", ", ".join(lost)))
    return tuple(lines)
