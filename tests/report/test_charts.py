from __future__ import annotations

import subprocess
import sys

import pytest

from insight.report import draw_kinds, draw_needs, draw_who

PNG = b"\x89PNG\r\n"


def widths(figure) -> list[float]:
    return [bar.get_width() for bar in figure.axes[0].patches]


def labels(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_needs_largest_first_with_the_finding_as_title(tables) -> None:
    figure = draw_needs(tables.stor_b)
    assert widths(figure) == [15, 7]
    assert labels(figure) == ["15", "7"]
    assert figure.get_suptitle() == "Flest personer har meldt «Trygg skolevei»: 15 personer"


def test_the_stamp_stands_at_every_need_and_unsure_bars_are_hatched(tables) -> None:
    figure = draw_needs(tables.stor_b.assign(stability=["solid", "usikker"]))
    names = [tick.get_text().replace("\n", " ") for tick in figure.axes[0].get_yticklabels()]
    assert names == ["B-001\u00a0Trygg skolevei (solid)", "B-002\u00a0Noen å treffe (usikker)"]
    assert [bool(bar.get_hatch()) for bar in figure.axes[0].patches] == [False, True]
    assert "skravert" in figure.axes[0].get_xlabel()
    assert "skravert" not in draw_needs(tables.stor_b).axes[0].get_xlabel()


def test_needs_from_notes_alone_are_drawn_by_statements(tables) -> None:
    assert widths(draw_needs(tables.stor_b.assign(n_persons=0))) == [15, 8]


def test_small_groups_have_no_bar(tables) -> None:
    figure = draw_who(tables.innspill, "alder")
    assert widths(figure) == [0, 12, 7, 0]
    assert labels(figure) == [":", "12", "7", ":"]
    assert "færre enn fem personer" in figure.axes[0].get_xlabel()


def test_kinds_are_all_there(tables) -> None:
    figure = draw_kinds(tables.behov)
    assert sum(widths(figure)) == len(tables.behov)
    assert "behov og løsning" in [tick.get_text() for tick in figure.axes[0].get_yticklabels()]


@pytest.mark.parametrize("group", ["alder", "kjoenn", "krets", "rolle"])
def test_a_background_of_nobody_is_also_a_figure(ungathered, group: str) -> None:
    assert draw_who(ungathered.innspill.head(0), group)._repr_png_().startswith(PNG)


def test_nothing_at_all_is_also_a_figure(ungathered) -> None:
    assert draw_needs(ungathered.stor_b)._repr_png_().startswith(PNG)
    assert draw_kinds(ungathered.behov.head(0))._repr_png_().startswith(PNG)


def test_figures_show_themselves_in_a_notebook(tables) -> None:
    assert draw_needs(tables.stor_b)._repr_png_().startswith(PNG)


def test_importing_the_room_draws_nothing_and_writes_nothing() -> None:
    heavy = "{'matplotlib', 'xlsxwriter', 'openpyxl'}"
    code = f"import sys, insight.report; sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
