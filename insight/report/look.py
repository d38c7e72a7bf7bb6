"""How the report looks: colours, the styles of cells, and how tall a row must be."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

LINE, TALLEST = 15, 400
"""Points: of a line of text, and of the tallest row (Excel allows 409)."""
LETTERS = 1.2
"""Letters to a unit of column width; the unit is a digit, and most letters are narrower."""
INK, LINK, PALE, BAR = "#1F3864", "#0B5394", "#D0D7E2", "#2E75B6"
FRONT_WIDTHS = (20, 105)
TABLE_STYLE = "Table Style Light 1"

_TEXT = {"text_wrap": True, "valign": "top"}
_CELL = {**_TEXT, "bottom": 1, "bottom_color": PALE}
_HEADER = {"text_wrap": True, "valign": "vcenter", "bold": True, "font_color": "#FFFFFF", "bg_color": INK}
_NUMBER = {**_CELL, "text_wrap": False, "align": "right", "indent": 1}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": INK},
    "note": {"font_color": "#404040"},
    "section": {**_TEXT, "bold": True, "font_color": INK},
    "paragraph": _TEXT,
    "link": {"font_color": LINK, "underline": 1, "valign": "top"},
    "header": _HEADER,
    "number header": {**_HEADER, "align": "right", "indent": 2},  # room for the filter's button
    "text": _CELL,
    "cell link": {**_CELL, "font_color": LINK, "underline": 1},
    "number": {**_NUMBER, "num_format": "#,##0"},
    "decimal": {**_NUMBER, "num_format": "0.00"},
    "share": {**_NUMBER, "num_format": "0\u00a0%"},
}


def measure_height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Points enough for the longest text when wrapped; not every program finds the height itself."""
    lines = [
        sum(len(textwrap.wrap(line, int(LETTERS * width))) or 1 for line in value.split("\n"))
        for value, width in zip(values, widths, strict=False)
        if isinstance(value, str)
    ]
    return min(TALLEST, LINE * max(lines, default=1) + 3)
