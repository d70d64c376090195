"""The CP-SAT model of some offers, everything else being fixed.

For each offer: at most one spot (slot and room), its mentors, its people. Numbers name the rules of
`app.domain.clubs.check`:

 1 rooms, mentors and people once at a time · 2, 3 only spots that are open and equipped
 4, 5 people between the offer's least and most, heads within the room
 6, 7 mentors who can, are free, near enough, within their load · 7-10 people who can come there
11 helpers from the pool of the time · 12, 13 children: number for each mentor, one vetted

The aim is people with a place, then wishes; exact comparison of all aims is the caller's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.clubs.problem import POOLED
from app.solvers.clubs.facts import Facts, Spot
from app.solvers.clubs.objective import wish_value
from app.solvers.clubs.seating import has_helper
from app.solvers.clubs.state import Meeting, State

SERVED = 2_000
FURTHER_PLACE = 40
AS_PUBLISHED = 200
# More than all the other people of a small model together: whoever needs help and had a place keeps one.
KEPT_WITH_NEEDS = 200 * SERVED


@dataclass(frozen=True, slots=True)
class Work:
    """How much work one model may take: deterministic units, seconds, threads."""

    deterministic: float | None = 0.5
    seconds: float | None = None
    threads: int = 1
    seed: int = 1


@dataclass(slots=True)
class Model:
    """The variables of one model, by what they stand for."""

    cp: Any
    state: State
    spots: dict[str, list[Spot]]
    published: Mapping[str, Meeting] = field(default_factory=dict)
    at: dict[tuple[str, int, str], Any] = field(default_factory=dict)
    """(offer, slot, room): the offer runs there."""
    leads: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    """(offer, mentor, slot): the mentor leads it then."""
    sits: dict[tuple[str, str], Any] = field(default_factory=dict)
    """(offer, person): the person has a place in it."""
    helps: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    """(offer, kind, slot): a helper is there."""
    runs: dict[str, Any] = field(default_factory=dict)


def build(
    state: State,
    spots: dict[str, list[Spot]],
    people: Collection[str],
    published: Mapping[str, Meeting] | None = None,
) -> Model:
    """Make the model of the offers in `spots`; none of them is in `state` any more."""
    from ortools.sat.python import cp_model

    model = Model(cp_model.CpModel(), state, spots, published or {})
    _add_spots(model)
    _add_mentors(model)
    _add_people(model, people)
    _add_seats(model)
    _add_children(model)
    _add_helpers(model)
    _add_aim(model)
    return model


def solve(model: Model, before: Collection[Meeting], work: Work) -> list[Meeting] | None:
    """Return the meetings of the best solution found, None when there is none.

    Every variable gets a hint, of the plan before, because an incomplete hint is dropped.
    """
    from ortools.sat.python import cp_model

    hint(model, before)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = work.threads
    # A press of Ctrl-C is for Python, which keeps the best plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = work.seed
    if work.deterministic is not None:
        solver.parameters.max_deterministic_time = work.deterministic
    if work.seconds is not None:
        solver.parameters.max_time_in_seconds = work.seconds
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = []
    for (offer, slot, room), there in model.at.items():
        if solver.boolean_value(there):
            mentors = tuple(
                mentor
                for (of, mentor, then), leads in model.leads.items()
                if of == offer and then == slot and solver.boolean_value(leads)
            )
            found.append(Meeting(offer, slot, room, mentors, ()))
    seated: dict[str, list[str]] = defaultdict(list)
    for (offer, person), sits in model.sits.items():
        if solver.boolean_value(sits):
            seated[offer].append(person)
    return [
        Meeting(one.offer, one.slot, one.room, one.mentors, tuple(seated[one.offer]))
        for one in found
    ]


def hint(model: Model, before: Collection[Meeting]) -> None:
    """Hint every variable with the plan before."""
    by_offer = {one.offer: one for one in before}
    persons = model.state.facts.problem.participants
    add = model.cp.add_hint
    for offer, runs in model.runs.items():
        add(runs, offer in by_offer)
    for (offer, slot, room), there in model.at.items():
        one = by_offer.get(offer)
        add(there, one is not None and one.slot == slot and one.room == room)
    for (offer, mentor, slot), leads in model.leads.items():
        one = by_offer.get(offer)
        add(leads, one is not None and one.slot == slot and mentor in one.mentors)
    seats = {(one.offer, person) for one in before for person in one.people}
    for key, sits in model.sits.items():
        add(sits, key in seats)
    for (offer, kind, slot), helps in model.helps.items():
        one = by_offer.get(offer)
        is_needed = one is not None and any(kind in persons[who].needs for who in one.people)
        add(helps, is_needed and one is not None and one.slot == slot)


def _add_spots(model: Model) -> None:
    """Each offer runs at most once, in one spot; each room holds one meeting at a time."""
    cp, overlap = model.cp, model.state.facts.overlap
    by_room: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for offer, spots in model.spots.items():
        model.runs[offer] = runs = cp.new_bool_var("")
        here = []
        for slot, room in spots:
            there = cp.new_bool_var("")
            model.at[offer, slot, room] = there
            by_room[room].append((slot, there))
            here.append(there)
        cp.add(sum(here) == runs)
    for uses in by_room.values():
        _once_at_a_time(cp, uses, overlap)


def _add_mentors(model: Model) -> None:
    """As many mentors as the offer asks for; free then, near enough, within their load."""
    cp, state, facts = model.cp, model.state, model.state.facts
    problem = facts.problem
    uses: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for offer, spots in model.spots.items():
        venues_at: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for slot, room in spots:
            venue = problem.rooms[room].venue
            venues_at[slot][venue].append(model.at[offer, slot, room])
        for slot, venues in venues_at.items():
            leading = []
            for mentor in facts.mentors_for[offer]:
                free = facts.mentor_slots[mentor] & ~state.mentor_busy[mentor]
                if (
                    not free >> slot & 1
                    or state.mentor_load[mentor] >= problem.mentors[mentor].max_load
                ):
                    continue
                near = [venue for venue in venues if venue in facts.mentor_venues[mentor]]
                if not near:
                    continue
                leads = cp.new_bool_var("")
                if len(near) < len(venues):
                    cp.add(leads <= sum(there for venue in near for there in venues[venue]))
                model.leads[offer, mentor, slot] = leads
                uses[mentor].append((slot, leads))
                leading.append(leads)
            there = [one for group in venues.values() for one in group]
            cp.add(sum(leading) == problem.offers[offer].mentors * sum(there))
    for mentor, times in uses.items():
        _once_at_a_time(cp, times, facts.overlap)
        left = problem.mentors[mentor].max_load - state.mentor_load[mentor]
        if len(times) > left:
            cp.add(sum(leads for _slot, leads in times) <= left)


def _add_people(model: Model, people: Collection[str]) -> None:
    """Each person has at most one place of this model, where she can come."""
    cp, state, facts = model.cp, model.state, model.state.facts
    for person in people:
        free = facts.person_slots[person] & ~state.person_busy[person]
        if state.places[person] >= facts.problem.participants[person].want:
            continue
        seats = []
        for offer in facts.offers_of[person]:
            spots = model.spots.get(offer)
            if spots is None:
                continue
            fitting = [
                model.at[offer, slot, room]
                for slot, room in spots
                if free >> slot & 1
                and facts.problem.rooms[room].venue in facts.person_venues[person]
            ]
            if fitting:
                sits = cp.new_bool_var("")
                model.sits[offer, person] = sits
                seats.append(sits)
                cp.add(sits <= sum(fitting))
        if len(seats) > 1:
            cp.add_at_most_one(seats)


def _add_seats(model: Model) -> None:
    """Between the least and the most of the offer, heads within the room."""
    cp, problem = model.cp, model.state.facts.problem
    seated = _by_offer(model)
    for offer, spots in model.spots.items():
        one, here = problem.offers[offer], seated[offer]
        people = sum(sits for _person, sits in here)
        cp.add(people >= one.min * model.runs[offer])
        cp.add(people <= one.max * model.runs[offer])
        heads = sum(
            (1 + ("guardian" in problem.participants[person].needs)) * sits for person, sits in here
        )
        room = sum(
            problem.rooms[room].capacity * model.at[offer, slot, room] for slot, room in spots
        )
        most = one.max + sum("guardian" in problem.participants[who].needs for who, _ in here)
        if any(problem.rooms[room].capacity < most for _slot, room in spots):
            cp.add(heads <= room)


def _add_children(model: Model) -> None:
    """No more children for each mentor than the rules say, and a vetted mentor among them."""
    cp, problem = model.cp, model.state.facts.problem
    seated = _by_offer(model)
    vetted: dict[str, list[Any]] = defaultdict(list)
    for (offer, mentor, _slot), leads in model.leads.items():
        if problem.mentors[mentor].vetted:
            vetted[offer].append(leads)
    for offer, here in seated.items():
        children = [sits for who, sits in here if problem.participants[who].age_band == "child"]
        if not children:
            continue
        one = problem.offers[offer]
        most = problem.rules.children_per_adult * one.mentors
        if min(len(children), one.max) > most:
            cp.add(sum(children) <= most)
        if not one.needs_vetted:
            cp.add(sum(children) <= one.max * sum(vetted[offer]))


def _add_helpers(model: Model) -> None:
    """Who needs an interpreter or captioner sits only where one is; the pool of a time is shared."""
    cp, state, facts = model.cp, model.state, model.state.facts
    persons = facts.problem.participants
    for kind in POOLED:
        used: dict[int, list[Any]] = defaultdict(list)
        for offer, here in _by_offer(model).items():
            asking = [sits for who, sits in here if kind in persons[who].needs]
            if not asking:
                continue
            helped = []
            for slot in sorted({slot for slot, _room in model.spots[offer]}):
                if not has_helper(state, kind, slot):
                    continue
                helps = cp.new_bool_var("")
                model.helps[offer, kind, slot] = helps
                there = [model.at[offer, s, room] for s, room in model.spots[offer] if s == slot]
                cp.add(helps <= sum(there))
                helped.append(helps)
                for begins in facts.begins_in[slot]:
                    used[begins].append(helps)
            for sits in asking:
                cp.add(sits <= sum(helped))
        for slot, helping in used.items():
            left = facts.pool[kind][slot] - state.pooled[kind][slot]
            if len(helping) > left:
                cp.add(sum(helping) <= left)


def _add_aim(model: Model) -> None:
    """People with a place, then what was published, then wishes."""
    state = model.state
    persons = state.facts.problem.participants
    had = {who for one in model.published.values() for who in one.people}
    aim = []
    for (offer, person), sits in model.sits.items():
        worth = wish_value(state, person, offer)
        is_first = state.places[person] == 0
        worth += SERVED if is_first else FURTHER_PLACE
        if is_first and person in had and persons[person].needs:
            worth += KEPT_WITH_NEEDS
        before = model.published.get(offer)
        if before is not None and person in before.people:
            worth += AS_PUBLISHED
        aim.append(worth * sits)
    for (offer, slot, room), there in model.at.items():
        before = model.published.get(offer)
        if before is not None and before.slot == slot:
            aim.append((AS_PUBLISHED if before.room == room else AS_PUBLISHED // 2) * there)
    for (offer, mentor, _slot), leads in model.leads.items():
        before = model.published.get(offer)
        if before is not None and mentor in before.mentors:
            aim.append(AS_PUBLISHED // 2 * leads)
    model.cp.maximize(sum(aim))


def _by_offer(model: Model) -> dict[str, list[tuple[str, Any]]]:
    seated: dict[str, list[tuple[str, Any]]] = {offer: [] for offer in model.spots}
    for (offer, person), sits in model.sits.items():
        seated[offer].append((person, sits))
    return seated


def _once_at_a_time(cp: Any, uses: list[tuple[int, Any]], overlap: tuple[int, ...]) -> None:
    """Of uses at overlapping slots at most one takes place."""
    by_slot: dict[int, list[Any]] = defaultdict(list)
    for slot, use in uses:
        by_slot[slot].append(use)
    for slot, here in by_slot.items():
        if len(here) > 1:
            cp.add_at_most_one(here)
        for other, there in by_slot.items():
            # Times may overlap without being the same: each pair of slots is kept apart.
            if other > slot and overlap[slot] >> other & 1:
                cp.add_at_most_one(here + there)


def whole_week(facts: Facts) -> dict[str, list[Spot]]:
    """Return every spot of every offer: the one big model that the benchmark compares with."""
    return {
        offer: [
            (slot, room)
            for room in facts.rooms_for[offer]
            for slot in facts.slots_of(facts.room_slots[room])
        ]
        for offer in facts.problem.offers
    }
