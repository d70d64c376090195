"""Deferred acceptance for families: the fast engine.

Singles first, then sibling households by their best child. A household takes its best position that
nobody of higher priority stands against; whoever has to give way gives back all seats and goes on
down its list, at the end to the seats it holds today. Then whoever would find room at a better
position tries again, as long as the number of steps allows. Sources: docs/nursery.md.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort

from app.solvers.nursery.market import Market, Row

STEPS_A_HOUSEHOLD = 30
FEWEST_STEPS = 5_000
# Rounds of trying again after which what is still moving counts as going round in circles.
MOST_ROUNDS = 60


class Deferred:
    """One run; `positions` are counted from 0, the fallback is the one after the last."""

    def __init__(self, market: Market) -> None:
        """Begin with everybody unplaced."""
        self._market = market
        count = len(market.instance.households)
        self.positions = [-1] * count
        self._next = [0] * count
        self._waiting: list[tuple[int, int, int]] = []
        # By resource: sorted (order, household, amount) of whoever holds some of it.
        self._holders: list[list[tuple[int, int, int]]] = [[] for _one in market.resources]
        self._used = [0] * len(market.resources)
        self._budgets = [one.budget for one in market.resources]
        # Resources all of whose users take one: counting replaces adding.
        self._is_plain = [one.kind != "staff" for one in market.resources]
        self._freed: set[int] = set()
        self._steps = max(FEWEST_STEPS, STEPS_A_HOUSEHOLD * count)
        self._is_done = False

    def run(self) -> list[int]:
        """Place everybody and return the position of each household."""
        for household in self._market.municipal:
            self._queue(household, 0)
        self._settle()
        rounds = 0
        while self._freed and self._steps > 0 and rounds < MOST_ROUNDS:
            rounds += 1
            freed, self._freed = self._freed, set()
            for household in self._candidates(freed):
                position = self._better(household)
                if position is not None:
                    self._take_out(household)
                    self._queue(household, position)
                    self._settle()
                if self._steps <= 0:
                    break
        self._finish()
        return self.positions

    def _queue(self, household: int, position: int) -> None:
        self._next[household] = position
        is_family = len(self._market.instance.households[household].members) > 1
        place = self._market.place_in_order[household]
        heapq.heappush(self._waiting, (int(is_family), place, household))

    def _settle(self) -> None:
        while self._waiting and self._steps > 0:
            household = heapq.heappop(self._waiting)[2]
            self._steps -= 1
            rows = self._market.rows_of(household)
            for position in range(self._next[household], len(rows)):
                if position == len(rows) - 1 or self._is_open(household, rows[position]):
                    self._put(household, position, rows[position])
                    break

    def _finish(self) -> None:
        """Give everybody still on the way the best that takes nothing from anybody."""
        while self._waiting:
            household = heapq.heappop(self._waiting)[2]
            rows = self._market.rows_of(household)
            last = len(rows) - 1
            for position in range(last):
                if all(
                    self._used[u.resource] + u.amount <= self._budgets[u.resource]
                    for u in rows[position]
                ):
                    self._put(household, position, rows[position])
                    break
            else:
                self._put(household, last, rows[last])

    def _candidates(self, freed: set[int]) -> list[int]:
        """Return who may want what became free, in municipal order."""
        found: set[int] = set()
        for resource in freed:
            found |= self._market.interested(resource)
        return sorted(found, key=self._market.place_in_order.__getitem__)

    def _better(self, household: int) -> int | None:
        rows = self._market.rows_of(household)
        for position in range(self.positions[household]):
            if self._is_open(household, rows[position]):
                return position
        return None

    def _is_open(self, household: int, row: Row) -> bool:
        """Whether nobody of higher priority stands against a row; one's own seats do not count."""
        for use in row:
            resource = use.resource
            budget = self._budgets[resource]
            if self._used[resource] + use.amount <= budget:
                continue
            holders = self._holders[resource]
            place = bisect_left(holders, (use.lowest,))
            if self._is_plain[resource] and place + use.amount <= budget:
                continue
            above = sum(one[2] for one in holders[:place] if one[1] != household)
            if above + use.amount > budget:
                return False
        return True

    def _put(self, household: int, position: int, row: Row) -> None:
        self.positions[household] = position
        for use in row:
            holders = self._holders[use.resource]
            for order, amount in use.parts:
                insort(holders, (order, household, amount))
            self._used[use.resource] += use.amount
        for use in row:
            self._make_room(use.resource, household)

    def _make_room(self, resource: int, keeper: int) -> None:
        holders = self._holders[resource]
        while self._used[resource] > self._budgets[resource]:
            loser = next(one[1] for one in reversed(holders) if one[1] != keeper)
            position = self.positions[loser]
            self._take_out(loser)
            self._queue(loser, position + 1 if position + 1 < self._rows(loser) else position)

    def _rows(self, household: int) -> int:
        return len(self._market.rows_of(household))

    def _take_out(self, household: int) -> None:
        row = self._market.rows_of(household)[self.positions[household]]
        self.positions[household] = -1
        for use in row:
            holders = self._holders[use.resource]
            for order, amount in use.parts:
                holders.remove((order, household, amount))
            self._used[use.resource] -= use.amount
            self._freed.add(use.resource)
