"""Builds the demo municipality's files in insight/demo/fjordvik from the texts in scripts/fjordvik.

In the texts each answer is followed by its statements, one a line: kind | theme | who | quote. Personal data (all
made up) is marked {token:value}: the raw files get the value, fasit.csv the token. Run: python scripts/make_demo.py
"""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from docx import Document

SOURCES = Path(__file__).parent / "fjordvik"
DEMO = Path(__file__).parent.parent / "insight" / "demo" / "fjordvik"

FORMS_QUESTIONS = (
    "Hva er vanskelig i hverdagen din i Fjordvik?",
    "Hva skulle du ønske var annerledes der du bor?",
    "Er det noe annet du vil si til kommunen?",
)
NETTSKJEMA_QUESTIONS = (
    "Hva trenger du eller familien din for å ha det godt i Fjordvik?",
    "Hva bør kommunen vite om hvordan det er å bo her?",
)
BACKGROUND = ("Hvor gammel er du?", "Kjønn", "Hvor i kommunen bor du?", "Hvilken rolle svarer du i?")
GROUPS = {
    "parorende": "pårørende",
    "funksjon": "personer med funksjonsnedsettelse",
    "innvandrer": "innvandrere",
    "frivillig": "frivillige",
    "naring": "næringsliv",
    "ansatt": "ansatte",
    "politikk": "politikere",
    "pendler": "pendlere",
    "hytte": "hytteeiere",
    "nyinnflytta": "tilflyttere",
    "landbruk": "bønder",
}
_VOTES = re.compile(r"\s+(?:\(\d+\)|x\d+|\++|I{2,})$")
_MARK = re.compile(r"\{([^:{}]+):([^{}]*)\}")


class Statement(NamedTuple):
    kind: str
    theme: str
    who: str
    quote: str


class Answer(NamedTuple):
    number: int
    text: str
    statements: list[Statement]


class Block(NamedTuple):
    """One respondent, or one table of the workshop; `note` is its # line."""

    head: list[str]
    note: str
    answers: list[Answer]


def read_blocks(name: str) -> list[Block]:
    blocks: list[Block] = []
    for line in (SOURCES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            blocks.append(Block([part.strip() for part in line[3:].split("|")], "", []))
        elif line.startswith("# "):
            blocks[-1] = blocks[-1]._replace(note=line[2:])
        elif match := re.match(r"(\d+):\s?(.*)$", line):
            blocks[-1].answers.append(Answer(int(match[1]), match[2].strip().replace("⏎", "\n"), []))
        elif line.strip():
            kind, theme, who, quote = (part.strip() for part in line.split("|", 3))
            who = "; ".join(GROUPS.get(group.strip(), group.strip()) for group in who.split(",") if group.strip())
            blocks[-1].answers[-1].statements.append(Statement(kind, theme, who, quote.replace("⏎", "\n")))
    return blocks


def as_written(text: str) -> str:
    """The text with the made-up values in place: what the raw file holds."""
    return _MARK.sub(lambda match: match[2], text)


def as_masked(text: str) -> str:
    return _MARK.sub(lambda match: f"[{match[1]}]", text)


def write_forms(blocks: list[Block], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": datetime(2026, 5, 20)})
        sheet = workbook.add_worksheet("Sheet1")
        moment = workbook.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        headers = (
            "ID",
            "Starttidspunkt",
            "Fullføringstidspunkt",
            "E-postadresse",
            "Navn",
            *BACKGROUND,
            *FORMS_QUESTIONS,
        )
        sheet.write_row(0, 0, [header.replace("vanskelig i", "vanskelig\xa0i") for header in headers])
        for row, block in enumerate(blocks, start=1):
            number, age, gender, area, role = block.head
            started = datetime(2026, 5, 4, 7, 12) + timedelta(minutes=211 * row)
            sheet.write_number(row, 0, int(number))
            sheet.write_datetime(row, 1, started, moment)
            sheet.write_datetime(row, 2, started + timedelta(minutes=4 + row % 9, seconds=row % 60), moment)
            roles = role + ";" if role else ""
            sheet.write_row(row, 3, ["anonymous", "", age, gender, area, roles])
            for answer in block.answers:
                sheet.write_string(row, 8 + answer.number, as_written(answer.text))


def write_nettskjema(blocks: list[Block], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(["$submission_id", "$created", *BACKGROUND, *NETTSKJEMA_QUESTIONS, "$answer_time_ms"])
        for row, block in enumerate(blocks):
            number, *background = block.head
            created = datetime(2026, 5, 6) + timedelta(days=row // 5)
            texts = {answer.number: as_written(answer.text).replace("\n", " ") for answer in block.answers}
            writer.writerow(
                [
                    number,
                    created.isoformat() + "+02:00",
                    *background,
                    *(texts.get(question, "") for question in (1, 2)),
                    str(48_000 + 1_733 * row),
                ]
            )


def write_workshop(blocks: list[Block], path: Path) -> None:
    """Two tables' notes as lists, the third's as the cells of a Word table, as note-takers do."""
    document = Document()
    document.core_properties.author = "Fjordvik kommune"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 5, 12)
    document.add_heading("Innbyggerverksted i Gamlemeieriet 12. mai 2026", level=0)
    for number, block in enumerate(blocks, start=1):
        document.add_heading(block.head[0], level=1)
        document.add_paragraph(block.note)
        notes = [as_written(answer.text) for answer in block.answers]
        if number < 3:
            for note in notes:
                document.add_paragraph(note, style="List Bullet")
        else:
            table = document.add_table(rows=(len(notes) + 2) // 3, cols=3)
            for place, note in enumerate(notes):
                table.cell(place // 3, place % 3).text = note
    document.save(str(path))


def write_truth(sources: dict[str, list[Block]], path: Path) -> None:
    questions = {"forms": FORMS_QUESTIONS, "nettskjema": NETTSKJEMA_QUESTIONS}
    files = {"forms": "innbyggerundersokelse.xlsx", "nettskjema": "ungdom-og-familier.csv", "verksted": "verksted.docx"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["fil", "besvarelse", "spoersmaal", "svar", "nummer", "slag", "tema", "hvem", "utsagn"])
        for source, blocks in sources.items():
            for block in blocks:
                for answer in block.answers:
                    asked = questions[source][answer.number - 1] if source in questions else block.head[0]
                    for number, statement in enumerate(answer.statements, start=1):
                        respondent = block.head[0] if source in questions else answer.number
                        theme = "" if statement.theme == "-" else statement.theme
                        row = [files[source], respondent, asked, _VOTES.sub("", as_masked(answer.text)), number]
                        writer.writerow([*row, statement.kind, theme, statement.who, as_masked(statement.quote)])


def main() -> None:
    sources = {name: read_blocks(name) for name in ("forms", "nettskjema", "verksted")}
    (DEMO / "raw").mkdir(parents=True, exist_ok=True)
    write_forms(sources["forms"], DEMO / "raw" / "innbyggerundersokelse.xlsx")
    write_nettskjema(sources["nettskjema"], DEMO / "raw" / "ungdom-og-familier.csv")
    write_workshop(sources["verksted"], DEMO / "raw" / "verksted.docx")
    write_truth(sources, DEMO / "fasit.csv")


if __name__ == "__main__":
    main()
