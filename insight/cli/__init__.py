"""The command line: each command is one verb and no more. The only place that sets up logging or prints."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from insight.cli.commands import REFUSED, log
from insight.cli.usage import build_parser
from insight.errors import InsightError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the input is refused (said on stderr), 2 for wrong usage.

    The result's path goes to stdout, everything else to stderr.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = build_parser().parse_args(arguments)
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
