"""Trains the model that `insight.behov.split` cuts answers with. Run: python scripts/make_split_model.py [--check]

Every place in the labelled answers of gold/trening.csv where a sentence may be cut (`hinges.find_joints`) is described
as it is at run time, and a logistic regression learns where people did cut. What the recognizer says of both sides
comes from a model of kinds trained on the other writers, so that it is no better here than on people nobody has seen.
Answers without signs are few, so the places where nothing stands are learnt from the same answers with signs and
capitals taken away. The frozen test part, gold/proeve.csv, is never read here. Prints how well each writer's answers
are cut by a model trained on the others; `--check` says whether the file in the repository is what comes out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from insight.behov import hinges, split
from insight.behov.kind_model import FILE as KIND_FILE
from insight.behov.kind_model import Scorer, train_model
from insight.behov.recognize import recognize_with
from insight.behov.rules import Recognition
from insight.evaluation.splits import (
    BOUNDARIES,
    EXACT,
    PRECISION,
    RECALL,
    SCORES,
    Comparison,
    Span,
    compare_splits,
    find_core,
)

GOLD = KIND_FILE.parent / "gold" / "trening.csv"
COST = 0.3
"""How dear a wrong place is while training, against large weights (C of LogisticRegression)."""
ALL_CUT = ("I", "J")
"""Writers of answers that nearly all hold several statements: with them each place looks too likely to be cut, and the
others' answers are cut worse (F1 of the boundaries 0.89 against 0.92)."""
LEAST = {"ledd": 0.42, "løpende": 0.4}
"""A place is cut from this probability: a little under a half, as two statements in one are worse than one in two."""
_SIGN = re.compile(r"[.,;:!?…]+(?=\s|$)|\s[-–—](?=\s)")


class Answer(NamedTuple):
    writer: str
    text: str
    spans: list[Span]


class Place(NamedTuple):
    names: list[str]
    is_cut: bool
    writer: str
    part: str


def read_answers() -> list[Answer]:
    rows = pd.read_csv(GOLD, sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    answers = []
    natural = rows[~rows["svar_id"].str[0].isin(ALL_CUT)]
    for name, group in natural.groupby("svar_id", sort=True):
        spans = [
            (start, start + len(words))
            for start, words in zip(group["start"].astype(int), group["utsagn"], strict=True)
        ]
        answers.append(Answer(str(name)[0], group["svar"].iloc[0], sorted(spans)))
    return answers


def train_recognizers() -> dict[str, Callable[[str], Recognition]]:
    """For each writer, the recognizer that has learnt from the others."""
    rows = pd.read_csv(GOLD, sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    writers = rows["svar_id"].str[0]
    found = {}
    for writer in sorted(set(writers) - set(ALL_CUT)):
        others = rows[writers != writer]
        model = train_model(list(others["utsagn"]), list(others["type"]))
        found[writer] = partial(recognize_with, Scorer(model._replace(margin=_read_margin())))
    return found


def _read_margin() -> float:
    with np.load(KIND_FILE, allow_pickle=False) as arrays:
        return float(arrays["margin"])


def take_signs_away(answer: Answer) -> Answer:
    """The answer as one row of words, without signs and without capitals where statements begin."""
    text, spans = "", []
    for start, end in answer.spans:
        words = " ".join(_SIGN.sub(" ", answer.text[start:end]).strip(" -–•*").split())
        begin = len(text) + bool(text)
        text = f"{text} {words[:1].lower()}{words[1:]}".strip()
        spans.append((begin, len(text)))
    return Answer(answer.writer, text, spans)


def find_places(answer: Answer, recognize: Callable[[str], Recognition], part: str) -> Iterator[Place]:
    """The joints of the answer; what is left of each begins where people cut last."""
    starts = {find_start(answer.text, span) for span in answer.spans[1:]}
    for sentence in split.find_parts(answer.text):
        tokens = hinges.find_tokens(answer.text, *sentence)
        after = answer.text[tokens[-1].end : sentence[1]] if tokens else ""
        begin = 0
        for joint in hinges.find_joints(tokens, hinges.is_running(tokens, after)):
            is_running = joint.kind == hinges.RUNNING
            is_cut = find_start(answer.text, (joint.start, sentence[1])) in starts
            if is_running == (part == "løpende"):
                sides = split.find_sides(tokens, begin, joint, is_running)
                kinds = [recognize(answer.text[slice(*side)]) for side in sides]
                names = hinges.describe(tokens, begin, joint) + hinges.describe_kinds(*kinds, joint)
                yield Place(names, is_cut, answer.writer, part)
            begin = joint.after if is_cut else begin


def train(places: list[Place], part: str) -> dict[str, int]:
    """Weights in thousandths by name, those that are 0 left out; "grense" is what a place begins with."""
    places = [place for place in places if place.part == part]
    columns = DictVectorizer()
    seen = columns.fit_transform([dict.fromkeys(place.names, 1) for place in places])
    machine = LogisticRegression(C=COST, max_iter=5000, tol=1e-8).fit(seen, [place.is_cut for place in places])
    limit = np.log(LEAST[part] / (1 - LEAST[part]))
    weights = {"grense": round(1000 * float(machine.intercept_[0] - limit))}
    weights |= {
        name: round(1000 * weight) for name, weight in zip(columns.feature_names_, machine.coef_[0], strict=True)
    }
    return {name: weight for name, weight in weights.items() if weight}


def measure(answers: list[Answer], places: list[Place], recognizers: dict[str, Callable[[str], Recognition]]) -> None:
    """Prints how each writer's answers are cut by a model trained on the others."""
    counts = []
    for writer in sorted(recognizers):
        others = [place for place in places if place.writer != writer]
        weights = {part: train(others, part) for part in LEAST}
        own = [answer for answer in answers if answer.writer == writer]
        found = [split.split_with(weights, answer.text, recognizers[writer]) for answer in own]
        counts += [compare_splits(each.text, each.spans, spans) for each, spans in zip(own, found, strict=True)]
        print(writer, _tell(counts[-len(own) :]))
    print("all", _tell(counts))


def find_start(text: str, span: Span) -> int:
    """Where the words of a span begin."""
    core = find_core(text, span)
    return core[0] if core else span[0]


def _tell(counts: list[Comparison]) -> str:
    sums = np.array(counts).sum(axis=0)
    told = (f"{name} {float(SCORES[name](sums)):.3f}" for name in (EXACT, BOUNDARIES, PRECISION, RECALL))
    return f"{len(counts)} answers: {', '.join(told)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    answers, recognizers = read_answers(), train_recognizers()
    places = [place for each in answers for place in find_places(each, recognizers[each.writer], "ledd")]
    for each in answers:
        places += find_places(take_signs_away(each), recognizers[each.writer], "løpende")
        places += find_places(each, recognizers[each.writer], "løpende")
    measure(answers, places, recognizers)
    made = (
        json.dumps({part: train(places, part) for part in LEAST}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    )
    if not is_check:
        split.FILE.write_text(made, encoding="utf-8")
    elif made != split.FILE.read_text(encoding="utf-8"):
        sys.exit(f"{split.FILE} is not what the labelled answers give; run without --check")


if __name__ == "__main__":
    main()
