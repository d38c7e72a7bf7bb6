"""Writes tests/golden from the demo municipality: what was read, cleaned and found. Read the diff like code.

Run: python scripts/make_golden.py
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from insight.archive import write_table  # noqa: E402
from tests.demo.fjordvik import read_fjordvik  # noqa: E402

if __name__ == "__main__":
    (ROOT / "tests" / "golden").mkdir(exist_ok=True)
    for name, rows in zip(("innspill", "behov"), read_fjordvik(), strict=True):
        write_table(rows, ROOT / "tests" / "golden" / f"{name}.csv")
