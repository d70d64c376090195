"""Resting the pointer presses: how far the rest has come, and when it counts."""

from __future__ import annotations

from collections.abc import Hashable


class Dwell:
    """Counts how long a pointer rests on one thing; one rest presses once."""

    def __init__(self, seconds: float = 1.5) -> None:
        self.seconds = seconds
        self._thing: Hashable | None = None
        self._since = 0.0
        self._is_spent = False

    def rest_on(self, thing: Hashable | None, now: float) -> tuple[float, bool]:
        """Return how much of the time has passed (0 to 1), and whether this moment presses."""
        if thing is None or thing != self._thing:
            self._thing, self._since, self._is_spent = thing, now, False
            return 0.0, False
        if self._is_spent:
            return 0.0, False
        passed = min(1.0, (now - self._since) / self.seconds)
        self._is_spent = passed >= 1.0
        return passed, self._is_spent
