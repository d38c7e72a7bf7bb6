"""The review list: a person can see what to decide on, decide, and be read back; withheld words are not shown."""

import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook

from insight.behov import find_behov
from insight.clusters import cluster_behov
from insight.decisions import approve_quotes, case_quotes, read_reviews
from insight.report import compose, write_report
from insight.report.book.review import CHOICES, DOUBT_SHEET, FRONT, MASKED_SHEET, NOTHING, SENSITIVE_SHEET, write_review
from insight.report.words import read_words
from insight.stor_b import gather_stor_b
from insight.tables import APPROVE, FOUND, KEEP_IT, empty, find_withheld, finish
from tests.tables import make_innspill

NB = read_words("nb")
SALT = "salt"
SECRETS = [f"Mannen min har demens, og jeg rekker ikke {where}" for where in ("jobben", "bussen", "toget")]
OPEN = [f"Bussen går for sjelden til at jeg rekker {where}" for where in ("skolen", "legen", "butikken", "kurset")]


def make_found(*rows):
    """(case, type, status, context) a row."""
    columns = ["case", "type", "status", "context"]
    table = pd.DataFrame(rows, columns=columns).assign(column="text", how="ordliste")
    ids = [f"i{number:04}" for number in range(len(rows))]
    return finish(table.assign(innspill_id=ids, found_id=[f"{each}/text/0" for each in ids]), FOUND)


FOUND_ROWS = make_found(
    ("s" + "a" * 12, "telefon", "maskert", "Ring [telefon] om bussen"),
    ("s" + "b" * 12, "navn", "maskert", "Takk til [navn] i luka"),
    ("s" + "b" * 12, "navn", "maskert", "Spør [navn]"),
    ("s" + "c" * 12, "navn", "tvil", "Møt ⟦Storm⟧ ved brua"),
    ("s" + "d" * 12, "navn", "beholdt", "Lys ved ⟦Solberg⟧"),
)


@pytest.fixture(scope="module")
def behov():
    return find_behov(make_innspill([*SECRETS, *OPEN]))


def read_sheet(path, name):
    header, *rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def write(folder, behov, found=FOUND_ROWS, **more):
    return write_review(found, behov, folder / "gjennomsyn-runde-1.xlsx", cases=case_quotes(behov, salt=SALT), **more)


def test_each_case_is_one_row_the_most_frequent_first(tmp_path, behov):
    rows = read_sheet(write(tmp_path, behov), MASKED_SHEET)
    assert [(row["Sak"], row["Antall steder"]) for row in rows] == [("s" + "b" * 12, 2), ("s" + "a" * 12, 1)]
    assert rows[0]["Sammenheng"] == "Takk til [navn] i luka\nSpør [navn]"
    assert rows[0]["Svar nr."] == "i0001\ni0002"


def test_what_stands_open_is_in_doubt_also_when_a_person_has_kept_it(tmp_path, behov):
    rows = read_sheet(write(tmp_path, behov), DOUBT_SHEET)
    assert {row["Sammenheng"] for row in rows} == {"Møt ⟦Storm⟧ ved brua", "Lys ved ⟦Solberg⟧"}


def test_sensitive_statements_stand_with_their_reason(tmp_path, behov):
    rows = read_sheet(write(tmp_path, behov), SENSITIVE_SHEET)
    assert sorted(row["Ordene"] for row in rows) == sorted(SECRETS)
    assert {row["Grunn"] for row in rows} == {"helse (en i familien)"}
    assert {row["Brukt i rapporten?"] for row in rows} == {"nei, holdt tilbake"}


def test_the_sheets_are_real_tables_with_a_list_to_choose_from_and_no_formulas(tmp_path, behov):
    book = load_workbook(write(tmp_path, behov))
    assert book.sheetnames == [FRONT, *CHOICES]
    for name, choices in CHOICES.items():
        sheet = book[name]
        assert len(sheet.tables) == 1
        assert sheet.freeze_panes == "B2"
        (validation,) = sheet.data_validations.dataValidation
        assert validation.formula1 == f'"{",".join(choices)}"'
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_same_tables_give_the_same_bytes_whatever_their_order(tmp_path, behov):
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    one = write(first, behov)
    other = write(second, behov.iloc[::-1], found=FOUND_ROWS.iloc[::-1])
    assert one.read_bytes() == other.read_bytes()


def test_nothing_to_decide_is_said(tmp_path, behov):
    path = write(tmp_path, behov[behov["sensitive"] == ""], found=empty(FOUND))
    book = load_workbook(path)
    for name, sentence in NOTHING.items():
        assert book[name]["B2"].value == sentence
    assert read_reviews(path).empty


def decide(path, sheet, row, decision, who="Ola Prøve", date="2026-05-12"):
    book = load_workbook(path)
    header = [cell.value for cell in book[sheet][1]]
    for name, value in (("Beslutning", decision), ("Bestemt av", who), ("Dato", date)):
        book[sheet].cell(row, header.index(name) + 1, value)
    book.save(path)


def test_what_a_person_writes_is_read_back_and_filled_in_next_time(tmp_path, behov):
    path = write(tmp_path, behov)
    decide(path, MASKED_SHEET, 2, KEEP_IT)
    decide(path, SENSITIVE_SHEET, 2, APPROVE)
    reviews = read_reviews(path)
    assert reviews["decided_by"].tolist() == ["Ola Prøve"] * 2
    approved = approve_quotes(behov, reviews, salt=SALT)
    assert approved["approved_by"].value_counts().to_dict() == {"": len(behov) - 1, "Ola Prøve": 1}
    (tmp_path / "neste").mkdir()
    again = write(tmp_path / "neste", approved, reviews=reviews)
    assert read_reviews(again).equals(reviews)
    assert sorted(row["Brukt i rapporten?"] for row in read_sheet(again, SENSITIVE_SHEET))[0] == "ja"


# --- what is withheld is not shown -------------------------------------------------------------------


@pytest.fixture(scope="module")
def themed():
    innspill = make_innspill([*SECRETS, *OPEN])
    behov, clusters = cluster_behov(find_behov(innspill), n_clusters=2, fewest=5)
    return innspill, behov, clusters


def test_withheld_words_are_never_quoted_and_still_count(themed):
    _, behov, clusters = themed
    stor_b = gather_stor_b(*themed)
    withheld = set(behov.loc[find_withheld(behov), "behov_id"])
    assert len(withheld) == len(SECRETS)
    assert stor_b["n_statements"].sum() == len(SECRETS) + len(OPEN)
    assert not withheld & {quote for quotes in stor_b["quotes"] for quote in quotes.split()}
    assert not set(stor_b["statement"]) & set(SECRETS)
    words = " ".join([*clusters["keywords"], *clusters["subthemes"], *stor_b["title"]]).casefold()
    assert "demens" not in words and "mannen" not in words


def test_an_approved_statement_may_be_quoted(themed):
    innspill, behov, clusters = themed
    approved = behov.assign(approved_by=behov["sensitive"].where(behov["sensitive"] == "", "Ola Prøve"))
    quotes = " ".join(gather_stor_b(innspill, approved, clusters)["quotes"]).split()
    assert set(behov.loc[behov["sensitive"] != "", "behov_id"]) & set(quotes)


def test_withheld_words_are_nowhere_in_the_workbook(tmp_path, themed):
    innspill, behov, _ = themed
    path = write_report(innspill, behov, gather_stor_b(*themed), tmp_path)
    with zipfile.ZipFile(path) as parts:
        text = "".join(
            parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))
        )
    assert NB.withheld in text
    assert "demens" not in text
    for secret in SECRETS:
        assert secret not in text


def test_a_need_of_withheld_words_only_says_so(themed):
    innspill, behov, clusters = themed
    all_withheld = behov.assign(sensitive="helse (den som skriver)")
    report = compose(innspill, all_withheld, gather_stor_b(innspill, all_withheld, clusters))
    assert {need.statement for need in report.needs} == {NB.all_withheld}
    assert all(NB.all_withheld in line and "for eksempel" not in line for line in report.highlights)
    assert report.quotes == ()
    voice = report.voices[0]
    assert (voice.text, voice.cue) == (NB.withheld, "")
    assert voice.kind and voice.behov_id
    assert any("holdt tilbake" in warning for warning in report.warnings)


def test_what_is_set_aside_with_words_is_not_shown_unread():
    innspill = make_innspill(["Mannen min har demens", "vet ikke"], set_aside=["ikke sendt inn", "ikke svar"])
    behov = find_behov(innspill)
    voices = compose(innspill, behov, gather_stor_b(innspill, behov, cluster_behov(behov)[1])).voices
    assert [voice.text for voice in voices] == [NB.not_shown_aside, "vet ikke"]
