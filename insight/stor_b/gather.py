"""From themes to needs for the council: the table `stor_b`."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from insight.stor_b.forankring import grade_utredning, join_commonest
from insight.stor_b.name import suggest_names
from insight.stor_b.opposing import find_opposing
from insight.tables import (
    BEHOV,
    CLUSTERS,
    DECISIONS,
    INNSPILL,
    NEED_KINDS,
    STOR_B,
    Behov,
    Clusters,
    Decisions,
    Innspill,
    StorB,
    check,
    empty,
    find_withheld,
    finish,
)

QUOTES = 3


def gather_stor_b(innspill: Innspill, behov: Behov, clusters: Clusters, decisions: Decisions | None = None) -> StorB:
    """One row a theme, with everything a councillor may ask of it; the columns of `tables.STOR_B`.

    Persons and statements are counted apart, and a workshop note is a statement without a person. What a person
    decided (title, handlingsrom, pådriver) is taken from `decisions`, whose anchor statement tells which theme it is
    about; two decisions about one theme: the later row stands. What is withheld (`tables.find_withheld`) counts, but
    is never the statement, a quote or the ground for a name. Raises TableError when a table does not hold what it
    promises.
    """
    for rows, table in ((innspill, INNSPILL), (behov, BEHOV), (clusters, CLUSTERS)):
        check(rows, table)
    decided = _decided(behov, empty(DECISIONS) if decisions is None else decisions)
    behov = behov.assign(is_withheld=find_withheld(behov))
    voices = behov.merge(innspill.drop(columns="language"), on="innspill_id", validate="many_to_one")
    themes = clusters.sort_values("cluster_id").to_dict("records")
    names = _suggest_names(themes, voices, decided)
    needs = [
        _describe(
            theme,
            voices[voices["cluster_id"] == theme["cluster_id"]],
            decided.get(theme["cluster_id"]),
            names.get(theme["cluster_id"], ""),
        )
        for theme in themes
    ]
    return finish(_name_apart(pd.DataFrame(needs)), STOR_B) if needs else empty(STOR_B)


def _suggest_names(
    themes: list[dict[Hashable, Any]], voices: pd.DataFrame, decided: dict[int, pd.Series]
) -> dict[int, str]:
    """A name for each theme that no person has named, out of words that are not withheld."""
    given = {theme: row["tittel"] for theme, row in decided.items() if row["tittel"]}
    shown = voices[voices["kind"].isin(NEED_KINDS) & ~voices["is_withheld"]]
    keywords = {
        theme["cluster_id"]: theme["keywords"].split(", ") for theme in themes if theme["cluster_id"] not in given
    }
    return suggest_names(keywords, shown, given.values())


def _describe(
    theme: dict[Hashable, Any], voices: pd.DataFrame, decision: pd.Series | None, name: str
) -> dict[str, object]:
    needs = voices[voices["kind"].isin(NEED_KINDS)]
    measures = voices[voices["kind"] == "løsning"].sort_values(
        ["closeness", "quote", "behov_id"], ascending=[False, True, True]
    )
    title = decision["tittel"] if decision is not None else ""
    opposing = find_opposing(voices[~voices["is_withheld"]])
    return {
        "stor_b_id": f"B-{theme['cluster_id']:03}",
        "cluster_id": theme["cluster_id"],
        "title": title or name,
        "titled_by": "menneske" if title else "verktøy",
        "statement": _choose_statement(needs, theme["anchor"]),
        "who": join_commonest(needs["who"]),
        "n_persons": needs.loc[needs["person_id"] != "", "person_id"].nunique(),
        "n_repeated": needs.loc[needs["repeat"] == "flere personer", "person_id"].replace("", pd.NA).nunique(),
        "n_statements": len(needs),
        "n_notes": needs.loc[needs["person_id"] == "", "innspill_id"].nunique(),
        "votes": int(needs.drop_duplicates("innspill_id")["votes"].sum()),
        "channels": "; ".join(sorted(set(needs["channel"]))),
        "quotes": " ".join(_choose_quotes(needs)),
        "loesninger": " ".join(measures["behov_id"]),
        "opposing": " ".join(opposing["behov_id"] + "/" + opposing["against"]),
        "opposing_words": ", ".join(sorted(set(opposing["word"]))),
        "stability": theme["stability"],
        "subthemes": theme["subthemes"],
        "utredningsgrad": grade_utredning(needs),
        "handlingsrom": decision["handlingsrom"] if decision is not None else "",
        "service": join_commonest(needs["service"], most=1),
        "paadriver": decision["paadriver"] if decision is not None else "",
    }


def _choose_statement(needs: pd.DataFrame, anchor: str) -> str:
    """The words of the anchor, or of the statement nearest the middle that is not withheld; "" when all are."""
    shown = needs[~needs["is_withheld"]]
    ordered = shown.assign(is_other=shown["behov_id"] != anchor).sort_values(
        ["is_other", "closeness", "quote", "behov_id"], ascending=[True, False, True, True]
    )
    return "".join(ordered["quote"].head(1))


def _choose_quotes(needs: pd.DataFrame) -> list[str]:
    """The quotes nearest the middle, one a person and no two alike, none withheld; a readable length goes first."""
    needs = needs[~needs["is_withheld"]]
    words = needs["quote"].map(lambda quote: len(quote.split()))
    ordered = needs.assign(odd_length=~words.between(4, 30)).sort_values(
        ["odd_length", "closeness", "quote", "behov_id"], ascending=[True, False, True, True]
    )
    speaker = ordered["person_id"].where(ordered["person_id"] != "", ordered["innspill_id"])
    spread = ordered[~speaker.duplicated() & ~ordered["quote"].str.casefold().duplicated()]
    return spread["behov_id"].head(QUOTES).tolist()


def _name_apart(needs: pd.DataFrame) -> pd.DataFrame:
    """Two needs never bear the same name, not even where people gave it twice: the later ones get a number."""
    place = needs.groupby("title").cumcount()
    return needs.assign(title=needs["title"].where(place == 0, needs["title"] + " (" + (place + 1).astype(str) + ")"))


def _decided(behov: Behov, decisions: Decisions) -> dict[int, pd.Series]:
    cluster = behov.set_index("behov_id")["cluster_id"]
    return {int(cluster[row["anker"]]): row for _, row in decisions.iterrows() if row["anker"] in cluster.index}
