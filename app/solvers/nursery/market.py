"""The instance as the engines see it: strict orders, resources, rows of the households' lists.

A *row* is one position of a household's list: for each resource it uses, how much, and the place in
the nursery's order of the lowest sibling using it. The last row of a household is its fallback.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.domain.nursery.instance import Child, Instance, Nursery, Tuple
from app.solvers.nursery.lists import ranked_list


@dataclass(frozen=True, slots=True)
class Use:
    """What one row takes of one resource; `lowest` is the order of its lowest sibling there."""

    resource: int
    amount: int
    lowest: int
    # Each sibling's order and amount, highest first.
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """Seats of one age, seats that ages share, or extra staff, of one nursery.

    `ages` are the age classes it is for; `kind` is `seats`, `joint` or `staff`.
    """

    nursery: int
    kind: str
    ages: tuple[int, ...]
    budget: int


Row = tuple[Use, ...]


class Market:
    """Everything the engines ask about an instance, worked out once."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._lists: dict[int, tuple[Tuple, ...]] = {}
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._interested = _interested(instance)
        self.order = [self._order_at(place) for place in range(len(instance.nurseries))]
        self.resources: list[Resource] = []
        # (nursery, age) → the resources of a child of that age there; staff comes apart.
        self._of_age: dict[tuple[int, int], tuple[int, ...]] = {}
        self._staff: dict[int, int] = {}
        for place, nursery in enumerate(instance.nurseries):
            self._add_resources(place, nursery)

    def list_of(self, household: int) -> tuple[Tuple, ...]:
        """Return a household's list, without the fallback."""
        found = self._lists.get(household)
        if found is None:
            found = ranked_list(self.instance, self.instance.households[household])
            self._lists[household] = found
        return found

    def rows_of(self, household: int) -> tuple[Row, ...]:
        """Return what each position uses, the fallback last."""
        found = self._rows.get(household)
        if found is None:
            members = self.instance.households[household].members
            tuples = [*self.list_of(household), (None,) * len(members)]
            found = tuple(self._row(members, one) for one in tuples)
            self._rows[household] = found
        return found

    def tuple_at(self, household: int, position: int) -> Tuple:
        """Return the tuple of a position counted from 0; the fallback is the one after the last."""
        listed = self.list_of(household)
        if position < len(listed):
            return listed[position]
        return (None,) * len(self.instance.households[household].members)

    @cached_property
    def municipal(self) -> tuple[int, ...]:
        """Return the households in municipal order: by their best child."""
        children = self.instance.children

        def key(child: int) -> tuple[object, ...]:
            one = children[child]
            best = -max(one.points) if one.points else 0
            return (not one.points, best, one.ties, one.lot, -one.age, child)

        best_child = [min(map(key, one.members)) for one in self.instance.households]
        return tuple(sorted(range(len(best_child)), key=best_child.__getitem__))

    @cached_property
    def place_in_order(self) -> tuple[int, ...]:
        """Return the place of each household in municipal order."""
        places = [0] * len(self.municipal)
        for place, household in enumerate(self.municipal):
            places[household] = place
        return tuple(places)

    @cached_property
    def is_of_singles(self) -> bool:
        """Whether textbook deferred acceptance gives the whole answer.

        No siblings, no staff in the way, and the seats that ages share lie inside each other: then
        each nursery's choice is that of a laminar matroid, and the result is best for every child.
        """
        if any(len(one.members) > 1 for one in self.instance.households):
            return False
        if self._staff and any(child.need for child in self.instance.children):
            return False
        return all(_is_laminar(nursery) for nursery in self.instance.nurseries)

    @cached_property
    def row_count(self) -> int:
        """Return how many (household, position) rows there are, fallbacks apart."""
        return sum(len(self.list_of(one)) for one in range(len(self.instance.households)))

    def interested(self, resource: int) -> set[int]:
        """Return the households some tuple of which may use a resource."""
        one = self.resources[resource]
        children = self.instance.children
        return {
            children[child].household
            for child in self._interested[one.nursery]
            if children[child].age in one.ages and (one.kind != "staff" or children[child].need)
        }

    def _order_at(self, nursery: int) -> dict[int, int]:
        """Return child → place in the nursery's order: present occupants, points, tie keys."""
        is_wish_first = self.instance.rules.method == "wish-first"
        children = self.instance.children

        def key(child: int) -> tuple[object, ...]:
            one = children[child]
            if one.present == nursery:
                return (0, 0, 0, one.ties, one.lot, -one.age, child)
            rank = one.wishes.index(nursery)
            first = rank if is_wish_first else 0
            return (1, first, -one.points[rank], one.ties, one.lot, -one.age, child)

        ordered = sorted(self._interested[nursery], key=key)
        return {child: place for place, child in enumerate(ordered)}

    def _add_resources(self, place: int, nursery: Nursery) -> None:
        staying: list[Child] = [
            self.instance.children[child]
            for child in self._interested[place]
            if self.instance.children[child].present == place
        ]
        of_age: list[list[int]] = [[] for _age in nursery.seats]
        for age, seats in enumerate(nursery.seats):
            held = sum(child.age == age for child in staying)
            of_age[age].append(self._add(Resource(place, "seats", (age,), seats + held)))
        for quota in nursery.joint:
            held = sum(child.age in quota.ages for child in staying)
            added = self._add(Resource(place, "joint", quota.ages, quota.seats + held))
            for age in quota.ages:
                of_age[age].append(added)
        for age, found in enumerate(of_age):
            self._of_age[place, age] = tuple(found)
        if nursery.staff is not None:
            held = sum(child.need for child in staying)
            every = tuple(range(len(nursery.seats)))
            self._staff[place] = self._add(Resource(place, "staff", every, nursery.staff + held))

    def _add(self, resource: Resource) -> int:
        self.resources.append(resource)
        return len(self.resources) - 1

    def uses_of(self, child: int, nursery: int) -> list[tuple[int, int]]:
        """Return (resource, amount) of a child at a nursery."""
        one = self.instance.children[child]
        found = [(resource, 1) for resource in self._of_age[nursery, one.age]]
        if one.need and nursery in self._staff:
            found.append((self._staff[nursery], one.need))
        return found

    def _row(self, members: tuple[int, ...], places: Tuple) -> Row:
        parts: dict[int, list[tuple[int, int]]] = {}
        for child, place in zip(members, places, strict=True):
            at = self.instance.children[child].present if place is None else place
            if at is None:
                continue
            rank = self.order[at][child]
            for resource, amount in self.uses_of(child, at):
                parts.setdefault(resource, []).append((rank, amount))
        return tuple(
            Use(resource, sum(part[1] for part in own), max(own)[0], tuple(sorted(own)))
            for resource, own in parts.items()
        )


def _interested(instance: Instance) -> list[list[int]]:
    """Return, by nursery, the children who wish it or attend it now."""
    found: list[list[int]] = [[] for _nursery in instance.nurseries]
    for child, one in enumerate(instance.children):
        for nursery in one.wishes:
            found[nursery].append(child)
        if one.present is not None:
            found[one.present].append(child)
    return found


def _is_laminar(nursery: Nursery) -> bool:
    """Whether any two quotas of a nursery lie inside each other or apart."""
    quotas = [set(one.ages) for one in nursery.joint]
    return all(
        not (one & other) or one <= other or other <= one
        for place, one in enumerate(quotas)
        for other in quotas[:place]
    )
