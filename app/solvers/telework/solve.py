"""One matching from input to report; who stands first among equals is drawn by lot."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from app.domain.progress import NoProgress, Progress
from app.domain.telework.inputs import Job, TeleworkInput, Worker
from app.domain.telework.results import Matching, Method, Placement, Report
from app.solvers.telework.check import check_matching
from app.solvers.telework.flow import solve_flow
from app.solvers.telework.pairs import Pairs, find_pairs
from app.solvers.telework.stable import solve_stable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chosen = NDArray[np.intp]

Drawn = TypeVar("Drawn", Worker, Job)
Result = TypeVar("Result")


def match(
    given: TeleworkInput, method: Method, seed: int = 1, progress: Progress | None = None
) -> Matching:
    """Return the matching of one method with its checked report.

    Args:
        given: people and jobs who agreed.
        method: `most`, `fit` or `stable`.
        seed: for the lot; the order of the files and the look of the ids never matter.
        progress: told after each step.
    """
    import numpy as np

    watcher, steps = progress or NoProgress(), Steps()
    workers, jobs = by_lot(given.workers, seed), by_lot(given.jobs, seed)
    pairs = steps.run("pairs", lambda: find_pairs(workers, jobs, watcher))
    capacity = np.array([job.capacity for job in jobs], np.int64)
    watcher.step("telework.match", 0, 1)
    if method == "stable":
        chosen = steps.run("match", lambda: solve_stable(pairs, len(workers), capacity))
        candidates = len(pairs)
    else:
        size_first = method == "most"
        flow = steps.run(
            "match", lambda: solve_flow(pairs, len(workers), capacity, size_first=size_first)
        )
        chosen, candidates = flow.chosen, flow.candidates
        steps.seconds["flow"] = flow.flow_seconds
    watcher.step("telework.match", 1, 1)
    placements = placements_of(workers, jobs, pairs, chosen)
    report = steps.run("check", lambda: _report(given, method, placements, len(pairs), candidates))
    return Matching(placements, _with_seconds(report, steps.seconds))


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


def placements_of(
    workers: Sequence[Worker], jobs: Sequence[Job], pairs: Pairs, chosen: Chosen
) -> tuple[Placement, ...]:
    """Return the chosen pairs as placements in the order of the workers' ids."""
    some = pairs.take(chosen)
    rows = zip(
        some.worker.tolist(),
        some.job.tolist(),
        some.score.tolist(),
        some.half_hours.tolist(),
        strict=True,
    )
    found = (Placement(workers[w].id, jobs[j].id, score, hours) for w, j, score, hours in rows)
    return tuple(sorted(found, key=lambda one: one.worker))


def _report(
    given: TeleworkInput,
    method: Method,
    placements: tuple[Placement, ...],
    pairs: int,
    candidates: int,
) -> Report:
    """Make the report from what the separate checker says, not from what the method believes."""
    checked = check_matching(given.workers, given.jobs, placements)
    if checked.violations:
        raise RuntimeError(f"the matching breaks a rule: {checked.violations[0].rule}")
    return Report(
        method,
        checked.placed,
        checked.fit,
        checked.blocking_pairs,
        sum(one.rule == "need" for one in checked.violations),
        min((one.score for one in placements), default=0),
        len(given.workers),
        sum(job.capacity for job in given.jobs),
        pairs,
        candidates,
    )


def _with_seconds(report: Report, seconds: dict[str, float]) -> Report:
    from dataclasses import replace

    return replace(report, seconds={name: round(one, 3) for name, one in seconds.items()})
