"""What is certain of every result that keeps a set of clauses, found by counting.

A *clause* says that a household does not block at a position. Three rules strike positions out
until nothing changes; clauses named as *soft* may be broken and are not used.

- *Sure*: a position that everybody of higher priority together could not take away. Nothing worse
  than it can be held, for the household would block there.
- *Full*: what others hold for certain leaves no room. The position cannot be held.
- *Better suited*: a seat's budget is used up by plain households of higher priority who like
  nothing better. Were a lower child to hold one, some of them would block.

Every strike is written down with its rule, so that `reasons.py` can say which clauses it needed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Collection
from typing import NamedTuple

from app.solvers.nursery.board import Asked, Board

SURE, FULL, LOW = "sure", "full", "low"


class Strike(NamedTuple):
    """A position struck out, and by which rule.

    `at` is the sure position for `sure`, the resource otherwise; `suited` are the entries of the
    better suited.
    """

    household: int
    position: int
    rule: str
    at: int
    suited: tuple[int, ...] = ()


class Presolve:
    """Strikes positions out; `alive[h]` are the positions that household h may still hold."""

    def __init__(self, board: Board, soft: Collection[tuple[int, int]] = ()) -> None:
        """Begin with every position of every household."""
        self.board = board
        self.soft = frozenset(soft)
        self.strikes: list[Strike] = []
        # By household and position: the number of its strike, -1 while it lives.
        self.struck = [[-1] * len(own) for own in board.seats]
        self.contradicted: int | None = None
        self._left = [len(own) for own in board.seats]
        self._count = [len(own) for own in board.positions]
        self._is_certain = [False] * len(board.household)
        self._weights = [list(own) for own in board.amounts]
        self._certain = [0] * len(board.budgets)
        # How many users from the top fit however things go, and what they take together.
        self._reach = [0] * len(board.budgets)
        self._reached = [0] * len(board.budgets)
        self._tail = [len(own) for own in board.entries]
        self._tops: list[list[int]] = [[] for _one in board.budgets]
        self._top = [-1] * len(board.seats)
        self._dirty: deque[int] = deque()
        self._is_dirty = [False] * len(board.budgets)
        self._again: deque[int] = deque()
        self._is_again = [False] * len(board.seats)

    @property
    def alive(self) -> list[list[int]]:
        """Return the positions that each household may still hold."""
        return [[p for p, mark in enumerate(own) if mark < 0] for own in self.struck]

    def run(self) -> None:
        """Strike out until nothing changes, or a household has nothing left."""
        board = self.board
        for household, plain in enumerate(board.is_plain):
            self._note_certain(household)
            if plain:
                self._next_top(household)
                self._strike_below_free(household)
            else:
                self._look_again(household)
        for resource, scarce in enumerate(board.is_scarce):
            if scarce:
                self._mark(resource)
        while self.contradicted is None:
            if self._dirty:
                resource = self._dirty.popleft()
                self._is_dirty[resource] = False
                self._settle(resource)
            elif self._again:
                household = self._again.popleft()
                self._is_again[household] = False
                self._look_at(household)
            else:
                break

    def _mark(self, resource: int) -> None:
        if not self._is_dirty[resource] and self.board.is_scarce[resource]:
            self._is_dirty[resource] = True
            self._dirty.append(resource)

    def _look_again(self, household: int) -> None:
        if not self._is_again[household] and self._left[household] > 1:
            self._is_again[household] = True
            self._again.append(household)

    def _settle(self, resource: int) -> None:
        """Apply the three rules to the plain users of a resource."""
        self._extend_reach(resource)
        if self._certain[resource] >= self.board.budgets[resource]:
            self._strike_full(resource)
        self._strike_unsuited(resource)
        for household in self.board.watchers[resource]:
            self._look_again(household)

    def _extend_reach(self, resource: int) -> None:
        board, weights = self.board, self._weights[resource]
        budget, entries = board.budgets[resource], board.entries[resource]
        while self._reach[resource] < len(entries):
            place = self._reach[resource]
            amount = weights[place]
            if self._reached[resource] + amount > budget:
                break
            self._reached[resource] += amount
            self._reach[resource] += 1
            household = board.household[entries[place]]
            if amount and board.is_plain[household]:
                # A present seat may stand at the fallback too: the first position counts.
                self._strike_worse(household, board.positions[entries[place]][0])

    def _strike_below_free(self, household: int) -> None:
        for position, row in enumerate(self.board.asked(household)):
            if not row and (household, position) not in self.soft:
                self._strike_worse(household, position)
                break

    def _strike_worse(self, household: int, position: int) -> None:
        if (household, position) in self.soft or self._left[household] == 1:
            return
        for worse in range(position + 1, len(self.struck[household])):
            self._strike(Strike(household, worse, SURE, position))

    def _strike_full(self, resource: int) -> None:
        for entry, amount in enumerate(self._weights[resource]):
            seat = self.board.entries[resource][entry]
            household = self.board.household[seat]
            if amount and not self._is_certain[seat] and self.board.is_plain[household]:
                for position in self.board.positions[seat]:
                    self._strike(Strike(household, position, FULL, resource))

    def _strike_unsuited(self, resource: int) -> None:
        tops, budget = self._tops[resource], self.board.budgets[resource]
        if not budget or len(tops) < budget:
            return
        suited = tuple(tops[:budget])
        entries = self.board.entries[resource]
        while self._tail[resource] > suited[-1] + 1:
            self._tail[resource] -= 1
            seat = entries[self._tail[resource]]
            for position in self.board.positions[seat]:
                self._strike(Strike(self.board.household[seat], position, LOW, resource, suited))

    def _look_at(self, household: int) -> None:
        """Apply the rules *sure* and *full* to a household that is not plain."""
        struck, rows = self.struck[household], self.board.asked(household)
        own: dict[int, list[int]] = {}
        for position, row in enumerate(rows):
            if struck[position] >= 0:
                continue
            full = self._full_at(household, row, own)
            if full is not None:
                self._strike(Strike(household, position, FULL, full))
            elif (household, position) not in self.soft and self._is_sure(household, row, own):
                self._strike_worse(household, position)
                break

    def _own_at(self, household: int, resource: int, own: dict[int, list[int]]) -> list[int]:
        found = own.get(resource)
        if found is None:
            found = own[resource] = self.board.own_entries(household, resource)
        return found

    def _full_at(
        self, household: int, row: tuple[Asked, ...], own: dict[int, list[int]]
    ) -> int | None:
        for resource, amount, _lowest in row:
            room = self.board.budgets[resource] - amount
            if self._certain[resource] <= room:
                continue
            entries, amounts = self.board.entries[resource], self.board.amounts[resource]
            mine = sum(
                amounts[one]
                for one in self._own_at(household, resource, own)
                if self._is_certain[entries[one]]
            )
            if self._certain[resource] - mine > room:
                return resource
        return None

    def _is_sure(self, household: int, row: tuple[Asked, ...], own: dict[int, list[int]]) -> bool:
        for resource, amount, lowest in row:
            weights = self._weights[resource]
            above = sum(weights[:lowest])
            room = self.board.budgets[resource] - amount
            if above <= room:
                continue
            mine = self._own_at(household, resource, own)
            if above - sum(weights[one] for one in mine if one < lowest) > room:
                return False
        return True

    def _next_top(self, household: int) -> None:
        """Enter a plain household where its best living position is."""
        struck = self.struck[household]
        top = self._top[household] + 1
        while top < len(struck) and struck[top] >= 0:
            top += 1
        self._top[household] = top
        if top == len(struck) or (household, top) in self.soft:
            return
        for resource, _amount, entry in self.board.asked(household)[top]:
            insort(self._tops[resource], entry)
            self._mark(resource)

    def _strike(self, strike: Strike) -> None:
        household, position = strike.household, strike.position
        if self.struck[household][position] >= 0 or self.contradicted is not None:
            return
        self.struck[household][position] = len(self.strikes)
        self.strikes.append(strike)
        self._left[household] -= 1
        for seat in self.board.seats[household][position]:
            self._count[seat] -= 1
            if not self._count[seat]:
                self._kill(seat)
        if not self._left[household]:
            self.contradicted = household
            return
        self._note_certain(household)
        if self.board.is_plain[household]:
            if position == self._top[household]:
                self._leave_top(household, position)
                self._next_top(household)
        else:
            self._look_again(household)

    def _leave_top(self, household: int, position: int) -> None:
        for resource, _amount, entry in self.board.asked(household)[position]:
            tops = self._tops[resource]
            place = bisect_left(tops, entry)
            if place < len(tops) and tops[place] == entry:
                del tops[place]

    def _kill(self, seat: int) -> None:
        for resource, entry, amount in self.board.uses[seat]:
            self._weights[resource][entry] = 0
            if entry < self._reach[resource]:
                self._reached[resource] -= amount
            self._mark(resource)

    def _note_certain(self, household: int) -> None:
        left = self._left[household]
        for seat in self.board.own[household]:
            if self._count[seat] == left and not self._is_certain[seat]:
                self._is_certain[seat] = True
                for resource, _entry, amount in self.board.uses[seat]:
                    self._certain[resource] += amount
                    self._mark(resource)
