"""Checks a plan against every hard rule, from the rules alone.

Nothing here is shared with the planner: distances, overlaps and pools are counted again in another
way, so that a mistake in one of the two shows. The rules:

 1 an offer runs at most once, a room, a mentor and a person are in one place at a time
 2 the venue is open and the room is not closed
 3 the room has the equipment
 4 no more people than the offer takes, and no more heads than the room holds; a guardian has a seat
 5 no fewer people than the offer's least
 6 as many mentors as the offer asks for, each with the skill at the offer's level or above
 7 mentors come when they can, within reach, no more often than their load
 8 people come when they can, within reach, to what they wished for, no more often than they want
 9 an offer is for the person's age, and at most one level above the person's own
10 who needs it has a house without steps
11 an interpreter or captioner is there for whoever needs one; the pool of a time is shared
12 no more children for each mentor than the rules say
13 with children at least one vetted mentor; offers that ask for it have vetted mentors only
14 everybody without a place is named, with reasons; nobody with a place is
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.domain.clubs.plan import Plan, Session
from app.domain.clubs.problem import Place, Problem, Slot

SLACK_KM = 1e-9


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: its code, the session's offer if it is about one, who or what, numbers."""

    code: str
    offer: str = ""
    who: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


def check_plan(problem: Problem, plan: Plan) -> list[Violation]:
    """Return every violation of a plan, none when it is legal."""
    found: list[Violation] = []
    if plan.problem_sha256 != problem.sha256:
        found.append(Violation("clubs.broken.other_problem"))
    found.extend(_one_place_at_a_time(problem, plan.sessions))
    for session in plan.sessions:
        found.extend(_room(problem, session))
        found.extend(_mentors(problem, session))
        found.extend(_people(problem, session))
        found.extend(_children(problem, session))
    found.extend(_how_often(problem, plan.sessions))
    found.extend(_pools(problem, plan.sessions))
    found.extend(_unplaced(problem, plan))
    return found


def _one_place_at_a_time(problem: Problem, sessions: Sequence[Session]) -> Iterator[Violation]:
    for offer, times in Counter(one.offer for one in sessions).items():
        if times > 1:
            yield Violation("clubs.broken.offer_twice", offer, data={"times": times})
    places: dict[tuple[str, str], list[Session]] = defaultdict(list)
    for one in sessions:
        places["room", one.room].append(one)
        for mentor in one.mentors:
            places["mentor", mentor].append(one)
        for person in one.participants:
            places["person", person].append(one)
    for (kind, who), theirs in places.items():
        in_order = sorted(theirs, key=lambda one: _span(problem.slots[one.slot]))
        for before, after in pairwise(in_order):
            if _span(problem.slots[after.slot])[0] < _span(problem.slots[before.slot])[1]:
                yield Violation(
                    f"clubs.broken.{kind}_twice", after.offer, who, {"other": before.offer}
                )


def _room(problem: Problem, one: Session) -> Iterator[Violation]:
    offer, room = problem.offers[one.offer], problem.rooms[one.room]
    if one.slot not in problem.venues[room.venue].open:
        yield Violation("clubs.broken.closed_venue", one.offer, room.venue, {"slot": one.slot})
    if (one.room, one.slot) in problem.closed:
        yield Violation("clubs.broken.closed_room", one.offer, one.room, {"slot": one.slot})
    for thing, count in offer.equipment.items():
        have = room.equipment.get(thing, 0)
        if have < count:
            data = {"thing": thing, "need": count, "have": have}
            yield Violation("clubs.broken.equipment", one.offer, one.room, data)
    people = [problem.participants[key] for key in one.participants]
    heads = len(people) + sum("guardian" in person.needs for person in people)
    if len(people) > offer.max:
        data = {"people": len(people), "most": offer.max}
        yield Violation("clubs.broken.too_many", one.offer, data=data)
    if heads > room.capacity:
        data = {"people": heads, "most": room.capacity}
        yield Violation("clubs.broken.room_full", one.offer, one.room, data)
    if len(people) < offer.min:
        data = {"people": len(people), "least": offer.min}
        yield Violation("clubs.broken.too_few", one.offer, data=data)


def _mentors(problem: Problem, one: Session) -> Iterator[Violation]:
    offer = problem.offers[one.offer]
    venue = problem.venues[problem.rooms[one.room].venue]
    if len(set(one.mentors)) != offer.mentors or len(one.mentors) != offer.mentors:
        data = {"have": len(one.mentors), "need": offer.mentors}
        yield Violation("clubs.broken.mentor_count", one.offer, data=data)
    for key in one.mentors:
        mentor = problem.mentors[key]
        skill = mentor.skills.get(offer.topic)
        if skill is None or skill < offer.level:
            data = {"have": skill or 0, "need": offer.level}
            yield Violation("clubs.broken.skill", one.offer, key, data)
        if one.slot not in mentor.slots:
            yield Violation("clubs.broken.mentor_away", one.offer, key, {"slot": one.slot})
        if _too_far(mentor.xy, venue.xy, mentor.reach):
            yield Violation("clubs.broken.mentor_reach", one.offer, key, {"venue": venue.id})
        if offer.needs_vetted and not mentor.vetted:
            yield Violation("clubs.broken.unvetted", one.offer, key)


def _people(problem: Problem, one: Session) -> Iterator[Violation]:
    offer = problem.offers[one.offer]
    venue = problem.venues[problem.rooms[one.room].venue]
    for key in one.participants:
        person = problem.participants[key]
        if one.offer not in person.wishes:
            yield Violation("clubs.broken.not_wished", one.offer, key)
        if person.age_band not in offer.audience:
            yield Violation("clubs.broken.audience", one.offer, key)
        if offer.level - person.level.get(offer.topic, 0) > 1:
            data = {"have": person.level.get(offer.topic, 0), "need": offer.level}
            yield Violation("clubs.broken.level", one.offer, key, data)
        if one.slot not in person.slots:
            yield Violation("clubs.broken.person_away", one.offer, key, {"slot": one.slot})
        if _too_far(person.xy, venue.xy, person.reach):
            yield Violation("clubs.broken.person_reach", one.offer, key, {"venue": venue.id})
        if "step_free" in person.needs and not venue.step_free:
            yield Violation("clubs.broken.steps", one.offer, key, {"venue": venue.id})


def _children(problem: Problem, one: Session) -> Iterator[Violation]:
    children = sum(problem.participants[key].age_band == "child" for key in one.participants)
    if not children:
        return
    most = problem.rules.children_per_adult * len(one.mentors)
    if children > most:
        data = {"children": children, "most": most}
        yield Violation("clubs.broken.child_ratio", one.offer, data=data)
    if not any(problem.mentors[key].vetted for key in one.mentors):
        yield Violation("clubs.broken.no_vetted", one.offer, data={"children": children})


def _how_often(problem: Problem, sessions: Iterable[Session]) -> Iterator[Violation]:
    load: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for one in sessions:
        load.update(one.mentors)
        places.update(one.participants)
    for key, count in load.items():
        if count > problem.mentors[key].max_load:
            data = {"have": count, "most": problem.mentors[key].max_load}
            yield Violation("clubs.broken.load", who=key, data=data)
    for key, count in places.items():
        if count > problem.participants[key].want:
            data = {"have": count, "most": problem.participants[key].want}
            yield Violation("clubs.broken.want", who=key, data=data)


def _pools(problem: Problem, sessions: Sequence[Session]) -> Iterator[Violation]:
    for kind in ("interpreter", "captioner"):
        asking = [
            one
            for one in sessions
            if any(kind in problem.participants[key].needs for key in one.participants)
        ]
        # The most that go on at once do so when one of them begins.
        for slot in problem.slots.values():
            begin, _end = _span(slot)
            at_once = [
                one
                for one in asking
                if _span(problem.slots[one.slot])[0] <= begin < _span(problem.slots[one.slot])[1]
            ]
            have = problem.pools.get(kind, {}).get(slot.id, 0)
            if len(at_once) > have:
                data = {"slot": slot.id, "need": len(at_once), "have": have}
                yield Violation(f"clubs.broken.{kind}", at_once[0].offer, data=data)


def _unplaced(problem: Problem, plan: Plan) -> Iterator[Violation]:
    placed = {key for one in plan.sessions for key in one.participants}
    named = {one.participant: one for one in plan.unplaced}
    for key, person in problem.participants.items():
        if key in placed and key in named:
            yield Violation("clubs.broken.placed_and_not", who=key)
        elif key not in placed and person.want > 0:
            if key not in named:
                yield Violation("clubs.broken.not_named", who=key)
            elif not named[key].reasons:
                yield Violation("clubs.broken.no_reason", who=key)


def _span(slot: Slot) -> tuple[int, int]:
    begin = slot.day * 1440 + slot.start
    return begin, begin + slot.minutes


def _too_far(home: Place, venue: Place, reach: float) -> bool:
    # Squares instead of roots: another way than the planner's.
    squared = (home[0] - venue[0]) ** 2 + (home[1] - venue[1]) ** 2
    return squared > (reach + SLACK_KM) ** 2
