"""Takes personal data out of what is told of the files: headers, sheet names and notes, which people write too."""

from __future__ import annotations

from collections.abc import Iterable

from insight.innspill.mask import mask
from insight.innspill.wanted import Wanted, mask_known
from insight.tables import FILES, Files, check, finish

_TOLD = ("questions", "groups", "closed", "dropped", "unused", "note")


def mask_files(files: Files, removed: Iterable[tuple[str, str]] = ()) -> Files:
    """The same files with masked headers and notes; `removed` are (type, value) pairs taken out of the answers.

    Names of files stay as they are, for they lead back to the file. Raises TableError when `files` is not the table
    that `read_files` gives.
    """
    check(files, FILES)
    wanted = Wanted(removed)
    masked = {column: [_mask_parts(text, wanted) for text in files[column]] for column in _TOLD}
    return finish(files.assign(**masked), FILES)


def _mask_parts(told: str, wanted: Wanted) -> str:
    return " | ".join(mask(mask_known(part, wanted)) for part in told.split(" | "))
