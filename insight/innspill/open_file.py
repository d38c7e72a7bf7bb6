"""What one file holds before anybody knows its questions: tables, notes, a letter or a code book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from insight.errors import ReadError
from insight.innspill.codebook import Codebook, choose_codebook
from insight.innspill.delimited import DELIMITERS, find_delimiter, read_rows
from insight.innspill.encodings import decode_text
from insight.innspill.excel import check_office_file, read_workbook
from insight.innspill.find import KINDS_READ, READABLE
from insight.innspill.formats import Format
from insight.innspill.mail import Mail, is_mail, read_mail
from insight.innspill.mojibake import repair_records
from insight.innspill.notes import Line, read_text_lines
from insight.innspill.ole import OLE_MAGIC
from insight.innspill.packages import ZIP_MAGIC
from insight.innspill.sheets import Grid, cell_text
from insight.innspill.spss import SPSS, SPSS_MAGIC, read_spss
from insight.innspill.tools import surveyxact
from insight.innspill.tools.nettskjema import read_nettskjema_codebook
from insight.innspill.word import read_word_lines, tell_unread

OFFICE = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx")


@dataclass(frozen=True)
class Opened:
    """One of `grids`, `lines`, `mail` and `codebook`, or the fault that hindered it.

    `tool` is the survey tool where the container tells it, and `codebook` beside grids is the file's own. `reader` and
    `channel` are what notes are called.
    """

    source: str
    sha256: str = ""
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] | None = None
    mail: Mail | None = None
    codebook: Codebook | None = None
    tool: Format | None = None
    reader: str = ""
    channel: str = ""
    encoding: str = ""
    n_unread: int = 0
    notes: tuple[str, ...] = ()
    fault: str = ""


def open_file(source: str, content: bytes, digest: str) -> Opened:
    """Never raises for what the file holds: a file that cannot be read comes back with its fault."""
    suffix = PurePosixPath(source).suffix.casefold()
    if suffix == ".pdf":
        return Opened(source, digest, notes=("PDF leses ikke: åpne den i Word, se over punktene og lagre som .docx",))
    if suffix not in READABLE:
        return Opened(source, digest, notes=(f"filtypen leses ikke; det som leses, er {KINDS_READ}",))
    try:
        opened = _open_content(source, suffix, content)
    except ReadError as error:
        return Opened(source, digest, fault=str(error))
    return replace(opened, sha256=digest)


def _open_content(source: str, suffix: str, content: bytes) -> Opened:
    """By what the file holds: a workbook may be called .csv. The ending only parts tables from notes."""
    if not content.strip():
        raise ReadError(f"{source}: filen er tom. Hent den på nytt, eller slett den.")
    if content.startswith(SPSS_MAGIC) or suffix in (".sav", ".zsav"):
        grid, codebook = read_spss(content, source)
        return Opened(source, grids=(grid,), codebook=codebook, tool=SPSS)
    if suffix == ".json":
        return _open_json(source, content)
    if suffix == ".eml" or is_mail(content):
        return Opened(source, mail=read_mail(content, source))
    if suffix in OFFICE or content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return _open_office(source, content)
    return _open_text(source, suffix, content)


def _open_json(source: str, content: bytes) -> Opened:
    codebook = read_nettskjema_codebook(content, source)
    if codebook is None:
        return Opened(source, notes=("er ikke en kodebok fra Nettskjema; annen JSON leses ikke",))
    return Opened(source, codebook=codebook, reader="Nettskjema, kodebok")


def _open_office(source: str, content: bytes) -> Opened:
    if check_office_file(content, source) == "docx":
        lines, note = tuple(read_word_lines(content, source)), tell_unread(content)
        return Opened(source, lines=lines, reader="Word", channel="verksted", notes=(note,) if note else ())
    grids, note = read_workbook(content, source)
    if not grids:
        raise ReadError(
            f"{source}: arbeidsboken har ingen synlige ark med noe i{f' ({note})' if note else ''}. "
            "Vis arket med svarene og lagre, eller slett filen."
        )
    notes = [note] if note else []
    repaired = [repair_records(grid.records) for grid in grids]
    grids = [grid._replace(records=records) for grid, (records, _) in zip(grids, repaired, strict=True)]
    if n_repaired := sum(n for _, n in repaired):
        notes.append(f"{n_repaired} tegn var lagret med feil tegnsett og er rettet")
    if joined := surveyxact.join_workbook(grids, source):
        own, codebook = joined
        return Opened(source, grids=tuple(own), codebook=codebook, tool=surveyxact.SURVEYXACT, notes=tuple(notes))
    return Opened(source, grids=tuple(grids), notes=tuple(notes))


def _open_text(source: str, suffix: str, content: bytes) -> Opened:
    text, encoding, notes = decode_text(content, source)
    delimiter = find_table(text, suffix)
    if delimiter is None:
        lines = tuple(read_text_lines(text))
        return Opened(source, lines=lines, reader="notat", channel="notat", encoding=encoding, notes=tuple(notes))
    table = read_rows(text, source, delimiter)
    codebook = surveyxact.read_codebook([table.grid], source) if surveyxact.is_codebook(table.grid) else None
    return Opened(
        source,
        grids=(table.grid,),
        codebook=codebook,
        encoding=encoding,
        n_unread=len(table.unread),
        notes=(*notes, *table.notes),
        reader="SurveyXact, kodebok" if codebook else "",
    )


def find_table(text: str, suffix: str) -> str | None:
    """The delimiter of the table in a text file, or None for notes. Commas in a .txt are commas."""
    if suffix == ".md":
        return None
    if suffix == ".txt":
        return find_delimiter(text, (";", "\t")) or None
    return find_delimiter(text, DELIMITERS)


def list_codebooks(opened: Sequence[Opened]) -> list[Codebook]:
    """The code books that lie beside the answers. A table that only looks like one must have answers it fits."""
    books = [each.codebook for each in opened if each.codebook and each.reader]
    answers = ((each.source, grid) for each in opened if not each.reader for grid in each.grids if grid.records)
    is_used = any(choose_codebook(books, list(map(cell_text, grid.records[0][1])), source) for source, grid in answers)
    return books if is_used else [each.codebook for each in opened if each.codebook and each.reader and not each.grids]
