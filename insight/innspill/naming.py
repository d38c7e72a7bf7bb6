"""What a project says of columns, for all files or for one, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from insight.errors import ReadError, raise_all
from insight.innspill.columns import Named, find_headers
from insight.innspill.find import is_named
from insight.innspill.roles import ROLES
from insight.tables import CHANNELS, DATE_ORDERS

SETTINGS = {"kanal": CHANNELS, "datoer": DATE_ORDERS}
"""What may be said of a whole file beside its columns: how the answers came in, and how a/b/yyyy is read."""


@dataclass(frozen=True)
class FileNames:
    """Headers for each role, and SETTINGS: `common` to all files, and `own` by the name of a file, which goes first."""

    common: Named
    own: Mapping[str, Named]

    def for_file(self, source: str) -> Named:
        own = {
            role: headers
            for name, named in self.own.items()
            if is_named(source, [name])
            for role, headers in named.items()
        }
        return {**self.common, **own}


def read_names(columns: Mapping[str, Any]) -> FileNames:
    """The user's mapping, checked. Raises ReadError naming every unknown key."""
    own = {name: value for name, value in columns.items() if isinstance(value, Mapping)}
    common = {role: value for role, value in columns.items() if role not in own}
    faults = _fault_roles(common, "[kolonner]")
    for name, named in own.items():
        faults += _fault_roles(named, f'[kolonner."{name}"]')
    raise_all(ReadError, faults)
    return FileNames(_as_tuples(common), {name: _as_tuples(named) for name, named in own.items()})


def fault_unknown_headers(names: FileNames, headers: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each named file that is not there, and each named header that no file has.

    `headers` holds those of each file that was read, none for notes.
    """
    faults = []
    for name, named in names.own.items():
        sources = [source for source in headers if is_named(source, [name])]
        if not sources:
            faults.append(f"[kolonner] nevner filen «{name}», men den er ikke blant filene: {', '.join(headers)}.")
        faults += [fault for source in sources for fault in _fault_missing(named, {source: headers[source]})]
    tables = {source: found for source, found in headers.items() if found}
    return faults + _fault_missing(names.common, tables)


def _fault_missing(named: Named, headers: Mapping[str, Sequence[str]]) -> list[str]:
    wanted = [(role, header) for role, listed in named.items() if role in ROLES for header in listed]
    missing = [pair for pair in wanted if not any(find_headers(found, [pair[1]]) for found in headers.values())]
    where = " ".join(f"Kolonnene i {source} er: {', '.join(found)}." for source, found in headers.items())
    return [
        f"[kolonner] sier at {role} er «{header}», men ingen fil har den kolonnen. {where}" for role, header in missing
    ]


def _fault_roles(named: Mapping[str, Any], where: str) -> list[str]:
    faults = []
    for role, value in named.items():
        if role in SETTINGS:
            if value not in SETTINGS[role]:
                faults.append(f"{where}: {role} må være en av: {', '.join(SETTINGS[role])}.")
        elif role not in ROLES:
            near = get_close_matches(role, [*ROLES, *SETTINGS], n=1)
            hint = f"Mente du «{near[0]}»?" if near else f"Kjente navn er {', '.join([*ROLES, *SETTINGS])}."
            faults.append(f"{where}: «{role}» er ikke kjent. {hint}")
        elif not _is_text_or_texts(value):
            faults.append(f"{where}: {role} må være en overskrift, eller en liste av overskrifter i anførselstegn.")
    return faults


def _is_text_or_texts(value: object) -> bool:
    headers = value if isinstance(value, (list, tuple)) else [value]
    return all(isinstance(header, str) for header in headers)


def _as_tuples(named: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {role: (value,) if isinstance(value, str) else tuple(value) for role, value in named.items()}
