"""What people decided is read back as they wrote it."""

import csv
import datetime
import shutil

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

import insight
from insight.decisions import (
    approve_quotes,
    case_quotes,
    find_lost_decisions,
    find_lost_reviews,
    read_decisions,
    read_reviews,
)
from insight.errors import ReadError
from insight.report.words import LANGUAGES, read_words
from insight.tables import FOUND, LEVERS, REVIEWS, empty, finish
from tests.tables import make_innspill


def write_sheet(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_excel_and_csv_give_the_same_decisions(tmp_path):
    rows = [
        ["Anker", "Tittel", "Pådriver"],
        ["a#1", "Trygg skolevei", "Rektor"],
        [None, None, None],
        ["b#2", "Buss", None],
    ]
    sheet = read_decisions(write_sheet(tmp_path / "beslutninger.xlsx", rows))
    text = "\n".join(";".join(value or "" for value in row) for row in rows)
    (tmp_path / "beslutninger.csv").write_text(text, encoding="utf-8-sig")
    assert sheet.equals(read_decisions(tmp_path / "beslutninger.csv"))
    assert sheet["tittel"].tolist() == ["Trygg skolevei", "Buss"]
    assert sheet["handlingsrom"].tolist() == ["", ""]


def test_a_need_sentence_is_read_and_an_older_file_without_the_column_is_too(tmp_path):
    sentence = "Barn trenger å kunne gå til skolen"
    new = write_sheet(tmp_path / "ny.xlsx", [["Anker", "Behovssetning"], ["a#1", sentence]])
    old = write_sheet(tmp_path / "gammel.xlsx", [["Anker", "Tittel"], ["a#1", "Skolevei"]])
    assert read_decisions(new)["behovssetning"].tolist() == [sentence]
    assert read_decisions(old)["behovssetning"].tolist() == [""]


def test_the_reply_to_those_who_answered_is_read_from_excel_and_csv(tmp_path):
    rows = [
        ["Anker", "Hva skjer videre", "Hva kan ikke gjøres, og hvorfor"],
        ["a#1", "Vi henger opp lys; i høst.", "=1+1 Veien er\nfylkets."],
        ["b#2", None, None],
    ]
    sheet = read_decisions(write_sheet(tmp_path / "b.xlsx", [rows[0], [*rows[1][:2], "Veien er fylkets."], rows[2]]))
    assert sheet["skjer_videre"].tolist() == ["Vi henger opp lys; i høst.", ""]
    assert sheet["kan_ikke"].tolist() == ["Veien er fylkets.", ""]
    with (tmp_path / "b.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    read = read_decisions(tmp_path / "b.csv")
    assert read["skjer_videre"].tolist() == ["Vi henger opp lys; i høst.", ""]
    assert read["kan_ikke"].tolist() == ["=1+1 Veien er\nfylkets.", ""]


def test_an_older_form_without_the_reply_is_read(tmp_path):
    row = read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker", "Tittel"], ["a#1", "Skolevei"]])).iloc[0]
    assert (row["tittel"], row["skjer_videre"], row["kan_ikke"]) == ("Skolevei", "", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_handlingsrom_is_one_of_four_in_the_language_of_the_form(tmp_path, language):
    said = read_words(language).book_decisions["levers"]
    rows = [[f"{n}#1", f" {lever.upper()} ".replace(" ", "  ")] for n, lever in enumerate(said)]
    decisions = read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker", "Handlingsrom"], *rows, ["z#1", None]]))
    assert decisions["handlingsrom"].tolist() == [*LEVERS, ""]


def test_every_unknown_handlingsrom_is_named_at_once(tmp_path):
    rows = [["a#1", "komunen avgjør", "Ola Prøve"], ["b#1", "deler ansvaret", "Ola"], ["c#1", "vet ikke", "Ola"]]
    with pytest.raises(ReadError) as fault:
        read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker", "Handlingsrom", "Bestemt av"], *rows]))
    assert list(fault.value.faults) == [
        "b.xlsx: rad 2 har ukjent handlingsrom, «komunen avgjør». Mente du «kommunen avgjør»?",
        "b.xlsx: rad 3 har ukjent handlingsrom, «deler ansvaret». Mente du «deler ansvar»?",
        "b.xlsx: rad 4 har ukjent handlingsrom, «vet ikke». Velg en av «kommunen avgjør», «deler ansvar», "
        "«annet nivå», «låst av vedtak».",
    ]


def test_faults_are_named_all_at_once(tmp_path):
    rows = [["Anker", "Titel"], [None, "uten anker"], [None, "heller ikke"]]
    with pytest.raises(ReadError) as fault:
        read_decisions(write_sheet(tmp_path / "b.xlsx", rows))
    assert len(fault.value.faults) == 3
    with pytest.raises(ReadError, match="fant ikke kolonnen «Anker»"):
        read_decisions(write_sheet(tmp_path / "c.xlsx", [["Tittel"]]))
    (tmp_path / "d.xlsx").write_bytes(b"ikke et regneark")
    with pytest.raises(ReadError, match="kan ikke leses som regneark"):
        read_decisions(tmp_path / "d.xlsx")


def test_a_decision_that_lost_its_statement_is_found(tmp_path):
    from insight.behov import find_behov

    behov = find_behov(make_innspill(["Jeg tør ikke gå"]))
    decisions = read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker"], ["i0000#1"], ["borte#1"]]))
    assert find_lost_decisions(decisions, behov)["anker"].tolist() == ["borte#1"]


def test_an_empty_sheet_holds_no_decisions(tmp_path):
    assert read_decisions(write_sheet(tmp_path / "b.xlsx", [["Anker", "Tittel"]])).empty


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    """A project of two small needs, which lends itself to be run again with decisions."""
    folder = tmp_path_factory.mktemp("skjema")
    (folder / "data" / "raw").mkdir(parents=True)
    heard = [f"Jeg er redd for å gå hjem i mørket etter {what}" for what in ("trening", "kor", "jobb", "skolen")]
    heard += [f"Bussen til {where} er full når jeg skal på jobb" for where in ("byen", "Solsida", "Tangen", "skolen")]
    rows = [f"{n};{text}" for n, text in enumerate(heard)]
    (folder / "data" / "raw" / "a.csv").write_text("\n".join(["id;Hva er vanskelig?", *rows]), encoding="utf-8")
    return folder


def run_survey(survey, folder, language, decisions=""):
    shutil.copytree(survey, folder, dirs_exist_ok=True)
    told = [f'[prosjekt]\nspraak = "{language}"', "[temaer]\nantall_temaer = 2\nminste_antall_behov = 4"]
    told += [f'[beslutninger]\nfil = "{decisions}"'] * bool(decisions)
    (folder / "prosjekt.toml").write_text("\n".join(told), encoding="utf-8")
    return insight.run(folder).folder


def read_rows(book, sheet, heading):
    """The rows below the one with `heading`, by heading."""
    rows = list(book[sheet].iter_rows())
    at = next(n for n, row in enumerate(rows) if heading in [cell.value for cell in row])
    names = [cell.value for cell in rows[at]]
    return [dict(zip(names, row, strict=True)) for row in rows[at + 1 :] if row[0].value]


def decide(workbook, target, language, lever):
    """What a person does with the form: signs the first row and leaves the second unsigned."""
    book = load_workbook(workbook)
    first, second = read_rows(book, read_words(language).book_decisions["name"], "Anker")
    said = {"Tittel": "Trygt hjem", "Handlingsrom": lever, "Hva skjer videre": "Vi henger opp lys i høst."}
    for heading, value in (said | {"Bestemt av": "Ola Prøve"}).items():
        first[heading].value = value
    second["Hva skjer videre"].value = "Dette har ingen skrevet under på."
    book.save(target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_form_says_is_in_the_next_report_and_its_form(survey, tmp_path, language):
    words = read_words(language)
    lever = words.book_decisions["levers"][2]
    made = run_survey(survey, tmp_path, language)
    decide(made / "stor-b-runde-1.xlsx", tmp_path / "bestemt.xlsx", language, f" {lever.upper()} ")
    run = run_survey(survey, tmp_path, language, "bestemt.xlsx")
    book = load_workbook(run / "stor-b-runde-1.xlsx")
    first, second = read_rows(book, words.book_decisions["name"], "Anker")
    assert (first["Handlingsrom"].value, first["Hva skjer videre"].value) == (lever, "Vi henger opp lys i høst.")
    assert second["Hva skjer videre"].value is None
    needs = pd.read_csv(run / "tabeller" / "stor_b.csv", sep=";", encoding="utf-8-sig", keep_default_na=False)
    assert needs["handlingsrom"].tolist() == ["annet nivå", ""]
    (first, *_) = read_rows(book, words.sheets["needs"], words.headings["need_id"])
    assert first[words.headings["handlingsrom"]].value == lever
    letter = (run / "du-sa-vi-gjorde-runde-1.html").read_text(encoding="utf-8")
    assert "Trygt hjem (B-001)" in letter
    assert f"<strong>{words.letter_next}</strong> Vi henger opp lys i høst." in letter
    assert "skrevet under" not in letter


# --- reviews ------------------------------------------------------------------------------------------

CASE, OTHER = "s0123456789ab", "sba9876543210"
HEADER = ["Sak", "Beslutning", "Bestemt av", "Dato"]


def write_list(path, **sheets):
    """A workbook with a sheet for each keyword, where "_" stands for a blank."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name.replace("_", " "))
        for row in (HEADER, *rows):
            page.append(row)
    book.save(path)
    return path


def test_reviews_are_read_from_every_sheet_and_from_csv(tmp_path):
    rows = [[CASE, "behold", "Ola Prøve", datetime.datetime(2026, 5, 12)], [OTHER, None, None, None]]
    path = write_list(tmp_path / "g.xlsx", Maskert=rows, I_tvil=[["s" + "c" * 12, " Masker ", "Kari Prøve", None]])
    reviews = read_reviews(path)
    assert reviews.to_dict("records") == [
        {"case": CASE, "decision": "behold", "decided_by": "Ola Prøve", "date": "2026-05-12"},
        {"case": "s" + "c" * 12, "decision": "masker", "decided_by": "Kari Prøve", "date": ""},
    ]
    text = "Slag;Sak;Beslutning;Bestemt av\nnavn;" + CASE + ";behold;Ola Prøve\n"
    (tmp_path / "g.csv").write_text(text, encoding="utf-8-sig")
    assert read_reviews(tmp_path / "g.csv")["case"].tolist() == [CASE]


def test_faults_in_a_review_list_are_named_all_at_once(tmp_path):
    path = write_list(
        tmp_path / "g.xlsx",
        Maskert=[
            [CASE, "beholld", "Ola Prøve"],
            ["s" + "a" * 12, "godkjent", "Ola Prøve"],
            ["s" + "b" * 12, "masker", None],
        ],
        I_tvil=[["s" + "b" * 12, "behold", "Ola Prøve"], [None, "masker", "Ola Prøve"]],
        Notater=[["s" + "d" * 12, "masker", "Ola Prøve"]],
    )
    with pytest.raises(ReadError) as fault:
        read_reviews(path)
    said = str(fault.value)
    assert len(fault.value.faults) == 6
    assert "arket «Maskert», rad 2: ukjent beslutning «beholld». Mente du «behold»?" in said
    assert "rad 3: «godkjent» kan ikke besluttes på dette arket. Skriv «masker» eller «behold»." in said
    assert "rad 4: beslutningen mangler navn" in said
    assert "arket «I tvil», rad 3: «Sak» skal være" in said
    assert "arket «Notater», rad 2: arket er ikke et av arkene" in said
    assert "sak sbbbbbbbbbbbb har to ulike beslutninger" in said


def test_a_list_without_cases_is_refused(tmp_path):
    with pytest.raises(ReadError, match="fant ikke kolonnen «Sak»"):
        read_reviews(write_sheet(tmp_path / "g.xlsx", [["Beslutning"]]))


def test_the_same_decision_twice_is_one(tmp_path):
    row = [CASE, "masker", "Ola Prøve"]
    assert len(read_reviews(write_list(tmp_path / "g.xlsx", Maskert=[row], I_tvil=[row]))) == 1


def test_an_approval_is_void_when_the_words_change():
    from insight.behov import find_behov

    before = find_behov(make_innspill(["Jeg har MS og kommer meg ikke ut."]))
    after = find_behov(make_innspill(["Jeg har MS og kommer meg aldri ut."]))
    (case,) = case_quotes(before, salt="salt").values()
    row = {"case": case, "decision": "godkjent", "decided_by": "Ola Prøve", "date": ""}
    reviews = finish(pd.DataFrame([row]), REVIEWS)
    assert approve_quotes(before, reviews, salt="salt")["approved_by"].tolist() == ["Ola Prøve"]
    assert approve_quotes(after, reviews, salt="salt")["approved_by"].tolist() == [""]
    assert approve_quotes(before, reviews, salt="annet salt")["approved_by"].tolist() == [""]
    assert approve_quotes(before, reviews.assign(decision="hold tilbake"), salt="salt")["approved_by"].tolist() == [""]
    assert find_lost_reviews(reviews, empty(FOUND), before, salt="salt").empty
    assert find_lost_reviews(reviews, empty(FOUND), after, salt="salt")["case"].tolist() == [case]


def test_nobody_approves_what_is_not_sensitive():
    from insight.behov import find_behov

    behov = find_behov(make_innspill(["Jeg kommer meg ikke ut."]))
    assert case_quotes(behov, salt="salt") == {}
    assert approve_quotes(behov, empty(REVIEWS), salt="salt").equals(behov)
