"""A planned week keeps every rule, is the same for the same seed, and names whoever has no place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.check import check_plan
from app.domain.clubs.generate import generate, size_for
from app.domain.errors import Cancelled
from app.domain.progress import NoProgress
from app.solvers.clubs.explain import why
from app.solvers.clubs.facts import make_facts
from app.solvers.clubs.greedy import construct
from app.solvers.clubs.planning import as_plan, plan_week
from app.solvers.clubs.search import Limits, finish, improve
from tests.helpers.clubs import problem_of, week


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 120), st.integers(1, 30))
def test_the_first_plan_keeps_every_rule(seed: int, participants: int, offers: int) -> None:
    problem = generate(size_for(participants, offers), seed)
    state = finish(construct(make_facts(problem)))[0]
    assert check_plan(problem, as_plan(state, seed)) == []


def test_the_search_keeps_every_rule_and_serves_no_fewer() -> None:
    problem = generate(size_for(200, 40), 5)
    first = construct(make_facts(problem))
    best, is_stopped = improve(first, Limits(4), 5, lambda _rounds, _served: True)
    assert not is_stopped
    assert best.served() >= first.served()
    assert check_plan(problem, as_plan(finish(best)[0], 5)) == []


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = generate(size_for(120, 24), 2)

    def planned() -> object:
        best, _stopped = improve(
            construct(make_facts(problem)), Limits(3), 7, lambda _rounds, _served: True
        )
        return as_plan(best, 7)

    assert planned() == planned()


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_stopping_keeps_the_best_so_far(stop: type[BaseException]) -> None:
    class Stops:
        def step(self, _name: str, done: int, _total: int) -> None:
            if done == 1:
                raise stop

    problem = generate(size_for(120, 24), 2)
    made = plan_week(problem, 1, None, Stops())
    assert made.is_cancelled
    assert made.served >= made.greedy_served > 0
    assert check_plan(problem, made.plan) == []


def test_whoever_has_no_place_is_told_why_and_what_would_make_one() -> None:
    problem = problem_of(week())
    made = plan_week(problem, 1, 1, NoProgress())
    assert check_plan(problem, made.plan) == []
    assert made.served == 4
    for one in made.plan.unplaced:
        assert one.reasons
        assert one.would_work_if
        assert all(way["changes"] for way in one.would_work_if)


def test_a_way_names_exactly_the_rules_that_do_not_hold() -> None:
    problem = generate(size_for(200, 40), 5)
    state = finish(construct(make_facts(problem)))[0]
    for one in as_plan(state, 5).unplaced:
        for way in one.would_work_if:
            changes = way["changes"]
            assert isinstance(changes, list)
            lacking = {
                rule.code
                for rule in why(state, one.participant, str(way["offer"]))
                if not rule.holds
            }
            assert {change["change"] for change in changes} == lacking
