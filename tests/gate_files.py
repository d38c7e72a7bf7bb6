"""Finished files with a text planted in one place, seen or unseen, of every format the gate reads."""

import base64
import io
import json
import struct
import zipfile
import zlib

import docx
import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.innspill.test_workbooks import repack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_xlsx(text, where):
    """A workbook where `text` stands in one place only."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet("Behov")
    page.write_string(0, 0, "Overskrift")
    page.write_string(1, 0, "Lys på skoleveien")
    if where == "celle":
        page.write_string(3, 3, text)
    elif where == "skjult ark":
        book.add_worksheet("Skjult").write_string(4, 1, text)
        book.get_worksheet_by_name("Skjult").very_hidden()
    elif where == "arknavn":
        book.add_worksheet(text[:31])
    elif where == "merknad":
        page.write_comment("A1", text)
    elif where == "merknadens forfatter":
        page.write_comment("A1", "hei", {"author": text})
    elif where == "egenskap":
        book.set_properties({"keywords": text})
    elif where == "egen egenskap":
        book.set_custom_property("Kontakt", text)
    elif where == "topptekst":
        page.set_header(f"&L{text}&C&P")
    elif where == "rik tekst":
        half = len(text) // 2
        page.write_rich_string("C3", "se ", book.add_format({"bold": True}), text[:half], text[half:] + " her")
    elif where == "tabell":
        page.add_table("C3:D5", {"columns": [{"header": text}, {"header": "n"}], "description": "tall"})
    elif where == "lenke":
        page.write_url("C3", "internal:Behov!A1", string="til", tip=text)
    elif where == "validering":
        page.data_validation("C3", {"validate": "list", "source": ["ja", "nei"], "input_message": text})
    elif where == "formel":
        page.write_formula("C3", f'=IF(A1="x","{text}","")', value="")
    elif where == "formelens svar":
        page.write_formula("C3", '="a"&B1', value=text)
    elif where == "figur":
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"name": text, "values": "=Behov!$B$2:$B$3"})
        page.insert_chart("D5", chart)
    elif where == "figurens lagrede tekst":
        page.write_column("C3", [text, "annet"])
        page.write_column("D3", [1, 2])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"categories": "=Behov!$C$3:$C$4", "values": "=Behov!$D$3:$D$4"})
        page.insert_chart("D5", chart)
    elif where == "figurens beskrivelse":
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Behov!$B$2:$B$3"})
        page.insert_chart("D5", chart, {"description": text})
    elif where == "tekstboks":
        page.insert_textbox("D5", text)
    elif where == "bilde":
        page.insert_image("D5", "x.png", {"image_data": io.BytesIO(make_png(text))})
    book.close()
    content = held.getvalue()
    if where == "foreldreløs tekst":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            shared = package.read("xl/sharedStrings.xml").decode()
        content = repack(
            content, {"xl/sharedStrings.xml": shared.replace("</sst>", f"<si><t>{text}</t></si></sst>").encode()}
        )
    if where == "definert navn":
        content = _save(content, lambda made: made.defined_names.add(DefinedName("Kontakt", attr_text=f'"{text}"')))
    if where == "tekst i cellen":
        sheet = (
            '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f'<row r="2"><c r="B2" t="inlineStr"><is><r><t>{text[:4]}</t></r><r><t>{text[4:]}</t></r></is></c></row>'
            "</sheetData></worksheet>"
        )
        content = repack(content, {"xl/worksheets/sheet1.xml": sheet.encode()})
    return content


XLSX_PLACES = (
    "celle", "skjult ark", "arknavn", "merknad", "merknadens forfatter", "egenskap", "egen egenskap", "topptekst",
    "rik tekst", "tabell", "lenke", "validering", "formel", "formelens svar", "figur", "figurens lagrede tekst",
    "figurens beskrivelse", "tekstboks", "bilde", "foreldreløs tekst", "definert navn", "tekst i cellen",
)  # fmt: skip


def _save(content, change):
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def annotate(content, comment="", author="", title=""):
    """A workbook with a comment on A1 and properties, as a user may leave them."""

    def change(book):
        if comment:
            book.worksheets[0]["A1"].comment = Comment(comment, author or "x")
        book.properties.creator, book.properties.title = author, title

    return _save(content, change)


def make_docx(text, where):
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Lys på skoleveien")
    if where == "avsnitt":
        document.add_paragraph(f"Ring {text} i dag")
    elif where == "biter":
        paragraph = document.add_paragraph("Ring ")
        for letter in text:
            paragraph.add_run(letter).bold = letter in "aeiou"
    elif where == "tabell":
        document.add_table(1, 2).cell(0, 1).text = text
    elif where == "topptekst":
        document.sections[0].header.paragraphs[0].text = text
    elif where == "bunntekst":
        document.sections[0].footer.paragraphs[0].text = text
    elif where == "egenskap":
        document.core_properties.author = text
    elif where == "merknad":
        document.add_comment(document.paragraphs[0].runs, text=text, author="a", initials="a")
    elif where == "slettet tekst":
        paragraph = document.add_paragraph("Ring")._p
        paragraph.append(docx.oxml.parse_xml(f'<w:del xmlns:w="{W}"><w:r><w:delText>{text}</w:delText></w:r></w:del>'))
    elif where == "alternativ tekst":
        document.add_picture(io.BytesIO(make_png("")))
        document.inline_shapes[0]._inline.docPr.set("descr", text)
    document.save(held)
    content = held.getvalue()
    if where != "avsnitt":  # there the styles of the library, which are long, are searched too
        content = repack(content, dict.fromkeys(("word/styles.xml", "word/stylesWithEffects.xml"), b"<styles/>"))
    if where == "fotnote":
        note = (
            f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        )
        content = repack(content, {"word/footnotes.xml": note.encode()})
    return content


DOCX_PLACES = (
    "avsnitt", "biter", "tabell", "topptekst", "bunntekst", "egenskap", "merknad", "slettet tekst", "alternativ tekst",
    "fotnote",
)  # fmt: skip


def make_png(text):
    """A picture of one dot with a packed text beside it."""

    def chunk(kind, held):
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    dot = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0"))
    words = chunk(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(text.encode())) if text else b""
    return b"\x89PNG\r\n\x1a\n" + dot + words + chunk(b"IEND", b"")


def make_notebook(text, where):
    png = base64.encodebytes(make_png(text)).decode()
    outputs = {
        "kode": {},
        "utskrift": {"output_type": "stream", "name": "stdout", "text": ["svar\n", f"{text}\n"]},
        "delt utskrift": {"output_type": "stream", "name": "stdout", "text": [f"{text[:6]}", f"{text[6:]}\n"]},
        "tabell": {"output_type": "display_data", "data": {"text/html": [f"<td>{text[:6]}<b>{text[6:]}</b></td>"]}},
        "bilde": {"output_type": "display_data", "data": {"image/png": png}},
        "svg": {"output_type": "display_data", "data": {"image/svg+xml": f"<svg><!-- {text} --></svg>"}},
        "feil": {"output_type": "error", "ename": "E", "evalue": text, "traceback": []},
    }
    cell = {"cell_type": "code", "source": [f"x = '{text}'"] if where == "kode" else [], "metadata": {}}
    cell["outputs"] = [outputs[where]] if where in outputs else []
    if where == "vedlegg":
        cell["attachments"] = {"a.png": {"image/png": png}}
    about = {"authors": [{"name": text}]} if where == "metadata" else {}
    return json.dumps({"cells": [cell], "metadata": about, "nbformat": 4, "nbformat_minor": 5}).encode()


NOTEBOOK_PLACES = (
    "kode", "utskrift", "delt utskrift", "tabell", "bilde", "svg", "feil", "vedlegg", "metadata",
)  # fmt: skip


def make_texts(text):
    """name -> content: the text in plain and marked-up files, as people and programs write it."""
    half = len(text) // 2
    first, rest = text[:half], text[half:]
    split = f"{first}<i>{rest}</i>"
    script = json.dumps({"a": [text]})
    packed = base64.b64encode(f"<p>{text}</p>".encode()).decode()
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as package:
        package.writestr("mappe/innspill.csv", f"id;tekst\n1;Ring {text}\n")
    return {
        "rett.txt": f"Ring {text} i dag".encode(),
        "utf-16.txt": f"Ring {text} i dag".encode("utf-16"),
        "uten merke.txt": f"Ring {text} i dag, og så en gang til".encode("utf-16-le"),
        "windows.txt": f"Ring {text} på Ås".encode("cp1252"),
        "linjer.md": f"Ring {text.replace(' ', chr(10), 1)} i dag".encode(),
        "tabell.csv": f'id;tekst\n1;"Ring\n{text}"\n'.encode("utf-8-sig"),
        "overskrift.tsv": f"id\t{text}\n1\tx\n".encode(),
        "logg.log": f"2026-06-01 INFO {text}\n".encode(),
        "verdi.json": json.dumps({"a": {"b": [1, {"c": text}]}}).encode(),
        "nøkkel.json": json.dumps({"a": {text: 1}}).encode(),
        "rett.html": f"<html><body><p>Ring {text}</p></body></html>".encode(),
        "delt.html": f"<p>Ring {split}</p>".encode(),
        "entiteter.html": ("<p>" + "".join(f"&#{ord(letter)};" for letter in text) + "</p>").encode(),
        "alt.html": f'<img alt="{text}" src="x.png">'.encode(),
        "merknad.html": f"<p>a</p><!-- {text} -->".encode(),
        "skript.html": f"<script>const x = {script};</script>".encode(),
        "lenke.html": f'<a href="?q={text.replace(" ", "%20").replace("ø", "%C3%B8")}">x</a>'.encode(),
        "data.html": f'<iframe src="data:text/html;base64,{packed}"></iframe>'.encode(),
        "bilde.html": f'<img src="data:image/png;base64,{base64.b64encode(make_png(text)).decode()}">'.encode(),
        "figur.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{first}<tspan>{rest}</tspan></text></svg>'.encode(),
        "tittel.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {text} --><path d="M 1 2"/></svg>'.encode(),
        "bilde.png": make_png(text),
        "pakke.zip": zipped.getvalue(),
    }
