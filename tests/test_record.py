"""behandlingslogg.md: numbers of what was done with personal data, and nothing of what anybody wrote."""

import pandas as pd
import pytest

import insight
from insight.gate import Searched
from insight.innspill import read_files
from insight.record import write_record
from insight.tables import BEHOV, FOUND, REVIEWS, empty, finish
from tests.tables import make_innspill

SEARCHED = Searched(7, 21, {"færre enn fem bokstaver og sifre": 2})


def make_found(*rows):
    columns = ("innspill_id", "type", "status", "how")
    table = pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows])
    ids = [f"{row[0]}/text/{n}" for n, row in enumerate(rows)]
    return finish(table.assign(found_id=ids, column="text", context="Ring [navn]", case=ids), FOUND)


FOUND_ROWS = make_found(
    ("a1", "navn", "maskert", "ordliste"),
    ("a1", "telefon", "maskert", "mønster"),
    ("a2", "navn", "maskert", "modell"),
    ("a3", "navn", "tvil", "modell"),
    ("a4", "navn", "beholdt", "menneske"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    path = tmp_path_factory.mktemp("logg") / "svar.csv"
    rows = [f"{n};Test Testesen{n};test{n}@eksempel.no;Jeg rekker ikke bussen {n}" for n in range(12)]
    path.write_text("\n".join(["id;Navn;E-postadresse;Hva er vanskelig?", *rows]), encoding="utf-8")
    return read_files(path)


@pytest.fixture
def record(tmp_path, files):
    def write(name="logg.md", **changed):
        settings = {
            "files": files,
            "innspill": make_innspill(["Jeg rekker ikke bussen", "", ""], set_aside=["", "tomt svar", "tomt svar"]),
            "found": FOUND_ROWS,
            "behov": empty(BEHOV),
            "reviews": empty(REVIEWS),
            "searched": SEARCHED,
            "n_hidden": 14,
            "threshold": 5,
            "about": [("runde", "1"), ("dato", "")],
        }
        return write_record(tmp_path / name, **(settings | changed)).read_text(encoding="utf-8")

    return write


def test_fields_that_are_read_and_dropped_are_told(record):
    text = record()
    assert "| svar.csv |" in text and "| Hva er vanskelig? |" in text
    assert "1 fil funnet. 2 felt med personopplysninger er stanset i døra" in text
    assert "Navn" in text and "Testesen" not in text and "eksempel.no" not in text


def test_what_is_found_is_counted_by_type_and_way(record):
    text = record()
    assert "Fant 5 mulige personopplysninger: 3 er maskert, 1 er i tvil" in text
    assert "| slag | maskert | pekt ut av menneske | pekt ut av modell | pekt ut av mønster" in text
    assert "| navn | 2 | 0 | 1 | 0 | 1 | 1 | 1 |" in text
    assert "| telefon | 1 | 0 | 0 | 1 | 0 | 0 | 0 |" in text
    assert "anonym" not in text.casefold()


def test_what_people_decided_is_told_with_who(record):
    rows = [("c1", "masker", "KN"), ("c2", "behold", "KN"), ("c3", "hold tilbake", "AB"), ("c4", "godkjent", "AB")]
    reviews = pd.DataFrame([dict(zip(("case", "decision", "decided_by"), row, strict=True)) for row in rows])
    text = record(reviews=finish(reviews.assign(date="2026-06-01"), REVIEWS))
    assert "4 saker er avgjort av et menneske." in text
    assert "| KN | 1 | 1 | 0 | 0 |" in text and "| AB | 0 | 0 | 1 | 1 |" in text
    assert "0 saker er avgjort" in record()


def test_sensitive_statements_are_counted_as_withheld_or_approved(record, tmp_path):
    (tmp_path / "raa").mkdir()
    innspill = make_innspill(["Jeg rekker ikke bussen", "Jeg er syk og kommer ikke ut", "Mer lys"])
    behov = insight.find_behov(innspill)
    behov["sensitive"] = ["", "helse (den som skriver)", "helse (den som skriver)"]
    behov["approved_by"] = ["", "KN", ""]
    text = record(behov=behov)
    assert "følsomme eller røpe hvem det gjelder: 2" in text
    assert "holdt tilbake som sitat: 1" in text and "lest og godkjent: 1" in text and "    - av KN: 1" in text
    assert "syk" not in text and "helse" not in text


def test_small_numbers_gate_and_retention_are_told(record):
    text = record(delete_by="2026-08-30")
    assert "færre enn 5 personer" in text and "tall som er skjult i tabeller og figurer: 14" in text
    assert "og søkt etter i dem: 21" in text and "verdier det ikke er søkt etter: 2" in text
    assert "funnet: 0" in text
    assert "råfilene skal slettes senest 2026-08-30" in text
    assert "råfilene har ingen slettedato ennå" in record()


def test_the_record_names_the_law_and_what_is_always_so(record):
    text = record()
    assert all(f"artikkel {article}" in text for article in ("5 nr. 2", "30", "35"))
    assert "dato:" not in text


def test_the_same_run_gives_the_same_record_whatever_the_order_of_rows(record, files):
    again = record("igjen.md", files=files.iloc[::-1], found=FOUND_ROWS.iloc[::-1])
    assert again == record()


def test_signs_of_markdown_in_headers_do_not_break_the_table(record, files):
    text = record(files=files.assign(groups="Bor du i A|B?\n<b>ja</b>"))
    assert "Bor du i A\\|B? &lt;b>ja&lt;/b>" in text
