"""A run's folder is whole or not there; tables come back as they were."""

import stat
import sys

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insight.archive import (
    draft_run,
    fingerprint,
    read_forgotten,
    read_salt,
    read_table,
    write_forgotten,
    write_table,
)
from insight.errors import InsightError, ReadError
from insight.tables import INNSPILL
from tests.tables import make_innspill


def test_a_run_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError), draft_run(tmp_path, "runde-1") as draft:
        (draft / "halv.txt").write_text("halv", encoding="utf-8")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_there_only_when_it_is_whole(tmp_path):
    with draft_run(tmp_path, "runde-1") as draft:
        (draft / "a.txt").write_text("a", encoding="utf-8")
        assert not (tmp_path / "runde-1").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["runde-1"]


def test_the_same_run_is_left_untouched_and_another_replaces_it(tmp_path):
    def write(text):
        with draft_run(tmp_path, "runde-1") as draft:
            (draft / "a.txt").write_text(text, encoding="utf-8")
        return (tmp_path / "runde-1" / "a.txt").stat().st_ino

    first = write("en")
    assert write("en") == first
    write("to")
    assert (tmp_path / "runde-1" / "a.txt").read_text(encoding="utf-8") == "to"
    assert [path.name for path in tmp_path.iterdir()] == ["runde-1"]


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(InsightError, match="kan ikke skrive her"), draft_run(tmp_path / "fil", "runde-1"):
        pass


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))
        | st.sampled_from(["=1+1", "'a", "-", "@x", 'a;"b"\nc'])
    )
)
def test_tables_come_back_as_they_were(tmp_path, texts):
    innspill = make_innspill(texts)
    write_table(innspill, tmp_path / "innspill.csv")
    pd.testing.assert_frame_equal(read_table(tmp_path / "innspill.csv", INNSPILL), innspill)


def test_no_cell_of_a_table_is_a_formula(tmp_path):
    write_table(make_innspill(["=1+1", "+47", "-lys", "@alle"]), tmp_path / "innspill.csv")
    cells = (tmp_path / "innspill.csv").read_text(encoding="utf-8-sig").replace("\n", ";").split(";")
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "+", "-", "@"))]


def test_what_is_no_table_is_refused(tmp_path):
    with pytest.raises(ReadError):
        read_table(tmp_path / "borte.csv", INNSPILL)


def test_the_salt_is_made_once_and_kept_to_its_owner(tmp_path):
    salt = read_salt(tmp_path)
    assert len(salt) == 32
    assert read_salt(tmp_path) == salt
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / ".salt").stat().st_mode) == 0o600


def test_the_fingerprint_tells_settings_apart():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1}) != fingerprint({"a": 2, "b": 2})


@pytest.mark.parametrize("content", [b"", b"\n", b"kort\n", b"\xff\xfe\x00" * 12])
def test_a_salt_that_is_cut_is_told_and_not_made_anew(tmp_path, content):
    (tmp_path / ".salt").write_bytes(content)
    with pytest.raises(InsightError, match="sikkerhetskopi"):
        read_salt(tmp_path)
    assert (tmp_path / ".salt").read_bytes() == content


def test_no_new_salt_is_made_while_somebody_is_forgotten_under_the_old_one(tmp_path):
    (tmp_path / ".glemt").write_text("svar 0123456789ab\n", encoding="ascii")
    with pytest.raises(InsightError, match=r"saltet er borte, men \.glemt finnes"):
        read_salt(tmp_path)
    assert not (tmp_path / ".salt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the folder's rights decide on Windows")
@pytest.mark.parametrize(
    ("name", "content", "read"),
    [(".salt", "0" * 32, read_salt), (".glemt", "svar 0123456789ab\nfil 0123456789ab ba9876543210\n", read_forgotten)],
)
def test_secrets_that_others_can_read_are_tightened_and_it_is_told(tmp_path, caplog, name, content, read):
    (tmp_path / name).write_text(content, encoding="ascii")
    (tmp_path / name).chmod(0o644)
    with caplog.at_level("WARNING", logger="insight"):
        read(tmp_path)
        read(tmp_path)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert len(caplog.messages) == 1 and "det er rettet" in caplog.text and content not in caplog.text


def test_the_list_of_the_forgotten_comes_back_as_it_was(tmp_path):
    assert read_forgotten(tmp_path) == (frozenset(), frozenset())
    marks, cut = {"0123456789ab", "aaaaaaaaaaaa"}, {("0123456789ab", "bbbbbbbbbbbb")}
    (tmp_path / ".glemt").write_bytes(write_forgotten(marks, cut))
    assert read_forgotten(tmp_path) == (marks, cut)
    (tmp_path / ".glemt").write_bytes(b"svar 0123\n")
    with pytest.raises(InsightError, match="sikkerhetskopi"):
        read_forgotten(tmp_path)
