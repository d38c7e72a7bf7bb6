"""Set the project up the first time, then run it: `python3 run.py demo` (on Windows: `py run.py demo`).

Needs nothing but Python. What requirements-lock.txt names is installed into .venv, every file checked against
its hash. A stamp is written last, so a set-up that was interrupted or is out of date is done again.

The project itself is not installed, it is on PYTHONPATH: an editable install writes the path to a file that
Python 3.11 and 3.12 read in the encoding of the locale, and then a folder called "Ås kommune" is not found.
"""

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

HELP = """\
Bruk: python3 run.py KOMMANDO ...     (på Windows: py run.py KOMMANDO ...)

  demo      lag en rapport av oppdiktede svar, og se hva du kan få
  insight   bruk insight på egne svar; «python3 run.py insight --help» viser hvordan
  lab       åpne notatbøkene i JupyterLab
  test      kjør alle testene
  check     sjekk stil og typer, og kjør de raske testene

Det som står etter kommandoen, sendes videre til den.
Første gang hentes det som trengs, til mappen .venv. Det tar et minutt eller to."""

# JupyterLab asks the network for news and new versions unless told not to
NO_NEWS = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
ALL_CORES = ["--numprocesses", "auto", "--dist", "loadfile"]  # a file's tests share what is costly to make
COMMANDS = {  # each step is a module and its arguments; what the user adds goes to the last step
    "demo": [["insight", "demo"]],
    "insight": [["insight"]],
    "lab": [["jupyterlab", "notebooks", *NO_NEWS]],
    "test": [["pytest", *ALL_CORES]],
    "check": [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["pytest", *ALL_CORES, "-m", "not slow"]],
}

ROOT = Path(__file__).absolute().parent
LOCK = ROOT / "requirements-lock.txt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "insight-stamp.txt"

# PIP_USER: where "--user" is the default, pip refuses to install into a virtual environment
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PIP_USER": "0"}
INSTALL = ["install", "--quiet", "--compile", "--only-binary=:all:", "--require-hashes", "-r", LOCK]


def stamp():
    """What .venv should hold, in one line: this Python, and what the lock names."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return "Python {}.{}, lock {}".format(*sys.version_info[:2], digest)


def set_up():
    """Make .venv hold what the lock names; at once when it already does."""
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp():
        return
    print("Setter opp insight i mappen .venv. Det tar et minutt eller to ...", file=sys.stderr, flush=True)
    make_venv = [sys.executable, "-m", "venv", "--clear", VENV]
    pip = [PYTHON, "-m", "pip"]
    if not importlib.util.find_spec("ensurepip"):  # Debian and Ubuntu keep it in a package of its own
        if not importlib.util.find_spec("pip"):
            sys.exit("Python mangler både venv og pip. Kjør «sudo apt install python3-venv», og prøv igjen.")
        make_venv.append("--without-pip")
        pip = [sys.executable, "-m", "pip", "--python", PYTHON]
    for command in (make_venv, pip + INSTALL):
        done = subprocess.run(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            sys.stderr.buffer.write(done.stdout)
            sys.exit("Oppsettet stoppet, og grunnen står over. Når den er rettet, kjør samme kommando igjen.")
    STAMP.write_text(stamp())


def main(arguments):
    """Run the command and return its exit code: that of the first step that failed, or 0."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever has an older Python gets here too)
        sys.exit("insight trenger Python 3.11 eller nyere. Dette er Python {}.{}.".format(*sys.version_info))
    command, *more = arguments or ["--help"]
    if command in ("-h", "--help"):
        print(HELP)
        return 0
    if command not in COMMANDS:
        sys.exit(f"Det finnes ingen kommando «{command}».\n\n{HELP}")
    set_up()
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl+C is for the command to answer, and for us to wait
    *first, last = COMMANDS[command]
    folder = None if "insight" in last else ROOT  # paths after `insight` are seen from where the user stands
    codes = [subprocess.call([PYTHON, "-m", *step], cwd=folder, env=ENV) for step in [*first, last + more]]
    return next(filter(None, codes), 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nAvbrutt. Kjør samme kommando igjen for å fortsette.")
