"""The stable matching: nobody and no employer would both rather have each other.

Workers propose in their own order (wish, then score, then the lot). An employer sees skills in
steps of ten points; inside a step people are equal to her. How such ties are broken decides how
many find a place, so they are not broken at random: who was refused everywhere asks once more, and
this second time stands before equals (Király, "Linear time local approximation algorithm for
maximum stable marriage", Algorithms 6 (2013), 471-484). The result is weakly stable. It holds at
least two thirds of the largest matching that is stable under these orders, the lot among a worker's
own equals included.
"""

from __future__ import annotations

from collections import deque
from heapq import heappush, heapreplace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.solvers.telework.pairs import Pairs


def solve_stable(
    pairs: Pairs, workers: int, capacity: NDArray[np.int64], *, promote: bool = True
) -> NDArray[np.intp]:
    """Return the chosen pairs (places in `pairs`, ascending).

    Without `promote` every tie goes to the lower place in the list, which is the plain deferred
    acceptance that benchmarks compare with.
    """
    import numpy as np

    order = np.lexsort((pairs.job, -pairs.score, -pairs.wish, pairs.worker))
    starts = np.searchsorted(pairs.worker[order], np.arange(workers + 1)).tolist()
    lists, job, band = order.tolist(), pairs.job.tolist(), pairs.band.tolist()
    places = capacity.tolist()
    # The worst held is on top: (band, promoted, lot), all in one number.
    held: list[list[int]] = [[] for _ in places]
    pair_of: list[int] = [-1] * workers
    next_wish = starts[:-1]
    is_promoted = bytearray(workers)
    waiting = deque(range(workers))
    while waiting:
        worker = waiting.popleft()
        end = starts[worker + 1]
        while True:
            if next_wish[worker] == end:
                if is_promoted[worker] or not promote or starts[worker] == end:
                    break
                is_promoted[worker] = 1
                next_wish[worker] = starts[worker]
            pair = lists[next_wish[worker]]
            next_wish[worker] += 1
            there = held[job[pair]]
            key = (band[pair] * 2 + is_promoted[worker]) * workers + workers - 1 - worker
            if len(there) < places[job[pair]]:
                heappush(there, key)
            elif there and key > there[0]:
                left = workers - 1 - heapreplace(there, key) % workers
                pair_of[left] = -1
                waiting.append(left)
            else:
                continue
            pair_of[worker] = pair
            break
    chosen = np.array([pair for pair in pair_of if pair >= 0], np.intp)
    chosen.sort()
    return chosen
