"""Bad folders: links, pipes, names and copies."""

import os
import sys
import unicodedata

import pytest

from insight.errors import ReadError
from insight.innspill import read_innspill
from tests.innspill.hostile import GOOD, TABLE, WORDS, Case, assert_survived, parameters


def link(name, target):
    def lay(folder):
        (folder / name).symlink_to(target)

    return lay


def outside(folder):
    beyond = folder.parent / f"{folder.name}-utenfor"
    beyond.mkdir()
    (beyond / "hemmelig.csv").write_text(TABLE, encoding="utf-8")
    (folder / "ut.csv").symlink_to(beyond / "hemmelig.csv")


def round_in_circles(folder):
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")


def link_to_itself(folder):
    (folder / "under").mkdir()
    (folder / "under" / "opp").symlink_to(folder)


def strange_bytes(folder):
    (folder / os.fsdecode(b"sv\xff\xfer.csv")).write_text(TABLE, encoding="utf-8")


def deep(folder):
    path = folder
    for number in range(30):
        path = path / f"m{number}"
    path.mkdir(parents=True)
    (path / "svar.csv").write_text(TABLE, encoding="utf-8")


def too_deep(folder):
    path = folder
    for _ in range(60):
        path = path / "m"
    path.mkdir(parents=True)


def composed_both_ways(folder):
    (folder / "spo\u0308rja\u030a.csv").write_text(TABLE, encoding="utf-8")
    (folder / "sp\u00f6rj\u00e5.csv").write_text(
        TABLE.replace("1", "2").replace("Trygg", "Asfaltert"), encoding="utf-8"
    )


def two_cases(folder):
    (folder / "svar.csv").write_text(TABLE, encoding="utf-8")
    (folder / "SVAR.csv").write_text(TABLE.replace("1", "2").replace("Trygg", "Asfaltert"), encoding="utf-8")


AGAIN = ("Asfaltert" + WORDS[0].removeprefix("Trygg"), *WORDS)
OUT = ("er en lenke ut av mappen",)
FOLDERS = {
    "a folder called .csv": Case(lay=lambda folder: (folder / "svar.csv").mkdir()),
    "a folder called .csv with a file": Case({"svar.csv/ekte.csv": TABLE}, heard=WORDS, source="svar.csv/ekte.csv"),
    "a name composed otherwise": Case(
        {unicodedata.normalize("NFD", "spørjå.csv"): TABLE}, heard=WORDS, source="spørjå.csv"
    ),
    "an empty folder beside": Case(lay=lambda folder: (folder / "tom").mkdir()),
    "thirty folders deep": Case(lay=deep, heard=WORDS, source="/".join(f"m{n}" for n in range(30)) + "/svar.csv"),
    "a file left out by a path upwards": Case(
        {"svar.csv": TABLE}, heard=WORDS, source="svar.csv", settings={"leave_out": ["../svar.csv", ".."]}
    ),
    "a file left out by nothing": Case(
        {"svar.csv": TABLE}, heard=WORDS, source="svar.csv", settings={"leave_out": ["", "/", "[", "]["]}
    ),
    "a lock file": Case({"~$svar.xlsx": b"\0" * 165}),
    "a kind that is not read": Case({"bilde.png": b"\x89PNG"}, source="bilde.png", note=("filtypen leses ikke",)),
    "a name without an ending": Case({"svar": TABLE}, source="svar", note=("filtypen leses ikke",)),
    "an ending in capitals": Case({"SVAR.CSV": TABLE}, heard=WORDS, source="SVAR.CSV"),
    "a file twice": Case(
        {"svar.csv": TABLE, "kopi.csv": TABLE}, heard=WORDS, source="svar.csv", note=("samme innhold som kopi.csv",)
    ),
    "decisions that are broken": Case({"beslutninger.xlsx": b"PK\x03\x04"}),
    "five hundred files": Case(
        {f"m/{n}.csv": f"nr;Hva trenger du?\n{n};Ønske nummer {n} fra oss\n" for n in range(500)},
        heard=tuple(f"Ønske nummer {n} fra oss" for n in range(500)),
        source="m/0.csv",
        slow=True,
    ),
}

POSIX = {
    "a link out of the folder": Case(lay=outside, source="ut.csv", note=OUT),
    "a link to a device": Case(lay=link("evig.csv", "/dev/zero"), source="evig.csv", note=OUT),
    "a link to passwords": Case(lay=link("svar.csv", "/etc/passwd"), source="svar.csv", note=OUT),
    "a link to nowhere": Case(
        lay=link("borte.csv", "finnes-ikke.csv"), source="borte.csv", note=("ikke fører noe sted",)
    ),
    "links in a circle": Case(lay=round_in_circles, source="a.csv", note=("ikke fører noe sted",)),
    "a link to the folder itself": Case(lay=link_to_itself, source="under/opp", note=("lenke til en mappe",)),
    "a link to a file beside it": Case(
        lay=link("igjen.csv", GOOD), source="igjen.csv", note=("samme innhold som god.csv",)
    ),
    "a pipe": Case(lay=lambda folder: os.mkfifo(folder / "roer.csv"), source="roer.csv", note=("ikke en vanlig fil",)),
    "a name that is no text": Case(lay=strange_bytes, source="sv\\udcff\\udcfer.csv", heard=WORDS),
    "a name that turns the direction": Case({"sv\u202eslx.csv": TABLE}, heard=WORDS, source="sv\\u202eslx.csv"),
    "a name with a line break": Case({"sv\nar.csv": TABLE}, heard=WORDS, source="sv\\nar.csv"),
    "a name with parts": Case({"a | b; c.csv": TABLE}, heard=WORDS, source="a | b; c.csv"),
    "names composed both ways": Case(lay=composed_both_ways, heard=AGAIN, only=False, source="sp\u00f6rj\u00e5.csv"),
    "names that differ in case": Case(lay=two_cases, heard=AGAIN, only=False, source="svar.csv"),
}
"""What not every system has: links, pipes, and names of any bytes."""


@pytest.mark.parametrize("case", parameters(FOLDERS))
def test_a_bad_folder_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other names and links")
@pytest.mark.parametrize("case", parameters(POSIX))
def test_what_is_no_plain_file_is_told(case, tmp_path):
    assert_survived(case, tmp_path)


def test_too_many_folders_in_each_other_are_a_fault(tmp_path):
    too_deep(tmp_path)
    with pytest.raises(ReadError, match="mapper i hverandre"):
        read_innspill(tmp_path)
