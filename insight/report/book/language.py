"""The language of the workbook, which its readers' programs look for."""

from __future__ import annotations

import io
import zipfile

TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def set_language(workbook: bytes, language: str) -> bytes:
    """The same .xlsx with its language told; the same bytes in give the same bytes out.

    A workbook has no place for the language of a cell. Told are `dc:language` of the core properties (ECMA-376 part 2,
    the Open Packaging Conventions; Excel and the file's properties in Windows show it), and the language of the text
    of charts and drawings (`c:lang` and `lang` of DrawingML), which XlsxWriter writes as American English.
    """
    tag = TAGS[language].encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(
                    b"</cp:coreProperties>", b"<dc:language>" + tag + b"</dc:language></cp:coreProperties>"
                )
            elif part.filename.startswith(("xl/charts/", "xl/drawings/")):
                content = content.replace(b'lang="en-US"', b'lang="' + tag + b'"')
                content = content.replace(b'<c:lang val="en-US"/>', b'<c:lang val="' + tag + b'"/>')
            new.writestr(part, content)
    return written.getvalue()
