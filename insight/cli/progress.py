"""How far a command has come: a bar on a terminal, lines in a log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger("insight")


@contextmanager
def show_progress(n_steps: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal; in a log one line a step."""
    if not sys.stderr.isatty():
        yield lambda step: log.info("%s ...", step)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=n_steps)
        begun: list[str] = []

        def tell(step: str) -> None:
            bar.update(task, description=step, completed=len(begun), refresh=True)
            begun.append(step)

        yield tell
