"""Packages to damage: workbooks, documents and zip files, and what is done to them."""

import io
import warnings
import zipfile

import docx

from tests.innspill.hostile import WORDS
from tests.innspill.test_workbooks import make_workbook, repack

HEADERS = ["nr", "Hva trenger du?"]
ROWS = [[number, text] for number, text in enumerate(WORDS, start=11)]
BOOK = make_workbook(HEADERS, *ROWS)
UNSAFE = "mer enn det er trygt å lese"
QUADRATIC = f'<!DOCTYPE x [<!ENTITY l9 "{"ha" * 5_000}">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % d SYSTEM "http://eksempel.invalid/x.dtd"> %d;]>'


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def change(content, name, old, new):
    held = part(content, name)
    assert old in held, (name, held[:400])
    return repack(content, {name: held.replace(old, new)})


def without(content, name):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return held.getvalue()


def declare(content, name, declared):
    """A part with definitions of its own after its first line."""
    xml = part(content, name)
    at = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return repack(content, {name: xml[:at] + declared.encode() + xml[at:]})


def twice(content, name):
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(name, "<x/>")
    return held.getvalue()


def document(*paragraphs, body=""):
    held = io.BytesIO()
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(held)
    return (
        change(held.getvalue(), "word/document.xml", b"<w:sectPr", body.encode() + b"<w:sectPr")
        if body
        else held.getvalue()
    )
