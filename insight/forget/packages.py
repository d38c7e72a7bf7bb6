"""Office files and zip files as parts: read, changed, checked for what should be gone, and put together again."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from insight.forget.xml_places import cut, find_elements
from insight.innspill.packages import is_xml, open_package, read_members

LONG = 8
"""Signs in a value that is looked for inside other texts; shorter ones must be all of a text."""
_TYPES = "[Content_Types].xml"


class CannotRewriteError(Exception):
    """Why a file cannot be rewritten without the risk that something stays or others' answers change, in bokmål."""


def read_parts(content: bytes, source: str) -> dict[str, bytes]:
    """Each file of a package. Raises ReadError for one that is not safe to unpack."""
    with open_package(content, source) as package:
        return dict(read_members(package, source))


def write_parts(content: bytes, parts: Mapping[str, bytes], source: str) -> bytes:
    """The package with these parts, in its own order and with its own dates; parts that are not given are left out."""
    written = io.BytesIO()
    with open_package(content, source) as package, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for member in package.infolist():
            if member.filename in parts or member.is_dir():
                entry = ZipInfo(member.filename, member.date_time)
                entry.compress_type, entry.external_attr = member.compress_type, member.external_attr
                made.writestr(entry, parts.get(member.filename, b""))
    return written.getvalue()


def find_relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to (ECMA-376 part 2, 9.3): the relation's number -> (kind, the other part or its address)."""
    folder, name = posixpath.split(part)
    relations = parts.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels", b"")
    found = {}
    for element in find_elements(relations) if relations else []:
        if element.name == "Relationship":
            target, kind = element.attributes.get("Target", ""), element.attributes.get("Type", "").rpartition("/")[2]
            is_outside = element.attributes.get("TargetMode") == "External"
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.attributes.get("Id", "")] = (kind, target if is_outside else inside)
    return found


def drop_part(parts: dict[str, bytes], part: str) -> None:
    """Take a part out, with every mention of it in the list of types and among relations."""
    parts.pop(part, None)
    for name in [name for name in parts if name.endswith(".rels") or name == _TYPES]:
        folder = posixpath.dirname(posixpath.dirname(name)) if name.endswith(".rels") else ""
        edits = []
        for element in find_elements(parts[name]):
            told = element.attributes.get("Target") or element.attributes.get("PartName") or ""
            if told and posixpath.normpath(posixpath.join("/", folder, told)) == f"/{part}":
                edits.append((element.start, element.end, b""))
        parts[name] = cut(parts[name], edits)


def find_residue(parts: Mapping[str, bytes], values: Collection[str], whole_only: Collection[str] = ()) -> str:
    """The first part in which one of the values still stands, or "".

    In XML texts and attributes are compared; elsewhere bytes, as UTF-8 and UTF-16. In the parts `whole_only`, which
    hold other people's answers, a value must be all of a text.
    """
    wanted = {squeeze(value) for value in values if squeeze(value)}
    long = [value for value in wanted if len(value) >= LONG]
    for name, content in parts.items():
        if is_xml(name, content):
            try:
                texts = _read_texts(content)
            except (expat.ExpatError, ValueError) as error:
                raise CannotRewriteError(f"delen {name} kan ikke gjennomsøkes") from error
            is_held = any(
                text in wanted or (name not in whole_only and any(value in text for value in long)) for text in texts
            )
        else:
            is_held = any(
                value.encode(codec, "replace") in content for value in long for codec in ("utf-8", "utf-16-le")
            )
        if is_held:
            return name
    return ""


def _read_texts(xml: bytes) -> Iterable[str]:
    elements = find_elements(xml)
    texts = [squeeze(element.text) for element in elements]
    return {*texts, *(squeeze(value) for element in elements for value in element.attributes.values())} - {""}


def squeeze(text: str) -> str:
    """A text as it is compared: blanks as one, Excel's own escapes (_x000D_) left out, in small letters."""
    return " ".join(re.sub(r"_x[0-9A-Fa-f]{4}_", " ", text).split()).casefold()
