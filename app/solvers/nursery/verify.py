"""The check of a result, apart from everything that made it.

It reads the instance and who holds what (from this program, another one, or typed by hand) and says
what is wrong by the definition in docs/nursery.md alone. Nothing of the engines is used here: lists,
orders and budgets are worked out again, another way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.nursery.instance import Instance, Place, Tuple
from app.domain.nursery.results import Blocking, Held, OverBudget, Verdict
from app.solvers.nursery.verify_lists import ListOf, list_of

Key = tuple[object, ...]
# How many parts of a key come before the tie keys: present or not, rank of the wish, points.
UNTIL_TIES = 3
# What is shared out: ("seats", nursery, age), ("joint", nursery, number), ("staff", nursery, 0).
Pool = tuple[str, int, int]


@dataclass(slots=True)
class _Stock:
    """What there is of one pool, and who holds it: sorted keys, children and amounts."""

    budget: int
    used: int = 0
    holders: list[tuple[Key, int, int]] = field(default_factory=list)
    # In the order of the holders: their keys, and what those before each hold together.
    keys: list[Key] = field(default_factory=list)
    sums: list[int] = field(default_factory=lambda: [0])
    of_child: dict[int, tuple[Key, int]] = field(default_factory=dict)
    ties_stand: bool = False

    def seal(self) -> None:
        """Sort, once everybody is in."""
        self.holders.sort()
        for key, child, amount in self.holders:
            key = key[:UNTIL_TIES] if self.ties_stand else key
            self.keys.append(key)
            self.sums.append(self.sums[-1] + amount)
            self.of_child[child] = (key, amount)

    def above(self, key: Key, but: Sequence[int]) -> int:
        """Return what others of higher priority hold; `but` are the children not to count."""
        if self.ties_stand:
            key = key[:UNTIL_TIES]
            total = self.sums[bisect_right(self.keys, key)]
        else:
            total = self.sums[bisect_left(self.keys, key)]
        for child in but:
            own = self.of_child.get(child)
            if own is not None and (own[0] < key or (self.ties_stand and own[0] == key)):
                total -= own[1]
        return total


class Check:
    """One result held against one instance."""

    def __init__(self, instance: Instance, held: Held, *, ties_stand: bool = False) -> None:
        """Add up what is held.

        Args:
            instance: the input.
            held: the result, by child.
            ties_stand: let whoever holds a place stand before all others of equal points, however
                the tie keys order them: what is wrong then is more than a tie decided another way.
        """
        self.instance = instance
        self.held = held
        self._ties_stand = ties_stand
        self._stocks: dict[Pool, _Stock] = {}
        self._lists: dict[int, ListOf] = {}
        self._openings: dict[int, tuple[Tuple, ...]] = {}
        self._attending: dict[int, list[int]] = {}
        for number, one in enumerate(instance.children):
            if one.present is not None:
                self._attending.setdefault(one.present, []).append(number)
        for child, place in enumerate(held):
            if place is not None:
                key = self.key(child, place)
                for pool, amount in self.takes(child, place):
                    stock = self.stock(pool)
                    stock.used += amount
                    stock.holders.append((key, child, amount))
        for stock in self._stocks.values():
            stock.seal()

    def verdict(self) -> Verdict:
        """Return everything that is wrong."""
        children = self.instance.children
        lost = [
            number
            for number, child in enumerate(children)
            if child.present is not None and self.held[number] is None
        ]
        unlisted: list[int] = []
        blocking: list[Blocking] = []
        for number in range(len(self.instance.households)):
            if not self.is_listed(number):
                unlisted.append(number)
            blocking += self._blocking(number)
        return Verdict(tuple(self._over()), tuple(unlisted), tuple(lost), tuple(blocking))

    def key(self, child: int, place: int) -> Key:
        """Return the priority of a child at a nursery; the smaller comes first.

        Whoever never wished the nursery comes last: a result typed by hand may place her there.
        """
        one = self.instance.children[child]
        tail = (one.ties, one.lot, -one.age, child)
        if one.present == place:
            return (0, 0, 0, *tail)
        if place not in one.wishes:
            return (2, 0, 0, *tail)
        rank = one.wishes.index(place)
        by_wish = self.instance.rules.method == "wish-first"
        return (1, rank if by_wish else 0, -one.points[rank], *tail)

    def takes(self, child: int, place: int) -> list[tuple[Pool, int]]:
        """Return what a child takes at a nursery."""
        one, nursery = self.instance.children[child], self.instance.nurseries[place]
        found: list[tuple[Pool, int]] = [(("seats", place, one.age), 1)]
        for number, quota in enumerate(nursery.joint):
            if one.age in quota.ages:
                found.append((("joint", place, number), 1))
        if nursery.staff is not None and one.need:
            found.append((("staff", place, 0), one.need))
        return found

    def stock(self, pool: Pool) -> _Stock:
        """Return the stock of a pool: what is open and what those hold who attend now."""
        found = self._stocks.get(pool)
        if found is None:
            kind, place, number = pool
            nursery = self.instance.nurseries[place]
            open_now = {
                "seats": lambda: nursery.seats[number],
                "joint": lambda: nursery.joint[number].seats,
                "staff": lambda: nursery.staff or 0,
            }[kind]()
            present = sum(
                amount
                for child in self._attending.get(place, ())
                for other, amount in self.takes(child, place)
                if other == pool
            )
            found = self._stocks[pool] = _Stock(open_now + present, ties_stand=self._ties_stand)
        return found

    def tuple_held(self, household: int) -> Tuple:
        """Return the places of a household, None for whoever stays or waits."""
        return tuple(
            None if self.held[child] == self.instance.children[child].present else self.held[child]
            for child in self.instance.households[household].members
        )

    def list_of(self, household: int) -> ListOf:
        """Return a household's list."""
        found = self._lists.get(household)
        if found is None:
            one = self.instance.households[household]
            found = self._lists[household] = list_of(self.instance, one)
        return found

    def is_listed(self, household: int) -> bool:
        """Whether a household holds a tuple of its list, or nothing but what it had."""
        places = self.tuple_held(household)
        if all(place is None for place in places):
            return True
        return self.list_of(household).merit(places) is not None

    def openings(self, household: int) -> tuple[Tuple, ...]:
        """Return the tuples better than what a household holds that would be open, best first."""
        found = self._openings.get(household)
        if found is None:
            members = self.instance.households[household].members
            own = self.list_of(household)
            merit = own.merit(self.tuple_held(household))
            if own.pattern:
                better: Sequence[Tuple] = own.above(
                    merit, [self._places_alone(child, members) for child in members]
                )
            else:
                better = own.listed_above(merit)
            found = tuple(places for places in better if self.would_fit(household, places))
            self._openings[household] = found
        return found

    def _places_alone(self, child: int, members: Sequence[int]) -> list[Place]:
        """Return where a child would fit if its siblings were nowhere, and None.

        A tuple is open only where each of its children would fit alone: its lowest sibling has at
        least as many above, and the household takes at least as much.
        """
        wishes = self.instance.children[child].wishes
        return [*(place for place in wishes if self.full_pool(child, place, members) is None), None]

    def full_pool(self, child: int, place: int, but: Sequence[int]) -> Pool | None:
        """Return the first pool of a nursery in which higher priorities leave a child no room."""
        key = self.key(child, place)
        for pool, amount in self.takes(child, place):
            stock = self.stock(pool)
            if stock.used + amount > stock.budget and stock.above(key, but) + amount > stock.budget:
                return pool
        return None

    def would_fit(self, household: int, places: Tuple) -> bool:
        """Whether nobody of higher priority stands against a tuple."""
        return all(
            above + own <= budget for above, own, budget, _pool in self.asked(household, places)
        )

    def asked(self, household: int, places: Tuple) -> Iterator[tuple[int, int, int, Pool]]:
        """Yield (held above by others, asked for, budget, pool) of everything that a tuple takes."""
        members = self.instance.households[household].members
        asked: dict[Pool, tuple[int, Key]] = {}
        for child, place in zip(members, places, strict=True):
            at = self.instance.children[child].present if place is None else place
            if at is None:
                continue
            key = self.key(child, at)
            for pool, amount in self.takes(child, at):
                before, lowest = asked.get(pool, (0, key))
                asked[pool] = (before + amount, max(lowest, key))
        for pool, (amount, lowest) in asked.items():
            stock = self.stock(pool)
            above = stock.above(lowest, members) if stock.used + amount > stock.budget else 0
            yield above, amount, stock.budget, pool

    def _blocking(self, household: int) -> Iterator[Blocking]:
        holds = self.tuple_held(household)
        openings = self.openings(household)
        positions = self.list_of(household).positions(openings)
        for position, places in zip(positions, openings, strict=True):
            gives_way = self._gives_way(household, places)
            yield Blocking(household, position, places, holds, gives_way)

    def _gives_way(self, household: int, places: Tuple) -> tuple[int, ...]:
        """Return the children of others, lowest first, without whom the tuple would fit."""
        own = self.instance.households[household].members
        found: list[int] = []
        for _above, amount, budget, pool in self.asked(household, places):
            stock = self.stock(pool)
            others = [one for one in stock.holders if one[1] not in own]
            too_many = sum(one[2] for one in others) + amount - budget
            for _key, child, taken in reversed(others):
                if too_many <= 0:
                    break
                too_many -= taken
                if child not in found:
                    found.append(child)
        return tuple(found)

    def _over(self) -> Iterator[OverBudget]:
        for pool, stock in sorted(self._stocks.items()):
            if stock.used > stock.budget:
                kind, place, number = pool
                joint = self.instance.nurseries[place].joint
                ages = {"seats": (number,), "staff": (0, 1, 2, 3, 4, 5)}.get(kind)
                ages = joint[number].ages if ages is None else ages
                yield OverBudget(place, kind, ages, stock.used, stock.budget)


def verify(instance: Instance, held: Held) -> Verdict:
    """Return everything that is wrong with a result; nothing means feasible and stable."""
    return Check(instance, held).verdict()
