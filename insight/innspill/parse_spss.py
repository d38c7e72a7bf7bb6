"""The parser of SPSS files, run as a process of its own: a damaged file can bring it down, and then only it.

Reads the file from standard input and writes JSON to standard output. Ends with TOO_LARGE for a file that unpacks to
more than is safe to read, and with another error for one that cannot be read. Knows nothing of the rest of the package.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

MAX_CELLS = 20_000_000
MAX_BYTES = 1 << 30
MAX_MEMORY = 6 << 30
TOO_LARGE = 3


def main() -> None:
    _limit_process()
    content = sys.stdin.buffer.read()
    try:
        told = parse(content)
        sys.stdout.write(json.dumps(told))
    except MemoryError:
        told = {}
    if not told:
        sys.exit(TOO_LARGE)


def parse(content: bytes) -> dict[str, Any]:
    """By the encoding that the file tells; one that tells none, or a wrong one, by Windows-1252."""
    try:
        return _read(content, None)
    except Exception as error:
        if "encoding" not in str(error):
            raise
        return _read(content, "WINDOWS-1252")


def _read(content: bytes, encoding: str | None) -> dict[str, Any]:
    """Columns as they stand (times as seconds), with what the file tells of them; {} when there is too much."""
    import pyreadstat

    def read(**settings: Any) -> Any:
        return pyreadstat.read_sav(io.BytesIO(content), output_format="dict", encoding=encoding, **settings)

    _, described = read(metadataonly=True)
    width = max(sum(described.variable_storage_width.values()), 1)
    limit = min(MAX_CELLS // max(described.number_columns, 1), MAX_BYTES // width)
    columns, described = read(row_limit=limit + 1, disable_datetime_conversion=True)
    if any(len(column) > limit for column in columns.values()):
        return {}
    names = list(described.column_names)
    return {
        "names": [name or "" for name in names],  # None is seen in damaged files
        "columns": [list(columns[name]) for name in names],
        "types": [described.original_variable_types.get(name) or "" for name in names],
        "texts": described.column_names_to_labels,
        "labels": {name: list(found.items()) for name, found in described.variable_value_labels.items()},
        "sets": described.mr_sets,
    }


def _limit_process() -> None:
    """No more memory than a large file needs, and no core file: answers would stand in it. Not on Windows."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
