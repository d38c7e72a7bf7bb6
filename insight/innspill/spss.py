"""SPSS files (.sav, .zsav): the answers, with variable labels as questions and value labels as options.

Format: the SPSS system file as PSPP's developers describe it (GNU, "System File Format"); read with pyreadstat.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from insight.errors import ReadError
from insight.innspill.codebook import Codebook, name_variable
from insight.innspill.formats import Format
from insight.innspill.parse_spss import TOO_LARGE
from insight.innspill.sheets import Cell, Grid

SPSS_MAGIC = (b"$FL2", b"$FL3")
SPSS = Format("SPSS", fits=lambda records: False)
"""Known by its container: no header tells it, and whichever tool made it, its headers are asked first."""
MAX_SECONDS = 600
_BROKEN = (
    "SPSS-filen er ødelagt eller bare delvis lastet ned. Hent den på nytt, "
    "eller åpne den i SPSS eller PSPP og lagre den som .csv."
)
_LARGE = "SPSS-filen er større enn det er trygt å lese. Del den i flere, eller lagre bare kolonnene som trengs."
_PARSER = Path(__file__).with_name("parse_spss.py")
_EPOCH = datetime(1582, 10, 14)
"""SPSS counts seconds from here, the beginning of the Gregorian calendar."""
_DATED = re.compile(r"(?:DATE|ADATE|EDATE|SDATE|JDATE|MOYR|QYR|WKYR|DATETIME|YMDHMS)[\d.]*")


def read_spss(content: bytes, source: str) -> tuple[Grid, Codebook]:
    """Variable names as headers and one row a case, numbered as SPSS does; user-missing values are empty.

    Raises ReadError for a file that is cut, is something else, or unpacks to more than is safe to read.
    """
    if not content.startswith(SPSS_MAGIC):
        raise ReadError(f"{source}: er ikke en SPSS-fil (.sav). Hent den på nytt, eller lagre den som .csv.")
    told = _parse(content, source)
    dated = [_DATED.fullmatch(kind) is not None for kind in told["types"]]
    cells = [
        [_read_cell(value, dates) for value in column] for column, dates in zip(told["columns"], dated, strict=True)
    ]
    rows = [(row, list(line)) for row, line in enumerate(zip(*cells, strict=True), start=1)]
    return Grid([(0, list(told["names"])), *rows]), _describe(told, source)


def _parse(content: bytes, source: str) -> dict[str, Any]:
    """In a process of its own: a few changed bytes are enough to bring down pyreadstat, and all that runs with it."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_PARSER)], input=content, capture_output=True, timeout=MAX_SECONDS, check=True
        )
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError) as error:
        is_large = isinstance(error, subprocess.TimeoutExpired) or getattr(error, "returncode", None) == TOO_LARGE
        raise ReadError(f"{source}: {_LARGE if is_large else _BROKEN}") from error


def _read_cell(value: object, is_dated: bool = False) -> Cell:
    if isinstance(value, str):
        return value
    if not isinstance(value, int | float) or not math.isfinite(value):
        return ""
    if is_dated:
        try:
            return _EPOCH + timedelta(seconds=value)
        except OverflowError:
            return ""
    return str(int(value)) if float(value).is_integer() else repr(value)


def _describe(told: Mapping[str, Any], source: str) -> Codebook:
    """Question texts and labels; check boxes where the file tells which variables are one question."""
    texts = {name: name_variable(text) for name, text in told["texts"].items()}
    labels = {
        name: {str(_read_cell(code)): name_variable(label) for code, label in found}
        for name, found in told["labels"].items()
    }
    names = {name.casefold(): name for name in told["names"]}  # a set names its variables in any case
    questions = {name: text for name, text in texts.items() if text}
    options: dict[str, tuple[str, str]] = {}
    roles: dict[str, str] = {}
    for key, joined in told["sets"].items():
        if joined.get("is_dichotomy") and str(joined.get("counted_value")) in ("1", "1.0"):
            question = name_variable(key)
            questions[question], roles[question] = name_variable(joined.get("label")) or question, "flervalg"
            listed = [name_variable(box).casefold() for box in joined["variable_list"]]
            boxes = [names[box] for box in listed if box in names]
            options |= {box: (question, texts.get(box) or box) for box in boxes}
    return Codebook(source, SPSS.name, questions, labels, roles, options)
