"""A report with every part filled and hostile words in each of them, for the faces that render it."""

from __future__ import annotations

from dataclasses import replace

from insight.report import Report, compose
from insight.report.shapes import Excerpt, Heard, Opposition, Spot, Voice

HOSTILE = (
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1"> \' onclick=\'window.hacked = 1',
    "</li></ul></details></article></style></script><h1>Ny overskrift</h1>",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; <!-- <![CDATA[ ]]>",
    "=1+1",
    "bjelle\x07 og null\x00 og halv \ud83d",
    "\u202esnudd tekst\u202c og \u200fmerke",
    "smil 😀 og familie 👩‍👩‍👧",
    "javascript:alert(1) https://eksempel.no/?a=1&b=2",
    "å" * 30_000,
)


def make_report(tables, language: str = "nb") -> Report:
    """Two needs, the first with hostile statements; a title and a place that are hostile too."""
    plain = compose(
        tables.innspill,
        tables.behov,
        tables.stor_b,
        files=tables.files,
        title=f"Hva trengs? {HOSTILE[0]}",
        kommune="Fjordvik kommune",
        date="2026-05-12",
        responsible="Kari Eksempelsen",
        method=[("Versjon av insight", "0.1.0"), ("Antall temaer", HOSTILE[1])],
        language=language,
    )
    first, second = plain.needs
    voices = [replace(voice, place="Solsida") if voice.need_id else voice for voice in plain.voices]
    voices += [_voice(n, text) for n, text in enumerate(HOSTILE)]
    ids = [voice.behov_id for voice in voices if voice.need_id == first.need_id]
    return replace(
        plain,
        needs=(
            replace(
                first,
                title=f"Lys på skoleveien {HOSTILE[0]}",
                statement=HOSTILE[9],
                sentence="Barn trenger å kunne gå trygt til skolen når det er mørkt",
                sentence_by="verktøy",
                how_might_we="Hvordan kan vi gjøre det mulig for barn å gå trygt?",
                situation="når det er mørkt",
                why="å komme trygt fram",
                next_question="who",
                lever="fylkeskommunen",
                n_statements=first.n_statements + len(HOSTILE),
                n_repeated=2,
            ),
            replace(second, stability=_unsure(language)),
        ),
        quotes=(
            *plain.quotes,
            Excerpt(first.need_id, first.title, f"«{HOSTILE[0]}»", ids[-1], "brev", speaker="Forelder"),
        ),
        voices=tuple(voices),
        oppositions=(Opposition(first.need_id, "lys", f"«{HOSTILE[1]}»", ids[0], "«Nei»", ids[1]),),
        heard=(
            Heard("Alder", "13-17", None, None, 512, 0.084, "hidden", "Tallet er skjult"),
            Heard("Alder", "18-29", 12, 0.55, 980, 0.161, "higher", "Flere enn i befolkningen"),
            Heard("Krets", HOSTILE[2], 0, 0.0, 400, 0.07, "unheard", "Ingen har svart"),
        ),
        heard_notes=("Befolkningen er fra SSB.",),
        differences=("De på 18-29 har meldt B-001 oftere enn andre.",),
        disagreements=("Folk er uenige om lys.",),
        surprises=(HOSTILE[2],),
        questions=("B-001: Hvem gjelder dette?",),
        case_text=("Kommunen har spurt innbyggerne.",),
        layout=(Spot(first.need_id, 0.0, 1.0), Spot(second.need_id, 1.0, 0.25)),
    )


def _voice(n: int, text: str) -> Voice:
    return Voice(
        innspill_id=f"fiendtlig{n}",
        source="brev.docx",
        row=n,
        channel="brev",
        question="",
        text=text,
        behov_id=f"fiendtlig{n}#1",
        concerns="eldre; barn" if n % 2 else "foreldre",
        service="Helse",
        place=f"Øya {HOSTILE[1]}" if n == 1 else "Ås",
        need_id="B-001",
        closeness=n / 100,
    )


def _unsure(language: str) -> str:
    return {"nb": "usikker", "nn": "usikker", "en": "unsure"}[language]
