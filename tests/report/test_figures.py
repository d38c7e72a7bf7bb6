from __future__ import annotations

import io
import warnings
from dataclasses import replace

import pytest

from insight.report import Report, compose
from insight.report.figures.chart_sentences import is_unsure
from insight.report.figures.composed import (
    describe_heard,
    describe_heat,
    describe_needs_of,
    draw_heard,
    draw_heat,
    draw_needs_of,
)
from insight.report.numerals import spell_count
from insight.report.shapes import GroupTable, Heard, NeedByGroup
from insight.report.words import LANGUAGES, read_words
from tests.report.full_report import HOSTILE, make_report

HEAT = GroupTable(
    "Alder",
    ("13-17", "18-29", ""),
    (
        NeedByGroup("B-001", "Trygg skolevei", 30, (None, 12, 1234)),
        NeedByGroup("B-002", HOSTILE[0] + " $x_1$ 😀", 9, (0, 9, None)),
    ),
)


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tables) -> Report:
    return make_report(tables, request.param)


def read_figure(figure) -> str:
    """Every text in the figure, once it is drawn."""
    import matplotlib.text

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")
        figure.savefig(io.BytesIO(), format="png")
    return "\n".join(text.get_text() for text in figure.findobj(matplotlib.text.Text) if text.get_visible())


def test_an_unsure_theme_is_hatched_and_said_to_be(report) -> None:
    words = read_words(report.language)
    figure = draw_needs_of(report)
    hatched = [bool(bar.get_hatch()) for bar in figure.axes[0].patches]
    assert sorted(hatched) == [False, True] == sorted(is_unsure(need, words) for need in report.needs)
    assert report.needs[1].stability in read_figure(figure)
    assert words.unsure_themes.format(titles=report.needs[1].title) in describe_needs_of(report)


def test_every_bar_has_its_number(report) -> None:
    text, noun = read_figure(draw_needs_of(report)), read_words(report.language).measures["n_persons"]["noun"]
    for need in report.needs:
        assert f"\n{need.n_persons}" in f"\n{text}"
        told = spell_count(read_words(report.language), need.n_persons, noun)
        assert f": {told}" in describe_needs_of(report)


def test_without_needs_the_figure_says_so(ungathered) -> None:
    report = compose(ungathered.innspill, ungathered.behov, ungathered.stor_b)
    assert read_words("nb").too_few in read_figure(draw_needs_of(report)).replace("\n", " ")


def test_who_was_heard_is_told_in_the_title_and_by_two_signs(report) -> None:
    words = read_words(report.language)
    text = read_figure(draw_heard(report))
    assert words.figure_heard_answered in text and words.figure_heard_population in text
    assert "55" in text and "16" in text
    assert words.figure_heard_higher.format(names="18-29") in describe_heard(report)


def test_a_hidden_share_is_nowhere(report) -> None:
    hidden = replace(report.heard[0], n_persons=None, share=None)
    report = replace(report, heard=(hidden,))
    words = read_words(report.language)
    assert words.figure_heard_gone.format(name="13-17") in describe_heard(report)
    assert len(draw_heard(report).axes[0].lines) == 0
    assert words.figure_heard_hidden in read_figure(draw_heard(report)).replace("\n", " ")


def test_nobody_is_a_dash_and_not_a_dot(report) -> None:
    nobody = Heard("Krets", "Øya", 0, None, 400, 0.07, "unheard", "Ingen har svart")
    report = replace(report, heard=(nobody,))
    text = read_figure(draw_heard(report))
    assert "7   -" in text
    assert read_words(report.language).figure_heard_unheard.format(names="Øya") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heat_table_prints_every_number_and_hides_the_hidden(language: str) -> None:
    words = read_words(language)
    text = read_figure(draw_heat(HEAT, words)).split("\n")
    thousand = f"1{words.thousands}234"
    assert text.count(":") == 2
    assert {"12", thousand, "9", "-"} <= set(text)
    told = describe_heat(HEAT, words)
    assert thousand in told and words.figure_heat_hidden.format(group="13-17") in told


def test_a_heat_table_where_all_is_hidden_says_so() -> None:
    hidden = replace(HEAT, rows=tuple(replace(row, counts=(None, None, None)) for row in HEAT.rows))
    assert "alle tallene er skjult" in describe_heat(hidden, read_words("nb"))


def test_dollars_are_letters() -> None:
    text = read_figure(draw_heat(HEAT, read_words("nb")))
    assert "$x_1$" in text.replace("\n", " ")


def test_a_long_title_stays_within_the_figure(report) -> None:
    title = "Møteplasser for ungdommer og eldre som bor langt fra sentrum"
    figure = draw_needs_of(replace(report, needs=tuple(replace(need, title=title) for need in report.needs)))
    figure.draw_without_rendering()
    assert len(figure.get_suptitle().split("\n")) >= 2
    assert figure._suptitle.get_window_extent().x1 <= figure.bbox.width


def test_the_same_report_gives_the_same_picture(report) -> None:
    pictures = []
    for _ in range(2):
        drawn = io.BytesIO()
        draw_needs_of(report).savefig(drawn, format="png")
        pictures.append(drawn.getvalue())
    assert pictures[0] == pictures[1]


def test_the_figures_show_themselves_in_a_notebook(report) -> None:
    assert draw_needs_of(report)._repr_png_().startswith(b"\x89PNG")
