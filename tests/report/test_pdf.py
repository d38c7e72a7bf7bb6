from __future__ import annotations

import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from insight.errors import InsightError
from insight.report.document import pdf
from insight.report.document.case_text import write_case_text
from insight.report.document.pdf import PROGRAMS, save_pdf
from tests.report.full_report import make_report


@pytest.fixture
def document(tables, tmp_path) -> Path:
    report = replace(make_report(tables), title="Hva trengs?", case_text=())
    write_case_text(report, tmp_path / "saksframlegg æøå.docx")
    return tmp_path / "saksframlegg æøå.docx"


def test_without_libreoffice_there_is_no_pdf_and_no_fault(document, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "PLACES", ())
    assert save_pdf(document) is None
    assert not document.with_suffix(".pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_libreoffice_that_fails_is_told_of(document, tmp_path, monkeypatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'ingen skjerm' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))
    with pytest.raises(InsightError, match=r"saksframlegg æøå\.docx: LibreOffice laget ingen PDF.*ingen skjerm"):
        save_pdf(document)
    assert not document.with_suffix(".pdf").exists()


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="LibreOffice er ikke installert")
def test_the_pdf_has_tags_and_a_language_and_leaves_nothing_beside_it(document) -> None:
    before = set(document.parent.iterdir())
    made = save_pdf(document)
    assert made == document.with_suffix(".pdf")
    content = made.read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo<</Marked true>>" in content and b"/StructTreeRoot" in content
    assert b"/Lang(nb-NO)" in content.replace(b"/Lang (", b"/Lang(")
    assert b"pdfuaid" in content and b"/DisplayDocTitle true" in content
    assert "<dc:title>" in content.decode("latin-1") and b"Hva trengs?" in content
    assert set(document.parent.iterdir()) - before == {made}
