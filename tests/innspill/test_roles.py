"""What a column is told to be, from its header and what stands in it, and when that is doubtful."""

import random
from datetime import datetime

import pytest

from insight.innspill.columns import choose_columns, name_others
from insight.innspill.prose import LOOKED_AT, draw, find_choice, look_at, split_options
from insight.innspill.sheets import Sheet
from insight.innspill.tools import TABLE
from insight.innspill.tools.microsoft_forms import MICROSOFT_FORMS

LONG = [f"Jeg savner {what} nær der vi bor" for what in ("lys", "buss", "benker", "skog", "butikk", "lege")]


def make_sheet(told=None, **columns):
    headers = tuple(columns)
    rows = tuple((row, cells) for row, cells in enumerate(zip(*columns.values(), strict=True), start=2))
    return Sheet(headers, rows, told=told or {})


def find_role(header, values, survey=TABLE, named=None, told=None):
    sheet = make_sheet({0: told} if told else None, **{header: values})
    return choose_columns(sheet, survey, named or {}).roles[0]


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("Løpenummer", ["1", "2", "3"], "id"),
        ("Innsendt", ["2026-02-03 10:00", "2026-02-04 11:00"], "tid"),
        ("Hva trenger du?", LONG, "fritekst"),
        ("Hvor gammel er du?", ["18-29", "30-44", "18-29"], "alder"),
        ("Kva kjønn er du?", ["Kvinne", "Mann", "Kvinne"], "kjoenn"),
        ("Postnummer", ["9990", "9991", "9990"], "krets"),
        ("Hvilken krets bor du i?", ["Solsida", "Nordli", "Solsida"], "krets"),
        ("Din tilknytning til skolen", ["Forelder", "Ansatt", "Elev"], "rolle"),
        ("Tilfredshet", ["1", "5", "3", "4"], "enkeltvalg"),
        ("Bor du her?", ["Ja", "Nei"], "enkeltvalg"),
        ("Hvor enig er du?", ["Helt enig", "Litt enig", "Helt enig", "Litt enig"], "enkeltvalg"),
        ("Hva bruker du?", ["Buss;Sykkel;", "Buss;", "Sykkel;Bil;"], "flervalg"),
        ("Hva bruker du?", ['["Buss","Sykkel"]', '["Bil"]'], "flervalg"),
        ("Hva bruker du?", ["Buss, Bil", "Buss", "Bil, Gange", "Gange", "Buss, Gange"], "flervalg"),
        ("Hva gjør du?", ["Ja, ofte", "Nei, aldri", "Ja, ofte", "Nei, aldri"], "enkeltvalg"),
        ("Pris", ["12,50", "99,90", "7,25"], ""),
        ("Vedlegg", ["kart.png", "bilde.jpg"], ""),
    ],
)  # fmt: skip
def test_roles_are_told_from_headers_and_contents(header, values, role):
    assert find_role(header, values).role == role


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Fullt navn", ["", ""]),
        ("Oppgi fødselsnummer eller D-nummer for den det gjelder", ["x", "y"]),
        ("Hva er ditt Norwegian national ID", ["x", "y"]),
        ("Fødselsdato", ["1.1.1980"]),
        ("GPS-koordinater", ["x"]),
        ("Bankkonto", ["x"]),
        ("Hvor?", ["59.91387, 10.75225", "60.39299, 5.32415"]),
        ("Nettverk", ["192.0.2.7", "2001:db8::1"]),
        ("Klient", ["Mozilla/5.0 (X11; Linux x86_64)", "Opera/9.80 (Windows NT 6.1)"]),
        ("Nås på", ["900 00 123", "900 00 456"]),
    ],
)
def test_what_points_out_a_person_stops_at_the_door(header, values):
    assert find_role(header, values).role == "personlig"


def test_a_question_about_identity_numbers_is_a_question_when_the_answers_are_long():
    assert find_role("Hva mener du om bruk av fødselsnummer i skolen?", LONG).role == "fritekst"


def test_nobodys_name_is_an_answer_though_the_tool_says_so_but_the_project_decides():
    names = ["Kari Eksempelsen", "Ola Prøvestad"]
    assert find_role("Navn", names, told="fritekst").role == "personlig"
    assert find_role("Kontakt", ["kari@eksempel.no", "ola@eksempel.no"], told="fritekst").role == "personlig"
    named = find_role("Navn", names, named={"fritekst": ("Navn",)})
    assert named.role == "fritekst"
    assert "spør hvem" in named.doubt


@pytest.mark.parametrize(
    ("header", "values", "named", "doubt"),
    [
        ("Svar", ["Helt enig"] * 6 + LONG, {"fritekst": ("Svar",)}, ""),
        ("Svar", ["Helt enig", "Litt enig"] * 5, {"fritekst": ("Svar",)}, "faste valg"),
        ("Svar", LONG, {"enkeltvalg": ("Svar",)}, "fritekst"),
        ("Svar", LONG, {"utelat": ("Svar",)}, "fritekst"),
        ("Hva trenger du?", ["buss", "lys", "benker"], {}, "korte"),
        ("Hva trenger du?", ["Bussen går altfor sjelden her"] * 20 + LONG, {"personlig": ("x",)}, ""),
        ("Sted", ["Solsida", "Nordli", "Øvrebygda"], {}, "fritekst eller faste valg"),
        ("Svar", [f"Alternativ nummer {n} er det beste" for n in range(30)] * 3, {}, "30 ulike svar"),
    ],
)
def test_doubtful_roles_are_marked_with_why(header, values, named, doubt):
    told = find_role(header, values, named=named).doubt
    assert (doubt in told) if doubt else not told


def test_answers_to_a_survey_that_repeat_a_little_are_kept_as_free_text():
    values = [f"bibliotek {n}" for n in range(20)] + ["vet ikke"] * 8 + ["alt mulig"] * 3
    found = find_role("Hva bruker du?", values, MICROSOFT_FORMS)
    assert (found.role, "korte" in found.doubt) == ("fritekst", True)


def test_new_free_text_beside_that_which_the_project_names_is_told():
    sheet = make_sheet(Gammel=LONG, Ny=[text.replace("savner", "ønsker") for text in LONG])
    columns = choose_columns(sheet, TABLE, {"fritekst": ("Gammel",)})
    assert columns.texts == (0,)
    assert "nevner bare andre" in columns.roles[1].doubt


def test_a_second_number_of_responses_and_a_repeated_one_are_told():
    two = choose_columns(make_sheet(id=["1", "2"], Respondent=["a1", "b2"]), TABLE, {})
    assert (two.id, two.roles[1].role) == (0, "")
    assert "en annen kolonne er brukt" in two.roles[1].doubt
    repeated = choose_columns(make_sheet(id=["1", "1"], Svar=LONG[:2]), TABLE, {})
    assert repeated.id is None
    assert "flere rader" in repeated.roles[0].doubt


@pytest.mark.parametrize(
    "header",
    ["Annet, spesifiser", "Annet (spesifiser)", "Anna, spesifiser", "Other (please specify)",
     "Hvis annet, beskriv her:", "Annet: vennligst spesifiser", "If other, please specify"],
)  # fmt: skip
def test_other_is_joined_to_its_question(header):
    sheet = make_sheet(**{"Hva bruker du?": ["Buss", "Annet", "Buss"], header: ["", "Hest", ""]})
    named = name_others(sheet, TABLE)
    assert named.headers[1] == "Hva bruker du? – annet"
    assert choose_columns(named, TABLE, {}).texts == (1,)


def test_two_others_have_each_their_question():
    sheet = make_sheet(
        **{"Rolle": ["Elev"], "Annet, spesifiser": [""], "Vei": ["Buss"], "Annet, spesifiser (2)": ["Hest"]}
    )
    assert name_others(sheet, TABLE).headers == ("Rolle", "Rolle – annet", "Vei", "Vei – annet")


def test_annet_alone_is_the_other_of_a_closed_question_only_when_that_has_it():
    closed = make_sheet(Vei=["Buss;Annet;", "Bil;"], Annet=["Hest", ""])
    assert name_others(closed, TABLE).headers[1] == "Vei – annet"
    last = make_sheet(**{"Hva mangler?": LONG[:2], "Annet": ["Takk for at dere spør oss", ""]})
    assert name_others(last, TABLE).headers[1] == "Annet"
    after_id = make_sheet(**{"ID": ["1"], "Annet, spesifiser": ["Hest"]})
    assert name_others(after_id, MICROSOFT_FORMS).headers[1] == "Annet, spesifiser"


def test_a_check_box_called_other_is_no_text():
    assert find_role("Vei – annet", ["1", "0", "1"]).role == "enkeltvalg"


def test_the_roles_do_not_depend_on_the_order_of_the_rows_though_only_some_are_looked_at():
    drawn = random.Random(7)
    values = [f"svar {drawn.randrange(4000)} om {drawn.choice(LONG)}" for _ in range(3 * LOOKED_AT)]
    contents = look_at(values)
    drawn.shuffle(values)
    assert look_at(values) == contents
    assert 0.9 * LOOKED_AT < contents.sample.total() < 1.1 * LOOKED_AT


def test_a_draw_keeps_the_proportions():
    counts = look_at(["ofte"] * 1500 + ["sjelden"] * 500).sample
    drawn = draw(counts, 100)
    assert drawn["ofte"] == 75
    assert drawn["sjelden"] == 25


def test_blank_cells_and_times_are_counted_as_what_they_are():
    contents = look_at(["", "  ", "ja", " ja ", datetime(2026, 2, 3)])
    assert (contents.n_filled, sorted(contents.sample)) == (3, ["2026-02-03 00:00:00", "ja"])


@pytest.mark.parametrize(
    ("text", "options"),
    [("A;B;", ["A", "B"]), ('["A","B, C"]', ["A", "B, C"]), ("A, B", ["A", "B"]), ("[ikke json", ["[ikke json"]),
     ("[" * 100_000, ["[" * 100_000])],
)  # fmt: skip
def test_options_are_parted(text, options):
    assert split_options(text) == options


def test_no_values_are_no_choice():
    assert find_choice({}) == ""
