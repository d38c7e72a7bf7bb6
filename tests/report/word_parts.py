"""A Word document as the tests read it, and the reports it is made of."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree

from insight.report import Report
from insight.report.shapes import Excerpt
from insight.report.words import read_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LANGUAGE_OF = {locale: language for language, locale in LOCALES.items()}


def read_part(path: Path, part: str):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(part))


def list_texts(document) -> list[str]:
    """Every paragraph, in tables too; lines within one are kept together."""
    return ["".join(_read(node) for node in p.iter(f"{W}t", f"{W}br")) for p in document.element.iter(f"{W}p")]


def _read(node) -> str:
    return "\n" if node.tag == f"{W}br" else node.text or ""


def list_headings(document) -> list[tuple[int, str]]:
    styled = [(p.style.name, p.text) for p in document.paragraphs]
    return [(int(style[-1]), text) for style, text in styled if re.fullmatch(r"Heading \d", style)]


def list_links(body, *, in_contents: bool) -> list:
    """The links of the contents, or the others."""
    links = ((link, link.getparent().find(f"{W}pPr/{W}pStyle")) for link in body.iter(f"{W}hyperlink"))
    return [link for link, style in links if (style.get(f"{W}val") == "TOC1") == in_contents]


def list_cards(document) -> list[list[tuple[str, str]]]:
    """The rows of each card: the label, and what stands beside it."""
    first = read_words(LANGUAGE_OF[document.core_properties.language]).card_what
    cards = [table for table in document.tables if table.cell(0, 0).text == first]
    return [[(row.cells[0].text, row.cells[1].text) for row in table.rows] for table in cards]


def make_many(report: Report, n: int) -> Report:
    """`n` needs, each with a sentence, three quotes of common length, a solution and something people disagree on."""
    sentence = (
        "Barnefamilier langs fylkesveien trenger å kunne la barna gå alene til skolen om vinteren når det er mørkt."
    )
    quote = "«Ungene går på veiskulderen i mørket med ryggsekk, og jeg tør ikke la dem gå alene når det er glatt.»"
    ids = [f"B-{number:03}" for number in range(1, n + 1)]
    need = replace(report.needs[1], sentence=sentence, next_question="others", lever="fylkeskommunen", n_repeated=3)
    tables = [
        replace(table, rows=tuple(replace(table.rows[0], need_id=need_id) for need_id in ids))
        for table in report.needs_by_group
    ]
    opposition = replace(report.oppositions[0], for_quote=quote, against_quote=quote, about="bompenger")
    excerpts = [Excerpt(need_id, need.title, quote, f"{need_id}#{k}", "brev") for need_id in ids for k in range(3)]
    return replace(
        report,
        title="Hva trenger vi i Fjordvik?",
        needs=tuple(replace(need, need_id=need_id, title=f"Trygg skolevei {need_id}") for need_id in ids),
        needs_by_group=tuple(tables),
        quotes=tuple(excerpts),
        solutions=tuple(excerpts),
        oppositions=tuple(replace(opposition, need_id=need_id) for need_id in ids[::2]),
        questions=tuple(f"{need_id}: Har andre grupper det samme behovet?" for need_id in ids),
        heard=tuple(replace(report.heard[1], background="Krets", name=f"Krets {number}") for number in range(18)),
    )
