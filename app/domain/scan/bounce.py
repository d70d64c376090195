"""A trembling hand presses twice: the second press soon after the first does not count."""

from __future__ import annotations


class BounceFilter:
    """Tells which presses of one switch count; the clock is any in seconds that never goes back."""

    def __init__(self, milliseconds: int = 0) -> None:
        self.milliseconds = milliseconds
        self._last: float | None = None

    def accepts(self, now: float) -> bool:
        """Tell whether a press counts; each press, counted or not, starts the pause anew."""
        last, self._last = self._last, now
        return last is None or (now - last) * 1000 >= self.milliseconds
