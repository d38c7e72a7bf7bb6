"""Population figures: every form people have them in gives the same table, and what is wrong is told in words."""

import datetime
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

import insight
from insight.errors import ReadError
from insight.population import read_population
from insight.tables import POPULATION, check

HEADER = '"region";"kjønn";"alder"'
TITLE = '"07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år"'
CODES = {"Menn": "1", "Kvinner": "2", "0 år": "000", "1 år": "001", "105 år eller eldre": "105+"}
COUNTS = {("Menn", "0 år"): 30, ("Menn", "1 år"): 40, ("Kvinner", "0 år"): 20, ("Kvinner", "105 år eller eldre"): 1}
EXPECTED = {"alder/0": 50, "alder/1": 40, "alder/105+": 1, "kjoenn/mann": 70, "kjoenn/kvinne": 21}


def counts(population):
    check(population, POPULATION)
    return dict(zip(population["population_id"], population["n"], strict=True))


def write(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def statbank(region: str = "3236 Jevnaker", factor: int = 1) -> list[str]:
    return [f'"{region}";"{sex}";"{age}";{n * factor}' for (sex, age), n in COUNTS.items()]


def write_json(folder: Path, *, sparse: bool = False, regions: tuple[str, ...] = ("3236",), **changes) -> Path:
    sexes, ages, years = ("Menn", "Kvinner"), ("0 år", "1 år", "105 år eller eldre"), ("2023", "2024")
    values = [
        COUNTS.get((sex, age), 0) * (1 if year == "2024" else 7)
        for _ in regions
        for sex in sexes
        for age in ages
        for year in years
    ]
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år",
        "id": ["Region", "Kjonn", "Alder", "ContentsCode", "Tid"],
        "size": [len(regions), 2, 3, 1, 2],
        "dimension": {
            "Region": {"category": {"index": list(regions), "label": {each: "Jevnaker" for each in regions}}},
            "Kjonn": {"category": {"index": {"2": 1, "1": 0}, "label": {"2": "Kvinner", "1": "Menn"}}},
            "Alder": {
                "category": {
                    "index": {"000": 0, "001": 1, "105+": 2},
                    "label": dict(zip(("000", "001", "105+"), ages, strict=True)),
                }
            },
            "ContentsCode": {"category": {"label": {"Personer1": "Personer"}}},
            "Tid": {"category": {"index": {"2023": 0, "2024": 1}, "label": {"2023": "2023", "2024": "2024"}}},
        },
        "value": {str(place): n for place, n in enumerate(values)} if sparse else values,
    }
    path = folder / "07459.json"
    path.write_text(json.dumps(dataset | changes), encoding="utf-8")
    return path


# --- table 07459 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_csv_of_the_statbank_is_read_in_every_encoding(tmp_path, encoding):
    path = write(tmp_path, "a.csv", TITLE, "", f'{HEADER};"Personer 2024"', *statbank(), encoding=encoding)
    population = read_population(path, kommune="3236")
    assert counts(population) == EXPECTED
    assert set(population["source"]) == {"SSB, tabell 07459"}
    assert set(population["date"]) == {"2024-01-01"}


@pytest.mark.parametrize(
    "lines",
    [
        [f'{HEADER};"Personer 2024"', *statbank()],  # no title
        [TITLE, f'{HEADER};"Personer 2024"', *statbank("K-3236 Jevnaker")],  # no blank line
        [
            f'{HEADER};"2023";"2024"',
            *(f'"3236 Jevnaker";"{sex}";"{age}";{7 * n};{n}' for (sex, age), n in COUNTS.items()),
        ],
        ['"region";"alder";"kjønn";"år";"statistikkvariabel";"07459: Befolkning"']
        + [
            f'"3236 Jevnaker";"{age}";"{sex}";"{year}";"Personer";{n * (1 if year == 2024 else 9)}'
            for (sex, age), n in COUNTS.items()
            for year in (2024, 2022)
        ],
        ['"Region","Kjonn","Alder","ContentsCode","Tid","07459"']
        + [f'"3236","{CODES[sex]}","{CODES[age]}","Personer1","2024",{n}' for (sex, age), n in COUNTS.items()],
        [f'{HEADER};"Personer 2024"', *statbank(), '"3236 Jevnaker";"Begge kjønn";"I alt";91'],
        [f'{HEADER};"Personer 2024"', *statbank(), "", '"Kilde: Statistisk sentralbyrå"'],
    ],
    ids=["bare", "tight", "wide", "long", "codes", "totals", "notes"],
)
def test_the_variants_of_the_csv_give_the_same(tmp_path, lines):
    assert counts(read_population(write(tmp_path, "a.csv", *lines), kommune="3236")) == EXPECTED


@pytest.mark.parametrize("sparse", [False, True])
def test_json_stat_gives_the_same(tmp_path, sparse):
    population = read_population(write_json(tmp_path, sparse=sparse), kommune="3236")
    assert {name: n for name, n in counts(population).items() if n} == EXPECTED
    assert set(population["date"]) == {"2024-01-01"}
    assert set(population["source"]) == {"SSB, tabell 07459"}


def test_a_workbook_where_each_region_and_sex_stands_once_gives_the_same(tmp_path):
    book = Workbook()
    book.active.append([TITLE.strip('"')])
    book.active.append([])
    book.active.append(["region", "kjønn", "alder", "Personer 2024"])
    for (sex, age), n in COUNTS.items():
        first = age == "0 år"
        book.active.append(["K-3236 Jevnaker" if first and sex == "Menn" else None, sex if first else None, age, n])
    book.save(tmp_path / "a.xlsx")
    assert counts(read_population(tmp_path / "a.xlsx", kommune="3236")) == EXPECTED


def test_of_several_municipalities_the_number_chooses(tmp_path):
    other = statbank("3234 Lunner", 5)
    path = write(tmp_path, "a.csv", TITLE, "", f'{HEADER};"Personer 2024"', *other, *statbank())
    assert counts(read_population(path, kommune="3236")) == EXPECTED
    assert counts(read_population(path, kommune="K-3236")) == EXPECTED
    with pytest.raises(ReadError, match=r"flere regioner \(3234 Lunner, 3236 Jevnaker\). Skriv «kommunenummer»"):
        read_population(path)
    for old in ("0532", "3053"):
        with pytest.raises(ReadError, match=f"kommunenummer {old} er ikke i filen, som har 3234 Lunner, 3236 Jevnaker"):
            read_population(path, kommune=old)


def test_at_most_ten_municipalities_are_listed(tmp_path):
    lines = [line for number in range(3101, 3140) for line in statbank(f"{number} Prøveby {number}")]
    with pytest.raises(ReadError) as fault:
        read_population(write(tmp_path, "a.csv", f'{HEADER};"Personer 2024"', *lines), kommune="0532")
    assert str(fault.value).count("Prøveby") == 10


def test_the_sign_for_none_is_none(tmp_path):
    path = write(tmp_path, "a.csv", f'{HEADER};"Personer 2024"', *statbank(), '"3236 Jevnaker";"Menn";"2 år";-')
    assert counts(read_population(path)) == EXPECTED | {"alder/2": 0}


def test_one_municipality_needs_no_number(tmp_path):
    assert counts(read_population(write(tmp_path, "a.csv", f'{HEADER};"Personer 2024"', *statbank()))) == EXPECTED


def test_a_number_that_is_no_longer_in_use_is_told(tmp_path):
    path = write(tmp_path, "a.csv", f'{HEADER};"Personer 2024"', *statbank(), *statbank("0532 Jevnaker (-2019)", 0))
    with pytest.raises(ReadError, match=r"har ingen innbyggere i 2024\. Kommunen har trolig fått nytt nummer"):
        read_population(path, kommune="0532")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["navn;svar", "a;b"], "ikke kjent igjen som befolkningstall. Last ned tabell 07459"),
        ([f"{HEADER};Personer", *statbank()], "fant ikke hvilket år"),
        ([f'{HEADER};"Personer 2024"'], "ingen tall"),
        ([f'{HEADER};"Personer 2024"', *statbank(), *statbank()], "står flere ganger for 2024"),
        ([f'{HEADER};"Personer 2024"', *statbank(), '"3236 Jevnaker";"Menn";"2 år";..'], "tall mangler for 3236"),
        ([f'{HEADER};"Personer 2024"', *statbank(), '"3236 Jevnaker";"Menn";"2 år";'], "tall mangler for 3236"),
        ([f'{HEADER};"Personer 2024"', '"3236 Jevnaker";"Menn";"F00-09";3'], "alderen «F00-09» er ikke kjent igjen"),
        ([f'{HEADER};"Personer 2024"', '"3236 Jevnaker";"Menn";"2 år";1.000'], "rad 2: «1.000» er ikke et antall"),
        ([f'{HEADER};"Personer 2024"', *statbank(), '"3236 Jevnaker";"Menn";"0-9 år";3'], "dekker noen av de samme"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path, lines, told):
    with pytest.raises(ReadError, match=told):
        read_population(write(tmp_path, "a.csv", *lines), kommune="3236")


def test_figures_that_json_stat_leaves_out_are_missing(tmp_path):
    with pytest.raises(ReadError, match="tall mangler for 3236 Jevnaker i 2024"):
        read_population(write_json(tmp_path, value={"0": 5}))


@pytest.mark.parametrize(
    "changes",
    [{"id": ["Region"]}, {"value": [1, 2]}, {"dimension": {}}, {"dimension": []}, {"value": None}, {"size": 3}],
)
def test_json_of_another_kind_is_refused(tmp_path, changes):
    with pytest.raises(ReadError, match="ikke JSON-stat2 slik SSB gir den"):
        read_population(write_json(tmp_path, **changes))


# --- tables people have made -----------------------------------------------------------------------------

OWN = [
    "Bakgrunn;Gruppe;Antall;Kilde;Dato",
    "krets;Solsida;1 240;Kommunen, folkeregisteret;01.01.2026",
    "krets;Øvrebygda;98;Kommunen, folkeregisteret;2026-01-01",
]


def test_a_table_people_have_made_is_read_as_csv_and_as_workbook(tmp_path):
    population = read_population(write(tmp_path, "k.csv", *OWN))
    assert counts(population) == {"krets/Solsida": 1240, "krets/Øvrebygda": 98}
    assert set(population["date"]) == {"2026-01-01"}
    book = Workbook()
    for line in OWN:
        book.active.append([datetime.datetime(2026, 1, 1) if "01" in cell else cell for cell in line.split(";")])
    book.save(tmp_path / "k.xlsx")
    assert read_population(tmp_path / "k.xlsx").equals(population)


def test_ages_and_sexes_of_ones_own_are_named_as_the_others(tmp_path):
    rows = ["alder;13–17 år;5;x;2026-01-01", "alder;67 år og eldre;6;x;2026-01-01", "kjønn;Kvinner;7;x;2026-01-01"]
    assert counts(read_population(write(tmp_path, "k.csv", OWN[0], *rows))) == {
        "alder/13-17": 5,
        "alder/67+": 6,
        "kjoenn/kvinne": 7,
    }


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    rows = [
        *OWN[1:],
        "rolle;Forelder;3;x;2026-01-01",
        "alder;voksne;3;x;2026-01-01",
        "krets;Tangen;mange;x;2026-01-01",
        "krets;Tangen;5;;2026-01-01",
        "krets;Brygga;5;x;i fjor",
        "krets;solsida krets;5;x;2026-01-01",
        "alder;10-19;5;x;2026-01-01",
        "alder;18-29;5;x;2026-01-01",
    ]
    own = write(tmp_path, "k.csv", OWN[0], *rows)
    with pytest.raises(ReadError) as fault:
        read_population(own, write(tmp_path, "rot.csv", "a;b"), tmp_path / "borte.csv")
    told = str(fault.value)
    assert len(fault.value.faults) == 9
    for part in (
        "k.csv: rad 4: bakgrunnen «rolle» er ikke alder, kjønn eller krets",
        "rad 5: «voksne» er ikke kjent igjen som alder",
        "rad 6: «mange» er ikke et antall",
        "rad 7: kilden mangler",
        "rad 8: datoen «i fjor»",
        "rad 9: krets solsida krets står to ganger",
        "10-19 og 18-29 dekker noen av de samme årene",
        "rot.csv: er ikke kjent igjen",
        "borte.csv: her er ingen fil",
    ):
        assert part in told, part


def test_a_lacking_column_is_named(tmp_path):
    with pytest.raises(ReadError, match="mangler kolonnen kilde og dato"):
        read_population(write(tmp_path, "k.csv", "bakgrunn;gruppe;antall", "krets;Tangen;5"))


def test_a_folder_is_read_whole_and_nothing_twice(tmp_path):
    write(tmp_path, "a.csv", f'{HEADER};"Personer 2024"', *statbank())
    write(tmp_path, "b.csv", *OWN)
    write(tmp_path, "les-meg.md", "notat")
    assert len(counts(read_population(tmp_path))) == len(EXPECTED) + 2
    write(tmp_path, "c.csv", f'{HEADER};"Personer 2023"', *statbank())
    with pytest.raises(ReadError, match=r"c\.csv: alder står også i a\.csv"):
        read_population(tmp_path)


def test_the_demo_has_figures_for_a_municipality_that_does_not_exist(demo_folder):
    config = insight.read_config(demo_folder)
    population = read_population(*config.population, kommune=config.kommune_number)
    assert population.groupby("background")["n"].sum().to_dict() == {"alder": 7089, "kjoenn": 7089, "krets": 7089}
    assert population["source"].str.startswith("Oppdiktede tall").all()
