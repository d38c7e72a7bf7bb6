"""What must never happen in a run: a voice lost, a person shown, a byte changed, a call out."""

import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import insight
from insight.archive import read_table
from insight.tables import BEHOV, INNSPILL
from tests.demo.fjordvik import FJORDVIK

ROOT = Path(__file__).parent.parent


def every_byte(folder):
    """Each file of a run, with the parts of zipped ones (xlsx) unpacked."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as parts:
                for name in parts.namelist():
                    yield f"{file.name}/{name}", parts.read(name)
        else:
            yield file.name, file.read_bytes()


def test_no_voice_is_lost(demo):
    raw_rows = {"innbyggerundersokelse.xlsx": (110, 3), "ungdom-og-familier.csv": (45, 2), "verksted.docx": (46, 1)}
    for source, (rows, questions) in raw_rows.items():
        answers = demo.innspill[demo.innspill["source"] == source]
        assert len(answers) == rows * questions
        assert answers["row"].nunique() == rows
    assert demo.files["n_answers"].sum() == len(demo.innspill)
    heard = demo.innspill.loc[demo.innspill["set_aside"] == "", "innspill_id"]
    assert set(demo.behov["innspill_id"]) == set(heard)
    shown = read_sheets(demo.workbook)["Alle innspill"]
    ids = set(demo.innspill["innspill_id"])
    n_shown = sum(row[0] in ids for row in shown)
    assert n_shown == len(demo.behov) + (demo.innspill["set_aside"] != "").sum()
    assert {row[0] for row in shown} >= ids


def test_letters_of_every_answer_heard_are_in_its_statements(demo):
    said = demo.behov.sort_values(["innspill_id", "start"]).groupby("innspill_id")["quote"].agg(" ".join)
    joining = {"men", "og", "så", "samt", "but", "and"}
    for row in demo.innspill[demo.innspill["set_aside"] == ""].itertuples():
        kept = [word for word in "".join(c if c.isalnum() else " " for c in said[row.innspill_id]).split()]
        written = [word for word in "".join(c if c.isalnum() else " " for c in row.text).split()]
        lost = list(written)
        for word in kept:
            lost.remove(word)
        assert {word.lower() for word in lost if not word.isdigit()} <= joining


def test_no_masked_value_is_in_any_file_of_the_run(demo):
    import re

    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "fjordvik").glob("*.txt"))
    values = {value for _, value in re.findall(r"\{([^:{}]+):([^{}]*)\}", sources)}
    assert len(values) >= 10
    for name, content in every_byte(demo.folder):
        for value in values:
            assert value.encode() not in content, name
            assert value.replace(" ", "").encode() not in content, name


def write_survey(path):
    """Ten answers beside columns that are stopped at the door."""
    header = "ID;Starttidspunkt;Fullføringstidspunkt;E-postadresse;Navn;IP-adresse;Hva er vanskelig for deg her?"
    rows = [
        f"{n};2026-05-04 10:{n:02};2026-05-04 11:{n:02};kanari{n}@eksempel.no;Kanari Prøvestad{n};192.0.2.{n};"
        f"Jeg tør ikke gå hjem i mørket etter trening {word}"
        for n, word in enumerate(["en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"], start=1)
    ]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def test_columns_with_personal_data_leave_no_trace(tmp_path):
    run = insight.run(insight.read_config(write_survey(tmp_path / "svar.csv"), out=tmp_path / "ut"))
    assert len(run.innspill) == 10
    for name, content in every_byte(run.folder):
        assert b"kanari" not in content.lower(), name
        assert b"192.0.2." not in content, name


def test_same_input_gives_the_same_folder_and_bytes(demo, demo_folder, tmp_path):
    elsewhere = insight.run(insight.read_config(demo_folder, out=tmp_path / "ut"))
    assert elsewhere.folder.name == demo.folder.name
    assert dict(every_byte(elsewhere.folder)) == dict(every_byte(demo.folder))
    assert elsewhere.workbook.read_bytes() == demo.workbook.read_bytes()


def test_a_run_that_is_there_already_is_left_as_it_is(tmp_path):
    config = insight.read_config(write_survey(tmp_path / "svar.csv"), out=tmp_path / "ut")
    run = insight.run(config)
    before = {path: path.stat().st_mtime_ns for path in run.folder.parent.rglob("*")}
    assert insight.run(config).folder == run.folder
    assert {path: path.stat().st_mtime_ns for path in run.folder.parent.rglob("*")} == before


@pytest.mark.slow
def test_another_process_with_other_hashing_gives_the_same_bytes(demo, demo_folder, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "insight", "run", str(demo_folder), "--ut", str(tmp_path / "ut")],
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT), "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    workbook = Path(done.stdout.decode().strip())
    assert dict(every_byte(workbook.parent)) == dict(every_byte(demo.folder))


@pytest.mark.slow
def test_rows_in_another_order_give_the_same_report(demo, demo_folder, tmp_path):
    shuffled = insight.make_demo(tmp_path / "stokket")
    (shuffled / ".salt").write_text((demo_folder / ".salt").read_text(encoding="ascii"), encoding="ascii")
    raw = shuffled / "data" / "raw"

    header, *lines = (raw / "ungdom-og-familier.csv").read_text(encoding="utf-8-sig").splitlines()
    random.Random(5).shuffle(lines)
    (raw / "ungdom-og-familier.csv").write_text("\r\n".join([header, *lines]), encoding="utf-8-sig", newline="")
    book = openpyxl.load_workbook(raw / "innbyggerundersokelse.xlsx")
    header, *rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    random.Random(5).shuffle(rows)
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            book.active.cell(number, column).value = value
    book.save(raw / "innbyggerundersokelse.xlsx")

    again = insight.run(shuffled)
    pd.testing.assert_frame_equal(again.innspill.drop(columns="row"), demo.innspill.drop(columns="row"))
    for name in ("behov", "clusters", "stor_b"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(demo, name))
    ours, theirs = (read_sheets(each.workbook) for each in (demo, again))
    assert ours.keys() == theirs.keys()
    log = "Kjøringslogg"  # tells the fingerprints of the files, which are others when rows are
    ours[log], theirs[log] = ([row for row in each[log] if "sha256 " not in str(row[-1])] for each in (ours, theirs))
    for sheet in ours:
        assert theirs[sheet] == ours[sheet], sheet


def read_sheets(workbook):
    """Every cell of every sheet but the row in the file, which is another when rows are moved."""
    book = openpyxl.load_workbook(workbook)
    cells = {}
    for sheet in book.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        row_columns = {row.index("Rad") for row in rows if "Rad" in row}
        cells[sheet.title] = [[value for place, value in enumerate(row) if place not in row_columns] for row in rows]
    return cells


def test_a_run_calls_nobody(demo, demo_calls):
    assert demo.workbook.exists() and demo_calls == []


def test_tables_of_a_run_are_read_back_as_they_were(demo):
    pd.testing.assert_frame_equal(read_table(demo.folder / "tabeller" / "innspill.csv", INNSPILL), demo.innspill)
    pd.testing.assert_frame_equal(read_table(demo.folder / "tabeller" / "behov.csv", BEHOV), demo.behov)


def test_the_demos_own_files_are_left_as_they_are(demo, demo_folder):
    for file in (FJORDVIK / "raw").iterdir():
        assert (demo_folder / "data" / "raw" / file.name).read_bytes() == file.read_bytes()
