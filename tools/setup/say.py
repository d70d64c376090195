"""One voice for set-up: short plain lines on standard error."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Print a line where it cannot mix with what a command prints as its answer."""
    print(line, file=sys.stderr, flush=True)
