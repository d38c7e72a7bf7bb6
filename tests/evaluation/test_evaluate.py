"""An evaluation as a reader meets it: the tables, the terminal, the notebook, the workbook, and what is kept."""

import json
import math

import numpy as np
import openpyxl
import pytest

from insight.evaluation import evaluate_labelled, keep_last, read_last, write_evaluation
from insight.version import VERSION
from tests.evaluation.conftest import by_sign, no_themes

TWO = "Barna går i veien. Bygg fortau!"
ROWS = [
    ("1", "nb", TWO, "Barna går i veien.", "0", "behov", "barn", "vei", TWO, ""),
    ("1", "nb", TWO, "Bygg fortau!", "19", "løsning", "", "", "", ""),
    ("2", "nn", "Takk for skulen", "Takk for skulen", "", "ros", "", "", "", ""),
    ("3", "nn", "Ring 12345678", "Ring 12345678", "", "ikke svar", "", "", "Ring <telefon>12345678</telefon>", ""),
    ("4", "dialekt", "Eldre og unge møtes itte", "Eldre og unge møtes itte", "", "behov", "eldre", "møte", "", ""),
    ("5", "", "Barna møtes itte", "Barna møtes itte", "", "behov", "barn", "møte", "", "negert"),
]


@pytest.fixture
def evaluation(read, finders):
    return evaluate_labelled(read(ROWS), finders)


def figure(evaluation, measure, method=""):
    table = evaluation.tables["Hovedtall"]
    return table[(table["mål"] == measure) & (table["metode"] == method)]["verdi"].item()


def test_everything_that_is_labelled_is_measured(evaluation):
    assert figure(evaluation, "Type: andel riktige", "modell") == pytest.approx(5 / 6)
    assert figure(evaluation, "Type: andel riktige", "alltid behov") == pytest.approx(3 / 6)
    assert figure(evaluation, "Deling: svar delt helt riktig", "modell") == 1
    assert figure(evaluation, "Deling: delt og type riktig sammen, F1", "modell") == pytest.approx(5 / 6)
    assert figure(evaluation, "Hvem: gjenfinning") == 1
    assert figure(evaluation, "Hvem: presisjon") == pytest.approx(3 / 4)
    assert figure(evaluation, "Maskering: skjult helt") == 1
    assert figure(evaluation, "Temaer: andel av behovene som er plassert") == 1
    assert evaluation.unmeasured == ()


def test_figures_are_told_by_maalform_length_and_certainty(evaluation):
    by_language = evaluation.tables["Type etter målform"]
    ours = by_language[by_language["metode"] == "modell"].set_index("målform")["utsagn"]
    assert dict(ours) == {"bokmål": 2, "dialekt": 1, "ikke oppgitt": 1, "nynorsk": 2}
    assert set(evaluation.tables["Type etter lengde"]["lengde"]) == {"1–3 ord", "4–8 ord"}
    assert list(evaluation.tables["Type etter sikkerhet"]["sikkerhet"]) == ["sikker", "usikker"]


def test_what_is_not_measured_is_told_with_the_reason(read, finders):
    told = str(evaluate_labelled(read([("Takk",)], headers=("utsagn",)), finders))
    for column in ("type", "svar", "hvem", "personopplysninger", "tema"):
        assert f"kolonnen «{column}» mangler eller er tom" in told
    some = read([("1", "a. b", "a", "ros"), ("2", "Takk", "Takk", "")], headers=("svar_id", "svar", "utsagn", "type"))
    reasons = " ".join(evaluate_labelled(some, finders).unmeasured)
    assert "1 utsagn har ingen type" in reasons
    assert "1 svar har ord som ikke er merket" in reasons


def test_too_few_needs_for_themes_are_no_themes(read, finders):
    evaluation = evaluate_labelled(read(ROWS), finders.__class__(**{**vars(finders), "find_themes": no_themes}))
    assert any("laget ingen temaer av 3 behov" in reason for reason in evaluation.unmeasured)


def test_row_order_changes_nothing(read, finders):
    turned = evaluate_labelled(read(ROWS[::-1]), finders)
    assert str(turned) == str(evaluate_labelled(read(ROWS), finders))


def test_the_terminal_gets_norwegian_numbers_and_nothing_people_wrote(evaluation):
    told = str(evaluation)
    assert told.startswith("merket.csv: 6 utsagn i 5 svar")
    assert "0,83" in told
    assert "Ring" not in told
    assert "skulen" not in told + evaluation._repr_html_()


def test_control_signs_and_markup_of_the_file_reach_neither_terminal_nor_notebook(read, finders):
    rows = [(quote, "behov", "\x1b[31m<script>x</script>") for quote in ("Barna går.", "Barna møtes.")]
    evaluation = evaluate_labelled(read(rows, headers=("utsagn", "type", "tema")), finders)
    assert "\x1b" not in str(evaluation)
    assert "<script" not in evaluation._repr_html_()
    assert "&lt;script&gt;" in evaluation._repr_html_()


def test_where_they_differ_is_listed_masked_for_the_users_own_file_only(read, finders):
    own = evaluate_labelled(read(ROWS), finders).tables["Ulikt merket"]
    assert list(own["utsagn"]) == ["Ring [telefon]"]
    assert list(own["funnet som"]) == ["behov"]
    assert "Ulikt merket" not in evaluate_labelled(read(ROWS), finders, is_own=False).tables


def test_tables_are_the_readers_own_copies(evaluation):
    table = evaluation.tables["Hovedtall"]
    table["verdi"] = 0
    assert figure(evaluation, "Deling: svar delt helt riktig", "modell") == 1


def test_the_workbook_has_a_sheet_a_table_and_the_same_bytes_twice(evaluation, tmp_path):
    first = write_evaluation(evaluation, tmp_path / "ny" / "a.xlsx")
    assert first.read_bytes() == write_evaluation(evaluation, tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(first)
    assert book.sheetnames[:2] == ["Evaluering", "Hovedtall"]
    assert len(book.sheetnames) == 1 + len(evaluation.sections)
    cells = {cell.value for row in book["Hovedtall"].iter_rows() for cell in row}
    assert "Type: makro-F1" in cells
    assert any(isinstance(cell, float) for cell in cells)


def test_hostile_words_stay_text_in_the_workbook(read, finders, tmp_path):
    names = {"[x]:*?/\\ " + "n" * 40: by_sign, "[x]:*?/\\ " + "n" * 41: by_sign}
    hostile = evaluate_labelled(
        read([("=1+1", "ros"), ("http://eksempel.no", "ros"), ("a\x07\ud800b", "ros")], headers=("utsagn", "type")),
        finders.__class__(**{**vars(finders), "recognizers": names}),
    )
    book = openpyxl.load_workbook(write_evaluation(hostile, tmp_path / "a.xlsx"))
    cells = [cell for row in book["Ulikt merket"].iter_rows() for cell in row]
    assert {"=1+1", "http://eksempel.no", "ab"} <= {cell.value for cell in cells}
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_the_last_figure_is_kept_and_read_for_the_report(evaluation, tmp_path):
    assert read_last(tmp_path) == []
    path = keep_last(evaluation, tmp_path)
    ((label, sentence),) = read_last(tmp_path)
    assert label == "Siste evaluering av typene"
    assert "en fil kommunen selv har merket: 6 utsagn i 5 svar (SHA-256 abababababab)" in sentence
    macro = evaluation.macro_f1
    assert f"{macro.value:.2f}".replace(".", ",") in sentence
    assert "merket.csv" not in path.read_text(encoding="utf-8")
    before = path.read_bytes()
    assert keep_last(evaluation, tmp_path).read_bytes() == before


def test_a_figure_of_another_version_says_so(evaluation, tmp_path):
    path = keep_last(evaluation, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(VERSION, "0.0.1"), encoding="utf-8")
    assert "Målt med insight 0.0.1" in read_last(tmp_path)[1][1]


def test_nothing_is_kept_when_no_kinds_were_labelled(read, finders, tmp_path):
    assert keep_last(evaluate_labelled(read([("Takk",)], headers=("utsagn",)), finders), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"egen fil": true, "sha256": "a", "insight": "1"}'],
)
def test_a_damaged_figure_stops_no_report(tmp_path, content):
    (tmp_path / "evaluering.json").write_bytes(content)
    ((_, sentence),) = read_last(tmp_path)
    assert "kan ikke leses" in sentence


@pytest.mark.parametrize("figures", [[1e308, 1, 1], ["x", 1, 1], [math.inf, 1, 1], [1], None])
def test_a_figure_that_cannot_be_is_no_figure(evaluation, tmp_path, figures):
    path = keep_last(evaluation, tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"kappa": figures}), encoding="utf-8")
    assert "kan ikke leses" in read_last(tmp_path)[0][1]


def test_statements_of_one_kind_only_have_no_kappa(read, finders, tmp_path):
    evaluation = evaluate_labelled(read([("Takk", "ros"), ("Mange takk", "ros")], headers=("utsagn", "type")), finders)
    assert np.isnan(evaluation.kappa.value)
    keep_last(evaluation, tmp_path)
    assert "Cohens kappa –," in read_last(tmp_path)[0][1]
