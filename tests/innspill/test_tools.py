"""The survey tools that are known by what their exports hold: one made-up file of each."""

from datetime import datetime

import pytest

from insight.errors import ReadError
from tests.innspill.exports import aside, assert_nothing_leaks, read, texts, told

QUALTRICS_NAMES = [
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "ResponseId", "RecipientEmail",
    "LocationLatitude", "UserLanguage", "Q1_1", "Q1_2", "Q1_3", "Q1_3_TEXT", "Q2", "Q2_4_TEXT", "Q3", "Q4_1", "Q4_2",
    "Q1_DO_1", "Q1_DO_2",
]  # fmt: skip
QUALTRICS_TEXTS = [
    "Start Date", "End Date", "Response Type", "IP Address", "Progress", "Finished", "Response ID",
    "Recipient Email", "Location Latitude", "User Language",
    "Hvordan reiser du? - Selected Choice - Buss", "Hvordan reiser du? - Selected Choice - Sykkel",
    "Hvordan reiser du? - Selected Choice - Annet", "Hvordan reiser du? - Annet - Text",
    "Hvor ofte? - Selected Choice", "Hvor ofte? - Annet - Text", "Hva trenger du i hverdagen?",
    "Hvor enig er du? - Det er trygt her", "Hvor enig er du? - Det er lyst her",
    "Hvordan reiser du? - Display Order - Buss", "Hvordan reiser du? - Display Order - Sykkel",
]  # fmt: skip


def qualtrics_row(number, status, finished, boxes, other, often, often_other, text):
    return [
        "2026-02-03 10:00:00", f"2026-02-03 10:{number}:00", status, "192.0.2.1", "100", finished, f"R_0prove{number}x",
        f"kari{number}@eksempel.no", "60.2", "NO", *boxes, other, often, often_other, text, "Enig", "Uenig", "1", "2",
    ]  # fmt: skip


QUALTRICS_ROWS = [
    qualtrics_row(11, "IP Address", "True", ["Buss", "", ""], "", "Daglig", "", "En buss som går om kvelden også"),
    qualtrics_row(12, "IP Address", "True", ["", "Sykkel", "Annet"], "sparkesykkel", "Annet", "bare om sommeren",
                  "Trygg vei til skolen for barna mine"),
    qualtrics_row(13, "Survey Preview", "True", ["Buss", "", ""], "", "Daglig", "", "Dette er bare en prøve fra oss"),
    qualtrics_row(14, "Spam", "True", ["Buss", "", ""], "", "Daglig", "", "Kjøp billige klokker hos oss i dag"),
    qualtrics_row(15, "IP Address", "False", ["Buss", "", ""], "", "Daglig", "", "Jeg ble aldri ferdig med dette"),
]  # fmt: skip


def import_ids(names):
    return ['{"ImportId":"' + name + '"}' for name in names]


@pytest.mark.parametrize("n_headers", [2, 3])
def test_qualtrics_with_three_rows_of_headers_and_excels_two(tmp_path, n_headers):
    headers = [QUALTRICS_NAMES, QUALTRICS_TEXTS, import_ids(QUALTRICS_NAMES)][:n_headers]
    delivery = read(tmp_path, *headers, *QUALTRICS_ROWS)
    first = n_headers + 1
    assert delivery.files.loc[0, "reader"] == "Qualtrics"
    assert delivery.files.loc[0, "n_rows"] == 5
    assert told(delivery, "questions") == [
        "Hvordan reiser du? – annet", "Hvor ofte? – annet", "Hva trenger du i hverdagen?",
    ]  # fmt: skip
    assert told(delivery, "closed")[:2] == ["Hvordan reiser du?", "Hvor ofte?"]
    assert texts(delivery, "Hvordan reiser du? – annet") == ["sparkesykkel"]
    assert len(texts(delivery, "Hva trenger du i hverdagen?")) == 5
    needs = delivery.innspill[delivery.innspill["question"] == "Hva trenger du i hverdagen?"].sort_values("row")
    assert needs["set_aside"].tolist() == ["", "", "prøvesvar", "merket som søppel", "ikke sendt inn"]
    assert needs["row"].tolist() == list(range(first, first + 5))
    assert needs["answered_at"].tolist()[0] == datetime(2026, 2, 3, 10, 11)
    assert delivery.innspill["person_id"].nunique() == 5
    assert_nothing_leaks(delivery, "192.0.2.1", "@eksempel", "60.2")


def test_the_older_qualtrics_with_v_numbers_and_an_empty_last_column(tmp_path):
    own = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "Email", "IPAddress", "Status", "StartDate",
           "EndDate", "Finished"]  # fmt: skip
    delivery = read(
        tmp_path,
        [*(f"V{n}" for n in range(1, 11)), "Q1", "Q2_1", "Q2_2", ""],
        [*own, "Hva trenger du i hverdagen?", "Hva bruker du?-Biblioteket", "Hva bruker du?-Svømmehallen", ""],
        ["R_0eksempel1", "Default Response Set", "Kari Eksempelsen", "", "", "192.0.2.1", "0", "2012-02-03 10:00:00",
         "2012-02-03 10:15:00", "1", "Et sted å møtes for de unge", "1", "", ""],
        ["R_0eksempel2", "Default Response Set", "Ola Prøvestad", "", "", "192.0.2.2", "1", "2012-02-03 11:00:00",
         "2012-02-03 11:15:00", "1", "En prøve fra den som laget skjemaet", "", "1", ""],
    )  # fmt: skip
    assert delivery.files.loc[0, "reader"] == "Qualtrics"
    assert told(delivery, "questions") == ["Hva trenger du i hverdagen?"]
    assert aside(delivery) == {3: "", 4: "prøvesvar"}
    assert delivery.innspill["answered_at"].dt.minute.tolist() == [15, 15]
    assert_nothing_leaks(delivery, "Eksempelsen", "Prøvestad", "192.0.2")


SURVEYMONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
     "Last Name", "Custom Data 1", "Hva bruker du i kommunen?", "", "", "Hva trenger du i hverdagen?", "Hvor fornøyd?",
     "", "Hvordan kan vi nå deg?", ""],
    ["", "", "", "", "", "", "", "", "", "Biblioteket", "Svømmehallen", "Other (please specify)",
     "Open-Ended Response", "Skolen", "Veiene", "Navn", "E-post"],
]  # fmt: skip


def surveymonkey_row(number, *answers):
    own = [str(114000000 + number), "99", "2026-02-03 10:00:00", f"2026-02-03 10:{number}:00", "192.0.2.1", "", "", ""]
    return [*own, "", *answers]


def test_surveymonkey_with_options_in_the_second_row(tmp_path):
    delivery = read(
        tmp_path,
        *SURVEYMONKEY,
        surveymonkey_row(11, "Biblioteket", "", "ungdomsklubben", "Lys langs gangveien til skolen", "5", "2", "", ""),
        surveymonkey_row(12, "Biblioteket", "Svømmehallen", "", "", "4", "2", "Kari Eksempelsen", "kari@eksempel.no"),
        surveymonkey_row(13, "", "Svømmehallen", "", "Flere benker å hvile på i sentrum", "4", "1", "", ""),
    )
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["SurveyMonkey", 3]
    assert told(delivery, "questions") == ["Hva bruker du i kommunen? – annet", "Hva trenger du i hverdagen?"]
    assert told(delivery, "closed") == ["Hva bruker du i kommunen?", "Hvor fornøyd? [Skolen]", "Hvor fornøyd? [Veiene]"]
    assert texts(delivery, "Hva bruker du i kommunen? – annet") == ["ungdomsklubben"]
    assert sorted(set(delivery.innspill["answered_at"].dt.minute)) == [11, 12, 13]
    assert set(delivery.innspill["row"]) == {3, 4, 5}
    assert_nothing_leaks(delivery, "Eksempelsen", "kari@", "192.0.2")


def test_surveymonkey_condensed_with_one_row_of_headers(tmp_path):
    delivery = read(
        tmp_path,
        ["respondent_id", "collector_id", "date_created", "date_modified", "ip_address", "email_address", "first_name",
         "last_name", "custom_1", "Hva trenger du i hverdagen?"],
        ["114000001", "99", "2026-02-03 10:00:00", "2026-02-03 10:11:00", "192.0.2.1", "", "", "", "", "Bedre buss"],
        ["114000002", "99", "2026-02-03 10:00:00", "2026-02-03 10:12:00", "192.0.2.1", "", "", "", "", "Mer lys her"],
    )  # fmt: skip
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["SurveyMonkey", 2]
    assert told(delivery, "questions") == ["Hva trenger du i hverdagen?"]
    assert sorted(delivery.innspill["answered_at"].dt.minute) == [11, 12]


LIMESURVEY_OWN = {
    "code": ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "ipaddr", "token"],
    "full": ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "IP address",
             "Access code"],
    "codetext": ["id. Svar-ID", "submitdate. Dato", "lastpage. Siste side", "startlanguage. Språk", "seed. Seed",
                 "startdate. Begynt", "ipaddr. IP", "token. Kode"],
}  # fmt: skip
LIMESURVEY_ASKED = {
    "code": ["Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]"],
    "full": ["Hva trenger du i hverdagen?", "Hva bruker du? [Biblioteket]", "Hva bruker du? [Svømmehallen]",
             "Hva bruker du? [Annet]"],
    "codetext": ["Q1. Hva trenger du i hverdagen?", "Q2[SQ001]. Hva bruker du? [Biblioteket]",
                 "Q2[SQ002]. Hva bruker du? [Svømmehallen]", "Q2[other]. Hva bruker du? [Noe helt annet]"],
}  # fmt: skip


@pytest.mark.parametrize(("headings", "delimiter"), [("code", ","), ("full", ";"), ("codetext", ",")])
def test_limesurvey_with_each_kind_of_headings(tmp_path, headings, delimiter):
    def row(number, submitted, *answers):
        return [str(number), submitted, "2", "nb", "77", "2026-02-03 10:00:00", "192.0.2.1", "hemmelig", *answers]

    delivery = read(
        tmp_path,
        [*LIMESURVEY_OWN[headings], *LIMESURVEY_ASKED[headings]],
        row(4, "2026-02-03 10:11:00", "Et venterom ved bussen om vinteren", "Ja", "", "bokbussen"),
        row(7, "2026-02-03 10:12:00", "N/A", "Ja", "Ja", ""),
        row(8, "", "Jeg rakk ikke å bli ferdig med alt", "", "Ja", ""),
        row(9, "1980-01-01 00:00:00", "Trygge overganger over riksveien her", "N/A", "Ja", ""),
        delimiter=delimiter,
    )
    asked, boxes = ("Q1", "Q2") if headings == "code" else ("Hva trenger du i hverdagen?", "Hva bruker du?")
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["LimeSurvey", 4]
    assert told(delivery, "questions") == [asked, f"{boxes} – annet"]
    assert told(delivery, "closed") == [boxes]
    assert texts(delivery, f"{boxes} – annet") == ["bokbussen"]
    needs = delivery.innspill[delivery.innspill["question"] == asked].sort_values("row")
    assert needs["set_aside"].tolist() == ["", "tomt svar", "ikke sendt inn", ""]
    assert needs["answered_at"].isna().tolist() == [False, False, True, True]
    assert_nothing_leaks(delivery, "192.0.2.1", "hemmelig", "1980")


def test_limesurvey_keeps_the_rows_of_a_matrix_apart_also_when_one_is_called_other(tmp_path):
    delivery = read(
        tmp_path,
        ["id", "submitdate", "startlanguage", "M1[a]. Hvor enig er du? [Skolen er god]",
         "M1[b]. Hvor enig er du? [Annet]", "Q1. Hva trenger du?"],
        ["1", "2026-02-03 10:11:00", "nb", "Enig", "Uenig", "Et sted å bade om sommeren"],
        ["2", "2026-02-03 10:12:00", "nb", "Uenig", "Enig", "Et sted å gå på ski"],
    )  # fmt: skip
    assert told(delivery, "questions") == ["Hva trenger du?"]


def test_an_answer_without_submitdate_counts_where_the_file_has_no_such_column(tmp_path):
    delivery = read(
        tmp_path,
        ["Q1. Hva trenger du i hverdagen?", "Q2[1]. Hva bruker du? [Buss]", "Q2[2]. Hva bruker du? [Tog]"],
        ["Bedre plass på bussen om morgenen", "Yes", "No"],
        ["Et tog som går i rute hver dag", "No", "Yes"],
    )
    assert delivery.files.loc[0, "reader"] == "LimeSurvey"
    assert set(aside(delivery).values()) == {""}


@pytest.mark.parametrize(
    ("header", "time"), [("Tidsmerke", "03.02.2026 10.11.12"), ("Timestamp", "2026-02-03 10:11:12")]
)
def test_google_forms(tmp_path, header, time):
    delivery = read(
        tmp_path,
        [
            header,
            "E-postadresse",
            "Hva trenger du\ni hverdagen?",
            "Hva bruker du?",
            "Hvor enig er du?  [Det er trygt]",
            "Hvor enig er du?  [Det er lyst]",
        ],
        [time, "kari@eksempel.no", "En buss om kvelden.\nOg lys i bakken.", "Buss;Sykkel", "Enig", "Uenig"],
        [time, "ola@eksempel.no", "Et sted å være for unge", "Sykkel", "Uenig", "Enig"],
        [time, "", "Roligere trafikk forbi skolen", "Buss;Sykkel", "Enig", "Uenig"],
    )
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Google Forms", 3]
    assert told(delivery, "questions") == ["Hva trenger du i hverdagen?"]
    assert told(delivery, "closed") == [
        "Hva bruker du?", "Hvor enig er du? [Det er trygt]", "Hvor enig er du? [Det er lyst]",
    ]  # fmt: skip
    assert "En buss om kvelden.\nOg lys i bakken." in set(delivery.innspill["text"])
    assert set(delivery.innspill["answered_at"]) == {datetime(2026, 2, 3, 10, 11, 12)}
    assert_nothing_leaks(delivery, "eksempel.no")


def test_a_table_that_begins_with_a_small_timestamp_is_not_from_google(tmp_path):
    delivery = read(tmp_path, ["timestamp", "kommentar"], ["2026-02-03", "Vi trenger bedre lys i bakken"])
    assert delivery.files.loc[0, "reader"] == "tabell"


def test_typeform_joins_options_and_lays_other_by_its_question(tmp_path):
    asked = "Hva trenger du i <strong>hverdagen</strong>?"
    delivery = read(
        tmp_path,
        ["#", "Hvor ofte tar du bussen?", "Other", "Biblioteket", "Svømmehallen", "Kinoen", "Other", asked,
         "Response Type", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        ["a1", "Daglig", "", "Biblioteket", "", "", "ridehallen", "Et sted å øve med bandet vårt", "completed",
         "2026-02-03 10:00:00", "2026-02-03 10:11:00", "nett-1"],
        ["a2", "", "når det regner", "Biblioteket", "Svømmehallen", "", "", "En kafé som er åpen sent", "completed",
         "2026-02-03 10:00:00", "2026-02-03 10:12:00", "nett-2"],
        ["a3", "Daglig", "", "", "Svømmehallen", "", "", "Jeg kom ikke så langt som hit", "partial",
         "2026-02-03 10:00:00", "", "nett-3"],
    )  # fmt: skip
    boxes = "Flere valg: Biblioteket, Svømmehallen, Kinoen"
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Typeform", 3]
    assert told(delivery, "questions") == [
        "Hvor ofte tar du bussen? – annet", f"{boxes} – annet", "Hva trenger du i hverdagen?",
    ]  # fmt: skip
    assert boxes in told(delivery, "closed")
    assert texts(delivery, f"{boxes} – annet") == ["ridehallen"]
    assert texts(delivery, "Hvor ofte tar du bussen? – annet") == ["når det regner"]
    needs = delivery.innspill[delivery.innspill["question"] == "Hva trenger du i hverdagen?"].sort_values("row")
    assert needs["set_aside"].tolist() == ["", "", "ikke sendt inn"]
    assert needs["answered_at"].tolist()[1] == datetime(2026, 2, 3, 10, 12)
    assert_nothing_leaks(delivery, "nett-")


def test_indico_leaves_out_a_section_that_is_alone(tmp_path):
    headers = ["Submitter", "Submitter Email", "Submission Date", "Møtet: Hvor bor du?", "Møtet: Hva mangler her?"]
    rows = [
        ["Kari Eksempelsen", "kari@eksempel.no", "2026-02-03 10:11:00+00:00", "Nordbygda", "Det mangler et møtested"],
        ["", "", "2026-02-03 10:12:00+00:00", "Nordbygda", "Det mangler lys ved skolen"],
    ]
    delivery = read(tmp_path, headers, *rows)
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Indico", 2]
    assert told(delivery, "questions") == ["Hva mangler her?"]
    assert sorted(delivery.innspill["answered_at"].dt.minute) == [11, 12]
    assert_nothing_leaks(delivery, "Eksempelsen", "kari@")
    two = read(tmp_path, [*headers[:-1], "Skolen: Hva mangler her?"], *rows)
    assert told(two, "questions") == ["Skolen: Hva mangler her?"]


def test_a_survey_without_free_text_names_its_questions(tmp_path):
    rows = [surveymonkey_row(n, "Biblioteket", "", "", "", "5", "2", "", "") for n in (11, 12)]
    with pytest.raises(ReadError, match=r"fant ingen kolonne med fritekst.*Hva bruker du i kommunen\?"):
        read(tmp_path, *SURVEYMONKEY, *rows)


def test_an_answer_that_looks_like_another_tools_header_changes_nothing(tmp_path):
    said = ['{"ImportId":"QID1"}', "Et sted å være om kvelden", "Trygg vei til skolen"]
    rows = [["03.02.2026 10.11.12", text] for text in said]
    delivery = read(tmp_path, ["Tidsmerke", "Hva trenger du i hverdagen?"], *rows)
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Google Forms", 3]
    assert sorted(delivery.innspill["text"]) == sorted(said)
