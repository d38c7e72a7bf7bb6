import shutil
import zipfile

import pytest
from openpyxl import load_workbook

from insight.coding import Asked, read_coding, write_coding
from insight.errors import ReadError
from insight.tables import KINDS

ASKED = [
    Asked("a1#1", "Hva er vanskelig?", "Bussen går så sjelden at jeg ikke rekker jobb."),
    Asked("a2#1", "Hva er vanskelig?", '=HYPERLINK("http://eksempel.invalid")'),
    Asked("a3#2", "<b>Hva</b>", "<script>alert(1)</script> & «gatelys»\x07_x000D_"),
    Asked("a4#1", "", "+47 og -1 @sum " + "lang " * 100),
]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "merking.xlsx"
    write_coding(ASKED, path)
    return path


def fill(path, cells, sheet="Utsagn", saved=None):
    book = load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(saved or path)
    return saved or path


def test_the_same_statements_give_the_same_bytes(book, tmp_path):
    write_coding(ASKED, tmp_path / "igjen.xlsx")
    assert (tmp_path / "igjen.xlsx").read_bytes() == book.read_bytes()


def test_what_people_wrote_is_text_and_never_a_formula_or_a_link(book):
    page = load_workbook(book)["Utsagn"]
    assert [row[2].value for row in page.iter_rows(min_row=2)][1] == ASKED[1].quote
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert not [name for name in zipfile.ZipFile(book).namelist() if "externalLink" in name]


def test_there_is_a_list_to_choose_from_in_each_of_the_three_columns_and_a_guide(book):
    opened = load_workbook(book)
    (rule,) = opened["Utsagn"].data_validations.dataValidation
    assert str(rule.sqref) == "D2:F5"
    assert rule.formula1.strip('"').split(",") == list(KINDS)
    front = " ".join(str(cell.value) for row in opened["Les meg"].iter_rows() for cell in row)
    assert all(kind in front for kind in KINDS)
    assert "modell" not in front, "what the model thinks is not told: the coders shall not be led"


def test_what_is_filled_in_comes_back(book):
    fill(book, {"D2": "behov", "E2": " Behov ", "D3": "LØSNING", "E3": "klage", "F3": "klage", "E5": "ros"})
    coding = read_coding([book])
    assert [(row.behov_id, row.kind) for row in coding.coded] == [("a1#1", "behov"), ("a2#1", "klage"), ("a4#1", "ros")]
    assert [coding.tell_coders(row) for row in coding.coded] == ["koder 1; koder 2", "koder 1; koder 2", "koder 2"]


def test_what_the_coders_differ_on_is_no_label_until_they_agree(book):
    fill(book, {"D2": "behov", "E2": "klage", "F4": "ros"})
    first, second = read_coding([book]).coded
    assert (first.kind, second.kind) == ("", "ros")


def test_two_copies_are_laid_together_and_the_names_are_read(book, tmp_path):
    other = shutil.copy(book, tmp_path / "kopi.xlsx")
    fill(book, {"D2": "behov"})
    fill(other, {"E2": "løsning", "E3": "ros"})
    rows = [row[0].value for row in load_workbook(book)["Les meg"].iter_rows()]
    fill(book, {f"B{rows.index('Navn på koder 1') + 1}": "Kari; Koder"}, sheet="Les meg")
    coding = read_coding([book, other])
    assert [tuple(row[3:]) for row in coding.coded] == [("behov", "løsning", ""), ("", "ros", "")]
    assert coding.names == ("Kari, Koder", "koder 2")


def test_all_faults_are_told_at_once(book, tmp_path):
    other = shutil.copy(book, tmp_path / "kopi.xlsx")
    fill(book, {"D2": "behvo", "E2": 7, "D4": "ros", "A5": None, "D5": "klage"})
    fill(other, {"D4": "klage"})
    with pytest.raises(ReadError) as raised:
        read_coding([book, other, tmp_path / "borte.xlsx"])
    told = "\n".join(raised.value.faults)
    assert "merking.xlsx: rad 2, «Koder 1»: ukjent slag «behvo». Mente du «behov»?" in told
    assert "rad 2, «Koder 2»: ukjent slag «7»" in told
    assert "kopi.xlsx: rad 4, «Koder 1»: her står «klage», men «ros» i merking.xlsx: rad 4" in told
    assert "rad 5: «Utsagn nr.» er tomt" in told
    assert "borte.xlsx: finnes ikke" in told
    assert len(raised.value.faults) == 5


def test_the_same_words_are_one_kind(book):
    fill(book, {"C3": ASKED[0].quote.upper(), "D2": "behov", "D3": "klage"})
    with pytest.raises(ReadError, match="de samme ordene er «klage» her og «behov» i"):
        read_coding([book])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"utsagn;type"])
def test_what_is_no_workbook_is_one_clear_error(tmp_path, content):
    path = tmp_path / "ikke.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="kan ikke leses som regneark"):
        read_coding([path])


def test_another_workbook_and_one_with_nothing_filled_in_are_told_so(book, tmp_path):
    with pytest.raises(ReadError, match="Ingen utsagn er merket"):
        read_coding([book])
    fill(book, {"A1": "noe annet"})
    with pytest.raises(ReadError, match=r"fant ikke «Utsagn nr\.» i arket"):
        read_coding([book])


def test_a_workbook_without_statements_opens(tmp_path):
    write_coding([], tmp_path / "tom.xlsx")
    assert load_workbook(tmp_path / "tom.xlsx").sheetnames == ["Les meg", "Utsagn"]
