"""Which tool wrote a table, and what each of its columns is."""

import pytest

from insight.innspill import read_delivery
from insight.innspill.columns import asks_who
from insight.innspill.prose import is_prose


def write_csv(path, *rows):
    lines = [";".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


FORMS_HEADERS = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn"]


def test_microsoft_forms(tmp_path):
    innspill, files, _ = read_delivery(
        write_csv(
            tmp_path / "hva som helst.csv",
            [
                *FORMS_HEADERS,
                "Hvor gammel er du?",
                "Hva savner du der du bor?",
                "Tidspunkt for siste endring",
            ],
            ["7", "2026-02-03 10:00:00", "2026-02-03 10:15:00", "anonymous", "", "45-59", "buss", ""],
            [
                "9",
                "2026-02-03 11:00:00",
                "2026-02-03 11:15:00",
                "a@b.no",
                "Ola",
                "18-29",
                "mer lys i bakken",
                "",
            ],
        )
    )
    told = files.iloc[0]
    assert (told["reader"], told["questions"]) == ("Microsoft Forms", "Hva savner du der du bor?")
    assert (told["groups"], told["dropped"]) == ("Hvor gammel er du?", "E-postadresse | Navn")
    assert sorted(innspill["text"]) == ["buss", "mer lys i bakken"]
    assert innspill["answered_at"].dt.minute.tolist() == [15, 15]


def test_two_english_forms_with_the_same_headers_and_numbers_do_not_meet(tmp_path):
    headers = ["Id", "Start time", "Completion time", "Email", "Name", "What do you need?"]
    for name, year in (("a.csv", 2025), ("b.csv", 2026)):
        row = ["1", f"{year}-02-03 10:00:00", f"{year}-02-03 10:10:00", "", "", "A bus that runs at night"]
        write_csv(tmp_path / name, headers, row)
    innspill, _, _ = read_delivery(tmp_path)
    assert innspill["person_id"].nunique() == 2
    assert (innspill["set_aside"] == "").all()


def test_nettskjema(tmp_path):
    innspill, files, _ = read_delivery(
        write_csv(
            tmp_path / "data-1-2026-02-03-1015.txt",
            [
                "$submission_id",
                "$created",
                "tanker",
                "valg",
                "boks.a",
                "dato",
                "fil",
                "tall",
                "$answer_time_ms",
            ],
            [
                "1",
                "2026-02-03T10:15:00.1234567+01:00",
                "some text",
                "1",
                "0",
                "2026-01-01",
                "kart.png",
                "4.5",
                "74",
            ],
            ["2", "2026-02-03T11:15:00.1234567+01:00", "", "2", "1", "2026-01-02", "", "77.0", "71"],
            [
                "3",
                "2026-02-03T12:15:00.1234567+01:00",
                "another answer",
                "-1",
                "1",
                "",
                "min fil.jpeg",
                "1",
                "9",
            ],
        )
    )
    told = files.iloc[0]
    assert (told["reader"], told["questions"], told["n_answers"]) == ("Nettskjema", "tanker", 3)
    assert innspill["answered_at"].dt.hour.tolist().count(10) == 1


def test_one_row_for_each_question(tmp_path):
    innspill, _, _ = read_delivery(
        write_csv(
            tmp_path / "svar.csv",
            ["respondent", "spørsmål", "svar"],
            ["1", "Hva er bra?", "Skogen rett utenfor døra"],
            ["1", "Hva mangler?", "En buss om kvelden"],
            ["2", "Hva er bra?", "Naboene hjelper hverandre mye"],
            ["2", "Hva mangler?", "Lys i bakken"],
        )
    )
    assert innspill["question"].value_counts().to_dict() == {"Hva er bra?": 2, "Hva mangler?": 2}
    assert innspill["person_id"].nunique() == 2


def test_a_number_that_repeats_is_no_number_of_a_response(tmp_path):
    rows = [["id", "svar"], ["1", "Skogen rett utenfor døra"], ["1", "En buss om kvelden"]]
    assert read_delivery(write_csv(tmp_path / "svar.csv", *rows)).innspill["person_id"].nunique() == 2


def test_personal_columns_stop_at_the_door_also_when_only_their_content_tells(tmp_path):
    innspill, files, _ = read_delivery(
        write_csv(
            tmp_path / "svar.csv",
            ["id", "Hva er ditt telefonnummer?", "Kontakt oss gjerne", "Hvem spør?", "Hva trenger du?"],
            ["1", "900 00 123", "kari@eksempel.no", "Kari Eksempelsen", "Trygg vei til skolen"],
            ["2", "900 00 456", "ola@eksempel.no", "Ola Prøvestad", "En buss om kvelden"],
        )
    )
    assert files.loc[0, "dropped"] == "Hva er ditt telefonnummer? | Kontakt oss gjerne | Hvem spør?"
    everything = innspill.to_csv() + files.to_csv()
    assert not any(value in everything for value in ("900 00", "eksempel.no", "Eksempelsen", "Prøvestad"))


@pytest.mark.parametrize(
    "header",
    ["Navn", "Name", "E-post", "E-postadresse", "Email Address", "IPAddress", "ip_address", "first_name",
     "RecipientLastName", "Ditt navn:", "Hva er ditt navn?", "Hva heter du?", "Submitter Email",
     "Telefon (valgfritt)", "LocationLatitude", "Fødselsnummer", "Navn (2)"],
)  # fmt: skip
def test_headers_that_ask_who_somebody_is(header):
    assert asks_who(header)


@pytest.mark.parametrize(
    "header",
    ["Hva er navnet på badeplassen din, og hva mangler der?", "Navn på skolen", "Hva trenger du?", "Location",
     "Hvem er du?", "Rolle", "Hva er viktig for deg når du ringer kommunen på telefon?",
     "Postadressen til kommunen er vanskelig å finne"],
)  # fmt: skip
def test_headers_that_ask_about_something_else(header):
    assert not asks_who(header)


@pytest.mark.parametrize(
    "header",
    ["Hva savner du i området rundt skolen?", "Hvilken alder bør fritidstilbudet passe for?"],
)  # fmt: skip
def test_a_question_about_a_place_is_no_background(tmp_path, header):
    rows = [["id", header], ["1", "Jeg savner et sted å være"], ["2", "Alt for liten plass til lek og moro"]]
    assert read_delivery(write_csv(tmp_path / "svar.csv", *rows)).files.loc[0, "questions"] == header


@pytest.mark.parametrize(
    ("values", "prose", "generous"),
    [
        (["Bussen går for sjelden", "Jeg vil ha mer lys", "Vet ikke"], True, True),
        (["buss", "mer lys", "benker", "vet ikke", "vet ikke"], False, True),
        (["Enig", "Uenig", "Enig", "Nøytral"], False, False),
        (["Ja", "Nei", "Nei"], False, False),
        (["Helse og omsorg i kommunen", "Kultur og idrett for alle"] * 10, False, False),
        (["Mer lys;Bedre buss;", "Bedre buss;Flere benker;", "Mer lys;Flere benker;"] * 3, False, False),
        (["1", "2", "77.0"], False, False),
        (["2026-01-01", "12:00", "2023-06-12T13:33"], False, False),
        (["kart over bygda.png", "bilde av veien.jpeg"], False, False),
        (["R_2YPOQ602", "A-1", "B-2"], False, False),
        (["[[1, 2, \"PER\"]]", "[]", "{\"a\": \"et to tre fire\"}"], False, False),
        (["", " "], False, False),
    ],
)  # fmt: skip
def test_prose_is_told_from_options_numbers_and_codes(values, prose, generous):
    assert (is_prose(values), is_prose(values, generous=True)) == (prose, generous)


@pytest.mark.parametrize(
    ("rows", "tool", "first"),
    [
        (
            [["StartDate", "Q1"], ["Startdato", "Hva trenger du?"], ['{""ImportId"":""x""}'] * 2, ["2026", "lys"]],
            "Qualtrics",
            4,
        ),
        ([["RespondentID", "Hva trenger du?"], ["", "Open-Ended Response"], ["1", "lys"]], "SurveyMonkey", 3),
    ],
)
def test_exports_with_several_rows_of_headers_are_read_under_their_questions(tmp_path, rows, tool, first):
    innspill, files, _ = read_delivery(write_csv(tmp_path / "svar.csv", *rows))
    assert files.loc[0, ["reader", "n_rows", "questions"]].tolist() == [tool, 1, "Hva trenger du?"]
    assert innspill[["row", "text"]].values.tolist() == [[first, "lys"]]
