"""Why a child has what it has, from the facts of the check: counts, points, never a guess."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.nursery.instance import Child, Instance, Place, Tuple
from app.domain.nursery.results import Reason, WishOutcome
from app.solvers.nursery.verify import Check, Pool

SEATS, JOINT, STAFF = "seats", "joint", "staff"


def explain_child(check: Check, child: int) -> tuple[WishOutcome, ...]:
    """Return what became of each wish of a child, best first."""
    one = check.instance.children[child]
    held = check.held[child]
    found: list[WishOutcome] = []
    is_settled = False
    for rank, nursery in enumerate(one.wishes, 1):
        if nursery == held:
            outcome, reason, is_settled = "given", Reason("given", {"rank": rank}), True
        elif is_settled:
            outcome, reason = "not_needed", Reason("better")
        else:
            outcome, reason = "not_given", why_not(check, child, nursery)
        found.append(WishOutcome(rank, nursery, outcome, reason))
    return tuple(found)


def short_reason(check: Check, child: int) -> Reason:
    """Return the one reason that stands in the column 理由 of a result: that of the first wish."""
    one = check.instance.children[child]
    held = check.held[child]
    if held is not None and held != one.present:
        rank = one.wishes.index(held) + 1 if held in one.wishes else 0
        return Reason("moved" if one.present is not None else "given", {"rank": rank})
    if not one.wishes:
        return Reason("no_wish")
    return why_not(check, child, one.wishes[0])


def why_not(check: Check, child: int, nursery: int) -> Reason:
    """Return why a child has no place at a nursery it wished.

    The child alone: `no_seats`, `seats`, `wish_rank`, `tie`, `lot`, `joint`, `staff` (higher
    priorities fill it). Its household: `appeal` (it could take the place), `sibling_full` (another
    sibling would not fit where its list puts it), `together` (not room enough for all of them),
    `lower` (what it holds stands higher in its list), `not_in_list`.
    """
    one = check.instance.children[child]
    household = check.instance.households[one.household]
    pool = check.full_pool(child, nursery, household.members)
    if pool is not None:
        return _full(check, child, nursery, pool)
    place = household.members.index(child)
    for opening in check.openings(one.household):
        if opening[place] == nursery:
            position = check.list_of(one.household).positions([opening])[0]
            return Reason("appeal", {"position": position})
    return _of_family(check, child, nursery, household.members)


def _of_family(check: Check, child: int, nursery: int, members: Sequence[int]) -> Reason:
    """Return what keeps a household from a place in which this child alone would fit."""
    household = check.instance.children[child].household
    listed = check.list_of(household)
    choices: list[Sequence[Place]] = [
        (nursery,) if one == child else (*check.instance.children[one].wishes, None)
        for one in members
    ]
    wanted = listed.above(listed.merit(check.tuple_held(household)), choices)
    if not wanted:
        return Reason("lower" if listed.above(None, choices) else "not_in_list")
    return _sibling_full(check, child, members, wanted[0]) or _too_many(check, household, wanted[0])


def _sibling_full(check: Check, child: int, members: Sequence[int], places: Tuple) -> Reason | None:
    for other, place in zip(members, places, strict=True):
        if other == child or place is None:
            continue
        pool = check.full_pool(other, place, members)
        if pool is not None:
            data = {
                "sibling": check.instance.children[other].id,
                **_named(check, place),
                "pool": pool[0],
            }
            return Reason("sibling_full", data)
    return None


def _too_many(check: Check, household: int, places: Tuple) -> Reason:
    for above, asked, budget, pool in check.asked(household, places):
        if above + asked > budget:
            free = max(0, budget - above)
            data = {"free": free, "asked": asked, **_named(check, pool[1]), "pool": pool[0]}
            return Reason("together", data)
    raise AssertionError("a household that fits everywhere has an opening")


def _named(check: Check, nursery: int) -> dict[str, object]:
    one = check.instance.nurseries[nursery]
    return {"nursery": one.id, "name": one.name}


def _full(check: Check, child: int, nursery: int, pool: Pool) -> Reason:
    """Return what fills a pool: its budget, and the last who was admitted to it."""
    one = check.instance.children[child]
    stock = check.stock(pool)
    kind, _place, number = pool
    seats = check.stock((SEATS, nursery, one.age))
    data: dict[str, object] = {"seats": stock.budget, "age": one.age}
    if kind == SEATS and stock.budget == 0:
        return Reason("no_seats", data)
    if kind == STAFF:
        data |= {"need": one.need, "free": max(0, seats.budget - seats.used)}
        return Reason(STAFF, data)
    if kind == JOINT:
        data["ages"] = check.instance.nurseries[nursery].joint[number].ages
    data["points"] = one.points[one.wishes.index(nursery)]
    own = check.instance.households[one.household].members
    key = check.key(child, nursery)
    others = [other for at, other, _amount in stock.holders if at < key and other not in own]
    if not others:
        return Reason(kind, {**data, "last": None})
    return _behind(check.instance, one, check.instance.children[others[-1]], nursery, kind, data)


def _behind(
    instance: Instance, one: Child, last: Child, nursery: int, kind: str, data: dict[str, object]
) -> Reason:
    """Return why a child comes after the last admitted."""
    if last.present == nursery:
        return Reason(kind, {**data, "last": None})
    rank, of_last = one.wishes.index(nursery), last.wishes.index(nursery)
    data["last"] = last.points[of_last]
    if instance.rules.method == "wish-first" and rank != of_last:
        return Reason("wish_rank", {**data, "rank": rank + 1, "last_rank": of_last + 1})
    if data["last"] != data["points"] or kind == JOINT:
        return Reason(kind, data)
    for number, (mine, other) in enumerate(zip(one.ties, last.ties, strict=True), 1):
        if mine != other:
            keys = instance.rules.tie_keys
            column = keys[number - 1].column if number <= len(keys) else ""
            return Reason("tie", {**data, "key": number, "column": column})
    return Reason("lot" if one.lot != last.lot else "tie", {**data, "key": 0})
