"""From a folder of files to the table of answers: which files, which numbers, and which faults."""

from datetime import datetime

import pandas as pd
import pytest

from insight.errors import ReadError
from insight.innspill import read_delivery, read_files, read_innspill
from insight.tables import FILES, INNSPILL, check

SURVEY = """id;dato;Hva trenger du i hverdagen?;Kjønn
1;03.02.2026 10:15;Trygg vei til skolen for barna mine;Kvinne
2;04.02.2026;;Mann
3;05.02.2026 09.30;Bussen går for sjelden til at jeg kan jobbe i byen;Kvinne
"""


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding, newline="")
    return path


def test_each_row_and_question_is_one_answer_also_when_it_is_empty(tmp_path):
    write(tmp_path, "svar.csv", SURVEY)
    innspill, files, _ = read_delivery(tmp_path)
    check(innspill, INNSPILL)
    check(files, FILES)
    rows = innspill.sort_values("row")
    assert rows["text"].tolist() == [
        "Trygg vei til skolen for barna mine", "", "Bussen går for sjelden til at jeg kan jobbe i byen",
    ]  # fmt: skip
    assert rows["set_aside"].tolist() == ["", "tomt svar", ""]
    assert rows["row"].tolist() == [2, 3, 4]
    assert rows["kjoenn"].tolist() == ["Kvinne", "Mann", "Kvinne"]
    assert rows["answered_at"].tolist() == [
        datetime(2026, 2, 3, 10, 15), datetime(2026, 2, 4), datetime(2026, 2, 5, 9, 30),
    ]  # fmt: skip
    told = files.iloc[0]
    assert (told["reader"], told["n_rows"], told["n_answers"]) == ("tabell", 3, 3)
    assert told["questions"] == "Hva trenger du i hverdagen?"
    assert told["groups"] == "Kjønn"


def test_numbers_stay_when_the_export_comes_again_longer_shuffled_and_renamed(tmp_path):
    write(tmp_path, "a/uke1.csv", SURVEY)
    header, *rows = SURVEY.splitlines()
    longer = "\n".join([header, "4;06.02.2026;Et sted å være for ungdom om kvelden;Mann", *reversed(rows)])
    write(tmp_path, "b/ny.csv", longer)
    first, second = read_innspill(tmp_path / "a"), read_innspill(tmp_path / "b")
    numbers = dict(zip(second["innspill_id"], second["text"], strict=True))
    assert {number: numbers[number] for number in first["innspill_id"]} == dict(
        zip(first["innspill_id"], first["text"], strict=True)
    )
    assert len(second) == 4


def test_overlapping_deliveries_count_each_answer_once(tmp_path):
    write(tmp_path, "uke1.csv", SURVEY)
    write(tmp_path, "uke2.csv", SURVEY + "4;06.02.2026;Et sted å være for ungdom om kvelden;Mann\n")
    innspill, files, _ = read_delivery(tmp_path)
    assert len(innspill) == files["n_answers"].sum() == 7
    again = innspill[innspill["set_aside"] == "samme rad er levert før"]
    assert set(again["source"]) == {"uke2.csv"} and again["innspill_id"].str.endswith("-2").all()
    assert (innspill["set_aside"] == "").sum() == 3


def test_an_edited_answer_is_kept_beside_the_first(tmp_path):
    write(tmp_path, "uke1.csv", SURVEY)
    write(tmp_path, "uke2.csv", SURVEY.replace("Trygg vei", "Tryggere vei"))
    innspill = read_innspill(tmp_path)
    edited = innspill[innspill["text"].str.startswith("Trygg")]
    assert edited["set_aside"].tolist() == ["", ""]
    assert edited["person_id"].nunique() == 1


def test_two_who_write_the_same_are_two_voices(tmp_path):
    write(tmp_path, "svar.csv", "Svar;Rolle\n" + "Flere benker langs turveien;Forelder\n" * 2 + "Bedre lys;\n")
    innspill = read_innspill(tmp_path)
    assert (innspill["set_aside"] == "").all() and innspill["person_id"].nunique() == 3


def test_the_salt_changes_every_number_and_a_person_never_shares_one_with_an_answer(tmp_path):
    path = write(tmp_path, "svar.csv", SURVEY)
    plain, salted = read_innspill(path), read_innspill(path, salt="hemmelig")
    for column in ("innspill_id", "person_id"):
        assert set(plain[column]).isdisjoint(salted[column])
    assert set(plain["innspill_id"]).isdisjoint(plain["person_id"].str.removeprefix("p"))


def test_only_raw_data_is_read_and_the_rest_is_told(tmp_path):
    write(tmp_path, "svar.csv", SURVEY)
    write(tmp_path, "under/kopi.csv", SURVEY)
    for name in (
        "README.md",
        ".skjult.csv",
        "~$svar.csv",
        "beslutninger.csv",
        "prosjekt.toml",
        "gammel/x.csv",
    ):
        write(tmp_path, name, "Overskrift;Noe annet\nhei;hå\n")
    (tmp_path / "skisse.png").write_bytes(b"\x89PNG")
    files = read_files(tmp_path, leave_out=["gammel"]).set_index("source")
    assert list(files.index) == ["skisse.png", "svar.csv", "under/kopi.csv"]
    assert files.loc["under/kopi.csv", "note"] == "samme innhold som svar.csv"
    assert files.loc["skisse.png", "reader"] == "" and "leses ikke" in files.loc["skisse.png", "note"]


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = write(tmp_path, "ute/svar.csv", SURVEY)
    folder = tmp_path / "inne"
    folder.mkdir()
    (folder / "lenke.csv").symlink_to(outside)
    with pytest.raises(ReadError, match="fant ingen svar"):
        read_innspill(folder)


def test_every_bad_file_is_named_and_the_good_ones_are_told(tmp_path):
    write(tmp_path, "god.csv", SURVEY)
    write(tmp_path, "tom.csv", "")
    (tmp_path / "ødelagt.xlsx").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(ReadError) as caught:
        read_delivery(tmp_path)
    named = [fault.split(":")[0] for fault in caught.value.faults]
    assert named == ["tom.csv", "ødelagt.xlsx", "Lest uten feil"]
    assert "god.csv (3 svar)" in caught.value.faults[-1]
    files = read_files(tmp_path).set_index("source")
    assert files.loc["tom.csv", "reader"] == "" and "filen er tom" in files.loc["tom.csv", "note"]


@pytest.mark.parametrize(("name", "text"), [("tomme.csv", "id;Hva trenger du?\n"), ("bilde.pdf", "%PDF")])
def test_a_folder_without_answers_is_an_error_that_says_what_is_read(tmp_path, name, text):
    write(tmp_path, name, text)
    with pytest.raises(ReadError, match=r"fant ingen svar å lese.*\.xlsx"):
        read_innspill(tmp_path)
    with pytest.raises(ReadError, match="finnes ikke"):
        read_innspill(tmp_path / "borte")


def test_the_project_names_columns_that_cannot_be_told(tmp_path):
    write(tmp_path, "a.csv", "nr;Sone;Annet\n1;Nord;buss\n2;Sør;buss\n3;Sør;lys\n")
    write(tmp_path, "b.csv", "nr;Tanker\n1;lys\n2;lys\n")
    with pytest.raises(ReadError, match=r"a\.csv: fant ingen kolonne med fritekst\. Kolonnene er: nr, Sone, Annet"):
        read_innspill(tmp_path)
    columns = {"fritekst": ["annet"], "krets": "Sone", "b.csv": {"fritekst": ["Tanker"], "id": "nr"}}
    innspill = read_innspill(tmp_path, columns=columns)
    assert innspill.groupby("source").size().to_dict() == {"a.csv": 3, "b.csv": 2}
    assert sorted(innspill["krets"]) == ["", "", "Nord", "Sør", "Sør"]


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"fritekst": ["Borte"]}, "«Borte», men ingen fil har den kolonnen. Kolonnene i svar.csv er: id"),
        ({"svar.csv": {"id": "Nummer"}}, "«Nummer», men ingen fil har"),
        ({"borte.csv": {"id": "id"}}, "«borte.csv», men den er ikke blant filene: svar.csv"),
        ({"fritekts": ["x"]}, "«fritekts» er ikke kjent. Mente du «fritekst»?"),
        ({"id": 3}, "id må være en overskrift"),
    ],
)
def test_a_name_that_cannot_be_is_an_error_with_the_cure(tmp_path, columns, fault):
    write(tmp_path, "svar.csv", SURVEY)
    with pytest.raises(ReadError) as caught:
        read_innspill(tmp_path, columns=columns)
    assert fault in str(caught.value)


def test_the_rows_do_not_depend_on_their_order_in_the_file(tmp_path):
    header, *rows = SURVEY.splitlines()
    one = write(tmp_path, "a/svar.csv", SURVEY)
    other = write(tmp_path, "b/svar.csv", "\n".join([header, *reversed(rows)]))
    without_row = [read_innspill(path).drop(columns="row") for path in (one, other)]
    pd.testing.assert_frame_equal(*without_row)
