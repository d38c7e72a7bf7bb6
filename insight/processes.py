"""Large work shared among processes, with the project's own word lists in each; small work is done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from insight.norsk.wordlists import add_lists, own_folder

MANY, PART, MOST_PROCESSES = 20_000, 5_000, 4
"""Items from which it pays to start processes, how many one gets at a time, and how many processes there are."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Work = Callable[[Sequence[_Item]], list[_Result]]


def share_out(work: _Work[_Item, _Result], items: Sequence[_Item]) -> list[_Result]:
    """`work(items)`, part by part in several processes when the items are many.

    `work` gives one result an item, each by itself, and must be known by name or be picklable. Where no processes can
    be started, the work is done here.
    """
    if len(items) < MANY:
        return work(items)
    from joblib import Parallel, cpu_count, delayed

    n_processes = min(MOST_PROCESSES, cpu_count())
    if n_processes < 2:
        return work(items)
    parts = [items[start : start + PART] for start in range(0, len(items), PART)]
    try:
        done = Parallel(n_jobs=n_processes)(delayed(_work_with)(own_folder(), work, part) for part in parts)
    except (OSError, RuntimeError):  # no processes here, or one was killed
        return work(items)
    return [result for part in done for result in part]


def _work_with(folder: Path | None, work: _Work[_Item, _Result], part: Sequence[_Item]) -> list[_Result]:
    """What another process does with its part: with the same word lists as here."""
    if own_folder() != folder:
        add_lists(folder)
    return work(part)
