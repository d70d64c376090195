"""Full ties: children of different households whom no rule tells apart, where it would matter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from app.solvers.nursery.market import Market

Tie = tuple[int, int, int]


def full_ties(market: Market) -> list[Tie]:
    """Return (nursery, child, child) of every full tie, in the order of nurseries and ids.

    Two children tie fully when points and tie keys are equal and a resource both use would not do
    for everybody of their priority or above, each household taken at its largest tuple.
    """
    found: set[Tie] = set()
    for nursery in range(len(market.instance.nurseries)):
        found.update((nursery, min(pair), max(pair)) for pair in _at(market, nursery))
    return sorted(found)


def _at(market: Market, nursery: int) -> Iterator[tuple[int, int]]:
    order = market.order[nursery]
    children = market.instance.children
    is_wish_first = market.instance.rules.method == "wish-first"

    def key(child: int) -> tuple[object, ...]:
        one = children[child]
        if one.present == nursery:
            return (0,)
        rank = one.wishes.index(nursery)
        return (1, rank if is_wish_first else 0, one.points[rank], one.ties, one.lot)

    above: list[int] = []
    for _key, group in groupby(order, key):
        equals = list(group)
        above += equals
        if len({children[child].household for child in equals}) < 2 or (
            equals[0] == above[0] and (children[equals[0]].present == nursery)
        ):
            continue
        yield from _pairs(market, nursery, equals, above)


def _pairs(
    market: Market, nursery: int, equals: list[int], above: list[int]
) -> Iterator[tuple[int, int]]:
    children = market.instance.children
    users: dict[int, list[int]] = {}
    for child in equals:
        for resource, _amount in market.uses_of(child, nursery):
            users.setdefault(resource, []).append(child)
    lowest = market.order[nursery][equals[-1]]
    for resource, own in users.items():
        if len({children[child].household for child in own}) < 2:
            continue
        if (
            _largest_use(market, nursery, resource, above, lowest)
            > market.resources[resource].budget
        ):
            for one, other in combinations(own, 2):
                if children[one].household != children[other].household:
                    yield one, other


def _largest_use(market: Market, nursery: int, resource: int, above: list[int], lowest: int) -> int:
    households: dict[int, int] = {}
    for child in above:
        for used, amount in market.uses_of(child, nursery):
            if used == resource:
                household = market.instance.children[child].household
                households[household] = households.get(household, 0) + amount
    total = 0
    for household, bound in households.items():
        one = market.instance.households[household]
        # A single child without a list of its own may come to every nursery it wishes.
        is_free = len(one.members) == 1 and one.listed is None
        total += bound if is_free else _of_household(market, household, resource, lowest)
    return total


def _of_household(market: Market, household: int, resource: int, lowest: int) -> int:
    """Return the most that one tuple of a household takes, by children down to `lowest`."""
    return max(
        (
            sum(amount for order, amount in use.parts if order <= lowest)
            for row in market.rows_of(household)
            for use in row
            if use.resource == resource
        ),
        default=0,
    )
