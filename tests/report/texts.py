"""The files of texts, as the tests read them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from insight.report.words import FOLDER


def read_file(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / language / name).read_text(encoding="utf-8"))


def list_texts(text: Any) -> Iterator[str]:
    """Every single text in a file, or in a part of it."""
    if isinstance(text, str):
        yield text
    else:
        for each in text.values() if isinstance(text, Mapping) else text:
            yield from list_texts(each)
