"""A plan of the week, what may change in it, and who is left without a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.clubs.problem import Mentor, Offer, Participant, Room, Slot, Venue


@dataclass(frozen=True, slots=True)
class Session:
    """One offer that runs: when, where, led by whom, for whom."""

    offer: str
    slot: str
    room: str
    mentors: tuple[str, ...]
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a place: codes of the reasons, and what would make a place.

    Each entry of `would_work_if` names an offer and the smallest change with its kind, for example
    {"offer": "o12", "change": "more_seats", "slot": "s3", "room": "r4"}.
    """

    participant: str
    reasons: tuple[str, ...] = ()
    would_work_if: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The sessions of the typical week; `problem_sha256` says of which problem."""

    problem_sha256: str
    seed: int
    sessions: tuple[Session, ...]
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedRoom:
    """A room that cannot be used in these slots; none named means in all."""

    room: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What came new after the problem was written."""

    slots: Mapping[str, Slot] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    rooms: Mapping[str, Room] = field(default_factory=dict)
    mentors: Mapping[str, Mentor] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    participants: Mapping[str, Participant] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to the week since the plan was published."""

    mentors_gone: tuple[str, ...] = ()
    rooms_closed: tuple[ClosedRoom, ...] = ()
    participants_gone: tuple[str, ...] = ()
    added: Added = field(default_factory=Added)
