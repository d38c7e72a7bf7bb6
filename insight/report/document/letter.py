"""«Du sa, vi gjorde»: the letter back to those who took part, as a Word document and as a page."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from insight.errors import InsightError
from insight.look import INK, PALE
from insight.report.document.parts import write, write_heading
from insight.report.document.shell import FILL, LOCALES, open_document, save_document
from insight.report.numerals import spell_date
from insight.report.plain import clean, shorten
from insight.report.shapes import Excerpt, Need, Report, quotes_of
from insight.report.words import Words, read_words

SHORT_QUOTE = 20
"""Words in a quote that is short enough for a letter."""
LONGEST_QUOTE, LONGEST_NAME, LONGEST_ANSWER = 240, 120, 2000


@dataclass(frozen=True)
class Answer:
    """What the municipality has decided to say of a need: what happens next, and what cannot be done and why."""

    happens: str = ""
    cannot: str = ""


class Block(NamedTuple):
    """A piece of the letter: "title", "about", "heading", "need", "text", "quote" or "fill" (for people to write)."""

    kind: str
    text: str


def write_letter_word(report: Report, path: str | Path, answers: Mapping[str, Answer] | None = None) -> None:
    """Write the letter as a .docx; the same report and answers give the same bytes.

    `answers` has, by number of need, what the municipality says itself. Where it says nothing, there is a marked place
    to fill in: the tool promises nothing on anybody's behalf. Raises InsightError when the file cannot be written.
    """
    words = read_words(report.language)
    title = words.letter_title
    document = open_document(report.language, title=title, author=report.kommune, date=report.date)
    styles = {"title": "Title", "about": "Subtitle", "quote": "Quote", "fill": "Fill In"}
    levels = {"heading": 1, "need": 2}
    for block in list_blocks(report, words, answers or {}):
        if block.kind in levels:
            write_heading(document, block.text, levels[block.kind])
        else:
            write(document, block.text, styles.get(block.kind, "Normal"))
    save_document(document, path)


def write_letter_html(report: Report, path: str | Path, answers: Mapping[str, Answer] | None = None) -> None:
    """Write the letter as one .html that fetches nothing and runs nothing; the same input gives the same bytes.

    The policy (W3C, Content Security Policy Level 3) allows one style sheet, by its hash, and nothing else. All text is
    escaped. Raises InsightError when the file cannot be written.
    """
    words = read_words(report.language)
    blocks = list_blocks(report, words, answers or {})
    sign = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    page = _PAGE.format(
        lang=LOCALES[report.language],
        policy=f"default-src 'none'; style-src 'sha256-{sign}'; base-uri 'none'; form-action 'none'",
        title=html.escape(words.letter_title),
        style=_STYLE,
        body="\n".join(map(_write_block, blocks)),
    )
    try:
        Path(path).write_bytes(page.encode())
    except OSError as error:
        raise InsightError(
            f"{Path(path).name}: får ikke skrevet filen. Er den åpen i et annet program? Lukk den og prøv igjen."
        ) from error


def list_blocks(report: Report, words: Words, answers: Mapping[str, Answer]) -> tuple[Block, ...]:
    """The letter from the top: thanks, what was heard, what happens, what cannot be done, what is not known."""
    about = words.letter_about.format(title=shorten(report.title, LONGEST_NAME), number=report.round_number)
    sender = [shorten(report.kommune, LONGEST_NAME), about, spell_date(words, report.date)]
    return (
        Block("title", words.letter_title),
        Block("about", " · ".join(filter(None, sender))),
        Block("fill", words.letter_draft),
        Block("heading", words.letter_hello),
        Block("text", words.letter_thanks),
        *(Block("text", shorten(line, LONGEST_ANSWER)) for line in report.summary[:1]),
        Block("heading", words.letter_heard),
        Block("text", words.letter_order if report.needs else words.letter_none),
        *(block for need in report.needs for block in _tell_need(report, need, words, answers)),
        *_tell_end(report, words),
    )


def _tell_need(report: Report, need: Need, words: Words, answers: Mapping[str, Answer]) -> Iterator[Block]:
    """The need, one of its quotes, what happens with it, and what cannot be done."""
    name = shorten(need.title, LONGEST_NAME)
    yield Block("need", f"{need.need_id} {name}")
    if need.sentence:
        sentence = shorten(need.sentence, LONGEST_QUOTE)
        is_theirs = need.sentence_by in ("menneske", words.say("menneske"))
        yield Block("text", sentence if is_theirs else words.letter_proposed.format(sentence=sentence))
    quote = _choose_quote(quotes_of(report, need.need_id))
    if quote:
        yield Block("quote", words.letter_quote.format(quote=quote))
    answer = answers.get(need.need_id, Answer())
    told = f"{need.need_id} {name}"
    for label, text, fill in (
        (words.letter_next, answer.happens, words.letter_next_fill),
        (words.letter_not, answer.cannot, words.letter_not_fill),
    ):
        if text:
            yield Block("text", f"{label} {shorten(text, LONGEST_ANSWER)}")
        else:
            yield Block("fill", fill.format(need=told))


def _choose_quote(quotes: tuple[Excerpt, ...]) -> str:
    """The first short quote, else the first, in one line."""
    short = [quote.quote for quote in quotes if len(quote.quote.split()) <= SHORT_QUOTE]
    chosen = [*short, *(quote.quote for quote in quotes)]
    return shorten(chosen[0], LONGEST_QUOTE) if chosen else ""


def _tell_end(report: Report, words: Words) -> Iterator[Block]:
    if report.unknown:
        yield Block("heading", words.not_known)
    yield from (Block("text", shorten(line, LONGEST_ANSWER)) for line in report.unknown)
    yield Block("heading", words.letter_whole)
    yield Block("fill", words.letter_whole_fill)
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
    tag = _TAGS.get(block.kind, "p")
    return f"<{tag}>{text}</{tag}>" if tag != "blockquote" else f"<blockquote><p>{text}</p></blockquote>"
