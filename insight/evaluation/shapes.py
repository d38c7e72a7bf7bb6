"""What an evaluation is: its tables in order, and what was not measured and why; it shows itself in a notebook."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from insight.evaluation.bootstrap import Estimate
from insight.evaluation.show import REMARKS, UNMEASURED, draw_html, tell_sections


@dataclass(frozen=True)
class Section:
    """One table, with decimals from 0 to 1 and counts as whole numbers. `is_private` holds what people wrote."""

    title: str
    note: str
    table: pd.DataFrame
    is_private: bool = False


@dataclass(frozen=True)
class Evaluation:
    """How well the tool agrees with a labelled file: `print` it, look at it in a notebook, or take `tables[title]`.

    `unmeasured` tells what was not measured and why, `remarks` what a reader must know of the figures. `macro_f1` and
    `kappa` are those of the first recognizer, None when no kinds were labelled. `is_own` tells whether the file was the
    user's own and not the test part of the package.
    """

    source: str
    sha256: str
    is_own: bool
    n_statements: int
    n_answers: int
    sections: tuple[Section, ...]
    unmeasured: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    macro_f1: Estimate | None = None
    kappa: Estimate | None = None

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {section.title: section.table.copy() for section in self.sections}

    @property
    def heading(self) -> str:
        return f"{self.source}: {self.n_statements} utsagn i {self.n_answers} svar"

    def __str__(self) -> str:
        return "\n".join(tell_sections(self.heading, self._shown(), self.lists))

    def _repr_html_(self) -> str:
        return draw_html(self.heading, self._shown(), self.lists)

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """What stands as lists beside the tables, by heading; those with something in them."""
        return {name: lines for name, lines in ((REMARKS, self.remarks), (UNMEASURED, self.unmeasured)) if lines}

    def _shown(self) -> list[tuple[str, str, pd.DataFrame]]:
        return [(each.title, each.note, each.table) for each in self.sections if not each.is_private]
