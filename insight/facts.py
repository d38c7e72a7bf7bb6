"""What a run is made of: for its manifest, its record of processing, and the report's own log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version as version_of
from pathlib import Path

from insight.archive import WORD_LISTS, hash_file
from insight.clusters import Choice
from insight.config import Config
from insight.evaluation import LAST_FILE, read_last
from insight.own_labels import LABELS_FILE, read_labels
from insight.report.words import read_words
from insight.tables import Decisions, Files, Reviews
from insight.version import VERSION

_LIBRARIES = (
    *("numpy", "pandas", "scipy", "scikit-learn", "simplemma", "python-calamine", "pyreadstat"),
    *("xlsxwriter", "python-docx", "jinja2"),
)


def list_about(config: Config) -> list[tuple[str, str]]:
    return [
        ("prosjekt", config.name),
        ("kommune", config.kommune),
        ("runde", str(config.round_number)),
        ("dato", config.date),
        ("ansvarlig", config.responsible),
        ("insight", VERSION),
        *((name, version_of(name)) for name in _LIBRARIES),
    ]


def describe_run(config: Config, files: Files, earlier: Iterable[Path]) -> dict[str, object]:
    return {
        "insight": VERSION,
        "biblioteker": {name: version_of(name) for name in _LIBRARIES},
        "filer": dict(zip(files["source"], files["sha256"], strict=True)),
        "beslutninger": hash_file(config.decisions) if config.decisions else "",
        "gjennomsyn": hash_file(config.reviews) if config.reviews else "",
        "evaluering": hash_file(config.root / LAST_FILE) if (config.root / LAST_FILE).is_file() else "",
        "merkelapper": hash_file(config.root / LABELS_FILE) if (config.root / LABELS_FILE).is_file() else "",
        "innstillinger": config.settings(),
        "ordlister": {file.name: hash_file(file) for file in sorted((config.root / WORD_LISTS).glob("*.txt"))},
        "befolkning": {file.name: hash_file(file) for file in _list_population(config)},
        "tidligere grupper": {path.parent.parent.name: hash_file(path) for path in earlier},
    }


def _list_population(config: Config) -> list[Path]:
    """The files with population figures, also those in folders."""
    found = [sorted(path.iterdir()) if path.is_dir() else [path] for path in config.population]
    return [file for files in found for file in files if file.is_file()]


def list_prints(files: Files) -> tuple[tuple[str, str], ...]:
    """The fingerprints of the files and the versions of the libraries, for the log of the run."""
    prints = zip(files["source"], files["sha256"], strict=True)
    return (
        *((source, f"sha256 {print_}") for source, print_ in prints),
        *((name, version_of(name)) for name in _LIBRARIES),
    )


def list_settings(
    config: Config,
    choice: Choice | None,
    *,
    decisions: Decisions,
    reviews: Reviews,
    lost: Sequence[str],
    lost_reviews: Sequence[str],
    remarks: Sequence[str],
) -> tuple[tuple[str, str], ...]:
    """What was set and decided, and what a person must see to, as (label, value) in the language of the report.

    `lost` and `lost_reviews` are decisions that no longer fit, and `remarks` are on sentences people have written.
    """
    named = read_words(config.language).settings
    lines = [
        *_tell_choice(config, choice),
        (named["fewest"], str(config.fewest)),
        (named["sentence_vectors"], named["on"] if config.sentence_vectors else named["off"]),
        (named["threshold"], str(config.threshold)),
        (named["decisions"], str(len(decisions))),
        (named["reviews"], str(len(reviews))),
        (named["own_labels"], str(len(read_labels(config.root)))),
        (named["version"], VERSION),
        *read_last(config.root),
        (named["lost_decisions"], ", ".join(lost)),
        (named["lost_reviews"], ", ".join(lost_reviews)),
        (named["remarks"], " ".join(remarks)),
    ]
    return tuple(line for line in lines if line[1])


def _tell_choice(config: Config, choice: Choice | None) -> list[tuple[str, str]]:
    """How many themes, and how the number was chosen."""
    words = read_words(config.language)
    label = words.settings["n_themes"]
    if not choice:
        return [(label, str(config.n_themes or words.settings["no_themes"]))]
    tried = choice.curve.set_index("n_clusters")["stability"]
    reason = words.chose_themes.format(
        fewest=tried.index.min(),
        most=tried.index.max(),
        chosen=choice.n_clusters,
        agreement=f"{tried[choice.n_clusters]:.2f}".replace(".", words.decimal),
    )
    return [(label, reason), (words.settings["curve"], choice.tell_curve().replace(",", words.decimal))]
