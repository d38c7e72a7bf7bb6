"""Writes the report to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from insight.report import sentences
from insight.report.compose import compose
from insight.report.excel import write_workbook
from insight.report.shapes import Report
from insight.tables import Behov, Innspill, StorB


def write_report(innspill: Innspill, behov: Behov, stor_b: StorB, folder: str | Path, **about: Any) -> Path:
    """Compose the report, write it as `stor-b-runde-N.xlsx` in `folder`, and return the path.

    `about` is what `compose` takes by name. Raises what `compose` and `write_workbook` raise.
    """
    return save_report(compose(innspill, behov, stor_b, **about), folder)


def save_report(report: Report, folder: str | Path) -> Path:
    """Write a report that is composed as `stor-b-runde-N.xlsx` in `folder`, and return the path."""
    path = Path(folder) / sentences.name_workbook(report.round_number)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(report, path)
    return path
