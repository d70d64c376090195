"""Where the frozen program starts."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    # A frozen program starts its worker processes by starting itself.
    multiprocessing.freeze_support()
    from app.bootstrap import main

    sys.exit(main(sys.argv[1:]))
