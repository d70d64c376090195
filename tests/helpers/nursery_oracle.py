"""Brute force over every combination of tuples: what the answer must be, for tiny instances.

Written from the definition alone; nothing of the engines or of the check is used.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from app.domain.nursery.instance import Child, Household, Instance, JointQuota, Nursery, Place
from app.domain.nursery.rules import Rules

Places = tuple[Place, ...]


def tuples_of(instance: Instance, household: Household) -> list[Places]:
    """Return a household's ranked list by trying every combination of places."""
    if household.listed is not None:
        return list(household.listed)
    children = [instance.children[one] for one in household.members]
    if len(children) == 1:
        return [(place,) for place in children[0].wishes]
    found = []
    for places in product(*([*child.wishes, None] for child in children)):
        placed = [place for place in places if place is not None]
        together = len(set(placed)) == 1
        whole = len(placed) == len(places)
        fits = {
            1: whole and together,
            2: together and places[0] is not None,
            3: together and places[-1] is not None,
            4: whole, 5: bool(placed), 6: whole, 7: bool(placed),
        }[household.pattern]  # fmt: skip
        if not fits or not placed:
            continue
        ranks = [
            99 if place is None else child.wishes.index(place) + 1
            for child, place in zip(children, places, strict=True)
        ]
        product_of_ranks = 1
        for rank in ranks:
            product_of_ranks *= rank
        who = [place is None for place in places]
        key = [
            who if household.pattern == 2 else who[::-1] if household.pattern == 3 else [],
            -len(placed),
            -max(map(placed.count, placed)) if household.pattern <= 5 else 0,
            product_of_ranks,
            ranks[::-1] if household.pattern == 3 else ranks,
        ]
        found.append((key, places))
    return [places for _key, places in sorted(found, key=lambda one: one[0])]


@dataclass
class Oracle:
    """Everything the definition says about one instance."""

    instance: Instance

    @cached_property
    def lists(self) -> list[list[Places]]:
        """The list of each household, its fallback last."""
        return [
            [*tuples_of(self.instance, one), (None,) * len(one.members)]
            for one in self.instance.households
        ]

    @cached_property
    def budgets(self) -> dict[tuple[object, ...], int]:
        """What is open, and what those who stay now hold of it."""
        found: dict[tuple[object, ...], int] = {}
        for place, nursery in enumerate(self.instance.nurseries):
            for age in range(6):
                found["seats", place, age] = nursery.seats[age]
            for number, quota in enumerate(nursery.joint):
                found["joint", place, number] = quota.seats
            if nursery.staff is not None:
                found["staff", place] = nursery.staff
        for child in self.instance.children:
            if child.present is not None:
                for resource, amount in self.uses(child, child.present):
                    found[resource] += amount
        return found

    def uses(self, child: Child, place: int) -> list[tuple[tuple[object, ...], int]]:
        """What a child takes at a nursery."""
        nursery = self.instance.nurseries[place]
        found: list[tuple[tuple[object, ...], int]] = [(("seats", place, child.age), 1)]
        found += [
            (("joint", place, number), 1)
            for number, quota in enumerate(nursery.joint)
            if child.age in quota.ages
        ]
        if nursery.staff is not None and child.need:
            found.append((("staff", place), child.need))
        return found

    def priority(self, child: int, place: int) -> tuple[object, ...]:
        """Smaller comes first."""
        one = self.instance.children[child]
        if one.present == place:
            return (0, child)
        rank = one.wishes.index(place)
        first = rank if self.instance.rules.method == "wish-first" else 0
        return (1, first, -one.points[rank], one.ties, one.lot, -one.age, child)

    def holds(self, household: int, places: Places) -> list[tuple[int, int]]:
        """(child, nursery) of whoever has a seat, present seats too."""
        found = []
        members = self.instance.households[household].members
        for child, place in zip(members, places, strict=True):
            at = self.instance.children[child].present if place is None else place
            if at is not None:
                found.append((child, at))
        return found

    def taken(self, household: int, places: Places) -> dict[tuple[object, ...], list[int]]:
        """Resource → the children that use it."""
        found: dict[tuple[object, ...], list[int]] = {}
        for child, at in self.holds(household, places):
            for resource, _amount in self.uses(self.instance.children[child], at):
                found.setdefault(resource, []).append(child)
        return found

    def amount(self, child: int, resource: tuple[object, ...]) -> int:
        """How much of a resource a child takes."""
        return self.instance.children[child].need if resource[0] == "staff" else 1

    def is_within_budgets(self, choice: tuple[int, ...]) -> bool:
        """Whether nothing holds more than its budget."""
        used: dict[tuple[object, ...], int] = {}
        for household, position in enumerate(choice):
            for resource, own in self.taken(household, self.lists[household][position]).items():
                used[resource] = used.get(resource, 0) + sum(self.amount(c, resource) for c in own)
        return all(amount <= self.budgets[resource] for resource, amount in used.items())

    def blocking(self, choice: tuple[int, ...]) -> list[tuple[int, int]]:
        """(household, position) pairs that block."""
        found = []
        for household, position in enumerate(choice):
            for better in range(position):
                if self._is_open(household, self.lists[household][better], choice):
                    found.append((household, better))
        return found

    def _is_open(self, household: int, places: Places, choice: tuple[int, ...]) -> bool:
        for resource, own in self.taken(household, places).items():
            lowest = max(self.priority(child, resource[1]) for child in own)  # type: ignore[arg-type]
            used = sum(self.amount(child, resource) for child in own)
            for other, position in enumerate(choice):
                if other == household:
                    continue
                theirs = self.taken(other, self.lists[other][position]).get(resource, [])
                used += sum(
                    self.amount(child, resource)
                    for child in theirs
                    if self.priority(child, resource[1]) < lowest  # type: ignore[arg-type]
                )
            if used > self.budgets[resource]:
                return False
        return True

    def municipal(self) -> list[int]:
        """The households in municipal order."""

        def key(child: int) -> tuple[object, ...]:
            one = self.instance.children[child]
            best = -max(one.points) if one.points else 0
            return (not one.points, best, one.ties, one.lot, -one.age, child)

        households = range(len(self.instance.households))
        return sorted(households, key=lambda h: min(map(key, self.instance.households[h].members)))

    def answers(self) -> list[tuple[int, ...]]:
        """Every best choice of positions; there is exactly one."""
        order = self.municipal()
        best: object = None
        found: list[tuple[int, ...]] = []
        for choice in product(*(range(len(one)) for one in self.lists)):
            if not self.is_within_budgets(choice):
                continue
            placed = sum(
                place is not None
                for household, position in enumerate(choice)
                for place in self.lists[household][position]
            )
            aims_high = self.instance.rules.objective == "matched"
            value = (
                len(self.blocking(choice)),
                -placed if aims_high else 0,
                [choice[household] for household in order],
            )
            if best is None or value < best:  # type: ignore[operator]
                best, found = value, []
            if value == best:
                found.append(choice)
        return found


def invent(seed: int) -> Instance:
    """Return a tiny, hard instance: twins, transfers, tight quotas, staff pools, any method."""
    draw = random.Random(seed)
    nurseries = []
    for place in range(draw.randint(2, 4)):
        joint = []
        if draw.random() < 0.4:
            joint.append(JointQuota((0, 1), draw.randint(0, 2)))
        if draw.random() < 0.2:
            joint.append(JointQuota((1, 2), draw.randint(1, 2)))
        seats = tuple(draw.choice((0, 1, 1, 2)) for _age in range(6))
        staff = draw.choice((None, None, 0, 1, 2))
        nurseries.append(Nursery(str(place), str(place), seats, tuple(joint), staff))  # type: ignore[arg-type]
    children: list[Child] = []
    households: list[Household] = []
    for household in range(draw.randint(2, 6)):
        size = draw.choice((1, 1, 1, 2, 2, 3)) if household < 4 else 1
        members = []
        for _one in range(size):
            places = list(range(len(nurseries)))
            draw.shuffle(places)
            present = places.pop() if draw.random() < 0.2 else None
            wishes = tuple(places[: draw.randint(1, 3 if size < 3 else 2)])
            points = tuple(draw.randint(1, 1000) for _wish in wishes)
            if draw.random() < 0.5:
                points = (points[0],) * len(wishes)
            members.append(len(children))
            age, need = draw.choice((0, 0, 1, 1, 2)), draw.choice((0, 0, 0, 1, 2))
            ties = (int(draw.random() * 1_000_000_000),)
            one = f"{len(children):03}"
            children.append(Child(one, household, age, wishes, points, ties, 0, present, need))
        members.sort(key=lambda child: (-children[child].age, child))
        households.append(Household(str(household), tuple(members), draw.randint(1, 7)))
    rules = Rules(
        method=draw.choice(("points-first", "wish-first")),
        objective=draw.choice(("matched", "rank")),
    )
    return Instance(tuple(children), tuple(households), tuple(nurseries), rules)
