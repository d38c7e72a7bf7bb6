"""The model of kinds: what is shipped comes out of the command again, and small models can be trained."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from insight.behov.kind_features import describe_pattern, describe_word, find_tokens, share_pattern
from insight.behov.kind_model import Scorer, read_model, train_model, write_model
from insight.behov.recognize import recognize_with
from insight.tables import KINDS

ROOT = Path(__file__).parent.parent.parent
STATEMENTS = ("Bygg en park", "Sett opp en benk", "Jeg er redd om kvelden", "Vi er alene her")


@pytest.mark.slow
@pytest.mark.parametrize("script", ["make_kind_model.py", "make_split_model.py"])
def test_the_model_that_is_shipped_comes_out_of_the_command_again(script):
    command = [sys.executable, ROOT / "scripts" / script, "--check"]
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_model_of_two_kinds_is_the_same_after_it_is_written(tmp_path):
    model = train_model(STATEMENTS, ("løsning", "løsning", "behov", "behov"))
    write_model(model, tmp_path / "a.npz")
    write_model(read_model(tmp_path / "a.npz"), tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    scorer = Scorer(read_model(tmp_path / "a.npz"))
    assert [recognize_with(scorer, each).kind for each in STATEMENTS] == ["løsning", "løsning", "behov", "behov"]


@pytest.mark.parametrize("statement", ["", "a", "Ja!", "Bygg en park, takk.", "ord " * 150])
def test_each_feature_of_a_pattern_has_its_words(statement):
    words = [describe_word(form) for form, _, _ in find_tokens(statement)]
    assert share_pattern(len(words)).shape == (len(words), len(describe_pattern(words)))
    assert len(Scorer(read_model()).score(statement).scores) == len(KINDS)
