"""What makes one legal plan better than another: compared part by part, the first that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.clubs.problem import AGE_BANDS
from app.solvers.clubs.facts import distance_km
from app.solvers.clubs.state import Meeting, State

# A wish granted counts from this, less its place among the wishes; the best is worth most.
BEST_WISH = 13


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The aims in their order; more is better in each, so losses are negative.

    1 people who need an accommodation and had a place keep one · 2 people with a place ·
    3 what was published stays · 4 wishes granted, the longest waiting counting more ·
    5 meetings of several generations · 6 kilometres and uneven loads, as a loss
    """

    kept_with_needs: int
    served: int
    unchanged: int
    wishes: int
    generations: int
    nearness: int


def value_of(state: State, published: Mapping[str, Meeting] | None = None) -> Value:
    """Count every aim of a plan from scratch."""
    facts = state.facts
    persons = facts.problem.participants
    had = {one for meeting in (published or {}).values() for one in meeting.people}
    return Value(
        kept_with_needs=sum(
            state.places[one] > 0 for one in had if one in persons and persons[one].needs
        ),
        served=state.served(),
        unchanged=unchanged(state, published or {}),
        wishes=sum(
            wish_value(state, person, one.offer)
            for one in state.meetings.values()
            for person in one.people
        ),
        generations=sum(
            len({persons[person].age_band for person in one.people}) > 1
            for one in state.meetings.values()
        ),
        nearness=-sum(_cost(state, one) for one in state.meetings.values())
        - sum(load * load for load in state.mentor_load.values()),
    )


def wish_value(state: State, person: str, offer: str) -> int:
    """Return what a granted wish is worth; weeks of waiting multiply it."""
    facts = state.facts
    rank = min(facts.rank[person, offer], BEST_WISH - 1)
    return (BEST_WISH - rank) * (1 + facts.problem.participants[person].waited)


def unchanged(state: State, published: Mapping[str, Meeting]) -> int:
    """Count what people would not have to be told: time, room, mentors and places as before."""
    count = 0
    for offer, before in published.items():
        now = state.meetings.get(offer)
        if now is not None:
            count += (now.slot == before.slot) + (now.room == before.room)
            count += len(set(now.mentors) & set(before.mentors))
            if now.slot == before.slot:
                count += len(set(now.people) & set(before.people))
    return count


def _cost(state: State, one: Meeting) -> int:
    """Return the mentors' ways in hundreds of metres, both directions."""
    problem = state.facts.problem
    venue = problem.venues[problem.rooms[one.room].venue]
    return sum(
        round(20 * distance_km(problem.mentors[mentor].xy, venue.xy)) for mentor in one.mentors
    )


def bands(state: State, one: Meeting) -> list[str]:
    """Return the generations that meet, youngest first."""
    persons = state.facts.problem.participants
    there = {persons[person].age_band for person in one.people}
    return [band for band in AGE_BANDS if band in there]
