"""`insight forget` as a user meets it: whom it finds, what a run knows afterwards, and what if it is stopped."""

import csv
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from insight.archive import read_forgotten, read_salt
from insight.cli import main
from insight.innspill import read_delivery
from tests.test_forget_files import GONE, HEADERS, PEOPLE, every_part, forget, holds, project, table, workbook

MANY = [
    (str(100 + n), f"2026-05-04 12:{n:02}", f"person{n}@epost.invalid", f"Person Nummer{n}", f"Jeg trenger {what} her")
    for n, what in enumerate(
        ["buss til skolen", "lys langs veien", "legetime samme uke", "barnehageplass nær jobben", "fortau ved elva"] * 2
    )
]
NOTES = "# Bord 1\n\n- Mer lys i parken\n- Bo Prøveland på Tangen må få snøhjelp\n- Mer lys i parken\n"


def read_table(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def tables(folder):
    return {file.name: read_table(file) for file in folder.glob("data/processed/*/tabeller/*.csv")}


def snapshot(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def heard(folder):
    delivery = read_delivery(folder / "data" / "raw", salt=read_salt(folder), forgotten=read_forgotten(folder)[0])
    return delivery.innspill[delivery.innspill["set_aside"] == ""], delivery.files


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = project(
        tmp_path_factory.mktemp("f"),
        svar__csv=table(HEADERS, *PEOPLE, *MANY).encode(),
        skjema__xlsx=workbook(),
        notat__md=NOTES.encode(),
    )
    (folder / "prosjekt.toml").write_text('[prosjekt]\nnavn = "Høring"\ndato = 2026-06-01\n', encoding="utf-8")
    assert main(["run", str(folder)]) == 0
    return folder


@pytest.fixture
def ran(finished, tmp_path):
    """A project with a report made from it."""
    return Path(shutil.copytree(finished, tmp_path / "p"))


def test_nothing_is_written_before_it_is_asked_for(ran, capsys):
    before = snapshot(ran)
    assert forget(ran, GONE[2]) == 0
    told = capsys.readouterr()
    assert {name: held for name, held in snapshot(ran).items() if "__pycache__" not in name} == before
    assert "ingenting er gjort ennå" in told.out and "stor-b-runde-1.xlsx" in told.out
    assert "notat.md: rad 4 kan nevne personen" in told.out
    assert not [value for value in GONE[2:] if value in told.out + told.err]


def test_the_person_is_gone_from_every_file_but_the_reports_that_are_named(ran, capsys):
    rows = {name: len(rows) for name, rows in tables(ran).items()}
    ids = {row["innspill_id"] for row in tables(ran)["innspill.csv"] if row["text"] == GONE[4]}
    assert len(ids) == 2  # the csv file and the workbook hold the same response
    assert forget(ran, GONE[2], "--slett") == 0
    told = capsys.readouterr().out
    left = tables(ran)
    assert len(left["innspill.csv"]) == rows["innspill.csv"] - 2
    assert not [row for row in left["behov.csv"] if row["innspill_id"] in ids]
    named = [file for file in ran.glob("data/processed/*/*") if file.name in told]
    assert {f"stor-b-runde-1{ending}" for ending in (".xlsx", ".docx", ".html")} <= {file.name for file in named}
    for file in ran.rglob("*"):
        if file.is_file() and file not in named and file.name != "notat.md":  # there somebody else names the person
            assert not holds(file.read_bytes(), *GONE[2:], *ids), file
    assert forget(ran, next(row["person_id"] for row in left["innspill.csv"] if row["person_id"]), "--slett") == 0
    assert forget(ran, "ingen@epost.invalid", "--slett") == 1


def test_labels_in_the_persons_words_go_and_others_stay(ran):
    labels = ran / "merkelapper.csv"
    labels.write_bytes(
        table(("utsagn", "type", "koder"), (GONE[4], "løsning", "KN"), (PEOPLE[0][4], "behov", "KN")).encode()
    )
    assert forget(ran, GONE[2], "--slett") == 0
    assert [row["utsagn"] for row in read_table(labels)] == [PEOPLE[0][4]]


def test_reports_are_deleted_only_on_request(ran):
    report = next(ran.glob("data/processed/*/stor-b-*.xlsx"))
    assert forget(ran, GONE[2], "--slett") == 0
    assert report.is_file()
    assert forget(ran, MANY[0][2], "--slett", "--slett-rapporter") == 0
    assert not report.exists()
    assert "ferdig rapport (.xlsx)" in (ran / "slettelogg.csv").read_text(encoding="utf-8-sig")


def test_a_report_laid_in_again_holds_the_others_and_tells_of_the_one(ran, capsys):
    raw = ran / "data" / "raw"
    before = {file.name: file.read_bytes() for file in raw.iterdir()}
    assert forget(ran, GONE[2], "--slett") == 0
    cut, _ = heard(ran)
    for name, content in before.items():
        (raw / name).write_bytes(content)
    again, files = heard(ran)
    assert sorted(again["text"]) == sorted(cut["text"]) and GONE[4] not in set(again["text"])
    notes = files.set_index("source")["note"]
    assert "glemt" in notes["svar.csv"] and "glemt" in notes["skjema.xlsx"] and "glemt" not in notes["notat.md"]
    (raw / "nyere.csv").write_bytes(
        table(HEADERS, *PEOPLE, *MANY, ("200", *MANY[0][1:4], "Helt nytt svar om vei")).encode()
    )
    assert GONE[4] not in set(heard(ran)[0]["text"])


def test_a_run_leaves_the_forgotten_out(ran, capsys):
    raw = (ran / "data" / "raw" / "svar.csv").read_bytes()
    assert forget(ran, GONE[2], "--slett", "--slett-rapporter") == 0
    (ran / "data" / "raw" / "svar.csv").write_bytes(raw)
    capsys.readouterr()
    assert main(["run", str(ran)]) == 0
    told = capsys.readouterr()
    assert "glemt etter krav om sletting" in told.err
    workbook = Path(told.out.strip())
    cells = [cell for sheet in openpyxl.load_workbook(workbook) for row in sheet.values for cell in row]
    assert GONE[4] not in cells and MANY[0][4] in cells


def test_all_responses_of_a_person_go_in_every_form(tmp_path):
    other = ("ID", "Starttidspunkt", "E-postadresse", "Hva bør vi gjøre med skolen i bygda?")
    rows = [
        (str(n), f"2026-06-0{n} 09:00", mail, f"Bygg om skolen, forslag nummer {n}")
        for n, mail in enumerate(
            ["en@epost.invalid", GONE[2].title(), "to@epost.invalid", "tre@epost.invalid"], start=1
        )
    ]
    folder = project(tmp_path, a__csv=table(HEADERS, *PEOPLE).encode(), b__csv=table(other, *rows).encode())
    assert forget(folder, "12", "--slett") == 0
    assert (folder / "data/raw/a.csv").read_bytes() == table(HEADERS, *PEOPLE[:1], *PEOPLE[2:]).encode()
    assert (folder / "data/raw/b.csv").read_bytes() == table(other, *rows[:1], *rows[2:]).encode()


def test_one_number_in_two_forms_is_not_chosen_by_guessing(tmp_path, capsys):
    head = ("ID", "Starttidspunkt", "Hva trenger du for å ha det godt her?")
    other = (*head[:2], "Hva er best med bygda?")
    first = [(str(n), f"2026-05-04 10:{n}", f"Jeg savner tilbud nummer {n} i bygda") for n in range(11, 15)]
    second = [(str(n), f"2026-06-04 10:{n}", f"Det beste er naboer og sted {n}") for n in range(11, 15)]
    folder = project(tmp_path, a__csv=table(head, *first).encode(), b__csv=table(other, *second).encode())
    before = snapshot(folder)
    assert forget(folder, "12", "--slett") == 1
    told = capsys.readouterr().err
    assert "a.csv, rad 3" in told and "b.csv, rad 3" in told and "--fil" in told and "nummer 12" not in told
    assert {name: content for name, content in snapshot(folder).items() if name != ".salt"} == before
    assert forget(folder, "12", "--fil", "b.csv", "--slett") == 0
    assert (folder / "data/raw/a.csv").read_bytes() == before["data/raw/a.csv"]
    assert (folder / "data/raw/b.csv").read_bytes() == table(other, *second[:1], *second[2:]).encode()
    assert forget(folder, "13", "--alle", "--slett") == 0
    assert len(heard(folder)[0]) == 5


def test_equal_answers_are_not_all_forgotten(tmp_path):
    """Two people may write the same, with nothing that tells them apart: one goes, one stays, also next time."""
    head = ("Alder", "Hva trenger du for å ha det godt her?")
    rows = [("30-44", "Mer lys langs veien til skolen"), ("45-60", "Buss om kvelden fra Tangen til sentrum")]
    content = table(head, rows[0], rows[1], rows[0], ("18-29", "Et sted å møtes for oss som er unge")).encode()
    beside = table(("Hva savner du?",), (rows[0][1],), ("Et sted for unge",), ("Flere busser om kvelden",)).encode()
    folder = project(tmp_path, svar__csv=content, annet__csv=beside)
    assert forget(folder, "svar.csv#2", "--slett") == 0
    assert (folder / "data" / "raw" / "annet.csv").read_bytes() == beside
    left = sorted(heard(folder)[0]["text"])
    assert left.count(rows[0][1]) == 2 and len(left) == 6
    (folder / "data" / "raw" / "svar.csv").write_bytes(content)
    assert sorted(heard(folder)[0]["text"]) == left
    folder = project(tmp_path / "n", notat__md=NOTES.encode())
    assert forget(folder, "notat.md#3", "--slett") == 0
    assert sorted(heard(folder)[0]["text"])[1:] == ["Mer lys i parken"]
    (folder / "data" / "raw" / "annet.md").write_text("# Bord 1\n\n- Mer lys i parken\n- Buss\n", encoding="utf-8")
    (folder / "data" / "raw" / "notat.md").write_bytes(NOTES.encode())
    assert sorted(heard(folder)[0]["text"])[-2:] == ["Mer lys i parken"] * 2


def test_a_number_that_only_counts_is_known_by_its_words(tmp_path):
    """Next round's form may have the same headers, and count from 1 again: its number 12 is somebody else."""
    head = ("ID", "Hva trenger du for å ha det godt her?")
    rows = [(str(n), f"Jeg savner tilbud nummer {n} i bygda") for n in range(11, 15)]
    folder = project(tmp_path, a__csv=table(head, *rows).encode())
    assert forget(folder, "12", "--slett") == 0
    raw = folder / "data" / "raw"
    (raw / "b.csv").write_bytes(
        table(head, *[(n, text.replace("tilbud", "noe helt annet,")) for n, text in rows]).encode()
    )
    assert len(heard(folder)[0]) == 7
    (raw / "b.csv").write_bytes(table(head, *rows).encode())
    assert rows[1][1] not in set(heard(folder)[0]["text"])


def test_a_person_whose_raw_data_are_deleted_is_found_in_the_tables(ran):
    person = next(row for row in tables(ran)["innspill.csv"] if row["text"] == PEOPLE[3][4] and not row["set_aside"])
    raw = {file.name: file.read_bytes() for file in (ran / "data" / "raw").iterdir()}
    for name in ("svar.csv", "skjema.xlsx"):
        (ran / "data" / "raw" / name).unlink()
    assert forget(ran, person["person_id"], "--slett") == 0
    assert person["person_id"] not in {row["person_id"] for row in tables(ran)["innspill.csv"]}
    for name, content in raw.items():
        (ran / "data" / "raw" / name).write_bytes(content)
    assert person["text"] not in set(heard(ran)[0]["text"])


def test_the_log_tells_kinds_and_counts_and_no_more(ran):
    ids = {row["innspill_id"] for row in tables(ran)["innspill.csv"]} | {
        row["person_id"] for row in tables(ran)["innspill.csv"] if row["person_id"]
    }
    assert forget(ran, GONE[2], "--slett") == 0
    rows = read_table(ran / "slettelogg.csv")
    assert {row["kommando"] for row in rows} == {"forget"}
    assert {row["hva"] for row in rows} == {"rådata (.csv)", "rådata (.xlsx)", "tabell i en kjøring"}
    log = (ran / "slettelogg.csv").read_text(encoding="utf-8-sig")
    assert not [word for word in (*GONE[2:], *ids, "svar.csv", "skjema") if word in log]
    lines = (ran / ".glemt").read_text(encoding="ascii")
    assert not [word for word in (*GONE[2:], *ids) if word in lines]
    if sys.platform != "win32":
        assert stat.S_IMODE((ran / ".glemt").stat().st_mode) == 0o600


STOP = """
import os, sys
sys.path.insert(0, {root!r})
replace, left = os.replace, {after}
def stop(*paths, **more):
    global left
    left -= 1
    if left < 0:
        {how}
    return replace(*paths, **more)
os.replace = stop
from insight.cli import main
sys.exit(main(["forget", {who!r}, {folder!r}, "--slett"]))
"""


HALFWAY = [
    (how, after) for how in ("os._exit(9)", "raise OSError(28, 'No space left on device')") for after in (0, 1, 4, 7)
]


@pytest.mark.parametrize(
    ("how", "after"),
    [HALFWAY[2], *(pytest.param(*case, marks=pytest.mark.slow) for case in HALFWAY if case != HALFWAY[2])],
)
def test_stopped_halfway_it_can_be_given_again(ran, tmp_path, how, after):
    whole = Path(shutil.copytree(ran, tmp_path / "q"))
    assert forget(whole, GONE[2], "--slett") == 0
    root = str(Path(__file__).parent.parent)
    code = STOP.format(root=root, after=after, how=how, who=GONE[2], folder=str(ran))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (1, 9), done.stderr
    assert "Traceback" not in done.stderr
    for file in ran.rglob("*.csv"):
        read_table(file)  # whatever was reached, is whole
    assert GONE[4] not in set(heard(ran)[0]["text"]) or after == 0
    assert forget(ran, GONE[2], "--slett") in (0, 1)
    skipped = ("slettelogg.csv",)
    ours, theirs = snapshot(ran), snapshot(whole)
    assert {name: ours[name] for name in ours if name not in skipped} == {
        name: theirs[name] for name in theirs if name not in skipped
    }


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_changes_nothing(ran):
    import resource

    before = snapshot(ran)
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r}); from insight.cli import main; " + (
        f"sys.exit(main(['forget', {GONE[2]!r}, {str(ran)!r}, '--slett']))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-B", "-c", code],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1 and "Ingenting er endret" in done.stderr, done.stderr
    assert snapshot(ran) == before


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_changes_nothing(ran):
    before = snapshot(ran)
    (ran / "data" / "raw").chmod(0o500)
    try:
        assert forget(ran, GONE[2], "--slett") == 1
    finally:
        (ran / "data" / "raw").chmod(0o700)
    assert snapshot(ran) == before


def test_a_broken_file_hinders_nobody(tmp_path, capsys):
    folder = project(tmp_path, svar__csv=table(HEADERS, *PEOPLE).encode(), oedelagt__xlsx=b"PK\x03\x04 ikke mer")
    assert forget(folder, "12", "--slett") == 0
    assert "oedelagt.xlsx" in capsys.readouterr().out
    assert not holds((folder / "data" / "raw" / "svar.csv").read_bytes(), *GONE[2:])


def test_links_are_cut_where_they_lead(tmp_path):
    folder = project(tmp_path, svar__csv=table(HEADERS, *PEOPLE).encode())
    try:
        (folder / "data" / "raw" / "lenke.csv").symlink_to("svar.csv")
    except OSError:
        pytest.skip("this system makes no links")
    assert forget(folder, "svar.csv#3", "--slett") == 0
    assert (folder / "data" / "raw" / "lenke.csv").is_symlink()
    assert not holds((folder / "data" / "raw" / "lenke.csv").read_bytes(), *GONE[2:])


def test_drafts_of_runs_that_were_stopped_go_as_well(ran):
    draft = ran / "data" / "processed" / ".kladd-runde-1-0000-1"
    draft.mkdir()
    (draft / "stor-b.html").write_text(GONE[4], encoding="utf-8")
    assert forget(ran, GONE[2], "--slett", "--slett-rapporter") == 0
    for file in ran.rglob("*"):
        if file.is_file():
            assert not any(GONE[4].encode() in part for part in every_part(file.read_bytes())), file


def test_the_next_run_has_settings_and_accounts_in_order(ran):
    assert forget(ran, "notat.md#4", "--slett", "--slett-rapporter") == 0
    assert main(["run", str(ran)]) == 0
    accounts = [json.loads(file.read_text(encoding="utf-8")) for file in ran.glob("data/processed/*/run.json")]
    assert len(accounts) == 2


def test_review_lists_lose_the_persons_rows_and_keep_the_others(ran):
    """In the run's folder, and where somebody has written decisions in a copy of it."""
    mine = next(row for row in tables(ran)["innspill.csv"] if row["text"] == GONE[4] and not row["set_aside"])

    def write(file):
        book = openpyxl.Workbook()
        book.active.title = "Følsomme utsagn"
        for row in (
            ["Sak", "Utsagn", "Grunn", "Ordene", "Beslutning", "Bestemt av"],
            ["saaaaaaaaaaaa", f"{mine['innspill_id']}#1", "sjelden rolle", GONE[4], "godkjent", "Saksbehandler"],
            [
                "sbbbbbbbbbbbb",
                "0123456789ab#1",
                "sjelden rolle",
                "Noe en annen har sagt",
                "hold tilbake",
                "Saksbehandler",
            ],
        ):
            book.active.append(row)
        book.create_sheet("Les meg").append(["Skriv godkjent"])
        book.save(file)
        return file

    ours = write(next(ran.glob("data/processed/*/run.json")).parent / "gjennomsyn-runde-1.xlsx")
    theirs = write(ran / "gjennomsyn.xlsx")
    with (ran / "prosjekt.toml").open("a", encoding="utf-8") as settings:
        settings.write('[beslutninger]\ngjennomsyn = "gjennomsyn.xlsx"\n')
    assert forget(ran, "svar.csv#3", "--slett") == 0
    for file in (ours, theirs):
        assert not holds(file.read_bytes(), GONE[4], mine["innspill_id"])
        rows = [row for row in openpyxl.load_workbook(file)["Følsomme utsagn"].values if any(row)]
        assert [row[0] for row in rows] == ["Sak", "sbbbbbbbbbbbb"]
