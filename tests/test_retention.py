"""`insight retention`: what falls due when, and that nothing else is ever deleted."""

import csv
import io
import os
import shutil
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from insight.cli import main
from tests.test_forget_files import GONE, HEADERS, PEOPLE, forget, project, table

OTHER = [(str(30 + n), f"2026-05-05 11:{n:02}", "", "", f"Svar nummer {n} om noe vi savner") for n in range(6)]


def settings(folder, text="dato = 2026-06-01", keep=""):
    (folder / "prosjekt.toml").write_text(f"[prosjekt]\n{text}\n[personvern]\n{keep}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = project(
        tmp_path_factory.mktemp("r"), svar__csv=table(HEADERS, *PEOPLE).encode(), notat__md=b"# Bord\n\n- Mer lys\n"
    )
    settings(folder)
    assert main(["run", str(folder)]) == 0
    (folder / "data" / "raw" / "ny.csv").write_bytes(table(HEADERS, *OTHER).encode())
    return folder


@pytest.fixture
def ran(finished, tmp_path):
    """A project with a report, and a file that came after it."""
    return Path(shutil.copytree(finished, tmp_path, dirs_exist_ok=True))


def names(folder):
    return sorted(file.name for file in (folder / "data" / "raw").iterdir())


def retention(folder, day, *more):
    return main(["retention", str(folder), "--dato", day, *more])


def test_the_list_tells_dates_and_deletes_nothing(ran, capsys):
    capsys.readouterr()
    assert retention(ran, "2026-08-29") == 0
    told = capsys.readouterr().out
    assert "svar.csv: rapport 2026-06-01, forfaller 2026-08-30" in told
    assert told.index("Innenfor fristen") < told.index("svar.csv") < told.index("Uten rapport") < told.index("ny.csv")
    assert retention(ran, "2026-08-30") == 0
    assert "Over fristen" in capsys.readouterr().out
    assert names(ran) == ["notat.md", "ny.csv", "svar.csv"]
    assert not (ran / "slettelogg.csv").exists()


def test_only_what_is_due_is_deleted_and_it_is_logged(ran):
    assert retention(ran, "2026-08-29", "--slett") == 0
    assert names(ran) == ["notat.md", "ny.csv", "svar.csv"]
    kept = {file: file.read_bytes() for file in (ran / "data" / "processed").rglob("*") if file.is_file()}
    assert retention(ran, "2026-08-30", "--slett") == 0
    assert names(ran) == ["ny.csv"]
    assert {file: file.read_bytes() for file in kept} == kept
    log = list(csv.DictReader(io.StringIO((ran / "slettelogg.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [(row["dato"], row["kommando"], row["hva"]) for row in log] == [
        ("2026-08-30", "retention", "rådata (.md)"),
        ("2026-08-30", "retention", "rådata (.csv)"),
    ]
    assert "svar" not in (ran / "slettelogg.csv").read_text(encoding="utf-8-sig")


def test_the_days_are_the_projects_own(ran, capsys):
    settings(ran, keep="oppbevaring_dager = 10")
    assert retention(ran, "2026-06-11") == 0
    assert "Over fristen" in capsys.readouterr().out
    for wrong in ("0", "3651", '"ti"'):
        settings(ran, keep=f"oppbevaring_dager = {wrong}")
        assert retention(ran, "2026-06-11") == 1
        assert "oppbevaring_dager" in capsys.readouterr().err


def test_a_later_report_moves_the_day(ran, capsys):
    settings(ran, "dato = 2026-07-01\nrunde = 2")
    assert main(["run", str(ran)]) == 0
    assert retention(ran, "2026-08-30", "--slett") == 0
    assert names(ran) == ["notat.md", "ny.csv", "svar.csv"]
    assert "svar.csv: rapport 2026-07-01, forfaller 2026-09-29" in capsys.readouterr().out


def test_without_a_date_the_day_of_the_run_counts(tmp_path, capsys):
    folder = project(tmp_path, svar__csv=table(HEADERS, *PEOPLE).encode())
    assert main(["run", str(folder)]) == 0
    account = next(folder.glob("data/processed/*/run.json"))
    os.utime(account, (account.stat().st_atime, 1_780_000_000))
    day = date.fromtimestamp(1_780_000_000)
    assert main(["retention", str(folder)]) == 0
    assert f"rapport {day}, forfaller {day + timedelta(days=90)}" in capsys.readouterr().out


def test_a_file_that_is_changed_is_another_file(ran):
    file = ran / "data" / "raw" / "svar.csv"
    file.write_bytes(file.read_bytes() + table(*OTHER).encode())
    assert retention(ran, "2027-01-01", "--slett") == 0
    assert names(ran) == ["ny.csv", "svar.csv"]


def test_a_file_that_was_cut_for_somebody_is_still_the_same(ran, capsys):
    assert forget(ran, "12", "--slett") == 0
    assert forget(ran, "13", "--slett") == 0
    capsys.readouterr()
    assert retention(ran, "2026-08-30") == 0
    assert "svar.csv: rapport 2026-06-01, forfaller 2026-08-30" in capsys.readouterr().out


def test_zip_files_are_known_by_what_is_in_them(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("svar.csv", table(HEADERS, *PEOPLE))
    folder = project(tmp_path, alt__zip=held.getvalue())
    settings(folder)
    assert main(["run", str(folder)]) == 0
    assert forget(folder, GONE[2], "--slett") == 0
    assert retention(folder, "2026-08-30", "--slett") == 0
    assert names(folder) == []


def test_decisions_word_lists_and_what_lies_elsewhere_are_never_deleted(tmp_path):
    """Also when the answers lie in the project's own folder, where all of it is read."""
    settings(tmp_path)
    text = (tmp_path / "prosjekt.toml").read_text(
        encoding="utf-8"
    ) + '[mapper]\ninn = "."\nutelat = ["ordlister", "data"]\n'
    (tmp_path / "prosjekt.toml").write_text(text, encoding="utf-8")
    (tmp_path / "ordlister").mkdir()
    (tmp_path / "ordlister" / "ikke-navn.txt").write_text("Solsida\n", encoding="utf-8")
    (tmp_path / "svar.csv").write_bytes(table(HEADERS, *PEOPLE).encode())
    (tmp_path / "beslutninger.csv").write_text("anker;tittel;bestemt_av\n", encoding="utf-8")
    assert main(["run", str(tmp_path)]) == 0
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    assert retention(tmp_path, "2027-01-01", "--slett") == 0
    after = {file for file in tmp_path.rglob("*") if file.is_file()}
    assert {file.name for file in before - after} == {"svar.csv"}
    assert {file.name for file in after - before} == {"slettelogg.csv"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights to make links")
def test_links_are_not_followed(ran, tmp_path_factory, capsys):
    outside = tmp_path_factory.mktemp("ute") / "svar.csv"
    raw = ran / "data" / "raw"
    outside.write_bytes((raw / "svar.csv").read_bytes())
    (raw / "lenke.csv").symlink_to(raw / "svar.csv")
    (raw / "ut.csv").symlink_to(outside)
    assert retention(ran, "2027-01-01", "--slett") == 0
    assert outside.exists() and (raw / "ut.csv").is_symlink() and (raw / "lenke.csv").is_symlink()
    assert "lenke.csv: er en lenke, og er ikke fulgt" in capsys.readouterr().out


def test_a_wrong_date_is_told(ran, capsys):
    assert retention(ran, "i morgen") == 1
    assert "--dato skal være en dato" in capsys.readouterr().err
