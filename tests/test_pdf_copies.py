"""`insight pdf` as a user meets it: PDFs of a finished run, outside it, that `forget` and `retention` know of."""

import os
import shutil
from pathlib import Path

import pytest

from insight.cli import main
from insight.report.document import pdf
from tests.test_forget_files import GONE, HEADERS, PEOPLE, forget, project, table

NO_OFFICE = pytest.mark.skipif(not any(map(shutil.which, pdf.PROGRAMS)), reason="LibreOffice er ikke installert")
DOCUMENTS = ("du-sa-vi-gjorde-runde-1", "saksframlegg-runde-1", "stor-b-runde-1")
OTHERS = [(str(40 + n), f"2026-05-04 12:{n:02}", "", "", f"Jeg savner buss nummer {n} til byen") for n in range(6)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    content = table(HEADERS, *PEOPLE, *OTHERS).encode()
    folder = project(tmp_path_factory.mktemp("pdf"), svar__csv=content)
    (folder / "prosjekt.toml").write_text("[prosjekt]\ndato = 2026-06-01\n", encoding="utf-8")
    assert main(["run", str(folder)]) == 0
    return folder


@pytest.fixture
def ran(finished, tmp_path):
    """A project with a report made from it."""
    return Path(shutil.copytree(finished, tmp_path / "p"))


@pytest.fixture
def run(ran):
    (folder,) = (ran / "data" / "processed").glob("runde-*")
    return folder


def lay_copies(run):
    """Stand-ins for PDFs, whose content nobody can search."""
    folder = run.parent / "pdf" / run.name
    folder.mkdir(parents=True)
    for name in DOCUMENTS:
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    return folder


def snapshot(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "PLACES", ())


def test_without_libreoffice_one_line_says_what_to_do_and_nothing_is_written(ran, no_office, capsys):
    before = snapshot(ran)
    capsys.readouterr()
    assert main(["pdf", str(ran)]) == 1
    told = capsys.readouterr()
    (fault,) = [line for line in told.err.splitlines() if line.startswith("Feil: ")]
    assert "Installer LibreOffice" in fault and "Word" in fault
    assert told.out == ""
    assert snapshot(ran) == before
    assert not (ran / "data" / "processed" / "pdf").exists()


def test_a_project_without_a_run_is_told_of(tmp_path, capsys):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    assert main(["pdf", str(tmp_path)]) == 1
    assert "fant ingen ferdig kjøring" in capsys.readouterr().err


@pytest.mark.parametrize("inside", ["", "tabeller", "pdf"])
def test_no_pdf_is_laid_in_a_run(run, inside, capsys):
    before = snapshot(run)
    assert main(["pdf", str(run), "--til", str(run / inside)]) == 1
    assert "ligger i en kjøring" in capsys.readouterr().err
    assert snapshot(run) == before


def test_the_newest_run_of_a_project_is_taken(ran, run, no_office, capsys):
    newer = Path(shutil.copytree(run, run.with_name("runde-1-ffffffff")))
    for folder, time in ((run, 2_000_000_000), (newer, 1_900_000_000)):
        os.utime(folder / "run.json", (time, time))
    capsys.readouterr()
    main(["pdf", str(ran)])
    assert f"Lager PDF av dokumentene i {run} ..." in capsys.readouterr().err


@pytest.mark.slow
@NO_OFFICE
def test_every_document_of_the_run_becomes_a_tagged_pdf_outside_it(ran, run, capsys):
    before = snapshot(run)
    capsys.readouterr()
    assert main(["pdf", str(ran)]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert made == [run.parent / "pdf" / run.name / f"{name}.pdf" for name in DOCUMENTS]
    assert snapshot(run) == before
    for file in made:
        content = file.read_bytes()
        assert b"/MarkInfo<</Marked true>>" in content and b"/StructTreeRoot" in content, file
        assert b"/Lang(nb-NO)" in content and b"<dc:title>" in content, file
    assert main(["pdf", str(run), "--til", str(ran / "til møtet")]) == 0
    assert sorted(file.stem for file in (ran / "til møtet").iterdir()) == list(DOCUMENTS)


def test_forget_deletes_the_copies_of_a_run_that_shows_the_person(ran, run, capsys):
    copies = lay_copies(run)
    assert forget(ran, GONE[2]) == 0
    told = capsys.readouterr().out
    assert "PDF av en kjøring: 3 filer" in told and len(list(copies.iterdir())) == 3
    assert "lar seg ikke gjennomsøke" not in told
    assert forget(ran, GONE[2], "--slett") == 0
    assert list(copies.iterdir()) == []
    assert (run / "stor-b-runde-1.docx").is_file()  # a report that is handed over is for the archivist to judge
    assert "PDF av en kjøring" in (ran / "slettelogg.csv").read_text(encoding="utf-8-sig")


def test_forget_leaves_the_copies_of_other_runs_to_be_looked_over(ran, run, capsys):
    copies = lay_copies(run)
    for file in run.glob("*.docx"):
        file.unlink()
    assert forget(ran, GONE[2], "--slett") == 0
    assert len(list(copies.iterdir())) == 3
    assert "pdf/" in capsys.readouterr().out.replace("\\", "/").partition("må ses over")[2]


def test_copies_are_no_raw_data_to_retention(ran, run, capsys):
    copies = lay_copies(run)
    (ran / "prosjekt.toml").write_text('[prosjekt]\ndato = 2026-06-01\n[mapper]\ninn = "data"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["retention", str(ran), "--dato", "2030-01-01", "--slett"]) == 0
    assert ".pdf" not in capsys.readouterr().out
    assert len(list(copies.iterdir())) == 3
