"""The first plan: the most people for each mentor first, values looked at again when they come up.

An offer's value only falls as the week fills, so a value that is still the best when it has been
counted anew is the best of all (a lazy queue).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

from app.solvers.clubs.facts import Facts
from app.solvers.clubs.seating import choose_mentors, free_mentors, in_order_of_need, seat
from app.solvers.clubs.state import Meeting, State


def construct(facts: Facts, state: State | None = None, go_on: Callable[[], bool] = bool) -> State:
    """Fill a plan, an empty one unless given, with offers until none fits any more.

    Args:
        go_on: asked between offers; a false answer ends the work with what there is. The default
            is never asked.
    """
    is_watched = go_on is not bool
    state = state or State(facts)
    queue = [
        (-_bound(facts, offer), offer)
        for offer in facts.problem.offers
        if offer not in state.meetings
    ]
    heapq.heapify(queue)
    while queue:
        if is_watched and not go_on():
            break
        _old, offer = heapq.heappop(queue)
        value, meeting = best_meeting(state, offer)
        if meeting is None:
            continue
        if queue and value < -queue[0][0]:
            heapq.heappush(queue, (-value, offer))
        else:
            state.put(meeting)
    return state


def _bound(facts: Facts, offer: str) -> float:
    one = facts.problem.offers[offer]
    return min(len(facts.people_of[offer]), one.max) / one.mentors


def best_meeting(state: State, offer: str) -> tuple[float, Meeting | None]:
    """Return the best meeting of an offer in what is left, and people served for each mentor."""
    facts = state.facts
    one = facts.problem.offers[offer]
    spots = counted_spots(state, offer)
    # Fullest first; the room that wastes the fewest seats among equals.
    rooms = facts.problem.rooms
    spots.sort(key=lambda spot: (-spot[0], rooms[spot[2]].capacity, spot[1], spot[2]))
    best: Meeting | None = None
    for count, slot, room in spots:
        if count < one.min or (best is not None and count <= len(best.people)):
            break
        venue = rooms[room].venue
        able = free_mentors(state, offer, slot, venue)
        mentors = choose_mentors(state, offer, able, "child" in one.audience)
        if mentors is None and "child" in one.audience and one.audience != {"child"}:
            mentors = choose_mentors(state, offer, able, False)
        if mentors is None:
            continue
        waiting = who_could_come(state, offer, slot, room)
        people = seat(state, offer, slot, room, mentors, in_order_of_need(state, offer, waiting))
        if len(people) >= one.min and (best is None or len(people) > len(best.people)):
            best = Meeting(offer, slot, room, mentors, people)
    return (len(best.people) / one.mentors, best) if best else (0.0, None)


def counted_spots(state: State, offer: str) -> list[tuple[int, int, str]]:
    """Return (people, slot, room) of every free room and time, people without a place counted."""
    facts = state.facts
    one = facts.problem.offers[offer]
    by_venue: dict[str, dict[int, int]] = {}
    able = 0
    for mentor in facts.mentors_for[offer]:
        able |= facts.mentor_slots[mentor] & ~state.mentor_busy[mentor]
    found = []
    for room in facts.rooms_for[offer]:
        venue = facts.problem.rooms[room].venue
        if venue not in by_venue:
            by_venue[venue] = _people_by_slot(state, offer, room, able)
        free = facts.room_slots[room] & ~state.room_busy[room]
        most = min(one.max, facts.problem.rooms[room].capacity)
        for slot, count in by_venue[venue].items():
            if free >> slot & 1 and count >= one.min:
                found.append((min(count, most), slot, room))
    return found


def _people_by_slot(state: State, offer: str, room: str, among: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for person in state.facts.people_at(offer, room):
        if state.places[person] == 0:
            for slot in state.facts.slots_of(state.facts.person_slots[person] & among):
                counts[slot] = counts.get(slot, 0) + 1
    return counts


def who_could_come(state: State, offer: str, slot: int, room: str) -> Iterable[str]:
    """Return people without a place who could come to an offer then and there."""
    facts, bit = state.facts, 1 << slot
    return [
        person
        for person in facts.people_at(offer, room)
        if state.places[person] == 0 and facts.person_slots[person] & bit
    ]


def fill_seats(state: State, *, has_further: bool = True) -> None:
    """Give free seats to those without a place, then further places to those who want more."""
    facts = state.facts
    persons = facts.problem.participants
    for is_first in (True, False) if has_further else (True,):
        for offer in sorted(state.meetings):
            one = state.meetings[offer]
            bit = 1 << one.slot
            waiting = [
                person
                for person in facts.people_at(offer, one.room)
                if facts.person_slots[person] & bit & ~state.person_busy[person]
                and state.places[person] < (1 if is_first else persons[person].want)
                and persons[person].want > 0
                and person not in one.people
            ]
            if not waiting:
                continue
            state.free(offer)
            waiting = in_order_of_need(state, offer, waiting)
            people = seat(state, offer, one.slot, one.room, one.mentors, waiting, one.people)
            state.put(Meeting(offer, one.slot, one.room, one.mentors, people))
