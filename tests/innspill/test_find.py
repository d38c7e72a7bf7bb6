"""Which files are found, and how they are opened: never out of the folder, never a device, never half written."""

import os
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest

from insight.errors import ReadError
from insight.innspill import find
from insight.innspill.find import find_passed_over, find_sources, is_named, read_file, show_name

only_posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and such names need POSIX")


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("id;Svar\n", encoding="utf-8")


@only_posix
def test_links_are_followed_only_to_ordinary_files_within_the_folder(tmp_path):
    write(tmp_path, "ute/hemmelig.csv", "inne/svar.csv", "inne/under/mer.csv")
    folder = tmp_path / "inne"
    links = {
        "ut.csv": tmp_path / "ute/hemmelig.csv", "utmappe": tmp_path / "ute", "runde": folder,
        "borte.csv": folder / "x",
        "sløyfe.csv": folder / "sløyfe.csv", "enhet.csv": Path("/dev/zero"),
        "under/opp": Path(".."), "lenke.csv": folder / "svar.csv",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    assert list(find_sources(folder, ())) == ["lenke.csv", "svar.csv", "under/mer.csv"]
    passed = find_passed_over(folder, ())
    assert list(passed) == ["borte.csv", "enhet.csv", "runde", "sløyfe.csv", "under/opp", "ut.csv", "utmappe"]
    assert all("ikke fulgt" in reason for reason in passed.values())
    assert "ut av mappen" in passed["ut.csv"] and "ikke fører noe sted" in passed["sløyfe.csv"]


@only_posix
def test_pipes_and_devices_are_told_and_never_waited_for(tmp_path):
    write(tmp_path, "svar.csv")
    os.mkfifo(tmp_path / "rør.csv")
    assert list(find_sources(tmp_path, ())) == ["svar.csv"]
    assert find_passed_over(tmp_path, ()) == {"rør.csv": "er ikke en vanlig fil, og er ikke åpnet"}
    for path in (tmp_path / "rør.csv", Path("/dev/zero")):
        with pytest.raises(ReadError, match="er ikke en vanlig fil"):
            read_file(path)
    with pytest.raises(ReadError, match="er verken en mappe eller en vanlig fil"):
        find_sources(tmp_path / "rør.csv", ())


def test_a_file_is_read_whole(tmp_path):
    content = bytes(range(256)) * 5000
    (tmp_path / "svar.csv").write_bytes(content)
    assert read_file(tmp_path / "svar.csv") == content


def test_a_file_that_grows_while_it_is_read_is_a_fault(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_bytes(b"x" * 1_000_000)
    stop = threading.Event()

    def grow():
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"y")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        with pytest.raises(ReadError, match=r"mappe/svar\.csv: filen skrives fortsatt") as caught:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                read_file(path, "mappe/svar.csv")
                time.sleep(0.001)  # the writer, too, must have its turn
        assert "prøv igjen" in str(caught.value)
    finally:
        stop.set()
        writer.join()


@only_posix
def test_a_file_beyond_the_limit_is_refused_with_the_cure_and_not_read(tmp_path):
    path = tmp_path / "stor.csv"
    path.touch()
    os.truncate(path, find.MAX_BYTES + 1)
    with pytest.raises(
        ReadError, match=r"stor\.csv: filen er på 500 MB; grensen er 500 MB\. Hent eksporten i flere deler"
    ):
        read_file(path)


def test_what_cannot_be_opened_says_why(tmp_path):
    with pytest.raises(ReadError, match=r"borte\.csv: kan ikke åpnes: den er flyttet eller slettet"):
        read_file(tmp_path / "borte.csv")
    with pytest.raises(ReadError, match="kan ikke åpnes: navnet eller stien er for lang"):
        read_file(tmp_path / ("x" * 5000))
    for path in (tmp_path / "borte", Path("a\0b")):
        with pytest.raises(ReadError, match="finnes ikke"):
            find_sources(path, ())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_faults(tmp_path):
    write(tmp_path, "svar.csv", "låst/svar.csv")
    (tmp_path / "svar.csv").chmod(0)
    (tmp_path / "låst").chmod(0)
    try:
        with pytest.raises(ReadError, match="du har ikke lov til å lese den"):
            read_file(tmp_path / "svar.csv")
        with pytest.raises(ReadError, match="låst/: mappen kan ikke åpnes"):
            find_sources(tmp_path, ())
        assert list(find_sources(tmp_path, ["låst"])) == ["svar.csv"]
    finally:
        (tmp_path / "låst").chmod(0o700)


@only_posix
def test_folders_nested_beyond_reason_are_a_fault_and_no_crash(tmp_path):
    write(tmp_path, "/".join("abcd" * 10) + "/svar.csv")
    assert len(find_sources(tmp_path, ())) == 1
    write(tmp_path, "/".join("abcd" * 11) + "/svar.csv")
    with pytest.raises(ReadError, match="mer enn 40 mapper i hverandre"):
        find_sources(tmp_path, ())
    assert find_sources(tmp_path, ["a"]) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems compose or refuse such names")
def test_names_are_composed_shown_safely_and_never_fall_together(tmp_path):
    composed = "spørsmål på åsen.csv"
    names = [composed, unicodedata.normalize("NFD", composed), "snu\u202evsc.csv", "ny\nlinje\x1b[31m.csv"]
    for name in names:
        write(tmp_path, name)
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/sp\xf8rsm\xe5l.csv"))).write_text("id;Svar\n", encoding="utf-8")
    found = find_sources(tmp_path, ())
    assert len(found) == 5 and all(file.is_file() for file in found.values())
    assert {composed, composed.replace(".csv", " (2).csv"), "snu\\u202evsc.csv", "ny\\nlinje\\x1b[31m.csv"} < set(found)
    assert all(source.isprintable() and source.encode() for source in found)
    assert len(find_sources(tmp_path, [unicodedata.normalize("NFD", composed), "ny*"])) == 2


@pytest.mark.parametrize(
    ("source", "name", "named"),
    [
        ("under/svar.csv", "svar.csv", True), ("under/svar.csv", "under\\svar.csv", True),
        ("under/svar.csv", "./under/", True), ("under/svar.csv", "UNDER", False), ("svar.csv", "../svar.csv", False),
        ("svar.csv", "/svar.csv", False), ("svar [1].csv", "svar [1].csv", True), ("svar.csv", "*.csv", True),
        ("a/b/c.csv", "a/b", True), ("a/b/c.csv", "..", False), ("svar.csv", "", False), ("svar.csv", "a\0b", False),
    ],
)  # fmt: skip
def test_names_in_the_project_mean_what_is_in_the_folder_and_nothing_outside(source, name, named):
    assert is_named(source, [name]) == named


def test_a_name_is_the_same_however_often_it_is_shown():
    for name in ("a\u030a\udcff\n\\x.csv", "Ærlig – «ja».csv"):
        assert show_name(show_name(name)) == show_name(name)
