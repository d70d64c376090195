"""Tiny markets, solved a second time by trying every matching there is."""

from __future__ import annotations

from random import Random

import pytest

from app.domain.telework.inputs import TeleworkInput
from app.domain.telework.results import METHODS
from app.solvers.telework.check import check_matching
from app.solvers.telework.explain import explain_pair, terms_of
from app.solvers.telework.solve import by_lot, match
from tests.helpers.telework import every_matching, is_weakly_stable, tiny_market


def agrees(seed: int) -> None:
    """Hold one market's three results against all of its matchings."""
    workers, jobs = tiny_market(Random(seed))
    given = TeleworkInput(tuple(workers), tuple(jobs))
    capacity = [job.capacity for job in jobs]
    may = [[explain_pair(w, j).is_possible for j in jobs] for w in workers]
    terms = [[terms_of(w.work, j.work) for j in jobs] for w in workers]
    drawn = {job.id: place for place, job in enumerate(by_lot(jobs, seed))}
    lot = [drawn[job.id] for job in jobs]
    sizes_and_fits, stable_sizes = [], []
    for row in every_matching(may, capacity):
        size = sum(job >= 0 for job in row)
        fit = sum(terms[w][job].score for w, job in enumerate(row) if job >= 0)
        sizes_and_fits.append((size, fit))
        if is_weakly_stable(row, may, terms, capacity, lot):
            stable_sizes.append(size)
    found = {method: match(given, method, seed) for method in METHODS}
    most, fit = found["most"].report, found["fit"].report
    assert (most.placed, most.fit) == max(sizes_and_fits)
    assert fit.fit == max(fit for _size, fit in sizes_and_fits)
    place = {job.id: n for n, job in enumerate(jobs)}
    job_of = {one.worker: place[one.job] for one in found["stable"].placements}
    row = [job_of.get(worker.id, -1) for worker in workers]
    assert is_weakly_stable(row, may, terms, capacity)
    assert 3 * found["stable"].report.placed >= 2 * max(stable_sizes)
    for one in found.values():
        checked = check_matching(workers, jobs, one.placements)
        assert not checked.violations
        assert one.report.unmet_needs == 0


def test_a_hundred_tiny_markets_agree_with_brute_force() -> None:
    for seed in range(100):
        agrees(seed)


@pytest.mark.long
def test_a_thousand_tiny_markets_agree_with_brute_force() -> None:
    for seed in range(100, 1100):
        agrees(seed)


def test_the_checker_counts_the_blocking_pairs_that_the_definition_counts() -> None:
    for seed in range(60):
        draw = Random(f"blocking/{seed}")
        workers, jobs = tiny_market(draw)
        given = TeleworkInput(tuple(workers), tuple(jobs))
        may = [[explain_pair(w, j).is_possible for j in jobs] for w in workers]
        terms = [[terms_of(w.work, j.work) for j in jobs] for w in workers]
        capacity = [job.capacity for job in jobs]
        place = {job.id: n for n, job in enumerate(jobs)}
        for method in METHODS:
            found = match(given, method, seed)
            job_of = {one.worker: place[one.job] for one in found.placements}
            row = [job_of.get(worker.id, -1) for worker in workers]
            is_stable = is_weakly_stable(row, may, terms, capacity)
            assert is_stable == (found.report.blocking_pairs == 0)
