"""SPSS files: labels as questions and options, user-missing as empty, and nothing but ReadError for broken ones."""

import struct
from datetime import date, datetime

import pandas as pd
import pytest

from insight.errors import ReadError
from insight.innspill.spss import SPSS, read_spss

pyreadstat = pytest.importorskip("pyreadstat")


def slow(*values):
    """Each file starts a process of its own, which takes a while."""
    return pytest.param(*values, marks=pytest.mark.slow)


ANSWERS = pd.DataFrame(
    {
        "nr": [1.0, 2.0, 3.0],
        "fornoyd": [1.0, 9.0, 2.0],
        "savn": ["Lys i bakken på Åsen", "", "XX"],
        "dag": [date(2026, 2, 3), None, date(2026, 2, 4)],
        "sendt": [datetime(2026, 2, 3, 10, 30), None, datetime(2026, 2, 4)],
        "poeng": [1.5, None, -2.0],
    }
)


@pytest.fixture
def content(tmp_path):
    return write_sav(tmp_path)


def write_sav(folder, **settings):
    path = folder / "svar.sav"
    pyreadstat.write_sav(
        ANSWERS,
        path,
        column_labels={"fornoyd": "Er du fornøyd?", "savn": "Hva <b>savner</b> du?"},
        variable_value_labels={"fornoyd": {1: "Ja", 2: "Nei", 9: "Ubesvart"}},
        missing_ranges={"fornoyd": [9], "savn": ["XX"]},
        **settings,
    )
    return path.read_bytes()


@pytest.mark.parametrize("settings", [{}, {"compress": True}, slow({"row_compress": True})])
def test_answers_with_their_questions_and_labels(tmp_path, settings):
    grid, codebook = read_spss(write_sav(tmp_path, **settings), "svar.sav")
    assert grid.records[0] == (0, ["nr", "fornoyd", "savn", "dag", "sendt", "poeng"])
    first = ["1", "1", "Lys i bakken på Åsen", datetime(2026, 2, 3), datetime(2026, 2, 3, 10, 30), "1.5"]
    assert grid.records[1:] == [
        (1, first),
        (2, ["2", "", "", "", "", ""]),
        (3, ["3", "2", "", datetime(2026, 2, 4), datetime(2026, 2, 4), "-2"]),
    ]
    assert codebook.questions == {"fornoyd": "Er du fornøyd?", "savn": "Hva savner du?"}
    assert codebook.labels["fornoyd"] == {"1": "Ja", "2": "Nei", "9": "Ubesvart"}


def test_a_file_that_tells_the_wrong_encoding_is_read_as_windows_1252(content):
    for text in ("Lys i bakken på Åsen", "Er du fornøyd?"):
        content = content.replace(text.encode(), text.encode("cp1252").ljust(len(text.encode())))
    grid, codebook = read_spss(content, "svar.sav")
    assert grid.records[1][1][2].strip() == "Lys i bakken på Åsen"
    assert codebook.questions["fornoyd"] == "Er du fornøyd?"


@pytest.mark.parametrize("kept", [slow(0.02), slow(0.1), slow(0.4), slow(0.7), slow(0.95), 0.999])
def test_cut_files_are_told(content, kept):
    with pytest.raises(ReadError, match=r"^svar\.sav: "):
        read_spss(content[: int(len(content) * kept)], "svar.sav")


@pytest.mark.parametrize(("place", "number"), [(180, 255), slow(212, 255), slow(560, -1)])
def test_a_file_that_brings_the_parser_down_is_an_error_like_any_other(content, place, number):
    """With pyreadstat 1.3.7 each of these ends the process that reads it (segmentation fault)."""
    damaged = content[:place] + number.to_bytes(4, "little", signed=True) + content[place + 4 :]
    try:
        read_spss(damaged, "svar.sav")
    except ReadError as error:
        assert "ødelagt" in str(error)


def test_check_boxes_of_one_question_become_one_column(tmp_path):
    path = tmp_path / "svar.sav"
    boxes = pd.DataFrame({"bad": [1.0, 0.0], "park": [1.0, 1.0], "rest": ["Lys", "Buss"]})
    pyreadstat.write_sav(boxes, path, column_labels={"bad": "Badet", "park": "Parken"})
    told = b"$steder=D1 1 16 Hvor er du ofte? bad park\n"
    end = path.read_bytes().index(struct.pack("<ii", 999, 0))
    content = path.read_bytes()[:end] + struct.pack("<iiii", 7, 7, 1, len(told)) + told + path.read_bytes()[end:]
    sheet = SPSS.unfold(*read_spss(content, "svar.sav"))
    assert sheet.headers == ("Hvor er du ofte?", "rest")
    assert [cells for _, cells in sheet.rows] == [("Badet; Parken", "Lys"), ("Parken", "Buss")]


@pytest.mark.parametrize("other", [b"PK\x03\x04", b"a;b\r\n1;2", b"$FL1", b"\0" * 500, b"$FL2" + b"\0" * 5000])
def test_other_files_are_told(other):
    with pytest.raises(ReadError, match=r"^svar\.sav: "):
        read_spss(other, "svar.sav")


@pytest.mark.parametrize("count", [2**31 - 1, slow(-1), slow(0), slow(4)])
def test_a_count_of_rows_that_is_a_lie_costs_no_memory(content, count):
    lied = content[:80] + count.to_bytes(4, "little", signed=True) + content[84:]
    try:
        grid, _ = read_spss(lied, "svar.sav")
    except ReadError as error:
        assert "ødelagt" in str(error)
    else:
        assert grid.records[1:] in ([], read_spss(content, "svar.sav")[0].records[1:])
