"""What is held of one resource, as sums over its users in the nursery's order."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

# Sums over more users than this are built on running totals.
LONGEST_SUM = 64


class Sum:
    """Sums of (order, amount, household, held or not) of every user of a resource."""

    def __init__(self, model: Any, parts: list[tuple[int, int, int, Any]]) -> None:
        """Add the running totals to the model."""
        self._parts = sorted(parts, key=lambda part: part[:3])
        self._orders = [part[0] for part in self._parts]
        self._totals: list[Any] = [0]
        most = sum(part[1] for part in parts)
        for start in range(0, len(self._parts) - LONGEST_SUM, LONGEST_SUM):
            total = model.new_int_var(0, most, "")
            model.add(total == self._totals[-1] + self._plain(start, start + LONGEST_SUM))
            self._totals.append(total)

    def everything(self) -> Any:
        """Return the sum over all users."""
        return self._until(len(self._parts))

    def above(self, order: int, household: int) -> Any:
        """Return what others of higher priority than an order hold."""
        end = bisect_left(self._orders, order)
        own = sum(
            amount * held for _order, amount, one, held in self._parts[:end] if one == household
        )
        return self._until(end) - own

    def _until(self, end: int) -> Any:
        known = min(end // LONGEST_SUM, len(self._totals) - 1)
        return self._totals[known] + self._plain(known * LONGEST_SUM, end)

    def _plain(self, start: int, end: int) -> Any:
        return sum(amount * held for _o, amount, _h, held in self._parts[start:end])
