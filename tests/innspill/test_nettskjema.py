"""Nettskjema: codes and check boxes become questions and labels, with the code book and without it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import ReadError
from insight.innspill.codebook import choose_codebook
from insight.innspill.columns import choose_columns
from insight.innspill.sheets import Grid
from insight.innspill.tools import recognize
from insight.innspill.tools.nettskjema import NETTSKJEMA, read_nettskjema_codebook, unfold

HEADERS = [
    "$submission_id",
    "$created",
    "savn",
    "reise",
    "steder.bad",
    "steder.park",
    "enig.buss",
    "enig.tog",
    "bruk.bibliotek.ukentlig",
    "bruk.bibliotek.sjelden",
    "annet_sted",
    "navn",
    "bilde",
    "$answer_time_ms",
]
ROWS = [
    ["11", "2026-02-03T00:00:00+01:00", "Lys i bakken", "1", "1", "1", "2", "", "0", "1", "", "Ola", "11-1-o.png", "9"],
    ["12", "2026-02-04T00:00:00+01:00", "", "-1", "", "", "", "1", "1", "0", "Ved sjøen", "Kari", "", "9"],
    ["13", "2026-02-04T00:00:00+01:00", "Buss om kvelden", "7", "0", "1", "1", "1", "0", "0", "", "", "", "9"],
]


def make_option(number, code, text):
    return {"answerOptionId": number, "externalAnswerOptionId": code, "text": text}


def make_element(kind, code, text, options=(), rows=(), shown_by=()):
    return {
        "elementType": kind,
        "externalElementId": code,
        "text": text,
        "answerOptions": list(options),
        "subElements": [{"externalElementId": row, "text": label} for row, label in rows],
        "answerOptionsVisibilityFilter": list(shown_by),
    }


PARK = make_option(4, "park", "Annet sted")
ELEMENTS = [
    make_element("HEADING", None, "Om deg"),
    make_element("QUESTION_MULTILINE", "savn", "<p>Hva savner du <b>her</b> i bygda&#63;</p>"),
    make_element("RADIO", "reise", "Reiser du mye?", [make_option(1, "1", "Ja"), make_option(2, "-1", "Nei")]),
    make_element("CHECKBOX", "steder", "Hvor er du?", [make_option(3, "bad", "Badet; inne"), PARK]),
    make_element("MATRIX_RADIO", "enig", "Jeg tar", [make_option(5, "1", "aldri"), make_option(6, "2", "ofte")],
                 [("buss", "buss"), ("tog", "tog")]),
    make_element("MATRIX_CHECKBOX", "bruk", "Jeg bruker",
                 [make_option(7, "ukentlig", "hver uke"), make_option(8, "sjelden", "sjelden")],
                 [("bibliotek", "biblioteket")]),
    make_element("QUESTION", "annet_sted", "Spesifiser:", shown_by=[PARK]),
    make_element("NAME", "navn", "Hvem er du?"),
    make_element("ATTACHMENT", "bilde", "Last opp et bilde"),
]  # fmt: skip


def make_grid(headers=HEADERS, rows=ROWS):
    return Grid([(number, list(cells)) for number, cells in enumerate([headers, *rows], start=1)])


def make_codebook(elements=ELEMENTS, source="skjema.json"):
    return read_nettskjema_codebook(json.dumps(elements).encode(), source)


def test_the_code_book_gives_questions_labels_and_roles():
    sheet = unfold(make_grid(), make_codebook())
    told = {header: sheet.told.get(place, "") for place, header in enumerate(sheet.headers)}
    assert told == {
        "$submission_id": "",
        "$created": "",
        "Hva savner du her i bygda?": "fritekst",
        "Reiser du mye?": "enkeltvalg",
        "Hvor er du?": "flervalg",
        "Hvor er du? – annet": "fritekst",
        "Jeg tar – buss": "enkeltvalg",
        "Jeg tar – tog": "enkeltvalg",
        "Jeg bruker – biblioteket": "flervalg",
        "Hvem er du?": "personlig",
        "Last opp et bilde": "utelat",
        "$answer_time_ms": "",
    }
    answers = [dict(zip(sheet.headers, cells, strict=True)) for _, cells in sheet.rows]
    assert [answer["Reiser du mye?"] for answer in answers] == ["Ja", "Nei", "7"]  # 7 is in no code book
    assert [answer["Hvor er du?"] for answer in answers] == ["Badet, inne; Annet sted", "", "Annet sted"]
    assert [answer["Jeg tar – buss"] for answer in answers] == ["ofte", "", "aldri"]
    assert [answer["Jeg bruker – biblioteket"] for answer in answers] == ["sjelden", "hver uke", ""]
    assert [row for row, _ in sheet.rows] == [2, 3, 4]


def test_only_what_people_wrote_is_free_text_and_their_names_are_dropped():
    sheet = unfold(make_grid(), make_codebook())
    columns = choose_columns(sheet, NETTSKJEMA, {})
    assert [sheet.headers[place] for place in columns.texts] == ["Hva savner du her i bygda?", "Hvor er du? – annet"]
    assert [sheet.headers[place] for place in columns.personal] == ["Hvem er du?"]
    assert sheet.headers[columns.id] == "$submission_id"
    assert sheet.headers[columns.answered] == "$created"


def test_without_a_code_book_check_boxes_are_joined_and_files_left_out():
    sheet = unfold(make_grid(), None)
    assert sheet.headers[2:8] == ("savn", "reise", "steder", "enig.buss", "enig.tog", "bruk.bibliotek")
    answers = [dict(zip(sheet.headers, cells, strict=True)) for _, cells in sheet.rows]
    assert [answer["steder"] for answer in answers] == ["bad; park", "", "park"]
    assert {sheet.headers[place]: role for place, role in sheet.told.items()} == {
        "steder": "flervalg",
        "bruk.bibliotek": "flervalg",
        "bilde": "utelat",
    }


def test_full_stops_in_question_texts_do_not_part_check_boxes():
    headers = ["$submission_id", "Kryss av. Hva er viktig?.Buss, tog osv.", "Kryss av. Hva er viktig?.Vei"]
    sheet = unfold(make_grid(headers, [["1", "1", "0"], ["2", "1", "1"]]), None)
    assert sheet.headers == ("$submission_id", "Kryss av. Hva er viktig?")
    assert [cells[1] for _, cells in sheet.rows] == ["Buss, tog osv.", "Buss, tog osv.; Vei"]


def test_headers_with_html_meet_the_code_book():
    headers = ["$submission_id", "Hva er <b>viktig</b> &#39;her&#39;?"]
    codebook = make_codebook([make_element("QUESTION", None, "Hva er <b>viktig</b> &#39;her&#39;?")])
    sheet = unfold(make_grid(headers, [["1", "Lys"]]), codebook)
    assert sheet.headers[1] == "Hva er viktig 'her'?"
    assert sheet.told == {1: "fritekst"}


def test_a_question_for_a_name_is_personal_whatever_the_type():
    codebook = make_codebook([make_element("QUESTION", "q1", "Hva er ditt navn?")])
    sheet = unfold(make_grid(["$submission_id", "q1"], [["1", "Ola"]]), codebook)
    assert choose_columns(sheet, NETTSKJEMA, {}).personal == (1,)


def test_the_tool_is_known_from_csv_and_from_a_workbook():
    assert recognize(make_grid().records) is NETTSKJEMA


def test_the_form_as_the_interface_gives_it():
    codebook = read_nettskjema_codebook(json.dumps({"elements": ELEMENTS}).encode("utf-8-sig"), "skjema.json")
    assert replace(codebook, source="") == replace(make_codebook(), source="")


@pytest.mark.parametrize("content", [
    b"[]", b"{}", b"1", b"null", b'"tekst"', b'[1, "a", null, []]', b'{"elements": 3}', b'{"elements": {"a": 1}}',
    b'[{"elementType": 3}]', b'[{"elementType": ["RADIO"]}]', b'[{"elementType": "HEADING", "text": "a"}]',
    b'{"type": "FeatureCollection", "features": []}', b" " * 100 + b"[]",
])  # fmt: skip
def test_other_json_is_no_code_book(content):
    assert read_nettskjema_codebook(content, "annet.json") is None


@pytest.mark.parametrize("content", [
    b"", b"[", b"{" * 10, b"[" * 200_000, b'{"a":' * 100_000, b"\xff\xfe\x00", b'[{"elementType": "RADIO"', b"\0",
    b"[" + b"1" * 10_000 + b"]", "æ".encode("latin-1"), b"PK\x03\x04",
])  # fmt: skip
def test_broken_json_is_told_with_its_name(content):
    with pytest.raises(ReadError, match=r"^skjema\.json: filen er ikke gyldig JSON"):
        read_nettskjema_codebook(content, "skjema.json")


@pytest.mark.parametrize("key", [
    "text", "externalElementId", "answerOptions", "subElements", "answerOptionsVisibilityFilter",
])  # fmt: skip
@pytest.mark.parametrize("value", [None, 3, "tekst", [], {}, [3], [[]], [None], [{}], {"a": []}, True, "\ud800", "\0"])
def test_wrong_types_in_a_code_book_lose_only_themselves(key, value):
    broken = [{**element, key: value} for element in ELEMENTS] + [make_element("QUESTION", "sist", "Noe mer?")]
    codebook = make_codebook(broken)
    assert codebook.questions["sist"] == "Noe mer?"
    sheet = unfold(make_grid(), codebook)
    assert [cells[2] for _, cells in sheet.rows] == [row[2] for row in ROWS]
    " ".join(sheet.headers).encode()  # no lone surrogates


KEYS = st.sampled_from(["elementType", "externalElementId", "text", "answerOptions", "subElements", "elements", "x"])
VALUES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["RADIO", "CHECKBOX", "MATRIX_CHECKBOX"])
)
JSON = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=30)


@given(JSON)
def test_any_json_is_a_code_book_or_none(found):
    codebook = read_nettskjema_codebook(json.dumps(found).encode(), "skjema.json")
    if codebook:
        assert len(unfold(make_grid(), codebook).rows) == len(ROWS)


NAMES = st.sampled_from([*HEADERS, "a.b", "a.", ".a", "..", "a.b.c", "", "<b>", "\0"])
CELLS = st.sampled_from(["0", "1", "", "1.0", "2", "x.png", "Lys i bakken", " ", "\0"])


@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(st.lists(CELLS, max_size=9), max_size=5), st.booleans())
def test_any_table_keeps_its_rows(headers, rows, has_codebook):
    grid = make_grid(["$submission_id", *headers], rows)
    sheet = unfold(grid, make_codebook() if has_codebook else None)
    assert len(sheet.rows) == sum(any(cell.strip() for cell in row) for row in rows)
    assert all(len(cells) == len(sheet.headers) == len(set(sheet.headers)) for _, cells in sheet.rows)


def test_the_code_book_that_names_most_columns_is_chosen():
    other = make_codebook([make_element("QUESTION", "savn", "Noe helt annet?")], "annet.json")
    assert choose_codebook([other, make_codebook()], HEADERS).source == "skjema.json"
    assert choose_codebook([other], HEADERS) is None
    assert choose_codebook([], HEADERS) is None
    assert choose_codebook([make_codebook()], ["$submission_id"]) is None


def test_the_same_code_book_twice_is_one_but_two_that_differ_are_not_guessed_between():
    again = make_codebook(source="kopi/skjema.json")
    assert choose_codebook([make_codebook(), again], HEADERS) == choose_codebook([again, make_codebook()], HEADERS)
    differs = make_codebook([{**element, "text": "En annen tekst"} for element in ELEMENTS], "b.json")
    assert choose_codebook([make_codebook(source="a.json"), differs], HEADERS, "svar.csv") is None
    beside = replace(differs, source="ny/b.json")
    assert choose_codebook([make_codebook(source="a.json"), beside], HEADERS, "ny/svar.csv") is beside
