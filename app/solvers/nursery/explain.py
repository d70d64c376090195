"""Why a child has what it has, from the facts of the check: counts, points, never a guess."""

from __future__ import annotations

from app.domain.nursery.instance import Child
from app.domain.nursery.results import Reason, WishOutcome
from app.solvers.nursery.verify import Check, Pool


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
    """Return the one reason that stands in the column 理由 of a result."""
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

    Codes: `no_seats`, `seats`, `tie`, `joint`, `staff` (something is full above it), `appeal` (the
    household could take it), `siblings` (it would fit alone, the household's tuples do not).
    """
    one = check.instance.children[child]
    own = check.instance.households[one.household].members
    key = check.key(child, nursery)
    for pool, amount in check.takes(child, nursery):
        stock = check.stock(pool)
        if stock.used + amount > stock.budget and stock.above(key, own) + amount > stock.budget:
            return _full(check, one, nursery, pool)
    if _could_take(check, one.household, child, nursery):
        return Reason("appeal")
    return Reason("siblings")


def _could_take(check: Check, household: int, child: int, nursery: int) -> bool:
    position = check.position(household)
    listed = check.list_of(household)
    place = check.instance.households[household].members.index(child)
    return any(
        places[place] == nursery and check.would_fit(household, places)
        for places in listed[: len(listed) if position is None else position]
    )


def _full(check: Check, one: Child, nursery: int, pool: Pool) -> Reason:
    stock = check.stock(pool)
    kind, _place, number = pool
    seats = check.stock(("seats", nursery, one.age))
    data: dict[str, object] = {"seats": stock.budget, "age": one.age}
    if kind == "seats" and stock.budget == 0:
        return Reason("no_seats", data)
    if kind == "staff":
        data |= {"need": one.need, "free": max(0, seats.budget - seats.used)}
        return Reason("staff", data)
    others = [
        h for h in stock.holders if h[1] not in check.instance.households[one.household].members
    ]
    last = others[-1][1] if others else None
    data["points"] = one.points[one.wishes.index(nursery)]
    code = "joint" if kind == "joint" else "seats"
    if kind == "joint":
        data["ages"] = check.instance.nurseries[nursery].joint[number].ages
    if last is not None:
        other = check.instance.children[last]
        if other.present == nursery or nursery not in other.wishes:
            data["last"] = None
        else:
            data["last"] = other.points[other.wishes.index(nursery)]
            if code == "seats" and data["last"] == data["points"]:
                ties = zip(one.ties, other.ties, strict=True)
                data["key"] = next((n for n, (a, b) in enumerate(ties, 1) if a != b), 0)
                code = "tie"
    return Reason(code, data)
