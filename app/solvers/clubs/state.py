"""A plan under construction: sessions, and what each mentor, room, person and pool has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.clubs.plan import Session
from app.domain.clubs.problem import POOLED
from app.solvers.clubs.facts import Facts


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session with its slot's number."""

    offer: str
    slot: int
    room: str
    mentors: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(slots=True)
class State:
    """Meetings by offer with the resources they take; masks hold what is taken."""

    facts: Facts
    meetings: dict[str, Meeting] = field(default_factory=dict)
    mentor_busy: dict[str, int] = field(default_factory=dict)
    mentor_load: dict[str, int] = field(default_factory=dict)
    room_busy: dict[str, int] = field(default_factory=dict)
    person_busy: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """How many places each person has; absent means none."""
    pooled: dict[str, list[int]] = field(default_factory=dict)
    """By kind of helper and slot: how many are at work when the slot begins."""

    def __post_init__(self) -> None:
        problem = self.facts.problem
        self.mentor_busy = dict.fromkeys(problem.mentors, 0)
        self.mentor_load = dict.fromkeys(problem.mentors, 0)
        self.room_busy = dict.fromkeys(problem.rooms, 0)
        self.person_busy = dict.fromkeys(problem.participants, 0)
        self.places = dict.fromkeys(problem.participants, 0)
        self.pooled = {kind: [0] * len(problem.slots) for kind in POOLED}

    def copy(self) -> State:
        """Return a plan that can be changed apart."""
        other = State(self.facts)
        other.meetings = dict(self.meetings)
        other.mentor_busy = dict(self.mentor_busy)
        other.mentor_load = dict(self.mentor_load)
        other.room_busy = dict(self.room_busy)
        other.person_busy = dict(self.person_busy)
        other.places = dict(self.places)
        other.pooled = {kind: list(counts) for kind, counts in self.pooled.items()}
        return other

    def put(self, one: Meeting) -> None:
        """Add a meeting and take what it needs."""
        self.meetings[one.offer] = one
        self._take(one, 1)

    def free(self, offer: str) -> Meeting:
        """Take a meeting out and give back what it needed."""
        one = self.meetings.pop(offer)
        self._take(one, -1)
        return one

    def _take(self, one: Meeting, sign: int) -> None:
        time = self.facts.overlap[one.slot]
        for busy, names in (
            (self.room_busy, (one.room,)),
            (self.mentor_busy, one.mentors),
            (self.person_busy, one.people),
        ):
            for name in names:
                busy[name] = busy[name] | time if sign > 0 else busy[name] & ~time
        if sign < 0 and time != 1 << one.slot:
            self._take_neighbours_again(one, time)
        for mentor in one.mentors:
            self.mentor_load[mentor] += sign
        for person in one.people:
            self.places[person] += sign
        for kind in self.kinds_needed(one.people):
            for slot in self.facts.begins_in[one.slot]:
                self.pooled[kind][slot] += sign

    def _take_neighbours_again(self, gone: Meeting, time: int) -> None:
        """Slots may overlap: what another meeting takes of the time given back stays taken."""
        who = {*gone.mentors, *gone.people}
        for other in self.meetings.values():
            taken = self.facts.overlap[other.slot]
            if not taken & time:
                continue
            if other.room == gone.room:
                self.room_busy[other.room] |= taken
            for mentor in who.intersection(other.mentors):
                self.mentor_busy[mentor] |= taken
            for person in who.intersection(other.people):
                self.person_busy[person] |= taken

    def kinds_needed(self, people: Iterable[str]) -> list[str]:
        """Return which helpers somebody among the people needs."""
        persons = self.facts.problem.participants
        return [kind for kind in POOLED if any(kind in persons[one].needs for one in people)]

    def served(self) -> int:
        """Return how many people have a place."""
        return sum(count > 0 for count in self.places.values())

    def sessions(self) -> tuple[Session, ...]:
        """Return the plan's sessions in the order of time, room and offer."""
        facts = self.facts
        order = sorted(self.meetings.values(), key=lambda one: (one.slot, one.room, one.offer))
        return tuple(
            Session(
                one.offer, facts.slot_ids[one.slot], one.room, tuple(sorted(one.mentors)),
                tuple(sorted(one.people)),
            )
            for one in order
        )  # fmt: skip
