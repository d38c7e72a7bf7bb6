"""A small made-up survey with what a report must take care of: hostile text, small groups, silence."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import pytest

from insight.tables import (
    BEHOV,
    FILES,
    INNSPILL,
    NEED_KINDS,
    STOR_B,
    Behov,
    Files,
    Innspill,
    StorB,
    empty,
    finish,
)
from tests.tables import fill

HOSTILE = (
    "=1+1",
    "+47 er et landnummer",
    "-Mor er alene",
    "@SUM(A1)",
    "http://eksempel.no",
    "12345",
    "bjelle\x07",
)
NEEDS = {1: "Trygg skolevei", 2: "Noen å treffe"}


class Tables(NamedTuple):
    innspill: Innspill
    behov: Behov
    stor_b: StorB
    files: Files


def _answer(n: int, **more: object) -> dict[str, object]:
    """Person n's answer: three are 13-17, two gave no age, twelve are 18-29, the rest 30-44."""
    age = "13-17" if n < 3 else "" if n < 5 else "18-29" if n < 17 else "30-44"
    return {
        "innspill_id": f"svar{n:02}",
        "source": "skjema.xlsx",
        "channel": "undersøkelse",
        "row": n + 2,
        "person_id": f"p-{n:02}",
        "response": 1,
        "question": "Hva mangler?",
        "alder": age,
        "kjoenn": "Kvinne" if n % 2 else "Mann",
        "krets": "Solsida",
        "rolle": "Forelder; Ansatt" if n % 4 == 0 else "Forelder",
        "answered_at": pd.Timestamp("2026-03-01") + pd.Timedelta(days=n),
        "votes": 0,
        "text": f"Behov nummer {n}, ring [navn] på [telefon]",
    } | more


def _statement(innspill_id: str, n: int, kind: str, quote: str, cluster_id: int = 0) -> dict[str, object]:
    return {
        "behov_id": f"{innspill_id}#{n}",
        "innspill_id": innspill_id,
        "quote": quote,
        "start": 10 * n,
        "kind": kind,
        "cue": "mangler" if kind == "behov" else "",
        "sure": "usikker" if quote in HOSTILE else "sikker",
        "who": "barn",
        "service": "",
        "place": "",
        "cluster_id": cluster_id,
        "closeness": 0.5 if cluster_id else float("nan"),
        "second_id": 0,
        "subtheme": 0,
        "language": "nb",
        "sensitive": "",
        "approved_by": "",
    }


def _gather(innspill: Innspill, behov: Behov) -> StorB:
    joined = behov.merge(innspill[["innspill_id", "person_id", "channel", "votes"]], on="innspill_id")
    rows = []
    for cluster_id, title in NEEDS.items():
        theme = joined[joined["cluster_id"] == cluster_id]
        needs = theme[theme["kind"].isin(NEED_KINDS)]
        rows.append(
            {
                "stor_b_id": f"B-{cluster_id:03}",
                "cluster_id": cluster_id,
                "title": title,
                "titled_by": "verktøy" if cluster_id == 1 else "menneske",
                "statement": needs["quote"].iloc[0],
                "who": "barn",
                "n_persons": needs.loc[needs["person_id"] != "", "person_id"].nunique(),
                "n_statements": len(needs),
                "n_notes": int((needs["person_id"] == "").sum()),
                "votes": int(needs["votes"].sum()),
                "channels": "; ".join(sorted(set(needs["channel"]))),
                "quotes": " ".join(needs["behov_id"].head(3)),
                "loesninger": " ".join(theme.loc[theme["kind"] == "løsning", "behov_id"]),
                "stability": "solid",
                "subthemes": "",
                "utredningsgrad": 2,
                "saturation": float("nan"),
            }
        )
    return fill(pd.DataFrame(rows), STOR_B)


def _count_file(source: str, answers: Innspill) -> dict[str, object]:
    n_rows = answers["row"].nunique()
    n_aside = int((answers["set_aside"] != "").sum())
    counts = {"n_rows": n_rows, "n_unread": 0, "n_answers": len(answers), "n_set_aside": n_aside}
    return {"source": source, "reader": "tabell", **counts}


def _list_files(innspill: Innspill) -> Files:
    rows = [_count_file(source, answers) for source, answers in innspill.groupby("source")]
    rows.append({"source": "kart.png", "reader": "", "n_rows": 0, "n_unread": 0, "n_answers": 0, "n_set_aside": 0})
    return fill(pd.DataFrame(rows), FILES)


@pytest.fixture(scope="session")
def tables() -> Tables:
    """24 persons with an answer in use (two needs and some solutions), one who says nothing, and a note.

    Only to be read, like all that is made from it for more than one test.
    """
    answers = [_answer(n) for n in range(24)]
    answers.append(_answer(24, text="vet ikke", set_aside="ikke svar"))
    answers.append(_answer(25, text="", person_id="p-00", alder="13-17", set_aside="tomt svar"))
    answers.append(_answer(26, text="...", person_id="p-01", alder=""))
    note = {"source": "verksted.docx", "channel": "verksted", "person_id": "", "response": 0, "votes": 4}
    answers.append(_answer(27, **note, alder="", kjoenn="", krets="", rolle="", answered_at=pd.NaT))
    innspill = pd.DataFrame(answers).assign(language="nb")
    innspill["set_aside"] = innspill["set_aside"].fillna("")

    statements = [_statement(f"svar{n:02}", 1, "behov", f"Det mangler lys {n}", 1) for n in range(15)]
    statements += [_statement(f"svar{n:02}", 1, "behov", HOSTILE[n - 15], 2) for n in range(15, 22)]
    statements += [_statement("svar22", 1, "behov", "ord " * 40), _statement("svar23", 1, "ros", "Takk")]
    statements += [_statement("svar27", 1, "begge", "Noen å snakke med på kafeen", 2)]
    statements += [_statement("svar00", 2, "løsning", "=HYPERLINK(A1)", 1)]
    statements += [_statement("svar01", 2, "løsning", "Bygg en bru")]
    finished, behov = finish(innspill, INNSPILL), fill(pd.DataFrame(statements), BEHOV)
    return Tables(finished, behov, _gather(finished, behov), _list_files(finished))


@pytest.fixture(scope="session")
def ungathered(tables: Tables) -> Tables:
    """The same survey with too few statements to gather any needs."""
    behov = tables.behov.assign(cluster_id=0, closeness=float("nan"))
    return tables._replace(behov=behov, stor_b=empty(STOR_B))
