"""The commands as a user types them: help, errors, exit codes, what goes where."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from insight.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def insight(capsys, monkeypatch):
    """A command in this process, which spares it the imports; only what a process alone can show has its own."""

    def give(*arguments, cwd):
        monkeypatch.chdir(cwd)
        code = main([str(argument) for argument in arguments])
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return give


def start(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "insight", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


GOOD = "id;Hva er vanskelig for deg?\n" + "".join(
    f"{n};Jeg rekker ikke {what} før den stenger\n"
    for n, what in enumerate(["barnehagen", "butikken", "bussen", "legen"])
)


def test_help_is_in_bokmaal(tmp_path):
    for arguments in (["-h"], ["demo", "--help"], ["run", "-h"], ["check", "--hjelp"]):
        done = start(*arguments, cwd=tmp_path)
        assert done.returncode == 0
        assert done.stdout.startswith("bruk: insight")
        for english in ("usage", "options", "positional", "show this", "default"):
            assert english not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "mangler: KOMMANDO"),
        (["rapport"], "«rapport» er ingen kommando"),
        (["run", "a", "b"], "ukjent argument: b"),
        (["run", "--ut"], "--ut må følges av en verdi"),
        (["run", "--hva"], "ukjent argument: --hva"),
    ],
)
def test_wrong_usage_is_exit_code_two(tmp_path, arguments, told):
    done = start(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_run_prints_the_path_and_nothing_else_on_stdout(tmp_path):
    (tmp_path / "svar").mkdir()
    (tmp_path / "svar" / "a.csv").write_text(GOOD, encoding="utf-8")
    done = start("run", "svar", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    workbook = Path(done.stdout.strip())
    assert workbook.is_file()
    assert workbook.is_relative_to(tmp_path / "data" / "processed")
    assert "4 svar og lapper" in done.stderr
    assert "rekker" not in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_is_a_progress_bar(tmp_path):
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    import pty

    shown, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "insight", "run", "a.csv"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    drawn = b""
    while True:
        try:
            part = os.read(shown, 4096)
        except OSError:  # the terminal is closed when the process ends
            break
        if not part:
            break
        drawn += part
    out, _ = process.communicate()
    assert process.returncode == 0
    assert Path(out.decode().strip()).is_file()
    assert b"Samler temaene" in drawn


def test_check_of_a_file_shows_how_it_is_read_and_writes_nothing(insight, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD.replace("id;", "e-post;").replace("0;", "a@eksempel.no;"), encoding="utf-8")
    done = insight("check", "a.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "fritekst: Hva er vanskelig for deg?" in done.stdout
    assert "stanset i døra: e-post" in done.stdout
    assert "eksempel.no" not in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def make_folder(folder):
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text(GOOD, encoding="utf-8")
    return folder


def test_check_proposes_a_project_once_and_it_reads_the_same(insight, tmp_path):
    make_folder(tmp_path / "svar")
    first = insight("check", "svar", cwd=tmp_path)
    assert first.returncode == 0
    file = tmp_path / "svar" / "prosjekt.toml"
    assert f"skrevet i {file}" in first.stdout
    written = file.read_bytes()
    again = insight("check", "svar", cwd=tmp_path)
    assert again.returncode == 0
    assert file.read_bytes() == written
    assert "Hva er vanskelig for deg? (4 svar, 4 ulike; nevnt i prosjekt.toml)" in again.stdout
    assert "føyes til" not in again.stdout
    done = insight("run", "svar", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "4 svar og lapper" in done.stderr


def test_check_of_a_project_writes_the_proposal_beside_data(insight, tmp_path):
    make_folder(tmp_path / "data" / "raw")
    assert insight("check", cwd=tmp_path).returncode == 0
    assert "[mapper]" not in (tmp_path / "prosjekt.toml").read_text(encoding="utf-8")


def test_check_can_be_told_to_write_nothing(insight, tmp_path):
    make_folder(tmp_path / "svar")
    done = insight("check", "svar", "--ikke-skriv", cwd=tmp_path)
    assert done.returncode == 0
    assert "Ingenting er skrevet" in done.stdout
    assert [path.name for path in (tmp_path / "svar").iterdir()] == ["a.csv"]


def test_check_tells_what_an_existing_project_lacks_and_leaves_it_alone(insight, tmp_path):
    make_folder(tmp_path / "svar")
    project = '[mapper]\ninn = "."\nut = "ut"\n'
    (tmp_path / "svar" / "prosjekt.toml").write_text(project, encoding="utf-8")
    done = insight("check", "svar", cwd=tmp_path)
    assert '[kolonner."a.csv"]' in done.stdout
    assert (tmp_path / "svar" / "prosjekt.toml").read_text(encoding="utf-8") == project


def test_check_marks_what_is_doubtful_and_refuses_columns_that_are_not_there(insight, tmp_path):
    raw = make_folder(tmp_path / "svar")
    both = "\n".join(f"{line};{line.partition(';')[2]} og mer" for line in GOOD.splitlines())
    (raw / "a.csv").write_text(both, encoding="utf-8")
    (raw / "prosjekt.toml").write_text(
        '[mapper]\ninn = "."\nut = "ut"\n[kolonner]\nalder = "Kommentar"\nkrets = "Hva er vanskelig for deg?"\n',
        encoding="utf-8",
    )
    done = insight("check", "svar", cwd=tmp_path)
    assert done.returncode == 1
    assert "  ? bakgrunn (krets): Hva er vanskelig for deg?" in done.stdout
    assert "usikkert: svarene ser ut som fritekst" in done.stdout
    assert "«Kommentar», men ingen fil har den kolonnen" in done.stderr


def broken(folder, name):
    path = folder / name
    if name == "tom.csv":
        path.write_bytes(b"")
    elif name == "nettside.xlsx":
        path.write_text("<!DOCTYPE html><html><body>Logg inn</body></html>", encoding="utf-8")
    elif name == "avkuttet.xlsx":
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("xl/workbook.xml", "<workbook/>" * 500)
        path.write_bytes(path.read_bytes()[:150])
    elif name == "ragget.csv":
        path.write_text("id;Hva mener du?\n1;Dette er et svar\n2;Ett;for;mye\n", encoding="utf-8")
    elif name == "kryptert.xlsx":
        path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le").rjust(2000, b"\0"))
    return path


BROKEN = ["tom.csv", "nettside.xlsx", "avkuttet.xlsx", "ragget.csv", "kryptert.xlsx"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_clear_error_and_no_folder(insight, tmp_path, name):
    broken(tmp_path, name)
    done = insight("run", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    errors = [line for line in done.stderr.splitlines() if line.startswith("Feil:")]
    assert len(errors) == 1
    assert name in errors[0]
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "data" / "processed").glob("*")) if (tmp_path / "data").exists() else True


def test_good_files_beside_broken_ones_are_accounted_for(insight, tmp_path):
    raw = tmp_path / "svar"
    raw.mkdir()
    for name in BROKEN:
        broken(raw, name)
    (raw / "god.csv").write_text(GOOD, encoding="utf-8")
    done = insight("run", "svar", cwd=tmp_path)
    assert done.returncode == 1
    for name in BROKEN:
        assert name in done.stderr
    assert "god.csv" in done.stderr
    assert "4 svar" in done.stderr
    assert "Jeg rekker" not in done.stderr

    checked = insight("check", "svar", cwd=tmp_path)
    assert checked.returncode == 1
    assert checked.stdout.count("ikke lest") == len(BROKEN)

    (tmp_path / "svar" / "prosjekt.toml").write_text(
        f'[mapper]\ninn = "."\nut = "ut"\nutelat = {BROKEN}\n'.replace("'", '"'), encoding="utf-8"
    )
    assert insight("run", "svar", cwd=tmp_path).returncode == 0


def test_a_folder_with_nothing_to_read_is_refused(insight, tmp_path):
    (tmp_path / "tomt").mkdir()
    (tmp_path / "tomt" / "bilde.png").write_bytes(b"\x89PNG")
    done = insight("run", "tomt", cwd=tmp_path)
    assert done.returncode == 1
    assert "fant ingen svar å lese" in done.stderr
    assert "bilde.png: filtypen leses ikke" in done.stderr
    assert not (tmp_path / "data" / "processed").exists()


def test_an_unknown_setting_is_refused_with_a_suggestion(insight, tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "prosjekt.toml").write_text('[prosjekt]\nkomune = "Fjordvik"\n', encoding="utf-8")
    done = insight("run", cwd=tmp_path)
    assert done.returncode == 1
    assert "Mente du «kommune»?" in done.stderr
