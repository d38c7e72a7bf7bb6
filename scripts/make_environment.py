"""Write environment.yml, for users of conda, from pyproject.toml: `python scripts/make_environment.py`."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # conda's "matplotlib" brings a whole window system

HEADER = """\
# Made from pyproject.toml by scripts/make_environment.py: change that, and run this.
# Not tried in a real conda. The tried way is `python3 run.py demo`, held to requirements-lock.txt.
#
#   conda env create --file environment.yml
#   conda activate insight
#   python -m insight demo          (in the root of the project: the package itself is not installed)
"""


def environment(pyproject: str) -> str:
    """The text of environment.yml: what the core and the `dev` extra need, from conda-forge alone."""
    project = tomllib.loads(pyproject)["project"]
    lines = [
        HEADER + f"name: {project['name']}",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python {project['requires-python']}",
        *map(dependency, project["dependencies"]),
        "  # for tests and style",
        *map(dependency, project["optional-dependencies"]["dev"]),
        "variables:",
        '  PYTHONUTF8: "1"',
    ]
    return "\n".join(lines) + "\n"


def dependency(requirement: str) -> str:
    """One line of the list.

    >>> dependency("matplotlib>=3.10,<4")
    '  - matplotlib-base >=3.10,<4'
    """
    name, versions = re.fullmatch(r"([\w-]+)(.*)", requirement).groups()
    return f"  - {CONDA_NAMES.get(name, name)} {versions}".rstrip()


if __name__ == "__main__":
    text = environment((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (ROOT / "environment.yml").write_text(text, encoding="utf-8", newline="\n")
