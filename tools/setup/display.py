"""Tell whether an X server answers at $DISPLAY: exit code 0 when it does, 1 when it does not."""

from __future__ import annotations

import os
import re
import socket
import sys

# A display forwarded over the network may be slow; a dead one is not worth more waiting.
PATIENCE_SECONDS = 3.0


def display_answers(display: str) -> bool:
    """Connect to an X display written as `:0`, `:0.0`, `unix:0` or `host:10.0`."""
    match = re.fullmatch(r"(?:(?:unix|tcp)/)?(?P<host>.*):(?P<number>\d+)(?:\.\d+)?", display)
    if match is None:
        return False
    host, number = match["host"], int(match["number"])
    if host in ("", "unix"):
        name = f"/tmp/.X11-unix/X{number}"
        return any(_connects(socket.AF_UNIX, address) for address in (name, "\0" + name))
    return _connects(socket.AF_INET, (host.strip("[]"), 6000 + number))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    """Open and close one connection."""
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_SECONDS)
        try:
            line.connect(address)
        except OSError:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if display_answers(os.environ.get("DISPLAY", "")) else 1)
