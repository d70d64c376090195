"""The search for a curriculum timetable: two chains that cool again and again, in two processes.

Cooling follows the clock, so that a quiet computer tries more changes in the same time; or it
follows the number of changes tried, and then the same seed always gives the same timetable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.clubs.curriculum import Instance, Lecture
from app.domain.clubs.curriculum_penalty import Penalty, count_penalty
from app.domain.errors import Cancelled, Refused
from app.domain.progress import NoProgress, Progress
from app.solvers.timetabling.annealing import Chain
from app.solvers.timetabling.facts import facts_of

CHAINS = 2
# The first cooling takes a part of the time; shorter ones follow, each from the best so far, only as
# hot as it takes to move lectures between days.
HOT, WARM, COLD = 4.0, 1.0, 0.12
FIRST_PART, COOLINGS = 0.3, 8
PARTS = 100
# Given the cost and the cells of a chain's best; returns the cells to go on from, None to stop.
Exchange = Callable[[int, list[int]], list[int] | None]
BATCHES_BETWEEN_LOOKS = 32


@dataclass(frozen=True, slots=True)
class Budget:
    """When to end: after so many seconds, or after so many changes tried by each chain."""

    seconds: float
    moves: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one chain found; `without_place` are the courses of lectures left without a cell."""

    lectures: tuple[Lecture, ...]
    cost: int
    tried: int
    without_place: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best timetable found, its penalty by the checker apart, and how it was found."""

    lectures: tuple[Lecture, ...]
    penalty: Penalty
    moves: int
    seconds: float
    is_cancelled: bool


def solve(
    instance: Instance,
    budget: Budget,
    seed: int,
    progress: Progress | None = None,
    chains: int = CHAINS,
) -> Outcome:
    """Search within the budget; cancelling ends the search and keeps the best.

    Raises:
        Refused: `clubs.ctt.no_legal` when no timetable that keeps every hard rule was found.
    """
    begun = time.monotonic()
    watch = Watch(progress or NoProgress())
    seeds = [seed * chains + chain for chain in range(chains)]
    if chains == 1:
        found = [cool(instance, budget, begun, seeds[0], watch.look)]
    else:
        from app.solvers.timetabling.processes import cool_in_processes

        found = cool_in_processes(instance, budget, begun, seeds, watch)
    best = min(found, key=lambda one: (len(one.without_place), one.cost))
    if best.without_place:
        courses = sorted({instance.courses[course].id for course in best.without_place})
        raise Refused(
            "clubs.ctt.no_legal", count=len(best.without_place), courses=", ".join(courses[:10])
        )
    return Outcome(
        best.lectures,
        count_penalty(instance, best.lectures),
        sum(one.tried for one in found),
        time.monotonic() - begun,
        watch.is_cancelled,
    )


class Watch:
    """Tells the person how far the search is; remembers that it was cancelled."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.is_cancelled = False

    def look(self, share: float) -> bool:
        """Report the share done; return whether to go on."""
        try:
            self._progress.step("clubs.timetable", min(PARTS, int(share * PARTS)), PARTS)
        except (Cancelled, KeyboardInterrupt):
            self.is_cancelled = True
        return not self.is_cancelled


def cool(
    instance: Instance,
    budget: Budget,
    begun: float,
    seed: int,
    look: Callable[[float], bool],
    exchange: Exchange | None = None,
) -> Found:
    """Cool one chain, first from hot and then from warm.

    Args:
        look: is told the share done and says whether to go on.
        exchange: asked before each further cooling where to begin it; else the chain's own best.
    """
    end = begun + budget.seconds
    facts = facts_of(instance)

    def go_on() -> bool:
        return look(0.0) and time.monotonic() < end

    chain = Chain(facts, seed, go_on)
    if chain.state is None:
        return Found((), 0, 0, tuple(chain.without_place))
    share, batches, cooling = 0.0, 0, 0
    first = time.monotonic()
    while chain.state.best_cost > 0 and facts.lectures:
        if budget.moves is not None:
            share = chain.tried / budget.moves
        else:
            share = (time.monotonic() - first) / max(1e-3, end - first)
        if share >= 1 or (batches % BATCHES_BETWEEN_LOOKS == 0 and not look(share)):
            break
        now, temperature = temperature_at(share)
        if now > cooling:
            cooling = now
            best = chain.best_cells()
            start = exchange(chain.state.best_cost, best) if exchange else best
            if start is None:
                break
            chain.go_on_from(start)
        chain.step(temperature)
        batches += 1
    state = chain.state
    return Found(state.timetable(state.best_cells), state.best_cost, chain.tried, ())


def temperature_at(share: float) -> tuple[int, float]:
    """Return which cooling it is at this share of the time, and how warm it is in it."""
    if share < FIRST_PART:
        return 0, HOT * (COLD / HOT) ** (share / FIRST_PART)
    rest = (share - FIRST_PART) / (1 - FIRST_PART) * (COOLINGS - 1)
    return 1 + int(rest), WARM * (COLD / WARM) ** (rest % 1)
