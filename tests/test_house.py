"""The shape of the house: rooms do not import one another, and importing does nothing."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("innspill", "behov", "clusters", "stor_b", "report", "evaluation", "coding")
GROUND = ("tables", "norsk", "errors", "version", "look", "processes")
KEEPERS_OF_CONFIG = ("cli", "pipeline", "archive", "config", "facts", "evaluate_file", "coding_session", "__init__")
HOMES = {  # where a library that bears a format, or learns, may be imported
    "xlsxwriter": ("report/", "evaluation/", "coding/"),
    "openpyxl": ("decisions.py", "coding/"),
    "docx": ("innspill/", "report/"),
    "python_calamine": ("innspill/",),
    "jinja2": ("report/",),
    "matplotlib": ("report/", "clusters/"),
    "sklearn": ("clusters/", "behov/"),
    "rich": ("cli/",),
}


def find_imports(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def find_breaches(package: Path) -> list[str]:
    breaches = []
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package)
        room = place.parts[0].removesuffix(".py")
        imported = find_imports(file)
        inside = {name.split(".")[1] for name in imported if name.startswith("insight.")}
        if room in ROOMS:
            breaches += [f"{place} imports {name}" for name in sorted(inside - {room, *GROUND})]
        elif room in GROUND or room == "norsk":
            breaches += [f"{place} imports {name}" for name in sorted(inside - set(GROUND))]
        if "config" in inside and room not in KEEPERS_OF_CONFIG:
            breaches.append(f"{place} imports config")
        for library, homes in HOMES.items():
            uses = any(name.split(".")[0] == library for name in imported)
            if uses and not place.as_posix().startswith(homes):
                breaches.append(f"{place} imports {library}")
    return breaches


def test_rooms_import_only_themselves_and_the_ground():
    assert find_breaches(ROOT / "insight") == []


def test_the_rule_is_seen_to_fail(tmp_path):
    (tmp_path / "behov").mkdir()
    (tmp_path / "behov" / "find.py").write_text(
        "from insight.innspill import clean\nfrom insight import config\nimport xlsxwriter\n", encoding="utf-8"
    )
    (tmp_path / "tables.py").write_text("import insight.behov\n", encoding="utf-8")
    breaches = find_breaches(tmp_path)
    assert len(breaches) == 5
    assert "behov/find.py imports innspill" in breaches
    assert "tables.py imports behov" in breaches


def test_every_module_has_a_caption():
    for file in (ROOT / "insight").rglob("*.py"):
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), file


def test_importing_is_silent_quick_and_touches_nothing(tmp_path):
    code = """
import sys, time
import pandas
began = time.perf_counter()
import insight
took = time.perf_counter() - began
heavy = [name for name in ("sklearn", "nltk", "matplotlib", "xlsxwriter", "docx", "rich") if name in sys.modules]
sys.exit(f"{took:.2f} {heavy}" if took > 0.5 or heavy else 0)
"""
    # The half second is a promise of what is not imported rather than of the machine; it takes some milliseconds.
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_the_face_has_a_docstring_for_every_name():
    import insight

    for name in insight.__all__:
        assert getattr(insight, name) is not None
        if name != "__version__":
            assert getattr(insight, name).__doc__, name
    with pytest.raises(AttributeError):
        _ = insight.borte


@pytest.mark.parametrize("word", ["TODO", "FIXME", "NotImplementedError"])
def test_nothing_is_left_for_later(word):
    for file in (ROOT / "insight").rglob("*.py"):
        assert word not in file.read_text(encoding="utf-8"), file
