"""Why two results differ: an error, a tie, another rule, or what follows from one of them."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.domain.nursery.results import STAYING, WAITING, ResultRow
from app.domain.nursery.rules import Rules
from app.services.nursery_compare import Difference, differences


def _instance(*children: Child, seats: int = 1, method: str = "points-first") -> Instance:
    households = tuple(Household(f"h{n}", (n,)) for n in range(len(children)))
    nurseries = tuple(Nursery(one, one, (0, seats, 0, 0, 0, 0)) for one in "ABC")
    return Instance(children, households, nurseries, Rules(method=method))


def _child(number: int, wishes: str, points: int, tie: int = 0) -> Child:
    places = tuple("ABC".index(one) for one in wishes)
    return Child(str(number), number, 1, places, (points,) * len(places), (tie,))


def _rows(places: Mapping[int, str]) -> dict[str, ResultRow]:
    return {str(n): ResultRow(str(n), WAITING, place, None) for n, place in places.items()}


def _compare(
    instance: Instance, ours: Mapping[int, str], theirs: Mapping[int, str]
) -> list[Difference]:
    held = [None if not theirs[n] else "ABC".index(theirs[n]) for n in sorted(theirs)]
    return list(differences(_rows(ours), _rows(theirs), instance, tuple(held)))


def test_a_seat_given_past_a_child_with_more_points_is_a_hand_error():
    instance = _instance(_child(0, "A", 30), _child(1, "A", 20))
    found = _compare(instance, {0: "A", 1: ""}, {0: "", 1: "A"})
    assert [(one.child, one.cause, one.follows) for one in found] == [
        ("0", "hand_error", False),
        ("1", "hand_error", False),
    ]


def test_equal_points_in_another_order_are_a_tie():
    instance = _instance(_child(0, "A", 30, tie=1), _child(1, "A", 30, tie=2))
    found = _compare(instance, {0: "A", 1: ""}, {0: "", 1: "A"})
    assert {one.cause for one in found} == {"tie"}


def test_a_seat_too_many_is_a_hand_error():
    instance = _instance(_child(0, "A", 30), _child(1, "A", 20))
    found = _compare(instance, {0: "A", 1: ""}, {0: "A", 1: "A"})
    assert [(one.child, one.cause) for one in found] == [("1", "hand_error")]


def test_a_result_that_the_other_method_makes_is_another_rule():
    # By points 1 goes before 0 at A though 0 wished it first.
    children = _child(0, "A", 20), _child(1, "BA", 30), _child(2, "B", 40)
    found = _compare(_instance(*children), {0: "", 1: "A", 2: "B"}, {0: "A", 1: "", 2: "B"})
    assert {one.cause for one in found} == {"rule"}


def test_who_was_only_pushed_on_by_an_error_follows_from_it():
    # 1 is wrongly kept out of A, takes B from 2, who goes to C.
    children = _child(0, "A", 10), _child(1, "AB", 30), _child(2, "BC", 20)
    found = _compare(_instance(*children), {0: "", 1: "A", 2: "B"}, {0: "A", 1: "B", 2: "C"})
    assert [(one.child, one.cause, one.follows) for one in found] == [
        ("0", "hand_error", False),
        ("1", "hand_error", False),
        ("2", "hand_error", True),
    ]


def test_without_the_tables_the_cause_is_unknown_and_ids_stand_in_their_order():
    ours, theirs = _rows({10: "A", 9: "B"}), _rows({10: "B", 9: "A"})
    found = differences(ours, theirs, None, None)
    assert [(one.child, one.cause) for one in found] == [("9", "unknown"), ("10", "unknown")]


def test_staying_written_without_its_nursery_is_no_difference():
    instance = Instance(
        (Child("0", 0, 1, (1,), (3,), present=0),), (Household("h", (0,)),),
        tuple(Nursery(one, one, (0,) * 6) for one in "AB"),
    )  # fmt: skip
    ours = {"0": ResultRow("0", STAYING, "A", None)}
    theirs = {"0": ResultRow("0", STAYING, "", None)}
    assert differences(ours, theirs, instance, (0,)) == ()
