"""`insight forget` in the files people have: what the person wrote is gone, and every other byte or answer stays."""

import email.message
import io
import zipfile

import docx
import openpyxl
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from insight.cli import main
from insight.innspill import read_innspill
from tests.innspill.test_workbooks import make_ods, ods_cell, repack

HEADERS = ("ID", "Starttidspunkt", "E-postadresse", "Navn", "Hva trenger du for å ha det godt her?")
PEOPLE = [
    ("11", "2026-05-04 10:11", "ane.eksempel@epost.invalid", "Ane Eksempel", "Trygg vei til skolen på Øvrebø"),
    ("12", "2026-05-04 10:12", "bo.proveland@epost.invalid", "Bo Prøveland", "Buss om kvelden fra Tangen til sentrum"),
    ("13", "2026-05-04 10:13", "cato.test@epost.invalid", "Cato Test", "Et sted å møtes for oss som er eldre"),
    ("14", "2026-05-04 10:14", "dina.dikt@epost.invalid", "Dina Dikt", "Lys langs gangveien ned til fjorden"),
]
GONE = PEOPLE[1]


def project(tmp_path, **files):
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    for name, content in files.items():
        (raw / name.replace("__", ".")).write_bytes(content)
    return tmp_path


def forget(folder, who, *more):
    return main(["forget", who, str(folder), *more])


def every_part(content):
    """A file's bytes, and those of its parts and theirs where it is a zip."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from every_part(package.read(name))


def holds(content, *values):
    """Whether a value stands anywhere in a file, as text in any of the usual encodings."""
    codecs = ("utf-8", "utf-16-le", "cp1252")
    return any(value.encode(codec) in part for part in every_part(content) for value in values for codec in codecs)


def table(*rows, delimiter=";", end="\r\n"):
    return "".join(delimiter.join(row) + end for row in rows)


def workbook(change=lambda book: None):
    book = openpyxl.Workbook()
    for row in (HEADERS, *PEOPLE):
        book.active.append(row)
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def texts(folder):
    return sorted(read_innspill(folder / "data" / "raw")["text"])


OTHERS = sorted(person[-1] for person in PEOPLE if person != GONE)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "mac_roman"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_rows_of_text_files_go_and_all_other_bytes_stay(tmp_path, codec, end, delimiter):
    def write(people):
        return table(HEADERS, *people, delimiter=delimiter, end=end).encode(codec)

    folder = project(tmp_path, svar__csv=write(PEOPLE))
    assert forget(folder, "12", "--slett") == 0
    left = (folder / "data" / "raw" / "svar.csv").read_bytes()
    assert left == write([person for person in PEOPLE if person != GONE])


def test_answers_over_several_lines_go_whole(tmp_path):
    said = '"Linje en\r\nmed ""sitat""; og\r\n\r\nlinje fire"'
    before, mine = table(HEADERS, PEOPLE[0]), table((*PEOPLE[1][:4], said))
    after = table((*PEOPLE[2][:4], '"To\r\nlinjer her også"'), PEOPLE[3])
    folder = project(tmp_path, svar__csv=("sep=;\r\n" + before + mine + after).encode())
    assert forget(folder, "12", "--slett") == 0
    assert (folder / "data" / "raw" / "svar.csv").read_bytes() == ("sep=;\r\n" + before + after).encode()


ANSWER = st.text(alphabet='abcæøå ;,\n"!', min_size=1, max_size=40).map(lambda text: f"Vi trenger {text} og lys her")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANSWER, min_size=2, max_size=8), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_whatever_people_write_other_rows_keep_their_bytes(tmp_path_factory, answers, data, end):
    def row(number):
        quoted = answers[number].replace('"', '""')
        return f'{100 + number};2026-05-04 10:{number:02};"{quoted}"{end}'

    rows = [row(number) for number in range(len(answers))]
    gone = data.draw(st.integers(0, len(answers) - 1))
    head = f"ID;Starttidspunkt;Hva trenger du for å ha det godt her?{end}"
    folder = project(tmp_path_factory.mktemp("p"), svar__csv=(head + "".join(rows)).encode())
    (folder / "prosjekt.toml").write_text(f'[kolonner]\nfritekst = ["{HEADERS[4]}"]\n', encoding="utf-8")
    assert forget(folder, str(100 + gone), "--slett") == 0
    left = (folder / "data" / "raw" / "svar.csv").read_bytes()
    assert left == (head + "".join(rows[:gone] + rows[gone + 1 :])).encode()


@pytest.mark.parametrize("name", ["svar__xlsx", "svar__xlsm"])
def test_rows_of_workbooks_are_emptied_and_no_copy_stays(tmp_path, name):
    def change(book):
        sheet = book.active
        sheet["C3"].hyperlink = f"mailto:{GONE[2]}"
        sheet["C4"].hyperlink = f"mailto:{PEOPLE[2][2]}"
        sheet["E3"].comment = Comment(f"Ringte {GONE[3]} om dette", "Saksbehandler")
        sheet["E4"].comment = Comment("Les denne", "Saksbehandler")
        book.properties.subject = f"Svar fra {GONE[3]} og andre"

    folder = project(tmp_path, **{name: workbook(change)})
    file = folder / "data" / "raw" / name.replace("__", ".")
    assert holds(file.read_bytes(), *GONE[2:])
    assert forget(folder, "12", "--slett") == 0
    left = file.read_bytes()
    assert not holds(left, *GONE[2:])
    sheet = openpyxl.load_workbook(file).active
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == ["ID", "11", None, "13", "14"]
    assert sheet["E4"].comment.text == "Les denne" and sheet["C4"].hyperlink.target == f"mailto:{PEOPLE[2][2]}"
    assert texts(folder) == OTHERS
    for part in ("xl/styles.xml", "xl/theme/theme1.xml"):
        with zipfile.ZipFile(io.BytesIO(left)) as package:
            assert package.testzip() is None and part in package.namelist()


def test_pivot_tables_forget_their_copies(tmp_path):
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    definition = (
        f'<?xml version="1.0"?><pivotCacheDefinition {namespace} {related} r:id="rId1" recordCount="4"><cacheFields>'
        f'<cacheField name="E-postadresse"><sharedItems><s v="{GONE[2]}"/><s v="{PEOPLE[2][2]}"/></sharedItems>'
        "</cacheField></cacheFields></pivotCacheDefinition>"
    )
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kinds}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    )
    records = f'<?xml version="1.0"?><pivotCacheRecords {namespace}><r><s v="{GONE[4]}"/></r></pivotCacheRecords>'
    parts = {
        cache: definition,
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations,
        "xl/pivotCache/pivotCacheRecords1.xml": records,
    }
    folder = project(tmp_path, svar__xlsx=repack(workbook(), parts))
    assert forget(folder, "12", "--slett") == 0
    left = (folder / "data" / "raw" / "svar.xlsx").read_bytes()
    assert not holds(left, *GONE[2:])
    with zipfile.ZipFile(io.BytesIO(left)) as package:
        assert "xl/pivotCache/pivotCacheRecords1.xml" not in package.namelist()
        assert b'refreshOnLoad="1"' in package.read(cache) and PEOPLE[2][2].encode() in package.read(cache)


def test_a_workbook_that_keeps_the_person_on_another_sheet_must_be_replaced(tmp_path, capsys):
    def change(book):
        book.create_sheet("Utsendelse").append(["Sendt til", GONE[2]])
        book["Utsendelse"].sheet_state = "hidden"

    content = workbook(change)
    folder = project(tmp_path, svar__xlsx=content)
    file = folder / "data" / "raw" / "svar.xlsx"
    assert forget(folder, "12", "--slett") == 1
    told = capsys.readouterr()
    assert "Må erstattes" in told.out and "svar.xlsx" in told.out and "1 filer med rådata" in told.err
    assert GONE[2] not in told.out + told.err and GONE[4] not in told.out + told.err
    assert file.read_bytes() == content
    assert forget(folder, "12", "--slett", "--slett-fil") == 0
    assert not file.exists()


def word(*paragraphs, table_rows=()):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table_rows:
        made = document.add_table(len(table_rows), len(table_rows[0]))
        for row, cells in enumerate(table_rows):
            for column, text in enumerate(cells):
                made.cell(row, column).text = text
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_note_in_word_goes_with_its_comment(tmp_path):
    document = docx.Document()
    document.add_heading("Hva trenger dere?", 1)
    document.add_paragraph("Trygg vei til skolen på Øvrebø", style="List Bullet")
    mine = document.add_paragraph(style="List Bullet")
    runs = [mine.add_run("Naboen Bo Prøveland "), mine.add_run("må få hjelp med snøen")]
    runs[1].bold = True
    document.add_comment(runs, text="Bo Prøveland er syk", author="Referent")
    document.add_paragraph("Buss om kvelden", style="List Bullet")
    document.core_properties.title = "Notat"
    held = io.BytesIO()
    document.save(held)
    folder = project(tmp_path, verksted__docx=held.getvalue())
    assert forget(folder, "verksted.docx#3", "--slett") == 0
    left = (folder / "data" / "raw" / "verksted.docx").read_bytes()
    assert not holds(left, "Bo Prøveland", "hjelp med snøen")
    assert texts(folder) == ["Buss om kvelden", "Trygg vei til skolen på Øvrebø"]
    assert len(docx.Document(io.BytesIO(left)).paragraphs) == 4


def test_a_cell_of_a_table_in_word_goes_alone(tmp_path):
    rows = [("Trygg vei til skolen", "Bo Prøveland trenger hjelp"), ("Buss om kvelden", "Lys langs gangveien")]
    folder = project(tmp_path, verksted__docx=word("Dette kom fram på møtet:", table_rows=rows))
    assert forget(folder, "verksted.docx#3", "--slett") == 0
    heard = ["Buss om kvelden", "Dette kom fram på møtet:", "Lys langs gangveien", "Trygg vei til skolen"]
    assert texts(folder) == heard


NOTES = (
    "# Bord 1\n\n- Trygg vei til skolen\n- Bo Prøveland trenger\n  hjelp med snøen\n- Buss om kvelden\n\n"
    "| Skole | Vei |\n|---|---|\n| Bo Prøveland sin klasse | Lys |\n"
)


def test_notes_in_text_files_go_with_the_lines_that_belong_to_them(tmp_path):
    folder = project(tmp_path, notat__md=NOTES.encode())
    assert forget(folder, "notat.md#4", "--slett") == 0
    left = NOTES.replace("- Bo Prøveland trenger\n  hjelp med snøen\n", "")
    assert (folder / "data" / "raw" / "notat.md").read_text(encoding="utf-8") == left
    assert forget(folder, "notat.md#8") == 1  # two notes stand in that row: nothing is done before one is chosen
    assert forget(folder, "notat.md#8", "--alle", "--slett") == 0
    assert texts(folder) == ["Buss om kvelden", "Trygg vei til skolen"]


def test_a_letter_is_deleted_whole(tmp_path):
    message = email.message.EmailMessage()
    message["From"], message["Subject"], message["Date"] = GONE[2], "Buss", "Mon, 04 May 2026 10:00:00 +0200"
    message["Message-ID"] = "<1@epost.invalid>"
    message.set_content("Vi trenger buss om kvelden.\n")
    folder = project(tmp_path, brev__eml=message.as_bytes(), svar__csv=table(HEADERS, *PEOPLE).encode())
    assert forget(folder, GONE[2].upper(), "--slett") == 0
    assert not (folder / "data" / "raw" / "brev.eml").exists()
    assert texts(folder) == OTHERS


def test_files_in_a_zip_are_cut_where_they_lie(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("eksport/svar.csv", table(HEADERS, *PEOPLE))
        package.writestr("eksport/notat.txt", "- Buss til Tangen\n- Lys i parken\n")
    folder = project(tmp_path, alt__zip=held.getvalue())
    assert forget(folder, GONE[2], "--slett") == 0
    left = (folder / "data" / "raw" / "alt.zip").read_bytes()
    assert not holds(left, *GONE[2:])
    assert texts(folder) == sorted([*OTHERS, "Buss til Tangen", "Lys i parken"])


def spss(tmp_path):
    import pandas as pd

    rows = pd.DataFrame([[float(row[0]), row[4]] for row in PEOPLE], columns=["respid", "Q1"])
    path = tmp_path / "lag.sav"
    pyreadstat.write_sav(rows, path, column_labels=["ID", HEADERS[4]])
    return path.read_bytes()


def ods(tmp_path):
    rows = [HEADERS, *PEOPLE]
    return make_ods("".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows))


@pytest.mark.parametrize(("name", "make"), [("svar.sav", spss), ("svar.ods", ods)])
def test_files_that_cannot_be_cut_are_told_and_deleted_on_request(tmp_path, capsys, name, make):
    content = make(tmp_path)
    folder = project(tmp_path, **{name.replace(".", "__"): content})
    wanted = "svar.sav#2" if name.endswith("sav") else "12"
    assert forget(folder, wanted) == 0
    assert "Må erstattes" in capsys.readouterr().out
    assert forget(folder, wanted, "--slett") == 1
    assert (folder / "data" / "raw" / name).read_bytes() == content
    told = capsys.readouterr()
    assert name in told.out and GONE[4] not in told.out + told.err
    assert forget(folder, wanted, "--slett", "--slett-fil") == 0
    assert not (folder / "data" / "raw" / name).exists()


def test_copies_that_are_not_read_are_found(tmp_path, capsys):
    """A list of who was asked, an export as JSON, a left-out copy: the person is there as well."""
    import json

    answers = [dict(zip(HEADERS, person, strict=True)) for person in PEOPLE]
    folder = project(
        tmp_path,
        svar__csv=table(HEADERS, *PEOPLE).encode(),
        kopi__csv=table(HEADERS, *PEOPLE).encode(),
        gammel__csv=table(HEADERS, *PEOPLE[:3]).encode(),
        svar__json=json.dumps({"svar": answers}, ensure_ascii=False, indent=2).encode(),
        liste__pdf=b"%PDF-1.4 ikke gjennomsokt",
    )
    (folder / "prosjekt.toml").write_text('[mapper]\nutelat = ["gammel.csv"]\n', encoding="utf-8")
    raw = folder / "data" / "raw"
    assert forget(folder, "12", "--fil", "svar.csv", "--slett") == 0
    assert "liste.pdf" in capsys.readouterr().out
    for file in raw.iterdir():
        assert not holds(file.read_bytes(), *GONE[2:]), file.name
    assert len(json.loads((raw / "svar.json").read_text(encoding="utf-8"))["svar"]) == 3
    assert (raw / "gammel.csv").read_bytes() == table(HEADERS, PEOPLE[0], PEOPLE[2]).encode()


def test_a_table_parted_over_several_sheets_is_cut_in_all_of_them(tmp_path):
    """SurveyXact parts wide tables by columns: Dataset(1), Dataset(2)."""
    book = openpyxl.Workbook()
    book.active.title = "Dataset(1)"
    other, structure = book.create_sheet("Dataset(2)"), book.create_sheet("Structure")
    book.active.append(["respondentid", "email"])
    other.append(["respondentid", "s_1"])
    for number, person in enumerate(PEOPLE):
        book.active.append([1000 + number, person[2]])
        other.append([1000 + number, person[4]])
    structure.append(["questionName", "variableName", "questionText", "subType"])
    structure.append(["s_1", "s_1", HEADERS[4], "String"])
    held = io.BytesIO()
    book.save(held)
    folder = project(tmp_path, svar__xlsx=held.getvalue())
    assert texts(folder) == sorted(person[-1] for person in PEOPLE)
    assert forget(folder, GONE[2], "--slett") == 0
    assert not holds((folder / "data" / "raw" / "svar.xlsx").read_bytes(), GONE[2], GONE[4])
    assert texts(folder) == OTHERS


def test_three_rows_of_headers_and_rows_that_were_parted_are_no_hindrance(tmp_path):
    head = table(("ResponseId", "StartDate", "Q1"), ("Response ID", "Start Date", HEADERS[4]), delimiter=",")
    head += ",".join(f'"{{""ImportId"":""{name}""}}"' for name in ("_recordId", "startDate", "QID1_TEXT")) + "\r\n"
    rows = [f'R_abcdefgh{n},2026-05-04 10:1{n}:00,"{person[4]}"\r\n' for n, person in enumerate(PEOPLE)]
    folder = project(tmp_path / "a", q__csv=(head + "".join(rows)).encode())
    assert forget(folder, "R_abcdefgh1", "--slett") == 0
    assert (folder / "data" / "raw" / "q.csv").read_bytes() == (head + rows[0] + rows[2] + rows[3]).encode()
    mine = "104;Vi savner noe\nmed flere linjer;Tangen\n"
    others = "".join(f"{n};Vi trenger {person[4].lower()};Solsida\n" for n, person in enumerate(PEOPLE, start=100))
    folder = project(tmp_path / "b", svar__csv=f"ID;Kommentar;Krets\n{others}{mine}\n".encode())
    assert forget(folder, "104", "--slett") == 0
    assert (folder / "data" / "raw" / "svar.csv").read_bytes().decode() == f"ID;Kommentar;Krets\n{others}"
