"""Registers kept part by part make the week they came from, whatever is missing or comes twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.check import check_plan
from app.domain.clubs.generate import Size, generate
from app.domain.clubs.plan import Plan, Session
from app.domain.clubs.problem import Problem
from app.domain.clubs.register import parts_of, session_parts, unplaced, week_of


def small(seed: int) -> Problem:
    return generate(Size(30, 8, 5, 4, 3), seed)


def children(problem: Problem) -> set[str]:
    return {one.id for one in problem.participants.values() if one.age_band == "child"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_parts_in_any_order_make_the_same_week(seed: int) -> None:
    problem = small(seed)
    parts = list(parts_of(problem).items())
    random.Random(seed).shuffle(parts)
    week = week_of(dict(parts), children(problem))
    assert week.problem == problem
    assert week.withheld == 0


def test_children_without_consent_are_in_no_list_and_in_no_session() -> None:
    problem = small(1)
    minors = sorted(children(problem))
    offer, slot, room = (next(iter(one)) for one in (problem.offers, problem.slots, problem.rooms))
    plan = Plan("", 0, (Session(offer, slot, room, (), tuple(problem.participants)),))
    parts = {**parts_of(problem), **session_parts(plan)}
    week = week_of(parts, minors[:1])
    assert week.withheld == len(minors) - 1
    assert children(week.problem) == set(minors[:1])
    assert not set(minors[1:]) & set(week.plan.sessions[0].participants)
    assert not [one for one in unplaced(week) if one.id in minors[1:]]


def test_who_fell_away_leads_nothing_and_what_closed_is_free_for_nothing() -> None:
    problem = small(2)
    mentor, room = next(iter(problem.mentors)), next(iter(problem.rooms))
    slot = next(iter(problem.slots))
    parts = {
        **parts_of(problem),
        f"gone/mentors/{mentor}": {},
        f"closed/{room}/{slot}": {},
        "gone/mentors/nobody": {},
        "closed/nowhere/all": {},
    }
    week = week_of(parts, ())
    assert week.gone == {mentor}
    assert week.closed == {(room, slot)}
    offer = next(iter(problem.offers))
    plan = Plan("", 0, (Session(offer, slot, room, (mentor,), ()),))
    named = {one.who for one in check_plan(week.problem, plan)}
    assert {mentor, room} <= named


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.data())
def test_any_part_may_be_missing_and_the_rest_is_still_a_week(
    seed: int, data: st.DataObject
) -> None:
    problem = small(seed)
    offer, slot, room = (next(iter(one)) for one in (problem.offers, problem.slots, problem.rooms))
    plan = Plan("", 0, (Session(offer, slot, room, (next(iter(problem.mentors)),), ()),))
    parts = {**parts_of(problem), **session_parts(plan)}
    lost = data.draw(st.sets(st.sampled_from(sorted(parts)), max_size=12))
    week = week_of({key: one for key, one in parts.items() if key not in lost}, children(problem))
    assert set(week.problem.offers) == {
        one for one in problem.offers if f"offers/{one}" not in lost
    }
    for one in week.plan.sessions:
        assert one.room in week.problem.rooms
        assert one.slot in week.problem.slots


def test_no_part_at_all_is_an_empty_week() -> None:
    week = week_of({}, ())
    assert week.plan.sessions == ()
    assert not week.problem.offers
