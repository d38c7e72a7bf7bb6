"""The figures themselves, against scikit-learn and against what can be counted by hand."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from insight.evaluation import bootstrap, groups, kinds, masking, splits, themes
from insight.tables import KINDS


def draw(n, seed):
    random = np.random.default_rng(seed)
    right = random.choice(KINDS, n, p=[0.3, 0.25, 0.1, 0.15, 0.1, 0.1])
    found = np.where(random.random(n) < 0.7, right, random.choice(KINDS, n))
    return list(map(str, random.integers(0, n // 2, n))), list(right), list(found)


def test_kinds_agree_with_scikit_learn():
    answers, right, found = draw(400, 1)
    counts = kinds.count_confusion(answers, right, found)
    scores = kinds.score_kinds(counts)
    assert scores[kinds.MACRO_F1].value == pytest.approx(metrics.f1_score(right, found, average="macro"))
    assert scores[kinds.KAPPA].value == pytest.approx(metrics.cohen_kappa_score(right, found))
    assert scores[kinds.RIGHT].value == pytest.approx(metrics.accuracy_score(right, found))
    table = kinds.tabulate_confusion(counts).set_index("merket som")
    assert (
        table.loc[list(KINDS), list(KINDS)].to_numpy() == metrics.confusion_matrix(right, found, labels=KINDS)
    ).all()
    for score in scores.values():
        assert score.low < score.value < score.high


def test_behov_against_loesning_looks_only_at_those_two_and_any_other_kind_is_a_miss():
    right = ["behov", "behov", "løsning", "ros", "klage"]
    counts = kinds.count_confusion(list("abcde"), right, ["behov", "klage", "løsning", "behov", "løsning"])
    assert kinds.score_kinds(counts)[kinds.NEED_OR_MEASURE].value == pytest.approx((2 / 3 + 1) / 2)


def test_intervals_are_by_answer_and_the_same_whatever_the_row_order():
    answers, right, found = draw(300, 2)
    shuffled = np.random.default_rng(3).permutation(300)
    one = kinds.score_kinds(kinds.count_confusion(answers, right, found))
    pick = [[column[place] for place in shuffled] for column in (answers, right, found)]
    assert kinds.score_kinds(kinds.count_confusion(*pick)) == one
    copied = kinds.count_confusion(answers * 4, right * 4, found * 4)
    again = kinds.score_kinds(copied)[kinds.RIGHT]
    width, narrow = one[kinds.RIGHT], again
    assert again.value == one[kinds.RIGHT].value
    assert narrow.high - narrow.low == pytest.approx(width.high - width.low, rel=0.15)  # the same answers, not more


def test_intervals_are_those_of_a_plain_bootstrap():
    counts = np.random.default_rng(4).integers(0, 2, (200, 2))
    share = {"andel": lambda cells: bootstrap.divide(cells[..., 0], cells.sum(axis=-1))}
    told = bootstrap.estimate(counts, share)["andel"]
    random = np.random.default_rng(5)
    drawn = [counts[random.integers(0, 200, 200)].sum(axis=0) for _ in range(4000)]
    low, high = np.percentile([one[0] / one.sum() for one in drawn], [2.5, 97.5])
    assert (told.low, told.high) == pytest.approx((low, high), abs=0.015)


def test_a_hundred_thousand_statements_take_seconds():
    answers, right, found = draw(100_000, 6)
    began = time.perf_counter()
    kinds.score_kinds(kinds.count_confusion(answers, right, found))
    assert time.perf_counter() - began < 10


def test_one_answer_has_a_figure_and_no_interval_and_nothing_has_neither():
    one = kinds.score_kinds(kinds.count_confusion(["a"], ["ros"], ["ros"]))
    assert one[kinds.MACRO_F1].value == 1
    assert np.isnan(one[kinds.MACRO_F1].low)
    assert np.isnan(one[kinds.KAPPA].value)  # all of one kind: nothing to agree on beyond chance
    none = kinds.score_kinds(kinds.count_confusion([], [], []))
    assert all(np.isnan(score.value) for score in none.values())


@pytest.mark.parametrize("seed", range(5))
def test_themes_agree_with_scikit_learn(seed):
    random = np.random.default_rng(seed)
    right = [f"tema {n}" for n in random.integers(0, 5, 80)]
    found = [int(n) for n in random.integers(1, 7, 80)]
    assert themes.find_rand(right, found) == pytest.approx(metrics.adjusted_rand_score(right, found))
    assert themes.find_information(right, found) == pytest.approx(metrics.normalized_mutual_info_score(right, found))
    assert themes.find_rand(right, right) == pytest.approx(1)


def test_themes_of_one_need_or_one_theme():
    for right, found in ((["a"], [1]), (["a", "a"], [1, 1]), (["a", "b"], [1, 1]), (["a", "b"], [1, 2])):
        assert themes.find_rand(right, found) == metrics.adjusted_rand_score(right, found)
        assert themes.find_information(right, found) == pytest.approx(
            metrics.normalized_mutual_info_score(right, found)
        )


@pytest.mark.parametrize(
    ("text", "labelled", "found", "exact", "hit"),
    [
        ("Takk, men bygg fortau!", ["Takk", "bygg fortau!"], ["Takk,", "men bygg fortau!"], 1, 1),
        ("Takk, men bygg fortau!", ["Takk", "bygg fortau!"], ["Takk, men", "bygg fortau"], 1, 1),
        ("- Fortau\n- Lys", ["Fortau", "Lys"], ["- Fortau", "- Lys"], 1, 1),
        ("1. Fortau 2) Lys", ["Fortau", "Lys"], ["1. Fortau", "2) Lys"], 1, 1),
        ("Fortau og lys", ["Fortau og lys"], ["Fortau", "lys"], 0, 0),
        ("Fortau. Lys. Benk.", ["Fortau.", "Lys.", "Benk."], ["Fortau.", "Lys. Benk."], 0, 1),
        ("Fortau", ["Fortau"], ["Fortau"], 1, 0),
        ("-", ["-"], [], 1, 0),
        ("og", ["og"], ["og"], 1, 0),
    ],
)
def test_edges_and_joining_words_are_no_difference(text, labelled, found, exact, hit):
    def spans(parts):
        return [(text.index(part), text.index(part) + len(part)) for part in parts]

    told = splits.compare_splits(text, spans(labelled), spans(found))
    assert (told.exact, told.boundaries_hit) == (exact, hit)


@given(st.lists(st.sampled_from(["og ", "men ", "- ", "1. ", "vei", "lys ", "\n", "?", "å-", "[navn] "]), max_size=8))
def test_a_splitting_agrees_with_itself_whatever_stands_at_the_edges(parts):
    text = "".join(parts)
    ends = np.cumsum([0, *map(len, parts)]).tolist()
    spans = list(pairwise(ends))
    told = splits.compare_splits(text, spans, spans, ["ros"] * len(spans), ["ros"] * len(spans))
    assert told.exact == 1
    assert told.boundaries_hit == told.boundaries_found == told.boundaries_labelled
    assert told.both == told.statements_labelled
    for start, end in spans:
        core = splits.find_core(text, (start, end))
        assert core is None or start <= core[0] < core[1] <= end


def test_trimming_is_quick_on_hostile_text():
    for text in ("og " * 50_000, "-" * 200_000, "1. " * 50_000, "a" + " og" * 50_000, "men" * 50_000):
        began = time.perf_counter()
        splits.compare_splits(text, [(0, len(text))], [(0, len(text))])
        assert time.perf_counter() - began < 2


def test_split_and_kind_must_both_be_right():
    text = "Takk. Bygg!"
    told = splits.compare_splits(text, [(0, 5), (6, 11)], [(0, 5), (6, 11)], ["ros", "løsning"], ["ros", "behov"])
    assert (told.statements_hit, told.both) == (2, 1)


def test_groups_are_read_from_every_way_they_are_told():
    assert groups.read_groups("barn; unge") == {"barn", "unge"}
    assert groups.read_groups((("barn", "unge"), "ungene")) == {"barn", "unge"}
    assert groups.read_groups(("barn", "unge")) == {"barn", "unge"}
    assert groups.read_groups(((), "")) == groups.read_groups("") == groups.read_groups(None) == frozenset()


def test_groups_are_counted_one_by_one():
    right = [frozenset({"barn", "unge"}), frozenset(), frozenset({"eldre"})]
    found = [frozenset({"barn"}), frozenset({"eldre"}), frozenset({"eldre"})]
    counts = groups.count_groups(list("abc"), right, found, ["barn", "eldre", "unge"])
    assert groups.score_groups(counts)[groups.F1].value == pytest.approx(2 * 2 / (3 + 3))
    table = groups.tabulate_groups(counts, ["barn", "eldre", "unge"]).set_index("gruppe")
    assert list(table.loc["unge", ["merket", "funnet"]]) == [1, 0]


def test_a_mark_is_hidden_when_no_letter_of_it_is_left():
    text, marks = masking.read_marks("Ring <navn>Kari Moe</navn>, <telefon>12345678</telefon>, på <sted>Moen</sted>")
    assert text == "Ring Kari Moe, 12345678, på Moen"
    counts = masking.count_marks(text, marks, [(5, 9, "navn"), (15, 23, "adresse"), (28, 32, "navn")])
    table = masking.tabulate_masking(counts[None]).set_index("type")
    assert list(table["skjult helt"]) == [0, 1]
    scores = masking.score_masking(counts[None])
    assert scores[masking.HIDDEN].value == 0.5
    assert scores[masking.PRECISION].value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "marked", ["<navn>a", "a</navn>", "<navn>a</telefon>", "<navn><sted>a</sted></navn>", "<b>a</b>"]
)
def test_marks_that_do_not_add_up_are_refused(marked):
    with pytest.raises(ValueError):
        masking.read_marks(marked)


def test_signs_that_are_no_marks_are_text():
    assert masking.read_marks("3 < 5 > 2 og <3") == ("3 < 5 > 2 og <3", [])
