"""From a large workbook to its answers: seconds and memory, beside pandas.read_excel with openpyxl.

Run: python benchmarks/reading.py [--rows N]

Each is a process of its own, one after the other on one made-up workbook of 12 columns with three of free text, so that
start-up and peak memory are counted; the ratio is what holds from machine to machine, that of processor time also when
others use the machine. "grid" is the cells as they stand, which is what pandas gives too; "answers" goes on to the
table of innspill.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parent.parent
HEADERS = (
    *("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn"),
    *("Hva trenger du i hverdagen?", "Hva fungerer godt?", "Hva mangler i bygda?"),
    *("Alder", "Kjønn", "Krets", "Hvor fornøyd er du?"),
)
WORDS = (
    "vei",
    "skole",
    "buss",
    "lys",
    "om",
    "kvelden",
    "for",
    "barna",
    "mangler",
    "trygg",
    "ved",
    "butikken",
    "sykkel",
)
WAYS = {
    "pandas, openpyxl": "import sys, pandas; pandas.read_excel(sys.argv[1], engine='openpyxl')",
    "insight, grid": """
import sys
from pathlib import Path
from insight.innspill.excel import collecting_no_garbage, read_workbook
from insight.innspill.sheets import build_sheet
with collecting_no_garbage():
    grids, _ = read_workbook(Path(sys.argv[1]).read_bytes(), "svar.xlsx")
    build_sheet(grids[0].records)
""",
    "insight, answers": "import sys, insight; insight.read_innspill(sys.argv[1])",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = write_workbook(Path(folder) / "svar.xlsx", options.rows)
        used = {way: measure([sys.executable, "-c", code, str(file)]) for way, code in WAYS.items()}
    print(f"{'':<18} {'wall':>9} {'processor':>9} {'peak':>9}   and as shares of the first")
    for way, figures in used.items():
        wall, processor, mebibytes = figures
        shares = " ".join(
            f"{ours / theirs:5.2f}" for ours, theirs in zip(figures, next(iter(used.values())), strict=True)
        )
        print(f"{way:<18} {wall:7.1f} s {processor:7.1f} s {mebibytes:5.0f} MiB   {shares}")


def measure(command: list[str]) -> tuple[float, float, float]:
    """(wall seconds, processor seconds, peak MiB) of one process, from the operating system's own account of it."""
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(status)
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def write_workbook(path: Path, n_rows: int) -> Path:
    """Answers of four to twenty-four words, as Microsoft Forms would lay them, with a fixed seed."""
    draw = random.Random(2030)
    began = datetime(2026, 2, 3, 8)
    workbook = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, HEADERS)
    for number in range(1, n_rows + 1):
        asked = began + timedelta(seconds=7 * number)
        texts = [" ".join(draw.choices(WORDS, k=draw.randint(4, 24))) for _ in range(3)]
        groups = [draw.choice(("Under 18", "18–66", "Over 66")), draw.choice(("Kvinne", "Mann")), draw.choice("ABCD")]
        row = [number, asked, asked + timedelta(minutes=3), "anonymous", "", *texts, *groups, draw.randint(1, 6)]
        sheet.write_row(number, 0, row)
    workbook.close()
    return path


if __name__ == "__main__":
    main()
