"""A workbook of the made-up survey, and its sheets as who opens it finds them."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

from insight.report import Report, compose, write_workbook
from insight.report.shapes import Heard, Opposition
from insight.report.words import read_words

ABOUT = {
    "title": "Hva trengs & hvorfor?",
    "kommune": "Fjordvik kommune",
    "date": "2026-05-12",
    "responsible": "Kari Eksempelsen",
    "method": [("Versjon av insight", "0.1.0"), ("Antall temaer", "2")],
}
RUN = (("sha256 skjema.xlsx", "0f" * 32), ("numpy", "2.4.6"))
COUNTED = ("Oppskriften", "Fundamentene")
"""The sheets with formulas of ours."""


def compose_plain(tables, **more: object) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, **{"files": tables.files, **ABOUT, **more})


def make_report(tables, language: str = "nb", **more: object) -> Report:
    """The report with what not every survey gives."""
    return enrich(compose_plain(tables, **{"language": language, "method": [("Antall temaer", "2")], **more}))


def enrich(report: Report) -> Report:
    """The report with a sentence, what people disagree on, and who was hardly heard."""
    words = read_words(report.language)
    first, second = report.needs
    first = dataclasses.replace(
        first,
        sentence="Barn trenger å kunne gå til skolen når det er mørkt.",
        sentence_by=words.say("verktøy"),
        situation="når det er mørkt",
        why="slik at de kan gå selv",
        next_question="Har andre grupper det samme behovet?",
        how_might_we="Hvordan kan vi gjøre det mulig for barn å gå til skolen?",
        lever="fylkeskommunen",
        n_repeated=2,
    )
    second = dataclasses.replace(
        second, sentence="Eldre trenger å treffe noen.", sentence_by=words.say("menneske"), paadriver="Kari Prøve"
    )
    pair = Opposition("B-001", "lys", "«Mer lys»", "svar00#1", "«Mindre lys»", "svar01#1")
    heard = (
        Heard("Alder", "13–17", None, None, 600, 0.1, "hidden", "Tallet er skjult."),
        Heard("Alder", "80+", 0, None, 400, 0.06, "unheard", "Ingen svarte."),
        Heard("Alder", "30–44", 20, 0.4, 1500, 0.2, "higher", "Flere enn i befolkningen."),
    )
    return dataclasses.replace(_fill(report), needs=(first, second), oppositions=(pair,), heard=heard)


def _fill(report: Report) -> Report:
    """The report with something in every column."""
    solution = dataclasses.replace(report.solutions[0], how="i samme svar", answers="svar00#1")
    voice = dataclasses.replace(report.voices[0], decider="kommunen", concrete="gangfelt")
    files = [dataclasses.replace(file, encoding="utf-8", read_note="én tom linje") for file in report.files]
    solutions, voices = (solution, *report.solutions[1:]), (voice, *report.voices[1:])
    return dataclasses.replace(report, solutions=solutions, voices=voices, files=tuple(files))


def write_book(report: Report, path: Path, **decided: dict[str, str]) -> Path:
    write_workbook(dataclasses.replace(report, run=RUN, decided=decided), path)
    return path


def read_table(sheet) -> list[dict[str, object]]:
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_card(book, need: str) -> dict[str, list[object]]:
    """What the card of a need says, by part: some parts have several rows."""
    card: dict[str, list[object]] = {}
    for row in read_table(book["Behovskort"]):
        if row["Behov"] == need:
            card.setdefault(row["Felt"], []).append(row["Innhold"])
    return card


def cells_below(sheet, heading: str) -> list:
    """The cells of one column of the table, without its heading."""
    (table,) = sheet.tables.values()
    header, *rows = list(sheet[table.ref])
    at = [cell.value for cell in header].index(heading)
    return [row[at] for row in rows]


def tell_all(sheet) -> str:
    """Every word of the sheet."""
    return "\n".join(str(cell.value) for row in sheet for cell in row if cell.value is not None)


def measure_width(sheet) -> float:
    """All columns together; those of one width side by side are told as one."""
    return sum(each.width * (each.max - each.min + 1) for each in sheet.column_dimensions.values())


def read_xml(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode("utf-8")
