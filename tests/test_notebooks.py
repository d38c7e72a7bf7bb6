"""Every notebook runs whole, is committed without outputs, and holds no functions."""

import ast
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read_cells(notebook):
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_clean(notebook):
    for cell in read_cells(notebook):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            code = ast.parse("".join(cell["source"]))
            assert not [
                node for node in ast.walk(code) if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef))
            ]


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_whole_without_a_warning(notebook, tmp_path, monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    (tmp_path / "notebooks").mkdir()
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=300, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    outputs = [output for cell in content.cells for output in cell.get("outputs", [])]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
    shown = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    links = [unquote(link) for link in re.findall(r"href='([^']+)'", shown)]
    assert all((tmp_path / "notebooks" / link).is_file() for link in links)
    faces = [".docx", ".html", ".xlsx"] if notebook.stem.startswith("03") else []
    assert [Path(link).suffix for link in links] == faces


def test_there_are_notebooks_for_the_whole_way():
    assert [notebook.stem[:2] for notebook in NOTEBOOKS] == ["01", "02", "03"]
