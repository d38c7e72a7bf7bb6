"""Bad documents and zip files."""

import io
import re
import struct
import zipfile

import pytest

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
    PARAMETER,
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
    make_ole,
    repack,
)


def paragraph_xml(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(depth):
    open_, close = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return open_ * depth + paragraph_xml("Innerst er lys i gata") + close * depth


SAID = ("Lys i gata hos oss", "Buss om kvelden også")
NOTES = document(*SAID)
MAIN_PART = "word/document.xml"


def either(content, name="notat.docx"):
    return survive(content, name=name)


def word(content, *told, **settings):
    return refuse(content, *told, name="notat.docx", **settings)


def read_word(content, *heard, **settings):
    return hear(content, *(heard or SAID), name="notat.docx", **settings)


DOCUMENTS = {
    **{
        f"a document cut after {share} %": word(NOTES[: len(NOTES) * share // 100], "ødelagt")
        for share in (2, 50, 90, 99)
    },
    "a document never closed": word(repack(NOTES, {MAIN_PART: part(NOTES, MAIN_PART)[:-80]}), "ødelagt"),
    "a document without a body": either(
        repack(NOTES, {MAIN_PART: re.sub(rb"<w:body>.*</w:body>", b"", part(NOTES, MAIN_PART), flags=re.S)})
    ),
    "a document with another root": either(repack(NOTES, {MAIN_PART: b"<x/>"})),
    "a document with no bytes": either(repack(NOTES, {MAIN_PART: b""})),
    "a document without its document": word(without(NOTES, MAIN_PART)),
    "a document without content types": either(without(NOTES, "[Content_Types].xml")),
    "a document without styles": either(without(NOTES, "word/styles.xml")),
    "a document without relations": either(without(NOTES, "_rels/.rels")),
    "a document with billion laughs": word(declare(NOTES, MAIN_PART, BILLION), "egne definisjoner"),
    "a document with a file from elsewhere": word(declare(NOTES, MAIN_PART, FETCHED), "egne definisjoner"),
    "a document with billion laughs in its styles": word(
        declare(NOTES, "word/styles.xml", BILLION), "egne definisjoner"
    ),
    "a document with fetched definitions in its settings": word(
        declare(NOTES, "word/settings.xml", PARAMETER), "egne definisjoner"
    ),
    "tables in tables": read_word(document(*SAID, body=nested(40)), *SAID, "Innerst er lys i gata"),
    "tables in tables without end": either(lambda: document(*SAID, body=nested(3_000))),
    "changes in changes without end": either(
        lambda: document(
            *SAID, body="<w:sdt><w:sdtContent>" * 2_000 + paragraph_xml("Innerst") + "</w:sdtContent></w:sdt>" * 2_000
        )
    ),
    "fifty thousand runs": read_word(
        lambda: document(*SAID, body="<w:p>" + "<w:r><w:t>lys </w:t></w:r>" * 50_000 + "</w:p>"),
        *SAID,
        ("lys " * 50_000).strip(),
        slow=True,
    ),
    "a million characters": read_word(
        lambda: document(*SAID, body=paragraph_xml("lys i gata " * 90_000)), *SAID, ("lys i gata " * 90_000).strip()
    ),
    "ten thousand paragraphs": Case(
        {"notat.docx": lambda: document(*SAID, body="<w:p><w:r><w:t>Lys i gata</w:t></w:r></w:p>" * 10_000)},
        heard=SAID,
        only=False,
        source="notat.docx",
    ),
    "a cell over a billion columns": read_word(
        document(
            *SAID,
            body='<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999999"/></w:tcPr>'
            + paragraph_xml("Benk ved elva")
            + "</w:tc></w:tr></w:tbl>",
        ),
        *SAID,
        "Benk ved elva",
    ),
    "a cell over no number of columns": read_word(
        document(
            *SAID,
            body='<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="²"/></w:tcPr>'
            + paragraph_xml("Benk ved elva")
            + "</w:tc></w:tr></w:tbl>",
        ),
        *SAID,
        "Benk ved elva",
    ),
    "a table without cells": read_word(document(*SAID, body="<w:tbl/><w:tbl><w:tr/></w:tbl>")),
    "a part of another format": read_word(
        document(
            *SAID,
            body='<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships" r:id="rId99"/>',
        )
    ),
    "comments only": Case(
        {
            "notat.docx": repack(
                document(),
                {
                    "word/comments.xml": f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="1">'
                    f"{paragraph_xml('Husk denne')}</w:comment></w:comments>"
                },
            )
        },
        source="notat.docx",
        note=("1 kommentarer i margen er ikke lest",),
    ),
    "no paragraphs": Case({"notat.docx": document()}, source="notat.docx", note=("fant ingen lapper",)),
    "a document that grows": word(lambda: repack(NOTES, {"word/media/a.png": bytes(60 << 20)}), UNSAFE),
    "a page called .docx": word("<!DOCTYPE html><html><body>Logg inn</body></html>", "nettside"),
    "an old document called .docx": word(make_ole(b"", "WordDocument"), "gamle Office-formatet"),
    "a locked document": word(make_ole(b"", "EncryptedPackage"), "låst med passord"),
    "a link to nowhere": either(change(NOTES, "word/_rels/document.xml.rels", b"styles.xml", b"borte.xml")),
}

INNER = TABLE.encode()


def archive(files, *told, **settings):
    return refuse(zip_of(files) if isinstance(files, dict) else files, *told, name="svar.zip", **settings)


def read_archive(files, source, *heard, **settings):
    content = zip_of(files) if isinstance(files, dict) else files
    return Case({"svar.zip": content}, **{"heard": heard or WORDS, "source": f"svar.zip/{source}", **settings})


def flag(content, bits):
    """The same zip file with a mark on each member in the central directory."""
    held = bytearray(content)
    place = held.find(b"PK\x01\x02")
    while place >= 0:
        held[place + 8] |= bits
        place = held.find(b"PK\x01\x02", place + 4)
    return bytes(held)


def cp437(name):
    """A zip file from an old program: the name's bytes are those of DOS and nothing tells it."""
    content = zip_of({"x" * len(name.encode("cp437")): INNER})
    return content.replace(b"x" * len(name.encode("cp437")), name.encode("cp437"))


def linked():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("svar.csv", INNER)
        told = zipfile.ZipInfo("lenke.csv")
        told.external_attr = 0o120777 << 16
        package.writestr(told, "/etc/passwd")
    return held.getvalue()


OUTSIDE = ("../ut.csv", "a/../../ut.csv", "/etc/ut.csv", "C:/ut.csv", "..\\ut.csv", "\\\\server\\ut.csv")
ARCHIVES = {
    **{f"a path out: {name}": archive({"svar.csv": INNER, name: INNER}, "sti ut av zip-filen") for name in OUTSIDE},
    "a locked zip file": archive(flag(zip_of({"svar.csv": INNER}), 1), "låst med passord"),
    "a way of packing nobody knows": archive(
        zip_of({"svar.csv": INNER}).replace(struct.pack("<HHH", 20, 0, 8), struct.pack("<HHH", 20, 0, 99))
    ),
    "a zip file in a zip file": Case(
        {"svar.zip": zip_of({"svar.csv": INNER, "indre.zip": zip_of({"mer.csv": INNER})})},
        refused=True,
        told=("svar.zip/svar.csv (3 svar)", "Pakk den ut"),
        source="svar.zip/indre.zip",
    ),
    "two thousand files": archive({f"{number}.csv": INNER for number in range(2_000)}, "mer enn 1000"),
    "a name twice": archive(twice(zip_of({"svar.csv": INNER}), "svar.csv"), "ødelagt"),
    "names that differ in case": archive({"svar.csv": INNER, "SVAR.csv": b"nr;Hva trenger du?\n1;Lys\n"}),
    "a file that grows": archive(lambda: zip_of({"svar.csv": bytes(60 << 20)}), UNSAFE),
    "many files that grow": archive(
        lambda: zip_of({f"{n}.csv": b" " * (8 << 20) for n in range(20)}), UNSAFE, slow=True
    ),
    "a zip file with a size that is too small": archive(patch_sizes(zip_of({"svar.csv": INNER}), 10)),
    "names of DOS": read_archive(cp437("spørsmål.csv".replace("ø", "å")), "spårsmål.csv"),
    "names composed otherwise": read_archive({"spo\u0308rsma\u030al.csv": INNER}, "sp\u00f6rsmål.csv"),
    "a name composed both ways": Case(
        {"svar.zip": zip_of({"a\u030a.csv": INNER, "\u00e5.csv": "nr;Hva trenger du?\n1;Lys i gata hos oss\n"})},
        heard=(*WORDS, "Lys i gata hos oss"),
        source="svar.zip/\u00e5.csv",
    ),
    "a zip file with nothing in it": archive({}),
    "a zip file with folders only": archive({"mappe/": b"", "mappe/under/": b""}),
    "a zip file with hidden files only": archive({".skjult.csv": INNER, "__MACOSX/._a.csv": INNER}),
    "a link in a zip file": survive(linked(), name="svar.zip", source="svar.zip/svar.csv"),
    "a zip file cut": archive(zip_of({"svar.csv": INNER})[:-30], "ødelagt"),
    "a zip file with a byte turned": archive(
        zip_of({"svar.csv": INNER}, zipfile.ZIP_STORED).replace(b"Trygg", b"Trugg"), "ødelagt"
    ),
    "a zip file with a broken file in it": Case(
        {"svar.zip": zip_of({"svar.csv": INNER, "bok.xlsx": BOOK[:900]})},
        refused=True,
        told=("svar.zip/svar.csv (3 svar)",),
        source="svar.zip/bok.xlsx",
    ),
    "a zip file with a workbook in it": read_archive({"bok.xlsx": BOOK}, "bok.xlsx"),
    "a name of five thousand signs": read_archive({"a/" * 2_400 + "svar.csv": INNER}, "a/" * 2_400 + "svar.csv"),
    "a name with signs nobody sees": read_archive({"sv\u202ear.csv": INNER}, "sv\\u202ear.csv"),
    "a text called .zip": archive(TABLE.encode(), "ødelagt"),
    "a zip file called .csv": Case({"svar.csv": zip_of({"svar.csv": INNER})}, heard=WORDS, source="svar.csv/svar.csv"),
    "a zip file left out in part": Case(
        {"svar.zip": zip_of({"svar.csv": INNER, "bok.xlsx": BOOK[:900]})},
        heard=WORDS,
        source="svar.zip/svar.csv",
        settings={"leave_out": ["svar.zip/bok.xlsx"]},
    ),
}


@pytest.mark.parametrize("case", parameters(DOCUMENTS, ARCHIVES))
def test_a_bad_package_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
