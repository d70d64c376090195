"""Matching under further limits: coaches, budgets, and tasks that are given out once.

In words: choose pairs so that

1. every worker has at most one place,
2. every job has at most as many people as places; of a job with tasks, every task is given out at
   most once for each place,
3. in every area those who want a coach are at most as many as the coaches there can take, together
   with those who go anywhere,
4. redesign and subsidies stay inside their budgets,

and their worth is largest: the sum of scores, or for *most* a hundred full scores for each
placement on top. The linear relaxation is solved to a corner over the best pairs; its prices then
name pairs left out that could do better, until there are none. Its value is the bound. A corner
has almost no fractions, so whole pairs are kept and the small rest is solved exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.telework.inputs import Coach, Job, Worker
from app.domain.telework.parts import Limits, pieces_of
from app.domain.telework.scoring import HIGHEST_SCORE, REQUIRED_MOST
from app.solvers.telework.bundles import Bundle
from app.solvers.telework.prune import best_pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.solvers.telework.pairs import Pairs

    Places = NDArray[np.intp]
    Floats = NDArray[np.float64]

_OF_EACH = 8
_OF_BUNDLE = 3
_WHOLE = 1e-6
_MOST_ROUNDS = 12
# The share of the value that pairs left out may still promise when the rounds end.
_SLACK = 1e-4
_MOST_REST = 4000
_REST_PARAMETERS = "limits/nodes = 200\nlimits/gap = 1e-5\n"
_PLACEMENT = 100 * HIGHEST_SCORE


@dataclass(frozen=True, slots=True)
class Market:
    """What limits are written about: `jobs` are whole jobs, pairs also point at `bundles` behind them."""

    workers: Sequence[Worker]
    jobs: Sequence[Job]
    bundles: Sequence[Bundle]
    coaches: Sequence[Coach] | None
    limits: Limits


@dataclass(frozen=True, slots=True)
class LimitedResult:
    """Chosen pairs, the value they have, and the bound no matching can exceed (same unit)."""

    chosen: Places
    value: int
    bound: float
    candidates: int


@dataclass(slots=True)
class _Rows:
    """Sums that stay below a bound, as (row, pair, coefficient), over all pairs."""

    row: NDArray[np.int64]
    pair: NDArray[np.int64]
    coefficient: NDArray[np.int64]
    bound: NDArray[np.int64]
    areas: dict[str, int]
    anywhere: int


def solve_limited(pairs: Pairs, market: Market, *, size_first: bool) -> LimitedResult:
    """Return the best matching found under all limits, with the bound of the relaxation."""
    import numpy as np

    value = pairs.score.astype(np.int64) + (_PLACEMENT if size_first else 0)
    rows = _all_rows(pairs, market)
    capacity = np.array(
        [job.capacity for job in market.jobs]
        + [market.jobs[one.whole].capacity for one in market.bundles],
        np.int64,
    )
    kept = best_pairs(pairs, capacity, _OF_EACH)
    if market.bundles:
        # Most bundles are never used: their best few and those of their best workers will do, the
        # prices ask for more.
        is_whole = pairs.job[kept] < len(market.jobs)
        few = best_pairs(pairs, np.ones_like(capacity), _OF_BUNDLE)
        kept = np.union1d(kept[is_whole], few)
    for rounds in range(1, _MOST_ROUNDS + 1):
        share, price, relaxed = _relaxed(value, rows, kept)
        cost = np.bincount(rows.pair, price[rows.row] * rows.coefficient, minlength=len(value))
        gain: Floats = value.astype(np.float64) - cost
        # What each worker's best pair could still gain at these prices: nobody has two places, so
        # with their sum on top the bound holds over all pairs.
        best = np.zeros(len(market.workers))
        np.maximum.at(best, pairs.worker, gain)
        slack = float(best.sum())
        if rounds == _MOST_ROUNDS or slack <= _SLACK * relaxed:
            break
        missing = gain > 0
        missing[kept] = False
        kept = np.union1d(kept, np.flatnonzero(missing))
    # Of a small market everything is the rest.
    whole = kept[share > 1 - _WHOLE] if len(kept) > _MOST_REST else kept[:0]
    rest = _rest(pairs, value, gain, rows, kept, whole)
    chosen = np.sort(np.concatenate((whole, rest)))
    return LimitedResult(chosen, int(value[chosen].sum()), relaxed + slack, len(kept))


def _all_rows(pairs: Pairs, market: Market) -> _Rows:
    """Write every limit as a row."""
    import numpy as np

    made = _RowMaker()
    every = np.arange(len(pairs), dtype=np.int64)
    made.many(pairs.worker.astype(np.int64), every, np.ones(len(market.workers), np.int64))
    _job_rows(made, pairs, market, every)
    areas, anywhere = _coach_rows(made, pairs, market, every)
    if market.limits.redesign_yen is not None:
        made.one(every, _redesign_yen(pairs, market), market.limits.redesign_yen)
    if market.limits.subsidy_yen is not None:
        made.one(every, _subsidy_yen(pairs, market), market.limits.subsidy_yen)
    row, pair, coefficient, bound = made.arrays()
    return _Rows(row, pair, coefficient, bound, areas, anywhere)


class _RowMaker:
    """Collects rows; every call begins new ones."""

    def __init__(self) -> None:
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
        self._bounds: list[NDArray[np.int64]] = []
        self.count = 0

    def many(
        self, row: NDArray[np.int64], pair: NDArray[np.int64], bound: NDArray[np.int64]
    ) -> None:
        """Add as many rows as there are bounds; `row` counts from the first of them."""
        import numpy as np

        self._parts.append((row + self.count, pair, np.ones(len(pair), np.int64)))
        self._bounds.append(bound)
        self.count += len(bound)

    def one(self, pair: NDArray[np.int64], coefficient: NDArray[np.int64], bound: int) -> None:
        """Add one row; pairs whose coefficient is 0 are not in it."""
        import numpy as np

        some = np.flatnonzero(coefficient)
        self._parts.append((np.full(len(some), self.count), pair[some], coefficient[some]))
        self._bounds.append(np.array([bound], np.int64))
        self.count += 1

    def arrays(self) -> tuple[NDArray[np.int64], ...]:
        """Return row, pair, coefficient and bound."""
        import numpy as np

        row, pair, coefficient = (
            np.concatenate([part[n] for part in self._parts]) for n in range(3)
        )
        return row, pair, coefficient, np.concatenate(self._bounds)


def _job_rows(made: _RowMaker, pairs: Pairs, market: Market, every: NDArray[np.int64]) -> None:
    """A job with bundles has a row for each task, any other one row for its places."""
    import numpy as np

    first: dict[int, int] = {}
    bounds: list[int] = []
    rows_of: list[range] = []
    shared = {one.whole for one in market.bundles}
    for place, job in enumerate(market.jobs):
        first[place] = len(bounds)
        bounds += [job.capacity] * (len(pieces_of(job)) if place in shared else 1)
        rows_of.append(range(first[place], len(bounds)))
    of_pseudo = [list(rows) for rows in rows_of]
    of_pseudo += [[first[one.whole] + piece for piece in one.pieces] for one in market.bundles]
    lengths = np.array([len(rows) for rows in of_pseudo], np.int64)
    flat = np.array([row for rows in of_pseudo for row in rows], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    counts = lengths[pairs.job]
    pair = np.repeat(every, counts)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    made.many(flat[np.repeat(starts[pairs.job], counts) + within], pair, np.array(bounds, np.int64))


def _coach_rows(
    made: _RowMaker, pairs: Pairs, market: Market, every: NDArray[np.int64]
) -> tuple[dict[str, int], int]:
    """One row an area; return area → row, and how many people coaches without an area can take."""
    import numpy as np

    if market.coaches is None:
        return {}, 0
    wanted = [one.conditions.area if one.conditions.wants_coach else None for one in market.workers]
    areas = sorted({area for area in wanted if area is not None})
    place = {area: n for n, area in enumerate(areas)}
    of_worker = np.array([-1 if area is None else place[area] for area in wanted], np.int64)
    of_pair = of_worker[pairs.worker] if len(pairs) else np.zeros(0, np.int64)
    some = np.flatnonzero(of_pair >= 0)
    local = [
        sum(one.capacity for one in market.coaches if one.area == area and area) for area in areas
    ]
    first = made.count
    made.many(of_pair[some], every[some], np.array(local, np.int64))
    anywhere = sum(one.capacity for one in market.coaches if not one.area)
    return {area: first + n for area, n in place.items()}, anywhere


def _redesign_yen(pairs: Pairs, market: Market) -> NDArray[np.int64]:
    """Return what redesign costs for each pair: only where a lower level or a part is taken."""
    import numpy as np

    yen = np.array(
        [one.conditions.redesign_yen for one in market.jobs]
        + [one.job.conditions.redesign_yen for one in market.bundles],
        np.int64,
    )
    is_redesigned = (pairs.required < REQUIRED_MOST) | (pairs.job >= len(market.jobs))
    return np.where(is_redesigned, yen[pairs.job], 0)


def _subsidy_yen(pairs: Pairs, market: Market) -> NDArray[np.int64]:
    """Return what subsidies pay for each pair: needs neither provided nor brought along."""
    import numpy as np

    jobs = [*market.jobs, *(one.job for one in market.bundles)]
    codes = {need: n for n, need in enumerate(sorted({
        need for one in jobs for need, _yen in one.conditions.subsidised
    }))}  # fmt: skip
    lacks = np.zeros((len(market.workers), max(1, len(codes))), np.int64)
    pays = np.zeros((len(jobs), max(1, len(codes))), np.int64)
    for row, worker in enumerate(market.workers):
        for need in worker.conditions.needs - worker.conditions.brings:
            if need in codes:
                lacks[row, codes[need]] = 1
    for row, job in enumerate(jobs):
        for need, yen in job.conditions.subsidised:
            if need not in job.conditions.provides:
                pays[row, codes[need]] = yen
    found = np.zeros(len(pairs), np.int64)
    for start in range(0, len(pairs), 100_000):
        part = slice(start, start + 100_000)
        found[part] = (lacks[pairs.worker[part]] * pays[pairs.job[part]]).sum(axis=1)
    return found


def _relaxed(value: NDArray[np.int64], rows: _Rows, kept: Places) -> tuple[Floats, Floats, float]:
    """Return the share of each kept pair, the price of each row, and the value of the relaxation."""
    import numpy as np
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    infinity = solver.infinity()
    objective = solver.Objective()
    objective.SetMaximization()
    variables = [solver.NumVar(0, infinity, "") for _pair in range(len(kept))]
    # Scores as parts of one: the solver's tolerances are made for numbers near one.
    for variable, worth in zip(variables, (value[kept] / HIGHEST_SCORE).tolist(), strict=True):
        objective.SetCoefficient(variable, worth)
    place = np.full(len(value), -1)
    place[kept] = np.arange(len(kept))
    some = place[rows.pair] >= 0
    largest = np.ones(len(rows.bound))
    np.maximum.at(largest, rows.row[some], rows.coefficient[some].astype(np.float64))
    constraints = [solver.Constraint(-infinity, bound) for bound in (rows.bound / largest).tolist()]
    for row, column, coefficient in zip(
        rows.row[some].tolist(),
        place[rows.pair[some]].tolist(),
        (rows.coefficient[some] / largest[rows.row[some]]).tolist(),
        strict=True,
    ):
        constraints[row].SetCoefficient(variables[column], coefficient)
    if rows.areas:
        everywhere = solver.Constraint(-infinity, rows.anywhere)
        for row in rows.areas.values():
            helping = solver.NumVar(0, infinity, "")
            constraints[row].SetCoefficient(helping, -1)
            everywhere.SetCoefficient(helping, 1)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError("the relaxation has no solution")
    share = np.array([one.solution_value() for one in variables])
    price = np.array([one.dual_value() for one in constraints]) * HIGHEST_SCORE / largest
    return share, price, objective.Value() * HIGHEST_SCORE


def _rest(
    pairs: Pairs,
    value: NDArray[np.int64],
    reduced: Floats,
    rows: _Rows,
    kept: Places,
    whole: Places,
) -> Places:
    """Return pairs for those the relaxation left in fractions or out, solved exactly."""
    import numpy as np
    from ortools.linear_solver import pywraplp

    is_taken = np.zeros(int(pairs.worker.max(initial=-1)) + 1, bool)
    is_taken[pairs.worker[whole]] = True
    free = kept[~is_taken[pairs.worker[kept]]]
    free = np.sort(free[np.argsort(-reduced[free], kind="stable")[:_MOST_REST]])
    used = np.zeros(len(rows.bound), np.int64)
    in_whole = np.isin(rows.pair, whole)
    np.add.at(used, rows.row[in_whole], rows.coefficient[in_whole])
    left = rows.bound - used
    solver = pywraplp.Solver.CreateSolver("SCIP")
    # Counted work instead of seconds: the same answer on every machine.
    solver.SetSolverSpecificParametersAsString(_REST_PARAMETERS)
    infinity = solver.infinity()
    chosen = {pair: solver.BoolVar("") for pair in free.tolist()}
    objective = solver.Objective()
    objective.SetMaximization()
    for pair, one in chosen.items():
        objective.SetCoefficient(one, int(value[pair]) / HIGHEST_SCORE)
    constraints = {}
    in_free = np.isin(rows.pair, free)
    needed = {*rows.row[in_free].tolist(), *rows.areas.values()}
    for row in sorted(needed):
        constraints[row] = solver.Constraint(-infinity, int(left[row]))
    for row, pair, coefficient in zip(
        rows.row[in_free].tolist(),
        rows.pair[in_free].tolist(),
        rows.coefficient[in_free].tolist(),
        strict=True,
    ):
        constraints[row].SetCoefficient(chosen[pair], coefficient)
    everywhere = solver.Constraint(-infinity, rows.anywhere)
    for row in rows.areas.values():
        helping = solver.IntVar(0, rows.anywhere, "")
        constraints[row].SetCoefficient(helping, -1)
        everywhere.SetCoefficient(helping, 1)
    if solver.Solve() not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return np.zeros(0, np.intp)
    return np.array([pair for pair, one in chosen.items() if one.solution_value() > 0.5], np.intp)
