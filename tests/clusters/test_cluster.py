"""Needs about the same thing meet in one theme."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

from insight.behov import find_behov as find_behov_by
from insight.behov.rules import recognize_by_rules
from insight.clusters import choose_themes, cluster_behov
from insight.clusters.choose_k import choose_k, list_candidates
from insight.clusters.cooccurrence import to_unit
from insight.clusters.features import read_statements
from insight.clusters.kmeans import find_centres, find_nearest
from insight.clusters.stability import measure_stability
from tests.tables import make_innspill

find_behov = partial(find_behov_by, recognize=recognize_by_rules)  # kinds that stay when the model learns more
BUS = [
    "Bussen går for sjelden",
    "Jeg rekker ikke bussen hjem",
    "Ingen buss om kvelden, jeg får ikke dra",
    "Kommer meg ikke på bussen",
]
ICE = [
    "Veien er isete og glatt",
    "Jeg er redd for å falle på glatt is",
    "Glatt vei hver morgen",
    "Tør ikke gå på glatt is",
]
ALONE = ["Jeg er ensom om kvelden", "Ensom og ingen å snakke med", "Føler meg ensom hver dag", "Har ingen å snakke med"]


@pytest.fixture(scope="module")
def behov():
    texts = [f"{text} {word}" for text in BUS + ICE + ALONE for word in ("nå", "igjen", "alltid")]
    extra = ["Sett opp flere busser", "Takk for alt", "Bussen er full. Kjøp en ny buss", "Flygel og notestativ nå"]
    return find_behov(make_innspill(texts + extra))


def test_themes_hold_what_belongs_together(behov):
    placed, clusters = cluster_behov(behov, n_clusters=3, fewest=10)
    theme = placed.set_index("quote")["cluster_id"]
    for group in (BUS, ICE, ALONE):
        assert theme[[quote for quote in theme.index if quote.removesuffix(" nå") in group]].nunique() == 1
    assert clusters["n_statements"].is_monotonic_decreasing
    assert clusters["cluster_id"].tolist() == [1, 2, 3]


def test_a_measure_follows_its_own_answer_then_the_nearest_theme(behov):
    placed, _ = cluster_behov(behov, n_clusters=3, fewest=10)
    theme = placed.set_index("quote")["cluster_id"]
    assert theme["Sett opp flere busser"] == theme["Bussen går for sjelden nå"]
    assert theme["Kjøp en ny buss"] == theme["Bussen er full."]
    assert theme["Takk for alt"] == 0


def test_what_a_person_says_beside_it_places_a_statement_of_few_words():
    texts = [f"{text} {word}" for text in BUS + ICE for word in ("nå", "igjen", "alltid")]
    beside = [
        f"Det går ikke, jeg klarer det ikke lenger. {text}" for text in ("Glatt is på veien", "Bussen kommer ikke")
    ]
    placed, _ = cluster_behov(find_behov(make_innspill(texts + beside)), n_clusters=2, fewest=10)
    first = placed[placed["behov_id"].str.endswith("#1")].set_index("quote")["cluster_id"]
    same = placed[placed["quote"].str.startswith("Det går ikke")]
    assert len(same) == 2
    assert set(same["cluster_id"]) == {first["Bussen går for sjelden nå"], first["Veien er isete og glatt nå"]}


def test_what_shares_no_word_is_left_unplaced_not_forced(behov):
    placed, _ = cluster_behov(behov, n_clusters=3, fewest=10)
    lonely = placed[placed["cluster_id"] == 0]
    assert lonely["closeness"].isna().all()
    assert placed.loc[placed["cluster_id"] > 0, "closeness"].between(-1, 1).all()


def test_rows_and_ids_in_another_order_give_the_same_themes(behov):
    placed, clusters = cluster_behov(behov, n_clusters=3, fewest=10)
    shuffled, clusters_again = cluster_behov(behov.sample(frac=1, random_state=3), n_clusters=3, fewest=10)
    pd.testing.assert_frame_equal(placed, shuffled)
    pd.testing.assert_frame_equal(clusters, clusters_again)
    renamed = behov.assign(behov_id=[f"x{number:03}#1" for number in range(len(behov))][::-1])
    theirs, _ = cluster_behov(renamed, n_clusters=3, fewest=10)
    ours = placed.set_index("behov_id")["cluster_id"]
    assert theirs.set_index("behov_id")["cluster_id"][renamed["behov_id"]].tolist() == ours[behov["behov_id"]].tolist()


def test_too_few_needs_give_no_themes(behov):
    placed, clusters = cluster_behov(behov.head(20))
    assert clusters.empty
    assert (placed["cluster_id"] == 0).all()
    empty, none = cluster_behov(behov.head(0))
    assert empty.empty
    assert none.empty


def test_the_same_words_from_all_make_one_theme():
    behov = find_behov(make_innspill(["Jeg er redd for isen"] * 40))
    placed, clusters = cluster_behov(behov)
    assert clusters["n_statements"].tolist() == [40]
    assert np.allclose(placed["closeness"], 1)


def test_keywords_are_words_people_wrote(behov):
    _, clusters = cluster_behov(behov, n_clusters=3, fewest=10)
    words = set(clusters["keywords"].str.split(", ").explode())
    assert {"bussen", "glatt", "ensom"} <= words


@pytest.mark.parametrize(("needs", "least", "most"), [(30, 3, 7), (300, 6, 15), (1_000, 9, 20), (100_000, 20, 20)])
def test_candidates_grow_slowly_and_stop_at_twenty(needs, least, most):
    candidates = list_candidates(needs)
    assert (candidates[0], candidates[-1]) == (least, most)


def test_the_number_of_themes_is_found_where_there_is_one():
    draw = np.random.default_rng(1)
    middles = to_unit(draw.normal(size=(9, 40)))
    rows = to_unit(np.repeat(middles, 40, axis=0) + 0.08 * draw.normal(size=(360, 40)))
    choice = choose_k(rows, seed=1)
    assert choice.n_clusters == 9
    assert choice.curve.set_index("n_clusters")["gap"].idxmax() == 9
    assert "Prøvde fra 6 til 16 temaer" in choice.reason
    assert choice.curve["n_clusters"].tolist() == list(range(6, 17))
    assert " · 9: 0," in choice.tell_curve()


def test_a_theme_that_comes_back_is_solid_and_one_that_does_not_is_unsure():
    draw = np.random.default_rng(1)
    tight = to_unit(np.array([1.0] + [0.0] * 29) + 0.02 * draw.normal(size=(60, 30)))
    loose = to_unit(draw.normal(size=(120, 30)))
    rows = np.vstack([tight, loose])
    themes = find_nearest(rows, find_centres(rows, 5, seed=1))
    agreement = measure_stability(rows, themes, seed=1)
    assert agreement[themes[0]] > 0.9
    assert np.mean([value for theme, value in agreement.items() if theme != themes[0]]) < 0.6


def test_two_maalformer_meet_in_one_theme():
    pairs = [
        ("Jeg kommer meg ikke på skolen", "Eg kjem meg ikkje på skulen"),
        ("Veien hjem er glatt", "Vegen heim er glatt"),
    ]
    behov = find_behov(make_innspill([text for pair in pairs for text in pair] * 6))
    behov["language"] = ["nb", "nn"] * (len(behov) // 2)
    placed, _ = cluster_behov(behov, n_clusters=2, fewest=5)
    theme = placed.drop_duplicates("quote").set_index("quote")["cluster_id"]
    for bokmaal, nynorsk in pairs:
        assert theme[bokmaal] == theme[nynorsk]


def test_a_large_theme_is_parted(behov):
    placed, clusters = cluster_behov(behov, n_clusters=1, fewest=10)
    assert len(behov[behov["kind"] == "behov"]) < 40
    assert clusters["subthemes"].tolist() == [""]
    more = find_behov(make_innspill([text for text in BUS + ICE + ALONE for _ in range(10)]))
    placed, parted = cluster_behov(more, n_clusters=2, fewest=10)
    largest = parted.iloc[0]
    assert largest["subthemes"].count("(") >= 2
    parts = placed.loc[(placed["cluster_id"] == 1) & (placed["kind"] == "behov"), "subtheme"].value_counts()
    assert parts.index[0] == 1
    assert parts.sum() == largest["n_statements"]


def test_needs_without_a_word_give_no_themes():
    signs = find_behov(make_innspill([f"Jeg trenger hjelp {number}" for number in range(40)]))
    signs = signs.assign(quote="!!! 😀", kind="behov")
    placed, clusters = cluster_behov(signs)
    assert clusters.empty
    assert (placed["cluster_id"] == 0).all()
    assert choose_themes(signs) is None


def test_a_slip_of_the_keyboard_meets_the_word_it_stands_for():
    rows = pd.DataFrame({"quote": ["Mer brøyting", "Mer brøytnig", "Flere lyktestolper"], "language": "nb"})
    right, slip, other = read_statements(rows)
    assert right.keys == slip.keys != other.keys
    assert slip.text == "Mer brøytnig"


def test_another_language_is_placed_by_its_own_words_alone():
    rows = pd.DataFrame({"quote": ["Més carrils bici segurs per anar a l'escola", "Bussen går for sjelden om kvelden"]})
    statements = read_statements(rows.assign(language=["annet", "nb"]))
    assert "legge" not in statements[0].keys
    assert "carrils" in statements[0].keys
