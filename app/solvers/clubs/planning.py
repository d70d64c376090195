"""A plan of a week from nothing: greedy first, then the search, then the seats that are left."""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.domain.clubs.plan import Plan
from app.domain.clubs.problem import Problem
from app.domain.progress import Progress
from app.solvers.clubs.explain import unplaced
from app.solvers.clubs.facts import make_facts
from app.solvers.clubs.greedy import construct
from app.solvers.clubs.search import ROUNDS, Limits, finish, improve
from app.solvers.clubs.state import State

# Rounds a second that every computer of a centre does: with a limit of time the work is fixed too,
# so that the same seed and limit give the same plan. A slower computer stops at the limit.
ROUNDS_A_SECOND = 2
# What is left of the time for the seats, the reasons and the file.
SPARE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what it took."""

    plan: Plan
    served: int
    greedy_served: int
    load: int
    load_most: int
    rounds: int
    seconds: float
    is_cancelled: bool


def plan_week(problem: Problem, seed: int, seconds: int | None, progress: Progress) -> Planned:
    """Return the best plan found within so many seconds, or within a fixed amount of work."""
    began = time.monotonic()
    state = construct(make_facts(problem))
    greedy_served = finish(state)[0].served()
    limits = Limits(ROUNDS)
    if seconds is not None:
        limits = Limits(max(1, seconds * ROUNDS_A_SECOND), began + seconds - SPARE_SECONDS)
    most = limits.rounds or ROUNDS
    done = 0

    def go_on(rounds: int, _served: int) -> bool:
        nonlocal done
        done = rounds
        progress.step("clubs.search", rounds, most)
        return True

    best, is_cancelled = improve(state, limits, seed, go_on)
    best = finish(best)[0]
    return Planned(
        as_plan(best, seed), best.served(), greedy_served, sum(best.mentor_load.values()),
        sum(one.max_load for one in problem.mentors.values()), done, time.monotonic() - began,
        is_cancelled,
    )  # fmt: skip


def as_plan(state: State, seed: int) -> Plan:
    """Return the plan with everybody who has no place."""
    return Plan(state.facts.problem.sha256, seed, state.sessions(), unplaced(state))
