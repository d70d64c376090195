"""A published week mended: what broke is planned anew, everybody else stays where they are.

The narrow repair frees only the meetings that the changes hit: a greedy mending first, so that there
always is an answer, then one small CP-SAT model over them and the offers that wait. The wider one
goes on with the search over the whole week, still counting every change as a loss.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.clubs.check import check_plan
from app.domain.clubs.plan import Plan, Session
from app.domain.clubs.problem import Problem
from app.domain.errors import Cancelled
from app.domain.progress import Progress
from app.solvers.clubs.facts import Facts, Spot, make_facts
from app.solvers.clubs.greedy import construct, fill_seats
from app.solvers.clubs.model import Work, build, solve
from app.solvers.clubs.neighbourhood import choose_waiting, spots_for
from app.solvers.clubs.objective import value_of
from app.solvers.clubs.planning import as_plan
from app.solvers.clubs.search import Limits, improve
from app.solvers.clubs.seating import choose_mentors, free_mentors, in_order_of_need, seat
from app.solvers.clubs.state import Meeting, State

# Deterministic work of the small model; about a second of a computer each.
WORK_NARROW = 1.5
# Only a computer many times slower than ours stops by the clock, and then its plan is its own.
SECONDS_NARROW = 30.0
ROUNDS_WIDER = 14
SECONDS_WIDER = 60.0
MOST_FREED = 40


@dataclass(frozen=True, slots=True)
class Repaired:
    """A mended plan: the offers that were hit, people with a place, and how it went."""

    plan: Plan
    hit: tuple[str, ...]
    served: int
    served_before: int
    seconds: float
    is_cancelled: bool


def repair_week(
    problem: Problem,
    published: Plan,
    gone: Collection[str],
    seed: int,
    progress: Progress,
    *,
    wider: bool = False,
) -> Repaired:
    """Return the mended plan.

    Args:
        problem: the week after the changes.
        published: the plan that people know.
        gone: people who do not come any more.
        seed: of the search; the same seed gives the same plan.
        progress: told the steps; a cancel keeps the best so far.
        wider: move others too, where more people get a place by it.
    """
    began = time.monotonic()
    facts = make_facts(problem)
    sessions = [_without(one, gone) for one in published.sessions]
    served_before = len({who for one in published.sessions for who in one.participants})
    hit = _hit(problem, replace(published, sessions=tuple(sessions), unplaced=()))
    before = {one.offer: _meeting(facts, one) for one in sessions}
    kept = State(facts)
    for offer, one in before.items():
        if offer not in hit:
            kept.put(one)
    broken = [before[offer] for offer in before if offer in hit]
    best = _mended(kept, broken)
    is_cancelled = False
    try:
        progress.step("clubs.repair", 0, 1 + wider)
        best = _better(best, _planned_anew(kept, best, broken, before, seed), before)
        if wider:
            best, is_cancelled = _moved(best, before, seed, progress)
            fill_seats(best, has_further=False)
        progress.step("clubs.repair", 1 + wider, 1 + wider)
    except (Cancelled, KeyboardInterrupt):
        is_cancelled = True
    return Repaired(
        as_plan(best, seed), tuple(sorted(hit)), best.served(), served_before,
        time.monotonic() - began, is_cancelled,
    )  # fmt: skip


def _without(one: Session, gone: Collection[str]) -> Session:
    return replace(one, participants=tuple(who for who in one.participants if who not in gone))


def _hit(problem: Problem, plan: Plan) -> set[str]:
    """Return the offers whose session breaks a rule of the week as it is now."""
    found = set()
    for one in check_plan(problem, plan):
        if one.offer:
            found.add(one.offer)
            continue
        # A rule over several sessions: all of whoever it names.
        found |= {
            session.offer
            for session in plan.sessions
            if one.who in (*session.mentors, *session.participants, session.room)
        }
    return found


def _meeting(facts: Facts, one: Session) -> Meeting:
    return Meeting(
        one.offer, facts.slot_ids.index(one.slot), one.room, one.mentors, one.participants
    )


def _mended(kept: State, broken: Iterable[Meeting]) -> State:
    """Mend one meeting after another, those of people with needs first; then fill what is free."""
    state = kept.copy()
    persons = state.facts.problem.participants

    def weight(one: Meeting) -> tuple[int, int, str]:
        return (-sum(bool(persons[who].needs) for who in one.people), -len(one.people), one.offer)

    order = sorted(broken, key=weight)
    for place, one in enumerate(order):
        # Whoever has a seat in a meeting still to be mended is not offered another one first.
        theirs = {who for other in order[place + 1 :] for who in other.people}
        found = _mended_meeting(state, one, theirs)
        if found is not None:
            state.put(found)
    construct(state.facts, state)
    fill_seats(state, has_further=False)
    return state


def _mended_meeting(state: State, one: Meeting, theirs: Collection[str]) -> Meeting | None:
    """Return the meeting as near to what it was as goes, None where it cannot take place."""
    best: tuple[tuple[int, ...], Meeting] | None = None
    for slot, room in _spots(state, one):
        found = _at(state, one, (slot, room), theirs)
        if found is None:
            continue
        persons = state.facts.problem.participants
        stay = set(found.people) & set(one.people)
        key = (
            sum(bool(persons[who].needs) for who in stay), len(stay), len(found.people),
            int(slot == one.slot), int(room == one.room),
            len(set(found.mentors) & set(one.mentors)), -slot,
        )  # fmt: skip
        if best is None or key > best[0]:
            best = (key, found)
    return None if best is None else best[1]


def _spots(state: State, one: Meeting) -> list[Spot]:
    """Return where a meeting could go: its own time in every room first, then elsewhere."""
    facts = state.facts
    open_now = {
        room: facts.room_slots[room] & ~state.room_busy[room] for room in facts.rooms_for[one.offer]
    }
    same = [(one.slot, room) for room, free in open_now.items() if free >> one.slot & 1]
    movable = {*one.people, *(who for who, count in state.places.items() if count == 0)}
    return list(dict.fromkeys([*same, *spots_for(state, one.offer, None, movable)]))


def _at(state: State, one: Meeting, spot: Spot, theirs: Collection[str]) -> Meeting | None:
    facts, (slot, room) = state.facts, spot
    persons = facts.problem.participants
    offer = facts.problem.offers[one.offer]
    able = free_mentors(state, one.offer, slot, facts.problem.rooms[room].venue)
    mentors = choose_mentors(state, one.offer, able, "child" in offer.audience)
    if mentors is None and offer.audience != {"child"}:
        mentors = choose_mentors(state, one.offer, able, False)
    if mentors is None:
        return None
    mentors = _as_before(state, one, able, mentors)
    fitting = {
        who: None
        for who in facts.people_at(one.offer, room)
        if facts.person_slots[who] & ~state.person_busy[who] & 1 << slot
    }
    mine = [who for who in one.people if who in fitting and state.places[who] < persons[who].want]
    mine.sort(key=lambda who: (not persons[who].needs, who))
    taken = {*one.people, *theirs}
    rest = [who for who in fitting if state.places[who] == 0 and who not in taken]
    asked = [*mine, *in_order_of_need(state, one.offer, rest)]
    people = seat(state, one.offer, slot, room, mentors, asked)
    if len(people) < offer.min:
        return None
    return Meeting(one.offer, slot, room, mentors, people)


def _as_before(
    state: State, one: Meeting, able: list[str], chosen: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the mentors with those of before in it, as long as a vetted one stays among them."""
    stay = [who for who in one.mentors if who in able]
    named = [*stay, *(who for who in chosen if who not in stay)][: len(chosen)]
    mentors = state.facts.problem.mentors
    had_vetted = any(mentors[who].vetted for who in chosen)
    if had_vetted and not any(mentors[who].vetted for who in named):
        return chosen
    return tuple(named)


def _planned_anew(
    kept: State,
    mended: State,
    broken: list[Meeting],
    before: Mapping[str, Meeting],
    seed: int,
) -> State | None:
    """Plan the meetings that were hit together, with the offers that wait, in one small model."""
    import random

    if not broken:
        return None
    state = kept.copy()
    offers = [one.offer for one in broken][:MOST_FREED]
    for one in broken[MOST_FREED:]:
        if one.offer in mended.meetings:
            state.put(mended.meetings[one.offer])
    movable = {who for one in broken for who in one.people}
    movable |= {who for who, count in state.places.items() if count == 0}
    spots: dict[str, list[Spot]] = {}
    for offer in (*offers, *choose_waiting(state, random.Random(seed))):
        now = mended.meetings.get(offer)
        found = spots_for(state, offer, (now.slot, now.room) if now else None, movable)
        if offer in before:
            found = list(dict.fromkeys([*found, *_own_spot(state, before[offer])]))
        if found:
            spots[offer] = found
    hints = [
        replace(one, people=tuple(who for who in one.people if who in movable))
        for offer, one in mended.meetings.items()
        if offer in spots
    ]
    model = build(state, spots, sorted(movable), before)
    meetings = solve(model, hints, Work(WORK_NARROW, SECONDS_NARROW, 1, seed % 2**31))
    if meetings is None:
        return None
    for one in meetings:
        state.put(one)
    construct(state.facts, state)
    fill_seats(state, has_further=False)
    return state


def _own_spot(state: State, one: Meeting) -> list[Spot]:
    facts = state.facts
    is_free = facts.room_slots[one.room] & ~state.room_busy[one.room] & 1 << one.slot
    return [(one.slot, one.room)] if is_free and one.room in facts.rooms_for[one.offer] else []


def _better(best: State, other: State | None, before: Mapping[str, Meeting]) -> State:
    if other is None or value_of(other, before) < value_of(best, before):
        return best
    return other


def _moved(
    best: State, before: Mapping[str, Meeting], seed: int, progress: Progress
) -> tuple[State, bool]:
    """Go on over the whole week; every change is a loss that a place for somebody has to be worth."""
    limits = Limits(ROUNDS_WIDER, time.monotonic() + SECONDS_WIDER)

    def go_on(rounds: int, _served: int) -> bool:
        progress.step("clubs.repair", rounds, ROUNDS_WIDER)
        return True

    return improve(best, limits, seed, go_on, before)
