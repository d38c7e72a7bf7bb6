"""Boards and platforms where people post (Decidim, Padlet, Miro), and cells that no tool may stumble on."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.innspill import clean_innspill
from insight.innspill.sheets import Grid
from insight.innspill.tools import recognize
from tests.innspill.exports import assert_nothing_leaks, read

DECIDIM = [
    "id", "category/id", "category/name/nb", "participatory_space/id", "title/ca", "title/en", "title/nb", "body/ca",
    "body/en", "body/nb", "latitude", "state", "reference", "supports", "endorsements/total_count", "published_at",
    "url", "authors_names",
]  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", ","])
def test_decidim_proposals_are_one_text_in_the_first_language_there_is(tmp_path, delimiter):
    def row(number, titles, bodies, state="", supports="0"):
        return [number, "1", "Vei", "3", *titles, *bodies, "60.2", state, f"R-{number}", supports, "2",
                "2026-02-03 10:11:00", "https://eksempel.no/f", "Kari Eksempelsen"]  # fmt: skip

    delivery = read(
        tmp_path,
        DECIDIM,
        row("11", ["", "Light", "Lys"], ["", "We need light", "Vi trenger lys i bakken"], supports="12"),
        row("12", ["Més bancs!", "", ""], ["<p>Calen bancs</p>", "", ""], supports="3"),
        row("13", ["", "", "Trukket"], ["", "", "Dette angrer jeg på"], state="withdrawn"),
        delimiter=delimiter,
    )
    innspill = clean_innspill(delivery.innspill).sort_values("row")
    assert delivery.files.loc[0, ["reader", "n_rows", "questions"]].tolist() == ["Decidim", 3, "Forslag"]
    assert innspill["text"].tolist() == [
        "Lys. Vi trenger lys i bakken", "Més bancs!\nCalen bancs", "",
    ]  # fmt: skip
    assert innspill["set_aside"].tolist() == ["", "", "trukket tilbake"]
    assert innspill["votes"].tolist() == [12, 3, 0]
    assert innspill["answered_at"].dt.minute.tolist()[:2] == [11, 11]
    assert_nothing_leaks(delivery, "Eksempelsen", "60.2", "angrer")


def test_decidim_survey_answers(tmp_path):
    delivery = read(
        tmp_path,
        ["id", "created_at", "ip_hash", "user_status", "1. Hva trenger du i hverdagen?"],
        ["11", "2026-02-03 10:11:00", "a1b2", "registered", "Et varmt sted å vente på bussen"],
        ["12", "2026-02-03 10:12:00", "c3d4", "unregistered", "Et godt tilbud til de eldste"],
    )
    assert delivery.files.loc[0, ["reader", "questions"]].tolist() == ["Decidim", "Hva trenger du i hverdagen?"]
    assert_nothing_leaks(delivery, "a1b2", "c3d4")


def test_padlet_posts_are_notes_under_their_section_and_no_people(tmp_path):
    delivery = read(
        tmp_path,
        ["Created At", "Author", "Subject", "Body", "Section", "Attachment"],
        ["2026-02-03 10:11:00", "Kari Eksempelsen", "Buss", "Den går for sjelden", "Hva er vanskelig?", ""],
        ["2026-02-03 10:12:00", "", "", "Naboene hjelper hverandre", "Hva er bra?", "https://eksempel.no/b.png"],
        ["2026-02-03 10:13:00", "", "Skogen rett utenfor døra", "", "Hva er bra?", ""],
    )
    innspill = delivery.innspill.sort_values("row")
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Padlet", 3]
    assert innspill["text"].tolist() == [
        "Buss. Den går for sjelden", "Naboene hjelper hverandre", "Skogen rett utenfor døra",
    ]  # fmt: skip
    assert innspill["question"].tolist() == ["Hva er vanskelig?", "Hva er bra?", "Hva er bra?"]
    assert set(innspill["channel"]) == {"verksted"} and set(innspill["person_id"]) == {""}
    assert_nothing_leaks(delivery, "Eksempelsen")


def test_sticky_notes_hang_under_their_frame(tmp_path):
    delivery = read(
        tmp_path,
        ["Frame", "Sticky note text", "Votes", "Author"],
        ["Hva er vanskelig?", "Bussen går for sjelden", "4", "Kari Eksempelsen"],
        ["Hva er bra?", "Skogen rett utenfor døra", "", "Ola Prøvestad"],
    )
    innspill = delivery.innspill.sort_values("row")
    assert innspill["question"].tolist() == ["Hva er vanskelig?", "Hva er bra?"]
    assert innspill["votes"].tolist() == [4, 0]
    assert set(innspill["channel"]) == {"verksted"} and set(innspill["person_id"]) == {""}
    assert_nothing_leaks(delivery, "Eksempelsen", "Prøvestad")


OWN_HEADERS = {
    "Qualtrics": ["StartDate", "EndDate", "ResponseId", "Status", "Finished", "Q1_1", "Q1_2", "Q1_2_TEXT"],
    "SurveyMonkey": ["Respondent ID", "Collector ID", "Hva bruker du?", "", "Other"],
    "LimeSurvey": ["id", "submitdate", "lastpage", "Q1[a]", "Q1[b]", "Q1[other]"],
    "Microsoft Forms": ["ID", "Starttidspunkt", "Fullføringstidspunkt"],
    "Typeform": ["#", "Submit Date (UTC)", "Buss", "Other"],
    "Indico": ["Submitter", "Submission Date"],
    "Decidim": ["id", "title/nb", "body/nb", "reference", "state"],
    "Padlet": ["Subject", "Body", "Section"],
    "lapper fra tavle": ["Frame", "Text"],
    "Google Forms": ["Tidsmerke", "Hvor enig? [a]", "Hvor enig? [b]"],
}
CELLS = st.sampled_from(
    ["", " ", "Annet", "Ja", "1", "a;b;", '["a"]', "[[1]]", "[1", "R_0123456789ab", "N/A", "\x00",
     "9" * 30, "٣", "Survey Preview", "withdrawn", "Response", "]", "<b>", datetime(2026, 2, 3)]
) | st.text(max_size=8)  # fmt: skip


@pytest.mark.parametrize("tool", OWN_HEADERS)
@settings(deadline=None)
@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.lists(CELLS, max_size=12), max_size=6))
def test_no_cell_breaks_a_tool_and_no_row_is_lost(tool, more_headers, rows):
    records = [(number, cells) for number, cells in enumerate([[*OWN_HEADERS[tool], *more_headers], *rows], start=1)]
    survey = recognize(records)
    assert survey.name == tool
    sheet = survey.unfold(Grid(records), None)
    if sheet is None:  # nothing but headers
        return
    filled = [number for number, cells in records if any(not isinstance(cell, str) or cell.strip() for cell in cells)]
    assert [number for number, _ in sheet.rows] == filled[len(filled) - len(sheet.rows) :]
    assert len(filled) - len(sheet.rows) <= 4
    assert len(set(sheet.headers)) == len(sheet.headers)
    assert {len(cells) for _, cells in sheet.rows} <= {len(sheet.headers)}
