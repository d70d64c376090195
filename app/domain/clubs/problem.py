"""The week to be planned: slots, venues, rooms, mentors, offers and the people who wish for them.

Distances are kilometres in the plane, starts are minutes after midnight in Japan, levels count from
0 (never done) upwards. A problem is checked when it is read; the parts here only hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

AGE_BANDS = ("child", "adult", "senior")
NEEDS = ("step_free", "interpreter", "captioner", "guardian")
POOLED = ("interpreter", "captioner")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# How far above a person's own level an offer may be.
LEVELS_ABOVE = 1

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the typical week; `day` counts from Monday 0, `start` is minutes after midnight."""

    id: str
    day: int
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Venue:
    """A house with rooms; `open` holds the slots in which it may be used."""

    id: str
    xy: Place
    step_free: bool
    open: frozenset[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room; `equipment` says how many of each thing stand in it."""

    id: str
    venue: str
    capacity: int
    equipment: Mapping[str, int]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who leads sessions; `max_load` is sessions a week, `reach` kilometres."""

    id: str
    skills: Mapping[str, int]
    slots: frozenset[str]
    max_load: int
    vetted: bool
    reach: float
    xy: Place
    name: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a club would like to run once a week; `audience` is the age bands it is for."""

    id: str
    topic: str
    level: int
    audience: frozenset[str]
    min: int
    max: int
    mentors: int
    equipment: Mapping[str, int]
    needs_vetted: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who wishes for places; `want` is how many a week, `waited` weeks without any."""

    id: str
    age_band: str
    slots: frozenset[str]
    level: Mapping[str, int]
    reach: float
    xy: Place
    needs: frozenset[str]
    wishes: tuple[str, ...]
    want: int
    waited: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers the town sets.

    `min_reachable` is how many wished offers a person should be able to reach; who has fewer is
    told so before and after planning.
    """

    children_per_adult: int = 8
    min_reachable: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One typical week; every part by its id, in the order of the file."""

    slots: Mapping[str, Slot]
    venues: Mapping[str, Venue]
    rooms: Mapping[str, Room]
    mentors: Mapping[str, Mentor]
    offers: Mapping[str, Offer]
    participants: Mapping[str, Participant]
    pools: Mapping[str, Mapping[str, int]]
    rules: Rules
    sha256: str = ""
    closed: frozenset[tuple[str, str]] = field(default=frozenset())
    """(room, slot) pairs that fell away after the problem was written."""
