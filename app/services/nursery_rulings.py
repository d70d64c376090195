"""Pins and bans turned into an input that the engine, the check and the reasons all understand.

A banned place is taken out of the household's list; ranks and points stay as they are. A pinned
child is put into its seat before anybody else: it counts as present there, and what it uses is taken
from what is open, so that the budgets stay exactly the same. A seat it held elsewhere becomes open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.errors import BadInput, Finding
from app.domain.nursery.inputs import NurseryInput
from app.domain.nursery.instance import Child, Household, Instance, Nursery, Place
from app.domain.nursery.results import MOVED, OFFERED, Reason, ResultRow, WishOutcome
from app.domain.nursery.rounds import BAN, PIN, Ruling
from app.solvers.nursery.verify_lists import list_of


def ruled(given: NurseryInput, rulings: Sequence[Ruling]) -> NurseryInput:
    """Return the input under an officer's rulings; its hash names them too.

    Raises:
        BadInput: `nursery.refused`: a ruling names nobody, a nursery not wished, or a full one.
    """
    if not rulings:
        return given
    _judge(given.instance, rulings)
    instance = given.instance
    pins = {instance.child_index[one.child]: instance.nursery_index[one.nursery]
            for one in rulings if one.kind == PIN}  # fmt: skip
    bans = {(instance.child_index[one.child], instance.nursery_index[one.nursery])
            for one in rulings if one.kind == BAN}  # fmt: skip
    children, nurseries = list(instance.children), list(instance.nurseries)
    for child, place in pins.items():
        one = children[child]
        if one.present is not None:
            nurseries[one.present] = _with_seats(nurseries[one.present], one, 1)
        nurseries[place] = _with_seats(nurseries[place], one, -1)
        # Nobody wishes where it is already: both engine and check count on that.
        kept = [(n, p) for n, p in zip(one.wishes, one.points, strict=True) if n != place]
        wishes, points = tuple(n for n, _p in kept), tuple(p for _n, p in kept)
        children[child] = replace(one, present=place, wishes=wishes, points=points)
    touched = {instance.children[child].household for child in (*pins, *(c for c, _n in bans))}
    households = [
        replace(one, listed=_listed(instance, one, pins, bans)) if number in touched else one
        for number, one in enumerate(instance.households)
    ]
    found = replace(
        instance, children=tuple(children), households=tuple(households), nurseries=tuple(nurseries)
    )
    _refuse_overfull(given, found.nurseries, rulings)
    return replace(given, instance=found, sha256=_fingerprint(given.sha256, rulings))


def ruled_rows(
    given: Instance, rulings: Sequence[Ruling], rows: Iterable[ResultRow], sentence: str
) -> list[ResultRow]:
    """Return the rows as the families see them: a pinned child was placed, it does not "stay"."""
    pins = {one.child: one for one in rulings if one.kind == PIN}
    found = []
    for row in rows:
        if row.child in pins:
            child = given.children[given.child_index[row.child]]
            rank = child.wishes.index(given.nursery_index[row.nursery]) + 1
            result = OFFERED if child.present is None else MOVED
            row = ResultRow(row.child, result, row.nursery, rank, sentence)
        found.append(row)
    return found


def ruled_outcomes(
    given: Instance, child: int, rulings: Sequence[Ruling], outcomes: Sequence[WishOutcome]
) -> tuple[WishOutcome, ...]:
    """Return the outcomes of every wish as handed in, a ruling as the reason where there is one.

    Args:
        given: the input as handed in.
        child: index of the child.
        rulings: of the round.
        outcomes: what the input under the rulings gave; a pinned wish is missing in it.
    """
    one = given.children[child]
    own = [ruling for ruling in rulings if ruling.child == one.id]
    pinned = next((given.nursery_index[r.nursery] for r in own if r.kind == PIN), None)
    banned = {given.nursery_index[r.nursery] for r in own if r.kind == BAN}
    known = {outcome.nursery: outcome for outcome in outcomes}
    found: list[WishOutcome] = []
    is_settled = False
    for rank, nursery in enumerate(one.wishes, 1):
        if nursery == pinned:
            found.append(WishOutcome(rank, nursery, "given", Reason("pinned", {"rank": rank})))
            is_settled = True
        elif is_settled:
            found.append(WishOutcome(rank, nursery, "not_needed", Reason("better")))
        elif nursery in banned and known[nursery].outcome == "not_given":
            found.append(WishOutcome(rank, nursery, "not_given", Reason("banned")))
        else:
            found.append(replace(known[nursery], rank=rank))
    return tuple(found)


def _judge(instance: Instance, rulings: Sequence[Ruling]) -> None:
    """Refuse rulings that do not fit the input, each with its reason."""
    findings: list[Finding] = []
    seen: set[tuple[str, str]] = set()
    pinned: set[str] = set()
    for one in rulings:
        where = {"child": one.child, "nursery": one.nursery}
        child = instance.child_index.get(one.child)
        place = instance.nursery_index.get(one.nursery)
        if child is None:
            findings.append(Finding("nursery.no_such_child", value=one.child, data={**where}))
        elif place is None:
            data: dict[str, object] = {**where, "value": one.nursery}
            findings.append(Finding("nursery.unknown_nursery", value=one.nursery, data=data))
        elif place not in instance.children[child].wishes:
            found = Finding("nursery.ruling_not_wished", value=one.nursery, data={**where})
            findings.append(found)
        if (one.child, one.nursery) in seen or (one.kind == PIN and one.child in pinned):
            findings.append(Finding("nursery.ruling_twice", value=one.child, data={**where}))
        seen.add((one.child, one.nursery))
        pinned |= {one.child} if one.kind == PIN else set()
    if findings:
        raise BadInput("nursery.refused", tuple(findings), count=len(findings))


def _refuse_overfull(
    given: NurseryInput, nurseries: Sequence[Nursery], rulings: Sequence[Ruling]
) -> None:
    full = {
        one.id
        for one in nurseries
        if min(one.seats) < 0 or any(q.seats < 0 for q in one.joint) or (one.staff or 0) < 0
    }
    findings = tuple(
        Finding("nursery.pin_no_seat", given.children_file, value=one.nursery,
                data={"child": one.child, "nursery": one.nursery})
        for one in rulings
        if one.kind == PIN and one.nursery in full
    )  # fmt: skip
    if findings:
        raise BadInput("nursery.refused", findings, count=len(findings))


def _with_seats(nursery: Nursery, child: Child, count: int) -> Nursery:
    """Return a nursery with what one child uses open (1) or taken (-1)."""
    seats = list(nursery.seats)
    seats[child.age] += count
    joint = tuple(
        replace(one, seats=one.seats + count) if child.age in one.ages else one
        for one in nursery.joint
    )
    staff = None if nursery.staff is None else nursery.staff + count * child.need
    a, b, c, d, e, f = seats
    return replace(nursery, seats=(a, b, c, d, e, f), joint=joint, staff=staff)


def _listed(
    instance: Instance, household: Household, pins: dict[int, int], bans: set[tuple[int, int]]
) -> tuple[tuple[Place, ...], ...]:
    """Return the household's list without banned places, and only with pinned ones."""
    choices: list[Sequence[Place]] = []
    for child in household.members:
        wishes = instance.children[child].wishes
        if child in pins:
            choices.append((pins[child],))
        else:
            choices.append((*(one for one in wishes if (child, one) not in bans), None))
    kept = list_of(instance, household).above(None, choices)
    # A pinned child stays in its seat, which a list says with None.
    found = [
        tuple(None if child in pins else place
              for child, place in zip(household.members, one, strict=True))
        for one in kept
    ]  # fmt: skip
    return tuple(one for one in dict.fromkeys(found) if any(place is not None for place in one))


def _fingerprint(sha256: str, rulings: Sequence[Ruling]) -> str:
    lines = sorted((one.child, one.nursery, one.kind, one.reason) for one in rulings)
    text = json.dumps([sha256, lines], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
