"""What the documents say is true: commands exist, blocks run, links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

from insight.config import read_config

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "brukerveiledning.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "DECISIONS.md", *sorted((ROOT / "docs").glob("*.md"))]


def find_blocks(text, language):
    return [
        re.sub(r"(?m)^ {3}", "", block) if block.startswith("   ") else block
        for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    ]


def test_the_notebook_lines_of_the_readme_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (block,) = find_blocks(README, "python")
    exec(compile(block, "README.md", "exec"), {})
    assert list((tmp_path / "data" / "processed").glob("*.xlsx"))


def test_the_settings_of_the_guide_are_the_settings_there_are(tmp_path):
    (block,) = find_blocks(GUIDE, "toml")
    (tmp_path / "data" / "raw").mkdir(parents=True)
    for name in ("beslutninger.xlsx", "gjennomsyn.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "prosjekt.toml").write_text(block, encoding="utf-8")
    config = read_config(tmp_path)
    assert config.kommune == "Fjordvik kommune"
    from insight.config import _SETTINGS

    assert {section: set(keys) for section, keys in _SETTINGS.items()} == {
        section: set(keys) for section, keys in tomllib.loads(block).items() if section != "kolonner"
    }


def test_commands_in_the_documents_are_commands(capsys):
    from insight.cli import main

    commands = re.findall(r"run\.py (\w+)(?: (\w+))?", README + GUIDE)
    assert ("demo", "") in commands
    assert ("test", "") in commands
    runner = (ROOT / "run.py").read_text(encoding="utf-8")
    for command, verb in commands:
        assert f'"{command}"' in runner, command
        if command == "insight":
            with pytest.raises(SystemExit) as ended:
                main([verb, "--help"])
            assert ended.value.code == 0
    assert "bruk: insight" in capsys.readouterr().out


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_every_word_list_has_its_source_and_licence():
    resources = (ROOT / "docs" / "ordressurser.md").read_text(encoding="utf-8")
    for file in (ROOT / "insight" / "norsk" / "wordlists").glob("*.txt"):
        assert f"`{file.name}`" in resources, file.name


def test_the_sheets_in_the_guide_are_the_sheets_of_the_workbook(demo):
    import openpyxl

    described = re.findall(r"^\| ([A-ZÅ][^|]+?) \| ", GUIDE.split("## Arbeidsboken")[1].split("##")[0], re.MULTILINE)
    assert openpyxl.load_workbook(demo.workbook, read_only=True).sheetnames == described
