"""The labelled statements: enough, varied, verbatim, and the frozen test part unlike what is learnt from."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import HashingVectorizer

import insight
from insight.norsk.wordlists import read_entries
from insight.tables import KINDS

GOLD = Path(insight.__file__).parent / "behov" / "gold"


def read(name):
    with (GOLD / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("name", ["trening", "proeve"])
def test_every_statement_stands_in_its_answer_with_a_kind_and_known_groups(name):
    groups = set(read_entries("aktoerer"))
    for row in read(name):
        start = int(row["start"])
        assert row["svar"][start : start + len(row["utsagn"])] == row["utsagn"], row["svar_id"]
        assert row["type"] in KINDS
        assert set(filter(None, row["hvem"].split("; "))) <= groups, row["svar_id"]


def test_there_is_enough_of_every_kind_and_written_language():
    rows = read("trening") + read("proeve")
    assert len(rows) >= 1500
    assert min(Counter(row["type"] for row in rows).values()) >= 150
    languages = Counter(row["målform"] for row in rows)
    assert languages["nn"] + languages["dialekt"] >= len(rows) / 4
    assert sum(bool(row["merker"]) for row in rows) >= 150


def test_no_statement_learnt_from_is_like_one_of_the_test_part():
    bits = HashingVectorizer(analyzer="char_wb", ngram_range=(4, 5), alternate_sign=False)
    learnt = bits.transform([row["utsagn"].casefold() for row in read("trening")])
    kept = bits.transform([row["utsagn"].casefold() for row in read("proeve")])
    assert (kept @ learnt.T).max() <= 0.7
