"""What stood in columns that stop at the door is kept apart by type, in memory, to be looked for later."""

import pytest

from insight.innspill import read_files
from insight.innspill.clean_files import mask_files
from insight.innspill.personal import gather_personal, gather_sender
from insight.innspill.sheets import build_sheet
from insight.innspill.wanted import Wanted, mask_known


def gather(*rows):
    sheet = build_sheet([(number, list(row)) for number, row in enumerate(rows)])
    return gather_personal(sheet, range(len(sheet.headers)))


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Navn", "Kari Prøvesen", [("navn", "Kari Prøvesen")]),
        ("Full name", "Kari Prøvesen", [("navn", "Kari Prøvesen")]),
        ("E-postadresse", "kari@eksempel.no", [("e-post", "kari@eksempel.no")]),
        ("Mobil", "900 00 123", [("telefon", "900 00 123")]),
        ("Fødselsnummer", "14834930537", [("fødselsnummer", "14834930537")]),
        ("Adresse", "Storgata 12", [("adresse", "Storgata 12")]),
        ("Adresse", "Fjordvik", []),
        ("Skolenavn", "Nordli skole", []),
        ("Navn", "", []),
        ("User agent", "Mozilla/5.0 (X11)", []),
    ],
)
def test_a_cell_is_typed_by_its_form_or_its_header(header, cell, expected):
    assert list(gather([header, "n"], [cell, "1"])) == expected


def test_first_name_and_surname_in_columns_of_their_own_are_a_name_together():
    found = gather(["Fornavn", "Etternavn"], ["Kari", "Prøvesen"], ["Kari", "Prøvesen"])
    assert found == (("navn", "Kari"), ("navn", "Kari Prøvesen"), ("navn", "Prøvesen"))


def test_who_sent_an_e_mail():
    assert gather_sender("kari@eksempel.no") == (("e-post", "kari@eksempel.no"),)
    assert gather_sender("") == ()


def test_headers_and_notes_of_files_are_masked_and_their_names_are_not(tmp_path):
    (tmp_path / "svar.csv").write_text("id;Spør kari@eksempel.no;Til Prøvesen\n1;Lys på veien;x\n2;Mer buss;y\n")
    files = mask_files(read_files(tmp_path / "svar.csv"), [("navn", "Prøvesen")])
    told = files.iloc[0].to_dict()
    assert told["source"] == "svar.csv"
    assert "[e-post]" in str(told) and "[navn]" in str(told)
    assert "kari" not in str(told) and "Prøvesen" not in str(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring kari prøvesen i dag", "Ring [navn] i dag"),
        ("Ring\u00a0KARI\u00a0PRØVESEN", "Ring\u00a0[navn]"),
        ("Kari Prøvesens hage", "[navn] hage"),
        ("Ring 90 00 01 23!", "Ring [telefon]!"),
        ("½ time å gå", "½ time å gå"),
    ],
)
def test_a_known_value_is_masked_however_it_is_written(text, expected):
    assert mask_known(text, Wanted([("navn", "Kari Prøvesen"), ("telefon", "900 00 123")])) == expected
