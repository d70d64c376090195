"""Who sits in a meeting: people by need and by how little else they have, mentors who can lead it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.clubs.problem import POOLED
from app.solvers.clubs.state import State


def free_mentors(state: State, offer: str, slot: int, venue: str) -> list[str]:
    """Return who can lead an offer then and there, the least needed elsewhere first."""
    facts, bit = state.facts, 1 << slot
    mentors = facts.problem.mentors
    return [
        one
        for one in facts.mentors_for[offer]
        if facts.mentor_slots[one] & bit
        and not state.mentor_busy[one] & bit
        and state.mentor_load[one] < mentors[one].max_load
        and venue in facts.mentor_venues[one]
    ]


def choose_mentors(
    state: State, offer: str, able: Sequence[str], has_children: bool
) -> tuple[str, ...] | None:
    """Return the mentors of a meeting, None when there are too few.

    Those who can lead the fewest offers go first; one is vetted where children may come. Vetted
    mentors are kept for where they are needed.
    """
    facts = state.facts
    need = facts.problem.offers[offer].mentors
    if len(able) < need:
        return None
    mentors = facts.problem.mentors

    def spare(one: str) -> tuple[bool, int, str]:
        # More skills, more free times and more load left make a mentor worth keeping.
        left = mentors[one].max_load - state.mentor_load[one]
        breadth = len(mentors[one].skills) * facts.mentor_slots[one].bit_count()
        return mentors[one].vetted, breadth - 8 * left, one

    order = sorted(able, key=spare)
    chosen = order[:need]
    if has_children and not any(mentors[one].vetted for one in chosen):
        vetted = next((one for one in order if mentors[one].vetted), None)
        if vetted is None:
            return None
        chosen[-1] = vetted
    return tuple(chosen)


def seat(
    state: State,
    offer: str,
    slot: int,
    room: str,
    mentors: Sequence[str],
    waiting: Iterable[str],
    seated: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the people of a meeting: those seated already, then of the waiting as many as go.

    `waiting` is in the order in which they are asked; they can come then and there.
    """
    facts = state.facts
    problem = facts.problem
    people = list(seated)
    persons = problem.participants
    heads = sum(1 + ("guardian" in persons[one].needs) for one in people)
    children = sum(persons[one].age_band == "child" for one in people)
    most_children = problem.rules.children_per_adult * len(mentors)
    if not any(problem.mentors[one].vetted for one in mentors):
        most_children = 0
    helped = set(state.kinds_needed(people))
    most, capacity = problem.offers[offer].max, problem.rooms[room].capacity
    for one in waiting:
        if len(people) >= most or heads >= capacity:
            break
        person = persons[one]
        is_child = person.age_band == "child"
        wide = 1 + ("guardian" in person.needs)
        lacking = [
            kind
            for kind in POOLED
            if kind in person.needs and kind not in helped and not has_helper(state, kind, slot)
        ]
        if heads + wide > capacity or (is_child and children >= most_children) or lacking:
            continue
        helped |= person.needs & set(POOLED)
        people.append(one)
        heads += wide
        children += is_child
    return tuple(people)


def has_helper(state: State, kind: str, slot: int) -> bool:
    """Tell whether one more meeting at this time can have an interpreter or captioner."""
    facts = state.facts
    return all(state.pooled[kind][n] < facts.pool[kind][n] for n in facts.begins_in[slot])


def in_order_of_need(state: State, offer: str, people: Iterable[str]) -> list[str]:
    """Return people in the order they are asked: who waited longest, who has the fewest offers."""
    facts = state.facts
    persons = facts.problem.participants
    return sorted(
        people,
        key=lambda one: (
            -persons[one].waited,
            len(facts.offers_of[one]),
            facts.rank[one, offer],
            one,
        ),
    )
