"""One matching from input to report; who stands first among equals is drawn by lot."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import Refused
from app.domain.progress import NoProgress, Progress
from app.domain.telework.inputs import Job, TeleworkInput, Worker
from app.domain.telework.parts import Limits
from app.domain.telework.results import Matching, Method, Placement, Report, Split
from app.solvers.telework.bundles import bundles_of
from app.solvers.telework.check import check_matching
from app.solvers.telework.coaches import with_coaches
from app.solvers.telework.flow import solve_flow
from app.solvers.telework.limits import Market, solve_limited
from app.solvers.telework.pairs import Pairs, find_pairs
from app.solvers.telework.stable import solve_stable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chosen = NDArray[np.intp]

Drawn = TypeVar("Drawn", Worker, Job)
Result = TypeVar("Result")


def match(
    given: TeleworkInput,
    method: Method,
    seed: int = 1,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Matching:
    """Return the matching of one method with its checked report.

    Coaches and limits bind *most* and *fit*. The stable result is made first and coaches are given
    out afterwards, because leaving somebody out for want of a coach would make it unstable.

    Args:
        given: people and jobs who agreed.
        method: `most`, `fit` or `stable`.
        seed: for the lot; the order of the files and the look of the ids never matter.
        progress: told after each step.
        limits: budgets, and whether jobs may be shared by their tasks.

    Raises:
        Refused: `telework.stable_limits` for a stable result under budgets or with shared jobs.
    """
    watcher, steps, bounds = progress or NoProgress(), Steps(), limits or Limits()
    if method == "stable" and bounds != Limits():
        raise Refused("telework.stable_limits")
    workers, jobs = by_lot(given.workers, seed), by_lot(given.jobs, seed)
    bundles = bundles_of(jobs) if bounds.shares_tasks else []
    offered = [*jobs, *(one.job for one in bundles)]
    pairs = steps.run("pairs", lambda: find_pairs(workers, offered, watcher))
    watcher.step("telework.match", 0, 1)
    market = Market(workers, jobs, bundles, given.coaches, bounds)
    found = steps.run("match", lambda: _solve(pairs, market, method, steps))
    watcher.step("telework.match", 1, 1)
    placements, waiting = with_coaches(
        placements_of(market, pairs, found.chosen), workers, given.coaches
    )
    report = steps.run("check", lambda: _report(given, method, placements, len(pairs)))
    return Matching(
        placements,
        replace(
            report,
            candidates=found.candidates,
            coach_waiting=waiting,
            bound=found.bound,
            gap=found.gap,
            splits=_splits(market, pairs, placements),
            seconds={name: round(one, 3) for name, one in steps.seconds.items()},
        ),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Chosen pairs, and under limits the bound in scores and the share that is missing to it."""

    chosen: Chosen
    candidates: int
    bound: float | None = None
    gap: float | None = None


def _solve(pairs: Pairs, market: Market, method: Method, steps: Steps) -> _Found:
    import numpy as np

    capacity = np.array([job.capacity for job in market.jobs], np.int64)
    if method == "stable":
        return _Found(solve_stable(pairs, len(market.workers), capacity), len(pairs))
    size_first = method == "most"
    if market.coaches is None and market.limits == Limits():
        flow = solve_flow(pairs, len(market.workers), capacity, size_first=size_first)
        steps.seconds["flow"] = flow.flow_seconds
        return _Found(flow.chosen, flow.candidates)
    limited = solve_limited(pairs, market, size_first=size_first)
    gap = max(0.0, limited.bound - limited.value) / max(limited.bound, 1.0)
    return _Found(limited.chosen, limited.candidates, limited.bound, gap)


class Steps:
    """Measures what each step of a run takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], Result]) -> Result:
        """Do a step and remember its wall seconds."""
        start = time.perf_counter()
        found = work()
        self.seconds[name] = time.perf_counter() - start
        return found


def by_lot(things: Sequence[Drawn], seed: int) -> list[Drawn]:
    """Return workers or jobs in an order that anybody can draw again and nobody can choose."""
    return sorted(things, key=lambda one: sha256(f"{seed}/{one.id}".encode()).digest())


def placements_of(market: Market, pairs: Pairs, chosen: Chosen) -> tuple[Placement, ...]:
    """Return the chosen pairs as placements in the order of the workers' ids."""
    some, jobs = pairs.take(chosen), market.jobs
    found = []
    for w, j, score, hours in zip(
        some.worker.tolist(),
        some.job.tolist(),
        some.score.tolist(),
        some.half_hours.tolist(),
        strict=True,
    ):
        bundle = market.bundles[j - len(jobs)] if j >= len(jobs) else None
        whole = jobs[bundle.whole if bundle else j]
        tasks = bundle.names(jobs) if bundle else ()
        found.append(Placement(market.workers[w].id, whole.id, score, hours, "", tasks))
    return tuple(sorted(found, key=lambda one: one.worker))


def _splits(market: Market, pairs: Pairs, placements: Sequence[Placement]) -> tuple[Split, ...]:
    """Return the jobs that were shared, and of each whether anybody would have fitted all of it."""
    fits_somebody = {market.jobs[place].id for place in set(pairs.job.tolist())
                     if place < len(market.jobs)}  # fmt: skip
    parts: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for one in placements:
        if one.tasks:
            parts.setdefault(one.job, []).append((one.worker, one.tasks))
    return tuple(
        Split(job, tuple(some), job not in fits_somebody) for job, some in sorted(parts.items())
    )


def _report(
    given: TeleworkInput, method: Method, placements: tuple[Placement, ...], pairs: int
) -> Report:
    """Make the report from what the separate checker says, not from what the method believes."""
    checked = check_matching(given.workers, given.jobs, placements, given.coaches)
    if checked.violations or checked.wrong_scores:
        rules = sorted({one.rule for one in checked.violations})
        raise RuntimeError(f"the matching breaks a rule: {rules or 'score'}")
    return Report(
        method,
        checked.placed,
        checked.fit,
        checked.blocking_pairs,
        sum(one.rule == "need" for one in checked.violations),
        min((one.score or 0 for one in placements), default=0),
        len(given.workers),
        sum(job.capacity for job in given.jobs),
        pairs,
        pairs,
    )
