"""«Du sa, vi gjorde»: the letter back to those who took part, as a Word document and as a page."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from insight.errors import InsightError
from insight.look import INK, PALE
from insight.report.book.cards import PERSON
from insight.report.document.parts import write_heading, write_runs
from insight.report.document.shell import FILL, LOCALES, open_document, save_document
from insight.report.numerals import spell_date
from insight.report.plain import clean, shorten
from insight.report.shapes import Need, Report, quotes_of
from insight.report.signs import BY_TOOL
from insight.report.words import Words, read_words

LONGEST_QUOTE, LONGEST_NAME, LONGEST_ANSWER = 240, 120, 2000


class Block(NamedTuple):
    """A piece of the letter: "title", "about", "heading", "need", "text", "quote" or "fill" (for people to write).

    `label` stands before the text, and out from it.
    """

    kind: str
    text: str
    label: str = ""


def write_letter_word(report: Report, path: str | Path) -> None:
    """Write the letter as a .docx; the same report gives the same bytes.

    What the municipality says itself is in `report.decided`. Where it says nothing, there is a marked place to fill in:
    the tool promises nothing on anybody's behalf. Raises InsightError when the file cannot be written.
    """
    words = read_words(report.language)
    title = words.letter_title
    document = open_document(report.language, title=title, author=report.kommune, date=report.date)
    styles = {"title": "Title", "about": "Subtitle", "quote": "Quote", "fill": "Fill In"}
    levels = {"heading": 1, "need": 2}
    for block in list_blocks(report, words):
        if block.kind in levels:
            write_heading(document, block.text, levels[block.kind])
        else:
            label = [(f"{block.label} ", "b")] * bool(block.label)
            write_runs(document, [*label, (block.text, "")], styles.get(block.kind, "Normal"))
    save_document(document, path)


def write_letter_html(report: Report, path: str | Path) -> None:
    """Write the letter as one .html that fetches nothing and runs nothing; the same input gives the same bytes.

    The policy (W3C, Content Security Policy Level 3) allows one style sheet, by its hash, and nothing else. All text is
    escaped. Raises InsightError when the file cannot be written.
    """
    words = read_words(report.language)
    sign = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    page = _PAGE.format(
        lang=LOCALES[report.language],
        policy=f"default-src 'none'; style-src 'sha256-{sign}'; base-uri 'none'; form-action 'none'",
        title=html.escape(words.letter_title),
        style=_STYLE,
        body="\n".join(map(_write_block, list_blocks(report, words))),
    )
    try:
        Path(path).write_bytes(page.encode())
    except OSError as error:
        raise InsightError(
            f"{Path(path).name}: får ikke skrevet filen. Er den åpen i et annet program? Lukk den og prøv igjen."
        ) from error


def list_blocks(report: Report, words: Words) -> tuple[Block, ...]:
    """The letter from the top: thanks, what was heard and what happens with it, what is not known, whom to ask."""
    about = words.letter_about.format(title=shorten(report.title, LONGEST_NAME), number=report.round_number)
    sender = [shorten(report.kommune, LONGEST_NAME), about, spell_date(words, report.date)]
    return (
        Block("title", words.letter_title),
        Block("about", " · ".join(filter(None, sender))),
        Block("fill", words.letter_draft.format(sheet=words.book_decisions["name"])),
        Block("text", words.letter_thanks),
        *(Block("text", shorten(line, LONGEST_ANSWER)) for line in report.summary[:1]),
        Block("heading", words.letter_heard),
        Block("text", words.letter_order if report.needs else words.letter_none),
        *(block for need in report.needs for block in _tell_need(report, need, words)),
        *_tell_end(report, words),
    )


def _tell_need(report: Report, need: Need, words: Words) -> Iterator[Block]:
    """The need as a person has named it, else in somebody's own words; then what the municipality says to it.

    Names and sentences the tool proposes are for those who make the report, and not here.
    """
    quote = next((shorten(quote.quote, LONGEST_QUOTE) for quote in quotes_of(report, need.need_id)), "")
    is_named = need.titled_by != words.say(BY_TOOL)
    name = shorten(need.title, LONGEST_NAME) if is_named else quote or words.letter_unquoted
    yield Block("need", words.letter_need.format(name=name, need_id=need.need_id))
    if need.sentence and need.sentence_by == words.say(PERSON):
        yield Block("text", shorten(need.sentence, LONGEST_QUOTE))
    if is_named and quote:
        yield Block("quote", words.letter_quote.format(quote=quote))
    yield from _answer(report, need, words)


def _answer(report: Report, need: Need, words: Words) -> Iterator[Block]:
    """What the municipality has decided to say of a need, or one place to write it."""
    decided = report.decided.get(need.need_id, {})
    told = [(words.letter_next, decided.get("skjer_videre")), (words.letter_not, decided.get("kan_ikke"))]
    yield from (Block("text", shorten(text, LONGEST_ANSWER), label) for label, text in told if text)
    if not any(text for _, text in told):
        yield Block("fill", words.letter_answer_fill.format(need_id=need.need_id))


def _tell_end(report: Report, words: Words) -> Iterator[Block]:
    """Who was not heard, where the report is, and whom to ask."""
    if report.unknown:
        yield Block("heading", words.not_known)
    yield from (Block("text", shorten(line, LONGEST_ANSWER)) for line in report.unknown[:1])
    yield Block("heading", words.letter_whole)
    yield Block("fill", words.letter_whole_fill)
    yield Block("text", words.letter_tell_us)
    yield Block("text", words.letter_bye)
    yield (
        Block("text", shorten(report.responsible, LONGEST_NAME))
        if report.responsible
        else Block("fill", words.letter_bye_fill)
    )


# --- the page ----------------------------------------------------------------------------------------

_TAGS = {"title": "h1", "heading": "h2", "need": "h3", "quote": "blockquote"}
_STYLE = f"""
body {{ margin: 0 auto; max-width: 42rem; padding: 1rem; font: 1.0625rem/1.6 Arial, sans-serif; color: #222; }}
h1, h2, h3 {{ color: {INK}; line-height: 1.25; overflow-wrap: anywhere; }}
p, blockquote {{ overflow-wrap: anywhere; }}
blockquote {{ margin: 1rem 0; padding-left: 1rem; border-left: 0.25rem solid {PALE}; }}
mark {{ background: #{FILL}; color: #222; font-weight: bold; }}
@media print {{ body {{ max-width: none; }} h2, h3 {{ break-after: avoid; }} }}
"""
_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _write_block(block: Block) -> str:
    text = html.escape(clean(block.text))
    if block.kind == "fill":
        return f"<p><mark>{text}</mark></p>"
    label = f"<strong>{html.escape(block.label)}</strong> " if block.label else ""
    tag = _TAGS.get(block.kind, "p")
    return f"<{tag}>{label}{text}</{tag}>" if tag != "blockquote" else f"<blockquote><p>{text}</p></blockquote>"
