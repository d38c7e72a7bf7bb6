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
