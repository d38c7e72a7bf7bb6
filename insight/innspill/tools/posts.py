"""Posts with a title and a body, as boards and platforms write them: one text a row."""

from __future__ import annotations

from collections.abc import Sequence

from insight.innspill.codebook import name_variable
from insight.innspill.sheets import Cell, cell_text


def join_post(title: str, body: str) -> str:
    """The title as a sentence before the body; once, where the body begins with it or one of them is empty."""
    title = name_variable(title)
    if not title or body.casefold().startswith(title.casefold()):
        return body
    if not body:
        return title
    return f"{title} {body}" if title[-1] in ".!?:…" else f"{title}. {body}"


def read_first(cells: Sequence[Cell], places: Sequence[int]) -> Cell:
    """The first of the places that holds something; "" when none does."""
    return next((cells[place] for place in places if cell_text(cells[place]).strip()), "")


def read_text(cells: Sequence[Cell], places: Sequence[int]) -> str:
    return cell_text(read_first(cells, places)).strip()
