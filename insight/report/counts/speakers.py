"""Who a quote is from: one group, where that tells of nobody; else nothing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from insight.report.counts.groups import ROLE, ROLE_SEPARATOR
from insight.report.counts.needs_by_group import Reported
from insight.report.shapes import GroupTable
from insight.report.words import Words, read_words

ORDER = (ROLE, "alder", "kjoenn", "krets")
"""What tells most of why somebody has a need comes first; what most easily leads to a person is last."""


def name_speakers(
    persons: pd.DataFrame, tables: Sequence[GroupTable], reported: Reported, *, language: str = "nb"
) -> Mapping[str, str]:
    """By person_id, the group a quote of the person may bear, such as "Forelder (rolle)"; those with none left out.

    One group at most, and the same wherever the person is quoted: two groups of one person would be a combination
    that nothing shows to be large. It must be a group whose number is shown for every need the person has reported,
    so that a quote never tells anything of a number that is hidden: not of the quote's own need, and not of the others,
    which a reader finds in «Alle innspill» on the same row of the file.
    """
    shown = {table.background: _find_shown(table) for table in tables}
    needs: dict[str, list[str]] = {}
    for need_id, members in reported.items():
        for person in members:
            needs.setdefault(person, []).append(need_id)
    given = persons.to_dict("index")
    words = read_words(language)
    named = {person: _name(words, given[person], needs[person], shown) for person in sorted(needs)}
    return {person: name for person, name in named.items() if name}


def _find_shown(table: GroupTable) -> Mapping[str, frozenset[str]]:
    """By group, the needs for which its number is shown."""
    return {
        name: frozenset(need.need_id for need in table.rows if need.counts[place] is not None)
        for place, name in enumerate(table.names)
    }


def _name(
    words: Words,
    given: Mapping[Hashable, str],
    needs: Sequence[str],
    shown: Mapping[str, Mapping[str, frozenset[str]]],
) -> str:
    for code in ORDER:
        background = words.backgrounds[code]
        groups = sorted(given[code].split(ROLE_SEPARATOR)) if code == ROLE else [given[code]]
        for group in filter(None, groups):
            if shown.get(background, {}).get(group, frozenset()).issuperset(needs):
                return f"{group} ({background.casefold()})"
    return ""
