"""Who may sit where, laid out for counting: seats, and by resource its users in priority order.

A *seat* is a child at a nursery; a household holds it at some of its positions. A household is
*plain* when it is one child each of whose positions asks one scarce resource at most: most are, and
everything about them can be counted as it happens instead of being looked at again.
"""

from __future__ import annotations

from typing import NamedTuple

from app.solvers.nursery.market import Market


class Asked(NamedTuple):
    """What a position asks of a scarce resource; `lowest` is the entry of its lowest sibling."""

    resource: int
    amount: int
    lowest: int


class Board:
    """The unchanging part of the presolve; built once, used by every run of it."""

    def __init__(self, market: Market) -> None:
        """Number the seats and sort the users of every resource."""
        self.market = market
        instance = market.instance
        count = len(market.resources)
        self.budgets = [one.budget for one in market.resources]
        # By household and position: the seats held there.
        self.seats: list[list[tuple[int, ...]]] = []
        # By seat: its household, the positions that hold it, and (resource, entry, amount).
        self.household: list[int] = []
        self.positions: list[list[int]] = []
        self.uses: list[list[tuple[int, int, int]]] = []
        # By household: its seats.
        self.own: list[list[int]] = []
        # By resource: the seats of its users, highest first, and what each takes.
        self.entries: list[list[int]] = [[] for _one in range(count)]
        self.amounts: list[list[int]] = [[] for _one in range(count)]
        numbers: dict[tuple[int, int], int] = {}
        for household in range(len(instance.households)):
            self._add_household(household, numbers)
        self._sort_entries(numbers)
        self.is_scarce = [
            sum(amounts) > budget
            for amounts, budget in zip(self.amounts, self.budgets, strict=True)
        ]
        self._entry_of = {
            (resource, seat): entry
            for seat, own in enumerate(self.uses)
            for resource, entry, _amount in own
        }
        self._asked: list[list[tuple[Asked, ...]] | None] = [None] * len(self.seats)
        self.is_plain = [self._judge(household) for household in range(len(self.seats))]
        # By resource: the households that are not plain and may use it.
        self.watchers: list[list[int]] = [
            sorted(
                {self.household[seat] for seat in own if not self.is_plain[self.household[seat]]}
            )
            for own in self.entries
        ]

    def asked(self, household: int) -> list[tuple[Asked, ...]]:
        """Return what each position of a household asks of scarce resources."""
        found = self._asked[household]
        if found is None:
            found = self._asked[household] = [self._row(seats) for seats in self.seats[household]]
        return found

    def entry(self, resource: int, seat: int) -> int:
        """Return the place of a seat among a resource's users."""
        return self._entry_of[resource, seat]

    def own_entries(self, household: int, resource: int) -> list[int]:
        """Return the entries of a household's seats at a resource."""
        return [
            entry
            for seat in self.own[household]
            if (entry := self._entry_of.get((resource, seat), -1)) >= 0
        ]

    def _add_household(self, household: int, numbers: dict[tuple[int, int], int]) -> None:
        members = self.market.instance.households[household].members
        children = self.market.instance.children
        own: list[int] = []
        of_position: list[tuple[int, ...]] = []
        for position in range(len(self.market.rows_of(household))):
            held = []
            places = self.market.tuple_at(household, position)
            for child, place in zip(members, places, strict=True):
                at = children[child].present if place is None else place
                if at is None:
                    continue
                seat = numbers.get((child, at))
                if seat is None:
                    seat = numbers[child, at] = len(self.household)
                    self.household.append(household)
                    self.positions.append([])
                    self.uses.append([])
                    own.append(seat)
                self.positions[seat].append(position)
                held.append(seat)
            of_position.append(tuple(held))
        self.seats.append(of_position)
        self.own.append(own)

    def _sort_entries(self, numbers: dict[tuple[int, int], int]) -> None:
        for nursery, order in enumerate(self.market.order):
            for child in order:
                seat = numbers.get((child, nursery))
                if seat is None:
                    continue
                for resource, amount in self.market.uses_of(child, nursery):
                    self.uses[seat].append((resource, len(self.entries[resource]), amount))
                    self.entries[resource].append(seat)
                    self.amounts[resource].append(amount)

    def _row(self, seats: tuple[int, ...]) -> tuple[Asked, ...]:
        found: dict[int, tuple[int, int]] = {}
        for seat in seats:
            for resource, entry, amount in self.uses[seat]:
                if self.is_scarce[resource]:
                    before, lowest = found.get(resource, (0, 0))
                    found[resource] = (before + amount, max(lowest, entry))
        return tuple(Asked(resource, *rest) for resource, rest in found.items())

    def _judge(self, household: int) -> bool:
        if len(self.market.instance.households[household].members) > 1:
            return False
        return all(
            len(row) < 2 and all(one.amount == 1 for one in row) for row in self.asked(household)
        )
