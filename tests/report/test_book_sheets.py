"""The sheets of cards, heat tables, matrix, decisions and the tools of BLT, as who opens the workbook finds them."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from insight.decisions import HEADERS, read_decisions
from insight.norsk.wordlists import read_entries
from insight.report import Report, compose
from insight.report.book.blt import compute_product
from insight.report.book.cells import STYLES, find_address
from insight.report.book.decisions import HEADINGS
from insight.report.book.heard import write_heard
from insight.report.book.heat import find_steps, write_heat
from insight.report.book.language import set_language
from insight.report.book.order import list_contents, write_need_sheets, write_tool_sheets
from insight.report.book.page import BOOK_STYLES, fit_notes
from insight.report.book.run import write_method, write_run_log
from insight.report.shapes import Heard, Opposition
from insight.report.words import LANGUAGES, read_words
from insight.tables import DECISIONS

HOSTILE = ('"><img onerror=alert(1)>', "=1+1", "bjelle\x07", "\u202eomvendt", "🌲" * 5, "ord " * 7_500)
UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76"
RUN = (("sha256 skjema.xlsx", "0f" * 32), ("numpy", "2.4.6"))


def write_book(report: Report, path: Path, **decided: dict[str, str]) -> Path:
    """A workbook with a front that has the contents, all the statements (empty), and every sheet that is tested."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    words = read_words(report.language)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, plain)
    day = datetime.datetime.fromisoformat(report.date or "2000-01-01")
    book.set_properties({"title": report.title, "created": day})
    styles = {name: book.add_format(dict(style)) for name, style in {**STYLES, **BOOK_STYLES}.items()}
    front = book.add_worksheet(words.sheets["front"])
    front.set_landscape()
    front.set_paper(9)
    front.fit_to_pages(1, 1)
    front.set_footer("&R&P")
    front.write_string(0, 0, report.title, styles["title"])
    voices = words.sheets["voices"]
    addresses = {voice.behov_id: find_address(voices, 9 + n) for n, voice in enumerate(report.voices) if voice.behov_id}
    write_need_sheets(book, styles, report, addresses)
    write_heard(book, styles, report)
    write_heat(book, styles, report)
    write_tool_sheets(book, styles, report, addresses, decided)
    write_method(book, styles, report)
    write_run_log(book, styles, report, RUN)
    for row, page in enumerate(book.worksheets()[1:], start=2):
        front.write_url(row, 0, find_address(page.name), styles["link"], page.name)
    book.close()
    path.write_bytes(set_language(written.getvalue(), report.language))
    return path


def enrich(report: Report) -> Report:
    """The report with what not every survey gives: a sentence, what people disagree on, who was hardly heard."""
    words = read_words(report.language)
    first, second = report.needs
    first = dataclasses.replace(
        first,
        sentence="Barn trenger å kunne gå til skolen når det er mørkt.",
        sentence_by=words.say("verktøy"),
        situation="når det er mørkt",
        why="slik at de kan gå selv",
        next_question="Har andre grupper det samme behovet?",
        how_might_we="Hvordan kan vi gjøre det mulig for barn å gå til skolen?",
        lever="fylkeskommunen",
        n_repeated=2,
    )
    second = dataclasses.replace(
        second, sentence="Eldre trenger å treffe noen.", sentence_by=words.say("menneske"), paadriver="Kari Prøve"
    )
    pair = Opposition("B-001", "lys", "«Mer lys»", "svar00#1", "«Mindre lys»", "svar01#1")
    heard = (
        Heard("Alder", "13–17", None, None, 600, 0.1, "hidden", "Tallet er skjult."),
        Heard("Alder", "80+", 0, None, 400, 0.06, "unheard", "Ingen svarte."),
        Heard("Alder", "30–44", 20, 0.4, 1500, 0.2, "higher", "Flere enn i befolkningen."),
    )
    return dataclasses.replace(report, needs=(first, second), oppositions=(pair,), heard=heard)


def make_report(tables, language: str = "nb", **more: object) -> Report:
    about = {"title": "Hva trengs & hvorfor?", "kommune": "Fjordvik kommune", "date": "2026-05-12"}
    return enrich(
        compose(
            *(tables.innspill, tables.behov, tables.stor_b),
            **{"files": tables.files, "language": language, "method": [("Antall temaer", "2")], **about, **more},
        )
    )


@pytest.fixture(scope="module")
def report(tables) -> Report:
    return make_report(tables, round_number=2)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory) -> Path:
    return write_book(report, tmp_path_factory.mktemp("bok") / "bok.xlsx")


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def read_table(sheet) -> list[dict[str, object]]:
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def cells_below(sheet, heading: str) -> list:
    """The cells of one column of the table, without its heading."""
    (table,) = sheet.tables.values()
    header, *rows = list(sheet[table.ref])
    at = [cell.value for cell in header].index(heading)
    return [row[at] for row in rows]


def measure_width(sheet) -> float:
    """All columns together; those of one width side by side are told as one."""
    return sum(each.width * (each.max - each.min + 1) for each in sheet.column_dimensions.values())


def read_words_of(sheet) -> str:
    return "\n".join(str(cell.value) for row in sheet for cell in row if cell.value is not None)


# --- the needs and their cards -------------------------------------------------------------------------


def test_the_needs_fit_on_a_page(book, report) -> None:
    sheet = book["Behov"]
    rows = read_table(sheet)
    assert len(rows[0]) <= 9
    assert measure_width(sheet) <= 165
    assert [row["Behov"] for row in rows] == ["B-001", "B-002"]
    assert rows[0]["Hva er behovet?"] == f"{report.needs[0].sentence} (forslag fra verktøyet)"
    assert rows[1]["Hva er behovet?"] == f"{report.needs[1].sentence} (skrevet av et menneske)"


def test_without_a_sentence_the_need_is_told_in_the_words_nearest_the_middle(tables, tmp_path) -> None:
    plain = compose(tables.innspill, tables.behov, tables.stor_b)
    book = openpyxl.load_workbook(write_book(plain, tmp_path / "b.xlsx"))
    assert read_table(book["Behov"])[0]["Hva er behovet?"] == "Det mangler lys 0"
    fields = {row["Felt"]: row["Innhold"] for row in read_table(book["Behovskort"]) if row["Behov"] == "B-001"}
    assert "Les ordene folk brukte" in fields["Behovet i én setning"]


def test_a_card_has_every_part_and_leads_to_the_statements(book, report) -> None:
    words = read_words("nb")
    sheet = book["Behovskort"]
    first = [row for row in read_table(sheet) if row["Behov"] == "B-001"]
    fields = [row["Felt"] for row in first]
    for name in ("sentence", "words", "who", "situation", "why", "quotes", "solutions", "grade", "tested", "lever"):
        assert getattr(words, f"card_{name}") in fields, name
    for name in ("service", "driver", "stability", "persons", "statements", "channels", "how_might_we", "next"):
        assert getattr(words, f"card_{name}") in fields, name
    by_field = {row["Felt"]: row for row in first}
    assert "ikke godkjent av noe menneske" in by_field["Behovet i én setning"]["Innhold"]
    assert by_field["Folk er uenige: Mot"]["Innhold"] == "om lys: «Mindre lys»"
    assert by_field["Personer"]["Innhold"] == 15
    assert by_field["Folks egne ord"]["Utsagn nr."].startswith("svar")
    place = {voice.behov_id: 10 + n for n, voice in enumerate(report.voices)}
    links = [cell for cell in cells_below(sheet, "Utsagn nr.") if cell.value]
    assert len(links) == len(report.quotes) + 1 + 2  # one solution of B-001, and two who disagree
    assert all(cell.hyperlink.location == f"'Alle innspill'!A{place[cell.value]}" for cell in links)


# --- the heat tables -------------------------------------------------------------------------------------


def test_the_heat_table_prints_its_numbers_and_shades_none_that_is_hidden(book, report) -> None:
    ages = next(table for table in report.needs_by_group if table.background == "Alder")
    sheet = book["Behov og alder"]
    rows = read_table(sheet)
    for shown, row in zip(rows, ages.rows, strict=True):
        assert list(shown.values())[3:] == [":" if n is None else n for n in row.counts]
    cells = [cell for row in sheet[next(iter(sheet.tables.values())).ref] for cell in row]
    shaded = [cell for cell in cells if cell.fill.fgColor.rgb in ("FFDEEBF7", "FF9DC3E6", "FF1F4E79")]
    assert shaded and all(isinstance(cell.value, int) and cell.value > 0 for cell in shaded)


def test_the_steps_are_told_in_words_and_hold(book, report) -> None:
    grounds = ("FFDEEBF7", "FF9DC3E6", "FF1F4E79")
    for table in report.needs_by_group:
        sheet = book[f"Behov og {table.background.lower()}"]
        legend = re.findall(r"(\d+) til (\d+)", read_words_of(sheet))
        if not legend:
            assert not [n for row in table.rows for n in row.counts if n]
            continue
        spans = [range(int(low), int(high) + 1) for low, high in legend]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fgColor.rgb in grounds:
                    assert cell.value in spans[grounds.index(cell.fill.fgColor.rgb)]


def test_three_steps_cover_every_number() -> None:
    assert find_steps([5, 12, 30]) == (10, 20, 30)
    assert find_steps([]) is None
    assert find_steps([2]) is None


# --- the matrix ------------------------------------------------------------------------------------------


def test_the_matrix_counts_the_statements_of_each_need(book, report) -> None:
    rows = read_table(book["Matrise"])
    for need in report.needs:
        assert sum(row[need.need_id] for row in rows) == need.n_statements
    assert all(row[heading] in (0, 1) for row in rows for heading in list(row)[2:])
    assert sum(row["Gjelder: barn"] for row in rows) == len(rows)


def test_the_matrix_has_no_words_and_nothing_of_who_answered(book, report, tables) -> None:
    words = read_words_of(book["Matrise"])
    assert not [voice.text for voice in report.voices if len(voice.text) > 12 and voice.text in words]
    for background in ("alder", "kjoenn", "krets", "rolle"):
        for group in set(tables.innspill[background]) - {""}:
            assert group not in words
    assert "p-0" not in words


def test_a_statement_that_is_withheld_has_its_number_only(tables, tmp_path) -> None:
    behov = tables.behov.copy()
    behov.loc[behov["behov_id"] == "svar03#1", "sensitive"] = "helse"
    report = enrich(compose(tables.innspill, behov, tables.stor_b))
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    assert "svar03#1" in [row["Utsagn nr."] for row in read_table(book["Matrise"])]
    assert all("Det mangler lys 3" not in read_words_of(sheet) for sheet in book)


# --- decisions -------------------------------------------------------------------------------------------


def test_the_form_has_the_columns_of_decisions(book, report) -> None:
    assert list(HEADINGS) == DECISIONS.names
    assert {heading: name for name, heading in HEADINGS.items()} == dict(HEADERS)
    rows = read_table(book["Beslutninger"])
    assert list(rows[0]) == list(HEADINGS.values())
    assert [row["Tittel"] for row in rows] == [need.title for need in report.needs]
    assert rows[0]["Behovssetning"] is None  # only proposed: nobody shall sign it unread
    assert rows[1]["Behovssetning"] == "Eldre trenger å treffe noen."
    assert rows[1]["Pådriver"] == "Kari Prøve"
    assert [row["Bestemt av"] for row in rows] == [None, None]
    of_need = {voice.behov_id: voice.need_id for voice in report.voices}
    assert [of_need[row["Anker"]] for row in rows] == ["B-001", "B-002"]
    assert not book["Beslutninger"].protection.sheet
    assert not [cell for row in book["Beslutninger"] for cell in row if cell.comment]


def test_cells_to_fill_in_say_what_fits(book) -> None:
    rules = {str(rule.sqref): rule for rule in book["Beslutninger"].data_validations.dataValidation}
    kinds = {rule.type for rule in rules.values()}
    assert kinds == {"list", "date"}
    (levers,) = [rule.formula1 for rule in rules.values() if rule.type == "list"]
    assert levers == '"kommunen avgjør,deler ansvar,annet nivå,låst av vedtak"'
    for heading in list(HEADINGS.values())[1:]:
        cells = cells_below(book["Beslutninger"], heading)
        assert all(cell.border.left.style and cell.fill.fgColor.rgb == "FFFFF2CC" for cell in cells)


def fill_in(path: Path, target: Path) -> Path:
    """What a person does: choose, sign and date the first row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Beslutninger"]
    said = {"Tittel": "Trygt hjem", "Handlingsrom": "deler ansvar", "Bestemt av": "Ola Prøve"}
    said |= {"Dato": datetime.date(2026, 6, 5)}
    for heading, value in said.items():
        cells_below(sheet, heading)[0].value = value
    book.save(target)
    return target


def take_out(path: Path, target: Path) -> Path:
    """The table of the form in a workbook of its own, with the rows that are signed."""
    (table,) = openpyxl.load_workbook(path)["Beslutninger"].tables.values()
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Beslutninger"][table.ref]]
    book = openpyxl.Workbook()
    for row in (rows[0], *(row for row in rows[1:] if row[list(HEADINGS).index("bestemt_av")])):
        book.active.append(row)
    book.save(target)
    return target


def test_what_is_filled_in_is_read_back(path, report, tmp_path) -> None:
    filled = fill_in(path, tmp_path / "utfylt.xlsx")
    decisions = read_decisions(take_out(filled, tmp_path / "beslutninger.xlsx"))
    (row,) = decisions.to_dict("records")
    assert row["tittel"] == "Trygt hjem"
    assert (row["handlingsrom"], row["bestemt_av"], row["dato"]) == ("deler ansvar", "Ola Prøve", "2026-06-05")
    assert {voice.behov_id: voice.need_id for voice in report.voices}[row["anker"]] == "B-001"


def test_what_is_decided_already_stands_there(report, tmp_path) -> None:
    decided = {"B-001": {"tittel": "Trygt hjem", "bestemt_av": "Ola Prøve", "dato": "2026-06-05"}}
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx", **decided))
    first = read_table(book["Beslutninger"])[0]
    assert (first["Tittel"], first["Bestemt av"]) == ("Trygt hjem", "Ola Prøve")
    assert first["Dato"] == datetime.datetime(2026, 6, 5)
    assert cells_below(book["Beslutninger"], "Dato")[0].number_format == "dd.mm.yyyy"


# --- the tools of BLT ------------------------------------------------------------------------------------


def test_in_the_first_round_nothing_is_computed(tables, tmp_path) -> None:
    book = openpyxl.load_workbook(write_book(make_report(tables, round_number=1), tmp_path / "b.xlsx"))
    rows = read_table(book["Fundamentene"])
    assert {row["Løsning"] for row in rows} == {"ikke vurdert ennå"}
    assert {row["Gangestykket"] for row in rows} == {"ikke regnet ut"}
    assert "Dette er runde 1." in read_words_of(book["Fundamentene"])


def test_from_the_second_round_the_product_is_a_formula(book) -> None:
    cells = cells_below(book["Fundamentene"], "Gangestykket")
    assert all(cell.data_type == "f" and "PRODUCT(" in cell.value for cell in cells)
    assert cells_below(book["Fundamentene"], "Løsning")[0].value is None
    (rule,) = {(rule.formula1, rule.formula2) for rule in book["Fundamentene"].data_validations.dataValidation}
    assert rule == ("0", "5")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice to work the formulas out")
def test_the_product_blocks_on_what_is_missing_and_a_nought_gives_nought(tmp_path) -> None:
    given = [(5, 4, 3, 2, 1), (5, 5, 5, 5, 5), (0, 5, 5, 5, 5), (5, None, 5, None, 5), (2, 2, 5, 5, 5)]
    factors = read_words("nb").blt_fundaments["factors"]
    book = xlsxwriter.Workbook(str(tmp_path / "regn.xlsx"))
    page = book.add_worksheet()
    for row, scores in enumerate(given):
        for column, score in enumerate(scores, start=2):
            page.write(row, column, score)
        product, weakest = compute_product(factors, "mangler: ", "ikke regnet ut", row + 1)
        page.write_formula(row, 7, product)
        page.write_formula(row, 8, weakest)
    book.close()
    openpyxl.load_workbook(tmp_path / "regn.xlsx").save(tmp_path / "regn.xlsx")  # without the values it was given
    home = f"-env:UserInstallation=file://{tmp_path}/hjem"
    command = ["soffice", home, "--headless", "--convert-to", UTF_8, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "regn.xlsx")], check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "regn.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("120,forankring")
    assert lines[1].endswith('3125,"behov, løsning, pådriver, team, forankring"')
    assert lines[2].endswith("0,behov")
    assert lines[3].endswith('"mangler: løsning, team",ikke regnet ut')
    assert lines[4].endswith('500,"behov, løsning"')


def test_the_recipe_begins_with_the_room_for_action(book) -> None:
    rows = read_table(book["Oppskriften"])
    assert [row["Steg"] for row in rows] == ["Handlingsrom", 1, 2, 3, 4, 5, 6]
    answer = cells_below(book["Oppskriften"], "Svar")[0]
    meant = cells_below(book["Oppskriften"], "Hva det betyr")[0].value
    assert f'IF({answer.coordinate}="ja","Da egner den seg ikke for samskaping."' in meant
    (rule,) = book["Oppskriften"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == (answer.coordinate, '"ja,nei"')


def test_every_solution_can_be_followed_up(book, report) -> None:
    rows = read_table(book["Oppfølging"])
    assert [row["Utsagn nr."] for row in rows] == [solution.behov_id for solution in report.solutions]
    assert all(row["Nytt?"] is None and row["Når?"] is None for row in rows)
    assert {rule.type for rule in book["Oppfølging"].data_validations.dataValidation} == {"list", "date"}


def test_a_need_has_its_nabc_card(book) -> None:
    first = read_table(book["NABC"])[0]
    assert first["Behov (N)"].endswith("(forslag fra verktøyet)\nHvem: barn")
    assert first["Tilnærming (A)"] is first["Alternativer (C)"] is None


def test_the_actors_are_all_groups_those_hardly_heard_and_the_councils_by_law(book) -> None:
    rows = {row["Hvem"]: row for row in read_table(book["Aktører"])}
    assert list(rows)[:17] == list(read_entries("aktoerer"))
    assert (rows["barn"]["Nevnt i utsagnene?"], rows["pendlere"]["Nevnt i utsagnene?"]) == ("ja", "nei")
    assert rows["barn"]["Ved behov"] == "B-001, B-002"
    assert rows["foreldre"]["Det vi vet om svarene"] == "Forelder: 24 personer svarte"
    assert rows["Alder: 80+"]["Det vi vet om svarene"] == "Ingen svarte."
    assert "Alder: 13–17" in rows and "Alder: 30–44" not in rows
    assert {"Eldreråd", "Råd for personer med funksjonsnedsettelse"} < set(rows)
    assert "Kommuneloven § 5-12" in read_words_of(book["Aktører"])


def test_without_a_population_the_small_groups_are_those_the_report_names(tables, tmp_path) -> None:
    report = compose(tables.innspill, tables.behov, tables.stor_b)
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    told = {row["Hvem"] for row in read_table(book["Aktører"]) if row["Hvem"].startswith("Alder: ")}
    assert told == {f"Alder: {group.name}" for group in report.groups if group.few and group.known}


def test_the_log_names_files_settings_and_fingerprints(book) -> None:
    rows = {(row["Slag"], row["Navn"]): row["Verdi"] for row in read_table(book["Kjøringslogg"])}
    assert rows["rapport", "Dato"] == datetime.datetime(2026, 5, 12)
    assert rows["fil", "skjema.xlsx"] == "lest som tabell; rader: 27"
    assert rows["fil", "kart.png"] == "ikke lest"
    assert rows["innstilling", "Antall temaer"] == 2
    assert rows["kjøring", "sha256 skjema.xlsx"] == "0f" * 32


# --- all of them -----------------------------------------------------------------------------------------


def test_how_it_was_done_is_told_point_by_point(book, report) -> None:
    assert [row["Slik er det gjort"] for row in read_table(book["Framgangsmåte"])] == list(report.method)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sheet(tables, language, tmp_path) -> None:
    report = make_report(tables, language, round_number=2)
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    names = [name for name, _ in list_contents(report)]
    assert len(names) == len(set(names))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert [name for name in names if name in book.sheetnames] == book.sheetnames[1:]
    assert set(names) - set(book.sheetnames) == {
        read_words(language).sheets[key]
        for key in ("summary", "who", "solutions", "quotes", "voices", "files", "method")
    }
    assert all(contents for _, contents in list_contents(report))


def test_the_notes_fit_the_width_of_their_table(tables, tmp_path) -> None:
    for language in LANGUAGES:
        book = openpyxl.load_workbook(write_book(make_report(tables, language), tmp_path / "b.xlsx"))
        for sheet in book.worksheets[1:]:
            (table,) = sheet.tables.values()
            top, width = sheet[table.ref][0][0].row, measure_width(sheet)
            for row in range(1, top):
                assert len(str(sheet.cell(row, 1).value)) <= 1.25 * width, (language, sheet.title, row)


def test_notes_are_broken_between_sentences_only() -> None:
    assert fit_notes(("Én ting. En annen ting.", "Siste."), (10,)) == ("Én ting.", "En annen ting.", "Siste.")
    assert fit_notes(("Én ting. En annen ting.",), (40,)) == ("Én ting. En annen ting.",)


def test_what_people_wrote_stays_text(report, tmp_path) -> None:
    needs = tuple(dataclasses.replace(need, statement=HOSTILE[0], sentence="") for need in report.needs)
    quotes = tuple(dataclasses.replace(report.quotes[0], quote=text) for text in HOSTILE)
    solutions = tuple(dataclasses.replace(report.solutions[0], quote=text) for text in HOSTILE)
    hostile = dataclasses.replace(report, needs=needs, quotes=quotes, solutions=solutions)
    book = openpyxl.load_workbook(write_book(hostile, tmp_path / "b.xlsx"))
    for sheet in book:
        for row in sheet:
            for cell in row:
                ours = sheet.title in ("Fundamentene", "Oppskriften")
                assert cell.data_type != "f" or ours, cell
                assert cell.hyperlink is None or cell.hyperlink.location
    told = [row["Innhold"] for row in read_table(book["Behovskort"])]
    assert "=1+1" in told and "bjelle" in told


def test_without_needs_every_sheet_is_there_and_says_why(ungathered, tmp_path) -> None:
    report = compose(ungathered.innspill, ungathered.behov, ungathered.stor_b)
    book = openpyxl.load_workbook(write_book(report, tmp_path / "b.xlsx"))
    for name in ("Behov", "Behovskort", "Matrise", "Beslutninger", "Fundamentene", "NABC"):
        assert "Ingen behov ennå" in read_words_of(book[name]), name
    assert "Ingen tabell ennå" in read_words_of(book["Behov og grupper"])


def test_the_same_report_gives_the_same_bytes(report, path, tmp_path) -> None:
    assert write_book(report, tmp_path / "igjen.xlsx").read_bytes() == path.read_bytes()


def test_only_the_language_is_added_to_the_file(path) -> None:
    again = set_language(path.read_bytes(), "en")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(again)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["docProps/core.xml"]
