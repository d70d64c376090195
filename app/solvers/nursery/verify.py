"""The check of a result, apart from everything that made it.

It reads the instance and who holds what (from this program, another one, or typed by hand) and says
what is wrong by the definition in docs/nursery.md alone. Nothing of the engines is used here: lists,
orders and budgets are worked out again, another way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.nursery.instance import Household, Instance, Place, Tuple
from app.domain.nursery.results import Blocking, Held, OverBudget, Verdict

WAITS = 99
Key = tuple[object, ...]
# What is shared out: ("seats", nursery, age), ("joint", nursery, number), ("staff", nursery, 0).
Pool = tuple[str, int, int]


@dataclass(slots=True)
class _Stock:
    """What there is of one pool, and who holds it: sorted keys, children and amounts."""

    budget: int
    used: int = 0
    holders: list[tuple[Key, int, int]] = field(default_factory=list)

    def above(self, key: Key, but: Sequence[int]) -> int:
        """Return what others of higher priority hold; `but` are the children not to count."""
        end = bisect_left(self.holders, (key,))
        return sum(amount for _key, child, amount in self.holders[:end] if child not in but)


class Check:
    """One result held against one instance."""

    def __init__(self, instance: Instance, held: Held) -> None:
        """Add up what is held."""
        self.instance = instance
        self.held = held
        self._stocks: dict[Pool, _Stock] = {}
        self._lists: dict[int, Sequence[Tuple]] = {}
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
            stock.holders.sort()

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
        for number, household in enumerate(self.instance.households):
            position = self.position(number)
            if position is None:
                unlisted.append(number)
            blocking += self._blocking(number, household, position)
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
            found = self._stocks[pool] = _Stock(open_now + present)
        return found

    def position(self, household: int) -> int | None:
        """Return the position held, from 0; the length of the list when nobody is placed.

        None means that the tuple is not in the household's list.
        """
        one = self.instance.households[household]
        places = self.tuple_held(household)
        if all(place is None for place in places):
            return len(self.list_of(household))
        if len(one.members) == 1 and one.listed is None:
            wishes = self.instance.children[one.members[0]].wishes
            return wishes.index(places[0]) if places[0] in wishes else None
        try:
            return self.list_of(household).index(places)
        except ValueError:
            return None

    def tuple_held(self, household: int) -> Tuple:
        """Return the places of a household, None for whoever stays or waits."""
        return tuple(
            None if self.held[child] == self.instance.children[child].present else self.held[child]
            for child in self.instance.households[household].members
        )

    def list_of(self, household: int) -> Sequence[Tuple]:
        """Return a household's list."""
        one = self.instance.households[household]
        if one.listed is not None:
            return one.listed
        if len(one.members) == 1:
            return [(place,) for place in self.instance.children[one.members[0]].wishes]
        found = self._lists.get(household)
        if found is None:
            wishes = [self.instance.children[child].wishes for child in one.members]
            found = self._lists[household] = tuples_of(one.pattern, wishes)
        return found

    def would_fit(self, household: int, places: Tuple) -> bool:
        """Whether nobody of higher priority stands against a tuple."""
        return all(
            above + own <= budget for above, own, budget, _pool in self._asked(household, places)
        )

    def _asked(self, household: int, places: Tuple) -> Iterator[tuple[int, int, int, Pool]]:
        """Yield (held above by others, asked for, budget, pool) for everything a tuple takes."""
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

    def _blocking(
        self, number: int, household: Household, position: int | None
    ) -> Iterator[Blocking]:
        listed = self.list_of(number)
        better = listed if position is None else listed[:position]
        for place, places in enumerate(better):
            if self.would_fit(number, places):
                holds = self.tuple_held(number)
                yield Blocking(number, place + 1, places, holds, self._gives_way(number, places))

    def _gives_way(self, household: int, places: Tuple) -> tuple[int, ...]:
        """Return the children of others, lowest first, without whom the tuple would fit."""
        own = self.instance.households[household].members
        found: list[int] = []
        for _above, amount, budget, pool in self._asked(household, places):
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


def tuples_of(pattern: int, wishes: Sequence[Sequence[int]]) -> list[Tuple]:
    """Return what a sibling pattern allows, best first, without the tuple of nobody.

    Args:
        pattern: 1 to 7, as docs/nursery.md numbers them.
        wishes: the wishes of each sibling, elder first.
    """
    partial: list[tuple[Tuple, tuple[int, ...]]] = [((), ())]
    for own in wishes:
        ranked = [(place, rank) for rank, place in enumerate(own, 1)]
        choices: list[tuple[Place, int]] = [*ranked]
        if pattern in (2, 3, 5, 7):
            choices.append((None, WAITS))
        partial = [
            ((*places, place), (*ranks, rank))
            for places, ranks in partial
            for place, rank in choices
            if not (pattern in (1, 2, 3) and place is not None and _is_elsewhere(places, place))
        ]
    must = {2: 0, 3: -1}.get(pattern)
    kept = [
        (places, ranks)
        for places, ranks in partial
        if any(place is not None for place in places) and (must is None or places[must] is not None)
    ]
    kept.sort(key=lambda one: _merit(pattern, *one))
    return [places for places, _ranks in kept]


def _is_elsewhere(places: Tuple, place: int) -> bool:
    return any(other is not None and other != place for other in places)


def _merit(pattern: int, places: Tuple, ranks: tuple[int, ...]) -> tuple[object, ...]:
    """Return what tuples are compared by; the smaller is the better."""
    reading = slice(None, None, -1) if pattern == 3 else slice(None)
    absent = tuple(place is None for place in places[reading]) if pattern in (2, 3) else ()
    weight = 1
    for rank in ranks:
        weight *= rank
    counts: dict[int, int] = {}
    for place in places:
        if place is not None:
            counts[place] = counts.get(place, 0) + 1
    apart = 0 if pattern in (6, 7) else -max(counts.values())
    return (absent, -sum(counts.values()), apart, weight, ranks[reading])


def verify(instance: Instance, held: Held) -> Verdict:
    """Return everything that is wrong with a result; nothing means feasible and stable."""
    return Check(instance, held).verdict()
