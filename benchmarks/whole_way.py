"""From a file of answers to the workbook: seconds and memory, beside the notebook a user would write instead.

Run: python benchmarks/whole_way.py [FILE] [--column TEXT]     (without FILE: 10,000 answers joined from the demo's)

Each is a process of its own, so that start-up and peak memory are counted; the ratio is what holds from machine to
machine.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXTBOOK = """
import sys
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

answers = pd.read_csv(sys.argv[1], sep=None, engine="python", keep_default_na=False)
matrix = TfidfVectorizer().fit_transform(answers[sys.argv[3]].astype(str))
answers["tema"] = KMeans(20, n_init=10, random_state=0).fit_predict(matrix)
answers.to_excel(sys.argv[2] + "/textbook.xlsx", engine="openpyxl")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--column", default="text", help="the column of answers, for the textbook's notebook")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or write_answers(Path(folder) / "answers.csv", 10_000)
        ours = measure([sys.executable, "-m", "insight", "run", str(file.absolute()), "--ut", f"{folder}/out"], folder)
        theirs = measure([sys.executable, "-c", TEXTBOOK, str(file.absolute()), folder, options.column], folder)
    for name, (seconds, mebibytes) in (("insight", ours), ("textbook notebook", theirs)):
        print(f"{name:<18} {seconds:7.1f} s {mebibytes:8.0f} MiB")
    print(f"{'ratio':<18} {ours[0] / theirs[0]:7.2f}   {ours[1] / theirs[1]:8.2f}")


def measure(command: list[str], folder: str) -> tuple[float, float]:
    """(wall seconds, peak MiB) of one process, from the operating system's own account of it."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(told.decode(errors="replace"))
    return time.perf_counter() - began, used.ru_maxrss / 1024


def write_answers(path: Path, n_answers: int) -> Path:
    """Answers of one to three sentences, joined from the demo's, with a fixed seed."""
    with (ROOT / "insight" / "demo" / "fjordvik" / "fasit.csv").open(encoding="utf-8", newline="") as truth:
        statements = [row["utsagn"] for row in csv.DictReader(truth)]
    draw = random.Random(2030)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows([n, ". ".join(draw.sample(statements, draw.randint(1, 3)))] for n in range(n_answers))
    return path


if __name__ == "__main__":
    main()
