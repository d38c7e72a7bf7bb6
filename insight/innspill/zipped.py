"""Zip files of exports: the files in them, each read as if it lay in a folder of the zip file's name."""

from __future__ import annotations

from pathlib import PurePosixPath

from insight.errors import ReadError
from insight.innspill.find import number_name, show_name
from insight.innspill.packages import ZIP_MAGIC, find_kind, open_package, read_members

MAX_FILES = 1_000
_OFFICE = frozenset(("[Content_Types].xml", "META-INF/manifest.xml"))
"""Stands in every file of Office: one that lacks its main part is broken, and no archive."""
_OURS = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


def is_archive(content: bytes) -> bool:
    """Whether a file is a zip file that no Office program wrote. False for one that is broken."""
    if not content.startswith(ZIP_MAGIC):
        return False
    try:
        with open_package(content, "") as package:
            return find_kind(package) == "zip" and not _OFFICE.intersection(package.namelist())
    except ReadError:
        return False


def unpack(content: bytes, source: str) -> list[tuple[str, bytes]]:
    """The name ("<source>/<name in the zip file>") and content of each file, sorted by name.

    Nothing is written to disk. Hidden files and those the operating system adds are left out; a zip file in the zip
    file is not unpacked, which its reading then tells. Raises ReadError for one that is broken, locked, unpacks to
    more than is safe, or names files outside itself.
    """
    with open_package(content, source) as package:
        names = [member.filename for member in package.infolist() if not member.filename.endswith("/")]
        outside = [name for name in names if _is_outside(name)]
        if outside:
            raise ReadError(
                f"{source}: inneholder filer med sti ut av zip-filen ({_shorten(outside[0])}). "
                "Pakk den ut selv, og legg bare filene med svar i mappen."
            )
        if len(names) > MAX_FILES:
            raise ReadError(f"{source}: inneholder {len(names)} filer, mer enn {MAX_FILES}. Del den i flere.")
        files: dict[str, bytes] = {}
        for name, held in sorted(read_members(package, source)):
            if not _is_ours(name):
                files[number_name(f"{source}/{show_name(name)}", files)] = held
    if not files:
        raise ReadError(f"{source}: zip-filen er tom. Hent den på nytt, eller slett den.")
    return sorted(files.items())


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    has_drive = ":" in str(path).partition("/")[0]  # not parts[0]: the name "." has no parts
    return path.is_absolute() or ".." in path.parts or has_drive or any(ord(sign) < 32 for sign in name)


def _is_ours(name: str) -> bool:
    parts = name.casefold().split("/")
    return any(part.startswith((".", "~$")) or part in _OURS for part in parts)


def _shorten(name: str) -> str:
    return ascii(name[:60]).strip("'")
