"""Zip files of exports."""

import io
import random
import stat
import unicodedata
import zipfile

import pytest

from insight.errors import ReadError
from insight.innspill.zipped import is_archive, unpack
from tests.innspill.hostile import zip_of


def fault(content):
    with pytest.raises(ReadError) as caught:
        unpack(content, "apne-data.zip")
    assert str(caught.value).startswith("apne-data.zip: ")
    return str(caught.value)


def test_the_files_are_named_by_the_zip_and_sorted():
    name = unicodedata.normalize("NFD", "spørsmål/å.csv")
    content = zip_of({"b.csv": "id;Svar", name: "x", "__MACOSX/._b.csv": "", ".DS_Store": "", "spørsmål/~$a.xlsx": ""})
    assert is_archive(content)
    assert unpack(content, "apne-data.zip") == [
        ("apne-data.zip/b.csv", b"id;Svar"),
        ("apne-data.zip/spørsmål/å.csv", b"x"),
    ]


def test_office_files_and_other_files_are_no_archives():
    assert not is_archive(zip_of({"word/document.xml": "<x/>"}))
    assert not is_archive(zip_of({"xl/workbook.xml": "<x/>"}))
    assert not is_archive(zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}))
    assert not is_archive(b"PK\x03\x04" + bytes(100)) and not is_archive(b"id;Svar")


@pytest.mark.parametrize("name", ["../ut.csv", "a/../../ut.csv", "/etc/ut.csv", "C:/ut.csv", "..\\ut.csv", "a\n.csv"])
def test_names_out_of_the_zip_are_refused(name):
    content = zip_of({"inn.csv": "x", name: "x"})
    assert "sti ut av zip-filen" in fault(content)


@pytest.mark.parametrize("name", ["", ".", "./"])
def test_a_member_without_a_name_takes_nothing_from_the_others(name):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("inn.csv", "id;Svar")
        nameless = zipfile.ZipInfo("x")
        nameless.filename = name
        package.writestr(nameless, "x")
    assert ("apne-data.zip/inn.csv", b"id;Svar") in unpack(held.getvalue(), "apne-data.zip")


def test_bombs_are_refused_before_they_are_unpacked():
    assert "mer enn det er trygt å lese" in fault(zip_of({"nuller.csv": bytes(60 << 20)}))
    padded = zip_of({"nuller.csv": bytes(60 << 20), "stoey.bin": random.Random(1).randbytes(1 << 20)})
    assert "mer enn det er trygt å lese" in fault(padded)
    assert "mer enn 1000" in fault(zip_of({f"{number}.csv": "x" for number in range(1_001)}))


def test_a_size_that_lies_is_found_out():
    content = bytearray(zip_of({"nuller.csv": bytes(60 << 20)}))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    assert "ødelagt" in fault(bytes(content))


def test_locked_broken_and_empty_zips_are_named():
    locked = bytearray(zip_of({"a.csv": "x"}))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    assert "låst med passord" in fault(bytes(locked))
    assert "ødelagt" in fault(zip_of({"a.csv": "x" * 9_999})[:-30])
    damaged = bytearray(zip_of({"a.csv": "id;Svar"}, zipfile.ZIP_STORED))
    damaged[40] ^= 1
    assert "ødelagt" in fault(bytes(damaged))
    assert "zip-filen er tom" in fault(zip_of({"mappe/": ""}))


def test_a_link_in_a_zip_is_text_and_not_followed():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        link = zipfile.ZipInfo("lenke.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/hostname")
    assert unpack(held.getvalue(), "a.zip") == [("a.zip/lenke.csv", b"/etc/hostname")]


def test_a_zip_in_the_zip_comes_out_as_it_is():
    inner = zip_of({"a.csv": "x"})
    assert unpack(zip_of({"indre.zip": inner}), "ytre.zip") == [("ytre.zip/indre.zip", inner)]
