"""Who was heard: persons by background, with numbers too small to show hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from insight.report import wording
from insight.report.numerals import FEWEST_FOR_SHARE
from insight.report.shapes import Group
from insight.tables import GROUPS, Innspill

ROLE = "rolle"
ROLE_SEPARATOR = "; "


def count_groups(innspill: Innspill, *, threshold: int = 5, backgrounds: tuple[str, ...] = GROUPS) -> tuple[Group, ...]:
    """Persons by each background, those who gave none last. Notes are not persons.

    Counts the persons with an answer that is not set aside. A person with two roles is counted in both.
    No share where fewer than 20 persons answered.
    """
    persons = list_persons(innspill)
    counted = []
    for background in backgrounds:
        counts = _count_persons(persons[background], several=background == ROLE)
        hidden = hide_small(counts, threshold)
        for name in sorted(counts, key=_reading_order):
            n = None if name in hidden else counts[name]
            counted.append(
                Group(
                    background=wording.BACKGROUNDS[background],
                    name=name or wording.NOT_GIVEN,
                    n_persons=n,
                    share=None if n is None or len(persons) < FEWEST_FOR_SHARE else n / len(persons),
                    few=counts[name] < threshold,
                    known=name != "",
                )
            )
    return tuple(counted)


def hide_small(counts: Mapping[str, int], threshold: int) -> frozenset[str]:
    """The groups whose number must not be shown.

    Groups of 1 to `threshold` - 1 persons are hidden. Since the total is known, one hidden number could
    be computed from the others, and so could a hidden pair's small sum: then the next smallest is hidden
    too (Statistics Norway's practice of primary and secondary suppression).
    """
    smallest_first = sorted((n, name) for name, n in counts.items())
    hidden = [pair for pair in smallest_first if pair[0] < threshold]
    for pair in smallest_first[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(n for n, _ in hidden) >= threshold):
            break
        hidden.append(pair)
    return frozenset(name for _, name in hidden)


def list_persons(innspill: Innspill) -> pd.DataFrame:
    """One row a person with an answer that is not set aside: the backgrounds, indexed by person_id.

    Where a person gave a background in one answer and left it out in another, what was given counts.
    """
    heard = innspill[(innspill["set_aside"] == "") & (innspill["person_id"] != "")]
    return heard.groupby("person_id")[list(GROUPS)].max()


def _count_persons(given: pd.Series, *, several: bool) -> dict[str, int]:
    values = given.str.split(ROLE_SEPARATOR).map(set).explode() if several else given
    return {str(name): int(n) for name, n in values.value_counts().items()}


def _reading_order(name: str) -> tuple[bool, float, bool, str]:
    """Ages by number ("Under 18" before "18-29"), the rest by the Norwegian alphabet, not given last."""
    number = re.search(r"\d+", name)
    alphabetic = name.casefold().translate(str.maketrans("æøå", "{|}"))
    return name == "", int(number.group()) if number else 0, name[:1].isdigit(), alphabetic
