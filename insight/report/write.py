"""Writes the report to a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from insight.report.book.workbook import write_workbook
from insight.report.compose import compose
from insight.report.document.case_text import say_case, write_case_text
from insight.report.document.letter import write_letter_html, write_letter_word
from insight.report.document.report import write_word
from insight.report.files import name_workbook
from insight.report.shapes import Report
from insight.report.web.page import write_html
from insight.tables import Behov, Innspill, StorB


def write_report(innspill: Innspill, behov: Behov, stor_b: StorB, folder: str | Path, **about: Any) -> Path:
    """Compose the report, write it in `folder` as `save_report` does, and return the path of the workbook.

    `about` is what `compose` takes by name. Raises what `compose` and `write_workbook` raise.
    """
    return save_report(compose(innspill, behov, stor_b, **about), folder)


def save_report(report: Report, folder: str | Path) -> Path:
    """Write a report that is composed in `folder`, and return the path of the workbook.

    `stor-b-runde-N` as .xlsx, .html and .docx; `saksframlegg-runde-N.docx`, half a page for the case; and the letter
    back, `du-sa-vi-gjorde-runde-N` as .docx and .html. Raises InsightError when a file cannot be written.
    """
    path = Path(folder) / name_workbook(report.round_number)
    path.parent.mkdir(parents=True, exist_ok=True)
    report = replace(report, case_text=report.case_text or say_case(report))
    write_workbook(report, path)
    write_html(report, path.with_suffix(".html"))
    write_word(report, path.with_suffix(".docx"))
    write_case_text(report, path.with_name(f"saksframlegg-runde-{report.round_number}.docx"))
    letter = path.with_name(f"du-sa-vi-gjorde-runde-{report.round_number}.docx")
    write_letter_word(report, letter)
    write_letter_html(report, letter.with_suffix(".html"))
    return path
