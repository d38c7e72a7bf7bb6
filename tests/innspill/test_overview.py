"""What is told of files before anything is written, and the prosjekt.toml that is proposed from it."""

import tomllib

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.config import read_config
from insight.errors import ReadError
from insight.innspill import read_columns, read_delivery, read_overview
from insight.innspill.columns import find_headers
from insight.innspill.naming import read_names
from insight.innspill.proposal import propose_additions, propose_project
from insight.innspill.sheets import name_headers

ANSWERS = (
    "Gangvei fra Øvrebygda til skolen, takk",
    "Ring meg på 900 00 123 om bussen som aldri går",
    "Kari Eksempelsen savner lys i bakken om kvelden",
)


def write_csv(path, headers, *rows):
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (headers, *rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_survey(path, question="Hva trenger du?"):
    ages = ("18-29", "30-44", "18-29")
    rows = [(str(n), age, f"n{n}@eksempel.no", text) for n, (age, text) in enumerate(zip(ages, ANSWERS, strict=True))]
    return write_csv(path, ["id", "Alder", "E-post", question], *rows)


def test_every_column_is_told_with_why_and_nothing_that_anybody_wrote(tmp_path):
    overview = read_overview(write_survey(tmp_path / "svar.csv"))
    told = overview.columns.set_index("header")
    assert told["role"].to_dict() == {
        "id": "id", "Alder": "alder", "E-post": "personlig", "Hva trenger du?": "fritekst"
    }  # fmt: skip
    assert (told["why"] != "").all()
    assert told.loc["Alder", ["n_filled", "n_distinct"]].tolist() == [3, 2]
    assert told.loc["Hva trenger du?", "masked"] == "1 [navn] | 1 [telefon]"
    everything = overview.columns.to_csv() + overview.files.to_csv() + " ".join(overview.remarks)
    assert not any(word in everything for word in ("eksempel.no", "900 00", "Eksempelsen", "18-29", "bussen"))


def test_read_columns_is_the_table_of_the_overview(tmp_path):
    path = write_survey(tmp_path / "svar.csv")
    assert read_columns(path).equals(read_overview(path).columns)


@pytest.mark.parametrize(
    ("headers", "rows", "remark"),
    [
        (["id", "Svar", "Svar"], [("1", ANSWERS[0], ANSWERS[1])], "samme overskrift står flere ganger"),
        (["id", "Svar", ""], [("1", ANSWERS[0], ANSWERS[1])], "kolonner uten overskrift er kalt kolonne 3"),
        (["17", "2026-02-03 10:00", ANSWERS[0]], [("18", "2026-02-03 11:00", ANSWERS[2])], "første rad ser ut som"),
        (["id", "Svar"], [("1", ANSWERS[1])], "mulige personopplysninger i fritekstkolonnen «Svar»: 1 [telefon]"),
        (["id", "Svar", "Sum"], [("1", ANSWERS[0], "12.5")], "1 av 3 kolonner er ikke brukt"),
    ],
)
def test_what_a_form_should_not_have_is_remarked_on(tmp_path, headers, rows, remark):
    remarks = read_overview(write_csv(tmp_path / "svar.csv", headers, *rows)).remarks
    assert any(remark in told for told in remarks), remarks


def test_a_good_form_has_no_remarks(tmp_path):
    path = write_csv(
        tmp_path / "svar.csv", ["id", "Hva trenger du?"], ("1", ANSWERS[0]), ("2", "Flere benker i parken")
    )
    assert read_overview(path).remarks == ()


def test_columns_of_the_project_that_no_file_has_are_faults(tmp_path):
    write_survey(tmp_path / "svar.csv")
    overview = read_overview(tmp_path, columns={"krets": "Sone", "borte.csv": {"id": "Nr"}})
    assert len(overview.faults) == 2
    assert "krets er «Sone»" in overview.faults[1]


STRANGE = (
    'Hva "mener" du?', "Sti\\mappe\t?", "Hva er galt med &amp;lt; her?", "Hva savner du \u200b?", "Hva er [bra]? # ja"
)  # fmt: skip


@pytest.mark.parametrize("question", STRANGE)
def test_the_proposal_gives_the_same_reading(tmp_path, question):
    write_survey(tmp_path / "svar.csv", question)
    write_survey(tmp_path / "svar [1].csv", f"{question} 2")
    (tmp_path / "under").mkdir()
    write_survey(tmp_path / "under" / "svar.csv", "Svar nummer to?")
    write_csv(tmp_path / "to.csv", ["Svar", "svar"], (ANSWERS[0], ANSWERS[1]), (ANSWERS[2], "Benker og bord i parken"))
    (tmp_path / "notat.md").write_text("# Hva mangler?\n- lys i bakken\n", encoding="utf-8")
    workbook = openpyxl.Workbook()
    for sheet, header in ((workbook.active, "Hva trenger du?"), (workbook.create_sheet("To"), "Hva savner du?")):
        sheet.append(["id", header])
        sheet.append([1, ANSWERS[0]])
    workbook.save(tmp_path / "ark.xlsx")
    before = read_delivery(tmp_path)
    overview = read_overview(tmp_path)
    (tmp_path / "prosjekt.toml").write_text(propose_project(overview.columns, beside=True), encoding="utf-8")
    config = read_config(tmp_path)
    assert config.raw.resolve() == tmp_path.resolve()
    after = read_delivery(config.raw, columns=config.columns, leave_out=config.leave_out)
    assert after.innspill.equals(before.innspill)
    assert after.files.equals(before.files)
    assert ("svar [1].csv" in config.columns) == ("&" not in question)  # what would be unescaped twice is left out
    assert "under/svar.csv" in config.columns
    assert propose_additions(read_overview(tmp_path, columns=config.columns).columns, config.columns) == ""


@given(st.lists(st.text(st.characters(codec=None), min_size=1), min_size=1, max_size=4), st.data())
def test_any_headers_make_a_proposal_that_can_be_read_and_points_at_them(headers, drawn):
    headers = list(name_headers(headers, range(len(headers))))
    roles = [drawn.draw(st.sampled_from(("fritekst", "personlig", "enkeltvalg", "utelat", ""))) for _ in headers]
    rows = pd.DataFrame({"header": headers, "role": roles})
    columns = rows.assign(source="a.csv", sheet="", why="overskriften", doubt="tvil")
    given_back = tomllib.loads(propose_project(columns, beside=False)).get("kolonner", {}).get("a.csv", {})
    for role, named in given_back.items():
        assert find_headers(headers, named) == [place for place, found in enumerate(roles) if found == role]


def test_the_proposal_of_a_folder_with_data_raw_says_nothing_of_folders(tmp_path):
    write_survey(tmp_path / "svar.csv")
    assert set(tomllib.loads(propose_project(read_columns(tmp_path), beside=False))) == {"kolonner"}


def test_doubtful_roles_are_marked_in_the_proposal(tmp_path):
    path = write_csv(tmp_path / "svar.csv", ["id", "Hva?", "Svar"], ("1", "lys", ANSWERS[0]), ("2", "buss", ANSWERS[2]))
    text = propose_project(read_columns(path), beside=False)
    assert '"Hva?",  # ? svarene er korte' in text
    assert tomllib.loads(text)["kolonner"]["svar.csv"]["fritekst"] == ["Hva?", "Svar"]


def test_only_what_the_project_lacks_is_added_and_lists_are_whole(tmp_path):
    path = write_survey(tmp_path / "svar.csv")
    given = {"fritekst": ["Hva trenger du?"], "svar.csv": {"id": "id"}}
    text = propose_additions(read_columns(path, columns=given), given)
    assert tomllib.loads(text)["kolonner"]["svar.csv"] == {"alder": "Alder", "personlig": ["E-post"]}
    assert "finnes alt" in text


def test_headers_that_are_somebodys_data_are_hidden_in_the_proposal(tmp_path):
    path = write_csv(tmp_path / "svar.csv", ["kari@eksempel.no", ANSWERS[0]], ("ola@eksempel.no", ANSWERS[2]))
    text = propose_project(read_columns(path), beside=False)
    assert "eksempel.no" not in text
    assert tomllib.loads(text) == {}


def test_a_sticky_note_sheet_of_an_unverified_tool_is_read_by_mapping(tmp_path):
    path = write_csv(
        tmp_path / "tavle.csv",
        ["Ramme", "Lapp", "Prikker"],
        ("Hva mangler?", "Lys i bakken ned til skolen", "3"),
        ("Hva er bra?", "Skogen rett utenfor døra vår", ""),
    )
    columns = {"tavle.csv": {"kanal": "verksted", "fritekst": ["Lapp"], "spoersmaal": "Ramme", "stemmer": "Prikker"}}
    innspill = read_delivery(path, columns=columns).innspill.sort_values("row")
    assert innspill["channel"].tolist() == ["verksted", "verksted"]
    assert innspill["question"].tolist() == ["Hva mangler?", "Hva er bra?"]
    assert innspill["votes"].tolist() == [3, 0]
    assert innspill["person_id"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"kanal": "brevdue"}, "kanal må være en av: undersøkelse, verksted, notat"),
        ({"a.csv": {"datoer": "baklengs"}}, "datoer må være en av: dag først, måned først"),
        ({"stemer": "Prikker"}, "Mente du «stemmer»?"),
    ],
)
def test_what_cannot_be_said_of_a_file_is_refused(columns, fault):
    with pytest.raises(ReadError) as caught:
        read_names(columns)
    assert fault in str(caught.value)
