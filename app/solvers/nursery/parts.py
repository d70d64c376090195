"""Cuts what is still undecided into parts that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Sequence

from app.solvers.nursery.market import Market, Row
from app.solvers.nursery.proof import Clause, Group, Part


def parts_of(
    market: Market, alive: Sequence[Sequence[int]], groups: Sequence[Group] = ()
) -> list[Part]:
    """Return the parts in the order of their first household.

    A household belongs to one where it has a choice left, or where a better position than its own
    could come to block. Resources that can never run out connect nobody; a group of clauses of
    which some may be broken connects their households.
    """
    return _Cut(market, alive).parts(groups)


class _Cut:
    def __init__(self, market: Market, alive: Sequence[Sequence[int]]) -> None:
        self._market = market
        self._alive = alive
        # By resource: (order, household, amount) of what is held whatever happens.
        self._certain: dict[int, list[tuple[int, int, int]]] = {}
        most: dict[int, int] = {}
        for household, positions in enumerate(alive):
            largest: dict[int, int] = {}
            rows = market.rows_of(household)
            for position in positions:
                for use in rows[position]:
                    largest[use.resource] = max(use.amount, largest.get(use.resource, 0))
            for resource, amount in largest.items():
                most[resource] = most.get(resource, 0) + amount
            if len(positions) == 1:
                for use in rows[positions[0]]:
                    own = self._certain.setdefault(use.resource, [])
                    own += [(order, household, amount) for order, amount in use.parts]
        self._is_scarce = [
            most.get(place, 0) > one.budget for place, one in enumerate(market.resources)
        ]
        self._most = most
        self._leader = list(range(len(alive)))

    def parts(self, groups: Sequence[Group]) -> list[Part]:
        clauses = [self._clauses(household) for household in range(len(self._alive))]
        concerned: dict[int, int] = {}
        inside: list[int] = []
        for household, positions in enumerate(self._alive):
            has_choice = len(positions) > 1
            if not has_choice and not clauses[household]:
                continue
            inside.append(household)
            rows = self._market.rows_of(household)
            touched = [rows[one.position] for one in clauses[household]]
            touched += [rows[position] for position in positions] if has_choice else []
            for resource in sorted({use.resource for row in touched for use in row}):
                if self._matters(resource):
                    other = concerned.setdefault(resource, household)
                    self._join(household, other)
        in_question = {clause for own in clauses for clause in own}
        # A group whose clauses are all kept for certain allows nothing more to anybody.
        asked = [(group, sorted(group.clauses & in_question)) for group in groups]
        for _group, own in asked:
            for clause in own:
                self._join(own[0].household, clause.household)
        found: dict[int, Part] = {}
        for household in inside:
            part = found.setdefault(self._find(household), Part({}, [], {}, []))
            part.alive[household] = tuple(self._alive[household])
            part.clauses += clauses[household]
        for group, own in asked:
            if own:
                found[self._find(own[0].household)].groups.append(group)
        for part in found.values():
            self._add_fixed(part)
        return list(found.values())

    def _matters(self, resource: int) -> bool:
        """Whether a resource can run out, or is asked for by a position that may block."""
        return self._is_scarce[resource] or self._could_fill(resource)

    def _could_fill(self, resource: int) -> bool:
        return self._most.get(resource, 0) >= self._market.resources[resource].budget

    def _clauses(self, household: int) -> list[Clause]:
        """Return the positions better than the worst left that are not full for certain."""
        positions = self._alive[household]
        if not positions:
            return []
        rows = self._market.rows_of(household)
        return [
            Clause(household, position)
            for position in range(positions[-1])
            if not self._is_full_above(household, rows[position])
        ]

    def _is_full_above(self, household: int, row: Row) -> bool:
        for use in row:
            above = sum(
                amount
                for order, other, amount in self._certain.get(use.resource, ())
                if order < use.lowest and other != household
            )
            if above + use.amount > self._market.resources[use.resource].budget:
                return True
        return False

    def _add_fixed(self, part: Part) -> None:
        """Add the decided households that hold something the part asks for."""
        rows = [self._market.rows_of(h)[p] for h, own in part.alive.items() for p in own]
        rows += [self._market.rows_of(h)[p] for h, p in part.clauses]
        for resource in {use.resource for row in rows for use in row}:
            for _order, household, _amount in self._certain.get(resource, ()):
                if household not in part.alive:
                    part.fixed[household] = self._alive[household][0]

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._leader[second] = first

    def _find(self, one: int) -> int:
        while self._leader[one] != one:
            self._leader[one] = self._leader[self._leader[one]]
            one = self._leader[one]
        return one
