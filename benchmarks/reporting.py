"""How long the report takes. Run: python -m benchmarks.reporting

20,000 different statements of a survey through all that comes after reading: the time to find needs, gather themes and
compose is told apart from the time to write each face, with the peak of memory. Beside it, in the same run, what a user
would pick instead to get the statements into a workbook: pandas with openpyxl.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.recognizing import make_statements
from insight.behov import find_behov
from insight.clusters import cluster_behov, lay_out_themes
from insight.own_labels import read_training_part
from insight.report import compose, write_html, write_word, write_workbook
from insight.stor_b import add_links, gather_stor_b
from tests.tables import make_innspill

N_STATEMENTS = 20_000
N_THEMES = 25


def main() -> None:
    innspill = make_innspill(make_statements(list(read_training_part()["utsagn"]), N_STATEMENTS))
    began = time.perf_counter()
    behov, clusters = cluster_behov(find_behov(innspill), n_clusters=N_THEMES)
    behov = add_links(innspill, behov)
    stor_b = gather_stor_b(innspill, behov, clusters)
    print(f"before the report: {len(behov):,} statements, {len(stor_b)} needs, {time.perf_counter() - began:.1f} s")
    began = whole = time.perf_counter()
    report = compose(innspill, behov, stor_b, clusters=clusters, layout=lay_out_themes(behov, clusters))
    print(f"compose: {time.perf_counter() - began:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        for write, name in ((write_workbook, "r.xlsx"), (write_html, "r.html"), (write_word, "r.docx")):
            began = time.perf_counter()
            write(report, Path(folder) / name)
            size = (Path(folder) / name).stat().st_size / 2**20
            print(f"{name}: {time.perf_counter() - began:.1f} s, {size:.1f} MiB")
        ours = time.perf_counter() - whole
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"all faces: {ours:.1f} s, peak {peak:.2f} GiB of memory")
        began = time.perf_counter()
        pd.DataFrame(behov).to_excel(Path(folder) / "p.xlsx", engine="openpyxl", index=False)
        other = time.perf_counter() - began
        print(f"pandas with openpyxl, one table: {other:.1f} s; ours to theirs: {ours / other:.1f}")


if __name__ == "__main__":
    main()
