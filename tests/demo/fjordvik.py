"""The demo municipality as the pipeline reads it, with a salt that is the same everywhere."""

import tomllib
from pathlib import Path

import pandas as pd

import insight
from insight.demo import PROJECT

FJORDVIK = Path(insight.__file__).parent / "demo" / PROJECT


def read_fjordvik():
    """The cleaned `innspill` and the `behov` of the demo's exports."""
    settings = tomllib.loads((FJORDVIK / "prosjekt.toml").read_text(encoding="utf-8"))
    innspill = insight.clean_innspill(insight.read_innspill(FJORDVIK / "raw", salt="fasit"))
    return innspill, insight.find_behov(innspill, places=settings["steder"]["navn"])


def read_truth():
    """What people judged each statement to be: fil, besvarelse, spoersmaal, svar, nummer, slag, tema, hvem, utsagn."""
    return pd.read_csv(FJORDVIK / "fasit.csv", dtype="str", keep_default_na=False)
