"""What the council should see of each need."""

import pandas as pd
import pytest

from insight.behov import find_behov
from insight.clusters import cluster_behov
from insight.stor_b import check_sentences, gather_stor_b
from insight.tables import DECISIONS, INNSPILL, finish
from tests.tables import make_innspill

BUS = [
    f"Bussen går for sjelden til at jeg rekker {what}"
    for what in ("jobben", "legen", "toget", "trening", "kurset", "skolen")
]
ICE = [
    f"Jeg er redd for å falle på glatt is ved {where}" for where in ("kirka", "brua", "butikken", "skolen", "hjemmet")
]


@pytest.fixture(scope="module")
def tables():
    survey = make_innspill(
        [*BUS, *ICE, BUS[0], "Strø fortauet mot glatt is"], persons=[f"p{n}" for n in range(11)] + ["p0", "p12"]
    )
    notes = make_innspill(["Tør ikke gå på glatt is"], channel="verksted", votes=4)
    notes = notes.assign(innspill_id="n1", person_id="")
    innspill = finish(pd.concat([survey, notes]), INNSPILL)
    behov, clusters = cluster_behov(find_behov(innspill), n_clusters=2, fewest=5)
    return innspill, behov, clusters


def test_persons_statements_notes_and_votes_are_counted_apart(tables):
    stor_b = gather_stor_b(*tables).set_index("cluster_id")
    bus, ice = stor_b.loc[1], stor_b.loc[2]
    assert (bus["n_statements"], bus["n_persons"], bus["n_notes"], bus["votes"]) == (7, 6, 0, 0)
    assert (ice["n_statements"], ice["n_persons"], ice["n_notes"], ice["votes"]) == (6, 5, 1, 4)
    assert ice["channels"] == "undersøkelse; verksted"


def test_quotes_are_real_statements_of_different_people(tables):
    innspill, behov, _ = tables
    stor_b = gather_stor_b(*tables)
    speaker = innspill.set_index("innspill_id")["person_id"]
    for row in stor_b.itertuples():
        quotes = behov.set_index("behov_id").loc[row.quotes.split()]
        assert (quotes["cluster_id"] == row.cluster_id).all()
        assert quotes["innspill_id"].map(speaker).is_unique
        assert quotes["quote"].is_unique


def test_measures_are_listed_with_the_need_and_never_counted_as_one(tables):
    _, behov, _ = tables
    stor_b = gather_stor_b(*tables).set_index("cluster_id")
    measure = behov.loc[behov["kind"] == "løsning", "behov_id"].item()
    assert measure in stor_b.loc[2, "loesninger"].split()
    assert stor_b["n_statements"].sum() == (behov["kind"] == "behov").sum()


def test_how_well_a_need_is_looked_into(tables):
    innspill, behov, clusters = tables
    assert gather_stor_b(*tables).set_index("cluster_id")["utredningsgrad"].to_dict() == {1: 1, 2: 2}
    grouped = innspill.assign(alder=["18-29", "75+"] * (len(innspill) // 2))
    assert gather_stor_b(grouped, behov, clusters)["utredningsgrad"].tolist() == [2, 2]


def test_a_decision_follows_its_anchor_statement(tables):
    _, behov, _ = tables
    anchor = behov.loc[behov["quote"] == ICE[0], "behov_id"].item()
    decision = {name: "" for name in DECISIONS.names} | {
        "anker": anchor,
        "tittel": "Trygt på isen",
        "paadriver": "Vaktmesteren",
    }
    stor_b = gather_stor_b(*tables, finish(pd.DataFrame([decision]), DECISIONS)).set_index("cluster_id")
    assert stor_b.loc[2, ["title", "titled_by", "paadriver"]].tolist() == ["Trygt på isen", "menneske", "Vaktmesteren"]
    assert stor_b.loc[1, "titled_by"] == "verktøy"


def test_a_sentence_a_person_wrote_wins_and_opens_the_question(tables):
    _, behov, _ = tables
    anchor = behov.loc[behov["quote"] == BUS[1], "behov_id"].item()
    written = "Folk i Øvrebygda trenger å kunne komme seg på jobb"
    decision = {name: "" for name in DECISIONS.names} | {"anker": anchor, "behovssetning": written}
    need = gather_stor_b(*tables, finish(pd.DataFrame([decision]), DECISIONS)).set_index("cluster_id").loc[1]
    assert (need["sentence"], need["sentence_by"]) == (written, "menneske")
    assert need["hkv"] == "Hvordan kan vi gjøre det mulig for folk i Øvrebygda å komme seg på jobb?"
    assert need["titled_by"] == "verktøy"


def test_a_sentence_a_person_wrote_is_kept_and_remarked_on(tables):
    _, behov, _ = tables
    anchor = behov.loc[behov["quote"] == BUS[1], "behov_id"].item()
    decision = {name: "" for name in DECISIONS.names} | {
        "anker": anchor,
        "behovssetning": "Det bør bygges flere benker",
    }
    stor_b = gather_stor_b(*tables, finish(pd.DataFrame([decision]), DECISIONS))
    assert "Det bør bygges flere benker" in stor_b["sentence"].tolist()
    remarks = check_sentences(stor_b)
    assert all(remark.startswith("B-001: ") for remark in remarks)
    assert any("mangler ordet «trenger»" in remark for remark in remarks)
    assert check_sentences(gather_stor_b(*tables)) == []


def test_a_suggested_sentence_is_of_words_that_may_be_shown(tables):
    innspill, behov, clusters = tables
    is_ice = behov["quote"].isin(ICE)
    need = gather_stor_b(*tables).set_index("cluster_id").loc[2]
    assert need["sentence"].startswith("Innbyggere trenger å slippe å være redde for å falle på glatt is")
    hidden = behov.assign(sensitive=behov["sensitive"].where(~is_ice, "helse (den som skriver)"))
    assert gather_stor_b(innspill, hidden, clusters).set_index("cluster_id").loc[2, "sentence"].count("falle") == 0


def test_titles_are_never_the_same(tables):
    _, behov, _ = tables
    rows = [
        {name: "" for name in DECISIONS.names} | {"anker": row["behov_id"], "tittel": "Samme navn"}
        for _, row in behov[behov["cluster_id"] > 0].drop_duplicates("cluster_id").iterrows()
    ]
    stor_b = gather_stor_b(*tables, finish(pd.DataFrame(rows), DECISIONS))
    assert stor_b["title"].is_unique


def test_no_themes_give_an_empty_table(tables):
    innspill, behov, clusters = tables
    assert gather_stor_b(innspill, behov.assign(cluster_id=0), clusters.head(0)).empty
