"""The words of the report in bokmål, nynorsk and English: a folder of texts a language, a file a part of the report."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGUAGES = ("nb", "nn", "en")
FOLDER = Path(__file__).parent / "texts"


class Words:
    """Every text a reader of the report sees, in one language.

    `words.front` is a text, a tuple of texts or a mapping, as texts/<language>/*.toml has it; a text with {names} is
    filled by its `format`. Raises AttributeError for a name no file has.
    """

    def __init__(self, language: str, texts: Mapping[str, Any]) -> None:
        self.language = language
        self._texts = texts

    def __getattr__(self, name: str) -> Any:
        try:
            return self._texts[name]
        except KeyError:
            raise AttributeError(f"no text {name!r} in {self.language}") from None

    def say(self, value: str) -> str:
        """A value of a table (a kind, a group, a stamp ...) as this language has it; what people wrote stays as it is.

        Values joined by "; " are said one by one.
        """
        return "; ".join(self._texts["values"].get(part, part) for part in value.split("; "))


@cache
def read_words(language: str = "nb") -> Words:
    """The texts of one of LANGUAGES. Raises ValueError where there is no such language, or two files have one name."""
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of {', '.join(LANGUAGES)}")
    texts: dict[str, Any] = {}
    for file in sorted((FOLDER / language).glob("*.toml")):
        for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in texts:
                raise ValueError(f"{file.name} has {name!r}, and so has another file of {language}")
            texts[name] = _freeze(text)
    return Words(language, MappingProxyType(texts))


def _freeze(text: Any) -> Any:
    if isinstance(text, list):
        return tuple(map(_freeze, text))
    return MappingProxyType({name: _freeze(each) for name, each in text.items()}) if isinstance(text, dict) else text
