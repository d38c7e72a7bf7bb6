"""The figure of the last evaluation, kept in the project so that the report can print how often the tool is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from insight.errors import InsightError
from insight.evaluation.bootstrap import Estimate
from insight.evaluation.shapes import Evaluation
from insight.evaluation.show import spell
from insight.version import VERSION

LAST_FILE = "evaluering.json"
LABEL = "Siste evaluering av typene"


@dataclass(frozen=True)
class _Last:
    is_own: bool
    sha256: str
    n_statements: int
    n_answers: int
    macro_f1: Estimate
    kappa: Estimate
    version: str


def keep_last(evaluation: Evaluation, root: str | Path) -> Path | None:
    """Write `evaluering.json` in the project folder; None, and nothing written, when no kinds were measured.

    No clock, no file name and no words of anybody: which file it was, is told by its SHA-256. Raises InsightError.
    """
    if evaluation.macro_f1 is None or evaluation.kappa is None:
        return None
    content = {
        "egen fil": evaluation.is_own,
        "sha256": evaluation.sha256,
        "utsagn": evaluation.n_statements,
        "svar": evaluation.n_answers,
        "makro-F1": _to_json(evaluation.macro_f1),
        "kappa": _to_json(evaluation.kappa),
        "insight": VERSION,
    }
    path = Path(root) / LAST_FILE
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    try:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InsightError(f"{path}: kan ikke skrives. Sjekk at mappen finnes og kan skrives i.") from error
    return path


def read_last(root: str | Path) -> list[tuple[str, str]]:
    """(label, sentence) for the method page of the report, in bokmål; none when nothing was evaluated.

    A file that is damaged, or from another version of insight, is said to be so: a report is not stopped by it.
    """
    path = Path(root) / LAST_FILE
    try:
        last = _read(path)
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return [(LABEL, f"{LAST_FILE} kan ikke leses. Slett den og kjør «insight evaluate» på nytt.")]
    what = "en fil kommunen selv har merket" if last.is_own else "prøvesettet som følger med insight"
    lines = [
        (
            LABEL,
            f"makro-F1 {_spell(last.macro_f1)} og Cohens kappa {_spell(last.kappa)}, målt på {what}: "
            f"{last.n_statements} utsagn i {last.n_answers} svar (SHA-256 {last.sha256[:12]}). "
            "I parentes 95 % intervall.",
        )
    ]
    if last.version != VERSION:
        lines.append((LABEL, f"Målt med insight {last.version}, ikke med {VERSION}: kjør «insight evaluate» på nytt."))
    return lines


def _read(path: Path) -> _Last:
    """Raises OSError, ValueError, KeyError or TypeError for a file that is not one of ours."""
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    if type(content["egen fil"]) is not bool:
        raise ValueError("«egen fil» is neither true nor false")
    sha256, version = content["sha256"], content["insight"]
    if not all(isinstance(each, str) and each.isascii() and len(each) <= 64 for each in (sha256, version)):
        raise ValueError("not a hash or a version")
    counts = int(content["utsagn"]), int(content["svar"])
    return _Last(
        content["egen fil"], sha256, *counts, _from_json(content["makro-F1"]), _from_json(content["kappa"]), version
    )


def _to_json(figure: Estimate) -> list[float | None]:
    return [None if value != value else round(value, 4) for value in figure]


def _from_json(values: list[float | None]) -> Estimate:
    value, low, high = (float("nan") if each is None else float(each) for each in values)
    if any(abs(each) > 1 for each in (value, low, high)):
        raise ValueError("no such figure")
    return Estimate(value, low, high)


def _spell(figure: Estimate) -> str:
    value, low, high = map(spell, figure)
    return f"{value} ({low}–{high})" if figure.low == figure.low else value
