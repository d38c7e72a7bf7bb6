"""python -m insight"""

import sys

from insight.cli import main

if __name__ == "__main__":
    sys.exit(main())
