"""The command line: each command is one verb and no more. The only place that sets up logging or prints."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from insight.errors import InsightError
from insight.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from insight.pipeline import Run

WELL, REFUSED, MISUSED = 0, 1, 2
DEMO_FOLDER = "data/demo"
_PROJECT_HELP = "prosjekt.toml, en mappe eller en fil (ellers mappen du står i)"
log = logging.getLogger("insight")

# argparse speaks English; these are all its messages that a user of our commands can meet.
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"mangler: \1"),
    (r"unrecognized arguments: (.*)", r"ukjent argument: \1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"«\2» er ingen kommando; velg en av \3"),
    (r"argument (.*?): expected one argument", r"\1 må følges av en verdi"),
    (r"argument (.*?): invalid int value: '(.*)'", r"\1 skal være et helt tall, ikke «\2»"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 skal ikke ha verdien \2"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 er flertydig: \2"),
)


class _Parser(argparse.ArgumentParser):
    """argparse in bokmål."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)  # type: ignore[arg-type]
        self._positionals.title = "argumenter"
        self._optionals.title = "valg"
        self.add_argument("-h", "--help", "--hjelp", action="help", help="vis denne hjelpen")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "bruk:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "bruk:", 1)

    def error(self, message: str) -> NoReturn:
        for english, norwegian in _MESSAGES:
            message = re.sub(english, norwegian, message)
        self.exit(MISUSED, f"{self.format_usage()}{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the input is refused (said on stderr), 2 for wrong usage.

    The result's path goes to stdout, everything else to stderr.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _build_parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr, force=True)
    logging.captureWarnings(True)
    try:
        return int(options.command(options))
    except InsightError as error:
        for fault in error.faults:
            log.error("Feil: %s", fault)
        return REFUSED
    except KeyboardInterrupt:
        log.error("Avbrutt. Ingenting er skrevet.")
        return REFUSED


def _build_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="insight",
        description="Fra det innbyggere skriver, til en stor B-rapport for kommunestyret.",
        epilog="Alt skjer på denne maskinen; ingenting sendes ut. Se docs/brukerveiledning.md.",
    )
    parser.add_argument("--versjon", action="version", version=f"insight {VERSION}", help="vis versjonen")
    commands = parser.add_subparsers(title="kommandoer", metavar="KOMMANDO", dest="kommando", required=True)

    demo = _add_command(commands, "demo", _demo, "lag rapporten for den oppdiktede kommunen Fjordvik")
    demo.add_argument("--mappe", default=DEMO_FOLDER, help="hvor demoen skal ligge (ellers %(default)s)")

    run = _add_command(commands, "run", _run, "lag rapporten for et prosjekt")
    run.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    run.add_argument("--ut", metavar="MAPPE", help="hvor rapporten skal ligge (ellers data/processed i prosjektet)")

    check = _add_command(
        commands, "check", _check, "vis hvordan filene blir lest, og foreslå prosjekt.toml der den mangler"
    )
    check.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    check.add_argument("--ikke-skriv", action="store_true", help="bare vis; skriv ingen prosjekt.toml")

    scan = _add_command(
        commands, "scan", _scan, "se etter personopplysninger fra prosjektets rådata i ferdige filer, før de deles"
    )
    scan.add_argument("filer", nargs="+", metavar="FIL", help="filer eller mapper som skal gjennomsøkes")
    scan.add_argument("--prosjekt", default=".", metavar="PROSJEKT", help=_PROJECT_HELP)

    measure = _add_command(commands, "evaluate", _evaluate, "mål hvor ofte verktøyet har rett, mot en merket fil")
    measure.add_argument("fil", nargs="?", metavar="FIL", help="merket fil, csv eller Excel (ellers prøvesettet)")
    measure.add_argument("--prosjekt", metavar="PROSJEKT", help=_PROJECT_HELP)
    measure.add_argument("--ut", metavar="MAPPE", help="hvor arbeidsboken evaluering.xlsx skal ligge (ellers ingen)")

    code = _add_command(commands, "kode", _code, "lag en arbeidsbok med utsagn å merke, eller les den inn igjen")
    code.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    code.add_argument("--antall", type=int, default=100, metavar="N", help="utsagn å merke, 50 til 200 (ellers 100)")
    code.add_argument("--ut", metavar="FIL", help="arbeidsboken (ellers merking-runde-N.xlsx blant resultatene)")
    code.add_argument("--les", action="append", metavar="FIL", help="les inn en merket arbeidsbok; kan gis igjen")

    forget = _add_command(commands, "forget", _forget, "glem en person som krever det, i rådata og i alle kjøringer")
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

    retention = _add_command(commands, "retention", _retention, "vis når rådata skal slettes, og slett det som er over")
    retention.add_argument("prosjekt", nargs="?", default=".", help=_PROJECT_HELP)
    retention.add_argument("--slett", action="store_true", help="slett rådatafilene over fristen")
    retention.add_argument("--dato", default="", metavar="ÅÅÅÅ-MM-DD", help="regn fristene fra denne dagen")
    return parser


def _add_command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=what[:1].upper() + what[1:] + ".")
    parser.set_defaults(command=command)
    return parser


def _demo(options: argparse.Namespace) -> int:
    from insight.demo import make_demo

    folder = make_demo(options.mappe)
    log.info("Demoen ligger i %s.", folder)
    return _make_report(folder, out=None)


def _run(options: argparse.Namespace) -> int:
    return _make_report(options.prosjekt, out=options.ut)


def _make_report(project: str | Path, out: str | None) -> int:
    from insight.config import read_config
    from insight.pipeline import STEPS, run

    with _progress(len(STEPS)) as tell:
        finished = run(read_config(project, out=out), tell=tell)
    _tell_counts(finished)
    print(finished.workbook)
    return WELL


def _check(options: argparse.Namespace) -> int:
    from insight.check import propose, tell_files, tell_remarks
    from insight.config import FILE_NAME, read_config
    from insight.innspill import read_overview

    config = read_config(options.prosjekt)
    path = Path(options.prosjekt).absolute()
    file = path if path.name == FILE_NAME else path / FILE_NAME
    overview = read_overview(config.raw, columns=config.columns, leave_out=config.leave_out)
    for line in (*tell_files(overview), *tell_remarks(overview)):
        print(line)
    for fault in overview.faults:
        log.error("Feil: %s", fault)
    for line in propose(file, config.columns, overview, beside=config.raw == path, write=not options.ikke_skriv):
        print(line)
    is_read = (overview.files["reader"] != "").all() and not overview.files.empty
    return WELL if is_read and not overview.faults else REFUSED


def _scan(options: argparse.Namespace) -> int:
    """Search files with what masking takes out of the project's raw data, which is read again and kept in memory."""
    from insight.config import read_config
    from insight.gate import search, tell_hits
    from insight.pipeline import read_material

    material = read_material(read_config(options.prosjekt))
    paths = [Path(path) for path in options.filer]
    searched = search(paths, material.removed, own_words=material.own_words, machine_made=material.machine_made)
    for line in (*tell_hits(searched.hits), *(f"{fault}." for fault in searched.unread)):
        print(line)
    n_not = sum(searched.unsearched.values())
    log.info("%s filer gjennomsøkt etter %s verdier fra rådataene.", searched.n_files, searched.n_values)
    log.info("%s verdier kan ikke skilles fra vanlige ord og tall, og er ikke søkt etter.", n_not)
    if searched.hits or searched.unread:
        log.error(
            "Feil: fant mulige personopplysninger, eller filer som ikke lar seg gjennomsøke. Rett dem før de deles."
        )
        return REFUSED
    log.info("Fant ingen av dem. Det er ingen garanti: les filene før de deles.")
    return WELL


def _evaluate(options: argparse.Namespace) -> int:
    from insight.evaluate_file import evaluate

    print(evaluate(options.fil, project=options.prosjekt, out=options.ut))
    return WELL


def _code(options: argparse.Namespace) -> int:
    from insight.coding_session import learn_coding, make_coding

    if options.les:
        print(learn_coding(options.prosjekt, options.les))
    else:
        print(make_coding(options.prosjekt, n=options.antall, out=options.ut))
    return WELL


def _forget(options: argparse.Namespace) -> int:
    from insight.archive import SENTENCE_CACHE, read_salt
    from insight.config import read_config
    from insight.forget import forget, plan_forgetting, tell_plan

    config = read_config(options.prosjekt)
    plan = plan_forgetting(
        options.hvem,
        root=config.root,
        raw=config.raw,
        out=config.out,
        columns=config.columns,
        leave_out=config.leave_out,
        salt=read_salt(config.root),
        source=options.fil,
        every=options.alle,
        reviews=config.reviews,
        cache=config.root / SENTENCE_CACHE,
    )
    whole = {"files": options.slett_fil, "reports": options.slett_rapporter}
    if options.slett:
        forget(plan, config.root, **whole)
    for line in tell_plan(plan, config.root, done=options.slett, **whole):
        print(line)
    if options.slett and plan.replace and not options.slett_fil:
        log.error("Feil: personen står fortsatt i %s filer med rådata. Erstatt eller slett dem.", len(plan.replace))
        return REFUSED
    return WELL


def _retention(options: argparse.Namespace) -> int:
    from insight.archive import SALT_FILE, WORD_LISTS, read_forgotten, read_salt
    from insight.config import read_config
    from insight.own_labels import LABELS_FILE
    from insight.retention import delete_due, list_ages, read_day, tell_ages

    day = read_day(options.dato)
    config = read_config(options.prosjekt)
    ages = list_ages(
        config.raw,
        config.out,
        keep_days=config.keep_days,
        salt=read_salt(config.root) if (config.root / SALT_FILE).exists() else "",
        cut=read_forgotten(config.root)[1],
        spared=[
            path
            for path in (
                config.root / WORD_LISTS,
                config.root / LABELS_FILE,
                config.out,
                config.decisions,
                config.reviews,
            )
            if path
        ],
    )
    for line in tell_ages(ages, day=day, keep_days=config.keep_days):
        print(line)
    if options.slett:
        log.info("%s filer er slettet.", delete_due(ages, config.root, day=day))
    return WELL


def _tell_counts(finished: Run) -> None:
    from insight.innspill import account_files

    innspill, behov = finished.innspill, finished.behov
    aside = int((innspill["set_aside"] != "").sum())
    log.info("%s svar og lapper: %s lagt til side, %s med videre.", len(innspill), aside, len(innspill) - aside)
    log.info("%s utsagn, %s temaer.", len(behov), len(finished.clusters))
    for _, file in account_files(finished.files, innspill).iterrows():
        kind = ", ".join(filter(None, [file.reader or "ikke lest", file.encoding]))
        reasons = f" ({file.set_aside})" if file.set_aside else ""
        log.info(
            "Innlesing av %s: %s: %s rader, %s svar, %s lagt til side%s.",
            file.source,
            kind,
            file.n_rows,
            file.n_answers,
            file.n_set_aside,
            reasons,
        )
        if file.note:
            log.info("    merk: %s", file.note)


@contextmanager
def _progress(n_steps: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal; in a log one line a step."""
    if not sys.stderr.isatty():
        yield lambda step: log.info("%s ...", step)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=n_steps)
        begun: list[str] = []

        def tell(step: str) -> None:
            bar.update(task, description=step, completed=len(begun), refresh=True)
            begun.append(step)

        yield tell
