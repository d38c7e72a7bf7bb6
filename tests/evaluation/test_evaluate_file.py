"""`insight evaluate`: from a file of the user's own, with the tool's own functions, to the terminal and the project."""

import openpyxl
import pytest

from insight.cli import main
from insight.errors import ReadError
from insight.evaluate_file import evaluate, find_personal

GOOD = """svar_id;målform;svar;utsagn;type;hvem
1;nb;Takk for fin brøyting. Bygg fortau langs Storvegen.;Takk for fin brøyting.;ros;
1;nb;Takk for fin brøyting. Bygg fortau langs Storvegen.;Bygg fortau langs Storvegen.;løsning;
2;nn;Eg torer ikkje gå ut om kvelden.;Eg torer ikkje gå ut om kvelden.;behov;
3;nb;Vet ikke;Vet ikke;ikke svar;
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "merket.csv").write_text(GOOD, encoding="utf-8-sig")
    return tmp_path


def make_project(folder):
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "prosjekt.toml").write_text('[prosjekt]\nkommune = "Fjordvik"\n', encoding="utf-8")


def test_the_command_prints_the_tables_and_writes_what_it_is_asked_to(folder, capsys):
    assert main(["evaluate", "merket.csv", "--ut", "ut"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("merket.csv: 4 utsagn i 3 svar")
    assert "Type: makro-F1" in told
    assert (folder / "ut" / "evaluering.xlsx").is_file()
    assert sorted(path.name for path in folder.iterdir()) == ["merket.csv", "ut"]


def test_the_same_file_is_read_alike_as_workbook_and_in_another_encoding(folder):
    book = openpyxl.Workbook()
    book.active.append(["Om filen"])
    sheet = book.create_sheet("Koding")
    for line in GOOD.splitlines():
        sheet.append(line.split(";"))
    book.save(folder / "merket.xlsx")
    (folder / "gammel.csv").write_bytes(GOOD.encode("cp1252"))
    told = [str(evaluate(name)).partition("\n")[2] for name in ("merket.csv", "merket.xlsx", "gammel.csv")]
    assert told[0] == told[1] == told[2]


def test_a_project_keeps_the_figure(folder):
    make_project(folder)
    evaluate("merket.csv")
    assert (folder / "evaluering.json").is_file()


def test_the_word_lists_of_the_project_count(folder):
    make_project(folder)
    (folder / "ordlister").mkdir()
    (folder / "ordlister" / "aktoerer.txt").write_text("speidere: speider, speidere\n", encoding="utf-8")
    (folder / "egen.csv").write_text("utsagn;hvem\nSpeiderne mangler lokale;speidere\n", encoding="utf-8")
    assert "speidere" in str(evaluate("egen.csv"))
    (folder / "prosjekt.toml").unlink()
    with pytest.raises(ReadError, match="ukjent gruppe «speidere»"):
        evaluate("egen.csv")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("borte.csv", None, "finnes ikke"),
        ("tom.csv", b"", "filen er tom"),
        ("bilde.png", b"\x89PNG", "filtypen leses ikke"),
        ("notat.txt", b"Referat fra et fint verksted", "En merket fil er .csv eller .xlsx"),
        ("annet.csv", b"navn;alder\na;1\nb;2\n", "fant ikke kolonnen"),
        ("nettside.xlsx", b"<!DOCTYPE html><html></html>", "er en nettside"),
        ("kuttet.xlsx", b"PK\x03\x04 avkuttet", "kuttet.xlsx"),
        ("feil.csv", "utsagn;type\na;tull\nb;løsnig\n".encode(), "ukjent type «tull»"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(folder, capsys, name, content, told):
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(["evaluate", name, "--ut", "ut"]) == 1
    shown = capsys.readouterr()
    assert told in shown.err
    assert name in shown.err
    assert shown.out == ""
    assert not (folder / "ut").exists()


def test_what_the_model_has_learnt_is_remarked_on(folder):
    from importlib.resources import files

    lines = files("insight.behov").joinpath("gold/trening.csv").read_text(encoding="utf-8-sig").splitlines()
    (folder / "laert.csv").write_text("\n".join(lines[:3]), encoding="utf-8")
    assert "også i settet modellen er trent på" in str(evaluate("laert.csv"))
    assert evaluate("merket.csv").remarks == ()


def test_what_masking_hides_is_told_by_its_place_in_the_text_as_it_was():
    text = "Ring Kari Eksempelsen på 900 00 123 eller kari@eksempel.no"
    (found,) = find_personal([text])
    assert [(text[start:end], type_) for start, end, type_ in found] == [
        ("Kari Eksempelsen", "navn"),
        ("900 00 123", "telefon"),
        ("kari@eksempel.no", "e-post"),
    ]


def test_themes_are_those_the_tool_would_make(folder):
    about = {"vei": "fortau langs veien til skolen", "møte": "treffe andre på kafeen om kvelden"}
    numbers = [f"nummer {number}" for number in range(1, 17)]
    rows = [f"Jeg savner {what}, {number};behov;{theme}" for theme, what in about.items() for number in numbers]
    (folder / "tema.csv").write_text("utsagn;type;tema\n" + "\n".join(rows), encoding="utf-8")
    table = evaluate("tema.csv").tables["Hovedtall"].set_index("mål")
    assert table.loc["Temaer: justert Rand-indeks", "verdi"] > 0.5


def test_without_a_file_the_test_part_is_measured_and_only_figures_are_told(folder):
    evaluation = evaluate()
    assert not evaluation.is_own
    assert str(evaluation).startswith("Prøvesettet i insight: ")
    assert {"Hovedtall", "Type etter målform"} <= set(evaluation.tables)
    assert "Ulikt merket" not in evaluation.tables
    assert [path.name for path in folder.iterdir()] == ["merket.csv"]
