"""Bad workbooks of other kinds (.xls, .xlsb, .ods)."""

import struct
from pathlib import Path

import pytest

from tests.innspill.hostile import WORDS, assert_survived, hear, parameters, refuse, survive, zip_of
from tests.innspill.hostile_packages import HEADERS, ROWS, UNSAFE, part, without
from tests.innspill.test_workbooks import (
    BILLION,
    BOF,
    FETCHED,
    make_ods,
    make_ole,
    make_xlsb,
    number_at,
    ods_cell,
    record,
    repack,
)

SAMPLES = Path(__file__).parent / "eksporter"
TEXT_ROWS = [HEADERS, *([str(number), text] for number, text in ROWS)]
XLS, ODS = (SAMPLES / "verksted.xls").read_bytes(), (SAMPLES / "verksted.ods").read_bytes()
XLSB = make_xlsb({0: {0: "nr", 1: "Hva trenger du?"}, 1: {0: "1", 1: WORDS[0]}, 2: {0: "2", 1: WORDS[1]}})
SHEET = "xl/worksheets/sheet1.bin"
ODS_ROWS = "".join(f"<table:table-row>{ods_cell(a)}{ods_cell(b)}</table:table-row>" for a, b in TEXT_ROWS)
OLDER = {
    **{
        f"an .xls cut after {share} %": survive(XLS[: len(XLS) * share // 100], name="svar.xls")
        for share in (3, 10, 50, 90, 99)
    },
    **{
        f"an .xls with bytes turned from {at}": survive(
            XLS[:at] + bytes(b ^ 0xFF for b in XLS[at : at + 16]) + XLS[at + 16 :], name="svar.xls"
        )
        for at in (24, 76, 512, 1_024, 2_000, 3_000, 4_000)
    },
    "an .xls that is locked": refuse(make_ole(BOF + record(0x002F, bytes(6))), "låst med passord", name="svar.xls"),
    "an .xls with far cells": refuse(
        make_ole(BOF + b"".join(BOF + number_at(0, 0) + number_at(65_535, 255) for _ in range(3))),
        "strekker seg over",
        name="svar.xls",
    ),
    "an .xls without a sheet": survive(make_ole(BOF), name="svar.xls"),
    "an .xls that bites its own tail": survive(
        XLS[:512] + struct.pack("<128I", *[0] * 128) * (len(XLS) // 512 - 1), name="svar.xls"
    ),
    "a .doc": refuse(make_ole(b"", "WordDocument"), "gamle Office-formatet", name="svar.doc"),
    "an .xlsb cut": refuse(XLSB[:-40], "ødelagt", name="svar.xlsb"),
    "an .xlsb with a sheet cut": survive(repack(XLSB, {SHEET: part(XLSB, SHEET)[:60]}), name="svar.xlsb"),
    "an .xlsb with noise for a sheet": survive(repack(XLSB, {SHEET: b"\xff" * 3_000}), name="svar.xlsb"),
    "an .xlsb with far cells": refuse(
        make_xlsb({0: {0: "x"}, 1_048_575: {16_383: "x"}}), "strekker seg over", name="svar.xlsb"
    ),
    "an .xlsb with a string that is not there": survive(
        make_xlsb({0: {0: "nr", 1: "Svar"}, 1: {0: 999, 1: 5}}), name="svar.xlsb"
    ),
    "an .ods": hear(make_ods(ODS_ROWS), name="svar.ods"),
    "an .ods cut": refuse(ODS[:-200], "ødelagt", name="svar.ods"),
    "an .ods never closed": refuse(
        repack(ODS, {"content.xml": part(ODS, "content.xml")[:-100]}), "ødelagt", name="svar.ods"
    ),
    "an .ods with a million rows alike": refuse(
        make_ods(
            ODS_ROWS
            + '<table:table-row table:number-rows-repeated="1048573">'
            + ods_cell("x", 100)
            + "</table:table-row>"
        ),
        "strekker seg over",
        name="svar.ods",
    ),
    "an .ods with a cell repeated without end": refuse(
        make_ods(f"<table:table-row>{ods_cell('x', 10**12)}</table:table-row>"), "strekker seg over", name="svar.ods"
    ),
    "an .ods repeated less than nothing": survive(
        make_ods(ODS_ROWS + f'<table:table-row table:number-rows-repeated="-3">{ods_cell("x")}</table:table-row>'),
        name="svar.ods",
    ),
    "an .ods repeated a word of times": refuse(
        make_ods('<table:table-row table:number-rows-repeated="x"/>'), "ødelagt", name="svar.ods"
    ),
    "an .ods with billion laughs": refuse(make_ods(ODS_ROWS, before=BILLION), "egne definisjoner", name="svar.ods"),
    "an .ods with a file from elsewhere": refuse(
        make_ods(ODS_ROWS, before=FETCHED), "egne definisjoner", name="svar.ods"
    ),
    "an .ods that grows": refuse(lambda: repack(ODS, {"Pictures/a.png": bytes(60 << 20)}), UNSAFE, name="svar.ods"),
    "an .ods that is locked": refuse(
        repack(
            ODS,
            {
                "content.xml": bytes(range(256)) * 9,
                "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest '
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
                'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
            },
        ),
        "låst med passord",
        name="svar.ods",
    ),
    "an .ods without content": refuse(without(ODS, "content.xml"), name="svar.ods"),
    "an .odt": refuse(
        zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "lagre", name="svar.ods"
    ),
}


@pytest.mark.parametrize("case", parameters(OLDER))
def test_a_bad_workbook_of_another_kind_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
