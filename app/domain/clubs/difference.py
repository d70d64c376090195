"""What is different between the plan that was published and a new one, and whom it touches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.clubs.plan import Plan, Session


@dataclass(frozen=True, slots=True)
class Move:
    """One difference of one offer.

    `code` is `cancelled`, `new`, `time`, `room`, `mentors`, `joined` or `left`; `before` and `after`
    are ids of slots, rooms or mentors; `who` is the person who comes or does not come any more.
    """

    code: str
    offer: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, in the order of offers, and everybody who has to be told."""

    moves: tuple[Move, ...]
    people: tuple[str, ...]
    mentors: tuple[str, ...]


def difference(published: Plan, plan: Plan, gone: Collection[str] = ()) -> Difference:
    """Compare two plans of the same week; whoever is `gone` does not have to be told."""
    before = {one.offer: one for one in published.sessions}
    after = {one.offer: one for one in plan.sessions}
    moves: list[Move] = []
    for offer in sorted(before.keys() | after.keys()):
        moves += _moves(before.get(offer), after.get(offer))
    people: set[str] = set()
    mentors: set[str] = set()
    for one in moves:
        if one.who:
            people.add(one.who)
            continue
        sessions = [found[one.offer] for found in (before, after) if one.offer in found]
        mentors |= {name for session in sessions for name in session.mentors}
        people |= {name for session in sessions for name in session.participants}
    return Difference(
        tuple(moves), tuple(sorted(people - set(gone))), tuple(sorted(mentors - set(gone)))
    )


def _moves(before: Session | None, after: Session | None) -> list[Move]:
    if before is None:
        assert after is not None
        return [Move("new", after.offer, (), (after.slot, after.room))]
    if after is None:
        return [Move("cancelled", before.offer, (before.slot, before.room))]
    found = []
    for code, old, new in (
        ("time", (before.slot,), (after.slot,)),
        ("room", (before.room,), (after.room,)),
        ("mentors", tuple(sorted(before.mentors)), tuple(sorted(after.mentors))),
    ):
        if old != new:
            found.append(Move(code, before.offer, old, new))
    came = sorted(set(after.participants) - set(before.participants))
    left = sorted(set(before.participants) - set(after.participants))
    found += [Move("joined", before.offer, who=one) for one in came]
    found += [Move("left", before.offer, who=one) for one in left]
    return found
