"""What a scan offers next: a group, a row in it, an item in it, or the way back out.

The scanner knows numbers only; what stands behind them is the window's business. After the last
one of a row or group the way out is offered; after some rounds in which nobody chose, it rests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

ROUNDS = 3

Layout = tuple[tuple[tuple[int, ...], ...], ...]
"""Groups of rows of items, in reading order."""


class Level(Enum):
    """What is offered: nothing, a whole group, a whole row, one item, or the way out."""

    REST = "rest"
    GROUP = "group"
    ROW = "row"
    ITEM = "item"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered now, all items it holds, and whether it is the first of its kind.

    The first stays half as long again: who has just pressed needs time to come back.
    """

    level: Level
    items: tuple[int, ...] = ()
    is_first: bool = False


class Scanner:
    """Steps through a layout and goes deeper where somebody chooses; no clock, no Qt."""

    def __init__(self, layout: Sequence[Sequence[Sequence[int]]] = ()) -> None:
        self._layout: Layout = ()
        self._path: list[int] = []
        self._here = -1
        self._rounds = 0
        self.show(layout)

    @property
    def offer(self) -> Offer:
        """Return what is offered now."""
        if self._here < 0:
            return Offer(Level.REST)
        kept = self._choices()
        if self._here >= len(kept):
            return Offer(Level.OUT, tuple(i for one in kept for i in one))
        level = (Level.GROUP, Level.ROW, Level.ITEM)[len(self._path)]
        return Offer(level, kept[self._here], self._here == 0)

    def show(self, layout: Sequence[Sequence[Sequence[int]]]) -> None:
        """Take another page: empty rows and groups are left out, and the scan rests."""
        groups = [tuple(tuple(row) for row in group if row) for group in layout]
        self._layout = tuple(group for group in groups if group)
        self.rest()

    def rest(self) -> None:
        """Offer nothing until somebody presses."""
        self._path, self._here, self._rounds = [], -1, 0

    def begin(self) -> Offer:
        """Leave the rest: the first group is offered, or what it holds where there is only one."""
        self._path, self._rounds = [], 0
        self._here = 0 if self._layout else -1
        if len(self._layout) == 1:
            self._enter()
        return self.offer

    def begin_in(self, group: int) -> Offer:
        """Offer the first row of a group, for who takes several things of it one after the other."""
        self._path, self._rounds = [], 0
        self._here = group if group < len(self._layout) else -1
        if self._here >= 0 and len(self._layout[group]) > 1:
            self._enter()
        return self.offer

    def step(self) -> Offer:
        """Offer the next one; after the last round without a choice it rests."""
        if self._here < 0:
            return self.begin()
        self._here += 1
        # Inside a row or group the way out stands after the last one; there is none from the top.
        last = len(self._choices()) + (1 if self._has_way_out() else 0)
        if self._here >= last:
            self._here, self._rounds = 0, self._rounds + 1
            if self._rounds >= ROUNDS:
                self.rest()
        return self.offer

    def choose(self) -> int | None:
        """Go into what is offered; return an item once one is chosen, after which it begins anew."""
        offer = self.offer
        if offer.level is Level.REST:
            self.begin()
            return None
        self._rounds = 0
        if offer.level is Level.OUT:
            self._leave()
            return None
        if len(offer.items) == 1:
            self.begin()
            return offer.items[0]
        self._enter()
        return None

    def _enter(self) -> None:
        self._path.append(self._here)
        self._here = 0
        # A group of one row is that row.
        if len(self._path) == 1 and len(self._layout[self._path[0]]) == 1:
            self._path.append(0)

    def _leave(self) -> None:
        came_from = self._path.pop()
        if len(self._path) == 1 and len(self._layout[self._path[0]]) == 1:
            came_from = self._path.pop()
        if not self._path and len(self._layout) == 1:
            self.rest()
            return
        self._here = came_from

    def _has_way_out(self) -> bool:
        return bool(self._path)

    def _choices(self) -> tuple[tuple[int, ...], ...]:
        """Return the items behind each thing that may be offered on this level."""
        if not self._path:
            return tuple(tuple(i for row in group for i in row) for group in self._layout)
        group = self._layout[self._path[0]]
        if len(self._path) == 1:
            return group
        return tuple((item,) for item in group[self._path[1]])
