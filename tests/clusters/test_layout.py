"""The picture of the themes: like words lie near one another, and the same answers give the same picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from insight.clusters import lay_out_themes
from insight.tables import BEHOV, CLUSTERS, Behov, Clusters
from tests.tables import fill

THEMES = {
    1: ["Bussen går for sjelden", "Jeg rekker ikke bussen hjem", "Ingen buss om kvelden"],
    2: ["Bussen er full om morgenen", "Buss og tog passer ikke sammen", "Bussen hjem kommer for sent"],
    3: ["Jeg er ensom om kvelden", "Har ingen å snakke med", "Føler meg ensom og alene"],
    4: ["Jeg er alene hele dagen", "Ensom uten noen å snakke med", "Savner noen å snakke med"],
}


def make_tables(themes: dict[int, list[str]]) -> tuple[Behov, Clusters]:
    said = [(theme, text) for theme, texts in themes.items() for text in texts]
    behov = pd.DataFrame(
        {
            "behov_id": [f"i{n}#1" for n in range(len(said))],
            "innspill_id": [f"i{n}" for n in range(len(said))],
            "quote": [text for _, text in said],
            "kind": "behov",
            "sure": "sikker",
            "language": "nb",
            "cluster_id": [theme for theme, _ in said],
            "closeness": 0.5,
        }
    )
    clusters = pd.DataFrame(
        {"cluster_id": list(themes), "anchor": "i0#1", "n_statements": 3, "stability": "solid", "agreement": 1.0}
    )
    return fill(behov, BEHOV), fill(clusters, CLUSTERS)


def place(themes: dict[int, list[str]]) -> dict[int, np.ndarray]:
    laid = lay_out_themes(*make_tables(themes))
    return {row.cluster_id: np.array([row.x, row.y]) for row in laid.itertuples()}


def measure(places: dict[int, np.ndarray], one: int, other: int) -> float:
    return float(np.linalg.norm(places[one] - places[other]))


def test_themes_with_like_words_lie_near_one_another() -> None:
    places = place(THEMES)
    across = [measure(places, one, other) for one in (1, 2) for other in (3, 4)]
    assert max(measure(places, 1, 2), measure(places, 3, 4)) < min(across)


def test_one_row_a_theme_within_the_square() -> None:
    laid = lay_out_themes(*make_tables(THEMES))
    assert laid["cluster_id"].tolist() == [1, 2, 3, 4]
    assert laid[["x", "y"]].min().min() >= 0
    assert laid[["x", "y"]].max().max() <= 1
    assert np.ptp(laid[["x", "y"]].to_numpy(), axis=0).max() > 0.9


def test_row_order_and_what_is_not_in_a_theme_do_not_matter() -> None:
    behov, clusters = make_tables(THEMES)
    laid = lay_out_themes(behov, clusters)
    shuffled = behov.sample(frac=1, random_state=4), clusters.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(laid, lay_out_themes(*shuffled))
    others = behov.head(2).assign(cluster_id=0, closeness=float("nan"), behov_id=["x#1", "y#1"])
    solution = behov.head(1).assign(kind="løsning", cluster_id=3, quote="Flere busser", behov_id="z#1")
    more = pd.concat([behov, others, solution], ignore_index=True)
    pd.testing.assert_frame_equal(laid, lay_out_themes(more, clusters))


def test_themes_with_the_same_words_are_told_apart() -> None:
    places = place({theme: THEMES[1] for theme in (1, 2, 3)})
    assert min(measure(places, 1, 2), measure(places, 1, 3), measure(places, 2, 3)) > 0.1


@pytest.mark.parametrize("texts", [["...", "123"], ["Bussen går", "Hei"]])
def test_few_themes_and_themes_without_words_have_a_place_too(texts) -> None:
    assert place({}) == {}
    assert place({1: texts})[1].tolist() == [0.5, 0.5]
    assert measure(place({1: texts, 2: THEMES[3]}), 1, 2) > 0.1


def test_many_themes_do_not_cover_one_another() -> None:
    words = ["buss", "skole", "vei", "lege", "kino", "hall", "park", "bad", "lys", "støy", "tog", "butikk", "hage"]
    places = place(
        {
            n: [f"Vi mangler {one}", f"Det er ingen {one} og {two} her"]
            for n, (one, two) in enumerate(((one, two) for one in words for two in words if one < two), start=1)
            if n <= 40
        }
    )
    gaps = [measure(places, one, other) for one in places for other in places if one < other]
    assert min(gaps) > 0.04
