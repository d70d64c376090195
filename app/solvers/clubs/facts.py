"""What the planner knows before it begins: who could be where, as bit masks and short lists.

Slots are numbered in the order of the problem and a set of slots is an integer, so that "is free"
is one `&`. Everything else is kept by id. Distances are straight lines in kilometres.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.clubs.problem import (
    LEVELS_ABOVE,
    POOLED,
    Offer,
    Participant,
    Place,
    Problem,
    Room,
)

# The domain cut: at most so many slot and room pairs stand for an offer in a small model.
MOST_SPOTS = 14
CLOSE_ENOUGH_KM = 1e-9

Spot = tuple[int, str]
"""A slot's number and a room's id."""


@dataclass(slots=True)
class Facts:
    """The problem, cut down to what can happen at all."""

    problem: Problem
    slot_ids: tuple[str, ...]
    overlap: tuple[int, ...]
    """For each slot the slots that share a minute with it, itself among them."""
    begins_in: tuple[tuple[int, ...], ...]
    """For each slot the slots that begin while it runs: there its interpreter is counted."""
    pool: dict[str, tuple[int, ...]]
    mentor_slots: dict[str, int]
    person_slots: dict[str, int]
    room_slots: dict[str, int]
    rooms_for: dict[str, list[str]]
    """Rooms by offer: equipment and seats for its least number of people, venue open."""
    mentors_for: dict[str, list[str]]
    mentor_venues: dict[str, frozenset[str]]
    person_venues: dict[str, frozenset[str]]
    offers_of: dict[str, list[str]]
    """What a person may be given, best wish first."""
    people_of: dict[str, list[str]]
    """Who may be given an offer."""
    rank: dict[tuple[str, str], int] = field(default_factory=dict)
    """(person, offer) to the place among the wishes, 0 the best."""
    fits_by_spot: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(offer, room) to the people who reach the room's venue, kept once it was asked for."""

    def people_at(self, offer: str, room: str) -> list[str]:
        """Return who could come to an offer in a room, whatever the slot."""
        key = (offer, room)
        if key not in self.fits_by_spot:
            venue = self.problem.rooms[room].venue
            self.fits_by_spot[key] = [
                person for person in self.people_of[offer] if venue in self.person_venues[person]
            ]
        return self.fits_by_spot[key]

    def slots_of(self, mask: int) -> Iterable[int]:
        """Yield the numbers of the slots in a mask."""
        while mask:
            low = mask & -mask
            yield low.bit_length() - 1
            mask ^= low


def make_facts(problem: Problem) -> Facts:
    """Work out who could be where."""
    slots = tuple(problem.slots)
    number = {key: n for n, key in enumerate(slots)}

    def mask(ids: Iterable[str]) -> int:
        return sum(1 << number[key] for key in ids)

    spans = [
        (one.day * 1440 + one.start, one.day * 1440 + one.start + one.minutes)
        for one in problem.slots.values()
    ]
    overlap = tuple(
        sum(1 << n for n, (begin, end) in enumerate(spans) if begin < e and b < end)
        for b, e in spans
    )
    begins_in = tuple(
        tuple(n for n, (begin, _end) in enumerate(spans) if b <= begin < e) for b, e in spans
    )
    offers_of, people_of = _wished(problem)
    room_slots = {
        key: mask(
            slot for slot in problem.venues[one.venue].open if (key, slot) not in problem.closed
        )
        for key, one in problem.rooms.items()
    }
    return Facts(
        problem=problem,
        slot_ids=slots,
        overlap=overlap,
        begins_in=begins_in,
        pool={
            kind: tuple(problem.pools.get(kind, {}).get(key, 0) for key in slots) for kind in POOLED
        },
        mentor_slots={key: mask(one.slots) for key, one in problem.mentors.items()},
        person_slots={key: mask(one.slots) for key, one in problem.participants.items()},
        room_slots=room_slots,
        rooms_for=_rooms_for(problem, room_slots),
        mentors_for=_mentors_for(problem),
        mentor_venues={
            key: reached(problem, one.xy, one.reach) for key, one in problem.mentors.items()
        },
        person_venues={
            key: reached(problem, one.xy, one.reach, "step_free" in one.needs)
            for key, one in problem.participants.items()
        },
        offers_of=offers_of,
        people_of=people_of,
        rank={(person, offer): place for person, one in problem.participants.items()
              for place, offer in enumerate(one.wishes)},
    )  # fmt: skip


def _wished(problem: Problem) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the offers of each person and the people of each offer, by age and level."""
    offers_of = {
        key: [wish for wish in one.wishes if suits(one, problem.offers[wish])]
        for key, one in problem.participants.items()
    }
    people_of: dict[str, list[str]] = {key: [] for key in problem.offers}
    for person, offers in offers_of.items():
        for offer in offers:
            people_of[offer].append(person)
    return offers_of, people_of


def _rooms_for(problem: Problem, room_slots: dict[str, int]) -> dict[str, list[str]]:
    usable = [room for room in problem.rooms.values() if room_slots[room.id]]
    return {
        key: [room.id for room in usable if holds(room, offer)]
        for key, offer in problem.offers.items()
    }


def _mentors_for(problem: Problem) -> dict[str, list[str]]:
    able = [one for one in problem.mentors.values() if one.max_load]
    return {
        key: [
            one.id
            for one in able
            if one.skills.get(offer.topic, -1) >= offer.level
            and (one.vetted or not offer.needs_vetted)
        ]
        for key, offer in problem.offers.items()
    }


def suits(person: Participant, offer: Offer) -> bool:
    """Tell whether an offer is for a person's age and level."""
    level = person.level.get(offer.topic, 0)
    return person.age_band in offer.audience and offer.level <= level + LEVELS_ABOVE


def holds(room: Room, offer: Offer) -> bool:
    """Tell whether a room has an offer's equipment and seats for its least number of people."""
    return room.capacity >= offer.min and all(
        room.equipment.get(thing, 0) >= count for thing, count in offer.equipment.items()
    )


def distance_km(one: Place, other: Place) -> float:
    """Return the straight line between two places."""
    return math.hypot(one[0] - other[0], one[1] - other[1])


def reached(
    problem: Problem, home: Place, reach: float, needs_step_free: bool = False
) -> frozenset[str]:
    """Return the venues within reach, without steps where that is needed."""
    return frozenset(
        key
        for key, one in problem.venues.items()
        if distance_km(home, one.xy) <= reach + CLOSE_ENOUGH_KM
        and (one.step_free or not needs_step_free)
    )
