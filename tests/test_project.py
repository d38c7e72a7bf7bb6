"""What the project says of itself must agree: pyproject.toml, the lock, environment.yml and run.py."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run
from scripts.make_environment import environment

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements-lock.txt").read_text(encoding="utf-8")

# One entry a line, once the continuations are joined: name==version ; marker --hash=... --hash=...
LOCKED = [line for line in LOCK.replace("\\\n", " ").splitlines() if line.strip()]


def locked_versions() -> dict[str, list[str]]:
    """Versions of each name: an older Python may have another one than a newer."""
    versions: dict[str, list[str]] = {}
    for line in LOCKED:
        name, version = re.match(r"([\w.-]+)==([^\s;]+)", line).groups()
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def requirements() -> list[Requirement]:
    project = tomllib.loads(PYPROJECT)["project"]
    return [Requirement(text) for text in project["dependencies"] + project["optional-dependencies"]["dev"]]


def test_environment_yml_is_what_the_generator_writes():
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == environment(PYPROJECT), "run: python scripts/make_environment.py"


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_lock_satisfies_pyproject(requirement):
    versions = locked_versions().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not in the lock: make it anew, see pyproject.toml"
    assert all(requirement.specifier.contains(version) for version in versions), versions


def test_lock_holds_names_versions_and_hashes_and_nothing_else():
    entry = re.compile(r"[\w.-]+==[\w.+]+( ;[^:]*?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert len(LOCKED) > len(requirements())
    assert [line for line in LOCKED if not entry.fullmatch(line)] == []
    assert "://" not in LOCK


def ask(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, ROOT / "run.py", *arguments], capture_output=True, encoding="utf-8", env=run.ENV
    )


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]], ids=repr)
def test_run_help_names_every_command(arguments):
    answer = ask(*arguments)
    assert answer.returncode == 0
    assert "Bruk: python3 run.py" in answer.stdout
    assert all(re.search(rf"^  {command} ", answer.stdout, re.MULTILINE) for command in run.COMMANDS)


def test_run_says_so_when_there_is_no_such_command():
    answer = ask("tset")
    assert answer.returncode == 1
    assert answer.stderr.startswith("Det finnes ingen kommando «tset».")


def test_run_tells_what_python_it_needs(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    with pytest.raises(SystemExit, match=r"trenger Python 3\.11 eller nyere\. Dette er Python 3\.10\."):
        run.main(["demo"])


def test_a_changed_lock_is_a_new_set_up(monkeypatch, tmp_path):
    before = run.stamp()
    changed = tmp_path / "requirements-lock.txt"
    changed.write_text(LOCK + "\n", encoding="utf-8")
    monkeypatch.setattr(run, "LOCK", changed)
    assert run.stamp() != before


@pytest.mark.slow
@pytest.mark.skipif(not run.STAMP.exists(), reason="the tests run in an environment that run.py did not make")
@pytest.mark.parametrize("command", ["demo", "test"])
def test_run_passes_arguments_on_and_returns_the_exit_code(command):
    assert ask(command, "--help").returncode == 0
    assert ask(command, "--finnes-ikke").returncode > 0
