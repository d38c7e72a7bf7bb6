"""From themes to needs for the council: the table `stor_b`."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from insight.stor_b.forankring import grade_utredning, join_commonest
from insight.stor_b.links import NO_NEED
from insight.stor_b.name import suggest_names
from insight.stor_b.need_sentence import ask_how, suggest_sentence
from insight.stor_b.next_question import choose_question, hint_handlingsrom
from insight.stor_b.opposing import find_opposing
from insight.stor_b.quotes import choose_quotes
from insight.stor_b.saturation import measure_saturation
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


def gather_stor_b(innspill: Innspill, behov: Behov, clusters: Clusters, decisions: Decisions | None = None) -> StorB:
    """One row a theme, with everything a councillor may ask of it; the columns of `tables.STOR_B`.

    Persons and statements are counted apart, and a workshop note is a statement without a person. What a person
    decided (title, need sentence, handlingsrom, pådriver) is taken from `decisions`, whose anchor statement tells which
    theme it is about; two decisions about one theme: the later row stands. What is withheld (`tables.find_withheld`)
    counts, but is never the statement, a quote or the ground for a name or sentence. Raises TableError when a table
    does not hold what it promises.
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
    opposing = find_opposing(voices[~voices["is_withheld"]])
    sentence = _word_need(needs, decision)
    row = {
        "stor_b_id": f"B-{theme['cluster_id']:03}",
        "cluster_id": theme["cluster_id"],
        "statement": _choose_statement(needs, theme["anchor"]),
        **_decide(decision, name),
        **sentence,
        "who": join_commonest(needs["who"]),
        **_count(needs),
        "quotes": " ".join(choose_quotes(needs)),
        "loesninger": " ".join(measures["behov_id"]),
        "opposing": " ".join(opposing["behov_id"] + "/" + opposing["against"]),
        "opposing_words": ", ".join(sorted(set(opposing["word"]))),
        "stability": theme["stability"],
        "subthemes": theme["subthemes"],
        "utredningsgrad": grade_utredning(needs),
        "saturation": measure_saturation(needs),
        "handlingsrom_hint": hint_handlingsrom(needs),
        "service": join_commonest(needs["service"], most=1),
    }
    return row | {"next_question": _ask_next(row, len(opposing), measures)}


def _decide(decision: pd.Series | None, name: str) -> dict[str, str]:
    """What a person has decided of the need, and the suggested name where none did."""
    told = {column: "" if decision is None else decision[column] for column in ("tittel", "handlingsrom", "paadriver")}
    by_whom = "menneske" if told["tittel"] else "verktøy"
    return {
        "title": told["tittel"] or name,
        "titled_by": by_whom,
        "handlingsrom": told["handlingsrom"],
        "paadriver": told["paadriver"],
    }


def _ask_next(row: dict[str, Any], n_opposing: int, measures: pd.DataFrame) -> str:
    return choose_question(
        who=row["who"],
        grade=row["utredningsgrad"],
        n_opposing=n_opposing,
        n_solutions=len(measures),
        n_without_need=int((measures["how"] == NO_NEED).sum()),
        is_explained=bool(row["why"]) or row["sentence_by"] == "menneske",
    )


def _word_need(needs: pd.DataFrame, decision: pd.Series | None) -> dict[str, str]:
    """The need in one sentence: a person's as it stands, or what the statements that may be shown carry."""
    written = decision["behovssetning"] if decision is not None else ""
    if written:
        return {"sentence": written, "sentence_by": "menneske", "hkv": ask_how(written), "situation": "", "why": ""}
    found = suggest_sentence(needs[~needs["is_withheld"]])
    by_whom = "verktøy" if found.sentence else ""
    parts = {"hkv": found.hkv, "situation": found.situation, "why": found.why}
    return {"sentence": found.sentence, "sentence_by": by_whom, **parts}


def _count(needs: pd.DataFrame) -> dict[str, object]:
    return {
        "n_persons": needs.loc[needs["person_id"] != "", "person_id"].nunique(),
        "n_repeated": needs.loc[needs["repeat"] == "flere personer", "person_id"].replace("", pd.NA).nunique(),
        "n_statements": len(needs),
        "n_notes": needs.loc[needs["person_id"] == "", "innspill_id"].nunique(),
        "votes": int(needs.drop_duplicates("innspill_id")["votes"].sum()),
        "channels": "; ".join(sorted(set(needs["channel"]))),
    }


def _choose_statement(needs: pd.DataFrame, anchor: str) -> str:
    """The words of the anchor, or of the statement nearest the middle that is not withheld; "" when all are."""
    shown = needs[~needs["is_withheld"]]
    ordered = shown.assign(is_other=shown["behov_id"] != anchor).sort_values(
        ["is_other", "closeness", "quote", "behov_id"], ascending=[True, False, True, True]
    )
    return "".join(ordered["quote"].head(1))


def _name_apart(needs: pd.DataFrame) -> pd.DataFrame:
    """Two needs never bear the same name, not even where people gave it twice: the later ones get a number."""
    place = needs.groupby("title").cumcount()
    return needs.assign(title=needs["title"].where(place == 0, needs["title"] + " (" + (place + 1).astype(str) + ")"))


def _decided(behov: Behov, decisions: Decisions) -> dict[int, pd.Series]:
    cluster = behov.set_index("behov_id")["cluster_id"]
    return {int(cluster[row["anker"]]): row for _, row in decisions.iterrows() if row["anker"] in cluster.index}
