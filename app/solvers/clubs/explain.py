"""Why somebody is not in an offer, from facts alone: each rule with its numbers, no solver.

`why` looks at one person and one offer; whatever does not hold is a change that would be needed.
`ways` gives for a person the offers that need the fewest changes; there is always one.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.clubs.plan import Plan, Unplaced
from app.domain.clubs.problem import LEVELS_ABOVE, POOLED, Participant, Problem
from app.solvers.clubs.facts import CLOSE_ENOUGH_KM, distance_km, make_facts
from app.solvers.clubs.greedy import counted_spots
from app.solvers.clubs.seating import free_mentors, has_helper
from app.solvers.clubs.state import Meeting, State

MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule about a person and an offer: whether it holds, and its numbers."""

    code: str
    holds: bool
    data: Mapping[str, object] = field(default_factory=dict)


def why(state: State, person: str, offer: str) -> list[Rule]:
    """Return every rule that speaks about a person and an offer."""
    problem = state.facts.problem
    who, one = problem.participants[person], problem.offers[offer]
    level = who.level.get(one.topic, 0)
    rules = [
        Rule("wished", offer in who.wishes),
        Rule("audience", who.age_band in one.audience, {"age_band": who.age_band}),
        Rule("level", one.level <= level + LEVELS_ABOVE, {"have": level, "need": one.level}),
        Rule("wants_more", state.places[person] < who.want,
             {"have": state.places[person], "want": who.want}),
    ]  # fmt: skip
    meeting = state.meetings.get(offer)
    if meeting is None:
        return rules + _not_running(state, offer)
    return rules + _place_and_time(state, who, meeting) + _seat(state, who, meeting)


def _place_and_time(state: State, who: Participant, meeting: Meeting) -> list[Rule]:
    facts = state.facts
    venue = facts.problem.venues[facts.problem.rooms[meeting.room].venue]
    away = distance_km(who.xy, venue.xy)
    time = facts.overlap[meeting.slot]
    slot = facts.slot_ids[meeting.slot]
    rules = [
        Rule("can_come", slot in who.slots, {"slot": slot}),
        Rule("reach", away <= who.reach + CLOSE_ENOUGH_KM,
             {"venue": venue.id, "km": round(away, 2), "reach": who.reach}),
    ]  # fmt: skip
    if "step_free" in who.needs:
        rules.append(Rule("step_free", venue.step_free, {"venue": venue.id}))
    elsewhere = [
        other.offer
        for other in state.meetings.values()
        if other is not meeting and who.id in other.people and facts.overlap[other.slot] & time
    ]
    rules.append(Rule("free_then", not elsewhere, {"elsewhere": elsewhere}))
    return rules


def _seat(state: State, who: Participant, meeting: Meeting) -> list[Rule]:
    problem = state.facts.problem
    persons = problem.participants
    there = [persons[one] for one in meeting.people if one != who.id]
    heads = sum(1 + ("guardian" in one.needs) for one in there)
    wide = 1 + ("guardian" in who.needs)
    most, capacity = problem.offers[meeting.offer].max, problem.rooms[meeting.room].capacity
    rules = [
        Rule("place_left", len(there) < most, {"people": len(there), "most": most}),
        Rule("room_holds", heads + wide <= capacity,
             {"room": meeting.room, "heads": heads, "need": wide, "capacity": capacity}),
    ]  # fmt: skip
    if who.age_band == "child":
        children = sum(one.age_band == "child" for one in there)
        ratio = problem.rules.children_per_adult * len(meeting.mentors)
        vetted = any(problem.mentors[one].vetted for one in meeting.mentors)
        rules.append(Rule("enough_adults", children < ratio, {"children": children, "most": ratio}))
        rules.append(Rule("vetted_mentor", vetted))
    for kind in POOLED:
        if kind in who.needs:
            is_there = any(kind in one.needs for one in there)
            rules.append(Rule(kind, is_there or has_helper(state, kind, meeting.slot)))
    return rules


def _not_running(state: State, offer: str) -> list[Rule]:
    """Say what the best time that is left for an offer lacks."""
    facts = state.facts
    one = facts.problem.offers[offer]
    rules = [Rule("running", False)]
    spots = counted_spots(state, offer)
    rules.append(
        Rule("enough_people", bool(spots), {"least": one.min, "rooms": len(facts.rooms_for[offer])})
    )
    rooms = facts.problem.rooms
    free = max(
        (len(free_mentors(state, offer, slot, rooms[room].venue)) for _n, slot, room in spots),
        default=0,
    )
    rules.append(
        Rule("enough_mentors", free >= one.mentors,
             {"have": free, "need": one.mentors, "topic": one.topic, "level": one.level})
    )  # fmt: skip
    return rules


def ways(state: State, person: str) -> tuple[dict[str, object], ...]:
    """Return what would give a person a place: offers with the fewest changes, wishes first."""
    facts = state.facts
    who = facts.problem.participants[person]
    found = [(offer, why(state, person, offer)) for offer in who.wishes]
    usable = [one for one in found if _is_open_to(one[1])]
    if not usable:
        others = sorted(state.meetings)
        found = [(offer, why(state, person, offer)) for offer in others]
        usable = [one for one in found if _is_open_to(one[1])]
    # Python's sort is stable: equal numbers of changes keep the order of the wishes.
    usable.sort(key=lambda one: sum(not rule.holds for rule in one[1]))
    if not usable:
        return ({"offer": None, "changes": [{"change": "new_offer", "age_band": who.age_band}]},)
    return tuple(
        {
            "offer": offer,
            "changes": [{"change": one.code, **one.data} for one in rules if not one.holds],
        }
        for offer, rules in usable[:MOST_WAYS]
    )


def _is_open_to(rules: list[Rule]) -> bool:
    """Tell whether an offer is for the person's age: nobody can change that."""
    return all(one.holds for one in rules if one.code == "audience")


def unplaced(state: State, gone: frozenset[str] = frozenset()) -> tuple[Unplaced, ...]:
    """Name everybody without a place, with the reasons and what would give one."""
    absent = []
    for person, who in state.facts.problem.participants.items():
        if person in gone:
            absent.append(Unplaced(person, ("gone",)))
        elif who.want > 0 and state.places[person] == 0:
            lacking = [
                next((rule.code for rule in why(state, person, offer) if not rule.holds), "seats")
                for offer in who.wishes
            ]
            reasons = tuple(dict.fromkeys(lacking)) or ("no_wishes",)
            absent.append(Unplaced(person, reasons, ways(state, person)))
    return tuple(absent)


@dataclass(frozen=True, slots=True)
class Answer:
    """The places a person has, every rule of each offer asked for, what would make a place."""

    places: list[str]
    rules: dict[str, list[Rule]]
    ways: list[dict[str, object]]
    took_ms: float


def explain(problem: Problem, plan: Plan, person: str, offer: str | None) -> Answer:
    """Answer for one offer, or for every wish of a person."""
    state = state_of(problem, plan)
    began = time.perf_counter()
    asked = [offer] if offer is not None else list(problem.participants[person].wishes)
    rules = {one: why(state, person, one) for one in asked}
    changes = list(ways(state, person))
    took_ms = (time.perf_counter() - began) * 1000
    places = [one.offer for one in state.meetings.values() if person in one.people]
    return Answer(places, rules, changes, took_ms)


def state_of(problem: Problem, plan: Plan) -> State:
    """Return a plan as the planner holds it."""
    state = State(make_facts(problem))
    number = {slot: n for n, slot in enumerate(state.facts.slot_ids)}
    for one in plan.sessions:
        if one.offer in state.meetings:
            continue
        state.put(Meeting(one.offer, number[one.slot], one.room, one.mentors, one.participants))
    return state
