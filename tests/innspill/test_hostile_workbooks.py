"""Bad workbooks (.xlsx)."""

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.innspill.hostile import (
    TABLE,
    WORDS,
    Case,
    assert_survived,
    hear,
    parameters,
    patch_sizes,
    refuse,
    survive,
    zip_of,
)
from tests.innspill.hostile_packages import (
    BOOK,
    HEADERS,
    PARAMETER,
    QUADRATIC,
    ROWS,
    UNSAFE,
    change,
    declare,
    document,
    part,
    twice,
    without,
)
from tests.innspill.test_workbooks import (
    BILLION,
    FETCHED,
    MAIN,
    OLE_MAGIC,
    make_ole,
    make_sheet,
    make_workbook,
    repack,
    with_sheet,
)

SAMPLES = Path(__file__).parent / "eksporter"


def xlsx(content, *told, **settings):
    return refuse(content, *told, name="svar.xlsx", **settings)


def read_xlsx(content, *heard, **settings):
    return hear(content, *heard, name="svar.xlsx", **settings)


def either(content, name="svar.xlsx"):
    return survive(content, name=name)


def written(fill, **options):
    held = io.BytesIO()
    workbook = xlsxwriter.Workbook(held, {"in_memory": True, **options})
    fill(workbook)
    workbook.close()
    return held.getvalue()


def rows_xml(*rows, at=1):
    """Rows with texts in their cells, from the row `at` on."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{"ABCDEFG"[place]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, start=at)
    )


TEXT_ROWS = [HEADERS, *([str(number), text] for number, text in ROWS)]


def write_table(workbook, name=None):
    sheet = workbook.add_worksheet(name)
    for place, row in enumerate([HEADERS, *ROWS]):
        sheet.write_row(place, 0, row)
    return sheet


def hide_all(workbook):
    write_table(workbook).hide()
    workbook.add_worksheet("Tom")
    workbook.worksheets()[1].activate()


def with_chart(workbook):
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "=Diagram!$A$1:$A$2"})
    workbook.add_chartsheet("Diagram").set_chart(chart)


def with_dates(workbook):
    sheet = write_table(workbook)
    sheet.write(0, 2, "Dato")
    shown = workbook.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    for row, when in enumerate((datetime(2026, 2, 3, 10, 15), -45_000, 1e15), start=1):
        sheet.write(row, 2, when, shown)


def with_truths(workbook):
    sheet = write_table(workbook)
    sheet.write_row(0, 2, ["Sant?", "Andel", "Tall"])
    for row in range(1, 4):
        sheet.write_boolean(row, 2, bool(row % 2))
        sheet.write_number(row, 3, 0.1 * row, workbook.add_format({"num_format": "0 %"}))
        sheet.write_string(row, 4, f"00{row}")


def many_sheets(workbook):
    write_table(workbook)
    for number in range(300):
        workbook.add_worksheet(f"Tomt {number}")


def with_formulas(formula, value):
    def fill(workbook):
        sheet = write_table(workbook)
        sheet.write(0, 2, "Sum")
        for row in range(1, 4):
            sheet.write_formula(row, 2, formula, None, value)

    return fill


MORE = "Et svar på det andre arket"


def two_sheets(workbook):
    write_table(workbook, "Svar")
    other = workbook.add_worksheet("Andre")
    for place, row in enumerate([HEADERS, [14, MORE]]):
        other.write_row(place, 0, row)


def merged(workbook):
    sheet = write_table(workbook)
    sheet.merge_range(0, 2, 0, 16_383, "Vurdering")
    sheet.merge_range(5, 0, 9, 1, "")


CUT = {
    f"cut after {share} %": xlsx(BOOK[: len(BOOK) * share // 100], "ødelagt eller bare delvis lastet ned")
    for share in (1, 5, 15, 30, 45, 60, 75, 85, 95, 99)
}
NAMES = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
]
DECLARED = {
    f"{kind} in {name}": xlsx(declare(BOOK, name, declared), "egne definisjoner")
    for name in NAMES
    for kind, declared in (("billion laughs", BILLION), ("a file from elsewhere", FETCHED))
}
SHARED = written(write_table)
DECLARED |= {
    "billion laughs in the shared strings": xlsx(declare(SHARED, "xl/sharedStrings.xml", BILLION), "egne definisjoner"),
    "one long entity many times": xlsx(declare(SHARED, "xl/sharedStrings.xml", QUADRATIC), "egne definisjoner"),
    "definitions fetched from the net": xlsx(declare(BOOK, NAMES[0], PARAMETER), "egne definisjoner"),
}
MISSING = {
    f"without {name}": either(without(content, name))
    for content, names in ((BOOK, NAMES), (SHARED, ["xl/sharedStrings.xml"]))
    for name in names
}
MISSING |= {
    "an empty workbook part": xlsx(repack(BOOK, {"xl/workbook.xml": b""})),
    "an empty sheet part": either(repack(BOOK, {NAMES[0]: b""})),
    "a sheet never closed": xlsx(repack(BOOK, {NAMES[0]: part(BOOK, NAMES[0])[:-60]}), "ødelagt"),
    "a sheet that is a page": either(repack(BOOK, {NAMES[0]: b"<html><body>Logg inn</body></html>"})),
    "content types of another program": either(
        change(BOOK, "[Content_Types].xml", b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")
    ),
    "a sheet from another place": either(
        change(BOOK, "xl/_rels/workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"../../../../../etc/passwd")
    ),
    "a sheet from the net": either(
        change(
            BOOK,
            "xl/_rels/workbook.xml.rels",
            b'Target="/xl/worksheets/sheet1.xml"',
            b'TargetMode="External" Target="http://eksempel.invalid/x.xml"',
        )
    ),
}
OTHERS = {
    "no bytes": xlsx(b"", "tom"),
    "four bytes": xlsx(b"PK\x03\x04", "ødelagt"),
    "a page": xlsx("<html><body><table><tr><td>Svar</td></tr></table></body></html>", "nettside"),
    "an old page of Excel": xlsx('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "lagre"),
    "a picture": xlsx(b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "a pdf": xlsx(b"%PDF-1.7\n" + bytes(500)),
    "a csv": xlsx(TABLE),
    "a workbook called .csv": hear(BOOK, name="svar.csv"),
    "a document called .xlsx": Case(
        {"svar.xlsx": lambda: document("Lys i gata", "Buss om kvelden")},
        heard=("Lys i gata", "Buss om kvelden"),
        source="svar.xlsx",
    ),
    "bytes after the end": either(BOOK + b"\0" * 100),
    "bytes before the beginning": either(b"\0" * 100 + BOOK),
    "locked": xlsx(make_ole(b"", "EncryptedPackage"), "låst med passord"),
    "locked in the zip file": xlsx(
        bytes(BOOK.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")),
        "låst med passord",
    ),
}
BOMBS = {
    "a part that grows": xlsx(lambda: repack(BOOK, {"xl/media/image1.png": bytes(60 << 20)}), UNSAFE),
    "a sheet that grows": xlsx(lambda: with_sheet("<row/>" + " " * (60 << 20)), UNSAFE),
    "a size of four gigabytes": xlsx(patch_sizes(BOOK, 0xFFFFFFF0), UNSAFE),
    "a size that is too small": xlsx(patch_sizes(BOOK, 10)),
    "a zip file in the workbook": read_xlsx(
        lambda: repack(BOOK, {"xl/embeddings/a.zip": zip_of({"b.zip": zip_of({"c": bytes(1 << 20)})})})
    ),
    "ten thousand parts": xlsx(lambda: repack(BOOK, {f"xl/media/{n}": b"" for n in range(10_001)}), UNSAFE),
    "one part twice": xlsx(lambda: twice(BOOK, NAMES[0]), "ødelagt"),
    "two parts at one place": either(lambda: overlap(BOOK)),
}


def overlap(content):
    """Each entry of the central directory points at the first member."""
    held = bytearray(content)
    place = held.find(b"PK\x01\x02")
    while place >= 0:
        held[place + 42 : place + 46] = bytes(4)
        place = held.find(b"PK\x01\x02", place + 4)
    return bytes(held)


def sheet_with(*extra, rows=TEXT_ROWS, after=""):
    return repack(
        BOOK, {NAMES[0]: make_sheet(rows_xml(*rows) + "".join(extra)).replace("</worksheet>", f"{after}</worksheet>")}
    )


CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
SHEETS = {
    "a cell in the last row": read_xlsx(
        sheet_with(f'<row r="1048576">{CELL.format("B1048576", "Siste svar på siste rad")}</row>'),
        *WORDS,
        "Siste svar på siste rad",
        slow=True,
    ),
    "a cell in the last row and column": xlsx(
        sheet_with(f'<row r="1048576">{CELL.format("XFD1048576", "x")}</row>'), "strekker seg over"
    ),
    "every column": read_xlsx(
        lambda: written(
            lambda workbook: write_table(workbook).write_row(0, 2, [f"k{number}" for number in range(16_382)])
        ),
        slow=True,
    ),
    "one column too many": xlsx(sheet_with(f'<row r="5">{CELL.format("XFE5", "x")}</row>'), "strekker seg over"),
    "a row below nothing": either(sheet_with(f'<row r="-5">{CELL.format("A-5", "x")}</row>')),
    "row zero": either(sheet_with(f'<row r="0">{CELL.format("A0", "x")}</row>')),
    "a row that is a word": either(sheet_with(f'<row r="fem">{CELL.format("Afem", "x")}</row>')),
    "a row beyond all numbers": either(sheet_with(f'<row r="99999999999999999999">{CELL.format("A9", "x")}</row>')),
    "rows without numbers": read_xlsx(
        repack(BOOK, {NAMES[0]: re.sub(r' r="\w+"', "", make_sheet(rows_xml(*TEXT_ROWS)))})
    ),
    "rows the other way round": either(
        repack(BOOK, {NAMES[0]: make_sheet("".join(reversed(re.findall("<row.*?</row>", rows_xml(*TEXT_ROWS)))))})
    ),
    "the same cell twice": either(sheet_with(f'<row r="2">{CELL.format("A2", "x")}</row>')),
    "a shared string that is not there": either(sheet_with('<row r="5"><c r="B5" t="s"><v>999</v></c></row>')),
    "a shared string below nothing": either(sheet_with('<row r="5"><c r="B5" t="s"><v>-1</v></c></row>')),
    "a shared string that is a word": either(sheet_with('<row r="5"><c r="B5" t="s"><v>æ</v></c></row>')),
    "a number that is a word": either(sheet_with('<row r="5"><c r="B5" t="n"><v>mange</v></c></row>')),
    "a number beyond all numbers": either(sheet_with('<row r="5"><c r="B5"><v>1e999</v></c></row>')),
    "a kind of cell nobody knows": either(sheet_with('<row r="5"><c r="B5" t="zzz"><v>1</v></c></row>')),
    "a style that is not there": either(sheet_with('<row r="5"><c r="B5" s="99999"><v>1</v></c></row>')),
    "signs written as numbers": read_xlsx(
        sheet_with(rows=[*TEXT_ROWS, ["14", "Lys_x0007_ i _xD800_gata_x0000_ hos oss"]]), *WORDS, only=False
    ),
    "a reference to no sign": either(sheet_with(rows=[*TEXT_ROWS, ["14", "Lys &#0; i gata &#xD800;"]])),
    "comments and unparsed text": either(
        sheet_with(rows=[*TEXT_ROWS, ["14", "<!-- x --><![CDATA[Lys i gata hos oss]]><?php x ?>"]])
    ),
    "a cell over 32,767 characters": read_xlsx(
        lambda: sheet_with(rows=[*TEXT_ROWS, ["14", "lys i gata " * 9_000]]), *WORDS, ("lys i gata " * 9_000).strip()
    ),
    "elements inside each other": either(lambda: sheet_with("<x>" * 20_000 + "</x>" * 20_000)),
    "a hundred thousand merged ranges": either(
        lambda: sheet_with(
            after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(9, 100_009)) + "</mergeCells>"
        )
    ),
    "a merged range over all": either(sheet_with(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "merged ranges that are none": either(
        sheet_with(after='<mergeCells><mergeCell ref="B1:A0"/><mergeCell ref=""/></mergeCells>')
    ),
    "merged headers": read_xlsx(lambda: written(merged)),
    "hidden sheets only": xlsx(written(hide_all), "skjulte ark"),
    "an empty workbook": xlsx(make_workbook([])),
    "a coloured cell in the last column": read_xlsx(sheet_with('<row r="9"><c r="XFD9" s="1"/></row>')),
    "a cell in the last column": read_xlsx(
        sheet_with(f'<row r="9">{CELL.format("B9", "Svar nummer fire her")}{CELL.format("XFD9", "x")}</row>'),
        *WORDS,
        "Svar nummer fire her",
    ),
    "a very hidden sheet": read_xlsx(
        change(
            written(lambda book: (write_table(book, "Svar"), write_table(book, "Gamle svar"))),
            "xl/workbook.xml",
            b'name="Gamle svar"',
            b'name="Gamle svar" state="veryHidden"',
        ),
        note=("skjulte ark er ikke lest: Gamle svar",),
    ),
    "a diagram and no sheet": either(lambda: written(with_chart)),
    "no sheets": either(change(SHARED, "xl/workbook.xml", b'<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', b"")),
    "three hundred sheets": read_xlsx(lambda: written(many_sheets)),
    "two sheets with one name": xlsx(
        change(written(two_sheets), "xl/workbook.xml", b'name="Andre"', b'name="Svar"'), "lagre den på nytt"
    ),
    "two sheets": read_xlsx(written(two_sheets), *WORDS, MORE),
    "a sheet with a strange name": read_xlsx(
        change(SHARED, "xl/workbook.xml", b'name="Sheet1"', 'name="../\u202eå&#9;{}%s"'.encode())
    ),
    "a sheet with a very long name": either(
        change(SHARED, "xl/workbook.xml", b'name="Sheet1"', b'name="' + b"x" * 100_000 + b'"')
    ),
    "formulas without values": read_xlsx(
        change(written(with_formulas("=A2+1", 7)), NAMES[0], b"<v>7</v>", b""), note=("formler mangler lagret verdi",)
    ),
    "cells with faults": read_xlsx(written(with_formulas("=NA()", "#N/A")), note=("3 celler med feil",)),
    "dates counted from 1904": read_xlsx(lambda: written(with_dates, date_1904=True)),
    "dates before and after all": read_xlsx(lambda: written(with_dates)),
    "truths and shares and numbers as text": read_xlsx(lambda: written(with_truths)),
    "macros": hear(
        repack(BOOK, {"xl/vbaProject.bin": OLE_MAGIC + bytes(500)}), name="svar.xlsm", note=("makroer er ikke kjørt",)
    ),
    "links to other files": read_xlsx(
        repack(BOOK, {"xl/externalLinks/externalLink1.xml": "<x/>"}), note=("ikke fulgt",)
    ),
    "prefixes and other names": either(
        repack(BOOK, {NAMES[0]: make_sheet(rows_xml(*TEXT_ROWS)).replace(MAIN, "urn:annet")})
    ),
    "utf-16 in a part": xlsx(repack(BOOK, {NAMES[0]: part(BOOK, NAMES[0]).decode().encode("utf-16")})),
    "a header row of formulas": either(
        lambda: written(lambda book: [book.add_worksheet().write_formula(0, n, "=1+1") for n in range(1)])
    ),
}


@pytest.mark.parametrize("case", parameters(CUT, DECLARED, MISSING, OTHERS, BOMBS, SHEETS))
def test_a_bad_workbook_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
