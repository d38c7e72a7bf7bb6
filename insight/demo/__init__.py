"""The made-up municipality Fjordvik: a whole project to try everything on. Nobody in it exists."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile

from insight.errors import InsightError

PROJECT = "fjordvik"


def make_demo(folder: str | Path) -> Path:
    """Lay out the demo project in `folder` as an analyst would have it, and return the folder.

    It holds prosjekt.toml, the exports under data/raw (a Microsoft Forms workbook, a Nettskjema csv, a workshop note
    in Word), population figures under befolkning, and fasit.csv, what people have judged each statement to be. Files
    that are there already are written anew. Raises InsightError when the folder cannot be written to.
    """
    folder = Path(folder)
    try:
        with as_file(files(__package__).joinpath(PROJECT)) as demo:
            for own, theirs in (("raw", folder / "data" / "raw"), ("befolkning", folder / "befolkning")):
                theirs.mkdir(parents=True, exist_ok=True)
                for file in sorted((demo / own).iterdir()):
                    copyfile(file, theirs / file.name)
            for name in ("prosjekt.toml", "fasit.csv"):
                copyfile(demo / name, folder / name)
    except OSError as error:
        raise InsightError(f"{folder}: kan ikke legge demoen her ({error.strerror}). Velg en annen mappe.") from error
    return folder
