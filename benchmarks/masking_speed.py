"""How fast personal data is masked, beside Presidio. Run: python -m benchmarks.masking_speed FOLDER [--presidio PYTHON]

100,000 different statements: halves of the demo's and of those of FOLDER/norne_{nob,nno}_train.csv joined anew, with
made-up identifiers sown in every third. Ours is what a run does (`mask_together`): forms, names, the words put in
their place, and a second look for what was found in other statements, with the processes a run uses. Presidio's
AnalyzerEngine is run on a sample of the same text in the same run, and scaled: its predefined pattern recognizers only,
with Norwegian phones, no model for names and no tokenizer (its NoOpNlpEngine, the fastest it has), and without the step
that replaces what is found, in one process. It is no dependency: `python -m venv somewhere; somewhere/bin/pip install
presidio-analyzer`, then `--presidio somewhere/bin/python`. The ratio is what holds from machine to machine.
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
from pathlib import Path

import insight
from insight.innspill.mask import count_masks, mask_all, mask_together

N_STATEMENTS, N_SAMPLE = 100_000, 2_000
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
began = time.perf_counter()
n_found = sum(len(engine.analyze(text=text, language="en")) for text in texts)
print(time.perf_counter() - began, n_found)
"""


def make_statements(folder: Path, n: int = N_STATEMENTS) -> list[str]:
    """`n` statements, the same every time."""
    sentences = [text for text in insight.read_innspill(DEMO)["text"] if text]
    for name in ("norne_nob_train.csv", "norne_nno_train.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            sentences += [re.sub(r" ([,.;:!?»)])|([«(]) ", r"\1\2", row["text"]) for row in csv.DictReader(file)]
    chance = random.Random(5)
    texts: dict[str, None] = {}
    while len(texts) < n:
        first, last = (chance.choice(sentences).split() for _ in range(2))
        texts[_vary(" ".join((*first[: -(-len(first) // 2)], *last[len(last) // 2 :])), chance)] = None
    return list(texts)


def _vary(sentence: str, chance: random.Random) -> str:
    if chance.random() < 0.1:
        sentence = sentence.lower()
    if chance.random() > 1 / 3:
        return sentence
    sown = re.sub(
        r"\{d(\d)\}", lambda match: "".join(chance.choices("0123456789", k=int(match[1]))), chance.choice(SOWN)
    )
    return f"{sentence} {re.sub('{name}', lambda _: chance.choice(NAMES), sown)}"


def measure_ours(texts: Sequence[str]) -> tuple[float, list[str]]:
    began = time.perf_counter()
    masked = [each.text for each in mask_together(texts)]
    return time.perf_counter() - began, masked


def measure_presidio(texts: Sequence[str], python: str) -> tuple[float, int] | None:
    """Seconds without the start, and how many it found; None when that Python has no Presidio."""
    done = subprocess.run(
        [python, "-c", PRESIDIO], input=json.dumps(texts), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.stderr.strip() == "missing":
        return None
    done.check_returncode()
    seconds, n_found = done.stdout.split()[-2:]
    return float(seconds), int(n_found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--presidio", default=sys.executable, metavar="PYTHON")
    told = parser.parse_args()
    texts = make_statements(told.folder)
    n = len(texts)
    mask_all(texts[:10])  # word lists and the model are read once
    ours, masked = measure_ours(texts)
    print(f"ours, {n:,} statements: {ours:.1f} s, {n / ours:,.0f} a second")
    print("found:", ", ".join(f"{times:,} {token}" for token, times in count_masks(masked).items() if times))
    sample = texts[:: n // N_SAMPLE]
    if (measured := measure_presidio(sample, told.presidio)) is None:
        print("Presidio is not installed in that Python; how to is in the docstring of this file.")
        return
    presidio = measured[0] * n / len(sample)
    print(f"Presidio, scaled from {len(sample):,} (found {measured[1]:,} there): {presidio:.1f} s", end="")
    print(f", {n / presidio:,.0f} a second\nPresidio's time to ours: {presidio / ours:.1f}")


if __name__ == "__main__":
    main()
