import stat
import sys

import numpy as np
import pandas as pd
import pytest

from insight.coding import LABELS, find_curve, find_key, join_labels, parse_labels
from insight.errors import InsightError, ReadError
from insight.own_labels import own_recognizer, read_labels, write_labels

HEAD = ["utsagn", "type", "koder"]


def make(*rows):
    return parse_labels([HEAD, *rows], "merkelapper.csv")


def test_labels_come_back_as_they_were_and_formulas_are_made_harmless(tmp_path):
    labels = make(["=1+1", "klage", "KK"], ["Gatelys; på «Moen»\nnå", "løsning", "koder 1; koder 2"])
    path = write_labels(labels, tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfutsagn;type;koder\r\n")
    assert b"\r\n'=1+1;klage" in path.read_bytes()
    pd.testing.assert_frame_equal(read_labels(tmp_path), labels)
    assert [file.name for file in tmp_path.iterdir()] == ["merkelapper.csv"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_file_there_are_no_labels_and_the_recognizer_is_that_of_the_package(tmp_path):
    from insight.behov.recognize import recognize

    assert read_labels(tmp_path).empty
    assert own_recognizer(tmp_path) is recognize


def test_a_file_that_cannot_be_written_is_one_clear_error_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "merkelapper.csv").mkdir()
    with pytest.raises(InsightError, match=r"merkelapper.csv: kan ikke skrives"):
        write_labels(make(["Gatelys", "løsning", ""]), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["merkelapper.csv"]


def test_all_faults_of_the_file_are_told_at_once():
    with pytest.raises(ReadError) as raised:
        make(["a", "behv", ""], ["", "ros", ""], ["b", "ros", ""], ["B.", "klage", ""], ["", "", ""])
    assert len(raised.value.faults) == 3
    assert "rad 2: ukjent slag «behv». Mente du «behov»?" in str(raised.value)
    assert "rad 3 har ingen ord" in str(raised.value)
    assert "rad 5 har et utsagn som er merket annerledes" in str(raised.value)
    with pytest.raises(ReadError, match="mangler kolonnen «type»"):
        parse_labels([["utsagn"]], "merkelapper.csv")
    with pytest.raises(ReadError, match="mangler kolonnen «utsagn»"):
        parse_labels([], "merkelapper.csv")


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "merkelapper.csv").write_bytes("utsagn;type\nfå lærere;løsning".encode("latin-1"))
    with pytest.raises(ReadError, match="CSV UTF-8"):
        read_labels(tmp_path)


def test_the_newer_label_wins_over_the_older_one_of_the_same_words():
    old = make(["Flere benker.", "løsning", "A"], ["Takk", "ros", "A"])
    both = join_labels(old, make([" flere  BENKER", "begge", "B"]))
    assert list(map(tuple, both[LABELS.names].to_numpy())) == [("Takk", "ros", "A"), ("flere  BENKER", "begge", "B")]


@pytest.mark.parametrize("other", ["GATELYS på moen", " Gatelys  på\nMoen. ", "Gatelys pa\u030a Moen..."])
def test_the_same_words_are_the_same_statement(other):
    assert find_key(other) == find_key("Gatelys på Moen")
    assert find_key("Gatelys på Moen?") != find_key("Gatelys på Moen")
    assert find_key("...") != find_key("")


def test_the_curve_tells_whether_more_labels_help():
    kinds = ["behov", "løsning"] * 100

    def learn_slowly(learnt, places):
        n_right = min(1.0, len(learnt) / 160)
        return [kinds[place] if place % 20 < 20 * n_right else "ros" for place in places]

    rising = find_curve(kinds, learn_slowly)
    assert [n for n, _ in rising.points] == [0, 80, 160]
    assert rising.points[-1][1] == 1
    assert "hjelper fortsatt" in rising.tell()
    flat = find_curve(kinds, lambda learnt, places: [kinds[place] for place in places])
    assert "ikke ut til å hjelpe mer" in flat.tell()


def test_the_curve_never_learns_from_what_it_foretells_and_needs_enough_labels():
    seen = []

    def foretell(learnt, places):
        seen.append(set(learnt) & set(places))
        return ["behov"] * len(places)

    assert find_curve(["behov"] * 45, foretell) is not None
    assert not any(seen)
    assert find_curve(["behov"] * 39, foretell) is None
    assert np.isfinite(find_curve(["behov"] * 45, foretell).high)
