"""Zip files, which new Office files are: what is in them, and why one is not safe to hand to a parser."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from insight.errors import ReadError

ZIP_MAGIC = b"PK\x03\x04"
MAX_UNPACKED = 1 << 30
MAX_RATIO = 200
SMALL_ENOUGH = 50 << 20
MAX_MEMBERS = 10_000
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}


def open_package(content: bytes, source: str) -> zipfile.ZipFile:
    """A zip file whose declared sizes are safe. Raises ReadError: broken, locked, or grows too much when unpacked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # an untrusted file: zipfile raises some ten kinds when it was cut
        raise ReadError(tell_broken(source)) from error
    members = package.infolist()
    sizes = [(member.file_size, member.compress_size) for member in members]
    sizes.append((sum(unpacked for unpacked, _ in sizes), len(content)))
    for unpacked, packed in sizes:
        if unpacked > MAX_UNPACKED or (unpacked > SMALL_ENOUGH and unpacked > MAX_RATIO * packed):
            raise ReadError(
                f"{source}: pakkes ut til {unpacked >> 20} MiB, mer enn det er trygt å lese. "
                "Del filen i flere, eller lagre bare arket med svar."
            )
    if len(members) > MAX_MEMBERS:
        raise ReadError(f"{source}: inneholder {len(members)} filer, mer enn det er trygt å lese. Del den i flere.")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{source}: er låst med passord. Fjern passordet og lagre på nytt.")
    return package


def find_kind(package: zipfile.ZipFile) -> str:
    """xlsx, xlsb, docx, pptx, ods, odt or odp by what the package holds; "zip" when no Office program wrote it."""
    names = package.namelist()
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    if "mimetype" in names and "content.xml" in names:
        with suppress(Exception), package.open("mimetype") as member:  # a damaged one is found when all is read
            return _MIMETYPES.get(member.read(100).strip(), "zip")
    return "zip"


def read_members(package: zipfile.ZipFile, source: str) -> Iterator[tuple[str, bytes]]:
    """Each file of the package with its content, checked against its sum. Raises ReadError for one that is damaged.

    Two members with one name are refused too: two readers may each read their own.
    """
    members = [member for member in package.infolist() if not member.filename.endswith("/")]
    names = {member.filename.casefold() for member in members}
    if len(names) < len(members):
        raise ReadError(tell_broken(source))
    for member in members:
        try:
            content = package.read(member)
        except Exception as error:  # an untrusted file: zlib, bz2, lzma and zipfile each raise their own
            raise ReadError(tell_broken(source)) from error
        yield member.filename, content


def check_xml(content: bytes, source: str) -> None:
    """Office never declares entities; a file that does is an attack (billion laughs, files fetched from elsewhere).

    Raises ReadError. An encoding where `<!DOCTYPE` would be written with other bytes is refused for the same reason.
    """
    told = _ENCODING.search(content[:200])
    is_plain = told is None or told[1].lower() in _PLAIN
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or not is_plain or b"\0" in content[:200]:
        raise ReadError(
            f"{source}: inneholder XML med egne definisjoner, som Office aldri skriver. "
            "Filen er ikke trygg å lese. Åpne den i Office, lagre den på nytt og prøv igjen."
        )


def is_xml(name: str, content: bytes) -> bool:
    return name.endswith((".xml", ".rels")) or content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def tell_broken(source: str) -> str:
    return f"{source}: filen er ødelagt eller bare delvis lastet ned. Hent den på nytt, eller lagre den på nytt."
