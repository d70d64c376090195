"""Invents a week as hard as those of a town: mentors are what is short, and people live apart.

Every number comes from one seed. A test asserts of the result that the best plan uses at least 95 %
of the mentors' load and that nobody can reach more than twelve offers.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from app.domain.clubs.problem import (
    LEVELS_ABOVE,
    Mentor,
    Offer,
    Participant,
    Problem,
    Room,
    Rules,
    Slot,
    Venue,
)

TOPICS = ("programming", "making", "art", "robots", "games", "music")
MOST_REACHABLE = 12
TOWN_KM = 14.0
# Hours at which sessions begin, weekdays and weekend: 5 x 6 + 2 x 10 = 50 slots.
WEEKDAY_STARTS = (10 * 60, 13 * 60, 14 * 60 + 30, 16 * 60, 17 * 60 + 30, 19 * 60)
WEEKEND_STARTS = tuple(range(9 * 60, 19 * 60, 60))
SESSION_MINUTES = 60
PARTICIPANTS, OFFERS = 1500, 300


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything is invented."""

    participants: int = PARTICIPANTS
    offers: int = OFFERS
    mentors: int = 120
    rooms: int = 40
    venues: int = 18


def size_for(participants: int, offers: int) -> Size:
    """Return the town that fits: mentors go with the offers, rooms and venues too."""
    share = offers / OFFERS
    return Size(
        participants,
        offers,
        mentors=max(1, round(120 * share)),
        rooms=max(1, round(40 * share)),
        venues=max(1, round(18 * share)),
    )


def generate(size: Size, seed: int) -> Problem:
    """Return an invented problem; the same seed gives the same one."""
    draw = random.Random(seed)
    slots = _slots()
    venues = _venues(size, draw, slots)
    rooms = _rooms(size, draw, venues)
    offers = _offers(size, draw)
    mentors = _mentors(size, draw, slots, venues)
    participants = _participants(size, draw, slots, venues, offers)
    pools = {
        kind: {key: draw.choice((0, 1, 1, 2)) for key in slots}
        for kind in ("interpreter", "captioner")
    }
    return Problem(slots, venues, rooms, mentors, offers, participants, pools, Rules())


def _slots() -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    for day in range(7):
        for start in WEEKDAY_STARTS if day < 5 else WEEKEND_STARTS:
            key = f"s{len(slots) + 1:02}"
            slots[key] = Slot(key, day, start, SESSION_MINUTES)
    return slots


def _venues(size: Size, draw: random.Random, slots: dict[str, Slot]) -> dict[str, Venue]:
    venues = {}
    for n in range(size.venues):
        key = f"v{n + 1:02}"
        opening = draw.randint(0, 2)
        opened = {one.id for one in slots.values() if opening or one.day >= 5 or one.start >= 960}
        resting_day = draw.randint(0, 6)
        opened = {one for one in opened if slots[one].day != resting_day}
        venues[key] = Venue(key, _place(draw), draw.random() < 0.7, frozenset(opened))
    return venues


def _rooms(size: Size, draw: random.Random, venues: dict[str, Venue]) -> dict[str, Room]:
    rooms = {}
    houses = list(venues)
    for n in range(size.rooms):
        key = f"r{n + 1:02}"
        venue = houses[n] if n < len(houses) else draw.choice(houses)
        equipment = {"pc": draw.choice((0, 6, 8, 10, 12)), "projector": draw.choice((0, 1, 1))}
        if draw.random() < 0.4:
            equipment["3d_printer"] = 1
        if draw.random() < 0.4:
            equipment["robot_kit"] = draw.choice((4, 6))
        rooms[key] = Room(key, venue, draw.choice((8, 10, 10, 12, 12, 15)), equipment)
    return rooms


def _offers(size: Size, draw: random.Random) -> dict[str, Offer]:
    offers = {}
    for n in range(size.offers):
        key = f"o{n + 1:03}"
        topic = TOPICS[n % len(TOPICS)]
        audience = draw.choice(
            (("child",), ("child",), ("adult", "senior"), ("senior",),
             ("child", "adult", "senior"), ("child", "adult", "senior"))
        )  # fmt: skip
        equipment = {}
        if topic in ("programming", "games"):
            equipment["pc"] = draw.choice((6, 8))
        elif topic == "making" and draw.random() < 0.5:
            equipment["3d_printer"] = 1
        elif topic == "robots":
            equipment["robot_kit"] = 4
        elif draw.random() < 0.5:
            equipment["projector"] = 1
        least = draw.choice((3, 4, 4, 5))
        offers[key] = Offer(
            key, topic, draw.choice((0, 0, 1, 1, 2, 3)), frozenset(audience), least,
            least + draw.choice((3, 4, 5, 6)), draw.choice((1, 1, 2)), equipment,
            "child" in audience and draw.random() < 0.25,
        )  # fmt: skip
    return offers


def _mentors(
    size: Size, draw: random.Random, slots: dict[str, Slot], venues: dict[str, Venue]
) -> dict[str, Mentor]:
    mentors = {}
    for n in range(size.mentors):
        key = f"m{n + 1:03}"
        topics = draw.sample(TOPICS, draw.choice((1, 2, 2, 3)))
        xy = _near_a_venue(draw, venues, 2.5)
        mentors[key] = Mentor(
            key, {topic: draw.choice((1, 2, 2, 3, 3)) for topic in topics},
            _free_time(draw, slots, draw.randint(12, 22)), draw.choice((1, 2, 2, 3)),
            draw.random() < 0.7, round(draw.uniform(4.0, 9.0), 2), xy,
        )  # fmt: skip
    return mentors


def _participants(
    size: Size,
    draw: random.Random,
    slots: dict[str, Slot],
    venues: dict[str, Venue],
    offers: dict[str, Offer],
) -> dict[str, Participant]:
    people = {}
    for n in range(size.participants):
        key = f"p{n + 1:04}"
        band = draw.choice(("child", "child", "child", "adult", "senior", "senior"))
        level = {topic: draw.choice((0, 0, 1, 2)) for topic in draw.sample(TOPICS, 3)}
        fitting = [
            one.id
            for one in offers.values()
            if band in one.audience and one.level <= level.get(one.topic, 0) + LEVELS_ABOVE
        ]
        wishes = draw.sample(fitting, min(len(fitting), draw.randint(6, MOST_REACHABLE)))
        needs = set()
        if draw.random() < 0.06:
            needs.add("step_free")
        if draw.random() < 0.03:
            needs.add(draw.choice(("interpreter", "captioner")))
        if band == "child" and draw.random() < 0.08:
            needs.add("guardian")
        people[key] = Participant(
            key, band, _free_time(draw, slots, draw.randint(7, 14)), level,
            round(draw.uniform(3.5, 8.0), 2), _near_a_venue(draw, venues, 2.0),
            frozenset(needs), tuple(wishes), draw.choice((1, 1, 1, 2)),
            waited=draw.choice((0, 0, 0, 1, 2)),
        )  # fmt: skip
    return people


def _free_time(draw: random.Random, slots: dict[str, Slot], count: int) -> frozenset[str]:
    """Return free slots as people have them: on a few days, in a row."""
    by_day: dict[int, list[str]] = {}
    for one in slots.values():
        by_day.setdefault(one.day, []).append(one.id)
    free: set[str] = set()
    for day in draw.sample(sorted(by_day), len(by_day)):
        if len(free) >= count:
            break
        row = by_day[day]
        first = draw.randrange(len(row))
        free |= set(row[first : first + draw.randint(2, 4)])
    return frozenset(free)


def _place(draw: random.Random) -> tuple[float, float]:
    return round(draw.uniform(0, TOWN_KM), 2), round(draw.uniform(0, TOWN_KM), 2)


def _near_a_venue(
    draw: random.Random, venues: dict[str, Venue], spread_km: float
) -> tuple[float, float]:
    x, y = draw.choice(list(venues.values())).xy
    angle, away = draw.uniform(0, 2 * math.pi), draw.uniform(0, spread_km)
    return round(x + away * math.cos(angle), 2), round(y + away * math.sin(angle), 2)
