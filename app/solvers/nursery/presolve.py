"""What is certain of every stable result, found by counting: the rest goes to the solver.

Three rules strike positions out until nothing changes. They hold for results without any blocking
household only; where no such result exists they must not be used.

- *Sure*: a position that everybody of higher priority together could not take away. Nothing worse
  than it can be held, for the household would block there.
- *Full*: what others hold for certain leaves no room. The position cannot be held.
- *Better suited*: a seat's budget is used up by single children of higher priority who like no seat
  better. Were a lower child to hold one, some of them would block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass

from app.solvers.nursery.market import Market, Row


@dataclass(slots=True)
class _Entry:
    """A child at a resource: its place in the nursery's order, and what it would take."""

    order: int
    household: int
    child: int
    nursery: int
    amount: int


@dataclass(slots=True)
class _Sums:
    """What may come to a resource, added up in its order, and what comes for certain."""

    orders: list[int]
    possible: list[int]
    certain: int


class Presolve:
    """Strikes positions out; `alive[h]` are the positions that household h may still hold."""

    def __init__(self, market: Market) -> None:
        """Begin with every position of every household."""
        self.market = market
        instance = market.instance
        self.alive: list[list[int]] = []
        # (child, nursery) → in how many living positions of its household the child is there.
        self._count: dict[tuple[int, int], int] = {}
        self._entries: list[list[_Entry]] = [[] for _one in market.resources]
        self._dirty: deque[int] = deque()
        self._is_dirty: set[int] = set()
        self.is_contradictory = False
        for household in range(len(instance.households)):
            self.alive.append(list(range(len(market.rows_of(household)))))
            for position in self.alive[household]:
                for child, place in self._places(household, position):
                    self._count[child, place] = self._count.get((child, place), 0) + 1
        for nursery, order in enumerate(market.order):
            for child, rank in order.items():
                household = instance.children[child].household
                for resource, amount in market.uses_of(child, nursery):
                    self._entries[resource].append(_Entry(rank, household, child, nursery, amount))
        self._own: dict[tuple[int, int], list[_Entry]] = {}
        for place, entries in enumerate(self._entries):
            for one in entries:
                self._own.setdefault((place, one.household), []).append(one)
        # By resource, worked out again when something there was struck out.
        self._sums: dict[int, _Sums] = {}
        # Only where everybody together is too many can anything be decided.
        self.is_scarce = [
            sum(one.amount for one in entries) > market.resources[place].budget
            for place, entries in enumerate(self._entries)
        ]

    def run(self) -> None:
        """Strike out until nothing changes; `is_contradictory` when a household has nothing left."""
        for household in range(len(self.alive)):
            self._look_at(household)
        for resource, scarce in enumerate(self.is_scarce):
            if scarce:
                self._mark(resource)
        while self._dirty and not self.is_contradictory:
            resource = self._dirty.popleft()
            self._is_dirty.discard(resource)
            self._strike_unsuited(resource)
            for household in sorted({one.household for one in self._entries[resource]}):
                if len(self.alive[household]) > 1:
                    self._look_at(household)

    def _places(self, household: int, position: int) -> list[tuple[int, int]]:
        """Return (child, nursery) of whoever holds a seat at a position, present seats too."""
        instance = self.market.instance
        found = []
        places = self.market.tuple_at(household, position)
        for child, place in zip(instance.households[household].members, places, strict=True):
            at = instance.children[child].present if place is None else place
            if at is not None:
                found.append((child, at))
        return found

    def _mark(self, resource: int) -> None:
        if self.is_scarce[resource] and resource not in self._is_dirty:
            self._is_dirty.add(resource)
            self._dirty.append(resource)

    def _look_at(self, household: int) -> None:
        """Apply the rules *sure* and *full* to one household."""
        rows = self.market.rows_of(household)
        gone: set[int] = set()
        for position in self.alive[household]:
            if self._is_full(household, rows[position]):
                gone.add(position)
            elif self._is_sure(household, rows[position]):
                gone.update(one for one in self.alive[household] if one > position)
                break
        if gone:
            self._strike(household, gone)

    def _is_full(self, household: int, row: Row) -> bool:
        for use in row:
            if self.is_scarce[use.resource]:
                own = self._own.get((use.resource, household), ())
                certain = self._sums_of(use.resource).certain
                certain -= sum(one.amount for one in own if self._is_certain(one))
                if certain + use.amount > self.market.resources[use.resource].budget:
                    return True
        return False

    def _is_sure(self, household: int, row: Row) -> bool:
        for use in row:
            if not self.is_scarce[use.resource]:
                continue
            sums = self._sums_of(use.resource)
            above = sums.possible[bisect_left(sums.orders, use.lowest)]
            above -= sum(
                one.amount
                for one in self._own.get((use.resource, household), ())
                if one.order < use.lowest and self._count.get((one.child, one.nursery))
            )
            if above + use.amount > self.market.resources[use.resource].budget:
                return False
        return True

    def _sums_of(self, resource: int) -> _Sums:
        found = self._sums.get(resource)
        if found is None:
            orders: list[int] = []
            possible = [0]
            certain = 0
            for one in self._entries[resource]:
                if not self._count.get((one.child, one.nursery)):
                    continue
                orders.append(one.order)
                possible.append(possible[-1] + one.amount)
                certain += one.amount if self._is_certain(one) else 0
            found = self._sums[resource] = _Sums(orders, possible, certain)
        return found

    def _is_certain(self, one: _Entry) -> bool:
        count = self._count.get((one.child, one.nursery), 0)
        return count > 0 and count == len(self.alive[one.household])

    def _strike_unsuited(self, resource: int) -> None:
        """Apply the rule *better suited* to one resource."""
        room = self.market.resources[resource].budget
        limit = None
        for one in self._entries[resource]:
            if self._likes_nothing_better(one, resource):
                room -= one.amount
                if room < one.amount or room <= 0:
                    limit = one.order
                    break
        if limit is None or room > 0:
            return
        for one in self._entries[resource]:
            if one.order <= limit or not self._count.get((one.child, one.nursery)):
                continue
            rows = self.market.rows_of(one.household)
            gone = {
                position
                for position in self.alive[one.household]
                if any(u.resource == resource and u.lowest > limit for u in rows[position])
            }
            if gone:
                self._strike(one.household, gone)

    def _likes_nothing_better(self, one: _Entry, resource: int) -> bool:
        """Whether a single child's best living position is here, held back by this resource only."""
        if len(self.market.instance.households[one.household].members) > 1 or one.amount != 1:
            return False
        alive = self.alive[one.household]
        if not alive:
            return False
        row = self.market.rows_of(one.household)[alive[0]]
        scarce = [use.resource for use in row if self.is_scarce[use.resource]]
        return scarce == [resource]

    def _strike(self, household: int, gone: set[int]) -> None:
        kept = [one for one in self.alive[household] if one not in gone]
        for position in gone:
            for child, place in self._places(household, position):
                self._count[child, place] -= 1
        rows = self.market.rows_of(household)
        touched = {use.resource for position in self.alive[household] for use in rows[position]}
        self.alive[household] = kept
        if not kept:
            self.is_contradictory = True
        for resource in touched:
            self._sums.pop(resource, None)
            self._mark(resource)
