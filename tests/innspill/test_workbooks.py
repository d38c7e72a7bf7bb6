"""Workbooks of every kind, and those that are made to harm."""

import io
import random
import re
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from insight.errors import ReadError
from insight.innspill.excel import check_office_file, read_workbook
from insight.innspill.ole import OLE_MAGIC, read_streams

SAMPLES = Path(__file__).parent / "eksporter"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def make_workbook(*rows, **settings):
    held = io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in rows or (["id", "Hva trenger du?"], [1, "Trygg vei til skolen"]):
        workbook.active.append(row)
    for range_ in settings.get("merged", ()):
        workbook.active.merge_cells(range_)
    workbook.save(held)
    return held.getvalue()


def repack(content, parts, compression=zipfile.ZIP_DEFLATED):
    """The same package with some parts exchanged or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", compression) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return held.getvalue()


def make_sheet(rows, before="", root="worksheet"):
    return f'<?xml version="1.0"?>{before}<{root} xmlns="{MAIN}"><sheetData>{rows}</sheetData></{root}>'


def with_sheet(rows, **settings):
    return repack(make_workbook(), {"xl/worksheets/sheet1.xml": make_sheet(rows, **settings)})


def make_ods(rows, before=""):
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Ark">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    return held.getvalue()


def ods_cell(text, repeated=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def read(content):
    check_office_file(content, "svar")
    grids, note = read_workbook(content, "svar")
    return [list(cells) for _, cells in grids[0].records], note


def fault(content):
    with pytest.raises(ReadError) as caught:
        read(content)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_workbooks_are_read_and_told_apart_by_what_they_hold(kind):
    content = (SAMPLES / f"verksted.{kind}").read_bytes()
    assert check_office_file(content, "svar.xlsx") == kind
    rows, note = read(content)
    assert rows[0][:3] == ["id", "Dato", "Hva trenger du?"]
    assert rows[1][0] == "1" and rows[1][1] == datetime(2026, 2, 3, 10, 15) and rows[1][2] == "Trygg vei til skolen"
    assert rows[2][2] == "Møteplass for eldre på Øvrebø"
    assert note == "skjulte ark er ikke lest: Skjult"


def binary(kind, body=b""):
    """A record of .xlsb: its number and length in seven bits a byte."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, left = b"", len(body)
    while left > 127:
        length, left = length + bytes([left & 0x7F | 0x80]), left >> 7
    return number + length + bytes([left]) + body


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def make_xlsb(rows):
    """`rows`: number -> column -> text, or the number of a shared string."""
    cells = b""
    for row, columns in rows.items():
        cells += binary(0, struct.pack("<I", row) + bytes(21))
        for column, value in columns.items():
            place = struct.pack("<II", column, 0)
            cells += (
                binary(6, place + wide(value))
                if isinstance(value, str)
                else binary(7, place + struct.pack("<I", value))
            )
    last = struct.pack("<IIII", min(rows), max(rows), 0, 1)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "xl/workbook.bin",
            binary(131)
            + binary(143)
            + binary(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Svar"))
            + binary(144)
            + binary(132),
        )
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        package.writestr(
            "xl/worksheets/sheet1.bin",
            binary(129) + binary(148, last) + binary(145) + cells + binary(146) + binary(130),
        )
        package.writestr(
            "xl/sharedStrings.bin",
            binary(159, struct.pack("<II", 1, 1)) + binary(19, b"\0" + wide("x" * 60_000)) + binary(160),
        )
    return held.getvalue()


def test_a_binary_workbook_is_read():
    content = make_xlsb({0: {0: "id", 1: "Hva trenger du?"}, 1: {0: "1", 1: "Møteplass på Øvrebø"}})
    assert check_office_file(content, "svar.csv") == "xlsb"
    assert read(content) == ([["id", "Hva trenger du?"], ["1", "Møteplass på Øvrebø"]], "")


def test_a_binary_workbook_that_is_too_large_is_not_laid_out():
    assert "strekker seg over 1048576 rader" in fault(make_xlsb({0: {0: "x"}, 1_048_575: {16_383: "x"}}))
    assert "millioner tegn" in fault(make_xlsb({row: {0: 0} for row in range(20_000)}))


def test_a_merged_header_heads_its_columns_and_no_others():
    rows, _ = read(
        make_workbook(
            ["id", "Hva trenger du?", None, None, "Alder"], [1, "lys", "buss", "x", 3], merged=("B1:C1", "D2:E2")
        )
    )
    assert rows[0] == ["id", "Hva trenger du?", "Hva trenger du?", "", "Alder"]
    assert rows[1] == ["1", "lys", "buss", "x", ""]


def test_formulas_without_value_errors_and_formulas_as_text():
    held = io.BytesIO()
    workbook = xlsxwriter.Workbook(held)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["id", "Hva trenger du?", "Sum"])
    sheet.write_string(1, 1, "=1+1")
    sheet.write_formula(1, 2, "=1+2", None, 3)
    sheet.write_formula(2, 2, "=NA()", None, "#N/A")
    sheet.write_row(2, 0, [0.1 + 0.2, "x" * 32_767])
    workbook.close()
    rows, note = read(held.getvalue())
    assert rows[1] == ["", "=1+1", "3"] and rows[2] == ["0.3", "x" * 32_767, ""]
    assert note == "1 celler med feil (#N/A, #REF!) er lest som tomme"
    _, note = read(make_workbook(["id", "Sum"], [1, "=1+1"], [2, "=2+2"]))
    assert note.startswith("2 formler mangler lagret verdi") and "åpne filen i Excel og lagre den" in note


def test_macros_and_links_are_told_and_not_used():
    content = repack(make_workbook(), {"xl/vbaProject.bin": OLE_MAGIC, "xl/externalLinks/externalLink1.xml": "<x/>"})
    rows, note = read(content)
    assert rows[1] == ["1", "Trygg vei til skolen"]
    assert note == "makroer er ikke kjørt; lenker til andre filer er ikke fulgt"


def test_a_cell_over_excels_own_limit_is_kept_whole():
    rows, _ = read(with_sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"æ" * 100_000}</t></is></c></row>'))
    assert rows == [["æ" * 100_000]]


def test_empty_cells_with_a_colour_far_away_do_not_count():
    rows = '<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="B1048576" s="1"/></row>'
    assert read(with_sheet(rows))[0] == [["7"]]


FAR = {
    "plain": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "the row says another number": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row><row r="2"/>',
    "single quotes": "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "blanks": '<row  r = "1"><c\nr="A1"><v>1</v></c></row><row r="9"><c s="1" r = "XFD1048576"><v>1</v></c></row>',
    "a sign of empty in another place": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="/>"><v>1</v></c></row>',
    "not the last": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    + "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 4_000)),
    "beyond the format": '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZ99999999"><v>1</v></c></row>',
    "columns without a place": f'<row r="1">{"<c><v>1</v></c>" * 17_000}</row>',
    "rows without a place": f'<row r="1048570"><c r="A1048570"><v>1</v></c></row>{"<row><c><v>1</v></c></row>" * 9}'
    '<row r="1"><c r="Z1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR.keys())
def test_a_cell_far_away_is_not_laid_out_however_it_is_written(rows):
    assert "strekker seg over" in fault(with_sheet(rows))


def test_a_cell_far_away_is_found_under_a_prefix_and_in_a_part_of_any_name():
    rows = FAR["plain"].replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert "strekker seg over" in fault(repack(make_workbook(), {"xl/worksheets/sheet1.xml": sheet}))
    relations = zipfile.ZipFile(io.BytesIO(make_workbook())).read("xl/_rels/workbook.xml.rels")
    moved = {
        "xl/_rels/workbook.xml.rels": re.sub(rb"worksheets/sheet1.xml", b"theme/ark.dat", relations),
        "xl/theme/ark.dat": make_sheet(FAR["plain"]),
    }
    assert "strekker seg over" in fault(repack(make_workbook(), moved))


def test_many_sheets_are_counted_together():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c r="J999999"><v>1</v></c></row>'
    parts = {f"xl/worksheets/sheet{number}.xml": make_sheet(rows) for number in range(1, 4)}
    assert "strekker seg over" in fault(repack(make_workbook(), parts))


def test_one_long_text_in_very_many_cells_is_not_copied_for_each():
    strings = f'<?xml version="1.0"?><sst xmlns="{MAIN}"><si><t>{"x" * 1_000_000}</t></si></sst>'
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_000))
    parts = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": make_sheet(rows)}
    assert "millioner tegn" in fault(repack(make_workbook(), parts))
    hidden = make_sheet(rows.replace("<v>0", "<v><!-- -->0").replace('t="s"', "t='s'"))
    assert "millioner tegn" in fault(repack(make_workbook(), {**parts, "xl/worksheets/sheet1.xml": hidden}))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
FETCHED = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'
LAUGHING = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'


@pytest.mark.parametrize("declared", [BILLION, FETCHED], ids=["billion laughs", "a file from elsewhere"])
def test_entities_are_never_expanded(declared):
    told = "inneholder XML med egne definisjoner"
    assert told in fault(with_sheet(LAUGHING, before=declared))
    assert told in fault(make_ods(f"<table:table-row>{ods_cell('&l9;')}</table:table-row>", before=declared))
    for encoding in ("utf-16", "utf-16-le", "utf-7"):
        sheet = make_sheet(LAUGHING, before=declared).replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding)
        assert told in fault(repack(make_workbook(), {"xl/worksheets/sheet1.xml": sheet}))


def test_the_parsers_are_immune_even_without_the_check():
    """Belt and braces: calamine gives no expanded text when it meets the file unchecked."""
    from python_calamine import CalamineWorkbook

    row = f"<table:table-row>{ods_cell('&l9;')}</table:table-row>"
    for content in (with_sheet(LAUGHING, before=BILLION), make_ods(row, before=BILLION)):
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            text = str(workbook.get_sheet_by_index(0).to_python())
        except Exception:
            continue
        assert len(text) < 100


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("x", 16_384)}</table:table-row>',
        f"<table:table-row>{ods_cell('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="1000"/>{ods_cell("x")}</table:table-row>',
        f'<table:table-row table:number-rows-repeated="99999999999999999999">{ods_cell("x")}</table:table-row>',
        f'<table:table-row table:number-rows-repeated="2000">{ods_cell("x" * 1_000_000, 2)}</table:table-row>',
    ],
    ids=["every cell", "far away", "beyond numbers", "a long text"],
)
def test_what_is_repeated_in_a_spreadsheet_of_openoffice_is_counted_first(rows):
    assert "strekker seg over" in (told := fault(make_ods(rows))) or "millioner tegn" in told


def test_empty_rows_repeated_to_the_end_are_no_rows():
    rows = (
        f"<table:table-row>{ods_cell('id')}{ods_cell('Svar')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read(make_ods(rows))[0] == [["id", "Svar"]]


def make_ole(stream, name="Workbook"):
    """A container with one large stream: header, table, folder, stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n_sectors = len(stream) // 512
    n_tables = -(-(n_sectors + 40) // 128)
    table = [0xFFFFFFFD] * n_tables + [0xFFFFFFFE]
    table += [*range(n_tables + 2, n_tables + 1 + n_sectors), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (n_tables * 128 - len(table))

    def entry(called, kind, start, size):
        written = called.encode("utf-16-le")
        return (
            written.ljust(64, b"\0")
            + struct.pack("<HBB12s", len(written) + 2, kind, 1, b"\xff" * 12)
            + bytes(36)
            + struct.pack("<IIxxxx", start, size)
        )

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, n_tables + 1, len(stream))
    header = (
        OLE_MAGIC
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, n_tables, n_tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
        )[:52]
    )
    header = header[:76] + struct.pack("<109I", *[*range(n_tables), *[0xFFFFFFFF] * (109 - n_tables)])
    return header + struct.pack(f"<{len(table)}I", *table) + folder.ljust(512, b"\0") + stream


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def number_at(row, column):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


BOF = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))


def test_an_old_workbook_with_cells_far_away_in_many_sheets_is_not_laid_out():
    stream = b"".join(BOF + number_at(0, 0) + number_at(65_535, 255) for _ in range(3))
    content = make_ole(BOF + stream)
    assert read_streams(content, ("Workbook",))["Workbook"].startswith(BOF)
    assert "strekker seg over 65536 rader og 256 kolonner" in fault(content)


def test_a_sheet_that_says_it_is_huge_is_not_given_the_room():
    """The parser would ask for hundreds of gigabytes, be refused, and take the whole program with it."""
    stream = BOF + BOF + record(0x0200, struct.pack("<IIHHH", 0, 0x2A000003, 0, 3, 0)) + number_at(0, 0)
    assert "strekker seg over" in fault(make_ole(stream))
    turned = BOF + BOF + record(0x0200, struct.pack("<IIHHH", 0x40000, 1, 0, 2, 0)) + number_at(0, 0)
    assert "ødelagt" in fault(make_ole(turned))
    content = make_xlsb({0: {0: "x"}})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.bin")
    said = struct.pack("<IIII", 0, 0, 0, 1)
    huge = sheet.replace(said, struct.pack("<IIII", 0, 0xFFFF0000, 0, 1))
    assert sheet != huge and "strekker seg over" in fault(repack(content, {"xl/worksheets/sheet1.bin": huge}))
    rows = '<row r="1"><c r="A1"><v>7</v></c></row>'
    xml = make_sheet(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert read(repack(make_workbook(), {"xl/worksheets/sheet1.xml": xml}))[0] == [["7"]]


def test_an_old_workbook_with_one_long_text_in_very_many_cells_is_not_laid_out():
    strings = struct.pack("<IIHB", 40_000, 1, 60_000, 0)
    shared = record(0x00FC, strings + b"x" * 8_000) + record(0x003C, b"\0" + b"x" * 52_000)
    cells = b"".join(record(0x00FD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(40_000))
    assert "millioner tegn" in fault(make_ole(BOF + shared + BOF + cells))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (make_ole(BOF + record(0x002F, bytes(6))), "låst med passord"),
        (make_ole(b"", "EncryptedPackage"), "låst med passord"),
        (make_ole(b"", "WordDocument"), "gamle Office-formatet"),
        (make_ole(BOF)[:700], "Office-formatet"),
        (make_ole(BOF + b"\xff" * 500), "ødelagt"),
        (OLE_MAGIC + b"\xff" * 4_000, "Office-formatet"),
    ],
    ids=["locked xls", "locked xlsx", "doc", "cut", "noise", "no container"],
)
def test_an_old_office_file_that_cannot_be_read_is_a_clear_fault(content, told):
    assert told in fault(content)


def test_a_package_that_grows_or_holds_two_of_the_same_is_refused():
    bomb = repack(make_workbook(), {"xl/media/a.bin": bytes(60 << 20)})
    assert "mer enn det er trygt å lese" in fault(bomb)
    twice = io.BytesIO(make_workbook())
    with zipfile.ZipFile(twice, "a") as package, pytest.warns(UserWarning):
        package.writestr("xl/worksheets/sheet1.xml", "<x/>")
    assert "ødelagt" in fault(twice.getvalue())
    many = repack(make_workbook(), {f"xl/media/{number}": b"" for number in range(10_001)})
    assert "mer enn det er trygt å lese" in fault(many)
    locked = bytearray(make_workbook())
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "låst med passord" in fault(bytes(locked))


def test_a_damaged_byte_is_found_by_its_sum():
    content = bytearray(repack(make_workbook(), {}, zipfile.ZIP_STORED))
    at = content.find(b"<sheetData>")
    content[at + 30] ^= 1
    assert "ødelagt" in fault(bytes(content))


@pytest.mark.parametrize("kind", ["odt", "odp", "pptx"])
def test_other_office_files_are_named_with_the_cure(kind):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        if kind == "pptx":
            package.writestr("ppt/presentation.xml", "<x/>")
        else:
            ending = "text" if kind == "odt" else "presentation"
            package.writestr("mimetype", f"application/vnd.oasis.opendocument.{ending}")
            package.writestr("content.xml", "<x/>")
    assert f"er en .{kind}-fil, som ikke leses" in fault(held.getvalue())


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx", "xlsb"])
def test_a_workbook_with_a_byte_or_a_piece_wrong_is_read_or_a_clear_fault(kind):
    """The parser panics at some of these, which is no Exception in Python: it must not get past the reader."""
    draw = random.Random(2026)
    made = {"xlsx": make_workbook, "xlsb": lambda: make_xlsb({0: {0: "id", 1: "Svar"}, 1: {0: "1", 1: "lys"}})}
    whole = made[kind]() if kind in made else (SAMPLES / f"verksted.{kind}").read_bytes()
    for _ in range(150):
        content = damage(whole, draw) if kind == "xls" else damage_a_part(whole, draw)
        try:
            check_office_file(content, "svar")
            read_workbook(content, "svar")
        except ReadError as error:
            assert str(error).startswith("svar: ")


def damage(content, draw):
    held = bytearray(content)
    for _ in range(draw.choice((1, 2, 10))):
        place = draw.randrange(len(held))
        held[place : place + draw.choice((1, 1, 4))] = draw.randbytes(draw.choice((0, 1, 1, 4)))
    return bytes(held)


def damage_a_part(content, draw):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = draw.choice([name for name in package.namelist() if package.read(name)])
        return repack(content, {name: damage(package.read(name), draw)})
