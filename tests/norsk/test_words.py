"""Words against the held-out lists, which no rule or word list may be mended after: so the faults are not shown."""

import pytest

from benchmarks.words import (
    HELD_OUT_COMPOUNDS,
    HELD_OUT_LEMMAS,
    measure_compounds,
    measure_lemmas,
    read_compounds,
    read_lemmas,
)


def test_compound_boundaries_agree_with_the_held_out_list():
    precision, recall, _ = measure_compounds(HELD_OUT_COMPOUNDS)
    assert precision >= 0.9
    assert recall >= 0.75


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_lemmas_agree_with_the_held_out_list(language):
    accuracy, _ = measure_lemmas(language, HELD_OUT_LEMMAS)
    assert accuracy >= 0.95


def test_the_held_out_lists_hold_nothing_of_the_read_ones():
    assert not _words(read_compounds()) & _words(read_compounds(HELD_OUT_COMPOUNDS))
    assert not _forms(read_lemmas()) & _forms(read_lemmas(HELD_OUT_LEMMAS))


def _words(lines):
    return {line.replace("|", "") for line in lines}


def _forms(rows):
    return {(row["form"], row["maalform"]) for row in rows}
