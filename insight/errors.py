"""What can go wrong, said so that the reader can mend it: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable


class InsightError(Exception):
    """Something the user can mend. Holds every fault found, so that all can be mended at once.

    `faults` are whole bokmål sentences; `str()` gives one a line.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults: tuple[str, ...] = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


class ReadError(InsightError):
    """A file of answers cannot be read; each fault names its file."""


class ConfigError(InsightError):
    """prosjekt.toml, or a setting given in its place, does not say what it must."""


class TableError(InsightError):
    """A table does not hold what its declaration in `insight.tables` promises."""


class PersonalDataError(InsightError):
    """Finished files hold what may be personal data; the faults tell the places and the types, never the values."""


def raise_all(error: type[InsightError], faults: Iterable[str]) -> None:
    """Raise `error` with every fault, or return quietly when there is none."""
    found = tuple(faults)
    if found:
        raise error(*found)
