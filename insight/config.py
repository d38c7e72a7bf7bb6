"""prosjekt.toml as one frozen Config; an unknown key is an error that suggests the right one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from insight.errors import ConfigError, raise_all
from insight.tables import CHANNELS, DATE_ORDERS, GROUPS

FILE_NAME = "prosjekt.toml"

_SETTINGS: dict[str, dict[str, tuple[str, type]]] = {
    "prosjekt": {
        "navn": ("name", str),
        "kommune": ("kommune", str),
        "runde": ("round_number", int),
        "dato": ("date", date),
        "ansvarlig": ("responsible", str),
        "spraak": ("language", str),
    },
    "mapper": {"inn": ("raw", Path), "ut": ("out", Path), "utelat": ("leave_out", tuple)},
    "temaer": {
        "antall_temaer": ("n_themes", int),
        "minste_antall_behov": ("fewest", int),
        "setningsvektorer": ("sentence_vectors", bool),
    },
    "personvern": {"terskel": ("threshold", int), "oppbevaring_dager": ("keep_days", int)},
    "steder": {"navn": ("places", tuple)},
    "beslutninger": {"fil": ("decisions", Path), "gjennomsyn": ("reviews", Path)},
    "befolkning": {"filer": ("population", tuple), "kommunenummer": ("kommune_number", str)},
    "utvalg": {"type": ("sample", str), "trukket_av": ("drawn_from", int)},
}
POPULATION_FOLDER = "befolkning"
OPEN, DRAWN = "åpen", "trukket"
"""How people came to answer: they chose to themselves, or were drawn at random from everybody."""
_LANGUAGES = ("nb", "nn", "en")
"""What a report can be written in: bokmål, nynorsk and English."""
_LISTS = ("fritekst", "personlig", "enkeltvalg", "flervalg", "utelat")
_CHOICES = {"kanal": CHANNELS, "datoer": DATE_ORDERS}
_COLUMN_KEYS = ("id", "tid", "spoersmaal", *GROUPS, "stemmer", *_LISTS, *_CHOICES)
_BOUNDS = {
    "round_number": (1, 999),
    "n_themes": (2, 100),
    "fewest": (2, 100_000),
    "threshold": (3, 10),
    "keep_days": (1, 3650),
    "drawn_from": (1, 10_000_000),
}
_KINDS = {
    bool: "true eller false",
    str: "tekst i anførselstegn",
    int: "et helt tall",
    date: "en dato (2026-05-12)",
    Path: "en sti i anførselstegn",
    tuple: "en liste av tekster",
}


@dataclass(frozen=True)
class Config:
    """The settings of one project; every path is absolute. `n_themes` None lets the tool choose.

    `population` are files with population figures, or folders of them; `drawn_from` how many a drawn sample stands for.
    """

    root: Path
    raw: Path
    out: Path
    name: str = ""
    kommune: str = ""
    round_number: int = 1
    date: str = ""
    responsible: str = ""
    language: str = "nb"
    leave_out: tuple[str, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)
    n_themes: int | None = None
    fewest: int = 30
    sentence_vectors: bool = False
    threshold: int = 5
    keep_days: int = 90
    places: tuple[str, ...] = ()
    decisions: Path | None = None
    reviews: Path | None = None
    population: tuple[Path, ...] = ()
    kommune_number: str = ""
    sample: str = OPEN
    drawn_from: int | None = None

    def settings(self) -> dict[str, Any]:
        """What decides the result, without the paths: the same on every machine."""
        paths = ("root", "raw", "out", "decisions", "reviews", "population")
        return {name: value for name, value in vars(self).items() if name not in paths}


def read_config(path: str | Path = ".", *, out: str | Path | None = None) -> Config:
    """The settings for `path`: a prosjekt.toml, the folder it lies in, or a folder or file of answers without one.

    Without prosjekt.toml every setting has its default, answers are read from `data/raw` under the folder if that is
    there, else from `path` itself, and results go to `data/processed` under the project, or under the working folder
    when `path` is only answers. `out` goes before all. Raises ConfigError with every fault.
    """
    path = Path(path).absolute()
    if not path.exists():
        raise ConfigError(f"{path}: finnes ikke. Oppgi en prosjektmappe, en prosjekt.toml eller en fil med svar.")
    project_file = path if path.name == FILE_NAME else path / FILE_NAME
    if project_file.is_file():
        root = project_file.parent
        values = _read_values(project_file)
    else:
        root = path if (path / "data" / "raw").is_dir() else Path.cwd()
        values = {} if root == path else {"raw": path}
    raw = root / values.pop("raw", Path("data/raw"))
    chosen_out = Path(out).absolute() if out else root / values.pop("out", Path("data/processed"))
    values.pop("out", None)
    for name in {"decisions", "reviews"} & values.keys():
        values[name] = root / values[name]
    folder = [POPULATION_FOLDER] if (root / POPULATION_FOLDER).is_dir() else []
    values["population"] = tuple(root / name for name in values.get("population") or folder)
    config = Config(root=root, raw=raw, out=chosen_out, **values)
    raise_all(ConfigError, [*_path_faults(config), *_population_faults(config)])
    return config


def _path_faults(config: Config) -> list[str]:
    faults = []
    if not config.raw.exists():
        faults.append(
            f"{config.raw}: finnes ikke. Legg eksportene der, eller skriv «inn» under [mapper] i {FILE_NAME}."
        )
    if config.decisions and not config.decisions.is_file():
        faults.append(f"{config.decisions}: finnes ikke. Rett «fil» under [beslutninger] i {FILE_NAME}.")
    if config.reviews and not config.reviews.is_file():
        faults.append(f"{config.reviews}: finnes ikke. Rett «gjennomsyn» under [beslutninger] i {FILE_NAME}.")
    return faults


def _population_faults(config: Config) -> list[str]:
    faults = [
        f"{path}: finnes ikke. Rett «filer» under [befolkning] i {FILE_NAME}."
        for path in config.population
        if not path.exists()
    ]
    if config.kommune_number and not re.fullmatch(r"[0-9]{4}", config.kommune_number):
        faults.append(
            f"{FILE_NAME}: «kommunenummer» under [befolkning] skal være fire sifre i anførselstegn, men er "
            f"{config.kommune_number!r}."
        )
    if config.sample not in (OPEN, DRAWN):
        faults.append(
            f"{FILE_NAME}: «type» under [utvalg] skal være "
            f'"{OPEN}" (alle som ville, kunne svare) eller "{DRAWN}" (de som svarte, var trukket ut), men er '
            f"{config.sample!r}."
        )
    elif (config.sample == DRAWN) != (config.drawn_from is not None):
        faults.append(
            f'{FILE_NAME}: «type» = "{DRAWN}" og «trukket_av» under [utvalg] hører sammen. Skriv hvor mange utvalget '
            f'er trukket av, eller la typen være "{OPEN}" uten «trukket_av».'
        )
    return faults


def _read_values(file: Path) -> dict[str, Any]:
    try:
        sections = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file.name}: kan ikke leses ({error}). Filen skal være TOML i UTF-8.") from error
    faults: list[str] = []
    values: dict[str, Any] = {}
    for section, given in sections.items():
        if section == "kolonner":
            faults += _column_faults(given)
            values["columns"] = given
        elif section not in _SETTINGS:
            faults.append(f"{file.name}: ukjent del [{section}].{_suggest(section, [*_SETTINGS, 'kolonner'])}")
        elif not isinstance(given, dict):
            faults.append(f"{file.name}: «{section}» skal være en del, skrevet [{section}] på egen linje.")
        else:
            for key, value in given.items():
                fault, name, read = _read_value(section, key, value)
                if fault:
                    faults.append(f"{file.name}: {fault}")
                else:
                    values[name] = read
    raise_all(ConfigError, faults)
    return values


def _read_value(section: str, key: str, value: Any) -> tuple[str, str, Any]:
    """(fault, field of Config, value): one setting read, or what is wrong with it."""
    known = _SETTINGS[section]
    if key not in known:
        elsewhere = [f"[{other}] {name}" for other, names in _SETTINGS.items() for name in names if name == key]
        hint = f" Den hører til under {elsewhere[0]}." if elsewhere else _suggest(key, known)
        return f"ukjent innstilling «{key}» under [{section}].{hint}", "", None
    name, kind = known[key]
    is_right = {
        bool: isinstance(value, bool),
        str: isinstance(value, str),
        int: isinstance(value, int) and not isinstance(value, bool),
        date: isinstance(value, date) or (isinstance(value, str) and _is_iso_date(value)),
        Path: isinstance(value, str),
        tuple: isinstance(value, list) and all(isinstance(item, str) for item in value),
    }[kind]
    if not is_right:
        return f"«{key}» under [{section}] skal være {_KINDS[kind]}, men er {value!r}.", "", None
    if name == "language" and value not in _LANGUAGES:
        choices = ", ".join(f'"{language}"' for language in _LANGUAGES)
        return f"«{key}» under [{section}] skal være en av {choices}, men er {value!r}.", "", None
    low, high = _BOUNDS.get(name, (None, None))
    if low is not None and not low <= value <= high:
        return f"«{key}» under [{section}] er {value}; den må være fra {low} til {high}.", "", None
    return "", name, str(value)[:10] if kind is date else kind(value)


def _column_faults(columns: Any, where: str = "[kolonner]") -> list[str]:
    if not isinstance(columns, dict):
        return [f"{FILE_NAME}: {where} skal være en del med kolonnenavn."]
    faults = []
    for key, value in columns.items():
        if isinstance(value, dict) and where == "[kolonner]":
            faults += _column_faults(value, f'[kolonner."{key}"]')
        elif key not in _COLUMN_KEYS:
            faults.append(f"{FILE_NAME}: ukjent innstilling «{key}» under {where}.{_suggest(key, _COLUMN_KEYS)}")
        elif key in _CHOICES and value not in _CHOICES[key]:
            known = ", ".join(f'"{choice}"' for choice in _CHOICES[key])
            faults.append(f"{FILE_NAME}: «{key}» under {where} skal være en av {known}, men er {value!r}.")
        elif key in _LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            faults.append(f"{FILE_NAME}: «{key}» under {where} skal være {_KINDS[tuple]}, men er {value!r}.")
        elif key not in _LISTS and not isinstance(value, str):
            faults.append(f"{FILE_NAME}: «{key}» under {where} skal være {_KINDS[str]}, men er {value!r}.")
    return faults


def _is_iso_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _suggest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(word.replace("ø", "oe").replace("å", "aa").replace("æ", "ae"), names, n=1, cutoff=0.5)
    return f" Mente du «{close[0]}»?" if close else f" Kjente er {', '.join(names)}."
