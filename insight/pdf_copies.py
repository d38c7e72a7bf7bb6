"""PDF copies of the documents of a finished run: made on request, and never inside the run, whose bytes stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from insight.archive import RUN_FILE
from insight.errors import InsightError

PDF_FOLDER = "pdf"
"""The folder among the results, with a folder for each run that has copies."""


def find_newest_run(out: Path) -> Path:
    """The run among the results whose account was written last. Raises InsightError where there is none."""
    accounts = [file for file in out.glob(f"*/{RUN_FILE}") if not file.parent.name.startswith(".")]
    if not accounts:
        raise InsightError(f"{out}: fant ingen ferdig kjøring. Lag rapporten først med «insight run».")
    return max(accounts, key=lambda file: (file.stat().st_mtime, file.parent.name)).parent


def save_copies(run: Path, folder: Path | None = None) -> list[Path]:
    """A tagged PDF of every Word document of a run, in `folder` or in `PDF_FOLDER` beside the run; their paths.

    A copy that is there already is replaced. Raises InsightError where there is no LibreOffice or no document, and
    when the folder is inside a run.
    """
    from insight.report import save_pdf  # not needed by those who only look for copies

    target = (folder or run.parent / PDF_FOLDER / run.name).resolve()
    if any((each / RUN_FILE).is_file() for each in (target, *target.parents)):
        raise InsightError(f"{target}: mappen ligger i en kjøring, som aldri endres. Velg en annen mappe med --til.")
    documents = sorted(file for file in run.glob("*.docx") if not file.name.startswith("~$"))
    if not documents:
        raise InsightError(f"{run}: fant ingen Word-dokumenter. Lag rapporten på nytt med «insight run».")
    copies = []
    for document in documents:
        copy = save_pdf(document, target)
        if copy is None:
            raise InsightError(
                "Fant ikke LibreOffice, som lager PDF-ene. Installer LibreOffice (gratis) og prøv igjen, eller åpne "
                f"dokumentene i {run} i Word og lagre dem som PDF."
            )
        copies.append(copy)
    return copies


def find_copies(out: Path, run_name: str) -> Iterator[Path]:
    """The PDF copies of a run among the results."""
    yield from (file for file in sorted((out / PDF_FOLDER / run_name).glob("*.pdf")) if not file.is_symlink())
