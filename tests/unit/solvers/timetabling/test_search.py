"""The search: legal first, best where every way can be tried, the same for the same seed."""

from __future__ import annotations

import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.clubs.curriculum import Course, Instance
from app.domain.clubs.curriculum_penalty import count_penalty
from app.domain.errors import Cancelled, Refused
from app.solvers.timetabling.annealing import Chain
from app.solvers.timetabling.construct import NOWHERE, _Construction, first_cells
from app.solvers.timetabling.facts import facts_of
from app.solvers.timetabling.search import (
    COLD,
    COOLINGS,
    FIRST_PART,
    HOT,
    WARM,
    Budget,
    solve,
    temperature_at,
)
from tests.helpers.timetabling import best_penalty, instances, planted


class StopsAt:
    """Cancels once it was told something so many times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def step(self, name: str, done: int, total: int) -> None:
        assert name == "clubs.timetable"
        assert 0 <= done <= total
        self.left -= 1
        if self.left <= 0:
            raise Cancelled


@given(instances())
@settings(max_examples=40, deadline=None)
def test_a_legal_timetable_is_found_whenever_one_is_hidden(instance: Instance) -> None:
    found = solve(instance, Budget(20, 2_000), 1, chains=1)
    assert found.penalty.hard == 0
    assert found.penalty == count_penalty(instance, found.lectures)


@pytest.mark.parametrize("seed", range(6))
def test_a_week_without_one_free_cell_is_still_filled_legally(seed: int) -> None:
    found = solve(planted(seed, 5, 5, 6, 1.0), Budget(20, 2_000), seed, chains=1)
    assert found.penalty.hard == 0


@given(st.integers(0, 10**6))
@settings(max_examples=12, deadline=None)
def test_tiny_weeks_get_the_best_of_all_timetables(seed: int) -> None:
    instance = planted(seed, 2, 2, 2, 0.6)
    assume(sum(one.lectures for one in instance.courses) <= 4)
    found = solve(instance, Budget(20, 60_000), 1, chains=1)
    assert found.penalty.soft == best_penalty(instance)


def test_the_same_seed_and_moves_give_the_same_timetable_from_two_processes() -> None:
    instance = planted(7)
    first = solve(unending(instance), Budget(60, 60_000), 5)
    again = solve(unending(instance), Budget(60, 60_000), 5)
    assert first.lectures == again.lectures
    assert first.moves == again.moves


def test_two_chains_are_never_worse_than_the_better_first_cooling() -> None:
    instance = unending(planted(7, 5, 5, 6, 0.9))
    together = solve(instance, Budget(60, 40_000), 3)
    first = round(40_000 * FIRST_PART)
    alone = [_cooled_once(instance, first, seed) for seed in (6, 7)]
    assert together.penalty.soft <= min(alone)


def _cooled_once(instance: Instance, moves: int, seed: int) -> int:
    chain = Chain(facts_of(instance), seed, lambda: True)
    assert chain.state is not None
    while chain.tried < moves:
        chain.step(temperature_at(chain.tried / moves * FIRST_PART)[1])
    return chain.state.best_cost


def test_another_seed_gives_another_timetable() -> None:
    one, two = (solve(planted(7), Budget(20, 5_000), seed, chains=1) for seed in (1, 2))
    assert one.lectures != two.lectures


def test_more_moves_give_a_better_timetable() -> None:
    instance = planted(11, 5, 5, 6, 0.8)
    little, much = (
        sum(solve(instance, Budget(20, moves), seed, chains=1).penalty.soft for seed in (1, 2))
        for moves in (3_000, 400_000)
    )
    assert much < little


def unending(instance: Instance) -> Instance:
    """Return an instance that always has something to pay, so that no search ends by itself."""
    return replace(
        instance, courses=(replace(instance.courses[0], min_days=99), *instance.courses[1:])
    )


def test_cancelling_keeps_a_legal_timetable() -> None:
    found = solve(unending(planted(5)), Budget(30), 1, StopsAt(40), chains=1)
    assert found.is_cancelled
    assert found.penalty.hard == 0
    assert found.seconds < 10


def test_two_processes_hear_of_the_cancelling() -> None:
    found = solve(unending(planted(5, 5, 5, 6, 1.0)), Budget(60), 1, StopsAt(8))
    assert found.is_cancelled
    assert found.penalty.hard == 0
    assert found.seconds < 30


def test_the_search_ends_with_its_time() -> None:
    found = solve(unending(planted(5, 5, 5, 6, 1.0)), Budget(1.0), 1, chains=1)
    assert 0.9 < found.seconds < 3
    assert not found.is_cancelled


def test_a_week_without_penalty_ends_the_search_at_once() -> None:
    instance = Instance("easy", 1, 2, (Course("a", "t", 2, 1, 1),), (("r", 5),), (), frozenset())
    found = solve(instance, Budget(30), 1, chains=1)
    assert found.penalty.soft == 0
    assert found.seconds < 10


def test_a_course_that_can_never_meet_is_named() -> None:
    courses = Course("never", "t", 1, 1, 1), Course("b", "u", 1, 1, 1)
    closed = frozenset((0, period) for period in range(4))
    instance = Instance("closed", 2, 2, courses, (("r", 5),), (), closed)
    with pytest.raises(Refused) as refused:
        solve(instance, Budget(5), 1, chains=1)
    assert refused.value.data["courses"] == "never"


def test_two_lectures_more_than_their_teacher_has_periods_are_named_in_time() -> None:
    courses = tuple(Course(f"c{n}", "same", 2, 1, 1) for n in range(3))
    instance = Instance("full", 2, 2, courses, (("r", 5), ("s", 5)), (), frozenset())
    with pytest.raises(Refused) as refused:
        solve(instance, Budget(1), 1, chains=1)
    assert refused.value.data["count"] == 2


def test_it_cools_from_hot_once_and_then_from_warm_each_time_to_the_same_cold() -> None:
    told = [temperature_at(step / 10_000) for step in range(10_000)]
    coolings = [[heat for number, heat in told if number == cooling] for cooling in range(COOLINGS)]
    assert {number for number, _heat in told} == set(range(COOLINGS))
    assert coolings[0][0] == HOT
    for one in coolings:
        assert one == sorted(one, reverse=True)
        assert one[-1] == pytest.approx(COLD, rel=0.05)
    assert all(one[0] == pytest.approx(WARM, rel=0.05) for one in coolings[1:])


@given(instances(), st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_going_back_to_the_best_counts_everything_as_it_was(instance: Instance, seed: int) -> None:
    chain = Chain(facts_of(instance), seed, lambda: True)
    assert chain.state is not None
    for _ in range(5):
        chain.step(3.0)
    best = chain.state.best_cost
    chain.go_on_from(chain.best_cells())
    assert chain.state.cost == chain.state.best_cost == best
    assert count_penalty(instance, chain.state.timetable(chain.state.cell_of)).soft == best


def test_a_first_timetable_of_a_large_week_takes_seconds() -> None:
    instance = planted(2, 8, 8, 24, 0.85)
    facts = facts_of(instance)
    begun = time.process_time()
    cells = first_cells(facts, Random(1), lambda: True)
    assert time.process_time() - begun < 15
    assert facts.lectures > 1200
    assert NOWHERE not in cells


@given(instances(), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_the_construction_counts_free_periods_as_they_are(instance: Instance, seed: int) -> None:
    facts = facts_of(instance)
    built = _Construction(facts, Random(seed))
    built.run(lambda: True)
    for lecture in range(0, facts.lectures, 2):
        built._throw_out(lecture)
    rooms = len(instance.rooms)
    placed = [
        (facts.course_of[lecture], cell // rooms)
        for lecture, cell in enumerate(built.cells)
        if cell != NOWHERE
    ]
    for course in range(len(instance.courses)):
        free = 0
        for period in range(instance.periods):
            there = [other for other, at in placed if at == period]
            free += (
                (course, period) not in instance.unavailable
                and len(there) < rooms
                and not any(other in facts.clashes[course] for other in there)
            )
        assert built.free[course] == free
