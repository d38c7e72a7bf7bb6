"""Every number of the front page, the cards, the charts and the accounts, counted again from the tables of the run.

Shares no code with the report: the tables are read as csv and counted with plain Python, and the three faces are read
with libraries that did not write them.
"""

import csv
import re
from collections import Counter, defaultdict

import docx
import pytest
from lxml import html
from python_calamine import CalamineWorkbook

HARD_SPACE = "\u00a0"
GROUP_COLUMNS = {"Alder": "alder", "Kjønn": "kjoenn", "Krets": "krets", "Rolle": "rolle"}
MOST_ON_CARD = 10


def read(folder, name):
    with (folder / "tabeller" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def counted(demo):
    """What the tables say, by need and in all."""
    answers = read(demo.folder, "innspill")
    statements = read(demo.folder, "behov")
    person = {row["innspill_id"]: row["person_id"] for row in answers}
    votes = {row["innspill_id"]: int(row["votes"]) for row in answers}
    used = [row for row in answers if row["set_aside"] == ""]
    needs = {}
    for need in read(demo.folder, "stor_b"):
        own = [
            row for row in statements if row["kind"] in ("behov", "begge") and row["cluster_id"] == need["cluster_id"]
        ]
        behind = {row["innspill_id"] for row in own}
        needs[need["stor_b_id"]] = {
            "title": need["title"],
            "persons": len({person[one] for one in behind} - {""}),
            "statements": len(own),
            "notes": sum(person[one] == "" for one in behind),
            "votes": sum(votes[one] for one in behind),
            "solutions": [
                row["behov_id"]
                for row in statements
                if row["kind"] == "løsning" and row["cluster_id"] == need["cluster_id"]
            ],
        }
    return {
        "needs": needs,
        "persons": len({row["person_id"] for row in used} - {""}),
        "notes": sum(row["person_id"] == "" for row in used),
        "answers": len(answers),
        "aside": Counter(row["set_aside"] for row in answers),
        "kinds": Counter(row["kind"] for row in statements),
        "statements": len(statements),
        "unsure": sum(row["sure"] == "usikker" for row in statements),
        "placed": sum(row["kind"] in ("behov", "begge") and row["cluster_id"] != "0" for row in statements),
        "used": used,
    }


@pytest.fixture(scope="module")
def book(demo):
    return CalamineWorkbook.from_path(str(demo.workbook))


def table(book, sheet, heading):
    """The rows under the row of headings that begins with `heading`, by heading."""
    rows = book.get_sheet_by_name(sheet).to_python()
    top = next(place for place, row in enumerate(rows) if row[0] == heading)
    names = [name for name in rows[top] if name != ""]
    return [dict(zip(names, row, strict=False)) for row in rows[top + 1 :] if row[0] != ""]


def test_the_needs_of_every_sheet_have_the_numbers_of_the_tables(book, counted):
    for sheet in ("Oppsummering", "Behov"):
        found = {row["Behov"]: row for row in table(book, sheet, "Behov")}
        assert found.keys() == counted["needs"].keys()
        for need_id, need in counted["needs"].items():
            assert (found[need_id]["Personer"], found[need_id]["Utsagn"]) == (need["persons"], need["statements"])


def test_the_cards_have_the_numbers_of_the_tables(book, counted):
    cards = defaultdict(dict)
    shown, more, listed = defaultdict(list), Counter(), defaultdict(list)
    for row in table(book, "Behovskort", "Behov"):
        cards[row["Behov"]][row["Felt"]] = row["Innhold"]
        if row["Felt"].startswith("Løsninger") and row["Utsagn nr."]:
            shown[row["Behov"]].append(row["Utsagn nr."])
        elif row["Felt"].startswith("Løsninger"):
            more[row["Behov"]] = int(row["Innhold"].split()[0])
    for row in table(book, "Løsninger", "Behov"):
        listed[row["Behov"]].append(row["Utsagn nr."])
    for need_id, need in counted["needs"].items():
        card = cards[need_id]
        assert [card.get(name, 0) for name in ("Personer", "Utsagn", "Lapper", "Prikker")] == [
            need[name] for name in ("persons", "statements", "notes", "votes")
        ]
        assert sorted(listed[need_id]) == sorted(need["solutions"])
        assert set(shown[need_id]) <= set(need["solutions"])
        assert len(shown[need_id]) == min(MOST_ON_CARD, len(need["solutions"]))
        assert len(shown[need_id]) + more[need_id] == len(need["solutions"])


def test_the_accounts_are_those_of_the_tables(book, counted):
    told = {(row["Steg"], row["Hva"]): int(row["Antall"]) for row in table(book, "Metode", "Steg")}
    kinds = {"begge": "behov og løsning"}
    expected = {
        ("2 Svar", "Svar og lapper i alt, også tomme"): counted["answers"],
        ("3 Utsagn", "Utsagn i alt"): counted["statements"],
        ("3 Utsagn", "Utsagn der slaget er usikkert (er også talt over)"): counted["unsure"],
        ("4 Behov", "Plassert i et tema"): counted["placed"],
        ("5 Personer og lapper", "Personer med minst ett svar i bruk"): counted["persons"],
        ("5 Personer og lapper", "Lapper i bruk (en lapp er ikke en person)"): counted["notes"],
        **{("3 Utsagn", f"Slag: {kinds.get(kind, kind)}"): n for kind, n in counted["kinds"].items()},
        **{("2 Svar", f"Lagt til side: {why}"): n for why, n in counted["aside"].items() if why},
    }
    assert {key: told[key] for key in expected} == expected


def test_the_front_page_tells_the_numbers_of_the_tables(book, counted):
    front = " ".join(str(cell) for row in book.get_sheet_by_name("Oppsummering").to_python() for cell in row)
    front = front.replace(HARD_SPACE, " ")
    assert f"{counted['persons']} personer har svart, og {counted['notes']} lapper" in front
    needs = counted["kinds"]["behov"] + counted["kinds"]["begge"]
    others = counted["statements"] - needs - counted["kinds"]["løsning"]
    said = f"{counted['statements']} utsagn: {needs} om behov, {counted['kinds']['løsning']} om løsninger og {others}"
    assert said in front
    largest = sorted(counted["needs"].items(), key=lambda each: (-each[1]["persons"], -each[1]["statements"], each[0]))
    for need_id, need in largest[:3]:
        assert f"{need_id} {need['title']}: meldt av {need['persons']} personer" in front


def read_faces(demo, book):
    """The words of each face, in one line: of the workbook, its sheet with the summary."""
    page = html.parse(str(demo.workbook.with_suffix(".html"))).getroot().body.text_content()
    document = docx.Document(str(demo.workbook.with_suffix(".docx")))
    sheet = " ".join(str(cell) for row in book.get_sheet_by_name("Oppsummering").to_python() for cell in row)
    faces = {"workbook": sheet, "page": page, "document": " ".join(each.text for each in document.paragraphs)}
    return {name: " ".join(text.split()) for name, text in faces.items()}  # a hard space is a space here


@pytest.mark.parametrize("face", ["workbook", "page", "document"])
def test_the_front_of_every_face_accounts_for_every_answer_and_for_who_was_not_heard(demo, book, counted, face):
    front = read_faces(demo, book)[face]
    aside = counted["answers"] - len(counted["used"])
    needs = counted["kinds"]["behov"] + counted["kinds"]["begge"]
    assert f"Svar og lapper: {counted['answers']}. Av dem er {len(counted['used'])} i bruk, og {aside} er lagt" in front
    assert f"Av {needs} utsagn om behov er {counted['placed']} samlet i temaer." in front
    assert "Ingen har svart: Åsby (krets)." in front
    assert f"For {round(100 * counted['unsure'] / counted['statements'])} prosent av utsagnene er det usikkert" in front


def test_the_numbers_of_the_heat_tables_are_true(demo, book, counted):
    columns = {
        "Behov og alder": "alder",
        "Behov og kjønn": "kjoenn",
        "Behov og krets": "krets",
        "Behov og rolle": "rolle",
    }
    cluster = {row["stor_b_id"]: row["cluster_id"] for row in read(demo.folder, "stor_b")}
    behind = defaultdict(set)
    for row in read(demo.folder, "behov"):
        if row["kind"] in ("behov", "begge"):
            behind[row["cluster_id"]].add(row["innspill_id"])
    shown = 0
    for sheet, column in columns.items():
        for row in table(book, sheet, "Behov"):
            answers = [each for each in counted["used"] if each["innspill_id"] in behind[cluster[row["Behov"]]]]
            for name, number in row.items():
                if name in ("Behov", "Kort navn", "Personer", "Ikke oppgitt") or number == ":":
                    continue
                persons = {each["person_id"] for each in answers if name in each[column].split("; ")} - {""}
                assert (number or 0) == len(persons), (sheet, row["Behov"], name)
                shown += 1
    assert shown > 40


def test_group_numbers_are_true_wherever_they_are_shown(book, counted):
    shown = 0
    for row in table(book, "Hvem", "Bakgrunn"):
        if row["Gruppe"] == "Ikke oppgitt" or row["Personer"] == ":":
            continue
        column = GROUP_COLUMNS[row["Bakgrunn"]]
        persons = {each["person_id"] for each in counted["used"] if row["Gruppe"] in each[column].split("; ")} - {""}
        assert row["Personer"] == len(persons), row
        shown += 1
    assert shown > 10


def test_page_and_document_tell_the_same_numbers(demo, counted):
    page = html.parse(str(demo.workbook.with_suffix(".html"))).getroot()
    document = docx.Document(str(demo.workbook.with_suffix(".docx")))
    cards = [" ".join(cell.text for row in each.rows for cell in row.cells) for each in document.tables]
    cards = [card.replace(HARD_SPACE, " ") for card in cards if "Hvem har behovet?" in card]
    assert len(cards) == len(counted["needs"])
    for need_id, need in counted["needs"].items():
        card = " ".join(page.get_element_by_id(need_id).text_content().replace(HARD_SPACE, " ").split())
        assert re.search(rf"Personer: {need['persons']}\b", card), need_id
        assert re.search(rf"Utsagn: {need['statements']}\b", card), need_id
    for (need_id, need), card in zip(sorted(counted["needs"].items()), cards, strict=True):
        assert f"{need['persons']} personer, {need['statements']} utsagn" in card, need_id
        assert f"Løsninger som er nevnt: {len(need['solutions'])}" in card, need_id


def test_the_bars_of_the_page_are_as_long_as_the_numbers(demo, counted):
    page = html.parse(str(demo.workbook.with_suffix(".html"))).getroot()
    drawn = {}
    for group in page.iter("svg"):
        text = group.text_content()
        if all(need_id in text for need_id in counted["needs"]):
            drawn = {need_id: text for need_id in counted["needs"]}
            numbers = {int(number) for number in re.findall(r"(?<![\w-])\d+(?![\w-])", text)}
            assert {need["persons"] for need in counted["needs"].values()} <= numbers
            break
    assert drawn


def test_who_was_heard_is_laid_beside_the_figures_in_the_folder(demo_folder, book):
    with (demo_folder / "befolkning" / "kretser.csv").open(encoding="utf-8-sig", newline="") as file:
        registered = {row["gruppe"]: int(row["antall"]) for row in csv.DictReader(file, delimiter=";")}
    rows = [row for row in table(book, "Hørt og ikke hørt", "Bakgrunn") if row["Bakgrunn"] == "Krets"]
    assert {row["Gruppe"]: row["Befolkning"] for row in rows} == registered
    heard = sum(row["Personer"] for row in rows)
    for row in rows:
        assert row["Andel av dem som svarte"] == pytest.approx(row["Personer"] / heard)
        assert row["Andel i befolkningen"] == pytest.approx(row["Befolkning"] / sum(registered.values()))
    assert [row["Gruppe"] for row in rows if row["Sagt med ord"] == "ingen har svart"] == ["Åsby"]
