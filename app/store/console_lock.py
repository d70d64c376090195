"""One console on one centre: the second one is told who is there, and nothing is overwritten."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.errors import Unavailable
from app.store.failures import plain_failures

_LOCK = "console.lock"
_HOLDER = "console.pid"


class ConsoleLock:
    """A lock that the system gives back by itself when the console ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / _LOCK)
        self._holder = folder / _HOLDER
        self._folder = folder

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            Unavailable: `store.second_console` (data: `pid` of the other, 0 when unknown).
        """
        with plain_failures(self._folder):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise Unavailable("store.second_console", pid=self._other()) from None
            self._holder.write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _other(self) -> int:
        try:
            return int(self._holder.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0
