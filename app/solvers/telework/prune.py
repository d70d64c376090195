"""Fewer pairs for the flow: the best of every worker together with the best of every job.

The best of each worker alone would be a trap: many people share the same few favourite jobs, all
others would have no pair left, and most people would be left without a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.solvers.telework.pairs import Pairs


def best_pairs(pairs: Pairs, capacity: NDArray[np.int64], of_each: int) -> NDArray[np.intp]:
    """Return the places of the pairs kept, ascending.

    Args:
        pairs: every pair that may be proposed.
        capacity: places of each job.
        of_each: how many pairs each worker keeps, and each job for every one of its places.
    """
    import numpy as np

    score = pairs.score
    keep = _rank(pairs.worker, score) < of_each
    keep |= _rank(pairs.job, score) < of_each * np.maximum(capacity, 1)[pairs.job]
    return np.flatnonzero(keep)


def _rank(owner: NDArray[np.int32], score: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return each pair's rank among its owner's pairs, best first; equal ones by their order."""
    import numpy as np

    order = np.lexsort((-score, owner))
    sorted_owner = owner[order]
    first = np.searchsorted(sorted_owner, sorted_owner, side="left")
    rank = np.empty(len(owner), np.int64)
    rank[order] = np.arange(len(owner)) - first
    return rank
