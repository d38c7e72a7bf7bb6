from __future__ import annotations

import dataclasses
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from insight.report import compose, write_report, write_workbook
from insight.report.book.heat import tell_apart
from insight.report.counts.groups import count_groups, find_members, list_persons
from insight.report.counts.needs_by_group import table_needs
from insight.report.shapes import GroupTable, Need, NeedByGroup, Report
from insight.tables import Innspill
from tests.report.attack import Equations, read_report

NOBODY, NOT_GIVEN = "Behov og grupper", "Ikke oppgitt"
BACKGROUNDS = {"alder": "Alder", "kjoenn": "Kjønn", "krets": "Krets", "rolle": "Rolle"}
Numbers = Mapping[str, int | None]


def make(tables, **about) -> Report:
    return compose(tables.innspill, tables.behov, tables.stor_b, **about)


def make_need(number: int, n_persons: int) -> Need:
    blank = {field.name: 0 if field.type == "int" else "" for field in dataclasses.fields(Need)}
    return Need(**blank | {"need_id": f"B-{number:03}", "title": f"Behov {number}", "n_persons": n_persons})


def draw_survey(seed: int) -> tuple[Innspill, dict[str, frozenset[str]], int]:
    """A random survey: persons with skewed backgrounds, roles of which some have two, and 2 to 6 needs."""
    chance = np.random.default_rng(seed)
    n = int(chance.integers(12, 90))
    roles = [sorted({f"rolle {x}" for x in chance.geometric(0.45, chance.integers(0, 3))}) for _ in range(n)]
    ids = [f"p-{place:03}" for place in range(n)]
    innspill = pd.DataFrame(
        {
            "person_id": ids,
            "set_aside": "",
            "alder": [f"{10 * x}-{10 * x + 9}" for x in chance.geometric(0.4, n)],
            "kjoenn": chance.choice(["Kvinne", "Mann", "Annet", ""], n, p=[0.5, 0.42, 0.05, 0.03]),
            "krets": "Solsida",
            "rolle": ["; ".join(each) for each in roles],
        }
    )
    reported = {
        f"B-{number:03}": frozenset(np.array(ids)[chance.random(n) < chance.uniform(0.02, 0.6)].tolist())
        for number in range(1, int(chance.integers(3, 8)))
    }
    return innspill, reported, int(chance.integers(3, 11))


def assert_survey_is_safe(seed: int) -> None:
    innspill, reported, threshold = draw_survey(seed)
    persons = list_persons(innspill)
    needs = [make_need(number, len(members)) for number, members in enumerate(reported.values(), start=1)]
    tables = table_needs(persons, needs, reported, threshold=threshold)
    groups = count_groups(innspill, threshold=threshold)
    for table in tables:
        printed = {
            each.name if each.known else "": each.n_persons for each in groups if each.background == table.background
        }
        rows = {need.need_id: (need.n_persons, dict(zip(table.names, need.counts, strict=True))) for need in table.rows}
        assert_background_is_safe(persons, table.background, printed, rows, reported, threshold)


def assert_background_is_safe(
    persons: pd.DataFrame,
    background: str,
    groups: Numbers,
    needs: Mapping[str, tuple[int, Numbers]],
    reported: Mapping[str, frozenset[str]],
    threshold: int,
) -> None:
    """No small number, and no number of a small need or a small group, is known closer than the totals tell."""
    code = next(code for code, name in BACKGROUNDS.items() if name == background)
    members = {name: set(persons.index[inside]) for name, inside in find_members(persons[code]).items()}
    few = [name for name, inside in members.items() if name and len(inside) < threshold]
    divided = sum(map(len, members.values())) == len(persons)
    nothing = {need: (n, dict.fromkeys(counts)) for need, (n, counts) in needs.items()}
    known = read_report(len(persons), groups, few, needs, threshold, divided=divided)
    before = read_report(len(persons), groups, few, nothing, threshold, divided=divided)
    for need, (n_reported, counts) in needs.items():
        for group, shown in counts.items():
            truth = len(members[group] & reported[need])
            small = (
                0 < truth < threshold or 0 < n_reported < threshold or (len(members[group]) < threshold and n_reported)
            )
            assert shown in (None, truth)
            if small:
                assert shown is None, (background, need, group)
                assert_wide(known, before, (need, group), 0, threshold)
    for group in few:
        assert groups[group] is None
        alone = read_report(len(persons), groups, few, {}, threshold, divided=divided)
        assert_wide(known, alone, group, 1, threshold - 1)


def assert_wide(known: Equations, before: Equations, name: object, low: int, high: int) -> None:
    (lowest, highest), (floor, ceiling) = known.find_range(name), before.find_range(name)
    assert lowest <= max(low, floor) + 1e-6, name
    assert highest >= min(high, ceiling) - 1e-6, name


@pytest.mark.parametrize("seed", range(4))
def test_no_small_number_can_be_computed_from_all_that_is_printed(seed: int) -> None:
    assert_survey_is_safe(seed)


@pytest.mark.slow
def test_nor_from_three_hundred_surveys() -> None:
    for seed in [*range(4, 8), *range(100, 400)]:
        assert_survey_is_safe(seed)


# --- the finished workbook ---------------------------------------------------------------------------


def read_book(path: Path) -> dict[str, list[list[list[object]]]]:
    """Every table of every sheet, header first."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[[cell.value for cell in row] for row in sheet[table.ref]] for table in sheet.tables.values()]
        for sheet in book
    }


def list_tables(sheets: Mapping[str, list[list[list[object]]]]) -> dict[str, list[list[object]]]:
    """The one table of each background's sheet, header first."""
    found = {name: sheets[f"Behov og {name.lower()}"] for name in BACKGROUNDS.values()}
    assert all(len(tables) == 1 for tables in found.values())
    assert NOBODY not in sheets
    return {name: table for name, (table,) in found.items()}


def number(value: object) -> int | None:
    assert value == ":" or isinstance(value, int), value
    return None if value == ":" else int(value)


def assert_workbook_is_safe(path: Path, innspill: Innspill, reported: Mapping[str, frozenset[str]]) -> int:
    """Read every number back from the file and attack it; returns how many are hidden."""
    sheets = read_book(path)
    persons = list_persons(innspill)
    who: dict[str, dict[str, int | None]] = {}
    for background, group, n, *_ in sheets["Hvem"][0][1:]:
        who.setdefault(background, {})["" if group == NOT_GIVEN else group] = number(n)
    n_hidden = sum(n is None for groups in who.values() for n in groups.values())
    for background, (header, *rows) in list_tables(sheets).items():
        names = ["" if name == NOT_GIVEN else name for name in header[3:]]
        assert names == list(who[background])
        needs = {row[0]: (row[2], dict(zip(names, map(number, row[3:]), strict=True))) for row in rows}
        assert_background_is_safe(persons, background, who[background], needs, reported, 5)
        n_hidden += sum(n is None for _, counts in needs.values() for n in counts.values())
    for row in sheets["Aktører"][0][1:]:
        for role, told in re.findall(r"^(.+): (\d+) personer svarte$", str(row[4]), re.M):
            assert who["Rolle"][role] == int(told)
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if "chart" in part or "drawing" in part:
                text = archive.read(part).decode("utf-8")
                names_groups = any(f">{name}<" in text for groups in who.values() for name in groups if name)
                heard = [row[place] for row in sheets.get("Hørt og ikke hørt", [[]])[0][1:] for place in (3, 5)]
                printed = heard if names_groups else [row[2] for row in sheets["Oppsummering"][0][1:]]
                cached = {round(float(n), 9) for n in re.findall(r"<c:v>([\d.]+)</c:v>", text)}
                assert cached <= {round(float(n), 9) for n in printed if isinstance(n, (int, float))}
    return n_hidden


def find_reported(innspill: Innspill, behov: pd.DataFrame, stor_b: pd.DataFrame) -> dict[str, frozenset[str]]:
    persons = innspill.set_index("innspill_id")["person_id"]
    is_need = behov["kind"].isin(["behov", "begge"])
    by_theme = {
        theme: frozenset(persons[rows["innspill_id"]]) - {""} for theme, rows in behov[is_need].groupby("cluster_id")
    }
    return {need.stor_b_id: by_theme[need.cluster_id] for need in stor_b.itertuples()}


def test_what_the_workbook_prints_hides_what_it_must(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path)
    reported = find_reported(tables.innspill, tables.behov, tables.stor_b)
    assert assert_workbook_is_safe(path, tables.innspill, reported) > 0


@pytest.mark.slow
def test_the_demo_hides_what_it_must(demo) -> None:
    reported = find_reported(demo.innspill, demo.behov, demo.stor_b)
    assert assert_workbook_is_safe(demo.workbook, demo.innspill, reported) > 0


def test_each_background_has_a_table_with_every_need(tables, tmp_path) -> None:
    path = write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path)
    found = list_tables(read_book(path))
    for table in found.values():
        assert [row[0] for row in table[1:]] == ["B-001", "B-002"]
    assert found["Krets"] == [
        ["Behov", "Kort navn", "Personer", "Solsida"],
        ["B-001", "Trygg skolevei", 15, 15],
        ["B-002", "Noen å treffe", 7, 7],
    ]


def test_the_signs_are_those_of_statistics_norway_and_are_explained(tables, tmp_path) -> None:
    book = openpyxl.load_workbook(write_report(tables.innspill, tables.behov, tables.stor_b, tmp_path))
    for name in BACKGROUNDS.values():
        words = " ".join(str(cell.value) for row in book[f"Behov og {name.lower()}"] for cell in row)
        assert "«:» betyr færre enn fem personer" in words and "«-» betyr at ingen" in words
        assert "Størrelse er ikke viktighet" in words
    counts = GroupTable("Alder", ("13-17", "18-29", ""), (NeedByGroup("B-001", "Trygg skolevei", 9, (0, 9, None)),))
    write_workbook(dataclasses.replace(make(tables), needs_by_group=(counts,)), tmp_path / "rapport.xlsx")
    *_, row = openpyxl.load_workbook(tmp_path / "rapport.xlsx")["Behov og alder"]
    assert [cell.value for cell in row] == ["B-001", "Trygg skolevei", 9, 0, 9, ":"]
    assert row[3].number_format.endswith('"-"')


def test_group_names_that_excel_cannot_have_as_headings_are_told_apart(tables, tmp_path) -> None:
    names = {"13-17": "Behov", "18-29": "ungdom\nog\x07 unge", "30-44": "UNGDOM og unge", "": "=1+1"}
    innspill = tables.innspill.assign(alder=tables.innspill["alder"].map(names))
    path = write_report(innspill, tables.behov, tables.stor_b, tmp_path)
    headings = {name: table[0] for name, table in list_tables(read_book(path)).items()}
    assert all(len({str(name).casefold() for name in header}) == len(header) for header in headings.values())
    assert {"=1+1", "Behov (2)"} < set(headings["Alder"])
    assert [name for name in headings["Alder"] if str(name).casefold().startswith("ungdom og unge")][1].endswith("(2)")


def test_a_heading_is_one_line_with_room_in_excel() -> None:
    assert tell_apart("ungdom\nog\x07 unge", []) == "ungdom og unge"
    assert tell_apart("BEHOV", ["Behov", "behov (2)"]) == "BEHOV (3)"
    assert len(tell_apart("lang " * 100, [])) == 80
    assert tell_apart("\x07", []) and tell_apart("\x07", []) != tell_apart("\n", [tell_apart("\x07", [])])


def test_a_report_without_needs_or_backgrounds_says_so(ungathered, tables, tmp_path) -> None:
    nobody = tables.innspill.assign(alder="", kjoenn="", krets="", rolle="")
    for innspill, behov, stor_b in (ungathered[:3], (nobody, tables.behov, tables.stor_b)):
        path = write_report(innspill, behov, stor_b, tmp_path)
        book = openpyxl.load_workbook(path)
        assert [name for name in book.sheetnames if name.startswith("Behov og ")] == [NOBODY]
        ((header, *rows),) = read_book(path)[NOBODY]
        assert header == ["Behov", "Kort navn"]
        assert len(rows) == 1 and "Ingen tabell ennå" in str(rows[0][0])


def test_row_order_does_not_matter(tables) -> None:
    shuffled = tables._replace(innspill=tables.innspill.sample(frac=1, random_state=3), behov=tables.behov[::-1])
    assert make(shuffled).needs_by_group == make(tables).needs_by_group
