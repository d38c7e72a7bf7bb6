"""Writes what was found about columns as prosjekt.toml, for the analyst to mend."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from insight.innspill.columns import NAMED, find_headers
from insight.innspill.find import is_named
from insight.innspill.roles import CLOSED, ROLES, hide_person
from insight.tables import FileColumns

LISTS = ("fritekst", "personlig", *CLOSED, "utelat")
ANSWERS_BESIDE = """\
[mapper]                        # svarene ligger i samme mappe som denne filen
inn = "."
ut = "rapport"
utelat = ["rapport", "ordlister"]

"""
_HEAD = """\
# Forslag fra «insight check»: slik leses filene. Rett det som er feil; «?» merker det som er usikkert.
# Rollene er fritekst, id, tid, spoersmaal, alder, kjoenn, krets, rolle, personlig (stanses i døra), enkeltvalg,
# flervalg, stemmer og utelat. Alt som er riktig, kan også slettes: da finner verktøyet det selv.

"""
_WHY_NOT = "# Flere ark, eller navn som ikke skiller seg fra hverandre: nevn bare det som skal rettes."


def propose_project(columns: FileColumns, *, beside: bool) -> str:
    """All of a prosjekt.toml that gives the same reading as none does. `beside`: it will lie among the answers."""
    sections = [_write_section(source, table, set(columns["source"])) for source, table in columns.groupby("source")]
    return _HEAD + (ANSWERS_BESIDE if beside else "") + "\n".join(sections)


def propose_additions(columns: FileColumns, given: Mapping[str, object]) -> str:
    """The sections that a project's own prosjekt.toml lacks; `given` is its [kolonner]. Empty when it lacks none."""
    sources = set(columns["source"])
    sections = []
    for source, table in columns.groupby("source"):
        lacking = table[table["role"].isin(ROLES) & (table["why"] != NAMED)]
        if len(lacking) and _can_be_named(str(source), table, sources):
            roles = [role for role in ROLES if role in set(lacking["role"])]
            here = "  # delen finnes alt: føy til linjene der" if source in given else ""
            sections.append("\n".join([f"[kolonner.{_quote(source)}]{here}", *_write_roles(table, roles)]) + "\n")
    return "\n".join(sections)


def _write_section(source: object, table: pd.DataFrame, sources: set[str]) -> str:
    """One file's columns: by role where naming them changes nothing, else as comments."""
    shown = table.assign(header=table["header"].map(hide_person))
    rest = shown[~shown["role"].isin(ROLES)]
    lines = [f"[kolonner.{_quote(source)}]", *_write_roles(shown, ROLES)]
    if not _can_be_named(str(source), table, sources):
        lines = [_WHY_NOT, *(f"# {line}" for line in lines)]
    for role, header in zip(rest["role"], rest["header"], strict=True):
        lines.append(f"# {role or 'ikke brukt'}: {_quote(header)}")
    return "\n".join(lines) + "\n"


def _write_roles(table: pd.DataFrame, roles: Sequence[str]) -> list[str]:
    lines = []
    for role in roles:
        found = table[table["role"] == role]
        headers = [_quote(header) for header in found["header"]]
        doubts = [f"  # ? {_flatten(doubt)}" if doubt else "" for doubt in found["doubt"]]
        if role in LISTS and len(headers) > 1:
            rows = [f"    {header},{doubt}" for header, doubt in zip(headers, doubts, strict=True)]
            lines += [f"{role} = [", *rows, "]"]
        else:
            value = "[{}]" if role in LISTS else "{}"
            lines += [f"{role} = {value.format(header)}{doubt}" for header, doubt in zip(headers, doubts, strict=True)]
    return lines


def _can_be_named(source: str, table: pd.DataFrame, sources: set[str]) -> bool:
    """Whether the names point at these columns and at nothing else, in this file and in the others."""
    headers = list(table["header"])
    is_one_sheet = table["sheet"].nunique() == 1
    is_told_apart = all(find_headers(headers, [header]) == [place] for place, header in enumerate(headers))
    is_one_file = sum(is_named(other, [source]) for other in sources) == 1
    is_data = any(hide_person(header) != header for header in headers)
    is_text = not any("\ud800" <= sign <= "\udfff" for sign in "".join([source, *headers]))
    return is_one_sheet and is_told_apart and is_one_file and is_text and not is_data


def _quote(text: object) -> str:
    """A basic string of TOML (toml.io, v1.0.0): that of JSON, with DEL and what is no character written out."""
    quoted = json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
    return "".join(f"<{ord(sign):x}>" if "\ud800" <= sign <= "\udfff" else sign for sign in quoted)


def _flatten(text: str) -> str:
    return " ".join(text.split())
