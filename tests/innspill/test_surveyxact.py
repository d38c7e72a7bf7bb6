"""SurveyXact: the table of numbers with its labels and structure, in a workbook or in three text files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.innspill.codebook import choose_codebook
from insight.innspill.columns import choose_columns
from insight.innspill.delimited import read_rows
from insight.innspill.sheets import Grid
from insight.innspill.tools.surveyxact import SURVEYXACT, is_codebook, join_workbook, read_codebook, unfold

STATUS = ["Ny", "Distribuert", "Noen svar", "Gjennomført", "Frafalt"]
STRUCTURE = [
    ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"],
    ["respondentid", "responde", "Open", "Double", "Respondent", "", ""],
    ["closetime", "closetim", "Open", "Date", "Avsluttet", "", ""],
    ["email", "email", "Open", "String", "E-postadresse", "", ""],
    ["name", "name", "Open", "String", "Navn", "", ""],
    ["s_1", "s_1_1", "Closed", "Multiple", "Hvor er du ofte?", "1", "Badet ", ""],
    ["s_1", "s_1_2", "Closed", "Multiple", "Hvor er du ofte?", "3", "Biblioteket; kaféen", ""],
    ["s_1", "s_1_3", "Closed", "Multiple", "Hvor er du ofte?", "7", "Annet, hvor:", ""],
    ["s_2", "s_2", "Closed", "Single", "Bor du her?", "", ""],
    ["s_3", "s_3", "Open", "String", "Hva savner du?", "", ""],
    *[["statoverall", f"stato_{n}", "Closed", "Multiple", "Samlet status", str(n), text]
      for n, text in enumerate(STATUS, start=1)],
    ["s_4", "s_4", "Open", "String", "Hvor er du ofte? - Annet, hvor:", "", ""],
]  # fmt: skip
LABELS = [
    *[[f"s_1_{n}", value, text] for n in (1, 2, 3) for value, text in (("0", "Ikke valgt"), ("1", "Valgt"))],
    ["s_2", "1", "Ja "],
    ["s_2", "2", "Nei"],
]
DATASET = [
    ["responde", "closetim", "email", "name", "s_1_1", "s_1_2", "s_1_3", "s_2", "s_3",
     *[f"stato_{n}" for n in range(1, 6)], "s_4"],
    ["825", "2026-02-03 10:00:00", "a@example.com", "Ola", "1", "1", "0", "1", "Lys i bakken", *"00010", ""],
    ["826", "2026-02-03 11:00:00", "b@example.com", "Kari", "0", "0", "1", "2", "Buss kl. 21", *"00010", "Ved sjøen"],
    ["827", "", "c@example.com", "Per", "0", "0", "0", "", "En halv tanke", *"00100", ""],
    ["828", "", "d@example.com", "", "0", "0", "0", "", "", *"01000", ""],
    ["829", "", "e@example.com", "", "0", "0", "0", "1", "Uten status", *"00000", ""],
]  # fmt: skip


def make_grid(rows, name=""):
    return Grid([(number, list(cells)) for number, cells in enumerate(rows, start=1)], name)


def read_workbook():
    grids = [make_grid(DATASET, "Dataset"), make_grid(LABELS, "Labels"), make_grid(STRUCTURE, "Structure")]
    (answers,), codebook = join_workbook(grids, "svar.xlsx")
    return unfold(answers, codebook)


def test_a_workbook_becomes_questions_and_labels():
    sheet = read_workbook()
    assert sheet.headers == (
        "respondentid", "closetime", "email", "Navn", "Hvor er du ofte?", "Hvor er du ofte? – annet", "Bor du her?",
        "Hva savner du?", "statoverall_1", "statoverall_2", "statoverall_3", "statoverall_4", "statoverall_5",
    )  # fmt: skip
    assert [cells[4:8] for _, cells in sheet.rows[:2]] == [
        ("Badet; Biblioteket, kaféen", "", "Ja", "Lys i bakken"),
        ("Annet, hvor:", "Ved sjøen", "Nei", "Buss kl. 21"),
    ]


def test_responses_that_were_not_sent_are_set_aside_and_none_that_has_no_status():
    assert read_workbook().aside == {4: "ikke sendt inn", 5: "ikke sendt inn"}


def test_roles_of_the_columns():
    sheet = read_workbook()
    columns = choose_columns(sheet, SURVEYXACT, {})
    assert [sheet.headers[place] for place in columns.texts] == ["Hvor er du ofte? – annet", "Hva savner du?"]
    assert [sheet.headers[place] for place in columns.personal] == ["email", "Navn"]
    assert sheet.headers[columns.id] == "respondentid"
    assert sheet.headers[columns.answered] == "closetime"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_three_text_files_are_joined_in_their_folder(delimiter):
    def read(rows):
        text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
        return read_rows(text, "x.csv", delimiter).grid

    answers, labels, structure = read(DATASET), read(LABELS), read(STRUCTURE)
    assert [is_codebook(grid) for grid in (answers, labels, structure)] == [False, True, True]
    books = [read_codebook([labels], "a/labels.csv"), read_codebook([structure], "a/structure.csv")]
    codebook = choose_codebook(books, DATASET[0], "a/dataset.csv")
    sheet = unfold(answers, codebook)
    assert (sheet.headers, sheet.rows) == (read_workbook().headers, read_workbook().rows)


def test_labels_of_another_folder_are_not_taken():
    books = [
        read_codebook([make_grid(STRUCTURE)], "a/structure.csv"),
        read_codebook([make_grid(LABELS)], "b/labels.csv"),
    ]
    codebook = choose_codebook(books, DATASET[0], "a/dataset.csv")
    assert (codebook.questions["s_2"], dict(codebook.labels)) == ("Bor du her?", {})


def test_another_survey_with_the_same_short_names_gets_no_labels():
    book = read_codebook([make_grid(STRUCTURE), make_grid(LABELS)], "a/structure.csv")
    assert choose_codebook([book], DATASET[0], "a/dataset.csv") is book
    assert choose_codebook([book], DATASET[0], "b/dataset.csv") is None


def test_a_dataset_in_two_sheets_and_a_sheet_of_the_analyst():
    first, second = [row[:6] for row in DATASET], [[row[0], *row[6:]] for row in DATASET]
    notes = make_grid([["Lapp"], ["Benker"]], "Notater")
    grids = [make_grid(first, "Dataset(1)"), make_grid(second, "Dataset(2)"), make_grid(STRUCTURE, "Structure"),
             make_grid(LABELS, "Labels"), notes]  # fmt: skip
    (answers, *others), codebook = join_workbook(grids, "svar.xlsx")
    assert others == [notes]
    assert unfold(answers, codebook).rows == read_workbook().rows


def test_the_tool_is_known_without_its_code_book():
    assert SURVEYXACT.fits(make_grid(DATASET).records)
    sheet = unfold(make_grid(DATASET), None)
    assert sheet.aside == {4: "ikke sendt inn", 5: "ikke sendt inn"}
    assert sheet.headers == tuple(DATASET[0])


@pytest.mark.parametrize("rows", [
    [["a", "1", "tekst"]],
    [["navn", "stemmer", "lapp"], ["a", "1", "b"], ["a", "2", "c"]],
    [["Bord 1", "1", "Benker"], ["Bord 1", "2", "Lys"]],
    [["a", "1", "x"], ["a", "1", "y"]],
    [["a", "1", "x"], ["b", "1", "y"], ["c", "2", "z"]],
    [["a", "1", ""], ["a", "2", ""]],
    [],
])  # fmt: skip
def test_other_tables_are_no_code_books(rows):
    assert not is_codebook(make_grid(rows))
    assert join_workbook([make_grid(rows, "Ark1")], "a.xlsx") is None


@pytest.mark.parametrize("cut", range(len(STRUCTURE[0])))
def test_short_rows_and_missing_columns_lose_nothing(cut):
    structure = [STRUCTURE[0], *[row[:cut] for row in STRUCTURE[1:]]]
    labels = [row[:cut] for row in LABELS]
    grids = [make_grid(DATASET, "Dataset"), make_grid(labels, "Labels"), make_grid(structure, "Structure")]
    (answers,), codebook = join_workbook(grids, "svar.xlsx")
    sheet = unfold(answers, codebook)
    assert len(sheet.rows) == len(DATASET) - 1
    assert any("Lys i bakken" in cells for _, cells in sheet.rows)


WORDS = sorted(
    {cell for rows in (STRUCTURE, LABELS, DATASET) for row in rows for cell in row} | {"\0", "<b>", " ", "-1.0"}
)
TABLE = st.lists(st.lists(st.sampled_from(WORDS), max_size=9), max_size=6)


@given(TABLE, TABLE, TABLE)
def test_any_cells_in_a_workbook_lose_no_row(answers, labels, structure):
    labels, structure = LABELS[:3] + labels, STRUCTURE[:9] + structure
    grids = [make_grid(DATASET + answers, "Dataset"), make_grid(labels, "Labels"), make_grid(structure, "Structure")]
    (joined,), codebook = join_workbook(grids, "svar.xlsx")
    n_filled = sum(any(cell.strip() for cell in row) for row in answers)
    sheet = unfold(joined, codebook)
    assert len(sheet.rows) == len(DATASET) - 1 + n_filled
    assert all(len(cells) == len(sheet.headers) for _, cells in sheet.rows)
    assert all(isinstance(is_codebook(grid), bool) for grid in grids)
