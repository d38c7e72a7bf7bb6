"""Excel and text files: encodings, delimiters, cells, and files that are not what they seem."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from insight.errors import ReadError
from insight.innspill import read_delivery, read_files, read_innspill
from insight.innspill.times import read_times

ANSWERS = (
    "Gangvei fra Øvrebygda til skolen, takk",
    "Bussen går for sjelden på kvelden",
    "Møteplass for de eldre i bygda",
)


def write_table(path, delimiter=";", encoding="utf-8"):
    rows = [f'{number}{delimiter}"{text}"' for number, text in enumerate(ANSWERS, start=1)]
    path.write_text("\n".join([f"id{delimiter}Hva trenger du?", *rows]), encoding=encoding)
    return path


def write_workbook(path, **sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.removeprefix("skjult_"))
        for row in rows:
            sheet.append(row)
        if name.startswith("skjult_"):
            sheet.sheet_state = "hidden"
    workbook.save(path)
    return path


def read_fault(path):
    with pytest.raises(ReadError) as caught:
        read_innspill(path)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path, delimiter, encoding):
    innspill, files, _ = read_delivery(write_table(tmp_path / "svar.csv", delimiter, encoding))
    assert sorted(innspill["text"]) == sorted(ANSWERS)
    assert files.loc[0, "encoding"] == encoding


def test_a_single_column_with_commas_is_a_single_column(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("Hva trenger du, og hvorfor?\nlys\nbuss, lys og varme i hallen\n", encoding="utf-8")
    assert sorted(read_innspill(path)["text"]) == ["buss, lys og varme i hallen", "lys"]


def test_quotes_line_breaks_blank_lines_and_answers_that_look_like_nothing(tmp_path):
    path = tmp_path / "svar.csv"
    lines = ['1;"Først lys;', 'så ""fortau"" til skolen"', "", "2;None", "3;N/A;;", "4;NULL", "5;nan", ""]
    text = "\r\n".join(["id;Svar", *lines])
    path.write_bytes(text.encode())
    rows = read_innspill(path, columns={"fritekst": "Svar"}).sort_values("row")
    assert rows["text"].tolist() == ['Først lys;\r\nså "fortau" til skolen', "None", "N/A", "NULL", "nan"]
    assert rows["row"].tolist() == [2, 4, 5, 6, 7]
    assert (rows["set_aside"] == "").all()


def test_rows_that_do_not_fit_the_headers_are_refused_by_number(tmp_path):
    path = write_table(tmp_path / "svar.csv")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n5;ett;for mye\n6\n")
    assert "2 rader har ikke like mange felt som overskriftene (2): rad 5, 6." in read_fault(path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'id;Svar\n1;"uten slutt\n2;noe\n', "anførselstegnene går ikke opp"),
        (b"id;Svar\n1;\x89PNG" + bytes(range(32)) * 9, "ikke en tekstfil"),
        (b"  \n ", "filen er tom"),
        (b"id;Svar\n1;\x81\x8d\n", "verken UTF-8 eller Windows-1252"),
    ],
)
def test_a_broken_text_file_is_a_clear_fault(tmp_path, content, fault):
    path = tmp_path / "svar.csv"
    path.write_bytes(content)
    assert fault in read_fault(path)
    assert fault in read_files(path).loc[0, "note"]


def test_headers_are_cleaned_and_told_apart(tmp_path):
    header = ["id", "Hva\u00a0trenger  du&#63;", "Hva\ntrenger du?", None]
    row = [1, "en a\u030apen dør til kommunen", "mer lys på skoleveien", "kort"]
    innspill, files, _ = read_delivery(write_workbook(tmp_path / "svar.xlsx", Ark=[header, row]))
    assert set(innspill["question"]) == {"Hva trenger du?", "Hva trenger du? (2)"}
    assert files.loc[0, "unused"] == "kolonne 4"


def test_excel_cells_come_as_people_see_them(tmp_path):
    rows = [
        ["Svar fra våren", None, None, None, None],
        ["id", "Dato", "Hva trenger du?", "Alder", "Rolle"],
        [1, datetime(2026, 2, 3, 10, 15), "Trygg vei til skolen", 34.0, "Forelder;Ansatt;"],
        [2, date(2026, 2, 4), "En buss som går om kvelden", 52, "Ansatt"],
        [3, None, True, 7.5, time(10, 30)],
    ]
    rows = read_innspill(write_workbook(tmp_path / "svar.xlsx", Ark1=rows)).sort_values("row")
    assert rows["row"].tolist() == [3, 4, 5]
    assert rows["text"].tolist() == ["Trygg vei til skolen", "En buss som går om kvelden", "Ja"]
    assert rows["alder"].tolist() == ["34", "52", "7.5"]
    assert rows["rolle"].tolist()[:2] == ["Forelder; Ansatt", "Ansatt"]
    assert rows["answered_at"].tolist()[0] == datetime(2026, 2, 3, 10, 15)


def test_every_visible_sheet_with_answers_is_read_and_the_rest_is_told(tmp_path):
    table = [["id", "Hva trenger du?"], [1, "Trygg vei til skolen vår"]]
    path = write_workbook(
        tmp_path / "svar.xlsx",
        Mars=table,
        April=[["id", "Hva savner du mest?"], [1, "En buss om kvelden"]],
        Koder=[["kode", "navn"], [1, "ja"]],
        Tomt=[],
        skjult_Gammelt=[["id", "Svar"], [1, "skjult svar fra i fjor"]],
    )
    innspill, files, _ = read_delivery(path)
    assert sorted(innspill["text"]) == ["En buss om kvelden", "Trygg vei til skolen vår"]
    note = files.loc[0, "note"]
    assert "«Mars» (1 rader), «April» (1 rader)" in note
    assert "uten fritekst: «Koder»" in note and "skjulte ark er ikke lest: Gammelt" in note


def test_a_workbook_called_csv_is_read_as_the_workbook_it_is(tmp_path):
    path = write_workbook(tmp_path / "svar.xlsx", Ark=[["id", "Hva trenger du?"], [1, "Trygg vei til skolen"]])
    assert len(read_innspill(path.rename(tmp_path / "svar.csv"))) == 1


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<html><table><tr><td>Svar</td></tr></table></html>", "er en nettside, ikke et regneark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "låst med passord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "gamle Office-formatet"),
        (b"PK\x03\x04" + bytes(100), "ødelagt"),
        (b"bare tekst", "ødelagt"),
    ],
)
def test_a_file_that_is_no_workbook_is_a_clear_fault(tmp_path, content, fault):
    path = tmp_path / "svar.xlsx"
    path.write_bytes(content)
    assert fault in read_fault(path)


def test_a_cell_far_away_is_not_laid_out(tmp_path):
    path = write_workbook(tmp_path / "svar.xlsx", Ark=[["id", "Svar"], [1, "Trygg vei til skolen"]])
    workbook = openpyxl.load_workbook(path)
    workbook.active["XFD1048576"] = "x"
    workbook.save(path)
    assert "strekker seg over 1048576 rader og 16384 kolonner" in read_fault(path)


def test_a_half_downloaded_or_bloated_workbook_is_not_parsed(tmp_path):
    path = write_workbook(tmp_path / "svar.xlsx", Ark=[["id", "Svar"], [1, "Trygg vei til skolen"]])
    half = tmp_path / "halv.xlsx"
    half.write_bytes(path.read_bytes()[:-200])
    assert "bare delvis lastet ned" in read_fault(half)
    bomb = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", bytes(60 << 20))
    assert "mer enn det er trygt å lese" in read_fault(bomb)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("svar.csv", "id;Svar")
    (tmp_path / "svar.docx").write_bytes(other.getvalue())
    assert "fant ingen svar å lese" in read_fault(tmp_path / "svar.docx")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["2023-08-29T10:52:11.828301592+02:00"], [datetime(2023, 8, 29, 10, 52, 11)]),
        (["2026-02-03"], [datetime(2026, 2, 3)]),
        (["3.2.2026 kl. 09.30"], [datetime(2026, 2, 3, 9, 30)]),
        (["2019/07/10 1:55:20 PM GMT+2"], [datetime(2019, 7, 10, 13, 55, 20)]),
        (["5/12/22 10:16:03"], [None]),
        (
            ["5/12/22 10:16:03", "5/13/22 12:00:00"],
            [datetime(2022, 5, 12, 10, 16, 3), datetime(2022, 5, 13, 12)],
        ),
        (["13/5/2022", "5/13/2022"], [None, None]),
        (["31.02.2026", "i går", ""], [None, None, None]),
    ],
)
def test_times_are_read_only_when_they_are_certain(written, read):
    assert read_times(written) == read
