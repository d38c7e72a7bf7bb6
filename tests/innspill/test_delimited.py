"""Text files with a table: hostile, ragged and huge ones, with every good row read and every other one named."""

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import ReadError
from insight.innspill.delimited import DELIMITERS, find_delimiter, read_rows

HEADERS = "id;dato;Hva trenger du?;Mer"
GOOD = "".join(f"{number};{number % 28 + 1:02}.02.2026;buss {number};x\n" for number in range(1, 41))


def read(text, delimiter=None):
    return read_rows(text, "svar.csv", find_delimiter(text) if delimiter is None else delimiter)


def read_after_good(rows, headers=HEADERS, good=GOOD):
    """What comes of `rows` at the end of a table with 40 good rows, which must all be read."""
    table = read(f"{headers}\n{good}{rows}")
    assert [list(cells) for _, cells in table.grid.records[1:41]] == list(csv.reader(good.splitlines(), delimiter=";"))
    return [list(cells) for _, cells in table.grid.records[41:]], table.unread, "; ".join(table.notes)


def fault(text, delimiter=None):
    with pytest.raises(ReadError) as caught:
        read(text, delimiter)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter, ending):
    text = ending.join([f"id{delimiter}Svar", f'1{delimiter}"en{delimiter} to"', f"2{delimiter}tre", ""])
    assert read(text).grid.records == [(1, ["id", "Svar"]), (2, ["1", f"en{delimiter} to"]), (3, ["2", "tre"])]


def test_mixed_line_ends_and_quotes_inside_unquoted_cells():
    text = 'id;Svar\r\n1;han sa "hei" til meg\n2;"to\r\nlinjer"\r3;5" rør\n'
    assert [cells[1] for _, cells in read(text).grid.records[1:]] == ['han sa "hei" til meg', "to\r\nlinjer", '5" rør']


@pytest.mark.parametrize("line", ["sep=,", '"sep=,"', "SEP=,"])
def test_excels_line_about_the_delimiter_decides_and_is_no_row(line):
    assert read(f"{line}\r\nid,a;b;c\r\n1,x;y;z\r\n").grid.records == [(1, ["id", "a;b;c"]), (2, ["1", "x;y;z"])]


def test_a_row_whose_empty_fields_at_the_end_are_cut_off_is_filled_in():
    rows, unread, note = read_after_good("41;01.02.2026;lys\n42\n43;;;y\n")
    assert rows == [["41", "01.02.2026", "lys", ""], ["42", "", "", ""], ["43", "", "", "y"]]
    assert unread == () and note == "2 rader manglet felt på slutten, som er lest som tomme"


@pytest.mark.parametrize(
    ("parted", "whole"),
    [
        ("41;01.02.2026;lys\nog buss;y", ["41", "01.02.2026", "lys\nog buss", "y"]),
        ("41;01.02.2026;lys;ja\nog takk", ["41", "01.02.2026", "lys", "ja\nog takk"]),
        ("41;01.02.2026;lys\n- buss\n- vei;y", ["41", "01.02.2026", "lys\n- buss\n- vei", "y"]),
    ],
)
def test_an_answer_parted_by_a_line_break_without_quotes_is_one_answer(parted, whole):
    rows, unread, note = read_after_good(f"{parted}\n42;;buss;z\n")
    assert rows == [whole, ["42", "", "buss", "z"]]
    assert unread == () and "1 rad var delt av linjeskift inne i et svar og er satt sammen (rad 42)" in note


@pytest.mark.parametrize(
    "bad",
    [
        "41;01.02.2026;lys; buss;og vei", "41;01.02.2026;lys\nog; buss; og;vei", '41;;"lys" og "buss";x',
        '41;;"han sa "hei; og gikk;x', '41;;"han sa "hei" og gikk; takk";x', '41;;"a\nb" c;x', '41;"x;y\n42;buss";',
    ],
)  # fmt: skip
def test_a_row_that_does_not_add_up_is_left_out_and_named_and_the_rest_is_read(bad):
    rows, unread, note = read_after_good(f"{bad}\n42;;buss;z\n43;;vei;z\n")
    assert rows[-1:] == [["43", "", "vei", "z"]]
    assert unread[0] == 42 and "kunne ikke leses, for feltene går ikke opp (rad 42" in note
    assert len(rows) <= 2


def test_without_numbers_in_the_first_column_only_a_lone_short_row_is_filled_in():
    headers, good = "Svar;Rolle;Sted", "".join(f"trygg vei nr {sign};Forelder;Nord\n" for sign in "abcd" * 10)
    read_short = lambda rows: read(f"{headers}\n{good}{rows}{good}")  # noqa: E731
    assert read_short("mer lys;Ansatt\n").grid.records[41] == (42, ["mer lys", "Ansatt", ""])
    assert read_short("mer lys;Ansatt\n").unread == ()
    assert read_short("som går hit\n").unread == (42,)
    assert read_short("mer\nlys;Ansatt\n").unread == (42, 43)


def test_more_than_one_in_twenty_that_do_not_add_up_is_a_fault_that_names_them():
    found = fault(f"{HEADERS}\n{GOOD}41;a;b;c;d\n42;a;b;c;d\n43;a;b;c;d\n")
    assert "svar.csv: 3 rader har ikke like mange felt som overskriftene (4): rad 42, 43, 44." in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{HEADERS}\n{GOOD}41;;"uten slutt;x\n' + GOOD, "rad 42: anførselstegnene går ikke opp"),
        (f'{HEADERS}\n{GOOD}41;;"et 5" rør";x\n' + GOOD, "rad 42: anførselstegnene går ikke opp"),
        ('id;"Svar\n' + GOOD, "går ikke opp"),
        (f"{HEADERS}\n{GOOD}" + "og så kom det noe annet enn tabellen\n" * 60, "60 rader har ikke like mange felt"),
        ('"id"x;Svar\n1;a\n', "anførselstegnene i overskriftene (rad 1)"),
        (f"{HEADERS}\n{GOOD}\ufeffid;dato;Alder;Mer\n{GOOD}", "flere tabeller med ulike overskrifter"),
        ("a" * 11_000_000, "linje 1 er på mer enn 5 millioner tegn"),
        ("id;Svar\n1;" + ";" * 11_000_000, "linje 2 er på mer enn 5 millioner tegn"),
        (";".join(map(str, range(20_000))) + "\n", "flere kolonner eller celler enn det er trygt"),
    ],
)
def test_what_cannot_be_read_safely_is_a_clear_fault(text, told):
    assert told in fault(text, ";")


def test_files_put_after_one_another_are_one_table_with_one_header():
    table = read(f"{HEADERS}\n{GOOD}\ufeff{HEADERS}\n41;;vei;x\n")
    assert [row for row, _ in table.grid.records] == [*range(1, 42), 43]
    assert table.notes == ("overskriftene står flere ganger (rad 42) og er lest én gang",)


def test_headers_alone_empty_rows_and_ten_thousand_columns():
    assert read("id;Svar\n\n;\n").grid.records == [(1, ["id", "Svar"])]
    wide = ";".join(f"k{number}" for number in range(10_000))
    assert len(read(f"{wide}\n{wide.replace('k', 'v')}\n").grid.records[1][1]) == 10_000


CELLS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ['"', '""', ";", ",\t|", "\r\n", "\n", "\r", "sep=;", "\ufeff", "\x00", "\x1f", "'", "=1+1", " ", "1", "\u2028"]
)


@settings(deadline=None)
@given(
    st.integers(2, 5).flatmap(lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), max_size=8)),
    st.sampled_from(DELIMITERS),
    st.sampled_from(
        [(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r"), (csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_NONNUMERIC, "\n")]
    ),
)
def test_any_text_in_any_cell_comes_back(rows, delimiter, written):
    """All but a byte order mark at the beginning of a row, which tells of two files in one."""
    quoting, ending = written
    rows = [[row[0].lstrip("\ufeff"), *row[1:]] for row in rows]
    headers = [f"spørsmål {place}" for place in range(len(rows[0]) if rows else 2)]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows([headers, *rows])
    table = read(file.getvalue(), delimiter)
    assert table.unread == () and not [note for note in table.notes if "flere ganger" not in note]
    assert [list(cells) for _, cells in table.grid.records] == [
        headers,
        *(row for row in rows if any(map(str.strip, row))),
    ]


@given(st.lists(CELLS.map(lambda cell: cell.lstrip("\ufeff")).filter(str.strip), max_size=8))
def test_a_single_column_comes_back(cells):
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["Svar"], *([cell] for cell in cells)])
    assert [list(row) for _, row in read(file.getvalue(), "").grid.records] == [["Svar"], *([cell] for cell in cells)]


@settings(deadline=None)
@given(st.text(st.sampled_from('"";,\n\r|a1 \ufeff\t'), max_size=80) | st.text(max_size=60))
def test_any_text_is_a_table_or_a_clear_fault_and_every_row_is_accounted_for(text):
    try:
        table = read(text)
    except ReadError as error:
        assert str(error).startswith("svar.csv: ")
        return
    rows = [row for row, _ in table.grid.records]
    assert rows == sorted(set(rows)) and not set(rows) & set(table.unread)
    assert not table.grid.records or len({len(cells) for _, cells in table.grid.records}) >= 1


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read_in_seconds():
    row = '01.02.2026 10:15;"Jeg vil ha ""buss"", takk";1;2;3;4;5;6;7;8;9'
    text = "\n".join(["id;dato;Svar;a;b;c;d;e;f;g;h;i", *(f"{number};{row}" for number in range(200_000))])
    began = time.perf_counter()
    table = read(f"{text}\n7;for;lite")
    assert len(table.grid.records) == 200_002 and len(table.notes) == 1
    assert time.perf_counter() - began < 20
