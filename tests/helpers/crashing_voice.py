"""Works of a speech worker that misbehave, each in its own way."""

from __future__ import annotations

import os
import time

from app.domain.errors import Unavailable


def crash() -> None:
    """End the process at once, as an engine in C does."""
    os.abort()


def hang() -> None:
    """Take for ever."""
    time.sleep(600)


def refuse() -> None:
    """Tell that something is not there."""
    raise Unavailable("voice.no_vosk", folder="x")


def stumble() -> None:
    """Fail as nobody expected."""
    raise RuntimeError("inside")


def sockets() -> int:
    """Return how many sockets this process holds."""
    names = (os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if _is(fd))
    return sum(name.startswith("socket:") for name in names)


def _is(fd: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{fd}")


WORKS = {
    "crash": crash, "hang": hang, "refuse": refuse, "stumble": stumble, "number": os.getpid,
    "sockets": sockets,
}  # fmt: skip
