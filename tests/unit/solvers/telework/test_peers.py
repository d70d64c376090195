"""The same values from SciPy, and the same matchings from the library `matching`."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from app.domain.telework.inputs import Job, Worker
from app.domain.telework.scoring import HIGHEST_SCORE
from app.solvers.telework.flow import solve_flow
from app.solvers.telework.pairs import Pairs, find_pairs
from app.solvers.telework.stable import solve_stable
from tests.helpers.telework import job, tiny_market, worker
from tests.helpers.telework_tables import invented


def best_value(pairs: Pairs, workers: int, capacity: np.ndarray, *, size_first: bool) -> int:
    """Return the value of the best assignment over all pairs, one column a place."""
    from scipy.optimize import linear_sum_assignment

    bonus = (HIGHEST_SCORE + 1) * (workers + 1) if size_first else 0
    dense = np.zeros((workers, len(capacity)))
    dense[pairs.worker, pairs.job] = pairs.score + bonus
    columns = np.repeat(np.arange(len(capacity)), capacity)
    full = dense[:, columns]
    rows, chosen = linear_sum_assignment(full, maximize=True)
    return int(full[rows, chosen].sum())


@pytest.mark.parametrize("size_first", [True, False])
def test_the_flow_has_the_value_of_the_best_assignment_over_all_pairs(size_first: bool) -> None:
    for seed in range(4):
        workers, jobs = invented(300, 120, seed)
        pairs = find_pairs(workers, jobs)
        capacity = np.array([job.capacity for job in jobs], np.int64)
        found = solve_flow(pairs, len(workers), capacity, size_first=size_first)
        bonus = (HIGHEST_SCORE + 1) * (len(workers) + 1) if size_first else 0
        value = int(pairs.score[found.chosen].sum()) + bonus * len(found.chosen)
        assert value == best_value(pairs, len(workers), capacity, size_first=size_first)


def test_worker_by_worker_pruning_would_leave_many_without_a_place() -> None:
    """All people share few favourites here: 400 places, and the best eight jobs have eight."""
    people = [worker(f"W{n}", skills=(("data_entry", 2),)) for n in range(400)]
    jobs = [
        job(f"J{n}", capacity=1 if n < 8 else 10, fields=frozenset({"office" if n < 8 else "text"}))
        for n in range(48)
    ]
    pairs = find_pairs(people, jobs)
    capacity = np.array([one.capacity for one in jobs], np.int64)
    found = solve_flow(pairs, len(people), capacity, size_first=True)
    order = np.lexsort((-pairs.score, pairs.worker))
    rank = np.arange(len(order)) - np.searchsorted(pairs.worker[order], pairs.worker[order])
    narrow = pairs.take(np.sort(order[rank < 8]))
    alone = solve_flow(narrow, len(people), capacity, size_first=True)
    assert len(found.chosen) == 400
    assert len(alone.chosen) == 8


def strict(workers: list[Worker], jobs: list[Job]) -> bool:
    """Tell whether no employer is indifferent between two workers."""
    pairs = find_pairs(workers, jobs)
    steps = list(zip(pairs.job.tolist(), pairs.band.tolist(), strict=True))
    return len(set(steps)) == len(steps)


def test_without_ties_the_library_matching_finds_the_same() -> None:
    from matching.games import HospitalResident

    compared = 0
    for seed in range(400):
        workers, jobs = tiny_market(Random(f"peer/{seed}"))
        if not strict(workers, jobs):
            continue
        pairs = find_pairs(workers, jobs)
        if not len(pairs):
            continue
        order = np.lexsort((pairs.job, -pairs.score, -pairs.wish, pairs.worker))
        wishes: dict[str, list[str]] = {}
        likes: dict[str, list[tuple[int, str]]] = {}
        for place in order.tolist():
            who, where = workers[pairs.worker[place]].id, jobs[pairs.job[place]].id
            wishes.setdefault(who, []).append(where)
            likes.setdefault(where, []).append((-int(pairs.band[place]), who))
        game = HospitalResident.create_from_dictionaries(
            wishes,
            {where: [who for _band, who in sorted(some)] for where, some in likes.items()},
            {job.id: job.capacity for job in jobs if job.id in likes},
        )
        solved = game.solve(optimal="resident")
        theirs = {j.name: sorted(one.name for one in some) for j, some in solved.items() if some}
        capacity = np.array([job.capacity for job in jobs], np.int64)
        ours: dict[str, list[str]] = {}
        for place in solve_stable(pairs, len(workers), capacity).tolist():
            ours.setdefault(jobs[pairs.job[place]].id, []).append(workers[pairs.worker[place]].id)
        assert {where: sorted(some) for where, some in ours.items()} == theirs
        compared += 1
    assert compared >= 30


def test_the_second_asking_places_more_than_arbitrary_tie_breaks() -> None:
    first = second = 0
    for seed in range(3):
        workers, jobs = invented(1000, 400, seed)
        pairs = find_pairs(workers, jobs)
        capacity = np.array([job.capacity for job in jobs], np.int64)
        first += len(solve_stable(pairs, len(workers), capacity, promote=False))
        second += len(solve_stable(pairs, len(workers), capacity))
    assert second >= 1.05 * first
