"""Notes: votes, tables, headings and tables of Markdown, and what of a Word document is a voice."""

import io
import time
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from insight.errors import ReadError
from insight.innspill.notes import Line, count_attendance, find_notes, read_text_lines, split_votes
from insight.innspill.word import read_word_lines, tell_unread

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read_text(text):
    notes, n_attendance = find_notes(read_text_lines(text))
    return [(note.heading, note.text, note.votes) for note in notes], n_attendance


def save(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def read_word(document):
    notes, n_attendance = find_notes(read_word_lines(save(document), "verksted.docx"))
    return [(note.heading, note.text, note.votes) for note in notes], n_attendance


@pytest.mark.parametrize(
    ("written", "votes"),
    [
        ("●●●", 3),
        ("• • •", 3),
        ("🔴🔴", 2),
        ("⚫️⚫️⚫️⚫️", 4),
        ("★★", 2),
        ("(3 prikker)", 3),
        ("(1 prikk)", 1),
        ("(4 røyster)", 4),
        ("– 12 stemmer", 12),
        ("|||", 3),
        ("IIII II", 6),
        ("IIIIII", 6),
        ("||||| |||", 8),
        ("×2", 2),
        ("+12", 12),
    ],
)
def test_votes_of_every_mark_are_taken_off(written, votes):
    assert split_votes(f"Bedre lys på skoleveien {written}") == ("Bedre lys på skoleveien", votes)


@pytest.mark.parametrize(
    "text",
    [
        "Vi fikk 3 stemmer",
        "Byggetrinn II",
        "Åpent 16-20",
        "Bruk C++",
        "Klasse A+",
        "Rv. 7 og Fv. 12",
        "●●●",
        "Pris 3/4",
        "",
    ],
)
def test_words_that_only_look_like_votes_stay(text):
    assert split_votes(text) == (text, 0)


def test_a_very_long_note_is_read_at_once():
    began = time.perf_counter()
    for text in ("I " * 50_000, "• " * 50_000, "+" * 100_000, "a |" * 30_000, "IIII " * 20_000):
        split_votes(text)
        read_text(text)
    assert time.perf_counter() - began < 2


def test_a_note_after_the_number_of_its_table_is_a_voice():
    text = "# Hva mangler?\nBord 3:\nBord 2: Solsida\n"
    text += "Bord 3: mer lys ved skolen\nGruppe B – vi vil ha buss\n7 deltakere til stede\n"
    assert read_text(text) == (
        [("Hva mangler?", "mer lys ved skolen", 0), ("Hva mangler?", "vi vil ha buss", 0)],
        3,
    )


def test_people_in_a_note_are_not_attendance():
    said = "3 deltakere sa at bussen er dyr"
    assert read_text(f"- {said}\n- 200 personer mangler lege\n")[0] == [
        ("", said, 0),
        ("", "200 personer mangler lege", 0),
    ]


def test_attendance_is_told_and_is_no_voice():
    lines = [
        Line(1, "7 deltakere"),
        Line(2, "Antall deltakere: 12"),
        Line(3, "Dato: 3.2.2026"),
        Line(4, "Oppmøte: ca. 40"),
    ]
    assert count_attendance(lines) == [7, 12, 40]


def test_markdown_tables_tasks_quotes_and_bold_words():
    text = (
        "## Bord og benker\n\n"
        "| Behov | Forslag |\n|:------|--------:|\n| Hvile på vei til butikken | **Benk** ved elva x3 |\n"
        "| Le for regnet | |\n\n"
        "- [ ] Lys i parken\n- [x] Flere **trygge** gangfelt\n> Det er mørkt om kvelden\n***\n1. Buss\n"
    )
    assert read_text(text)[0] == [
        ("Behov", "Hvile på vei til butikken", 0),
        ("Forslag", "Benk ved elva", 3),
        ("Behov", "Le for regnet", 0),
        ("Bord og benker", "Lys i parken", 0),
        ("Bord og benker", "Flere trygge gangfelt", 0),
        ("Bord og benker", "Det er mørkt om kvelden", 0),
        ("Bord og benker", "Buss", 0),
    ]


def test_rows_of_a_table_without_headings_are_notes():
    assert read_text("Tema:\n| lys | buss |\n| benk | |\n")[0] == [
        ("Tema", "lys", 0),
        ("Tema", "buss", 0),
        ("Tema", "benk", 0),
    ]


def test_a_word_table_with_joined_and_repeated_headings():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Behov"
    table.rows[0].cells[2].text = "Forslag"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {WORD}/>"))
    for cell, text in zip(table.rows[1].cells, ("Lys", "Ro", "Benk"), strict=True):
        cell.text = text
    inner = table.rows[1].cells[2].add_table(rows=1, cols=1)
    inner.rows[0].cells[0].text = "Nattbuss ●●"
    assert read_word(document)[0] == [
        ("Behov", "Lys", 0),
        ("", "Ro", 0),
        ("Forslag", "Benk", 0),
        ("Forslag", "Nattbuss", 2),
    ]


def test_what_was_struck_moved_or_hidden_is_no_voice():
    document = docx.Document()
    body = document.add_paragraph("Vi trenger ")._p
    for tag, text in (("del", "lite "), ("moveFrom", "buss "), ("ins", "lys"), ("moveTo", " og benk")):
        inner = "delText" if tag == "del" else "t"
        body.append(
            parse_xml(f'<w:{tag} {WORD}><w:r><w:{inner} xml:space="preserve">{text}</w:{inner}></w:r></w:{tag}>')
        )
    document.add_paragraph("skjult merknad").runs[0].font.hidden = True
    assert read_word(document)[0] == [("", "Vi trenger lys og benk", 0)]


def test_comments_are_told_and_not_read():
    document = docx.Document()
    paragraph = document.add_paragraph("Bedre lys på skoleveien")
    document.add_comment(paragraph.runs, text="dette er allerede vedtatt", author="Referent", initials="R")
    assert [text for _, text, _ in read_word(document)[0]] == ["Bedre lys på skoleveien"]
    assert tell_unread(save(document)) == "1 kommentarer i margen er ikke lest"
    assert tell_unread(save(docx.Document())) == ""


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def with_document(xml):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(save(docx.Document()))) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return held.getvalue()


def make_body(text, before=""):
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0"?>{before}<w:document {WORD}>{body}</w:document>'


@pytest.mark.parametrize(
    "declared",
    [f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>', '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_in_a_document_are_never_expanded(declared, encoding):
    xml = make_body("&l9;", declared).replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding)
    with pytest.raises(ReadError, match="XML med egne definisjoner"):
        read_word_lines(with_document(xml), "verksted.docx")


def test_python_docx_does_not_expand_entities_itself():
    """Belt and braces: if this fails, the check above is all that stands between us and a file from elsewhere."""
    xml = make_body("&l9;", '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname"><!ENTITY l8 "ha">]>')
    document = docx.Document(io.BytesIO(with_document(xml)))
    assert [paragraph.text for paragraph in document.paragraphs] == [""]


@pytest.mark.parametrize("depth", [100, 5_000])
def test_a_document_nested_without_end_is_read_or_a_clear_fault(depth):
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "</w:tc></w:tr></w:tbl>" * depth
    xml = f'<?xml version="1.0"?><w:document {WORD}><w:body>{opened}<w:p/>{closed}</w:body></w:document>'
    try:
        assert read_word_lines(with_document(xml), "verksted.docx") == []
    except ReadError as error:
        assert str(error).startswith("verksted.docx: Word-dokumentet er ødelagt")


def test_a_long_document_is_read_in_seconds():
    body = "".join(f"<w:p><w:r><w:t>Lapp {number}</w:t></w:r></w:p>" for number in range(20_000))
    began = time.perf_counter()
    lines = read_word_lines(with_document(make_body("Tema").replace("<w:p>", f"{body}<w:p>", 1)), "verksted.docx")
    assert len(lines) == 20_001 and time.perf_counter() - began < 10
