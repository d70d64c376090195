"""Which part of the week is planned anew: some meetings that share something, and offers waiting."""

from __future__ import annotations

import random

from app.solvers.clubs.facts import MOST_SPOTS, Spot
from app.solvers.clubs.state import Meeting, State

MEETINGS_FREED = 14
OFFERS_WAITING = 10
KINDS = ("mentors", "time", "people", "any")


def choose_meetings(state: State, draw: random.Random, count: int = MEETINGS_FREED) -> list[str]:
    """Return the offers of meetings that have to do with one another."""
    offers = sorted(state.meetings)
    if len(offers) <= count:
        return offers
    kind = draw.choice(KINDS)
    first = state.meetings[draw.choice(offers)]
    scores = {
        offer: _closeness(state, kind, first, state.meetings[offer]) + draw.random()
        for offer in offers
    }
    return sorted(offers, key=lambda offer: -scores[offer])[:count]


def _closeness(state: State, kind: str, one: Meeting, other: Meeting) -> float:
    facts = state.facts
    if kind == "mentors":
        # Meetings whose mentors could stand in for each other.
        able = set(facts.mentors_for[one.offer])
        return 3 * len(able & set(other.mentors)) / (1 + len(other.mentors))
    if kind == "time":
        day, its = facts.problem.slots, facts.slot_ids
        return float(day[its[one.slot]].day == day[its[other.slot]].day)
    if kind == "people":
        wishing = set(facts.people_of[one.offer])
        return 0.2 * len(wishing & set(facts.people_of[other.offer]))
    return 0.0


def choose_waiting(state: State, draw: random.Random, count: int = OFFERS_WAITING) -> list[str]:
    """Return offers that do not run, those that more people without a place wish for likelier."""
    facts = state.facts
    chances = []
    for offer in facts.problem.offers:
        if offer not in state.meetings and facts.rooms_for[offer] and facts.mentors_for[offer]:
            asking = sum(state.places[person] == 0 for person in facts.people_of[offer])
            if asking:
                chances.append((draw.random() ** (1 / asking), offer))
    return [offer for _chance, offer in sorted(chances, reverse=True)[:count]]


def spots_for(
    state: State, offer: str, now: Spot | None, movable: set[str], most: int = MOST_SPOTS
) -> list[Spot]:
    """Return the spots an offer may take: where it is, and where most of the people could come.

    `movable` are the people whose place may change; only they are counted.
    """
    facts = state.facts
    problem = facts.problem
    need = problem.offers[offer].mentors
    able: dict[str, dict[int, int]] = {}
    found: list[tuple[int, int, str]] = []
    counts: dict[str, dict[int, int]] = {}
    for room in facts.rooms_for[offer]:
        venue = problem.rooms[room].venue
        if venue not in able:
            able[venue] = {}
            for mentor in facts.mentors_for[offer]:
                if (
                    venue in facts.mentor_venues[mentor]
                    and state.mentor_load[mentor] < problem.mentors[mentor].max_load
                ):
                    free = facts.mentor_slots[mentor] & ~state.mentor_busy[mentor]
                    for slot in facts.slots_of(free):
                        able[venue][slot] = able[venue].get(slot, 0) + 1
            times = sum(1 << slot for slot, have in able[venue].items() if have >= need)
            counts[venue] = {}
            for person in facts.people_at(offer, room):
                if person in movable:
                    free = facts.person_slots[person] & ~state.person_busy[person] & times
                    for slot in facts.slots_of(free):
                        counts[venue][slot] = counts[venue].get(slot, 0) + 1
        open_now = facts.room_slots[room] & ~state.room_busy[room]
        least = problem.offers[offer].min
        for slot, count in counts[venue].items():
            if count >= least and open_now >> slot & 1:
                found.append((count, slot, room))
    found.sort(key=lambda one: (-one[0], problem.rooms[one[2]].capacity, one[1], one[2]))
    spots = [(slot, room) for _count, slot, room in found[:most]]
    if now is not None and now not in spots:
        spots.append(now)
    return spots
