"""How fast personal data is masked, beside Presidio. Run: python -m benchmarks.masking_speed FOLDER [--presidio PYTHON]

100,000 statements: the demo's and those of FOLDER/norne_nob_train.csv, repeated and varied, with made-up identifiers
sown in every third. Ours is the whole of `mask_all`: forms, names, and the words put in their place; in one process,
and in two when that takes more than 30 seconds. Presidio's AnalyzerEngine is run on a sample of the same text in the
same run, and scaled: its predefined pattern recognizers only, with Norwegian phones, no model for names and no
tokenizer (its NoOpNlpEngine, the fastest it has), and without the step that replaces what is found. It is no
dependency: `python -m venv somewhere; somewhere/bin/pip install presidio-analyzer`, then `--presidio
somewhere/bin/python`. The ratio is what holds from machine to machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import insight
from insight.innspill.mask import count_masks, mask_all

N_STATEMENTS, N_SAMPLE, GOAL = 100_000, 2_000, 30
DEMO = Path(insight.__file__).parent / "demo" / "fjordvik"
SOWN = (
    "Ring {d4} {d2} {d3}.", "Tlf. 9{d3}{d4}.", "Skriv til {name}.{d2}@eksempel.no.", "Jeg bor i {name}vegen {d2}.",
    "Konto {d4}.{d2}.{d4}{d1}.", "Fødselsnummeret er {d6} {d4}{d1}.", "Jeg er født {d1}.{d1}.19{d2}.",
    "Saken er 2024/{d4}.",
    "Gnr. {d2} bnr. {d3} er vår.", "Bilen er AB {d4}{d1}.", "Hilsen {name} {name}sen", "snap: {name}_{d2}",
)  # fmt: skip
NAMES = ("kari", "Ola", "Solveig", "Ahmed", "Bjørg", "Jonas", "Amina", "Torleif", "Olena", "Nam")
PRESIDIO = """
import json, logging, sys, time
logging.disable(logging.CRITICAL)
try:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer
except ImportError:
    sys.exit("missing")
registry = RecognizerRegistry(supported_languages=["en"])
registry.load_predefined_recognizers(languages=["en"])
for name in ("SpacyRecognizer", "PhoneRecognizer"):
    registry.remove_recognizer(name)
registry.add_recognizer(PhoneRecognizer(supported_regions=["NO"]))
nlp = NoOpNlpEngine([{"lang_code": "en", "model_name": ""}])
nlp.load()
engine = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])
texts = json.load(sys.stdin)
engine.analyze(text=texts[0], language="en")
began, worked = time.perf_counter(), time.process_time()
n_found = sum(len(engine.analyze(text=text, language="en")) for text in texts)
print(time.perf_counter() - began, time.process_time() - worked, n_found)
"""


def make_statements(folder: Path, n: int = N_STATEMENTS) -> list[str]:
    """`n` statements, the same every time."""
    with (folder / "norne_nob_train.csv").open(encoding="utf-8", newline="") as file:
        sentences = [re.sub(r" ([,.;:!?»)])|([«(]) ", r"\1\2", row["text"]) for row in csv.DictReader(file)]
    sentences += [text for text in insight.read_innspill(DEMO)["text"] if text]
    chance = random.Random(5)
    return [_vary(sentences[place % len(sentences)], chance) for place in range(n)]


def _vary(sentence: str, chance: random.Random) -> str:
    if chance.random() < 0.1:
        sentence = sentence.lower()
    if chance.random() > 1 / 3:
        return sentence
    sown = re.sub(
        r"\{d(\d)\}", lambda match: "".join(chance.choices("0123456789", k=int(match[1]))), chance.choice(SOWN)
    )
    return f"{sentence} {re.sub('{name}', lambda _: chance.choice(NAMES), sown)}"


class Took(NamedTuple):
    """Seconds by the clock, and of the processor (which tells more when others use the machine)."""

    clock: float
    processor: float


def measure_ours(texts: Sequence[str]) -> tuple[Took, list[str]]:
    began, worked = time.perf_counter(), time.process_time()
    masked = mask_all(texts)
    return Took(time.perf_counter() - began, time.process_time() - worked), masked


def measure_two_processes(texts: Sequence[str]) -> tuple[float, list[str]]:
    """Seconds by the clock, starting the processes included, and the masked texts."""
    half = len(texts) // 2
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        masked = [text for part in pool.map(mask_all, (texts[:half], texts[half:])) for text in part]
    return time.perf_counter() - began, masked


def measure_presidio(texts: Sequence[str], python: str) -> tuple[Took, int] | None:
    """What it took, without the start, and how many it found; None when that Python has no Presidio."""
    done = subprocess.run(
        [python, "-c", PRESIDIO], input=json.dumps(texts), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.stderr.strip() == "missing":
        return None
    done.check_returncode()
    clock, processor, n_found = done.stdout.split()[-3:]
    return Took(float(clock), float(processor)), int(n_found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--presidio", default=sys.executable, metavar="PYTHON")
    told = parser.parse_args()
    texts = make_statements(told.folder)
    n = len(texts)
    mask_all(texts[:10])  # word lists and the model are read once
    ours, masked = measure_ours(texts)
    print(f"ours, {n:,} statements, one process: {ours.clock:.1f} s, {n / ours.clock:,.0f} a second", end="")
    print(f" (processor {ours.processor:.1f} s)")
    if ours.clock > GOAL:
        shared, same = measure_two_processes(texts)
        print(f"ours, two processes: {shared:.1f} s, {n / shared:,.0f} a second")
        assert same == masked
    print("found:", ", ".join(f"{times:,} {token}" for token, times in count_masks(masked).items() if times))
    sample = texts[:: n // N_SAMPLE][:N_SAMPLE]
    if (measured := measure_presidio(sample, told.presidio)) is None:
        print("Presidio is not installed in that Python; how to is in the docstring of this file.")
        return
    presidio, n_found = measured
    scaled = Took(*(seconds * n / len(sample) for seconds in presidio))
    print(f"Presidio, scaled from {len(sample):,} (found {n_found:,} there): {scaled.clock:.1f} s", end="")
    print(f", {n / scaled.clock:,.0f} a second (processor {scaled.processor:.1f} s)")
    print(
        f"Presidio's time to ours: {scaled.clock / ours.clock:.1f}, processor {scaled.processor / ours.processor:.1f}"
    )


if __name__ == "__main__":
    main()
