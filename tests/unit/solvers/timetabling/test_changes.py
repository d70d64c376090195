"""What a change costs, counted in passing, is what counting everything again says."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.curriculum import Instance
from app.domain.clubs.curriculum_penalty import count_penalty
from app.solvers.timetabling.annealing import Chain
from app.solvers.timetabling.facts import facts_of, lonely_costs
from app.solvers.timetabling.state import State
from tests.helpers.timetabling import instances

NO_LIMIT = 1e9


def begun(instance: Instance, seed: int = 1) -> tuple[Chain, State]:
    chain = Chain(facts_of(instance), seed, lambda: True)
    assert chain.state is not None
    return chain, chain.state


def counted_again(instance: Instance, state: State) -> tuple[int, int]:
    """Return broken hard rules and the penalty of the timetable as it stands."""
    penalty = count_penalty(instance, state.timetable(state.cell_of))
    return penalty.hard, penalty.soft


@given(instances(), st.integers(0, 10**6))
@settings(deadline=None)
def test_after_every_change_the_cost_kept_is_the_cost_counted(
    instance: Instance, seed: int
) -> None:
    _chain, state = begun(instance)
    draw = Random(seed)
    for _ in range(60):
        lecture, cell = draw.randrange(state.facts.lectures), draw.randrange(state.facts.cells)
        before = state.cell_of.copy()
        if not state.take(lecture, cell, draw.choice([0.5, 3.0, NO_LIMIT])):
            assert (state.cell_of == before).all()
        assert counted_again(instance, state) == (0, state.cost)


@given(instances(), st.integers(0, 10**6))
@settings(deadline=None)
def test_a_change_is_refused_only_when_it_breaks_a_hard_rule_or_does_nothing(
    instance: Instance, seed: int
) -> None:
    _chain, state = begun(instance)
    draw = Random(seed)
    for _ in range(30):
        lecture, cell = draw.randrange(state.facts.lectures), draw.randrange(state.facts.cells)
        other, course = state.lecture_at[cell], state.facts.course_of[lecture]
        changed = state.cell_of.copy()
        if other != state.facts.lectures:
            changed[other] = changed[lecture]
        changed[lecture] = cell
        is_legal = count_penalty(instance, state.timetable(changed)).hard == 0
        does_nothing = state.course_at[cell] == course
        assert state.take(lecture, cell, NO_LIMIT) == (is_legal and not does_nothing)


@given(instances(), st.integers(0, 10**4), st.sampled_from([0.05, 0.5, 5.0]))
@settings(max_examples=60, deadline=None)
def test_the_first_change_that_passes_a_batch_is_taken_exactly(
    instance: Instance, seed: int, temperature: float
) -> None:
    chain, state = begun(instance, seed)
    for _ in range(10):
        lectures, cells, limits = chain._candidates(state, temperature)
        if len(lectures):
            assert state.take(int(lectures[0]), int(cells[0]), float(limits[0]))
        assert counted_again(instance, state) == (0, state.cost)


@given(instances(), st.integers(0, 10**4))
@settings(max_examples=60, deadline=None)
def test_a_batch_passes_over_no_change_that_would_be_taken(instance: Instance, seed: int) -> None:
    hot, state = begun(instance, seed)
    twin, _same = begun(instance, seed)
    lectures, cells, limits = hot._candidates(state, 0.7)
    passed = set(zip(lectures.tolist(), cells.tolist(), limits.tolist(), strict=True))
    all_lectures, all_cells, _one, _two, _source = twin._legal(state)
    limits = twin._draw.standard_exponential(len(all_lectures)) * 0.7
    for change in zip(all_lectures.tolist(), all_cells.tolist(), limits.tolist(), strict=True):
        fresh = State(state.facts, state.arrays, state.cell_of[:-1].tolist())
        assert fresh.take(*change) == (change in passed)


@given(st.integers(1, 8), st.data())
@settings(deadline=None)
def test_a_day_costs_two_for_each_period_without_neighbour(width: int, data: st.DataObject) -> None:
    day = data.draw(st.integers(0, (1 << width) - 1))
    taken = [bool(day >> place & 1) for place in range(width)]
    alone = [
        here and not any(taken[max(0, place - 1) : place]) and not any(taken[place + 1 : place + 2])
        for place, here in enumerate(taken)
    ]
    assert lonely_costs(width)[day] == 2 * sum(alone)
