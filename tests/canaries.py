"""Canaries: made-up identifiers, each used once, and exports with one in every field that can hold text."""

import csv
import io
import json
import random
import zipfile
from email.message import EmailMessage

import docx
import openpyxl
import pandas as pd
from openpyxl.comments import Comment

from tests.innspill.test_workbooks import make_ods, ods_cell

FIRST = (
    "Kari", "Ola", "Anne", "Nils", "Ingrid", "Lars", "Marit", "Knut", "Solveig", "Arne", "Berit", "Jonas", "Silje",
    "Trond", "Tordis", "Roar", "Astrid", "Einar", "Gunnar", "Hilde", "Ahmed", "Fatima", "Mohammed", "Amina", "Tomasz",
)  # fmt: skip
NEEDS = (
    "Vi trenger lys langs gangveien til skolen", "Bussen går for sjelden om kvelden",
    "Det mangler en møteplass for eldre",
    "Barna får ikke plass på fritidsordningen", "Jeg rekker ikke barnehagen før den stenger",
    "Det er glatt på fortauet hver vinter", "Ungdommen har ingen steder å være", "Fastlegen har aldri ledig time",
)  # fmt: skip
CONSONANTS, VOWELS = "bdfgklmnprtv", "aeiouy"


class Canaries:
    """Makes identifiers that are never repeated, and remembers which field each was laid in."""

    def __init__(self, seed=4711):
        self.random = random.Random(seed)
        self.fields = {}

    def _once(self, make, field):
        while (mark := make()) in self.fields:
            pass
        self.fields[mark] = field
        return mark

    def surname(self, field):
        """A surname nobody has: three syllables that mean nothing, and an ending."""

        def make():
            syllables = [self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(3)]
            return "".join(syllables) + self.random.choice("zxqw") + self.random.choice(("sen", "stad", "rud", "lund"))

        return self._once(make, field).title()

    def name(self, field):
        return f"{self.random.choice(FIRST)} {self.surname(field)}"

    def _digits(self, n, field, begin=""):
        return self._once(lambda: begin + "".join(self.random.choices("0123456789", k=n - len(begin))), field)

    def phone(self, field):
        number = self._digits(8, field, self.random.choice("49"))
        forms = (
            f"{number[:3]} {number[3:5]} {number[5:]}", f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}",
            number, f"+47 {number}", f"+47{number}", f"0047 {number[:3]} {number[3:5]} {number[5:]}",
            f"{number[:3]}-{number[3:5]}-{number[5:]}", f"{number[:2]}.{number[2:4]}.{number[4:6]}.{number[6:]}",
            f"{number[:3]}\u00a0{number[3:5]}\u00a0{number[5:]}",
        )  # fmt: skip
        return self.random.choice(forms)

    def identity(self, field):
        """Eleven digits with a date and right check digits: of synthetic people, whose month is 80 more."""

        def make():
            while True:
                day, month = self.random.randint(1, 28), self.random.randint(1, 12) + 80
                begin = [int(sign) for sign in f"{day:02}{month:02}{self.random.randint(30, 99)}"]
                begin += [self.random.randint(0, 9) for _ in range(3)]
                one = -sum(a * b for a, b in zip(begin, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
                two = -sum(a * b for a, b in zip([*begin, one], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
                if one < 10 and two < 10:
                    return "".join(map(str, [*begin, one, two]))

        number = self._once(make, field)
        return self.random.choice((number, f"{number[:6]} {number[6:]}", f"{number[:6]}-{number[6:]}"))

    def account(self, field):
        def make():
            while True:
                begin = [9, 9, 9, 9, *(self.random.randint(0, 9) for _ in range(6))]
                last = -sum(a * b for a, b in zip(begin, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
                if last < 10:
                    return "".join(map(str, [*begin, last]))

        number = self._once(make, field)
        return self.random.choice(
            (f"{number[:4]} {number[4:6]} {number[6:]}", f"{number[:4]}.{number[4:6]}.{number[6:]}")
        )

    def mail(self, field):
        return f"{self.surname(field).lower()}@eksempel.no"

    def address(self, field):
        """A street nobody has, with a house number."""
        return f"{self.surname(field)}{self.random.choice(('veien', 'gata', 'bakken'))} {self.random.randint(1, 99)}"

    def sentence(self, field):
        """An answer with one canary, in words people write it in."""
        need = self.random.choice(NEEDS)
        kinds = (
            lambda: f"{need}. Ring meg på {self.phone(field)}.",
            lambda: f"{need}, skriv til {self.mail(field)}",
            lambda: f"{need}. Fødselsnummeret mitt er {self.identity(field)}.",
            lambda: f"{need}. Send pengene til konto {self.account(field)}.",
            lambda: f"{need}. Mvh {self.name(field)}",
            lambda: f"Jeg heter {self.name(field)}. {need}.",
            lambda: f"{need}, og naboen {self.name(field)} mener det samme.",
            lambda: f"{need}, spør læreren {self.name(field)} om det.",
            lambda: f"{need}. {self.name(field)} {self.phone(field)}",
        )
        return self.random.choice(kinds)()

    def background(self, field):
        """What people wrongly write where a group is asked for."""
        return self.random.choice((self.phone, self.mail, self.identity))(field)


def csv_text(rows, delimiter=";"):
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue()


def make_table(canaries, name, n_rows, header_canary=True):
    """A form: number, personal columns, background, two questions, and columns nobody reads."""

    def field(what):
        return f"{name}: {what}"

    asked = (
        f"Hva er vanskelig for deg? Spør {canaries.mail(field('spørsmålstekst'))}"
        if header_canary
        else "Hva er vanskelig?"
    )
    unused = f"Merknad til {canaries.mail(field('ubrukt overskrift'))}" if header_canary else "Merknad"
    header = [
        "Løpenr",
        "Navn",
        "E-postadresse",
        "Mobilnummer",
        "IP-adresse",
        "Krets",
        asked,
        "Noe annet du vil si?",
        unused,
    ]
    rows = []
    for number in range(1, n_rows + 1):
        krets = canaries.background(field("bakgrunn")) if number % 40 == 0 else canaries.random.choice(("Nord", "Sør"))
        rows.append([
            str(number),
            canaries.name(field("navnekolonne")),
            canaries.mail(field("e-postkolonne")),
            canaries.phone(field("mobilkolonne")),
            f"192.0.2.{number % 250}",
            krets,
            canaries.sentence(field("svar")),
            canaries.sentence(field("svar 2")) if number % 2 else "",
            "x",
        ])  # fmt: skip
    return [header, *rows]


def make_workbook(canaries, n_rows):
    """The same as .xlsx, with canaries in what a reader does not see."""
    book = openpyxl.Workbook()
    book.active.title = canaries.name("xlsx: arknavn")[:31]
    for row in make_table(canaries, "xlsx", n_rows):
        book.active.append(row)
    book.active["A1"].comment = Comment(canaries.sentence("xlsx: merknad"), canaries.name("xlsx: merknadens forfatter"))
    other = book.create_sheet("Svar 2")
    for row in make_table(canaries, "xlsx, ark 2", 40):
        other.append(row)
    hidden = book.create_sheet("Skjult")
    hidden.append(["Notat", canaries.phone("xlsx: skjult ark")])
    hidden.sheet_state = "hidden"
    book.properties.creator = canaries.name("xlsx: forfatter")
    book.properties.title = canaries.mail("xlsx: tittel")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def make_document(canaries, n_notes):
    """A workshop's notes: headings, points and cells, and what Word keeps beside them."""
    document = docx.Document()
    for heading in range(4):
        document.add_heading(f"Bord {heading}: spør {canaries.mail('docx: overskrift')}", level=1)
        for _ in range(n_notes // 4):
            document.add_paragraph(canaries.sentence("docx: punkt"), style="List Bullet")
    paragraph = document.add_paragraph("")
    for letter in canaries.sentence("docx: delt i biter"):
        paragraph.add_run(letter)
    table = document.add_table(3, 2)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = canaries.sentence("docx: celle")
    document.add_comment(paragraph.runs, text=canaries.sentence("docx: merknad"), author=canaries.name("docx: merknad"))
    document.core_properties.author = canaries.name("docx: forfatter")
    document.sections[0].header.paragraphs[0].text = canaries.sentence("docx: topptekst")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def make_letter(canaries):
    message = EmailMessage()
    message["From"] = f"{canaries.name('eml: fra')} <{canaries.mail('eml: fra')}>"
    message["To"] = f"{canaries.name('eml: til')} <post@eksempel.no>"
    message["Cc"] = canaries.mail("eml: kopi")
    message["Subject"] = f"Innspill fra {canaries.name('eml: emne')}, {canaries.phone('eml: emne')}"
    message["X-Sender"] = canaries.mail("eml: annet felt")
    signature = f"Mvh\n{canaries.name('eml: signatur')}\n{canaries.phone('eml: signatur')}"
    message.set_content(f"{canaries.sentence('eml: brev')}\n\n{signature}\n")
    return message.as_bytes()


def make_codebook(canaries):
    """Nettskjema's export with a code book that gives the questions their words."""
    asked = f"Hva trenger du? Skriv til {canaries.mail('kodebok: spørsmål')}"
    book = {
        "elements": [{"elementId": 1, "externalElementId": "q1", "text": asked, "elementType": "QUESTION_MULTILINE"}]
    }
    rows = [["$submission_id", "q1"], *([str(n), canaries.sentence("nettskjema: svar")] for n in range(1, 60))]
    return json.dumps(book, ensure_ascii=False), csv_text(rows)


def make_sav(canaries, path):
    import pyreadstat

    n = 60
    rows = pd.DataFrame(
        {
            "nr": [float(number) for number in range(n)],
            "navn": [canaries.name("sav: navnekolonne") for _ in range(n)],
            "krets": [float(number % 2) for number in range(n)],
            "savn": [canaries.sentence("sav: svar") for _ in range(n)],
        }
    )
    pyreadstat.write_sav(
        rows,
        path,
        column_labels={
            "savn": f"Hva savner du? Spør {canaries.mail('sav: spørsmål')}",
            "krets": "Krets",
            "navn": "Navn",
        },
        variable_value_labels={"krets": {0: "Nord", 1: f"Sør {canaries.phone('sav: svaralternativ')}"}},
        file_label=canaries.mail("sav: tittel"),
    )


def lay_out(folder, canaries, size=1.0):
    """A project with files of every format; `size` 1 lays out some 11,000 canaries."""

    def n(rows):
        return max(12, int(rows * size))

    folder.mkdir(parents=True)
    (folder / "svar.csv").write_text(csv_text(make_table(canaries, "csv", n(600))), encoding="utf-8")
    (folder / "windows.csv").write_bytes(csv_text(make_table(canaries, "cp1252", n(300))).encode("cp1252"))
    (folder / "utf16.tsv").write_bytes(csv_text(make_table(canaries, "utf-16", n(300)), "\t").encode("utf-16"))
    (folder / "skjema.xlsx").write_bytes(make_workbook(canaries, n(500)))
    cells = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"
        for row in make_table(canaries, "ods", n(200))
    )
    (folder / "regneark.ods").write_bytes(make_ods(cells))
    (folder / "verksted.docx").write_bytes(make_document(canaries, n(400)))
    lines = [f"- {canaries.sentence('md: punkt')}" for _ in range(n(300))]
    (folder / "notat.md").write_text(
        "\n".join([f"# Gruppe {canaries.mail('md: overskrift')}", *lines]), encoding="utf-8"
    )
    lines = [f"- {canaries.sentence('txt: linje')}" for _ in range(n(300))]
    (folder / "notat.txt").write_text("\n".join(["Hva trenger du?", *lines]), encoding="utf-8")
    for number in range(n(100)):
        (folder / f"brev-{number:03}.eml").write_bytes(make_letter(canaries))
    codebook, answers = make_codebook(canaries)
    (folder / "nettskjema_elements_1.json").write_text(codebook, encoding="utf-8")
    (folder / "nettskjema.csv").write_text(answers, encoding="utf-8")
    make_sav(canaries, folder / "spss.sav")
    with zipfile.ZipFile(folder / "pakke.zip", "w") as package:
        package.writestr("inni/svar.csv", csv_text(make_table(canaries, "zip", n(200))))
        package.comment = canaries.mail("zip: merknad").encode()
