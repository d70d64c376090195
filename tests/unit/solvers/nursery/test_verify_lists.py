"""Lists that are never written out hold what written lists hold."""

from __future__ import annotations

import random

from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.solvers.nursery.verify import verify
from app.solvers.nursery.verify_lists import ListOf, list_of
from tests.helpers.nursery_oracle import invent, tuples_of


def test_merit_order_and_position_are_those_of_the_written_list():
    families = 0
    for seed in range(9_000, 9_200):
        instance = invent(seed)
        for household in instance.households:
            written = tuples_of(instance, household)
            found = list_of(instance, household)
            everything = [(*own, None) for own in found.wishes]
            assert found.above(None, everything) == written
            assert found.positions(written) == list(range(1, len(written) + 1))
            assert found.positions(written[2:3]) == [3][: len(written[2:3])]
            for position, places in enumerate(written, 1):
                assert found.above(found.merit(places), everything) == written[: position - 1]
            families += len(household.members) > 1
    assert families > 100


def test_what_a_list_does_not_hold_has_no_merit():
    both = ListOf(1, ((0, 1), (0, 2)))
    assert both.merit((0, 0))
    assert both.merit((1, 2)) is None
    assert both.merit((0, None)) is None
    assert both.merit((2, 2)) is None


def _crowded(siblings: int) -> tuple[Instance, list[int | None]]:
    """A family of 20 wishes each, whom everybody else stands before, and who holds what."""
    draw = random.Random(1)
    places, ages = range(40), range(siblings)
    family = tuple(
        Child(f"1{age}", 0, age, tuple(draw.sample(places, 20)), (1,) * 20, (age,)) for age in ages
    )
    others = tuple(
        Child(f"9{place:02}{age}", 1 + place * siblings + age, age, (place,), (9,), (place,))
        for place in places
        for age in ages
    )
    households = (
        Household("0", tuple(reversed(ages)), 7),
        *(Household(str(n + 1), (n + siblings,)) for n in range(len(others))),
    )
    nurseries = tuple(Nursery(str(n), str(n), (1, 1, 1, 1, 1, 0)) for n in places)
    held: list[int | None] = [None] * siblings + [child.wishes[0] for child in others]
    return Instance((*family, *others), households, nurseries), held


def test_five_siblings_with_twenty_wishes_are_checked_without_writing_four_million_tuples():
    instance, held = _crowded(5)
    assert not verify(instance, tuple(held)).blocking


def test_the_one_opening_of_four_siblings_has_its_position_among_194_480():
    instance, held = _crowded(4)
    eldest = instance.children[3]
    free = instance.child_index[f"9{eldest.wishes[0]:02}3"]
    held[free] = None
    verdict = verify(instance, tuple(held))
    assert [one.household for one in verdict.blocking] == [0, free - 3]
    only = (eldest.wishes[0], None, None, None)
    assert verdict.blocking[0].wanted == only
    written = tuples_of(instance, instance.households[0])
    assert verdict.blocking[0].position == written.index(only) + 1
