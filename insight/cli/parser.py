"""argparse in bokmål."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

MISUSED = 2

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


class Parser(argparse.ArgumentParser):
    """Speaks bokmål, in help and errors alike."""

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
