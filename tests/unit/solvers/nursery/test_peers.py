"""Without siblings the result is textbook deferred acceptance; the check agrees with brute force."""

from __future__ import annotations

import random

from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.solvers.nursery.allocate import allocate
from app.solvers.nursery.market import Market
from app.solvers.nursery.verify import verify
from tests.helpers.nursery_oracle import Oracle, invent


def _of_singles(seed: int) -> Instance:
    draw = random.Random(seed)
    count = draw.randint(4, 30)
    children = []
    for number in range(count):
        wishes = tuple(draw.sample(range(5), draw.randint(1, 5)))
        points = tuple(draw.sample(range(10_000), len(wishes)))
        children.append(Child(f"{number:03}", number, 1, wishes, points, (number,)))
    households = tuple(Household(str(number), (number,)) for number in range(count))
    nurseries = tuple(
        Nursery(str(place), str(place), (0, draw.randint(1, 4), 0, 0, 0, 0)) for place in range(5)
    )
    return Instance(tuple(children), households, nurseries)


def test_without_siblings_it_is_what_the_matching_package_says():
    from matching.games import HospitalResident

    for seed in range(25):
        instance = _of_singles(seed)
        market = Market(instance)
        wishes = {child.id: [f"n{place}" for place in child.wishes] for child in instance.children}
        orders = {
            f"n{place}": [instance.children[child].id for child in market.order[place]]
            for place in range(5)
            if market.order[place]
        }
        capacities = {f"n{place}": instance.nurseries[place].seats[1] for place in range(5)}
        game = HospitalResident.create_from_dictionaries(
            wishes, orders, {name: capacities[name] for name in orders}
        )
        solved = game.solve(optimal="resident")
        expected = {
            str(child): str(nursery) for nursery, found in solved.items() for child in found
        }
        found = allocate(market)
        held = {
            child.id: f"n{place}"
            for child, place in zip(instance.children, found.held, strict=True)
            if place is not None
        }
        assert held == expected
        assert all(found.proved.values())


def test_one_common_order_without_siblings_is_serial_dictatorship():
    draw = random.Random(5)
    for _once in range(20):
        instance = _of_singles(draw.randrange(10**6))
        children = tuple(
            Child(c.id, c.household, c.age, c.wishes, (len(instance.children) - n,) * len(c.wishes))
            for n, c in enumerate(instance.children)
        )
        instance = Instance(children, instance.households, instance.nurseries)
        left = [nursery.seats[1] for nursery in instance.nurseries]
        expected: list[int | None] = []
        for child in children:
            place = next((one for one in child.wishes if left[one]), None)
            if place is not None:
                left[place] -= 1
            expected.append(place)
        assert list(allocate(Market(instance)).held) == expected


def test_the_check_lists_exactly_what_brute_force_finds():
    for seed in range(2_000, 2_150):
        instance = invent(seed)
        oracle = Oracle(instance)
        draw = random.Random(seed)
        choices = [tuple(draw.randrange(len(one)) for one in oracle.lists) for _once in range(3)]
        choices.append(allocate(Market(instance)).positions)
        for choice in choices:
            held: list[int | None] = [None] * len(instance.children)
            for household, position in enumerate(choice):
                for child, at in oracle.holds(household, oracle.lists[household][position]):
                    held[child] = at
            verdict = verify(instance, tuple(held))
            blocking = [(one.household, one.position - 1) for one in verdict.blocking]
            assert blocking == oracle.blocking(choice)
            assert (not verdict.over_budget) == oracle.is_within_budgets(choice)
            assert not verdict.not_listed
            assert not verdict.lost_seat
