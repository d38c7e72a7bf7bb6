"""The commands and what each of them takes, with the help people read."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from insight.cli import commands
from insight.cli.parser import Parser
from insight.version import VERSION

DEMO_FOLDER = "data/demo"
_PROJECT_HELP = "prosjekt.toml, en mappe eller en fil (ellers mappen du står i)"


def build_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="insight",
        description="Fra det innbyggere skriver, til en stor B-rapport for kommunestyret.",
        epilog="Alt skjer på denne maskinen; ingenting sendes ut. Se docs/brukerveiledning.md.",
    )
    parser.add_argument("--versjon", action="version", version=f"insight {VERSION}", help="vis versjonen")
    verbs = parser.add_subparsers(title="kommandoer", metavar="KOMMANDO", dest="kommando", required=True)

    demo = _add_command(verbs, "demo", commands.demo, "lag rapporten for den oppdiktede kommunen Fjordvik")
    demo.add_argument("--mappe", default=DEMO_FOLDER, help="hvor demoen skal ligge (ellers %(default)s)")

    run = _add_command(verbs, "run", commands.run, "lag rapporten for et prosjekt")
    run.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    run.add_argument("--ut", metavar="MAPPE", help="hvor rapporten skal ligge (ellers data/processed i prosjektet)")

    pdf = _add_command(verbs, "pdf", commands.pdf, "lag PDF av dokumentene i en ferdig kjøring (krever LibreOffice)")
    pdf.add_argument(
        "kjoering",
        nargs="?",
        default=".",
        metavar="KJØRING",
        help="mappen til kjøringen, eller prosjektet: da tas den nyeste (ellers mappen du står i)",
    )
    pdf.add_argument("--til", metavar="MAPPE", help="hvor PDF-ene skal ligge (ellers mappen pdf blant resultatene)")

    check = _add_command(
        verbs, "check", commands.check, "vis hvordan filene blir lest, og foreslå prosjekt.toml der den mangler"
    )
    check.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    check.add_argument("--ikke-skriv", action="store_true", help="bare vis; skriv ingen prosjekt.toml")

    scan = _add_command(
        verbs, "scan", commands.scan, "se etter personopplysninger fra prosjektets rådata i ferdige filer, før de deles"
    )
    scan.add_argument("filer", nargs="+", metavar="FIL", help="filer eller mapper som skal gjennomsøkes")
    scan.add_argument("--prosjekt", default=".", metavar="PROSJEKT", help=_PROJECT_HELP)

    measure = _add_command(verbs, "evaluate", commands.evaluate, "mål hvor ofte verktøyet har rett, mot en merket fil")
    measure.add_argument("fil", nargs="?", metavar="FIL", help="merket fil, csv eller Excel (ellers prøvesettet)")
    measure.add_argument("--prosjekt", metavar="PROSJEKT", help=_PROJECT_HELP)
    measure.add_argument("--ut", metavar="MAPPE", help="hvor arbeidsboken evaluering.xlsx skal ligge (ellers ingen)")

    code = _add_command(verbs, "kode", commands.code, "lag en arbeidsbok med utsagn å merke, eller les den inn igjen")
    code.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    code.add_argument("--antall", type=int, default=100, metavar="N", help="utsagn å merke, 50 til 200 (ellers 100)")
    code.add_argument("--ut", metavar="FIL", help="arbeidsboken (ellers merking-runde-N.xlsx blant resultatene)")
    code.add_argument("--les", action="append", metavar="FIL", help="les inn en merket arbeidsbok; kan gis igjen")

    forget = _add_command(
        verbs, "forget", commands.forget, "glem en person som krever det, i rådata og i alle kjøringer"
    )
    forget.add_argument(
        "hvem",
        metavar="PERSON|SVAR",
        help="person_id eller innspill_id fra tabellene, svarets nummer i eksporten, e-postadressen, eller «fil#rad»",
    )
    forget.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    forget.add_argument("--fil", default="", metavar="FIL", help="bare svar i denne filen, når flere passer")
    forget.add_argument("--alle", action="store_true", help="ta alle som passer")
    forget.add_argument("--slett", action="store_true", help="gjør det; ellers vises bare hva som ville blitt gjort")
    forget.add_argument("--slett-fil", action="store_true", help="slett også rådatafiler som ikke kan rettes herfra")
    forget.add_argument("--slett-rapporter", action="store_true", help="slett også ferdige filer som viser ordene")

    retention = _add_command(
        verbs, "retention", commands.retention, "vis når rådata skal slettes, og slett det som er over"
    )
    retention.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    retention.add_argument("--slett", action="store_true", help="slett rådatafilene over fristen")
    retention.add_argument("--dato", default="", metavar="ÅÅÅÅ-MM-DD", help="regn fristene fra denne dagen")
    return parser


def _add_command(
    verbs: argparse._SubParsersAction[Parser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what, description=what[:1].upper() + what[1:] + ".")
    parser.set_defaults(command=command)
    return parser
