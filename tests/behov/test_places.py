"""The places of a project."""

import pytest

from insight.behov.places import Placed, place_suggester, read_places
from insight.norsk.wordlists import add_lists


@pytest.mark.parametrize(
    ("statement", "placed"),
    [
        ("Lys på Solsida nå", Placed("Solsida", "Øvre bygd", "Solsida")),
        ("Solsidas skole", Placed("Solsida", "Øvre bygd", "Solsidas")),
        ("Solsida-ungene har lang vei", Placed("Solsida", "Øvre bygd", "Solsida-ungene")),
        ("Busstoppet i Kakkeltjønnvegen", Placed("Kakkeltjønnveien", "", "Kakkeltjønnvegen")),
        ("Vi på Kanada ser ingenting", Placed("Nordmarka boligfelt", "", "Kanada")),
        ("opp på Bakken og ned igjen", Placed("Bakken", "", "Bakken")),
        ("Bakken er glatt", Placed("", "", "")),
        ("glatt i bakken", Placed("", "", "")),
        ("Her hjemme", Placed("", "", "")),
        ("", Placed("", "", "")),
    ],
)
def test_places_are_told_with_area_and_words_and_never_forced(statement, placed):
    places = ["Solsida: Baksida | Øvre bygd", "Kakkeltjønnveien", "Nordmarka boligfelt: Kanada", "Bakken"]
    assert place_suggester(places)(statement) == placed


def test_plain_names_of_the_settings_still_work_in_any_order():
    find = place_suggester(["Øvrebygda", "Solsida"])
    assert find("Solsidas skole, og øvrebygda").place == "Solsida; Øvrebygda"
    assert place_suggester(["Solsida", "Øvrebygda"])("Øvrebygda og Solsida") == find("Øvrebygda og Solsida")
    assert place_suggester()("Solsida").place == ""


def test_a_place_told_twice_has_the_aliases_of_both():
    (place,) = read_places(["Solsida", "Solsida: Baksida | Øvre bygd", "Solsida: Sola"])
    assert (place.name, set(place.aliases), place.area) == ("Solsida", {"Baksida", "Sola"}, "Øvre bygd")
    assert read_places(["", " : x | y "]) == []


def test_the_register_of_the_project_is_read(tmp_path):
    (tmp_path / "stedsregister.txt").write_text("# våre steder\nFjordgløtt: Gløtten | Nedre bygd\n", encoding="utf-8")
    try:
        add_lists(tmp_path)
        assert place_suggester()("Det er mørkt på Gløtten") == Placed("Fjordgløtt", "Nedre bygd", "Gløtten")
    finally:
        add_lists(None)
