"""A PDF of a Word document, where LibreOffice is at hand. Never required."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from insight.errors import InsightError

PROGRAMS = ("soffice", "libreoffice")
PLACES = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
"""Where LibreOffice lays itself without a word to PATH."""
SECONDS = 180
_OPTIONS = {  # LibreOffice's filter writer_pdf_Export: tags for screen readers, PDF/UA, headings as bookmarks
    "UseTaggedPDF": ("boolean", "true"),
    "PDFUACompliance": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
}


def save_pdf(docx_path: str | Path, folder: str | Path | None = None) -> Path | None:
    """Make `name.pdf` of `name.docx`, beside it or in `folder`, and return its path; None without LibreOffice.

    LibreOffice runs with a profile of its own in a temporary folder, and nothing in the document asks for the network.
    Two runs do not give the same bytes: a PDF holds the time it was made. Raises InsightError when LibreOffice fails.
    """
    document = Path(docx_path).resolve()
    program = _find_program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as drafts:
        made = Path(drafts) / "ut" / f"{document.stem}.pdf"
        told = _run(program, document, Path(drafts))
        if not made.is_file():
            raise InsightError(_fault(document, told))
        target = Path(folder or document.parent) / made.name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            return Path(shutil.copyfile(made, target))
        except OSError as error:
            raise InsightError(
                f"{target}: får ikke skrevet filen. Er den åpen i et annet program? Lukk den og prøv igjen."
            ) from error


def _find_program() -> str | None:
    return next(filter(None, (shutil.which(name, path=place) for place in (None, *PLACES) for name in PROGRAMS)), None)


def _run(program: str, document: Path, folder: Path) -> str:
    """Convert the document into `folder`/ut, and return what LibreOffice says when it fails."""
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in _OPTIONS.items()})
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder / "ut"), str(document)),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise InsightError(_fault(document, f"LibreOffice ble ikke ferdig på {SECONDS} sekunder.")) from error
    except OSError as error:
        raise InsightError(_fault(document, str(error))) from error
    return done.stderr.strip()


def _fault(document: Path, told: str) -> str:
    reason = f" LibreOffice sier: {told}" if told else ""
    return f"{document.name}: LibreOffice laget ingen PDF. Åpne filen i Word og lagre den som PDF i stedet.{reason}"
