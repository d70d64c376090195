"""Fewer blocking pairs around those there are: the best to be had where a proof is out of reach.

Around each household that blocks, a neighbourhood is decided again by CP-SAT while all others stay
as they are. What breaks fewer clauses is taken; the rounds end when no neighbourhood gets better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.solvers.nursery.blocking import blocking_pairs
from app.solvers.nursery.market import Market
from app.solvers.nursery.proof import Clause, Group, Model, Part
from app.solvers.nursery.solving import Limits

# Households decided together, and the work that may cost: larger neighbourhoods find more.
SMALL, LARGE = (40, 1.0), (800, 12.0)


class Repair:
    """Works on a copy of the positions; `positions` is the best found."""

    def __init__(self, market: Market, positions: Sequence[int], limits: Limits) -> None:
        """Note who holds what."""
        self._market = market
        self._limits = limits
        self.positions = list(positions)
        self._holders: dict[int, set[int]] = {}
        for household in range(len(self.positions)):
            self._note(household)

    def run(self) -> list[int]:
        """Return positions with at most as many blocking pairs."""
        for size, work in (SMALL, LARGE):
            is_better = True
            while is_better and not self._is_over:
                is_better = False
                tried: set[frozenset[int]] = set()
                blocking = blocking_pairs(self._market, self.positions)
                for household in sorted({household for household, _position in blocking}):
                    free = self._around(household, size)
                    if frozenset(free) not in tried and not self._is_over:
                        tried.add(frozenset(free))
                        is_better = self._decide_again(free, work) or is_better
        return self.positions

    @property
    def _is_over(self) -> bool:
        return self._limits.is_over or self._limits.work <= 0

    def _note(self, household: int) -> None:
        for use in self._market.rows_of(household)[self.positions[household]]:
            self._holders.setdefault(use.resource, set()).add(household)

    def _around(self, household: int, size: int) -> list[int]:
        """Return a household, those who hold what it wants, those who hold what they want, …

        In a large neighbourhood whoever may want something counts, not only who holds it.
        """
        found = {household: None}
        waiting = [household]
        for one in waiting:
            rows = self._market.rows_of(one)
            end = len(rows) if size > SMALL[0] else self.positions[one] + 1
            for resource in sorted({use.resource for row in rows[:end] for use in row}):
                others = self._holders.get(resource, set())
                if size > SMALL[0]:
                    others = others | self._market.interested(resource)
                for other in sorted(others):
                    if other not in found:
                        found[other] = None
                        waiting.append(other)
                        if len(found) >= size:
                            return list(found)
        return list(found)

    def _decide_again(self, free: Sequence[int], work: float) -> bool:
        part = self._part(free)
        given = min(work, self._limits.work)
        limits = replace(self._limits, work=given)
        blocking = set(blocking_pairs(self._market, self.positions))
        model = Model(self._market, part, limits, is_bounded=False)
        start = {household: self.positions[household] for household in free}
        broken = [clause for clause in part.clauses if clause in blocking]
        found = model.fewest_broken(start, broken)
        self._limits.work -= given - limits.work
        if found is None or found == start:
            return False
        before = list(self.positions)
        self._take(found)
        if len(list(blocking_pairs(self._market, self.positions))) < len(blocking):
            return True
        self._take({household: before[household] for household in found})
        return False

    def _take(self, found: dict[int, int]) -> None:
        for household in found:
            for use in self._market.rows_of(household)[self.positions[household]]:
                self._holders[use.resource].discard(household)
        for household, position in found.items():
            self.positions[household] = position
        for household in found:
            self._note(household)

    def _part(self, free: Sequence[int]) -> Part:
        """Return the neighbourhood with every clause that it can keep or break."""
        market = self._market
        inside = set(free)
        alive: dict[int, Sequence[int]] = {h: range(len(market.rows_of(h))) for h in sorted(free)}
        touched = {use.resource for h in alive for row in market.rows_of(h) for use in row}
        clauses = [Clause(h, p) for h, own in alive.items() for p in own[:-1]]
        others = set().union(*(market.interested(one) for one in touched)) - inside
        for household in sorted(others):
            rows = market.rows_of(household)[: self.positions[household]]
            for position, row in enumerate(rows):
                if any(use.resource in touched for use in row):
                    clauses.append(Clause(household, position))
        asked = touched | {use.resource for h, p in clauses for use in market.rows_of(h)[p]}
        fixed = {
            household: self.positions[household]
            for resource in sorted(asked)
            for household in sorted(self._holders.get(resource, ()))
            if household not in inside
        }
        return Part(alive, clauses, fixed, [Group(frozenset(clauses), 0)])
