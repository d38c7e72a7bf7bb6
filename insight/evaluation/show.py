"""An evaluation for reading: lines for the terminal, and HTML for a notebook."""

from __future__ import annotations

import html
import math
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

WIDTH, CELL = 100, 48
"""Signs of a line of prose, and of the widest cell in the terminal."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
REMARKS, UNMEASURED = "Merk", "Ikke målt"
Shown = Sequence[tuple[str, str, pd.DataFrame]]
"""(title, note, table)"""


def tell_sections(heading: str, shown: Shown, lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Every table as aligned lines, in bokmål with decimal comma."""
    lines = [spell(heading)]
    for title, note, table in shown:
        lines += ["", title, "-" * len(title), *_lay_out(table), *textwrap.wrap(note, WIDTH)]
    for title, told in lists.items():
        lines += ["", title, "-" * len(title), *(f"- {spell(each)}" for each in told)]
    return lines


def draw_html(heading: str, shown: Shown, lists: Mapping[str, Sequence[str]]) -> str:
    """The same as HTML: headings, tables with header cells, no script and no style but alignment."""
    parts = [f"<p><strong>{html.escape(spell(heading))}</strong></p>"]
    for title, note, table in shown:
        parts += [f"<h4>{html.escape(title)}</h4>", "".join(_draw_table(table))]
        parts += [f"<p>{html.escape(note)}</p>"] if note else []
    for title, told in lists.items():
        listed = "".join(f"<li>{html.escape(each)}</li>" for each in told)
        parts.append(f"<h4>{title}</h4><ul>{listed}</ul>")
    return "\n".join(parts)


def spell(value: object) -> str:
    """A cell as a reader sees it: 0,87 for a decimal, an en dash where there is none."""
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.2f}".replace(".", ",").replace("-", "−")
    return " ".join(_CONTROL.sub(" ", str(value)).split())


def _lay_out(table: pd.DataFrame) -> Iterator[str]:
    columns = [[str(name), *(_shorten(spell(value)) for value in table[name])] for name in table.columns]
    widths = [max(map(len, column)) for column in columns]
    is_text = [not pd.api.types.is_numeric_dtype(table[name]) for name in table.columns]
    for cells in zip(*columns, strict=True):
        laid = [
            cell.ljust(width) if text else cell.rjust(width)
            for cell, width, text in zip(cells, widths, is_text, strict=True)
        ]
        yield "  ".join(laid).rstrip()


def _shorten(cell: str) -> str:
    return cell if len(cell) <= CELL else f"{cell[: CELL - 1]}…"


def _draw_table(table: pd.DataFrame) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield from (f'<th scope="col">{html.escape(str(name))}</th>' for name in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.itertuples(index=False):
        first, *rest = (html.escape(spell(value)) for value in row)
        cells = "".join(f'<td style="text-align:right">{cell}</td>' for cell in rest)
        yield f'<tr><th scope="row" style="text-align:left">{first}</th>{cells}</tr>'
    yield "</tbody></table>"
