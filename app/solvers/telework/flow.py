"""Most placements and best overall fit as one minimum-cost flow, proven over all pairs.

Every worker is a source of one unit, every job lets through as many units as it has places, and
who finds no place flows past the jobs. For *fit* that costs nothing; for *most* it costs more than
all scores together can win back, so the number of placements is decided first.

The flow runs over a part of the pairs. Its prices then prove it: where no pair left out is worth
more than the two prices it would have to pay, no matching over all pairs is better (duality of the
assignment problem). Pairs that could be are added, and the flow runs again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.telework.scoring import HIGHEST_SCORE
from app.solvers.telework.prune import best_pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.solvers.telework.pairs import Pairs

    Places = NDArray[np.intp]

_OF_EACH = 8


@dataclass(frozen=True, slots=True)
class FlowResult:
    """Chosen pairs (places in `Pairs`, ascending by worker), and how they were found.

    `candidates` pairs were in the last flow, `rounds` flows ran, `flow_seconds` is their sum.
    """

    chosen: Places
    candidates: int
    rounds: int
    flow_seconds: float


def solve_flow(
    pairs: Pairs, workers: int, capacity: NDArray[np.int64], *, size_first: bool
) -> FlowResult:
    """Return the best matching over all pairs: by size and then score, or by score alone."""
    import time

    import numpy as np

    # More than what all other placements together could lose by one more placement.
    bonus = (HIGHEST_SCORE + 1) * (min(workers, int(capacity.sum())) + 1) if size_first else 0
    value = pairs.score.astype(np.int64) + bonus
    kept = best_pairs(pairs, capacity, _OF_EACH)
    rounds, seconds = 0, 0.0
    while True:
        start = time.perf_counter()
        chosen = kept[_flow(pairs, value, kept, workers, capacity)]
        seconds += time.perf_counter() - start
        rounds += 1
        missing = _worth_adding(pairs, value, kept, chosen, workers, len(capacity))
        if not len(missing):
            return FlowResult(chosen, len(kept), rounds, seconds)
        kept = np.union1d(kept, missing)


def _flow(
    pairs: Pairs,
    value: NDArray[np.int64],
    kept: Places,
    workers: int,
    capacity: NDArray[np.int64],
) -> Places:
    """Return which of the kept pairs the best flow uses."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    jobs, sink = len(capacity), workers + len(capacity)
    every_worker, every_job = np.arange(workers), np.arange(jobs)
    network = min_cost_flow.SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((pairs.worker[kept], workers + every_job, every_worker)),
        np.concatenate((workers + pairs.job[kept], np.full(jobs + workers, sink))),
        np.concatenate((np.ones(len(kept), np.int64), capacity, np.ones(workers, np.int64))),
        np.concatenate((-value[kept], np.zeros(jobs + workers, np.int64))),
    )
    network.set_nodes_supplies(
        np.arange(sink + 1),
        np.concatenate((np.ones(workers), np.zeros(jobs), [-workers])).astype(np.int64),
    )
    status = network.solve()
    if status != network.OPTIMAL:
        raise RuntimeError(f"the flow ended with status {status}")
    found: Places = np.flatnonzero(network.flows(arcs[: len(kept)]))
    return found


def _worth_adding(
    pairs: Pairs,
    value: NDArray[np.int64],
    kept: Places,
    chosen: Places,
    workers: int,
    jobs: int,
) -> Places:
    """Return pairs left out that are worth more than their two prices; none is a proof."""
    import numpy as np

    matched, won = np.full(workers, -1), np.zeros(workers, np.int64)
    matched[pairs.worker[chosen]] = pairs.job[chosen]
    won[pairs.worker[chosen]] = value[chosen]
    of_job = kept[np.argsort(pairs.job[kept], kind="stable")]
    owners, starts = np.unique(pairs.job[of_job], return_index=True)
    worker, worth = pairs.worker[of_job], value[of_job]
    price = np.zeros(jobs + 1, np.int64)  # the last is what nobody's place costs: nothing
    # The least prices: a job costs what the keenest worker would gain by changing to it.
    for _step in range(jobs + 2):
        gain = won - price[matched]
        asked = np.maximum.reduceat(worth - gain[worker], starts) if len(starts) else starts
        higher = np.maximum(price[owners], asked)
        if np.array_equal(higher, price[owners]):
            break
        price[owners] = higher
    gain = won - price[matched]
    short = value > gain[pairs.worker] + price[pairs.job]
    short[kept] = False
    return np.flatnonzero(short)
