"""The gate: what masking took out never goes out again, and ordinary text is let by."""

import re
import unicodedata

import openpyxl
import pandas as pd
import pytest

import insight
from insight.archive import draft_run
from insight.cli import main
from insight.errors import PersonalDataError
from insight.gate import guard, search
from insight.report import write_report
from tests.gate_files import (
    DOCX_PLACES,
    NOTEBOOK_PLACES,
    XLSX_PLACES,
    make_docx,
    make_notebook,
    make_texts,
    make_xlsx,
)
from tests.innspill.hostile import in_time

NAME, PHONE = "Kari Prøvesen", "900 00 123"
REMOVED = [("navn", NAME), ("telefon", PHONE)]


def find(tmp_path, content, name="fil.txt", removed=REMOVED, **settings):
    """The types found in a folder with one file, and all that is told of it."""
    (tmp_path / "kladd").mkdir(exist_ok=True)
    (tmp_path / "kladd" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        guard(tmp_path / "kladd", removed, **settings)
    except PersonalDataError as error:
        assert not any(told(value) in told(str(error)) for _, value in removed), str(error)
        return str(error)
    return ""


def told(text):
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Kari Prøvesen",
        "ring KARI PRØVESEN.",
        "kari  prøvesens hund",
        "Kari\u00a0Prøvesen",
        "Kari Prø\u00advesen",
        "Kari\u200b Prø\u200dvesen",
        unicodedata.normalize("NFD", "Kari Prøvesén").replace("é", "e").replace("e\u0301", "e"),
        "Kari\nPrøvesen",
        "Kari Prøve-\nsen",
        "KariPrøvesen",
        "kari_prøvesen",
        "Kari.Prøvesen",
        "Prøvesen, Kari",
        "Kari Pr&oslash;vesen",
        "Kari Pr&#248;vesen",
        "Kari Pr&amp;oslash;vesen",
        "Kari%20Pr%C3%B8vesen",
        r"Kari Pr\u00f8vesen",
        "<b>Ka</b>ri Prø<i>ve</i>sen",
        "Kari PrÃ¸vesen",
        "900 00 123",
        "90000123",
        "90 00 01 23",
        "900.00.123",
        "900-00-123",
        "900\u00a000\u2009123",
        "+4790000123",
        "0047 900 00 123",
        "tlf90000123",
        "９００００１２３",
        "900&nbsp;00&#160;123",
        "900 00\n123",
    ],
)
def test_a_value_is_found_however_it_is_written(tmp_path, text):
    assert "mulig personopplysning (" in find(tmp_path, f"Vi vil ha {text} og mer lys.")


@pytest.mark.parametrize(
    "text",
    [
        "Safari prøvesenter",
        "Prøvesen",
        "Karin Prøve",
        "Kari Prøvesens vei",
        "10 900 00 1234",
        "900, 00, 123",
        "900;00;123",
        "1 234 567 kr og 12 345 678 kr",
        "2024-2025, rv. 35 og fv. 2244, 20240315",
        "0.900001234567",
        "side 900 av 1000 i 2023",
    ],
)
def test_what_is_only_alike_is_let_by(tmp_path, text):
    assert find(tmp_path, f"Vi vil ha {text} og mer lys.") == ""


@pytest.mark.parametrize(
    "text", ["Hans vei til byen", "et berg av sol", "sol og berg", "Solberg ligger fint", "Per soner", "Nes kirke"]
)
def test_names_that_are_words_do_not_stop_ordinary_text(tmp_path, text):
    names = ["Hans", "Berg", "Sol", "Hans Vei", "Sol Berg", "Solberg", "Per Soner", "Nes", "Bo Lyst", "Nes Kirke"]
    assert find(tmp_path, text.lower() + " og bolyst", removed=[("navn", name) for name in names]) == ""


def test_what_cannot_be_told_from_other_text_is_counted_and_not_searched(tmp_path):
    values = [("navn", "Hans"), ("navn", "Sol"), ("navn", "Hagbergsen"), ("telefon", "02800"), ("eiendom", "12/3")]
    (tmp_path / "a.txt").write_text("Hans sol, 02800 og 12/3", encoding="utf-8")
    searched = guard(tmp_path, values)
    assert (searched.n_files, searched.n_values) == (1, 1)
    assert sum(searched.unsearched.values()) == 4


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("fødselsnummer", "14834930537"),
        ("fødselsnummer", "148349 30537"),
        ("telefon", "tlf. 900 00 417"),
        ("e-post", "jonas@eksempel.no"),
    ],
)
def test_what_has_the_form_of_an_identifier_stops_though_nobody_took_it_out(tmp_path, type_, text):
    assert f"({type_})" in find(tmp_path, f"Skriv til {text} i dag", removed=[])


def test_numbers_the_tool_made_are_let_by(tmp_path):
    made = ["900001234567", "p47900001234", "14834930537a"]
    assert find(tmp_path, f"id;n\n900001234567#1;2\n{made[1]};{made[2]}\n", "a.csv", machine_made=made) == ""


def test_what_the_municipality_wrote_itself_is_let_by_only_where_it_stands_whole(tmp_path):
    own = ["Ordfører Kari Prøvesen, tlf. 900 00 123"]
    assert find(tmp_path, f"Ansvarlig: {own[0]}.", own_words=own) == ""
    assert "(navn)" in find(tmp_path, "Ansvarlig: Kari Prøvesen", own_words=own)


@pytest.mark.parametrize("where", XLSX_PLACES)
@pytest.mark.parametrize("value", [NAME, PHONE])
def test_every_place_in_a_workbook_is_searched(tmp_path, where, value):
    assert find(tmp_path, make_xlsx("Lys ved elva", where), "bok.xlsx") == ""
    assert "bok.xlsx" in find(tmp_path, make_xlsx(value, where), "bok.xlsx")


def test_a_workbook_is_told_by_sheet_and_cell(tmp_path):
    assert "bok.xlsx, ark 1 «Behov», celle D4: " in find(tmp_path, make_xlsx(NAME, "celle"), "bok.xlsx")
    assert "bok.xlsx, ark 2 «Skjult», celle B5: " in find(tmp_path, make_xlsx(PHONE, "skjult ark"), "bok.xlsx")


@pytest.mark.parametrize("where", DOCX_PLACES)
@pytest.mark.parametrize("value", [NAME, PHONE])
def test_every_place_in_a_word_document_is_searched(tmp_path, where, value):
    assert find(tmp_path, make_docx("Lys ved elva", where), "brev.docx") == ""
    assert "brev.docx, delen «" in find(tmp_path, make_docx(value, where), "brev.docx")


@pytest.mark.parametrize("where", NOTEBOOK_PLACES)
@pytest.mark.parametrize("value", [NAME, PHONE])
def test_every_place_in_a_notebook_is_searched(tmp_path, where, value):
    assert find(tmp_path, make_notebook("Lys ved elva", where), "bok.ipynb") == ""
    assert "bok.ipynb" in find(tmp_path, make_notebook(value, where), "bok.ipynb")


@pytest.mark.parametrize("name", make_texts("x y"))
@pytest.mark.parametrize("value", [NAME, PHONE])
def test_every_kind_of_file_is_searched(tmp_path, name, value):
    assert find(tmp_path, make_texts("Lys ved elva")[name], name) == ""
    assert f"{name}, " in find(tmp_path, make_texts(value)[name], name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("film.mp4", b"\0\1\2"),
        ("ukjent.dat", b"x"),
        ("bok.xlsx", b"PK\3\4 avkuttet"),
        ("a.json", b"{"),
        ("a.svg", b"<svg>"),
        ("a.txt", b"\0\1\2\0\0\0\0\1\2\3\4" * 50),
        ("tabell.parquet", b"PAR1 avkuttet"),
    ],
)
def test_a_file_that_cannot_be_searched_stops_the_run(tmp_path, name, content):
    assert "kunne ikke gjennomsøkes" in find(tmp_path, content, name)


@pytest.mark.parametrize(
    "text",
    [
        "<script>NAVN", "<style>NAVN", '<a title="NAVN', "<!-- NAVN", "</a NAVN", '<a "NAVN">', "<![CDATA[NAVN]]>",
        "<textarea>NAVN", "<!DOCTYPE NAVN>", "<?xml NAVN",
    ],
)  # fmt: skip
def test_broken_html_hides_nothing(tmp_path, text):
    assert "(navn)" in find(tmp_path, text.replace("NAVN", NAME), "a.html")


@pytest.mark.parametrize("sign", ["<", "<!--", "<b>", "&amp;", "%25", " at ", "kari ", "9 ", "data:", "[", '<a b="'])
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_file_made_to_take_long_is_searched_in_seconds(tmp_path, sign, name):
    (tmp_path / name).write_text(sign * (50_000 // len(sign)), encoding="utf-8")
    assert in_time(lambda: search([tmp_path], REMOVED)).n_files == 1


def test_names_of_files_sheets_and_keys_are_searched_and_not_repeated(tmp_path):
    assert "fil nr. 1, filnavnet" in find(tmp_path, "a", "svar_fra_Kari_Prøvesen.txt")


def test_at_most_twenty_places_are_told(tmp_path):
    text = find(tmp_path, "\n".join(f"{n};{NAME}" for n in range(50)), "a.csv")
    assert len(re.findall("mulig personopplysning", text)) == 20
    assert "og 30 steder til (50 i alt)" in text


def numbers(run):
    return {*run.innspill["innspill_id"], *run.innspill["person_id"], *run.files["sha256"]}


def test_a_run_of_the_demo_is_let_by(demo):
    names = [("navn", name) for name in ("Hans Berg", "Solsida", "Sol", "Kari Nordlys", "Per Brygga")]
    assert guard(demo.folder, names, machine_made=numbers(demo)).n_files >= 7


@pytest.mark.parametrize("place", ["behov", "tittel", "ansvarlig", "tema"])
def test_a_value_planted_after_masking_stops_the_report(demo, tmp_path, place):
    behov, stor_b, about = demo.behov.copy(), demo.stor_b.copy(), {"title": "Trygg skolevei"}
    if place == "behov":
        behov.loc[behov.index[behov["sensitive"] == ""][5], "quote"] = f"Ring {NAME} om dette"
    elif place == "tema":
        stor_b.loc[0, "title"] = f"Ønsket til {NAME}"
    else:
        about["title" if place == "tittel" else "responsible"] = f"Saken om {PHONE}"
    with pytest.raises(PersonalDataError) as caught, draft_run(tmp_path, "runde-1") as draft:
        write_report(demo.innspill, behov, stor_b, draft, **about)
        guard(draft, REMOVED, machine_made=numbers(demo))
    assert "stor-b-runde-1.xlsx, " in str(caught.value)
    assert told(NAME) not in told(str(caught.value)) and told(PHONE) not in told(str(caught.value))
    assert list(tmp_path.iterdir()) == []


def test_a_large_report_is_searched_in_seconds(tmp_path):
    rows = pd.DataFrame({"text": [f"Vi trenger lys på veien ved hus {n} fordi det er mørkt" for n in range(20_000)]})
    rows.to_csv(tmp_path / "a.csv", index=False)
    letters = "abdefghiklmnoprstuvy"
    names = [("navn", f"Kari {letters[n % 20]}{letters[n // 20 % 20]}{letters[n // 400]}ulsen") for n in range(5_000)]
    searched = search([tmp_path], names)
    assert searched.n_values > 4_000 and not searched.hits


def test_the_workbooks_own_format_is_read_back(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a", 90000123, 0.90000123, True])
    book.save(tmp_path / "a.xlsx")
    assert [hit.where for hit in search([tmp_path], REMOVED).hits] == ["ark 1 «Sheet», celle B1"]


@pytest.fixture
def project(tmp_path):
    raw = tmp_path / "prosjekt" / "data" / "raw"
    raw.mkdir(parents=True)
    rows = [
        f"{n};Jeg heter {NAME}, ring meg på {PHONE}. Bussen går for sjelden {when}"
        for n, when in enumerate(["om kvelden", "om morgenen", "i helgen", "om vinteren"])
    ]
    (raw / "svar.csv").write_text("\n".join(["id;Hva er vanskelig for deg?", *rows]) + "\n", encoding="utf-8")
    return tmp_path / "prosjekt"


def scan(capsys, *arguments):
    code = main(["scan", *map(str, arguments)])
    shown = capsys.readouterr()
    assert told(NAME) not in told(shown.out + shown.err) and told(PHONE) not in told(shown.out + shown.err)
    return code, shown.out


def test_scan_finds_what_the_raw_data_name_in_files_others_have_made(project, tmp_path, capsys):
    (tmp_path / "brev.docx").write_bytes(make_docx(NAME, "biter"))
    (tmp_path / "bok.ipynb").write_bytes(make_notebook(PHONE, "utskrift"))
    (tmp_path / "rent.txt").write_text("Bussen går for sjelden.", encoding="utf-8")
    code, out = scan(capsys, tmp_path / "brev.docx", tmp_path / "bok.ipynb", "--prosjekt", project)
    assert code == 1
    assert "brev.docx, delen «word/document.xml», " in out and "(navn)" in out
    assert "bok.ipynb, «cells[0].outputs[0].text" in out and "(telefon)" in out
    assert scan(capsys, tmp_path / "rent.txt", "--prosjekt", project) == (0, "")


def test_scan_refuses_what_it_cannot_read_and_what_is_not_there(project, tmp_path, capsys):
    (tmp_path / "film.mp4").write_bytes(b"\0\1")
    code, out = scan(capsys, tmp_path / "film.mp4", "--prosjekt", project)
    assert code == 1 and "film.mp4: filer av dette slaget (.mp4) kan ikke gjennomsøkes" in out
    assert scan(capsys, tmp_path / "borte.docx", "--prosjekt", project)[0] == 1


def test_a_run_with_a_persons_name_in_a_file_name_is_refused(project):
    raw = project / "data" / "raw"
    (raw / "svar.csv").rename(raw / "svar_fra_kari_prøvesen.csv")
    with pytest.raises(PersonalDataError, match=r"Fil nr\. 1 .* filnavnet"):
        insight.run(project)
    assert not list((project / "data" / "processed").glob("*"))


@pytest.mark.parametrize("name", ["svar 2026-05-04.csv", "nettskjema-41234567.csv", "Siri-eksport (1-110).csv"])
def test_ordinary_file_names_are_let_by(project, name):
    raw = project / "data" / "raw"
    (raw / "svar.csv").rename(raw / name)
    assert insight.run(project).workbook.is_file()


def test_the_run_itself_stops_when_its_title_names_a_citizen(project, capsys):
    (project / "prosjekt.toml").write_text(f'[prosjekt]\nnavn = "Saken til {NAME}"\n', encoding="utf-8")
    assert main(["run", str(project)]) == 1
    shown = capsys.readouterr().err
    assert "stor-b-runde-1.xlsx, ark 1 «Les meg», celle A1: mulig personopplysning (navn)." in shown
    assert told(NAME) not in told(shown)
    left = list((project / "data" / "processed").glob("*"))
    assert [file.name for file in left] == ["gjennomsyn-runde-1.xlsx"] and left[0].name in shown
    assert not search(left, REMOVED).hits


def test_who_is_responsible_may_be_named_though_a_citizen_names_them_too(project):
    (project / "prosjekt.toml").write_text(f'[prosjekt]\nansvarlig = "{NAME}, {PHONE}"\n', encoding="utf-8")
    assert insight.run(project).workbook.is_file()


def test_a_run_on_ordinary_text_with_names_that_are_words_is_let_by(project):
    answers = [
        "Hans vei til skolen er mørk. Mvh Hans Berg",
        "Det er berg på begge sider av veien, og sola står lavt. Hilsen Sol",
        "Liv og røre i sentrum, takk! Mvh Liv Dahl",
        "Bakken opp til Nes kirke er bratt. Hilsen Per Nes",
        "Jeg vil ha mer liv i bygda. Ring Per Bakken på 900 00 123",
        "Bussen kostet 12 345 678 kr i 2024-2025, og rv. 35 er stengt 20240315",
        "Solberg og Nes er fine steder. Mvh Turid Solberg",
        "Vi trenger flere lærere. Spør rektor Vold om vold på skolen",
        "Vold og uro på skolen er et problem for mange barn",
        "Et ros til helsestasjonen! Hilsen Rosa",
    ]
    lines = [f"{n};{text}" for n, text in enumerate(answers)]
    text = "\n".join(["id;Hva er vanskelig for deg?", *lines]) + "\n"
    (project / "data" / "raw" / "svar.csv").write_text(text, encoding="utf-8")
    assert insight.run(project).workbook.is_file()
