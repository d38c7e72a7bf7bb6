"""Writes docs/kolonner.md from the tables declared in insight/tables.py. Run: python scripts/make_kolonner.py"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from insight.tables import describe  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs" / "kolonner.md").write_text(describe(), encoding="utf-8", newline="\n")
