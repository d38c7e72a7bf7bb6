"""Text files with a table: which encoding, which delimiter, and every row as wide as the headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

from insight.errors import ReadError
from insight.innspill.sheets import Sheet, build_sheet

DELIMITERS = (";", ",", "\t")
NO_DELIMITER = "\x1f"  # csv needs one; this never stands in a table with a single column
MAX_FIELD = 10_000_000
SAMPLE = 20
MAX_NAMED = 10
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAVE_AS = "Åpne filen i Excel og lagre den som «CSV UTF-8»."


def decode_text(content: bytes, source: str) -> tuple[str, str]:
    """The text and its encoding: by its byte order mark, else UTF-8, else Windows-1252. Raises ReadError."""
    marked = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise ReadError(f"{source}: inneholder nulltegn og er ikke en ren tekstfil. {_SAVE_AS}")
        if not text.strip():
            raise ReadError(f"{source}: filen er tom.")
        return (text if "\n" in text else text.replace("\r", "\n")), encoding
    raise ReadError(f"{source}: tegnsettet er verken UTF-8 eller Windows-1252. {_SAVE_AS}")


def find_delimiter(text: str, candidates: Sequence[str] = DELIMITERS) -> str:
    """The delimiter that makes most of the first records as wide as the headers; "" for a single column.

    More than half of the records must agree, so that a comma in one long answer does not decide.
    """
    best, delimiter = (0.5, 1), ""
    for candidate in candidates:
        try:
            records = _read_records(text, "", candidate, strict=False, limit=SAMPLE)
        except ReadError:
            continue
        headers, *rows = [cells for cells in records if any(cells)] or [[]]
        agreeing = 1 + sum(len(cells) > 1 and _fits(cells, headers) for cells in rows)
        is_sentence = candidate == "," and all(header.startswith(" ") for header in headers[1:])
        if is_sentence and agreeing <= len(rows):  # "Hva trenger du, og hvorfor?" over a single column
            continue
        score = (agreeing / (1 + len(rows)), _width(headers))
        if score[1] > 1 and score > best:
            best, delimiter = score, candidate
    return delimiter


def read_delimited(text: str, source: str, delimiter: str) -> Sheet | None:
    """The table of a text file. Raises ReadError when quotes or the number of fields do not add up."""
    records = list(enumerate(_read_records(text, source, delimiter or NO_DELIMITER, strict=True), start=1))
    headers: list[str] = next((cells for _, cells in records if any(cells)), [])
    ragged = [row for row, cells in records if any(cells) and not _fits(cells, headers)]
    if ragged:
        named = ", ".join(map(str, ragged[:MAX_NAMED])) + (" ..." if len(ragged) > MAX_NAMED else "")
        raise ReadError(
            f"{source}: {len(ragged)} rader har ikke like mange felt som overskriftene ({_width(headers)}): "
            f"rad {named}. Trolig står skilletegnet eller et anførselstegn inne i et svar. "
            "Hent eksporten på nytt som Excel-fil, eller rett radene."
        )
    return build_sheet(records)


def _fits(cells: Sequence[str], headers: Sequence[str]) -> bool:
    """Empty cells beyond the headers do no harm; a filled one, or a missing field, moves answers."""
    return len(cells) >= _width(headers) and _width(cells) <= len(headers)


def _width(cells: Sequence[str]) -> int:
    """How many cells there are when the empty ones at the end are left out."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _read_records(text: str, source: str, delimiter: str, *, strict: bool, limit: int | None = None) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    records: list[list[str]] = []
    before = csv.field_size_limit(MAX_FIELD)
    try:
        for cells in islice(reader, limit):
            records.append(cells)
    except csv.Error as error:
        raise ReadError(
            f"{source}: rad {len(records) + 1}: anførselstegnene går ikke opp, eller svaret er for langt. "
            "Hent eksporten på nytt som Excel-fil, eller rett raden."
        ) from error
    finally:
        csv.field_size_limit(before)
    return records
