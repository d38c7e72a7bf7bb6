"""The declared tables: all faults at once, and a document that is true."""

from pathlib import Path

import pandas as pd
import pytest

from insight.errors import TableError
from insight.tables import BEHOV, INNSPILL, TABLES, check, describe, empty, finish
from tests.tables import make_innspill

ROOT = Path(__file__).parent.parent


def test_every_fault_is_named_at_once():
    rows = make_innspill(["a", "b"]).drop(columns="question")
    rows = rows.assign(channel=["undersøkelse", "brevdue"], ekstra=1, source="", row=1.5)
    rows["innspill_id"] = "samme"
    with pytest.raises(TableError) as fault:
        check(rows, INNSPILL)
    assert len(fault.value.faults) == 6
    for part in (
        "«question» mangler",
        "«ekstra» er ikke kjent",
        "brevdue",
        "tom på 2 rader",
        "heltall",
        "«samme» står på flere rader",
    ):
        assert part in str(fault.value)


def test_finish_fills_text_sorts_by_key_and_leaves_the_callers_table_alone():
    rows = make_innspill(["a", "b"]).iloc[::-1]
    rows["rolle"] = pd.Series([None, None], index=rows.index, dtype="object")
    finished = finish(rows, INNSPILL)
    assert finished["innspill_id"].tolist() == ["i0000", "i0001"]
    assert finished["rolle"].tolist() == ["", ""]
    assert rows["rolle"].isna().all()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_keeps_its_promise(table):
    check(empty(table), table)
    assert finish(pd.DataFrame(), table).equals(empty(table))


def test_the_ids_chain_every_table_to_the_one_before():
    assert "innspill_id" in BEHOV.names
    assert {"source", "row"} <= set(INNSPILL.names)


def test_kolonner_is_what_the_tables_say():
    assert (ROOT / "docs" / "kolonner.md").read_text(encoding="utf-8") == describe()
